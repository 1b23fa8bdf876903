"""Where the claims of a debate stand: a lane for each proposition, five levels in it, dots and names packed in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final, Literal

from chronology.dates.bounds import Bounds
from chronology.dates.days import OPEN_END, OPEN_START
from chronology.model.claim import Claim
from chronology.model.vocabulary import STANCES
from chronology.render.markup import listed
from chronology.render.packing import AIR, Footprint, rows_of
from chronology.render.scale import Scale
from chronology.render.text_width import lines_of, shortened, text_width

LABEL_SIZE: Final = 12.0
LONGEST_LABEL: Final = 190.0
LABEL_OFFSET: Final = 9.0
NAMED: Final = 2
OPEN_PIXELS: Final = 26.0
ROW: Final = 16.0
LANE_PADDING: Final = 8.0
TITLE_SIZE: Final = 13.0
TITLE_LINE: Final = 17.0

Side = Literal["right", "left", "none"]
OpenEnd = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a claim was made, as drawn.

    The dot stands at the last day on which that may have been, or at the first where no last one is known; a stretch
    covers the other days, with an ``open_end`` where it has no bound.
    """

    day: float
    first: float
    last: float
    open_end: OpenEnd | None = None

    @property
    def is_span(self) -> bool:
        """Whether there are several days on which it may have been made, and all are known."""
        return self.open_end is None and self.last - self.first > 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim in a lane. ``y`` is in pixels from the top, ``day`` of its moment the middle of the dot."""

    claim: Claim
    proposition: str
    stance: str
    moment: Moment
    label: str
    side: Side = "none"
    row: int = 0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Level:
    """The room of one stance in a lane."""

    stance: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A proposition: its title in lines, how many claims take a position on it, and its levels."""

    proposition: str
    title: tuple[str, ...]
    claims: int
    top: float
    bottom: float
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Debates:
    """A packed chart of positions."""

    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    height: float


def moment_of(bounds: Bounds, scale: Scale) -> Moment | None:
    """The moment of a date; ``None`` where it has no bound at all."""
    known = [day for day in bounds if OPEN_START < day < OPEN_END]
    if not known:
        return None
    if bounds.end_max >= OPEN_END:
        first = min(known)
        return Moment(first + 0.5, first, scale.beside(first + 0.5, OPEN_PIXELS), "future")
    last = bounds.end_max
    if bounds.start_min <= OPEN_START:
        return Moment(last + 0.5, scale.beside(last + 0.5, -OPEN_PIXELS), last + 1, "past")
    return Moment(last + 0.5, bounds.start_min, last + 1)


def speakers_of(claim: Claim, names: Mapping[str, str]) -> str:
    """The speakers of a claim as a label."""
    return listed((names.get(id, id) for id in claim.by), most=NAMED) or "speaker not known"


def debates_of(
    claims: Mapping[str, Sequence[Claim]],
    scale: Scale,
    *,
    sentences: Mapping[str, str],
    names: Mapping[str, str],
    title_width: float,
    titles_above: bool,
) -> Debates:
    """The claims of each proposition in lanes, levels and rows.

    Parameters
    ----------
    claims : for each proposition the claims that take a position on it; those without a date to draw stay out.
    sentences, names : the words of propositions and the names of actors, by id.
    titles_above : lane titles on lines of their own above the levels, for narrow charts.
    """
    lanes: list[Lane] = []
    dots: list[Dot] = []
    top = 0.0
    for proposition, taking in claims.items():
        title = lines_of(sentences[proposition], TITLE_SIZE, title_width, limit=2 if titles_above else 4)
        head = LANE_PADDING + (TITLE_LINE * len(title) + 4 if titles_above else 0.0)
        levels, placed = _levels(proposition, taking, scale, names, top + head)
        beside = 0.0 if titles_above else TITLE_LINE * (len(title) + 1)
        bottom = max(levels[-1].bottom, top + LANE_PADDING + beside) + LANE_PADDING
        lanes.append(Lane(proposition, title, len(taking), top, bottom, levels))
        dots += placed
        top = bottom
    return Debates(tuple(lanes), tuple(dots), top)


def _levels(
    proposition: str, claims: Iterable[Claim], scale: Scale, names: Mapping[str, str], top: float
) -> tuple[tuple[Level, ...], list[Dot]]:
    """The levels of a lane one under the other, and their dots."""
    dots = list(_dots(proposition, claims, scale, names))
    rows = [_packed([dot for dot in dots if dot.stance == stance], scale) for stance in STANCES]
    heights = [ROW * (1 + max((dot.row for dot in level), default=0)) for level in rows]
    edges = list(accumulate(heights, initial=top))
    levels = tuple(Level(stance, *edge) for stance, edge in zip(STANCES, pairwise(edges), strict=True))
    placed = [replace(dot, y=edges[at] + ROW * (dot.row + 0.5)) for at, level in enumerate(rows) for dot in level]
    return levels, placed


def _dots(proposition: str, claims: Iterable[Claim], scale: Scale, names: Mapping[str, str]) -> Iterator[Dot]:
    for claim in claims:
        moment = moment_of(claim.made.bounds, scale) if claim.made else None
        if moment is not None:
            label = shortened(speakers_of(claim, names), LABEL_SIZE, min(LONGEST_LABEL, scale.pixels - 40))
            yield Dot(claim, proposition, claim.positions[proposition], moment, label)


def _packed(dots: Sequence[Dot], scale: Scale) -> list[Dot]:
    """The dots of a level in as few rows as keep them apart, then names where one of these rows has room for them."""
    own = [_taken(dot.moment, scale) for dot in dots]
    rows = [row for row, _ in rows_of([[footprint] for footprint in own])]
    taken = dict(enumerate(zip(rows, own, strict=True)))
    placed = []
    for at, dot in enumerate(dots):
        row, _ = taken.pop(at)
        tried = (row, *(other for other in range(max(rows) + 1) if other != row))
        ways = (way for trial in tried for way in _named_ways(dot, own[at], trial, taken.values(), scale))
        side, row, footprint = next(ways, ("none", row, own[at]))
        taken[at] = row, footprint
        placed.append(replace(dot, row=row, side=side))
    return placed


def _taken(moment: Moment, scale: Scale) -> Footprint:
    """The pixels of a dot and its stretch. Half a dot is left to the air that packing puts between footprints."""
    return scale.pixel(min(moment.first, moment.day)), scale.pixel(max(moment.last, moment.day))


def _named_ways(
    dot: Dot, own: Footprint, row: int, taken: Iterable[tuple[int, Footprint]], scale: Scale
) -> Iterator[tuple[Side, int, Footprint]]:
    """The sides on which a name can stand in a row without touching another or leaving the chart, best first."""
    others = [footprint for other, footprint in taken if other == row]
    width = LABEL_OFFSET + text_width(dot.label, LABEL_SIZE)
    right, left = (own[0], own[1] + width), (own[0] - width, own[1])
    is_shown = own[1] >= 0 and own[0] <= scale.pixels
    if _is_free(right, others) and (right[1] <= scale.pixels or not is_shown):
        yield "right", row, right
    if _is_free(left, others) and (left[0] >= 0 or not is_shown):
        yield "left", row, left


def _is_free(footprint: Footprint, taken: Iterable[Footprint]) -> bool:
    return all(footprint[1] + AIR <= first or last + AIR <= footprint[0] for first, last in taken)
