"""Single dates -> the names that a language can decline."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import Final

from chronology.dates.days import civil_date, is_leap, month_length
from chronology.dates.edtf import Date, LongYear, Part, Single, days_of, format_edtf, months_of
from chronology.dates.languages.grammar import Name, Year, ends_next_year, same_era
from chronology.dates.meaning import bounds_of_tree

_FROM_THE_RIGHT: Final = re.compile(r"-?[0-9]*X+", re.ASCII)
_LEAP_YEAR: Final = 2000
_COMMON_YEAR: Final = 2001
_MOST_DIGITS: Final = 12
"""A year with more digits than this is given as it is written."""


def year_of(date: Single) -> Year:
    """The year of a date, or the years that it may be out of."""
    if isinstance(date, LongYear):
        return _long_year(replace(date, qualifier=""))
    return _year_written(date.year.digits, date.significant)


def _one(year: int) -> Year:
    return Year(year, year)


def _long_year(date: LongYear) -> Year:
    if len(date.digits.lstrip("-")) + (date.exponent or 0) > _MOST_DIGITS:
        return Year(0, 0, format_edtf(date))
    return _years_between(date)


@functools.lru_cache(maxsize=1024)
def _year_written(digits: str, significant: int | None) -> Year:
    if significant is None and "X" not in digits:
        return _one(int(digits))
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
    if not (months := _months(date.month.digits)):
        return _group_named(date.group, year, unsaid=unsaid)
    if len(months) > 1:
        return None
    if date.day is None:
        return Name("month", None if unsaid else year, months[0])
    days = () if date.day.digits == "XX" else _days(date.month.digits, date.day.digits, _is_long(year))
    return Name("day", None if unsaid else year, *days[0], None, date.time) if len(days) == 1 else None


def _group_named(group: int | None, year: Year, *, unsaid: bool) -> Name | None:
    if group is None:
        return None
    return Name("group", None if unsaid and not ends_next_year(group) else year, group=group)


def months_named(date: Date, *, unsaid: bool = False) -> list[Name]:
    """The months that a date may mean, each as a name."""
    year = None if unsaid else year_of(date)
    return [Name("month", year, month) for month in _months(date.month.digits if date.month else "")]


def days_named(date: Date, *, unsaid: bool = False) -> list[Name]:
    """The days that a date may mean, each as a name."""
    year = year_of(date)
    said = None if unsaid else year
    days = _days(date.month.digits if date.month else "", date.day.digits if date.day else "XX", _is_long(year))
    return [Name("day", said, month, day, time=date.time) for month, day in days]


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
        return name._replace(bare=_share_era(name.year, other.year))
    if name.month is None or other.month is None or name.year != other.year:
        return name
    if name.year is not None and not name.year.is_known and not one_year:
        return name
    if name.kind == other.kind == "day" and name.month == other.month:
        return Name("day", day=name.day, time=name.time)
    return Name(name.kind, None, name.month, name.day, time=name.time)


def _share_era(first: Year | None, second: Year | None) -> bool:
    if first is None or second is None or first.written or second.written:
        return False
    return same_era(first.first, second.first)


@functools.lru_cache(maxsize=256)
def _months(digits: str) -> tuple[int, ...]:
    return tuple(months_of(digits)) if digits else ()


@functools.lru_cache(maxsize=4096)
def _days(months: str, days: str, is_long: bool) -> tuple[tuple[int, int], ...]:
    """Month and day of each day that two digits and two more may stand for."""
    year = _LEAP_YEAR if is_long else _COMMON_YEAR
    return tuple((month, day) for month in _months(months) for day in days_of(days) if day <= month_length(year, month))


def _is_long(year: Year) -> bool:
    """Whether a year may have a 29 February."""
    return is_leap(year.first) if year.is_known else True
