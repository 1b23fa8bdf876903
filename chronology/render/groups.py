"""Which group an event belongs to: lanes stack events in groups, colours and symbols tell groups apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from chronology.errors import QueryError, did_you_mean, printable
from chronology.model.vocabulary import FAMILIES
from chronology.render.entries import Entries, Entry
from chronology.render.given import COLUMN_OF
from chronology.render.markup import listed
from chronology.render.palette import FURTHER_SYMBOLS, SYMBOLS, Theme, symbols_of

MOST_LANES: Final = 16
MOST_PAINTS: Final = len(SYMBOLS) + len(FURTHER_SYMBOLS) - 2
REST: Final = "\x00rest"
NONE: Final = "\x00none"
SEVERAL: Final = "\x00several"
ALL: Final = "\x00all"


@dataclass(frozen=True, slots=True)
class Group:
    """A lane or a colour: a key, and its name as shown."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of a chart in order, and the group of each value; values beyond the largest groups share one."""

    by: str | None
    groups: tuple[Group, ...]
    group_of: Mapping[str, str]

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """The groups that an event belongs to, each once, in their order; at least one."""
        if self.by is None:
            return (ALL,)
        own = {self.group_of[value] for value in entry.values[self.by]} or {NONE}
        return tuple(group.key for group in self.groups if group.key in own)

    def only_key(self, entry: Entry) -> str:
        """The one group of an event; events with several values have a group of their own."""
        several = self.by is not None and len(set(entry.values[self.by])) > 1
        return SEVERAL if several else self.keys(entry)[0]


def grouping_of(
    entries: Entries, by: str | None, *, most: int, order: Sequence[str] = (), exclusive: bool = False
) -> Grouping:
    """The groups of the entries by one of their values.

    The groups are in the order of `order` (values or their names), families in that of the vocabulary, others by the
    number of their events. Where there are more than `most`, the smallest share one.

    Parameters
    ----------
    exclusive : whether an event may be in one group only, so that there is a group for those in several.
    """
    if by is None:
        return Grouping(None, (Group(ALL, ""),), {})
    own = [tuple(dict.fromkeys(entry.values[by])) for entry in entries]
    counts = Counter(value for values in own for value in values if not exclusive or len(values) == 1)
    values = _ordered(entries, by, counts, order)
    kept = values if len(values) <= most else _largest(values, counts, most - 1)
    rest = [value for value in values if value not in kept]
    groups = [Group(value, entries.name(by, value)) for value in kept]
    if rest:
        groups.append(Group(REST, f"Other {_plural(by)} ({len(rest)})"))
    if exclusive and any(len(values) > 1 for values in own):
        groups.append(Group(SEVERAL, f"Several {_plural(by)}"))
    if not all(own):
        groups.append(Group(NONE, f"No {by}"))
    return Grouping(by, tuple(groups), {value: value for value in kept} | dict.fromkeys(rest, REST))


def _plural(by: str) -> str:
    return COLUMN_OF.get(by, by)


def _ordered(entries: Entries, by: str, counts: Counter[str], order: Sequence[str]) -> list[str]:
    asked = {given: index for index, given in enumerate(order)}
    families = {family: index for index, family in enumerate(FAMILIES)} if by == "kind" else {}

    def rank(value: str) -> tuple[int, int, int, str]:
        given = asked.get(value, asked.get(entries.name(by, value), len(asked)))
        return given, families.get(value, len(families)), -counts[value], value

    return sorted(counts, key=rank)


def _largest(values: Sequence[str], counts: Counter[str], most: int) -> list[str]:
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


def paints_of(grouping: Grouping, theme: Theme, colors: Mapping[str, str]) -> dict[str, Paint]:
    """The colour and symbol of each group.

    Families have their own; other groups take the colours of the palette in turn, and beyond them the second ink with
    further symbols. `colors` (by value or by name) goes before both.

    Raises
    ------
    QueryError
        `colors` names a group that the chart does not have.
    """
    _require_groups(colors, grouping)
    keys = [group.key for group in grouping.groups]
    families = keys if grouping.by == "kind" else [*SYMBOLS, *map(str, range(len(keys)))][: len(keys)]
    symbols = symbols_of(families)
    return {
        group.key: Paint(
            group.name,
            colors.get(group.key, colors.get(group.name, theme.family(family))),
            symbols[family],
        )
        for group, family in zip(grouping.groups, families, strict=True)
    }


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
