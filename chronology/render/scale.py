"""From days to the x axis: dates as plotly reads them, and pixels at the width that the layout is made for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from chronology.dates.bounds import Bounds
from chronology.dates.days import OPEN_END, OPEN_START, day_number, format_day
from chronology.dates.when import When
from chronology.errors import QueryError

Day = str | int | When
"""An end of a range: EDTF text, a day number, or a date."""

FIRST_DAY: Final = day_number(-9900, 1, 1)
LAST_DAY: Final = day_number(9900, 12, 31)
"""Between these days plotly's date axis is used."""
_EARLIEST: Final = day_number(-9999, 1, 1)
_LATEST: Final = day_number(9999, 12, 31)
_YEAR_0: Final = day_number(0, 1, 1)

MS_PER_DAY: Final = 86_400_000
DAYS_PER_YEAR: Final = 365.2425
_MINUTES: Final = 1440


@dataclass(frozen=True, slots=True)
class Scale:
    """A range of days on a number of pixels.

    ``first`` and ``last`` are the ends of the visible range (half-open), ``reach_first`` and ``reach_last`` those of
    everything drawn, which is where marks without a bound run to. Within plotly's date range a position is ISO text
    and a length milliseconds: a number on a date axis would be read in the time zone of the reader. Beyond it both are
    astronomical years.
    """

    first: float
    last: float
    reach_first: float
    reach_last: float
    pixels: float
    is_dates: bool = field(init=False)
    """Whether plotly's date axis reaches far enough."""
    days_per_pixel: float = field(init=False)
    """Days on one pixel at the width of the layout."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_dates", self.reach_first >= FIRST_DAY and self.reach_last <= LAST_DAY)
        object.__setattr__(self, "days_per_pixel", (self.last - self.first) / self.pixels)

    def pixel(self, day: float) -> float:
        """Where a day lies, in pixels from the left of the visible range."""
        return (day - self.first) / self.days_per_pixel

    def position(self, day: float) -> str | float:
        """A day as plotly takes it on this axis."""
        return iso_text(day) if self.is_dates else year_of(day)

    def positions(self, days: Sequence[float]) -> list[str | float]:
        """Days as plotly takes them on this axis."""
        return [*(iso_texts(days) if self.is_dates else map(year_of, days))]

    def length(self, days: float) -> float:
        """A number of days as plotly takes it on this axis."""
        return days * MS_PER_DAY if self.is_dates else days / DAYS_PER_YEAR

    def beside(self, day: float, pixels: float) -> float:
        """The day that lies so many pixels from another, though never beyond what the axis can show."""
        moved = day + pixels * self.days_per_pixel
        return min(max(moved, _EARLIEST), _LATEST) if self.is_dates else moved

    def kept(self, first: float, last: float) -> tuple[float, float]:
        """A stretch of days cut to what is drawn."""
        return max(first, self.reach_first), min(last, self.reach_last)


@lru_cache(maxsize=16_384)
def iso_text(day: float) -> str:
    """A day, with its fraction to the minute, as ISO text with a year of four digits.

    >>> iso_text(day_number(-489, 9, 12) + 0.5)
    '-0489-09-12 12:00'
    """
    whole, minutes = divmod(round(day * _MINUTES), _MINUTES)
    text = format_day(whole)
    return f"{text} {minutes // 60:02d}:{minutes % 60:02d}" if minutes else text


def iso_texts(days: Sequence[float]) -> list[str]:
    """What :func:`iso_text` gives for each of many days, at once where none is before the year 0."""
    if min(days, default=0) < _YEAR_0:
        return list(map(iso_text, days))
    import numpy as np

    minutes = np.rint(np.array(days, dtype=np.float64) * _MINUTES).astype("datetime64[m]")
    texts: list[str] = np.datetime_as_string(minutes).tolist()
    return [text.removesuffix("T00:00").replace("T", " ") for text in texts]


def year_of(day: float) -> float:
    """A day as an astronomical year with its fraction (0 is 1 BCE), good to a day."""
    return 1970 + day / DAYS_PER_YEAR


def span_of(bounds: Iterable[Bounds]) -> tuple[int, int] | None:
    """The first day and the day after the last that any of the bounds names; nothing where none names one."""
    days = [day for four in bounds for day in four if OPEN_START < day < OPEN_END]
    return (min(days), max(days) + 1) if days else None


def with_air(first: float, last: float, pixels: float, *, left: float, right: float) -> tuple[float, float]:
    """The range that shows `first` to `last` with so many pixels of air on either side, at least a month wide."""
    if last - first < 30:
        middle = (first + last) / 2
        first, last = middle - 15, middle + 15
    days_per_pixel = (last - first) / (pixels - left - right)
    return first - left * days_per_pixel, last + right * days_per_pixel


def range_days(range_x: tuple[Day, Day]) -> tuple[int, int]:
    """The first day of a range and the day after its last.

    Raises
    ------
    QueryError
        It is not two dates, one of them has no bound, or it ends before it begins.
    DateError
        A text is no EDTF.
    """
    if not isinstance(range_x, tuple | list) or len(range_x) != 2:
        raise QueryError("range_x is two dates: the first and the last day to show")
    first, last = (_bounds(day) for day in range_x)
    if first.start_min <= OPEN_START or last.end_max >= OPEN_END:
        raise QueryError("range_x needs two dates with a bound")
    if last.end_max < first.start_min:
        raise QueryError("range_x ends before it begins")
    return first.start_min, last.end_max + 1


def _bounds(day: Day) -> Bounds:
    if isinstance(day, int):
        return Bounds(day, day, day, day)
    return day.bounds if isinstance(day, When) else When.parse(day).bounds
