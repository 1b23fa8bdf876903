"""The parts of a date that a phrase names, what one end of a range takes from the other, and what they amount to."""

from __future__ import annotations

from typing import Final, NamedTuple

from chronology.dates.phrase_readings import (
    Portion,
    Reading,
    Stretch,
    check_weekday,
    portion_of_group,
    portion_of_month,
    portion_of_year,
    portion_of_years,
    reading_of_group,
    reading_of_parts,
    reading_of_years,
)
from chronology.dates.phrase_relative import Anchor, latest_year
from chronology.dates.phrasebook.language import Kind, Term
from chronology.errors import DateError

NO_YEAR: Final = "the year is not said (with relative_to= it is the latest one before that day)"
_WINTER: Final = 24


class Partial(NamedTuple):
    """What a phrase names of a date; ``None`` for what it leaves out.

    ``is_bce`` is ``None`` for a year without an era. ``number`` is a number alone, whose sense the other end of a range
    gives. ``leads`` tells whether a preposition or article stands in front.
    """

    year: int | None = None
    is_bce: bool | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    group: int | None = None
    years: tuple[int, int] | None = None
    portion: Portion | None = None
    weekday: int | None = None
    number: Term | None = None
    reading: Reading | Stretch | None = None
    leads: bool = False

    @property
    def names_year(self) -> bool:
        """Whether the year, or a time that needs none, is said."""
        return self.year is not None or self.years is not None or self.reading is not None

    @property
    def is_year_alone(self) -> bool:
        """Whether it names a year and nothing else."""
        return self.year is not None and self == Partial(year=self.year, is_bce=self.is_bce, leads=self.leads)

    @property
    def is_portion_alone(self) -> bool:
        """Whether it names a third, half or quarter, and not of what."""
        return self.portion is not None and self == Partial(portion=self.portion, leads=self.leads)


def century(number: int, *, size: int, is_bce: bool) -> tuple[int, int]:
    """The first and last year of a century, or of a millennium: the 19th is 1801 to 1900."""
    if number < 1:
        raise DateError("", "centuries are counted from 1")
    first, last = (number - 1) * size + 1, number * size
    return (1 - last, 1 - first) if is_bce else (first, last)


def shared(left: Partial, right: Partial, anchor: Anchor) -> tuple[Partial, Partial]:
    """Both ends of a range, each with the parts that only the other names: "20 to 22 March 2023".

    Raises
    ------
    DateError
        A number alone to which the other end gives no sense.
    """
    if left.is_portion_alone:
        if right.portion is None:
            raise DateError("", "a third, half or quarter is not said of what")
        return right._replace(portion=left.portion), right
    if left.number is not None:
        left = _with_sense(left, left.number, right, is_last=False)
    if right.number is not None:
        right = _with_sense(right, right.number, left, is_last=True)
    if left.is_year_alone and left.year is not None and left.is_bce is None and right.is_bce:
        left = left._replace(year=1 - left.year, is_bce=True)
    elif left.year is not None and left.is_bce and right.is_year_alone and right.year is not None:
        right = _with_era(right, right.year, before=1 - left.year, anchor=anchor)
    return _completed(left, right), _completed(right, left)


def _with_era(partial: Partial, year: int, *, before: int, anchor: Anchor) -> Partial:
    """A year without an era after one before the common era: perhaps of the same era, if it is the smaller number."""
    if partial.is_bce is not None or year >= before:
        return partial
    return anchor.pick("era", partial._replace(year=1 - year, is_bce=True), partial)


def _with_sense(partial: Partial, number: Term, other: Partial, *, is_last: bool) -> Partial:
    bare = partial._replace(number=None)
    value: int = number.value
    if other.day is not None and number.kind != Kind.ROMAN:
        is_bare = len(number.word) == 2 and number.kind != Kind.ORDINAL
        if is_last and other.year is not None and is_bare and value == other.year % 100 + 1:
            raise DateError("", f"'{number.word}' after {other.year} may be a day or a year (write the whole date)")
        return bare._replace(day=value)
    if other.years is not None and (size := other.years[1] - other.years[0] + 1) >= 100:
        return bare._replace(years=century(value, size=size, is_bce=other.years[0] < 0))
    if other.is_year_alone and other.year is not None:
        if not is_last and other.is_bce is not None:
            return bare._replace(year=1 - value if other.is_bce else value, is_bce=other.is_bce)
        if is_last and len(number.word) == 2 and other.is_bce is None:
            return bare._replace(year=other.year // 100 * 100 + value)
    raise DateError("", f"'{number.word}' alone names no date (a year has four digits)")


def _completed(partial: Partial, other: Partial) -> Partial:
    if partial.years is not None or partial.reading is not None:
        return partial
    if partial.day is not None and partial.month is None and other.month is not None:
        partial = partial._replace(month=other.month)
    if partial.year is None and other.year is not None and not other.is_year_alone:
        partial = partial._replace(year=other.year, is_bce=other.is_bce)
    return partial


def reading_of(partial: Partial, anchor: Anchor) -> Reading | Stretch:
    """What the named parts amount to.

    Raises
    ------
    DateError
        A part that is needed is not said, the weekday is another, or no calendar has the day.
    """
    if partial.reading is not None:
        return partial.reading
    if partial.number is not None:
        raise DateError("", f"'{partial.number.word}' alone names no date (a year has four digits)")
    if partial.years is not None:
        return _reading_of_years(partial.years, partial.portion)
    year = _latest_year(partial, anchor) if partial.year is None else partial.year
    if partial.day is not None:
        return _reading_of_day(partial, year)
    if partial.season is not None or partial.group is not None:
        return _reading_of_group(partial, year, anchor)
    if partial.month is not None:
        whole = partial.portion is None
        return reading_of_parts((year, partial.month)) if whole else _third_of_month(partial, year)
    return reading_of_parts((year,)) if partial.portion is None else portion_of_year(year, partial.portion)


def _reading_of_years(years: tuple[int, int], portion: Portion | None) -> Reading:
    return reading_of_years(*years) if portion is None else portion_of_years(*years, portion)


def _third_of_month(partial: Partial, year: int) -> Reading:
    assert partial.month is not None
    assert partial.portion is not None
    return portion_of_month(year, partial.month, partial.portion)


def _reading_of_day(partial: Partial, year: int) -> Reading:
    if partial.month is None:
        raise DateError("", "the month is not said")
    assert partial.day is not None
    reading = reading_of_parts((year, partial.month, partial.day))
    if partial.weekday is not None:
        check_weekday(reading.first, partial.weekday)
    return reading


def _reading_of_group(partial: Partial, year: int, anchor: Anchor) -> Reading:
    group = partial.group if partial.season is None else partial.season
    assert group is not None
    if partial.season == _WINTER and partial.year is not None:
        year = anchor.pick("winter", year, year - 1)
    reading = reading_of_group(year, group)
    return reading if partial.portion is None else portion_of_group(reading, partial.portion)


def _latest_year(partial: Partial, anchor: Anchor) -> int:
    month = partial.month
    if anchor.today is None or (month is None and partial.season is None and partial.group is None):
        raise DateError("", NO_YEAR)
    if not partial.leads and partial.day is None and partial.portion is None:
        raise DateError("", "a month or season alone is no date (write 'in' before it)")
    return latest_year(anchor, month or 1, partial.day, partial.season or partial.group)
