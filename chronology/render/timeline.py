"""The timeline: when everything happened, how sure that is, and what ran at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from chronology.dates.when import When
from chronology.errors import QueryError
from chronology.query.terms import Term
from chronology.render.heading import Heading, empty_figure
from chronology.render.highlights import highlighted
from chronology.render.lane_chart import lane_chart
from chronology.render.links import arrow_traces
from chronology.render.plan import Wishes, planned
from chronology.render.scale import Day
from chronology.render.templates import resolved

if TYPE_CHECKING:
    import pandas as pd


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
    wishes = Wishes(
        lanes=lanes,
        color=color,
        symbol=symbol,
        bands=bands,
        width=width,
        range_x=range_x,
        show_labels=show_labels,
        hover_data=hover_data,
        category_orders=category_orders,
        labels=labels,
    )
    columns = wishes.columns_of(registry_or_table)
    if relations and columns.source.registry is None:
        raise QueryError("a table has no relations: give the Registry, or relations=False")
    chosen = highlighted(columns, highlight)
    shown_title = columns.source.title if title is None else title
    if not len(columns):
        return empty_figure(settings, Heading.of(shown_title, subtitle, width), width=width, height=height)
    plan = planned(columns, wishes, bold=chosen)
    return lane_chart(
        plan,
        wishes,
        settings,
        theme,
        title=shown_title,
        subtitle=[subtitle],
        height=height,
        colors=color_discrete_map or {},
        bold=chosen,
        beneath=arrow_traces(plan.layout, theme) if relations else (),
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

    wishes = Wishes(lanes=lanes, width=width, range_x=range_x, show_labels=show_labels, category_orders=category_orders)
    columns = wishes.columns_of(registry_or_table)
    rows: list[tuple[Any, ...]] = []
    if len(columns):
        plan = planned(columns, wishes)
        names = {group.key: group.name for group in plan.painting.lanes.groups}
        rows = [
            (one.entry.id, names[one.lane], one.row, one.y, *one.footprint, one.label, one.side)
            for one in plan.layout.placed
        ]
    columns_of_table = ["event_id", "lane", "row", "y_px", "first_px", "last_px", "label", "label_side"]
    return pd.DataFrame(rows, columns=columns_of_table)
