"""The time between each event and the next."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from chronology.query.asked import TIME, actor_ids, asked
from chronology.query.engines import following
from chronology.query.gap_days import gap
from chronology.query.terms import ANY, Term
from chronology.query.units import units_of


def gaps(
    table: object,
    *,
    of: Term = ANY,
    by: str | list[str] | None = None,
    among: Collection[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """Days between each event and the next one.

    Events follow one another in date order: by ``start_min, start_max, end_min, end_max``, the text of the date, and
    the id. Dates known only roughly give a range, not a number.

    Parameters
    ----------
    table : a Registry, or an event table of any engine.
    of : which events.
    by : the next one of the same kind, actor, dyad, place or other unit, as in :func:`counts`; events without one are
        left out.
    among : only these actors make dyads and actors; asked of a Registry, also by name.
    wholes : keep a whole beside its own parts (``part_of``); else, within a unit, only the parts count.
    all_statuses : let events count that are planned or did not happen.

    Returns
    -------
    Table of the kind that was given (pandas for a Registry), one row for each consecutive pair in date order: the
    columns of `by`, ``before_id``, ``after_id``, ``gap_days_min``, ``gap_days_max`` (end of the first to start of the
    second; 1 for consecutive days, 0 or less where they overlap; null where there is no bound). In the order of `by`,
    then of the dates. Fewer than two events: no rows, same columns.

    Raises
    ------
    QueryError
        The table lacks a column, or has one of a wrong type; `by` names none.
    UnknownId
        The term names an id that the Registry does not know.
    """
    import narwhals as nw

    units = units_of(by, taken=_ANSWER, among=actor_ids(table, among))
    question = asked(table, of, columns=(*_ORDER, *units.columns), wholes=wholes, all_statuses=all_statuses)
    rows = question.by_units(question.rows(of), units, keep=_ORDER[:-1], known=True).counted
    beside = following(
        rows, {"after_id": "id", "next_min": "start_min", "next_max": "start_max"}, by=units.keys, order_by=_ORDER
    )
    pairs = beside.filter(~nw.col("after_id").is_null()).sort(*units.keys, *_ORDER)
    measured = pairs.select(
        *units.keys,
        nw.col("id").alias("before_id"),
        "after_id",
        gap_days_min=gap("end_max", "next_min"),
        gap_days_max=gap("end_min", "next_max"),
    )
    return question.answer(units.named(measured))


_ANSWER: Final = ("before_id", "after_id", "gap_days_min", "gap_days_max")
_ORDER: Final = (*TIME, "date", "id")
