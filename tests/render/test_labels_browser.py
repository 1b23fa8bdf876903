"""Every label of every chart can be read: none touches another, none is cut off, none is small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest

from tests.render.charts import CHARTS, Chart
from tests.render.hard_cases import CASES
from tests.render.stage import Box, Stage

pytestmark = pytest.mark.browser

WIDTHS: Final = (800, 1400, 2400)
SMALLEST: Final = 12
HAIR: Final = 2
"""The line boxes of a font are higher than its letters; a glyph may stand out of its advance."""


def touching(boxes: Sequence[Box]) -> list[tuple[str, str]]:
    """Pairs of lines of text of which one lies upon the other."""
    return [
        (one.text, other.text)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one.left + 1 < other.right
        and other.left + 1 < one.right
        and one.top + HAIR < other.bottom
        and other.top + HAIR < one.bottom
    ]


def cut_off(boxes: Sequence[Box], width: int) -> list[str]:
    """Lines of text that leave the figure."""
    return [box.text for box in boxes if box.left < -1 or box.right > width + 1 or box.top < -HAIR]


def looked_at(stage: Stage, chart: Chart, case: str, *, page: int, width: int | None = None) -> list[Box]:
    stage.draw(chart.of(CASES[case](), width=width), page)
    boxes = stage.boxes()
    assert boxes
    return boxes


def test_labels_that_touch_are_found() -> None:
    """The other tests of this file could not fail if this one did."""
    one = Box("one", "text", 12, 0, 0, 50, 15)
    assert touching([one, one._replace(text="two", left=48.0, right=90.0)]) == [("one", "two")]
    assert touching([one, one._replace(left=51.0, right=90.0), one._replace(top=14.0, bottom=29.0)]) == []
    assert cut_off([one, one._replace(text="out", right=803.0)], 800) == ["out"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", ["bundled", "many_scripts"])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_no_label_touches_another(stage: Stage, chart: Chart, case: str, width: int) -> None:
    boxes = looked_at(stage, chart, case, page=width, width=width)
    assert touching(boxes) == []
    assert cut_off(boxes, width) == []
    assert {box.text for box in boxes if box.size < SMALLEST} == set()


@pytest.mark.parametrize("width", [1000, 1900])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_no_label_touches_another_where_the_figure_fills_its_page(stage: Stage, chart: Chart, width: int) -> None:
    boxes = looked_at(stage, chart, "bundled", page=width)
    assert touching(boxes) == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_a_narrow_chart_can_be_read_too(stage: Stage, chart: Chart) -> None:
    for case in chart.cases(("bundled", "long_texts", "one_day", "open_ended")):
        boxes = looked_at(stage, chart, case, page=390, width=390)
        assert touching(boxes) == [], case
        assert cut_off(boxes, 390) == [], case
