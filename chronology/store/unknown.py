"""Across all files: kinds that are not in the vocabulary, and ids that nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from chronology.errors import did_you_mean, printable
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.record import Record
from chronology.registry.sections import SECTIONS, SINGULAR, references
from chronology.store.contents import HEADER, FileContents


def note_unknown_words(files: Iterable[FileContents], header: Header) -> None:
    """Note each kind of event, and each family of a kind, that the vocabulary and the header do not have."""
    suggestions = Suggestions()
    families, kinds = header.family_names(), header.families()
    for file in files:
        for index, kind in enumerate(file.header.kinds if file.header else ()):
            if kind.family is not None and kind.family not in families:
                remedy = suggestions.of(kind.family, families) or f" (families: {', '.join(families)})"
                field = f"kinds[{index}].family"
                file.note(HEADER, None, field, f"'{printable(kind.family)}' is not a family{remedy}")
        for section, id, record in file:
            if isinstance(record, Event) and record.kind is not None and record.kind not in kinds:
                remedy = suggestions.of(record.kind, kinds) or " (add it to 'kinds' under 'chronology')"
                file.note(section, id, "kind", f"'{printable(record.kind)}' is not a kind{remedy}")


def note_unknown_ids(files: Iterable[FileContents]) -> None:
    """Note each id that a record names and no record has, and each record that is part of itself."""
    files = tuple(files)
    suggestions = Suggestions()
    known = _known_ids(files)
    for file in files:
        for section, id, record in file:
            for field, named_section, named in references(record):
                if named is not None and named not in known[named_section]:
                    remedy = suggestions.of(named, known[named_section]) or f" (add it under '{named_section}')"
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


class Suggestions:
    """Nearest known words, each looked for once, as long as that does not take long.

    A registry may name a great many ids that it lacks, and each has to be compared with all that it has.
    """

    MOST_COMPARISONS = 200_000

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], str] = {}
        self._comparisons = 0

    def of(self, word: str, known: Collection[str]) -> str:
        """`` (did you mean 'x'?)`` or nothing."""
        key = word, id(known)
        if key not in self._found and self._comparisons < self.MOST_COMPARISONS:
            self._comparisons += len(known)
            self._found[key] = did_you_mean(word, known)
        return self._found.get(key, "")
