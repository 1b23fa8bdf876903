"""How a date is drawn: the stretches and spots that it consists of, in days, before any colour or plotly.

A solid core only where the sources leave no doubt: between the latest start and the earliest end (after the
SIMILE Timeline). What they do not say is faded, dotted or hollow. A qualifier never widens a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from chronology.dates.bounds import Bounds
from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.edtf import Date, Interval, Open, Part, Single, Unknown
from chronology.dates.when import When
from chronology.render.entries import Entry
from chronology.render.scale import Scale

StretchForm = Literal["core", "tint", "outline", "dots", "dashes"]
SpotForm = Literal["filled", "pale", "hollow", "end", "onward", "back"]
Grammar = Literal[
    "unreal",
    "faded",
    "one-of",
    "within",
    "span",
    "approximate",
    "uncertain",
    "alternative",
    "ongoing",
    "no-beginning",
    "unknown",
]

FADE_STEPS: Final = 8
LOWEST, TINT = 0.08, 0.14
QUALIFIED_PIXELS: Final = 16.0
UNKNOWN_PIXELS: Final = 36.0
MOST_READINGS_DRAWN: Final = 12
"""A date that may mean more runs of days than this, such as ``15XX-12-25``, is drawn as one time."""
_PLAIN: Final = Date(Part("0000"))
UNREAL: Final = frozenset({"planned", "did_not_happen"})
UNREAL_OPACITY: Final = 0.3
_SPAN: Final[frozenset[Grammar]] = frozenset({"span"})


class Stretch(NamedTuple):
    """Something drawn from the day `first` to before the day `last`."""

    form: StretchForm
    first: float
    last: float
    opacity: float = 1.0


class Spot(NamedTuple):
    """A symbol at a day; it keeps its size at any zoom."""

    form: SpotForm
    day: float


@dataclass(frozen=True, slots=True)
class Mark:
    """All that is drawn for one date, and the entries of the key that explain it."""

    stretches: tuple[Stretch, ...] = ()
    spots: tuple[Spot, ...] = ()
    grammar: frozenset[Grammar] = frozenset()

    @property
    def ends(self) -> tuple[float, float]:
        """Where it begins and where it ends."""
        days = [spot.day for spot in self.spots]
        for stretch in self.stretches:
            days += (stretch.first, stretch.last)
        return min(days), max(days)

    @property
    def first(self) -> float:
        """Where it begins."""
        return self.ends[0]

    @property
    def last(self) -> float:
        """Where it ends."""
        return self.ends[1]

    @property
    def tie(self) -> float:
        """The day at which an arrow or a ring meets it: its symbol, or its beginning."""
        return next((spot.day for spot in self.spots if spot.form in ("filled", "pale", "hollow")), self.first)

    @property
    def core(self) -> Stretch | None:
        """The solid stretch, where there is one."""
        for part in self.stretches:
            if part.form == "core" and part.opacity == 1.0:
                return part
        return None

    def __add__(self, other: Mark) -> Mark:
        return Mark(self.stretches + other.stretches, self.spots + other.spots, self.grammar | other.grammar)


def mark_of(entry: Entry, scale: Scale) -> Mark:
    """The mark of an event: that of its date, and what its alternative dates add to it."""
    main = date_mark(entry.when, entry.bounds, scale, entry.alternatives)
    if entry.status in UNREAL:
        main = _unreal(main)
    if not entry.alternatives:
        return main
    for alternative in dict.fromkeys(entry.alternatives):
        main += _alternative_mark(alternative.bounds, entry.bounds, scale)
    return main


def _unreal(mark: Mark) -> Mark:
    """The mark of what is only planned or did not happen: hollow and faint, whatever is known of its date."""
    return Mark(
        tuple(part._replace(opacity=min(part.opacity, UNREAL_OPACITY)) for part in mark.stretches),
        tuple(spot._replace(form="hollow") if spot.form in ("filled", "pale") else spot for spot in mark.spots),
        (mark.grammar - _SPAN) | {"unreal"},
    )


def date_mark(when: When, bounds: Bounds, scale: Scale, alternatives: Sequence[When] = ()) -> Mark:
    """The mark of one date with the bounds that a table gives it."""
    if _is_day(bounds):
        return _moment(bounds.start_min, when.qualifiers)
    if _is_exact(bounds) and not when.qualifiers and bounds == when.bounds:
        return _solid(bounds)
    as_written = when.bounds == bounds
    readings = when.readings if as_written else (bounds,)
    if 1 < len(readings) <= MOST_READINGS_DRAWN:
        return _one_of(readings, scale)
    if bounds.start_min == bounds.end_min and bounds.start_max == bounds.end_max:
        return _within(bounds, scale)
    ends = when.tree if as_written and isinstance(when.tree, Interval) else Interval(_PLAIN, _PLAIN)
    return _range(ends, bounds, scale, alternatives)


def _is_day(bounds: Bounds) -> bool:
    return bounds[0] == bounds[3] == bounds[1] == bounds[2]


def _is_exact(bounds: Bounds) -> bool:
    start_min, start_max, end_min, end_max = bounds
    return start_min == start_max < end_min == end_max and start_min > OPEN_START and end_max < OPEN_END


def _solid(bounds: Bounds) -> Mark:
    """A start and an end that are known: nothing to say about them."""
    first, last = bounds.start_min, bounds.end_max + 1
    spot = Spot("filled", min(first + 0.5, (first + last) / 2))
    return Mark((Stretch("core", first, last),), (spot,), _SPAN)


def _moment(day: int, qualifiers: str) -> Mark:
    """One known day: a filled symbol, pale where it is approximate, hollow where it is uncertain."""
    if "?" in qualifiers or "%" in qualifiers:
        return Mark(spots=(Spot("hollow", day + 0.5),), grammar=frozenset({"uncertain"}))
    if "~" in qualifiers:
        return Mark(spots=(Spot("pale", day + 0.5),), grammar=frozenset({"approximate"}))
    return Mark(spots=(Spot("filled", day + 0.5),))


def _one_of(readings: Sequence[Bounds], scale: Scale) -> Mark:
    """One of several days or times: each as itself, joined by dashes over the holes between them."""
    members = Mark(grammar=frozenset({"one-of"}))
    ends: list[tuple[float, float]] = []
    for reading in readings:
        if _is_day(reading):
            members += Mark(spots=(Spot("hollow", reading.start_min + 0.5),))
            ends.append((reading.start_min + 0.5, reading.start_min + 0.5))
        else:
            members += _within(reading, scale)
            ends.append(scale.kept(reading.start_min, reading.end_max + 1))
    holes = ((before[1], after[0]) for before, after in pairwise(ends))
    return members + Mark(tuple(Stretch("dashes", first, last) for first, last in holes if first < last))


def _within(bounds: Bounds, scale: Scale) -> Mark:
    """Some time within: a tint with a dotted spine and an end at either side; no day of it is favoured."""
    first, last = scale.kept(bounds.start_min, bounds.end_max + 1)
    left: SpotForm = "back" if bounds.start_min <= OPEN_START else "end"
    right: SpotForm = "onward" if bounds.end_max >= OPEN_END else "end"
    return Mark(
        (Stretch("tint", first, last, TINT), Stretch("dots", first, last)),
        (Spot(left, first), Spot(right, last)),
        frozenset({"within"}),
    )


def _range(ends: Interval, bounds: Bounds, scale: Scale, alternatives: Sequence[When]) -> Mark:
    """A start and an end: a solid core, fading over the days on which it may have begun or ended."""
    core = scale.kept(bounds.start_max, bounds.end_min + 1)
    if core[0] >= core[1]:
        return _coreless(ends, bounds, scale)
    start = _start(ends.start, bounds, core, scale, alternatives)
    end = _end(ends.end, bounds, core, scale)
    solid_first = max((stretch.last for stretch in start.stretches if stretch.first >= core[0]), default=core[0])
    solid_last = min((stretch.first for stretch in end.stretches if stretch.last <= core[1]), default=core[1])
    return start + Mark((Stretch("core", solid_first, solid_last),), grammar=frozenset({"span"})) + end


def _coreless(ends: Interval, bounds: Bounds, scale: Scale) -> Mark:
    """A range that may have ended before it had to begin: it fades both ways, and the symbol is hollow."""
    known_first = bounds.start_min if bounds.start_min > OPEN_START else bounds.end_min
    known_last = bounds.end_max if bounds.end_max < OPEN_END else bounds.start_max
    first, last = scale.kept(known_first, known_last + 1)
    rise, fall = bounds.start_max + 1 - known_first, known_last + 1 - bounds.end_min
    width = (last - first) / (2 * FADE_STEPS)
    steps = [first + width * index for index in range(2 * FADE_STEPS)]
    fade = Mark(
        tuple(
            Stretch("core", day, day + width, _faded(min((day - first) / rise, (last - day - width) / fall)))
            for day in steps
        ),
        (Spot("hollow", (first + last) / 2),),
        frozenset({"faded"}),
    )
    return fade + _unknown(ends, (first, last), scale)


def _faded(share: float) -> float:
    return round(LOWEST + (1 - LOWEST) * min(max(share, 0.0), 1.0), 3)


def _fade(first: float, last: float, *, rising: bool) -> tuple[Stretch, ...]:
    """Slices from almost nothing to almost solid, or the reverse."""
    width = (last - first) / FADE_STEPS
    shares = [index / FADE_STEPS for index in range(FADE_STEPS)]
    return tuple(
        Stretch("core", first + width * index, first + width * (index + 1), _faded(share))
        for index, share in enumerate(shares if rising else reversed(shares))
    )


def _start(
    end: Single | Open | Unknown, bounds: Bounds, core: tuple[float, float], scale: Scale, alternatives: Sequence[When]
) -> Mark:
    first, last = core
    if isinstance(end, Unknown) and bounds.start_min <= OPEN_START:
        return Mark(_dotted_to(first, scale), (Spot("filled", first + 0.5),), frozenset({"unknown"}))
    if bounds.start_min <= OPEN_START:
        return Mark(spots=(Spot("back", scale.first),), grammar=frozenset({"no-beginning"}))
    symbol_day = min(first + 0.5, (first + last) / 2)
    qualifier = "" if isinstance(end, Open | Unknown) else end.doubt
    if bounds.start_min < bounds.start_max:
        fade = _fade(*scale.kept(bounds.start_min, first), rising=True)
        outline = (Stretch("outline", bounds.start_min, first),) if _doubtful(qualifier) else ()
        return Mark(fade + outline, (Spot("hollow", symbol_day),), _qualified(qualifier) | {"faded"})
    if _doubtful(qualifier):
        later = [other.bounds.start_min for other in alternatives if first < other.bounds.start_min < last]
        piece = min(later, default=first + _qualified_days(core, scale))
        return Mark((Stretch("outline", first, piece),), (Spot("hollow", symbol_day),), _qualified(qualifier))
    if qualifier:
        fade = _fade(first, first + _qualified_days(core, scale), rising=True)
        return Mark(fade, (Spot("pale", symbol_day),), _qualified(qualifier))
    return Mark(spots=(Spot("filled", symbol_day),))


def _end(end: Single | Open | Unknown, bounds: Bounds, core: tuple[float, float], scale: Scale) -> Mark:
    last = core[1]
    if bounds.end_min >= OPEN_END:
        return Mark(spots=(Spot("onward", scale.last),), grammar=frozenset({"ongoing"}))
    if bounds.end_max >= OPEN_END:
        return Mark(_dotted_from(last, scale), grammar=frozenset({"unknown"}))
    qualifier = "" if isinstance(end, Open | Unknown) else end.doubt
    if bounds.end_min < bounds.end_max:
        fade = _fade(*scale.kept(last, bounds.end_max + 1), rising=False)
        outline = (Stretch("outline", last, bounds.end_max + 1),) if _doubtful(qualifier) else ()
        return Mark(fade + outline, grammar=_qualified(qualifier) | {"faded"})
    piece = last - _qualified_days(core, scale)
    if _doubtful(qualifier):
        return Mark((Stretch("outline", piece, last),), grammar=_qualified(qualifier))
    return Mark(_fade(piece, last, rising=False), grammar=_qualified(qualifier)) if qualifier else Mark()


def _unknown(ends: Interval, drawn: tuple[float, float], scale: Scale) -> Mark:
    before = _dotted_to(drawn[0], scale) if isinstance(ends.start, Unknown) else ()
    after = _dotted_from(drawn[1], scale) if isinstance(ends.end, Unknown) else ()
    return Mark(before + after, grammar=frozenset({"unknown"}) if before or after else frozenset())


def _dotted_to(day: float, scale: Scale) -> tuple[Stretch, ...]:
    return (Stretch("dots", scale.beside(day, -UNKNOWN_PIXELS), day),)


def _dotted_from(day: float, scale: Scale) -> tuple[Stretch, ...]:
    return (Stretch("dots", day, scale.beside(day, UNKNOWN_PIXELS)),)


def _doubtful(qualifier: str) -> bool:
    return qualifier in ("?", "%")


def _qualified(qualifier: str) -> frozenset[Grammar]:
    grammar: dict[str, frozenset[Grammar]] = {
        "?": frozenset({"uncertain"}),
        "~": frozenset({"approximate"}),
        "%": frozenset({"uncertain", "approximate"}),
    }
    return grammar.get(qualifier, frozenset())


def _qualified_days(core: tuple[float, float], scale: Scale) -> float:
    """How far a qualifier shows: some pixels, and never beyond two fifths of the bar."""
    return min(QUALIFIED_PIXELS * scale.days_per_pixel, (core[1] - core[0]) * 0.4)


def _alternative_mark(other: Bounds, main: Bounds, scale: Scale) -> Mark:
    """What another date on record adds: a hollow symbol for a day, dashes for the time beyond the main date."""
    grammar: frozenset[Grammar] = frozenset({"alternative"})
    first, last = scale.kept(main.start_min, main.end_max + 1)
    if _says_less(other, main):
        return Mark()
    if _is_day(other):
        day = other.start_min + 0.5
        return Mark(tuple(_dashes_to(day, first, last)), (Spot("hollow", day),), grammar)
    other_first, other_last = scale.kept(other.start_min, other.end_max + 1)
    beyond = ((other_first, min(first, other_last)), (max(last, other_first), other_last))
    outlines = tuple(Stretch("outline", *part) for part in beyond if part[0] < part[1])
    return Mark(outlines, grammar=grammar) if outlines else Mark()


def _says_less(other: Bounds, main: Bounds) -> bool:
    """Whether another date is the same or only vaguer, so that it contradicts nothing."""
    starts = other.start_min <= main.start_min and main.start_max <= other.start_max
    return starts and other.end_min <= main.end_min and main.end_max <= other.end_max


def _dashes_to(day: float, first: float, last: float) -> Iterator[Stretch]:
    if day < first:
        yield Stretch("dashes", day, first)
    if day > last:
        yield Stretch("dashes", last, day)
