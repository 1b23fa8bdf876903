"""What stands in the cells of a CSV file: text, days, numbers and lists, each with its inverse.

An empty cell is null. A text bears an apostrophe before it where it is empty, where a spreadsheet would take it for a
formula (it begins with ``=``, ``+``, ``@``, a tab, a carriage return, or with ``-`` and is no date or number; in a
list, with any ``-``), and where it looks like one that already bears it. The texts of a list are joined by ``;``:
within them a ``;``, a backslash, and white space at either end bear a backslash.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from chronology.dates.days import OPEN_END, OPEN_START, format_day, parse_day
from chronology.errors import DateError, FormatError, printable

LONGEST: Final = 131_072
"""A cell may have this many characters; Python's csv module reads no longer ones."""

_NO_BOUND: Final = {"open_start": OPEN_START, "open_end": OPEN_END}
_WORDS: Final = {day: word for word, day in _NO_BOUND.items()}

_GUARDED: Final = re.compile(r"'*(?:\Z|[=+@\t\r]|-(?![-0-9XYESTZ~?%./:]*\Z))")
_GUARDED_IN_LIST: Final = re.compile(r"'*(?:\Z|[=+@\t\r-])")
_TO_ESCAPE: Final = re.compile(r"[\\;]|\A\s|\s\Z")
_ESCAPED: Final = re.compile(r"\\([\\;\s])")
_ITEMS: Final = re.compile(r"(?:\\.|[^;\\]|\\\Z)+", re.DOTALL)
_MARKS: Final = re.compile(r"\\.|.", re.DOTALL)
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def format_text(text: str | None) -> str:
    """A text, or null, as a cell."""
    return "" if text is None else _guarded(text, _GUARDED)


def parse_text(cell: str) -> str | None:
    """The text in a cell; the inverse of :func:`format_text`."""
    return _bare(cell, _GUARDED) if cell else None


def _guarded(text: str, pattern: re.Pattern[str]) -> str:
    return f"'{text}" if pattern.match(text) else text


def _bare(cell: str, pattern: re.Pattern[str]) -> str:
    return cell[1:] if cell[0] == "'" and pattern.match(cell) else cell


def format_texts(texts: tuple[str, ...]) -> str:
    """A list of texts as a cell."""
    return ";".join(_TO_ESCAPE.sub(r"\\\g<0>", _guarded(text, _GUARDED_IN_LIST)) for text in texts)


def parse_texts(cell: str) -> tuple[str, ...]:
    """The texts in a cell; the inverse of :func:`format_texts`.

    White space around a text does not count, nor does nothing between two ``;``.
    """
    if "\\" not in cell:
        items = [item.strip() for item in cell.split(";")]
    else:
        items = [_ESCAPED.sub(r"\1", _stripped(item)) for item in _ITEMS.findall(cell)]
    return tuple(_bare(item, _GUARDED_IN_LIST) for item in items if item)


def _stripped(item: str) -> str:
    """An item without the white space at its ends that bears no backslash."""
    marks = _MARKS.findall(item)
    kept = [at for at, mark in enumerate(marks) if not mark.isspace()]
    return "".join(marks[kept[0] : kept[-1] + 1]) if kept else ""


@lru_cache(maxsize=2**16)
def format_bound(day: int) -> str:
    """A day number as a cell: ``[-]YYYY-MM-DD``, or ``open_start`` and ``open_end`` where there is no bound."""
    return _WORDS.get(day) or format_day(day)


@lru_cache(maxsize=2**16)
def parse_bound(cell: str) -> int | None:
    """The day number in a cell, ``None`` for an empty one; the inverse of :func:`format_bound`.

    Raises
    ------
    FormatError
        It is no day.
    """
    try:
        return _NO_BOUND.get(cell) or (parse_day(cell) if cell else None)
    except DateError:
        remedy = "write YYYY-MM-DD, open_start or open_end, or leave the cell empty"
        raise FormatError(f"'{printable(cell)}' is no day ({remedy})") from None


def parse_number(cell: str) -> float | None:
    """The number in a cell, ``None`` for an empty one.

    Raises
    ------
    FormatError
        It is none.
    """
    if cell and not _NUMBER.fullmatch(cell):
        raise FormatError(f"'{printable(cell)}' is no number (write it with a point, such as 55.75)")
    return float(cell) if cell else None
