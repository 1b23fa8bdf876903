"""Where the cells of a matrix lie: one matrix, or small ones side by side, all in cells of one size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from chronology.render.actor_ties import ALL_TIME, Tie
from chronology.render.text_width import shortened, text_width

NAME_SIZE: Final = 12.5
NUMBER_SIZE: Final = 12.0
LARGEST_CELL: Final = 40.0
SMALLEST_CELL: Final = 21.0
_PANEL_CELL: Final = 23.0
MOST_ACTORS: Final = 36
MOST_IN_PANELS: Final = 10
_PANEL_GAP: Final = 30.0
_PANEL_HEAD: Final = 46.0
_PANEL_FOOT: Final = 18.0
_LONGEST_HEAD: Final = 165.0
_NAME_GAP: Final = 10.0
NUMBER_ROOM: Final = 30.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One matrix: its period, and the cell in its top left corner, counted in cells from that of the first."""

    period: str | None
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Cells:
    """A laid out chart of matrices. Lengths are in cells where nothing else is said; ``cell`` is pixels."""

    actors: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[str, ...]
    panels: tuple[Panel, ...]
    cell: float
    numbered: bool

    @property
    def width(self) -> float:
        """The width of all panels in pixels."""
        return self.cell * (max(panel.left for panel in self.panels) + len(self.actors))

    @property
    def top(self) -> float:
        """The upper edge of the plot, with the title and numbers of the first panels in it."""
        return -0.5 - (self.at(_PANEL_HEAD) if self.numbered else 0)

    @property
    def bottom(self) -> float:
        """The lower edge of the plot."""
        return self.panels[-1].top + len(self.actors) - 0.5 + self.at(4)

    @property
    def height(self) -> float:
        """The height of the plot in pixels."""
        return self.cell * (self.bottom - self.top)

    @property
    def head_room(self) -> float:
        """Pixels above the plot for the names of columns; numbers stand in it."""
        return 0 if self.numbered else max(text_width(head, NAME_SIZE) for head in self.heads) + _NAME_GAP

    def holds(self, number: str) -> bool:
        """Whether a number has room in a cell."""
        return text_width(number, NUMBER_SIZE) <= self.cell

    def at(self, pixels: float) -> float:
        """A length in pixels in cells."""
        return pixels / self.cell

    def places(self, panel: Panel, found: Mapping[tuple[str, str], Tie], *, both_ways: bool) -> Iterator[Place]:
        """The cells of a panel that hold a number."""
        index = {actor: at for at, actor in enumerate(self.actors)}
        for tie in found.values():
            row, column = (index.get(actor) for actor in tie.pair)
            if row is None or column is None:
                continue
            yield Place(panel.left + column, panel.top + row, tie, tie.pair)
            if both_ways:
                yield Place(panel.left + row, panel.top + column, tie, tie.pair[::-1])


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that holds a number: column and row of its middle, the tie, and the actors of row and column."""

    x: float
    y: float
    tie: Tie
    ids: tuple[str, str]


def name_room(names: Sequence[str], width: int) -> float:
    """Pixels for the names of rows, at most a third of a narrow chart."""
    longest = max(text_width(name, NAME_SIZE) for name in names)
    return min(longest, 230.0, 0.32 * width)


def most_actors(pixels: float, smallest: float, *, numbered: bool) -> int:
    """How many actors have room in so many pixels; in small matrices fewer, so that some stand side by side."""
    return max(2, min(int(pixels / smallest), MOST_IN_PANELS if numbered else MOST_ACTORS))


def smallest_cell(longest: str) -> float:
    """The pixels of a cell in which the longest number can stand."""
    return max(SMALLEST_CELL, text_width(longest, NUMBER_SIZE) + 6)


def cells_of(
    actors: Sequence[str],
    names: Mapping[str, str],
    periods: tuple[str | None, ...],
    *,
    pixels: float,
    room: float,
    smallest: float,
) -> Cells:
    """The panels of these periods in rows, as many side by side as `pixels` hold.

    Parameters
    ----------
    pixels : width of the plot.
    room : width of the names beside it.
    smallest : the least width of a cell.
    """
    numbered = periods != (ALL_TIME,)
    largest = _PANEL_CELL if numbered else LARGEST_CELL
    cell = min(max(smallest, largest), pixels / len(actors))
    each = len(actors) * cell + _PANEL_GAP
    columns = max(1, int((pixels + _PANEL_GAP) // each))
    down = len(actors) + (_PANEL_HEAD + _PANEL_FOOT) / cell
    panels = tuple(
        Panel(period, (at % columns) * each / cell, (at // columns) * down) for at, period in enumerate(periods)
    )
    labels = [shortened(names[actor], NAME_SIZE, room) for actor in actors]
    heads = [shortened(names[actor], NAME_SIZE, _LONGEST_HEAD) for actor in actors]
    return Cells(tuple(actors), tuple(labels), tuple(heads), panels, cell, numbered)


def compact(number: int) -> str:
    """A number in few signs.

    >>> compact(980), compact(12_345), compact(3_400_000)
    ('980', '12k', '3.4m')
    """
    if number < 1000:
        return str(number)
    for size, sign in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if number >= size:
            return f"{number / size:.2g}{sign}" if number < 10 * size else f"{number // size}{sign}"
    raise AssertionError("the last size is a thousand")
