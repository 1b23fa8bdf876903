"""The details on a phone: a sheet that closes as sheets do, and that alone can be reached while it is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
ABOVE_THE_SHEET = {"x": 195, "y": 60}


@pytest.fixture
def page(make_reader: Callable[..., Any], small_page: Path) -> Any:
    """A phone on which the sheet of the truce has been opened by tapping."""
    reader = make_reader(390, 844, has_touch=True)
    opened = reader.open(small_page, "q=bridge")
    opened.get_by_role("button", name="Truce of the bridge").tap()
    opened.wait_for_selector("#details[role=dialog]")
    yield opened
    assert reader.errors == []


def _expect_closed(page: Page) -> None:
    page.wait_for_selector("#details", state="hidden")
    page.wait_for_function("() => history.state?.sheet !== 'open'")
    assert page.evaluate("document.querySelectorAll('[inert]').length") == 0
    assert page.evaluate("document.activeElement.textContent") == "Truce of the bridge"
    assert page.locator("#search").input_value() == "bridge", "the search is still there"
    assert page.locator("#list-body tr.chosen .title").all_inner_texts() == ["Truce of the bridge"]


def test_a_tap_beside_the_sheet_closes_it(page: Any) -> None:
    page.touchscreen.tap(*ABOVE_THE_SHEET.values())
    _expect_closed(page)


def test_escape_and_the_cross_close_it(page: Any) -> None:
    page.keyboard.press("Escape")
    _expect_closed(page)
    page.get_by_role("button", name="Truce of the bridge").tap()
    page.get_by_role("button", name="Close").tap()
    _expect_closed(page)


def test_back_closes_it_and_stays_on_the_page_and_forward_opens_it_again(page: Any) -> None:
    address = page.url.split("#")[0]
    page.go_back()
    _expect_closed(page)
    assert page.url.split("#")[0] == address
    page.go_forward()
    page.wait_for_selector("#details[role=dialog]")
    assert page.locator("#details-title").inner_text() == "Truce of the bridge"


def test_tab_never_leaves_it(page: Any) -> None:
    outside = []
    for _ in range(30):
        page.keyboard.press("Tab")
        outside += page.evaluate(
            "document.activeElement.closest('#details') || document.activeElement === document.body"
            " ? [] : [document.activeElement.outerHTML.slice(0, 80)]"
        )
    assert outside == []


def test_a_wider_window_frees_the_page(page: Any) -> None:
    page.set_viewport_size({"width": 1000, "height": 700})
    page.wait_for_function("() => document.querySelectorAll('[inert]').length === 0")
    page.get_by_role("button", name="List", exact=True).click()
    assert page.locator("#list-body").is_visible()
