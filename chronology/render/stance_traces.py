"""Debates as plotly draws them: dots, stretches and names as traces, lanes and levels as annotations and lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal

import plotly.graph_objects as go

from chronology.model.claim import Claim
from chronology.model.header import plain_words
from chronology.model.source import Citation
from chronology.model.vocabulary import STANCES
from chronology.registry.positions import AGAINST, FOR
from chronology.registry.registry import Registry
from chronology.render.frame import Sides
from chronology.render.heading import EDGE
from chronology.render.markup import escaped, listed, paragraph
from chronology.render.palette import Theme
from chronology.render.scale import Scale
from chronology.render.stances import LABEL_OFFSET, LABEL_SIZE, LANE_PADDING, TITLE_SIZE, Debates, Dot
from chronology.render.traces import HOVER, PALE

StanceSide = Literal["for", "neither", "against"]
SYMBOLS: Final[Mapping[StanceSide, tuple[str, float]]] = {
    "for": ("circle", 9.5),
    "neither": ("diamond", 10.0),
    "against": ("square", 8.5),
}
"""Side to plotly's marker symbol and the size at which it looks as large as the others."""
SIDE_WORDS: Final[Mapping[StanceSide, str]] = {"for": "for", "neither": "qualifies", "against": "against"}
SPAN_OPACITY: Final = 0.2
SPAN_THICKNESS: Final = 7.0
OUTLINE: Final = 1.6
OPEN_MARK_SIZE: Final = 8
DOTS: Final = "1.5px,3px"
MOST_CITATIONS: Final = 3


def side_of(stance: str) -> StanceSide:
    """The side of a proposition on which a stance is."""
    return "for" if stance in FOR else "against" if stance in AGAINST else "neither"


def stance_traces(
    debates: Debates, registry: Registry, scale: Scale, theme: Theme, *, unshared: Collection[str]
) -> list[go.Bar | go.Scatter]:
    """What is drawn of the claims: stretches first, then dots by side, then names."""
    hover = {(dot.proposition, dot.claim.id): hover_of(dot, registry, unshared) for dot in debates.dots}
    traces: list[go.Bar | go.Scatter] = []
    if spans := [dot for dot in debates.dots if dot.moment.is_span]:
        traces.append(_spans(spans, scale, theme))
    if opened := [dot for dot in debates.dots if dot.moment.open_end]:
        traces += [_tails(opened, scale, theme), _open_marks(opened, scale, theme)]
    for side in SYMBOLS:
        if dots := [dot for dot in debates.dots if side_of(dot.stance) == side]:
            traces.append(_dots(dots, side, scale, theme, unshared, hover))
    if named := [dot for dot in debates.dots if dot.side != "none"]:
        traces.append(_names(named, scale, theme))
    return traces


def hover_of(dot: Dot, registry: Registry, unshared: Collection[str]) -> list[str]:
    """What hovering over a claim tells: speakers, position, words, standing, date and sources; its id comes last."""
    claim = dot.claim
    sentence = registry.propositions[dot.proposition].text if dot.proposition in registry.propositions else ""
    speakers = listed(_names_of(claim.by, registry)) or "Speaker not known"
    more = "".join(f"<br>{paragraph(line)}" for line in _lines(claim, registry, unshared))
    return [
        paragraph(speakers),
        paragraph(f"{plain_words(dot.stance)}: {sentence or dot.proposition}"),
        more,
        claim.id,
    ]


def _lines(claim: Claim, registry: Registry, unshared: Collection[str]) -> Iterator[str]:
    yield claim.text
    if claim.capacity:
        yield claim.capacity
    if claim.via:
        shared = ", not shared" if claim.id in unshared else ""
        yield f"Reported by {listed(_names_of(claim.via, registry))}{shared}"
    if claim.rank == "deprecated":
        yield "The editors hold otherwise"
    if claim.made:
        words = claim.made.words()
        yield words[:1].upper() + words[1:]
    yield from (_citation(citation, registry) for citation in claim.sources[:MOST_CITATIONS])
    if (more := len(claim.sources) - MOST_CITATIONS) > 0:
        yield f"and {more} more source{'s' if more > 1 else ''}"
    if claim.outcome:
        yield f"Outcome: {claim.outcome}"


def _names_of(ids: Iterable[str], registry: Registry) -> Iterator[str]:
    return (registry.actors[id].name if id in registry.actors else id for id in ids)


def _citation(citation: Citation, registry: Registry) -> str:
    """A source and the place in it, on one line: title, where it stands, date, locator."""
    source = registry.sources.get(citation.source)
    if source is None:
        return ", ".join(filter(None, (citation.source, citation.locator)))
    issued = source.issued.words(short=True) if source.issued else None
    return ", ".join(filter(None, (source.title, source.container_title or source.publisher, issued, citation.locator)))


def _spans(dots: Sequence[Dot], scale: Scale, theme: Theme) -> go.Bar:
    return go.Bar(
        orientation="h",
        base=[scale.position(dot.moment.first) for dot in dots],
        x=[scale.length(dot.moment.last - dot.moment.first) for dot in dots],
        y=[dot.y for dot in dots],
        width=SPAN_THICKNESS,
        marker={"color": theme.ink, "opacity": SPAN_OPACITY, "line": {"width": 0}},
        hoverinfo="skip",
        showlegend=False,
    )


def _tails(dots: Sequence[Dot], scale: Scale, theme: Theme) -> go.Scatter:
    ends = [(dot.moment.first, dot.moment.last) for dot in dots]
    return go.Scatter(
        x=[x for first, last in ends for x in (scale.position(first), scale.position(last), None)],
        y=[y for dot in dots for y in (dot.y, dot.y, None)],
        mode="lines",
        line={"color": theme.ink2, "width": 1.3, "dash": DOTS},
        hoverinfo="skip",
        showlegend=False,
    )


def _open_marks(dots: Sequence[Dot], scale: Scale, theme: Theme) -> go.Scatter:
    """A hollow arrowhead where nothing says since or until when."""
    past = [dot.moment.open_end == "past" for dot in dots]
    ends = [dot.moment.first if back else dot.moment.last for dot, back in zip(dots, past, strict=True)]
    return go.Scatter(
        x=[scale.position(end) for end in ends],
        y=[dot.y for dot in dots],
        mode="markers",
        marker=_open_look(theme, ["triangle-left" if back else "triangle-right" for back in past]),
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _open_look(theme: Theme, symbol: str | list[str]) -> dict[str, Any]:
    return {
        "symbol": symbol,
        "size": OPEN_MARK_SIZE,
        "color": theme.sheet,
        "line": {"color": theme.ink2, "width": 1.3},
        "opacity": 1,
    }


def _dots(
    dots: Sequence[Dot],
    side: StanceSide,
    scale: Scale,
    theme: Theme,
    unshared: Collection[str],
    hover: Mapping[tuple[str, str], list[str]],
) -> go.Scatter:
    symbol, size = SYMBOLS[side]
    hollow = [dot.claim.id in unshared for dot in dots]
    return go.Scatter(
        x=[scale.position(dot.moment.day) for dot in dots],
        y=[dot.y for dot in dots],
        mode="markers",
        name=SIDE_WORDS[side],
        marker={
            "symbol": symbol,
            "size": [size - OUTLINE / 2 if one else size for one in hollow],
            "color": [theme.sheet if one else theme.ink for one in hollow],
            "opacity": [PALE if dot.claim.made and dot.claim.made.qualifiers else 1.0 for dot in dots],
            "line": {"color": theme.ink, "width": [OUTLINE if one else 0 for one in hollow]},
        },
        cliponaxis=False,
        customdata=[hover[dot.proposition, dot.claim.id] for dot in dots],
        hovertemplate=HOVER,
        showlegend=False,
    )


def _names(dots: Sequence[Dot], scale: Scale, theme: Theme) -> go.Scatter:
    """The names of speakers, tied to invisible markers, which keep their distance from the dots at any zoom."""
    ends = [_name_end(dot) for dot in dots]
    return go.Scatter(
        x=[scale.position(end) for end in ends],
        y=[dot.y for dot in dots],
        mode="markers+text",
        marker={"size": 1.6 * (LABEL_OFFSET - 1), "opacity": 0},
        text=[escaped(dot.label) for dot in dots],
        textposition=[f"middle {dot.side}" for dot in dots],
        textfont={"size": LABEL_SIZE, "color": theme.ink2},
        hoverinfo="skip",
        showlegend=False,
    )


def _name_end(dot: Dot) -> float:
    """The day at which a name is tied to its dot or to the stretch beside it."""
    moment = dot.moment
    if dot.side == "right":
        return max(moment.day, moment.last) if moment.open_end == "future" else moment.day
    return min(moment.day, moment.first) if moment.is_span or moment.open_end == "past" else moment.day


def stance_key(debates: Debates, theme: Theme, *, unshared: Collection[str]) -> list[go.Scatter]:
    """Traces without points, which only fill the key: one for each form that occurs."""
    return [
        go.Scatter(
            x=[None],
            y=[None],
            name=words,
            legend="legend2",
            legendrank=rank + 1,
            showlegend=True,
            hoverinfo="skip",
            **sample,
        )
        for rank, (words, sample) in enumerate(_key(debates, theme, unshared))
    ]


def _key(debates: Debates, theme: Theme, unshared: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for side, (symbol, size) in SYMBOLS.items():
        if any(side_of(dot.stance) == side for dot in debates.dots):
            yield SIDE_WORDS[side], {"mode": "markers", "marker": {"symbol": symbol, "size": size, "color": theme.ink}}
    circle = {"symbol": "circle", "size": 9, "color": theme.ink}
    if any(dot.claim.id in unshared for dot in debates.dots):
        hollow = {**circle, "color": theme.sheet, "line": {"color": theme.ink, "width": OUTLINE}}
        yield "reported, not shared", {"mode": "markers", "marker": hollow}
    if any(dot.claim.made and dot.claim.made.qualifiers for dot in debates.dots):
        yield "date approximate or uncertain", {"mode": "markers", "marker": circle, "opacity": PALE}
    if any(dot.moment.is_span for dot in debates.dots):
        line = {"color": theme.ink, "width": SPAN_THICKNESS}
        yield "made some time in these days", {"mode": "lines", "line": line, "opacity": SPAN_OPACITY}
    opened = {dot.moment.open_end for dot in debates.dots}
    for end, symbol, words in (("past", "triangle-left", "by"), ("future", "triangle-right", "from")):
        if end in opened:
            marker = _open_look(theme, symbol)
            line = {"color": theme.ink2, "width": 1.3, "dash": DOTS}
            yield f"made {words} that day, not known when", {"mode": "lines+markers", "line": line, "marker": marker}


def titles_of(debates: Debates, scale: Scale, theme: Theme, sides: Sides) -> Iterator[dict[str, Any]]:
    """The propositions, each with the number of its claims, of which some may lie outside the range."""
    for lane in debates.lanes:
        days = [dot.moment for dot in debates.dots if dot.proposition == lane.proposition]
        shown = sum(moment.last >= scale.first and moment.first < scale.last for moment in days)
        counted = str(lane.claims) if shown == lane.claims else f"{shown} of {lane.claims}"
        count = f'<span style="color:{theme.ink3};font-weight:400">{counted}</span>'
        words = "<br>".join(map(escaped, lane.title))
        yield {
            "text": f"{words} {count}" if sides.titles_inside else f"{words}<br>{count}",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": EDGE - sides.left,
            "y": lane.top + LANE_PADDING - 2,
            "yref": "y",
            "yanchor": "top",
            "align": "left",
            "showarrow": False,
            "font": {"size": TITLE_SIZE, "color": theme.ink, "weight": 600},
        }


def level_names(debates: Debates, theme: Theme) -> Iterator[dict[str, Any]]:
    """The five stances beside each lane."""
    for lane in debates.lanes:
        for level in lane.levels:
            yield {
                "text": plain_words(level.stance),
                "x": 0,
                "xref": "paper",
                "xanchor": "right",
                "xshift": -8,
                "y": (level.top + level.bottom) / 2,
                "yref": "y",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": LABEL_SIZE, "color": theme.ink3},
            }


def level_lines(debates: Debates, theme: Theme) -> Iterator[dict[str, Any]]:
    """A line between two levels, stronger on either side of those who only qualify."""
    middle = STANCES.index("qualifies")
    for lane in debates.lanes:
        for at, level in enumerate(lane.levels[1:], start=1):
            yield {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "yref": "y",
                "y0": level.top,
                "y1": level.top,
                "line": {"color": theme.rule if at in (middle, middle + 1) else theme.rule2, "width": 1},
                "layer": "below",
            }
