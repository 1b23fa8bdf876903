"""The page for those who read by key, by ear, enlarged, with letters set apart, in colours of their own, or at rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

VIEWS: Final = ("view=timeline&event=truce", "view=list&event=truce", "view=story", "view=debate", "view=list&q=zzzz")
BUNDLED_VIEWS: Final = (
    "view=timeline&event=crimea-annexation-2014&range=2013-01-01,2024-01-01",
    "view=list&event=crimea-annexation-2014",
    "view=story",
    "view=debate",
)
SETTLED_MS: Final = 400
EVENTS: Final = 8
LEAST_TARGET: Final = 24
LEAST_CONTRAST: Final = 4.5

APART: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 1.4.12 has readers set."""

CUT: Final = """() => {
  const isCut = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    for (let around = node; around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      if (overflowX === "hidden" && (text.right > box.right + 1 || text.left < box.left - 1)) return true;
      if (overflowY === "hidden" && (text.bottom > box.bottom + 1 || text.top < box.top - 1)) return true;
      if (overflowX !== "visible") return false;
    }
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter((node) => node.getClientRects().length && !node.closest("svg, script, #plot, .unseen, .strip-title")
      && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .filter(isCut).map((node) => node.textContent);
}"""
"""Texts that end at an edge; the strip of the story is left out: each title of it stands whole in its step."""

TOUCHING: Final = """() => {
  const boxes = [...document.querySelectorAll("#over .label")].map((node) => [node, node.getBoundingClientRect()]);
  return boxes.flatMap(([one, box], at) => boxes.slice(at + 1).filter(([, other]) =>
    Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2
    && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 7,
  ).map(([other]) => `${one.textContent} touches ${other.textContent}`));
}"""

TARGETS: Final = """() => [
  ...document.querySelectorAll("a, button, select, input, summary, [role=button], [role=slider]")]
  .filter((node) => node.getClientRects().length && !node.closest("label, .skip"))
  .map((node) => [node.outerHTML.slice(0, 90), node.getBoundingClientRect()])
  .map(([words, box]) => [words, Math.min(box.width, box.height)])"""

CONTRASTS: Final = """() => {
  const light = (channel) => (channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => light(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const page = getComputedStyle(document.documentElement);
  const names = ["paper", "sheet", "band", "accent-tint"];
  const grounds = names.map((name) => luminance(page.getPropertyValue(`--${name}`)));
  const nodes = [...document.querySelectorAll("body *")].filter((node) => node.getClientRects().length
    && !node.closest("script, #plot, .unseen, .flag-words, mark, :disabled, .switch [aria-pressed=true]")
    && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  return nodes.map((node) => {
    const style = getComputedStyle(node);
    const text = luminance(node.closest("svg") ? style.fill : style.color);
    return [node.textContent.slice(0, 40), Math.min(...grounds.map((ground) => ratio(text, ground)))];
  });
}"""

COVERED: Final = """() => {
  const node = document.activeElement;
  if (node === document.body) return [];
  const box = node.getBoundingClientRect();
  const inside = (value, most) => Math.min(Math.max(value, 1), most - 1);
  const points = [0.25, 0.5, 0.75].map((part) => [
    inside(box.left + Math.min(box.width, 40) * part, innerWidth), inside(box.top + box.height * part, innerHeight)]);
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (node.contains(top) || top.contains(node) || top.closest("label") === node.closest("label")
      && node.closest("label"));
  });
  return seen ? [] : [node.outerHTML.slice(0, 120)];
}"""
"""The element that has the focus, if another one lies over all of it."""


def _expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    return expect(locator)


def _focused(page: Page, attribute: str) -> str:
    name: str = page.evaluate("name => document.activeElement.getAttribute(name) ?? ''", attribute)
    return name


@pytest.fixture(scope="module")
def rivers(make_reader: Callable[..., Any], small_page: Path) -> Any:
    reader = make_reader()
    reader.open(small_page)
    return reader


def _walked(page: Page, key: str, attribute: str) -> list[str]:
    walked = [_focused(page, attribute)]
    for _ in range(EVENTS - 1):
        page.keyboard.press(key)
        walked.append(_focused(page, attribute))
    return walked


def test_every_event_is_reached_by_key_in_list_and_picture_in_the_same_order(rivers: Any) -> None:
    page = rivers.turn_to("view=list")
    page.locator("#list-body [data-rove]").first.focus()
    listed = _walked(page, "ArrowDown", "data-id")
    assert len(set(listed)) == EVENTS
    rivers.turn_to("view=timeline&lanes=none&range=1996-01-01,2015-01-01")
    first = page.locator(f"#over .hit[data-event='{listed[0]}']")
    _expect(first).to_be_attached()
    first.focus()
    assert _walked(page, "ArrowRight", "data-event") == listed
    page.keyboard.press("Enter")
    chosen = page.locator("#list-body [aria-pressed=true]")
    assert chosen.get_attribute("data-id") == listed[-1], "the list shows what is chosen in the picture"


def test_every_mark_bears_title_and_date_for_those_who_hear_the_page(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline&lanes=none&range=1996-01-01,2015-01-01")
    names = {
        hit.get_attribute("data-event"): hit.get_attribute("aria-label") for hit in page.locator("#over .hit").all()
    }
    assert len(names) == EVENTS
    assert names["truce"] == "Truce of the bridge, 2 May 2014"
    assert all(names.values())


def test_each_count_is_said_once(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline&range=2013-01-01,2015-01-01")
    page.wait_for_timeout(SETTLED_MS)
    page.evaluate(
        """() => {
          window.heard = [];
          for (const node of document.querySelectorAll("[aria-live], [role=status], [role=alert]"))
            new MutationObserver(() => node.textContent && heard.push(node.textContent))
              .observe(node, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.locator("#search").fill("bridge")
    _expect(page.locator("#said")).to_have_text("1 event found")
    page.locator("#search").fill("")
    _expect(page.locator("#said")).to_have_text("All 8 events")
    for _ in range(3):
        page.locator("#zoom-out").click()
    page.wait_for_timeout(2 * SETTLED_MS)
    heard = page.evaluate("heard")
    assert heard[:2] == ["1 event found", "All 8 events"]
    assert len(heard) < 6, "a range is said where it comes to rest"
    assert heard[-1] == f"{page.locator('#range-title').inner_text()}; {page.locator('#range-count').inner_text()}"


def test_a_menu_that_is_left_by_key_covers_nothing_and_escape_leads_back_to_its_name(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline")
    menu = page.locator("details.menu:visible").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    menu.locator("input, button").first.wait_for()
    page.keyboard.press("Tab")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.locator("#search").focus()
    assert menu.get_attribute("open") is None


def test_folded_events_are_opened_by_key_and_the_focus_goes_to_the_first(
    make_reader: Callable[..., Any], bundled_page: Path
) -> None:
    page = make_reader(820, 900).open(bundled_page, "view=timeline&lanes=none&range=1988-01-01,2024-01-01")
    fold = page.locator("#over .fold[role=button]").first
    title = fold.locator("title").text_content() or ""
    fold.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => document.activeElement.matches('.hit')")
    assert _focused(page, "aria-label").startswith(title.split("\n")[0])


def test_the_days_shown_can_be_moved_without_dragging(rivers: Any) -> None:
    page = rivers.turn_to("view=timeline&range=2013-01-01,2015-01-01")
    title = page.locator("#range-title")
    _expect(title).to_have_text("January 2013 to December 2014")
    page.locator("#over .track").click(position={"x": 300, "y": 10})
    _expect(title).not_to_have_text("January 2013 to December 2014")
    before = title.inner_text()
    page.locator("[data-grip=end]").focus()
    page.keyboard.press("ArrowRight")
    _expect(title).not_to_have_text(before)
    assert _focused(page, "data-grip") == "end"


@pytest.mark.parametrize("width", [320, 700])
def test_enlarged_twice_or_four_times_nothing_scrolls_sideways(
    make_reader: Callable[..., Any], bundled_page: Path, width: int
) -> None:
    """A window of 1400 pixels at 200 % has 700 of CSS, one of 1280 at 400 % has 320."""
    reader = make_reader(width, 450)
    reader.open(bundled_page)
    for fragment in BUNDLED_VIEWS:
        page = reader.turn_to(fragment)
        for way in ("as set", "apart"):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{fragment}, letters {way}"
            page.evaluate(APART)
        assert page.evaluate(CUT) == [], fragment
        page.evaluate("document.adoptedStyleSheets = []")


def test_with_letters_and_lines_set_apart_nothing_is_cut_and_no_label_touches_another(
    make_reader: Callable[..., Any], bundled_page: Path
) -> None:
    reader = make_reader()
    page = reader.open(bundled_page)
    page.evaluate(APART)
    for fragment in BUNDLED_VIEWS:
        reader.turn_to(fragment)
        page.wait_for_timeout(SETTLED_MS)
        assert page.evaluate(CUT) == [], fragment
        assert page.evaluate(TOUCHING) == [], fragment


@pytest.mark.parametrize("width", [390, 1400])
def test_every_target_is_large_enough(make_reader: Callable[..., Any], bundled_page: Path, width: int) -> None:
    reader = make_reader(width, 900)
    reader.open(bundled_page)
    for fragment in BUNDLED_VIEWS:
        targets = reader.turn_to(fragment).evaluate(TARGETS)
        assert len(targets) > 10
        assert [target for target in targets if target[1] < LEAST_TARGET - 0.5] == [], fragment


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_on_every_ground(
    make_reader: Callable[..., Any], bundled_page: Path, theme: str
) -> None:
    """On the page, on cards, in lanes and rows under the hand, and chosen: those of the picture too, unlike axe."""
    reader = make_reader()
    reader.open(bundled_page)
    for fragment in BUNDLED_VIEWS:
        contrasts = reader.turn_to(f"{fragment}&theme={theme}").evaluate(CONTRASTS)
        assert len(contrasts) > 50
        assert [text for text in contrasts if text[1] < LEAST_CONTRAST] == [], fragment


@pytest.mark.parametrize("width", [390, 1000])
def test_what_has_the_focus_is_never_covered(make_reader: Callable[..., Any], small_page: Path, width: int) -> None:
    reader = make_reader(width, 600)
    reader.open(small_page)
    for fragment in VIEWS:
        page = reader.turn_to(fragment)
        page.wait_for_timeout(SETTLED_MS)
        page.locator("#search").focus()
        covered = []
        for _ in range(40):
            page.keyboard.press("Tab")
            covered += page.evaluate(COVERED)
        assert covered == [], fragment


def test_the_sheet_of_a_phone_does_not_move_for_those_who_want_no_motion(
    make_reader: Callable[..., Any], small_page: Path
) -> None:
    page = make_reader(390, 844, reduced_motion="reduce").open(small_page)
    page.get_by_role("button", name="Truce of the bridge").click()
    page.wait_for_selector("#details[role=dialog]")
    assert page.evaluate("document.getAnimations().length") == 0


def test_in_colours_of_the_readers_own_what_is_chosen_and_what_has_the_focus_are_seen(
    make_reader: Callable[..., Any], small_page: Path
) -> None:
    page = make_reader(forced_colors="active", color_scheme="dark").open(
        small_page, "view=timeline&event=truce&kind=treaty"
    )
    ground = "node => getComputedStyle(node).backgroundColor"
    for group in ("#chips", ".views"):
        pressed = page.locator(f"{group} [aria-pressed=true]").first.evaluate(ground)
        assert pressed != page.locator(f"{group} [aria-pressed=false]").first.evaluate(ground)
    page.locator("#certain").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.locator("#picture").evaluate("node => getComputedStyle(node).forcedColorAdjust") == "none"
    assert page.evaluate("document.getElementById('plot').data.length") > 0


def test_the_bar_of_the_story_never_lies_over_what_has_the_focus(
    make_reader: Callable[..., Any], bundled_page: Path
) -> None:
    page = make_reader(390, 600).open(bundled_page, "view=story&event=crimea-annexation-2014")
    link = page.locator("#story-step a[href]").nth(1)
    link.evaluate("node => scrollTo(0, scrollY + node.getBoundingClientRect().bottom - innerHeight + 10)")
    covered = page.evaluate("() => document.getElementById('story-nav').getBoundingClientRect().top")
    assert link.evaluate("node => node.getBoundingClientRect().top") > covered, "the bar lies over the link"
    link.focus()
    assert link.evaluate("node => node.getBoundingClientRect().bottom") <= covered
