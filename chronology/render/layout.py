"""Where everything goes: lanes, rows and labels, in pixels, packed so that nothing touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, Literal

from chronology.render.entries import Entries, Entry
from chronology.render.groups import Grouping
from chronology.render.marks import Mark, mark_of
from chronology.render.packing import Footprint, rows_in_order, rows_of
from chronology.render.scale import Scale
from chronology.render.text_width import lines_of, shortened, text_width

Side = Literal["right", "left", "above", "none"]

LABEL_SIZE: Final = 12.5
LABEL_LIMIT: Final = 2000
LONGEST_LABEL: Final = 330.0
LABEL_OFFSET: Final = 12.0
SYMBOL_RADIUS: Final = 6.5
ROW: Final = 24.0
ROW_WITH_LABEL_ABOVE: Final = 37.0
ROW_WITHOUT_LABELS: Final = 13.0
ROOM_FOR_LABEL_ABOVE: Final = 90.0
LANE_PADDING: Final = 7.0
TITLE_SIZE: Final = 13.0
TITLE_LINE: Final = 17.0
STATUS_WORDS: Final = {
    "planned": "planned",
    "did_not_happen": "did not happen",
    "alleged": "alleged",
    "disputed": "disputed",
}


@dataclass(frozen=True, slots=True)
class Placed:
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
    lane: str = ""
    paint: str = ""
    y: float = 0.0

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


def layout_of(
    entries: Entries,
    scale: Scale,
    *,
    lanes: Grouping,
    paints: Grouping,
    labels: bool = True,
    title_width: float = 130.0,
    titles_inside: bool = False,
) -> Layout:
    """Every event in each of its lanes, packed into rows.

    Parameters
    ----------
    labels : whether labels are drawn; above ``LABEL_LIMIT`` events they are not.
    titles_inside : lane titles on a line of their own above the rows, for narrow charts.
    """
    labelled = labels and len(entries) <= LABEL_LIMIT
    members = _members(entries, lanes, scale)
    placed: list[Placed] = []
    bands: list[LaneBand] = []
    top = 0.0
    for group in lanes.groups:
        title = lines_of(group.name, TITLE_SIZE, title_width, limit=1 if titles_inside else 3)
        above = TITLE_LINE + 4 if titles_inside and title else 0.0
        rows = _packed(members[group.key], scale, labelled)
        heights = _row_heights(rows, labelled)
        tops = list(accumulate(heights, initial=top + LANE_PADDING + above))
        for one in rows:
            paint = group.key if lanes.by == paints.by else paints.only_key(one.entry)
            y = tops[one.row] + heights[one.row] - (ROW if labelled else ROW_WITHOUT_LABELS) / 2
            placed.append(replace(one, lane=group.key, paint=paint, y=y))
        beside = 0.0 if titles_inside or not title else TITLE_LINE * (len(title) + 1)
        bottom = max(tops[-1], top + LANE_PADDING + beside) + LANE_PADDING
        bands.append(LaneBand(group.key, title, len(rows), sum(is_shown(one.mark, scale) for one in rows), top, bottom))
        top = bottom
    return Layout(tuple(placed), tuple(bands), scale, top, labelled)


def is_shown(mark: Mark, scale: Scale) -> bool:
    """Whether any of a mark lies in the visible range."""
    return mark.last >= scale.first and mark.first < scale.last


def _members(entries: Entries, lanes: Grouping, scale: Scale) -> dict[str, list[tuple[Entry, Mark]]]:
    members: dict[str, list[tuple[Entry, Mark]]] = {group.key: [] for group in lanes.groups}
    for entry in entries:
        mark = mark_of(entry, scale)
        for key in lanes.keys(entry):
            members[key].append((entry, mark))
    return members


def _packed(members: Sequence[tuple[Entry, Mark]], scale: Scale, labelled: bool) -> list[Placed]:
    """The events of one lane with their rows; lane, paint and y are still to be filled in."""
    if not labelled:
        by_left = sorted(members, key=lambda member: member[1].first)
        taken = [_taken(mark, scale) for _, mark in by_left]
        return [
            Placed(entry, mark, "", "none", taken[at], row)
            for at, ((entry, mark), row) in enumerate(zip(by_left, rows_in_order(taken), strict=True))
        ]
    labels = [_label(entry, mark, scale) for entry, mark in members]
    choices = [
        _choices(mark, text_width(label, LABEL_SIZE), scale) for label, (_, mark) in zip(labels, members, strict=True)
    ]
    rows = rows_of([[footprint for _, footprint in options] for options in choices])
    return [
        Placed(entry, mark, label, *choices[at][choice], row)
        for at, ((entry, mark), label, (row, choice)) in enumerate(zip(members, labels, rows, strict=True))
    ]


def _row_heights(rows: Sequence[Placed], labelled: bool) -> list[float]:
    plain = ROW if labelled else ROW_WITHOUT_LABELS
    heights = [plain] * (1 + max((one.row for one in rows), default=-1))
    for one in rows:
        if one.side == "above":
            heights[one.row] = ROW_WITH_LABEL_ABOVE
    return heights


def _taken(mark: Mark, scale: Scale) -> Footprint:
    """The pixels of a mark, with half a symbol at either end."""
    return scale.pixel(mark.first) - SYMBOL_RADIUS, scale.pixel(mark.last) + SYMBOL_RADIUS


def _label(entry: Entry, mark: Mark, scale: Scale) -> str:
    """The title, with its status where that is in doubt, as wide as there is room for beside the mark."""
    word = STATUS_WORDS.get(entry.status)
    suffix = f" ({word})" if word else ""
    first, last = _taken(mark, scale)
    room = max(scale.pixels - last, first, min(last, scale.pixels) - max(first, 0.0), 60.0) - LABEL_OFFSET
    if not is_shown(mark, scale):
        room = LONGEST_LABEL
    return shortened(entry.title, LABEL_SIZE, min(room, LONGEST_LABEL) - text_width(suffix, LABEL_SIZE)) + suffix


def _choices(mark: Mark, label_width: float, scale: Scale) -> list[tuple[Side, Footprint]]:
    """Where a label can stand, best first: above a long bar, else to the right, else to the left."""
    first, last = _taken(mark, scale)
    shown_first, shown_last = max(first, 0.0), min(last, scale.pixels)
    if shown_last - shown_first >= max(ROOM_FOR_LABEL_ABOVE, label_width):
        return [("above", (first, last))]
    right: tuple[Side, Footprint] = ("right", (first, scale.pixel(mark.last) + LABEL_OFFSET + label_width))
    left: tuple[Side, Footprint] = ("left", (scale.pixel(mark.first) - LABEL_OFFSET - label_width, last))
    if not is_shown(mark, scale):
        return [right]
    fitting = [right] if right[1][1] <= scale.pixels else []
    if left[1][0] >= 0:
        fitting.append(left)
    return fitting or [("above", (first, max(last, shown_first + label_width)))]
