"""The first and the last event of each kind, actor, dyad, place or other unit."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final, Literal

from chronology.query.asked import TIME, actor_ids, asked
from chronology.query.engines import stacked
from chronology.query.terms import ANY, Term
from chronology.query.units import units_of

if TYPE_CHECKING:
    from chronology.query.engines import Frame


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

    units = units_of(by, taken=("events", *_ENDS), among=actor_ids(table, among))
    question = asked(table, of, columns=(*_ORDER, *units.columns), wholes=wholes, all_statuses=all_statuses)
    found = question.by_units(question.rows(of), units, keep=_ORDER[:-1]).flagged
    every = found.with_columns(all=nw.lit(0))
    keys = ["all", *units.keys]
    ends = (_end(every, keys, which) for which in ("first", "last"))
    counted = every.select(*keys, "counts", **dict.fromkeys(_ENDS, nw.lit(None, dtype=nw.String)))
    told = (
        stacked(counted, *ends)
        .group_by(*keys)
        .agg(nw.col("counts").sum().alias("events"), *(nw.col(end).max() for end in _ENDS))
    )
    answer = told.sort(*keys).select(*units.keys, nw.col("events").cast(nw.Int64), *_ENDS)
    return question.answer(units.named(answer))


_ENDS: Final = ("first_id", "first_date", "last_id", "last_date")


def _end(rows: Frame, keys: list[str], which: Literal["first", "last"]) -> Frame:
    """The first or the last row of each unit, such that it adds nothing to the count; not every engine can take both
    the first of an order and a sum of one group."""
    import narwhals as nw

    nothing = {end: nw.lit(None, dtype=nw.String) for end in _ENDS}
    told = {**nothing, f"{which}_id": nw.col("id"), f"{which}_date": nw.col("date")}
    return rows.unique(keys, keep=which, order_by=list(_ORDER)).select(*keys, counts=nw.lit(0).cast(nw.Int64), **told)


_ORDER: Final = (*TIME, "date", "id")
