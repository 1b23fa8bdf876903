"""The debate strip as its readers meet it: which proposition it is about is theirs to choose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chronology.model.claim import Claim, Proposition
from chronology.page.page import write_page
from chronology.registry.registry import Registry
from chronology.store.load import load

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

YEAR = "view=timeline&range=2014-01-01,2014-12-31"
TOUCHING = """() => {
  const frame = document.getElementById("picture").getBoundingClientRect();
  const parts = [...document.querySelectorAll("#debate-choice > :not([hidden])")].map((node) => [node, 0]);
  const boxes = [...document.querySelectorAll("#over text")].map((node) => [node, 0.14]).concat(parts)
    .map(([node, trimmed]) => {
      const box = node.getBoundingClientRect();
      const trim = box.height * trimmed;
      return { text: node.textContent.slice(0, 40), left: box.left, right: box.right,
               top: box.top + trim, bottom: box.bottom - trim };
    });
  const found = boxes.filter((box) => box.left < frame.left - 1 || box.right > frame.right + 1)
    .map((box) => `${box.text} leaves`);
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 1 && high > 1) found.push(`${one.text} touches ${other.text}`);
  }));
  return found;
}"""


def _claim(id: str, made: str | None, positions: dict[str, str], **fields: Any) -> Claim:
    defaults: dict[str, Any] = {"text": f"{id}.", "kind": "position", "by": ("ada",), "about": ("truce",)}
    return Claim(**(defaults | {"id": id, "made": made, "positions": positions} | fields))


def _debates(make_registry: Callable[..., Registry]) -> Registry:
    """Three debates about the truce, the largest with a claim of every kind of date, and one about another event."""
    return make_registry(
        propositions=[
            Proposition(id="lasting", text="The truce will last."),
            Proposition(id="peace", text="The truce is a peace."),
            Proposition(id="just", text="The levy is <b>just</b>."),
        ],
        claims=[
            _claim("hope", "2014-05-03", {"peace": "leans_towards", "lasting": "affirms"}),
            _claim("rumour", "[..2014-05-20]", {"peace": "affirms"}, by=("SUD",), via=("ada",)),
            _claim("reported", "2014-06-02", {"peace": "affirms"}, by=("SUD",), via=("ada",)),
            _claim("reply", "2014-07-02", {"peace": "denies"}, replies_to=("reported",)),
            _claim("some-day", "[2014-03-01..2014-04-30]", {"peace": "leans_against"}),
            _claim("long-ago", "1999-05-03", {"peace": "denies"}),
            _claim("undated", None, {"peace": "denies"}),
            _claim("doubt", "2014-05-04", {"lasting": "denies"}),
            _claim("toll", "1998-05-04", {"just": "denies"}, about=("old-treaty",)),
        ],
    )


def _expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _expect_address(page: Page, pattern: str) -> None:
    from playwright.sync_api import expect

    expect(page).to_have_url(re.compile(pattern))


def _claims(page: Page) -> set[str]:
    return {node.get_attribute("data-claim") or "" for node in page.locator("#over [data-claim]").all()}


def _options(page: Page) -> list[str]:
    names: list[str] = page.locator("#debate option").all_text_contents()
    return names


@pytest.fixture(scope="module")
def debates(make_registry: Callable[..., Registry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(_debates(make_registry), tmp_path_factory.mktemp("debates") / "debates.html")


@pytest.fixture(scope="module")
def reader(make_reader: Callable[..., Any], debates: Path) -> Any:
    reader = make_reader()
    reader.open(debates)
    return reader


@pytest.fixture(autouse=True)
def _without_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test may leave an error in the console."""
    yield
    if "reader" in request.fixturenames:
        assert request.getfixturevalue("reader").errors == []


def test_the_menu_has_every_proposition_with_its_claims_the_largest_first(reader: Any) -> None:
    page = reader.turn_to(YEAR)
    assert _options(page) == ["“The truce is a peace” 7", "“The truce will last” 2", "“The levy is <b>just</b>” 1"]
    assert page.locator("#debate").input_value() == "peace"
    assert _claims(page) == {"hope", "rumour", "reported", "reply", "some-day"}


def test_a_proposition_is_chosen_by_key_and_kept_in_the_address(reader: Any) -> None:
    page = reader.turn_to(YEAR)
    page.locator("#over .hit[tabindex='0']").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "debate":
            break
    page.keyboard.press("ArrowDown")
    _expect(page.locator("#over [data-claim=doubt]")).to_be_visible()
    assert _claims(page) == {"hope", "doubt"}
    _expect_address(page, "debate=lasting")
    assert page.evaluate("document.activeElement.id") == "debate"
    page.keyboard.press("ArrowUp")
    _expect(page.locator("#over [data-claim=reply]")).to_be_visible()
    _expect_address(page, "^((?!debate=).)*$")


def test_a_link_restores_the_debate(reader: Any) -> None:
    page = reader.turn_to(f"{YEAR}&debate=lasting")
    assert page.locator("#debate").input_value() == "lasting"
    assert _claims(page) == {"hope", "doubt"}
    page = reader.turn_to(f"{YEAR}&debate=%3Cb%3E")
    assert page.locator("#debate").input_value() == "peace"


def test_a_claim_of_unknown_start_stands_at_its_latest_day_with_an_open_mark(reader: Any) -> None:
    page = reader.turn_to(YEAR)
    assert page.locator("#over .claim-open").count() == 1
    mark = page.locator("#over .claim-open").bounding_box()
    label = page.locator("#over [data-claim=rumour]").bounding_box()
    dots = [dot.bounding_box() for dot in page.locator("#over .claim-dot").all()]
    (dot,) = [box for box in dots if abs(box["y"] + box["height"] / 2 - mark["y"] - mark["height"] / 2) < 2]
    assert mark["x"] + mark["width"] < dot["x"] < label["x"]
    fill, ground = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".claim-open")).fill,
          getComputedStyle(document.getElementById("timeline-card")).backgroundColor]"""
    )
    assert fill == ground, "the mark is hollow"
    assert page.locator("#over .claim-days").count() == 1
    keys = page.locator("#key .key-entry").all_inner_texts()
    assert [words for words in keys if words.startswith("claim")] == [
        "claim reported, not shared",
        "claim made some day in this time",
        "claim made by that day, not known when",
    ]


def test_only_a_claim_that_its_reporter_rejects_is_hollow(reader: Any) -> None:
    page = reader.turn_to(f"{YEAR}&event=truce")
    assert page.locator("#over .claim-dot").count() == 5
    assert page.locator("#over .claim-dot.reported").count() == 1
    hollow = page.locator("#details .claim", has=page.locator(".claim-dot.reported"))
    assert [claim.get_attribute("data-claim") for claim in hollow.all()] == ["reported"]


def test_what_is_not_in_the_strip_is_counted(reader: Any) -> None:
    page = reader.turn_to(YEAR)
    _expect(page.locator("#debate-count")).to_have_text(
        "5 of 7 claims, 1 earlier, 1 without a date; above the line for, below it against"
    )


def test_a_debate_outside_the_range_has_a_way_to_it(reader: Any) -> None:
    page = reader.turn_to(f"{YEAR}&debate=just")
    assert _claims(page) == set()
    _expect(page.locator("#debate-count")).to_have_text("0 of 1 claim, 1 earlier")
    page.get_by_role("button", name="Show when they spoke").click()
    _expect(page.locator("#over [data-claim=toll]")).to_be_visible()
    _expect(page.locator("#debate-all")).to_be_hidden()


def test_filters_count_in_the_menu_and_say_when_nobody_speaks(reader: Any) -> None:
    page = reader.turn_to(f"{YEAR}&q=old+river&debate=peace")
    assert _options(page) == ["“The truce is a peace” 0", "“The truce will last” 0", "“The levy is <b>just</b>” 1"]
    _expect(page.locator("#debate-count")).to_have_text("No claim about these events takes a position on it.")
    page = reader.turn_to(f"{YEAR}&q=exile")
    _expect(page.locator("#debate-choice")).to_be_hidden()


def test_choosing_does_not_drag_the_picture(reader: Any) -> None:
    page = reader.turn_to(YEAR)
    title = page.locator("#range-title").inner_text()
    box = page.locator("#debate").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 10, steps=4)
    page.mouse.up()
    page.keyboard.press("Escape")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert page.locator("#range-title").inner_text() == title


RANGES = ("", "2022-02-01,2022-02-14", "2015-01-01,2024-01-01", "2023-03-01,2023-05-01")
WIDTHS = (390, 820, 1400, 2400)


@pytest.mark.parametrize(("width", "theme"), [*zip(WIDTHS, ("dark", "light", "dark", "light"), strict=True)])
def test_nothing_touches_in_any_debate(
    make_reader: Callable[..., Any], bundled_page: Path, width: int, theme: str
) -> None:
    """Two ranges at each width, others for the next debate and the next width, so that each meets all."""
    reader = make_reader(width, 900)
    page = reader.open(bundled_page, "view=timeline")
    registry = load()
    for turn, id in enumerate(registry.propositions, start=WIDTHS.index(width)):
        for days in (RANGES[turn % 4], RANGES[(turn + 1) % 4]):
            reader.turn_to(f"view=timeline&theme={theme}&debate={id}&range={days}")
            assert page.evaluate(TOUCHING) == [], f"{id}, {days}"
        reader.turn_to(f"view=timeline&debate={id}&range=2010-01-01,2024-01-01")
        assert _claims(page) == {claim.id for claim in registry.claims.values() if id in claim.positions}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.errors == []


def test_a_phone_has_the_debate_in_its_timeline(make_reader: Callable[..., Any], debates: Path) -> None:
    reader = make_reader(390, 844, has_touch=True)
    page = reader.open(debates, YEAR)
    assert page.locator("#debate").bounding_box()["height"] >= 36
    page.locator("#debate").select_option("lasting")
    _expect(page.locator("#over [data-claim=doubt]")).to_be_visible()
    page.locator("#over [data-claim=doubt]").tap()
    _expect(page.locator("#details-title")).to_have_text("Truce of the bridge")
    assert reader.errors == []


def test_a_chronology_without_a_debate_has_no_menu(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    import pandas as pd

    table = pd.DataFrame([("a", "A", "2014-05-02"), ("b", "B", "2015")], columns=["id", "title", "date"])
    reader = make_reader()
    page = reader.open(write_page(table, tmp_path / "quiet.html"), "debate=peace")
    _expect(page.locator("#debate-choice")).to_be_hidden()
    assert reader.errors == []
