"""The actor matrix: who acts with whom, or on whom, and how often; also by period."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from chronology.query.arguments import require_number
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
)
from chronology.render.cells import (
    NAME_SIZE,
    NUMBER_ROOM,
    Cells,
    cells_of,
    compact,
    most_actors,
    name_room,
    smallest_cell,
)
from chronology.render.given import given, worded
from chronology.render.groups import require_grouped
from chronology.render.heading import EDGE, REFERENCE_WIDTH, Heading, dressed, empty_figure
from chronology.render.markup import escaped
from chronology.render.matrix_traces import traces_of
from chronology.render.palette import Theme
from chronology.render.templates import resolved

MOST_PANELS: Final = 24
_FIGURE_SPACE: Final = "\u2007"
_LEFT_TO_RIGHT: Final = "\u200e"


def actor_matrix(
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
    """Who acts with whom: a cell for each two actors, with the number of their events.

    The numbers are those of :func:`ties`. A cell is the stronger the more events it holds, and the number stands in
    it, so that nothing depends on colour; a dot is a pair without an event. With `per`, each period has a matrix of its
    own, all with the same actors in the same order, so that they can be compared and printed.

    Parameters
    ----------
    registry_or_table : a Registry, an event table of any engine, or a list of Event. Only a Registry has names of
        actors and the titles of events that hovering shows.
    of : which events.
    per : a matrix for each ``"year"``, ``"decade"``, ... by the earliest start of the events; None: one for all time.
        Periods without ties are left out; of more than 24, those with the most events are drawn.
    directed : who acts on whom instead: rows act on columns.
    among : only these actors; asked of a Registry, also by name.
    wholes : count a whole beside its own parts (``part_of``).
    all_statuses : let events count that are planned or did not happen.
    most : at most so many actors, those with the most events in their ties; as many as can be read unless it is given.
    title, subtitle : plain text; the title of the Registry is its own unless another is given (``""`` for none).
    template : ``light`` (the default), ``dark``, or any plotly template.
    width : in pixels; the figure fills its page unless it is given, and is laid out for 1,000.
    height : in pixels; it grows with the number of actors and periods unless it is given.
    labels : other words for ``events``, ``first`` and ``last``, as ``{"events": "Talks"}``.
    category_orders : actors that come first, as ``{"actor": ["CHN", "RUS"]}``; ids or names.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of its ``actors``, and its ``periods``
    as EDTF; the last two values of ``customdata`` of each cell are the ids of its actors, the row first. Without ties
    it says that there are none.

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
    full = width or REFERENCE_WIDTH
    found, cells, left_out = _laid_out(every, orders.get("actor", ()), most, full)
    figure = go.Figure(layout={"template": settings})
    figure.add_traces(list(traces_of(found, cells, theme, words)))
    parts = (
        subtitle,
        counted_words(found),
        *_notes(found, cells),
        left_out_words(left_out),
        *gaps(every, found, len(cells.panels)),
    )
    left = _left(found, cells.actors, full, numbered=cells.numbered)
    dressed(
        figure,
        theme,
        Heading.of(shown_title, parts, width),
        body=cells.height,
        width=width,
        height=height,
        left=left,
        right=EDGE,
        above=cells.head_room + 10,
        about={"actors": cells.actors, "periods": [panel.period or "" for panel in cells.panels if found.per]},
    )
    return figure.update_layout(
        barmode="overlay", dragmode="pan", **_axes(cells, theme, full - left - EDGE), shapes=list(_lines(cells, theme))
    )


def _left(ties: ActorTies, actors: Sequence[str], width: int, *, numbered: bool) -> float:
    room = name_room([ties.name(actor) for actor in actors], width)
    return EDGE + room + (NUMBER_ROOM if numbered else 0) + 12


def _laid_out(
    every: ActorTies, order: Sequence[str], most: int | None, width: int
) -> tuple[ActorTies, Cells, Sequence[str]]:
    """The ties that are drawn, where, and the actors for whom there is no room."""
    numbered = every.per is not None
    ordered = every.in_order(order)
    longest = max((compact(tie.events) for tie in every.all_time.values()), key=len)
    smallest = smallest_cell(longest)
    pixels = width - EDGE - _left(every, ordered, width, numbered=numbered)
    limit = most or most_actors(pixels, smallest, numbered=numbered)
    found = every.among_first(ordered, limit)
    kept, left_out = found.shown_of(ordered)
    pixels = width - EDGE - _left(found, kept, width, numbered=numbered)
    periods = found.busiest(MOST_PANELS) if numbered else (ALL_TIME,)
    names = {actor: found.name(actor) for actor in kept}
    room = name_room(list(names.values()), width)
    return found, cells_of(kept, names, periods, pixels=pixels, room=room, smallest=smallest), left_out


def _axes(cells: Cells, theme: Theme, pixels: float) -> dict[str, Any]:
    """Names of rows on the left, of columns above; nothing of an axis else."""
    plain = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": "rgba(0,0,0,0)",
        "automargin": False,
    }
    font = {"size": NAME_SIZE, "color": theme.ink}
    rows = sorted({panel.top for panel in cells.panels})
    labels = [_row_label(name, at + 1 if cells.numbered else None, theme) for at, name in enumerate(cells.labels)]
    return {
        "xaxis": {
            **plain,
            "range": [-0.5, max(pixels, cells.width) / cells.cell - 0.5],
            "side": "top",
            "tickangle": -90,
            "tickfont": font,
            "showticklabels": not cells.numbered,
            "tickmode": "array",
            "tickvals": list(range(len(cells.actors))),
            "ticktext": [escaped(head) for head in cells.heads],
        },
        "yaxis": {
            **plain,
            "range": [cells.bottom, cells.top],
            "tickfont": font,
            "tickmode": "array",
            "tickvals": [top + row for top in rows for row in range(len(cells.actors))],
            "ticktext": labels * len(rows),
        },
    }


def _row_label(name: str, number: int | None, theme: Theme) -> str:
    """The name of a row, with the number that its column has."""
    if number is None:
        return escaped(name)
    air = _FIGURE_SPACE * (3 - len(str(number)))
    return f'{escaped(name)}{_LEFT_TO_RIGHT}<span style="color:{theme.ink3}">{air}{number}</span>'


def _lines(cells: Cells, theme: Theme) -> Iterator[dict[str, Any]]:
    """The diagonal of each matrix, where an actor would meet itself."""
    last = len(cells.actors) - 0.5
    for panel in cells.panels:
        yield {
            "type": "line",
            "x0": panel.left - 0.5,
            "x1": panel.left + last,
            "y0": panel.top - 0.5,
            "y1": panel.top + last,
            "line": {"width": 1, "color": theme.rule},
            "layer": "below",
        }


def _notes(ties: ActorTies, cells: Cells) -> Iterator[str]:
    """How the matrix is read, and by what rule events have a period."""
    if ties.directed:
        yield "rows act on columns"
    if ties.per is not None:
        yield period_note(ties) or ""
    if not all(cells.holds(compact(tie.events)) for tie in ties.all_time.values()):
        yield "numbers that have no room show on hovering"
