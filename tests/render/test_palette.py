"""The palette can be read, also by those who see fewer colours; the formulas are written out with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

import plotly.io as pio
import pytest

from chronology.render.palette import DARK, FURTHER_SYMBOLS, LIGHT, SANS, SERIF, SYMBOL_SIZES, SYMBOLS, Theme
from chronology.render.palette import symbols_of as symbols_of_families
from chronology.render.templates import register_templates, resolved

THEMES: Final = {"light": LIGHT, "dark": DARK}
GROUNDS: Final = ("paper", "sheet", "band")
TEXTS: Final = ("ink", "ink2", "ink3", "accent")
TEXT, MARK = 4.5, 3.0

Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

VISIONS: Final[dict[str, Matrix]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is left of linear RGB at full severity: Machado, Oliveira and Fernandes 2009, IEEE TVCG 15 (6), table 1."""

FLOORS: Final = {
    ("light", "normal"): 14.7,
    ("light", "protan"): 11.0,
    ("light", "deutan"): 12.5,
    ("light", "tritan"): 9.6,
    ("dark", "normal"): 17.4,
    ("dark", "protan"): 13.1,
    ("dark", "deutan"): 10.1,
    ("dark", "tritan"): 11.2,
}
"""What palette.py promises, in hundredths of OKLab."""


def linear(color: str) -> Colour:
    """Linear RGB of ``#RRGGBB`` (IEC 61966-2-1)."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    return _dot((0.2126, 0.7152, 0.0722), linear(color))


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2): (lighter + 0.05) / (darker + 0.05)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def oklab(color: Colour) -> Colour:
    """OKLab of linear RGB (Ottosson 2020, https://bottosson.github.io/posts/oklab/)."""
    cones = _through(
        (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        ),
        color,
    )
    return _through(
        (
            (0.2104542553, 0.7936177850, -0.0040720468),
            (1.9779984951, -2.4285922050, 0.4505937099),
            (0.0259040371, 0.7827717662, -0.8086757660),
        ),
        tuple(cone ** (1 / 3) for cone in cones),
    )


def seen(color: str, vision: Matrix) -> Colour:
    """OKLab of a colour as a vision has it; what a screen cannot show is cut off."""
    red, green, blue = (min(max(channel, 0.0), 1.0) for channel in _through(vision, linear(color)))
    return oklab((red, green, blue))


def distance(one: str, other: str, vision: Matrix) -> float:
    """Euclidean distance in OKLab, in hundredths."""
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return 100 * sum((a - b) ** 2 for a, b in pairs) ** 0.5


def _dot(row: Sequence[float], column: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(row, column, strict=True))


def _through(matrix: Matrix, color: Sequence[float]) -> Colour:
    one, two, three = (_dot(row, color) for row in matrix)
    return one, two, three


def test_the_formulas_give_the_known_figures() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert oklab(linear("#FFFFFF")) == pytest.approx((1, 0, 0), abs=1e-4)
    assert oklab(linear("#FF0000")) == pytest.approx((0.62796, 0.22486, 0.12585), abs=1e-4)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", [*GROUNDS, "accent_tint"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(theme: str, ground: str, text: str) -> None:
    colors = THEMES[theme]
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", [*GROUNDS, "accent_tint"])
def test_marks_and_the_borders_of_controls_stand_out_on_every_ground(theme: str, ground: str) -> None:
    colors = THEMES[theme]
    marks = {"control": colors.control, **colors.families}
    faint = {name for name, color in marks.items() if contrast(color, getattr(colors, ground)) < MARK}
    assert faint == set()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_on_the_accent_and_on_a_search_hit_can_be_read(theme: Theme) -> None:
    assert contrast(theme.accent_ink, theme.accent) >= TEXT
    assert contrast(theme.ink, theme.hit) >= TEXT


@pytest.mark.parametrize(("theme", "vision"), FLOORS)
def test_no_two_families_look_alike(theme: str, vision: str) -> None:
    colors = THEMES[theme].families
    distances = {
        pair: distance(colors[pair[0]], colors[pair[1]], VISIONS[vision]) for pair in combinations(sorted(colors), 2)
    }
    closest = min(distances, key=distances.__getitem__)
    assert round(distances[closest], 1) >= FLOORS[theme, vision], closest


def test_both_themes_speak_of_the_same_families() -> None:
    assert list(LIGHT.families) == list(DARK.families) == list(SYMBOLS)


def test_without_colour_the_symbols_tell_families_apart() -> None:
    symbols = [*SYMBOLS.values(), *FURTHER_SYMBOLS]
    assert len(set(symbols)) == len(symbols)
    assert set(SYMBOL_SIZES) == set(SYMBOLS.values())


def test_families_of_ones_own_take_no_symbol_that_is_taken() -> None:
    given = symbols_of_families([*SYMBOLS, *(f"own-{at}" for at in range(len(FURTHER_SYMBOLS)))])
    assert len(set(given.values())) == len(given)


@pytest.mark.parametrize(("name", "theme"), [("chronology", LIGHT), ("chronology_dark", DARK)])
def test_the_registered_templates_carry_palette_and_type(name: str, theme: Theme) -> None:
    register_templates()
    layout = pio.templates[name].layout
    assert layout.colorway == tuple(theme.families.values())
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == (theme.sheet, theme.sheet)
    assert (layout.font.family, layout.font.color) == (SANS, theme.ink)
    assert (layout.title.font.family, layout.title.font.color) == (SERIF, theme.ink)
    assert layout.title.subtitle.font.color == layout.legend.font.color == theme.ink2
    for axis in (layout.xaxis, layout.yaxis):
        assert (axis.linecolor, axis.gridcolor, axis.tickfont.color) == (theme.control, theme.rule2, theme.ink2)
    sizes = [layout.font.size, layout.legend.font.size, layout.xaxis.tickfont.size, layout.hoverlabel.font.size]
    assert min(sizes) >= 12


@pytest.mark.parametrize("name", ["light", "dark"])
def test_hover_labels_can_be_read(name: str) -> None:
    template, theme = resolved(name)
    label = template.layout.hoverlabel
    assert contrast(label.font.color, label.bgcolor) >= TEXT
    assert contrast(label.bordercolor, theme.sheet) >= MARK
    assert label.align == "left"
