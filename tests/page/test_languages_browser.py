"""A page in another language says nothing in English: all that is not from the registry comes from the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from chronology.dates.when import When
from chronology.page import page as page_module
from chronology.page.page import write_page
from chronology.page.payload import registry_payload
from chronology.registry.registry import Registry
from chronology.store.load import load
from tests.page.test_words import wanted_keys

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC: Final = "абцдефгхийклмнопярстувшъьз"
_OURS: Final = str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper())
_TEXTS: Final = frozenset(
    {"title", "description", "licence", "name", "text", "summary", "note", "capacity", "outcome", "locator"}
    | {"in", "label", "address", "reference", "authors", "aliases", "measures", "tags", "editors"}
    | {"propositions", "places"}
)
"""The fields of the data that hold what people wrote."""

_VIEWS: Final = (
    *("", "view=list", "view=story", "view=story&story=all", "view=debate", "q=zzz", "q=zzz&certain=1"),
    *("lanes=actor&colour=status", "lanes=place&order=name", "lanes=none&colour=certainty", "from=2014&to=2015-03"),
    *("range=2014-02-01,2014-03-20", "range=2014-02-03,2014-02-09", "range=2013-06-01,2014-12-01"),
    *("certain=1&view=list", "role=party&status=established", "range=-0100-01-01,2100-01-01"),
)
_SAID: Final = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("script, style, noscript, text")) found.push(walker.currentNode.data);
  for (const node of document.querySelectorAll("text")) {
    const shown = [...node.childNodes].filter(({ nodeName }) => nodeName !== "title");
    found.push(shown.map(({ textContent }) => textContent).join(""));
  }
  for (const node of document.querySelectorAll("text > title")) found.push(node.textContent);
  for (const node of document.querySelectorAll("*"))
    for (const name of ["aria-label", "aria-valuetext", "aria-description", "title", "placeholder", "alt"])
      if (node.hasAttribute(name)) found.push(node.getAttribute(name));
  return [...new Set(found)];
}"""
_PLAIN: Final = frozenset({"EDTF", "chronology"})


@pytest.fixture
def marked_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """German says everything in English between brackets; data and dates are in other letters."""
    forms = {
        key: {"one": f"⟦{key}⟧", "other": f"⟦{key}⟧"} if several else f"⟦{key}⟧"
        for key, several in wanted_keys().items()
    }
    monkeypatch.setattr("chronology.page.languages.TABLES", {"de": forms})
    said = When.words

    def in_russian(when: When, language: Any = "en", **options: Any) -> str:
        return said(when, "ru" if language == "de" else language, **options)

    def in_our_letters(registry: Registry, words: Any) -> dict[str, Any]:
        payload: dict[str, Any] = _relettered(registry_payload(registry, words))
        return payload

    monkeypatch.setattr(When, "words", in_russian)
    monkeypatch.setattr(page_module, "registry_payload", in_our_letters)


def _relettered(value: Any, *, ours: bool = False) -> Any:
    if isinstance(value, str):
        return value.translate(_OURS) if ours and "⟦" not in value else value
    if isinstance(value, Mapping):
        return {
            key: _relettered(item, ours=ours or (key in _TEXTS and not _holds_ids(key, item)))
            for key, item in value.items()
        }
    return [_relettered(item, ours=ours) for item in value] if isinstance(value, list) else value


def _holds_ids(key: str, item: Any) -> bool:
    """The places of an event are ids, those of the registry are names."""
    return key == "places" and isinstance(item, list)


def _beside(text: str) -> str:
    """What stands outside of all brackets; what is cut off before or behind one counts as inside."""
    depth, beside = 0, ""
    for letter in text:
        depth += letter == "⟦"
        beside = "" if letter == "⟧" and not depth else beside + (" " if depth else letter)
        depth -= letter == "⟧" and depth > 0
    return beside


def _foreign(page: Any) -> Iterator[str]:
    for text in page.evaluate(_SAID):
        words = set(re.findall(r"[A-Za-z]{2,}", _beside(text))) - _PLAIN
        if words:
            yield text


def _foreign_in_all_views(page: Any, reader: Any) -> list[str]:
    found: list[str] = []
    for fragment in _VIEWS:
        reader.turn_to(fragment)
        page.wait_for_timeout(250)
        found += (f"{fragment}: {text}" for text in _foreign(page))
    reader.turn_to("view=debate")
    for stand in page.locator("#debates-cards button[aria-expanded=false]:visible").all()[:1]:
        stand.click()
    found += _foreign(page)
    reader.turn_to("view=timeline")
    found += _foreign_in_menus(page)
    return found


def _foreign_in_menus(page: Any) -> Iterator[str]:
    """The menus, what their buttons say when they are pressed, and dates that are none."""
    for menu in page.locator("details.menu:visible").all():
        menu.locator("summary").click()
        yield from _foreign(page)
    for field, typed in (("#from", "zzz"), ("#from", "2015"), ("#to", "2014")):
        if page.locator(field).is_visible():
            page.locator(field).fill(typed)
            page.keyboard.press("Enter")
            yield from _foreign(page)
    for action in page.locator(".actions button:visible").all():
        action.click()
        page.wait_for_timeout(100)
        yield from _foreign(page)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    yield from _foreign(page)


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("is_bundled", [True, False])
def test_all_that_the_page_says_is_in_its_language(
    make_registry: Callable[..., Registry],
    make_reader: Callable[..., Any],
    tmp_path: Path,
    marked_language: None,
    *,
    is_bundled: bool,
    width: int,
) -> None:
    registry = load() if is_bundled else make_registry()
    reader = make_reader(width, 900)
    page = reader.open(write_page(registry, tmp_path / "marked.html", lang="de"))
    assert page.locator("[data-view=debate]").inner_text() == "⟦Debate⟧"
    assert "\n".join(dict.fromkeys(_foreign_in_all_views(page, reader))) == ""
    assert reader.errors == []


@pytest.mark.parametrize("width", [1400, 390])
def test_a_page_of_very_many_events_speaks_one_language_too(
    make_reader: Callable[..., Any], tmp_path: Path, marked_language: None, width: int
) -> None:
    reader = make_reader(width, 900)
    page = reader.open(write_page(_large_table(), tmp_path / "crowd.html", lang="de"))
    page.wait_for_selector("html[data-texts=read]", state="attached")
    found = _foreign_in_all_views(page, reader)
    for fragment in ("event=e7", "event=e2011", "view=list&q=е20", "range=0500-01-01,0520-01-01&lanes=actor"):
        reader.turn_to(fragment)
        page.wait_for_timeout(250)
        found += _foreign(page)
    assert "\n".join(dict.fromkeys(found)) == ""
    assert reader.errors == []


def _large_table() -> Any:
    """Six thousand events, among them all forms of dates that the page puts into words itself."""
    import pandas as pd

    forms = (
        "{0}",
        "{0}-03",
        "{0}-03-04",
        "{0}?",
        "{0}-05~",
        "{0}-05-06%",
        "{0}/{1}",
        "{0}-01/{0}-04",
        "{0}-01-02/{0}-01-09",
    )
    open_forms = (
        "{0}/..",
        "{0}-02/",
        "../{0}",
        "/{0}-06-07",
        "{0}?/{1}?",
        "{0}~/{1}",
        "{0}/{1}?",
        "{0}-01-02/{0}-03-04",
    )
    years = [str(100 + number // 3).zfill(4) for number in range(6000)]
    dates = [
        (*forms, *open_forms, "[{0}-01-01,{0}-01-03]")[number % 18].format(year, str(int(year) + 2).zfill(4))
        for number, year in enumerate(years)
    ]
    numbers = range(len(dates))
    return pd.DataFrame(
        {
            "id": [f"e{number}" for number in numbers],
            "title": [f"е{number}" for number in numbers],
            "date": dates,
            "kind": [("war", "treaty", "visit")[number % 3] for number in numbers],
            "status": [("established", "did_not_happen")[number % 2] for number in numbers],
            "roles": [[f"а{number % 9}:party", f"б{number % 7}:target"] for number in numbers],
            "places": [[f"в{number % 5}"] for number in numbers],
            "sources": [[f"г{number % 4}"] for number in numbers],
        }
    )


_CHINESE: Final = {
    "{year}": "{year}年",
    "{date} {year}": "{year}{date}",
    "{month} {year}": "{year}{month}",
    "{first} to {last}": "{first}至{last}",
    "{first} to {last} {year}": "{year}{first}至{last}",
    "{day} to {last_day}": "{day}至{last_day}",
    **{f"{{day}} {name}": f"{month}月{{day}}日" for month, name in enumerate(("Jan", "Feb", "Mar"), 1)},
    **{name: f"{month}月" for month, name in enumerate(("January", "February", "March"), 1)},
}


def test_a_language_puts_day_month_and_year_in_its_own_order(make_reader: Callable[..., Any]) -> None:
    scripts = "\n".join(page_module._asset(f"script/{name}.js") for name in ("elements", "words", "dates"))
    page = make_reader().page
    page.evaluate(
        """table => { document.body.innerHTML = '<script type="application/json" id="words"></script>';
        document.getElementById("words").textContent = JSON.stringify(table); }""",
        _CHINESE,
    )
    ranges = (
        "[[2014, 2, 24, 2014, 2, 25], [2014, 2, 3, 2014, 2, 8], [2014, 1, 5, 2014, 3, 8], [2013, 3, 1, 2014, 3, 1]]"
    )
    days = f"{ranges}.map(([a, b, c, d, e, f]) => rangeWords([dayNumber(a, b, c), dayNumber(d, e, f)]))"
    said = page.evaluate(f"() => {{ {scripts}; return [...{days}, yearWords(2014), axisYear(2014)]; }}")
    assert said == [
        "2014年2月24日",
        "2014年2月3至7日",
        "2014年1月5日至3月7日",
        "2013年3月至2014年2月",
        "2014年",
        "2014",
    ]
