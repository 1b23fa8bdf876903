"""The picture before plotly.js runs: it is shown first, and nothing moves when plotly draws it anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from chronology.page.page import write_page

pytestmark = pytest.mark.browser

KEEP_THE_SKETCH = """
  window.plots = () => {
    const frame = document.getElementById("picture").getBoundingClientRect();
    const boxes = (nodes) => [...document.querySelectorAll(nodes)].map((node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top];
    });
    return { bars: boxes(".sketch rect, .barlayer .point path"), titles: boxes("#over .label") };
  };
  new MutationObserver((_, observer) => {
    if (!document.documentElement?.dataset.shape) return;
    observer.disconnect();
    const sketched = document.querySelectorAll(".sketch path").length;
    window.before = { ...plots(), hasPlotly: typeof Plotly !== "undefined", sketched };
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-shape"] });
"""

NEVER_UNPACKED = """
  const never = { transform() {}, flush: () => new Promise(() => {}) };
  window.DecompressionStream = class { constructor() { return new TransformStream(never); } };
"""


@pytest.mark.parametrize("width", [390, 1400])
def test_plotly_draws_what_was_sketched_before_it_ran(
    make_reader: Callable[..., Any], bundled_page: Path, width: int
) -> None:
    reader = make_reader(width, 900)
    reader.page.add_init_script(KEEP_THE_SKETCH)
    page = reader.open(bundled_page, "view=timeline")
    before, after = page.evaluate("() => window.before"), page.evaluate("() => window.plots()")
    assert not before["hasPlotly"]
    assert before["sketched"]
    assert page.locator(".sketch").count() == 0
    assert len(before["bars"]) == len(after["bars"]) > 0
    for sketched, drawn in zip(sorted(before["bars"]), sorted(after["bars"]), strict=True):
        assert sketched == pytest.approx(drawn, abs=1)
    assert before["titles"] == after["titles"]
    assert reader.errors == []


def test_a_page_can_be_used_before_plotly_runs(make_reader: Callable[..., Any], bundled_page: Path) -> None:
    reader = make_reader(1400, 900)
    page = reader.page
    page.add_init_script(NEVER_UNPACKED)
    page.goto(bundled_page.as_uri())
    page.wait_for_selector("html[data-shape=drawn]", state="attached")
    shown = page.locator("#range-title").inner_text()
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("shown => document.getElementById('range-title').textContent !== shown", arg=shown)
    assert page.locator(".sketch path").count()
    assert page.evaluate("typeof Plotly") == "undefined"


ZOOMED_AND_SKETCHED = """async () => {
  document.getElementById("zoom-in").click();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const plots = [...document.querySelectorAll("#plot .main-svg")].filter(isSeen).length;
  return { sketches: document.querySelectorAll("#plot > .sketch").length, plots };
}"""


@pytest.mark.parametrize("number", [8, 600])
def test_marks_are_sketched_while_they_move_and_plotted_when_they_rest(
    make_reader: Callable[..., Any], tmp_path: Path, number: int
) -> None:
    days = pd.date_range("2000-01-01", periods=number).strftime("%Y-%m-%d")
    table = pd.DataFrame({"id": days, "title": "Talks", "kind": "summit", "date": days})
    page = make_reader(1400, 900).open(write_page(table, tmp_path / "marks.html"))
    assert page.locator(".sketch").count() == 0
    assert page.locator("#plot .main-svg").first.is_visible()
    assert page.evaluate(ZOOMED_AND_SKETCHED) == {"sketches": 1, "plots": 0}
    page.wait_for_function("() => !document.querySelector('.sketch')")
    shown = page.locator("#over .hit[data-event]").count()
    assert number // 3 < shown <= number
    assert page.locator("#plot .points path").count() == shown


DRAWN_ON_ZOOM = """async () => {
  let times = 0;
  const observer = new MutationObserver(() => { times += 1; });
  observer.observe(document.getElementById("over"), { childList: true });
  const { height } = document.getElementById("picture").style;
  document.getElementById("zoom-in").click();
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  observer.disconnect();
  return { times, isOther: document.getElementById("picture").style.height !== height };
}"""


def test_a_zoom_that_changes_the_height_of_the_picture_draws_it_once(
    make_reader: Callable[..., Any], bundled_page: Path
) -> None:
    page = make_reader(1400, 900).open(bundled_page, "view=timeline")
    page.get_by_role("button", name="All years").click()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert page.evaluate(DRAWN_ON_ZOOM) == {"times": 1, "isOther": True}


def test_the_picture_is_drawn_anew_where_the_window_has_another_width(
    make_reader: Callable[..., Any], bundled_page: Path
) -> None:
    page = make_reader(1400, 900).open(bundled_page, "view=timeline")
    for width in (1000, 1300):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            "() => Number(document.querySelector('#over > svg').getAttribute('width'))"
            " === document.getElementById('picture').clientWidth"
        )
