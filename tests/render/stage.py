"""A window of a real browser in which figures are drawn one after the other, and what can be seen in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_PAGE: Final = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Stage</title>"
    "<style>body{margin:0}</style><div id=stage></div></html>"
)
_TRAPS: Final = """() => {
  const fell = name => () => { window.__pwn = name; };
  for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = fell(name);
  window.MathJax = new Proxy({ version: "3.2.2" }, {
    get: (own, name) => { if (typeof name === "string") window.__pwn = "MathJax." + name; return own[name]; },
  });
  let now = 0;
  Date.now = () => (now += 1000);
}"""
"""What a script of an attacker would call, and a MathJax as notebooks load it. The clock runs, so that hovering need
not wait for the next one."""

_DRAW: Final = """async ([json, width]) => {
  const figure = JSON.parse(json), stage = document.getElementById("stage");
  stage.style.width = width + "px";
  if (stage.data) Plotly.purge(stage);
  await Plotly.newPlot(stage, figure.data, figure.layout, { typesetMath: true });
}"""
_SHOWN: Final = """() => {
  const stage = document.getElementById("stage");
  const said = text => {
    const lines = [...text.querySelectorAll("tspan.line")];
    return (lines.length ? lines : [text]).map(line => line.textContent).join("\\n");
  };
  const texts = [], hovered = [], styles = new Set(), elements = new Set(), told = new Set();
  const look = (inside, found) => {
    for (const text of inside.querySelectorAll("text")) if (text.textContent) found.push(said(text));
    for (const part of inside.querySelectorAll("*")) {
      const drawn = part.localName === "image" && (part.getAttribute("href") ?? "").startsWith("data:image/png;");
      elements.add(drawn ? "picture" : part.localName);
      if (part.localName === "tspan") {
        for (const name of part.style) styles.add(name + ":" + part.style.getPropertyValue(name));
      }
    }
  };
  for (const svg of stage.querySelectorAll(".main-svg")) look(svg, texts);
  for (const part of stage.querySelectorAll("*")) if (!part.closest(".modebar, svg")) elements.add(part.localName);
  const layer = stage.querySelector(".hoverlayer");
  const hover = (curveNumber, pointNumber, data) => {
    const marks = JSON.stringify(data ?? "").toLowerCase().match(/q[a-z][0-9]{3}/g) ?? [`${curveNumber}`];
    if (marks.every(mark => told.has(mark))) return;
    marks.forEach(mark => told.add(mark));
    try { Plotly.Fx.hover(stage, [{ curveNumber, pointNumber }]); } catch { return; }
    look(layer, hovered);
  };
  stage.data.forEach((trace, curveNumber) => {
    if (!trace.hovertemplate || trace.hoverinfo === "skip") return;
    const rows = trace.customdata ?? trace.z ?? trace.x ?? [];
    rows.forEach((row, at) => {
      if (trace.type !== "heatmap") hover(curveNumber, at, trace.customdata && row);
      else row.forEach((cell, column) => hover(curveNumber, [at, column], trace.customdata && cell));
    });
    Plotly.Fx.unhover(stage);
  });
  return { texts, hovered, styles: [...styles], elements: [...elements] };
}"""
_BOXES: Final = """() => {
  const boxes = [], stage = document.getElementById("stage").getBoundingClientRect();
  for (const text of document.querySelectorAll("#stage svg text")) {
    const style = getComputedStyle(text);
    if (!text.textContent.trim() || style.visibility === "hidden" || style.display === "none") continue;
    if (text.closest(".hoverlayer, .modebar")) continue;
    const kind = text.closest("[class]").getAttribute("class");
    const lines = [...text.querySelectorAll("tspan.line")].filter(line => line.textContent.trim());
    for (const line of lines.length ? lines : [text]) {
      const box = line.getBoundingClientRect(), size = parseFloat(style.fontSize);
      boxes.push([line.textContent, kind, size, box.left - stage.left, box.top - stage.top, box.right - stage.left,
                  box.bottom - stage.top]);
    }
  }
  return boxes;
}"""


class Box(NamedTuple):
    """Where a line of text stands, in pixels from the corner of the figure."""

    text: str
    kind: str
    size: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Shown:
    """What a reader can see of a figure: its texts, those on hovering, and what they are made of.

    A ``picture`` is an image that plotly draws itself, as it does for cells.
    """

    texts: list[str]
    hovered: list[str]
    styles: set[str]
    elements: set[str]


class Stage:
    """One window for many figures; it has no network, and keeps whatever went wrong in it."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
        self.page = self._context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        self.page.on("request", lambda request: self.complaints.append(f"request: {request.url[:200]}"))
        self.page.set_content(_PAGE)
        self.page.add_script_tag(content=get_plotlyjs())
        self.page.evaluate(_TRAPS)

    def draw(self, figure: go.Figure, width: int = 1000) -> None:
        """The figure on a page so wide."""
        self.page.evaluate(_DRAW, [figure.to_json(), width])

    def shown(self) -> Shown:
        """Every text that is drawn, also on hovering: over one point of each trace, and each that has a new payload."""
        found: dict[str, Any] = self.page.evaluate(_SHOWN)
        return Shown(found["texts"], found["hovered"], set(found["styles"]), set(found["elements"]))

    def boxes(self) -> list[Box]:
        """Where its lines of text stand."""
        return [Box(*box) for box in self.page.evaluate(_BOXES)]

    def fallen(self) -> list[str]:
        """What went wrong: errors, warnings, requests, dialogs, and traps that a script fell into."""
        trap = self.page.evaluate("() => window.__pwn")
        return [*self.complaints, *([f"window.__pwn is {trap}"] if trap is not None else [])]

    def close(self) -> None:
        """End of the play."""
        self._context.close()
