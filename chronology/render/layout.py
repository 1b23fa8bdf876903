"""Where everything goes: lanes, rows and labels, in pixels, packed so that nothing touches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from chronology.render.entries import Entries, Entry
from chronology.render.groups import Grouping
from chronology.render.marks import Mark, mark_of
from chronology.render.packing import Footprint, rows_in_order, rows_onward
from chronology.render.scale import Scale
from chronology.render.text_width import lines_of, shortened, text_width

Side = Literal["right", "left", "inside", "above", "none"]

LABEL_SIZE: Final = 12.5
LONGEST_LABEL: Final = 330.0
LABEL_OFFSET: Final = 12.0
SYMBOL_RADIUS: Final = 6.5
BOLD: Final = 1.12
"""How much wider a label is in bold, at most."""

ROW: Final = 24.0
ROW_WITH_LABEL_ABOVE: Final = 37.0
ROW_WITHOUT_LABELS: Final = 13.0
ROOM_FOR_LABEL_ABOVE: Final = 90.0
INSIDE_OFFSET, INSIDE_END = 19.0, 8.0
"""Between the start of a bar and the label inside it, where the symbol stands, and between the label and the end."""

LANE_PADDING: Final = 7.0
TITLE_SIZE: Final = 13.0
TITLE_LINE: Final = 17.0
STATUS_WORDS: Final = {
    "planned": "planned",
    "did_not_happen": "did not happen",
    "alleged": "alleged",
    "disputed": "disputed",
}

Way = tuple[Side, Footprint]
"""Where a label stands, and the pixels that mark and label take then."""

PaintKey = tuple[str, str]
"""The groups that give an event its colour and its symbol."""


class Placed(NamedTuple):
    """An event in a lane: its mark, its label and where both stand.

    ``y`` is the middle of the mark in pixels from the top; ``footprint`` the pixels that mark and label take, from
    the left of the visible range, at the width of the layout.
    """

    entry: Entry
    mark: Mark
    label: str
    side: Side
    footprint: Footprint
    row: int
    lane: str
    paint: PaintKey
    y: float

    @property
    def anchor(self) -> float:
        """The day at which the label is tied to its mark."""
        return self.mark.last if self.side == "right" else self.mark.first


@dataclass(frozen=True, slots=True)
class LaneBand:
    """A lane: its title in lines, how many events it has and shows, and where it begins and ends."""

    key: str
    title: tuple[str, ...]
    events: int
    shown: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A packed chart."""

    placed: tuple[Placed, ...]
    lanes: tuple[LaneBand, ...]
    scale: Scale
    height: float
    labelled: bool


class _Labelled(NamedTuple):
    """An event with its mark, whether any of that is seen, its label and where that can stand, best first."""

    entry: Entry
    mark: Mark
    shown: bool
    label: str
    ways: Sequence[Way]


def layout_of(
    entries: Entries,
    scale: Scale,
    *,
    lanes: Grouping,
    paint_of: Callable[[Entry, str], PaintKey],
    labels: bool = True,
    labels_once: bool = False,
    bold: Collection[str] = (),
    totals: Mapping[str, int] | None = None,
    title_width: float = 130.0,
    titles_inside: bool = False,
    top: float = 0.0,
) -> Layout:
    """Every event in each of its lanes, packed into rows.

    Parameters
    ----------
    paint_of : the groups that give an event in a lane its colour and symbol.
    labels : whether labels are drawn.
    labels_once : whether only in the first lane of each event.
    bold : ids of events with a bold label.
    totals : how many events each lane has, where not all are among the entries.
    titles_inside : lane titles on a line of their own above the rows, for narrow charts.
    top : pixels above the first lane.
    """
    members = _members(entries, lanes, scale, labels, labels_once, bold)
    placed: list[Placed] = []
    bands: list[LaneBand] = []
    for group in lanes.groups:
        title = lines_of(group.name, TITLE_SIZE, title_width, limit=1 if titles_inside else 3)
        own = members[group.key] if labels else sorted(members[group.key], key=_left_end)
        rows, ways = _packed(own, labels)
        heights = _row_heights(rows, ways, labels)
        tops = list(
            accumulate(heights, initial=top + LANE_PADDING + (TITLE_LINE + 4 if titles_inside and title else 0))
        )
        middles = [
            tops[row] + height - (ROW if labels else ROW_WITHOUT_LABELS) / 2 for row, height in enumerate(heights)
        ]
        placed += [
            Placed(one.entry, one.mark, one.label, *way, row, group.key, paint_of(one.entry, group.key), middles[row])
            for one, way, row in zip(own, ways, rows, strict=True)
        ]
        beside = 0.0 if titles_inside or not title else TITLE_LINE * (len(title) + 1)
        bottom = max(tops[-1], top + LANE_PADDING + beside) + LANE_PADDING
        shown = sum([one.shown for one in own])
        events = len(own) if totals is None else totals[group.key]
        bands.append(LaneBand(group.key, title, events, shown if totals is None else events, top, bottom))
        top = bottom
    return Layout(tuple(placed), tuple(bands), scale, top, labels)


def _left_end(one: _Labelled) -> float:
    return one.ways[0][1][0]


def _packed(own: Sequence[_Labelled], labels: bool) -> tuple[list[int], list[Way]]:
    """The row of each event, and where its label stands."""
    if not labels:
        return rows_in_order([one.ways[0][1] for one in own]), [one.ways[0] for one in own]
    rows = rows_onward([[footprint for _, footprint in one.ways] for one in own])
    return [row for row, _ in rows], [one.ways[at] for one, (_, at) in zip(own, rows, strict=True)]


def _members(
    entries: Entries, lanes: Grouping, scale: Scale, labels: bool, labels_once: bool, bold: Collection[str]
) -> dict[str, list[_Labelled]]:
    """The events of each lane, in date order."""
    members: dict[str, list[_Labelled]] = {group.key: [] for group in lanes.groups}
    for entry in entries:
        mark = mark_of(entry, scale)
        one = _labelled(entry, mark, scale, labels, entry.id in bold)
        for at, key in enumerate(lanes.keys(entry)):
            members[key].append(_labelled(entry, mark, scale, False, False) if labels_once and at else one)
    return members


def _row_heights(rows: Sequence[int], ways: Sequence[Way], labelled: bool) -> list[float]:
    heights = [ROW if labelled else ROW_WITHOUT_LABELS] * (1 + max(rows, default=-1))
    for row, (side, _) in zip(rows, ways, strict=True):
        if side == "above":
            heights[row] = ROW_WITH_LABEL_ABOVE
    return heights


def _labelled(entry: Entry, mark: Mark, scale: Scale, labels: bool, is_bold: bool) -> _Labelled:
    first, last = mark.ends
    shown = last >= scale.first and first < scale.last
    taken = scale.pixel(first) - SYMBOL_RADIUS, scale.pixel(last) + SYMBOL_RADIUS
    if not labels:
        return _Labelled(entry, mark, shown, "", (("none", taken),))
    factor = BOLD if is_bold else 1.0
    label, width = _label(entry, taken, scale, shown, LABEL_SIZE * factor)
    ways = _ways(mark, taken, width, scale) if shown else [_right(taken, width)]
    return _Labelled(entry, mark, shown, label, ways)


def _label(entry: Entry, taken: Footprint, scale: Scale, shown: bool, size: float) -> tuple[str, float]:
    """The title, with its status where that is in doubt, cut to the room beside the mark, and how wide that is."""
    word = STATUS_WORDS.get(entry.status)
    text = f"{entry.title} ({word})" if word else entry.title
    width = text_width(text, size)
    first, last = taken
    room = max(scale.pixels - last, first, min(last, scale.pixels) - max(first, 0.0), 60.0) - LABEL_OFFSET
    most = min(room, LONGEST_LABEL) if shown else LONGEST_LABEL
    if width <= most:
        return text, width
    suffix = f" ({word})" if word else ""
    text = shortened(entry.title, size, most - text_width(suffix, size)) + suffix
    return text, text_width(text, size)


def _right(taken: Footprint, width: float) -> Way:
    return "right", (taken[0], taken[1] + _beside(width))


def _left(taken: Footprint, width: float) -> Way:
    return "left", (taken[0] - _beside(width), taken[1])


def _beside(width: float) -> float:
    """How far a label reaches from the half symbol that it stands beside."""
    return LABEL_OFFSET + width - SYMBOL_RADIUS


def _ways(mark: Mark, taken: Footprint, width: float, scale: Scale) -> list[Way]:
    """Where the label of a mark that is seen can stand: inside a bar or above it, else to the right or to the left."""
    first, last = taken
    shown_first = max(first, 0.0)
    room = min(last, scale.pixels) - shown_first
    if room >= width and _fits_inside(mark, width, scale):
        return [("inside", taken)]
    if room >= max(ROOM_FOR_LABEL_ABOVE, width):
        return [("above", taken)]
    right, left = _right(taken, width), _left(taken, width)
    ways = [right] if right[1][1] <= scale.pixels else []
    if left[1][0] >= 0:
        ways.append(left)
    return ways or [("above", (first, max(last, shown_first + width)))]


def _fits_inside(mark: Mark, width: float, scale: Scale) -> bool:
    """Whether a label has room in what is seen of the solid core of a bar."""
    core = mark.core
    if core is None:
        return False
    first, last = scale.pixel(core.first), scale.pixel(core.last)
    return min(last, scale.pixels) - max(first, 0.0) >= INSIDE_OFFSET + width + INSIDE_END
