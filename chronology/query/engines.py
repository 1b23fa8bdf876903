"""The one seam to the dataframe engines: what they do not all do alike.

A frame in memory is an Arrow table; a lazy one belongs to an engine (Polars, DuckDB, Spark, Ibis), which sees nothing
but a plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from chronology.errors import QueryError

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd
    import pyarrow as pa

    Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

JoinKind: TypeAlias = Literal["inner", "left", "cross", "anti", "semi"]

ENGINES: Final = "pandas, Polars, PyArrow, DuckDB or Spark"


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
        return cast("Frame", nw.from_native(native.sparkSession.createDataFrame(rows)))
    if engine.is_ibis():
        import ibis

        return cast("Frame", nw.from_native(ibis.memtable(rows)))
    raise QueryError(f"this question cannot be put to a table of {engine} (use {ENGINES}, or Ibis)")


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


def _on_duckdb(relation: Any, rows: pa.Table) -> Any:  # noqa: ARG001
    """DuckDB finds ``rows`` by its name, on the connection of the relation."""
    return relation.query("_", "SELECT * FROM rows")


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
