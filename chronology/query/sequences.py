"""One event and then another: A then B by the same actors within some days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

from chronology.query.arguments import require_days
from chronology.query.asked import TIME, actor_ids, asked
from chronology.query.engines import collected, exploded, joined, stacked
from chronology.query.gap_days import certain_within, gap
from chronology.query.overlaps import Span, codes_of, overlapping
from chronology.query.terms import Term
from chronology.query.units import DYAD, Units, units_of

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

    from chronology.query.engines import Frame
    from chronology.query.overlaps import Days


def sequences(
    table: object,
    *,
    first: Term,
    then: Term,
    within: int = 90,
    same: str | list[str] | None = "dyad",
    among: Collection[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """Each event of one sort that is followed by one of another sort within some days.

    The second starts after the first has ended: the next day is one day later. Events on a shared day are no sequence.

    Parameters
    ----------
    table : a Registry, or an event table of any engine.
    first, then : which events come first and which follow.
    within : days from the end of the first to the start of the second, 0 or more.
    same : what the two must have in common. ``"dyad"``: two actors that act together in both; ``"actor"``: an actor
        that acts in both; ``"actors"``: all the actors that act, which are the same in both; or a column of text or
        lists of text, or several; None: nothing.
    among : only these actors make dyads and actors; asked of a Registry, also by name.
    wholes : keep a whole beside its own parts (``part_of``), among the firsts and among the seconds.
    all_statuses : let events count that are planned or did not happen.

    Returns
    -------
    Table of the kind that was given (pandas for a Registry), one row for each two events and each thing that they
    have in common: ``first_id``, ``then_id``, then ``actors`` (a list of one, two or all actors) or the columns named
    by `same`, ``gap_days_min``, ``gap_days_max`` (start of the second minus end of the first; null where there is no
    bound), ``certain`` (true where every reading of both dates fits and neither is qualified). In memory in the
    order of the first events in the table (with ``same="actors"``, sets of more than two last); of a lazy table in
    none.

    Raises
    ------
    QueryError
        `within` is no whole number of days; the table lacks a column, or has one of a wrong type.
    UnknownId
        A term names an id that the Registry does not know.
    """
    require_days("within", within)
    units = _units(same, actor_ids(table, among))
    columns = (*_DATED, *(("acting",) if same == _ALL else units.columns))
    question = asked(table, first, then, columns=columns, wholes=wholes, all_statuses=all_statuses)
    firsts, thens = (question.without_wholes(question.rows(term)) for term in (first, then))
    if same == _ALL:
        pairs = _by_all_actors(_of_sets(firsts, "first"), _of_sets(thens, "then"), within)
        return question.answer(_measured(pairs, within).select("first_id", "then_id", "actors", *_MEASURES))
    pairs = _pairs(_of_units(firsts, "first", units), _of_units(thens, "then", units), units.keys, within)
    shown = [_as_list(units.keys)] if same in (DYAD, "actor") else [*units.keys]
    answer = _measured(pairs, within).select("first_id", "then_id", *shown, *_MEASURES)
    return question.answer(answer if same in (DYAD, "actor") else units.named(answer))


def _units(same: object, among: tuple[str, ...] | None) -> Units:
    return units_of(None if same == _ALL else same, argument="same", taken=_ANSWER, acting=True, among=among)


_ALL: Final = "actors"
_DATED: Final = (*TIME, "qualifiers")
_NAMES: Final = {
    "first": {"first_id": "id", "first_end_min": "end_min", "first_end_max": "end_max", "first_doubt": "qualifiers"},
    "then": {"then_id": "id", "then_min": "start_min", "then_max": "start_max", "then_doubt": "qualifiers"},
}
_MEASURES: Final = ("gap_days_min", "gap_days_max", "certain")
_ANSWER: Final = ("first_id", "then_id", *_MEASURES)


def sides_of(
    table: object,
    *,
    first: Term,
    then: Term,
    same: str | list[str] | None,
    among: Collection[str] | None,
    wholes: bool,
    all_statuses: bool,
) -> tuple[pa.Table, pa.Table, tuple[Days, Days]]:
    """The first events and the second ones in memory, once for each unit, and the number of each unit in both."""
    import narwhals as nw

    units = _units(same, actor_ids(table, among))
    read = ("acting",) if same == _ALL else units.columns
    question = asked(table, first, then, columns=(*_DATED, *read), wholes=wholes, all_statuses=all_statuses)
    kept = ("id", *TIME, *(read if same == _ALL else ()))
    rows = (question.without_wholes(question.rows(term)) for term in (first, then))
    if same == _ALL:
        rows = (each.with_columns(nw.col("acting").list.sort()) for each in rows)
    firsts, thens = (collected(units.rows(each, keep=kept, known=True)) for each in rows)
    if same == _ALL:
        firsts, thens = _with_sets(firsts), _with_sets(thens)
    on = (_SETS,) if same == _ALL else units.keys
    firsts, thens = _in_order(firsts, on), _in_order(thens, on)
    return firsts, thens, codes_of(firsts, thens, on)


_SETS: Final = "set_of_actors"


def _with_sets(rows: pa.Table) -> pa.Table:
    """Rows in memory with all the actors that act, given in order, as one text; null where nobody does."""
    import pyarrow.compute as pc

    sets = pc.binary_join(rows["acting"].combine_chunks(), "\n")
    return rows.append_column(_SETS, pc.if_else(pc.equal(sets, ""), None, sets))


def _in_order(rows: pa.Table, on: Sequence[str]) -> pa.Table:
    """Rows by their units, which so have the same numbers whatever the order of a table."""
    return rows.sort_by([(name, "ascending") for name in on]) if on else rows


def _of_units(rows: Frame, side: str, units: Units) -> Frame:
    """The rows once for each unit, as one side of the pairs."""
    names = _NAMES[side]
    return units.rows(rows, keep=tuple(names.values()), known=True).select(*units.keys, **names)


def _as_list(keys: Sequence[str]) -> nw.Expr:
    import narwhals as nw

    return nw.list(*keys).alias("actors")


def _pairs(firsts: Frame, thens: Frame, on: Sequence[str], within: int) -> Frame:
    import narwhals as nw

    reach = firsts.with_columns(reach_min=nw.col("first_end_min") + 1, reach_max=nw.col("first_end_max") + within)
    spans = Span("reach_min", "reach_max"), Span("then_min", "then_max")
    pairs = overlapping(reach, thens, spans=spans, on=on, width=within)
    return pairs.filter(nw.col("first_id") != nw.col("then_id"))


def _measured(pairs: Frame, within: int) -> Frame:
    measured = pairs.with_columns(
        gap_days_min=gap("first_end_max", "then_min"), gap_days_max=gap("first_end_min", "then_max")
    )
    certain = certain_within("gap_days_min", "gap_days_max", days=(1, within), doubts=("first_doubt", "then_doubt"))
    return measured.with_columns(certain=certain)


def _of_sets(rows: Frame, side: str) -> Frame:
    """The rows with number, least and greatest id of the actors that act, as one side of the pairs."""
    import narwhals as nw

    acting = nw.col("acting").list
    keys = {"actors_number": acting.len().cast(nw.Int64), "actors_least": acting.min(), "actors_greatest": acting.max()}
    listed = {"actors" if side == "first" else "then_actors": acting.sort()}
    return rows.filter(acting.len() > 0).select(**_NAMES[side], **keys, **listed)


_SET: Final = ("actors_number", "actors_least", "actors_greatest")


def _by_all_actors(firsts: Frame, thens: Frame, within: int) -> Frame:
    """Pairs whose acting actors are the same.

    Number, least and greatest id tell most sets of actors apart; where they agree, sets of up to two are equal, and
    of larger ones every actor is compared.
    """
    import narwhals as nw

    pairs = _pairs(firsts, thens, _SET, within)
    large = nw.col("actors_number") > 2
    equal = _with_equal_sets(
        pairs.filter(large), _members(firsts, "first_id", "actors"), _members(thens, "then_id", "then_actors")
    )
    return stacked(pairs.filter(~large), equal)


def _members(rows: Frame, id: str, actors: str) -> Frame:
    import narwhals as nw

    return exploded(rows.select(id, nw.col(actors).alias("member")), "member")


def _with_equal_sets(pairs: Frame, of_first: Frame, of_then: Frame) -> Frame:
    import narwhals as nw

    pair = ["first_id", "then_id"]
    shared = joined(
        joined(pairs.select(*pair), of_first, on=["first_id"], how="inner"),
        of_then,
        on=["then_id", "member"],
        how="inner",
    )
    counted = shared.group_by(*pair).agg(shared=nw.len())
    with_shared = joined(pairs, counted, on=pair, how="inner")
    return with_shared.filter(nw.col("shared") == nw.col("actors_number")).drop("shared")
