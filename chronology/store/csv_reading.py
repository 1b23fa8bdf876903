"""CSV files from anywhere as one event table, or all that is wrong with them, each problem with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, TextIO

from chronology.errors import FormatError, Problem, did_you_mean, printable
from chronology.query.table import COLUMNS, REQUIRED
from chronology.store.csv_cells import LONGEST
from chronology.store.csv_columns import column_meant
from chronology.store.csv_rows import CsvRows, Seen, table_of

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST_LINE: Final = 2**24
_AT_ONCE: Final = 2**16
_UTF16: Final = ("\udcff\udcfe", "\udcfe\udcff")
_NO_UTF8: Final = re.compile("[\udc80-\udcff]")
_FAULTS: Final = {
    "expected after": "text stands after a closing quotation mark (write a mark within quoted text twice)",
    "unexpected end": "a quotation mark that opens here is never closed",
    "field limit": f"a cell has more than {LONGEST:,} characters (shorten it)",
}
"""What Python's csv module says, in our words."""


def read_csv(paths: Sequence[str]) -> pa.Table:
    """The event table in CSV files, in the order of their lines; further columns come after ours, as text.

    Only ``id``, ``title``, ``kind`` and ``date`` must be there. Where the others say nothing, days and qualifiers are
    those of the date, actors those of the roles, and the status is ``established``.

    Raises
    ------
    FormatError
        Anything is wrong with any file; ``problems`` holds all that is, each with file and line.
    """
    import pyarrow as pa

    seen: Seen = {}
    files = [_CsvFile(path) for path in paths]
    tables = [table_of(rows, seen) for file in files for rows in file.rows()]
    problems = [problem for file in files for problem in file.in_order()]
    if problems:
        raise FormatError(problems=problems)
    return pa.concat_tables(tables, promote_options="default")


class _CsvFile:
    """One file: the rows in it, and in the end the problems."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def note(self, line: int | None, column: str, what: str) -> None:
        """Note that something is wrong."""
        self.problems.append(Problem(self.path, line, None, column, what))

    def in_order(self) -> list[Problem]:
        """The problems from top to bottom, and in a line from left to right."""
        places = {name: at for at, name in enumerate(COLUMNS)}
        return sorted(self.problems, key=lambda one: (one.line or 0, places.get(one.where, -1)))

    def rows(self) -> Iterator[CsvRows]:
        """The rows, many at a time, and at least once."""
        try:
            with open(self.path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
                yield from self._rows(self._records(file))
        except OSError as error:
            self.note(None, "", f"cannot be read: {(error.strerror or 'unknown fault').lower()}")

    def _rows(self, records: Iterator[tuple[int, list[str]]]) -> Iterator[CsvRows]:
        line, header = next(records, (0, []))
        if not header:
            self.note(None, "", f"is empty (its first line names the columns: {', '.join(REQUIRED)} and others)")
        elif self._has_columns(line, header):
            chunk = list(islice(records, _AT_ONCE))
            yield self._chunk(header, chunk)
            while chunk := list(islice(records, _AT_ONCE)):
                yield self._chunk(header, chunk)

    def _chunk(self, header: Sequence[str], records: Sequence[tuple[int, list[str]]]) -> CsvRows:
        unnamed = [at for at, name in enumerate(header) if not name.strip()]
        whole = [(line, cells) for line, cells in records if self._fits(len(header), unnamed, line, cells)]
        columns = zip(*(cells for _, cells in whole), strict=True) if whole else ((),) * len(header)
        named = {name.strip(): cells for name, cells in zip(header, columns, strict=True) if name.strip()}
        return CsvRows(self.path, [line for line, _ in whole], named, self.note)

    def _fits(self, width: int, unnamed: Sequence[int], line: int, cells: Sequence[str]) -> bool:
        if len(cells) != width:
            remedy = "put text with commas in quotation marks"
            self.note(line, "", f"has {len(cells)} cells where the first line has {width} ({remedy})")
        elif any(cells[at] for at in unnamed):
            self.note(line, "", "has a cell under no name (name its column in the first line)")
        else:
            return True
        return False

    def _has_columns(self, line: int, header: Sequence[str]) -> bool:
        """Whether the columns that must be there are; what is wrong with others is noted too."""
        names = [name.strip() for name in header]
        for mark, word in ((";", "semicolons"), ("\t", "tabs")):
            if len(names) == 1 and mark in names[0]:
                self.note(line, "", f"the cells are divided by {word} (save the file with commas)")
                return False
        for name in dict.fromkeys(name for name in names if name):
            self._check_name(line, name, names.count(name))
        absent = [name for name in REQUIRED if name not in names]
        for name in absent:
            self.note(line, "", f"there is no column '{name}'{did_you_mean(name, names) or ' (add it)'}")
        return not absent

    def _check_name(self, line: int, name: str, count: int) -> None:
        meant = column_meant(name)
        if meant is not None and meant not in REQUIRED:
            self.note(line, "", f"column '{printable(name)}' is none of ours (did you mean '{meant}'? else rename it)")
        if count > 1:
            self.note(line, "", f"there are {count} columns '{printable(name)}' (keep one)")

    def _records(self, file: TextIO) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line that it begins in; empty rows are left out."""
        reader = csv.reader(self._lines(file), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                fault = next((words for sign, words in _FAULTS.items() if sign in str(error)), str(error))
                self.note(line, "", fault)
            else:
                if any(cells):
                    yield line, cells

    def _lines(self, file: TextIO) -> Iterator[str]:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                self.note(number, "", f"the line has more than {_LONGEST_LINE:,} characters (is it a CSV file?)")
                return
            if number == 1 and line.startswith(_UTF16):
                self.note(None, "", "is UTF-16 text (save the file as 'CSV UTF-8')")
                return
            yield line if line.isascii() and "\0" not in line else self._checked(number, line)

    def _checked(self, number: int, line: str) -> str:
        if "\0" in line:
            self.note(number, "", "holds a NUL character (is it a CSV file in UTF-8?)")
        elif found := _NO_UTF8.search(line):
            byte = ord(found[0]) - 0xDC00
            self.note(number, "", f"the byte 0x{byte:02x} is not UTF-8 text (save the file as 'CSV UTF-8')")
        return _NO_UTF8.sub("\ufffd", line.replace("\0", "\ufffd"))
