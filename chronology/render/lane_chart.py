"""A chart with lanes, drawn from its plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from chronology.render.bands import band_names, band_shapes
from chronology.render.excerpt import density_trace
from chronology.render.frame import framed
from chronology.render.groups import paints_of
from chronology.render.heading import Heading
from chronology.render.highlights import highlight_lines, highlight_traces
from chronology.render.key import key_traces
from chronology.render.palette import Theme
from chronology.render.plan import Plan, Wishes
from chronology.render.traces import Trace, traces_of


def lane_chart(
    plan: Plan,
    wishes: Wishes,
    settings: Any,
    theme: Theme,
    *,
    title: str | None,
    subtitle: Iterable[str | None],
    height: int | None,
    colors: Mapping[str, str],
    bold: Collection[str],
    beneath: Sequence[Trace] = (),
    key: Sequence[Trace] = (),
) -> go.Figure:
    """The figure of a plan.

    Parameters
    ----------
    settings : the plotly template.
    subtitle : what it says besides what is not shown.
    colors : colours that go before those of the palette.
    bold : ids of events to look at first.
    beneath : traces to draw below the marks.
    key : further entries of the key.
    """
    layout = plan.layout
    paints = paints_of(plan.painting, theme, colors)
    traces = [density_trace(plan.columns, plan.painting.lanes, layout, theme)] if plan.is_excerpt else []
    traces += beneath
    traces += traces_of(layout, plan.entries, paints, theme, hover_data=wishes.hover_words, bold=bold)
    traces += [*highlight_traces(layout, bold, theme), *key_traces(layout, theme), *key]
    frame = framed(
        traces,
        layout,
        theme,
        Heading.of(title, (*subtitle, *_not_shown(plan)), wishes.width),
        sides=plan.sides,
        width=wishes.width,
        height=height,
        about={"events": [one.entry.id for one in layout.placed]},
    )
    frame["shapes"] += [*band_shapes(plan.periods, layout, theme), *highlight_lines(layout, bold, theme)]
    frame["annotations"] += band_names(plan.periods, layout, theme)
    return go.Figure(data=traces, layout={"template": settings, **frame})


def _not_shown(plan: Plan) -> Iterator[str]:
    """What the chart does not show, in words."""
    total, bounds, scale = len(plan.columns), plan.columns.bounds, plan.layout.scale
    if plan.is_excerpt:
        yield f"{len(plan.entries):,} of {total:,} drawn, the longest at each place; density behind, labels off"
    before = int((np.maximum(bounds[:, 3], bounds[:, 0]) < scale.first).sum())
    after = int((bounds[:, 0] >= scale.last).sum())
    if before:
        yield f"{before:,} of {total:,} events lie before this range"
    if after:
        yield f"{after:,} of {total:,} events lie after this range"
