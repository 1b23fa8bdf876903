"""Types of source <-> entry types of biblatex."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_ENTRY_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article-journal": "article",
        "article-magazine": "article",
        "article-newspaper": "article",
        "article": "article",
        "bill": "legislation",
        "book": "book",
        "broadcast": "video",
        "chapter": "incollection",
        "dataset": "dataset",
        "document": "misc",
        "entry-encyclopedia": "inreference",
        "hearing": "misc",
        "interview": "misc",
        "legal_case": "jurisdiction",
        "legislation": "legislation",
        "manuscript": "unpublished",
        "map": "image",
        "motion_picture": "movie",
        "pamphlet": "booklet",
        "paper-conference": "inproceedings",
        "personal_communication": "letter",
        "post": "online",
        "post-weblog": "online",
        "regulation": "legal",
        "report": "report",
        "review": "review",
        "speech": "misc",
        "standard": "standard",
        "thesis": "thesis",
        "treaty": "legal",
        "webpage": "online",
    }
)
"""Type of source to the entry type that it is written as."""

_PLAIN: Final = frozenset({"article-journal", "legislation", "document", "webpage", "treaty"})
"""What an entry of a type that several share is, unless its subtype says otherwise."""

_FOREIGN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "collection": "book",
        "conference": "paper-conference",
        "electronic": "webpage",
        "inbook": "chapter",
        "manual": "book",
        "mastersthesis": "thesis",
        "mvbook": "book",
        "phdthesis": "thesis",
        "proceedings": "book",
        "reference": "book",
        "suppbook": "chapter",
        "techreport": "report",
        "www": "webpage",
    }
)
"""Entry types that are read but not written."""


def entry_type(source_type: str) -> tuple[str, str]:
    """The entry type of a type of source, and its subtype where the entry type does not say all."""
    written = _ENTRY_TYPES[source_type]
    shared = list(_ENTRY_TYPES.values()).count(written) > 1 and source_type not in _PLAIN
    return written, source_type.removeprefix("article-") if shared else ""


def source_type(entry_type: str, subtype: str) -> tuple[str, bool]:
    """The type of source that an entry is, and whether that is all that its type and subtype say."""
    candidates = [type for type, written in _ENTRY_TYPES.items() if written == entry_type]
    for type in candidates:
        if subtype and subtype in (type, type.removeprefix("article-")):
            return type, True
    known = next((type for type in candidates if type in _PLAIN or len(candidates) == 1), _FOREIGN.get(entry_type))
    return known or "document", known is not None and not subtype


def container_field(entry_type: str) -> str:
    """The field that names what the source stands in."""
    if entry_type in ("article", "review"):
        return "journaltitle"
    return "booktitle" if entry_type in ("incollection", "inproceedings", "inreference") else "organization"


def publisher_field(entry_type: str) -> str:
    """The field that names who published the source."""
    return "institution" if entry_type in ("report", "thesis") else "publisher"
