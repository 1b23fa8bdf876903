"""Sources and citations as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from chronology.interchange.bibtex import entry
from chronology.model.author import author_name
from chronology.model.reference import format_reference
from chronology.model.source import Citation, Source
from chronology.page.words import ENGLISH, Words

_LINKED: Final = ("http://", "https://")


def source_entry(source: Source, words: Words = ENGLISH) -> dict[str, Any]:
    """A source for the page; only http and https addresses become links."""
    return {
        "authors": [author_name(author) for author in source.author],
        "title": source.title,
        "in": source.container_title or source.publisher or "",
        "label": source.container_title or source.publisher or source.title,
        "reference": [[run.text, run.italic] for run in format_reference(source, addresses=False)],
        "bibtex": entry(source),
        "live": link(source.url) or (link(f"https://doi.org/{source.doi}") if source.doi else None),
        "archived": link(source.archived_url),
        "address": source.url if source.url and not link(source.url) else None,
        "accessed": source.accessed.words(words.language) if source.accessed else "",
        "note": source.note or "",
    }


def citation_entries(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Citations for the page: source id, place in it, what rests on it."""
    return [
        {
            "source": citation.source,
            "locator": citation.locator or "",
            "supports": [field.replace("_", " ") for field in citation.supports],
            "note": citation.note or "",
        }
        for citation in citations
    ]


def link(address: str | None) -> str | None:
    """The address, if it may become a link."""
    return address if address and address.lower().startswith(_LINKED) else None
