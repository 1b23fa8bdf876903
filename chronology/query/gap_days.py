"""Days between two dates as a range of whole numbers, unknown where the dates have no bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronology.dates.days import OPEN_END, OPEN_START

if TYPE_CHECKING:
    import narwhals as nw


def bounded(day: str) -> nw.Expr:
    """Whether a column of day numbers holds a day and not the sentinel of a missing bound."""
    import narwhals as nw

    return (nw.col(day) > OPEN_START) & (nw.col(day) < OPEN_END)


def gap(earlier: str, later: str) -> nw.Expr:
    """Days from one column of day numbers to another; null where either has no bound."""
    import narwhals as nw

    return nw.when(bounded(earlier) & bounded(later)).then(nw.col(later) - nw.col(earlier))


def certain_within(least: str, most: str, *, days: tuple[int, int], doubts: tuple[str, str]) -> nw.Expr:
    """Whether the range from the column `least` to the column `most` lies in `days`, and neither date is qualified."""
    import narwhals as nw

    inside = (nw.col(least) >= days[0]) & (nw.col(most) <= days[1])
    qualified = (nw.col(doubts[0]) != "") | (nw.col(doubts[1]) != "")
    return (inside & ~qualified).fill_null(False)
