"""The page as its readers meet it: in a browser without a network, by eye, by hand and by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.page.page import write_page
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

TOUCHING = """() => {
  const frame = document.getElementById("picture").getBoundingClientRect();
  const boxes = [...document.querySelectorAll("#over text")].map((node) => {
    const box = node.getBoundingClientRect();
    const trim = box.height * 0.14;
    return { text: node.textContent, left: box.left, right: box.right, top: box.top + trim, bottom: box.bottom - trim };
  });
  const outside = boxes.filter((box) => box.left < frame.left - 1 || box.right > frame.right + 1);
  const found = outside.map((box) => `${box.text} leaves`);
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 1 && high > 1) found.push(`${one.text} touches ${other.text}`);
  }));
  return { found, labels: boxes.length };
}"""


def _expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _expect_address(page: Page, pattern: str) -> None:
    from playwright.sync_api import expect

    expect(page).to_have_url(re.compile(pattern))


def _in_list(page: Page) -> list[str]:
    titles: list[str] = page.locator("#list-body tr.event .title").all_inner_texts()
    return titles


def _in_picture(page: Page) -> set[str]:
    return {node.get_attribute("data-event") or "" for node in page.locator("#over .hit").all()}


@pytest.fixture(scope="module")
def bundled(make_reader: Callable[..., Any], bundled_page: Path) -> Any:
    reader = make_reader()
    reader.open(bundled_page)
    return reader


@pytest.fixture(scope="module")
def rivers(make_reader: Callable[..., Any], small_page: Path) -> Any:
    reader = make_reader()
    reader.open(small_page)
    return reader


@pytest.fixture(scope="module")
def phone(make_reader: Callable[..., Any], small_page: Path) -> Any:
    reader = make_reader(390, 844, has_touch=True)
    reader.open(small_page)
    return reader


@pytest.fixture(autouse=True)
def _without_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test may leave an error in the console, nor a request that leaves the page."""
    yield
    for name in ("bundled", "rivers", "phone"):
        if name in request.fixturenames:
            reader = request.getfixturevalue(name)
            assert reader.errors == []
            assert [url for url in reader.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_every_event_is_in_the_list(bundled: Any) -> None:
    from chronology.store.load import load

    page = bundled.turn_to("view=list")
    assert _in_list(page) == [event.title for event in load()]


def test_every_event_is_in_the_picture_of_all_years(bundled: Any) -> None:
    from chronology.store.load import load

    page = bundled.turn_to("")
    page.get_by_role("button", name="All years").click()
    _expect(page.locator("#range-count")).to_contain_text("52 of 52")
    assert _in_picture(page) == {event.id for event in load()}
    drawn = bundled.rest().evaluate("document.getElementById('plot').data.length")
    assert drawn > 6, "plotly draws the marks"


@pytest.mark.parametrize("width", [390, 1400])
def test_no_label_touches_another(make_reader: Callable[..., Any], bundled_page: Path, width: int) -> None:
    reader = make_reader(width, 900)
    reader.open(bundled_page, "view=timeline")
    ranges = ["", "1988-01-01,2024-01-01", "2022-01-17,2022-03-13", "2014-01-20,2014-04-19"]
    for lanes in ("kind", "actor", "none"):
        for days in ranges:
            for event in ("joint-statement-2022", "crimea-annexation-2014"):
                page = reader.turn_to(f"view=timeline&lanes={lanes}&event={event}&range={days}")
                answer = page.evaluate(TOUCHING)
                assert answer["found"] == [], f"{width}px, {lanes}, {days}, {event}"
                assert answer["labels"] > 10
    assert reader.errors == []


def test_no_text_is_smaller_than_twelve_pixels(bundled: Any) -> None:
    page = bundled.turn_to("view=timeline")
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("body *")]
          .filter((node) => !node.closest("#plot, noscript, script") && node.getClientRects().length
            && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
          .map((node) => parseFloat(getComputedStyle(node).fontSize)))"""
    )
    assert smallest >= 12


def test_the_search_narrows_list_and_picture(rivers: Any) -> None:
    page = rivers.turn_to("")
    page.keyboard.press("/")
    page.keyboard.type("KINGDOM truce")
    _expect(page.locator("#said")).to_have_text("1 event found")
    assert _in_list(page) == ["Truce of the bridge"]
    assert _in_picture(page) == {"truce"}
    _expect_address(page, r"#q=KINGDOM\+truce")


def test_what_is_found_is_marked_or_quoted(rivers: Any) -> None:
    page = rivers.turn_to("view=list&q=bridge")
    assert page.locator("#list-body mark").first.inner_text() == "bridge"
    page = rivers.turn_to("view=list&q=nobody+will")
    _expect(page.locator("#list-body .hit-line")).to_have_text("claim: Nobody will fire first again.")


def test_an_empty_result_has_a_way_out(rivers: Any) -> None:
    page = rivers.turn_to("q=helsinki")
    _expect(page.locator("#empty h2")).to_have_text("No event mentions “helsinki”")
    page.get_by_role("button", name="Show all 8 events").click()
    assert len(_in_list(page)) == 8
    assert page.locator("#empty").is_hidden()


def test_a_chip_shows_only_its_kind_and_is_released_again(rivers: Any) -> None:
    page = rivers.turn_to("view=list")
    chip = page.locator("[data-family=war]")
    chip.click()
    assert _in_list(page) == ["War of the banks", "Raid on the ferry", "Exile of the ferryman"]
    assert chip.get_attribute("aria-pressed") == "true"
    chip.click()
    assert len(_in_list(page)) == 8


def test_a_menu_filters_by_actor_and_says_how_many(rivers: Any) -> None:
    page = rivers.turn_to("view=list")
    page.locator("details[data-facet=tag] summary").click()
    page.locator("details[data-facet=tag]").get_by_label("Truce").check()
    assert _in_list(page) == ["Truce of the bridge"]
    _expect(page.locator("details[data-facet=tag] summary .count")).to_have_text("1 of 1")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear all").click()
    assert len(_in_list(page)) == 8


def test_only_certain_dates(rivers: Any) -> None:
    page = rivers.turn_to("view=list")
    page.locator("#certain").click()
    assert _in_list(page) == ["Old river treaty", "Parade of boats"]


def test_lanes_are_switched(rivers: Any) -> None:
    page = rivers.turn_to("")
    page.get_by_role("button", name="All years").click()
    titles = page.locator("#over .lane-title")
    assert titles.count() == 5
    page.get_by_label("Lanes").select_option("actor")
    assert {text.split("\n")[0] for text in titles.all_text_contents()} == {"Northland", "Southland", "Others"}
    page.get_by_label("Lanes").select_option("none")
    assert titles.count() == 0
    assert len(_in_picture(page)) == 8


def test_a_chosen_event_says_when_who_what_is_claimed_and_where_it_stands(rivers: Any) -> None:
    page = rivers.turn_to("event=truce")
    panel = page.locator("#details")
    for text in (
        "Friday 2 May 2014",
        "Certain to the day. One other date is on record.",
        "Both banks stop firing.",
        "signatory",
        "Northland",
        "Stone Bridge",
        "“The truce is a peace”",
        "Leans towards",
        "Nobody will fire first again.",
        "Ada Quill, correspondent, reported by The River Gazette, 3 May 2014",
        "Denies",
        "Sources disagree. The ledger is vaguer.",
        "Quill, Ada. “Peace on the bridge.” The River Gazette, May 3, 2014. ¶1.",
        "ftp://ledger.example/1",
    ):
        _expect(panel).to_contain_text(text)
    links = {link.inner_text(): link for link in panel.locator("a").all()}
    assert links["Live"].get_attribute("href") == "https://gazette.example/peace"
    assert links["Archived copy"].get_attribute("href") == "https://archive.example/peace"
    assert all(link.get_attribute("rel") == "noopener noreferrer" for link in links.values())


def test_the_sources_of_an_event_can_be_taken_along(rivers: Any) -> None:
    page = rivers.turn_to("event=truce")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { window.copied = text; }}})"
    )
    page.get_by_role("button", name="BibTeX").click()
    _expect(page.locator("#details .said")).to_have_text("Copied")
    assert "  title = {{Peace on the bridge}},\n" in page.evaluate("window.copied")
    page.get_by_role("button", name="Cite as text").click()
    page.wait_for_function("window.copied.startsWith('“')")
    cited = page.evaluate("window.copied")
    assert "May 3, 2014. https://gazette.example/peace. Archived at https://archive.example/peace." in cited


def test_a_related_event_is_one_click_away(rivers: Any) -> None:
    page = rivers.turn_to("event=truce")
    related = page.locator("#details .related-events")
    _expect(related).to_contain_text("20 days later")
    related.get_by_role("button", name="Parade of boats").click()
    _expect(page.locator("#details-title")).to_have_text("Parade of boats")
    _expect(page.locator("#details")).to_contain_text("Ceremony, planned")
    _expect_address(page, r"#event=parade")


def test_next_and_previous_walk_through_the_results(rivers: Any) -> None:
    page = rivers.turn_to("event=truce&q=river&sources=1")
    _expect(page.locator("#details .nth")).to_have_text("3 of 3")
    _expect(page.get_by_role("button", name="Next event")).to_be_disabled()
    page.get_by_role("button", name="Previous event").click()
    _expect(page.locator("#details .nth")).to_have_text("2 of 3")
    _expect(page.locator("#details-title")).to_have_text("River levy")


def test_an_event_outside_the_range_brings_the_range_along(rivers: Any) -> None:
    page = rivers.turn_to("range=2014-05-01,2014-06-01&view=timeline")
    assert "old-treaty" not in _in_picture(page)
    rivers.turn_to("event=old-treaty&range=2014-05-01,2014-06-01&view=timeline")
    assert "old-treaty" in _in_picture(page)


def test_the_list_is_reached_and_walked_by_key(rivers: Any) -> None:
    page = rivers.turn_to("view=list&event=war")
    page.locator("#search").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#list-body') !== null"):
            break
    assert page.evaluate("document.activeElement.textContent") == "War of the banks"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    _expect(page.locator("#details-title")).to_have_text("Pamphlet on the flood")
    assert page.evaluate("document.activeElement.textContent") == "Pamphlet on the flood"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    _expect(page.locator("#details-title")).to_have_text("Old river treaty")


def test_the_picture_is_walked_by_key(rivers: Any) -> None:
    page = rivers.turn_to("event=truce&view=timeline&range=2013-01-01,2015-01-01")
    page.locator("#over .hit[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    _expect(page.locator("#details-title")).to_have_text("Parade of boats")
    assert page.evaluate("document.activeElement.getAttribute('data-event')") == "parade"


def test_zoom_drag_and_grips_change_the_range(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline&range=2013-01-01,2015-01-01")
    title = page.locator("#range-title")
    _expect(title).to_have_text("January 2013 to December 2014")
    page.get_by_role("button", name="Zoom in").click()
    _expect(title).to_have_text("July 2013 to July 2014")
    box = page.locator("#picture").bounding_box()
    assert box
    page.mouse.move(box["x"] + 600, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 80, steps=4)
    page.mouse.up()
    _expect(title).to_have_text("October 2013 to October 2014")
    page.locator(".grip[data-grip=end]").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    _expect(title).to_have_text("October 2013 to December 2014")
    page.mouse.move(box["x"] + 500, box["y"] + 80)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    _expect(title).not_to_have_text("October 2013 to December 2014")


def test_a_plain_wheel_scrolls_the_page_and_leaves_the_range(bundled: Any) -> None:
    page = bundled.turn_to("view=timeline")
    before = page.locator("#range-title").inner_text()
    page.locator("#picture").hover(position={"x": 400, "y": 200})
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(150)
    assert page.evaluate("scrollY") > 0
    assert page.locator("#range-title").inner_text() == before


def test_a_link_restores_the_view(rivers: Any) -> None:
    page = rivers.turn_to(
        "event=raid&kind=war&actor=NOR&lanes=actor&view=timeline&theme=dark&range=2013-01-01,2015-01-01"
    )
    _expect(page.locator("#details-title")).to_have_text("Raid on the ferry")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_by_label("Lanes").input_value() == "actor"
    assert page.locator("[data-family=war]").get_attribute("aria-pressed") == "true"
    assert _in_list(page) == ["War of the banks"]
    _expect(page.locator("#range-title")).to_have_text("January 2013 to December 2014")
    _expect(page.locator("#details .nth")).to_have_text("not in results")
    _expect_address(page, r"range=2013-01-01,2015-01-01$")
    kept = dict(part.split("=") for part in page.evaluate("location.hash")[1:].split("&"))
    assert kept["range"] == "2013-01-01,2015-01-01"
    assert kept["event"] == "raid"


def test_a_broken_link_shows_the_whole_chronology(rivers: Any) -> None:
    page = rivers.turn_to("event=nobody&kind=x&lanes=y&view=z&range=a,b&theme=<b>")
    assert len(_in_list(page)) == 8


def test_the_theme_is_switched(rivers: Any) -> None:
    page = rivers.turn_to("theme=light")
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 23, 29)"


def test_the_key_names_only_marks_that_are_there(rivers: Any) -> None:
    page = rivers.turn_to("range=1996-01-01,1997-01-01&event=old-treaty&view=timeline")
    assert page.locator("#key .key-entry").all_inner_texts() == ["on that day"]


def test_years_without_an_entry_are_said(rivers: Any) -> None:
    page = rivers.turn_to("view=list")
    assert "15 years without an entry" in page.locator("#list-body").inner_text()


def test_on_a_phone_the_list_comes_first_and_details_are_a_sheet(phone: Any) -> None:
    page = phone.turn_to("")
    assert page.locator("#list-card").is_visible()
    assert page.locator("#picture").is_hidden()
    assert page.locator("#details").is_hidden()
    page.get_by_role("button", name="Truce of the bridge").tap()
    _expect(page.locator("#details")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "details-title"
    page.get_by_role("button", name="Close").tap()
    _expect(page.locator("#details")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Truce of the bridge"


def test_a_phone_never_scrolls_sideways(phone: Any) -> None:
    for fragment in ("view=list", "view=timeline", "view=list&q=helsinki"):
        page = phone.turn_to(fragment)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, fragment


def test_hostile_text_is_shown_and_never_run(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    payloads = [
        "<img src=x onerror='window.__pwn=1'>",
        "</script><script>window.__pwn=1</script>",
        "<svg onload=window.__pwn=1>",
        "${window.__pwn=1}",
    ]
    text = " ".join(payloads)
    registry = Registry(
        header=Header(title=text, description=text, licence=text),
        actors=[Actor(id="a", name=text, kind="person", aliases=(text,))],
        places=[Place(id="p", name=text)],
        sources=[
            Source(id="s", title=text, author=(text,), container_title=text, url="javascript:window.__pwn=1"),
            Source(id="t", title=text, url="https://a.example/\"onmouseover='window.__pwn=1'"),
        ],
        propositions=[Proposition(id="q", text=text)],
        claims=[
            Claim(
                id=f"c{n}", text=text, kind="factual", by=("a",), capacity=text, made="2014", about=("e",), note=text,
                positions={"q": "denies"}, sources=[{"source": "s", "locator": text}],
            )
            for n in range(2)
        ],
        events=[
            Event(
                id="e", title=text, date="2014-05-02", kind="war", summary=text, note=text, places=("p",),
                participants=[{"actor": "a", "role": "party"}],
                sources=[{"source": "s", "locator": text, "note": text}, {"source": "t"}],
                alternatives=[{"date": "2014-05", "sources": [{"source": "s"}], "note": text}],
                relations=[{"type": "causes", "target": "f", "note": text}],
            ),
            Event(id="f", title=text, date="2014-07-02", kind="war"),
        ],
    )  # fmt: skip
    reader = make_reader()
    page = reader.open(write_page(registry, tmp_path / "hostile.html"), "event=e&view=timeline")
    page.locator("#search").fill("window.__pwn")
    _expect(page.locator("#said")).to_have_text("2 events found")
    for fragment in (
        "view=list&event=e&q=onerror",
        "view=timeline&lanes=actor",
        "q=%3Cimg%20src=x%20onerror=window.__pwn=1%3E",
    ):
        reader.turn_to(fragment)
    page.mouse.move(700, 400)
    assert page.evaluate("window.__pwn") is None
    assert page.locator("h1").inner_text() == text
    assert page.locator("#details-title").inner_text() == text
    assert page.locator("img").count() == 0
    addresses = [link.get_attribute("href") or "" for link in page.locator("#details a").all()]
    assert addresses
    assert all(address.startswith("https://a.example/") for address in addresses)
    assert [url for url in reader.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert reader.errors == []


def test_a_bare_table_before_our_era_is_drawn(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    import pandas as pd

    table = pd.DataFrame(
        [("marathon", "Battle of Marathon", "-0489-09-12"), ("teutoburg", "Varus battle", "0009-09")],
        columns=["id", "title", "date"],
    )
    reader = make_reader()
    page = reader.open(write_page(table, tmp_path / "old.html"))
    assert _in_picture(page) == {"marathon", "teutoburg"}
    ticks = page.locator("#over .tick").all_text_contents()
    assert "400 BCE" in ticks
    assert not [tick for tick in ticks if tick in ("0", "0 BCE", "0 CE")]
    assert page.locator("#list-body .year").first.inner_text().startswith("490 BCE")
    assert reader.errors == []


def test_an_empty_chronology_says_so(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    reader = make_reader()
    page = reader.open(write_page(Registry(), tmp_path / "empty.html"))
    _expect(page.locator("#empty h2")).to_have_text("No events yet")
    assert reader.errors == []


def test_without_scripts_the_events_can_be_read(make_reader: Callable[..., Any], small_page: Path) -> None:
    page = make_reader(java_script_enabled=False).page
    page.goto(small_page.as_uri())
    assert page.locator("noscript tr").count() == 9
    assert page.locator("noscript tr", has=page.locator("td")).last.is_visible()
    assert page.locator("#toolbar").is_hidden()


def test_one_of_a_kind_is_not_spoken_of_as_many(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    registry = Registry(
        actors=[Actor(id="a", name="Ada", kind="person")],
        events=[Event(id="e", title="E", date="2014", kind="war", participants=[{"actor": "a", "role": "party"}])],
        claims=[Claim(id="c", text="So.", kind="factual", by=("a",), about=("e",))],
    )
    page = make_reader().open(write_page(registry, tmp_path / "one.html"))
    assert page.locator("#numbers dt").all_inner_texts()[1:] == ["event", "claim", "actor"]
