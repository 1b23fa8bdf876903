"""Comparisons of dates that hold beyond doubt: for every reading, and never for a qualified date."""

from __future__ import annotations

from chronology.dates.certainty import Certainty
from chronology.dates.when import When


def certainly_before(one: When, other: When) -> bool:
    """Whether one date ends before the other starts, whatever they mean."""
    return one.before(other) is Certainty.CERTAIN


def certainly_starts_after(one: When, other: When) -> bool:
    """Whether one date starts after the other has started, whatever they mean."""
    if _is_doubted(one, other):
        return False
    return all(mine.start_min > theirs.start_max for mine in one.readings for theirs in other.readings)


def certainly_apart(one: When, other: When) -> bool:
    """Whether two dates have no day in common, whatever they mean."""
    return not _is_doubted(one, other) and one.overlaps(other) is Certainty.IMPOSSIBLE


def certainly_not_within(one: When, other: When) -> bool:
    """Whether one date cannot lie inside the other, whatever they mean."""
    return not _is_doubted(one, other) and one.within(other) is Certainty.IMPOSSIBLE


def _is_doubted(*dates: When) -> bool:
    return any(date.qualifiers for date in dates)
