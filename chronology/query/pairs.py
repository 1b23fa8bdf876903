"""Events of two tables that lie close together in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from chronology.dates.days import OPEN_END
from chronology.query.arguments import require_days
from chronology.query.asked import TIME, Asked, asked
from chronology.query.doubles import matched
from chronology.query.engines import in_memory, on_one_engine
from chronology.query.gap_days import certain_within
from chronology.query.overlaps import Span, overlapping
from chronology.query.terms import ANY
from chronology.query.units import Units, units_of

if TYPE_CHECKING:
    import narwhals as nw

    from chronology.query.engines import Frame


def pairs(
    left: object,
    right: object,
    *,
    within: int = 30,
    same: str | list[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """Each event of one table with each event of another that is at most some days away: an interval join.

    Parameters
    ----------
    left, right : Registries or event tables of one engine. A Registry or a table in memory may stand beside one of
        Polars, DuckDB, Spark or Ibis: it is carried there.
    within : days between the two, 0 or more; 0 wants them to share a day, 1 lets them meet.
    same : what both must have in common, one row for each: ``"dyad"``, two actors that act together in both;
        ``"actor"``, an actor that acts in both; or a column of text or lists of text, or several; None: nothing.
    wholes : keep a whole beside an event that one of its own parts (``part_of``) lies beside, too.
    all_statuses : let events count that are planned or did not happen.

    Returns
    -------
    Table of the kind of the one on the larger engine, one row for each pair that may lie so: ``left_id``,
    ``right_id``, the columns of `same`, ``gap_days_min``, ``gap_days_max`` (0 where they share a day, else later start
    minus earlier end, whichever is later; the maximum is null where there is no bound), ``certain`` (true where every
    reading of both dates fits and neither is qualified). In the order of the tables in memory; of lazy ones in none.
    An event is not paired with itself: with one of the same id and the same days.

    Raises
    ------
    QueryError
        `within` is no whole number of days; a table lacks a column, or has one of a wrong type; two tables of
        different engines.
    """
    require_days("within", within)
    units = units_of(same, argument="same", taken=_ANSWER, acting=True)
    asked_left, asked_right = (
        asked(table, ANY, columns=(*_READ, *units.columns), wholes=wholes, all_statuses=all_statuses)
        for table in (left, right)
    )
    sides = _side(asked_left, "left", units), _side(asked_right, "right", units)
    lefts, rights = on_one_engine(*sides)
    question = asked_right if in_memory(sides[0]) and not in_memory(sides[1]) else asked_left

    def match(one: Frame, other: Frame) -> Frame:
        return _close(one, other, units.keys, within)

    lineages = asked_left.lineage, asked_right.lineage
    close = matched(match, lefts, rights, sides=("left", "right"), on=units.keys, lineages=lineages)
    return question.answer(units.named(_measured(close, units.keys, within)))


_ANSWER: Final = ("left_id", "right_id", "gap_days_min", "gap_days_max", "certain")
_READ: Final = ("id", *TIME, "qualifiers")


def _side(question: Asked, side: str, units: Units) -> Frame:
    """The rows of one table once for each unit, under names that begin with its side."""
    read = (*_READ, *question.kept)
    rows = units.rows(question.rows(ANY), keep=read, known=True)
    return rows.select(*units.keys, **{f"{side}_{name}": name for name in read})


def _close(lefts: Frame, rights: Frame, on: Sequence[str], within: int) -> Frame:
    import narwhals as nw

    reach = lefts.with_columns(reach_min=nw.col("left_start_min") - within, reach_max=nw.col("left_end_max") + within)
    spans = Span("reach_min", "reach_max"), Span("right_start_min", "right_end_max")
    close = overlapping(reach, rights, spans=spans, on=on, width=2 * within + 1)
    same = (nw.col(f"left_{name}") == nw.col(f"right_{name}") for name in _READ[:-1])
    return close.filter(~nw.all_horizontal(*same, ignore_nulls=True))


def _measured(close: Frame, on: Sequence[str], within: int) -> Frame:
    measured = close.with_columns(
        gap_days_min=_apart(("left_end_max", "right_start_min"), ("right_end_max", "left_start_min")),
        gap_days_max=_apart(("left_end_min", "right_start_max"), ("right_end_min", "left_start_max")),
    )
    certain = certain_within(
        "gap_days_min", "gap_days_max", days=(0, within), doubts=("left_qualifiers", "right_qualifiers")
    )
    return measured.select("left_id", "right_id", *on, "gap_days_min", "gap_days_max", certain=certain)


def _apart(*ends_and_starts: tuple[str, str]) -> nw.Expr:
    """0, or the greatest of some differences of a start and an end; null where that has no bound."""
    import narwhals as nw

    differences = (nw.col(start) - nw.col(end) for end, start in ends_and_starts)
    apart = nw.max_horizontal(nw.lit(0, dtype=nw.Int64), *differences)
    return nw.when(apart < OPEN_END // 2).then(apart)
