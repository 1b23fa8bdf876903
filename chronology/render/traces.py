"""Marks and labels as plotly traces: for each group bars, symbols, labels, and what else it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from chronology.render.entries import Entries, Entry
from chronology.render.groups import Paint
from chronology.render.layout import LABEL_OFFSET, LABEL_SIZE, Layout, Placed
from chronology.render.marks import SpotForm, Stretch, StretchForm
from chronology.render.markup import escaped, listed, paragraph
from chronology.render.palette import SYMBOL_SIZES, Theme
from chronology.render.scale import Scale

THICKNESS: Final[Mapping[StretchForm, float]] = {"core": 6.0, "tint": 13.0, "outline": 6.0}
DASHES: Final[Mapping[StretchForm, str]] = {"outline": "2.5px,2px", "dots": "1.5px,3px", "dashes": "4px,3px"}
LINE_WIDTH: Final = 1.4
PALE: Final = 0.45
HOVER: Final = "<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[2]}<extra></extra>"
_ABOVE: Final = 6.0

Hover = Mapping[int, list[str]]


def traces_of(
    layout: Layout, entries: Entries, paints: Mapping[str, Paint], theme: Theme, *, hover_data: Sequence[str] = ()
) -> list[go.Bar | go.Scatter]:
    """The traces of a chart: for each group all its marks, then all labels on top."""
    hover = {id(one.entry): hover_of(one.entry, entries, hover_data) for one in layout.placed}
    marks: list[go.Bar | go.Scatter] = []
    labels: list[go.Bar | go.Scatter] = []
    for rank, (key, paint) in enumerate(paints.items()):
        placed = [one for one in layout.placed if one.paint == key]
        if not placed:
            continue
        shared = {"legendgroup": f"group-{rank}", "name": escaped(paint.name)}
        marks += _marks(placed, layout.scale, paint, theme, hover, shared, legend_rank=rank)
        labels += _labels(placed, layout.scale, theme, shared)
    return marks + labels


def hover_of(entry: Entry, entries: Entries, hover_data: Sequence[str]) -> list[str]:
    """What hovering over an event tells: title, date in words, further lines, and its id as it is, for scripts."""
    lines = [listed(entry.actors)] if entry.actors else []
    if entry.status != "established":
        lines.append(f"Status: {entry.status.replace('_', ' ')}")
    others = [other.words() for other in dict.fromkeys(entry.alternatives) if other != entry.when]
    if others:
        lines.append(f"Also dated {'; '.join(others)}")
    for name in hover_data:
        values = [entries.name(name, value) for value in entry.values[name]]
        lines.append(f"{name.capitalize()}: {listed(values) or 'not known'}")
    words = entry.when.words()
    more = "".join(f"<br>{paragraph(line)}" for line in lines)
    return [paragraph(entry.title), paragraph(words[:1].upper() + words[1:]), more, entry.id]


def _marks(
    placed: Sequence[Placed],
    scale: Scale,
    paint: Paint,
    theme: Theme,
    hover: Hover,
    shared: Mapping[str, str],
    *,
    legend_rank: int,
) -> Iterator[go.Bar | go.Scatter]:
    if bars := [(one, part) for one in placed for part in one.mark.stretches if part.form in ("core", "tint")]:
        yield _bars(bars, scale, paint, hover, shared)
    for form, dash in DASHES.items():
        if lines := [(one, part) for one in placed for part in one.mark.stretches if part.form == form]:
            yield _lines(lines, scale, paint, dash, shared)
    if further := [(one, spot) for one in placed for spot in one.mark.spots if spot.form != "filled"]:
        looks = [_look(spot.form, paint, theme) for _, spot in further]
        yield go.Scatter(
            x=[scale.position(spot.day) for _, spot in further],
            y=[one.y for one, _ in further],
            mode="markers",
            marker={
                "symbol": [look["symbol"] for look in looks],
                "size": [look["size"] for look in looks],
                "color": [look["color"] for look in looks],
                "opacity": [look["opacity"] for look in looks],
                "line": {"color": paint.color, "width": 1.6},
            },
            cliponaxis=False,
            customdata=[hover[id(one.entry)] for one, _ in further],
            hovertemplate=HOVER,
            showlegend=False,
            **shared,
        )
    yield _symbols(placed, scale, paint, hover, shared, legend_rank=legend_rank)


def _bars(
    bars: Sequence[tuple[Placed, Stretch]], scale: Scale, paint: Paint, hover: Hover, shared: Mapping[str, str]
) -> go.Bar:
    thickness = [THICKNESS[part.form] for _, part in bars]
    return go.Bar(
        orientation="h",
        base=[scale.position(part.first) for _, part in bars],
        x=[scale.length(part.last - part.first) for _, part in bars],
        y=[one.y for one, _ in bars],
        width=thickness,
        offset=[-thick / 2 for thick in thickness],
        marker={"color": paint.color, "opacity": [part.opacity for _, part in bars], "line": {"width": 0}},
        customdata=[hover[id(one.entry)] for one, _ in bars],
        hovertemplate=HOVER,
        showlegend=False,
        **shared,
    )


def _lines(
    lines: Sequence[tuple[Placed, Stretch]], scale: Scale, paint: Paint, dash: str, shared: Mapping[str, str]
) -> go.Scatter:
    points = [point for one, part in lines for point in (*_path(one.y, part), (None, None))]
    return go.Scatter(
        x=[None if day is None else scale.position(day) for day, _ in points],
        y=[y for _, y in points],
        mode="lines",
        line={"color": paint.color, "width": LINE_WIDTH, "dash": dash},
        hoverinfo="skip",
        showlegend=False,
        **shared,
    )


def _path(y: float, part: Stretch) -> Iterable[tuple[float, float]]:
    """The corners of an outline, or the ends of a line."""
    if part.form != "outline":
        return (part.first, y), (part.last, y)
    half = THICKNESS["outline"] / 2
    corners = ((part.first, y - half), (part.last, y - half), (part.last, y + half), (part.first, y + half))
    return (*corners, corners[0])


def _symbols(
    placed: Sequence[Placed],
    scale: Scale,
    paint: Paint,
    hover: Hover,
    shared: Mapping[str, str],
    *,
    legend_rank: int,
) -> go.Scatter:
    """The filled symbols of a group; this trace bears its legend entry, so it is there even when it has no points."""
    spots = [(one, spot) for one in placed for spot in one.mark.spots if spot.form == "filled"]
    return go.Scatter(
        x=[scale.position(spot.day) for _, spot in spots] if spots else [None],
        y=[one.y for one, _ in spots] if spots else [None],
        mode="markers",
        marker={"symbol": paint.symbol, "size": SYMBOL_SIZES.get(paint.symbol, 11), "color": paint.color},
        cliponaxis=False,
        customdata=[hover[id(one.entry)] for one, _ in spots] or None,
        hovertemplate=HOVER,
        showlegend=bool(paint.name),
        legendrank=legend_rank + 1,
        **shared,
    )


def _look(form: SpotForm, paint: Paint, theme: Theme) -> dict[str, Any]:
    size = SYMBOL_SIZES.get(paint.symbol, 11)
    match form:
        case "pale":
            return {"symbol": paint.symbol, "size": size, "color": paint.color, "opacity": PALE}
        case "onward":
            return {"symbol": "triangle-right", "size": 12, "color": paint.color, "opacity": 1.0}
        case "back":
            return {"symbol": "triangle-left", "size": 12, "color": paint.color, "opacity": 1.0}
        case "end":
            return {"symbol": paint.symbol, "size": size - 3.5, "color": theme.sheet, "opacity": 1.0}
        case _:
            return {"symbol": paint.symbol, "size": size - 1, "color": theme.sheet, "opacity": 1.0}


def _labels(placed: Sequence[Placed], scale: Scale, theme: Theme, shared: Mapping[str, str]) -> Iterator[go.Scatter]:
    """The labels of a group, tied to invisible markers, which keep their distance from the marks at any zoom."""
    shown = [one for one in placed if one.side != "none"]
    if not shown:
        return
    positions = {"right": "middle right", "left": "middle left", "above": "top right"}
    yield go.Scatter(
        x=[scale.position(max(one.anchor, scale.first) if one.side == "above" else one.anchor) for one in shown],
        y=[one.y - (_ABOVE if one.side == "above" else 0) for one in shown],
        mode="markers+text",
        marker={"size": [0 if one.side == "above" else 1.6 * (LABEL_OFFSET - 1) for one in shown], "opacity": 0},
        text=[escaped(one.label) for one in shown],
        textposition=[positions[one.side] for one in shown],
        textfont={"size": LABEL_SIZE, "color": theme.ink2},
        hoverinfo="skip",
        showlegend=False,
        **shared,
    )
