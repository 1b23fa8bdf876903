"""The engines of the differential tests: rows in, and the answer out as columns, types and tuples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds

from chronology.query.table import arrow_schema, table_of
from tests.differential.oracle_rows import Answer, Rows


def in_arrow(rows: Rows) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=arrow_schema())


def in_partitions(table: pa.Table, folder: Path, *, by: str, rows_a_file: int) -> None:
    """A folder of Parquet files, in a folder for each value of a column."""
    size = {"max_rows_per_file": rows_a_file, "max_rows_per_group": rows_a_file}
    ds.write_dataset(table, folder, format="parquet", partitioning=[by], partitioning_flavor="hive", **size)


def in_pandas(rows: Rows) -> pd.DataFrame:
    return table_of(rows)


def in_pandas_objects(rows: Rows) -> pd.DataFrame:
    """As other libraries hand a table over: Python lists and text, ``None`` for what is not known."""
    return pd.DataFrame({name: pd.Series(column, dtype=object) for name, column in in_arrow(rows).to_pydict().items()})


def in_polars(rows: Rows) -> pl.DataFrame:
    frame = pl.from_arrow(in_arrow(rows))
    assert isinstance(frame, pl.DataFrame)
    return frame


def in_polars_lazily(rows: Rows) -> pl.LazyFrame:
    return in_polars(rows).lazy()


def in_duckdb(rows: Rows) -> duckdb.DuckDBPyRelation:
    return _connection().from_arrow(in_arrow(rows))


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 2})


ENGINES: Mapping[str, Callable[[Rows], Any]] = {
    "pandas": in_pandas,
    "pandas objects": in_pandas_objects,
    "pyarrow": in_arrow,
    "polars": in_polars,
    "polars lazy": in_polars_lazily,
    "duckdb": in_duckdb,
}


def answer_of(table: Any) -> Answer:
    """Columns, types and rows of a table of any engine, Python values and ``None`` for null.

    A type that no answer may have stays as the engine names it.
    """
    arrow = _arrow_of(table)
    columns = {field.name: _type_name(field.type) for field in arrow.schema}
    return Answer(columns, list(zip(*arrow.to_pydict().values(), strict=True)))


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return f"{_type_name(kind.value_type)}s"
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "text"
    return {pa.int64(): "int", pa.float64(): "float", pa.bool_(): "bool"}.get(kind, str(kind))


def _arrow_of(table: Any) -> pa.Table:
    if isinstance(table, pd.DataFrame):
        plain = [name for name, dtype in table.dtypes.items() if not isinstance(dtype, pd.ArrowDtype)]
        assert not plain, f"columns without an Arrow dtype: {plain}"
        return pa.Table.from_pandas(table, preserve_index=False)
    if isinstance(table, pa.Table):
        return table
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, duckdb.DuckDBPyRelation):
        return table.to_arrow_table()
    if isinstance(table, pl.DataFrame):
        return table.to_arrow()
    return _arrow_of_spark(table)


def _arrow_of_spark(table: Any) -> pa.Table:
    types = {"string": pa.string(), "bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_()}
    types["array<string>"] = pa.list_(pa.string())
    fields = [pa.field(field.name, types[field.dataType.simpleString()]) for field in table.schema.fields]
    return pa.Table.from_pylist([row.asDict() for row in table.collect()], schema=pa.schema(fields))
