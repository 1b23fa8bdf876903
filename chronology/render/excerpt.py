"""Which of too many events are drawn: the longest at each place. All of them together stand behind, as density."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np

from chronology.dates.days import format_day
from chronology.dates.when import When
from chronology.render.axis import year_words
from chronology.render.columns import EventColumns
from chronology.render.groups import Grouping
from chronology.render.layout import ROW_WITHOUT_LABELS, Layout
from chronology.render.markup import paragraph
from chronology.render.packing import AIR
from chronology.render.palette import Theme
from chronology.render.scale import Scale, year_of
from chronology.render.traces import Trace

MOST_DRAWN: Final = 2000
"""Above so many events a chart draws some of them only: more are a smear, and slow to move."""

MOST_PIXELS_HIGH: Final = 1600.0
LEAST_ROWS: Final = 3
BIN_PIXELS: Final = 8.0
STRONGEST: Final = 0.4
_SHORTEST_PIXELS: Final = 13.0
_BITS: Final = 16

Numbers = np.ndarray[Any, Any]


def excerpt(columns: EventColumns, lanes: Grouping, scale: Scale, *, always: Collection[int] = ()) -> Numbers:
    """The places of the events to draw, in their order: up to ``MOST_DRAWN``, and as many rows as a page has room for.

    Of those that begin at the same pixel of a lane the longest is kept, as tools that draw traces do; then the longest
    go first, each into a row that is free, and among equally long ones those that lie far apart.

    Parameters
    ----------
    always : events that are drawn in any case.
    """
    first, last = _drawn_days(columns, scale)
    events, groups = lanes.places(columns)
    seen = (last[events] >= scale.first) & (first[events] < scale.last)
    events, groups = events[seen], groups[seen]
    length = last[events] - first[events]
    pixel = np.floor((np.maximum(first[events], scale.first) - scale.first) / scale.days_per_pixel).astype(np.int64)
    longest = np.lexsort((events, _scattered(pixel), -length))
    place = groups * (int(scale.pixels) + 2) + pixel
    _, at = np.unique(place[longest], return_index=True)
    candidates = longest[np.sort(at)][: 2 * MOST_DRAWN]
    rows = max(LEAST_ROWS, int(MOST_PIXELS_HIGH / len(lanes.groups) / ROW_WITHOUT_LABELS))
    ends = first[events[candidates]], last[events[candidates]]
    free = _with_room(ends, groups[candidates], rows, AIR * scale.days_per_pixel)
    found = events[candidates[free]]
    return np.unique(np.concatenate([np.array(sorted(always), dtype=np.int64), found]))


def _scattered(pixel: Numbers) -> Numbers:
    """For each pixel its bits from right to left, so that in their order neighbours come far from one another."""
    scattered = np.zeros_like(pixel)
    for bit in range(_BITS):
        scattered |= ((pixel >> bit) & 1) << (_BITS - 1 - bit)
    return scattered


def _drawn_days(columns: EventColumns, scale: Scale) -> tuple[Numbers, Numbers]:
    """The first and last day of each event as far as it is drawn, and room for its symbol."""
    bounds = columns.bounds
    first = np.clip(bounds[:, 0], scale.reach_first, scale.reach_last).astype(np.float64)
    last = np.clip(bounds[:, 3], scale.reach_first, scale.reach_last).astype(np.float64)
    return first, np.maximum(last, first + _SHORTEST_PIXELS * scale.days_per_pixel)


def _with_room(ends: tuple[Numbers, Numbers], lanes: Numbers, rows: int, air: float) -> Numbers:
    """Places of the stretches that, in their order, find room in a row of their lane, up to ``MOST_DRAWN``."""
    taken: defaultdict[int, list[list[tuple[float, float]]]] = defaultdict(lambda: [[] for _ in range(rows)])
    found: list[int] = []
    for at, (lane, first, last) in enumerate(zip(lanes.tolist(), *(end.tolist() for end in ends), strict=True)):
        if _takes(taken[lane], first, last + air):
            found.append(at)
            if len(found) == MOST_DRAWN:
                break
    return np.array(found, dtype=np.int64)


def _takes(rows: Sequence[list[tuple[float, float]]], first: float, last: float) -> bool:
    """Whether a stretch finds a row without another in it; then it lies there."""
    for row in rows:
        at = bisect_left(row, (first,))
        if (at == len(row) or last <= row[at][0]) and (at == 0 or row[at - 1][1] <= first):
            row.insert(at, (first, last))
            return True
    return False


def density_trace(columns: EventColumns, lanes: Grouping, layout: Layout, theme: Theme) -> Trace:
    """How many events of each lane begin in each piece of the visible time, as shades behind the marks.

    Each counts where it begins, at the earliest; those that have no beginning count nowhere.
    """
    scale = layout.scale
    bins = max(int(scale.pixels / BIN_PIXELS), 1)
    edges = np.linspace(scale.first, scale.last, bins + 1)
    events, groups = lanes.places(columns)
    days = columns.bounds[:, 0][events] + 0.5
    numbers = _counted(groups, np.searchsorted(edges, days, side="right") - 1, (len(lanes.groups), bins))
    strongest = math.sqrt(numbers.max(initial=0)) or 1.0
    shades = np.sqrt(numbers).round(3).astype(object)
    shades[numbers == 0] = None
    return {
        "type": "heatmap",
        "x": [scale.position(edge) for edge in edges.tolist()],
        "y": [layout.lanes[0].top, *(band.bottom for band in layout.lanes)],
        "z": shades,
        "zmin": 0.0,
        "zmax": strongest,
        "colorscale": [[0, _clear(theme.ink3, 0.04)], [1, _clear(theme.ink3, STRONGEST)]],
        "showscale": False,
        "customdata": np.array(_told(numbers, edges, scale, [group.name for group in lanes.groups]), dtype=object),
        "hovertemplate": "%{customdata}<extra></extra>",
        "zsmooth": False,
    }


def _counted(lanes: Numbers, bins: Numbers, shape: tuple[int, int]) -> Numbers:
    """How many events are in each bin of each lane."""
    seen = (bins >= 0) & (bins < shape[1])
    return np.bincount(lanes[seen] * shape[1] + bins[seen], minlength=shape[0] * shape[1]).reshape(shape)


def _told(numbers: Numbers, edges: Numbers, scale: Scale, names: Sequence[str]) -> list[list[str]]:
    """For each shade how many events begin when; nothing where there are none."""
    spans = [_days_in_words(first, last, scale) for first, last in pairwise(edges.tolist())]
    return [
        [
            paragraph(f"{int(number):,} {'begin' if number != 1 else 'begins'} {span}{f' · {name}' if name else ''}")
            if number
            else ""
            for number, span in zip(row, spans, strict=True)
        ]
        for row, name in zip(numbers.tolist(), names, strict=True)
    ]


def _days_in_words(first: float, last: float, scale: Scale) -> str:
    """The days whose middle lies in a stretch, in words."""
    if not scale.is_dates:
        return f"{year_words(math.floor(year_of(first)))} to {year_words(math.floor(year_of(last)))}"
    days = int(np.ceil(first - 0.5)), int(np.ceil(last - 0.5)) - 1
    if days[0] >= days[1]:
        return When.parse(format_day(days[0])).words()
    return When.parse(f"{format_day(days[0])}/{format_day(days[1])}").words(short=True)


def _clear(color: str, opacity: float) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
