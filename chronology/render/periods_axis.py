"""The periods of a chart: which are fine enough and still readable, where they lie, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from chronology.dates.days import civil_date, day_number, parse_day
from chronology.dates.languages.en import ENGLISH
from chronology.query.periods import Period, first_day, period_of
from chronology.render.axis import year_words

_LADDER: Final[tuple[Period, ...]] = ("day", "week", "month", "quarter", "year", "decade", "century")
_QUARTERS: Final = ("First", "Second", "Third", "Fourth")
_YEARS: Final[dict[Period, int]] = {"year": 1, "decade": 10, "century": 100}
_MONTHS: Final = ENGLISH.months[""]
_FIRST_PLAIN_YEAR: Final = 1000


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods of one kind, each by its number; beyond a century, so many centuries together."""

    per: Period
    centuries: int = 1

    @property
    def noun(self) -> str:
        """What one of them is called.

        >>> Periods("month").noun, Periods("century", 100).noun
        ('month', 'period of 10,000 years')
        """
        return self.per if self.centuries == 1 else f"period of {100 * self.centuries:,} years"

    def number(self, day: int) -> int:
        """The period in which a day lies."""
        return period_of(day, self.per) // self.centuries

    def number_of(self, text: str) -> int:
        """The period that holds one which :func:`chronology.query.counts.counts` calls by this text.

        >>> Periods("quarter").number_of("2014-33") - Periods("quarter").number_of("2013-36")
        1
        """
        return self.number(_first_day_of(text, self.per))

    def first_day(self, number: int) -> int:
        """The first day of a period; its last is the one before the next period's."""
        return first_day(number * self.centuries, self.per)

    def words(self, number: int) -> str:
        """A period in words.

        >>> years, days = Periods("year"), Periods("day")
        >>> years.words(years.number_of("-0489")), days.words(days.number_of("2022-02-04"))
        ('490 BCE', '4 February 2022')
        """
        year, month, day = civil_date(self.first_day(number))
        match self.per:
            case "day":
                return f"{day} {_MONTHS[month - 1]} {year_words(year)}"
            case "week":
                return f"Week from {day} {_MONTHS[month - 1]} {year_words(year)}"
            case "month":
                return f"{_MONTHS[month - 1]} {year_words(year)}"
            case "quarter":
                return f"{_QUARTERS[month // 3]} quarter of {year_words(year)}"
        return _years(year, civil_date(self.first_day(number + 1) - 1)[0])

    def numbers(self, first: int, last: int) -> range:
        """The periods from that of one day to that of another."""
        return range(self.number(first), self.number(last) + 1)


def finest(first: int, last: int, *, most: int) -> Periods:
    """The shortest kind of period of which at most so many reach from one day to another.

    >>> finest(day_number(2001, 7, 16), day_number(2023, 3, 22), most=150)
    Periods(per='quarter', centuries=1)
    """
    return next(periods for periods in _ladder() if len(periods.numbers(first, last)) <= max(most, 1))


def _ladder() -> Iterator[Periods]:
    yield from map(Periods, _LADDER)
    for power in count(1):
        yield Periods("century", 10**power)


def _first_day_of(text: str, per: Period) -> int:
    if per in ("day", "week"):
        return parse_day(text.partition("/")[0])
    if per == "month":
        return parse_day(f"{text}-01")
    if per == "quarter":
        year, _, season = text.rpartition("-")
        return parse_day(f"{year}-{3 * (int(season) - 33) + 1:02d}-01")
    return day_number(int(text.partition("/")[0].removeprefix("Y").replace("X", "0")), 1, 1)


def _years(first: int, last: int) -> str:
    if first == last:
        return year_words(first)
    if last - first == 9 and first >= _FIRST_PLAIN_YEAR:
        return f"{first}s"
    return f"{year_words(first)} to {year_words(last)}"
