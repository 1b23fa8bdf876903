"""The common EDTF texts, read a column at a time: years, months, seasons, days, and intervals of them.

Texts come as their bytes one after another, and where each starts and stops. What is not of these forms is left to
:class:`When <chronology.dates.when.When>`, also what is wrong.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.meaning import GROUPS

if TYPE_CHECKING:
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Days = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

LONGEST_DATE: Final = len("2022-02-04~")
_HYPHEN, _DOT, _SLASH, _ZERO = b"-./0"
_MARKS: Final = tuple(b"?~%")
_WHOLE_YEAR: Final = 0
"""Stands among the two-digit codes of months and seasons for a date of a year alone."""


class PlainBounds(NamedTuple):
    """The four days of each text, whether it has a qualifier, and whether it could be read at all."""

    start_min: Days
    start_max: Days
    end_min: Days
    end_max: Days
    qualified: Flags
    known: Flags


class _Dates(NamedTuple):
    """The first and last day of each date, whether it has a qualifier, and whether it could be read."""

    first: Days
    last: Days
    qualified: Flags
    known: Flags

    def rows(self, wanted: Days) -> _Dates:
        return _Dates(self.first[wanted], self.last[wanted], self.qualified[wanted], self.known[wanted])


def plain_bounds(data: Bytes, starts: Days, stops: Days) -> PlainBounds:
    """The bounds of texts that stand one after another in `data`, which has `LONGEST_DATE` bytes to spare."""
    slashes = _slashes(data, starts, stops)
    dates = _dates(data, starts, slashes)
    bounds = PlainBounds(dates.first, dates.last, dates.first.copy(), dates.last.copy(), dates.qualified, dates.known)
    intervals = np.flatnonzero(slashes < stops)
    if intervals.size:
        read = _intervals(data, starts[intervals], slashes[intervals], stops[intervals], dates, intervals)
        for column, values in zip(bounds, read, strict=True):
            column[intervals] = values
    return bounds


def _slashes(data: Bytes, starts: Days, stops: Days) -> Days:
    """Where a slash of each text stands; its stop where it has none."""
    slashes = stops.copy()
    if len(starts):
        places = np.flatnonzero(data[starts[0] : stops[-1]] == _SLASH) + starts[0]
        slashes[np.searchsorted(stops, places, side="right")] = places
    return slashes


def _intervals(data: Bytes, starts: Days, slashes: Days, stops: Days, dates: _Dates, rows: Days) -> PlainBounds:
    first, dated_first = _end(data, starts, slashes, dates.rows(rows), OPEN_START)
    last, dated_last = _end(data, slashes + 1, stops, _dates(data, slashes + 1, stops), OPEN_END)
    return PlainBounds(
        first.first,
        np.minimum(first.last, last.last),
        np.maximum(last.first, first.first),
        last.last,
        first.qualified | last.qualified,
        first.known & last.known & (dated_first | dated_last) & (last.last >= first.first),
    )


def _end(data: Bytes, starts: Days, stops: Days, dates: _Dates, open_day: int) -> tuple[_Dates, Flags]:
    """The dates at one end of intervals with those ends that are open or unknown, and which are dates."""
    length = stops - starts
    is_open = (length == 2) & (data[starts] == _DOT) & (data[starts + 1] == _DOT)
    is_unknown = length == 0
    first = np.where(is_open, open_day, np.where(is_unknown, OPEN_START, dates.first))
    last = np.where(is_open, open_day, np.where(is_unknown, OPEN_END, dates.last))
    no_date = is_open | is_unknown
    return _Dates(first, last, dates.qualified & ~no_date, dates.known | no_date), ~no_date


def _dates(data: Bytes, starts: Days, stops: Days) -> _Dates:
    texts = _windows(data, starts)
    digits = texts - np.uint8(_ZERO)
    tail = data[stops - 1]
    qualified = (tail == _MARKS[0]) | (tail == _MARKS[1]) | (tail == _MARKS[2])
    length = stops - starts - qualified
    has_month, has_day = length >= len("2022-02"), length == len("2022-02-04")
    known = (length == len("2022")) | (length == len("2022-02")) | has_day
    known &= _are_digits(digits, 0, 4)
    known &= ~has_month | ((texts[:, 4] == _HYPHEN) & _are_digits(digits, 5, 7))
    known &= ~has_day | ((texts[:, 7] == _HYPHEN) & _are_digits(digits, 8, 10))
    year = np.where(known, _number(digits, 0, 4), 0)
    code = np.where(known & has_month, _number(digits, 5, 7), _WHOLE_YEAR)
    day = np.where(known & has_day, _number(digits, 8, 10), 1)
    offsets, counts = _groups()
    month_starts = _month_starts()
    month = 12 * year + offsets[code]
    first, after = month_starts[month], month_starts[month + counts[code]]
    known &= (counts[code] > 0) & ((code != _WHOLE_YEAR) | ~has_month) & (~has_day | (code <= 12))
    known &= (day >= 1) & (day <= after - first)
    first = first + day - 1
    return _Dates(first, np.where(has_day, first, after - 1), qualified, known)


def _windows(data: Bytes, starts: Days) -> Bytes:
    """The `LONGEST_DATE` bytes from each start on, one row each."""
    items = np.ndarray(len(data) - LONGEST_DATE + 1, dtype=f"V{LONGEST_DATE}", buffer=data, strides=(1,))
    return items[starts].view(np.uint8).reshape(len(starts), LONGEST_DATE)


def _are_digits(digits: Bytes, start: int, stop: int) -> Flags:
    highest = digits[:, start]
    for place in range(start + 1, stop):
        highest = np.maximum(highest, digits[:, place])
    return highest <= 9


def _number(digits: Bytes, start: int, stop: int) -> Days:
    number = digits[:, start].astype(np.int64)
    for place in range(start + 1, stop):
        number = 10 * number + digits[:, place]
    return number


@functools.cache
def _month_starts() -> Days:
    """The first day of each month from January 0000 to past the last season of 9999."""
    return np.arange("0000-01", "10001-01", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)


@functools.cache
def _groups() -> tuple[Days, Days]:
    """For each two-digit code of a month or season its first month, from 0, and its months; no months for no code."""
    offsets, counts = np.zeros(100, np.int64), np.zeros(100, np.int64)
    groups = {_WHOLE_YEAR: (1, 12), **{month: (month, 1) for month in range(1, 13)}, **GROUPS}
    for code, (first, months) in groups.items():
        offsets[code], counts[code] = first - 1, months
    return offsets, counts
