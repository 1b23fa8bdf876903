"""The story as its readers meet it: one event after another, by button, key, finger and link, and all on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chronology.store.load import load

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
LONGER_THAN_SETTLING_MS = 300
MOST_TOLD = 20
SMALL = ["Old river treaty", "River levy", "War of the banks", "Pamphlet on the flood"]
OVERFLOWING = """() => [...document.querySelectorAll("#story *")].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && !node.closest("svg") && (box.right > innerWidth + 1 || box.left < -1);
}).map((node) => node.outerHTML.slice(0, 90))"""


def _expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _expect_address(page: Page, pattern: str) -> None:
    from playwright.sync_api import expect

    expect(page).to_have_url(re.compile(pattern))


def _title(page: Page) -> str:
    return page.locator("#story-title").inner_text()


def _said(page: Page) -> str:
    return page.locator("#story-said").inner_text()


@pytest.fixture(scope="module")
def small(make_reader: Callable[..., Any], small_page: Path) -> Any:
    """The story of eight events, of which all are told."""
    reader = make_reader()
    reader.open(small_page)
    return reader


@pytest.fixture(scope="module")
def bundled(make_reader: Callable[..., Any], bundled_page: Path) -> Any:
    """The story of the bundled registry, which is cut to the events most told."""
    reader = make_reader()
    reader.open(bundled_page)
    return reader


@pytest.fixture(autouse=True)
def _without_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test may leave an error in the console, nor an address that is still to be written."""
    yield
    for name in ("small", "bundled"):
        if name in request.fixturenames:
            reader = request.getfixturevalue(name)
            reader.page.wait_for_timeout(LONGER_THAN_SETTLING_MS)
            assert reader.errors == []


def test_the_switch_opens_the_story_at_its_beginning(bundled: Any) -> None:
    page = bundled.turn_to("view=timeline")
    page.get_by_role("button", name="Story").click()
    _expect(page.locator("#story")).to_be_visible()
    _expect(page.locator("#timeline-card")).to_be_hidden()
    _expect(page.locator("#details")).to_be_hidden()
    assert page.locator("#story-nth").inner_text() == f"1 of {MOST_TOLD}"
    assert page.locator("#story-name").inner_text() == f"The {MOST_TOLD} most told events"
    _expect_address(page, "view=story")


def test_the_most_told_events_are_those_of_most_claims_relations_and_sources(bundled: Any) -> None:
    page = bundled.turn_to("view=story")
    registry = load()
    steps = [step.get_attribute("data-id") for step in page.locator("#story-strip [data-id]").all()]
    claims = {event.id: sum(event.id in claim.about for claim in registry.claims.values()) for event in registry}
    assert len(steps) == MOST_TOLD
    most_claimed = sorted(claims, key=lambda id: -claims[id])[:8]
    assert set(most_claimed) <= set(steps)
    assert steps == [event.id for event in registry if event.id in set(steps)], "in date order"


def test_all_events_are_told_on_request_and_a_link_keeps_that(bundled: Any) -> None:
    page = bundled.turn_to("view=story&event=joint-statement-2022")
    page.get_by_role("button", name=f"All {len(load())}").click()
    _expect(page.locator("#story-nth")).to_have_text(re.compile(f"of {len(load())}$"))
    assert _title(page) == load()["joint-statement-2022"].title
    _expect_address(page, "story=all")
    page.get_by_role("button", name="Most told").click()
    _expect(page.locator("#story-nth")).to_have_text(re.compile(f"of {MOST_TOLD}$"))


def test_a_link_opens_its_step_and_tells_all_where_it_is_not_among_the_most_told(bundled: Any) -> None:
    page = bundled.turn_to("view=story&event=joint-statement-2022")
    assert _title(page) == load()["joint-statement-2022"].title
    assert page.locator("#story-nth").inner_text().endswith(f"of {MOST_TOLD}")
    page = bundled.turn_to("view=story&event=unga-vote-2022")
    assert _title(page) == load()["unga-vote-2022"].title
    assert page.locator("#story-nth").inner_text().endswith(f"of {len(load())}")


def test_what_is_filtered_is_told(bundled: Any) -> None:
    page = bundled.turn_to("view=story&actor=USA")
    number = int(page.locator("#story-nth").inner_text().split(" of ")[1])
    assert page.locator("#story-name").inner_text() == f"{number} events found, in order"
    _expect(page.locator("#story-choice")).to_be_hidden()
    page = bundled.turn_to("view=story&q=qqqq")
    _expect(page.locator("#story")).to_be_hidden()
    _expect(page.locator("#empty")).to_be_visible()


def test_next_and_previous_keep_the_focus_and_say_title_and_date(small: Any) -> None:
    page = small.turn_to("view=story")
    assert page.get_by_role("button", name="Previous step").is_disabled()
    page.get_by_role("button", name="Next step").focus()
    for title in SMALL[1:]:
        page.keyboard.press("Enter")
        assert _title(page) == title
        assert page.evaluate("document.activeElement.id") == "story-on"
    assert _said(page) == "Pamphlet on the flood, some time in 2014. 4 of 8."
    page.get_by_role("button", name="Previous step").click()
    assert _title(page) == SMALL[2]
    _expect_address(page, "event=war")


def test_after_the_last_step_the_focus_is_on_its_heading(small: Any) -> None:
    page = small.turn_to("view=story&event=parade")
    page.get_by_role("button", name="Next step").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Next step").is_disabled()
    assert page.evaluate("document.activeElement.id") == "story-title"


def test_arrows_home_end_and_space_walk_and_the_heading_has_the_focus(small: Any) -> None:
    page = small.turn_to("view=story")
    page.evaluate("document.activeElement.blur()")
    for key, title in (
        ("ArrowRight", "River levy"),
        ("End", "Exile of the ferryman"),
        ("ArrowRight", "Exile of the ferryman"),
        ("Home", "Old river treaty"),
        ("Space", "River levy"),
        ("Shift+Space", "Old river treaty"),
        ("ArrowLeft", "Old river treaty"),
    ):
        page.keyboard.press(key)
        assert _title(page) == title, key
    assert page.evaluate("document.activeElement.id") == "story-title"


def test_keys_stay_with_those_who_type(small: Any) -> None:
    page = small.turn_to("view=story&event=levy")
    page.locator("#search").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    assert _title(page) == "River levy"


def test_the_strip_names_the_steps_marks_the_present_one_and_leads_to_any(small: Any) -> None:
    page = small.turn_to("view=story&event=levy")
    present = page.locator("#story-strip [aria-current=step]")
    assert present.get_attribute("data-id") == "levy"
    before = page.locator("#story-strip .strip-now circle").bounding_box()
    page.locator("#story-strip").get_by_role("button", name="Truce of the bridge").click()
    assert _title(page) == "Truce of the bridge"
    assert present.get_attribute("data-id") == "truce"
    page.wait_for_timeout(400)
    assert page.locator("#story-strip .strip-now circle").bounding_box()["y"] > before["y"] + 20
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert _title(page) != "Truce of the bridge"


def test_a_step_has_date_people_claims_on_both_sides_and_sources(small: Any) -> None:
    page = small.turn_to("view=story&event=truce")
    step = page.locator("#story-step")
    assert step.locator(".story-date").inner_text() == "Friday 2 May 2014"
    assert step.locator(".story-summary").inner_text() == "Both banks stop firing."
    assert step.locator(".story-people dd").first.inner_text() == "Northland and Southland"
    assert step.locator(".story-claims h4").inner_text() == "“The truce is a peace”"
    assert step.locator("h5").all_inner_texts() == ["For", "Against"]
    spoken = step.locator("[data-claim=ada-peace]").inner_text()
    for words in ("Leans towards", "Ada Quill, correspondent", "¶2"):
        assert words in spoken
    assert step.locator("[data-claim=ada-peace] a").get_attribute("href") == "https://gazette.example/peace"
    assert step.locator(".sources li").count() == 2


def test_everything_of_an_event_is_one_click_away(small: Any) -> None:
    page = small.turn_to("view=story&event=truce")
    page.locator(".story-more").click()
    _expect(page.locator("#details-title")).to_have_text("Truce of the bridge")
    _expect(page.locator("#timeline-card")).to_be_visible()


def test_a_finger_turns_the_steps_and_the_sheet_opens_on_a_phone(
    make_reader: Callable[..., Any], small_page: Path
) -> None:
    reader = make_reader(390, 844, has_touch=True)
    page = reader.open(small_page, "view=story&event=levy")
    swipe = """([from, to]) => {
      const node = document.getElementById("story-title");
      const fire = (type, x) => node.dispatchEvent(new PointerEvent(type,
        { bubbles: true, pointerType: "touch", isPrimary: true, clientX: x, clientY: 400 }));
      fire("pointerdown", from);
      fire("pointerup", to);
    }"""
    page.evaluate(swipe, [300, 120])
    assert _title(page) == "War of the banks"
    page.evaluate(swipe, [120, 300])
    assert _title(page) == "River levy"
    page.evaluate(swipe, [120, 140])
    assert _title(page) == "River levy", "a tap is no swipe"
    assert page.locator("#story-strip .strip.lying .flag-words").count() == 1
    for id in ("story-back", "story-on"):
        assert page.locator(f"#{id}").bounding_box()["height"] >= 44
    page.locator(".story-more").tap()
    _expect(page.locator("#details[role=dialog] #details-title")).to_have_text("River levy")
    assert reader.errors == []


def test_a_link_to_a_step_does_not_open_the_sheet_over_it(make_reader: Callable[..., Any], small_page: Path) -> None:
    page = make_reader(390, 844).open(small_page, "view=story&event=levy")
    assert page.locator("#details[role=dialog]").count() == 0
    assert _title(page) == "River levy"


def test_nothing_moves_for_those_who_want_no_motion(make_reader: Callable[..., Any], small_page: Path) -> None:
    page = make_reader(reduced_motion="reduce").open(small_page, "view=story")
    page.get_by_role("button", name="Next step").click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_on_paper_all_steps_stand_one_after_another(small: Any) -> None:
    page = small.turn_to("view=story&event=truce")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    titles = page.locator("#story-paper .story-title")
    assert titles.count() == 8
    assert titles.all_inner_texts()[:4] == SMALL
    _expect(titles.last).to_be_visible()
    _expect(page.locator("#story-step")).to_be_hidden()
    _expect(page.locator("#list-card")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert titles.count() == 0


@pytest.mark.parametrize("width", [320, 390, 820, 1400, 2400])
def test_every_step_fits_its_width(make_reader: Callable[..., Any], bundled_page: Path, width: int) -> None:
    reader = make_reader(width, 900)
    page = reader.open(bundled_page, "view=story&story=all")
    for _ in range(len(load())):
        assert page.evaluate(OVERFLOWING) == [], _title(page)
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.errors == []


def test_steps_without_any_date_are_told_too(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    import pandas as pd

    from chronology.page.page import write_page

    rows = [
        ("a", "A", "2014-05-02"),
        ("b", "<b>B</b>", "Y999999999999999"),
        ("c", "C", "-0489-09"),
        ("d", "D", "Y-4000000000"),
    ]
    table = pd.DataFrame(rows, columns=["id", "title", "date"])
    for width in (390, 1400):
        reader = make_reader(width, 900)
        page = reader.open(write_page(table, tmp_path / "far.html"), "view=story")
        titles = set()
        for _ in rows:
            titles.add(_title(page))
            page.keyboard.press("ArrowRight")
        assert titles == {"A", "<b>B</b>", "C", "D"}
        assert page.get_by_role("button", name="Debate").count() == 0
        assert reader.errors == []
