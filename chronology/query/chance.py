"""What chance alone would give: permutation baselines for sequences and for windows, with a seed.

Dates and units come here as plain numbers, a few for each event concerned; the events themselves stay where they are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from chronology.dates.days import OPEN_END
from chronology.errors import QueryError, printable
from chronology.query.arguments import require_days, require_number
from chronology.query.asked import asked
from chronology.query.engines import collected, in_pandas
from chronology.query.gap_days import bounded
from chronology.query.overlaps import Side, number_overlapping
from chronology.query.sequences import sides_of
from chronology.query.terms import ANY, Term
from chronology.query.window_counts import window_counts

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    import pyarrow as pa

    from chronology.query.engines import Frame

    Days = npt.NDArray[np.int64]

_BAND: Final = (2.5, 97.5)
"""Percentiles between which 95 of 100 draws lie."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often something was observed, and how often in draws in which only chance is at work."""

    observed: int
    draws: tuple[int, ...]

    @property
    def expected(self) -> float:
        """The mean of the draws."""
        return sum(self.draws) / len(self.draws)

    @property
    def band(self) -> tuple[float, float]:
        """Between these numbers lie 95 of 100 draws."""
        import numpy as np

        low, high = np.percentile(self.draws, _BAND)
        return float(low), float(high)

    @property
    def p_more(self) -> float:
        """How probable it is by chance to see this often or more often (Phipson and Smyth 2010: never 0)."""
        return (1 + sum(draw >= self.observed for draw in self.draws)) / (1 + len(self.draws))

    @property
    def p_fewer(self) -> float:
        """How probable it is by chance to see this often or less often."""
        return (1 + sum(draw <= self.observed for draw in self.draws)) / (1 + len(self.draws))

    def __repr__(self) -> str:
        low, high = self.band
        told = f"observed {self.observed}, expected {self.expected:.1f} ({low:.0f} to {high:.0f})"
        return f"<Baseline: {told}, p_more {self.p_more:.3f}, {len(self.draws)} draws>"


def sequences_by_chance(
    table: object,
    *,
    first: Term,
    then: Term,
    within: int = 90,
    same: str | list[str] | None = "dyad",
    among: Collection[str] | None = None,
    draws: int = 999,
    seed: int = 0,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Baseline:
    """How often one event follows another, and how often it would if the two had nothing to do with each other.

    In each draw, the second events of each dyad (or what `same` names) are moved together by a random number of days,
    around in a circle from the first to the last day of all the events concerned. So every dyad keeps its events and
    the time between them, and only their place beside the first events is left to chance. Far events make the circle
    wide and coincidence rare: :func:`select` the time that you study first.

    Parameters
    ----------
    table, first, then, within, same, among, all_statuses : as of :func:`sequences`.
    wholes : count a whole beside its own parts, among the first and among the second events.
    draws : how many, 1 or more.
    seed : the same seed gives the same draws.

    Returns
    -------
    A :class:`Baseline`: ``observed`` is the number of first and second events that may follow one another so, once for
    each thing that they have in common, ``draws`` the numbers in the draws, ``expected`` their mean, ``band`` holds 95
    of 100 of them, and ``p_more`` and ``p_fewer`` say how probable it is by chance to see as many or more, as many or
    fewer.

    Raises
    ------
    QueryError, UnknownId
        As of :func:`sequences`; `draws` or `seed` is no such number; an event is among the first and the second ones.
    """
    import numpy as np

    require_days("within", within)
    require_number("draws", draws, least=1)
    require_number("seed", seed, least=0)
    firsts, thens, codes = sides_of(
        table, first=first, then=then, same=same, among=among, wholes=wholes, all_statuses=all_statuses
    )
    _require_apart(firsts, thens)
    circle = _Circle(firsts, thens, codes, within)
    generator = np.random.default_rng(seed)
    return Baseline(circle.observed(), tuple(circle.moved(generator) for _ in range(draws)))


def window_by_chance(
    table: object,
    *,
    around: Term,
    before: int = 90,
    after: int = 90,
    of: Term = ANY,
    width: int = 1,
    draws: int = 999,
    seed: int = 0,
    wholes: bool = False,
    all_statuses: bool = False,
) -> pd.DataFrame:
    """Events for each relative day around anchors, and how many there would be around days drawn at random.

    Anchors and events stand at the first day on which they may start. In each draw, as many days as there are anchors
    are drawn from those around which the whole window lies between the first and the last event; :func:`select` the
    time that you study first.

    Parameters
    ----------
    table, around, before, after, of, width, wholes, all_statuses : as of :func:`window_counts`. Around the days drawn,
        a whole does not count beside any of its parts.
    draws : how many, 1 or more.
    seed : the same seed gives the same draws.

    Returns
    -------
    pandas table, one row for each relative day (or spell) from ``-before`` to ``after``: ``offset_days``, ``events``
    (around all anchors together), ``expected`` (the mean of the draws), ``low``, ``high`` (95 of 100 draws lie between
    them).

    Raises
    ------
    QueryError, UnknownId
        As of :func:`window_counts`; there is no anchor or event with a first day, or the window is longer than the time
        between the first and the last event.
    """
    import narwhals as nw
    import numpy as np

    require_number("draws", draws, least=1)
    require_number("seed", seed, least=0)
    stacked = window_counts(
        table,
        around=around,
        before=before,
        after=after,
        of=of,
        per_anchor=False,
        width=width,
        fill=True,
        wholes=wholes,
        all_statuses=all_statuses,
    )
    question = asked(table, around, of, columns=("start_min",), wholes=wholes, all_statuses=all_statuses)
    events = _first_days(question.without_wholes(question.rows(of)))
    number = len(_first_days(question.rows(around)))
    by_day = _by_day(events, number, before + after + 1)
    drawn = _drawn(by_day, number, before, after, draws, np.random.default_rng(seed))
    spells = drawn.reshape(draws, -1, width).sum(axis=2)
    low, high = np.percentile(spells, _BAND, axis=0)
    seen = collected(nw.from_native(stacked))
    return _table(
        offset_days=seen["offset_days"], events=seen["events"], expected=spells.mean(axis=0), low=low, high=high
    )


class _Circle:
    """The second events of each unit, to be moved around in a circle beside the first ones."""

    def __init__(self, firsts: pa.Table, thens: pa.Table, codes: tuple[Days, Days], within: int) -> None:
        import numpy as np

        ends = firsts["end_min"].to_numpy(), firsts["end_max"].to_numpy()
        self.starts = thens["start_min"].to_numpy(), thens["start_max"].to_numpy()
        days = np.concatenate([firsts["start_min"].to_numpy(), firsts["start_max"].to_numpy(), *ends, *self.starts])
        known = days[np.abs(days) < OPEN_END // 2]
        self.first_day, self.last_day = (int(known.min()), int(known.max())) if len(known) else (0, 0)
        reach = ends[0] + 1, np.minimum(ends[1] + within, self.last_day)
        ended = reach[0] < OPEN_END
        self.firsts = Side((reach[0][ended], reach[1][ended]), codes[0][ended])
        self.units, self.unit_of = np.unique(codes[1], return_inverse=True)
        self.movable = np.abs(np.stack(self.starts)).max(axis=0, initial=0) < OPEN_END // 2

    def observed(self) -> int:
        """How many second events lie in the reach of a first one of the same unit."""
        return number_overlapping(self.firsts, Side(self.starts, self.units[self.unit_of]))

    def moved(self, generator: np.random.Generator) -> int:
        """The same, each unit moved by a random number of days."""
        import numpy as np

        length = self.last_day - self.first_day + 1
        by_unit = generator.integers(0, length, len(self.units))
        start, end = self.starts
        turned = self.first_day + (start - self.first_day + by_unit[self.unit_of]) % length
        moved = np.where(self.movable, turned, start)
        return number_overlapping(self.firsts, Side((moved, moved + (end - start)), self.units[self.unit_of]))


def _require_apart(firsts: pa.Table, thens: pa.Table) -> None:
    shared = firsts.select(["id"]).join(thens.select(["id"]), "id", join_type="left semi")
    if len(shared):
        example = printable(shared["id"][0].as_py())
        raise QueryError(f"'{example}' is a first event and a second one, so moving it says nothing (see gaps())")


def _first_days(rows: Frame) -> pa.Table:
    return collected(rows.filter(bounded("start_min")).select("id", "start_min"))


def _by_day(events: pa.Table, anchors: int, window: int) -> Days:
    """How many events there are on each day from the first to the last of them."""
    import numpy as np

    if not len(events) or not anchors:
        raise QueryError("there is no anchor or no event whose start has a first day (ask for others)")
    days = events["start_min"].to_numpy()
    length = int(days.max()) - int(days.min()) + 1
    if length < window:
        raise QueryError(f"the events span {length} days, too few for windows of {window} days (shorten them)")
    if length > _MOST_DAYS:
        raise QueryError(f"the events span {length:,} days, more than a baseline can hold (select() fewer)")
    return np.bincount(days - days.min(), minlength=length)


_MOST_DAYS: Final = 10**8
_AT_ONCE: Final = 2**22


def _drawn(by_day: Days, anchors: int, before: int, after: int, draws: int, generator: np.random.Generator) -> Days:
    """In each draw, the events on each relative day around as many random days as there are anchors."""
    import numpy as np

    counted = np.zeros((draws, before + after + 1), dtype=np.int64)
    block = max(_AT_ONCE // anchors, 1)
    for begin in range(0, draws, block):
        rows = slice(begin, min(begin + block, draws))
        days = generator.integers(before, len(by_day) - after, (rows.stop - rows.start, anchors))
        for place in range(before + after + 1):
            counted[rows, place] = by_day[days + (place - before)].sum(axis=1)
    return counted


def _table(**columns: Any) -> pd.DataFrame:
    import pyarrow as pa

    return in_pandas(pa.table(columns))
