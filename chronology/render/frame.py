"""What stands around the marks: title, lanes, axes, legend and key, with room for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from chronology.render.axis import x_axis
from chronology.render.layout import LANE_PADDING, TITLE_SIZE, LaneBand, Layout
from chronology.render.markup import escaped
from chronology.render.palette import SANS, Theme
from chronology.render.text_width import text_width

REFERENCE_WIDTH: Final = 1000
"""Labels keep apart from this width upwards, whatever the page; a notebook cell is about as wide."""

NARROW: Final = 640
GUTTER, EDGE, RIGHT = 168, 16, 28
AXIS_HEIGHT, LEGEND_LINE, TITLE_HEIGHT, SUBTITLE_HEIGHT = 46, 20, 38, 22
SCHEMA: Final = 1
_LEGEND_SYMBOL: Final = 46
LEGEND_SIZE: Final = 12.5


@dataclass(frozen=True, slots=True)
class Sides:
    """The width of a chart and its left margin, in pixels."""

    width: int
    left: int
    titles_inside: bool

    @classmethod
    def of(cls, width: int, *, has_titles: bool) -> Sides:
        """Room on the left for lane titles, where there are any and the chart is wide enough."""
        inside = width < NARROW
        return cls(width, GUTTER if has_titles and not inside else EDGE, inside)

    @property
    def pixels(self) -> int:
        """The width that is left for the plot."""
        return max(self.width - self.left - RIGHT, 120)

    @property
    def title_width(self) -> int:
        """How wide a lane title may be."""
        return self.pixels - 60 if self.titles_inside else self.left - 2 * EDGE


def legend_lines(names: Sequence[str], pixels: float) -> int:
    """How many lines a horizontal legend may need; plotly sets it in columns where one line is too short."""
    widths = [_LEGEND_SYMBOL + text_width(name, LEGEND_SIZE) for name in names]
    if sum(widths) <= pixels:
        return min(len(widths), 1)
    columns = max(1, int(pixels // max(widths)))
    return -(-len(widths) // columns)


def framed(
    figure: go.Figure,
    layout: Layout,
    theme: Theme,
    *,
    sides: Sides,
    title: str,
    subtitle: str,
    width: int | None,
    height: int | None,
) -> go.Figure:
    """The figure with everything around its marks, and at least as high as its rows."""
    shown = [trace for trace in figure.data if trace.showlegend]
    keys = [trace.name for trace in shown if trace.legend == "legend2"]
    top = _top(title, subtitle, legend_lines([trace.name for trace in shown if trace.legend is None], sides.pixels))
    bottom = EDGE + 10 + LEGEND_LINE * legend_lines(keys, sides.pixels)
    total = height or round(top + layout.height + bottom)
    inner = max(total - top - bottom, 40)
    figure.update_layout(
        width=width,
        height=total,
        margin={"l": sides.left, "r": RIGHT, "t": top, "b": bottom, "pad": 0},
        barmode="overlay",
        hovermode="closest",
        dragmode="pan",
        modebar={"remove": ["sendChartToCloud", "lasso2d", "select2d"]},
        title=_title(title, subtitle, total),
        legend=_legend(1 + AXIS_HEIGHT / inner, "bottom", theme),
        legend2={**_legend(-10 / inner, "top", theme), "itemclick": False, "itemdoubleclick": False},
        annotations=[_lane_title(band, sides, theme) for band in layout.lanes if band.title],
        shapes=[*_bands(layout.lanes, sides, theme), *_rules(layout.lanes, sides, theme)],
        meta=_meta(one.entry.id for one in layout.placed),
        xaxis={**x_axis(layout.scale), "side": "top", "showline": True, "ticks": "outside", "ticklen": 5},
        yaxis={"range": [layout.height, 0], "fixedrange": True, "visible": False},
    )
    return figure


def _top(title: str, subtitle: str, lines: int) -> int:
    """The top margin for a title, a subtitle, so many lines of legend, and the axis."""
    heading = (TITLE_HEIGHT if title else 0) + (SUBTITLE_HEIGHT if subtitle else 0)
    return EDGE + heading + LEGEND_LINE * lines + AXIS_HEIGHT


def _meta(ids: Iterable[str]) -> dict[str, Any]:
    return {"chronology": {"schema": SCHEMA, "events": list(dict.fromkeys(ids))}}


def empty_figure(template: Any, *, title: str, subtitle: str, width: int | None, height: int | None) -> go.Figure:
    """A chart of nothing, which says so."""
    figure = go.Figure()
    total = height or 180
    figure.update_layout(
        template=template,
        width=width,
        height=total,
        margin={"l": EDGE, "r": EDGE, "t": _top(title, subtitle, 0), "b": EDGE},
        title=_title(title, subtitle, total),
        modebar={"remove": ["sendChartToCloud"]},
        xaxis={"visible": False},
        yaxis={"visible": False},
        meta=_meta(()),
        annotations=[
            {
                "text": "There are no events to show.",
                "x": 0.5,
                "y": 0.5,
                "xref": "paper",
                "yref": "paper",
                "showarrow": False,
            }
        ],
    )
    return figure


def _title(title: str, subtitle: str, height: int) -> Mapping[str, Any]:
    """The title and the subtitle; plotly has no subtitle without a title, so one alone is a title in its type."""
    settings: dict[str, Any] = {
        "text": escaped(title or subtitle),
        "xref": "container",
        "x": 0,
        "xanchor": "left",
        "yref": "container",
        "y": 1 - EDGE / height,
        "yanchor": "top",
        "pad": {"l": EDGE},
    }
    if title and subtitle:
        settings["subtitle"] = {"text": escaped(subtitle)}
    elif subtitle:
        settings["font"] = {"family": SANS, "size": 14, "weight": 400}
    return settings


def _legend(y: float, anchor: str, theme: Theme) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": y,
        "yanchor": anchor,
        "tracegroupgap": 0,
        "font": {"color": theme.ink2, "size": LEGEND_SIZE},
    }


def _lane_title(band: LaneBand, sides: Sides, theme: Theme) -> dict[str, Any]:
    counted = str(band.events) if band.shown == band.events else f"{band.shown} of {band.events}"
    count = f'<span style="color:{theme.ink3};font-weight:400">{counted}</span>'
    name = (" " if sides.titles_inside else "<br>").join([*map(escaped, band.title), count])
    return {
        "text": name,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 0 if sides.titles_inside else EDGE - sides.left,
        "y": band.top + LANE_PADDING - 2,
        "yref": "y",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": TITLE_SIZE, "color": theme.ink, "weight": 600},
    }


def _bands(lanes: Sequence[LaneBand], sides: Sides, theme: Theme) -> Iterator[dict[str, Any]]:
    """A light ground behind every second lane and its title."""
    for band in lanes[1::2]:
        shared = {
            "type": "rect",
            "xref": "paper",
            "yref": "y",
            "y0": band.top,
            "y1": band.bottom,
            "fillcolor": theme.ink,
            "opacity": 0.03,
            "line": {"width": 0},
            "layer": "below",
        }
        yield {**shared, "x0": 0, "x1": 1}
        yield {**shared, "xsizemode": "pixel", "xanchor": 0, "x0": -sides.left, "x1": 0}
        yield {**shared, "xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": RIGHT}


def _rules(lanes: Sequence[LaneBand], sides: Sides, theme: Theme) -> Iterator[dict[str, Any]]:
    """A line under each lane."""
    for band in lanes:
        shared = {
            "type": "line",
            "xref": "paper",
            "yref": "y",
            "y0": band.bottom,
            "y1": band.bottom,
            "line": {"color": theme.rule, "width": 1},
            "layer": "below",
        }
        yield {**shared, "x0": 0, "x1": 1}
        yield {**shared, "xsizemode": "pixel", "xanchor": 0, "x0": -sides.left, "x1": 0}
        yield {**shared, "xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": RIGHT}
