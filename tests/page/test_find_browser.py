"""Finding: filters that combine and say what they leave, dates that are honest, and words that say what is in force."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.model.event import Event
from chronology.page.dated import dated
from chronology.page.page import write_page
from chronology.query.select import select
from chronology.query.terms import during
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def _expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _in_list(page: Page) -> list[str]:
    titles: list[str] = page.locator("#list-body tr.event .title").all_inner_texts()
    return titles


def _menu(page: Page, name: str) -> Locator:
    menu = page.locator(f"details[data-facet={name}]")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
        menu.locator("label").first.wait_for()
    return menu


def _offered(menu: Locator) -> list[str]:
    return [text.replace("\n", " ") for text in menu.locator("label").all_inner_texts()]


def _filters(page: Page) -> list[str]:
    words: list[str] = page.locator("#filtered .words").all_inner_texts()
    return words


@pytest.fixture(scope="module")
def rivers(make_reader: Callable[..., Any], small_page: Path) -> Any:
    reader = make_reader()
    reader.open(small_page)
    return reader


@pytest.fixture(scope="module")
def bundled(make_reader: Callable[..., Any], bundled_page: Path) -> Any:
    reader = make_reader()
    reader.open(bundled_page)
    return reader


@pytest.fixture(autouse=True)
def _without_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    for name in ("rivers", "bundled"):
        if name in request.fixturenames:
            assert request.getfixturevalue(name).errors == []


@pytest.fixture(scope="module")
def pure(make_parts: Callable[..., Any]) -> Callable[[str, list[Any]], Any]:
    """What a call of the date functions of the page gives, in a page of its own: expression and arguments."""
    parts = make_parts(names=("elements", "words", "dates", "range"))
    return lambda expression, arguments: parts(f"(given) => given.map({expression})", arguments)


@pytest.mark.parametrize(
    ("typed", "text", "words"),
    [
        ("2014", "2014", "2014"),
        (" 2014-02 ", "2014-02", "February 2014"),
        ("2014-2-3", "2014-02-03", "3 February 2014"),
        ("2024-02-29", "2024-02-29", "29 February 2024"),
        ("-0490", "-0490", "491 BCE"),
        ("490 BCE", "-0489", "490 BCE"),
        ("490 b.c.", "-0489", "490 BCE"),
        ("44 AD", "0044", "44 CE"),
        ("0000", "0000", "1 BCE"),
        ("Feb 2014", "2014-02", "February 2014"),
        ("12 September 490 BCE", "-0489-09-12", "12 September 490 BCE"),
        ("12000", "12000", "12,000"),
    ],
)
def test_a_date_is_taken_as_people_write_it(pure: Any, typed: str, text: str, words: str) -> None:
    (date,) = pure("typedDate", [typed])
    assert (date["text"], date["words"]) == (text, words)
    assert pure("typedDate", [text]) == [date], "what stands in a link is read as the same date"
    bounds = When.parse(text if len(text.lstrip("-").split("-")[0]) == 4 else f"Y{text}").bounds
    assert (date["first"], date["last"]) == (bounds.start_min, bounds.end_max)


def test_what_is_no_date_is_none(pure: Any) -> None:
    typed = ["", "soon", "2014-13", "2023-02-29", "2014-02-00", "0 BCE", "Febtober 2014", "30 Feb 2014", "1e5", "--5"]
    assert pure("(typed) => typedDate(typed)", typed) == [None] * len(typed)


def _as_the_page_has_it(event: Event) -> dict[str, Any]:
    entry = dated(event.date)
    start, _, _, end = entry["bounds"]
    return entry | {
        "begin": OPEN_START if start is None else start,
        "finish": OPEN_END if end is None else end + 1,
        "anchor": next((day for day in entry["bounds"] if day is not None), None),
    }


def _span(date: str) -> dict[str, int]:
    bounds = When.parse(date).bounds
    return {"first": bounds.start_min, "last": bounds.end_max}


def test_events_lie_between_dates_just_as_the_library_says(pure: Any) -> None:
    dates = [
        "2014-02-20", "2014-02", "2014", "2013-09~/2014-05-02", "2012-03-01/..", "2014-06-01/", "../2014-02-20",
        "/2014-02-20", "2014?", "201X", "[2014-01-26,2014-01-27]", "[2014..]", "[..2014]", "2013/2015", "-0490",
        "2014-02-19/2014-02-21", "2014-02~", "2014-01/2014-02-20", "Y-9000000000000000",
    ]  # fmt: skip
    spans = [
        "2014",
        "2014-02",
        "2014-02-20",
        "2013",
        "2015",
        "2012/2014-01-26",
        "-0490",
        "0001/2030",
        "2014-06-02/2020",
    ]
    events = [Event(id=f"e{at}", title=date, date=date, kind="x") for at, date in enumerate(dates)]
    registry = Registry(events=events)
    cases = list(itertools.product(events, spans))
    arguments = [[_as_the_page_has_it(event), _span(span)] for event, span in cases]
    verdicts = pure("([event, span]) => overlap(event, span)", arguments)
    said = {
        (certainty, span): set(select(registry, during(span, certainty=certainty)))
        for span in spans
        for certainty in ("possible", "certain")
    }
    for (event, span), verdict in zip(cases, verdicts, strict=True):
        expected = (event in said["possible", span]) + (event in said["certain", span])
        assert verdict == expected, f"{event.title} in {span}"


def test_a_day_between_two_possible_days_is_not_found(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    registry = Registry(events=[Event(id="call", title="Call", date="[2014-01-26,2014-01-28]", kind="summit")])
    page = make_reader().open(write_page(registry, tmp_path / "call.html"), "view=list&from=2014-01-27&to=2014-01-27")
    assert _in_list(page) == []


def test_dates_filter_list_and_picture_and_what_only_may_lie_there_is_marked(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline")
    page.get_by_label("From", exact=True).fill("2014-05")
    page.get_by_label("From", exact=True).press("Enter")
    _expect(page.locator("#said")).to_have_text("6 events found")
    page.get_by_label("to", exact=True).fill("15 May 2014")
    page.get_by_label("to", exact=True).press("Enter")
    _expect(page.locator("#said")).to_have_text("4 events found")
    assert page.get_by_label("to", exact=True).input_value() == "2014-05-15"
    assert {node.get_attribute("data-event") for node in page.locator("#over .hit").all()} == {
        "levy", "war", "pamphlet", "truce",
    }  # fmt: skip
    assert page.locator("#range-title").inner_text().startswith("1 to 15 May")
    assert page.locator("#over .label", has_text="perhaps").count() == 2
    page.get_by_role("button", name="List", exact=True).click()
    rows = {
        row.locator(".title").inner_text(): row.locator(".badge").all_inner_texts()
        for row in page.locator("#list-body tr.event").all()
    }
    assert [title for title, badges in rows.items() if "perhaps" in badges] == [
        "War of the banks",
        "Pamphlet on the flood",
    ]
    assert _filters(page) == ["From May 2014", "To 15 May 2014"]
    page.get_by_role("button", name="From May 2014, take away").click()
    assert _filters(page) == ["To 15 May 2014"]
    assert "parade" not in page.url
    assert "Old river treaty" in _in_list(page)
    assert "Parade of boats" not in _in_list(page)


def test_a_date_that_is_none_is_said_and_changes_nothing(rivers: Any) -> None:
    page = rivers.turn_to("view=list&from=2014")
    before = _in_list(page)
    page.get_by_label("to", exact=True).fill("soon")
    page.get_by_label("to", exact=True).press("Enter")
    _expect(page.locator("#dates-said")).to_contain_text("Write a year, a month or a day")
    page.get_by_label("to", exact=True).fill("2013")
    page.get_by_label("to", exact=True).press("Enter")
    _expect(page.locator("#dates-said")).to_contain_text("before the beginning: 2014 to 2013")
    assert _in_list(page) == before
    page.get_by_label("to", exact=True).fill("2014")
    page.get_by_label("to", exact=True).press("Enter")
    _expect(page.locator("#dates-said")).to_have_text("")


def test_dates_are_taken_from_the_picture(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline&range=2014-01-01,2015-01-01")
    page.get_by_role("button", name="As the picture shows").click()
    assert _filters(page) == ["From 2014", "To 2014"]
    page = rivers.turn_to("view=timeline&range=2014-02-01,2014-05-20")
    page.get_by_role("button", name="As the picture shows").click()
    assert _filters(page) == ["From February 2014", "To 19 May 2014"]


def test_a_role_is_that_of_the_chosen_actor(rivers: Any) -> None:
    page = rivers.turn_to("view=list")
    assert _offered(_menu(page, "role")) == ["Party 1", "Signatory 1"]
    page = rivers.turn_to("view=list&actor=NOR&role=party")
    assert _in_list(page) == ["War of the banks"]
    assert _filters(page) == ["Northland as party"]
    assert _offered(_menu(page, "role")) == ["Party 1", "Signatory 1"]
    assert _offered(_menu(page, "actor")) == ["Northland 1", "Southland 1"]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Northland as party, take away").click()
    assert len(_in_list(page)) == 8
    rivers.turn_to("view=list&role=signatory")
    assert _filters(page) == ["As signatory"]
    assert _in_list(page) == ["Truce of the bridge"]


def test_filters_combine_and_each_menu_says_what_it_would_leave(rivers: Any) -> None:
    page = rivers.turn_to("view=list&kind=war")
    certainty = _menu(page, "certainty")
    assert _offered(certainty) == ["Known to the day 0", "Known roughly 2", "Contested 0", "Open end 1"]
    certainty.get_by_label("Open end").check()
    assert _in_list(page) == ["Exile of the ferryman"]
    assert certainty.get_attribute("open") is not None, "the menu stays open for the next choice"
    certainty.get_by_label("Known roughly").check()
    assert len(_in_list(page)) == 3
    page.keyboard.press("Escape")
    assert _offered(_menu(page, "status")) == ["Established 3", "Alleged 0", "Planned 0"]


def test_every_count_is_what_its_choice_leaves(bundled: Any) -> None:
    page = bundled.turn_to("view=list&from=2014&actor=RUS")
    for name in ("role", "tag", "place", "certainty", "status"):
        menu = _menu(page, name)
        row = menu.locator("label:not(.none)").first
        count = int(row.locator(".count").inner_text())
        row.locator("input").check()
        assert len(_in_list(page)) == count > 0, name
        row.locator("input").uncheck()
        page.keyboard.press("Escape")


def test_a_long_menu_shows_what_is_frequent_is_searched_and_shows_all(bundled: Any) -> None:
    page = bundled.turn_to("view=list")
    menu = _menu(page, "actor")
    counts = [int(text.split()[-1]) for text in _offered(menu)]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == 10
    menu.get_by_role("button", name="Show all").click()
    assert menu.locator("label").count() == int(
        page.locator("#numbers dt:text('actors')").locator("..").locator("dd").inner_text()
    )
    assert page.evaluate("document.activeElement.closest('label') !== null"), "the keyboard goes on where it was"
    menu.get_by_label("Search in actors").fill("united")
    assert menu.locator("label").all_inner_texts()
    assert all("United" in text for text in _offered(menu))
    assert menu.locator("mark").first.inner_text() == "United"


def test_an_empty_result_says_which_filter_to_drop(rivers: Any) -> None:
    page = rivers.turn_to("view=list&kind=treaty&from=2014&status=planned")
    _expect(page.locator("#empty h2")).to_have_text("No event passes these filters")
    buttons = [text.replace("\n", " ") for text in page.locator("#empty .ways-out button").all_inner_texts()]
    assert buttons == [
        "Without “Treaty and statement” 1 event",
        "Without “Status: planned” 1 event",
        "Show all 8 events",
    ]
    page.get_by_role("button", name="Without “Status: planned”").click()
    assert _in_list(page) == ["Truce of the bridge"]


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("correspondent", "said as: correspondent"),
        ("vaguer", "note: The ledger is vaguer."),
        ("a week", "note on a date: A week."),
        ("stone", "place: Stone Bridge"),
        ("gazette", "source: Ada Quill, Peace on the bridge, The River Gazette"),
    ],
)
def test_a_hit_says_in_which_field_it_is(rivers: Any, query: str, line: str) -> None:
    page = rivers.turn_to(f"view=list&q={query.replace(' ', '+')}")
    _expect(page.locator("#list-body .hit-line")).to_have_text(line)
    assert [mark.lower() for mark in page.locator("#list-body .hit-line mark").all_inner_texts()] == query.split()


def test_words_are_found_however_they_are_accented(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    titles = ["Łódź", "Straße", "ΟΔΟΣ", "Ёлка", "“Dom’s”", "Ærø"]
    events = [Event(id=f"e{at}", title=title, date="2014", kind="war") for at, title in enumerate(titles)]
    reader = make_reader()
    page = reader.open(write_page(Registry(events=events), tmp_path / "letters.html"), "view=list")
    for title, query in zip(titles, ["lodz", "STRASSE", "οδός", "елка", "\"dom's", "aero"], strict=True):
        page.get_by_role("searchbox", name="Search events").fill(query)
        _expect(page.locator("#list-body .title")).to_have_text([title])
        assert page.locator("#list-body mark").all_inner_texts(), query
    assert reader.errors == []


def test_colours_stand_for_kind_certainty_or_status_and_their_legend_filters(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline&range=1990-01-01,2016-01-01")
    assert page.locator("details[data-facet=kind]").is_hidden(), "the chips are the menu of kinds"
    page.get_by_label("Colour").select_option("certainty")
    assert page.locator("#chips .chip").all_inner_texts()[0].startswith("Known to the day")
    assert page.locator("details[data-facet=certainty]").is_hidden()
    assert page.locator("details[data-facet=kind]").is_visible()
    rivers.rest()
    traces = set(page.evaluate("document.getElementById('plot').data.map(({ name }) => name)"))
    assert traces == {"day", "roughly", "contested", "open"}
    shapes = page.evaluate("[...document.querySelectorAll('#chips path')].map((path) => path.getAttribute('d'))")
    fills = page.evaluate("[...document.querySelectorAll('#chips path')].map((path) => path.getAttribute('fill'))")
    assert len(set(shapes)) == len(set(fills)) == len(shapes), "each has a colour and a shape of its own"
    page.locator("#chips [data-certainty=contested]").click()
    assert {node.get_attribute("data-event") for node in page.locator("#over .hit").all()} == {"truce"}
    assert _filters(page) == [], "the pressed chip says it"
    page.get_by_label("Colour").select_option("status")
    assert [text.split("\n")[0] for text in page.locator("#chips .chip").all_inner_texts()] == [
        "Established",
        "Alleged",
        "Planned",
    ]
    assert _filters(page) == ["Date: contested"]


def test_lanes_stand_for_places_and_tags_and_are_put_in_order(bundled: Any) -> None:
    page = bundled.turn_to("view=timeline&range=1988-01-01,2024-01-01")
    titles = page.locator("#over .lane-title")
    given = list(titles.all_text_contents())
    page.get_by_label("Order").select_option("name")
    assert titles.all_text_contents() == sorted(given)
    assert len(given) == 6
    page.get_by_label("Lanes").select_option("tag")
    assert titles.count() == 8
    assert titles.last.text_content() == "Others"
    named = titles.all_text_contents()[:-1]
    assert named == sorted(named)
    assert page.get_by_label("Order").locator("option").all_inner_texts() == ["By size", "By name"]
    page.get_by_label("Lanes").select_option("none")
    assert page.get_by_label("Order").is_hidden()


def test_the_words_in_the_search_field_are_not_cut_off(make_reader: Callable[..., Any], small_page: Path) -> None:
    for width in (320, 390, 700, 820, 1400):
        page = make_reader(width, 844).open(small_page)
        room, needed = page.evaluate(
            """() => {
              const field = document.getElementById("search");
              const pen = document.createElement("canvas").getContext("2d");
              pen.font = getComputedStyle(field).font;
              return [field.clientWidth, pen.measureText(field.placeholder).width];
            }"""
        )
        assert room >= needed, width


def test_filters_can_be_used_on_a_phone(make_reader: Callable[..., Any], small_page: Path) -> None:
    page = make_reader(390, 844, has_touch=True).open(small_page)
    page.get_by_role("button", name="Filter").tap()
    page.get_by_label("From", exact=True).fill("2014")
    page.get_by_label("From", exact=True).press("Enter")
    _expect(page.locator("#filter-count")).to_have_text("1")
    heights = page.evaluate(
        """() => [...document.querySelectorAll('#toolbar button, #toolbar summary, #toolbar .field')]
          .filter((node) => node.getClientRects().length).map((node) => node.getBoundingClientRect().height)"""
    )
    assert min(heights) >= 36
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="From 2014, take away").tap()
    assert len(_in_list(page)) == 8
