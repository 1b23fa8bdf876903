"""The lanes of a chart: their titles and grounds, and the time axis above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chronology.render.axis import x_axis
from chronology.render.heading import EDGE, NARROW, RIGHT, Heading, dress
from chronology.render.layout import LANE_PADDING, TITLE_SIZE, LaneBand, Layout
from chronology.render.markup import escaped
from chronology.render.palette import Theme

GUTTER: Final = 168
AXIS_HEIGHT: Final = 46
_FAR: Final = 10_000
"""Pixels to beyond the right edge of any page, where a figure that fills it is cut off."""


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


def framed(
    traces: Iterable[Mapping[str, Any]],
    layout: Layout,
    theme: Theme,
    heading: Heading,
    *,
    sides: Sides,
    width: int | None,
    height: int | None,
    about: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """The layout of a chart with lanes: everything around them, and at least as high as their rows."""
    across = {"xref": "paper", "xsizemode": "pixel", "xanchor": 0, "x0": -sides.left}
    across["x1"] = _FAR if width is None else width - sides.left
    dressing = dress(
        traces,
        theme,
        heading,
        body=layout.height,
        width=width,
        height=height,
        left=sides.left,
        above=AXIS_HEIGHT,
        about=about,
    )
    return {
        **dressing,
        "barmode": "overlay",
        "dragmode": "pan",
        "annotations": [_lane_title(band, sides, theme) for band in layout.lanes if band.title],
        "shapes": [*_bands(layout.lanes, across, theme), *_rules(layout.lanes, across, theme)],
        "xaxis": {**x_axis(layout.scale), "side": "top", "showline": True, "ticks": "outside", "ticklen": 5},
        "yaxis": {"range": [layout.height, 0], "fixedrange": True, "visible": False},
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


def _bands(lanes: Sequence[LaneBand], across: Mapping[str, Any], theme: Theme) -> Iterator[dict[str, Any]]:
    """A light ground behind every second lane and its title."""
    for band in lanes[1::2]:
        yield {
            **across,
            "type": "rect",
            "yref": "y",
            "y0": band.top,
            "y1": band.bottom,
            "fillcolor": theme.ink,
            "opacity": 0.03,
            "line": {"width": 0},
            "layer": "below",
        }


def _rules(lanes: Sequence[LaneBand], across: Mapping[str, Any], theme: Theme) -> Iterator[dict[str, Any]]:
    """A line under each lane."""
    for band in lanes:
        yield {
            **across,
            "type": "line",
            "yref": "y",
            "y0": band.bottom,
            "y1": band.bottom,
            "line": {"color": theme.rule, "width": 1},
            "layer": "below",
        }
