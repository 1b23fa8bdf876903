"""Spells around anchors as plotly draws them: the band of chance, bars, and a triangle on each that leaves the band."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import plotly.graph_objects as go

from chronology.render.heading import EDGE, RIGHT
from chronology.render.markup import escaped, paragraph
from chronology.render.palette import Theme
from chronology.render.spells import Window, offset_words
from chronology.render.tellings import counted

if TYPE_CHECKING:
    import pandas as pd

LEFT: Final = 56
_PALE: Final = 0.38
_BAND_OPACITY: Final = 0.14
_MEAN_DASH: Final = "7px,4px"
_TRIANGLES: Final = {1: "triangle-up", -1: "triangle-down"}
_TRIANGLE_SIZE: Final = 11
_HOVER: Final = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"
_GAP: Final = 0.12
_HEADROOM: Final = 1.16
_TICK_PIXELS: Final = 60
_STEPS: Final = (1, 2, 3, 4, 5, 6, 7, 10, 14, 15, 20, 28, 30, 50, 60, 90, 100, 180, 200, 365)


@dataclass(frozen=True, slots=True)
class Spells:
    """What each spell has: its first day, events, and events by chance, all per anchor; and in all how many anchors."""

    window: Window
    anchors: int
    firsts: Sequence[int]
    numbers: Sequence[int]
    expected: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]

    @classmethod
    def of(cls, answer: pd.DataFrame, window: Window, anchors: int) -> Spells:
        """The answer of :func:`window_by_chance`, per anchor."""
        means = ([number / anchors for number in answer[name].tolist()] for name in ("expected", "low", "high"))
        return cls(window, anchors, answer["offset_days"].tolist(), answer["events"].tolist(), *means)

    @property
    def total(self) -> int:
        """All events around all anchors."""
        return sum(self.numbers)

    @property
    def heights(self) -> list[float]:
        """Events per anchor in each spell."""
        return [number / self.anchors for number in self.numbers]

    @property
    def sides(self) -> list[int]:
        """For each spell 1 where it lies above the band, -1 below it, 0 within."""
        return [
            (height > high) - (height < low)
            for height, low, high in zip(self.heights, self.low, self.high, strict=True)
        ]

    @property
    def middles(self) -> list[float]:
        """The middle of each spell, in days from the anchor."""
        return [first + (self.window.spell_days - 1) / 2 for first in self.firsts]

    @property
    def edges(self) -> list[float]:
        """Where the spells begin, and where the last one ends: half a day before their first days."""
        return [first - 0.5 for first in (*self.firsts, self.window.after + 1)]


def spell_traces(spells: Spells, theme: Theme) -> Iterator[go.Scatter | go.Bar]:
    """The band, then the bars within it and outside it, the mean, and the triangles on top."""
    yield from _band(spells, theme)
    hover = [_told(spells, at) for at in range(len(spells.firsts))]
    for outside in (False, True):
        if places := [at for at, side in enumerate(spells.sides) if (side != 0) == outside]:
            yield _bars(spells, places, hover, theme, outside=outside)
    yield _steps(spells, spells.expected, {"color": theme.ink2, "width": 1.4, "dash": _MEAN_DASH})
    if places := [at for at, side in enumerate(spells.sides) if side]:
        yield _triangles(spells, places, hover, theme)


def _band(spells: Spells, theme: Theme) -> Iterator[go.Scatter]:
    edge = {"color": theme.control, "width": 1}
    yield _steps(spells, spells.low, edge)
    yield _steps(spells, spells.high, edge).update(fill="tonexty", fillcolor=_with_alpha(theme.ink2, _BAND_OPACITY))


def _steps(spells: Spells, heights: Sequence[float], line: dict[str, Any]) -> go.Scatter:
    return go.Scatter(
        x=spells.edges,
        y=[*heights, heights[-1]],
        mode="lines",
        line={**line, "shape": "hv"},
        hoverinfo="skip",
        showlegend=False,
    )


def _with_alpha(color: str, alpha: float) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _bars(spells: Spells, places: Sequence[int], hover: Sequence[list[Any]], theme: Theme, *, outside: bool) -> go.Bar:
    heights, middles = spells.heights, spells.middles
    return go.Bar(
        x=[middles[at] for at in places],
        y=[heights[at] for at in places],
        width=spells.window.spell_days * (1 - _GAP),
        marker={
            "color": theme.ink2 if outside else _with_alpha(theme.control, _PALE),
            "line": {"color": theme.ink2 if outside else theme.control, "width": 1},
        },
        customdata=[hover[at] for at in places],
        hovertemplate=_HOVER,
        showlegend=False,
    )


def _triangles(spells: Spells, places: Sequence[int], hover: Sequence[list[Any]], theme: Theme) -> go.Scatter:
    heights, middles, sides = spells.heights, spells.middles, spells.sides
    lift = 0.035 * _top(spells)
    return go.Scatter(
        x=[middles[at] for at in places],
        y=[heights[at] + lift for at in places],
        mode="markers",
        marker={
            "symbol": [_TRIANGLES[sides[at]] for at in places],
            "size": _TRIANGLE_SIZE,
            "color": [theme.ink if sides[at] > 0 else theme.sheet for at in places],
            "opacity": 1,
            "line": {"color": theme.ink, "width": 1.4},
        },
        cliponaxis=False,
        customdata=[hover[at] for at in places],
        hovertemplate=_HOVER,
        showlegend=False,
    )


def _told(spells: Spells, at: int) -> list[Any]:
    first = spells.firsts[at]
    words = offset_words(first, first + spells.window.spell_days - 1)
    number = spells.numbers[at]
    lines = [
        f"{counted(number, 'event')}: {number / spells.anchors:,.2g} per anchor",
        f"By chance {spells.expected[at]:,.2g}, 95 of 100 draws {spells.low[at]:,.2g} to {spells.high[at]:,.2g}",
        {1: "Above the band", -1: "Below the band", 0: "Within the band"}[spells.sides[at]],
    ]
    return [paragraph(words[:1].upper() + words[1:]), "<br>".join(map(paragraph, lines)), first]


def spell_key(spells: Spells, theme: Theme) -> list[go.Scatter]:
    """Traces without points, which only fill the key: one for each form that occurs."""
    return [
        go.Scatter(
            x=[None],
            y=[None],
            name=words,
            legend="legend2",
            legendrank=rank + 1,
            showlegend=True,
            hoverinfo="skip",
            **sample,
        )
        for rank, (words, sample) in enumerate(_key(spells, theme))
    ]


def _key(spells: Spells, theme: Theme) -> Iterator[tuple[str, dict[str, Any]]]:
    square = {"symbol": "square", "size": 13, "line": {"color": theme.control, "width": 1}}
    for side, words in ((1, "more than by chance"), (-1, "fewer than by chance")):
        if side in spells.sides:
            color = theme.ink if side > 0 else theme.sheet
            line = {"color": theme.ink, "width": 1.4}
            marker = {"symbol": _TRIANGLES[side], "size": _TRIANGLE_SIZE, "color": color, "line": line}
            yield words, {"mode": "markers", "marker": marker}
    if 0 in spells.sides:
        yield "within the band", {"mode": "markers", "marker": {**square, "color": _with_alpha(theme.control, _PALE)}}
    band = {**square, "color": _with_alpha(theme.ink2, _BAND_OPACITY)}
    yield "95 of 100 draws", {"mode": "markers", "marker": band}
    yield "mean of the draws", {"mode": "lines", "line": {"color": theme.ink2, "width": 1.4, "dash": _MEAN_DASH}}


def window_axes(spells: Spells, theme: Theme, words: Mapping[str, str], width: int) -> dict[str, Any]:
    """The two axes, what they are called, and the day of the anchor."""
    ticks = _ticks(spells.window, max(width - LEFT - RIGHT, 120))
    return {
        "barmode": "overlay",
        "xaxis": {
            "range": [spells.edges[0], spells.edges[-1]],
            "tickmode": "array",
            "tickvals": ticks,
            "ticktext": [f"{day:+,}".replace("-", "−") if day else "0" for day in ticks],
            "showgrid": False,
            "zeroline": False,
            "showline": True,
            "ticks": "outside",
            "ticklen": 5,
            "automargin": False,
        },
        "yaxis": {
            "range": [0, _top(spells) * _HEADROOM],
            "nticks": 6,
            "zeroline": False,
            "automargin": False,
            "ticklabelstandoff": 6,
            "fixedrange": True,
        },
        "annotations": list(_annotations(theme, words)),
        "shapes": [_anchor_line(theme)],
    }


def _top(spells: Spells) -> float:
    return max(*spells.heights, *spells.high, 1 / spells.anchors)


def _ticks(window: Window, pixels: float) -> list[int]:
    """Round days, or ends of spells, on both sides of the anchor; none too close to another."""
    most = max(int(pixels / _TICK_PIXELS), 2)
    days = window.before + window.after + 1
    spell = window.spell_days
    steps = [spell * number for number in _STEPS] if spell > 1 else list(_STEPS)
    step = next((step for step in steps if days / step <= most), spell * (-(-days // (spell * most))))
    return list(range(-(window.before // step) * step, window.after + 1, step))


def _annotations(theme: Theme, words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    shared = {"showarrow": False, "font": {"size": 12.5, "color": theme.ink2}}
    yield {
        **shared,
        "text": escaped(words["events"]),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": EDGE - LEFT,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 20,
    }
    yield {
        **shared,
        "text": escaped(words["offset_days"]),
        "x": 0.5,
        "xref": "paper",
        "xanchor": "center",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -28,
    }
    yield {
        **shared,
        "text": "anchor",
        "x": 0,
        "xref": "x",
        "xanchor": "center",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 2,
        "font": {"size": 12.5, "color": theme.accent, "weight": 600},
    }


def _anchor_line(theme: Theme) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "x0": 0,
        "x1": 0,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.accent, "width": 1.4, "dash": "2px,3px"},
    }
