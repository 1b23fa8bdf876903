"""A table as a question sees it: opened once, its terms put into ids, and the way back to its own kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol, Self, runtime_checkable

from chronology.errors import QueryError, printable
from chronology.query.arguments import require_flag, require_terms
from chronology.query.counting import Lineage, happened, is_part, lineage_of
from chronology.query.engines import computable, given_back, opened, stacked
from chronology.query.expressions import NO_IDS, columns_of, expression, leaves
from chronology.query.names import Names, in_ids
from chronology.query.terms import InTime, Term

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from chronology.query.engines import Frame
    from chronology.query.units import Units

TIME: Final = ("start_min", "start_max", "end_min", "end_max")


@runtime_checkable
class Chronicle(Names, Protocol):
    """What a question needs of a registry."""

    def to_frame(self) -> pd.DataFrame:
        """The event table."""

    def to_arrow(self) -> pa.Table:
        """The event table, in Arrow."""

    def alternatives_frame(self) -> pd.DataFrame:
        """The event table of the alternative dates."""

    def alternatives_arrow(self) -> pa.Table:
        """The event table of the alternative dates, in Arrow."""

    def take(self, ids: Iterable[str]) -> Self:
        """The events with these ids."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A table that is being asked.

    ``frame`` has the columns that the question needs, in the types of the event table. ``lineage``
    (None where wholes count beside their parts) and ``all_statuses`` say which rows count.
    """

    table: object
    frame: Frame
    lineage: Lineage | None
    all_statuses: bool
    names: Names | None
    by_alternative: Mapping[InTime, Collection[str]]

    def rows(self, term: Term, *, wholes: bool | None = None) -> Frame:
        """The rows that count among those for which a term holds.

        What is planned or did not happen is left out, and so is the whole of a row that counts.
        """
        known = in_ids(term, self.names) if self.names else term
        rows = self.frame.filter(expression(known, by_alternative=self.by_alternative).fill_null(False))
        counted = rows if self.all_statuses else happened(rows)
        return self.lineage.without_wholes(counted) if self.lineage and not wholes else counted

    def by_units(self, rows: Frame, units: Units, *, keep: Sequence[str], known: bool = False) -> Frame:
        """Rows once for each unit to which they belong, with the columns `keep`, and in each unit without wholes."""
        if self.lineage is None:
            return units.rows(rows, keep=("id", *keep), known=known)
        kept = ("id", "part_of", *keep)
        single, wholes = self.lineage.split(rows)
        found = units.rows(single, keep=kept, known=known)
        if wholes is None or not units.keys:
            return found
        parts = units.rows(rows.filter(is_part()), keep=("id", "part_of"))
        apart = units.rows(wholes, keep=kept, known=known)
        return stacked(found, self.lineage.without_wholes_within(apart, parts, units.keys))

    def answer(self, frame: Frame) -> Any:
        """An answer as the kind of table that was asked."""
        return given_back(frame, self.table)


def asked(table: object, *terms: Term, columns: Iterable[str], wholes: bool = True, all_statuses: bool = True) -> Asked:
    """A Registry or table, opened for a question of these terms that reads these columns.

    Raises
    ------
    QueryError
        A term is no term; the table is none, lacks a column, or has one of a wrong type; in a table in memory, an
        event starts after it ends.
    UnknownId
        A term names an actor, place, source, kind or tag that the Registry does not know.
    """
    require_terms(terms)
    require_flag("wholes", wholes)
    require_flag("all_statuses", all_statuses)
    rules = (*(() if wholes else ("part_of",)), *(() if all_statuses else ("status",)))
    looked_at = (name for term in terms for name in columns_of(term))
    wanted = tuple(dict.fromkeys(("id", *columns, *rules, *looked_at)))
    registry = table if isinstance(table, Chronicle) else None
    known = [in_ids(term, registry) for term in terms] if registry else terms
    frame = computable(opened(registry.to_arrow() if registry else table, wanted), wanted)
    _require_order(frame)
    return Asked(
        table=table,
        frame=frame,
        lineage=None if wholes else lineage_of(frame),
        all_statuses=all_statuses,
        names=registry,
        by_alternative=ids_by_alternative(registry, known) if registry else NO_IDS,
    )


def ids_by_alternative(registry: Chronicle, terms: Iterable[Term]) -> Mapping[InTime, Collection[str]]:
    """For each time term that asks for them, the ids of the events with an alternative date that meets it."""
    times = (leaf for term in terms for leaf in leaves(term) if isinstance(leaf, InTime))
    asking = dict.fromkeys(leaf for leaf in times if leaf.alternatives)
    if not asking:
        return NO_IDS
    table = registry.alternatives_arrow()
    return {leaf: set(ids_where(table, replace(leaf, alternatives=False))) for leaf in asking}


def ids_where(table: pa.Table, term: Term, by_alternative: Mapping[InTime, Collection[str]] = NO_IDS) -> list[str]:
    """The ids in the rows of an Arrow table for which a term holds."""
    condition = expression(term, by_alternative=by_alternative)
    held: Any = opened(table.select(columns_of(term)), columns_of(term)).select(holds=condition.fill_null(False))
    ids: list[str] = table["id"].filter(held.to_native()["holds"]).to_pylist()
    return ids


def _require_order(frame: Frame) -> None:
    """Nothing, where no event in memory ends before it starts; of a lazy table, ``check_table`` says so."""
    import narwhals as nw

    if not isinstance(frame, nw.DataFrame) or not set(TIME) <= set(frame.columns):
        return
    first, first_latest, last_earliest, last = map(nw.col, TIME)
    ordered = (first <= first_latest) & (first <= last_earliest) & (first_latest <= last) & (last_earliest <= last)
    wrong = frame.filter(~ordered | ordered.is_null())["id"]
    if len(wrong):
        example = printable(str(wrong[0]))
        raise QueryError(
            f"'{example}' starts after it ends, or lacks a bound: start_min <= start_max <= end_max and "
            f"start_min <= end_min <= end_max must hold ({len(wrong)} such rows; check_table() names each kind)"
        )
