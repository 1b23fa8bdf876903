"""The rows of a table, or the events of a registry, for which a term holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar, cast, runtime_checkable

from chronology.errors import QueryError
from chronology.query.engines import opened
from chronology.query.expressions import NO_IDS, columns_of, expression, leaves
from chronology.query.names import Names, in_ids
from chronology.query.terms import InTime, Term

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

Table = TypeVar("Table")


@runtime_checkable
class Chronicle(Names, Protocol):
    """What a question needs of a registry."""

    def to_frame(self) -> pd.DataFrame:
        """The event table."""

    def to_arrow(self) -> pa.Table:
        """The event table in Arrow, built once."""

    def alternatives_frame(self) -> pd.DataFrame:
        """The event table of the alternative dates."""

    def alternatives_arrow(self) -> pa.Table:
        """The event table of the alternative dates in Arrow, built once."""

    def take(self, ids: Iterable[str]) -> Self:
        """The events with these ids."""


def select(table: Table, term: Term) -> Table:
    """The rows for which a term holds.

    Parameters
    ----------
    table : a Registry, or an event table of any engine that narwhals knows.
    term : what to ask, such as ``during("2014") & involving("RUS")``. Asked of a Registry, actors may be named by
        id, name, alias or code, and ``alternatives=True`` is understood.

    Returns
    -------
    What was given, with fewer events, in the same order: a Registry for a Registry; a table of the same engine, with
    the same columns and types, for a table. Nothing selected: no rows, same columns.

    Raises
    ------
    QueryError
        The table lacks a column that the term looks at, or is no table; the term is no term.
    UnknownId
        The term names an actor, place, source, kind or tag that the Registry does not know.

    >>> import pandas as pd
    >>> from chronology.query.terms import of_kind
    >>> table = pd.DataFrame({"id": ["tilsit", "moscow"], "kind": ["treaty", "war"]})
    >>> list(select(table, ~of_kind("war"))["id"])
    ['tilsit']
    """
    if not isinstance(term, Term):
        raise QueryError(f"a question is a term such as during('2014'), not {type(term).__name__}")
    if isinstance(table, Chronicle):
        return cast(Table, _of_registry(table, term))
    return cast(Table, _of_table(table, term))


def _of_registry(registry: Chronicle, term: Term) -> Chronicle:
    wanted = in_ids(term, registry)
    return registry.take(_ids(registry.to_arrow(), wanted, _by_alternative(registry, wanted)))


def _by_alternative(registry: Chronicle, term: Term) -> Mapping[InTime, Collection[str]]:
    """For each time term that asks for them, the ids of the events with an alternative date that meets it."""
    asking = dict.fromkeys(leaf for leaf in leaves(term) if isinstance(leaf, InTime) and leaf.alternatives)
    if not asking:
        return NO_IDS
    table = registry.alternatives_arrow()
    return {leaf: set(_ids(table, replace(leaf, alternatives=False))) for leaf in asking}


def _ids(table: pa.Table, term: Term, by_alternative: Mapping[InTime, Collection[str]] = NO_IDS) -> list[str]:
    """The ids in the rows for which the term holds."""
    asked = _holds(table.select(columns_of(term)), term, by_alternative)
    ids: list[str] = table["id"].filter(asked.to_native()["holds"]).to_pylist()
    return ids


def _of_table(table: Any, term: Term) -> Any:
    import narwhals as nw

    if isinstance(table, nw.DataFrame | nw.LazyFrame):
        answer = nw.from_native(_of_table(table.to_native(), term))
        return answer.lazy() if isinstance(table, nw.LazyFrame) else answer
    if nw.dependencies.is_pandas_dataframe(table):
        return table[_mask(table, term)]
    return opened(table, columns_of(term)).filter(expression(term)).to_native()


def _mask(table: pd.DataFrame, term: Term) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """For each row of a pandas table whether the term holds. The table itself stays as it is."""
    import numpy as np

    return np.asarray(_holds(table, term)["holds"].to_numpy(), dtype=bool)


def _holds(table: object, term: Term, by_alternative: Mapping[InTime, Collection[str]] = NO_IDS) -> Any:
    """A frame of one column, ``holds``: for each row whether the term holds."""
    condition = expression(term, by_alternative=by_alternative)
    return opened(table, columns_of(term)).select(holds=condition.fill_null(False))
