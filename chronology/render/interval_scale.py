"""The height of an interval: days on a logarithmic scale that goes through zero, and ticks that people count in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from chronology.render.scale import DAYS_PER_YEAR

LONG: Final = 20 * DAYS_PER_YEAR
"""What is longer is said in years where it need not be exact."""

TICK_PIXELS: Final = 20.0
OVERLAP: Final = 0.15
"""Where overlaps begin on the scale: between 0 days (a day in common) and 1 (the next day)."""
FLATTER: Final = 3
"""Overlaps take up less of the height than intervals, which the chart is about."""

_LEAST_SPAN: Final = 0.6
_FEWEST_TICKS: Final = 3
_EDGE: Final = 9.0
_DAYS: Final = ((1, 30), (7,), (90, 180), (2, 14, 60), (3, 4, 5, 10, 20))
_YEARS: Final = ((1, 10, 100, 1_000, 10_000, 100_000), (2, 5, 20, 50, 200, 500, 2_000, 5_000, 20_000, 50_000), (3,))


def height_of(days: float) -> float:
    """Where a number of days lies: at the common logarithm of one more; overlaps below zero, three times flatter.

    >>> [round(height_of(days), 2) for days in (-999, 0, 9, 99)]
    [-1.0, 0.0, 1.0, 2.0]
    """
    return math.log10(1 + days) if days >= 0 else -math.log10(1 - days) / FLATTER


def _days_at(height: float) -> float:
    """The number of days at a height."""
    return 10**height - 1 if height >= 0 else 1 - 10 ** (-height * FLATTER)


@dataclass(frozen=True, slots=True)
class IntervalScale:
    """A range of days on a number of pixels, longer ones higher up; ``low`` and ``high`` are heights on the scale."""

    low: float
    high: float
    pixels: float

    @classmethod
    def of(cls, days: Sequence[float], pixels: float, *, air: float = 16.0) -> IntervalScale:
        """The scale on which all these days can be seen, with so many pixels of air."""
        heights = [height_of(day) for day in days] or [0.0, height_of(365)]
        low, high = min(heights), max(heights)
        if high - low < _LEAST_SPAN:
            least = (low + high - _LEAST_SPAN) / 2
            low = max(least, 0.0) if low >= 0 else least
            high = low + _LEAST_SPAN
        per_pixel = (high - low) / (pixels - 2 * air)
        return cls(low - air * per_pixel, high + air * per_pixel, pixels)

    @property
    def overlap_pixel(self) -> float | None:
        """Where overlaps begin, in pixels from the top; nothing where there is no room for them."""
        return self._pixel(OVERLAP) if self.low < 0 else None

    def pixel(self, days: float) -> float:
        """Where a number of days lies, in pixels from the top; days without a bound at the edge."""
        return min(max(self._pixel(height_of(days)), 0.0), self.pixels) if math.isfinite(days) else self._edge(days)

    def ticks(self) -> list[tuple[float, str]]:
        """Days that deserve a tick, each with its words, none too close to another."""
        kept: list[tuple[float, str]] = []
        for days, words in (*_candidates(), *self._even_days()):
            height = height_of(days)
            free = all(abs(height - height_of(other)) >= self._tick_height for other, _ in kept)
            inside = _EDGE <= self._pixel(height) <= self.pixels - _EDGE
            if free and inside and (len(kept) < _FEWEST_TICKS or words in _WORDS):
                kept.append((days, words))
        return sorted(kept)

    @property
    def _tick_height(self) -> float:
        return TICK_PIXELS * (self.high - self.low) / self.pixels

    def _even_days(self) -> Iterator[tuple[float, str]]:
        """Round numbers of days or years, for a range that holds too few of the usual ones."""
        least, most = map(_days_at, (self.low, self.high))
        unit, said = (DAYS_PER_YEAR, year_words) if most > LONG else (1.0, day_words)
        step = 10.0 ** max(math.floor(math.log10(max((most - least) / unit, 10) / _FEWEST_TICKS)), 0)
        for number in range(math.ceil(least / unit / step), math.floor(most / unit / step) + 1):
            yield number * step * unit, said(number * step)

    def _pixel(self, height: float) -> float:
        return (self.high - height) / (self.high - self.low) * self.pixels

    def _edge(self, days: float) -> float:
        return 0.0 if days > 0 else self.pixels


def day_words(days: float) -> str:
    """A number of days as an axis or a sentence says it.

    >>> day_words(1), day_words(-30), day_words(1037), day_words(30.5)
    ('1 day', '−30 days', '1,037 days', '30.5 days')
    """
    return f"{number_words(days)} {'day' if abs(days) == 1 else 'days'}"


def year_words(years: float) -> str:
    """A number of years, the same way."""
    return f"{number_words(years)} {'year' if abs(years) == 1 else 'years'}"


def number_words(days: float) -> str:
    """A number with a minus that is as long as its digits are wide.

    >>> number_words(-1037), number_words(30.5)
    ('−1,037', '30.5')
    """
    return f"{days:,.1f}".removesuffix(".0").replace("-", "−")


def _candidates() -> Iterator[tuple[float, str]]:
    """The numbers that people count in, those first that a chart should have first."""
    yield 0, "0 days"
    for days, years in zip(_DAYS, (*_YEARS, (), ()), strict=True):
        for sign in (1, -1):
            for number in years:
                yield sign * number * DAYS_PER_YEAR, year_words(sign * number)
            for number in days:
                yield sign * number, day_words(sign * number)


_WORDS: Final = frozenset(words for _, words in _candidates())
