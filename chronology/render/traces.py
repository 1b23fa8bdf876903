"""Marks and labels as plotly traces: for each group bars, symbols, labels, and what else it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from chronology.render.entries import Entries, Entry
from chronology.render.groups import Paint
from chronology.render.layout import INSIDE_OFFSET, LABEL_OFFSET, LABEL_SIZE, Layout, PaintKey, Placed
from chronology.render.marks import SpotForm, Stretch, StretchForm
from chronology.render.markup import escaped, listed, paragraph
from chronology.render.palette import SYMBOL_SIZES, Theme
from chronology.render.scale import Scale
from chronology.render.shades import text_on

THICKNESS: Final[Mapping[StretchForm, float]] = {"core": 6.0, "tint": 13.0, "outline": 6.0}
THICK: Final = 17.0
"""Of a bar with its label inside."""

ARROW, ARROW_THICK = 12.0, 22.0

DASHES: Final[Mapping[StretchForm, str]] = {"outline": "2.5px,2px", "dots": "1.5px,3px", "dashes": "4px,3px"}
LINE_WIDTH: Final = 1.4
PALE: Final = 0.45
HOVER: Final = "<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[2]}<extra></extra>"
_ABOVE: Final = 6.0
_INSIDE_SYMBOL: Final = 0.78
"""The size of a symbol inside a bar, beside those that stand free."""

Hover = Mapping[str, list[str]]
Trace = dict[str, Any]
"""A trace as plotly takes it, with its type."""


def traces_of(
    layout: Layout,
    entries: Entries,
    paints: Mapping[PaintKey, Paint],
    theme: Theme,
    *,
    hover_data: Mapping[str, str],
    bold: Collection[str] = (),
) -> list[Trace]:
    """The traces of a chart: for each group all its marks, then all labels on top.

    Parameters
    ----------
    hover_data : what else to show on hovering, with the words for it.
    bold : ids of events with a bold label.
    """
    shown = {one.entry.id: one.entry for one in layout.placed}
    hover = {id: hover_of(entry, entries, hover_data) for id, entry in shown.items()}
    painted: defaultdict[PaintKey, list[Placed]] = defaultdict(list)
    for one in layout.placed:
        painted[one.paint].append(one)
    marks: list[Trace] = []
    labels: list[Trace] = []
    for rank, (key, paint) in enumerate(paints.items()):
        placed = painted.get(key)
        if not placed:
            continue
        shared = {"legendgroup": f"group-{rank}", "name": escaped(paint.name)}
        marks += _marks(placed, layout.scale, paint, theme, hover, shared, legend_rank=rank)
        labels += _labels(placed, layout.scale, paint, theme, shared, bold)
    return marks + labels


def hover_of(entry: Entry, entries: Entries, hover_data: Mapping[str, str]) -> list[str]:
    """What hovering over an event tells: title, date in words, further lines, and its id as it is, for scripts."""
    words = entry.when.words()
    more = "".join([f"<br>{paragraph(line)}" for line in _further(entry, entries, hover_data)])
    return [paragraph(entry.title), paragraph(words[:1].upper() + words[1:]), more, entry.id]


def _further(entry: Entry, entries: Entries, hover_data: Mapping[str, str]) -> list[str]:
    """What hovering tells besides title and date."""
    lines = [listed(entry.actors)] if entry.actors else []
    if entry.status != "established":
        lines.append(f"Status: {entry.status.replace('_', ' ')}")
    if others := [other.words() for other in dict.fromkeys(entry.alternatives) if other != entry.when]:
        lines.append(f"Also dated {'; '.join(others)}")
    for name, word in hover_data.items():
        values = [entries.name(name, value) for value in entry.values[name]]
        lines.append(f"{word}: {listed(values) or 'not known'}")
    return lines


def _marks(
    placed: Sequence[Placed],
    scale: Scale,
    paint: Paint,
    theme: Theme,
    hover: Hover,
    shared: Mapping[str, str],
    *,
    legend_rank: int,
) -> Iterator[Trace]:
    stretches: defaultdict[str, list[tuple[Placed, Stretch]]] = defaultdict(list)
    spots: defaultdict[tuple[SpotForm, bool], list[tuple[Placed, float]]] = defaultdict(list)
    for one in placed:
        for part in one.mark.stretches:
            stretches[_stroke(part)].append((one, part))
        for form, day in one.mark.spots:
            spots[form, one.side == "inside"].append((one, day))
    filled, inside = spots.pop(("filled", False), []), spots.pop(("filled", True), [])
    if solid := stretches["solid"]:
        yield _bars(solid, scale, paint, shared, hover)
    if faded := stretches["faded"]:
        yield _bars(faded, scale, paint, shared, {})
    for line_form, dash in DASHES.items():
        if lines := stretches[line_form]:
            yield _lines(lines, scale, paint, dash, shared)
    for (form, thick), own in spots.items():
        look = _look(form, paint, theme, thick=thick)
        line = {"color": paint.color, "width": 1.6}
        yield _points(own, scale, {**look, "line": line}, hover, shared, showlegend=False)
    if inside:
        size = _INSIDE_SYMBOL * SYMBOL_SIZES.get(paint.symbol, 11)
        look = {"symbol": paint.symbol, "size": size, "color": text_on_paint(paint, theme)}
        tied = [(one, _tied(one, scale)) for one, _ in inside]
        yield _points(tied, scale, look, hover, shared, showlegend=False)
    look = {"symbol": paint.symbol, "size": SYMBOL_SIZES.get(paint.symbol, 11), "color": paint.color}
    yield _points(filled, scale, look, hover, shared, showlegend=bool(paint.name), legendrank=legend_rank + 1)


def _stroke(part: Stretch) -> str:
    """Which trace a stretch belongs to: that of solid bars and tints, of faded ones, or of its kind of line."""
    if part.form == "core":
        return "solid" if part.opacity == 1.0 else "faded"
    return "solid" if part.form == "tint" else part.form


def text_on_paint(paint: Paint, theme: Theme) -> str:
    """The colour of text on a colour; one that has no six digits, such as a name, is taken for a light one."""
    is_plain = paint.color.startswith("#") and len(paint.color) == 7
    return text_on(paint.color, theme) if is_plain else "#000000"


def thickness_of(one: Placed, form: StretchForm) -> float:
    """How thick a stretch of an event is, in pixels."""
    return THICK if one.side == "inside" and form != "tint" else THICKNESS[form]


def _bars(
    bars: Sequence[tuple[Placed, Stretch]], scale: Scale, paint: Paint, shared: Mapping[str, str], hover: Hover
) -> Trace:
    """Bars as thick as each is; only those with something to tell answer to the pointer."""
    thickness = [thickness_of(one, part.form) for one, part in bars]
    opacity = [part.opacity for _, part in bars]
    told = {"customdata": _customdata(bars, hover), "hovertemplate": HOVER} if hover else {"hoverinfo": "skip"}
    return dict(
        type="bar",
        orientation="h",
        base=_objects(scale.positions([part.first for _, part in bars])),
        x=np.array([scale.length(part.last - part.first) for _, part in bars]),
        y=np.array([one.y for one, _ in bars]),
        width=_same(thickness),
        offset=_same([-thick / 2 for thick in thickness]),
        marker={"color": paint.color, "opacity": _same(opacity), "line": {"width": 0}},
        showlegend=False,
        **told,
        **shared,
    )


def _same(numbers: Sequence[float]) -> float | np.ndarray[Any, Any]:
    """One number where all are alike."""
    return numbers[0] if len(set(numbers)) == 1 else np.array(numbers)


def _objects(values: Sequence[Any]) -> np.ndarray[Any, Any]:
    """Positions or texts as the array that plotly would make of them, looking at each."""
    return np.array(values, dtype=object)


def _customdata(drawn: Sequence[tuple[Placed, Any]], hover: Hover) -> np.ndarray[Any, Any]:
    return _objects([hover[one.entry.id] for one, _ in drawn])


def _lines(
    lines: Sequence[tuple[Placed, Stretch]], scale: Scale, paint: Paint, dash: str, shared: Mapping[str, str]
) -> Trace:
    points = [point for one, part in lines for point in (*_path(one, part), (None, None))]
    return dict(
        type="scatter",
        x=_objects([None if day is None else scale.position(day) for day, _ in points]),
        y=_objects([y for _, y in points]),
        mode="lines",
        line={"color": paint.color, "width": LINE_WIDTH, "dash": dash},
        hoverinfo="skip",
        showlegend=False,
        **shared,
    )


def _path(one: Placed, part: Stretch) -> Iterable[tuple[float, float]]:
    """The corners of an outline, or the ends of a line."""
    y = one.y
    if part.form != "outline":
        return (part.first, y), (part.last, y)
    half = thickness_of(one, "outline") / 2
    corners = ((part.first, y - half), (part.last, y - half), (part.last, y + half), (part.first, y + half))
    return (*corners, corners[0])


def _points(
    spots: Sequence[tuple[Placed, float]],
    scale: Scale,
    look: Mapping[str, Any],
    hover: Hover,
    shared: Mapping[str, Any],
    *,
    showlegend: bool,
    legendrank: int | None = None,
) -> Trace:
    """Symbols that look alike; the trace that bears the legend entry is there even when it has no points."""
    return dict(
        type="scatter",
        x=_objects(scale.positions([day for _, day in spots]) or [None]),
        y=np.array([one.y for one, _ in spots]) if spots else _objects([None]),
        mode="markers",
        marker=dict(look),
        cliponaxis=False,
        customdata=_customdata(spots, hover) if spots else None,
        hovertemplate=HOVER,
        showlegend=showlegend,
        legendrank=legendrank,
        **shared,
    )


def _look(form: SpotForm, paint: Paint, theme: Theme, *, thick: bool) -> dict[str, Any]:
    size = SYMBOL_SIZES.get(paint.symbol, 11)
    arrow = {"size": ARROW_THICK if thick else ARROW, "color": paint.color, "opacity": 1.0}
    match form:
        case "pale":
            return {"symbol": paint.symbol, "size": size, "color": paint.color, "opacity": PALE}
        case "onward" | "back":
            return {"symbol": "triangle-right" if form == "onward" else "triangle-left", **arrow}
        case "end":
            return {"symbol": paint.symbol, "size": size - 3.5, "color": theme.sheet, "opacity": 1.0}
        case _:
            return {"symbol": paint.symbol, "size": size - 1, "color": theme.sheet, "opacity": 1.0}


def _labels(
    placed: Sequence[Placed],
    scale: Scale,
    paint: Paint,
    theme: Theme,
    shared: Mapping[str, str],
    bold: Collection[str],
) -> Iterator[Trace]:
    """The labels of a group, tied to invisible markers, which keep their distance from the marks at any zoom."""
    looks: dict[tuple[bool, bool], dict[str, Any]] = {
        (False, False): {"color": theme.ink2, "shadow": halo(theme)},
        (False, True): {"color": theme.accent, "weight": 600, "shadow": halo(theme)},
        (True, False): {"color": text_on_paint(paint, theme)},
        (True, True): {"color": text_on_paint(paint, theme), "weight": 600},
    }
    labelled: defaultdict[tuple[bool, bool], list[Placed]] = defaultdict(list)
    for one in placed:
        if one.side != "none":
            labelled[one.side == "inside", one.entry.id in bold].append(one)
    for look, font in looks.items():
        if shown := labelled[look]:
            yield _label_trace(shown, scale, font, shared)


def halo(theme: Theme) -> str:
    """A text shadow in the colour of the ground, so that lines pass behind a label."""
    return ", ".join([f"0 0 3px {theme.sheet}"] * 4)


def _label_trace(shown: Sequence[Placed], scale: Scale, font: Mapping[str, Any], shared: Mapping[str, str]) -> Trace:
    positions = {"right": "middle right", "left": "middle left", "above": "top right", "inside": "middle right"}
    sizes = {"above": 0.0, "inside": 1.6 * (INSIDE_OFFSET / 2 - 1)}
    sides = [one.side for one in shown]
    return dict(
        type="scatter",
        x=_objects(scale.positions([_tied(one, scale) for one in shown])),
        y=np.array([one.y - (_ABOVE if one.side == "above" else 0) for one in shown]),
        mode="markers+text",
        marker={"size": _same([sizes.get(side, 1.6 * (LABEL_OFFSET - 1)) for side in sides]), "opacity": 0},
        text=_objects([escaped(one.label) for one in shown]),
        textposition=positions[sides[0]] if len(set(sides)) == 1 else _objects([positions[side] for side in sides]),
        textfont={"size": LABEL_SIZE, **font},
        hoverinfo="skip",
        showlegend=False,
        **shared,
    )


def _tied(one: Placed, scale: Scale) -> float:
    """The day at which a label begins or ends; in a bar that of the symbol that stands before it."""
    if one.side == "inside" and one.mark.core is not None:
        return scale.beside(max(one.mark.core.first, scale.first), INSIDE_OFFSET / 2)
    return max(one.anchor, scale.first) if one.side == "above" else one.anchor
