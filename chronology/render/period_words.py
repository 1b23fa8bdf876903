"""Periods as a chart names them: 2014, the 2010s, February 2014, first quarter of 2014."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from chronology.dates.days import OPEN_START, civil_date, parse_day
from chronology.dates.when import When
from chronology.query.periods import Period
from chronology.render.axis import year_words

NO_PERIOD: Final = "no first day known"
_SOME_TIME: Final = "some time in "
_ARTICLE: Final = "the "
_PLURALS: Final = {"century": "centuries"}
_YEARS: Final = {"year": 1, "decade": 10, "century": 100}


def period_words(period: str | None, per: Period) -> str:
    """A period, as the functions of questions write it, in words; None is that of events without a first day.

    >>> [period_words(*each) for each in (("2014", "year"), ("201X", "decade"), ("-0489", "year"), ("19XX", "century"))]
    ['2014', '2010s', '490 BCE', '1900–1999']
    >>> period_words("2014-33", "quarter"), period_words("2014-02", "month"), period_words("2014-02-03", "day")
    ('First quarter of 2014', 'Feb 2014', '3 Feb 2014')
    """
    if period is None:
        return NO_PERIOD.capitalize()
    when = When.parse(period)
    if per in _YEARS:
        return _years(*(civil_date(day)[0] for day in (when.bounds.start_min, when.bounds.end_max)))
    words = when.words(short=True).removeprefix(_SOME_TIME).removeprefix(_ARTICLE)
    return words[:1].upper() + words[1:]


def _years(first: int, last: int) -> str:
    if first == last:
        return year_words(first)
    if last - first == 9 and first >= 1000:
        return f"{first}s"
    era = " BCE" if last <= 0 else ""
    return f"{year_words(first).removesuffix(era)}–{year_words(last)}"


def plural(per: Period) -> str:
    """Several periods of a kind."""
    return _PLURALS.get(per, f"{per}s")


def in_time(periods: Iterable[str | None]) -> list[str | None]:
    """The periods in the order of time, each once, that of events without a first day before all others."""

    def first_day(period: str | None) -> int:
        return OPEN_START if period is None else When.parse(period).bounds.start_min

    return sorted(dict.fromkeys(periods), key=first_day)


def day_words(day: str | None, *, unknown: str) -> str:
    """A day, as ``YYYY-MM-DD`` of any year, in words; a far one as its year, other words where there is no bound.

    >>> day_words("2014-02-03", unknown="not known"), day_words(None, unknown="not known")
    ('3 February 2014', 'not known')
    """
    if day is None:
        return unknown
    number = parse_day(day)
    year = civil_date(number)[0]
    return When.parse(day).words() if -9999 <= year <= 9999 else year_words(year)
