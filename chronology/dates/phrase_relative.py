"""Dates counted from the day of writing: last week, two months ago, on Friday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from chronology.dates.days import civil_date, day_number, month_length
from chronology.dates.phrase_readings import (
    Parts,
    Reading,
    Stretch,
    parts_text,
    reading_of_group,
    reading_of_parts,
)
from chronology.dates.phrasebook.language import Kind, Term
from chronology.errors import DateError

NOT_ANCHORED: Final = "it counts from the day of writing: say which day that is with relative_to="
_MOST: Final = 10_000
"""More days, weeks, months or years than this are not counted."""
_WINTER: Final = 24

T = TypeVar("T")


@dataclass(slots=True)
class Anchor:
    """The day that relative words count from, and how the questions are answered that a phrase leaves open.

    A question is answered the same way throughout a phrase. ``asked`` holds those that came up, in their order; whoever
    reads a phrase reads it again with each of them answered the other way.
    """

    today: int | None
    answers: Mapping[str, bool] = field(default_factory=dict)
    asked: dict[str, bool] = field(default_factory=dict)

    def pick(self, question: str, first: T, second: T) -> T:
        """The one of two readings that is asked for."""
        if first == second:
            return first
        answer = self.asked.setdefault(question, self.answers.get(question, False))
        return second if answer else first

    @property
    def others(self) -> list[dict[str, bool]]:
        """The answers still to try: each question that came up unforeseen, answered the other way."""
        questions = list(self.asked)
        return [
            {question: self.asked[question] for question in questions[:at]} | {questions[at]: True}
            for at in range(len(questions))
            if questions[at] not in self.answers
        ]

    @property
    def day(self) -> int:
        """The number of the day of writing.

        Raises
        ------
        DateError
            It was not said.
        """
        if self.today is None:
            raise DateError("", NOT_ANCHORED)
        return self.today

    @property
    def date(self) -> tuple[int, int, int]:
        """Year, month and day of the day of writing."""
        return civil_date(self.day)


def day_term(anchor: Anchor, offset: int) -> Term:
    """A day so many days after the day of writing."""
    return Term(Kind.DATE, civil_date(anchor.day + offset))


def unit_terms(anchor: Anchor, offset: int, unit: str) -> list[Term]:
    """The week, month, quarter, year, decade or century of the day of writing, or one so many before or after it."""
    year, month, _ = anchor.date
    match unit:
        case "week":
            monday = _monday(anchor.day) + 7 * offset
            return [Term(Kind.READING, _days(monday, monday + 6))]
        case "month":
            return [Term(Kind.YEAR_MONTH, _months_after(year, month, offset))]
        case "quarter":
            quarter = (year * 4 + (month - 1) // 3) + offset
            return [Term(Kind.YEAR, quarter // 4), Term(Kind.SHARE, (quarter % 4, 4))]
        case "year":
            return [Term(Kind.YEAR, year + offset)]
        case "decade":
            decade = year // 10 + offset
            return [Term(Kind.YEARS, (10 * decade, 10 * decade + 9))]
        case "century":
            century = (year - 1) // 100 + offset
            return [Term(Kind.YEARS, (100 * century + 1, 100 * century + 100))]
        case _:
            raise DateError("", "'last day' or 'next day' can be read in several ways")


def named_terms(anchor: Anchor, which: int, named: Term) -> list[Term]:
    """Last, this or next March, summer or Friday.

    Where the latest one and the one of the year or week before differ, "last" has two readings; "next" likewise.
    """
    if named.kind == Kind.MONTH:
        return [Term(Kind.YEAR, _year_of_month(anchor, which, named.value)), named]
    if named.kind == Kind.SEASON:
        return [Term(Kind.YEAR, _year_of_season(anchor, which, named.value)), Term(Kind.GROUP, named.value)]
    return [Term(Kind.DATE, civil_date(_day_of_weekday(anchor, which, named.value)))]


def weekday_term(anchor: Anchor, weekday: int) -> Term:
    """The latest such weekday before the day of writing."""
    return Term(Kind.DATE, civil_date(_latest_weekday(anchor.day, weekday)))


def weekday_of_week(anchor: Anchor, week: int, weekday: int) -> Term:
    """A weekday of the week of the day of writing (Monday first), or of one so many weeks before or after."""
    return Term(Kind.DATE, civil_date(_monday(anchor.day) + 7 * week + weekday))


def counted(anchor: Anchor, count: int, unit: str, direction: int) -> Reading:
    """So many days, weeks, months or years ago, or from now: to the unit, and approximate but for days."""
    parts = _shifted(anchor, count, unit, direction)
    return reading_of_parts(parts, mark="" if unit == "day" else "~")


def rolling(anchor: Anchor, count: int, unit: str, direction: int) -> Stretch:
    """The past, or coming, so many days, weeks, months or years: up to, or from, the day of writing."""
    there, today = parts_text(_shifted(anchor, count, unit, direction)), parts_text(anchor.date)
    return Stretch(there, today) if direction < 0 else Stretch(today, there)


def part_of_unit(anchor: Anchor, unit: str, direction: int) -> Reading:
    """Earlier, or later, in the week, month or year of writing."""
    year, month, _ = anchor.date
    monday = _monday(anchor.day)
    match unit:
        case "week":
            first, last = monday, monday + 6
        case "month":
            first, last = day_number(year, month, 1), day_number(year, month, month_length(year, month))
        case "year":
            first, last = day_number(year, 1, 1), day_number(year, 12, 31)
        case _:
            raise DateError("", f"'earlier' and 'later' go with a week, month or year, not a {unit}")
    return _days(first, anchor.day) if direction < 0 else _days(anchor.day, last)


def latest_year(anchor: Anchor, month: int, day: int | None, group: int | None) -> int:
    """The latest year in which a month, day or season without a year has begun by the day of writing."""
    year = anchor.date[0]
    first = reading_of_group(year, group).first if group is not None else (year, month)
    start = day_number(year, first[1], day or 1)
    if (month, day) == (2, 29):
        while month_length(year, 2) < 29 or day_number(year, 2, 29) > anchor.day:
            year -= 1
        return year
    return year if start <= anchor.day else year - 1


def _year_of_month(anchor: Anchor, which: int, month: int) -> int:
    year, this_month, _ = anchor.date
    if which < 0:
        return anchor.pick("last", year if month < this_month else year - 1, year - 1)
    if which > 0:
        return anchor.pick("last", year if month > this_month else year + 1, year + 1)
    return year


def _year_of_season(anchor: Anchor, which: int, group: int) -> int:
    year = anchor.date[0]
    spans = {candidate: _season_days(candidate, group) for candidate in range(year - 2, year + 3)}
    if which == 0:
        return next((at for at, (first, last) in spans.items() if first <= anchor.day <= last), year)
    if which < 0:
        past = [at for at, (_, last) in spans.items() if last < anchor.day]
        return anchor.pick("last", past[-1], year - 1 if year - 1 in past else past[-1])
    coming = [at for at, (first, _) in spans.items() if first > anchor.day]
    return coming[0] if group == _WINTER else anchor.pick("last", coming[0], year + 1)


def _season_days(year: int, group: int) -> tuple[int, int]:
    reading = reading_of_group(year, group)
    last_year, last_month = reading.last
    return (
        day_number(year, reading.first[1], 1),
        day_number(last_year, last_month, month_length(last_year, last_month)),
    )


def _day_of_weekday(anchor: Anchor, which: int, weekday: int) -> int:
    today, monday = anchor.day, _monday(anchor.day)
    if which < 0:
        return anchor.pick("last", _latest_weekday(today, weekday), monday - 7 + weekday)
    if which > 0:
        return anchor.pick("last", today + (weekday - _weekday(today) - 1) % 7 + 1, monday + 7 + weekday)
    return monday + weekday


def _latest_weekday(today: int, weekday: int) -> int:
    return today - (_weekday(today) - weekday - 1) % 7 - 1


def _weekday(day: int) -> int:
    return (day + 3) % 7


def _monday(day: int) -> int:
    return day - _weekday(day)


def _days(first: int, last: int) -> Reading:
    return Reading(civil_date(first), civil_date(last))


def _months_after(year: int, month: int, months: int) -> tuple[int, int]:
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def _shifted(anchor: Anchor, count: int, unit: str, direction: int) -> Parts:
    """The day, month or year so many units away."""
    year, month, _ = anchor.date
    if count > _MOST:
        raise DateError("", f"{count} {unit}s are too many to count")
    steps = count * direction
    match unit:
        case "day" | "week":
            return civil_date(anchor.day + steps * (7 if unit == "week" else 1))
        case "month":
            return _months_after(year, month, steps)
        case "year" | "decade" | "century":
            return (year + steps * {"year": 1, "decade": 10, "century": 100}[unit],)
        case _:
            raise DateError("", f"{unit}s are not counted")
