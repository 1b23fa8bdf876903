"""Syntax tree -> four day numbers."""

from __future__ import annotations

from typing import NamedTuple

from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START, clamped, day_number, month_length
from chronology.dates.edtf import Date, Interval, OneOf, Open, Span, Tree, Unknown
from chronology.errors import DateError

_NORTHERN_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


class Bounds(NamedTuple):
    """Between which days something starts and ends: day numbers, all four inclusive.

    ``OPEN_START`` and ``OPEN_END`` stand for "no bound". The start is never after the end.
    """

    start_min: int
    start_max: int
    end_min: int
    end_max: int

    def before(self, other: Bounds) -> Certainty:
        """Whether this ends before the other starts."""
        return _answer(self.end_min < other.start_max, self.end_max < other.start_min)

    def overlaps(self, other: Bounds) -> Certainty:
        """Whether the two share at least one day."""
        return _answer(
            self.start_min <= other.end_max and other.start_min <= self.end_max,
            self.start_max <= other.end_min and other.start_max <= self.end_min,
        )

    def within(self, other: Bounds) -> Certainty:
        """Whether this lies wholly inside the other: starts no earlier, ends no later."""
        return _answer(
            other.start_min <= self.start_max and self.end_min <= other.end_max,
            other.start_max <= self.start_min and self.end_max <= other.end_min,
        )


def _answer(possible: bool, certain: bool) -> Certainty:
    if certain:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if possible else Certainty.IMPOSSIBLE


def readings_of(tree: Tree, text: str) -> tuple[Bounds, ...]:
    """The bounds of each reading: one for a date or an interval, one for each member of a set, in date order.

    Raises
    ------
    DateError
        An interval or a range that ends before it starts.
    """
    match tree:
        case Date():
            return (_within(*_days_of(tree)),)
        case Interval(start, end):
            return (_interval_bounds(start, end, text),)
        case OneOf(members):
            return tuple(sorted({_within(*_member_days(member, text)) for member in members}))


def hull(readings: tuple[Bounds, ...]) -> Bounds:
    """The bounds that hold for every reading."""
    if len(readings) == 1:
        return readings[0]
    starts_min, starts_max, ends_min, ends_max = zip(*readings, strict=True)
    return Bounds(min(starts_min), max(starts_max), min(ends_min), max(ends_max))


def _within(first: int, last: int) -> Bounds:
    """Some time from `first` to `last`."""
    return Bounds(first, last, first, last)


def _interval_bounds(start: Date | Open | Unknown, end: Date | Open | Unknown, text: str) -> Bounds:
    start_min, start_max = _end_days(start, open_day=OPEN_START, unknown=(OPEN_START, OPEN_END))
    end_min, end_max = _end_days(end, open_day=OPEN_END, unknown=(OPEN_START, OPEN_END))
    if end_max < start_min:
        raise DateError(text, "it ends before it starts")
    # What starts no later than it ends: an unknown end is no earlier than the start, and the reverse.
    return Bounds(start_min, min(start_max, end_max), max(end_min, start_min), end_max)


def _end_days(end: Date | Open | Unknown, *, open_day: int, unknown: tuple[int, int]) -> tuple[int, int]:
    match end:
        case Date():
            return _days_of(end)
        case Open():
            return open_day, open_day
        case Unknown():
            return unknown


def _member_days(member: Date | Span, text: str) -> tuple[int, int]:
    if isinstance(member, Date):
        return _days_of(member)
    first = _days_of(member.first)[0] if member.first else OPEN_START
    last = _days_of(member.last)[1] if member.last else OPEN_END
    if last < first:
        raise DateError(text, "a range in the set ends before it starts")
    return first, last


def _days_of(date: Date) -> tuple[int, int]:
    """The first and the last day that a date may mean. A qualifier moves neither."""
    year, last_year = date.year, date.last_year
    if not date.month:
        return clamped(day_number(year, 1, 1)), clamped(day_number(last_year, 12, 31))
    if date.is_season:
        month = _NORTHERN_SEASONS[date.month]
        return clamped(day_number(year, month, 1)), clamped(_month_end(last_year, month + 2))
    if not date.day:
        return clamped(day_number(year, date.month, 1)), clamped(_month_end(last_year, date.month))
    day = clamped(day_number(year, date.month, date.day))
    return day, day


def _month_end(year: int, month: int) -> int:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return day_number(year, month, month_length(year, month))
