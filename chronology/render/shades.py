"""How many, as a shade: one hue from the ground to full strength, which in black and white is a row of greys.

The shades of a row are equally far apart in OKLab (B. Ottosson, "A perceptual color space for image processing", 2020),
each lighter than the next, or in the dark theme darker, so that a print without colour keeps their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Final

from chronology.render.oklab import Oklab, color_of, luminance, oklab
from chronology.render.palette import DARK, Theme

STRONG: Final = {"light": "#12305F", "dark": "#D6EBFF"}
"""The strongest shade: the blue of treaties, taken as far from the ground as it stays a blue."""

MOST_CLASSES: Final = 7
TEXT_CONTRAST: Final = 4.5
_FAINTEST: Final = 0.14
_CURVE: Final = {"light": "#3768B5", "dark": "#4C86C6"}
"""The row bends through this colour half-way, so that its middle is a blue and not a grey."""


def shades(theme: Theme, n: int) -> list[str]:
    """So many colours from faint to strong; the faintest can be told from the ground, the last is the strongest.

    >>> from chronology.render.palette import LIGHT
    >>> shades(LIGHT, 3)
    ['#D5E0F2', '#5B84C4', '#12305F']
    """
    name = "dark" if theme is DARK else "light"
    row = [oklab(theme.sheet), oklab(_CURVE[name]), oklab(STRONG[name])]
    stops = [0.0, abs(row[1][0] - row[0][0]) / abs(row[2][0] - row[0][0]), 1.0]
    places = [_FAINTEST + (1 - _FAINTEST) * step / (n - 1) for step in range(n)] if n > 1 else [0.4] * n
    return [color_of(_between(row, stops, place)) for place in places]


def text_on(color: str, theme: Theme) -> str:
    """The colour of text on a ground: the theme's ink or its reverse, else black or white, at a contrast of 4.5."""
    for pair in ((theme.ink, theme.sheet), ("#000000", "#FFFFFF")):
        best = max(pair, key=lambda ink: contrast(ink, color))
        if contrast(best, color) >= TEXT_CONTRAST:
            return best
    raise AssertionError("black or white can be read on any colour")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2, from 1 to 21."""
    darker, lighter = sorted(0.05 + luminance(color) for color in (one, other))
    return lighter / darker


@dataclass(frozen=True, slots=True)
class Shading:
    """The shades of numbers from 1 upwards: classes with their first and last number, and a colour for each."""

    classes: tuple[tuple[int, int], ...]
    colors: tuple[str, ...]

    @classmethod
    def of(cls, most: int, theme: Theme) -> Shading:
        """Shades for numbers up to `most`: each its own where they are few, else classes that grow (1, 2 to 4, ...)."""
        classes = tuple(_classes(max(most, 1)))
        return cls(classes, tuple(shades(theme, len(classes))))

    def index(self, number: int) -> int:
        """The class of a number, from 0."""
        return sum(number > last for _, last in self.classes[:-1])

    def color(self, number: int) -> str:
        """The colour of a number."""
        return self.colors[self.index(number)]

    @property
    def names(self) -> tuple[str, ...]:
        """What each class is called in a key.

        >>> from chronology.render.palette import LIGHT
        >>> Shading.of(12, LIGHT).names
        ('1', '2–4', '5–9', '10–12')
        """
        return tuple(f"{a:,}" if a == b else f"{a:,}–{b:,}" for a, b in self.classes)


def _classes(most: int) -> Iterator[tuple[int, int]]:
    """First and last number of each class, in round numbers."""
    rows = (range(1, most + 1), *(list(_starts(most, digits)) for digits in ((1, 2, 5), (1, 3), (1,))))
    starts = next((row for row in rows if len(row) <= MOST_CLASSES), rows[-1])
    for first, following in pairwise((*starts, most + 1)):
        yield first, following - 1


def _starts(most: int, digits: tuple[int, ...]) -> Iterator[int]:
    for power in count():
        for digit in digits:
            if digit * 10**power >= max(most, 2):
                return
            yield digit * 10**power


def _between(row: list[Oklab], stops: list[float], place: float) -> Oklab:
    """The colour at a place from 0 to 1 on the line through three colours."""
    at = 0 if place <= stops[1] else 1
    part = (place - stops[at]) / (stops[at + 1] - stops[at])
    first, last = row[at], row[at + 1]
    return tuple(a + part * (b - a) for a, b in zip(first, last, strict=True))  # type: ignore[return-value]
