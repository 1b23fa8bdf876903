"""The one seam to the dataframe engines: how a table comes in, and what the engines do not all do alike.

Tables in memory (a Registry's, pandas, PyArrow, Polars) are computed as Arrow tables; lazy ones (Polars, DuckDB, Spark,
Ibis) by their own engine, which sees nothing but a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from chronology.errors import QueryError, printable
from chronology.query.table import COLUMNS, ColumnType, arrow_type, require_columns

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd
    import pyarrow as pa

    Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

JoinKind: TypeAlias = Literal["inner", "left", "cross", "anti", "semi"]

_ENGINES = "pandas, Polars, PyArrow, DuckDB or Spark"
_CHUNK = 2**20


def opened(table: object, columns: Iterable[str]) -> Frame:
    """A table of any engine as a narwhals frame that can be asked about `columns`.

    Of a pandas table only these columns are there, those of dtype object as Arrow columns, for pandas has no list
    operations on objects; the rows are in the order of the table. A column that the event table does not have may
    hold text or lists of text.

    Raises
    ------
    QueryError
        It is no table, it lacks one of the columns, or a column is of a type that the event table does not have.
    """
    import narwhals as nw

    wanted = tuple(columns)
    if nw.dependencies.is_pandas_dataframe(table):
        require_columns(map(str, table.columns), wanted)
        table = _with_arrow_columns(table, wanted)
    frame: Any = nw.from_native(table, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        raise QueryError(f"{printable(type(table).__name__)} is no table (give a Registry or a table of {_ENGINES})")
    schema = frame.collect_schema()
    require_columns(schema, wanted)
    _require_types(schema, wanted)
    return frame


def computable(frame: Frame, columns: Iterable[str]) -> Frame:
    """These columns of an opened frame, in the types of the event table: in Arrow where the table is in memory."""
    import narwhals as nw

    wanted = tuple(columns)
    if isinstance(frame, nw.LazyFrame) and not _wraps_memory(frame):
        return frame.select(*_canonical(frame.collect_schema(), wanted))
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return cast("Frame", nw.from_native(_arrow_table(eager.select(*wanted))))


def given_back(answer: Frame, table: object) -> Any:
    """An answer as the kind of table that was asked; pandas for a Registry. In pandas, the dtypes are Arrow's."""
    import narwhals as nw

    if isinstance(table, nw.DataFrame | nw.LazyFrame):
        native = nw.from_native(given_back(answer, table.to_native()))
        return native.lazy() if isinstance(table, nw.LazyFrame) else native
    if isinstance(answer, nw.LazyFrame):
        return answer.to_native()
    asked: Any = nw.from_native(table, eager_only=True, pass_through=True)
    if not isinstance(asked, nw.DataFrame) or asked.implementation.is_pandas():
        return in_pandas(answer.to_arrow())
    return nw.from_arrow(answer.to_native(), backend=asked.implementation).to_native()


def in_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as pandas, every column with an Arrow dtype, in which whole numbers may be unknown."""
    import pandas as pd

    return cast("pd.DataFrame", table.to_pandas(types_mapper=pd.ArrowDtype))


def in_memory(frame: Frame) -> bool:
    """Whether a frame holds its rows, as an Arrow table."""
    import narwhals as nw

    return isinstance(frame, nw.DataFrame)


def collected(frame: Frame) -> pa.Table:
    """The rows of a frame as an Arrow table; what is lazy is computed, and an index of pandas is left out."""
    import narwhals as nw
    import pyarrow as pa

    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect(backend="pyarrow")
    if frame.implementation.is_pandas():
        return pa.Table.from_pandas(frame.to_native(), preserve_index=False)
    return frame.to_arrow()


def at_hand(frame: Frame) -> Frame:
    """A frame of few rows, computed now, so that a plan which needs it in several places computes it once."""
    return frame if in_memory(frame) else beside(frame, collected(frame))


def beside(frame: Frame, rows: pa.Table) -> Frame:
    """A small table on the engine of `frame`, so that the two can be joined.

    Raises
    ------
    QueryError
        An engine that takes no rows from here.
    """
    import narwhals as nw

    if in_memory(frame):
        return cast("Frame", nw.from_native(rows))
    native, engine = frame.to_native(), frame.implementation
    if engine.is_polars():
        return nw.from_arrow(rows, backend="polars").lazy()
    if engine.is_duckdb():
        return cast("Frame", nw.from_native(_on_duckdb(native, rows)))
    if engine.is_pyspark() or engine.is_pyspark_connect():
        return cast("Frame", nw.from_native(native.sparkSession.createDataFrame(rows.to_pylist(), _spark_schema(rows))))
    if engine.is_ibis():
        import ibis

        return cast("Frame", nw.from_native(ibis.memtable(rows)))
    raise QueryError(f"this question cannot be put to a table of {engine} (use {_ENGINES}, or Ibis)")


def on_one_engine(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """Two frames that can be joined: rows in memory are carried to the engine of the other.

    Raises
    ------
    QueryError
        Two lazy frames of different engines.
    """
    if in_memory(left) and not in_memory(right):
        return beside(right, left.to_native()), right
    if in_memory(right) and not in_memory(left):
        return left, beside(left, right.to_native())
    if left.implementation != right.implementation:
        engines = " and ".join(f"{each.implementation}" for each in (left, right))
        raise QueryError(f"the two tables are of different engines, {engines} (open both with one of them)")
    return left, right


def _on_duckdb(relation: Any, rows: pa.Table) -> Any:
    """DuckDB finds ``rows`` by its name, on the connection of the relation."""
    return relation.query("_", "SELECT * FROM rows") if rows is not None else relation


def _spark_schema(rows: pa.Table) -> str:
    import pyarrow as pa

    words = {pa.int64(): "bigint", pa.string(): "string", pa.float64(): "double", pa.bool_(): "boolean"}
    words[pa.list_(pa.string())] = "array<string>"
    return ", ".join(f"`{field.name}` {words[field.type]}" for field in rows.schema)


def stacked(*frames: Frame) -> Frame:
    """The rows of frames of one engine, one after the other, with the columns of the first."""
    import narwhals as nw

    first, *others = frames
    columns = first.collect_schema().names()
    return cast("Frame", nw.concat(cast("Any", [first, *(other.select(*columns) for other in others)])))


def joined(left: Frame, right: Frame, *, how: JoinKind, on: Sequence[str] = ()) -> Frame:
    """Two frames of one engine, joined on columns of the same name; in memory in the order of `left`, then `right`."""
    import narwhals as nw

    if not isinstance(left, nw.DataFrame):
        keys = None if how == "cross" else list(on)
        return cast("Frame", cast("Any", left).join(right, on=keys, how=how))
    lefts, rights = left.to_native(), right.to_native()
    left_rows, right_rows = _joined_rows(lefts, rights, how, on)
    return beside_each_other(lefts, left_rows, rights.drop_columns(list(on)), right_rows)


def beside_each_other(left: pa.Table, left_rows: Any, right: pa.Table, right_rows: Any | None) -> Frame:
    """Rows of two Arrow tables, by their numbers, as the rows of one; of the left one alone, if the other has none."""
    import narwhals as nw

    rows = left.take(left_rows)
    if right_rows is not None:
        partners = right.take(right_rows)
        for name in partners.column_names:
            rows = rows.append_column(name, partners.column(name))
    return cast("Frame", nw.from_native(rows))


def _joined_rows(left: pa.Table, right: pa.Table, how: str, on: Sequence[str]) -> tuple[Any, Any | None]:
    """The numbers of the rows that belong together. Arrow itself joins no lists and keeps no order."""
    import numpy as np

    if how == "cross":
        return np.repeat(np.arange(len(left)), len(right)), np.tile(np.arange(len(right)), len(left))
    lefts, rights = (_numbered(table, on, name) for table, name in ((left, "left_row"), (right, "right_row")))
    if how in ("anti", "semi"):
        kept = lefts.join(rights.select(list(on)), keys=list(on), join_type=f"left {how}")
        return np.sort(kept["left_row"].to_numpy()), None
    pairs = lefts.join(rights, keys=list(on), join_type="left outer" if how == "left" else "inner")
    pairs = pairs.sort_by([("left_row", "ascending"), ("right_row", "ascending")])
    return pairs["left_row"], pairs["right_row"].combine_chunks()


def _numbered(table: pa.Table, columns: Sequence[str], name: str) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    return table.select(list(columns)).append_column(name, pa.array(np.arange(len(table))))


def exploded(frame: Frame, column: str, *, keep_empty: bool = False) -> Frame:
    """One row for each member of the lists in a column; a list without members has none, or a null to `keep_empty`."""
    import narwhals as nw

    if keep_empty and not in_memory(frame):
        nobody = frame.with_columns(nobody=nw.lit(None, dtype=nw.String))
        empty = (nw.col(column).list.len() == 0) | nw.col(column).is_null()
        filled = nobody.with_columns(nw.when(empty).then(nw.list("nobody")).otherwise(nw.col(column)).alias(column))
        return exploded(filled.drop("nobody"), column)

    if frame.implementation.is_duckdb():
        return cast("Frame", nw.from_native(_unnested(frame.to_native(), column)))
    if not isinstance(frame, nw.DataFrame):
        return frame.explode(column, empty_as_null=False, keep_nulls=False)
    import pyarrow as pa
    import pyarrow.compute as pc

    table = frame.to_native()
    lists = table.column(column).combine_chunks()
    rows, members = pc.list_parent_indices(lists), pc.list_flatten(lists)
    if keep_empty:
        rows, members = _with_nulls(lists, rows, members)
    placed = {name: members if name == column else table.column(name).take(rows) for name in table.column_names}
    return cast("Frame", nw.from_native(pa.table(placed)))


def _with_nulls(lists: pa.Array, rows: pa.Array, members: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The members of lists and the rows of these, with one null for each list that has none."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    empty = np.flatnonzero(pc.fill_null(pc.list_value_length(lists), 0).to_numpy() == 0)
    if not len(empty):
        return rows, members
    all_rows = np.concatenate([rows.to_numpy(), empty])
    order = np.argsort(all_rows, kind="stable")
    all_members = pa.concat_arrays([members, pa.nulls(len(empty), members.type)])
    return pa.array(all_rows[order]), all_members.take(pa.array(order))


def _unnested(relation: Any, column: str) -> Any:
    """DuckDB leaves out lists without members by itself; a filter for them would be tried before any other."""
    from duckdb import ColumnExpression, FunctionExpression

    def shown(name: str) -> Any:
        held = ColumnExpression(name)
        return FunctionExpression("unnest", held).alias(name) if name == column else held

    return relation.select(*map(shown, relation.columns))


def with_membership(frame: Frame, wanted: Mapping[str, tuple[str, str]]) -> Frame:
    """`frame` with new columns that say whether the list in one column holds the text in another: narwhals knows
    this only of a text that is the same for all rows."""
    import narwhals as nw

    native, engine = frame.to_native(), frame.implementation
    if in_memory(frame):
        return _with_membership_in_arrow(native, wanted)
    if engine.is_polars():
        import polars as pl

        held = {name: pl.col(lists).list.contains(pl.col(text)) for name, (lists, text) in wanted.items()}
        return cast("Frame", nw.from_native(native.with_columns(**held)))
    if engine.is_duckdb():
        from duckdb import ColumnExpression, FunctionExpression

        found = (
            FunctionExpression("list_contains", ColumnExpression(lists), ColumnExpression(text)).alias(name)
            for name, (lists, text) in wanted.items()
        )
        return cast("Frame", nw.from_native(native.select(*map(ColumnExpression, native.columns), *found)))
    if engine.is_ibis():
        contained = {name: native[lists].contains(native[text]) for name, (lists, text) in wanted.items()}
        return cast("Frame", nw.from_native(native.mutate(**contained)))
    from pyspark.sql import functions

    arrays = {name: functions.array_contains(lists, functions.col(text)) for name, (lists, text) in wanted.items()}
    return cast("Frame", nw.from_native(native.withColumns(arrays)))


def _with_membership_in_arrow(table: pa.Table, wanted: Mapping[str, tuple[str, str]]) -> Frame:
    import narwhals as nw
    import numpy as np
    import pyarrow as pa

    found = {}
    for name, (lists, text) in wanted.items():
        rows = pa.table({"row": np.arange(len(table)), "lists": table[lists], "text": table[text]})
        members = exploded(cast("Frame", nw.from_native(rows.select(["row", "lists"]))), "lists").to_native()
        held = rows.select(["row", "text"]).join(members, ["row", "text"], ["row", "lists"], join_type="left semi")
        flags = np.zeros(len(table), dtype=bool)
        flags[held["row"].to_numpy()] = True
        found[name] = pa.array(flags)
    for name, column in found.items():
        table = table.append_column(name, column)
    return cast("Frame", nw.from_native(table))


def following(frame: Frame, columns: Mapping[str, str], *, by: Sequence[str], order_by: Sequence[str]) -> Frame:
    """Beside each row, under new names, values of the row that follows it among those of the same `by`; else null."""
    import narwhals as nw

    shifted = {new: nw.col(old).shift(-1) for new, old in columns.items()}
    if not in_memory(frame):
        return frame.with_columns(**{new: _over(value, by, order_by) for new, value in shifted.items()})
    ordered = frame.sort(*by, *order_by)
    if not by:
        return ordered.with_columns(**shifted)
    same = nw.all_horizontal(*(nw.col(key) == nw.col(key).shift(-1) for key in by), ignore_nulls=False)
    return ordered.with_columns(**{new: nw.when(same).then(value) for new, value in shifted.items()})


def running_total(frame: Frame, value: str, *, by: Sequence[str], order_by: str) -> Frame:
    """`value` summed up along `order_by` among the rows of the same `by`."""
    import narwhals as nw
    import pyarrow as pa

    dtype = frame.collect_schema()[value]
    if not in_memory(frame):
        return frame.with_columns(**{value: _over(nw.col(value).cum_sum(), by, [order_by]).cast(dtype)})
    ordered: pa.Table = frame.sort(*by, order_by).to_native()
    if by:
        totals = in_pandas(ordered).groupby(list(by), sort=False, dropna=False)[value].cumsum().to_numpy()
    else:
        totals = ordered.column(value).to_numpy().cumsum()
    place = ordered.column_names.index(value)
    return cast("Frame", nw.from_native(ordered.set_column(place, value, pa.array(totals))))


def _over(value: nw.Expr, by: Sequence[str], order_by: Sequence[str]) -> nw.Expr:
    return value.over(*by, order_by=list(order_by)) if by else value.over(order_by=list(order_by))


def _wraps_memory(frame: nw.LazyFrame[Any]) -> bool:
    return bool(frame.implementation.is_pyarrow() or frame.implementation.is_pandas_like())


def _canonical(schema: Mapping[str, Any], columns: Iterable[str]) -> Iterator[nw.Expr]:
    import narwhals as nw

    for name in columns:
        match kind_of(name, schema[name]):
            case "day":
                yield nw.col(name) if schema[name] == nw.Int64 else nw.col(name).cast(nw.Int64)
            case "text":
                yield nw.col(name) if schema[name] == nw.String else nw.col(name).cast(nw.String)
            case _:
                yield nw.col(name)


def _arrow_table(frame: nw.DataFrame[Any]) -> pa.Table:
    import pyarrow as pa

    native = frame.to_native()
    plain = pa.Table.from_pandas(native, preserve_index=False) if frame.implementation.is_pandas() else frame.to_arrow()
    schema = frame.collect_schema()
    return pa.table({name: _of_type(plain.column(name), kind_of(name, schema[name])) for name in plain.column_names})


def _of_type(column: pa.ChunkedArray, kind: ColumnType) -> pa.ChunkedArray:
    """Cast piece by piece, for text with 32-bit offsets has no room for more than 2 GB at once."""
    import pyarrow as pa

    wanted = arrow_type(kind)
    if column.type == wanted:
        return column
    pieces = [column.slice(start, _CHUNK).cast(wanted) for start in range(0, len(column), _CHUNK)]
    return pa.chunked_array([chunk for piece in pieces for chunk in piece.chunks], wanted)


def _with_arrow_columns(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    asked = table[list(columns)]
    return asked.assign(**{name: _as_arrow(asked[name]) for name in columns if _is_foreign(asked[name])})


def _is_foreign(column: pd.Series[Any]) -> bool:
    """Whether a column holds objects, or is one of numbers only because nothing in it is known."""
    return column.dtype == object or (column.dtype.kind == "f" and bool(column.isna().all()))


def _as_arrow(column: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd
    import pyarrow as pa

    name = str(column.name)
    given = column.dropna()
    kind = COLUMNS.get(name, "text" if given.map(lambda value: isinstance(value, str)).all() else "texts")
    if kind == "texts" and given.map(lambda value: isinstance(value, str)).any():
        raise QueryError(_wrong_type(name, "text"))
    try:
        return column.astype(pd.ArrowDtype(arrow_type(kind)))
    except (TypeError, ValueError, NotImplementedError, pa.ArrowException):
        raise QueryError(_wrong_type(name, "objects of another type")) from None


def _require_types(schema: Mapping[str, Any], columns: Iterable[str]) -> None:
    for name in columns:
        kind = kind_of(name, schema[name])
        if not _fits(schema[name], kind):
            raise QueryError(_wrong_type(name, str(schema[name])))


def kind_of(name: str, dtype: Any) -> ColumnType:
    """What a column holds: as the event table says, or, of one that it does not have, text or lists of text."""
    import narwhals as nw

    return COLUMNS.get(name, "texts" if isinstance(dtype, nw.List) else "text")


def _fits(dtype: Any, column: ColumnType) -> bool:
    import narwhals as nw

    match column:
        case "day":
            return bool(dtype.is_integer())
        case "number":
            return bool(dtype.is_numeric())
        case "text":
            return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)
        case "texts":
            return bool(dtype == nw.List(nw.String))


def _wrong_type(name: str, given: str) -> str:
    wanted = {
        "day": "whole day numbers since 1970-01-01",
        "number": "numbers",
        "text": "text",
        "texts": "lists of text",
    }
    if name in COLUMNS:
        return f"column '{name}' holds {printable(given)}, where the event table has {wanted[COLUMNS[name]]}"
    return f"column '{printable(name)}' holds {printable(given)}, where a question needs text or lists of text"
