"""The cells of a calendar as plotly draws them: empty, shaded by their number, or hatched where nothing is sure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from chronology.render.calendar_counts import Named
from chronology.render.calendar_grid import Cell, Grid, Leaf, Note, cell_words
from chronology.render.markup import escaped, paragraph
from chronology.render.palette import Theme
from chronology.render.shades import Shading, contrast, text_on
from chronology.render.text_width import text_width

NUMBER_SIZE, HEAD_SIZE = 12, 12.5
GAP: Final = 2.0
FAINT: Final = 1.9
HOVER: Final = "<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[2]}<extra></extra>"


@dataclass(frozen=True, slots=True)
class Numbers:
    """For each period how many events surely, how many at the most, and the first of them."""

    surely: Mapping[int, float]
    at_most: Mapping[int, float]
    named: Mapping[int, Sequence[Named]]
    expected: bool = False

    def sure(self, cell: Cell) -> float:
        """How many surely."""
        return self.surely.get(cell.number, 0)

    def more(self, cell: Cell) -> float:
        """How many perhaps besides."""
        return self.at_most.get(cell.number, 0) - self.sure(cell)


def shading_of(numbers: Numbers, grid: Grid, theme: Theme) -> Shading:
    """The shades of the numbers in a grid."""
    return Shading.of(max((math.ceil(numbers.sure(cell)) for cell in grid.cells), default=0), theme)


def cell_traces(
    grid: Grid, per: Leaf, numbers: Numbers, shading: Shading, theme: Theme, *, pixels: float
) -> Iterator[go.Bar | go.Scatter]:
    """Cells without events, with events, and with events perhaps; then months, numbers and the names of columns."""
    empty = [cell for cell in grid.cells if not numbers.sure(cell) and not numbers.more(cell)]
    perhaps = [cell for cell in grid.cells if not numbers.sure(cell) and numbers.more(cell)]
    full = [cell for cell in grid.cells if numbers.sure(cell)]
    colors = [shading.color(math.ceil(numbers.sure(cell))) for cell in full]
    looks = (empty, empty_look(theme)), (full, full_look(colors, theme)), (perhaps, perhaps_look(theme))
    for cells, look in looks:
        if cells:
            yield _cells(cells, grid, per, numbers, look, pixels)
    if grid.lines:
        yield _lines(grid, theme)
    yield _heads(grid.heads, theme)
    if texts := list(_texts(grid, numbers, shading, theme, pixels / grid.columns - GAP - 2)):
        yield _numbers(texts)


def empty_look(theme: Theme) -> dict[str, Any]:
    """The marker of a cell in which nothing is recorded."""
    return {"color": theme.sheet, "line": {"color": theme.rule, "width": 1}}


def full_look(colors: Sequence[str], theme: Theme) -> dict[str, Any]:
    """The marker of shaded cells; a faint shade has an outline, so that it is not lost among hatched ones."""
    outlines = [theme.control if contrast(color, theme.sheet) < FAINT else color for color in colors]
    return {"color": list(colors), "line": {"color": outlines, "width": 1}}


def perhaps_look(theme: Theme) -> dict[str, Any]:
    """The marker of a cell in which something may have been."""
    pattern = {"shape": "/", "size": 6, "solidity": 0.16, "fgcolor": theme.control, "bgcolor": theme.sheet}
    return {"color": theme.sheet, "pattern": pattern, "line": {"color": theme.rule, "width": 1}}


def key_traces(shading: Shading, theme: Theme, numbers: Numbers, grid: Grid, unit: str) -> Iterator[go.Bar]:
    """The key: what each look means, in words."""
    yield _key(f"no {unit}", empty_look(theme))
    if any(numbers.sure(cell) for cell in grid.cells):
        for name, color in zip(shading.names, shading.colors, strict=True):
            shown = f"up to {name}" if numbers.expected and "–" not in name else name
            yield _key(shown, full_look([color], theme))
    if any(numbers.more(cell) and not numbers.sure(cell) for cell in grid.cells):
        yield _key("perhaps, none for sure", perhaps_look(theme))


def _key(name: str, look: Mapping[str, Any]) -> go.Bar:
    return go.Bar(
        x=[None], y=[None], orientation="h", name=escaped(name), marker=look, legend="legend2", showlegend=True
    )


def _cells(
    cells: Sequence[Cell], grid: Grid, per: Leaf, numbers: Numbers, look: Mapping[str, Any], pixels: float
) -> go.Bar:
    gap = GAP * grid.columns / pixels
    thickness = grid.row - GAP
    return go.Bar(
        orientation="h",
        base=[cell.column + gap / 2 for cell in cells],
        x=[1 - gap] * len(cells),
        y=[cell.y for cell in cells],
        width=thickness,
        offset=-thickness / 2,
        marker=look,
        customdata=[_hover(cell, per, numbers) for cell in cells],
        hovertemplate=HOVER,
        showlegend=False,
    )


def _hover(cell: Cell, per: Leaf, numbers: Numbers) -> list[str]:
    """The date in words, the number of events, and the titles of the first few."""
    named = numbers.named.get(cell.number, ())
    lines = [event.title if cell.number in event.certain else f"Perhaps: {event.title}" for event in named]
    total = math.ceil(numbers.at_most.get(cell.number, 0))
    if named and total > len(named):
        lines.append(f"and {total - len(named):,} more")
    titles = "".join(f"<br>{paragraph(line)}" for line in lines)
    return [escaped(cell_words(cell.number, per)), _said(cell, numbers), titles]


def _said(cell: Cell, numbers: Numbers) -> str:
    sure, more = numbers.sure(cell), numbers.more(cell)
    if numbers.expected:
        return f"{number_text(sure)} events expected"
    if not sure and not more:
        return "No events"
    if not more:
        return _events(sure)
    return f"{_events(sure)} for sure, {more:,.0f} more perhaps" if sure else f"{_events(more)} perhaps"


def _events(number: float) -> str:
    return f"{number:,.0f} event{'s' if number != 1 else ''}"


def number_text(number: float) -> str:
    """A number of events, expected or counted, with at most two decimals."""
    return f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"


def _texts(
    grid: Grid, numbers: Numbers, shading: Shading, theme: Theme, room: float
) -> Iterator[tuple[float, float, str, str]]:
    """The numbers that fit into their cells, and their colour; of days, those that differ from the day before."""
    days = bool(grid.lines)
    before = None
    for cell in grid.cells:
        sure, more = numbers.sure(cell), numbers.more(cell)
        text = number_text(sure) if days or not more else f"{sure:,.0f}–{sure + more:,.0f}"
        changed, before = text != before, text
        if (days and not (sure and changed)) or not (sure or more):
            continue
        if text_width(text, NUMBER_SIZE) <= room and grid.row >= NUMBER_SIZE + GAP:
            color = text_on(shading.color(math.ceil(sure)), theme) if sure else theme.ink
            yield cell.column + 0.5, cell.y, text, color


def _numbers(texts: Sequence[tuple[float, float, str, str]]) -> go.Scatter:
    return go.Scatter(
        x=[x for x, _, _, _ in texts],
        y=[y for _, y, _, _ in texts],
        text=[text for _, _, text, _ in texts],
        mode="text",
        textfont={"size": NUMBER_SIZE, "color": [color for _, _, _, color in texts]},
        hoverinfo="skip",
        showlegend=False,
    )


def _heads(heads: Sequence[Note], theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=[head.column for head in heads],
        y=[head.y for head in heads],
        text=[head.text for head in heads],
        mode="text",
        textposition="middle right" if any(head.column % 1 == 0 for head in heads) else "middle center",
        textfont={"size": HEAD_SIZE, "color": theme.ink2},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _lines(grid: Grid, theme: Theme) -> go.Scatter:
    """The boundaries of months, as one line with gaps."""
    return go.Scatter(
        x=[x for line in grid.lines for x in (*(x for x, _ in line), None)],
        y=[y for line in grid.lines for y in (*(y for _, y in line), None)],
        mode="lines",
        line={"color": theme.ink2, "width": 1.3},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
