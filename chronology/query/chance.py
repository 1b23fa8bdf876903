"""What chance alone would give: permutation baselines for sequences and for windows, with a seed.

Dates and units come here as plain numbers, a few for each event concerned; the events themselves stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from chronology.dates.days import OPEN_END
from chronology.errors import QueryError
from chronology.query.arguments import require_days, require_number
from chronology.query.asked import asked
from chronology.query.engines import collected, in_pandas
from chronology.query.gap_days import bounded
from chronology.query.overlaps import Side, number_overlapping
from chronology.query.sequences import sequences, sides_of
from chronology.query.terms import ANY, Term

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
    draws: int = 999,
    seed: int = 0,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Baseline:
    """How often one event follows another, and how often it would if the two had nothing to do with each other.

    In each draw, the second events of each dyad (or what `same` names) are moved together by a random number of days,
    around in a circle from the first to the last day of all these events. So every dyad keeps its events and the time
    between them, and only their place beside the first events is left to chance. Far events make the circle wide and
    coincidence rare: :func:`select` the time that you study first.

    Parameters
    ----------
    table, first, then, within, same, wholes, all_statuses : as of :func:`sequences`.
    draws : how many, 1 or more.
    seed : the same seed gives the same draws.

    Returns
    -------
    A :class:`Baseline`: ``observed`` is the number of rows that :func:`sequences` answers, ``draws`` the numbers in the
    draws, ``expected`` their mean, ``band`` holds 95 of 100 of them, and ``p_more`` and ``p_fewer`` say how probable it
    is by chance to see as many or more, as many or fewer.

    Raises
    ------
    QueryError, UnknownId
        As of :func:`sequences`; `draws` or `seed` is no such number.
    """
    import numpy as np

    require_number("draws", draws, least=1)
    require_number("seed", seed, least=0)
    observed = sequences(
        table, first=first, then=then, within=within, same=same, wholes=wholes, all_statuses=all_statuses
    )
    sides = sides_of(table, first=first, then=then, within=within, same=same, wholes=wholes, all_statuses=all_statuses)
    return Baseline(_rows_in(observed), tuple(_Shifted(*sides).counts(draws, np.random.default_rng(seed))))


def window_by_chance(
    table: object,
    *,
    around: Term,
    before: int = 90,
    after: int = 90,
    of: Term = ANY,
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
    table, around, before, after, of, wholes, all_statuses : as of :func:`window_counts`.
    draws : how many, 1 or more.
    seed : the same seed gives the same draws.

    Returns
    -------
    pandas table, one row for each relative day from ``-before`` to ``after``: ``offset_days``, ``events`` (around all
    anchors together), ``expected`` (the mean of the draws), ``low``, ``high`` (95 of 100 draws lie between them).

    Raises
    ------
    QueryError, UnknownId
        As of :func:`window_counts`; there is no anchor or event with a first day, or the window is longer than the time
        between the first and the last event.
    """
    import numpy as np

    require_days("before", before)
    require_days("after", after)
    require_number("draws", draws, least=1)
    require_number("seed", seed, least=0)
    question = asked(table, around, of, columns=("start_min",), wholes=wholes, all_statuses=all_statuses)
    events = _first_days(question.rows(of))
    anchors = _first_days(question.rows(around))
    first, by_day = _by_day(events, anchors, before, after)
    offsets = np.arange(-before, after + 1)
    observed = _around(anchors["start_min"].to_numpy() - first, by_day, offsets)
    observed[before] -= _own(anchors, events)
    generator = np.random.default_rng(seed)
    days = (generator.integers(before, len(by_day) - after, len(anchors)) for _ in range(draws))
    drawn = np.array([_around(day, by_day, offsets) for day in days])
    low, high = np.percentile(drawn, _BAND, axis=0)
    return _table(offset_days=offsets, events=observed, expected=drawn.mean(axis=0), low=low, high=high)


class _Shifted:
    """The second events of each unit, to be moved around in a circle beside the first ones."""

    def __init__(self, firsts: Side, thens: Side) -> None:
        import numpy as np

        self.firsts, self.thens = firsts, thens
        days = np.concatenate([*firsts.days, *thens.days])
        known = days[np.abs(days) < OPEN_END // 2]
        self.first_day = int(known.min()) if len(known) else 0
        self.length = int(known.max()) - self.first_day + 1 if len(known) else 1
        self.units, self.unit_of = np.unique(thens.codes, return_inverse=True)
        self.movable = np.abs(np.stack(thens.days)).max(axis=0, initial=0) < OPEN_END // 2

    def counts(self, draws: int, generator: np.random.Generator) -> Iterator[int]:
        """In each draw, how many second events lie in the reach of a first one of the same unit."""
        for _ in range(draws):
            by_unit = generator.integers(0, self.length, len(self.units))
            yield number_overlapping(self.firsts, self._moved(by_unit))

    def _moved(self, by_unit: Days) -> Side:
        import numpy as np

        starts, ends = self.thens.days
        turned = self.first_day + (starts - self.first_day + by_unit[self.unit_of]) % self.length
        moved = np.where(self.movable, turned, starts)
        return Side((moved, moved + (ends - starts)), self.thens.codes)


def _rows_in(answer: Any) -> int:
    import narwhals as nw

    frame: Any = nw.from_native(answer)
    return int(collected(frame.select(rows=nw.len()))["rows"][0].as_py())


def _first_days(rows: Frame) -> pa.Table:
    return collected(rows.filter(bounded("start_min")).select("id", "start_min"))


def _by_day(events: pa.Table, anchors: pa.Table, before: int, after: int) -> tuple[int, Days]:
    """The first day of the events, and how many there are on each day from there to their last."""
    import numpy as np

    if not len(events) or not len(anchors):
        raise QueryError("there is no anchor or no event whose start has a first day (ask for others)")
    days = events["start_min"].to_numpy()
    first, length = int(days.min()), int(days.max()) - int(days.min()) + 1
    if length <= before + after:
        window = before + after + 1
        raise QueryError(f"the events span {length} days, too few for windows of {window} days (shorten them)")
    if length > _MOST_DAYS:
        raise QueryError(f"the events span {length:,} days, more than a baseline can hold (select() fewer)")
    return first, np.bincount(days - first, minlength=length)


_MOST_DAYS: Final = 10**8


def _around(days: Days, by_day: Days, offsets: Days) -> Days:
    """Events on each relative day of some days together; before the first and after the last day there are none."""
    import numpy as np

    counted, repeated = np.unique(days, return_counts=True)
    inside = np.zeros(len(offsets), dtype=np.int64)
    for place, offset in enumerate(offsets):
        there = counted + offset
        held = (there >= 0) & (there < len(by_day))
        inside[place] = (by_day[there[held]] * repeated[held]).sum()
    return inside


def _own(anchors: pa.Table, events: pa.Table) -> int:
    """How many anchors are events themselves."""
    return len(anchors.join(events.select(["id"]), keys="id", join_type="left semi"))


def _table(**columns: Any) -> pd.DataFrame:
    import pyarrow as pa

    return in_pandas(pa.table(columns))
