"""The chart as a reader sees it, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import pytest

from chronology.dates.days import parse_day
from chronology.model.event import Event
from chronology.render.timeline import timeline
from chronology.store.load import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BUNDLED = Path(__file__).parents[2] / "data" / "events.yaml"

LABELS = """() => [...document.querySelectorAll('.textpoint text')].map(text => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.top, box.right, box.bottom];
})"""
MARKS = """() => {
    const drawn = {};
    for (const group of document.querySelectorAll('.points > path.point, .points > g.point > path')) {
        const datum = group.__data__ ?? group.parentNode.__data__;
        const data = datum && datum.data;
        if (!Array.isArray(data) || data.length !== 4) continue;
        const box = group.getBoundingClientRect();
        drawn[data[3]] = Math.max(drawn[data[3]] ?? 0, Math.min(box.width, box.height));
    }
    return drawn;
}"""

Box = tuple[str, float, float, float, float]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Callable[..., Page]:
    """Opens a figure as its own page; a page that complains fails the test that opened it."""
    pages: list[tuple[Page, list[str]]] = []

    def open_figure(figure: go.Figure, width: int = 1400, time_zone: str = "UTC") -> Page:
        path = tmp_path / f"figure-{len(pages)}.html"
        figure.write_html(path, include_plotlyjs="directory")
        page = chromium.new_page(viewport={"width": width, "height": 900}, timezone_id=time_zone)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector(".xtick text")
        assert complaints == []
        pages.append((page, complaints))
        return page

    yield open_figure
    for page, complaints in pages:
        page.close()
        assert complaints == []


def overlapping(boxes: list[Box]) -> list[tuple[str, str]]:
    """Pairs of labels that share more than a hair; the line boxes of a font are higher than its letters."""
    return [
        (one[0], other[0])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[1] < other[3] and other[1] < one[3] and one[2] + 2 < other[4] and other[2] + 2 < one[4]
    ]


@pytest.mark.parametrize("width", [1000, 1400, 1900])
@pytest.mark.parametrize("argument", [{}, {"lanes": "actor"}, {"lanes": None}, {"range_x": ("2021-07", "2023-05")}])
def test_no_label_overlaps_another(opened: Callable[..., Page], width: int, argument: dict[str, Any]) -> None:
    boxes = opened(timeline(load(BUNDLED), **argument), width).evaluate(LABELS)
    assert len(boxes) >= 52
    assert overlapping(boxes) == []


def test_no_label_leaves_the_chart(opened: Callable[..., Page]) -> None:
    for width in (390, 1000, 1400):
        page = opened(timeline(load(BUNDLED), width=width), width + 20)
        assert [name for name, left, _, right, _ in page.evaluate(LABELS) if left < 0 or right > width + 8] == []


def test_every_event_has_a_mark_that_can_be_seen(opened: Callable[..., Page]) -> None:
    registry = load(BUNDLED)
    drawn = opened(timeline(registry)).evaluate(MARKS)
    assert set(drawn) == set(registry.events)
    assert min(drawn.values()) >= 4


def test_a_day_can_still_be_seen_on_an_axis_of_a_thousand_years(
    opened: Callable[..., Page], event: Callable[..., Event]
) -> None:
    events = [event("a", "1066-10-14"), event("b", "1066-10-14/1066-10-15"), event("c", "1500-05"), event("d", "2022")]
    drawn = opened(timeline(events)).evaluate(MARKS)
    assert set(drawn) == {"a", "b", "c", "d"}
    assert min(drawn.values()) >= 4


@pytest.mark.parametrize("time_zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_a_reader_in_another_time_zone_sees_the_same_days(
    opened: Callable[..., Page], event: Callable[..., Event], time_zone: str
) -> None:
    events = [event("day", "2022-02-04"), event("range", "-0489-09-12/-0479-08-01")]
    shown = opened(timeline(events), time_zone=time_zone).evaluate(
        """() => document.querySelector('.js-plotly-plot').calcdata.flatMap(trace => trace.map(
            one => one.b !== undefined ? [one.b / 864e5, one.s / 864e5] : [one.x / 864e5]))"""
    )
    first, last = parse_day("-0489-09-12"), parse_day("-0479-08-01")
    assert [parse_day("2022-02-04") + 0.5] in shown
    assert [first, last + 1 - first] in shown


def test_hovering_shows_hostile_text_as_it_was_written(
    opened: Callable[..., Page], event: Callable[..., Event]
) -> None:
    title = '<a href="https://evil.example">R&D</a> $x$ %{y}'
    page = opened(timeline([event("x", "2022-02-04", title=title)], title=title))
    box = page.locator(".scatterlayer .points path.point").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".hoverlayer text")
    assert title in page.locator(".hoverlayer").text_content().replace("\xa0", " ")
    assert page.locator(".gtitle").text_content() == title
    assert page.locator("svg a").count() == 0


def test_the_bar_of_buttons_offers_no_upload(opened: Callable[..., Page], event: Callable[..., Event]) -> None:
    page = opened(timeline([event("x", "2022-02-04")]))
    buttons = page.evaluate("[...document.querySelectorAll('.modebar-btn')].map(button => button.outerHTML).join()")
    assert "Download" in buttons
    assert "Share" not in buttons


def test_lane_titles_are_whole(opened: Callable[..., Page]) -> None:
    page = opened(timeline(load(BUNDLED)), 1000)
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('.annotation text')].map(text => text.getBoundingClientRect().left)"
    )
    assert len(boxes) == 6
    assert min(boxes) >= 0
