"""Shades of numbers: told apart from the ground and from one another, also in black and white, with text on them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chronology.render.palette import DARK, LIGHT, Theme
from chronology.render.shades import Shading, contrast, shades, text_on

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
@pytest.mark.parametrize("n", range(1, 13))
def test_each_shade_stands_further_from_the_ground_than_the_one_before(theme: Theme, n: int) -> None:
    found = [contrast(color, theme.sheet) for color in shades(theme, n)]
    assert len(found) == n
    assert found[0] > 1.3
    assert all(later > earlier * 1.12 for earlier, later in pairwise(found))


@THEMES
def test_text_can_be_read_on_every_shade(theme: Theme) -> None:
    grounds = [*shades(theme, 64), "#777777", "#000000", "#FFFFFF"]
    assert min(contrast(text_on(ground, theme), ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize(
    ("most", "names"),
    [
        (0, ("1",)),
        (1, ("1",)),
        (3, ("1", "2", "3")),
        (12, ("1", "2–4", "5–9", "10–12")),
        (100, ("1", "2–4", "5–9", "10–19", "20–49", "50–100")),
        (300, ("1–2", "3–9", "10–29", "30–99", "100–300")),
        (5000, ("1–9", "10–99", "100–999", "1,000–5,000")),
    ],
)
def test_few_numbers_have_each_its_own_shade_and_many_share_round_classes(most: int, names: tuple[str, ...]) -> None:
    assert Shading.of(most, LIGHT).names == names


@pytest.mark.parametrize("most", [1, 5, 8, 99, 100, 1000, 12_345])
def test_every_number_is_in_the_class_that_names_it(most: int) -> None:
    shading = Shading.of(most, LIGHT)
    for number in {1, 2, 5, most // 2 or 1, most} & set(range(1, most + 1)):
        first, last = shading.classes[shading.index(number)]
        assert first <= number <= last
        assert shading.color(number) == shading.colors[shading.index(number)]
