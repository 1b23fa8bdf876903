"""What stands around the lanes of intervals: their titles, the days beside them, and the ground of overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from chronology.render.frame import Sides
from chronology.render.heading import EDGE
from chronology.render.interval_traces import OVERLAP_OPACITY, Band
from chronology.render.intervals import Lane
from chronology.render.layout import LANE_PADDING, TITLE_SIZE, LaneBand
from chronology.render.markup import escaped
from chronology.render.palette import Theme
from chronology.render.text_width import lines_of

TICK_WIDTH, TITLE_WIDTH = 92, 150
_TICK_SIZE: Final = 12
_AROUND_MEDIAN: Final = 8.0
_TICK_LINE: Final = 14.0
_MOST_TITLE_LINES: Final = 3


def interval_titles(
    bands: Sequence[Band], lanes: Sequence[Lane], frames: Sequence[LaneBand], theme: Theme, sides: Sides
) -> list[dict[str, Any]]:
    """The titles of the lanes, and the medians beside them."""
    medians = [median for band in bands for median in _medians(band, theme)]
    return [*_titles(lanes, frames, theme, sides), *medians]


def days_axis(bands: Sequence[Band], theme: Theme) -> dict[str, Any]:
    """The days of each lane as settings of the y axis."""
    ticks = [tick for band in bands for tick in _ticks(band)]
    return {
        "visible": True,
        "tickmode": "array",
        "tickvals": [y for y, _ in ticks],
        "ticktext": [words for _, words in ticks],
        "tickfont": {"size": _TICK_SIZE, "color": theme.ink3},
        "ticklabelstandoff": 6,
        "showgrid": True,
        "zeroline": False,
        "automargin": False,
    }


def _ticks(band: Band) -> Iterator[tuple[float, str]]:
    """The days of a lane that are not too close to its median, which stands there too."""
    middle = _median_y(band)
    for days, words in band.heights.ticks():
        if middle is None or abs(band.y(days) - middle) >= _AROUND_MEDIAN + _TICK_LINE / 2 * len(_median_lines(band)):
            yield band.y(days), words


def _median_y(band: Band) -> float | None:
    median = band.median
    return (band.y(median.least) + band.y(median.most)) / 2 if band.has_median else None


def _median_lines(band: Band) -> list[str]:
    """The median in one line, or in two where it is a range."""
    return band.median.words.replace(" to ", " to\n").split("\n")


def _medians(band: Band, theme: Theme) -> Iterator[dict[str, Any]]:
    middle = _median_y(band)
    if middle is not None:
        yield {
            "text": "<br>".join(map(escaped, _median_lines(band))),
            "x": 0,
            "xref": "paper",
            "xanchor": "right",
            "xshift": -6,
            "y": middle,
            "yref": "y",
            "yanchor": "middle",
            "align": "right",
            "showarrow": False,
            "font": {"size": _TICK_SIZE, "color": theme.ink, "weight": 600},
        }


def _titles(lanes: Sequence[Lane], frames: Sequence[LaneBand], theme: Theme, sides: Sides) -> Iterator[dict[str, Any]]:
    """The units, each with the number of its intervals and their median."""
    for lane, frame in zip(lanes, frames, strict=True):
        if not lane.name:
            continue
        room = sides.width - 2 * EDGE - 160 if sides.titles_inside else TITLE_WIDTH - 12
        name = "<br>".join(map(escaped, lines_of(lane.name, TITLE_SIZE, room, limit=_limit(sides))))
        told = f"{lane.intervals:,} interval{'' if lane.intervals == 1 else 's'}"
        count = f'<span style="color:{theme.ink3};font-weight:400">{told}</span>'
        yield {
            "text": f"{name} {count}" if sides.titles_inside else f"{name}<br>{count}",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": EDGE - sides.left,
            "y": frame.top + LANE_PADDING - 2,
            "yref": "y",
            "yanchor": "top",
            "align": "left",
            "showarrow": False,
            "font": {"size": TITLE_SIZE, "color": theme.ink, "weight": 600},
        }


def _limit(sides: Sides) -> int:
    return 1 if sides.titles_inside else _MOST_TITLE_LINES


def overlap_grounds(bands: Sequence[Band], frames: Sequence[LaneBand], theme: Theme) -> Iterator[dict[str, Any]]:
    """The ground below one day, where events overlap."""
    for band, frame in zip(bands, frames, strict=True):
        begin = band.heights.overlap_pixel
        if begin is not None:
            yield {
                "type": "rect",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "yref": "y",
                "y0": band.top + begin,
                "y1": frame.bottom,
                "fillcolor": theme.ink,
                "opacity": OVERLAP_OPACITY,
                "line": {"width": 0},
                "layer": "below",
            }
