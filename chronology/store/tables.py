"""Event tables on disk: Parquet for programs and millions of rows, CSV for spreadsheets and people."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from chronology.errors import QueryError, printable
from chronology.store.csv_reading import read_csv
from chronology.store.csv_writing import write_csv
from chronology.store.files import PathLike
from chronology.store.parquet import write_file, write_with_spark, write_years
from chronology.store.placing import put_in_place, require_free
from chronology.store.table_engines import Engine, engine_of, handed_over, on_spark, parquet_on, spark_refusals
from chronology.store.table_files import is_address, is_csv, listed, table_files, unfit
from chronology.store.table_rows import is_on_spark, rows_in_order


def write_table(
    table: object, path: PathLike, *, partition_by: Literal["year"] | None = None, overwrite: bool = False
) -> Path | str:
    """Write an event table: as Parquet, or as CSV where the path ends in ``.csv``.

    The rows are in date order (``start_min, start_max, end_min, end_max, date, id``), the columns those of the event
    table and then any others that the table has. Parquet is compressed with zstd, in row groups of 122,880 rows, each
    with statistics, so that a question about a year reads little else. The same rows give the same bytes, whichever
    engine holds them. What was there before stands there until the new table is complete.

    Parameters
    ----------
    table : a Registry, or an event table of pandas, PyArrow, Polars, DuckDB, Spark or Ibis. A lazy one is computed and
        sorted by its engine, and its rows pass through a few at a time.
    path : a file; with `partition_by`, and of a Spark table, a folder of Parquet files. Spark writes by its own
        workers, also to an address such as ``s3://...``.
    partition_by : ``"year"`` puts the events of each year, by their earliest start, in a folder ``start_year=2014``.
    overwrite : replace a table that is there.

    Returns
    -------
    The path; an address as it was given.

    Raises
    ------
    QueryError
        It is no table, or lacks a column of the event table or has one of another type (see ``check_table``).
    FormatError
        The path is of no format of ours, its folder is missing, or the format cannot hold a column.
    ConflictError
        Something is there and `overwrite` is not set.

    >>> import tempfile
    >>> from chronology.model.event import Event
    >>> from chronology.registry.registry import Registry
    >>> registry = Registry(events=[Event(id="tilsit", title="Peace of Tilsit", date="1807-07", kind="treaty")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_table(registry, folder + "/events.parquet")
    ...     open_table(path, engine="pandas")["start_max"].to_list()
    [-59324]
    """
    name = os.fspath(path)
    if partition_by not in (None, "year"):
        raise QueryError(f"partition_by is 'year' or None, not {printable(repr(partition_by))}")
    by_spark = is_on_spark(table) and not is_csv(name)
    _require_ending(name, folder=by_spark or partition_by is not None)
    if by_spark:
        return _written_by_spark(table, name, by_year=partition_by == "year", overwrite=overwrite)
    if is_address(name):
        raise unfit(name, "only a Spark table can be written to an address (write a file and copy it)")
    with put_in_place(name, overwrite=overwrite) as beside:
        rows = rows_in_order(table)
        if is_csv(name):
            write_csv(rows, beside)
        elif partition_by:
            write_years(rows, beside)
        else:
            write_file(rows, beside)
    return Path(path)


def open_table(path: PathLike | Iterable[PathLike], *, engine: Engine | None = None, connection: Any = None) -> Any:
    """Open an event table that is on disk, without reading it where the engine can do so.

    Parameters
    ----------
    path : a ``.parquet`` or ``.csv`` file, a folder of them (also one divided by ``column=value`` folders), a pattern
        such as ``"years/*.parquet"``, or several of these; several files are one table. Parquet may also stand at an
        address that the engine reads, such as ``s3://...``.
    engine : ``"duckdb"`` (if no connection says otherwise), ``"polars"``, ``"pandas"`` or ``"spark"``.
    connection : a DuckDB connection or a SparkSession to use. Without one, DuckDB's default connection, and the Spark
        session that is active, or else a new one.

    Returns
    -------
    A DuckDB relation, Polars LazyFrame or Spark DataFrame, of which nothing is read yet (CSV is read and checked at
    once); or a pandas table with Arrow columns and int64 day numbers. Its columns are those of the files: questions
    say which they lack, and ``check_table`` says all that is wrong with it.

    Raises
    ------
    FormatError
        There is no such file, it is damaged or no table; of CSV, all problems, each with its line.
    QueryError
        There is no such engine, or the connection is not one of the engine.
    MissingExtra
        The engine is not installed.
    """
    found, paths = engine_of(engine, connection), listed(path)
    if found == "spark" and not all(map(is_csv, paths)):
        return on_spark(paths, connection)
    files = table_files(paths)
    if files.are_csv:
        return handed_over(read_csv(files.paths), found, connection)
    return parquet_on(files, found, connection)


def _require_ending(path: str, *, folder: bool) -> None:
    ending = os.path.splitext(path.rstrip("/"))[1].casefold()
    if folder and ending not in ("", ".parquet"):
        raise unfit(path, "this table is written as a folder of Parquet files (give a name without an ending)")
    if not folder and ending not in (".parquet", ".csv"):
        raise unfit(path, "a table is written as .parquet or .csv (give a name that ends so)")


def _written_by_spark(table: object, path: str, *, by_year: bool, overwrite: bool) -> Path | str:
    if not is_address(path):
        require_free(path, overwrite=overwrite)
    with spark_refusals(path):
        write_with_spark(table, path, by_year=by_year, overwrite=overwrite)
    return path if is_address(path) else Path(path)
