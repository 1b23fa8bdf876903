"""Intervals between events, as a chart needs them: when, how long, between which two, and in which lane."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.render.columns import BOUNDS, EventColumns
from chronology.render.given import Given
from chronology.render.interval_scale import LONG, day_words, number_words
from chronology.render.scale import DAYS_PER_YEAR

if TYPE_CHECKING:
    import pandas as pd

PAIR: Final = ("before_id", "after_id", "gap_days_min", "gap_days_max")
LANE: Final = "lane"
_DIMENSIONS: Final = {"actor_1": "actor", "actor_2": "actor"}
_LONG: Final = 730
_FEWEST_FOR_HALVES: Final = 6


@dataclass(frozen=True, slots=True)
class Median:
    """Half of the intervals are longer, half are shorter. It lies somewhere from ``least`` to ``most`` days."""

    least: float
    most: float

    @classmethod
    def of(cls, table: pd.DataFrame) -> Median:
        """The median of the intervals of a table, in which an infinite number of days stands for no bound.

        Of an even number it may fall on half a day; the ends of a range are then a whole day further apart.
        """
        least, most = _middle(table["least"].tolist()), _middle(table["most"].tolist())
        return cls(least, most) if least == most else cls(_whole(math.floor, least), _whole(math.ceil, most))

    @property
    def is_known(self) -> bool:
        """Whether it lies between two numbers."""
        return math.isfinite(self.least) and math.isfinite(self.most)

    @property
    def words(self) -> str:
        """In days, ``47 days`` or ``31 to 45 days``, or in years: ``96 to 98 years``."""
        if not self.is_known:
            return "not known"
        if self.least < LONG:
            return range_words(self.least, self.most)
        years = dict.fromkeys(number_words(days / DAYS_PER_YEAR) for days in (self.least, self.most))
        return f"{' to '.join(years)} years"


@dataclass(frozen=True, slots=True)
class Lane:
    """One unit and its intervals: the values that make it, its name, how many intervals it has, and their median."""

    key: str
    values: tuple[str, ...]
    name: str
    intervals: int
    median: Median


def intervals_table(answer: pd.DataFrame, columns: EventColumns) -> pd.DataFrame:
    """The answer of :func:`gaps`, with the days on which each interval begins and ends.

    Parameters
    ----------
    columns : all events that were asked about.

    Returns
    -------
    One row for each interval, in the order of the answer: ``lane`` (the values of its unit in one text), ``before_id``,
    ``after_id``, ``least``, ``most`` (days, infinite without a bound), ``from_first``, ``from_last`` (days on which it
    may begin: the end of the event before), ``to_first``, ``to_last`` (on which it may end; NaN without a bound).
    """
    import numpy as np
    import pandas as pd

    keys = [name for name in answer.columns if name not in PAIR]
    found = columns.bounds.astype(float)
    days = np.where((found > OPEN_START) & (found < OPEN_END), found, np.nan)
    before, after = (days[_places(answer[name], columns)] for name in ("before_id", "after_id"))
    start_min, start_max, end_min, end_max = map(BOUNDS.index, ("start_min", "start_max", "end_min", "end_max"))
    lane = pd.Series("", index=answer.index, dtype=object)
    for at, key in enumerate(keys):
        lane = lane + ("\x1f" if at else "") + answer[key].astype(str).astype(object)
    return pd.DataFrame(
        {
            LANE: lane.to_numpy(dtype=object),
            "before_id": answer["before_id"].astype(str).to_numpy(dtype=object),
            "after_id": answer["after_id"].astype(str).to_numpy(dtype=object),
            "least": np.nan_to_num(answer["gap_days_min"].to_numpy(dtype=float, na_value=np.nan), nan=-np.inf),
            "most": np.nan_to_num(answer["gap_days_max"].to_numpy(dtype=float, na_value=np.nan), nan=np.inf),
            "from_first": before[:, end_min],
            "from_last": before[:, end_max],
            "to_first": after[:, start_min],
            "to_last": after[:, start_max],
        }
    )


def _places(ids: pd.Series, columns: EventColumns) -> Any:
    """Where the events with these ids are in the columns."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.Array.from_pandas(ids.astype("string[pyarrow]"), type=pa.string())
    return pc.index_in(wanted, value_set=columns.table.column("id").cast(pa.string())).to_numpy(zero_copy_only=False)


def lanes_of(
    table: pd.DataFrame, keys: Sequence[str], *, by: object, given: Given, orders: Mapping[str, Sequence[str]]
) -> tuple[Lane, ...]:
    """The units, those with the most intervals first, or in the order of `orders` (values or their names)."""
    joint = " to " if by == "directed_dyad" else " and " if by == "dyad" else ", "
    lanes = []
    for key, rows in table.groupby(LANE, sort=True):
        values = tuple(str(key).split("\x1f")) if keys else ()
        names = [_name(given, name, value) for name, value in zip(keys, values, strict=True)]
        lanes.append(Lane(str(key), values, joint.join(names), len(rows), Median.of(rows)))

    def rank(lane: Lane) -> tuple[Any, ...]:
        asked = (_place(lane, at, orders.get(name, ()), given, name) for at, name in enumerate(keys))
        return (*asked, -lane.intervals, lane.key)

    return tuple(sorted(lanes, key=rank))


def _name(given: Given, by: str, value: str) -> str:
    """What a value of a unit is called; a kind by its own name, for no family stands in its place."""
    return given.header.kind_name(value) if by == "kind" else given.name(_DIMENSIONS.get(by, by), value)


def _place(lane: Lane, at: int, order: Sequence[str], given: Given, name: str) -> int:
    value = lane.values[at]
    known = (value, _name(given, name, value))
    return next((index for index, asked in enumerate(order) if asked in known), len(order))


def halves(table: pd.DataFrame) -> tuple[Median, Median] | None:
    """The medians of the earlier and of the later half, without the middle one; nothing where there are too few."""
    if len(table) < _FEWEST_FOR_HALVES:
        return None
    number = len(table) // 2
    return Median.of(table.iloc[:number]), Median.of(table.iloc[-number:])


def thinned(table: pd.DataFrame, *, first: float, last: float, columns: int) -> pd.DataFrame:
    """In each lane and each of so many columns of time, the shortest and the longest interval."""
    import numpy as np

    at = table["to_last"].fillna(table["to_first"])
    column = np.floor((at - first) / (last - first) * columns).fillna(-1)
    groups = table.groupby([table[LANE], column], sort=False)
    chosen = np.union1d(groups["least"].idxmin().to_numpy(), groups["most"].idxmax().to_numpy())
    return table.loc[chosen]


def range_words(least: float, most: float) -> str:
    """Days between two events in words.

    >>> range_words(31, 45), range_words(-9, 1), range_words(7, 7), range_words(3, math.inf)
    ('31 to 45 days', '−9 to 1 days', '7 days', '3 days or more')
    >>> range_words(-math.inf, 3), range_words(-math.inf, math.inf)
    ('3 days or fewer', 'no bound known')
    """
    if math.isinf(least) and math.isinf(most):
        return "no bound known"
    if math.isinf(most):
        return f"{day_words(least)} or more"
    if math.isinf(least):
        return f"{day_words(most)} or fewer"
    return day_words(least) if least == most else f"{number_words(least)} to {number_words(most)} days"


def told(least: float, most: float) -> str:
    """The same with what it means: in years where it is long, as an overlap where it is not above 0."""
    words = range_words(least, most)
    if math.isinf(least) or math.isinf(most):
        return f"{words}: a date has no bound" if math.isinf(least) and math.isinf(most) else words
    if most <= 0:
        return f"{words}: they overlap" if most < 0 else f"{words}: they share a day"
    if least <= 0:
        return f"{words}: they may overlap"
    if least < _LONG:
        return words
    years = dict.fromkeys(f"{number / DAYS_PER_YEAR:,.1f}" for number in (least, most))
    return f"{words} ({' to '.join(years)} years)"


def _whole(rounded: Callable[[float], int], days: float) -> float:
    return rounded(days) if math.isfinite(days) else days


def _middle(days: Iterable[float]) -> float:
    ordered = sorted(days)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return low if low == high else (low + high) / 2
