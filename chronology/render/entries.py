"""What a chart draws: one frozen entry for each event, whether it came from a registry, a table or a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pandas as pd

from chronology.dates.bounds import Bounds
from chronology.dates.when import When
from chronology.errors import QueryError, printable
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.query.opening import opened
from chronology.render.given import COLUMN_OF, Given, given, require_fields

REQUIRED: Final = ("id", "title", "kind", "date", "start_min", "start_max", "end_min", "end_max")


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one event to another."""

    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Entry:
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


def entries_of(data: object, *, fields: Iterable[str] = ()) -> Entries:
    """The entries of a Registry, of an event table of any dataframe library, or of Events.

    Parameters
    ----------
    fields : what the chart groups by or shows: ``kind``, ``actor``, ``place``, ``tag``, ``source`` or a column.

    Raises
    ------
    QueryError
        It is none of these, it lacks a column that is needed, or nobody knows one of the fields.
    DateError
        A date of the table is no EDTF.
    """
    wanted = tuple(dict.fromkeys(fields))
    source = given(data)
    if source.registry is None:
        return Entries(tuple(_in_order(_rows(source.table, wanted, source.header))), source)
    registry = source.registry
    rows = _rows(registry.to_frame(), wanted, registry.header)
    entries = [_with_records(entry, registry[entry.id], source.names["actor"]) for entry in rows]
    return Entries(tuple(_in_order(entries)), source)


def _with_records(entry: Entry, event: Event, actor_names: Mapping[str, str]) -> Entry:
    return Entry(
        id=entry.id,
        title=entry.title,
        when=entry.when,
        bounds=entry.bounds,
        status=entry.status,
        actors=tuple(actor_names.get(id, id) for id in entry.actors),
        values=entry.values,
        alternatives=tuple(alternative.date for alternative in event.alternatives),
        links=tuple(Link(relation.type, relation.target) for relation in event.relations),
    )


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (*entry.bounds, entry.when.edtf, entry.id))


def _rows(table: object, fields: Sequence[str], header: Header) -> Iterator[Entry]:
    columns = _columns(table, fields)
    families = header.families()
    when = cache(When.parse)
    for row in zip(*columns.values(), strict=True):
        cells = dict(zip(columns, row, strict=True))
        values = {name: _texts(cells[COLUMN_OF.get(name, name)]) for name in fields}
        if "kind" in values:
            values["kind"] = tuple(families.get(kind, kind) for kind in values["kind"])
        yield Entry(
            id=str(cells["id"]),
            title=str(cells["title"]),
            when=when(str(cells["date"])),
            bounds=_bounds(cells),
            status=next(iter(_texts(cells.get("status"))), "established"),
            actors=_texts(cells.get("actors")),
            values=values,
        )


def _columns(table: object, fields: Sequence[str]) -> dict[str, list[Any]]:
    """The columns that are needed, as Python lists of equal length."""
    import narwhals as nw

    frame: Any = nw.from_native(table)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    present = frame.columns
    opened(table, REQUIRED)
    require_fields(fields, present)
    optional = [name for name in ("status", "actors") if name in present]
    wanted = dict.fromkeys([*REQUIRED, *optional, *(COLUMN_OF.get(name, name) for name in fields)])
    return {name: frame[name].to_list() for name in wanted}


def _texts(cell: Any) -> tuple[str, ...]:
    """A cell as texts: a list as its items, a missing value as none."""
    if isinstance(cell, str):
        return (cell,) if cell else ()
    if pd.api.types.is_list_like(cell):
        return tuple(str(item) for item in cell)
    return () if pd.isna(cell) else (str(cell),)


def _bounds(cells: Mapping[str, Any]) -> Bounds:
    days = [cells[name] for name in REQUIRED[4:]]
    if any(pd.isna(day) for day in days):
        raise QueryError(f"event '{printable(str(cells['id']))}' lacks a bound (no bound is OPEN_START or OPEN_END)")
    bounds = Bounds(*map(int, days))
    if bounds.start_min > bounds.start_max or bounds.end_min > bounds.end_max or bounds.start_min > bounds.end_max:
        raise QueryError(f"event '{printable(str(cells['id']))}' has its days in the wrong order (start_min first)")
    return bounds
