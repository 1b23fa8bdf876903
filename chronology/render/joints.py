"""What several actors have a part in, as lines across their lanes: solid between those who act together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from chronology.render.columns import EventColumns
from chronology.render.groups import paints_of
from chronology.render.layout import Layout, PaintKey, Placed
from chronology.render.palette import Theme
from chronology.render.plan import Plan
from chronology.render.traces import Trace

DOTS: Final = "1.5px,3px"
WIDTH: Final = 1.4
TOGETHER, BESIDE = "act together", "otherwise concerned"


@dataclass(frozen=True, slots=True)
class Joint:
    """A line at a day from one lane to the next in which an event is, and whether those in both act together."""

    day: float
    top: float
    bottom: float
    paint: PaintKey
    together: bool


def joints_of(layout: Layout, columns: EventColumns) -> tuple[Joint, ...]:
    """The lines of all events that are in several lanes."""
    in_lanes: dict[str, list[Placed]] = {}
    for one in layout.placed:
        in_lanes.setdefault(one.entry.id, []).append(one)
    several = {id: placed for id, placed in in_lanes.items() if len(placed) > 1}
    parts = _parts(columns, set(several))
    return tuple(joint for id, placed in several.items() for joint in _joints(placed, parts[id]))


def _joints(placed: Sequence[Placed], partners: Sequence[frozenset[str]]) -> Iterator[Joint]:
    """From each lane to the next: solid where both lie within the lanes of partners."""
    spans = []
    for side in partners:
        own = [one.y for one in placed if one.lane in side]
        spans.append((min(own, default=0.0), max(own, default=0.0)))
    for above, below in pairwise(sorted(placed, key=lambda one: one.y)):
        together = any(first <= above.y and below.y <= last for first, last in spans)
        yield Joint(above.mark.tie, above.y, below.y, above.paint, together)


def _parts(columns: EventColumns, ids: set[str]) -> dict[str, list[frozenset[str]]]:
    """For each of these events the sets of actors that act together in it: one, or one for each side."""
    at = columns.places_of(ids)
    table = columns.table.take(np.array(at, dtype=np.int64))
    names = table.column("id").to_pylist()
    if "acting" not in table.column_names:
        return {id: [] for id in names}
    empty: list[list[str]] = [[]] * len(names)
    sides = [table.column(name).to_pylist() if name in table.column_names else empty for name in ("side_a", "side_b")]
    rows = zip(names, table.column("acting").to_pylist(), *sides, strict=True)
    return {id: _partners(frozenset(acting or ()), a or (), b or ()) for id, acting, a, b in rows}


def _partners(acting: frozenset[str], side_a: Sequence[str], side_b: Sequence[str]) -> list[frozenset[str]]:
    return [acting - frozenset(side_b), acting - frozenset(side_a)]


def joint_traces(joints: Sequence[Joint], plan: Plan, theme: Theme, colors: Mapping[str, str]) -> list[Trace]:
    """For each colour its lines, which the legend switches off with its marks."""
    paints = paints_of(plan.painting, theme, colors)
    ranks = {key: rank for rank, key in enumerate(paints)}
    return [
        _line(own, plan, paints[key].color, f"group-{ranks[key]}", together=together)
        for key in paints
        for together in (True, False)
        if (own := [joint for joint in joints if joint.paint == key and joint.together == together])
    ]


def _line(joints: Sequence[Joint], plan: Plan, color: str, legendgroup: str, *, together: bool) -> Trace:
    days = [plan.layout.scale.position(joint.day) for joint in joints]
    return {
        "type": "scatter",
        "x": [x for day in days for x in (day, day, None)],
        "y": [y for joint in joints for y in (joint.top, joint.bottom, None)],
        "mode": "lines",
        "line": {"color": color, "width": WIDTH, "dash": "solid" if together else DOTS},
        "hoverinfo": "skip",
        "showlegend": False,
        "legendgroup": legendgroup,
    }


def joint_key(joints: Sequence[Joint], theme: Theme) -> list[Trace]:
    """What the two kinds of line mean, for those that occur."""
    return [
        _sample(words, theme, together=together, rank=900 + at)
        for at, (together, words) in enumerate(((True, TOGETHER), (False, BESIDE)))
        if any(joint.together == together for joint in joints)
    ]


def _sample(words: str, theme: Theme, *, together: bool, rank: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "mode": "lines",
        "line": {"color": theme.ink2, "width": WIDTH, "dash": "solid" if together else DOTS},
        "hoverinfo": "skip",
        "name": words,
        "legend": "legend2",
        "legendrank": rank,
        "showlegend": True,
    }
