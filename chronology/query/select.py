"""The rows of a table, or the events of a registry, for which a term holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from chronology.query.arguments import require_terms
from chronology.query.asked import Chronicle, ids_by_alternative, ids_where
from chronology.query.expressions import columns_of, expression
from chronology.query.names import in_ids
from chronology.query.opening import opened
from chronology.query.terms import Term

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Table = TypeVar("Table")


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
    require_terms([term])
    if isinstance(table, Chronicle):
        return cast(Table, _of_registry(table, term))
    return cast(Table, _of_table(table, term))


def _of_registry(registry: Chronicle, term: Term) -> Chronicle:
    wanted = in_ids(term, registry)
    return registry.take(ids_where(registry.to_arrow(), wanted, ids_by_alternative(registry, [wanted])))


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

    asked: Any = opened(table, columns_of(term)).select(holds=expression(term).fill_null(False))
    return np.asarray(asked["holds"].to_numpy(), dtype=bool)
