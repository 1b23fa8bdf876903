"""What a matrix is drawn with: a bar for each cell, its number, and a dot where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from chronology.render.actor_ties import ActorTies, tie_hover
from chronology.render.cells import NAME_SIZE, NUMBER_SIZE, Cells, Place, compact
from chronology.render.markup import escaped
from chronology.render.palette import Theme
from chronology.render.shades import Shading, text_on

_FILLED: Final = 0.94


def traces_of(ties: ActorTies, cells: Cells, theme: Theme, words: Mapping[str, str]) -> Iterator[go.Bar | go.Scatter]:
    """The traces of all panels, from the ground up."""
    places = {
        panel.period: list(cells.places(panel, ties.by_period[panel.period], both_ways=not ties.directed))
        for panel in cells.panels
    }
    every = [place for own in places.values() for place in own]
    yield _dots(cells, every, theme)
    shading = Shading.of(max(place.tie.events for place in every), theme)
    for at, name in enumerate(shading.names):
        cells_of_class = [
            (place, period) for period, own in places.items() for place in own if shading.index(place.tie.events) == at
        ]
        if cells_of_class:
            label = f"{escaped(words['events'])}: {name}" if at == 0 else name
            yield _bars(cells_of_class, ties, words, name=label, color=shading.colors[at])
    yield _numbers([place for place in every if cells.holds(compact(place.tie.events))], shading, theme)
    if cells.numbered:
        yield _panel_heads(ties, cells, theme)


def _bars(
    places: Sequence[tuple[Place, str | None]], ties: ActorTies, words: Mapping[str, str], *, name: str, color: str
) -> go.Bar:
    """The cells of one shade."""
    return go.Bar(
        x=[place.x for place, _ in places],
        y=[_FILLED] * len(places),
        base=[place.y - _FILLED / 2 for place, _ in places],
        width=_FILLED,
        marker={"color": color, "line": {"width": 0}},
        customdata=[[tie_hover(place.tie, ties, period, words), *place.ids] for place, period in places],
        hovertemplate="%{customdata[0]}<extra></extra>",
        name=name,
        legend="legend2",
        showlegend=True,
    )


def _numbers(places: Sequence[Place], shading: Shading, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=[place.x for place in places],
        y=[place.y for place in places],
        mode="text",
        text=[compact(place.tie.events) for place in places],
        textfont={
            "size": NUMBER_SIZE,
            "color": [text_on(shading.color(place.tie.events), theme) for place in places],
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _dots(cells: Cells, places: Sequence[Place], theme: Theme) -> go.Scatter:
    """A dot in each cell without an event."""
    taken = {(round(place.x, 6), round(place.y, 6)) for place in places}
    empty = [
        (panel.left + column, panel.top + row)
        for panel in cells.panels
        for row in range(len(cells.actors))
        for column in range(len(cells.actors))
        if row != column and (round(panel.left + column, 6), round(panel.top + row, 6)) not in taken
    ]
    return go.Scatter(
        x=[x for x, _ in empty],
        y=[y for _, y in empty],
        mode="markers",
        marker={"color": theme.control, "size": 2.5, "opacity": 0.7},
        hoverinfo="skip",
        showlegend=False,
    )


def _panel_heads(ties: ActorTies, cells: Cells, theme: Theme) -> go.Scatter:
    """The period above each small matrix, and the numbers of its columns."""
    x: list[float] = []
    y: list[float] = []
    styles: tuple[list[Any], ...] = ([], [], [], [])
    for panel in cells.panels:
        heads = [(-0.5, -0.5 - cells.at(33), f"<b>{escaped(ties.words(panel.period))}</b>", 14.0, theme.ink, "right")]
        heads += [
            (column, -0.5 - cells.at(10), str(column + 1), NAME_SIZE - 0.5, theme.ink3, "center")
            for column in range(len(cells.actors))
        ]
        for across, down, *rest in heads:
            x.append(panel.left + across)
            y.append(panel.top + down)
            for row, value in zip(styles, rest, strict=True):
                row.append(value)
    text, size, color, places = styles
    return go.Scatter(
        x=x,
        y=y,
        mode="text",
        text=text,
        textfont={"size": size, "color": color},
        textposition=[f"middle {place}" for place in places],
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
