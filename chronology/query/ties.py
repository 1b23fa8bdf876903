"""Who acts with whom, or on whom: the edges of a network."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from chronology.errors import MissingExtra, QueryError
from chronology.query.arguments import require_flag
from chronology.query.asked import actor_ids, asked
from chronology.query.engines import collected
from chronology.query.periods import Period, require_period, with_day_text, with_label, with_period
from chronology.query.table import require_columns
from chronology.query.terms import ANY, Term
from chronology.query.units import units_of

if TYPE_CHECKING:
    import networkx as nx


def ties(
    table: object,
    *,
    of: Term = ANY,
    directed: bool = False,
    per: Period | None = None,
    among: Collection[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Any:
    """The pairs of actors that act together, with how often and when.

    Two actors that stand on opposite sides of an event do not act together in it.

    Parameters
    ----------
    table : a Registry, or an event table of any engine.
    of : which events.
    directed : who acts on whom instead: the source acts, and the target has the role target or affected, or stands on
        the opposite side.
    per : a tie for each period, by the earliest start of its events; None: one for all time.
    among : only these actors; asked of a Registry, also by name.
    wholes : count a whole beside its own parts (``part_of``); else, in each tie, only the parts count. `first` and
        `last` look at the wholes, too.
    all_statuses : let events count that are planned or did not happen.

    Returns
    -------
    Table of the kind that was given (pandas for a Registry): ``period`` (with `per`), ``source``, ``target`` (ids;
    where nothing is directed, the source is the one that comes first), ``events``, ``first`` and ``last`` (the first
    day on which one of the events may have started and the last on which one may have ended, ``YYYY-MM-DD``; null
    where there is no bound). In the order of its first columns. :func:`to_networkx` takes it.

    Raises
    ------
    QueryError
        The table lacks a column, or has one of a wrong type; an unknown period.
    UnknownId
        The term names an id that the Registry does not know.
    """
    import narwhals as nw

    require_flag("directed", directed)
    if per is not None:
        require_period(per)
    units = units_of("directed_dyad" if directed else "dyad", taken=(), among=actor_ids(table, among))
    columns = ("start_min", "end_max", *units.columns)
    question = asked(table, of, columns=columns, wholes=wholes, all_statuses=all_statuses)
    rows = question.rows(of)
    dated = rows if per is None else with_period(rows, "start_min", per)
    period = () if per is None else ("period",)
    found = question.by_units(dated, units, keep=("start_min", "end_max", *period)).flagged
    edges = found.group_by(*period, *units.keys).agg(
        events=nw.col("counts").sum(), first=nw.col("start_min").min(), last=nw.col("end_max").max()
    )
    named = (
        edges.filter(nw.col("events") > 0)
        .with_columns(nw.col("events").cast(nw.Int64))
        .rename(dict(zip(units.keys, ("source", "target"), strict=True)))
        .sort(*period, "source", "target")
    )
    told = with_day_text(with_day_text(named, "first"), "last")
    told = told if per is None else with_label(told, per)
    return question.answer(told.select(*period, "source", "target", "events", "first", "last"))


def to_networkx(edges: Any, *, directed: bool = False) -> nx.Graph[str]:
    """A graph of the answer of :func:`ties`: a node for each actor, an edge for each tie.

    Parameters
    ----------
    edges : what :func:`ties` gave. With periods, the edges between two actors are parallel (a multigraph).
    directed : whether it was asked for with ``directed=True``.

    Returns
    -------
    A ``Graph`` or ``DiGraph``, with periods a ``MultiGraph`` or ``MultiDiGraph`` whose keys are the periods. Edges bear
    ``events``, ``weight`` (the same number), ``first`` and ``last``.

    Raises
    ------
    MissingExtra
        networkx is not installed.
    QueryError
        The table is not one of ties.
    """
    try:
        import networkx as nx
    except ImportError:
        raise MissingExtra("networkx", "network") from None
    require_flag("directed", directed)
    rows = _rows_of(edges)
    kinds = {(False, False): nx.Graph, (False, True): nx.DiGraph, (True, False): nx.MultiGraph}
    graph = kinds.get(("period" in rows[0] if rows else False, directed), nx.MultiDiGraph)()
    for row in rows:
        attributes = {name: value for name, value in row.items() if name not in ("source", "target")}
        key = {"key": row["period"]} if "period" in row else {}
        graph.add_edge(row["source"], row["target"], **key, **attributes, weight=row["events"])
    return graph


def _rows_of(edges: Any) -> list[dict[str, Any]]:
    import narwhals as nw

    frame: Any = nw.from_native(edges, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        raise QueryError(f"{type(edges).__name__} is no table of ties (give what ties() answers)")
    require_columns(frame.collect_schema().names(), ("source", "target", "events", "first", "last"))
    rows: list[dict[str, Any]] = collected(frame).to_pylist()
    return rows
