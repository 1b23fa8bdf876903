"""The search finds what the events say; what only a cited source says is counted apart, and nothing is hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bundled(make_reader: Callable[..., Any], bundled_page: Path) -> Any:
    reader = make_reader()
    reader.open(bundled_page, "view=list")
    return reader


def _found(page: Page) -> int:
    return page.locator("#list-body tr.event").count()


def test_events_that_only_cite_a_word_are_counted_apart_and_shown_on_request(bundled: Any) -> None:
    page = bundled.turn_to("view=list&q=china")
    own = _found(page)
    assert 0 < own < 52
    words = page.locator("#wider").inner_text()
    more = int(words.split()[0])
    assert "a source that mentions “china”" in words
    page.get_by_role("button", name="Show too").click()
    assert _found(page) == own + more
    page.wait_for_function("() => location.hash.includes('sources=1')")
    page.get_by_role("button", name="Leave out").click()
    assert _found(page) == own


def test_what_only_sources_say_is_found_at_once_and_said_to_be_so(make_reader: Any, small_page: Path) -> None:
    page = make_reader().open(small_page, "view=list&q=peace")
    assert page.locator("#list-body .title").all_inner_texts() == ["Truce of the bridge"]
    assert page.locator("#wider").inner_text().strip() == (
        "Only in sources: 1 event cites a source that mentions “peace”."
    )


def test_nothing_jumps_when_a_filter_is_set(bundled: Any) -> None:
    page = bundled.turn_to("view=timeline")
    place = "document.getElementById('timeline-card').getBoundingClientRect().top + scrollY"
    before = page.evaluate(place)
    bundled.turn_to("view=timeline&actor=RUS&actor=CHN&certain=1&tag=core")
    assert page.get_by_role("button", name="Clear all").is_visible()
    assert page.evaluate(place) == before


def test_links_of_the_panel_can_be_hit(bundled: Any) -> None:
    page = bundled.turn_to("view=timeline")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('#details a')].filter((link) => link.getClientRects().length)
          .map((link) => link.getBoundingClientRect()).map((box) => Math.min(box.width, box.height))"""
    )
    assert boxes
    assert min(boxes) >= 24
