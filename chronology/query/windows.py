"""What happened around other events: pairs of anchor and event, or counts for each relative day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from chronology.query.arguments import Vague, require_days, require_flag, require_vague
from chronology.query.asked import Asked, asked
from chronology.query.engines import beside, joined, stacked
from chronology.query.gap_days import bounded, certain_within, gap
from chronology.query.overlaps import Span, overlapping
from chronology.query.terms import ANY, Term
from chronology.query.weights import NOTHING

if TYPE_CHECKING:
    from chronology.query.engines import Frame


def window(
    table: object,
    *,
    around: Term,
    before: int = 90,
    after: int = 90,
    of: Term = ANY,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """The events that start within some days before or after each anchor starts.

    Parameters
    ----------
    table : a Registry, or an event table of any engine.
    around : which events are anchors.
    before, after : days, 0 or more.
    of : which events are looked for; an anchor may be one of them, but never around itself.
    wholes : keep a whole beside its own parts (``part_of``), among the anchors and among the events.
    all_statuses : let anchors and events count that are planned or did not happen.

    Returns
    -------
    Table of the kind that was given (pandas for a Registry), one row for each anchor and event that may lie so:
    ``anchor_id``, ``event_id``, ``offset_days_min``, ``offset_days_max`` (start of the event minus start of the
    anchor; negative before it; null where a start has no bound), ``certain`` (true where every reading of both dates
    lies in the window and neither is qualified). In the order of a table in memory; of a lazy one in none.

    Raises
    ------
    QueryError
        `before` or `after` is no whole number of days; the table lacks a column, or has one of a wrong type.
    UnknownId
        A term names an id that the Registry does not know.

    >>> import pandas as pd
    >>> from chronology.query.terms import of_kind
    >>> days = {name: [100, 110, 300] for name in ("start_min", "start_max", "end_min", "end_max")}
    >>> table = pd.DataFrame({"id": ["summit", "deal", "visit"], "kind": ["summit", "deal", "visit"], **days})
    >>> table = table.assign(qualifiers="", status="established", part_of=None)
    >>> window(table, around=of_kind("summit"), after=30)[["event_id", "offset_days_min"]].values.tolist()
    [['deal', 10]]
    """
    require_days("before", before)
    require_days("after", after)
    question = asked(table, around, of, columns=_DATED, wholes=wholes, all_statuses=all_statuses)
    anchors = _named(question.rows(around), "anchor")
    events = _named(question.rows(of), "event")
    return question.answer(_pairs(anchors, events, before, after))


_DATED: Final = ("start_min", "start_max", "end_min", "end_max", "qualifiers")


def _named(rows: Frame, name: str) -> Frame:
    """The rows as one side of the pairs: columns that begin with its name."""
    return rows.select(
        **{f"{name}_id": "id", f"{name}_min": "start_min", f"{name}_max": "start_max", f"{name}_doubt": "qualifiers"}
    )


def _pairs(anchors: Frame, events: Frame, before: int, after: int) -> Frame:
    import narwhals as nw

    reach = anchors.with_columns(reach_min=nw.col("anchor_min") - before, reach_max=nw.col("anchor_max") + after)
    spans = Span("reach_min", "reach_max"), Span("event_min", "event_max")
    pairs = overlapping(reach, events, spans=spans, width=before + after + 1)
    offsets = pairs.filter(nw.col("anchor_id") != nw.col("event_id")).with_columns(
        offset_days_min=gap("anchor_max", "event_min"), offset_days_max=gap("anchor_min", "event_max")
    )
    certain = certain_within(
        "offset_days_min", "offset_days_max", days=(-before, after), doubts=("anchor_doubt", "event_doubt")
    )
    return offsets.select("anchor_id", "event_id", "offset_days_min", "offset_days_max", certain=certain)


def window_counts(
    table: object,
    *,
    around: Term,
    before: int = 90,
    after: int = 90,
    of: Term = ANY,
    per_anchor: bool = True,
    vague: Vague = "earliest",
    fill: bool = False,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """The events of each relative day around anchors: the event study, stacked.

    Anchors stand at the first day on which they may start. Events are counted by day before they are matched, so that
    the costs hardly grow with their number.

    Parameters
    ----------
    table, around, before, after, of, wholes, all_statuses : as of :func:`window`.
    per_anchor : one row for each anchor and day; else the anchors are added up.
    vague : ``"earliest"`` puts the whole weight of an event on the first day on which it may start, ``"spread"``
        spreads it evenly over the days on which it may start, of which some may lie outside the window.
    fill : rows with 0 for the days without events.

    Returns
    -------
    Table of the kind that was given: ``anchor_id`` (with `per_anchor`), ``offset_days`` (0 is the day of the anchor),
    ``events`` (a whole number; with ``vague="spread"`` a float). In the order of its columns. An event or anchor whose
    start has no first day (with ``"spread"``, an event without a last one, too) lies on no relative day.

    Raises
    ------
    QueryError
        As of :func:`window`, or `vague` is another word.
    """
    require_days("before", before)
    require_days("after", after)
    require_vague(vague)
    require_flag("per_anchor", per_anchor)
    require_flag("fill", fill)
    question = asked(table, around, of, columns=_DATED, wholes=wholes, all_statuses=all_statuses)
    days = _days_around(question.rows(around), before, after)
    counted = _counted_days(question, around=around, of=of, days=days, vague=vague)
    if fill:
        counted = _filled(counted, days)
    keys = ["anchor_id", "offset_days"] if per_anchor else ["offset_days"]
    return question.answer(_added_up(counted, keys, fill=fill, whole=vague == "earliest"))


def _days_around(anchors: Frame, before: int, after: int) -> Frame:
    """Each day of the window of each anchor: ``anchor_id``, ``offset_days``, ``day``."""
    import narwhals as nw
    import pyarrow as pa

    placed = anchors.filter(bounded("start_min")).select(anchor_id="id", anchor_day="start_min")
    offsets = beside(placed, pa.table({"offset_days": pa.array(range(-before, after + 1), pa.int64())}))
    days = joined(placed, offsets, how="cross").with_columns(day=nw.col("anchor_day") + nw.col("offset_days"))
    return days.select("anchor_id", "offset_days", "day")


def _counted_days(question: Asked, *, around: Term, of: Term, days: Frame, vague: Vague) -> Frame:
    """Weights of events on the days around anchors, less those of an anchor around itself."""
    import narwhals as nw

    events = question.rows(of)
    last = "start_min" if vague == "earliest" else "start_max"
    dated = events.filter(bounded("start_min"), bounded(last)).select("id", first_day="start_min", last_day=last)
    by_day = dated.group_by("first_day", "last_day").agg(number=nw.len())
    own = joined(question.rows(around).select("id"), dated, on=["id"], how="inner")
    around_all = _weighted(_on_days(days, by_day, vague), vague, sign=1)
    of_itself = own.rename({"id": "anchor_id"}).with_columns(number=nw.lit(1, dtype=nw.Int64))
    around_itself = _weighted(_on_own_days(days, of_itself), vague, sign=-1)
    return stacked(around_all, around_itself)


def _on_days(days: Frame, by_day: Frame, vague: Vague) -> Frame:
    import narwhals as nw

    if vague == "earliest":
        placed = days.rename({"day": "first_day"})
        return joined(placed, by_day, on=["first_day"], how="inner")
    spans = Span("day", "same_day"), Span("first_day", "last_day")
    return overlapping(days.with_columns(same_day=nw.col("day")), by_day, spans=spans, width=1)


def _on_own_days(days: Frame, own: Frame) -> Frame:
    import narwhals as nw

    inside = (nw.col("first_day") <= nw.col("day")) & (nw.col("day") <= nw.col("last_day"))
    return joined(days, own, on=["anchor_id"], how="inner").filter(inside)


def _weighted(days: Frame, vague: Vague, *, sign: int) -> Frame:
    import narwhals as nw

    number = nw.col("number").cast(nw.Int64) * sign
    weight = number if vague == "earliest" else number / (nw.col("last_day") - nw.col("first_day") + 1)
    return days.select("anchor_id", "offset_days", events=weight)


def _filled(counted: Frame, days: Frame) -> Frame:
    import narwhals as nw

    dtype = counted.collect_schema()["events"]
    return stacked(counted, days.select("anchor_id", "offset_days", events=nw.lit(0, dtype=dtype)))


def _added_up(counted: Frame, keys: list[str], *, fill: bool, whole: bool) -> Frame:
    import narwhals as nw

    summed = counted.group_by(*keys).agg(nw.col("events").sum())
    something = nw.col("events") > NOTHING
    value = nw.when(something).then(nw.col("events")).otherwise(0).cast(nw.Int64 if whole else nw.Float64)
    return (summed if fill else summed.filter(something)).with_columns(events=value).sort(*keys)
