"""Where each day, month or year stands on a calendar: days in weeks, months in years, years in decades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from chronology.dates.days import civil_date, day_number
from chronology.dates.languages.en import ENGLISH
from chronology.render.axis import year_words
from chronology.render.periods_axis import Periods

Leaf = Literal["day", "month", "year"]
MOST_ROWS: Final[dict[Leaf, int]] = {"day": 6, "month": 60, "year": 40}
"""How many years of days, years of months or decades of years one picture has."""
ROW_NOUNS: Final[dict[Leaf, str]] = {"day": "years", "month": "years", "year": "decades"}

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HEADER, BLOCK_TITLE, BLOCK_GAP = 22, 22, 14
ROW: Final = 26
_MONTHS: Final = ENGLISH.months_short[""]
_WEEKS: Final = {1: 54, 2: 28}
_FIRST_PLAIN_YEAR: Final = 1000

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day, a month or a year: the number of its period, its column, and the middle of its row in pixels."""

    number: int
    column: int
    y: float


@dataclass(frozen=True, slots=True)
class Note:
    """A text of the calendar: at a column, or in the margin, and how far down."""

    column: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A calendar of so many columns; rows in pixels from the top.

    ``rows`` and ``years`` stand in the left margin, ``titles`` above a block and ``heads`` above columns; ``lines``
    are the boundaries of months.
    """

    columns: int
    row: float
    height: float
    cells: tuple[Cell, ...]
    rows: tuple[Note, ...]
    years: tuple[Note, ...]
    titles: tuple[Note, ...]
    heads: tuple[Note, ...]
    lines: tuple[tuple[Point, ...], ...]


def row_of(number: int, per: Leaf) -> int:
    """The row (of days: the year) in which a period stands; rows follow one another in time.

    Decades are those that people count: 490s BCE are the years 499 to 490, and as there is no year 0, the years before
    and after its place are nine and nine.
    """
    year = _year(number, per)
    if per != "year":
        return year
    return year // 10 if year > 0 else -((1 - year) // 10) - 1


def first_of_row(row: int, per: Leaf) -> int:
    """The first period in a row.

    >>> [first_of_row(row, "year") for row in (-1, 0, 1)]
    [-8, 1, 10]
    """
    if per == "day":
        return day_number(row, 1, 1)
    if per == "month":
        return 12 * row
    return max(10 * row, 1) if row >= 0 else 10 * row + 2


def grid_of(first: int, last: int, per: Leaf, *, halves: bool, row: float) -> Grid:
    """The calendar from one period to another, in whole rows.

    Parameters
    ----------
    halves : whether a year of days is broken in two, for narrow pictures.
    row : height of a week day in pixels; months and years have their own.
    """
    rows = range(row_of(first, per), row_of(last, per) + 1)
    if per == "day":
        return _of_days(rows, first, last, 2 if halves else 1, row)
    return _of_months(rows, first, last) if per == "month" else _of_years(rows, first, last)


def cell_words(number: int, per: Leaf) -> str:
    """A period in words; a day with its weekday.

    >>> cell_words(day_number(2022, 2, 4), "day")
    'Friday, 4 February 2022'
    """
    words = Periods(per).words(number)
    return f"{WEEKDAYS[_weekday(number)]}, {words}" if per == "day" else words


def _year(number: int, per: Leaf) -> int:
    return civil_date(number)[0] if per == "day" else number // 12 if per == "month" else number


def _weekday(day: int) -> int:
    return (day + 3) % 7


def _of_days(years: range, first: int, last: int, parts: int, row: float) -> Grid:
    top = 0.0
    cells: list[Cell] = []
    weekdays: list[Note] = []
    titles: list[Note] = []
    heads: list[Note] = []
    lines: list[tuple[Point, ...]] = []
    for year in years:
        titles.append(Note(0, top + (BLOCK_TITLE / 2 if parts > 1 else HEADER + row / 2), year_words(year)))
        top += BLOCK_TITLE if parts > 1 else 0
        for part in range(parts):
            months = [12 // parts * part + month for month in range(12 // parts + 1)]
            starts = [day_number(year + month // 12, month % 12 + 1, 1) for month in months]
            top += HEADER
            shift = _weekday(starts[0])
            places = {day: divmod(day - starts[0] + shift, 7) for day in range(starts[0], starts[-1])}
            cells += [
                Cell(day, week, top + row * (weekday + 0.5))
                for day, (week, weekday) in places.items()
                if first <= day <= last
            ]
            weekdays += [Note(0, top + row * (at + 0.5), WEEKDAYS[at][:3]) for at in (0, 2, 4)]
            for month, start in zip(months, starts[:-1], strict=False):
                week, weekday = places[start]
                heads.append(Note(week + (weekday > 0), top - HEADER / 2 + 2, _MONTHS[month]))
            lines += [_edge(divmod(start - starts[0] + shift, 7), top, row) for start in starts]
            lines += _closings(places[starts[0]], places[starts[-1] - 1], top, row)
            top += 7 * row + BLOCK_GAP
    return Grid(
        _WEEKS[parts], row, top, tuple(cells), tuple(weekdays), *_titles(titles, parts), tuple(heads), tuple(lines)
    )


def _titles(titles: list[Note], parts: int) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """The years: in the margin, or above the blocks where these are broken."""
    return ((), tuple(titles)) if parts > 1 else (tuple(titles), ())


def _edge(place: tuple[int, int], top: float, row: float) -> tuple[Point, ...]:
    """The line before the first day of a month, from the top of its week to the bottom."""
    week, weekday = place
    bottom = top + 7 * row
    if not weekday:
        return (week, top), (week, bottom)
    return (week + 1, top), (week + 1, top + weekday * row), (week, top + weekday * row), (week, bottom)


def _closings(start: tuple[int, int], end: tuple[int, int], top: float, row: float) -> Iterator[tuple[Point, ...]]:
    """The lines above and below a block."""
    yield (start[0] + (start[1] > 0), top), (end[0] + 1, top)
    yield (start[0], top + 7 * row), (end[0] + (end[1] == 6), top + 7 * row)


def _of_months(years: range, first: int, last: int) -> Grid:
    tops = [HEADER + ROW * at for at in range(len(years) + 1)]
    return Grid(
        12,
        ROW,
        tops[-1],
        tuple(
            Cell(number, number % 12, top + ROW / 2)
            for year, top in zip(years, tops, strict=False)
            for number in range(12 * year, 12 * year + 12)
            if first <= number <= last
        ),
        tuple(Note(0, top + ROW / 2, year_words(year)) for year, top in zip(years, tops, strict=False)),
        (),
        (),
        tuple(Note(month + 0.5, HEADER / 2, name) for month, name in enumerate(_MONTHS)),
        (),
    )


def _of_years(rows: range, first: int, last: int) -> Grid:
    top = 0.0
    cells: list[Cell] = []
    names: list[Note] = []
    heads: list[Note] = []
    edges = [first_of_row(row, "year") for row in range(rows.start, rows.stop + 1)]
    for row, (start, after) in zip(rows, pairwise(edges), strict=True):
        if row in (rows.start, 0):
            digits = range(10) if row >= 0 else range(9, -1, -1)
            heads += [Note(at + 0.5, top + HEADER / 2, str(digit)) for at, digit in enumerate(digits)]
            top += HEADER
        names.append(Note(0, top + ROW / 2, _decade(row)))
        cells += [
            Cell(year, year % 10 if year > 0 else 9 - (1 - year) % 10, top + ROW / 2)
            for year in range(start, after)
            if first <= year <= last
        ]
        top += ROW
    return Grid(10, ROW, top, tuple(cells), tuple(names), (), (), tuple(heads), ())


def _decade(row: int) -> str:
    """A row of years.

    >>> [_decade(row) for row in (-50, -1, 0, 49, 191)]
    ['490s BCE', '9–1 BCE', '1–9 CE', '490s CE', '1910s']
    """
    if row in (-1, 0):
        return "9–1 BCE" if row else "1–9 CE"
    if row < 0:
        return f"{10 * (-row - 1):,}s BCE"
    return f"{10 * row}s" if 10 * row >= _FIRST_PLAIN_YEAR else f"{10 * row}s CE"
