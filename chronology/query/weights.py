"""Where events count: each start and each end in the period of its earliest day, or spread over its possible days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.query.arguments import Vague
from chronology.query.asked import InUnits
from chronology.query.counting import Lineage, lacking
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


def going_on(rows: InUnits, lineage: Lineage | None, keys: Sequence[str], panel: Panel, vague: Vague) -> Frame:
    """Events in each period of a panel: those that have begun by its end less those that ended before it.

    Under null where the panel is empty, where an event ended before all days, or where its start, to be spread, has no
    last day. A whole counts in the periods in which none of its parts is on.
    """
    counted = _going_on(rows.counted, keys, panel, vague)
    left_out = rows.left_out
    if lineage is None or rows.family is None or left_out is None:
        return counted
    alone = _each_going_on(left_out, ("id", *keys), panel, vague)
    on_parts = _each_going_on(rows.family.parts, ("part_of", *keys), panel, "earliest")
    covered = lineage.wholes_of(on_parts, within=("period", *keys))
    lone = lacking(alone, covered, on=["id", "period", *keys])
    return stacked(counted, lone.select("period", *keys, "events"))


def _going_on(found: Frame, keys: Sequence[str], panel: Panel, vague: Vague) -> Frame:
    import narwhals as nw

    numbers = _numbers(found, DAYS["ongoing", vague], keys)
    undated = _undated_when_going_on(panel, vague)
    placed = numbers.filter(~undated)
    begun = _placed(placed, "start", keys, panel, vague)
    ended = _placed(placed, "end", keys, panel, vague)
    steps = stacked(begun, ended.with_columns(period=nw.col("period") + 1, events=-1 * nw.col("events")))
    per_period = stacked(_in_panel(steps, panel), zeros(placed, keys, panel, vague)).group_by("period", *keys)
    changes = per_period.agg(nw.col("events").sum()).with_columns(nw.col("events").cast(_dtype(vague)))
    totals = running_total(changes, "events", by=keys, order_by="period")
    return stacked(totals.select("period", *keys, "events"), _undated(numbers.filter(undated), keys, _dtype(vague)))


def _undated_when_going_on(panel: Panel, vague: Vague) -> nw.Expr:
    import narwhals as nw

    if panel.last < panel.first:
        return nw.col("end_min") == nw.col("end_min")
    ended = nw.col("end_min") == OPEN_START
    return ended if vague == "earliest" else ended | (nw.col("start_max") == OPEN_END)


def _in_panel(steps: Frame, panel: Panel) -> Frame:
    """What changes before the first period changes in it; what changes after the last does not matter."""
    import narwhals as nw

    period = nw.col("period")
    first = nw.lit(panel.first, dtype=nw.Int64)
    return steps.with_columns(period=nw.when(period < panel.first).then(first).otherwise(period)).filter(
        period <= panel.last
    )


def _each_going_on(rows: Frame, keys: Sequence[str], panel: Panel, vague: Vague) -> Frame:
    """Each row in each period in which it is on, and by what weight; what is undated is under null."""
    import narwhals as nw

    days = DAYS["ongoing", vague]
    undated = _undated_when_going_on(panel, vague)
    narrow = rows.select(*keys, *days)
    last = "end_min" if vague == "earliest" else "end_max"
    spans = Span("first_day", "last_day"), Span("start_min", last)
    on = overlapping(panel.beside(rows), narrow.filter(~undated), spans=spans, width=366)
    weight = nw.lit(1, dtype=nw.Int64) if vague == "earliest" else _begun("last_day") - _ended("first_day")
    dated = on.select("period", *keys, events=weight)
    return stacked(dated, _undated(narrow.filter(undated).with_columns(number=nw.lit(1)), keys, _dtype(vague)))


def _begun(day: str) -> nw.Expr:
    """How probable it is that an event has begun by a day."""
    import narwhals as nw

    share = (nw.col(day) - nw.col("start_min") + 1) / (nw.col("start_max") - nw.col("start_min") + 1)
    always = (nw.col("start_min") == OPEN_START) | (nw.col(day) >= nw.col("start_max"))
    return nw.when(always).then(nw.lit(1.0)).when(nw.col(day) < nw.col("start_min")).then(nw.lit(0.0)).otherwise(share)


def _ended(day: str) -> nw.Expr:
    """How probable it is that an event ended before a day."""
    import narwhals as nw

    share = (nw.col(day) - nw.col("end_min")) / (nw.col("end_max") - nw.col("end_min") + 1)
    never = (nw.col("end_max") == OPEN_END) | (nw.col(day) <= nw.col("end_min"))
    return nw.when(never).then(nw.lit(0.0)).when(nw.col(day) > nw.col("end_max")).then(nw.lit(1.0)).otherwise(share)


def zeros(found: Frame, keys: Sequence[str], panel: Panel, vague: Vague) -> Frame:
    """A row with 0 for each period of the panel and each unit."""
    import narwhals as nw

    nothing = panel.zeros(found, keys).with_columns(events=nw.lit(0).cast(_dtype(vague)))
    return nothing.select("period", *keys, "events")


def summed(weights: Frame, keys: Sequence[str], *, vague: Vague, zeros: bool = False, added: bool = False) -> Frame:
    """The ``events`` of each combination of the keys, in order; what adds up to nothing is there only with `zeros`.

    ``added`` says that they are added up already.
    """
    import narwhals as nw

    total = weights if added else weights.group_by(*keys).agg(nw.col("events").sum())
    something = nw.col("events") > NOTHING
    value = nw.when(something).then(nw.col("events")).otherwise(nw.lit(0)).cast(_dtype(vague))
    kept = total if zeros or not keys else total.filter(something)
    valued = kept.with_columns(events=value)
    return valued.sort(*keys) if keys else valued


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
