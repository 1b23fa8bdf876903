"""Colours as people see them: OKLab, in which equal distances look equally far apart, and luminance.

B. Ottosson, "A perceptual color space for image processing", 2020; relative luminance after WCAG 2.
"""

from __future__ import annotations

Oklab = tuple[float, float, float]
"""Lightness from 0 to 1, then green to red, then blue to yellow."""


def oklab(color: str) -> Oklab:
    """``#RRGGBB`` in OKLab."""
    r, g, b = _linear(color)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def color_of(oklab: Oklab) -> str:
    """``#RRGGBB`` of a colour in OKLab; what a screen cannot show is cut off."""
    return "#" + "".join(f"{round(255 * _bent(min(max(channel, 0.0), 1.0))):02X}" for channel in _channels(oklab))


def is_shown(oklab: Oklab) -> bool:
    """Whether a screen can show the colour, within what rounding to ``#RRGGBB`` changes."""
    return all(-_ROUNDING <= channel <= 1 + _ROUNDING for channel in _channels(oklab))


def luminance(color: str) -> float:
    """Relative luminance, from 0 to 1."""
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_ROUNDING = 1e-4


def _channels(oklab: Oklab) -> Oklab:
    """Red, green and blue, linear."""
    lightness, a, b = oklab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _linear(color: str) -> Oklab:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _unbent(red), _unbent(green), _unbent(blue)


def _unbent(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _bent(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
