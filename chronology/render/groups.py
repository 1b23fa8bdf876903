"""Which group an event belongs to: lanes stack events in groups, colours and symbols tell groups apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np

from chronology.errors import QueryError, did_you_mean, printable
from chronology.model.vocabulary import FAMILIES
from chronology.render.columns import EventColumns, distinct
from chronology.render.entries import Entry
from chronology.render.given import COLUMN_OF
from chronology.render.markup import listed
from chronology.render.palette import FURTHER_SYMBOLS, SYMBOLS, Theme, symbols_of

MOST_LANES: Final = 16
MOST_PAINTS: Final = len(SYMBOLS) + len(FURTHER_SYMBOLS) - 2
REST: Final = "\x00rest"
NONE: Final = "\x00none"
SEVERAL: Final = "\x00several"
ALL: Final = "\x00all"

Places: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(frozen=True, slots=True)
class Group:
    """A lane or a colour: a key, and its name as shown."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of a chart in order, and the group of each value that has one."""

    by: str | None
    groups: tuple[Group, ...]
    group_of: Mapping[str, str]

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """The groups that an event belongs to, each once, in their order."""
        if self.by is None:
            return (ALL,)
        values = entry.values[self.by]
        if len(values) == 1 and (only := self.group_of.get(values[0])) is not None:
            return (only,)
        own = {self.group_of.get(value) for value in values} or {NONE}
        return tuple(group.key for group in self.groups if group.key in own)

    def only_key(self, entry: Entry) -> str:
        """The one group of an event; events with several values have a group of their own."""
        if self.by is None:
            return ALL
        values = entry.values[self.by]
        if len(values) == 1:
            return self.group_of[values[0]]
        return SEVERAL if len(set(values)) > 1 else self.keys(entry)[0]

    def places(self, columns: EventColumns) -> tuple[Places, Places]:
        """Which events are in which groups, each pair once: places of events, and of groups in their order."""
        if self.by is None:
            return np.arange(len(columns)), np.zeros(len(columns), dtype=np.int64)
        members = columns.members(self.by)
        place = {group.key: at for at, group in enumerate(self.groups)}
        own = [place.get(self.group_of.get(text, ""), -1) for text in members.texts]
        groups = np.array(own, dtype=np.int64)[members.values] if own else np.zeros(0, dtype=np.int64)
        without = np.zeros(0, dtype=np.int64)
        if NONE in place:
            without = np.setdiff1d(np.arange(len(columns)), members.events)
        events = np.concatenate([members.events[groups >= 0], without])
        groups = np.concatenate([groups[groups >= 0], np.full(len(without), place.get(NONE, 0))])
        pairs = distinct(events * len(self.groups) + groups)
        return pairs // len(self.groups), pairs % len(self.groups)


def grouping_of(
    columns: EventColumns,
    by: str | None,
    *,
    most: int,
    order: Sequence[str] = (),
    exclusive: bool = False,
    words: Mapping[str, str] = MappingProxyType({}),
) -> Grouping:
    """The groups of the events by one of their values.

    The groups are in the order of `order` (values or their names), families in that of the vocabulary, others by the
    number of their events. Where there are more than `most`, the smallest share one.

    Parameters
    ----------
    exclusive : whether an event may be in one group only, so that there is a group for those in several.
    words : other words for what events are grouped by.
    """
    if by is None:
        return Grouping(None, (Group(ALL, ""),), {})
    members = columns.members(by)
    per_event = np.bincount(members.events, minlength=len(columns))
    counted = members.values[per_event[members.events] == 1] if exclusive else members.values
    numbers = np.bincount(counted, minlength=len(members.texts)).tolist()
    counts = {text: number for text, number in zip(members.texts, numbers, strict=True) if number}
    values = _ordered(columns, by, counts, order)
    kept = values if len(values) <= most else _largest(values, counts, most - 1)
    rest = [value for value in values if value not in set(kept)]
    groups = [Group(value, columns.source.name(by, value)) for value in kept]
    if rest:
        groups.append(Group(REST, f"Other {words.get(by, _plural(by))} ({len(rest):,})"))
    if exclusive and bool((per_event > 1).any()):
        groups.append(Group(SEVERAL, f"Several {words.get(by, _plural(by))}"))
    if bool((per_event == 0).any()):
        groups.append(Group(NONE, f"No {words.get(by, by)}"))
    return Grouping(by, tuple(groups), {value: value for value in kept} | dict.fromkeys(rest, REST))


def _plural(by: str) -> str:
    return COLUMN_OF.get(by, by)


def _ordered(columns: EventColumns, by: str, counts: Mapping[str, int], order: Sequence[str]) -> list[str]:
    asked = {given: index for index, given in enumerate(order)}
    families = {family: index for index, family in enumerate(FAMILIES)} if by == "kind" else {}

    def rank(value: str) -> tuple[int, int, int, str]:
        given = asked.get(value, asked.get(columns.source.name(by, value), len(asked)))
        return given, families.get(value, len(families)), -counts[value], value

    return sorted(counts, key=rank)


def _largest(values: Sequence[str], counts: Mapping[str, int], most: int) -> list[str]:
    """The values with the most events, in the order given."""
    by_size = sorted(values, key=lambda value: -counts[value])
    kept = set(by_size[:most])
    return [value for value in values if value in kept]


@dataclass(frozen=True, slots=True)
class Paint:
    """What a group looks like: its name in the legend, its colour, and a symbol for who sees no colour."""

    name: str
    color: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Painting:
    """What colour and symbol tell apart; events of one lane look alike where it is what the lanes are."""

    lanes: Grouping
    color: Grouping
    symbol: Grouping

    def key(self, entry: Entry, lane: str) -> tuple[str, str]:
        """The groups that give an event in a lane its colour and its symbol."""
        color = lane if self.color is self.lanes else self.color.only_key(entry)
        if self.symbol is self.color:
            return color, color
        return color, lane if self.symbol is self.lanes else self.symbol.only_key(entry)


def paints_of(painting: Painting, theme: Theme, colors: Mapping[str, str]) -> dict[tuple[str, str], Paint]:
    """The colour and symbol of each pair of groups, in their order.

    Families have their own; other groups take the colours and symbols of the palette in turn, and beyond them the
    second ink with further symbols. `colors` (by value or by name) goes before both.

    Raises
    ------
    QueryError
        `colors` names a group that the chart does not have.
    """
    _require_groups(colors, painting.color)
    color_of = {
        group.key: colors.get(group.key, colors.get(group.name, theme.family(family)))
        for group, family in zip(painting.color.groups, _families(painting.color), strict=True)
    }
    families = _families(painting.symbol)
    symbols = symbols_of(families)
    symbol_of = {group.key: symbols[family] for group, family in zip(painting.symbol.groups, families, strict=True)}
    return {
        (one.key, other.key): Paint(_name(one, other), color_of[one.key], symbol_of[other.key])
        for one in painting.color.groups
        for other in painting.symbol.groups
        if painting.symbol is not painting.color or one is other
    }


def _families(grouping: Grouping) -> list[str]:
    """The families of the palette whose looks the groups have."""
    keys = [group.key for group in grouping.groups]
    return keys if grouping.by == "kind" else [*SYMBOLS, *map(str, range(len(keys)))][: len(keys)]


def _name(color: Group, symbol: Group) -> str:
    return ", ".join(dict.fromkeys(name for name in (color.name, symbol.name) if name))


def _require_groups(colors: Mapping[str, str], grouping: Grouping) -> None:
    known = [name for group in grouping.groups for name in (group.key, group.name)]
    for given in colors:
        if given not in known and given not in grouping.group_of and not (grouping.by == "kind" and given in FAMILIES):
            shown = listed((group.name for group in grouping.groups), most=6)
            hint = did_you_mean(given, known) or f" (there are: {shown})"
            raise QueryError(f"color_discrete_map: nothing is coloured as '{printable(given)}'{hint}"[:300])


def require_grouped(orders: Iterable[str], known: Sequence[str]) -> None:
    """Nothing, where category_orders speaks only of what the chart groups by.

    Raises
    ------
    QueryError
        It names something else.
    """
    for given in orders:
        if given not in known:
            hint = did_you_mean(given, known) or f" (this chart groups by: {', '.join(known) or 'nothing'})"
            raise QueryError(f"category_orders: the chart does not group by '{printable(given)}'{hint}")
