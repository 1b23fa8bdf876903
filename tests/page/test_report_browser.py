"""What a reader takes of one event: a citation that says all, and a report that is read as the same record."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chronology.interchange.bibtex import read_sources
from chronology.interchange.losses import LossWarning
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.source import Source
from chronology.page.page import write_page
from chronology.registry.registry import Registry
from chronology.store.load import load
from chronology.store.saving import save

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HEAR_CLIPBOARD = """Object.defineProperty(navigator, 'clipboard', {
  value: { writeText: async (text) => { window.copied = text; } }
})"""
REFUSE_CLIPBOARD = """Object.defineProperty(navigator, 'clipboard', {
  value: { writeText: async () => { throw new Error('refused'); } }
})"""

HOSTILE = (
    "=SUM(A1)",
    'He said "no", it\'s \\ over',
    "one\ntwo\n\n  three",
    "</script><img src=x onerror=alert(1)>",
    "abc \u202eevil \u2069 \u2067txt",
    "שלום עולם",
    "🏛️ 👩‍👩‍👧 \U0001d54f",
    "key: value # no comment",
    "- [x] {y: &z *a !b |c >d %e @f `g",
    "null",
    "0914",
    "--- ...",
    "tab\tnbsp\u00a0line\u2028paragraph\u2029bom\ufeffnext\u0085end",
    "@@DATA@@",
)


TURN = """fragment => new Promise((turned) => {
  addEventListener("hashchange", () => requestAnimationFrame(turned), { once: true });
  location.hash = fragment;
})"""


def _copied(page: Page, button: str) -> str:
    page.evaluate("window.copied = null")
    page.locator("#details .actions").get_by_role("button", name=button, exact=True).click()
    page.wait_for_function("window.copied !== null")
    text: str = page.evaluate("window.copied")
    return text


def _read_back(reports: dict[str, str], registry: Registry, folder: Path) -> Registry:
    """The registry with its events taken from their reports."""
    records, events = folder / "records.yaml", folder / "events.yaml"
    save(registry, records)
    whole = records.read_text(encoding="utf-8")
    records.write_text(
        re.sub(r"^events:\n(?:(?: .*)?\n)+", "", whole, flags=re.MULTILINE), encoding="utf-8", newline="\n"
    )
    bodies = [text.partition("\nevents:\n") for text in reports.values()]
    assert all(mark for _, mark, _ in bodies)
    events.write_text("events:\n" + "".join(body for _, _, body in bodies), encoding="utf-8", newline="\n")
    return load([records, events])


def _sources_in(text: str) -> tuple[Source, ...]:
    """The entries of a BibTeX text; the editors of a chronology are what a source has no place for."""
    with pytest.warns(LossWarning, match=r"\.editor: a source has no such field"):
        return read_sources(text, allow_loss=True)


def _hostile_registry() -> Registry:
    sources = [Source(id="one", title="A & B_{c} 100%", author=("O'Brien, Ada",), issued="2014")]
    cited = {"source": "one", "locator": 'p. "4": #5', "supports": ["date", "part_of"], "note": "a: b"}
    events = [
        Event(
            id=f"e{number}",
            title=text,
            date="2014-05-02?",
            kind="no",
            status="alleged",
            summary=text,
            note=text,
            codes={"cameo": "0914", "1.5": "no"},
            ids={"Wiki data": text},
            measures=[{"name": text, "best": 0.1, "low": -1e21, "high": 1e-7 + 1, "unit": text}],
            sources=[cited, {"source": "one", "note": text}],
            alternatives=[{"date": "[2014-05-03,2014-05-05]", "sources": [cited], "note": text}],
            relations=[{"type": "precedes", "target": "e0", "sources": [cited], "note": text}],
            part_of=None if number == 0 else "e0",
        )
        for number, text in enumerate(HOSTILE)
    ]
    header = Header(title="Title: \u2028 # \u202e", editors=("Ada\u0085Quill", "Bo"), kinds=("no",))
    return Registry(header=header, events=events, sources=sources)


def _reports(page: Page, ids: list[str]) -> dict[str, str]:
    page.evaluate(HEAR_CLIPBOARD)
    reports = {}
    for id in ids:
        page.evaluate(TURN, f"event={id}&view=list")
        reports[id] = _copied(page, "Report as YAML")
    return reports


def test_the_report_of_every_bundled_event_is_read_as_the_same_record(
    make_reader: Callable[..., Any], bundled_page: Path, tmp_path: Path
) -> None:
    registry, reader = load(), make_reader()
    page = reader.open(bundled_page)
    reports = _reports(page, [event.id for event in registry])
    again = _read_back(reports, registry, tmp_path)
    assert {event.id: event for event in again} == {event.id: event for event in registry}
    assert reader.errors == []
    assert [url for url in reader.requests if not url.startswith("file:")] == []


def test_a_report_keeps_hostile_texts_to_the_character(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    registry, reader = _hostile_registry(), make_reader()
    page = reader.open(write_page(registry, tmp_path / "hostile.html"))
    reports = _reports(page, [event.id for event in registry])
    again = _read_back(reports, registry, tmp_path)
    for event in registry:
        assert again[event.id] == event
    assert reader.errors == []


def test_a_report_is_a_registry_file_with_a_comment_that_says_where_it_belongs(
    make_reader: Callable[..., Any], make_registry: Callable[..., Registry], tmp_path: Path
) -> None:
    header = Header(title="Two rivers", editors=("Ada Quill",))
    registry = make_registry(header=header)
    reader = make_reader()
    page = reader.open(write_page(registry, tmp_path / "two rivers.html"))
    text = _reports(page, ["raid"])["raid"]
    assert text == (
        '# The event "Raid on the ferry" in the chronology "Two rivers", from the page two rivers.html#event=raid\n'
        "# Correct below what is wrong, name the source that says so, and send this text to\n"
        '# its editors (Ada Quill); it belongs under "events:" of the registry.\n'
        "events:\n"
        '  "raid":\n'
        '    title: "Raid on the ferry"\n'
        '    date: "[2014-01-26,2014-01-27]"\n'
        '    kind: "war"\n'
        '    status: "established"\n'
        '    part_of: "war"\n'
    )


def test_an_event_is_cited_with_its_chronology_its_editors_and_its_sources(
    make_reader: Callable[..., Any], make_registry: Callable[..., Registry], tmp_path: Path
) -> None:
    header = Header(title="Rivers & {banks}", editors=("Ada Quill", "Bo Reed"))
    registry, reader = make_registry(header=header), make_reader()
    page = reader.open(write_page(registry, tmp_path / "rivers.html"))
    page.evaluate(HEAR_CLIPBOARD)
    page.evaluate(TURN, "event=truce&view=timeline")
    assert _copied(page, "Cite as text").startswith(
        "“Truce of the bridge”, 2 May 2014 (2014-05-02), in: Rivers & {banks}, ed. Ada Quill and Bo Reed. Sources: "
    )
    event, *sources = _sources_in(_copied(page, "BibTeX"))
    assert (event.id, event.title, event.container_title) == ("truce", "Truce of the bridge", "Rivers & {banks}")
    assert event.note == "2 May 2014 (EDTF 2014-05-02)"
    assert sources == [registry.sources["gazette-1"], registry.sources["ledger"]]
    page.evaluate(TURN, "event=raid")
    assert len(_sources_in(_copied(page, "BibTeX"))) == 1, "an event without sources is cited, too"


def test_hostile_titles_are_bibtex_that_means_them(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    registry, reader = _hostile_registry(), make_reader()
    page = reader.open(write_page(registry, tmp_path / "hostile.html"))
    page.evaluate(HEAR_CLIPBOARD)
    for event in registry:
        page.evaluate(TURN, f"event={event.id}&view=list")
        cited, source = _sources_in(_copied(page, "BibTeX"))
        assert cited.title.split() == event.title.replace("\ufeff", " ").split()
        assert source == registry.sources["one"]


def test_where_the_clipboard_is_refused_the_text_is_there_to_be_copied_by_hand(
    make_reader: Callable[..., Any], small_page: Path
) -> None:
    reader = make_reader()
    page = reader.open(small_page, "event=truce")
    page.evaluate(REFUSE_CLIPBOARD)
    page.get_by_role("button", name="Report as YAML").click()
    field = page.get_by_role("textbox", name="Report as YAML, to copy")
    assert 'title: "Truce of the bridge"\n' in field.input_value()
    assert field.evaluate("node => node.selectionEnd - node.selectionStart === node.value.length")
    assert field.evaluate("node => node === document.activeElement")
    assert page.locator("#details .said").inner_text() == "Copy this text by hand:"
