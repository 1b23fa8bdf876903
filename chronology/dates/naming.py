"""Single dates -> the names that a language can decline."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import Final

from chronology.dates.days import civil_date, month_length
from chronology.dates.edtf import Date, LongYear, Part, Single, days_of, format_edtf, months_of
from chronology.dates.languages.grammar import Name, Year, ends_next_year, same_era
from chronology.dates.meaning import bounds_of_tree

_FROM_THE_RIGHT: Final = re.compile(r"-?[0-9]*X+", re.ASCII)
_LEAP_YEAR: Final = 2000
_MOST_DIGITS: Final = 12
"""A year with more digits than this is given as it is written."""


def year_of(date: Single) -> Year:
    """The year of a date, or the years that it may be out of."""
    if isinstance(date, LongYear):
        return _long_year(replace(date, qualifier=""))
    if date.significant is not None or date.year.is_masked:
        return _masked_year(date.year.digits, date.significant)
    return _one(int(date.year.digits))


def _one(year: int) -> Year:
    return Year(year, year)


def _long_year(date: LongYear) -> Year:
    if len(date.digits.lstrip("-")) + (date.exponent or 0) > _MOST_DIGITS:
        return Year(0, 0, format_edtf(date))
    return _years_between(date)


@functools.lru_cache(maxsize=256)
def _masked_year(digits: str, significant: int | None) -> Year:
    is_plain = "X" not in digits or (digits != "XXXX" and _FROM_THE_RIGHT.fullmatch(digits))
    return _years_between(Date(Part(digits), significant=significant), "" if is_plain else digits)


def _years_between(date: Single, written: str = "") -> Year:
    bounds = bounds_of_tree(date, "")
    return Year(civil_date(bounds.start_min)[0], civil_date(bounds.end_max)[0], written)


def named(date: Single, *, unsaid: bool = False) -> Name | None:
    """A date as one name; ``None`` when it takes a sentence of its own.

    An `unsaid` year is left out, except where the year is all there is.
    """
    year = year_of(date)
    if isinstance(date, LongYear) or date.month is None:
        if year.is_known:
            return Name("year", year)
        return Name("decade", year) if year.is_decade and date.significant is None else None
    if date.group is not None:
        return Name("group", None if unsaid and not ends_next_year(date.group) else year, group=date.group)
    if date.day is None:
        names = months_named(date, unsaid=unsaid)
    elif date.day.digits == "XX" or len(months_of(date.month.digits)) > 1:
        return None
    else:
        names = days_named(date, unsaid=unsaid)
    return names[0] if len(names) == 1 else None


def months_named(date: Date, *, unsaid: bool = False) -> list[Name]:
    """The months that a date may mean, each as a name."""
    year = None if unsaid else year_of(date)
    return [Name("month", year, month) for month in _months(date)]


def days_named(date: Date, *, unsaid: bool = False) -> list[Name]:
    """The days that a date may mean, each as a name."""
    year = year_of(date)
    said, length_year = None if unsaid else year, year.first if year.is_known else _LEAP_YEAR
    days = days_of(date.day.digits if date.day else "XX")
    return [
        Name("day", said, month, day, time=date.time)
        for month in _months(date)
        for day in days
        if day <= month_length(length_year, month)
    ]


def edges_named(date: Single, *, unsaid: bool = False) -> tuple[Name, Name]:
    """The first and the last that a date may mean, as names; a date without unknown digits twice as it is."""
    name = named(date, unsaid=unsaid)
    if name is not None and (name.year is None or name.year.is_known):
        return name, name
    bounds = bounds_of_tree(date, "")
    return _cut(date, bounds.start_min, unsaid=unsaid), _cut(date, bounds.end_max, unsaid=unsaid)


def _cut(date: Single, number: int, *, unsaid: bool) -> Name:
    """The day of a number, its month or its year, as precisely as the date is written."""
    year, month, day = civil_date(number)
    if isinstance(date, LongYear) or date.month is None:
        return year_named(year)
    said = None if unsaid else _one(year)
    return Name("month", said, month) if date.day is None else Name("day", said, month, day)


def year_named(year: int) -> Name:
    """One year as a name."""
    return Name("year", _one(year))


def estimated(date: Single) -> Name:
    """The year before ``S``, which is the estimate that some digits of are to be trusted."""
    return Name("year", year_of(replace(date, significant=None)))


def beside(name: Name, other: Name | None, *, one_year: bool = False) -> Name:
    """A name without what the `other` one, said beside it, says for both.

    Two years that are not known are not the same year, even when they are written alike, unless it is said that they
    are `one_year`.
    """
    if other is None:
        return name
    if name.kind == other.kind == "year":
        return replace(name, bare=_share_era(name.year, other.year))
    if name.month is None or other.month is None or name.year != other.year:
        return name
    if name.year is not None and not name.year.is_known and not one_year:
        return name
    if name.kind == other.kind == "day" and name.month == other.month:
        return replace(name, year=None, month=None)
    return replace(name, year=None)


def _share_era(first: Year | None, second: Year | None) -> bool:
    if first is None or second is None or first.written or second.written:
        return False
    return same_era(first.first, second.first)


def _months(date: Date) -> list[int]:
    return months_of(date.month.digits) if date.month else []
