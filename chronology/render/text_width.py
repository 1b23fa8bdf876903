"""How wide a text will be on a screen whose fonts are not known: a generous estimate, never a measurement."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
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

_WIDTHS: Final = {character: width for width, characters in _CHARACTERS_BY_WIDTH.items() for character in characters}
_OTHER: Final = 0.7
_FULL: Final = 1.1
_CAPITAL: Final = 0.85


def text_width(text: str, size: float) -> float:
    """Estimated width of one line in pixels, at a font size in pixels; full-width characters count double.

    >>> round(text_width("Peace of Tilsit", 12.5))
    86
    """
    return size * sum(map(_glyph_width, text))


def _glyph_width(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0.0
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, _CAPITAL if character.isupper() else _OTHER)


def shortened(text: str, size: float, most: float) -> str:
    """`text` as one line of at most `most` pixels, cut with an ellipsis where it is longer."""
    if text_width(text, size) <= most:
        return text
    left = most - text_width("…", size)
    kept = 0
    for character in text:
        left -= _glyph_width(character) * size
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def lines_of(text: str, size: float, most: float, *, limit: int | None = None) -> tuple[str, ...]:
    """`text` broken between words into lines of at most `most` pixels; what goes beyond `limit` lines is cut.

    >>> lines_of("Treaty and statement", 13, 90)
    ('Treaty and', 'statement')
    """
    lines: list[str] = []
    words = text.split()
    while words:
        if limit is not None and len(lines) == limit - 1:
            lines.append(shortened(" ".join(words), size, most))
            break
        taken = 1
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), size) <= most:
            taken += 1
        lines.append(shortened(" ".join(words[:taken]), size, most))
        words = words[taken:]
    return tuple(lines)
