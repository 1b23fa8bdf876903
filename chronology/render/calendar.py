"""The calendar: on which days of a year, or in which years of a century, something happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

import plotly.graph_objects as go

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.errors import QueryError
from chronology.query.arguments import require_word
from chronology.query.asked import asked
from chronology.query.panels import Panel
from chronology.query.terms import ANY, Term
from chronology.query.weights import Of
from chronology.render.calendar_counts import MOST_TITLES, CellRule, by_cell, named_in, numbers_of
from chronology.render.calendar_grid import MOST_ROWS, ROW_NOUNS, Grid, Leaf, Note, first_of_row, grid_of, row_of
from chronology.render.calendar_traces import GAP, NUMBER_SIZE, Numbers, cell_traces, key_traces, shading_of
from chronology.render.given import given, worded
from chronology.render.heading import EDGE, NARROW, REFERENCE_WIDTH, RIGHT, Heading, dressed, empty_figure
from chronology.render.markup import escaped
from chronology.render.palette import SERIF, Theme
from chronology.render.periods_axis import Periods
from chronology.render.reach import BOUNDS, Reach, reach_of
from chronology.render.templates import resolved
from chronology.render.text_width import text_width

YEAR_SIZE, LABEL_SIZE = 15, 12.5
WEEKDAY_WIDTH: Final = 38
LEAST_CELL, MOST_CELL = 12.0, 20.0
_COLUMNS: Final = ("id", "title", *BOUNDS, "qualifiers")


def calendar(
    registry_or_table: object,
    *,
    per: Leaf = "day",
    where: Term = ANY,
    of: Of = "ongoing",
    vague: CellRule = "hatched",
    span: When | str | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
    title: str | None = None,
    subtitle: str | None = None,
    template: Any = None,
    width: int | None = None,
    height: int | None = None,
    labels: Mapping[str, str] | None = None,
) -> go.Figure:
    """Days in weeks, months in years, or years in decades, each shaded by how many events there were.

    A date never claims more than it says: a cell is shaded by the events that were on for sure, and hatched where
    none was but some may have been. An event known only to the year hatches the year. A cell without events is an
    empty frame; a day before the first or after the last that is recorded has none.

    Parameters
    ----------
    registry_or_table : a Registry, an event table of any engine (``title``, the four bounds and ``qualifiers`` are
        needed), or a list of Event.
    per : ``"day"`` (weeks by weekdays, a block for each year), ``"month"`` (years by months) or ``"year"`` (decades
        by years; there is no year 0).
    where : which events.
    of : ``"ongoing"`` shows an event in each cell in which it goes on, ``"start"`` in that in which it starts.
    vague : ``"hatched"`` as above; ``"earliest"`` takes each start and end for its earliest possible day, ``"spread"``
        spreads both over their possible days, as :func:`chronology.counts` does, and hatches nothing.
    span : the days to show, as EDTF text or a When; all that are recorded unless it is given. At most 6 years of
        days, 60 years of months or 40 decades are drawn, the last ones, and the subtitle says so.
    wholes : count a whole beside its own parts; else it counts where none of its parts does.
    all_statuses : let events count that are planned or did not happen.
    title, subtitle : plain text; the title of a Registry is its own unless another is given (``""`` for none).
    template : ``light`` (the default), ``dark``, or any plotly template.
    width, height : in pixels; the figure fills its page unless `width` is given, and is as high as its rows unless
        `height` is. Below 640 pixels a year of days is drawn as two halves.
    labels : another word for ``events``, in the key.

    Returns
    -------
    A plotly Figure like any other. Each cell is a bar; its ``customdata`` is its date in words, its number in words,
    and the titles of its first events (in all those of the first 1,000 events, fetched by one question).
    ``layout.meta["chronology"]`` holds the first and the last of the rows (``rows``). Nothing to show: it says so.

    Raises
    ------
    QueryError
        The table lacks a column, a word is none of these, `labels` speaks of something else, or there is no such
        template.
    UnknownId
        `where` names what the Registry does not know.
    DateError
        `span` is no date.
    """
    settings, theme = resolved(template)
    source = given(registry_or_table)
    words = worded(labels, {"events": "events"})
    require_word("per", per, get_args(Leaf))
    require_word("of", of, get_args(Of))
    require_word("vague", vague, get_args(CellRule))
    question = asked(source.table, where, columns=_COLUMNS, wholes=wholes, all_statuses=all_statuses)
    window = None if span is None else _window(span)
    reach = reach_of(question, where, of=of, vague="earliest" if vague == "earliest" else "spread", window=window)
    shown_title = source.title if title is None else title
    frame = _frame(reach, window, per)
    if frame is None:
        heading = Heading.of(shown_title, (subtitle, *_left_out(reach, window)), width)
        sentence = "No event has a day by which to place it." if reach.events else "There are no events to show."
        return empty_figure(settings, heading, width=width, height=height, sentence=sentence, about="rows")
    panel = Panel(per, frame.first, frame.last)
    surely, at_most = numbers_of(question, where, panel, of=of, vague=vague)
    named = named_in(question, where, panel, of=of, vague=vague)
    numbers = Numbers(surely, at_most, by_cell(named), expected=vague == "spread")
    sides = _sides(frame, per, width or REFERENCE_WIDTH)
    grid = grid_of(frame.first, frame.last, per, halves=sides.halves, row=sides.row)
    shading = shading_of(numbers, grid, theme)
    unit = words["events"]
    figure = go.Figure(layout={"template": settings})
    figure.add_traces(list(cell_traces(grid, per, numbers, shading, theme, pixels=sides.pixels)))
    figure.add_traces(list(key_traces(shading, theme, numbers, grid, unit)))
    changes = "a number stands where it changes" if per == "day" and sides.row >= NUMBER_SIZE + GAP else None
    notes = (subtitle, _rule(per, of, vague), changes, *frame.notes, *_left_out(reach, window), *_named(len(named)))
    rows = [str(row_of(number, per)) for number in (frame.first, frame.last)]
    dressed(
        figure,
        theme,
        Heading.of(shown_title, notes, width),
        body=grid.height,
        width=width,
        height=height,
        left=sides.left,
        about={"rows": rows},
    )
    return figure.update_layout(
        barmode="overlay",
        dragmode=False,
        xaxis={"range": [0, grid.columns], "visible": False, "fixedrange": True},
        yaxis={**_y_axis(grid), "tickfont": {"size": LABEL_SIZE, "color": theme.ink2}},
        annotations=[_year(note, theme, sides.left) for note in (*grid.years, *grid.titles)],
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The first and last period that is drawn, and what is not, in words."""

    first: int
    last: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The left margin, the width of the cells together, and the height of a week day, in pixels."""

    left: float
    pixels: float
    row: float
    halves: bool


def _window(span: When | str) -> tuple[int, int]:
    bounds = (span if isinstance(span, When) else When.parse(span)).bounds
    return bounds.start_min, bounds.end_max + (bounds.end_max < OPEN_END)


def _frame(reach: Reach, window: tuple[int, int] | None, per: Leaf) -> _Frame | None:
    """What is drawn of the span, or of all that is recorded; None where nothing has a day."""
    if reach.first is None or reach.last is None:
        return None
    first, after = window or (OPEN_START, OPEN_END)
    first = reach.first if first <= OPEN_START else first
    last = reach.last if after >= OPEN_END else after - 1
    if last < first:
        raise QueryError("span ends before the first event that has a day (give a later span)")
    numbers = Periods(per).numbers(first, last)
    rows = range(row_of(numbers[0], per), row_of(numbers[-1], per) + 1)
    kept = rows[-MOST_ROWS[per] :]
    begin = max(numbers[0], first_of_row(kept[0], per))
    notes = []
    if len(kept) < len(rows):
        notes.append(f"the last {len(kept)} of {len(rows):,} {ROW_NOUNS[per]} (others with span)")
    if begin > first_of_row(kept[0], per) or numbers[-1] + 1 < first_of_row(kept[-1] + 1, per):
        notes.append(f"a {per} without a frame lies outside {'the span' if window else 'what is recorded'}")
    return _Frame(begin, numbers[-1], tuple(notes))


def _sides(frame: _Frame, per: Leaf, width: int) -> _Sides:
    """Room on the left for the names of rows and, where the picture is wide, of years."""
    halves = per == "day" and width < NARROW
    grid = grid_of(frame.first, frame.last, per, halves=halves, row=LEAST_CELL)
    names = WEEKDAY_WIDTH if per == "day" else max(text_width(note.text, LABEL_SIZE) for note in grid.rows) + 10
    years = max((text_width(note.text, YEAR_SIZE) + 14 for note in grid.years), default=0)
    left = EDGE + names + years
    pixels = max(width - left - RIGHT, 120)
    return _Sides(left, pixels, min(max(pixels / grid.columns, LEAST_CELL), MOST_CELL), halves)


def _rule(per: Leaf, of: Of, vague: CellRule) -> str:
    """What a cell shows, in words."""
    which = f"Events that go on in each {per}" if of == "ongoing" else f"Events by the {per} of their start"
    match vague:
        case "hatched":
            return f"{which}: shaded by those that are sure; hatched where there is none but some may have been"
        case "earliest":
            return f"{which}, each start and end taken for its earliest possible day"
    return f"{which}, as expected numbers: vague starts and ends are spread over their possible days"


def _left_out(reach: Reach, window: tuple[int, int] | None) -> Iterator[str]:
    if reach.has_parts:
        yield "a whole does not count beside its parts"
    if reach.unrealised:
        yield f"{_events(reach.unrealised)} planned or not realised, not counted"
    if reach.undated:
        yield f"{_events(reach.undated)} without a first day, not placed"
    if window is not None and reach.before:
        yield f"{reach.before:,} of {_events(reach.events)} lie before this span"
    if window is not None and reach.after:
        yield f"{reach.after:,} of {_events(reach.events)} lie after this span"


def _named(number: int) -> Iterator[str]:
    if number == MOST_TITLES:
        yield f"hovering names the first {MOST_TITLES:,} events only"


def _events(number: int) -> str:
    return f"{number:,} event{'s' if number != 1 else ''}"


def _y_axis(grid: Grid) -> dict[str, Any]:
    return {
        "range": [grid.height, 0],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "ticklabelstandoff": 4,
        "tickmode": "array",
        "tickvals": [note.y for note in grid.rows],
        "ticktext": [escaped(note.text) for note in grid.rows],
        "automargin": False,
    }


def _year(note: Note, theme: Theme, left: float) -> dict[str, Any]:
    """The year of a block, in the margin or above it."""
    return {
        "text": escaped(note.text),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": EDGE - left,
        "y": note.y,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"family": SERIF, "size": YEAR_SIZE, "color": theme.ink, "weight": 600},
    }
