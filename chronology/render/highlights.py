"""What a reader should look at first: rings around events, and lines down from their days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from chronology.errors import QueryError, UnknownId, printable
from chronology.query.select import select
from chronology.query.terms import Term
from chronology.render.columns import EventColumns
from chronology.render.layout import Layout
from chronology.render.palette import Theme
from chronology.render.traces import Trace

RING: Final = 21.0
WORD: Final = "highlighted"


def highlighted(columns: EventColumns, highlight: Term | Sequence[str] | None) -> frozenset[str]:
    """The ids of the events that a term or a list of ids names.

    Raises
    ------
    QueryError
        It is neither.
    UnknownId
        No event has one of the ids.
    """
    if highlight is None:
        return frozenset()
    if isinstance(highlight, Term):
        return frozenset(_ids(select(columns.source.table, highlight)))
    if isinstance(highlight, str) or not all(isinstance(id, str) for id in highlight):
        raise QueryError(f"highlight is a list of ids or a term: write ['{printable(str(highlight))}']"[:300])
    known = set(columns.table.column("id").to_pylist()) if highlight else set()
    for id in highlight:
        if id not in known:
            raise UnknownId(id, "event", sorted(known))
    return frozenset(highlight)


def _ids(selected: Any) -> list[str]:
    import narwhals as nw

    if isinstance(selected, nw.DataFrame | nw.LazyFrame) or not hasattr(selected, "to_arrow"):
        frame = nw.from_native(selected).select("id")
        frame = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
        return list(map(str, frame["id"].to_list()))
    return list(map(str, selected.to_arrow().column("id").to_pylist()))


def highlight_traces(layout: Layout, ids: Collection[str], theme: Theme) -> list[Trace]:
    """A ring around the symbol of each highlighted event, with an entry in the key."""
    chosen = [one for one in layout.placed if one.entry.id in ids]
    if not chosen:
        return []
    return [
        {
            "type": "scatter",
            "x": [layout.scale.position(one.mark.tie) for one in chosen],
            "y": [one.y for one in chosen],
            "mode": "markers",
            "marker": {"symbol": "circle-open", "size": RING, "color": theme.accent, "line": {"width": 2}},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "name": WORD,
            "legend": "legend2",
            "legendrank": 0,
            "showlegend": True,
        }
    ]


def highlight_lines(layout: Layout, ids: Collection[str], theme: Theme) -> list[dict[str, Any]]:
    """A line from top to bottom at the day of each highlighted event."""
    days = dict.fromkeys(one.mark.tie for one in layout.placed if one.entry.id in ids)
    return [
        {
            "type": "line",
            "x0": layout.scale.position(day),
            "x1": layout.scale.position(day),
            "yref": "y",
            "y0": 0,
            "y1": layout.height,
            "line": {"color": theme.accent, "width": 1},
            "opacity": 0.55,
            "layer": "below",
        }
        for day in days
    ]
