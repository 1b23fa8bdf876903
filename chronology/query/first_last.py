"""The first and the last event of each kind, actor, dyad, place or other unit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from chronology.query.asked import actor_ids, asked, with_flag
from chronology.query.terms import ANY, Term
from chronology.query.units import units_of


def first_last(
    table: object,
    *,
    by: str | list[str] | None = "kind",
    of: Term = ANY,
    among: Collection[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """The first and the last event of each unit, in date order: by the four bounds, the text of the date, and the id.

    Parameters
    ----------
    table : a Registry, or an event table of any engine.
    by : the unit, or several, as in :func:`counts`; None: of all together.
    of : which events.
    among : only these actors make dyads and actors; asked of a Registry, also by name.
    wholes : count a whole beside its own parts (``part_of``); else, within a unit, only the parts count. The first and
        the last event may be wholes all the same.
    all_statuses : let events count that are planned or did not happen.

    Returns
    -------
    Table of the kind that was given (pandas for a Registry): the columns of `by`, ``events``, ``first_id``,
    ``first_date``, ``last_id``, ``last_date`` (ids and dates, EDTF, of the two events). In the order of `by`.

    Raises
    ------
    QueryError
        The table lacks a column, or has one of a wrong type; `by` names none.
    UnknownId
        The term names an id that the Registry does not know.
    """
    import narwhals as nw

    units = units_of(by, among=actor_ids(table, among))
    question = asked(table, of, columns=(*_ORDER, *units.columns), wholes=wholes, all_statuses=all_statuses)
    found = with_flag(question.by_units(question.rows(of), units, keep=_ORDER[:-1]))
    id, date = nw.col("id"), nw.col("date")
    ends = (
        found.with_columns(all=nw.lit(0))
        .group_by("all", *units.keys)
        .agg(
            events=nw.col("counts").sum(),
            first_id=id.first(order_by=_ORDER),
            first_date=date.first(order_by=_ORDER),
            last_id=id.last(order_by=_ORDER),
            last_date=date.last(order_by=_ORDER),
        )
    )
    told = ends.with_columns(nw.col("events").cast(nw.Int64)).sort("all", *units.keys)
    return question.answer(told.drop("all"))


_ORDER: Final = ("start_min", "start_max", "end_min", "end_max", "date", "id")
