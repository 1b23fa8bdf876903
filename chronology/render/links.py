"""Relations between events as arrows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import plotly.graph_objects as go

from chronology.model.header import plain_words
from chronology.render.layout import Layout, Placed
from chronology.render.markup import paragraph
from chronology.render.palette import Theme

_HOVER: Final = "%{customdata[0]}<extra></extra>"


class Arrow(NamedTuple):
    """A relation between two events that are both drawn."""

    start: Placed
    end: Placed
    type: str


def arrows_of(layout: Layout) -> tuple[tuple[Arrow, ...], int]:
    """The relations between events of the chart, and how many lead out of it."""
    first_of: dict[str, Placed] = {}
    for one in layout.placed:
        first_of.setdefault(one.entry.id, one)
    arrows = tuple(_arrows(first_of))
    links = sum(len(one.entry.links) for one in first_of.values())
    return arrows, links - len(arrows)


def _arrows(first_of: dict[str, Placed]) -> Iterator[Arrow]:
    for one in first_of.values():
        for link in one.entry.links:
            if link.target in first_of:
                yield Arrow(one, first_of[link.target], link.type)


def arrow_traces(layout: Layout, theme: Theme) -> list[go.Scatter]:
    """All relations as one trace, which the legend switches off; no trace where there is none."""
    arrows, outside = arrows_of(layout)
    if not arrows:
        return []
    name = f"Relation ({outside} more lead out of this chart)" if outside else "Relation"
    x, y, hover = [], [], []
    for arrow in arrows:
        words = [paragraph(f"{arrow.start.entry.title} → {plain_words(arrow.type).lower()} → {arrow.end.entry.title}")]
        x += [layout.scale.position(_tie(arrow.start)), layout.scale.position(_tie(arrow.end)), None]
        y += [arrow.start.y, arrow.end.y, None]
        hover += [words, words, [""]]
    trace = go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": theme.ink3, "width": 1.2},
        marker={
            "symbol": "arrow",
            "angleref": "previous",
            "size": [0, 10, 0] * len(arrows),
            "standoff": [0, 7, 0] * len(arrows),
            "color": theme.ink3,
        },
        opacity=0.75,
        customdata=hover,
        hovertemplate=_HOVER,
        name=name,
        legendrank=900,
        showlegend=True,
    )
    return [trace]


def _tie(one: Placed) -> float:
    """The day at which an arrow meets a mark: its symbol, or its beginning."""
    return next((spot.day for spot in one.mark.spots if spot.form in ("filled", "pale", "hollow")), one.mark.first)
