"""The x axis: ticks from aeons to days, and years before the common era without a year 0."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from chronology.dates.days import civil_date, day_number
from chronology.dates.languages.en import ENGLISH
from chronology.render.scale import DAYS_PER_YEAR, Scale, iso_text

TICK_PIXELS: Final = 95.0
_MONTHS: Final = ENGLISH.months_short[""]
_FIRST_PLAIN_YEAR: Final = 1000
_MONTH_STEPS: Final = (1, 3, 6)
_DAY_STEPS: Final = (1, 2, 7, 14)

_DAY_MS: Final = 86_400_000
_FORMATS: Final = (
    {"dtickrange": [None, _DAY_MS - 1], "value": "%H:%M\n%-d %b %Y"},
    {"dtickrange": [_DAY_MS, "M0.9"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M11"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
)


def x_axis(scale: Scale) -> dict[str, Any]:
    """The settings of the x axis.

    Plotly sets the ticks itself, and anew at every zoom, where all years have four digits. It counts a year 0, so for
    earlier years the ticks are ours, for the range that is shown first.
    """
    if not scale.is_dates:
        return {
            "type": "linear",
            "range": [scale.position(scale.first), scale.position(scale.last)],
            **_own_ticks(scale),
        }
    settings = {"type": "date", "range": [iso_text(scale.first), iso_text(scale.last)]}
    if civil_date(math.floor(scale.first))[0] < _FIRST_PLAIN_YEAR:
        return {**settings, **_own_ticks(scale)}
    return {**settings, "tickformatstops": list(_FORMATS), "nticks": max(3, int(scale.pixels / TICK_PIXELS) + 2)}


def _own_ticks(scale: Scale) -> dict[str, Any]:
    days = tick_days(scale.first, scale.last, most=max(3, int(scale.pixels / TICK_PIXELS)))
    return {
        "tickmode": "array",
        "tickvals": [scale.position(day) for day, _ in days],
        "ticktext": [text for _, text in days],
    }


def tick_days(first: float, last: float, *, most: int) -> list[tuple[int, str]]:
    """Up to `most` days from `first` to `last` that deserve a tick, each with its words.

    >>> tick_days(day_number(-499, 1, 1), day_number(500, 1, 1), most=5)
    [(-865259, '400 BCE'), (-792211, '200 BCE'), (-719162, '1 CE'), (-646479, '200 CE'), (-573431, '400 CE')]
    """
    for ticks in _candidates(first, last, most):
        shown = [(day, text) for day, text in ticks if first <= day <= last]
        if len(shown) <= most:
            return shown
    raise AssertionError("steps grow without end")


def _candidates(first: float, last: float, most: int) -> Iterator[list[tuple[int, str]]]:
    """Ticks at ever wider steps."""
    days = last - first
    for step in _DAY_STEPS:
        if days / step <= 2 * most:
            yield [(day, _day_words(day)) for day in range(_up(first, step), math.floor(last) + 1, step)]
    for step in _MONTH_STEPS:
        if days / (step * 30) <= 2 * most:
            yield list(_month_ticks(first, last, step))
    for step in _year_steps():
        if days / (step * DAYS_PER_YEAR) <= 2 * most + 2:
            yield list(_year_ticks(first, last, step))


def _year_steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, ... without end."""
    for size in count():
        yield from (10**size, 2 * 10**size, 5 * 10**size)


def _up(day: float, step: int) -> int:
    return math.ceil(day / step) * step


def _day_words(day: int) -> str:
    year, month, day_of_month = civil_date(day)
    return f"{day_of_month} {_MONTHS[month - 1]}<br>{year_words(year)}"


def _month_ticks(first: float, last: float, step: int) -> Iterator[tuple[int, str]]:
    year, month, _ = civil_date(math.floor(first))
    at = year * 12 + (month - 1) // step * step
    while (day := day_number(at // 12, at % 12 + 1, 1)) <= last:
        yield day, f"{_MONTHS[at % 12]}<br>{year_words(at // 12)}"
        at += step


def _year_ticks(first: float, last: float, step: int) -> Iterator[tuple[int, str]]:
    """Years that are round as people count them: 500 BCE, 1 CE, 500 CE."""
    low, high = (math.floor(1970 + day / DAYS_PER_YEAR) for day in (first, last))
    for number in range(low // step - 1, high // step + 2):
        year = number * step if number > 0 else 1 + number * step
        yield day_number(year, 1, 1), year_words(year)


def year_words(year: int) -> str:
    """An astronomical year as people write it, for an axis.

    >>> [year_words(year) for year in (1 - 66 * 10**6, -9999, -489, 0, 1, 1066)]
    ['66 million BCE', '10,000 BCE', '490 BCE', '1 BCE', '1 CE', '1066']
    """
    if year <= 0:
        return f"{_counted(1 - year)} BCE"
    return f"{year} CE" if year < _FIRST_PLAIN_YEAR else _counted(year)


def _counted(number: int) -> str:
    for size, word in ((10**9, "billion"), (10**6, "million")):
        if number >= size:
            return f"{number / size:,.10g} {word}"
    return f"{number:,}" if number > 9999 else str(number)
