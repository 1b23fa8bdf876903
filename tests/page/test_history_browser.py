"""Links and the Back button: an address holds the whole view, and each deliberate step can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
VIEW = (
    "event=raid&q=the&kind=war,treaty&actor=NOR&role=party&certainty=roughly&from=2013-02&to=2015&lanes=actor&order=name"
    "&colour=certainty&view=timeline&theme=dark&range=2013-01-01,2015-01-01"
)


@pytest.fixture
def page(make_reader: Callable[..., Any], small_page: Path) -> Any:
    reader = make_reader()
    yield reader.open(small_page, "view=list")
    assert reader.errors == []


@pytest.fixture
def phone(make_reader: Callable[..., Any], small_page: Path) -> Any:
    reader = make_reader(390, 844, has_touch=True)
    yield reader.open(small_page)
    assert reader.errors == []


def _settle(page: Page) -> None:
    page.wait_for_timeout(350)


def _address_has(page: Page, words: str) -> None:
    page.wait_for_function("words => location.hash.includes(words)", arg=words)


def _found(page: Page) -> int:
    return page.locator("#list-body tr.event").count()


def _title(page: Page) -> str:
    return page.locator("#details-title").inner_text()


def test_a_link_restores_the_whole_view_in_another_browser(make_reader: Callable[..., Any], small_page: Path) -> None:
    pages = [make_reader().open(small_page, VIEW)]
    _settle(pages[0])
    fragment = pages[0].evaluate("location.hash.slice(1)")
    assert dict(part.split("=") for part in fragment.split("&")) == dict(part.split("=") for part in VIEW.split("&"))
    pages.append(make_reader().open(small_page, fragment))
    _settle(pages[1])
    states = [
        (
            page.url.split("#")[1],
            page.locator("#list-body .title").all_inner_texts(),
            page.locator("#filtered").inner_text(),
            page.locator("#over .lane-title").all_text_contents(),
            page.locator("#range-title").inner_text(),
            [page.get_by_label(name, exact=True).input_value() for name in ("Lanes", "Order", "Colour", "From")],
            page.evaluate("document.documentElement.dataset.theme"),
            _title(page),
        )
        for page in pages
    ]
    assert states[0] == states[1]
    assert states[0][5] == ["actor", "name", "certainty", "2013-02"]


def test_a_link_to_what_the_page_does_not_have_says_so(make_reader: Callable[..., Any], small_page: Path) -> None:
    reader = make_reader()
    page = reader.open(small_page, "event=nope&actor=NOR&actor=NOBODY")
    lost = page.locator("#lost")
    assert lost.inner_text() == "The link asks for what this page does not have: event=nope, actor=NOBODY"
    page.locator("#search").fill("truce")
    page.wait_for_function("() => document.getElementById('lost').hidden")
    reader.turn_to("event=truce")
    assert lost.is_hidden()
    assert reader.errors == []


def test_a_broken_link_sets_no_filter(make_reader: Callable[..., Any], small_page: Path) -> None:
    page = make_reader().open(
        small_page,
        "view=list&from=soon&to=<b>&role=king&status=x&certainty=&colour=y&order=z&lanes=toString&kind=__proto__",
    )
    assert _found(page) == 8
    assert page.locator("#filtered button").count() == 0


def test_back_takes_back_each_step_and_forward_repeats_it(page: Any) -> None:
    page.locator("#list-body").get_by_role("button", name="War of the banks").click()
    _address_has(page, "event=war")
    page.locator("#chips [data-family=war]").click()
    _address_has(page, "kind=war")
    page.get_by_role("button", name="Timeline", exact=True).click()
    _address_has(page, "view=timeline")
    page.get_by_label("Lanes").select_option("actor")
    _address_has(page, "lanes=actor")
    last = page.url
    page.go_back()
    assert page.get_by_label("Lanes").input_value() == "kind"
    page.go_back()
    assert page.locator("[data-view=list]").get_attribute("aria-pressed") == "true"
    assert _found(page) == 3
    page.go_back()
    assert _found(page) == 8
    assert _title(page) == "War of the banks"
    page.go_back()
    assert _title(page) == "Truce of the bridge"
    for _ in range(4):
        page.go_forward()
    assert page.get_by_label("Lanes").input_value() == "actor"
    assert page.url == last
    assert _found(page) == 3


def test_zooming_and_the_theme_leave_no_steps(page: Any) -> None:
    page.get_by_role("button", name="Timeline", exact=True).click()
    _address_has(page, "view=timeline")
    steps = page.evaluate("history.length")
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
        _settle(page)
    page.get_by_role("button", name="Light or dark").click()
    _settle(page)
    assert "range=" in page.url
    assert "theme=" in page.url
    assert page.evaluate("history.length") == steps


def test_a_search_is_one_step_however_many_letters_it_has(page: Any) -> None:
    steps = page.evaluate("history.length")
    page.locator("#search").press_sequentially("river levy", delay=60)
    _address_has(page, "q=river+levy")
    page.locator("#search").press("Backspace")
    page.wait_for_function("() => !location.hash.includes('levy')")
    assert _found(page) == 1
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    assert page.locator("#search").input_value() == ""
    assert _found(page) == 8
    page.go_forward()
    assert page.locator("#search").input_value() == "river lev"
    assert _found(page) == 1


def test_a_key_held_down_is_no_error_and_no_flood(page: Any) -> None:
    page.get_by_role("button", name="Old river treaty").click()
    _address_has(page, "event=old-treaty")
    steps = page.evaluate("history.length")
    page.evaluate(
        """() => { for (let at = 0; at < 300; at += 1)
          document.querySelector(`[aria-label="${at % 2 ? "Previous" : "Next"} event"]`).click(); }"""
    )
    page.get_by_role("button", name="Next event").click()
    _address_has(page, "event=levy")
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    assert _title(page) == "Old river treaty"


def test_a_link_within_the_page_opens_its_event_and_can_be_taken_back(page: Any) -> None:
    page.evaluate("location.hash = 'event=levy'")
    page.wait_for_function("() => document.getElementById('details-title').textContent === 'River levy'")
    page.go_back()
    assert _title(page) == "Truce of the bridge"
    assert page.locator("[data-view=list]").get_attribute("aria-pressed") == "true"


def test_on_a_phone_back_closes_the_sheet_and_then_takes_back_the_filter(phone: Any) -> None:
    phone.locator("#chips [data-family=treaty]").tap()
    _address_has(phone, "kind=treaty")
    phone.get_by_role("button", name="Old river treaty").tap()
    phone.wait_for_selector("#details[role=dialog]")
    _address_has(phone, "event=old-treaty")
    phone.get_by_role("button", name="Next event").tap()
    _settle(phone)
    phone.go_back()
    phone.wait_for_selector("#details", state="hidden")
    assert _found(phone) == 2
    assert phone.locator("#list-body tr.chosen .title").inner_text() == "Truce of the bridge"
    phone.go_back()
    assert _found(phone) == 8
    assert phone.locator("#details").is_hidden()
    phone.go_forward()
    assert _found(phone) == 2
    assert phone.locator("#details").is_hidden(), "the step before was the filter, not the sheet"
    phone.go_forward()
    phone.wait_for_selector("#details[role=dialog]")
    assert _title(phone) == "Truce of the bridge"


def test_on_a_phone_a_link_to_an_event_opens_its_sheet_over_the_page(
    make_reader: Callable[..., Any], small_page: Path
) -> None:
    page = make_reader(390, 844, has_touch=True).open(small_page, "event=levy")
    page.wait_for_selector("#details[role=dialog]")
    page.go_back()
    page.wait_for_selector("#details", state="hidden")
    assert _found(page) == 8
