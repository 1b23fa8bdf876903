"""The event table: its columns, their types and units. This is the one definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from chronology.errors import MESSAGE_LIMIT, QueryError, did_you_mean, printable

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

ColumnType = Literal["text", "day", "texts", "number"]

COLUMNS: Final[Mapping[str, ColumnType]] = MappingProxyType(
    {
        "id": "text",
        "title": "text",
        "kind": "text",
        "date": "text",
        "start_min": "day",
        "start_max": "day",
        "end_min": "day",
        "end_max": "day",
        "qualifiers": "text",
        "status": "text",
        "actors": "texts",
        "roles": "texts",
        "acting": "texts",
        "side_a": "texts",
        "side_b": "texts",
        "places": "texts",
        "tags": "texts",
        "sources": "texts",
        "lat": "number",
        "lon": "number",
        "part_of": "text",
        "summary": "text",
    }
)
"""Column name to type. ``day``: int64 day numbers since 1970-01-01, ``OPEN_START`` and ``OPEN_END`` for no bound,
and ``start_min <= start_max <= end_max``, ``start_min <= end_min <= end_max`` as in ``Bounds``;
``texts``: lists of text, each text once, never null; ``number``: float64 degrees; ``text`` and ``number`` may be null
where nothing is known, but never ``id``, ``title``, ``kind``, ``date``, ``qualifiers`` and ``status``."""

REQUIRED: Final = ("id", "title", "kind", "date")
"""What an event must have. Where a registry or a CSV file is made from a table, the others may be left out."""

CLAIM_COLUMNS: Final[Mapping[str, ColumnType]] = MappingProxyType(
    {
        "id": "text",
        "text": "text",
        "kind": "text",
        "about": "texts",
        "by": "texts",
        "capacity": "text",
        "via": "texts",
        "made": "text",
        "start_min": "day",
        "start_max": "day",
        "end_min": "day",
        "end_max": "day",
        "propositions": "texts",
        "stances": "texts",
        "sources": "texts",
        "locators": "texts",
        "rank": "text",
        "replies_to": "texts",
        "outcome": "text",
    }
)
"""The claims table: ``propositions`` and ``stances`` run in step, and so do ``sources`` and ``locators`` (an empty
text where a citation has none). The four days are those of ``made``; a claim of unknown date has no bounds."""


def arrow_type(column: ColumnType) -> pa.DataType:
    """The Arrow type of a column."""
    import pyarrow as pa

    match column:
        case "text":
            return pa.string()
        case "day":
            return pa.int64()
        case "texts":
            return pa.list_(pa.string())
        case "number":
            return pa.float64()


def arrow_schema(columns: Mapping[str, ColumnType] = COLUMNS) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    return pa.schema([(name, arrow_type(column)) for name, column in columns.items()])


def arrow_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, ColumnType] = COLUMNS) -> pa.Table:
    """Rows as an Arrow table; no rows give the same columns."""
    import pyarrow as pa

    gathered = [tuple(row[name] for name in columns) for row in rows]
    values = zip(*gathered, strict=True) if gathered else ([] for _ in columns)
    return pa.table(dict(zip(columns, values, strict=True)), schema=arrow_schema(columns))


def as_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a new pandas table with Arrow columns; day numbers are plain int64."""
    import pandas as pd
    import pyarrow as pa

    frame: pd.DataFrame = table.to_pandas(types_mapper=lambda kind: None if kind == pa.int64() else pd.ArrowDtype(kind))
    return frame


def table_of(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, ColumnType] = COLUMNS) -> pd.DataFrame:
    """Rows as a new pandas table: :func:`as_frame` of :func:`arrow_table`."""
    return as_frame(arrow_table(rows, columns))


def require_columns(present: Iterable[str], wanted: Iterable[str]) -> None:
    """Nothing, where each wanted column is present once.

    Raises
    ------
    QueryError
        A column is missing, or there are two of one name.
    """
    known = list(present)
    for name in wanted:
        if known.count(name) > 1:
            raise QueryError(f"the table has {known.count(name)} columns '{name}' (keep one)")
        if name not in known:
            hint = did_you_mean(name, known) or f" (its columns: {', '.join(map(printable, known)) or 'none'})"
            raise QueryError(f"the table has no column '{name}', which this question needs{hint}"[:MESSAGE_LIMIT])
