"""The network: who has ties with whom, at the same places through all periods."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from chronology.query.arguments import require_number
from chronology.query.counts import counts
from chronology.query.periods import Period
from chronology.query.terms import ANY, Term
from chronology.render.actor_ties import (
    ALL_TIME,
    WORDS,
    ActorTies,
    actor_ties,
    counted_words,
    gaps,
    left_out_words,
    nothing,
    period_note,
    rows_of,
)
from chronology.render.given import Given, given, worded
from chronology.render.groups import require_grouped
from chronology.render.heading import EDGE, REFERENCE_WIDTH, Heading, dressed, empty_figure
from chronology.render.network_traces import LARGEST_NODE, NAME_SIZE, Picture, restyled, traces_of
from chronology.render.palette import Theme
from chronology.render.ring import ring_of
from chronology.render.shades import Shading
from chronology.render.templates import resolved
from chronology.render.text_width import text_width

MOST_ACTORS: Final = 40
MOST_STEPS: Final = 120
_LINE: Final = 28.0
_LEAST_HEIGHT: Final = 260.0
_WIDEST: Final = 1.5
_SLIDER: Final = 84


def network(
    registry_or_table: object,
    *,
    of: Term = ANY,
    per: Period | None = None,
    directed: bool = False,
    among: Collection[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
    most: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    template: Any = None,
    width: int | None = None,
    height: int | None = None,
    labels: Mapping[str, str] | None = None,
    category_orders: Mapping[str, Sequence[str]] | None = None,
) -> go.Figure:
    """Actors on a ring and their ties as lines, with a slider through time.

    The numbers are those of :func:`ties`. The wider and stronger a line, the more events hold it; the larger a symbol,
    the more events its actor acts in (with `directed`, is named in). Actors with ties stand beside one another, as far
    as that can be; they stay where they are through all periods, and nothing about their places is left to chance.
    With `per`, a slider leads through the periods, in which the ties of other times stay as faint lines; a print shows
    all time. Names never overlap at 1,000 pixels and more, or at the given width.

    Parameters
    ----------
    registry_or_table : a Registry, an event table of any engine, or a list of Event. Only a Registry has names and
        kinds of actors, by which symbols differ, and the titles of events that hovering shows.
    of : which events.
    per : a step of the slider for each ``"year"``, ``"decade"``, ... by the earliest start of the events; None: all
        time, without a slider. Periods without ties are left out; of more than 120, those with the most events stay.
    directed : who acts on whom instead; arrows point to who is acted on.
    among : only these actors; asked of a Registry, also by name.
    wholes : count a whole beside its own parts (``part_of``).
    all_statuses : let events count that are planned or did not happen.
    most : at most so many actors, those with the most events in their ties; 40 unless it is given.
    title, subtitle : plain text; the title of the Registry is its own unless another is given (``""`` for none).
    template : ``light`` (the default), ``dark``, or any plotly template.
    width : in pixels; the figure fills its page unless it is given, and is laid out for 1,000.
    height : in pixels; it grows with the number of actors unless it is given.
    labels : other words for ``events``, ``first`` and ``last``, as ``{"events": "Talks"}``.
    category_orders : actors that are kept first where there are too many, the first of them at the top, as
        ``{"actor": ["CHN"]}``; ids or names.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of its ``actors`` in the order of the
    ring, and its ``periods`` as EDTF; the last values of ``customdata`` are the id of an actor, or the ids of the two
    of a tie. The steps of its slider restyle its traces by their number. Without ties it says that there are none.

    Raises
    ------
    QueryError
        The table lacks a column, there is no such period or template, or `labels` or an order speak of something else.
    UnknownId
        The term or `among` names an id that the Registry does not know.
    """
    settings, theme = resolved(template)
    words = worded(labels, WORDS)
    orders = category_orders or {}
    require_grouped(orders, ["actor"])
    if most is not None:
        require_number("most", most, least=2)
    source = given(registry_or_table)
    every = actor_ties(source, of=of, per=per, directed=directed, among=among, wholes=wholes, all_statuses=all_statuses)
    shown_title = source.title if title is None else title
    if not every.all_time:
        heading = Heading.of(shown_title, subtitle, width)
        return empty_figure(settings, heading, width=width, height=height, sentence=nothing(every), about="actors")
    ordered = every.in_order(orders.get("actor", ()))
    ties = every.among_first(ordered, most or MOST_ACTORS)
    events = _events(source, ties, of=of, wholes=wholes, all_statuses=all_statuses)
    kept, left_out = ties.shown_of(ordered)
    picture = _picture(ties, kept, events, theme, words, width or REFERENCE_WIDTH)
    traces, moving = traces_of(picture)
    periods = ties.busiest(MOST_STEPS) if per is not None else ()
    figure = go.Figure(traces, layout={"template": settings})
    parts = (subtitle, *_notes(ties), left_out_words(left_out), *gaps(every, ties, len(periods)))
    dressed(
        figure,
        theme,
        Heading.of(shown_title, parts, width),
        body=_body(len(picture.spots)),
        width=width,
        height=height,
        right=EDGE,
        below=EDGE + (_SLIDER if periods else 0),
        about={"actors": list(picture.spots), "periods": [period or "" for period in periods]},
    )
    across = ((width or REFERENCE_WIDTH) - 2 * EDGE) / 2 / picture.size[0]
    down = _body(len(picture.spots)) / 2 / picture.size[1]
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        dragmode=False,
        legend={"itemsizing": "constant"},
        xaxis={**hidden, "range": [-across, across]},
        yaxis={**hidden, "range": [-down, down]},
    )
    if periods:
        figure.update_layout(sliders=[_slider(picture, periods, moving)])
    return figure


def _body(actors: int) -> float:
    """Height of the ring in pixels: a line for each name of a side."""
    return max(_LINE * ((actors + 1) // 2), _LEAST_HEIGHT)


def _picture(
    ties: ActorTies,
    actors: Sequence[str],
    events: Mapping[str | None, Mapping[str, int]],
    theme: Theme,
    words: Mapping[str, str],
    width: int,
) -> Picture:
    shading = Shading.of(max(tie.events for tie in ties.all_time.values()), theme)
    weights = {pair: 1 + shading.index(tie.events) for pair, tie in ties.all_time.items()}
    half = (width - 2 * EDGE) / 2
    longest = max(text_width(ties.name(actor), NAME_SIZE) for actor in actors)
    room = min(longest, 260.0, 0.53 * half)
    high = _body(len(actors)) / 2 - LARGEST_NODE / 2 - 2
    wide = min(half - room - LARGEST_NODE / 2 - 8, _WIDEST * high)
    return Picture(ties, ring_of(actors, weights), events, (wide, high), room, theme, words)


def _events(
    source: Given, ties: ActorTies, *, of: Term, wholes: bool, all_statuses: bool
) -> dict[str | None, dict[str, int]]:
    """How many events each actor acts in, or is named in, in each period and in all."""
    unit = "actor" if ties.directed else "acting"
    found: dict[str | None, dict[str, int]] = {period: {} for period in ties.by_period}
    for per in (None,) if ties.per is None else (None, ties.per):
        answer = counts(source.table, per=per, by=unit, where=of, wholes=wholes, all_statuses=all_statuses)
        for row in rows_of(answer):
            period = ALL_TIME if per is None else row["period"]
            if period in found:
                found[period][row[unit]] = row["events"]
    return found


def _notes(ties: ActorTies) -> Iterator[str]:
    yield counted_words(ties)
    if ties.directed:
        yield "arrows point to who is acted on"
    yield f"symbols grow with the events in which an actor {'is named' if ties.directed else 'acts'}"
    if ties.per is not None:
        yield period_note(ties) or ""


def _slider(picture: Picture, periods: Sequence[str | None], moving: Sequence[int]) -> dict[str, Any]:
    theme = picture.theme
    last = text_width(picture.ties.words(periods[-1]), 12.5) / 2
    return {
        "active": 0,
        "steps": [
            {
                "label": picture.ties.words(period),
                "method": "restyle",
                "args": [restyled(picture, period), list(moving)],
            }
            for period in (ALL_TIME, *periods)
        ],
        "x": 0,
        "len": 1,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 8, "b": 4, "l": 8, "r": max(8, last - EDGE)},
        "currentvalue": {
            "xanchor": "left",
            "offset": 8,
            "font": {"size": 16, "color": theme.ink, "weight": 600},
        },
        "font": {"size": 12.5, "color": theme.ink2},
        "bgcolor": theme.rule,
        "activebgcolor": theme.ink2,
        "bordercolor": theme.control,
        "borderwidth": 1,
        "ticklen": 5,
        "minorticklen": 5,
        "tickcolor": theme.control,
        "transition": {"duration": 0},
    }
