"""What people write is shown as they wrote it, in every chart: no script runs, and no markup is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import plotly.graph_objects as go
import pytest

from chronology.render.markup import escaped
from chronology.render.timeline import timeline
from tests.render.charts import CHARTS, Chart
from tests.render.hostile import Sightings, hostile_registry, hostile_table, marked, together, wordy_arguments
from tests.render.payloads import PAYLOADS
from tests.render.stage import Stage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

BATCH: Final = 30
BATCHES: Final = [range(first, first + BATCH) for first in range(0, len(PAYLOADS), BATCH)]
OWN_STYLES: Final = {"font-weight", "color", "fill"}
"""Of the charts: bold titles, and counts in another ink."""
DRAWING: Final = {
    "clipPath",
    "circle",
    "defs",
    "div",
    "g",
    "line",
    "path",
    "pattern",
    "picture",
    "rect",
    "svg",
    "text",
    "tspan",
}


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 300


def test_a_figure_that_escapes_nothing_is_found_out(chromium: Browser) -> None:
    """The other tests of this file could not fail if this one did."""
    from playwright.sync_api import Error

    stage = Stage(chromium)
    found = []
    for payload in (
        "<b>x</b>",
        '<a href="https://evil.example/x">x</a>',
        "H<sub>2</sub>O",
        "%{x}",
        "&lt;b&gt;x&lt;/b&gt;",
    ):
        text = f"qe{PAYLOADS.index(payload):03}{payload}"
        stage.draw(go.Figure(go.Scatter(x=[1], y=[1], hovertemplate=text), layout={"title": {"text": text}}))
        shown, sightings = stage.shown(), Sightings()
        sightings.add([*shown.texts, *shown.hovered])
        found.append((bool(sightings.changed), bool(shown.elements - DRAWING), bool(shown.styles)))
    changed, foreign, styled = zip(*found, strict=True)
    assert changed == (True, True, True, True, True)
    assert foreign == (False, True, False, False, False)
    assert styled == (True, False, True, False, False)
    with suppress(Error):
        stage.draw(go.Figure(layout={"title": {"text": "costs $x$"}}))
    assert any("MathJax" in what for what in stage.fallen())
    stage.close()


def slots(texts: Sequence[str]) -> go.Figure:
    """A figure with the same texts in every place that plotly has for texts."""
    at = list(range(len(texts)))
    escapes = [escaped(text) for text in texts]
    figure = go.Figure(
        [
            go.Scatter(
                x=at,
                y=at,
                mode="markers+text",
                text=escapes,
                customdata=[[text] for text in escapes],
                hovertemplate="<b>%{customdata[0]}</b><extra></extra>",
                showlegend=False,
            ),
            go.Bar(x=at, y=at, text=escapes, textposition="inside", hoverinfo="skip", showlegend=False),
            *(go.Scatter(x=[None], y=[None], name=text, showlegend=True, hoverinfo="skip") for text in escapes),
        ]
    )
    return figure.update_layout(
        template="none",
        height=2000,
        title={"text": escapes[0], "subtitle": {"text": escapes[-1]}},
        xaxis={"tickvals": at, "ticktext": escapes, "title": {"text": escapes[0]}},
        yaxis={"tickvals": at, "ticktext": escapes},
        annotations=[{"x": x, "y": x, "text": text, "hovertext": text} for x, text in zip(at, escapes, strict=True)],
        shapes=[{"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "label": {"text": escapes[0]}}],
    )


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 110))
def test_escaped_text_is_shown_letter_for_letter_wherever_plotly_has_room_for_text(stage: Stage, first: int) -> None:
    texts = [marked("event", at)[:300] for at in range(first, min(first + 110, len(PAYLOADS)))]
    stage.draw(slots(texts))
    shown = stage.shown()
    for where in (shown.texts, shown.hovered):
        sightings = Sightings()
        sightings.add(text if len(text) < 300 else f"{text}…" for text in where)
        assert sightings.changed == []
        assert len(sightings.seen["event"]) == len(texts)
    assert shown.elements <= DRAWING
    assert shown.styles <= {"font-weight:bold"}
    assert stage.fallen() == []


def test_every_heading_is_shown_letter_for_letter(stage: Stage) -> None:
    """All charts have theirs from one place; this one has room for all that is in it."""
    sightings = Sightings()
    for numbers in BATCHES:
        words = {"title": together("title", numbers), "subtitle": together("subtitle", numbers)}
        stage.draw(timeline([], width=9000, **words), 9000)
        sightings.add(stage.shown().texts)
    assert sightings.changed == []
    assert {field: len(seen) >= 300 for field, seen in sightings.seen.items()} == {"title": True, "subtitle": True}
    assert stage.fallen() == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_no_chart_takes_a_text_for_anything_else(stage: Stage, chart: Chart) -> None:
    sightings = Sightings()
    for turn, numbers in enumerate(BATCHES):
        for figure in figures(chart, numbers, turn):
            stage.draw(figure)
            shown = stage.shown()
            sightings.add([*shown.texts, *shown.hovered])
            assert shown.elements <= DRAWING
            assert {style.split(":")[0] for style in shown.styles} <= OWN_STYLES
            assert stage.fallen() == []
    assert sightings.changed == []
    least = {"title": 50, "subtitle": 50, **chart.shows}
    assert {field: len(sightings.seen[field]) for field in least if len(sightings.seen[field]) < least[field]} == {}


def figures(chart: Chart, numbers: Sequence[int], turn: int) -> Iterator[go.Figure]:
    """The chart of a registry of these payloads; every fourth time that of a table, too."""
    first = 6 * (CHARTS.index(chart) + turn) % BATCH
    title = together("title", numbers[first : first + 6])
    subtitle = together("subtitle", [*numbers[:first], *numbers[first + 6 :]])
    words = wordy_arguments(chart.wordy[turn % len(chart.wordy)], numbers)
    yield chart.of(hostile_registry(numbers), title=title, subtitle=subtitle, **words)
    if chart.wordy_table is not None and turn % 4 == 0:
        table, own = hostile_table(numbers)
        yield chart.of(table, title=title, subtitle=subtitle, **wordy_arguments(chart.wordy_table, numbers, own))


def test_a_page_of_its_own_is_not_left_by_what_is_written_in_it(chromium: Browser, tmp_path: Path) -> None:
    """The page holds the figure within a script, which a text must not end."""
    table, own = hostile_table(range(len(PAYLOADS)))
    table["id"] = table["title"]
    path = tmp_path / "page.html"
    timeline(table, title=together("title", range(60, 80)), hover_data=[own]).write_html(
        path, include_plotlyjs="directory"
    )
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: complaints.append(request.url) if "file:" not in request.url else None)
    page.goto(path.as_uri())
    page.wait_for_selector(".xtick text")
    assert page.evaluate("() => window.__pwn") is None
    assert page.evaluate("() => [...document.body.children].map(part => part.id)") == ["", "js-plotly-tester"]
    assert page.evaluate("() => document.scripts.length") == path.read_text(encoding="utf-8").count("<script")
    assert complaints == []
    page.close()
