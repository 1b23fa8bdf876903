"""How fast a page opens, zooms and searches, beside plotly express and vis-timeline with the same events.

All sides are pages of one file, opened in headless Chromium without a network, in turn; medians count. First draw: from
the start of the navigation until the first frame that shows the events. Zoom: half of the range, a quarter, and back,
each until its frame is shown. Search: from the end of typing (the page waits 120 ms for more) until the results are
drawn. Memory is the JavaScript heap after a collection, with the buffers outside of it, where columns of numbers lie.
Our page is drawn before plotly.js is unpacked, and one of very many events before its texts; "complete" says when all
is there. vis-timeline is fetched from npm and left out without a network; it draws no more than 10,000 events in
reasonable time, plotly express no more than 100,000.

Aims: the bundled chronology no slower than plotly express; 100,000 events drawn 5 times and zoomed 30 times faster;
1,000,000 events drawn within 3 s, a zoom within 100 ms, a search within 200 ms; files of 2.2 MB and 60 bytes an event
besides compressed text.

Usage: ``python -m benchmarks.page [--sizes 0 1000 10000 100000 1000000] [--runs 5]`` (0 is the bundled chronology)
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.express as px
from playwright.sync_api import Browser, Page, sync_playwright

import chronology as ch
from benchmarks.generated_events import event_table

MOST_OF_EXPRESS, MOST_OF_VIS = 100_000, 10_000
ZOOMS = (0.5, 0.5, 2, 2)
TYPING_MS = 120
PATIENCE_MS = 240_000

WATCH = """
  window.untilShown = () => new Promise((resolve) => requestAnimationFrame(() =>
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))));
  window.marks = {};
  const watch = (name, isThere) => {
    const look = () => (isThere() ? untilShown().then((now) => { marks[name] = now; }) : setTimeout(look, 5));
    look();
  };
  watch('first', () => %s);
  watch('complete', () => %s);
"""


class Side(NamedTuple):
    """A way to draw events.

    ``shown`` is true once the events stand in the document, which is two frames before they count as drawn,
    ``complete`` once nothing more is to come; ``zoom`` zooms by a factor and gives a promise.
    """

    shown: str
    complete: str
    zoom: str


OURS = Side(
    "document.querySelector('#over > svg')",
    "document.documentElement?.dataset.drawn",
    "factor => { document.getElementById(factor < 1 ? 'zoom-in' : 'zoom-out').click(); return untilShown(); }",
)
EXPRESS = Side(
    "document.querySelector('.plotly-graph-div .point')",
    "document.readyState === 'complete' && document.querySelector('.plotly-graph-div .point')",
    """async factor => {
      const chart = document.querySelector('.plotly-graph-div');
      const [from, to] = chart._fullLayout.xaxis.range.map((day) => Date.parse(day.replace(' ', 'T')));
      const [middle, half] = [(from + to) / 2, ((to - from) / 2) * factor];
      const range = [middle - half, middle + half].map((ms) => new Date(ms).toISOString().slice(0, 23));
      await Plotly.relayout(chart, {'xaxis.range': range});
      return untilShown();
    }""",
)
VIS = Side(
    "document.querySelector('.vis-item')",
    "document.readyState === 'complete' && document.querySelector('.vis-item')",
    """factor => {
      const {start, end} = timeline.getWindow();
      const [middle, half] = [(+start + +end) / 2, ((end - start) / 2) * factor];
      timeline.setWindow(middle - half, middle + half, {animation: false});
      return untilShown();
    }""",
)
SEARCH = """words => new Promise((resolve) => {
  const chips = document.getElementById('chips');
  const field = document.getElementById('search');
  new MutationObserver((_, observer) => {
    observer.disconnect();
    untilShown().then((now) => resolve(now - start));
  }).observe(chips, {childList: true, subtree: true});
  field.value = words;
  const start = performance.now();
  field.dispatchEvent(new Event('input'));
})"""


class Reading(NamedTuple):
    """What one opening of a page took, in milliseconds and megabytes."""

    first: float
    complete: float
    zoom: float
    slowest_zoom: float
    search: float
    slowest_search: float
    heap: float


def events(number: int) -> Any:
    """The bundled chronology, or an event table whose titles differ."""
    if not number:
        return ch.load()
    table = event_table(number)
    return table.set_column(1, "title", [[f"{kind.title()} {at}" for at, kind in enumerate(table["kind"].to_pylist())]])


def spans(source: Any) -> pd.DataFrame:
    """The events with two days each, which is what the others draw; what is open ends with the last day known."""
    frame = source.to_frame() if hasattr(source, "to_frame") else source.to_pandas()
    known = frame[["start_min", "end_max"]].where(frame[["start_min", "end_max"]].abs() < 10**14)
    first, last = int(np.nanmin(known["start_min"])), int(np.nanmax(known.to_numpy()))
    start, end = known["start_min"].fillna(first).astype("int64"), known["end_max"].fillna(last).astype("int64")
    return pd.DataFrame(
        {
            "title": frame["title"].astype(str),
            "kind": frame["kind"].astype(str),
            "start": pd.to_datetime(start, unit="D"),
            "finish": pd.to_datetime(np.maximum(start, end) + 1, unit="D"),
        }
    )


def write_ours(source: Any, path: Path) -> None:
    ch.write_page(source, path)


def write_express(source: Any, path: Path) -> None:
    figure = px.timeline(spans(source), x_start="start", x_end="finish", y="kind", color="kind", hover_name="title")
    figure.write_html(path)


def write_vis(source: Any, path: Path, library: Path) -> None:
    table = spans(source)
    items = [
        {"id": at, "content": row.title, "group": row.kind, "start": f"{row.start:%F}", "end": f"{row.finish:%F}"}
        for at, row in enumerate(table.itertuples())
    ]
    groups = [{"id": kind, "content": kind} for kind in dict.fromkeys(table["kind"])]
    script, style = (next(library.glob(f"**/{name}")).read_text() for name in VIS_FILES)
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><style>{style}</style><div id="all"></div><script>{script}</script>'
        "<script>const timeline = new vis.Timeline(document.getElementById('all'), "
        f"new vis.DataSet({json.dumps(items)}), new vis.DataSet({json.dumps(groups)}), {{stack: true}});</script>"
    )


VIS_FILES = ("standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css")


def fetched_vis(folder: Path) -> Path | None:
    """vis-timeline from npm; nothing where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        print("vis-timeline is left out: npm is not installed.")
        return None
    command = [
        npm,
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--legacy-peer-deps",
        "vis-timeline",
    ]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    except (subprocess.SubprocessError, OSError):
        print("vis-timeline is left out: npm cannot fetch it.")
        return None
    return folder / "node_modules" / "vis-timeline"


def read(browser: Browser, path: Path, side: Side) -> Reading:
    """Open a page once, zoom, search, and weigh it."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(WATCH % (side.shown, side.complete))
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function("() => window.marks?.complete", polling=50)
    marks = page.evaluate("() => window.marks")
    if side is OURS:
        page.get_by_role("button", name="All years").click()
    page.wait_for_timeout(1000)
    zooms = [taken(page, side.zoom, factor) for factor in ZOOMS]
    found = list(searches(page)) if side is OURS else [float("nan")]
    reading = Reading(
        first=marks["first"],
        complete=marks["complete"],
        zoom=statistics.median(zooms),
        slowest_zoom=max(zooms),
        search=statistics.median(found),
        slowest_search=max(found),
        heap=heap(page),
    )
    context.close()
    return reading


def taken(page: Page, action: str, argument: Any) -> float:
    """Milliseconds until an action is shown; then a pause, as between two turns of a wheel."""
    measured = "const start = performance.now(); return await action(argument) - start;"
    ms: float = page.evaluate(f"async argument => {{ const action = {action}; {measured} }}", argument)
    page.wait_for_timeout(400)
    return ms


def searches(page: Page) -> Iterator[float]:
    for words in ("strike 7", "visit 12", "summit"):
        yield page.evaluate(SEARCH, words) - TYPING_MS
        page.wait_for_timeout(400)


def heap(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    return float(usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6


def compare(browser: Browser, number: int, *, runs: int, folder: Path, library: Path | None) -> None:
    """Print a line for each side that can draw so many events."""
    source = events(number)
    sides: dict[str, tuple[Side, Callable[[Any, Path], None]]] = {"ours": (OURS, write_ours)}
    if number <= MOST_OF_EXPRESS:
        sides["express"] = (EXPRESS, write_express)
    if library is not None and number <= MOST_OF_VIS:
        sides["vis"] = (VIS, lambda source, path: write_vis(source, path, library))
    paths = {name: folder / f"{name}-{number}.html" for name in sides}
    for name, (_, write) in sides.items():
        write(source, paths[name])
    readings: dict[str, list[Reading]] = {name: [] for name in sides}
    for _ in range(runs):
        for name, (side, _) in sides.items():
            readings[name].append(read(browser, paths[name], side))
    print(f"{len(source):,} events" if number else f"{len(source):,} events, bundled")
    for name, found in readings.items():
        print(line(name, paths[name], found))


def line(name: str, path: Path, readings: list[Reading]) -> str:
    median = Reading(*(statistics.median(values) for values in zip(*readings, strict=True)))
    search = f"search {median.search:,.0f} ms (slowest {median.slowest_search:,.0f})"
    own = f", complete {median.complete:7,.0f} ms, {search}" if name == "ours" else ""
    return (
        f"  {name:8} first draw {median.first:8,.0f} ms, "
        f"zoom {median.zoom:7,.0f} ms (slowest {median.slowest_zoom:,.0f}), "
        f"heap {median.heap:6,.0f} MB, file {path.stat().st_size / 1e6:6.2f} MB{own}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        library = fetched_vis(Path(folder))
        for number in asked.sizes:
            compare(browser, number, runs=asked.runs, folder=Path(folder), library=library)
        browser.close()


if __name__ == "__main__":
    main()
