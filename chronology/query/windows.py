"""What happened around other events: pairs of anchor and event, or counts for each relative day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from chronology.errors import QueryError
from chronology.query.arguments import Vague, require_days, require_flag, require_number, require_vague
from chronology.query.asked import Asked, asked
from chronology.query.counting import lacking
from chronology.query.doubles import matched
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
    wholes : keep a whole in the window in which one of its own parts (``part_of``) lies, too, and an anchor's own parts
        and wholes.
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
    anchors, events = question.rows(around), question.rows(of)
    near = _near(question, anchors, events, before, after)
    offsets = near.with_columns(
        offset_days_min=gap("anchor_max", "event_min"), offset_days_max=gap("anchor_min", "event_max")
    )
    certain = certain_within(
        "offset_days_min", "offset_days_max", days=(-before, after), doubts=("anchor_doubt", "event_doubt")
    )
    return question.answer(
        offsets.select("anchor_id", "event_id", "offset_days_min", "offset_days_max", certain=certain)
    )


_DATED: Final = ("start_min", "start_max", "end_min", "end_max", "qualifiers")


def _near(question: Asked, anchors: Frame, events: Frame, before: int, after: int) -> Frame:
    """Pairs of an anchor and an event that may start in its window, neither the same nor, in part, twice."""

    def match(one: Frame, other: Frame) -> Frame:
        return _pairs(one, other, before, after)

    sides = _named(anchors, "anchor"), _named(events, "event", *question.kept)
    lineage = question.lineage
    pairs = matched(match, *sides, sides=("anchor", "event"), lineages=(None, lineage))
    return pairs if lineage is None else lacking(pairs, lineage.kin(question.frame), on=["anchor_id", "event_id"])


def _named(rows: Frame, name: str, *more: str) -> Frame:
    """The rows as one side of the pairs: columns that begin with its name."""
    columns = {
        "id": "id",
        "min": "start_min",
        "max": "start_max",
        "doubt": "qualifiers",
        **{each: each for each in more},
    }
    return rows.select(**{f"{name}_{new}": old for new, old in columns.items()})


def _pairs(anchors: Frame, events: Frame, before: int, after: int) -> Frame:
    import narwhals as nw

    reach = anchors.with_columns(reach_min=nw.col("anchor_min") - before, reach_max=nw.col("anchor_max") + after)
    spans = Span("reach_min", "reach_max"), Span("event_min", "event_max")
    pairs = overlapping(reach, events, spans=spans, width=before + after + 1)
    return pairs.filter(nw.col("anchor_id") != nw.col("event_id"))


def window_counts(
    table: object,
    *,
    around: Term,
    before: int = 90,
    after: int = 90,
    of: Term = ANY,
    per_anchor: bool = True,
    width: int = 1,
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
    width : days that are counted together: spells of 30, say, where single days are too few. The day of the anchor
        begins a spell, so `before` and ``after + 1`` must be whole numbers of spells.
    vague : ``"earliest"`` puts the whole weight of an event on the first day on which it may start, ``"spread"``
        spreads it evenly over the days on which it may start, of which some may lie outside the window.
    fill : rows with 0 for the days without events.

    Returns
    -------
    Table of the kind that was given: ``anchor_id`` (with `per_anchor`), ``offset_days`` (0 is the day of the anchor; of
    a spell its first day), ``events`` (a whole number; with ``vague="spread"`` a float). In the order of its columns.
    An event or anchor whose start has no first day (with ``"spread"``, an event without a last one, too) lies on no
    relative day.

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
    require_spells(width, before, after)
    question = asked(table, around, of, columns=_DATED, wholes=wholes, all_statuses=all_statuses)
    anchors, events = question.rows(around), question.rows(of)
    days = _days_around(anchors, before, after)
    twice = _counted_twice(question, anchors, events, before, after)
    counted = _counted_days(days, _dated(events, vague), twice, vague)
    if fill:
        counted = _filled(counted, days)
    keys = ["anchor_id", "offset_days"] if per_anchor else ["offset_days"]
    return question.answer(_added_up(_in_spells(counted, width), keys, fill=fill, whole=vague == "earliest"))


def require_spells(width: object, before: int, after: int) -> None:
    """Nothing, where a window divides into spells of a width that begin at the anchor; else a QueryError."""
    require_number("width", width, least=1)
    if isinstance(width, int) and (before % width or (after + 1) % width):
        upper = max((after + 1) // width, 1) * width - 1
        lower = before // width * width
        raise QueryError(f"the window does not divide into spells of {width} days (before={lower}, after={upper} does)")


def _days_around(anchors: Frame, before: int, after: int) -> Frame:
    """Each day of the window of each anchor: ``anchor_id``, ``offset_days``, ``day``."""
    import narwhals as nw
    import pyarrow as pa

    placed = anchors.filter(bounded("start_min")).select(anchor_id="id", anchor_day="start_min")
    offsets = beside(placed, pa.table({"offset_days": pa.array(range(-before, after + 1), pa.int64())}))
    days = joined(placed, offsets, how="cross").with_columns(day=nw.col("anchor_day") + nw.col("offset_days"))
    return days.select("anchor_id", "offset_days", "day")


def _dated(events: Frame, vague: Vague) -> Frame:
    """The events with the days on which they count: ``id``, ``first_day``, ``last_day``."""
    last = "start_min" if vague == "earliest" else "start_max"
    return events.filter(bounded("start_min"), bounded(last)).select("id", first_day="start_min", last_day=last)


def _counted_twice(question: Asked, anchors: Frame, events: Frame, before: int, after: int) -> Frame:
    """The anchors beside themselves, and what :func:`window` leaves out: ``anchor_id``, ``id``, each pair once."""
    import narwhals as nw

    itself = anchors.select(nw.col("id").alias("anchor_id"), "id")
    if question.lineage is None:
        return itself
    sides = _named(anchors, "anchor"), _named(events, "event", *question.kept)
    parts = _pairs(sides[0], sides[1].filter(~nw.col("event_part_of").is_null()), before, after)
    covered = question.lineage.wholes_of(parts.select("anchor_id", part_of="event_part_of"), within=("anchor_id",))
    kin = question.lineage.kin(question.frame).select("anchor_id", id="event_id")
    return stacked(itself, covered.select("anchor_id", "id"), kin).unique(["anchor_id", "id"])


def _counted_days(days: Frame, dated: Frame, twice: Frame, vague: Vague) -> Frame:
    """Weights of events on the days around anchors, less those that are not to be counted there."""
    import narwhals as nw

    by_day = dated.group_by("first_day", "last_day").agg(number=nw.len())
    not_there = joined(twice, dated, on=["id"], how="inner").with_columns(number=nw.lit(1, dtype=nw.Int64))
    return stacked(
        _weighted(_on_days(days, by_day, vague), vague, sign=1),
        _weighted(_on_own_days(days, not_there), vague, sign=-1),
    )


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


def _in_spells(counted: Frame, width: int) -> Frame:
    import narwhals as nw

    if width == 1:
        return counted
    return counted.with_columns(offset_days=(nw.col("offset_days") // width) * width)


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
