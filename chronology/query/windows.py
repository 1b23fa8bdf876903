"""What happened around other events: pairs of an anchor and an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from chronology.query.arguments import require_days
from chronology.query.asked import TIME, Asked, asked
from chronology.query.counting import lacking
from chronology.query.doubles import matched
from chronology.query.gap_days import certain_within, gap
from chronology.query.overlaps import Span, overlapping
from chronology.query.terms import ANY, Term

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
    question = asked(table, around, of, columns=DATED, wholes=wholes, all_statuses=all_statuses)
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


DATED: Final = (*TIME, "qualifiers")


def _near(question: Asked, anchors: Frame, events: Frame, before: int, after: int) -> Frame:
    """Pairs of an anchor and an event that may start in its window, neither the same nor, in part, twice."""

    def match(one: Frame, other: Frame) -> Frame:
        return pairs_near(one, other, before, after)

    sides = side_of(anchors, "anchor"), side_of(events, "event", *question.kept)
    lineage = question.lineage
    pairs = matched(match, *sides, sides=("anchor", "event"), lineages=(None, lineage))
    if lineage is None:
        return pairs
    return lacking(pairs, lineage.kin(question.frame, anchors), on=["anchor_id", "event_id"])


def side_of(rows: Frame, name: str, *more: str) -> Frame:
    """The rows as one side of the pairs: columns that begin with its name."""
    columns = {
        "id": "id",
        "min": "start_min",
        "max": "start_max",
        "doubt": "qualifiers",
        **{each: each for each in more},
    }
    return rows.select(**{f"{name}_{new}": old for new, old in columns.items()})


def pairs_near(anchors: Frame, events: Frame, before: int, after: int) -> Frame:
    """The pairs of two sides of which the event may start in the window of the anchor."""
    import narwhals as nw

    reach = anchors.with_columns(reach_min=nw.col("anchor_min") - before, reach_max=nw.col("anchor_max") + after)
    spans = Span("reach_min", "reach_max"), Span("event_min", "event_max")
    pairs = overlapping(reach, events, spans=spans, width=before + after + 1)
    return pairs.filter(nw.col("anchor_id") != nw.col("event_id"))
