"""Event tables as Parquet: sorted, compressed, with statistics, the same bytes for the same rows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chronology.dates.days import OPEN_END, OPEN_START, civil_date, day_number
from chronology.errors import FormatError, QueryError, printable
from chronology.query.periods import with_period
from chronology.store.table_files import YEAR_FOLDER
from chronology.store.table_rows import ORDER, TableRows, whole_frame

if TYPE_CHECKING:
    import pyarrow as pa

LAYOUT: Final = {b"chronology.layout": b"1"}
"""What the metadata of a file says about the version of its layout."""

GROUP_ROWS: Final = 122_880
"""Rows of a row group: what DuckDB takes at a time, and few enough for statistics to leave groups unread."""

NO_YEAR: Final = "__HIVE_DEFAULT_PARTITION__"
"""The folder, as Hive names it, of events that have no first year."""


def write_file(rows: TableRows, path: str) -> None:
    """Rows as one Parquet file, flushed to the disk."""
    _write(rows.schema, rows.groups(GROUP_ROWS), path)


def write_years(rows: TableRows, folder: str) -> None:
    """Rows as Parquet files in a folder for each year in which events begin, at the earliest."""
    _require_no_year_column(rows.schema.names)
    os.mkdir(folder)
    pieces = (piece for group in rows.groups(GROUP_ROWS) for piece in _by_year(group))
    for number, (year, groups) in enumerate(groupby(pieces, key=lambda piece: piece[0])):
        within = Path(folder, f"{YEAR_FOLDER}={NO_YEAR if year is None else year}")
        within.mkdir(exist_ok=True)
        _write(rows.schema, (group for _, group in groups), str(within / f"part-{number:05d}.parquet"))
    if not os.listdir(folder):
        _write(rows.schema, iter(()), str(Path(folder, "part-00000.parquet")))


def write_with_spark(table: Any, path: str, *, by_year: bool, overwrite: bool) -> None:
    """A Spark table as a folder of Parquet files that its workers write."""
    frame, order = whole_frame(table), list(ORDER)
    if by_year:
        _require_no_year_column(frame.collect_schema().names())
        frame = with_period(frame, "start_min", "year", name=YEAR_FOLDER)
        order = [YEAR_FOLDER, *order]
    writer = frame.sort(*order).to_native().write.mode("overwrite" if overwrite else "error")
    writer = writer.partitionBy(YEAR_FOLDER) if by_year else writer
    writer.option("compression", "zstd").parquet(path)


def _require_no_year_column(names: list[str]) -> None:
    if YEAR_FOLDER in names:
        raise QueryError(f"the table has a column '{YEAR_FOLDER}', which is the name of the folders (rename it)")


def _write(schema: pa.Schema, groups: Iterator[pa.Table], path: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with open(path, "xb") as file:
            with pq.ParquetWriter(file, schema.with_metadata(LAYOUT), compression="zstd") as writer:
                for group in groups:
                    writer.write_table(group, row_group_size=GROUP_ROWS)
            file.flush()
            os.fsync(file.fileno())
    except pa.ArrowNotImplementedError as error:
        what = printable(str(error), limit=150)
        raise FormatError(f"Parquet cannot hold the table: {what} (change the type of the column)") from None


def _by_year(group: pa.Table) -> Iterator[tuple[int | None, pa.Table]]:
    """Sorted rows cut where another year begins."""
    import numpy as np

    days = group.column("start_min").fill_null(OPEN_END).to_numpy()
    start = 0
    while start < len(days):
        year = civil_date(int(days[start]))[0] if OPEN_START < days[start] < OPEN_END else None
        next_year = days[start] + 1 if year is None else day_number(year + 1, 1, 1)
        stop = int(np.searchsorted(days, next_year))
        yield year, group.slice(start, stop - start)
        start = stop
