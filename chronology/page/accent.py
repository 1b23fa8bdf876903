"""The accent of a page in another colour: readable on every ground, in the light and in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from chronology.errors import QueryError, printable
from chronology.render.oklab import Oklab, color_of, is_shown, oklab
from chronology.render.palette import DARK, LIGHT, Theme
from chronology.render.shades import TEXT_CONTRAST, contrast

_SIX_DIGITS: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_DARK_CONTRAST: Final = 7.0
"""On a dark ground the accent stands out as much as that of the palette does."""
_LIGHT_TINT: Final = (0.962, 0.011)
_DARK_TINT: Final = (0.262, 0.05)
"""Lightness and strongest chroma of the ground of what is chosen."""
_DARK_INK: Final = (0.2, 0.05)
_STEPS: Final = 400


def themes_with(accent: str | None) -> tuple[Theme, Theme]:
    """The palette, light and dark, with an accent of the same hue in both; the dark one is lighter.

    Raises
    ------
    QueryError
        It is no ``#RRGGBB``, or cannot be read on light grounds; the message names the nearest colour that can.

    >>> light, dark = themes_with("#0B5C8A")
    >>> light.accent, dark.accent
    ('#0B5C8A', '#70B6E9')
    """
    if accent is None:
        return LIGHT, DARK
    if not _SIX_DIGITS.fullmatch(str(accent)):
        raise QueryError(f"accent is six hex digits, such as '{LIGHT.accent}', not {printable(repr(accent))}")
    color = accent.upper()
    if color == LIGHT.accent:
        return LIGHT, DARK
    light = _light(color)
    if not _is_readable(color, light, TEXT_CONTRAST):
        nearest = next(other for other in _shades_of(color, -1) if _is_readable(other, _light(other), TEXT_CONTRAST))
        raise QueryError(
            f"accent '{color}' cannot be read on a light ground, where text needs a contrast of {TEXT_CONTRAST} "
            f"(the nearest that can is '{nearest}')"
        )
    return light, _dark(color)


def _light(color: str) -> Theme:
    return replace(LIGHT, accent=color, accent_ink="#FFFFFF", accent_tint=_tone(color, *_LIGHT_TINT))


def _dark(color: str) -> Theme:
    theme = replace(DARK, accent_ink=_tone(color, *_DARK_INK), accent_tint=_tone(color, *_DARK_TINT))
    accent = next(other for other in _shades_of(color, 1) if _is_readable(other, theme, _DARK_CONTRAST))
    return replace(theme, accent=accent)


def _is_readable(accent: str, theme: Theme, least: float) -> bool:
    """Whether text in this colour can be read wherever the page sets it, and text on it."""
    grounds = (theme.paper, theme.sheet, theme.band, theme.accent_tint, theme.accent_ink)
    return all(contrast(accent, ground) >= least for ground in grounds)


def _shades_of(color: str, way: int) -> Iterator[str]:
    """The colours of the same hue from this one on, lighter or darker, up to white or black."""
    lightness, a, b = oklab(color)
    end = 1.0 if way > 0 else 0.0
    for step in range(_STEPS + 1):
        yield color_of(_in_gamut((lightness + (end - lightness) * step / _STEPS, a, b)))


def _tone(color: str, lightness: float, most_chroma: float) -> str:
    """The hue of a colour at a lightness, as faint as `most_chroma` or fainter."""
    _, a, b = oklab(color)
    chroma = (a * a + b * b) ** 0.5
    part = min(1.0, most_chroma / chroma) if chroma else 0.0
    return color_of(_in_gamut((lightness, a * part, b * part)))


def _in_gamut(color: Oklab) -> Oklab:
    """The colour, fainter where a screen cannot show it as strong."""
    lightness, a, b = color
    parts = (step / 50 for step in range(50, -1, -1))
    return next(
        (shown for part in parts if is_shown(shown := (lightness, a * part, b * part))),
        (lightness, 0.0, 0.0),
    )
