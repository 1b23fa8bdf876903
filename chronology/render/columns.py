"""The columns that a chart needs, in date order: what may be many is handled here as arrays, event by event nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from chronology.errors import QueryError, printable
from chronology.query.engines import collected
from chronology.query.opening import opened
from chronology.query.table import COLUMNS, require_columns
from chronology.render.given import COLUMN_OF, Given, given, require_fields

if TYPE_CHECKING:
    import pyarrow as pa

REQUIRED: Final = ("id", "title", "kind", "date", "start_min", "start_max", "end_min", "end_max")
BOUNDS: Final = REQUIRED[4:]
_OPTIONAL: Final = ("status", "actors")
_ORDER: Final = (*BOUNDS, "date", "id")


@dataclass(frozen=True, slots=True)
class Members:
    """Which events have which values: pairs of a place in the columns and a place in ``texts``."""

    events: np.ndarray[Any, Any]
    values: np.ndarray[Any, Any]
    texts: Sequence[str]


@dataclass(frozen=True)
class EventColumns:
    """The event table of a chart as an Arrow table in date order."""

    source: Given
    table: pa.Table
    _known_members: dict[str, Members] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def bounds(self) -> np.ndarray[Any, Any]:
        """The four days of each event, a row an event."""
        return np.stack([self.table.column(name).to_numpy() for name in BOUNDS], axis=1)

    def taken(self, places: np.ndarray[Any, Any]) -> EventColumns:
        """The events at these places."""
        return EventColumns(self.source, self.table.take(places))

    def places_of(self, ids: Collection[str]) -> list[int]:
        """The places of events by their ids."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not ids:
            return []
        found = pc.is_in(self.table.column("id"), value_set=pa.array(sorted(ids)))
        return np.flatnonzero(found.to_numpy()).tolist()

    def members(self, by: str) -> Members:
        """The events and their values of a grouping, each pair once, in the order of the events."""
        if by not in self._known_members:
            self._known_members[by] = self._members(by)
        return self._known_members[by]

    def _members(self, by: str) -> Members:
        import pyarrow as pa
        import pyarrow.compute as pc

        column = self.table.column(COLUMN_OF.get(by, by)).combine_chunks()
        if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
            events, texts = pc.list_parent_indices(column), pc.list_flatten(column)
        else:
            events, texts = pa.array(np.arange(len(self))), column.cast(pa.string())
        known = pc.and_(pc.is_valid(texts), pc.not_equal(texts, ""))
        coded = texts.filter(known).dictionary_encode()
        return self._in_families(
            by, events.filter(known).to_numpy(), coded.indices.to_numpy(), coded.dictionary.to_pylist()
        )

    def _in_families(self, by: str, events: Any, values: Any, texts: list[str]) -> Members:
        if by == "kind":
            families = self.source.header.families()
            own = [families.get(text, text) for text in texts]
            texts = list(dict.fromkeys(own))
            place = {text: at for at, text in enumerate(texts)}
            values = np.array([place[text] for text in own], dtype=np.int64)[values] if len(values) else values
        pairs = distinct(events.astype(np.int64) * max(len(texts), 1) + values)
        return Members(pairs // max(len(texts), 1), pairs % max(len(texts), 1), texts)


def distinct(numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Numbers in their order, each once; quickly where they are so already."""
    return numbers if bool((numbers[1:] > numbers[:-1]).all()) else np.unique(numbers)


def columns_of(data: object, *, fields: Iterable[str] = (), optional: Iterable[str] = ()) -> EventColumns:
    """The columns of a Registry, of an event table of any dataframe library, or of Events.

    Parameters
    ----------
    fields : what the chart groups by or shows: ``kind``, ``actor``, ``place``, ``tag``, ``source`` or a column.
    optional : columns that are taken where they are.

    Raises
    ------
    QueryError
        It is none of these, it lacks a column that is needed, or nobody knows one of the fields.
    """
    source = given(data)
    wanted = [COLUMN_OF.get(name, name) for name in dict.fromkeys(fields)]
    if source.registry is not None:
        table = source.registry.to_arrow()
        require_fields(fields, table.column_names)
        return EventColumns(source, table)
    import narwhals as nw

    present = nw.from_native(source.table).collect_schema().names()
    require_columns(present, REQUIRED)
    require_fields(fields, present)
    besides = [name for name in (*_OPTIONAL, *optional) if name in present]
    known = dict.fromkeys(name for name in [*REQUIRED, *besides, *wanted] if name in COLUMNS)
    table = collected(opened(source.table, known).select(*known))
    for name in dict.fromkeys(name for name in wanted if name not in COLUMNS):
        table = table.append_column(name, _as_texts(source.table, name))
    _require_bounds(table)
    return EventColumns(source, _in_date_order(table))


def _as_texts(table: Any, name: str) -> pa.Array:
    """A column that the event table does not have, of whatever it holds, as lists of text."""
    import narwhals as nw
    import pyarrow as pa

    frame = nw.from_native(table).select(name)
    frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return pa.array([_texts(cell) for cell in frame[name].to_list()], pa.list_(pa.string()))


def _texts(cell: Any) -> list[str]:
    """A cell as texts: a list as its items, a missing value as none."""
    import pandas as pd

    if isinstance(cell, str):
        return [cell] if cell else []
    if pd.api.types.is_list_like(cell):
        return [str(item) for item in cell]
    return [] if pd.isna(cell) else [str(cell)]


def _require_bounds(table: pa.Table) -> None:
    """Nothing, where every event has four days in their order; else a QueryError with the first that has not."""
    import pyarrow.compute as pc

    start_min, start_max, end_min, end_max = (table.column(name) for name in BOUNDS)
    for one in (start_min, start_max, end_min, end_max):
        if one.null_count:
            id = _printable_id(table, pc.is_null(one))
            raise QueryError(f"event '{id}' lacks a bound (no bound is OPEN_START or OPEN_END)")
    for one, other in ((start_min, start_max), (end_min, end_max), (start_min, end_max)):
        wrong = pc.greater(one, other)
        if pc.any(wrong).as_py():
            raise QueryError(f"event '{_printable_id(table, wrong)}' has its days in the wrong order (start_min first)")


def _printable_id(table: pa.Table, wrong: Any) -> str:
    return printable(str(table.column("id").filter(wrong)[0].as_py()))


def _in_date_order(table: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    order = pc.sort_indices(table.select(_ORDER), sort_keys=[(name, "ascending") for name in _ORDER])
    return table.take(order)
