"""Footprints into rows, so that no two in a row touch: first fit, in the order given.

The label counts in a footprint, as with the painters of the SIMILE Timeline.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

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
    ends = np.full(64, -np.inf)
    taken: list[tuple[int, int]] = []
    used = 0
    for footprints in choices:
        if used + 1 >= len(ends):
            ends = np.concatenate([ends, np.full(len(ends), -np.inf)])
        row, index = min((int(np.argmax(ends <= first - AIR)), at) for at, (first, _) in enumerate(footprints))
        ends[row] = footprints[index][1]
        used = max(used, row + 1)
        taken.append((row, index))
    return taken
