"""The oracle's calendar: the period of a day, and the share of an event that falls into some days."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from chronology.dates.days import OPEN_END, OPEN_START, civil_date, day_number, format_day
from tests.differential.oracle_rows import OPEN, Row, Rows, bounds_of


class Period(NamedTuple):
    """A stretch of the calendar, first and last day included, and its EDTF text."""

    first: int
    last: int
    text: str


def period_of(day: int, per: str) -> Period:
    """The period that a day lies in."""
    year, month, _ = civil_date(day)
    match per:
        case "day":
            return Period(day, day, format_day(day))
        case "week":
            monday = day - (day + 3) % 7
            return Period(monday, monday + 6, f"{format_day(monday)}/{format_day(monday + 6)}")
        case "month":
            return Period(
                day_number(year, month, 1), _first_of_month(year, month + 1) - 1, f"{year_text(year)}-{month:02d}"
            )
        case "quarter":
            first = month - (month - 1) % 3
            text = f"{year_text(year)}-{33 + (month - 1) // 3}"
            return Period(day_number(year, first, 1), _first_of_month(year, first + 3) - 1, text)
        case "year":
            return _years(year, year, year_text(year))
        case "decade":
            return _years_of_one_length(year, 10)
        case "century":
            return _years_of_one_length(year, 100)
    raise NotImplementedError(per)


def periods_from(first: int, last: int, per: str) -> Iterator[Period]:
    """The periods that share a day with first..last, in order."""
    day = first
    while day <= last:
        yield (period := period_of(day, per))
        day = period.last + 1


READ = {
    ("start", "earliest"): ("start_min",),
    ("start", "spread"): ("start_min", "start_max"),
    ("ongoing", "earliest"): ("start_min", "end_min"),
    ("ongoing", "spread"): ("start_min", "start_max", "end_min", "end_max"),
}
"""The bounds that a count looks at."""


def extent(rows: Rows, of: str, vague: str) -> tuple[int, int] | None:
    """The first and the last day of any row that a count looks at; ``None`` where nothing has a bound."""
    days = [row[column] for row in rows for column in READ[of, vague] if row[column] not in OPEN]
    return (min(days), max(days)) if days else None


def share(row: Row, period: Period, of: str, vague: str) -> Fraction:
    """How much of an event is counted in a period."""
    first, last = period.first, period.last
    start_min, start_max, end_min, end_max = bounds_of(row)
    if of == "start" and vague == "earliest":
        return Fraction(first <= start_min <= last)
    if of == "start":
        return by_day(last, start_min, start_max) - by_day(first - 1, start_min, start_max)
    if vague == "earliest":
        return Fraction(start_min <= last and first <= end_min)
    return by_day(last, start_min, start_max) - by_day(first - 1, end_min, end_max)


def by_day(day: int, low: int, high: int) -> Fraction:
    """How likely what lies somewhere in low..high, every day alike, has come by the end of a day.

    Over endless days every single one is as good as never: from no bound it has always come, to no bound never.
    """
    if low == OPEN_START:
        return Fraction(1)
    if high == OPEN_END:
        return Fraction(0)
    return Fraction(min(max(day - low + 1, 0), high - low + 1), high - low + 1)


def has_no_place(row: Row, of: str, vague: str) -> bool:
    """Whether no period can be named for an event: its whole weight goes to the period null."""
    start_min, start_max, end_min, _ = bounds_of(row)
    if of == "start":
        return start_min == OPEN_START or (vague == "spread" and start_max == OPEN_END)
    return end_min == OPEN_START or (vague == "spread" and start_max == OPEN_END)


def _first_of_month(year: int, month: int) -> int:
    return day_number(year, month, 1) if month <= 12 else day_number(year + 1, month - 12, 1)


def year_text(year: int) -> str:
    """A year as EDTF; one of more than four digits has a Y before it."""
    long = "Y" if abs(year) > 9999 else ""
    return f"{long}{'-' if year < 0 else ''}{abs(year):04d}"


def _years_of_one_length(year: int, count: int) -> Period:
    """The decade or century of a year; where no digits can be masked, an interval of years."""
    first = year - year % count
    last = first + count - 1
    if 0 <= first <= 9999:
        return _years(first, last, f"{first:04d}".removesuffix(str(count)[1:]) + "X" * len(str(count)[1:]))
    return _years(first, last, f"{year_text(first)}/{year_text(last)}")


def _years(first: int, last: int, text: str) -> Period:
    return Period(day_number(first, 1, 1), day_number(last + 1, 1, 1) - 1, text)
