"""Event tables as CSV: UTF-8 with a byte order mark, commas, CRLF, and cells as ``csv_cells`` has them."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from chronology.errors import DateError, FormatError, printable
from chronology.query.soundness import NULLABLE
from chronology.query.table import COLUMNS, ColumnType
from chronology.store.csv_cells import LONGEST, format_bound, format_text, format_texts
from chronology.store.csv_columns import column_meant
from chronology.store.table_rows import TableRows

if TYPE_CHECKING:
    import pyarrow as pa

Value = TypeVar("Value")

_AT_ONCE: Final = 2**16


def write_csv(rows: TableRows, path: str) -> None:
    """Rows as one CSV file, flushed to the disk.

    Raises
    ------
    FormatError
        CSV cannot hold the table so that it is the same when it is read.
    """
    with open(path, "x", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(csv_rows(rows))
        file.flush()
        os.fsync(file.fileno())


def csv_rows(rows: TableRows) -> Iterator[Sequence[str]]:
    """The names of the columns, and then the cells of each row; raises as :func:`write_csv`."""
    names = rows.schema.names
    for name in names:
        _require_clear(name)
    yield names
    for group in rows.groups(_AT_ONCE):
        yield from zip(*(_cells(group, name) for name in names), strict=True)


def _require_clear(name: str) -> None:
    meant = column_meant(name)
    if meant:
        raise FormatError(f"column '{printable(name)}' would be read as '{meant}' (give it another name)")
    if not name or name != name.strip() or len(name) > LONGEST or not name.isprintable():
        raise FormatError(f"'{printable(name)}' is no name for a column of a CSV file (give it another)")


def _cells(group: pa.Table, name: str) -> list[str]:
    """The cells of a column."""
    column = group.column(name) if name in COLUMNS else _as_text(group.column(name), name)
    form = _FORMS.get(name, _text)
    values = [tuple(value) if isinstance(value, list) else value for value in column.to_pylist()]
    try:
        if COLUMNS.get(name) == "number":  # a set would take -0.0 for 0.0
            return [form(value) for value in values]
        cells = {value: form(value) for value in set(values)}
        return [cells[value] for value in values]
    except (DateError, FormatError):
        row, fault = next((row, fault) for row, value in enumerate(values) if (fault := _fault(form, value)))
        id = printable(str(group.column("id")[row].as_py()))
        raise FormatError(f"event '{id}': column '{printable(name)}' {fault}") from None


def _fault(form: Callable[[Any], str], value: object) -> str:
    """What keeps a value from being a cell, or nothing."""
    try:
        form(value)
    except (DateError, FormatError) as error:
        return str(error)
    return ""


def _as_text(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    import pyarrow as pa

    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        what = f"column '{printable(name)}' holds {printable(str(column.type))}, which CSV cannot hold"
        raise FormatError(f"{what} (make it text, or write a .parquet file)") from None


def _text(text: str | None) -> str:
    return _fitting(format_text(text))


def _fitting(cell: str) -> str:
    if len(cell) > LONGEST or "\0" in cell:
        raise FormatError(f"holds a NUL, or more than {LONGEST:,} characters (write a .parquet file)")
    return cell


def _known(text: str | None) -> str:
    return _text(_required(text))


def _marks(qualifiers: str | None) -> str:
    """Most dates have none: the cell is empty then, as it is where they are to be taken from the date."""
    return _known(qualifiers) if qualifiers != "" else ""


def _day(day: int | None) -> str:
    return format_bound(_required(day))


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if not math.isfinite(value):
        raise FormatError(f"is {value}, which is no number of degrees (make it null)")
    return repr(value)


def _texts(texts: tuple[str | None, ...] | None) -> str:
    known = tuple(text for text in _required(texts) if text is not None)
    if known != texts:
        raise FormatError("has a null in its list (leave it out)")
    return _fitting(format_texts(known))


def _required(value: Value | None) -> Value:
    if value is None:
        raise FormatError("is null, where the event table must have something (fill it in)")
    return value


_OF_TYPE: Final[dict[ColumnType, Callable[[Any], str]]] = {
    "text": _known,
    "day": _day,
    "number": _number,
    "texts": _texts,
}
_FORMS: Final[dict[str, Callable[[Any], str]]] = {
    **{name: _OF_TYPE[kind] for name, kind in COLUMNS.items()},
    **dict.fromkeys((name for name in NULLABLE if COLUMNS[name] == "text"), _text),
    "qualifiers": _marks,
}
"""What makes cells of the values in a column; in a further one, all are text."""
