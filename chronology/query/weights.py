"""Where events count: each start and each end in the period of its earliest day, or spread over its possible days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.query.arguments import Vague
from chronology.query.engines import running_total, stacked
from chronology.query.overlaps import Span, overlapping
from chronology.query.panels import Panel
from chronology.query.periods import with_period

if TYPE_CHECKING:
    import narwhals as nw

    from chronology.query.engines import Frame

Of = Literal["start", "ongoing"]

DAYS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("start", "earliest"): ("start_min",),
    ("start", "spread"): ("start_min", "start_max"),
    ("ongoing", "earliest"): ("start_min", "end_min"),
    ("ongoing", "spread"): ("start_min", "end_min", "start_max", "end_max"),
}
"""The bounds that a count looks at."""

NOTHING: Final = 1e-9
"""Weights that add up to less are what is left of rounding."""


def spread_starts(found: Frame, keys: Sequence[str], panel: Panel) -> Frame:
    """Each start spread evenly over its possible days; under null where they have no bound."""
    import narwhals as nw

    numbers = _numbers(found, ("start_min", "start_max"), keys)
    boundless = (nw.col("start_min") == OPEN_START) | (nw.col("start_max") == OPEN_END)
    spread = _spread(numbers.filter(~boundless), ("start_min", "start_max"), keys, panel.beside(found))
    return stacked(spread, _undated(numbers.filter(boundless), keys, nw.Float64()))


def going_on(found: Frame, keys: Sequence[str], panel: Panel, vague: Vague) -> Frame:
    """Events in each period of a panel: those that have begun by its end less those that ended before it.

    Under null where the panel is empty, where an event ended before all days, or where its start, to be spread, has no
    last day.
    """
    import narwhals as nw

    numbers = _numbers(found, DAYS["ongoing", vague], keys)
    undated = nw.col("end_min") == OPEN_START
    if vague == "spread":
        undated = undated | (nw.col("start_max") == OPEN_END)
    if panel.last < panel.first:
        undated = nw.col("end_min") == nw.col("end_min")
    placed = numbers.filter(~undated)
    begun = _placed(placed, "start", keys, panel, vague)
    ended = _placed(placed, "end", keys, panel, vague).with_columns(
        period=nw.col("period") + 1, events=-1 * nw.col("events")
    )
    zeros = _zeros(placed, keys, panel, vague)
    first, last = panel.first, panel.last
    steps = stacked(begun, ended).with_columns(
        period=nw.when(nw.col("period") < first).then(nw.lit(first, dtype=nw.Int64)).otherwise(nw.col("period"))
    )
    changes = stacked(steps.filter(nw.col("period") <= last), zeros)
    per_period = changes.group_by("period", *keys).agg(nw.col("events").sum())
    totals = running_total(
        per_period.with_columns(nw.col("events").cast(_dtype(vague))), "events", by=keys, order_by="period"
    )
    return stacked(totals.select("period", *keys, "events"), _undated(numbers.filter(undated), keys, _dtype(vague)))


def with_zeros(weights: Frame, found: Frame, keys: Sequence[str], panel: Panel) -> Frame:
    """The weights, and a row with 0 for each period of the panel and each unit."""
    import narwhals as nw

    dtype = weights.collect_schema()["events"]
    zeros = panel.zeros(found, keys).with_columns(events=nw.lit(0).cast(dtype))
    return stacked(weights.select("period", *keys, "events"), zeros.select("period", *keys, "events"))


def _zeros(found: Frame, keys: Sequence[str], panel: Panel, vague: Vague) -> Frame:
    import narwhals as nw

    zeros = panel.zeros(found, keys).with_columns(events=nw.lit(0).cast(_dtype(vague)))
    return zeros.select("period", *keys, "events")


def _numbers(found: Frame, days: Sequence[str], keys: Sequence[str]) -> Frame:
    """How many events of each unit have the same bounds."""
    import narwhals as nw

    return found.group_by(*days, *keys).agg(number=nw.len()).with_columns(nw.col("number").cast(nw.Int64))


def _placed(numbers: Frame, edge: Literal["start", "end"], keys: Sequence[str], panel: Panel, vague: Vague) -> Frame:
    """The starts or the ends in the periods of a panel; what lies before it, in the period before the first."""
    import narwhals as nw

    first, last = f"{edge}_min", f"{edge}_max"
    before = nw.lit(panel.first - 1, dtype=nw.Int64)
    always = nw.col(first) == OPEN_START
    if vague == "earliest":
        dated = with_period(numbers, first, panel.per)
        period = nw.when(always | (nw.col("period") < panel.first)).then(before).otherwise(nw.col("period"))
        return (
            dated.with_columns(period=period)
            .filter(~nw.col("period").is_null())
            .select("period", *keys, events="number")
        )
    early = numbers.filter(always).select(*keys, period=before, events=nw.col("number").cast(nw.Float64))
    dated = numbers.filter(~always & (nw.col(last) != OPEN_END))
    spread = _spread(dated, (first, last), keys, panel.beside(numbers, before=True))
    return stacked(early.select("period", *keys, "events"), spread)


def _spread(numbers: Frame, days: tuple[str, str], keys: Sequence[str], periods: Frame) -> Frame:
    """The weight of each row on the days that it shares with each period."""
    import narwhals as nw

    first, last = map(nw.col, days)
    narrow = numbers.select(*keys, "number", spread_first=days[0], spread_last=days[1])
    spans = Span("first_day", "last_day"), Span("spread_first", "spread_last")
    shared = overlapping(periods, narrow, spans=spans, width=366)
    first, last = nw.col("spread_first"), nw.col("spread_last")
    days_shared = nw.min_horizontal("last_day", "spread_last") - nw.max_horizontal("first_day", "spread_first") + 1
    return shared.select("period", *keys, events=nw.col("number") * (days_shared / (last - first + 1)))


def _undated(numbers: Frame, keys: Sequence[str], dtype: nw.dtypes.DType) -> Frame:
    import narwhals as nw

    nothing = nw.lit(None, dtype=nw.Int64)
    return numbers.select(*keys, nothing.alias("period"), nw.col("number").cast(dtype).alias("events")).select(
        "period", *keys, "events"
    )


def _dtype(vague: Vague) -> nw.dtypes.DType:
    import narwhals as nw

    return nw.Int64() if vague == "earliest" else nw.Float64()
