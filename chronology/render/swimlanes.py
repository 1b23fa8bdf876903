"""Swimlanes: a lane for each actor, and what they do together joined across the lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

from chronology.dates.when import When
from chronology.errors import QueryError, UnknownId, printable
from chronology.query.terms import Term
from chronology.render.columns import EventColumns
from chronology.render.groups import Group, Grouping, grouping_of
from chronology.render.heading import Heading, empty_figure
from chronology.render.highlights import highlighted
from chronology.render.joints import joint_key, joint_traces, joints_of
from chronology.render.lane_chart import lane_chart
from chronology.render.plan import Wishes, planned
from chronology.render.scale import Day
from chronology.render.templates import resolved

MOST_ACTORS: Final = 12
_PARTS: Final = ("acting", "side_a", "side_b")


def swimlanes(
    registry_or_table: object,
    *,
    actors: Sequence[str] | None = None,
    color: str | None = "kind",
    symbol: str | None = None,
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
    """Events over time with a lane for each actor; what concerns several is in each of their lanes, joined by a line.

    The line is solid between those who act together, and dotted to those who only host, watch or are affected, and
    to those on the opposite side. Dates look as in :func:`timeline`; the label stands in the first lane.

    Parameters
    ----------
    registry_or_table : a Registry, an event table with ``actors``, or a list of Event. Who acts is known from the
        columns ``acting``, ``side_a`` and ``side_b``; where a table lacks them all lines are dotted.
    actors : the lanes, in this order: ids, or in a Registry also names, aliases and codes. Unless they are given, the
        12 actors with the most events. Events that concern none of them are not drawn, and the subtitle counts them.
    category_orders : order of lanes, colours and symbols, as in :func:`timeline`.
    color, symbol, highlight, bands, title, subtitle, template, width, height, range_x, show_labels, hover_data, \
color_discrete_map, labels : as in :func:`timeline`.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of the events that are drawn, and the
    last value of ``customdata`` of each mark is the id of its event. Where no event has an actor it says so.

    Raises
    ------
    QueryError
        As for :func:`timeline`; `actors` is no list, or names one twice.
    UnknownId
        Nobody has the id or name of an actor, or no event an id that is to be highlighted.
    DateError
        As for :func:`timeline`.
    """
    settings, theme = resolved(template)
    wishes = Wishes(
        lanes="actor",
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
    everything = wishes.columns_of(registry_or_table, optional=_PARTS)
    lanes = _lanes(everything, actors, wishes)
    concerned, _ = lanes.places(everything)
    columns = everything.taken(np.unique(concerned))
    chosen = highlighted(columns, highlight)
    shown_title = everything.source.title if title is None else title
    said = (subtitle, *_left_out(everything, columns, lanes))
    if not len(columns):
        heading = Heading.of(shown_title, said, width)
        return empty_figure(
            settings, heading, width=width, height=height, sentence="There are no events of actors to show."
        )
    plan = planned(columns, wishes, lanes=lanes, bold=chosen, labels_once=True)
    joints = joints_of(plan.layout, columns)
    return lane_chart(
        plan,
        wishes,
        settings,
        theme,
        title=shown_title,
        subtitle=said,
        height=height,
        colors=color_discrete_map or {},
        bold=chosen,
        beneath=joint_traces(joints, plan, theme, color_discrete_map or {}),
        key=joint_key(joints, theme),
    )


def _lanes(columns: EventColumns, actors: Sequence[str] | None, wishes: Wishes) -> Grouping:
    """The lanes of the actors that were asked for, or of those with the most events."""
    if actors is not None:
        ids = _ids(columns, actors)
        groups = tuple(Group(id, columns.source.name("actor", id)) for id in ids)
        return Grouping("actor", groups, {id: id for id in ids})
    every = grouping_of(columns, "actor", most=MOST_ACTORS + 1, order=wishes.order("actor"))
    groups = tuple(group for group in every.groups if group.key in every.group_of)
    return Grouping("actor", groups, {group.key: group.key for group in groups})


def _ids(columns: EventColumns, actors: Sequence[str]) -> list[str]:
    """The ids of actors, in the order in which they were given.

    Raises
    ------
    QueryError, UnknownId
        As for :func:`swimlanes`.
    """
    if isinstance(actors, str):
        raise QueryError(f"actors is a list of ids: write ['{printable(actors)}']")
    if columns.source.registry is not None:
        ids = [columns.source.registry.actor(name).id for name in actors]
    else:
        known = columns.members("actor").texts
        for name in actors:
            if name not in known:
                raise UnknownId(name, "actor", sorted(known))
        ids = list(actors)
    if twice := [id for at, id in enumerate(ids) if id in ids[:at]]:
        raise QueryError(f"actors names '{printable(twice[0])}' twice")
    return ids


def _left_out(everything: EventColumns, columns: EventColumns, lanes: Grouping) -> Iterator[str]:
    """Which actors and events have no lane, in words."""
    total = len(everything.members("actor").texts)
    if len(lanes.groups) < total:
        yield f"{len(lanes.groups)} of {total:,} actors"
    if without := len(everything) - len(columns):
        yield f"{without:,} of {len(everything):,} events concern none of them and are not drawn"
