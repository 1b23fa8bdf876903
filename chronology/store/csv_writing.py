"""Event tables as CSV: UTF-8 with a byte order mark, commas, CRLF, and cells as ``csv_cells`` has them."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from chronology.errors import DateError, FormatError, printable
from chronology.query.soundness import NULLABLE
from chronology.query.table import COLUMNS, ColumnType
from chronology.store.csv_cells import LONGEST, format_bound, format_text, format_texts
from chronology.store.csv_columns import column_meant
from chronology.store.table_rows import TableRows

if TYPE_CHECKING:
    import pyarrow as pa

_AT_ONCE: Final = 2**16


def write_csv(rows: TableRows, path: str) -> None:
    """Rows as one CSV file, flushed to the disk.

    Raises
    ------
    FormatError
        CSV cannot hold the table so that it is the same when it is read.
    """
    names = rows.schema.names
    for name in names:
        _require_clear(name)
    with open(path, "x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(names)
        for group in rows.groups(_AT_ONCE):
            writer.writerows(zip(*(list(_cells(group, name)) for name in names), strict=True))
        file.flush()
        os.fsync(file.fileno())


def _require_clear(name: str) -> None:
    meant = column_meant(name)
    if meant:
        raise FormatError(f"column '{printable(name)}' would be read as '{meant}' (give it another name)")
    if not name or name != name.strip() or len(name) > LONGEST or not name.isprintable():
        raise FormatError(f"'{printable(name)}' is no name for a column of a CSV file (give it another)")


def _cells(group: pa.Table, name: str) -> Iterator[str]:
    """The cells of a column."""
    ours = COLUMNS.get(name)
    values = group.column(name) if ours else _as_text(group.column(name), name)
    form = _marks if name == "qualifiers" else _FORMS[ours or "text"]
    for row, value in enumerate(values.to_pylist()):
        try:
            if value is None and ours and name not in NULLABLE:
                raise FormatError("is null, where the event table must have something (fill it in)")
            cell = form(value)
            if len(cell) > LONGEST or "\0" in cell:
                raise FormatError(f"holds a NUL, or more than {LONGEST:,} characters (write a .parquet file)")
        except (DateError, FormatError) as error:
            id = printable(str(group.column("id")[row].as_py()))
            raise FormatError(f"event '{id}': column '{printable(name)}' {error}") from None
        yield cell


def _as_text(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    import pyarrow as pa

    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        what = f"column '{printable(name)}' holds {printable(str(column.type))}, which CSV cannot hold"
        raise FormatError(f"{what} (make it text, or write a .parquet file)") from None


def _marks(qualifiers: str) -> str:
    """Most dates have none: the cell is empty then, as it is where they are to be taken from the date."""
    return format_text(qualifiers) if qualifiers else ""


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if not math.isfinite(value):
        raise FormatError(f"is {value}, which is no number of degrees (make it null)")
    return repr(value)


def _texts(values: list[str | None]) -> str:
    if None in values:
        raise FormatError("has a null in its list (leave it out)")
    return format_texts(tuple(value for value in values if value is not None))


_FORMS: Final[dict[ColumnType, Callable[[Any], str]]] = {
    "text": format_text,
    "day": format_bound,
    "number": _number,
    "texts": _texts,
}
