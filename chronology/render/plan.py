"""How a chart with lanes is laid out: from the columns and the wishes of its caller to rows, colours and a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.errors import QueryError, printable
from chronology.render.bands import Period, named_dates, names_height, periods_of
from chronology.render.columns import BOUNDS, EventColumns, columns_of
from chronology.render.entries import Entries, entries_of
from chronology.render.excerpt import MOST_DRAWN, excerpt
from chronology.render.frame import Sides
from chronology.render.given import worded
from chronology.render.groups import MOST_LANES, MOST_PAINTS, Grouping, Painting, grouping_of, require_grouped
from chronology.render.heading import REFERENCE_WIDTH, require_pixels
from chronology.render.layout import Layout, layout_of
from chronology.render.scale import Day, Scale, range_days, with_air

AIR_LEFT, AIR_RIGHT = 16.0, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the caller of a chart with lanes asks for, in the words of :func:`timeline`."""

    lanes: str | None
    color: str | None = None
    symbol: str | None = None
    bands: Mapping[str, str | When] | None = None
    width: int | None = None
    range_x: tuple[Day, Day] | None = None
    show_labels: bool = True
    hover_data: Sequence[str] = ()
    category_orders: Mapping[str, Sequence[str]] | None = None
    labels: Mapping[str, str] | None = None

    @property
    def groupings(self) -> list[str]:
        """What events are grouped by, each once."""
        return list(dict.fromkeys(name for name in (self.lanes, self.color, self.symbol) if name is not None))

    def columns_of(self, data: object, *, optional: Sequence[str] = ()) -> EventColumns:
        """The columns that the chart needs of what it was given, and those that it may do without.

        Raises
        ------
        QueryError
            It has not got them, or a wish speaks of something that the chart does not show.
        """
        if isinstance(self.hover_data, str):
            raise QueryError(f"hover_data is a list of names: write ['{printable(self.hover_data)}']")
        require_pixels(self.width, "width")
        columns = columns_of(data, fields=[*self.groupings, *self.hover_data], optional=optional)
        worded(self.labels, {name: name for name in (*self.groupings, *self.hover_data)})
        require_grouped(self.category_orders or {}, self.groupings)
        list(named_dates(self.bands))
        return columns

    def order(self, by: str | None) -> Sequence[str]:
        """The order of the groups of a grouping that the caller gives."""
        return (self.category_orders or {}).get(by, ()) if by else ()

    @property
    def hover_words(self) -> dict[str, str]:
        """What is shown besides on hovering, with the words for it."""
        return {name: (self.labels or {}).get(name, name.capitalize()) for name in self.hover_data}


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart with lanes before it is drawn."""

    columns: EventColumns
    entries: Entries
    painting: Painting
    layout: Layout
    sides: Sides
    periods: tuple[Period, ...]

    @property
    def is_excerpt(self) -> bool:
        """Whether there are too many events to draw them all."""
        return len(self.entries) < len(self.columns)


def planned(
    columns: EventColumns,
    wishes: Wishes,
    *,
    lanes: Grouping | None = None,
    bold: frozenset[str] = frozenset(),
    labels_once: bool = False,
) -> Plan:
    """The plan of a chart.

    Parameters
    ----------
    lanes : the lanes, where they are not simply the groups of a grouping.
    bold : ids of events that are drawn in any case, with a bold label.
    labels_once : whether an event in several lanes has a label in the first of them only.
    """
    painting = _painting(columns, wishes, lanes)
    sides = Sides.of(wishes.width or REFERENCE_WIDTH, has_titles=painting.lanes.by is not None)
    scale = scale_of(columns, wishes.range_x, sides.pixels)
    drawn, totals = columns, None
    if len(columns) > MOST_DRAWN:
        drawn = columns.taken(excerpt(columns, painting.lanes, scale, always=columns.places_of(bold)))
        totals = _totals(columns, painting.lanes)
    entries = entries_of(drawn, fields=[*wishes.groupings, *wishes.hover_data])
    periods = periods_of(wishes.bands, scale)
    layout = layout_of(
        entries,
        scale,
        lanes=painting.lanes,
        paint_of=painting.key,
        labels=wishes.show_labels and totals is None,
        labels_once=labels_once,
        bold=bold,
        totals=totals,
        title_width=sides.title_width,
        titles_inside=sides.titles_inside,
        top=names_height(periods),
    )
    return Plan(columns, entries, painting, layout, sides, periods)


def _painting(columns: EventColumns, wishes: Wishes, lanes: Grouping | None) -> Painting:
    lane, color, symbol = wishes.lanes, wishes.color, wishes.symbol

    def grouped(by: str | None, *, most: int, exclusive: bool) -> Grouping:
        words = wishes.labels or {}
        return grouping_of(columns, by, most=most, order=wishes.order(by), exclusive=exclusive, words=words)

    if lanes is None:
        lanes = grouped(lane, most=MOST_PAINTS if lane in (color, symbol) else MOST_LANES, exclusive=False)
    colors = lanes if lane == color else grouped(color, most=MOST_PAINTS, exclusive=True)
    if symbol is None or symbol == color:
        return Painting(lanes, colors, colors)
    symbols = lanes if lane == symbol else grouped(symbol, most=MOST_PAINTS, exclusive=True)
    return Painting(lanes, colors, symbols)


def _totals(columns: EventColumns, lanes: Grouping) -> dict[str, int]:
    """How many events each lane has."""
    _, groups = lanes.places(columns)
    numbers = np.bincount(groups, minlength=len(lanes.groups)).tolist()
    return {group.key: number for group, number in zip(lanes.groups, numbers, strict=True)}


def scale_of(columns: EventColumns, range_x: tuple[Day, Day] | None, pixels: float) -> Scale:
    """All events with some air, or the given range, on so many pixels.

    Raises
    ------
    QueryError, DateError
        The range is none.
    """
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
