"""What axe-core finds wrong with the page: nothing, in any view, light and dark, on screens and phones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pytest

from chronology.page.page import page_html, write_page
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

pytestmark = pytest.mark.browser

AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ALL: Final = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
FOUND: Final = """async (rules) => {
  const result = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
  const words = (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`);
  return result.violations.flatMap(words);
}"""

THEMES: Final = ("light", "dark")
WINDOWS: Final = [(1400, "light"), (1400, "dark"), (390, "light"), (390, "dark")]
HOST: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head>
<body><main><h1>A page with a page in it</h1>{}</main></body></html>"""


def _found(page: Page | Frame, theme: str = "light") -> list[str]:
    """All rules on the light page; on the dark one, which differs from it in nothing else, those about colours."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(FOUND, ALL if theme == "light" else COLOURS)
    return found


def _wait_for_density(page: Page) -> None:
    page.wait_for_function("() => document.getElementById('range-count').textContent.includes('6,000')")


@pytest.fixture(scope="module")
def crowd_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More events than are drawn each."""
    days = pd.date_range("1990-01-01", periods=6_000, freq="D").strftime("%Y-%m-%d")
    rows = [(f"e{at}", f"Talks number {at}", ("summit", "war")[at % 2], day, ["Alba"]) for at, day in enumerate(days)]
    frame = pd.DataFrame(rows, columns=["id", "title", "kind", "date", "actors"])
    return write_page(frame, tmp_path_factory.mktemp("crowd") / "crowd.html", title="A crowd")


@pytest.fixture(scope="module")
def opened(make_reader: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """One window for each page and width, without motion: half a transition is no colour that anybody reads."""
    readers: dict[tuple[Path, int], Any] = {}

    def of(path: Path, width: int) -> Any:
        if (path, width) not in readers:
            readers[path, width] = make_reader(width, 900, has_touch=width < 641, reduced_motion="reduce")
            readers[path, width].open(path)
        return readers[path, width]

    yield of
    for reader in readers.values():
        assert reader.errors == []


VIEWS: Final = (
    "view=timeline&event=crimea-annexation-2014",
    "view=list&event=crimea-annexation-2014",
    "view=story",
    "view=debate",
)
STATES: Final = (
    "view=list&q=bridge",
    "view=timeline&q=gazette&event=truce",
    "view=list&q=zzzz&kind=war",
    "view=list&certain=1&actor=NOR&from=2000&to=2014&event=war",
    "view=timeline&colour=certainty&lanes=actor&event=pamphlet",
)


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
def test_no_view_has_a_violation(opened: Callable[..., Any], bundled_page: Path, width: int, theme: str) -> None:
    for fragment in VIEWS:
        page = opened(bundled_page, width).turn_to(f"{fragment}&theme={theme}")
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        assert _found(page, theme) == [], fragment


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
def test_nothing_searched_or_filtered_has_a_violation(
    opened: Callable[..., Any], small_page: Path, width: int, theme: str
) -> None:
    for fragment in STATES:
        page = opened(small_page, width).turn_to(f"{fragment}&theme={theme}")
        assert _found(page, theme) == [], fragment


@pytest.mark.parametrize("theme", THEMES)
def test_no_open_menu_has_a_violation(opened: Callable[..., Any], small_page: Path, theme: str) -> None:
    page = opened(small_page, 1400).turn_to(f"view=timeline&event=truce&theme={theme}")
    menus = page.locator("details.menu:visible")
    assert menus.count() >= 4
    for menu in menus.all():
        menu.locator("summary").click()
        assert menu.get_attribute("open") is not None
        assert _found(page, theme) == []
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_that_is_unfolded_in_the_details_has_a_violation(
    opened: Callable[..., Any], small_page: Path, theme: str
) -> None:
    page = opened(small_page, 1400).turn_to(f"view=timeline&event=truce&theme={theme}")
    page.evaluate("for (const fold of document.querySelectorAll('#details details')) fold.open = true")
    assert _found(page, theme) == []


@pytest.mark.parametrize("theme", THEMES)
def test_no_sheet_of_a_phone_has_a_violation(opened: Callable[..., Any], small_page: Path, theme: str) -> None:
    page = opened(small_page, 390).turn_to(f"view=list&theme={theme}")
    page.get_by_role("button", name="Filter", exact=False).first.tap()
    page.locator("#filters details.menu:visible summary").first.tap()
    assert page.locator(".popover:visible").count() == 1
    assert _found(page, theme) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Filter").first.tap()
    page.get_by_role("button", name="Truce of the bridge").tap()
    page.wait_for_selector("#details[role=dialog]")
    assert _found(page, theme) == []


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
def test_no_page_of_very_many_events_has_a_violation(
    opened: Callable[..., Any], crowd_page: Path, width: int, theme: str
) -> None:
    reader = opened(crowd_page, width)
    page = reader.turn_to(f"view=timeline&range=1989-01-01,2008-01-01&theme={theme}")
    _wait_for_density(page)
    assert _found(page, theme) == []
    if width > 641:
        reader.turn_to(f"view=list&event=e17&theme={theme}")
        assert _found(page, theme) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_in_another_page_has_no_violation(
    make_reader: Callable[..., Any], registry: Registry, tmp_path: Path, theme: str
) -> None:
    host = tmp_path / "host.html"
    host.write_text(HOST.format(page_html(registry, embed="fragment", height=700)), encoding="utf-8")
    page = make_reader(1400, 900, color_scheme=theme, reduced_motion="reduce").page
    page.goto(host.as_uri())
    inner = page.frames[1]
    inner.wait_for_selector("html[data-drawn=true]", state="attached")
    inner.evaluate(AXE)
    assert _found(inner, theme) == []
    assert _found(page, theme) == []


def test_without_scripts_the_page_has_no_violation(make_reader: Callable[..., Any], small_page: Path) -> None:
    """axe is a script too: it reads what those have who run none, in a page whose scripts are taken out."""
    page = make_reader().page
    text = re.sub(r"<script\b.*?</script>|</?noscript>", "", small_page.read_text(encoding="utf-8"), flags=re.DOTALL)
    page.set_content(text)
    assert page.locator("table.fallback tr").count() == 9
    assert page.locator("#search").is_hidden()
    assert _found(page) == []
