"""The gaps chart: how long it was from each event to the next, and whether that gets shorter."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import plotly.graph_objects as go

from chronology.errors import QueryError, printable
from chronology.query.engines import collected, in_pandas
from chronology.query.gaps import gaps
from chronology.query.terms import ANY, Term
from chronology.render.columns import EventColumns, columns_of
from chronology.render.entries import Entries, Entry, entries_of
from chronology.render.frame import Sides, framed
from chronology.render.given import Given, worded
from chronology.render.groups import Group, Grouping, Paint, Painting, paints_of, require_grouped
from chronology.render.heading import NARROW, REFERENCE_WIDTH, Heading, empty_figure
from chronology.render.interval_frame import TICK_WIDTH, TITLE_WIDTH, days_axis, interval_titles, overlap_grounds
from chronology.render.interval_scale import IntervalScale
from chronology.render.interval_traces import Band, Interval, band_traces, interval_key
from chronology.render.intervals import LANE, PAIR, Lane, halves, intervals_table, lanes_of, thinned
from chronology.render.layout import LANE_PADDING, TITLE_LINE, LaneBand, Layout
from chronology.render.palette import Theme, symbols_of
from chronology.render.scale import Day, Scale, range_days, with_air
from chronology.render.tellings import counted, left_out
from chronology.render.templates import resolved

if TYPE_CHECKING:
    import pandas as pd

MOST_LANES: Final = 8
MOST_DRAWN: Final = 2000
"""Beyond so many intervals, only the shortest and the longest of each few pixels are drawn."""

_RULE: Final = "Days from the end of each event to the start of the next, on a logarithmic scale"
_ONE_LANE, _ALL_LANES, _LOWEST_LANE = 340, 620, 112
_AIR_LEFT, _AIR_RIGHT = 14.0, 24.0
PIXELS_PER_COLUMN: Final = 2
_PLURALS: Final = {
    "kind": "kinds",
    "actor": "actors",
    "place": "places",
    "tag": "tags",
    "source": "sources",
    "role": "roles",
    "status": "statuses",
    "dyad": "pairs of actors",
    "directed_dyad": "directed pairs of actors",
}


def gaps_chart(
    registry_or_table: object,
    *,
    of: Term = ANY,
    by: str | list[str] | None = None,
    among: Collection[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
    title: str | None = None,
    subtitle: str | None = None,
    template: Any = None,
    width: int | None = None,
    height: int | None = None,
    range_x: tuple[Day, Day] | None = None,
    labels: Mapping[str, str] | None = None,
    hover_data: Sequence[str] = (),
    category_orders: Mapping[str, Sequence[str]] | None = None,
    color_discrete_map: Mapping[str, str] | None = None,
) -> go.Figure:
    """The intervals between events, over time: steps that go down where events follow one another ever faster.

    Each interval is a line from the end of one event to the start of the next, as high as it is long, with a symbol
    where it ends. Where the dates leave a range, there is no line: a faded box covers the days on which it may end
    and the lengths that it may have, with a hollow symbol at the fewest and at the most days. An open arrow stands
    where there is no bound, and a ground marks overlaps, of 0 days or fewer. A dashed line is the median: of ranges it
    is known only to lie between two numbers, and drawn as such.

    Days are on a logarithmic scale, for what makes an interval short is the ratio to others: from 30 days to 15 is as
    far as from 2 years to 1, and a week can be seen beside a century. Of a plain logarithm overlaps would have no
    place, so the height is that of one day more, log10(1 + days), and below zero, three times flatter, that of the
    overlap: -log10(1 - days) / 3.

    Parameters
    ----------
    registry_or_table : a Registry; an event table (``id, title, kind, date`` and the four bounds are needed) of
        pandas or any library that narwhals knows; or a list of Event.
    of, by, among, wholes, all_statuses : as of :func:`gaps`, so that kinds are kinds, not families. Each unit of `by`
        has a lane, all on the same scale;
        the subtitle counts the units beyond 8, which are those with the fewest intervals, or the last in
        `category_orders`.
    title, subtitle : plain text; the title of a Registry is its own unless another is given (``""`` for none), and
        the subtitle says how the days are measured. What is counted and what is not shown is said in any case.
    template : ``light`` (the default), ``dark``, or any plotly template.
    width : in pixels; the figure fills its page unless it is given.
    height : in pixels; it grows with the number of lanes unless it is given.
    range_x : first and last day to show, as EDTF or as day numbers; all intervals unless it is given. Medians are of
        all intervals, and the subtitle says how many end before and after the range.
    labels : other words for ``before`` and ``after`` (on hovering), or a name in `hover_data`.
    hover_data : more to show of both events on hovering: ``kind``, ``actor``, ``place``, ``tag``, ``source`` or
        columns.
    category_orders : order of the lanes, as ``{"actor": ["CHN", "RUS"]}``; values or their names.
    color_discrete_map : colours of lanes by value or by name, instead of those of the palette.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of the events between which intervals
    are drawn, and the last two values of ``customdata`` of each symbol are the ids of the events before and after.
    Above 2,000 intervals, the shortest and the longest of each 2 pixels of a lane are drawn, and the subtitle says so.
    Without two events of a unit it says that there are no intervals.

    Raises
    ------
    QueryError, UnknownId
        As of :func:`gaps`; nobody knows what `labels`, `hover_data`, an order or a colour speaks of, there is no such
        template, or the range is empty.
    DateError
        A date of the table, or one end of the range, is no EDTF.
    """
    settings, theme = resolved(template)
    words = worded(labels, _words(hover_data))
    columns = columns_of(registry_or_table, fields=_fields(hover_data, wholes=wholes))
    source = columns.source
    answer = _pandas(gaps(source.table, of=of, by=by, among=among, wholes=wholes, all_statuses=all_statuses))
    keys = [name for name in answer.columns if name not in PAIR]
    require_grouped(category_orders or {}, keys)
    table = intervals_table(answer, columns)
    shown_title = source.title if title is None else title
    if not len(table):
        heading, sentence = Heading.of(shown_title, subtitle, width), _NONE if by is None else _NONE_IN_UNITS
        return empty_figure(settings, heading, width=width, height=height, sentence=sentence)
    lanes = lanes_of(table, keys, by=by, given=source, orders=category_orders or {})
    paints = _paints(lanes, by, source, theme, color_discrete_map or {})
    sides = _sides(width or REFERENCE_WIDTH, has_titles=by is not None)
    plan = _planned(table, lanes, range_x, sides)
    entries = entries_of(_only(columns, plan.drawn), fields=hover_data)
    bands, frames = _stacked(plan, entries, paints, titles_inside=by is not None and sides.titles_inside)
    traces = [
        trace
        for rank, band in enumerate(bands)
        for trace in band_traces(band, plan.scale, entries, theme, rank=rank, hover_data=hover_data, words=words)
    ]
    traces += interval_key(bands, theme)
    said = (
        _RULE if subtitle is None else subtitle,
        *_counted(plan, by),
        *_not_shown(plan, columns, wholes, all_statuses),
    )
    frame = framed(
        [trace.to_plotly_json() for trace in traces],
        Layout((), frames, plan.scale, frames[-1].bottom, labelled=True),
        theme,
        Heading.of(shown_title, said, width),
        sides=sides,
        width=width,
        height=height,
        about={"events": plan.drawn[["before_id", "after_id"]].to_numpy().ravel().tolist()},
    )
    frame["annotations"] = interval_titles(bands, plan.kept, frames, theme, sides)
    frame["shapes"] += overlap_grounds(bands, frames, theme)
    frame["yaxis"] |= days_axis(bands, theme)
    return go.Figure(data=traces, layout={"template": settings, **frame})


_NONE: Final = "No event follows another, so there are no intervals."
_NONE_IN_UNITS: Final = "No event follows another of the same unit, so there are no intervals."


@dataclass(frozen=True, slots=True)
class _Plan:
    """All intervals, all lanes, and what of them is drawn on which scale."""

    table: pd.DataFrame
    lanes: tuple[Lane, ...]
    kept: tuple[Lane, ...]
    dated: pd.DataFrame
    drawn: pd.DataFrame
    scale: Scale


def _words(hover_data: Sequence[str]) -> dict[str, str]:
    further = {name: name.replace("_", " ").capitalize() for name in hover_data}
    return {**further, "before": "After", "after": "Until"}


def _fields(hover_data: Sequence[str], *, wholes: bool) -> list[str]:
    if isinstance(hover_data, str):
        raise QueryError(f"hover_data is a list of names: write ['{printable(hover_data)}']")
    return [*hover_data, *(() if wholes else ("part_of",))]


def _pandas(answer: Any) -> pd.DataFrame:
    import narwhals as nw

    return in_pandas(collected(nw.from_native(answer)))


def _only(columns: EventColumns, drawn: pd.DataFrame) -> EventColumns:
    """The events between which intervals are drawn."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pa.array({*drawn["before_id"], *drawn["after_id"]}, pa.string())
    return replace(columns, table=columns.table.filter(pc.is_in(columns.table.column("id"), value_set=ids)))


def _sides(width: int, *, has_titles: bool) -> Sides:
    inside = width < NARROW
    return Sides(width, TICK_WIDTH if inside or not has_titles else TICK_WIDTH + TITLE_WIDTH, titles_inside=inside)


def _planned(table: pd.DataFrame, lanes: tuple[Lane, ...], range_x: tuple[Day, Day] | None, sides: Sides) -> _Plan:
    kept = lanes[:MOST_LANES]
    placed = table[["to_first", "to_last"]].notna().any(axis=1)
    dated = table[table[LANE].isin([lane.key for lane in kept]) & placed]
    scale = _scale(dated, range_x, sides.pixels)
    drawn = dated
    if len(dated) > MOST_DRAWN:
        columns = max(sides.pixels // PIXELS_PER_COLUMN, 1)
        drawn = thinned(dated, first=scale.first, last=scale.last, columns=columns)
    return _Plan(table, lanes, kept, dated, drawn, scale)


def _scale(dated: pd.DataFrame, range_x: tuple[Day, Day] | None, pixels: int) -> Scale:
    """All intervals, or the given range."""
    import numpy as np

    days = dated[["from_first", "from_last", "to_first", "to_last"]].to_numpy()
    reach = (float(np.nanmin(days)), float(np.nanmax(days)) + 1) if np.isfinite(days).any() else (0.0, 1.0)
    shown = with_air(*reach, pixels, left=_AIR_LEFT, right=_AIR_RIGHT) if range_x is None else range_days(range_x)
    return Scale(shown[0], shown[1], min(shown[0], reach[0]), max(shown[1], reach[1]), pixels)


def _paints(
    lanes: Sequence[Lane], by: object, source: Given, theme: Theme, colors: Mapping[str, str]
) -> dict[str, Paint]:
    """The colour and symbol of each lane: kinds have those of their families, a single lane has ink."""
    groups = Grouping("kind" if by == "kind" else str(by), tuple(Group(lane.key, lane.name) for lane in lanes), {})
    paints = {one: paint for (one, _), paint in paints_of(Painting(groups, groups, groups), theme, colors).items()}
    if by is None:
        return {key: replace(paint, color=theme.ink, symbol="circle") for key, paint in paints.items()}
    if by != "kind":
        return paints
    families = {lane.key: source.header.families().get(lane.key, lane.key) for lane in lanes}
    symbols = symbols_of(list(dict.fromkeys(families.values())))
    own = {key: paint.color for key, paint in paints.items() if {key, paint.name} & set(colors)}
    return {
        key: replace(paint, color=own.get(key, theme.family(families[key])), symbol=symbols[families[key]])
        for key, paint in paints.items()
    }


def _stacked(
    plan: _Plan, entries: Entries, paints: Mapping[str, Paint], *, titles_inside: bool
) -> tuple[list[Band], tuple[LaneBand, ...]]:
    """The lanes one below the other, all on one scale of days."""
    pixels = _ONE_LANE if len(plan.kept) == 1 else max(_LOWEST_LANE, min(_ONE_LANE / 2, _ALL_LANES / len(plan.kept)))
    heights = IntervalScale.of(_lengths(plan), pixels)
    by_id = {entry.id: entry for entry in entries}
    bands: list[Band] = []
    frames: list[LaneBand] = []
    top = 0.0
    for lane in plan.kept:
        inner = top + (TITLE_LINE + LANE_PADDING + 2 if titles_inside else 0)
        rows = plan.drawn[plan.drawn[LANE] == lane.key]
        own = tuple(_intervals(rows, by_id))
        bands.append(Band(inner, heights, own, lane.median, paints[lane.key]))
        frames.append(LaneBand(lane.key, (), lane.intervals, lane.intervals, top, inner + pixels))
        top = inner + pixels
    return bands, tuple(frames)


def _lengths(plan: _Plan) -> list[float]:
    """The fewest and the most days that the scale has to show; the medians lie between them."""
    import numpy as np

    days = plan.dated[["least", "most"]].to_numpy()
    known = days[np.isfinite(days)]
    return [float(known.min()), float(known.max())] if len(known) else []


def _intervals(rows: pd.DataFrame, by_id: Mapping[str, Entry]) -> Iterator[Interval]:
    events = zip(rows["before_id"], rows["after_id"], strict=True)
    numbers = rows[["least", "most", "from_last", "to_first", "to_last"]].to_numpy(dtype=float).tolist()
    for (before, after), (least, most, begins, first, last) in zip(events, numbers, strict=True):
        ends = (last if math.isnan(first) else first, first if math.isnan(last) else last)
        yield Interval(by_id[before], by_id[after], least, most, begins, *ends)


def _counted(plan: _Plan, by: object) -> Iterator[str]:
    """How many intervals there are, their median, and whether it falls."""
    if by is None:
        yield f"{counted(len(plan.table), 'interval')}, median {plan.lanes[0].median.words}"
        if both := halves(plan.table):
            earlier, later = both
            yield f"median of the earlier half {earlier.words}, of the later {later.words}"
        return
    unit = _PLURALS.get(str(by), "units")
    yield (
        f"{counted(len(plan.table), 'interval')} of {len(plan.lanes)} {unit}"
        if len(plan.lanes) > 1
        else (counted(len(plan.table), "interval"))
    )
    if rest := plan.lanes[len(plan.kept) :]:
        others = counted(sum(lane.intervals for lane in rest), "interval")
        yield f"only {len(plan.kept)} of them drawn, without {others} of the others"


def _not_shown(plan: _Plan, columns: EventColumns, wholes: bool, all_statuses: bool) -> Iterator[str]:
    """What the chart leaves out, in words."""
    within = plan.table[LANE].isin([lane.key for lane in plan.kept])
    if undated := int(within.sum()) - len(plan.dated):
        yield f"{undated} end at no known day and are not drawn"
    if len(plan.drawn) < len(plan.dated):
        few = f"{len(plan.drawn):,} of {len(plan.dated):,}"
        yield f"drawn are {few}: the shortest and the longest of each {PIXELS_PER_COLUMN} pixels"
    before = int((plan.dated["to_last"].fillna(plan.dated["to_first"]) < plan.scale.first).sum())
    after = int((plan.dated["to_first"].fillna(plan.dated["to_last"]) >= plan.scale.last).sum())
    for number, side in ((before, "before"), (after, "after")):
        if number:
            yield f"{number:,} of {len(plan.dated):,} end {side} this range"
    yield from left_out(columns, wholes=wholes, all_statuses=all_statuses)
