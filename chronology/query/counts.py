"""How many events in each period, by kind, actor, dyad, place or any other unit; also as a panel."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final, get_args

from chronology.dates.when import When
from chronology.errors import QueryError
from chronology.query.arguments import Vague, require_flag, require_vague, require_word
from chronology.query.asked import InUnits, actor_ids, asked
from chronology.query.counting import Lineage
from chronology.query.engines import stacked
from chronology.query.panels import panel_of
from chronology.query.periods import Period, require_period, with_label, with_period
from chronology.query.terms import ANY, Term
from chronology.query.units import units_of
from chronology.query.weights import DAYS, Of, going_on, spread_starts, summed, zeros

if TYPE_CHECKING:
    from chronology.query.engines import Frame


def counts(
    table: object,
    *,
    per: Period | None = "month",
    by: str | list[str] | None = None,
    among: Collection[str] | None = None,
    where: Term = ANY,
    of: Of = "start",
    vague: Vague = "earliest",
    fill: bool = False,
    span: When | str | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """How many events there are in each period.

    Every event that counts has the weight 1 in all, in each unit to which it belongs, however vague its date.

    Parameters
    ----------
    table : a Registry, or an event table of any engine.
    per : ``"day"``, ``"week"`` (from Monday), ``"month"``, ``"quarter"``, ``"year"``, ``"decade"``, ``"century"``, or
        None for all time together.
    by : ``"kind"``, ``"actor"``, ``"dyad"`` (two actors that act together: ``actor_1``, ``actor_2``),
        ``"directed_dyad"`` (``actor_1`` acts on ``actor_2``), ``"place"``, ``"tag"``, ``"source"``, ``"role"``, or any
        column of text or lists of text, such as ``"status"`` or ``"acting"`` (an actor is named in any role, one that
        is acting has a part in the deed); or several. An event counts once for each of its actors, places or other
        members of a list, under null where it has none; without a dyad, nowhere. So the numbers of units need not add
        up to the number without them.
    among : only these actors make dyads and actors; asked of a Registry, also by name.
    where : which events; wholes and parts are followed through the whole table, as they are not after :func:`select`.
    of : ``"start"`` counts an event in the period in which it starts, ``"ongoing"`` in each period in which it goes on.
    vague : ``"earliest"`` takes each start and each end for its earliest possible day; ``"spread"`` spreads both
        evenly over their possible days, so that counts are expected numbers. An unknown end is the earliest one, its
        start, in the first and never comes in the second.
    fill : a row for each period from the first to the last and each unit that occurs, with 0 where there is nothing.
    span : the periods that are wanted, as EDTF text or a When: all that share a day with it. Others are not in the
        answer, nor are events that have no such period. None, or a side without a bound: to the first or last day
        on which this count puts anything.
    wholes : count a whole beside its own parts (``part_of``); else, within a unit, only the parts count. A whole that
        goes on counts in the periods in which none of its parts does.
    all_statuses : let events count that are planned or did not happen.

    Returns
    -------
    Table of the kind that was given (pandas for a Registry): ``period`` (EDTF text, such as ``2014-02``; a quarter as
    ``2014-33``, a week as the interval of its days; ``When.parse(period).earliest`` is its first day), the columns of
    `by`, ``events`` (whole numbers; floats with ``vague="spread"``), in the order of time, then of `by`. Events whose
    start has no bound have the period null (of those that go on, only where they ended before all days or no event
    has a bound). Nothing counted: no rows, same columns.

    Raises
    ------
    QueryError
        A word that is none of these, a column that is lacking or of a wrong type, a panel of too many periods.
    DateError
        `span` is no date.
    """
    if per is not None:
        require_period(per)
    if isinstance(of, Term):
        raise QueryError("of is 'start' or 'ongoing' in counts() (which events are counted, say with where=)")
    require_word("of", of, get_args(Of))
    require_vague(vague)
    require_flag("fill", fill)
    units, wanted, days = (
        units_of(by, taken=_ANSWER, among=actor_ids(table, among)),
        _wanted(span, per),
        DAYS[of, vague],
    )
    question = asked(table, where, columns=(*days, *units.columns), wholes=wholes, all_statuses=all_statuses)
    rows = question.rows(where)
    if per is None:
        totals = _added_up(question.by_units(rows, units, keep=()).counted, units.keys)
        return question.answer(units.named(summed(totals, units.keys, vague=vague, added=True)))
    found = question.by_units(with_period(rows, days[0], per), units, keep=("period", *days))
    weights = _in_periods(found, question.lineage, units.keys, per=per, of=of, vague=vague, fill=fill, span=wanted)
    added = of == "start" and vague == "earliest" and not fill
    dated = summed(weights, ("period", *units.keys), vague=vague, zeros=fill, added=added)
    return question.answer(units.named(with_label(dated, per).select("period", *units.keys, "events")))


_ANSWER: Final = ("period", "events")


def _wanted(span: When | str | None, per: Period | None) -> When | None:
    if span is None:
        return None
    if per is None:
        raise QueryError("span says which periods are wanted, and per=None has none (give per, or select() first)")
    return span if isinstance(span, When) else When.parse(span)


def _added_up(rows: Frame, keys: Sequence[str]) -> Frame:
    """How many rows bear each combination of the keys; without keys, how many there are."""
    import narwhals as nw

    added = rows.group_by(*keys).agg(events=nw.len()) if keys else rows.select(events=nw.len())
    return added.select(*keys, nw.col("events").cast(nw.Int64))


def _in_periods(
    rows: InUnits,
    lineage: Lineage | None,
    keys: Sequence[str],
    *,
    per: Period,
    of: Of,
    vague: Vague,
    fill: bool,
    span: When | None,
) -> Frame:
    """Weights in periods by number, not yet added up: ``period``, the keys, ``events``."""
    import narwhals as nw

    found = rows.counted if of == "start" else rows.flagged
    simple = of == "start" and vague == "earliest"
    if simple and not fill and span is None:
        return _added_up(found, ("period", *keys))
    panel = panel_of(found, days=DAYS[of, vague], per=per, span=span)
    if simple:
        weights = _added_up(found, ("period", *keys))
    elif of == "start":
        weights = spread_starts(found, keys, panel)
    else:
        weights = going_on(rows, lineage, keys, panel, vague)
    if fill:
        weights = stacked(weights, zeros(found, keys, panel, vague))
    if span is None:
        return weights
    return weights.filter((nw.col("period") >= panel.first) & (nw.col("period") <= panel.last))
