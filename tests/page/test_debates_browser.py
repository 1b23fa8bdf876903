"""All debates as their readers meet them: who holds what, when, and where it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chronology.model.claim import Claim, Proposition
from chronology.page.page import write_page
from chronology.store.load import load

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
LONGER_THAN_SETTLING_MS = 300


def _claim(id: str, made: str | None, positions: dict[str, str], **fields: Any) -> Claim:
    defaults: dict[str, Any] = {"text": f"{id}.", "kind": "position", "by": ("ada",), "about": ("truce",)}
    return Claim(**(defaults | {"id": id, "made": made, "positions": positions} | fields))


@pytest.fixture(scope="module")
def debates(make_registry: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three debates about the truce and one about another event, with a claim of every kind of date."""
    registry = make_registry(
        propositions=[
            Proposition(id="lasting", text="The truce will last."),
            Proposition(id="peace", text="The truce is a peace."),
            Proposition(id="just", text="The levy is <b>just</b>."),
        ],
        claims=[
            _claim("hope", "2014-05-03", {"peace": "leans_towards", "lasting": "affirms"}, capacity="correspondent"),
            _claim(
                "again",
                "2014-06-03",
                {"peace": "leans_towards"},
                sources=[{"source": "gazette-1", "locator": "¶7"}],
            ),
            _claim("rumour", "[..2014-05-20]", {"peace": "affirms"}, by=("SUD",), via=("ada",)),
            _claim("reply", "2014-07-02", {"peace": "denies"}, by=("NOR",), replies_to=("reported",)),
            _claim("reported", "2014-06-02", {"peace": "affirms"}, by=("SUD",), via=("NOR",)),
            _claim("some-day", "[2014-03-01..2014-04-30]", {"peace": "qualifies"}, by=("NOR",)),
            _claim("undated", None, {"lasting": "denies"}, by=("SUD",)),
            _claim("toll", "1998-05-04", {"just": "denies"}, about=("old-treaty",)),
        ],
    )
    return write_page(registry, tmp_path_factory.mktemp("debates") / "debates.html")


@pytest.fixture(scope="module")
def reader(make_reader: Callable[..., Any], debates: Path) -> Any:
    reader = make_reader()
    reader.open(debates)
    return reader


@pytest.fixture(autouse=True)
def _without_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test may leave an error in the console, nor an address that is still to be written."""
    yield
    for name in ("reader",):
        if name in request.fixturenames:
            reader = request.getfixturevalue(name)
            reader.page.wait_for_timeout(LONGER_THAN_SETTLING_MS)
            assert reader.errors == []


def _expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _expect_address(page: Page, pattern: str) -> None:
    from playwright.sync_api import expect

    expect(page).to_have_url(re.compile(pattern))


def _card(page: Page, id: str) -> Locator:
    return page.locator(f"[data-proposition={id}]")


def test_each_proposition_has_a_card_with_its_sentence_and_its_tally_the_most_debated_first(reader: Any) -> None:
    page = reader.turn_to("view=timeline")
    page.get_by_role("button", name="Debate").click()
    assert page.locator("#debates-name").inner_text() == "3 propositions in debate"
    assert page.locator("#debates-count").inner_text() == "8 claims by 3 speakers"
    titles = page.locator("#debates h3").all_inner_texts()
    assert titles == ["“The truce is a peace”", "“The truce will last”", "“The levy is <b>just</b>”"]
    assert _card(page, "peace").locator(".tally-words").inner_text().startswith("4 for, 1 between, 1 against")
    _expect_address(page, "view=debate")


def test_a_card_is_a_table_of_stances_and_speakers_with_their_dates(reader: Any) -> None:
    page = reader.turn_to("view=debate")
    card = _card(page, "peace")
    assert card.locator(".stance-row th").all_inner_texts() == [
        "Affirms 2",
        "Leans towards 2",
        "Qualifies 1",
        "Denies 1",
    ]
    rows = card.locator("tr.stand")
    assert rows.locator("th button").all_inner_texts() == ["Southland 2", "Ada Quill 2", "Northland", "Northland"]
    assert rows.nth(1).locator("td .unseen").text_content() == "3 May 2014; 3 June 2014"
    assert rows.nth(1).locator("circle").count() == 2
    assert "some time up to 20 May 2014" in (rows.nth(0).locator("td .unseen").text_content() or "")
    assert rows.nth(0).locator(".claim-open").count() == 1
    assert _card(page, "lasting").locator("tr.stand").last.locator("td .unseen").text_content() == "no date known"


def test_the_dots_of_those_who_report_without_sharing_are_hollow(reader: Any) -> None:
    page = reader.turn_to("view=debate")
    reported = {claim.get_attribute("class") for claim in page.locator("#debates circle.reported").all()}
    words = page.locator("#debates td .unseen").all_text_contents()
    assert sum(text.count("reported, not shared") for text in words) == page.locator("#debates circle.reported").count()
    assert all("claim-dot" in (name or "") for name in reported)


def test_a_row_opens_what_was_said_with_office_paragraph_and_source_by_key(reader: Any) -> None:
    page = reader.turn_to("view=debate")
    row = _card(page, "peace").get_by_role("button", name="Ada Quill")
    row.focus()
    page.keyboard.press("Enter")
    assert row.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.textContent").startswith("Ada Quill")
    reading = _card(page, "peace").locator(".reading")
    assert reading.locator("[data-claim]").count() == 2
    assert "Ada Quill, correspondent, 3 May 2014" in reading.locator("[data-claim=hope]").inner_text()
    link = reading.locator("[data-claim=again] a")
    assert (link.inner_text(), link.get_attribute("href")) == ("¶7", "https://gazette.example/peace")
    _expect_address(page, "claim=hope")
    page.keyboard.press("Enter")
    _expect(page.locator(".reading")).to_have_count(0)
    _expect_address(page, "^((?!claim=).)*$")


def test_the_same_claim_is_found_where_it_takes_another_position(reader: Any) -> None:
    page = reader.turn_to("view=debate&claim=hope")
    page.locator("[data-claim=hope]").get_by_role("button", name="“The truce will last”").click()
    row = _card(page, "lasting").get_by_role("button", name="Ada Quill")
    _expect(row).to_be_focused()
    assert row.get_attribute("aria-expanded") == "true"
    _expect_address(page, "debate=lasting.*claim=hope")


def test_a_link_opens_its_claim(reader: Any) -> None:
    page = reader.turn_to("view=debate&debate=lasting&claim=undated")
    _expect(_card(page, "lasting").locator("[data-claim=undated]")).to_be_in_viewport()
    page = reader.turn_to("view=debate&claim=toll")
    _expect(_card(page, "just").locator("[data-claim=toll]")).to_be_visible()
    page = reader.turn_to("view=debate&claim=nobody&speaker=nobody")
    _expect(page.locator(".reading")).to_have_count(0)


def test_the_event_of_a_claim_is_one_click_away(reader: Any) -> None:
    page = reader.turn_to("view=debate&debate=just&claim=toll")
    page.locator("[data-claim=toll]").get_by_role("button", name="Old river treaty").click()
    _expect(page.locator("#details-title")).to_have_text("Old river treaty")
    _expect(page.locator("#timeline-card")).to_be_visible()


def test_one_speaker_can_be_followed_through_all_debates(reader: Any) -> None:
    page = reader.turn_to("view=debate")
    page.locator("#debates-speaker").select_option("NOR")
    _expect(page.locator("[data-proposition]")).to_have_count(1)
    assert page.locator("tr.stand:not(.aside) th button").all_inner_texts() == ["Northland", "Northland"]
    _expect_address(page, "speaker=NOR")
    page.locator("#debates-speaker").select_option("")
    _expect(page.locator("[data-proposition]")).to_have_count(3)
    _expect_address(page, "^((?!speaker=).)*$")


def test_filters_leave_only_claims_about_what_they_leave(reader: Any) -> None:
    page = reader.turn_to("view=debate&q=old+river")
    _expect(page.locator("[data-proposition]")).to_have_count(1)
    page = reader.turn_to("view=debate&q=exile")
    _expect(page.locator("#debates-none")).to_be_visible()
    page.get_by_role("button", name="Show all debates").click()
    _expect(page.locator("[data-proposition]")).to_have_count(3)


def test_the_glance_leads_to_a_card(reader: Any) -> None:
    page = reader.turn_to("view=debate")
    page.locator("#debates-glance").get_by_role("button", name="The levy").click()
    assert page.evaluate("document.activeElement.textContent") == "“The levy is <b>just</b>”"


@pytest.mark.parametrize("width", [320, 390, 820, 1400, 2400])
def test_all_debates_fit_their_width_and_every_row_can_be_hit(
    make_reader: Callable[..., Any], bundled_page: Path, width: int
) -> None:
    reader = make_reader(width, 900)
    page = reader.open(bundled_page, "view=debate&debate=alliance&claim=wright-short-of-alliance")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    least = 36 if width <= 640 else 24
    assert all(box["height"] >= least for box in (row.bounding_box() for row in page.locator(".stand th").all()))
    touching = page.evaluate(
        """() => [...document.querySelectorAll(".stand-picture.axis")].flatMap((axis) => {
          const boxes = [...axis.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
          return boxes.slice(1).filter((box, at) => box.left < boxes[at].right + 4);
        }).length"""
    )
    assert touching == 0
    drawn = {claim for row in page.locator("[data-claims]").all() for claim in row.get_attribute("data-claims").split()}
    assert drawn == {claim.id for claim in load().claims.values() if claim.positions}
    assert reader.errors == []


def test_a_chronology_without_positions_has_no_debate(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    import pandas as pd

    table = pd.DataFrame([("a", "A", "2014-05-02"), ("b", "B", "2015")], columns=["id", "title", "date"])
    page = make_reader().open(write_page(table, tmp_path / "quiet.html"), "view=debate")
    assert page.get_by_role("button", name="Debate").count() == 0
    _expect(page.locator("#debates")).to_be_hidden()
    _expect(page.locator("#timeline-card")).to_be_visible()
