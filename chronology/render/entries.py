"""What a chart draws one by one: a frozen entry for each event, whether it came from a registry, a table or a list."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from chronology.dates.bounds import Bounds
from chronology.dates.when import When
from chronology.errors import DateError, printable
from chronology.render.columns import EventColumns
from chronology.render.given import COLUMN_OF, Given


class Link(NamedTuple):
    """A relation from one event to another."""

    type: str
    target: str


class Entry(NamedTuple):
    """An event as a chart needs it. ``values`` holds what it can be grouped by or shown with, as ids or texts."""

    id: str
    title: str
    when: When
    bounds: Bounds
    status: str
    actors: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    alternatives: tuple[When, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Entries:
    """The entries of a chart in date order, and what they come from."""

    entries: tuple[Entry, ...]
    source: Given

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def name(self, by: str, value: str) -> str:
        """The name of a value of a grouping; the value itself where it has none."""
        return self.source.name(by, value)


def entries_of(columns: EventColumns, *, fields: Iterable[str] = ()) -> Entries:
    """The entries of the columns, in their order.

    Parameters
    ----------
    fields : what their ``values`` hold.

    Raises
    ------
    DateError
        A date of the table is no EDTF.
    """
    table, source = columns.table, columns.source
    dates = table.column("date").to_pylist()
    whens = _parsed(columns, dates)
    ids = table.column("id").to_pylist()
    rows = zip(
        ids,
        table.column("title").to_pylist(),
        map(whens.__getitem__, dates),
        map(Bounds._make, columns.bounds.tolist()),
        _statuses(columns),
        _actors(columns),
        _values(columns, tuple(dict.fromkeys(fields))),
        *_records(source, ids),
        strict=True,
    )
    return Entries(tuple(itertools.starmap(Entry, rows)), source)


def _parsed(columns: EventColumns, dates: list[str]) -> dict[str, When]:
    """Each date once.

    Raises
    ------
    DateError
        One is no EDTF; the sentence names its event.
    """
    try:
        return {text: When.parse(text) for text in dict.fromkeys(dates)}
    except DateError as error:
        id = columns.table.column("id")[dates.index(error.text)].as_py() if error.text in dates else "?"
        raise DateError(error.text, f"{error.reason} (event '{printable(str(id))}')", at=error.at) from None


def _records(source: Given, ids: list[str]) -> tuple[list[tuple[When, ...]], list[tuple[Link, ...]]]:
    """The alternative dates and the relations of each event, which a table does not have."""
    if source.registry is None:
        return [()] * len(ids), [()] * len(ids)
    events = [source.registry.events[id] for id in ids]
    return (
        [tuple(alternative.date for alternative in event.alternatives) for event in events],
        [tuple(Link(relation.type, relation.target) for relation in event.relations) for event in events],
    )


def _statuses(columns: EventColumns) -> list[str]:
    if "status" not in columns.table.column_names:
        return ["established"] * len(columns)
    return [status or "established" for status in columns.table.column("status").to_pylist()]


def _actors(columns: EventColumns) -> list[tuple[str, ...]]:
    """The names of the actors of each event."""
    if "actors" not in columns.table.column_names:
        return [()] * len(columns)
    names = columns.source.names.get("actor", {})
    return [tuple(map(names.get, ids, ids)) if ids else () for ids in columns.table.column("actors").to_pylist()]


def _values(columns: EventColumns, fields: tuple[str, ...]) -> list[dict[str, tuple[str, ...]]]:
    of_fields = [_texts(columns, name) for name in fields]
    if not fields:
        return [{}] * len(columns)
    rows = list(zip(*of_fields, strict=True))
    alike = {texts: dict(zip(fields, texts, strict=True)) for texts in dict.fromkeys(rows)}
    return [alike[texts] for texts in rows]


def _texts(columns: EventColumns, name: str) -> list[tuple[str, ...]]:
    cells: list[Any] = columns.table.column(COLUMN_OF.get(name, name)).to_pylist()
    if name == "kind":
        families = columns.source.header.families()
        return [(families.get(kind, kind),) if kind else () for kind in cells]
    return [tuple(cell) if isinstance(cell, list) else (str(cell),) if cell not in (None, "") else () for cell in cells]
