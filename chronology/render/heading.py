"""What every chart has around it: title, subtitle, legend and key, each with room, and what it says of itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from chronology.errors import QueryError, printable
from chronology.render.markup import escaped
from chronology.render.palette import SANS, Theme
from chronology.render.text_width import lines_of, text_width

REFERENCE_WIDTH: Final = 1000
"""Labels keep apart from this width upwards, whatever the page; a notebook cell is about as wide."""

NARROW: Final = 640
EDGE, RIGHT = 16, 28
LEGEND_LINE, LEGEND_SIZE = 20, 12.5
TITLE_SIZE, SUBTITLE_SIZE = 23, 14
SCHEMA: Final = 1
_TITLE_LINE, _SUBTITLE_LINE, _HEADING_GAP = 29, 19, 8
_MOST_TITLE_LINES, _MOST_SUBTITLE_LINES = 3, 5
_LEGEND_SYMBOL: Final = 46
_SUNK: Final = 10
"""So many pixels lower than the first of several lines stands a subtitle of one."""

_CAPITALS: Final = 0.7
"""By so much of its size plotly lowers a title to hang from its place, but only one of a single line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and subtitle, in the lines into which they are broken for a width."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]

    @classmethod
    def of(cls, title: str | None, subtitle: str | Iterable[str | None] | None, width: int | None) -> Heading:
        """The heading of a chart so many pixels wide; parts of a subtitle get a dot between them."""
        require_pixels(width, "width")
        if not isinstance(title, str | None):
            raise QueryError(f"a title is text, not {type(title).__name__}")
        parts = (subtitle,) if isinstance(subtitle, str) else subtitle or ()
        room = (width or REFERENCE_WIDTH) - 2 * EDGE
        said = " · ".join(part for part in parts if part)
        return cls(
            lines_of(title or "", TITLE_SIZE, room, limit=_MOST_TITLE_LINES),
            lines_of(said, SUBTITLE_SIZE, room, limit=_MOST_SUBTITLE_LINES),
        )

    @property
    def height(self) -> int:
        """How many pixels it takes, with the gap below it."""
        lines = _TITLE_LINE * len(self.title) + _SUBTITLE_LINE * len(self.subtitle)
        sunk = _SUNK if len(self.subtitle) == 1 else 0
        return lines + sunk + _HEADING_GAP if lines else 0

    def settings(self, height: int) -> dict[str, Any]:
        """The title of a figure so high; plotly has no subtitle without a title, so one alone is set as a title."""
        title, subtitle = ("<br>".join(map(_line, lines)) for lines in (self.title, self.subtitle))
        lines, size = (self.title, TITLE_SIZE) if title else (self.subtitle, SUBTITLE_SIZE)
        sunk = _CAPITALS * size if len(lines) > 1 else 0
        settings: dict[str, Any] = {
            "text": title or subtitle,
            "xref": "container",
            "x": 0,
            "xanchor": "left",
            "yref": "container",
            "y": 1 - (EDGE + sunk) / height,
            "yanchor": "top",
            "pad": {"l": EDGE},
        }
        if title and subtitle:
            settings["subtitle"] = {"text": subtitle}
        elif subtitle:
            settings["font"] = {"family": SANS, "size": SUBTITLE_SIZE, "weight": 400}
        return settings


def require_pixels(number: object, name: str) -> None:
    """Nothing, where a width or a height is None or a number of pixels that plotly can draw.

    Raises
    ------
    QueryError
        It is something else.
    """
    if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 10):
        raise QueryError(f"{name} is a number of pixels from 10 upwards, not {printable(repr(number), limit=60)}")


def _line(text: str) -> str:
    """A line as plotly takes it; one with right-to-left letters runs as its first letter says, not as its chart."""
    runs = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{escaped(text)}\u2069" if runs else escaped(text)


def dressed(
    figure: go.Figure,
    theme: Theme,
    heading: Heading,
    *,
    body: float,
    width: int | None,
    height: int | None,
    left: float = EDGE,
    right: float = RIGHT,
    above: float = 0,
    below: float = EDGE,
    about: Mapping[str, Sequence[str]],
) -> go.Figure:
    """The figure with its heading, its legend above the plot and its key below, and at least as high as its body.

    Parameters as of :func:`dress`.
    """
    return figure.update_layout(
        dress(
            [trace.to_plotly_json() for trace in figure.data if trace.showlegend],
            theme,
            heading,
            body=body,
            width=width,
            height=height,
            left=left,
            right=right,
            above=above,
            below=below,
            about=about,
        )
    )


def dress(
    traces: Iterable[Mapping[str, Any]],
    theme: Theme,
    heading: Heading,
    *,
    body: float,
    width: int | None,
    height: int | None,
    left: float = EDGE,
    right: float = RIGHT,
    above: float = 0,
    below: float = EDGE,
    about: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """The layout of a chart with these traces: heading, legend above the plot, key below it, and ``meta``.

    Parameters
    ----------
    body : height of the plot in pixels, where the caller of the chart gives no `height` of the whole.
    left, right : margins beside the plot.
    above, below : room for what stands between the legend and the plot, and between the plot and the key, such as an
        axis.
    about : what the figure says of itself in ``layout.meta["chronology"]``: lists of ids.
    """
    require_pixels(height, "height")
    pixels = max((width or REFERENCE_WIDTH) - left - right, 120)
    shown = [trace for trace in traces if trace.get("showlegend")]
    legend = legend_lines([trace["name"] for trace in shown if trace.get("legend") is None], pixels)
    key = legend_lines([trace["name"] for trace in shown if trace.get("legend") == "legend2"], pixels)
    top = EDGE + heading.height + LEGEND_LINE * legend + above
    bottom = below + (10 + LEGEND_LINE * key if key else 0)
    total = height or round(top + body + bottom)
    inner = max(total - top - bottom, 40)
    return {
        "width": width,
        "height": total,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "hovermode": "closest",
        "modebar": {"remove": ["sendChartToCloud", "lasso2d", "select2d"]},
        "title": heading.settings(total),
        "legend": _legend(1 + above / inner, "bottom", theme),
        "legend2": {**_legend(-(below + 4) / inner, "top", theme), "itemclick": False, "itemdoubleclick": False},
        "meta": {"chronology": {"schema": SCHEMA, **{name: list(dict.fromkeys(ids)) for name, ids in about.items()}}},
    }


def legend_lines(names: Sequence[str], pixels: float) -> int:
    """How many lines a horizontal legend may need; plotly sets it in columns where one line is too short."""
    widths = [_LEGEND_SYMBOL + text_width(name, LEGEND_SIZE) for name in names]
    if sum(widths) <= pixels:
        return min(len(widths), 1)
    columns = max(1, int(pixels // max(widths)))
    return -(-len(widths) // columns)


def empty_figure(
    template: Any,
    heading: Heading,
    *,
    width: int | None,
    height: int | None,
    sentence: str = "There are no events to show.",
    about: str = "events",
) -> go.Figure:
    """A chart of nothing, which says so."""
    figure = go.Figure()
    total = height or heading.height + 140
    return figure.update_layout(
        template=template,
        width=width,
        height=total,
        margin={"l": EDGE, "r": EDGE, "t": EDGE + heading.height, "b": EDGE},
        title=heading.settings(total),
        modebar={"remove": ["sendChartToCloud"]},
        xaxis={"visible": False},
        yaxis={"visible": False},
        meta={"chronology": {"schema": SCHEMA, about: []}},
        annotations=[
            {"text": sentence, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False},
        ],
    )


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
