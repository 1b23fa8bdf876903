"""A panel: the periods of a count, from the first to the last, whether or not anything happened in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.errors import QueryError
from chronology.query.engines import beside, collected, joined
from chronology.query.gap_days import bounded
from chronology.query.periods import Period, first_day, period_of

if TYPE_CHECKING:
    import pyarrow as pa

    from chronology.query.engines import Frame

MOST_PERIODS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Panel:
    """The periods from the number ``first`` to the number ``last``; none where the last lies before the first."""

    per: Period
    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last - self.first >= MOST_PERIODS:
            number = self.last - self.first + 1
            raise QueryError(f"{number:,} periods are too many to fill (give a shorter span, or a longer period)")

    def beside(self, frame: Frame, *, before: bool = False) -> Frame:
        """The periods as a table on the engine of `frame`: ``period``, ``first_day``, ``last_day``.

        With `before`, one more period stands for all time before the first.
        """
        return beside(frame, self._table(before))

    def zeros(self, units: Frame, keys: Sequence[str]) -> Frame:
        """Each period with each unit in `units`: ``period`` and the columns of `keys`."""
        periods = self.beside(units).select("period")
        return joined(periods, units.select(*keys).unique(list(keys)), how="cross") if keys else periods

    def _table(self, before: bool) -> pa.Table:
        import pyarrow as pa

        numbers = list(range(self.first, self.last + 1))
        starts = [first_day(number, self.per) for number in [*numbers, self.last + 1]]
        rows = {"period": numbers, "first_day": starts[:-1], "last_day": [start - 1 for start in starts[1:]]}
        if before:
            rows = {
                "period": [self.first - 1, *rows["period"]],
                "first_day": [OPEN_START, *rows["first_day"]],
                "last_day": [starts[0] - 1, *rows["last_day"]],
            }
        return pa.table({name: pa.array(values, pa.int64()) for name, values in rows.items()})


def panel_of(rows: Frame, *, days: Iterable[str], per: Period, span: When | None) -> Panel:
    """The periods that a span touches; where it has no bound, to the first or last day in the columns `days`.

    These are looked up at once, also in a lazy table.
    """
    first, last = (span.bounds.start_min, span.bounds.end_max) if span else (OPEN_START, OPEN_END)
    if first == OPEN_START or last == OPEN_END:
        data_first, data_last = _extremes(rows, tuple(days))
        first = data_first if first == OPEN_START else first
        last = data_last if last == OPEN_END else last
    if first > last:
        return Panel(per, 0, -1)
    return Panel(per, period_of(first, per), period_of(last, per))


def _extremes(rows: Frame, days: Sequence[str]) -> tuple[int, int]:
    import narwhals as nw

    known = {day: nw.when(bounded(day)).then(nw.col(day)) for day in days}
    row = collected(
        rows.select(
            **{f"least_{day}": value.min() for day, value in known.items()},
            **{f"greatest_{day}": value.max() for day, value in known.items()},
        )
    ).to_pylist()[0]
    least = [row[f"least_{day}"] for day in days if row[f"least_{day}"] is not None]
    greatest = [row[f"greatest_{day}"] for day in days if row[f"greatest_{day}"] is not None]
    return (int(min(least)), int(max(greatest))) if least else (OPEN_END, OPEN_START)
