"""What the parts of a date amount to, and its EDTF text."""

from __future__ import annotations

from typing import Final, NamedTuple

from chronology.dates.days import day_number, month_length
from chronology.dates.meaning import GROUPS
from chronology.errors import DateError

Parts = tuple[int, ...]
"""``(year,)``, ``(year, month)`` or ``(year, month, day)``; astronomical years."""

Portion = tuple[int, int]
"""``(index, of)``: ``(0, 3)`` is the first of three."""

_DECADE_PORTIONS: Final = {2: (0, 5, 10), 3: (0, 4, 7, 10)}
_CENTURY_PORTIONS: Final = {2: (0, 50, 100), 3: (0, 33, 67, 100), 4: (0, 25, 50, 75, 100)}
_MILLENNIUM_PORTIONS: Final = {2: (0, 500, 1000), 3: (0, 333, 667, 1000), 4: (0, 250, 500, 750, 1000)}
_YEARS_PORTIONS: Final = {10: _DECADE_PORTIONS, 100: _CENTURY_PORTIONS, 1000: _MILLENNIUM_PORTIONS}
_MONTH_PORTIONS: Final = {2: (0, 15, 31), 3: (0, 10, 20, 31)}
_PORTION_GROUPS: Final = {2: 40, 3: 37, 4: 33}
_GREGORIAN_EVERYWHERE: Final = 1924
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Reading(NamedTuple):
    """Some time from `first` to `last`.

    ``text`` is the single EDTF date that means just this, if there is one; ``end`` is the one that can stand in an
    interval, and ``mark`` the qualifier that comes with the words themselves.
    """

    first: Parts
    last: Parts
    text: str | None = None
    end: str | None = None
    mark: str = ""


class Stretch(NamedTuple):
    """From one date to another, as EDTF texts: "the past two weeks"."""

    start: str
    end: str


def parts_text(parts: Parts) -> str:
    """A year, month or day as EDTF."""
    year = parts[0]
    if not -9999 <= year <= 9999:
        if len(parts) > 1:
            raise DateError(str(year), "a year of more than four digits has no months in EDTF")
        return f"Y{year}"
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    return "-".join([text, *(f"{part:02d}" for part in parts[1:])])


def reading_of_parts(parts: Parts, *, mark: str = "") -> Reading:
    """The reading of a year, month or day.

    Raises
    ------
    DateError
        No calendar has the day.
    """
    if len(parts) == 3 and not 1 <= parts[2] <= month_length(parts[0], parts[1]):
        raise DateError("", f"no calendar has this day ({parts_text(parts)})")
    text = parts_text(parts)
    return Reading(parts, parts, text, text, mark)


def reading_of_group(year: int, group: int) -> Reading:
    """The reading of a season, quarter or other part of a year, 21 to 41."""
    first_month, months = GROUPS[group]
    last = first_month + months - 1
    text = f"{parts_text((year,))}-{group}"
    return Reading((year, first_month), (year + (last - 1) // 12, (last - 1) % 12 + 1), text, text)


def reading_of_years(first: int, last: int) -> Reading:
    """The reading of a decade or century: a masked year where one means just these years."""
    if first < 0 or last > 9999:
        return Reading((first,), (last,))
    for zeros in (1, 2, 3):
        size = 10**zeros
        if first % size == 0 and last == first + size - 1:
            text = f"{first:04d}"[:-zeros] + "X" * zeros
            return Reading((first,), (last,), text, text)
    return Reading((first,), (last,))


def portion_of_years(first: int, last: int, portion: Portion) -> Reading:
    """A third, half or quarter of a decade, century or millennium."""
    index, of = portion
    cuts = _YEARS_PORTIONS.get(last - first + 1, {}).get(of)
    if cuts is None:
        raise DateError("", f"{last - first + 1} years are not cut into {of}")
    return Reading((first + cuts[index],), (first + cuts[index + 1] - 1,))


def portion_of_year(year: int, portion: Portion) -> Reading:
    """A third of a year as a set of its four months; a half or quarter as EDTF has it."""
    index, of = portion
    group = reading_of_group(year, _PORTION_GROUPS[of] + index)
    return Reading(group.first, group.last, None, group.text) if of == 3 else group


def portion_of_month(year: int, month: int, portion: Portion) -> Reading:
    """A third of a month (to the 10th, to the 20th, to the end) or a half (to the 15th, to the end)."""
    index, of = portion
    cuts = _MONTH_PORTIONS.get(of)
    if cuts is None:
        raise DateError("", f"a month is not cut into {of}")
    last = min(cuts[index + 1], month_length(year, month))
    return Reading((year, month, cuts[index] + 1), (year, month, last))


def portion_of_group(group: Reading, portion: Portion) -> Reading:
    """A third of a season or quarter: one of its three months."""
    index, of = portion
    year, month = group.first
    if of != 3 or (group.last[0] - year) * 12 + group.last[1] - month != 2:
        raise DateError("", f"this part of a year is not cut into {of}")
    month += index
    return reading_of_parts((year + (month - 1) // 12, (month - 1) % 12 + 1))


def previous(parts: Parts) -> Parts:
    """The year, month or day before."""
    *larger, smallest = parts
    if not larger:
        return (smallest - 1,)
    if smallest > 1:
        return (*larger, smallest - 1)
    before = previous(tuple(larger))
    return (*before, 12 if len(parts) == 2 else month_length(before[0], before[1]))


def following(parts: Parts) -> Parts:
    """The year, month or day after."""
    *larger, smallest = parts
    if not larger:
        return (smallest + 1,)
    longest = 12 if len(parts) == 2 else month_length(parts[0], parts[1])
    return (*larger, smallest + 1) if smallest < longest else (*following(tuple(larger)), 1)


def check_weekday(parts: Parts, weekday: int) -> None:
    """
    Raises
    ------
    DateError
        The day is another day of the week.
    """
    named = (day_number(parts[0], parts[1], parts[2]) + 3) % 7
    if named != weekday:
        calendar = " in the Gregorian calendar" if parts[0] < _GREGORIAN_EVERYWHERE else ""
        raise DateError("", f"{parts_text(parts)} is a {_WEEKDAYS[named]}{calendar}, not a {_WEEKDAYS[weekday]}")


def marked(mark: str, another: str) -> str:
    """One qualifier for two."""
    if not mark or not another:
        return mark or another
    return mark if mark == another else "%"


def moment(reading: Reading, mark: str = "") -> str:
    """The EDTF text of some time within a reading."""
    both = marked(reading.mark, mark)
    if reading.text is not None:
        return reading.text + both
    if reading.first == reading.last:
        return parts_text(reading.first) + both
    return f"[{between(reading, reading, mark)}]"


def between(first: Reading, last: Reading, first_mark: str = "", last_mark: str | None = None) -> str:
    """``first..last``, as it stands in a set."""
    start = (first.text or parts_text(first.first)) + marked(first.mark, first_mark)
    end = (last.text or parts_text(last.last)) + marked(last.mark, first_mark if last_mark is None else last_mark)
    return f"{start}..{end}"


def interval_end(reading: Reading, mark: str = "") -> str:
    """The EDTF text of a reading at the end of an interval.

    Raises
    ------
    DateError
        It is a run of days or years for which EDTF has no single date.
    """
    if reading.end is None:
        days = moment(reading)
        raise DateError("", f"EDTF has no interval that starts or ends in {days}: name a day, month or year instead")
    return reading.end + marked(reading.mark, mark)
