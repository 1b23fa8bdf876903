"""What a network is drawn with: the same traces in every period, of which only what changes is told anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any, Final

import plotly.graph_objects as go

from chronology.model.header import plain_words
from chronology.render.actor_ties import ALL_TIME, ActorTies, Tie, tie_hover
from chronology.render.markup import escaped, paragraph
from chronology.render.palette import SYMBOL_SIZES, Theme, symbols_of
from chronology.render.ring import Spot, curve, cut_before, middle
from chronology.render.shades import MOST_CLASSES, Shading, shades
from chronology.render.text_width import shortened

NAME_SIZE: Final = 12.5
LARGEST_NODE: Final = 24.0
_SMALLEST_NODE: Final = 8.0
_IDLE_NODE: Final = 6.5
_WIDTHS: Final = (1.2, 2.2, 3.4, 4.8, 6.4, 8.2, 10.0)
_KEYS: Final = ("x", "y", "customdata", "marker.size", "marker.color", "textfont.color")
_FAMILIES: Final = ("summit", "treaty", "war", "exercise", "publication", "sanction")
_KIND_WORDS: Final = {"igo": "Intergovernmental organisation"}
_ARROW: Final = {
    "marker_symbol": "triangle-up",
    "marker_angleref": "previous",
    "marker_opacity": 1,
    "marker_line_width": 0,
}
_HOVER: Final = "%{customdata[0]}<extra></extra>"

Content = dict[str, list[Any] | str | float | None]
"""What of a trace a period determines, by the names that plotly has for it."""


@dataclass(frozen=True)
class Picture:
    """A network as it is drawn: its ties, its spots, and how many events each actor has in each period.

    ``size`` holds the radii of the ring in pixels, across and down.
    """

    ties: ActorTies
    spots: Mapping[str, Spot]
    events: Mapping[str | None, Mapping[str, int]]
    size: tuple[float, float]
    label_room: float
    theme: Theme
    words: Mapping[str, str]

    @cached_property
    def shading(self) -> Shading:
        """The classes of ties."""
        return Shading.of(max(tie.events for tie in self.ties.all_time.values()), self.theme)

    @cached_property
    def colors(self) -> Sequence[str]:
        """The colour of a line of each class: strong enough to be seen where it is thin."""
        number = len(self.shading.classes)
        return shades(self.theme, number + 4)[3:-1]

    @cached_property
    def classes(self) -> Sequence[int]:
        """The classes in which there is a tie, of some period or of all time."""
        numbers = {tie.events for found in self.ties.by_period.values() for tie in found.values()}
        return sorted({self.shading.index(number) for number in numbers})

    @cached_property
    def kinds(self) -> Sequence[str]:
        """The kinds of the actors, each once; a table does not know them."""
        found = {self.ties.kinds.get(actor, "") for actor in self.spots}
        order = {kind: at for at, kind in enumerate(dict.fromkeys(self.ties.kinds.values()))}
        return sorted(found, key=lambda kind: (order.get(kind, len(order)), kind))

    @cached_property
    def symbols(self) -> Mapping[str, str]:
        """The symbol of each kind: the shapes of the palette in turn, the disc first, then further ones."""
        families = [_FAMILIES[at] if at < len(_FAMILIES) else str(at) for at in range(len(self.kinds))]
        return {kind: symbols_of(families)[family] for kind, family in zip(self.kinds, families, strict=True)}

    def actors(self, kind: str) -> list[str]:
        """The actors of a kind."""
        return [actor for actor in self.spots if self.ties.kinds.get(actor, "") == kind]

    def size_of(self, actor: str, period: str | None) -> float:
        """The diameter of an actor in pixels; its area grows with its events."""
        number = self.events[period].get(actor, 0)
        if not self.is_tied(actor, period):
            return _IDLE_NODE
        kind = self.ties.kinds.get(actor, "")
        even = SYMBOL_SIZES.get(self.symbols[kind], 11) / 11.5
        return round(even * (_SMALLEST_NODE + (LARGEST_NODE - _SMALLEST_NODE) * sqrt(number / self.most)), 1)

    def is_tied(self, actor: str, period: str | None) -> bool:
        """Whether an actor has a tie in a period."""
        return actor in self.partners[period]

    @cached_property
    def partners(self) -> Mapping[str | None, Mapping[str, int]]:
        """For each period how many ties each actor has in it."""
        return {
            period: Counter(actor for pair in found for actor in pair) for period, found in self.ties.by_period.items()
        }

    @cached_property
    def most(self) -> int:
        """The most events that an actor has in all time."""
        return max(self.events[ALL_TIME].get(actor, 0) for actor in self.spots) or 1


def traces_of(picture: Picture) -> tuple[list[go.Scatter], list[int]]:
    """The traces of all time, and the places among them of those that a period changes."""
    still = [_ground(picture)] if picture.ties.per is not None else []
    settings = list(_settings(picture))
    contents = list(_contents(picture, ALL_TIME))
    moving = [go.Scatter(**_nested(content), **set) for content, set in zip(contents, settings, strict=True)]
    return [*still, *moving], list(range(len(still), len(still) + len(moving)))


def restyled(picture: Picture, period: str | None) -> dict[str, list[Any]]:
    """What a step of the slider sets, for all traces that a period changes."""
    contents = list(_contents(picture, period))
    return {key: [content.get(key) for content in contents] for key in _KEYS}


def _nested(content: Content) -> dict[str, Any]:
    """The dots of plotly's names as underscores, which its Python side takes."""
    return {key.replace(".", "_"): value for key, value in content.items() if value is not None}


def _settings(picture: Picture) -> Iterator[dict[str, Any]]:
    """What of each trace stays the same in all periods."""
    events = escaped(picture.words["events"])
    directed = picture.ties.directed
    for at in picture.classes:
        name = picture.shading.names[at]
        line = {"color": picture.colors[at], "width": _width(at, len(picture.shading.classes)), "shape": "spline"}
        yield {
            "mode": "lines+markers" if directed else "lines",
            "line": line,
            **(_ARROW if directed else {}),
            "hoverinfo": "skip",
            "name": f"{events}: {name}" if at == picture.classes[0] else name,
            "legend": "legend2",
            "showlegend": True,
        }
    yield {
        "mode": "markers",
        "marker": {"opacity": 0, "size": 14},
        "hovertemplate": _HOVER,
        "showlegend": False,
    }
    for kind in picture.kinds:
        yield {
            "mode": "markers",
            "marker_symbol": picture.symbols[kind],
            "marker_opacity": 1,
            "marker_line": {"width": 1.2, "color": picture.theme.sheet},
            "hovertemplate": _HOVER,
            "name": kind_words(kind),
            "showlegend": len(picture.kinds) > 1 and bool(kind),
        }
    yield {
        "mode": "markers+text",
        "marker_opacity": 0,
        "text": [escaped(_label(picture, actor)) for actor in picture.spots],
        "textposition": [f"middle {spot.side}" for spot in picture.spots.values()],
        "textfont_size": NAME_SIZE,
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _width(at: int, classes: int) -> float:
    """The width of a line of a class in pixels."""
    return _WIDTHS[at if classes > 3 else at * (MOST_CLASSES // 3)]


def _label(picture: Picture, actor: str) -> str:
    return shortened(picture.ties.name(actor), NAME_SIZE, picture.label_room)


def _contents(picture: Picture, period: str | None) -> Iterator[Content]:
    """What of each trace this period determines, in the order of the settings."""
    found = list(picture.ties.by_period[period].values())
    lines = {tie.pair: _line(picture, tie) for tie in found}
    for at in picture.classes:
        own = [lines[tie.pair] for tie in found if picture.shading.index(tie.events) == at]
        head = _head(picture, at)
        size = [value for line in own for value in (*[0.0] * (len(line) - 1), head, 0.0)]
        yield {
            **_joined(own),
            "marker.size": size if picture.ties.directed else None,
            "marker.color": picture.colors[at] if picture.ties.directed else None,
        }
    partners = picture.partners[ALL_TIME]
    spots = [middle(lines[tie.pair], nearer_start=partners[tie.source] <= partners[tie.target]) for tie in found]
    yield {
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "customdata": [[tie_hover(tie, picture.ties, period, picture.words), *tie.pair] for tie in found],
        "marker.size": 14.0,
        "marker.color": picture.theme.ink,
    }
    for kind in picture.kinds:
        yield _nodes(picture, picture.actors(kind), period)
    yield _names(picture, period)


def _line(picture: Picture, tie: Tie) -> list[tuple[float, float]]:
    points = curve(picture.spots[tie.source], picture.spots[tie.target], aside=picture.ties.directed)
    if not picture.ties.directed:
        return points
    head = _head(picture, picture.shading.index(tie.events))
    return cut_before(points, picture.size_of(tie.target, ALL_TIME) / 2 + 0.6 * head, picture.size)


def _head(picture: Picture, at: int) -> float:
    """The size of the head of an arrow of a class in pixels."""
    return 7 + 1.6 * _width(at, len(picture.shading.classes))


def _joined(lines: Sequence[Sequence[tuple[float, float]]]) -> Content:
    """Several lines as one, with gaps between them; one gap where there is none, so that the legend keeps it."""
    return {
        "x": [value for line in lines for value in (*(x for x, _ in line), None)] or [None],
        "y": [value for line in lines for value in (*(y for _, y in line), None)] or [None],
    }


def _nodes(picture: Picture, actors: Sequence[str], period: str | None) -> Content:
    theme = picture.theme
    return {
        "x": [picture.spots[actor].x for actor in actors],
        "y": [picture.spots[actor].y for actor in actors],
        "customdata": [[_actor_hover(picture, actor, period), actor] for actor in actors],
        "marker.size": [picture.size_of(actor, period) for actor in actors],
        "marker.color": [theme.ink if picture.is_tied(actor, period) else theme.control for actor in actors],
    }


def _names(picture: Picture, period: str | None) -> Content:
    """Names outside the ring, as far off as the largest that their symbol gets, which plotly counts in pixels."""
    theme = picture.theme
    return {
        "x": [spot.x for spot in picture.spots.values()],
        "y": [spot.y for spot in picture.spots.values()],
        "marker.size": [picture.size_of(actor, ALL_TIME) for actor in picture.spots],
        "marker.color": theme.ink,
        "textfont.color": [theme.ink if picture.is_tied(actor, period) else theme.ink3 for actor in picture.spots],
    }


def _actor_hover(picture: Picture, actor: str, period: str | None) -> str:
    """An actor in words, for a hover label."""
    ties = picture.ties
    lines = [f"<b>{paragraph(ties.name(actor))}</b>"]
    kind = ties.kinds.get(actor)
    said = [kind_words(kind)] if kind else []
    if period != ALL_TIME:
        said.append(escaped(ties.words(period)))
    if said:
        lines.append(" · ".join(said))
    lines.append(f"{escaped(picture.words['events'])}: {picture.events[period].get(actor, 0):,}")
    lines.append(f"Ties: {picture.partners[period].get(actor, 0):,}")
    return "<br>".join(lines)


def _ground(picture: Picture) -> go.Scatter:
    """All ties of all time, faint, under those of a period."""
    lines = [_line(picture, tie) for tie in picture.ties.all_time.values()]
    return go.Scatter(
        **_joined(lines),
        mode="lines",
        line={"color": picture.theme.rule, "width": 1, "shape": "spline"},
        hoverinfo="skip",
        showlegend=False,
    )


def kind_words(kind: str) -> str:
    """A kind of actor in words."""
    return _KIND_WORDS.get(kind, plain_words(kind))
