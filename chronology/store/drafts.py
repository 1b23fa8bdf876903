"""Registry files and what they are to hold."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple, cast

from chronology.errors import ConflictError, Problem, RegistryError, printable
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.record import Record
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS
from chronology.store.contents import HEADER, FileContents
from chronology.store.documents import parse_document
from chronology.store.edition import UNTOUCHED, Edition
from chronology.store.files import refusal, text_of
from chronology.store.heads import merged_header
from chronology.store.load import collector_paused, registry_in
from chronology.store.plain import Fields, plain_fields
from chronology.store.renaming import with_renamed


class Draft:
    """One registry file.

    Attributes
    ----------
    name : the file, as the user wrote it.
    text : what it holds now.
    header : what its header is to be, if it is to have one.
    records : section to id to record, as they are to be, in the order of the file; new ones after the others.
    """

    def __init__(self, name: str, text: str, contents: FileContents) -> None:
        self.name, self.text = name, text
        self.header = contents.header
        self.records: dict[str, dict[str, Record]] = {section: {**contents.records[section]} for section in SECTIONS}
        self._written_header = contents.header
        self._written = contents.records
        self._former = {section: {id: id for id in contents.records[section]} for section in SECTIONS}

    def held(self, section: str) -> int:
        """How many records of a section the file holds now."""
        return len(self._written[section])

    def put(self, section: str, record: Record) -> None:
        """Put a record in the place of that of its id, or after all others."""
        id, former = record_id(record), self._former[section]
        if id not in former and id in self._written[section] and id not in former.values():
            former[id] = id
        self.records[section][id] = record

    def rename(self, section: str, old: str, new: str) -> None:
        """Give a record another id, where it stands."""
        for kept in (self.records[section], self._former[section]):
            entries = [(new if id == old else id, value) for id, value in kept.items()]
            kept.clear()
            cast(dict[str, Any], kept).update(entries)
        self.records[section][new] = self.records[section][new].model_copy(update={"id": new})

    def remove(self, section: str, id: str) -> None:
        """Take a record out."""
        del self.records[section][id]
        self._former[section].pop(id, None)

    def edition(self) -> Edition | None:
        """The text that holds what it is to hold; ``None`` when it does already."""
        old: Fields = {} if self._written_header is None else {HEADER: plain_fields(self._written_header)}
        new: Fields = {} if self.header is None else {HEADER: plain_fields(self.header)}
        for section in SECTIONS:
            old[section], new[section] = self._compared(section)
        if old == new:
            return None
        renamed = {
            section: {was: id for id, was in former.items() if was != id} for section, former in self._former.items()
        }
        return Edition(self.text, old, new, header=HEADER, renamed=renamed)

    def _compared(self, section: str) -> tuple[Fields, Fields]:
        """The records of a section now, and as they are to be, each with fields only where these differ."""
        written, former, records = self._written[section], self._former[section], self.records[section]
        old: Fields = dict.fromkeys(written, UNTOUCHED)
        new: Fields = {}
        for id in self._in_place(section):
            was = former.get(id)
            if was is not None and records[id] == written[was]:
                new[id] = UNTOUCHED
                continue
            new[id] = plain_fields(records[id])
            if was is not None:
                old[was] = plain_fields(written[was])
        return old, new

    def _in_place(self, section: str) -> list[str]:
        """The ids of a section with new ones in their place: events by date if the file has them so, else last."""
        records, former = self.records[section], self._former[section]
        rank = {id: number for number, id in enumerate(self._written[section])}
        placed = sorted((id for id in records if id in former), key=lambda id: rank[former[id]])
        added = [id for id in records if id not in former]
        if section != "events" or not _in_date_order(records[id] for id in placed):
            return placed + added
        for id in added:
            placed.insert(bisect_right(placed, _date(records[id]), key=lambda other: _date(records[other])), id)
        return placed


class Revised(NamedTuple):
    """New texts by the names of their files, and the registry that all files together then hold."""

    texts: dict[str, str]
    registry: Registry


class Drafts:
    """The files of one registry, read at one time.

    Raises
    ------
    RegistryError
        Anything is wrong with any file.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        with collector_paused():
            read = [_read(path) for path in paths]
            contents = [each if isinstance(each, RegistryError) else each[1] for each in read]
            self.loaded = registry_in(contents)
        self.files = [Draft(each[1].name, *each) for each in read if not isinstance(each, RegistryError)]
        self._header = merged_header(each for each in contents if isinstance(each, FileContents))

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.files)

    def holding(self, section: str, id: str) -> Draft | None:
        """The file that is to hold a record."""
        return next((draft for draft in self if id in draft.records[section]), None)

    def put(self, section: str, record: Record, *, file: str | None = None) -> None:
        """Put a record in the place of the one of this id, or where it belongs by its section and date."""
        id = record_id(record)
        draft = self.holding(section, id) or (self._named(file) if file else self._home(section, record))
        draft.put(section, record)

    def rename(self, section: str, old: str, new: str) -> None:
        """Give a record another id, and name it so in all others."""
        for draft in self:
            if old in draft.records[section]:
                draft.rename(section, old, new)
            for records in draft.records.values():
                for id, record in records.items():
                    records[id] = with_renamed(record, section, old, new)

    @property
    def header(self) -> Header:
        """What the header of the registry is to be."""
        return self._header

    @header.setter
    def header(self, header: Header) -> None:
        if header == self._header:
            return
        headed = [draft for draft in self if draft.header is not None]
        if len(headed) > 1:
            what = f"the header stands in {len(headed)} files (change it there by hand)"
            raise RegistryError([Problem(headed[0].name, None, None, HEADER, what)])
        (headed or self.files)[0].header = header
        self._header = header

    def registry(self) -> Registry:
        """The registry as it is to be."""
        records: dict[str, Any] = {
            section: [record for draft in self for record in draft.records[section].values()] for section in SECTIONS
        }
        return Registry(header=self.header, **records)

    def become(self, registry: Registry) -> None:
        """Have the files hold the records of a registry, each where it is already."""
        self.header = registry.header
        for section in SECTIONS:
            records = registry.section(section)
            for draft in self:
                for id in draft.records[section].keys() - records.keys():
                    draft.remove(section, id)
            for record in records.values():
                self.put(section, record)

    def revised(self) -> Revised:
        """The new text of each file that is to change, read again and found to hold what is meant.

        Raises
        ------
        RegistryError
            The records would not make a registry, or cannot be written so that they read back the same.
        """
        editions = {draft.name: edition for draft in self if (edition := draft.edition()) is not None}
        texts = {draft.name: editions[draft.name].text if draft.name in editions else draft.text for draft in self}
        try:
            found = registry_in([FileContents(name, parse_document(text)) for name, text in texts.items()])
        except RegistryError as error:
            raise RegistryError([_in_former_place(problem, editions) for problem in error.problems]) from None
        refuse_differences(found, self.registry(), self.files[0].name)
        return Revised({name: edition.text for name, edition in editions.items()}, found)

    def refuse_if_changed(self) -> None:
        """Refuse to go on when a file is not as it was read.

        Raises
        ------
        ConflictError
            It has changed or is gone.
        """
        for draft in self:
            try:
                unchanged = text_of(draft.name) == draft.text
            except RegistryError:
                unchanged = False
            if not unchanged:
                raise conflict(draft.name)

    def _named(self, file: str) -> Draft:
        for draft in self:
            if file in (draft.name, os.path.basename(draft.name)) or _is_same_file(file, draft.name):
                return draft
        raise refusal(file, "is none of the files of this registry")

    def _home(self, section: str, record: Record) -> Draft:
        """The file for a new record: that of the event before it, else that with most records of the section."""
        if isinstance(record, Event) and len(self.files) > 1:
            dated = [(_date(event), draft) for draft in self for event in draft.records["events"].values()]
            earlier = [each for each in dated if each[0] <= record.date]
            if dated:
                return (max if earlier else min)(earlier or dated, key=lambda each: each[0])[1]
        return max(self, key=lambda draft: (len(draft.records[section]), draft.held(section)))


def record_id(record: Record) -> str:
    """The id of a record that has one."""
    return cast(str, cast(Any, record).id)


def conflict(path: str) -> ConflictError:
    """A file is not as it was."""
    return ConflictError(
        f"'{printable(path, limit=150)}' has changed since it was loaded (load it again and repeat what you changed)"
    )


def refuse_differences(found: Registry, intended: Registry, file: str) -> None:
    """Refuse to write a text that reads back as something else than what is meant.

    Raises
    ------
    RegistryError
        Names the first record that would.
    """
    if found == intended:
        return
    where = HEADER if found.header != intended.header else ""
    for section in SECTIONS:
        one, other = found.section(section), intended.section(section)
        where = where or next((id for id in {**one, **other} if one.get(id) != other.get(id)), "")
    what = "cannot be written so that it reads back the same; nothing was saved (simplify its texts)"
    raise RegistryError([Problem(file, None, None, where, what)])


def _read(path: str) -> tuple[str, FileContents] | RegistryError:
    try:
        text = text_of(path)
    except RegistryError as error:
        return error
    return text, FileContents(path, parse_document(text))


def _in_former_place(problem: Problem, editions: dict[str, Edition]) -> Problem:
    """A problem of a text that is to be written, with the place in the file as it is now."""
    edition = editions.get(problem.file)
    if edition is None or problem.line is None or problem.column is None:
        return problem
    line, column = edition.former_line_column(problem.line, problem.column) or (None, None)
    return replace(problem, line=line, column=column)


def _in_date_order(records: Iterable[Record]) -> bool:
    dates = [_date(record) for record in records]
    return all(one <= other for one, other in pairwise(dates))


def _date(record: Record) -> Any:
    return cast(Event, record).date


def _is_same_file(one: str, other: str) -> bool:
    return os.path.exists(one) and os.path.samefile(one, other)
