"""The rows of an event table of any engine, in date order and as Arrow, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from chronology.errors import FormatError, printable
from chronology.query.opening import opened
from chronology.query.table import COLUMNS, arrow_schema, require_columns
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd
    import pyarrow as pa

    from chronology.query.engines import Frame

ORDER: Final = ("start_min", "start_max", "end_min", "end_max", "date", "id")
"""The columns that a table on disk is sorted by."""

_AT_ONCE: Final = 2**20


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows under one schema. They can be gone through once."""

    schema: pa.Schema
    batches: Iterator[pa.Table]

    def groups(self, rows: int) -> Iterator[pa.Table]:
        """The rows again, `rows` of them at a time."""
        import pyarrow as pa

        waiting = self.schema.empty_table()
        for batch in self.batches:
            waiting = pa.concat_tables([waiting, batch])
            while len(waiting) >= rows:
                yield waiting.slice(0, rows).combine_chunks()
                waiting = waiting.slice(rows)
        if len(waiting):
            yield waiting.combine_chunks()


def whole_frame(table: object) -> Frame:
    """An event table with all its columns: first those of the event table, then any others.

    Raises
    ------
    QueryError
        It is no table, lacks a column of the event table, has one of another type, or two of one name.
    FormatError
        Another column of a pandas table holds objects of no single type.
    """
    import narwhals as nw

    native = nw.to_native(table.to_arrow() if isinstance(table, Registry) else table, pass_through=True)
    if nw.dependencies.is_pandas_dataframe(native):
        native = _as_arrow(native)
    frame = opened(native, COLUMNS)
    if frame.implementation.is_polars():
        frame = frame.lazy()
    names = frame.collect_schema().names()
    return frame.select(*COLUMNS, *(name for name in names if name not in COLUMNS))


def is_on_spark(table: object) -> bool:
    """Whether a table is one of Spark, so that its workers can write it."""
    import narwhals as nw

    native = nw.to_native(table, pass_through=True)
    return nw.dependencies.is_pyspark_dataframe(native) or nw.dependencies.is_pyspark_connect_dataframe(native)


def rows_in_order(table: object) -> TableRows:
    """The rows of an event table in date order.

    A lazy table is computed and sorted by its engine and comes piece by piece; of a Spark table, everything comes to
    this computer.

    Raises
    ------
    QueryError, FormatError
        As of :func:`whole_frame`.
    """
    import narwhals as nw

    frame = whole_frame(table)
    pieces = _lazily(frame) if isinstance(frame, nw.LazyFrame) else _in_memory(frame.to_arrow())
    first = next(pieces)
    schema = file_schema(first.schema)
    return TableRows(schema, (_cast(piece, schema) for piece in chain([first], pieces)))


def file_schema(given: pa.Schema) -> pa.Schema:
    """The types in which columns are stored: those of the event table as it has them, others as simple as may be."""
    import pyarrow as pa

    ours = arrow_schema()
    return pa.schema(
        [ours.field(name) if name in COLUMNS else (name, plain_type(given.field(name).type)) for name in given.names]
    )


def plain_type(kind: pa.DataType) -> pa.DataType:
    """Text is text and a list a list, however an engine keeps them; a column of nothing is one of text."""
    import pyarrow as pa

    types = pa.types
    if types.is_dictionary(kind):
        return plain_type(kind.value_type)
    if types.is_null(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        return pa.string()
    if types.is_list(kind) or types.is_large_list(kind):
        return pa.list_(plain_type(kind.value_type))
    return kind


def _cast(piece: pa.Table, schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    try:
        return piece.cast(schema)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise FormatError(
            f"the table cannot be stored: {printable(str(error), limit=150)} (change the column)"
        ) from None


def _lazily(frame: nw.LazyFrame[Any]) -> Iterator[pa.Table]:
    """The rows of a lazy table as its engine gives them; first of all a piece without rows, for the types."""
    import narwhals as nw
    import pyarrow as pa

    schema = frame.collect_schema()
    texts = {name: nw.col(name).cast(nw.String) for name in ("date", "id") if schema[name] != nw.String}
    ordered = (frame.with_columns(**texts) if texts else frame).sort(*ORDER, nulls_last=True)
    native = ordered.to_native()
    if frame.implementation.is_polars():
        computed = native.collect(engine="streaming")
        yield computed.clear().to_arrow()
        yield from (piece.to_arrow() for piece in computed.iter_slices(_AT_ONCE))
    elif is_on_spark(frame):
        yield native.toArrow()
    else:
        reader = pa.RecordBatchReader.from_stream(native)
        yield reader.schema.empty_table()
        yield from (pa.Table.from_batches([batch]) for batch in reader)


def _in_memory(table: pa.Table) -> Iterator[pa.Table]:
    import pyarrow.compute as pc

    ordered = pc.sort_indices(_sortable(table), sort_keys=[(name, "ascending") for name in ORDER])
    yield table.slice(0, 0)
    yield from (table.take(ordered.slice(start, _AT_ONCE)) for start in range(0, len(table), _AT_ONCE))


def _sortable(table: pa.Table) -> pa.Table:
    return _cast(table.select(ORDER), arrow_schema({name: COLUMNS[name] for name in ORDER}))


def _as_arrow(table: pd.DataFrame) -> pa.Table:
    """A pandas table in Arrow, its named index as columns."""
    import pyarrow as pa

    if any(name is not None for name in table.index.names):
        table = table.reset_index()
    table = table.rename(columns=str)
    require_columns(table.columns, table.columns)
    fitting: Any = opened(table, COLUMNS).to_native()
    arrays = {str(name): _array(table[name] if name not in COLUMNS else fitting[name]) for name in table.columns}
    return pa.table(arrays)


def _array(column: pd.Series[Any]) -> pa.Array:
    import pyarrow as pa

    try:
        return pa.array(column, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        remedy = "make them text, or leave it out"
        raise FormatError(f"column '{printable(str(column.name))}' holds objects of no one type ({remedy})") from None
