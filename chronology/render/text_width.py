"""How wide a text will be on a screen whose fonts are not known: a generous estimate, never a measurement."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

_CHARACTERS_BY_WIDTH: Final[Mapping[float, str]] = MappingProxyType(
    {
        0.25: "'’",
        0.30: " ,.IJijl",
        0.35: "-/:;\\f",
        0.40: "!()[]rt",
        0.45: '"',
        0.50: "_sz–",
        0.55: "*?Lc|",
        0.60: "FPTY`aekovxy",
        0.65: "$0123456789EKSbdghnpqu{}",
        0.70: "ABCRVXZ",
        0.75: "DGHNU",
        0.80: "&OQw",
        0.85: "#+<=>^~",
        0.90: "M",
        0.95: "%m",
        1.00: "@W…—",
    }
)
"""Advance widths in em: for each character the wider of Open Sans and DejaVu Sans, rounded to a twentieth."""

_KNOWN: Final = {character: width for width, characters in _CHARACTERS_BY_WIDTH.items() for character in characters}
_WIDEST: Final = max(_KNOWN.values())
_OTHER: Final = 0.7
_FULL: Final = 1.1
_CAPITAL: Final = 0.85
_MOST_KEPT: Final = 4096
"""So many characters have their width remembered: more than a text needs, in Chinese too."""


class _Widths(dict[str, float]):
    """The width of each character in em: those that are known, and those of others once they have been asked for."""

    def __missing__(self, character: str) -> float:
        width = _guessed(character)
        if len(self) < _MOST_KEPT:
            self[character] = width
        return width


_width_of: Final = _Widths(_KNOWN).__getitem__


def text_width(text: str, size: float) -> float:
    """Estimated width of one line in pixels, at a font size in pixels; full-width characters count double.

    >>> round(text_width("Peace of Tilsit", 12.5))
    86
    """
    return size * sum(map(_width_of, text))


def _guessed(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0.0
    base = unicodedata.normalize("NFD", character)[0]
    return _KNOWN.get(base, _CAPITAL if character.isupper() else _OTHER)


def shortened(text: str, size: float, most: float) -> str:
    """`text` as one line of at most `most` pixels, cut with an ellipsis where it is longer."""
    if text_width(text, size) <= most:
        return text
    left = most - text_width("…", size)
    kept = 0
    for character in text:
        left -= _width_of(character) * size
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def lines_of(text: str, size: float, most: float, *, limit: int | None = None) -> tuple[str, ...]:
    """`text` broken between words into lines of at most `most` pixels; what goes beyond `limit` lines is cut.

    >>> lines_of("Treaty and statement", 13, 90)
    ('Treaty and', 'statement')
    """
    words = text.split()
    whole = " ".join(words)
    if words and (_surely_fits(whole, size, most) or text_width(whole, size) <= most):
        return (whole,)
    lines: list[str] = []
    while words:
        last = limit is not None and len(lines) == limit - 1
        taken = len(words) if last else _fitting(words, size, most)
        lines.append(shortened(" ".join(words[:taken]), size, most))
        words = words[taken:]
    return tuple(lines)


def _surely_fits(text: str, size: float, most: float) -> bool:
    """Whether so few plain letters fit into a line however wide they are, so that they need not be measured."""
    return len(text) * size * _WIDEST <= most and text.isascii()


def _fitting(words: Sequence[str], size: float, most: float) -> int:
    """How many of the words fit on one line, one at least.

    About how many is known from their widths one by one; what decides is the width of the line, as it is rounded.
    """
    space, room, taken = text_width(" ", size), most, 0
    while taken < len(words) and room >= 0:
        room -= text_width(words[taken], size) + space
        taken += 1
    while taken < len(words) and text_width(" ".join(words[: taken + 1]), size) <= most:
        taken += 1
    while taken > 1 and text_width(" ".join(words[:taken]), size) > most:
        taken -= 1
    return max(taken, 1)
