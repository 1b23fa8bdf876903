"""Allen's thirteen relations between two dates, each certain, possible or impossible.

After J. F. Allen, "Maintaining knowledge about temporal intervals", CACM 26 (1983). A date is the half-open stretch
from its first day to the day after its last, so consecutive days meet, and exactly one of the thirteen holds between
any two stretches. Each orders the four points at which two stretches start and end. Where these are known only as
ranges, a relation is possible when some points within the ranges stand in its order.
"""

from __future__ import annotations

import enum
import functools
import itertools
import operator
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from chronology.dates.bounds import Bounds
from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START

if TYPE_CHECKING:
    from chronology.dates.when import When


class AllenRelation(enum.Enum):
    """How one stretch of days lies to another. Each has a converse, which holds the other way round."""

    BEFORE = "before"
    """The first ends, and a day or more passes before the second starts."""
    MEETS = "meets"
    """The second starts on the day after the first ends."""
    OVERLAPS = "overlaps"
    """The first starts first and ends first, and they share a day."""
    STARTS = "starts"
    """They start together; the first ends first."""
    DURING = "during"
    """The first starts after the second and ends before it."""
    FINISHES = "finishes"
    """They end together; the second starts first."""
    EQUALS = "equals"
    """They start together and end together."""
    AFTER = "after"
    MET_BY = "met_by"
    OVERLAPPED_BY = "overlapped_by"
    STARTED_BY = "started_by"
    CONTAINS = "contains"
    FINISHED_BY = "finished_by"

    @property
    def converse(self) -> AllenRelation:
        """The relation of the second to the first."""
        first_start, first_end, second_start, second_end = _ORDERS[self]
        return _RELATIONS[second_start, second_end, first_start, first_end]

    @property
    def bit(self) -> int:
        """The bit that stands for it in a mask of relations."""
        return _BITS[self]


_ORDERS: Final[Mapping[AllenRelation, tuple[int, int, int, int]]] = {
    AllenRelation.BEFORE: (0, 1, 2, 3),
    AllenRelation.MEETS: (0, 1, 1, 2),
    AllenRelation.OVERLAPS: (0, 2, 1, 3),
    AllenRelation.STARTS: (0, 1, 0, 2),
    AllenRelation.DURING: (1, 2, 0, 3),
    AllenRelation.FINISHES: (1, 2, 0, 2),
    AllenRelation.EQUALS: (0, 1, 0, 1),
    AllenRelation.AFTER: (2, 3, 0, 1),
    AllenRelation.MET_BY: (1, 2, 0, 1),
    AllenRelation.OVERLAPPED_BY: (1, 3, 0, 2),
    AllenRelation.STARTED_BY: (0, 2, 0, 1),
    AllenRelation.CONTAINS: (0, 3, 1, 2),
    AllenRelation.FINISHED_BY: (0, 2, 1, 2),
}
"""The rank of each point, first start, first end, second start, second end; equal points share a rank."""

_RELATIONS: Final = {order: relation for relation, order in _ORDERS.items()}
_BITS: Final = {relation: 1 << place for place, relation in enumerate(AllenRelation)}
EVERY_RELATION: Final = sum(_BITS.values())


class Need(NamedTuple):
    """What some relations need: that point `later` can be `days` or more after point `earlier`."""

    earlier: int
    later: int
    days: int
    relations: int


def _needs() -> tuple[Need, ...]:
    """All needs, each once: a point comes at least as many days after one of a lower rank as the ranks differ.

    They suffice: put each point on the earliest day that the points before it allow, and it is no later than it may be.
    """
    needs: dict[tuple[int, int, int], int] = {}
    for relation, ranks in _ORDERS.items():
        for earlier, later in itertools.permutations(range(4), 2):
            if ranks[earlier] <= ranks[later]:
                place = earlier, later, ranks[later] - ranks[earlier]
                needs[place] = needs.get(place, 0) | _BITS[relation]
    return tuple(Need(*place, relations) for place, relations in needs.items())


NEEDS: Final = _needs()


def possible_relations(first: Bounds, second: Bounds) -> int:
    """The mask of the relations that are possible between two stretches."""
    lows = first.start_min, first.end_min + 1, second.start_min, second.end_min + 1
    highs = first.start_max, first.end_max + 1, second.start_max, second.end_max + 1
    mask = EVERY_RELATION
    for earlier, later, days, relations in NEEDS:
        if lows[earlier] + days > highs[later]:
            mask &= ~relations
    return mask


def relation(first: When, second: When) -> Mapping[AllenRelation, Certainty]:
    """How certain each of the thirteen relations of one date to another is.

    - A relation is certain when it is the only possible one; so at most one is certain.
    - A date qualified ``?``, ``~`` or ``%`` makes nothing certain.
    - A one-of set or a mask counts as each of its readings, so what holds for none of them is impossible. An all-of set
      counts as a whole, from its first start to its last end; whether a day lies in one of its holes is for
      ``When.overlaps`` and ``When.within`` to say.
    - An open end (``2013/..``) is later than every day. Of two open ends neither comes first, so no relation in which
      one does is possible; but that the two dates end together is never certain, as neither has a day on which it ends.
      Open starts likewise.
    - Two dates are read apart, also when they are the same text: ``1985`` and ``1985`` need not be the same day.

    >>> from chronology.dates.when import When
    >>> answers = relation(When.parse("2022-02-04"), When.parse("2022-02"))
    >>> sorted(str(one.value) for one, answer in answers.items() if answer is Certainty.POSSIBLE)
    ['after', 'before', 'during', 'equals', 'finishes', 'meets', 'met_by', 'starts']
    """
    mine, theirs = first.readings, second.readings
    mask = functools.reduce(operator.or_, itertools.starmap(possible_relations, itertools.product(mine, theirs)))
    doubtful = bool(first.qualifiers or second.qualifiers) or _may_go_on_together(mine, theirs)
    sure = Certainty.POSSIBLE if doubtful else Certainty.CERTAIN
    return MappingProxyType(
        {one: _answer(mask, bit, sure) for one, bit in _BITS.items()},
    )


def _answer(mask: int, bit: int, sure: Certainty) -> Certainty:
    if mask == bit:
        return sure
    return Certainty.POSSIBLE if mask & bit else Certainty.IMPOSSIBLE


def _may_go_on_together(first: Collection[Bounds], second: Collection[Bounds]) -> bool:
    """Whether, on some reading of each, both have an open end, or both an open start."""
    open_ends = [any(one.end_min >= OPEN_END for one in readings) for readings in (first, second)]
    open_starts = [any(one.start_max <= OPEN_START for one in readings) for readings in (first, second)]
    return all(open_ends) or all(open_starts)
