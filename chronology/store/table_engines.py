"""Tables handed to the engines: Parquet files that they read by themselves, and Arrow tables that we have read."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from chronology.errors import MissingExtra, QueryError, did_you_mean, printable
from chronology.query.engines import in_pandas
from chronology.query.table import COLUMNS
from chronology.store.placing import already_there
from chronology.store.table_files import YEAR_FOLDER, TableFiles, is_address, missing, unfit
from chronology.store.table_rows import plain_type

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Engine = Literal["duckdb", "polars", "pandas", "spark"]

_PACKAGES: Final = {"duckdb": "duckdb", "polars": "polars", "spark": "pyspark"}
"""Engines that are extras of that name, and their packages."""


def engine_of(engine: str | None, connection: object) -> Engine:
    """The engine that was asked for: that of the connection, or DuckDB.

    Raises
    ------
    QueryError
        There is no such engine, or the connection is of another one.
    MissingExtra
        The engine is not installed.
    """
    engines = get_args(Engine)
    if engine is not None and engine not in engines:
        hint = did_you_mean(str(engine), engines) or f" ({', '.join(engines)})"
        raise QueryError(f"there is no engine '{printable(str(engine))}'{hint}")
    connected = _engine_connected(connection)
    if engine is not None and connected not in (None, engine):
        raise QueryError(f"the connection is one of {connected}, and the engine asked for {engine} (leave one out)")
    found: Engine = connected or engine or "duckdb"  # type: ignore[assignment]
    if found in _PACKAGES:
        _imported(_PACKAGES[found], found)
    return found


def _engine_connected(connection: object) -> Engine | None:
    if connection is None:
        return None
    names = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(connection).__mro__}
    if "_duckdb.DuckDBPyConnection" in names or "duckdb.DuckDBPyConnection" in names:
        return "duckdb"
    if "pyspark.SparkSession" in names:
        return "spark"
    raise QueryError(f"a connection is one of DuckDB or a SparkSession, not {printable(type(connection).__name__)}")


def _imported(package: str, extra: str) -> Any:
    try:
        return import_module(package)
    except ImportError:
        raise MissingExtra(package, extra) from None


def parquet_on(files: TableFiles, engine: Engine, connection: Any = None) -> Any:
    """The table in Parquet files, as the engine has tables; where one file lacks a column of another, it is null."""
    match engine:
        case "duckdb":
            return _on_duckdb(files, connection or import_module("duckdb"))
        case "polars":
            return _on_polars(files)
        case "pandas":
            return as_pandas(_read(files))
        case "spark":
            return on_spark(files.paths, connection)


def handed_over(table: pa.Table, engine: Engine, connection: Any = None) -> Any:
    """An Arrow table as the engine has tables."""
    match engine:
        case "duckdb":
            return (connection or import_module("duckdb")).from_arrow(table)
        case "polars":
            import polars as pl

            return pl.from_arrow(table).lazy()  # type: ignore[union-attr]
        case "pandas":
            return as_pandas(table)
        case "spark":
            return (connection or _spark()).createDataFrame(table)


def as_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as pandas with Arrow columns; day numbers are plain int64, where there are no nulls among them."""
    import pyarrow as pa

    plain = table.cast(pa.schema([(field.name, plain_type(field.type)) for field in table.schema]))
    frame = in_pandas(plain)
    return frame.astype({name: "int64" for name in frame if _holds_days(str(name), plain)})


def _holds_days(name: str, table: pa.Table) -> bool:
    import pyarrow as pa

    column = table.column(name)
    return COLUMNS.get(name) == "day" and pa.types.is_integer(column.type) and not column.null_count


def _on_duckdb(files: TableFiles, duckdb: Any) -> Any:
    paths = [path if is_address(path) else glob.escape(path) for path in files.paths]
    return duckdb.read_parquet(paths, hive_partitioning=bool(files.keys), union_by_name=len(paths) > 1)


def _on_polars(files: TableFiles) -> Any:
    import polars as pl

    hive = bool(files.keys)
    if _alike(files.paths):
        patterns = any(map(is_address, files.paths))
        return pl.scan_parquet(list(files.paths), glob=patterns, hive_partitioning=hive)
    each = [pl.scan_parquet([path], glob=False, hive_partitioning=hive) for path in files.paths]
    return pl.concat(each, how="diagonal_relaxed")


def _alike(paths: Sequence[str]) -> bool:
    """Whether files have the same columns; those of addresses are not looked at."""
    import pyarrow.parquet as pq

    schemas = [pq.read_schema(path) for path in paths if len(paths) > 1 and not is_address(path)]
    return all(schema.equals(schemas[0]) for schema in schemas)


def _read(files: TableFiles) -> pa.Table:
    import pyarrow as pa
    import pyarrow.dataset as ds

    paths: Any = list(files.paths) if len(files.paths) > 1 else files.paths[0]
    found = ds.dataset(paths, format="parquet", partitioning="hive" if files.keys else None)
    schemas = (fragment.physical_schema for fragment in found.get_fragments())
    return found.replace_schema(pa.unify_schemas([found.schema, *schemas], promote_options="permissive")).to_table()


def _spark() -> Any:
    from pyspark.sql import SparkSession

    return SparkSession.builder.getOrCreate()


def on_spark(paths: Sequence[str], connection: Any = None) -> Any:
    """The table at some paths, which Spark looks for by itself: they may be ones of its cluster.

    Raises
    ------
    FormatError
        Nothing is there, or no Parquet file.
    """
    with spark_refusals(paths[0]):
        found = (connection or _spark()).read.option("mergeSchema", True).parquet(*paths)
        return found.drop(YEAR_FOLDER) if _is_by_year(found) else found


def _is_by_year(table: Any) -> bool:
    """Whether the files of a Spark table are in folders of years: files may have a column of that name too."""
    return YEAR_FOLDER in table.columns and any(f"/{YEAR_FOLDER}=" in file for file in table.inputFiles())


@contextmanager
def spark_refusals(path: str) -> Iterator[None]:
    """What Spark says of a path, in our words."""
    from pyspark.errors import AnalysisException

    try:
        yield
    except AnalysisException as error:
        match error.getCondition():
            case "PATH_NOT_FOUND":
                raise missing(path) from None
            case "UNABLE_TO_INFER_SCHEMA":
                raise unfit(path, "holds no Parquet file") from None
            case "PATH_ALREADY_EXISTS":
                raise already_there(path) from None
        raise
