"""How many events there are on each day around other events: the event study, stacked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chronology.errors import QueryError
from chronology.query.arguments import Vague, require_days, require_flag, require_number, require_vague
from chronology.query.asked import Asked, asked
from chronology.query.counting import Lineage, is_part
from chronology.query.engines import at_hand, beside, joined, stacked
from chronology.query.gap_days import bounded
from chronology.query.overlaps import Span, overlapping
from chronology.query.terms import ANY, Term
from chronology.query.weights import summed
from chronology.query.windows import DATED, pairs_near, side_of

if TYPE_CHECKING:
    from chronology.query.engines import Frame


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

    Anchors stand at the first day on which they may start. Anchors are looked up
    at once, also in a lazy table, and events are counted by day before they are matched.

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
    import narwhals as nw

    require_days("before", before)
    require_days("after", after)
    require_vague(vague)
    require_flag("per_anchor", per_anchor)
    require_flag("fill", fill)
    require_spells(width, before, after)
    question = asked(table, around, of, columns=DATED, wholes=wholes, all_statuses=all_statuses)
    anchors = at_hand(question.rows(around).with_columns(itself=question.condition(of)))
    events = question.rows(of)
    days = _days_around(anchors, before, after)
    by_day = _dated(events, vague).group_by("first_day", "last_day").agg(number=nw.len())
    counted = _weighted(_on_days(days, by_day, vague), vague, sign=1)
    not_there = _own_days(anchors, vague)
    if question.lineage is not None:
        twice = _counted_twice(question, question.lineage, anchors, events, (before, after))
        not_there = stacked(not_there, joined(twice, _dated(events, vague), on=["id"], how="inner"))
    counted = stacked(counted, _weighted(_on_own_days(days, not_there, vague), vague, sign=-1))
    if fill:
        counted = _filled(counted, days)
    keys = ["anchor_id", "offset_days"] if per_anchor else ["offset_days"]
    return question.answer(summed(_in_spells(counted, width), keys, vague=vague, zeros=fill))


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


def _own_days(anchors: Frame, vague: Vague) -> Frame:
    """The days of the anchors that are events themselves: ``anchor_id``, ``id``, ``first_day``, ``last_day``."""
    import narwhals as nw

    own = _dated(anchors.filter(nw.col("itself")), vague)
    return own.select(nw.col("id").alias("anchor_id"), "id", "first_day", "last_day")


def _counted_twice(question: Asked, lineage: Lineage, anchors: Frame, events: Frame, reach: tuple[int, int]) -> Frame:
    """What :func:`window` leaves out besides the anchor itself: ``anchor_id``, ``id``, each pair once."""
    import narwhals as nw

    sides = side_of(anchors, "anchor"), side_of(events.filter(is_part()), "event", *question.kept)
    near = pairs_near(*sides, *reach).select("anchor_id", part_of="event_part_of")
    covered = lineage.wholes_of(near, within=("anchor_id",)).select("anchor_id", "id")
    kin = lineage.kin(question.frame, anchors).select("anchor_id", id="event_id")
    others = stacked(covered, kin).filter(nw.col("anchor_id") != nw.col("id"))
    return others.unique(["anchor_id", "id"])


def _on_days(days: Frame, by_day: Frame, vague: Vague) -> Frame:
    import narwhals as nw

    if vague == "earliest":
        placed = days.rename({"day": "first_day"})
        return joined(placed, by_day, on=["first_day"], how="inner")
    spans = Span("day", "same_day"), Span("first_day", "last_day")
    return overlapping(days.with_columns(same_day=nw.col("day")), by_day, spans=spans, width=1)


def _on_own_days(days: Frame, own: Frame, vague: Vague) -> Frame:
    import narwhals as nw

    if vague == "earliest":
        return joined(days.rename({"day": "first_day"}), own, on=["anchor_id", "first_day"], how="inner")
    inside = (nw.col("first_day") <= nw.col("day")) & (nw.col("day") <= nw.col("last_day"))
    return joined(days, own, on=["anchor_id"], how="inner").filter(inside)


def _weighted(days: Frame, vague: Vague, *, sign: int) -> Frame:
    import narwhals as nw

    number = (nw.col("number") if sign > 0 else nw.lit(1)).cast(nw.Int64) * sign
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
