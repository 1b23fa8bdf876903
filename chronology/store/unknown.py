"""Across all files: kinds that are not in the vocabulary, and ids that nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from chronology.errors import printable
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.record import Record
from chronology.registry.sections import SECTIONS, SINGULAR, references
from chronology.store.contents import HEADER, FileContents
from chronology.store.suggestions import Suggestions


def note_unknown_words(files: Iterable[FileContents], header: Header) -> None:
    """Note each kind of event, and each family of a kind, that the vocabulary and the header do not have."""
    families, kinds = header.family_names(), header.families()
    like_family, like_kind = Suggestions(families), Suggestions(kinds)
    for file in files:
        for index, kind in enumerate(file.header.kinds if file.header else ()):
            if kind.family is not None and kind.family not in families:
                remedy = like_family.of(kind.family) or f" (families: {', '.join(families)})"
                field = f"kinds[{index}].family"
                file.note(HEADER, None, field, f"'{printable(kind.family)}' is not a family{remedy}")
        for section, id, record in file:
            if isinstance(record, Event) and record.kind is not None and record.kind not in kinds:
                remedy = like_kind.of(record.kind) or " (add it to 'kinds' under 'chronology')"
                file.note(section, id, "kind", f"'{printable(record.kind)}' is not a kind{remedy}")


def note_unknown_ids(files: Iterable[FileContents]) -> None:
    """Note each id that a record names and no record has, and each record that is part of itself."""
    files = tuple(files)
    known = _known_ids(files)
    suggestions = {section: Suggestions(ids) for section, ids in known.items()}
    for file in files:
        for section, id, record in file:
            for field, named_section, named in references(record):
                if named is not None and named not in known[named_section]:
                    remedy = suggestions[named_section].of(named) or f" (add it under '{named_section}')"
                    file.note(section, id, field, f"no {SINGULAR[named_section]} '{printable(named)}'{remedy}")
            if _is_part_of_itself(record):
                file.note(section, id, "part_of", f"this {SINGULAR[section]} cannot be a part of itself")


def _known_ids(files: Iterable[FileContents]) -> Mapping[str, Collection[str]]:
    known: dict[str, dict[str, None]] = {section: {} for section in SECTIONS}
    for file in files:
        for section, id, _ in file:
            known[section][id] = None
    return known


def _is_part_of_itself(record: Record) -> bool:
    return isinstance(record, Event | Actor) and record.part_of is not None and record.part_of == record.id
