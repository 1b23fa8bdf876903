"""Answers of any engine, as a table to read or as data: one writer for each format."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import typer

from chronology.cli.printing import Format, Printing
from chronology.cli.progress import progress
from chronology.cli.screen_tables import first_rows, number_of, print_table
from chronology.cli.terminal import Writable, plain, standard_output
from chronology.errors import printable
from chronology.query.engines import collected
from chronology.query.table import COLUMNS
from chronology.store.csv_cells import format_text, format_texts
from chronology.store.csv_writing import csv_rows
from chronology.store.parquet import write_file
from chronology.store.placing import put_in_place
from chronology.store.table_rows import TableRows, file_schema

if TYPE_CHECKING:
    import pyarrow as pa

    from chronology.query.engines import Frame

_AT_ONCE: Final = 2**16


def give(question: Callable[[], Any], printing: Printing, *, order: Sequence[str] = ()) -> None:
    """Put a question and give the answer to it, as the options say, in the order of some columns if it has none."""
    format = printing.chosen()
    with progress("Computing"):
        rows = begun(rows_of(question(), order=order))
        shown, total = first_rows(rows, printing.most) if format == "table" else (None, 0)
    if shown is not None:
        print_table(shown, total=total, noun="row")
    else:
        write_rows(rows, printing)


def rows_of(answer: Any, *, order: Sequence[str] = ()) -> TableRows:
    """The rows of a table of any engine; DuckDB gives them a few at a time, the others all at once."""
    import narwhals as nw
    import pyarrow as pa

    frame = nw.from_native(answer)
    if order:
        frame = frame.sort(*dict.fromkeys((*order, *_sortable(frame))))
    if frame.implementation.is_duckdb():
        reader = pa.RecordBatchReader.from_stream(frame.to_native())
        return _in_types(reader.schema, (pa.Table.from_batches([batch]) for batch in reader))
    table = collected(frame)
    return _in_types(table.schema, iter([table]))


def _sortable(frame: Frame) -> list[str]:
    """The columns by which an engine can sort: tables in memory cannot by lists."""
    import narwhals as nw

    in_memory = isinstance(frame, nw.DataFrame)
    return [name for name, kind in frame.collect_schema().items() if not (in_memory and isinstance(kind, nw.List))]


def _in_types(given: pa.Schema, pieces: Iterator[pa.Table]) -> TableRows:
    schema = file_schema(given)
    return TableRows(schema, (piece.cast(schema) for piece in pieces))


def begun(rows: TableRows) -> TableRows:
    """The rows, the first of which have been computed."""
    first = [piece for piece in [next(rows.batches, None)] if piece is not None]
    return replace(rows, batches=chain(first, rows.batches))


def write_rows(rows: TableRows, printing: Printing, *, noun: str = "row") -> None:
    """Write rows as data: to the file that is wanted, in one step, or to standard output."""
    format = printing.chosen()
    if printing.output is None:
        _WRITERS[format](rows, standard_output())
        return
    path = str(printing.output)
    place = put_in_place(path, overwrite=printing.overwrite)
    with progress(f"Writing {printable(path)}") as done, place as beside:
        _write_file(replace(rows, batches=done.counted(rows.batches)), beside, format)
    typer.echo(f"Wrote {plain(path)} ({number_of(done.rows, noun)}).")


def _write_file(rows: TableRows, path: str, format: Format) -> None:
    if format == "parquet":
        write_file(rows, path)
        return
    with open(path, "x", encoding="utf-8-sig" if format == "csv" else "utf-8", newline="") as file:
        _WRITERS[format](rows, file)


def _write_tsv(rows: TableRows, out: Writable) -> None:
    """Tab-separated, one line a row whatever stands in the cells, and not to be read back."""
    for cells in chain([rows.schema.names], _cells(rows, _tsv_cell)):
        out.write("\t".join(map(plain, cells)) + "\n")


def _write_csv(rows: TableRows, out: Writable) -> None:
    """As RFC 4180 has it; an event table as ``write_table`` writes it, so that it can be opened again."""
    names = rows.schema.names
    lines = csv_rows(rows) if set(COLUMNS) <= set(names) else chain([names], _cells(rows, _csv_cell))
    csv.writer(out, lineterminator="\r\n").writerows(lines)


def _write_json(rows: TableRows, out: Writable) -> None:
    """An array with a record a line."""
    before = "["
    for record in _records(rows):
        out.write(f"{before}\n{json.dumps(record, ensure_ascii=False, default=str)}")
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")


_WRITERS: Final[dict[Format, Callable[[TableRows, Writable], None]]] = {
    "tsv": _write_tsv,
    "csv": _write_csv,
    "json": _write_json,
}


def _records(rows: TableRows) -> Iterator[dict[str, Any]]:
    """The rows as records, in which a number that is none is null."""
    for group in rows.groups(_AT_ONCE):
        for record in group.to_pylist():
            yield {name: value if value == value else None for name, value in record.items()}


def _cells(rows: TableRows, form: Callable[[Any], str]) -> Iterator[list[str]]:
    for record in _records(rows):
        yield [form(value) for value in record.values()]


def _tsv_cell(value: Any) -> str:
    return ",".join(map(_word, value)) if isinstance(value, list) else _word(value)


def _csv_cell(value: Any) -> str:
    if isinstance(value, list):
        return format_texts(tuple(map(_word, value)))
    return format_text(value) if isinstance(value, str) else _word(value)


def _word(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
