"""The timeline: when everything happened, how sure that is, and what ran at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from chronology.errors import QueryError, printable
from chronology.render.entries import Entries, entries_of
from chronology.render.frame import Sides, framed
from chronology.render.groups import MOST_LANES, MOST_PAINTS, Grouping, grouping_of, paints_of, require_grouped
from chronology.render.heading import REFERENCE_WIDTH, Heading, empty_figure
from chronology.render.key import key_traces
from chronology.render.layout import LABEL_LIMIT, Layout, layout_of
from chronology.render.links import arrow_traces
from chronology.render.scale import Day, Scale, range_days, span_of, with_air
from chronology.render.templates import resolved
from chronology.render.traces import traces_of

if TYPE_CHECKING:
    import pandas as pd

AIR_LEFT, AIR_RIGHT = 16.0, 24.0


def timeline(
    registry_or_table: object,
    *,
    lanes: str | None = "kind",
    color: str | None = "kind",
    relations: bool = False,
    title: str | None = None,
    subtitle: str | None = None,
    template: Any = None,
    width: int | None = None,
    height: int | None = None,
    range_x: tuple[Day, Day] | None = None,
    show_labels: bool = True,
    hover_data: Sequence[str] = (),
    category_orders: Mapping[str, Sequence[str]] | None = None,
    color_discrete_map: Mapping[str, str] | None = None,
) -> go.Figure:
    """Events as bars and markers over time, in lanes, with every uncertainty of their dates.

    What is certain is solid: ranges are bars from the latest start to the earliest end. What is not is faded, dotted
    or hollow, open ends bear an arrow, and a key says so in words. Every event has a mark of a fixed size, so that
    none is too short to see. Labels never overlap at 1,000 pixels and more, or at the given width.

    Parameters
    ----------
    registry_or_table : a Registry; an event table (``id, title, kind, date`` and the four bounds are needed) of
        pandas or any library that narwhals knows; or a list of Event. Only a Registry and Events carry alternative
        dates and relations, and only a Registry the names of actors, places and sources.
    lanes : what the lanes are: ``kind`` (families of kinds), ``actor``, ``place``, ``tag``, ``source``, a column of
        the table, or ``None`` for a single lane. An event with two actors is in both lanes. Beyond 16 lanes the
        smallest are one, and its title counts them.
    color : what colour and symbol tell apart, as with `lanes`; an event of several groups counts as "several".
    relations : relations between events as arrows.
    title, subtitle : plain text; the title of a Registry is its own unless another is given (``""`` for none).
    template : ``light`` (the default), ``dark``, or any plotly template.
    width : in pixels; the figure fills its page unless it is given.
    height : in pixels; it grows with the number of rows unless it is given.
    range_x : first and last day to show, as EDTF or as day numbers; all events unless it is given. The subtitle says
        how many events lie before and after it.
    show_labels : labels beside the marks; above 2,000 events there are none, and the subtitle says so.
    hover_data : more to show on hovering: ``place``, ``tag``, ``source`` or columns.
    category_orders : order of lanes and colours, as ``{"actor": ["CHN", "RUS"]}``; values or their names.
    color_discrete_map : colours by value or by name, instead of those of the palette.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of its events, and the last value of
    ``customdata`` of each mark is the id of its event. Without events it says that there are none.

    Raises
    ------
    QueryError
        The table lacks a column, nobody knows what `lanes`, `color`, `hover_data` or an order speak of, a table is
        asked for relations, there is no such template, or the range is empty.
    DateError
        A date of the table, or one end of the range, is no EDTF.
    """
    settings, theme = resolved(template)
    entries = _entries(registry_or_table, lanes, color, hover_data)
    if relations and entries.source.registry is None:
        raise QueryError("a table has no relations: give the Registry, or relations=False")
    shown_title = entries.source.title if title is None else title
    if not entries:
        return empty_figure(settings, Heading.of(shown_title, subtitle, width), width=width, height=height)
    plan = _planned(entries, lanes, color, range_x, show_labels, width, category_orders or {})
    paints = paints_of(plan.paints, theme, color_discrete_map or {})
    figure = go.Figure(layout={"template": settings})
    if relations:
        figure.add_traces(arrow_traces(plan.layout, theme))
    figure.add_traces(traces_of(plan.layout, entries, paints, theme, hover_data=hover_data))
    figure.add_traces(key_traces(plan.layout, theme))
    return framed(
        figure,
        plan.layout,
        theme,
        Heading.of(shown_title, (subtitle, *_notes(plan.layout, show_labels)), width),
        sides=plan.sides,
        width=width,
        height=height,
        about={"events": [one.entry.id for one in plan.layout.placed]},
    )


def timeline_layout(
    registry_or_table: object,
    *,
    lanes: str | None = "kind",
    width: int | None = None,
    range_x: tuple[Day, Day] | None = None,
    show_labels: bool = True,
    category_orders: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Where :func:`timeline` puts what, as a table.

    Returns
    -------
    One row for each event in each of its lanes, in the order of the lanes: ``event_id``, ``lane`` (its name), ``row``
    (from 0 in each lane), ``y_px`` (middle of the mark, from the top), ``first_px`` and ``last_px`` (mark and label,
    from the left of the plot), ``label`` and ``label_side`` (``right``, ``left``, ``above``, ``none``). No events:
    no rows, same columns.

    Raises
    ------
    QueryError, DateError
        As for :func:`timeline`.
    """
    import pandas as pd

    entries = _entries(registry_or_table, lanes, None, ())
    plan = _planned(entries, lanes, None, range_x, show_labels, width, category_orders or {}) if entries else None
    names = {group.key: group.name for group in plan.lanes.groups} if plan else {}
    rows = [
        (one.entry.id, names[one.lane], one.row, one.y, *one.footprint, one.label, one.side)
        for one in (plan.layout.placed if plan else ())
    ]
    columns = ["event_id", "lane", "row", "y_px", "first_px", "last_px", "label", "label_side"]
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, slots=True)
class _Plan:
    lanes: Grouping
    paints: Grouping
    layout: Layout
    sides: Sides


def _entries(data: object, lanes: str | None, color: str | None, hover_data: Sequence[str]) -> Entries:
    if isinstance(hover_data, str):
        raise QueryError(f"hover_data is a list of names: write ['{printable(hover_data)}']")
    return entries_of(data, fields=[name for name in (lanes, color, *hover_data) if name is not None])


def _planned(
    entries: Entries,
    lanes: str | None,
    color: str | None,
    range_x: tuple[Day, Day] | None,
    show_labels: bool,
    width: int | None,
    orders: Mapping[str, Sequence[str]],
) -> _Plan:
    require_grouped(orders, [name for name in dict.fromkeys((lanes, color)) if name is not None])
    most = MOST_PAINTS if lanes == color else MOST_LANES
    lane_groups = grouping_of(entries, lanes, most=most, order=orders.get(lanes or "", ()))
    paint_groups = (
        lane_groups
        if lanes == color
        else grouping_of(entries, color, most=MOST_PAINTS, order=orders.get(color or "", ()), exclusive=True)
    )
    sides = Sides.of(width or REFERENCE_WIDTH, has_titles=lanes is not None)
    scale = _scale(entries, range_x, sides.pixels)
    layout = layout_of(
        entries,
        scale,
        lanes=lane_groups,
        paints=paint_groups,
        labels=show_labels,
        title_width=sides.title_width,
        titles_inside=sides.titles_inside,
    )
    return _Plan(lane_groups, paint_groups, layout, sides)


def _scale(entries: Entries, range_x: tuple[Day, Day] | None, pixels: float) -> Scale:
    dates = [bounds for entry in entries for bounds in (entry.bounds, *(other.bounds for other in entry.alternatives))]
    span = span_of(dates)
    first, last = (
        with_air(*(span or (0, 1)), pixels, left=AIR_LEFT, right=AIR_RIGHT) if range_x is None else range_days(range_x)
    )
    reach = span or (first, last)
    return Scale(first, last, min(first, reach[0]), max(last, reach[1]), pixels)


def _notes(layout: Layout, show_labels: bool) -> Iterator[str]:
    """What the chart does not show, in words."""
    marks = {id(one.entry): one.mark for one in layout.placed}.values()
    before = sum(mark.last < layout.scale.first for mark in marks)
    after = sum(mark.first >= layout.scale.last for mark in marks)
    if before:
        yield f"{before} of {len(marks)} events lie before this range"
    if after:
        yield f"{after} of {len(marks)} events lie after this range"
    if show_labels and not layout.labelled:
        yield f"labels off above {LABEL_LIMIT:,} events"
