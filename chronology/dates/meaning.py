"""Syntax tree -> what it may mean: the four days of its bounds, its readings, its pieces."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from chronology.dates.bounds import Bounds, between, extent, hull
from chronology.dates.days import OPEN_END, OPEN_START, day_number, month_length
from chronology.dates.edtf import (
    AllOf,
    Date,
    Interval,
    LongYear,
    OneOf,
    Open,
    Single,
    Span,
    Tree,
    Unknown,
    days_of,
    months_of,
)
from chronology.errors import DateError

# fmt: off
GROUPS: Final = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}
# fmt: on
"""Sub-year group to its first month and its length in months: seasons (northern unless said, then southern),
quarters, quadrimesters, semesters. A season that begins in December ends in the next year."""

MOST_READINGS: Final = 500
"""A date that has more readings than this counts as its hull, and a one-of set as the hulls of its members."""

_FARTHEST: Final = OPEN_END - 2
"""A day beyond the sentinels is at least this far away, and has no bound beyond: so two such days may be in any order,
and none is taken for an open end."""


Widen = Callable[[Single, int, int], tuple[int, int]]
"""What makes of a date as written, and of the first and last day that it may mean, a wider first and last day."""


class _Source(NamedTuple):
    """The text that is read, for messages, and the widening that was asked for."""

    text: str
    widen: Widen | None

    def widened(self, date: Single, first: int, last: int) -> tuple[int, int]:
        return (first, last) if self.widen is None else self.widen(date, first, last)


def bounds_of_tree(tree: Tree, text: str, *, widen: Widen | None = None) -> Bounds:
    """The four day numbers of a date; for a one-of set those of its hull.

    Raises
    ------
    DateError
        A day that no calendar has, or an interval or range that ends before it starts.
    """
    source = _Source(text, widen)
    match tree:
        case Date() | LongYear():
            return _some_time_in(tree, source)
        case Interval(start, end):
            return _interval(start, end, source)
        case OneOf(members):
            return hull(_one_of(member, source) for member in members)
        case AllOf(members):
            return extent(_all_of(member, source) for member in members)


def readings_of(tree: Tree, text: str, *, widen: Widen | None = None) -> tuple[Bounds, ...]:
    """The bounds of each thing that a date may mean, in date order: the members of a one-of set, the runs of days that
    a mask may stand for, or the date itself."""
    source = _Source(text, widen)
    match tree:
        case OneOf(members):
            readings = {reading for member in members for reading in _member_readings(member, source)}
            if len(readings) > MOST_READINGS:
                readings = {_one_of(member, source) for member in members}
        case Date():
            readings = set(_member_readings(tree, source))
        case Interval(start, end):
            readings = set(_interval_readings(start, end, source))
        case _:
            readings = {bounds_of_tree(tree, text, widen=widen)}
    return tuple(sorted(readings))


def pieces_of(tree: Tree, text: str, *, widen: Widen | None = None) -> tuple[Bounds, ...]:
    """The bounds of each member of an all-of set, in date order; of the date itself for all else."""
    if isinstance(tree, AllOf):
        source = _Source(text, widen)
        return tuple(sorted({_all_of(member, source) for member in tree.members}))
    return (bounds_of_tree(tree, text, widen=widen),)


def _within(first: int, last: int) -> Bounds:
    """Some time from `first` to `last`."""
    return Bounds(first, last, first, last)


def _some_time_in(date: Single, source: _Source) -> Bounds:
    return _within(*_span_of(date, source))


def _interval(start: Single | Open | Unknown, end: Single | Open | Unknown, source: _Source) -> Bounds:
    start_days, end_days = _end_span(start, OPEN_START, source), _end_span(end, OPEN_END, source)
    if end_days[1] < start_days[0]:
        raise DateError(source.text, "it ends before it starts")
    return between(start_days, end_days)


def _interval_readings(
    start: Single | Open | Unknown, end: Single | Open | Unknown, source: _Source
) -> Iterable[Bounds]:
    starts, ends = _end_runs(start, OPEN_START, source), _end_runs(end, OPEN_END, source)
    if len(starts) * len(ends) > MOST_READINGS:
        return (_interval(start, end, source),)
    return (between(first, last) for first in starts for last in ends if first[0] <= last[1])


def _end_runs(end: Single | Open | Unknown, open_day: int, source: _Source) -> list[tuple[int, int]]:
    runs = list(_runs(end, source)) if isinstance(end, Date) else []
    return runs or [_end_span(end, open_day, source)]


def _end_span(end: Single | Open | Unknown, open_day: int, source: _Source) -> tuple[int, int]:
    match end:
        case Open():
            return open_day, open_day
        case Unknown():
            return OPEN_START, OPEN_END
        case _:
            return _span_of(end, source)


def _one_of(member: Single | Span, source: _Source) -> Bounds:
    if not isinstance(member, Span):
        return _some_time_in(member, source)
    first = _span_of(member.first, source)[0] if member.first else OPEN_START
    last = _span_of(member.last, source)[1] if member.last else OPEN_END
    if last < first:
        raise DateError(source.text, "a range in the set ends before it starts")
    return _within(first, last)


def _member_readings(member: Single | Span, source: _Source) -> tuple[Bounds, ...]:
    runs = _runs(member, source) if isinstance(member, Date) else ()
    return tuple(_within(first, last) for first, last in runs) or (_one_of(member, source),)


def _all_of(member: Single | Span, source: _Source) -> Bounds:
    if not isinstance(member, Span):
        return _some_time_in(member, source)
    first = _span_of(member.first, source) if member.first else (OPEN_START, OPEN_START)
    last = _span_of(member.last, source) if member.last else (OPEN_END, OPEN_END)
    if last[1] < first[0]:
        raise DateError(source.text, "a range in the set ends before it starts")
    return between(first, last)


def _span_of(date: Single, source: _Source) -> tuple[int, int]:
    """The first and the last day that a date may mean. A qualifier moves neither, but a widening does."""
    first, last = source.widened(date, *_written_span(date, source.text))
    return min(max(first, OPEN_START), _FARTHEST), max(min(last, OPEN_END), -_FARTHEST)


def _written_span(date: Single, text: str) -> tuple[int, int]:
    if isinstance(date, LongYear) or date.significant is not None:
        first, last = _trusted_years(date)
        return day_number(first, 1, 1), day_number(last, 12, 31)
    first_day = next(_days_up(date), None)
    last_day = next(_days_down(date), None)
    if first_day is None or last_day is None:
        raise DateError(text, "no calendar has this day", at=_day_place(date, text))
    return first_day[0], last_day[1]


def _trusted_years(date: Single) -> tuple[int, int]:
    """The years that share the significant digits of a year; the year itself when all are significant."""
    digits = date.digits if isinstance(date, LongYear) else date.year.digits
    exponent = min((date.exponent or 0) if isinstance(date, LongYear) else 0, 40)
    size = int(digits.lstrip("-")) * int(10**exponent)
    length = len(digits.lstrip("-")) + exponent
    grain = int(10 ** max(length - date.significant, 0)) if date.significant is not None else 1
    low = size // grain * grain
    high = low + grain - 1
    return (-high, -low) if digits.startswith("-") else (low, high)


def _day_place(date: Date, text: str) -> int | None:
    """Where the day stands in the text, if that is plain to see."""
    if date.day is None or date.month is None:
        return None
    place = text.rfind(f"{date.month.digits}{date.month.right}-{date.day.left}{date.day.digits}")
    return None if place < 0 else place + len(date.month.digits + date.month.right) + 1 + len(date.day.left)


def _days_up(date: Date) -> Iterator[tuple[int, int]]:
    """The runs of days that a date may mean, as (first, last), from the earliest on."""
    for year in _years(date.year.digits):
        yield from _runs_in_year(date, year)


def _days_down(date: Date) -> Iterator[tuple[int, int]]:
    """The same runs from the latest on."""
    for year in _years(date.year.digits, latest_first=True):
        yield from reversed(list(_runs_in_year(date, year)))


def _years(digits: str, *, latest_first: bool = False) -> Iterator[int]:
    """The years that a mask may stand for, in order."""
    negative = digits.startswith("-")
    options = ["0123456789" if digit == "X" else digit for digit in digits.lstrip("-")]
    if latest_first != negative:
        options = [choices[::-1] for choices in options]
    for chosen in itertools.product(*options):
        size = int("".join(chosen))
        if size or not negative:
            yield -size if negative else size


def _runs_in_year(date: Date, year: int) -> Iterator[tuple[int, int]]:
    """The runs of days of one year that a date may mean, in order."""
    if date.month is None:
        yield day_number(year, 1, 1), day_number(year, 12, 31)
    elif date.group is not None:
        first, months = GROUPS[date.group]
        yield day_number(year, first, 1), _month_end(year, first + months - 1)
    else:
        for month in months_of(date.month.digits):
            yield from _runs_in_month(date, year, month)


def _runs_in_month(date: Date, year: int, month: int) -> Iterator[tuple[int, int]]:
    first = day_number(year, month, 1)
    length = month_length(year, month)
    if date.day is None or date.day.digits == "XX":
        yield first, first + length - 1
        return
    for day in days_of(date.day.digits):
        if day <= length:
            yield first + day - 1, first + day - 1


def _runs(date: Date, source: _Source) -> Iterator[tuple[int, int]]:
    """The runs of consecutive days that a masked date may mean; nothing when it has no mask, or too many runs."""
    if not any(part.is_masked for part in date.parts):
        return
    merged: list[tuple[int, int]] = []
    for first, last in itertools.starmap(functools.partial(source.widened, date), _days_up(date)):
        if merged and merged[-1][1] + 1 >= first:
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
        if len(merged) > MOST_READINGS:
            return
    yield from merged


def _month_end(year: int, month: int) -> int:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return day_number(year, month, month_length(year, month))


_QUICK_DATE: Final = r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|1[0-9]|2[0-8]))?)?[?~%]?"
_QUICK: Final = re.compile(rf"{_QUICK_DATE}(?:/(?:{_QUICK_DATE}|(\.\.)))?", re.ASCII)
_QUICK_RANGE: Final = re.compile(rf"\[{_QUICK_DATE}\.\.{_QUICK_DATE}\]", re.ASCII)


def quick_bounds(text: str) -> Bounds | None:
    """The bounds of the commonest texts without a tree: years, months, days to the 28th, qualified or not, alone, in an
    interval, still going on, or as the range of a one-of set. All of them have one reading.

    ``None`` for every other text, also for a wrong one.
    """
    match = _QUICK.fullmatch(text)
    if match is None:
        return _quick_range(text)
    year, month, day, end_year, end_month, end_day, going_on = match.groups()
    first, last = _quick_span(year, month, day)
    if end_year is not None:
        end_first, end_last = _quick_span(end_year, end_month, end_day)
        if end_last < first:
            return None
        return Bounds(first, min(last, end_last), max(end_first, first), end_last)
    return Bounds(first, last, OPEN_END, OPEN_END) if going_on else Bounds(first, last, first, last)


def _quick_range(text: str) -> Bounds | None:
    match = _QUICK_RANGE.fullmatch(text) if text[:1] == "[" else None
    if match is None:
        return None
    year, month, day, end_year, end_month, end_day = match.groups()
    first, last = _quick_span(year, month, day)[0], _quick_span(end_year, end_month, end_day)[1]
    return _within(first, last) if first <= last else None


def _quick_span(year: str, month: str | None, day: str | None) -> tuple[int, int]:
    number = int(year)
    if month is None:
        return day_number(number, 1, 1), day_number(number, 12, 31)
    if day is None:
        first = day_number(number, int(month), 1)
        return first, first + month_length(number, int(month)) - 1
    first = day_number(number, int(month), int(day))
    return first, first
