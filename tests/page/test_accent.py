"""An institute's colour becomes the accent only where everybody can read it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.errors import QueryError
from chronology.page.accent import themes_with
from chronology.page.page import page_html
from chronology.registry.registry import Registry
from chronology.render.oklab import color_of, is_shown, oklab
from chronology.render.palette import DARK, LIGHT, Theme
from chronology.render.shades import contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def grounds(theme: Theme) -> tuple[str, ...]:
    return theme.paper, theme.sheet, theme.band, theme.accent_tint


def accepted(color: str) -> str:
    """The colour, or where it is refused the one that the message names."""
    try:
        themes_with(color)
    except QueryError as error:
        found = re.search(r"\(the nearest that can is '(#[0-9A-F]{6})'\)", str(error))
        assert found
        return found[1]
    return color


@settings(deadline=None)
@given(COLOURS)
def test_every_accent_can_be_read_in_both_themes(color: str) -> None:
    for theme in themes_with(accepted(color)):
        for ground in grounds(theme):
            assert contrast(theme.accent, ground) >= 4.5
        assert contrast(theme.accent_ink, theme.accent) >= 4.5
        for ink in (theme.ink, theme.ink2, theme.ink3):
            assert contrast(ink, theme.accent_tint) >= 4.5


@settings(deadline=None)
@given(COLOURS)
def test_a_colour_that_can_be_read_is_taken_as_it_is(color: str) -> None:
    light, dark = themes_with(accepted(color))
    assert light.accent == accepted(color)
    assert oklab(dark.accent)[0] > oklab(light.accent)[0]


def test_what_is_refused_is_too_light_and_the_other_is_as_near_as_may_be() -> None:
    with pytest.raises(QueryError, match=r"accent '#00AAFF' cannot be read on a light ground") as caught:
        themes_with("#00aaff")
    assert len(str(caught.value)) < 300
    near = oklab(accepted("#00AAFF"))
    lighter = color_of((near[0] + 0.01, near[1], near[2]))
    assert min(contrast(lighter, ground) for ground in grounds(LIGHT)) < 4.5


@pytest.mark.parametrize("text", ["red", "#A1245", "A11245", "#A112455", "#GG1245", "#A11245;}", 5, ""])
def test_what_is_no_colour_is_refused(text: object) -> None:
    with pytest.raises(QueryError, match="accent is six hex digits, such as '#A11245'"):
        page_html(Registry(), accent=text)  # type: ignore[arg-type]


def test_the_colour_of_the_palette_changes_nothing() -> None:
    assert themes_with("#a11245") == themes_with(None) == (LIGHT, DARK)


def test_the_accent_stands_in_the_style_of_both_themes() -> None:
    light, dark = themes_with("#0B5C8A")
    text = page_html(Registry(), accent="#0B5C8A")
    assert text.count(f"--accent:{light.accent};") == 1
    assert text.count(f"--accent:{dark.accent};") == 2
    assert LIGHT.accent not in text
    assert DARK.accent not in text


@settings(deadline=None)
@given(COLOURS)
def test_a_colour_and_its_place_in_oklab_are_inverses(color: str) -> None:
    assert is_shown(oklab(color))
    assert color_of(oklab(color)) == color
