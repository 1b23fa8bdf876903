"""Relations between events as arrows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from chronology.model.header import plain_words
from chronology.render.layout import Layout, Placed
from chronology.render.markup import paragraph
from chronology.render.palette import Theme
from chronology.render.scale import Scale
from chronology.render.traces import Trace

_HOVER: Final = "%{customdata[0]}<extra></extra>"
BULGE, BULGE_SHARE, MOST_BULGE = 14.0, 0.07, 70.0
"""How far an arrow bends to the right, in pixels: a little, and more the longer it is."""

STEEP: Final = 1.5
"""Arrows that run further across than down, by this factor, are straight."""

STEPS: Final = 10


class Arrow(NamedTuple):
    """A relation between two events that are both drawn."""

    start: Placed
    end: Placed
    type: str


def arrows_of(layout: Layout) -> tuple[tuple[Arrow, ...], int]:
    """The relations between events that are seen, and how many lead out of the chart."""
    first_of: dict[str, Placed] = {}
    for one in layout.placed:
        if one.mark.last >= layout.scale.first and one.mark.first < layout.scale.last:
            first_of.setdefault(one.entry.id, one)
    arrows = tuple(_arrows(first_of))
    links = sum(len(one.entry.links) for one in first_of.values())
    return arrows, links - len(arrows)


def _arrows(first_of: dict[str, Placed]) -> Iterator[Arrow]:
    for one in first_of.values():
        for link in one.entry.links:
            if link.target in first_of:
                yield Arrow(one, first_of[link.target], link.type)


def arrow_traces(layout: Layout, theme: Theme) -> list[Trace]:
    """All relations as one trace, which the legend switches off; no trace where there is none."""
    arrows, outside = arrows_of(layout)
    if not arrows:
        return []
    name = f"Relation ({outside} more lead out of this chart)" if outside else "Relation"
    x, y, hover, sizes, standoffs = [], [], [], [], []
    for arrow in arrows:
        words = [paragraph(f"{arrow.start.entry.title} → {plain_words(arrow.type).lower()} → {arrow.end.entry.title}")]
        points = list(_curve(arrow, layout.scale))
        x += [*(layout.scale.position(day) for day, _ in points), None]
        y += [*(y for _, y in points), None]
        hover += [*[words] * len(points), [""]]
        sizes += [0.0] * (len(points) - 1) + [10.0, 0.0]
        standoffs += [0.0] * (len(points) - 1) + [7.0, 0.0]
    trace = {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "lines+markers",
        "line": {"color": theme.ink3, "width": 1.1},
        "marker": {
            "symbol": "arrow",
            "angleref": "previous",
            "size": sizes,
            "standoff": standoffs,
            "color": theme.ink3,
        },
        "opacity": 0.7,
        "customdata": hover,
        "hovertemplate": _HOVER,
        "name": name,
        "legendrank": 900,
        "showlegend": True,
    }
    return [trace]


def _curve(arrow: Arrow, scale: Scale) -> Iterator[tuple[float, float]]:
    """From one mark to the other in an arc that leaves and reaches them from the right, where labels seldom stand.

    A quadratic curve in pixels (Bezier), as days and heights.
    """
    (x0, y0), (x1, y1) = ((scale.pixel(one.mark.tie), one.y) for one in (arrow.start, arrow.end))
    bend = max(x0, x1) + min(BULGE + abs(y1 - y0) * BULGE_SHARE, MOST_BULGE)
    if abs(x1 - x0) > STEEP * abs(y1 - y0):
        bend = (x0 + x1) / 2
    middle = min(bend, scale.pixels - 4), (y0 + y1) / 2
    for step in range(STEPS + 1):
        share = step / STEPS
        near, mid, far = (1 - share) ** 2, 2 * share * (1 - share), share**2
        yield (
            scale.first + (near * x0 + mid * middle[0] + far * x1) * scale.days_per_pixel,
            (near * y0 + mid * middle[1] + far * y1),
        )
