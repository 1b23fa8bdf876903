"""Those who read by key: the focus is never lost, and no key takes away what they chose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
LONGER_THAN_SETTLING_MS = 300


@pytest.fixture(scope="module")
def rivers(make_reader: Callable[..., Any], small_page: Path) -> Any:
    reader = make_reader()
    reader.open(small_page)
    return reader


def _focused(page: Page) -> str:
    page.wait_for_timeout(LONGER_THAN_SETTLING_MS)
    words: str = page.evaluate(
        "document.activeElement === document.body ? 'nothing'"
        " : document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    )
    return words


def _title(page: Page) -> str:
    return page.locator("#details-title").inner_text()


def test_the_skip_link_leads_to_the_list_and_keeps_search_and_choice(rivers: Any) -> None:
    page = rivers.turn_to("q=river&event=levy&view=timeline")
    page.locator("#skip").focus()
    page.keyboard.press("Enter")
    assert _focused(page) == "River levy"
    assert page.evaluate("document.activeElement.closest('#list-body') !== null")
    assert page.locator("#list-body tr.event").count() == 2
    assert page.locator("#search").input_value() == "river"
    assert _title(page) == "River levy"


def test_the_skip_link_leads_to_the_way_out_of_an_empty_list(rivers: Any) -> None:
    page = rivers.turn_to("q=helsinki")
    page.locator("#skip").focus()
    page.keyboard.press("Enter")
    assert _focused(page) == "Clear the search"


def test_next_event_can_be_pressed_again_and_again(rivers: Any) -> None:
    page = rivers.turn_to("event=old-treaty&view=timeline")
    page.get_by_role("button", name="Next event").focus()
    for title in ("River levy", "War of the banks", "Pamphlet on the flood"):
        page.keyboard.press("Enter")
        assert _focused(page) == "Next event"
        assert _title(page) == title


def test_after_the_last_event_the_focus_is_on_its_title(rivers: Any) -> None:
    page = rivers.turn_to("event=parade&view=timeline")
    page.get_by_role("button", name="Next event").focus()
    page.keyboard.press("Enter")
    assert _focused(page) == _title(page) == "Exile of the ferryman"


def test_a_related_event_takes_the_focus_to_its_title(rivers: Any) -> None:
    page = rivers.turn_to("event=truce&view=timeline")
    page.locator("#details .related-events").get_by_role("button", name="Parade of boats").focus()
    page.keyboard.press("Enter")
    assert _focused(page) == "Parade of boats"
    assert page.evaluate("document.activeElement.id") == "details-title"


def test_a_range_keeps_the_focus(rivers: Any) -> None:
    page = rivers.turn_to("event=truce&view=timeline&range=2014-01-01,2015-01-01")
    page.get_by_role("button", name="All years").focus()
    page.keyboard.press("Enter")
    assert _focused(page) == "All years"
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_an_event_of_the_index_keeps_the_focus(rivers: Any) -> None:
    page = rivers.turn_to("event=truce&view=timeline")
    page.locator("#index-body").get_by_role("button", name="Parade of boats").focus()
    page.keyboard.press("Enter")
    assert _title(page) == "Parade of boats"
    assert _focused(page) == "Parade of boats"
    assert page.evaluate("document.activeElement.closest('#index-body') !== null")
