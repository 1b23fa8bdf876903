"""The four days between which something starts and ends, and what can be said of two such things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START


class Bounds(NamedTuple):
    """Between which days something starts and ends: day numbers, all four inclusive.

    ``OPEN_START`` and ``OPEN_END`` stand for "no bound". The start is never after the end.
    """

    start_min: int
    start_max: int
    end_min: int
    end_max: int

    def before(self, other: Bounds) -> Certainty:
        """Whether this ends before the other starts."""
        return _answer(self.end_min < other.start_max, self.end_max < other.start_min)

    def overlaps(self, other: Bounds) -> Certainty:
        """Whether the two share at least one day."""
        return _answer(
            self.start_min <= other.end_max and other.start_min <= self.end_max,
            self.start_max <= other.end_min and other.start_max <= self.end_min,
        )

    def within(self, other: Bounds) -> Certainty:
        """Whether this lies wholly inside the other: starts no earlier, ends no later."""
        return _answer(
            other.start_min <= self.start_max and self.end_min <= other.end_max,
            other.start_max <= self.start_min and self.end_max <= other.end_min,
        )

    def duration(self) -> tuple[int, int | None]:
        """The fewest and the most days that it lasts; ``None`` where there is no bound.

        What is still going on lasts one day at least: which day it is counted on is not for a date to know.
        """
        bounded = self.start_min > OPEN_START and self.end_max < OPEN_END
        most = self.end_max - self.start_min + 1 if bounded else None
        is_open = self.start_max <= OPEN_START or self.end_min >= OPEN_END
        return 1 if is_open else max(1, self.end_min - self.start_max + 1), most

    def gap(self, other: Bounds) -> tuple[int | None, int | None]:
        """The fewest and the most days from the earlier end to the later start; ``None`` where there is no bound.

        1 for consecutive days, 0 where one day is shared, less where more are.
        """
        starts, ends = (self.start_min, other.start_min), (self.end_max, other.end_max)
        bounded = max(starts) > OPEN_START and min(ends) < OPEN_END
        return max(starts) - min(ends) if bounded else None, self._widest_gap(other)

    def _widest_gap(self, other: Bounds) -> int | None:
        latest_starts, earliest_ends = (self.start_max, other.start_max), (self.end_min, other.end_min)
        if max(latest_starts) >= OPEN_END or min(earliest_ends) <= OPEN_START:
            return None
        if min(earliest_ends) >= OPEN_END or max(latest_starts) <= OPEN_START:
            return 0
        return max(
            self.start_max - other.end_min,
            other.start_max - self.end_min,
            min(0, self.start_max - self.end_min),
            min(0, other.start_max - other.end_min),
        )

    def intersection(self, other: Bounds) -> Bounds | None:
        """Between which days the shared days start and end, if there are any; ``None`` when there can be none."""
        if self.overlaps(other) is Certainty.IMPOSSIBLE:
            return None
        return between(
            (max(self.start_min, other.start_min), max(self.start_max, other.start_max)),
            (min(self.end_min, other.end_min), min(self.end_max, other.end_max)),
        )


def _answer(possible: bool, certain: bool) -> Certainty:
    if certain:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if possible else Certainty.IMPOSSIBLE


def hull(readings: Iterable[Bounds]) -> Bounds:
    """The bounds that hold for every reading."""
    starts_min, starts_max, ends_min, ends_max = zip(*readings, strict=True)
    return Bounds(min(starts_min), max(starts_max), min(ends_min), max(ends_max))


def extent(pieces: Iterable[Bounds]) -> Bounds:
    """From the start of the first piece to the end of the last."""
    starts_min, starts_max, ends_min, ends_max = zip(*pieces, strict=True)
    return Bounds(min(starts_min), min(starts_max), max(ends_min), max(ends_max))


def within_pieces(inner: Bounds, pieces: Iterable[Bounds]) -> Certainty:
    """Whether something lies wholly in the days of the pieces, with none in a hole between them."""
    known = list(pieces)
    if any(inner.within(stretch) is Certainty.CERTAIN for stretch in stretches(known, certain=True)):
        return Certainty.CERTAIN
    if any(inner.within(stretch) is not Certainty.IMPOSSIBLE for stretch in stretches(known, certain=False)):
        return Certainty.POSSIBLE
    return Certainty.IMPOSSIBLE


def stretches(pieces: list[Bounds], *, certain: bool) -> list[Bounds]:
    """The pieces, joined where there is no day between them: for certain, or possibly."""
    joined: list[Bounds] = []
    for piece in sorted(pieces, key=lambda piece: piece.start_max if certain else piece.start_min):
        touches = joined and (
            piece.start_max <= joined[-1].end_min + 1 if certain else piece.start_min <= joined[-1].end_max + 1
        )
        if touches:
            joined[-1] = extent((joined[-1], piece))
        else:
            joined.append(piece)
    return joined


def between(start: tuple[int, int], end: tuple[int, int]) -> Bounds:
    """What starts within `start` and ends within `end`, no earlier than it starts."""
    return Bounds(start[0], min(start[1], end[1]), max(end[0], start[0]), end[1])
