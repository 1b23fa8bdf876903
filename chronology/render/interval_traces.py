"""Intervals as plotly draws them: a step with a symbol at its end where the days are known, a faded range elsewhere."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from chronology.render.entries import Entries, Entry
from chronology.render.groups import Paint
from chronology.render.interval_scale import IntervalScale
from chronology.render.intervals import Median, told
from chronology.render.markup import escaped, listed, paragraph
from chronology.render.palette import SYMBOL_SIZES, Theme
from chronology.render.scale import Scale
from chronology.render.text_width import text_width
from chronology.render.traces import DASHES, HOVER, LINE_WIDTH

BOX_OPACITY: Final = 0.12
MEDIAN_DASH: Final = "7px,4px"
NUMBER_SIZE, NUMBER_HEIGHT = 12.5, 18.0
OUTLINE: Final = 1.6
_MANY, _OF_MANY = 200, 0.55
OVERLAP_OPACITY: Final = 0.06


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval to draw: between two events, in days that are infinite without a bound, ending in these days."""

    before: Entry
    after: Entry
    least: float
    most: float
    begins: float
    ends_first: float
    ends_last: float

    @property
    def is_exact(self) -> bool:
        """Whether both dates leave one number of days."""
        return self.least == self.most

    @property
    def is_doubted(self) -> bool:
        """Whether one of the two dates is approximate or uncertain."""
        return bool(self.before.when.qualifiers or self.after.when.qualifiers)

    @property
    def day(self) -> float:
        """The middle of the days on which it may end, where it is drawn."""
        return (self.ends_first + self.ends_last + 1) / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A lane of the chart: where its plot begins, how high it is, what is in it and what it looks like."""

    top: float
    heights: IntervalScale
    intervals: tuple[Interval, ...]
    median: Median
    paint: Paint

    @property
    def has_median(self) -> bool:
        """Whether a median is drawn: one of two intervals or more that lies between two numbers."""
        return len(self.intervals) > 1 and self.median.is_known

    @property
    def symbol_size(self) -> float:
        """The size of a symbol; of many, smaller ones hide less of one another."""
        return SYMBOL_SIZES.get(self.paint.symbol, 11) * (_OF_MANY if len(self.intervals) > _MANY else 1)

    def y(self, days: float) -> float:
        """Where a number of days lies, in pixels from the top of the chart."""
        return self.top + self.heights.pixel(days)


def band_traces(
    band: Band, scale: Scale, entries: Entries, theme: Theme, *, rank: int, hover_data: Sequence[str], words: Words
) -> Iterator[go.Scatter]:
    """What is drawn of a lane: its median below, then ranges, steps and symbols."""
    hover = [hover_of(interval, entries, hover_data, words) for interval in band.intervals]
    shared = {"legendgroup": f"group-{rank}", "name": escaped(band.paint.name), "showlegend": False}
    yield from _median(band, scale, theme, shared)
    drawn = list(zip(band.intervals, hover, strict=True))
    if vague := [(one, said) for one, said in drawn if not one.is_exact]:
        yield _boxes([one for one, _ in vague], band, scale, shared)
        yield _spines([one for one, _ in vague], band, scale, shared)
        yield _ends(vague, band, scale, theme, shared)
    if exact := [(one, said) for one, said in drawn if one.is_exact]:
        yield _steps([one for one, _ in exact], band, scale, shared)
        yield _symbols(exact, band, scale, theme, shared)
        yield from _coinciding([one for one, _ in exact], band, scale, theme, shared)


Words = Mapping[str, str]


def hover_of(interval: Interval, entries: Entries, hover_data: Sequence[str], words: Words) -> list[str]:
    """What hovering tells: the days, both events with their dates, further lines; last the ids, for scripts."""
    both = (interval.before, interval.after)
    lines = [f"{words['before']} {interval.before.title}", _date(interval.before)]
    lines += [f"{words['after']} {interval.after.title}", _date(interval.after)]
    for name in hover_data:
        sides = [listed(entries.name(name, value) for value in one.values[name]) or "not known" for one in both]
        lines.append(f"{words[name]}: {'; then '.join(dict.fromkeys(sides))}")
    first, *more = lines
    text = "".join(f"<br>{paragraph(line)}" for line in more)
    return [
        paragraph(told(interval.least, interval.most)),
        paragraph(first),
        text,
        interval.before.id,
        interval.after.id,
    ]


def _date(entry: Entry) -> str:
    words = entry.when.words()
    return words[:1].upper() + words[1:]


def _median(band: Band, scale: Scale, theme: Theme, shared: Mapping[str, Any]) -> Iterator[go.Scatter]:
    """A dashed line across the lane, or two with a light ground between them."""
    if not band.has_median:
        return
    ends = [scale.position(day) for day in (min(scale.first, scale.reach_first), max(scale.last, scale.reach_last))]
    edges = list(dict.fromkeys(band.y(days) for days in (band.median.least, band.median.most)))
    for at, edge in enumerate(edges):
        yield go.Scatter(
            x=ends,
            y=[edge, edge],
            mode="lines",
            line={"color": theme.ink2, "width": LINE_WIDTH, "dash": MEDIAN_DASH},
            fill="tonexty" if at else None,
            fillcolor=_with_alpha(theme.ink2, 0.09) if at else None,
            hoverinfo="skip",
            **shared,
        )


def _with_alpha(color: str, alpha: float) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _boxes(intervals: Sequence[Interval], band: Band, scale: Scale, shared: Mapping[str, Any]) -> go.Scatter:
    """All days on which an interval may end by all lengths that it may have."""
    known = [one for one in intervals if math.isfinite(one.least) or math.isfinite(one.most)]
    corners = [corner for one in known for corner in (*_box(one, band), None)]
    return go.Scatter(
        x=[None if corner is None else scale.position(corner[0]) for corner in corners],
        y=[None if corner is None else corner[1] for corner in corners],
        mode="lines",
        line={"width": 0, "color": band.paint.color},
        fill="toself",
        fillcolor=band.paint.color,
        opacity=BOX_OPACITY,
        hoverinfo="skip",
        **shared,
    )


def _box(one: Interval, band: Band) -> Iterator[tuple[float, float]]:
    first, last, low, high = one.ends_first, one.ends_last + 1, band.y(one.least), band.y(one.most)
    yield from ((first, low), (last, low), (last, high), (first, high), (first, low))


def _spines(intervals: Sequence[Interval], band: Band, scale: Scale, shared: Mapping[str, Any]) -> go.Scatter:
    return go.Scatter(
        x=[x for one in intervals for x in (scale.position(one.day), scale.position(one.day), None)],
        y=[y for one in intervals for y in (band.y(one.least), band.y(one.most), None)],
        mode="lines",
        line={"color": band.paint.color, "width": OUTLINE, "dash": DASHES["dots"]},
        hoverinfo="skip",
        **shared,
    )


def _ends(
    vague: Sequence[tuple[Interval, list[str]]], band: Band, scale: Scale, theme: Theme, shared: Mapping[str, Any]
) -> go.Scatter:
    """The fewest and the most days: a small hollow symbol at either, an open arrow where there is no bound."""
    size = band.symbol_size - 3.5 * band.symbol_size / SYMBOL_SIZES.get(band.paint.symbol, 11)
    ends = [(one, said, days) for one, said in vague for days in (one.least, one.most)]
    arrows = {math.inf: "triangle-up", -math.inf: "triangle-down"}
    inwards = {math.inf: 5.0, -math.inf: -5.0}
    return go.Scatter(
        x=[scale.position(one.day) for one, _, _ in ends],
        y=[band.y(days) + inwards.get(days, 0.0) for _, _, days in ends],
        mode="markers",
        marker={
            "symbol": [arrows.get(days, band.paint.symbol) for _, _, days in ends],
            "size": [size if math.isfinite(days) else 11 for _, _, days in ends],
            "color": theme.sheet,
            "opacity": 1,
            "line": {"color": band.paint.color, "width": OUTLINE},
        },
        cliponaxis=False,
        customdata=[said for _, said, _ in ends],
        hovertemplate=HOVER,
        **shared,
    )


def _steps(intervals: Sequence[Interval], band: Band, scale: Scale, shared: Mapping[str, Any]) -> go.Scatter:
    """From the end of the event before to the start of the one after, as high as it is long."""
    ends = [(scale.position(one.begins + 0.5), scale.position(one.day), band.y(one.least)) for one in intervals]
    return go.Scatter(
        x=[x for first, last, _ in ends for x in (first, last, None)],
        y=[y for _, _, height in ends for y in (height, height, None)],
        mode="lines",
        line={"color": band.paint.color, "width": 2},
        hoverinfo="skip",
        **shared,
    )


def _symbols(
    exact: Sequence[tuple[Interval, list[str]]], band: Band, scale: Scale, theme: Theme, shared: Mapping[str, Any]
) -> go.Scatter:
    size = band.symbol_size
    doubted = [one.is_doubted for one, _ in exact]
    return go.Scatter(
        x=[scale.position(one.day) for one, _ in exact],
        y=[band.y(one.least) for one, _ in exact],
        mode="markers",
        marker={
            "symbol": band.paint.symbol,
            "size": [size - 1 if hollow else size for hollow in doubted],
            "color": [theme.sheet if hollow else band.paint.color for hollow in doubted],
            "opacity": 1,
            "line": {"color": band.paint.color, "width": [OUTLINE if hollow else 0 for hollow in doubted]},
        },
        cliponaxis=False,
        customdata=[said for _, said in exact],
        hovertemplate=HOVER,
        **shared,
    )


def _coinciding(
    intervals: Sequence[Interval], band: Band, scale: Scale, theme: Theme, shared: Mapping[str, Any]
) -> Iterator[go.Scatter]:
    """How many there are where one symbol hides others of the same day and length."""
    numbers = Counter((one.day, one.least) for one in intervals)
    several = {place: f"×{number:,}" for place, number in numbers.items() if number > 1}
    corners = _free_corners([(scale.pixel(day), band.y(days), text) for (day, days), text in several.items()])
    shown = [(place, text, corner) for (place, text), corner in zip(several.items(), corners, strict=True) if corner]
    if shown:
        yield go.Scatter(
            x=[scale.position(day) for (day, _), _, _ in shown],
            y=[band.y(days) for (_, days), _, _ in shown],
            mode="markers+text",
            marker={"size": 6, "opacity": 0},
            text=[text for _, text, _ in shown],
            textposition=[corner for _, _, corner in shown],
            textfont={"size": NUMBER_SIZE, "color": theme.ink2},
            hoverinfo="skip",
            **shared,
        )


def _free_corners(texts: Sequence[tuple[float, float, str]]) -> list[str | None]:
    """At which corner of its place, in pixels, each text touches none before it; None where it always would."""
    taken: list[tuple[float, float]] = []
    corners = []
    for x, y, text in texts:
        reach = text_width(text, NUMBER_SIZE) / 2 + 5
        ways = {
            f"{up} {side}": (x + across * reach, y + down * NUMBER_SIZE)
            for up, down in (("top", -1), ("bottom", 1))
            for side, across in (("right", 1), ("left", -1))
        }
        free = (
            way for way, (cx, cy) in ways.items() if all(abs(cx - a) > 2 * reach or abs(cy - b) > 18 for a, b in taken)
        )
        corner = next(free, None)
        if corner:
            taken.append(ways[corner])
        corners.append(corner)
    return corners


def _touches(place: tuple[float, float], taken: Sequence[tuple[float, float]], width: float) -> bool:
    return any(abs(place[0] - x) <= width and abs(place[1] - y) <= NUMBER_HEIGHT for x, y in taken)


def interval_key(bands: Sequence[Band], theme: Theme) -> list[go.Scatter]:
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
        for rank, (words, sample) in enumerate(_key(bands, theme))
    ]


def _key(bands: Sequence[Band], theme: Theme) -> Iterable[tuple[str, dict[str, Any]]]:
    intervals = [one for band in bands for one in band.intervals]
    line = {"color": theme.ink2, "width": 2}
    mark = {"symbol": "circle", "size": 9, "color": theme.ink2}
    hollow = {**mark, "color": theme.sheet, "line": {"color": theme.ink2, "width": OUTLINE}}
    dotted = {"color": theme.ink2, "width": OUTLINE, "dash": DASHES["dots"]}
    if any(one.is_exact and not one.is_doubted for one in intervals):
        yield "known number of days", {"mode": "lines+markers", "line": line, "marker": mark}
    if any(one.is_exact and one.is_doubted for one in intervals):
        yield "date approximate or uncertain", {"mode": "lines+markers", "line": line, "marker": hollow}
    if any(math.isfinite(one.least) and math.isfinite(one.most) and not one.is_exact for one in intervals):
        yield "fewest and most days", {"mode": "lines+markers", "line": dotted, "marker": hollow}
    if any(math.isinf(days) for one in intervals for days in (one.least, one.most)):
        arrow = {**hollow, "symbol": "triangle-up", "size": 11}
        yield "no bound", {"mode": "lines+markers", "line": dotted, "marker": arrow}
    if any(band.has_median for band in bands):
        dashed = {"color": theme.ink2, "width": LINE_WIDTH, "dash": MEDIAN_DASH}
        yield "median: half are longer, half shorter", {"mode": "lines", "line": dashed}
    if any(one.least <= 0 for one in intervals):
        edge = {"color": theme.control, "width": 1}
        swatch = {"symbol": "square", "size": 13, "color": _with_alpha(theme.ink, OVERLAP_OPACITY), "line": edge}
        yield "overlap (0 days or fewer)", {"mode": "markers", "marker": swatch}
