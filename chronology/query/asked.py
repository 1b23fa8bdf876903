"""A table as a question sees it: opened once, its terms put into ids, and the way back to its own kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, Self, runtime_checkable

from chronology.errors import QueryError, printable
from chronology.query.arguments import require_flag, require_terms
from chronology.query.counting import Lineage, happened, is_part, lacking, lineage_of
from chronology.query.engines import joined, stacked
from chronology.query.expressions import NO_IDS, columns_of, expression, leaves
from chronology.query.names import Names, in_ids
from chronology.query.opening import computable, given_back, opened
from chronology.query.terms import InTime, Involving, Term, involving

if TYPE_CHECKING:
    import narwhals as nw
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

    def alternatives_arrow(self) -> pa.Table:
        """The event table of the alternative dates, in Arrow."""

    def take(self, ids: Iterable[str]) -> Self:
        """The events with these ids."""


class Family(NamedTuple):
    """The parts and the wholes by units, and which wholes have a part in the same unit: ``id`` and the keys."""

    parts: Frame
    wholes: Frame
    covered: Frame


class InUnits(NamedTuple):
    """Rows by units: the single ones, and wholes and parts; None where there are none, or wholes may count, too."""

    keys: tuple[str, ...]
    single: Frame
    family: Family | None

    @property
    def counted(self) -> Frame:
        """The rows that count: without the wholes that have a part in the same unit."""
        if self.family is None:
            return self.single
        return stacked(self.single, lacking(self.family.wholes, self.family.covered, on=["id", *self.keys]))

    @property
    def left_out(self) -> Frame | None:
        """The wholes that do not count beside a part in the same unit."""
        if self.family is None:
            return None
        return lacking(self.family.wholes, self.family.covered, on=["id", *self.keys], how="semi")

    @property
    def flagged(self) -> Frame:
        """All rows, with ``counts``: 1 for those that count, 0 for the wholes left out."""
        import narwhals as nw

        counted = self.counted.with_columns(counts=nw.lit(1, dtype=nw.Int64))
        left_out = self.left_out
        return (
            counted if left_out is None else stacked(counted, left_out.with_columns(counts=nw.lit(0, dtype=nw.Int64)))
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A table that is being asked.

    ``frame`` has the columns that the question needs, in the types of the event table. ``lineage``
    is None where there are no parts, or wholes may count beside them.
    """

    table: object
    frame: Frame
    lineage: Lineage | None
    all_statuses: bool
    names: Names | None
    by_alternative: Mapping[InTime, Collection[str]]

    def rows(self, term: Term) -> Frame:
        """The rows for which a term holds, without what is planned or did not happen."""
        rows = self.frame.filter(self.condition(term))
        return rows if self.all_statuses else happened(rows)

    def condition(self, term: Term) -> nw.Expr:
        """Whether a term holds for a row."""
        known = in_ids(term, self.names) if self.names is not None else term
        return expression(known, by_alternative=self.by_alternative).fill_null(False)

    def without_wholes(self, rows: Frame) -> Frame:
        """The rows without the wholes of others of them."""
        if self.lineage is None:
            return rows
        return joined(rows, self.lineage.wholes_of(rows.filter(is_part())), on=["id"], how="anti")

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns by which parts are told: none where there are none, or wholes may count beside them."""
        return ("part_of",) if self.lineage is not None else ()

    def by_units(self, rows: Frame, units: Units, *, keep: Sequence[str], known: bool = False) -> InUnits:
        """Rows once for each unit to which they belong, with ``id`` and the columns `keep`."""
        kept = ("id", *self.kept, *keep)
        if self.lineage is None:
            return InUnits(units.keys, units.rows(rows, keep=kept, known=known), None)
        ids = self.lineage.wholes_of(rows.filter(is_part()))
        kinds = (
            joined(rows, ids, on=["id"], how="anti"),
            joined(rows, ids, on=["id"], how="semi"),
            rows.filter(is_part()),
        )
        single, wholes, parts = (units.rows(each, keep=kept, known=known) for each in kinds)
        return InUnits(units.keys, single, Family(parts, wholes, self.lineage.wholes_of(parts, within=units.keys)))

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
    known = [in_ids(term, registry) for term in terms] if registry is not None else terms
    frame = computable(opened(table if registry is None else registry.to_arrow(), wanted), wanted)
    _require_order(frame)
    return Asked(
        table=table,
        frame=frame,
        lineage=None if wholes else lineage_of(frame),
        all_statuses=all_statuses,
        names=registry,
        by_alternative=NO_IDS if registry is None else ids_by_alternative(registry, known),
    )


def actor_ids(table: object, among: object) -> tuple[str, ...] | None:
    """The actors that `among` names, as ids; None for all.

    Raises
    ------
    QueryError
        It is no list of text, or empty.
    UnknownId
        A Registry does not know one of them.
    """
    if among is None:
        return None
    names = tuple(among) if isinstance(among, list | tuple | set | frozenset) else ()
    if not names or not all(isinstance(name, str) for name in names):
        raise QueryError("among is a list of actors, such as ['RUS', 'CHN']")
    if not isinstance(table, Chronicle):
        return names
    known = (in_ids(involving(name), table) for name in names)
    return tuple(dict.fromkeys(id for term in known if isinstance(term, Involving) for id in term.actors))


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
