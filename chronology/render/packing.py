"""Footprints into rows, so that no two in a row touch: first fit, in the order given.

The label counts in a footprint, as with the painters of the SIMILE Timeline.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

AIR: Final = 14.0
"""Pixels that stay free between two footprints of a row."""

Footprint = tuple[float, float]
"""The first and the last pixel that something takes."""


@dataclass(slots=True)
class _Row:
    """Footprints that lie side by side, in order."""

    taken: list[Footprint] = field(default_factory=list)

    def is_free(self, footprint: Footprint) -> bool:
        first, last = footprint
        at = bisect_left(self.taken, (first, last))
        after_is_free = at == len(self.taken) or last + AIR <= self.taken[at][0]
        return after_is_free and (at == 0 or self.taken[at - 1][1] + AIR <= first)

    def take(self, footprint: Footprint) -> None:
        insort(self.taken, footprint)


def rows_of(choices: Iterable[Sequence[Footprint]]) -> list[tuple[int, int]]:
    """For each thing to place, in order, the first row that has room for one of its footprints, and which of them.

    Footprints of one row are at least ``AIR`` pixels apart.

    >>> rows_of([[(0, 50)], [(40, 90)], [(10, 60), (70, 120)]])
    [(0, 0), (1, 0), (0, 1)]
    """
    rows: list[_Row] = []
    taken: list[tuple[int, int]] = []
    for footprints in choices:
        found = next(
            (
                (number, index)
                for number, row in enumerate(rows)
                for index, footprint in enumerate(footprints)
                if row.is_free(footprint)
            ),
            None,
        )
        if found is None:
            found = (len(rows), 0)
            rows.append(_Row())
        rows[found[0]].take(footprints[found[1]])
        taken.append(found)
    return taken


def rows_in_order(footprints: Iterable[Footprint]) -> list[int]:
    """The row of each footprint, where they come in the order of their left ends: the lowest number that is free.

    It gives what :func:`rows_of` gives, in time that grows with n log n.
    """
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    rows: list[int] = []
    for first, last in footprints:
        while busy and busy[0][0] <= first:
            heapq.heappush(free, heapq.heappop(busy)[1])
        row = heapq.heappop(free) if free else len(busy)
        heapq.heappush(busy, (last + AIR, row))
        rows.append(row)
    return rows


def rows_onward(choices: Iterable[Sequence[Footprint]]) -> list[tuple[int, int]]:
    """For each thing, in the order of time, the first row whose last thing ends before it, and its footprint there.

    It is :func:`rows_of` for things that come one after the other: a row is not looked at behind its last thing, so
    that the time does not grow with what a row holds.

    >>> rows_onward([[(0, 50)], [(40, 90)], [(10, 60), (70, 120)]])
    [(0, 0), (1, 0), (0, 1)]
    """
    ends = _Ends()
    taken: list[tuple[int, int]] = []
    for footprints in choices:
        row, index = ends.first_free(footprints[0][0]), 0
        for at in range(1, len(footprints)):
            other = ends.first_free(footprints[at][0])
            if other < row:
                row, index = other, at
        ends.set(row, footprints[index][1] + AIR)
        taken.append((row, index))
    return taken


class _Ends:
    """From where each row is free, as a tree of least ends, so that the first free row is found quickly."""

    def __init__(self) -> None:
        self.size = 64
        self.least = [-math.inf] * (2 * self.size)

    def first_free(self, pixel: float) -> int:
        """The first row that is free from a pixel on."""
        at, least, size = 1, self.least, self.size
        while at < size:
            at *= 2
            if least[at] > pixel:
                at += 1
        return at - size

    def set(self, row: int, end: float) -> None:
        """Let a row be free from there on."""
        least = self.least
        at = row + self.size
        least[at] = end
        while at > 1:
            at //= 2
            left, right = least[2 * at], least[2 * at + 1]
            low = left if left < right else right
            if low == least[at]:
                break
            least[at] = low
        if row == self.size - 1:
            self._grow()

    def _grow(self) -> None:
        """Twice as many rows."""
        rows = self.least[self.size :] + [-math.inf] * self.size
        self.size *= 2
        self.least = [-math.inf] * self.size + rows
        for at in range(self.size - 1, 0, -1):
            self.least[at] = min(self.least[2 * at], self.least[2 * at + 1])
