"""The positions chart: who took which position on what, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from chronology.errors import QueryError, printable
from chronology.model.claim import Claim
from chronology.registry.positions import claims_on, proposition_ids, unshared_claims
from chronology.registry.registry import Registry
from chronology.render.frame import Sides, framed
from chronology.render.heading import EDGE, NARROW, REFERENCE_WIDTH, Heading, empty_figure
from chronology.render.layout import LaneBand, Layout
from chronology.render.scale import Day, Scale, range_days, span_of, with_air
from chronology.render.stance_traces import level_lines, level_names, stance_key, stance_traces, titles_of
from chronology.render.stances import (
    LABEL_OFFSET,
    LABEL_SIZE,
    LONGEST_LABEL,
    OPEN_PIXELS,
    Debates,
    debates_of,
    speakers_of,
)
from chronology.render.templates import resolved
from chronology.render.text_width import text_width

LEVEL_WIDTH: Final = 104
TITLE_WIDTH: Final = 176
SUBTITLE: Final = "Who said so, and when; above for, below against"


def positions_chart(
    registry: Registry,
    *,
    propositions: Sequence[str] | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    template: Any = None,
    width: int | None = None,
    height: int | None = None,
    range_x: tuple[Day, Day] | None = None,
) -> go.Figure:
    """Claims over time: a lane for each proposition, and in it five levels from those who affirm to those who deny.

    Each claim is a dot at the day on which it was made. Where that may have been on several days, it stands at the
    last of them, and a faint bar covers the others; where nothing says since when, an open mark points to the past. A
    hollow dot is a claim that is on record without being shared by those who record it. No dot hides another, and names
    that would touch are left out, at 1,000 pixels and more, or at the given width; hovering shows them all, with the
    words of the claim, its source and the place in it.

    Parameters
    ----------
    registry : a Registry with claims and propositions.
    propositions : ids, in the order of their lanes; else every one that claims speak of, the most debated first.
    title, subtitle : plain text; the title of the Registry is its own unless another is given (``""`` for none).
    template : ``light`` (the default), ``dark``, or any plotly template.
    width : in pixels; the figure fills its page unless it is given.
    height : in pixels; it grows with the number of rows unless it is given.
    range_x : first and last day to show, as EDTF or as day numbers; all claims unless it is given.

    Returns
    -------
    A plotly Figure like any other. ``layout.meta["chronology"]`` holds the ids of its claims, and the last value of
    ``customdata`` of each dot is the id of its claim. The subtitle counts what is not shown. Where nobody takes a
    position it says so.

    Raises
    ------
    UnknownId
        The registry has no such proposition.
    QueryError
        It is no Registry, there is no such template, or the range is empty.
    DateError
        One end of the range is no EDTF.
    """
    settings, theme = resolved(template)
    claims = _claims(registry, propositions)
    shown_title = registry.title if title is None else title
    days = span_of(claim.made.bounds for taking in claims.values() for claim in taking if claim.made)
    if days is None:
        sentence = "No claim with a date takes a position." if any(claims.values()) else "No claim takes a position."
        heading = Heading.of(shown_title, subtitle, width)
        return empty_figure(settings, heading, width=width, height=height, sentence=sentence, about="claims")
    names = {id: actor.name for id, actor in registry.actors.items()}
    sides = _sides(width or REFERENCE_WIDTH)
    scale = _scale(days, range_x, sides, claims, names)
    debates = debates_of(
        claims,
        scale,
        sentences={id: _sentence(registry, id) for id in claims},
        names=names,
        title_width=sides.width - 2 * EDGE if sides.titles_inside else TITLE_WIDTH,
        titles_above=sides.titles_inside,
    )
    traces = [
        *stance_traces(debates, registry, scale, theme, unshared=unshared_claims(registry)),
        *stance_key(debates, theme, unshared=unshared_claims(registry)),
    ]
    notes = [SUBTITLE if subtitle is None else subtitle, *_notes(claims, debates, scale)]
    frame = framed(
        [trace.to_plotly_json() for trace in traces],
        Layout((), tuple(_bands(debates)), scale, debates.height, labelled=True),
        theme,
        Heading.of(shown_title, notes, width),
        sides=sides,
        width=width,
        height=height,
        about={"claims": [dot.claim.id for dot in debates.dots]},
    )
    frame["annotations"] = [*titles_of(debates, scale, theme, sides), *level_names(debates, theme)]
    frame["shapes"] += level_lines(debates, theme)
    return go.Figure(data=traces, layout={"template": settings, **frame})


def _claims(registry: Registry, propositions: Sequence[str] | None) -> dict[str, tuple[Claim, ...]]:
    """The claims on each proposition, in the order of the lanes."""
    if not isinstance(registry, Registry):
        raise QueryError(f"positions are drawn from a Registry, not from {printable(type(registry).__name__)}")
    if isinstance(propositions, str):
        raise QueryError(f"propositions is a list of ids: write ['{printable(propositions)}']")
    if propositions is not None:
        return {id: claims_on(registry, id) for id in propositions}
    taken = {id: claims_on(registry, id) for id in proposition_ids(registry)}
    return dict(sorted(((id, claims) for id, claims in taken.items() if claims), key=lambda item: -len(item[1])))


def _sentence(registry: Registry, id: str) -> str:
    """A proposition without its full stop; its id where the registry has no words for it."""
    known = registry.propositions.get(id)
    return known.text.removesuffix(".") if known else id


def _sides(width: int) -> Sides:
    inside = width < NARROW
    return Sides(width, LEVEL_WIDTH if inside else EDGE + TITLE_WIDTH + LEVEL_WIDTH, titles_inside=inside)


def _scale(
    days: tuple[int, int],
    range_x: tuple[Day, Day] | None,
    sides: Sides,
    claims: Mapping[str, Sequence[Claim]],
    names: Mapping[str, str],
) -> Scale:
    """All claims with room for the names of the last ones, or the given range."""
    if range_x is None:
        room = 0.0 if sides.titles_inside else _label_room(claims, names)
        first, last = with_air(*days, sides.pixels, left=OPEN_PIXELS + 12, right=room + 18)
    else:
        first, last = range_days(range_x)
    return Scale(first, last, min(first, days[0]), max(last, days[1]), sides.pixels)


def _label_room(claims: Mapping[str, Sequence[Claim]], names: Mapping[str, str]) -> float:
    labels = {speakers_of(claim, names) for taking in claims.values() for claim in taking}
    return LABEL_OFFSET + min(LONGEST_LABEL, max(text_width(label, LABEL_SIZE) for label in labels))


def _bands(debates: Debates) -> Iterator[LaneBand]:
    """The lanes as the frame knows them, without titles, which stand beside five names here."""
    for lane in debates.lanes:
        yield LaneBand(lane.proposition, (), lane.claims, lane.claims, lane.top, lane.bottom)


def _notes(claims: Mapping[str, Sequence[Claim]], debates: Debates, scale: Scale) -> Iterator[str]:
    """What the chart does not show, in words."""
    every = {claim.id for taking in claims.values() for claim in taking}
    drawn = {dot.claim.id: dot.moment for dot in debates.dots}
    before = sum(moment.last < scale.first for moment in drawn.values())
    after = sum(moment.first >= scale.last for moment in drawn.values())
    for number, words in ((before, "before this range"), (after, "after this range")):
        if number:
            yield f"{number} of {len(every)} claims lie {words}"
    if undated := len(every) - len(drawn):
        yield f"{undated} of {len(every)} claims bear no date and are not drawn"
