"""The windows chart: how many events there are around others, and how many there would be by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import plotly.graph_objects as go

from chronology.query.asked import asked
from chronology.query.chance import window_by_chance
from chronology.query.engines import collected
from chronology.query.gap_days import bounded
from chronology.query.terms import ANY, Term
from chronology.render.columns import columns_of
from chronology.render.given import worded
from chronology.render.heading import REFERENCE_WIDTH, Heading, dress, empty_figure
from chronology.render.spells import Window
from chronology.render.tellings import counted, left_out
from chronology.render.templates import resolved
from chronology.render.window_traces import LEFT, Spells, spell_key, spell_traces, window_axes

if TYPE_CHECKING:
    import pyarrow as pa

BODY: Final = 340
_ABOVE, _BELOW = 46, 58
SPELLS_OUTSIDE: Final = 20
"""By chance, about one spell in so many leaves a band that holds 95 of 100 draws."""


def windows_chart(
    registry_or_table: object,
    *,
    around: Term,
    of: Term = ANY,
    before: int = 90,
    after: int = 90,
    spell_days: int | None = None,
    draws: int = 999,
    seed: int = 0,
    wholes: bool = False,
    all_statuses: bool = False,
    title: str | None = None,
    subtitle: str | None = None,
    template: Any = None,
    width: int | None = None,
    height: int | None = None,
    labels: Mapping[str, str] | None = None,
) -> go.Figure:
    """The event study: how many events an anchor has on each day around it, beside what chance alone would give.

    Bars are the events of each spell of days, per anchor, from so many days before the anchors to so many after them;
    a line marks the day of the anchor. The ground behind them holds 95 of 100 draws in which days at random stand for
    the anchors, and a dashed line is the mean of the draws. Bars that leave the ground are full and bear a triangle
    that points the way; the others are pale. About one spell in 20 leaves it by chance, and the subtitle counts both.
    That events lie close to an anchor does not say that it brought them about.

    Parameters
    ----------
    registry_or_table : a Registry; an event table (``title`` and ``kind`` are needed besides what the question needs)
        of pandas or any library that narwhals knows; or a list of Event.
    around, of, before, after, draws, seed, wholes, all_statuses : as of :func:`window_by_chance`. Days at random are
        drawn from all the time between the first and the last event: :func:`select` the time that you study first.
    spell_days : days that are counted together, the `width` of the question. Unless it is given, it is 1 to 3 days,
        whole weeks or a multiple of 5 days, so that there are 20 to 40 spells; where no such spell divides the window,
        the window is lengthened by as few days as possible, and the subtitle says so.
    title, subtitle : plain text; the title of a Registry is its own unless another is given (``""`` for none). What
        is counted, the draws and the seed are said in any case.
    template : ``light`` (the default), ``dark``, or any plotly template.
    width, height : in pixels; the figure fills its page, and is 340 pixels high besides what is around the plot,
        unless they are given.
    labels : other words for ``events`` or ``offset_days``, the titles of the axes.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of the anchors, and the values of
    ``customdata`` of a bar are what hovering tells and, last, the first day of its spell. Heights are the numbers of
    :func:`window_by_chance` divided by the number of anchors that have a first day. Without anchors or events it says
    that there are none.

    Raises
    ------
    QueryError, UnknownId
        As of :func:`window_by_chance`; `spell_days` is no number of days or does not divide the window, `labels` speaks
        of something else, or there is no such template.
    """
    settings, theme = resolved(template)
    window = Window.of(before, after, spell_days)
    words = worded(labels, {"events": _per_anchor(window), "offset_days": "Days from the anchor"})
    columns = columns_of(registry_or_table, fields=() if wholes else ("part_of",))
    table = columns.source.table
    sides = _sides(table, around, of, wholes=wholes, all_statuses=all_statuses)
    shown_title = columns.source.title if title is None else title
    if not sides.anchors or not sides.events:
        heading = Heading.of(shown_title, subtitle, width)
        return empty_figure(settings, heading, width=width, height=height, sentence=sides.missing, about="anchors")
    answer = window_by_chance(
        table,
        around=around,
        of=of,
        before=window.before,
        after=window.after,
        width=window.spell_days,
        draws=draws,
        seed=seed,
        wholes=wholes,
        all_statuses=all_statuses,
    )
    spells = Spells.of(answer, window, len(sides.anchors))
    traces = [*spell_traces(spells, theme), *spell_key(spells, theme)]
    said = (
        subtitle,
        *_counted(spells, sides),
        f"band of {draws:,} draws, seed {seed}",
        _outside(spells),
        *_lengthened(window, before, after),
        *left_out(columns, wholes=wholes, all_statuses=all_statuses),
    )
    frame = dress(
        [trace.to_plotly_json() for trace in traces],
        theme,
        Heading.of(shown_title, said, width),
        body=BODY,
        width=width,
        height=height,
        left=LEFT,
        above=_ABOVE,
        below=_BELOW,
        about={"anchors": sides.anchors},
    )
    axes = window_axes(spells, theme, words, width or REFERENCE_WIDTH)
    return go.Figure(data=traces, layout={"template": settings, **frame, **axes})


@dataclass(frozen=True, slots=True)
class _Sides:
    """The ids of the anchors that have a first day, the number of those that have none, and that of the events."""

    anchors: list[str]
    undated: int
    events: int

    @property
    def missing(self) -> str:
        """What there is none of, in a sentence."""
        if self.undated and not self.anchors:
            return "No anchor has a first day, so nothing can be counted around it."
        return "There are no events to count." if self.anchors else "There are no anchors to count events around."


def _sides(table: object, around: Term, of: Term, *, wholes: bool, all_statuses: bool) -> _Sides:
    question = asked(table, around, of, columns=("start_min",), wholes=wholes, all_statuses=all_statuses)
    anchors = question.rows(around)
    placed: pa.Table = collected(anchors.filter(bounded("start_min")).select("id"))
    every = collected(anchors.select("id")).num_rows
    events = collected(question.rows(of).filter(bounded("start_min")).select("id")).num_rows
    return _Sides(sorted(placed.column("id").to_pylist()), every - placed.num_rows, events)


def _per_anchor(window: Window) -> str:
    days = "day" if window.spell_days == 1 else f"{window.spell_days} days"
    return f"Events per anchor and {days}"


def _counted(spells: Spells, sides: _Sides) -> Iterator[str]:
    """How many events there are around how many anchors, in which spells."""
    number, days = len(sides.anchors), spells.window.spell_days
    once = "" if number == 1 else ", each once for each"
    by_days = "by single days" if days == 1 else f"in spells of {days} days"
    yield f"{counted(spells.total, 'event')} around {counted(number, 'anchor')}{once}, {by_days}"
    if sides.undated:
        yield f"{counted(sides.undated, 'anchor')} without a first day left out"


def _outside(spells: Spells) -> str:
    """How many spells leave the band, and how many would by chance."""
    outside = sum(side != 0 for side in spells.sides)
    by_chance = max(round(len(spells.sides) / SPELLS_OUTSIDE), 1)
    return f"{outside} of {counted(len(spells.sides), 'spell')} outside it, by chance about {by_chance}"


def _lengthened(window: Window, before: int, after: int) -> Iterator[str]:
    if (window.before, window.after) != (before, after):
        yield f"window lengthened to {window.before} days before and {window.after} after"
