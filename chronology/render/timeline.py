"""The timeline: when everything happened, how sure that is, and what ran at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.errors import QueryError, printable
from chronology.query.terms import Term
from chronology.render.bands import Period, band_names, band_shapes, named_dates, names_height, periods_of
from chronology.render.columns import BOUNDS, EventColumns, columns_of
from chronology.render.entries import Entries, entries_of
from chronology.render.excerpt import MOST_DRAWN, density_trace, excerpt
from chronology.render.frame import Sides, framed
from chronology.render.given import worded
from chronology.render.groups import (
    MOST_LANES,
    MOST_PAINTS,
    Grouping,
    Painting,
    grouping_of,
    paints_of,
    require_grouped,
)
from chronology.render.heading import REFERENCE_WIDTH, Heading, empty_figure
from chronology.render.highlights import highlight_lines, highlight_traces, highlighted
from chronology.render.key import key_traces
from chronology.render.layout import Layout, layout_of
from chronology.render.links import arrow_traces
from chronology.render.scale import Day, Scale, range_days, with_air
from chronology.render.templates import resolved
from chronology.render.traces import Trace, traces_of

if TYPE_CHECKING:
    import pandas as pd

AIR_LEFT, AIR_RIGHT = 16.0, 24.0


def timeline(
    registry_or_table: object,
    *,
    lanes: str | None = "kind",
    color: str | None = "kind",
    symbol: str | None = None,
    relations: bool = False,
    highlight: Term | Sequence[str] | None = None,
    bands: Mapping[str, str | When] | None = None,
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
    labels: Mapping[str, str] | None = None,
) -> go.Figure:
    """Events as bars and markers over time, in lanes, with every uncertainty of their dates.

    What is certain is solid: ranges are bars from the latest start to the earliest end. What is not is faded, dotted
    or hollow, open ends bear an arrow, and a key says so in words. Every event has a mark of a fixed size, so that
    none is too short to see. Labels never overlap at 1,000 pixels and more, or at the given width. Of more than 2,000
    events the longest at each place are drawn, without labels, before shades that tell how many begin when.

    Parameters
    ----------
    registry_or_table : a Registry; an event table (``id, title, kind, date`` and the four bounds are needed) of
        pandas or any library that narwhals knows; or a list of Event. Only a Registry and Events carry alternative
        dates and relations, and only a Registry the names of actors, places and sources.
    lanes : what the lanes are: ``kind`` (families of kinds), ``actor``, ``place``, ``tag``, ``source``, a column of
        the table, or ``None`` for a single lane. An event with two actors is in both lanes. Beyond 16 lanes the
        smallest are one, and its title counts them.
    color : what the colour tells apart, as with `lanes`; an event of several groups counts as "several".
    symbol : what the symbol tells apart; the same as the colour unless it is given.
    relations : relations between events as arrows, which the legend switches off.
    highlight : events to look at first, by their ids or by a term: a ring, a bold label, a line down from their day.
    bands : periods behind the lanes, as ``{"Cold War": "1947/1991"}``: EDTF texts or dates; faint where they may not
        have begun yet or may have ended already.
    title, subtitle : plain text; the title of a Registry is its own unless another is given (``""`` for none). The
        subtitle also says what is not shown.
    template : ``light`` (the default), ``dark``, or any plotly template.
    width : in pixels; the figure fills its page unless it is given.
    height : in pixels; it grows with the number of rows unless it is given.
    range_x : first and last day to show, as EDTF or as day numbers; all events unless it is given. The subtitle says
        how many events lie before and after it.
    show_labels : labels beside the marks, or in the bars that have room for them.
    hover_data : more to show on hovering: ``place``, ``tag``, ``source`` or columns.
    category_orders : order of lanes, colours and symbols, as ``{"actor": ["CHN", "RUS"]}``; values or their names.
    color_discrete_map : colours by value or by name, instead of those of the palette.
    labels : other words for what the chart groups by and shows on hovering, as ``{"place": "Where"}``.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of the events that are drawn, and the
    last value of ``customdata`` of each mark is the id of its event. Without events it says that there are none.

    Raises
    ------
    QueryError
        The table lacks a column, nobody knows what `lanes`, `color`, `symbol`, `hover_data`, `labels` or an order speak
        of, a table is asked for relations, there is no such template, or the range is empty.
    UnknownId
        No event has an id that is to be highlighted.
    DateError
        A date of the table, a band, or one end of the range, is no EDTF.
    """
    settings, theme = resolved(template)
    columns = _columns(registry_or_table, (lanes, color, symbol), hover_data)
    if relations and columns.source.registry is None:
        raise QueryError("a table has no relations: give the Registry, or relations=False")
    groupings = [name for name in (lanes, color, symbol) if name is not None]
    words = worded(labels, {name: name for name in (*groupings, *hover_data)})
    told = {name: words[name] if name in (labels or {}) else name.capitalize() for name in hover_data}
    require_grouped(category_orders or {}, list(dict.fromkeys(groupings)))
    list(named_dates(bands))
    shown_title = columns.source.title if title is None else title
    chosen = highlighted(columns, highlight)
    if not len(columns):
        return empty_figure(settings, Heading.of(shown_title, subtitle, width), width=width, height=height)
    plan = _planned(
        columns,
        (lanes, color, symbol),
        range_x,
        show_labels,
        width,
        category_orders or {},
        words=labels or {},
        fields=hover_data,
        bold=chosen,
        bands=bands,
    )
    paints = paints_of(plan.painting, theme, color_discrete_map or {})
    traces: list[Trace] = []
    if len(plan.entries) < len(columns):
        traces.append(density_trace(columns, plan.painting.lanes, plan.layout, theme))
    if relations:
        traces += arrow_traces(plan.layout, theme)
    traces += traces_of(plan.layout, plan.entries, paints, theme, hover_data=told, bold=chosen)
    traces += [*highlight_traces(plan.layout, chosen, theme), *key_traces(plan.layout, theme)]
    frame = framed(
        traces,
        plan.layout,
        theme,
        Heading.of(shown_title, (subtitle, *_notes(columns, plan)), width),
        sides=plan.sides,
        width=width,
        height=height,
        about={"events": [one.entry.id for one in plan.layout.placed]},
    )
    frame["shapes"] += [*band_shapes(plan.periods, plan.layout, theme), *highlight_lines(plan.layout, chosen, theme)]
    frame["annotations"] += band_names(plan.periods, plan.layout, theme)
    return go.Figure(data=traces, layout={"template": settings, **frame})


def timeline_layout(
    registry_or_table: object,
    *,
    lanes: str | None = "kind",
    width: int | None = None,
    range_x: tuple[Day, Day] | None = None,
    show_labels: bool = True,
    category_orders: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Where :func:`timeline` puts what, as a table, for those who draw it themselves.

    Returns
    -------
    One row for each event that is drawn in each of its lanes, in the order of the lanes: ``event_id``, ``lane`` (its
    name), ``row`` (from 0 in each lane), ``y_px`` (middle of the mark, from the top), ``first_px`` and ``last_px``
    (mark and label, from the left of the plot), ``label`` and ``label_side`` (``inside``, ``above``, ``right``,
    ``left``, ``none``). No events: no rows, same columns.

    Raises
    ------
    QueryError, DateError
        As for :func:`timeline`.
    """
    import pandas as pd

    columns = _columns(registry_or_table, (lanes,), ())
    require_grouped(category_orders or {}, [lanes] if lanes else [])
    rows: list[tuple[Any, ...]] = []
    if len(columns):
        plan = _planned(columns, (lanes, None, None), range_x, show_labels, width, category_orders or {})
        names = {group.key: group.name for group in plan.painting.lanes.groups}
        rows = [
            (one.entry.id, names[one.lane], one.row, one.y, *one.footprint, one.label, one.side)
            for one in plan.layout.placed
        ]
    columns_of_table = ["event_id", "lane", "row", "y_px", "first_px", "last_px", "label", "label_side"]
    return pd.DataFrame(rows, columns=columns_of_table)


@dataclass(frozen=True, slots=True)
class _Plan:
    entries: Entries
    painting: Painting
    layout: Layout
    sides: Sides
    periods: tuple[Period, ...]


def _columns(data: object, groupings: Sequence[str | None], hover_data: Sequence[str]) -> EventColumns:
    if isinstance(hover_data, str):
        raise QueryError(f"hover_data is a list of names: write ['{printable(hover_data)}']")
    return columns_of(data, fields=[name for name in (*groupings, *hover_data) if name is not None])


def _planned(
    columns: EventColumns,
    groupings: tuple[str | None, str | None, str | None],
    range_x: tuple[Day, Day] | None,
    show_labels: bool,
    width: int | None,
    orders: Mapping[str, Sequence[str]],
    *,
    words: Mapping[str, str] | None = None,
    fields: Sequence[str] = (),
    bold: frozenset[str] = frozenset(),
    bands: Mapping[str, str | When] | None = None,
) -> _Plan:
    painting = _painting(columns, groupings, orders, words or {})
    sides = Sides.of(width or REFERENCE_WIDTH, has_titles=painting.lanes.by is not None)
    scale = _scale(columns, range_x, sides.pixels)
    drawn, totals = columns, None
    if len(columns) > MOST_DRAWN:
        drawn = columns.taken(excerpt(columns, painting.lanes, scale, always=columns.places_of(bold)))
        totals = _totals(columns, painting.lanes)
    entries = entries_of(drawn, fields=[*(name for name in groupings if name is not None), *fields])
    periods = periods_of(bands, scale)
    layout = layout_of(
        entries,
        scale,
        lanes=painting.lanes,
        paint_of=painting.key,
        labels=show_labels and totals is None,
        bold=bold,
        totals=totals,
        title_width=sides.title_width,
        titles_inside=sides.titles_inside,
        top=names_height(periods),
    )
    return _Plan(entries, painting, layout, sides, periods)


def _painting(
    columns: EventColumns,
    groupings: tuple[str | None, str | None, str | None],
    orders: Mapping[str, Sequence[str]],
    words: Mapping[str, str],
) -> Painting:
    lanes, color, symbol = groupings

    def grouped(by: str | None, *, most: int, exclusive: bool) -> Grouping:
        order = orders.get(by, ()) if by else ()
        return grouping_of(columns, by, most=most, order=order, exclusive=exclusive, words=words)

    lane_groups = grouped(lanes, most=MOST_PAINTS if lanes in (color, symbol) else MOST_LANES, exclusive=False)
    colors = lane_groups if lanes == color else grouped(color, most=MOST_PAINTS, exclusive=True)
    if symbol is None or symbol == color:
        return Painting(lane_groups, colors, colors)
    symbols = lane_groups if lanes == symbol else grouped(symbol, most=MOST_PAINTS, exclusive=True)
    return Painting(lane_groups, colors, symbols)


def _totals(columns: EventColumns, lanes: Grouping) -> dict[str, int]:
    """How many events each lane has."""
    _, groups = lanes.places(columns)
    numbers = np.bincount(groups, minlength=len(lanes.groups)).tolist()
    return {group.key: number for group, number in zip(lanes.groups, numbers, strict=True)}


def _scale(columns: EventColumns, range_x: tuple[Day, Day] | None, pixels: float) -> Scale:
    span = _span(columns)
    first, last = (
        with_air(*(span or (0, 1)), pixels, left=AIR_LEFT, right=AIR_RIGHT) if range_x is None else range_days(range_x)
    )
    reach = span or (first, last)
    return Scale(first, last, min(first, reach[0]), max(last, reach[1]), pixels)


def _span(columns: EventColumns) -> tuple[int, int] | None:
    """The first day and the day after the last that any date names, also an alternative one."""
    days = [columns.bounds.ravel()]
    if columns.source.registry is not None:
        others = columns.source.registry.alternatives_arrow()
        days += [others.column(name).to_numpy() for name in BOUNDS]
    known = np.concatenate(days)
    known = known[(known > OPEN_START) & (known < OPEN_END)]
    return (int(known.min()), int(known.max()) + 1) if len(known) else None


def _notes(columns: EventColumns, plan: _Plan) -> Iterator[str]:
    """What the chart does not show, in words."""
    if len(plan.entries) < len(columns):
        yield f"{len(plan.entries):,} of {len(columns):,} drawn, the longest at each place; density behind, labels off"
    scale = plan.layout.scale
    before = int((np.maximum(columns.bounds[:, 3], columns.bounds[:, 0]) < scale.first).sum())
    after = int((columns.bounds[:, 0] >= scale.last).sum())
    if before:
        yield f"{before:,} of {len(columns):,} events lie before this range"
    if after:
        yield f"{after:,} of {len(columns):,} events lie after this range"
