"""The density: how many events there were over time, of any number of events."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final, get_args

import plotly.graph_objects as go

from chronology.errors import QueryError
from chronology.query.arguments import Vague, require_vague, require_word
from chronology.query.asked import asked
from chronology.query.periods import Period, require_period
from chronology.query.terms import ANY, Term
from chronology.query.weights import Of
from chronology.render.axis import x_axis
from chronology.render.families import with_families
from chronology.render.given import COLUMN_OF, Given, given, require_fields, worded
from chronology.render.groups import require_grouped
from chronology.render.heading import EDGE, NARROW, REFERENCE_WIDTH, RIGHT, Heading, dressed, empty_figure
from chronology.render.markup import escaped
from chronology.render.palette import Theme
from chronology.render.periods_axis import Periods, finest
from chronology.render.reach import BOUNDS, Reach, reach_of
from chronology.render.scale import Day, Scale, range_days, with_air
from chronology.render.stack_traces import bars_of, looks_of
from chronology.render.stacks import Stacks, counted, plural_of, stacked
from chronology.render.templates import resolved
from chronology.render.text_width import text_width

BAR_PIXELS: Final = 6.0
"""The least room of a bar where the chart chooses the period."""
MOST_PERIODS: Final = 2_000
BODY, NARROW_BODY = 320, 260
AXIS_HEIGHT, UNIT_HEIGHT, TICK_SIZE = 46, 26, 12.5


def density(
    registry_or_table: object,
    *,
    per: Period | None = None,
    color: str | None = "kind",
    where: Term = ANY,
    of: Of = "start",
    vague: Vague = "earliest",
    among: Collection[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
    range_x: tuple[Day, Day] | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    template: Any = None,
    width: int | None = None,
    height: int | None = None,
    labels: Mapping[str, str] | None = None,
    category_orders: Mapping[str, Sequence[str]] | None = None,
    color_discrete_map: Mapping[str, str] | None = None,
) -> go.Figure:
    """How many events there were in each period, as stacked bars.

    The numbers are those of :func:`chronology.counts`: they are counted by the engine of the table, however large it
    is, and only they come here. A period without events has the number 0. Groups differ in colour and in pattern. The
    subtitle says what is counted by what rule, and what is not placed.

    Parameters
    ----------
    registry_or_table : a Registry, an event table of any engine, or a list of Event.
    per : ``"day"``, ``"week"``, ``"month"``, ``"quarter"``, ``"year"``, ``"decade"`` or ``"century"``; None for the
        shortest whose bars can still be told apart. Where even centuries are too many, None takes 1,000 years, 10,000
        years and so on.
    color : what the layers of a bar are: ``kind`` (families of kinds), ``actor``, ``place``, ``tag``, ``source``, a
        column of text, or None for one bar. An event with two actors counts once for each. Beyond 8 groups the
        smallest are one, and its name counts them.
    where : which events.
    of : ``"start"`` counts an event in the period in which it starts, ``"ongoing"`` in each in which it goes on.
    vague : ``"earliest"`` takes each start and end for its earliest possible day; ``"spread"`` spreads both over their
        possible days, so that the numbers are expected ones.
    among : only these actors, where `color` is the actor.
    wholes : count a whole beside its own parts; else, within a group, only the parts count.
    all_statuses : let events count that are planned or did not happen.
    range_x : first and last day to count, as EDTF or as day numbers, and all of the periods in which they lie. The
        subtitle says how many events lie before and after it.
    title, subtitle : plain text; the title of a Registry is its own unless another is given (``""`` for none).
    template : ``light`` (the default), ``dark``, or any plotly template.
    width, height : in pixels; the figure fills its page unless `width` is given.
    labels : other words for ``events`` (above the axis), ``period`` (below it) and the name given as `color` (in the
        names of those that have none, and of the smallest).
    category_orders : order of the layers from below, as ``{"actor": ["CHN", "RUS"]}``; values or their names.
    color_discrete_map : colours by value or by name, instead of those of the palette.

    Returns
    -------
    A plotly Figure like any other, a bar trace for each group: ``x`` is the first day of each period, ``y`` its
    number. ``layout.meta["chronology"]`` holds the kind of period (``periods``) and the values of the groups
    (``groups``). Where its traces are put into a figure of subplots, that needs ``barmode="stack"``. Nothing to count:
    it says so.

    Raises
    ------
    QueryError
        The table lacks a column, a word is none of these, nobody knows what `color`, `labels` or an order speak of,
        there is no such template, the range is empty, or more than 2,000 periods would be drawn.
    UnknownId
        `where` or `among` name what the Registry does not know.
    DateError
        One end of the range is no EDTF.
    """
    settings, theme = resolved(template)
    _require(per, of, vague)
    source = given(registry_or_table)
    words = _words(source, color, labels, category_orders or {}, unit=_UNITS[vague])
    table = with_families(source) if color == "kind" else source.table
    question = asked(table, where, columns=BOUNDS, wholes=wholes, all_statuses=all_statuses)
    pixels = _pixels(width)
    window = None if range_x is None else _whole_periods(range_days(range_x), per, pixels)
    reach = reach_of(question, where, of=of, vague=vague, window=window)
    shown_title = source.title if title is None else title
    if reach.first is None or reach.last is None:
        heading = Heading.of(shown_title, (subtitle, *_left_out(reach, color)), width)
        sentence = "No event has a day by which to place it." if reach.events else "There are no events to show."
        return empty_figure(settings, heading, width=width, height=height, sentence=sentence, about="groups")
    first, after = window or (reach.first, reach.last + 1)
    periods = _periods(per, first, after - 1, pixels, of)
    cells = counted(
        table,
        periods,
        color=color,
        where=where,
        of=of,
        vague=vague,
        among=among,
        wholes=wholes,
        all_statuses=all_statuses,
        window=window,
    )
    order = (category_orders or {}).get(color or "", ())
    stacks = stacked(
        cells, periods, periods.numbers(first, after - 1), source, color, order=order, noun=words.get(color or "")
    )
    looks = looks_of(stacks.grouping, theme, color_discrete_map or {})
    scale = _scale(stacks, whole=window is not None, pixels=pixels)
    figure = go.Figure(layout={"template": settings})
    figure.add_traces(list(bars_of(stacks, looks, scale, theme, vague)))
    notes = (subtitle, _rule(periods, of, vague), *_left_out(reach, color), *_beside(reach, window))
    _framed(figure, stacks, scale, theme, Heading.of(shown_title, notes, width), words, width=width, height=height)
    return figure


def _words(
    source: Given,
    color: str | None,
    labels: Mapping[str, str] | None,
    orders: Mapping[str, Sequence[str]],
    *,
    unit: str,
) -> Mapping[str, str]:
    """The words of the chart, where everything that the caller names is known."""
    import narwhals as nw

    table = source.registry.to_arrow() if source.registry is not None else source.table
    fields = [color] if color is not None else []
    require_fields(fields, nw.from_native(table).collect_schema().names())
    require_grouped(orders, fields)
    return worded(labels, {"events": unit, "period": "", **dict.fromkeys(fields, "")})


def _require(per: Period | None, of: Of, vague: Vague) -> None:
    if per is not None:
        require_period(per)
    require_word("of", of, get_args(Of))
    require_vague(vague)


def _pixels(width: int | None) -> int:
    return max((width or REFERENCE_WIDTH) - 2 * EDGE - RIGHT - 30, 120)


def _whole_periods(days: tuple[int, int], per: Period | None, pixels: int) -> tuple[int, int]:
    """The first day of the first period that the range touches, and the day after the last one."""
    first, last = days[0], days[1] - 1
    periods = Periods(per) if per is not None else finest(first, last, most=int(pixels / BAR_PIXELS))
    return periods.first_day(periods.number(first)), periods.first_day(periods.number(last) + 1)


def _periods(per: Period | None, first: int, last: int, pixels: int, of: Of) -> Periods:
    """The periods as asked for, else the shortest that can be read.

    Raises
    ------
    QueryError
        They are too many to draw; or what goes on would have to be added up over several centuries.
    """
    periods = Periods(per) if per is not None else finest(first, last, most=int(pixels / BAR_PIXELS))
    number = len(periods.numbers(first, last))
    if number > MOST_PERIODS:
        raise QueryError(
            f"per='{per}' makes {number:,} bars, and at most {MOST_PERIODS:,} are drawn "
            "(take a longer period, or give range_x)"
        )
    if of == "ongoing" and periods.centuries > 1:
        years = (last - first) // 365
        raise QueryError(f"of='ongoing' is drawn by century at the longest, not over {years:,} years (give range_x)")
    return periods


def _scale(stacks: Stacks, *, whole: bool, pixels: int) -> Scale:
    """All bars with a little air, or a whole window."""
    first = stacks.periods.first_day(stacks.numbers[0])
    after = stacks.periods.first_day(stacks.numbers[-1] + 1)
    shown = (first, after) if whole else with_air(first, after, pixels, left=6, right=6)
    return Scale(shown[0], shown[1], min(first, shown[0]), max(after, shown[1]), pixels)


def _rule(periods: Periods, of: Of, vague: Vague) -> str:
    noun = periods.noun
    match of, vague:
        case "start", "earliest":
            return f"Events by the {noun} of their earliest possible start"
        case "start", "spread":
            return f"Expected number of events by {noun}: each start is spread evenly over its possible days"
        case "ongoing", "earliest":
            return (
                f"Events that go on in each {noun}, from their earliest possible start to their earliest possible end"
            )
    return f"Expected number of events that go on in each {noun}: start and end are spread over their possible days"


def _left_out(reach: Reach, color: str | None) -> Iterator[str]:
    """What counts several times, and what is not drawn, in words."""
    if color in _LISTS:
        yield f"an event counts once for each of its {plural_of(color)}"
    if reach.has_parts:
        own = "" if color is None else f" of the same {color}"
        yield f"a whole does not count beside its parts{own}"
    if reach.unrealised:
        yield f"{_events(reach.unrealised)} planned or not realised, not counted"
    if reach.undated:
        yield f"{_events(reach.undated)} without a first day, not placed"


_UNITS: Final[Mapping[str, str]] = {"earliest": "Events", "spread": "Expected events"}
_LISTS: Final = tuple(name for name in COLUMN_OF if name != "kind")


def _beside(reach: Reach, window: tuple[int, int] | None) -> Iterator[str]:
    if window is not None and reach.before:
        yield f"{reach.before:,} of {_events(reach.events)} lie before this range"
    if window is not None and reach.after:
        yield f"{reach.after:,} of {_events(reach.events)} lie after this range"


def _events(number: int) -> str:
    return f"{number:,} event{'s' if number != 1 else ''}"


def _framed(
    figure: go.Figure,
    stacks: Stacks,
    scale: Scale,
    theme: Theme,
    heading: Heading,
    words: Mapping[str, str],
    *,
    width: int | None,
    height: int | None,
) -> None:
    """Axes, legend and heading. The unit stands above the axis, where it is read first and upright."""
    step = tick_step(max(stacks.totals, default=0))
    top = max(stacks.totals, default=0)
    left = EDGE + text_width(f"{math.ceil(top):,}", TICK_SIZE) + 10
    dressed(
        figure,
        theme,
        heading,
        body=NARROW_BODY if (width or REFERENCE_WIDTH) < NARROW else BODY,
        width=width,
        height=height,
        left=left,
        above=UNIT_HEIGHT,
        below=AXIS_HEIGHT + (22 if words["period"] else 0),
        about={
            "periods": [stacks.periods.noun],
            "groups": [group.key for group in stacks.grouping.groups if not group.key.startswith("\x00")],
        },
    )
    figure.update_layout(
        barmode="stack",
        dragmode="pan",
        legend_traceorder="normal",
        xaxis={
            **x_axis(scale),
            "showline": True,
            "showgrid": False,
            "ticks": "outside",
            "ticklen": 5,
            **({"title": {"text": escaped(words["period"])}} if words["period"] else {}),
        },
        yaxis={
            "rangemode": "tozero",
            "fixedrange": True,
            "tick0": 0,
            "dtick": step,
            "tickformat": ",d",
            "zeroline": False,
            **({"range": [0, 1]} if not top else {}),
        },
        annotations=[_unit(escaped(words["events"]), left, theme)],
    )


def tick_step(most: float) -> int:
    """The step of an axis of whole numbers, which has at most seven ticks.

    >>> [tick_step(most) for most in (0, 3, 9, 23, 140_000)]
    [1, 1, 2, 5, 20000]
    """
    steps: Iterator[int] = (digit * 10**power for power in count() for digit in (1, 2, 5))
    return next(step for step in steps if most / step <= 7)


def _unit(text: str, left: float, theme: Theme) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": EDGE - left,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": TICK_SIZE, "color": theme.ink2},
    }
