"""What a chart of actors draws: who acts with whom, or on whom, in each period and in all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypedDict

from chronology.query.counts import counts
from chronology.query.engines import collected
from chronology.query.periods import Period
from chronology.query.terms import Term
from chronology.query.ties import ties
from chronology.registry.registry import Registry
from chronology.render.given import Given
from chronology.render.markup import escaped, paragraph
from chronology.render.period_words import day_words, in_time, period_words, plural

ALL_TIME: Final = "all"
"""The key of all periods together; no period has this text."""

MOST_TITLES: Final = 4


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors with how often they acted together, or one on the other, and when first and last."""

    source: str
    target: str
    events: int
    first: str | None
    last: str | None
    titles: tuple[str, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the two."""
        return self.source, self.target


@dataclass(frozen=True)
class ActorTies:
    """The ties of each period, in the order of time, and those of all time under `ALL_TIME`."""

    per: Period | None
    directed: bool
    by_period: Mapping[str | None, Mapping[tuple[str, str], Tie]]
    names: Mapping[str, str]
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def periods(self) -> tuple[str | None, ...]:
        """The periods in which there are ties."""
        return tuple(period for period in self.by_period if period != ALL_TIME)

    @property
    def all_time(self) -> Mapping[tuple[str, str], Tie]:
        """The ties of all periods together."""
        return self.by_period[ALL_TIME]

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The actors, those first whose ties hold the most events."""
        events: Counter[str] = Counter()
        partners: defaultdict[str, set[str]] = defaultdict(set)
        for tie in self.all_time.values():
            for actor, other in (tie.pair, tie.pair[::-1]):
                events[actor] += tie.events
                partners[actor].add(other)
        return tuple(sorted(events, key=lambda actor: (-events[actor], -len(partners[actor]), actor)))

    def name(self, actor: str) -> str:
        """The name of an actor; its id where it has none."""
        return self.names.get(actor, actor)

    def words(self, period: str | None) -> str:
        """A period in words."""
        return "All time" if period == ALL_TIME or self.per is None else period_words(period, self.per)

    def among(self, actors: Collection[str]) -> ActorTies:
        """Only the ties between these actors; periods that have none are left out."""
        kept = {
            period: {pair: tie for pair, tie in found.items() if pair[0] in actors and pair[1] in actors}
            for period, found in self.by_period.items()
        }
        shown = {period: found for period, found in kept.items() if found or period == ALL_TIME}
        return ActorTies(self.per, self.directed, shown, self.names, self.kinds)

    def among_first(self, actors: Sequence[str], most: int) -> ActorTies:
        """The ties between the first of these actors; where they have none, the partner of the first is the second."""
        found = self.among(set(actors[:most]))
        if found.all_time or not self.all_time:
            return found
        partners = {pair[1 - pair.index(actors[0])] for pair in self.all_time if actors[0] in pair}
        partner = next(actor for actor in actors if actor in partners)
        return self.among({actors[0], partner, *actors[: most - 1]})

    def shown_of(self, actors: Sequence[str]) -> tuple[list[str], list[str]]:
        """Of some actors those that have ties here, and those that have none, which are not drawn."""
        tied = set(self.actors)
        return [actor for actor in actors if actor in tied], [actor for actor in actors if actor not in tied]

    def busiest(self, most: int) -> tuple[str | None, ...]:
        """The periods, in the order of time: where there are too many, those with the most events in their ties."""
        events = {period: sum(tie.events for tie in self.by_period[period].values()) for period in self.periods}
        kept = set(sorted(events, key=lambda period: -events[period])[:most])
        return tuple(period for period in self.periods if period in kept)

    def in_order(self, order: Sequence[str]) -> list[str]:
        """The actors: those of `order` (ids or names) first, then the most connected."""
        asked = {given: index for index, given in enumerate(order)}
        return sorted(self.actors, key=lambda actor: asked.get(actor, asked.get(self.name(actor), len(asked))))


def actor_ties(
    source: Given,
    *,
    of: Term,
    per: Period | None,
    directed: bool,
    among: Collection[str] | None,
    wholes: bool,
    all_statuses: bool,
) -> ActorTies:
    """The ties that a chart draws; those of a Registry bear the titles of their events.

    All time is a question of its own: a whole that begins in another period than its parts counts in neither, but its
    end is the last day of the tie.
    """
    rule: _Rule = {"wholes": wholes, "all_statuses": all_statuses}
    by_period: dict[str | None, Mapping[tuple[str, str], Tie]] = {}
    for asked in (None,) if per is None else (None, per):
        rows = rows_of(ties(source.table, of=of, directed=directed, per=asked, among=among, **rule))
        registry = source.registry if rows else None
        titles = {} if registry is None else _titles(registry, of=of, per=asked, directed=directed, **rule)
        if asked is None:
            by_period[ALL_TIME] = _ties(rows, titles, None)
            continue
        for period in in_time(row["period"] for row in rows):
            by_period[period] = _ties([row for row in rows if row["period"] == period], titles, period)
    kinds = {} if source.registry is None else {id: actor.kind for id, actor in source.registry.actors.items()}
    return ActorTies(per, directed, by_period, source.names.get("actor", {}), kinds)


class _Rule(TypedDict):
    wholes: bool
    all_statuses: bool


def rows_of(answer: Any) -> list[dict[str, Any]]:
    """The small answer of a question, of whatever engine."""
    import narwhals as nw

    rows: list[dict[str, Any]] = collected(nw.from_native(answer)).to_pylist()
    return rows


def _ties(
    rows: Iterable[Mapping[str, Any]],
    titles: Mapping[tuple[str | None, str, str], Sequence[str]],
    period: str | None,
) -> dict[tuple[str, str], Tie]:
    found = {}
    for row in rows:
        pair = (row["source"], row["target"])
        own = tuple(titles.get((period, *pair), ()))
        found[pair] = Tie(*pair, row["events"], row["first"], row["last"], own)
    return found


def _titles(
    registry: Registry, *, of: Term, per: Period | None, directed: bool, wholes: bool, all_statuses: bool
) -> dict[tuple[str | None, str, str], list[str]]:
    """The titles of the events of each tie, in the order of time."""
    dyad = "directed_dyad" if directed else "dyad"
    answer = counts(registry, per=per, by=[dyad, "id"], where=of, wholes=True, all_statuses=all_statuses)
    ids: defaultdict[tuple[str | None, str, str], list[str]] = defaultdict(list)
    for row in rows_of(answer):
        ids[row.get("period"), row["actor_1"], row["actor_2"]].append(row["id"])
    place = {event.id: index for index, event in enumerate(registry)}
    return {
        key: [registry[id].title for id in sorted(_counted(registry, own, wholes), key=place.__getitem__)]
        for key, own in ids.items()
    }


def _counted(registry: Registry, ids: Sequence[str], wholes: bool) -> list[str]:
    """The ids without those of wholes that have a part beside them."""
    covered = set() if wholes else {registry[id].part_of for id in ids}
    return [id for id in ids if id not in covered]


def tie_hover(tie: Tie, ties: ActorTies, period: str | None, words: Mapping[str, str]) -> str:
    """A tie in words, for a hover label: the two, the period, how many events, first and last, and some titles."""
    first, second = ties.name(tie.source), ties.name(tie.target)
    pair = f"{first} acts on {second}" if ties.directed else f"{first} and {second}"
    lines = [f"<b>{paragraph(pair)}</b>"]
    if period != ALL_TIME:
        lines.append(escaped(ties.words(period)))
    lines.append(f"{escaped(words['events'])}: {tie.events:,}")
    lines.append(f"{escaped(words['first'])}: {day_words(tie.first, unknown='not known')}")
    lines.append(f"{escaped(words['last'])}: {day_words(tie.last, unknown='no end known')}")
    shown = tie.titles if len(tie.titles) <= MOST_TITLES else tie.titles[: MOST_TITLES - 1]
    lines += [f"· {paragraph(title)}" for title in shown]
    if len(shown) < len(tie.titles):
        lines.append(f"and {len(tie.titles) - len(shown)} more")
    return "<br>".join(lines)


WORDS: Final[Mapping[str, str]] = {"events": "Events", "first": "First day", "last": "Last day"}
"""What a chart of ties calls the columns that it shows."""


def counted_words(ties: ActorTies) -> str:
    """What the numbers count, as the beginning of a subtitle."""
    if ties.directed:
        return "Events in which one acts on another: its source, or an opponent"
    return "Events in which two act together, not on opposite sides"


def left_out_words(left: Sequence[str]) -> str | None:
    """How many actors are not drawn."""
    if not left:
        return None
    return f"{len(left):,} {'actor' if len(left) == 1 else 'actors'} with fewer ties not drawn"


def gaps(every: ActorTies, ties: ActorTies, drawn: int) -> Iterator[str]:
    """Which periods are not drawn although they have ties."""
    if ties.per is None:
        return
    left = len(every.periods) - len(ties.periods)
    if left:
        yield f"{left:,} more {plural(ties.per) if left > 1 else ties.per} with ties only of these"
    if len(ties.periods) > drawn:
        yield f"the {drawn} of {len(ties.periods)} {plural(ties.per)} with the most events"


def nothing(ties: ActorTies) -> str:
    """What a chart without ties says."""
    return f"{'No actor acts on another' if ties.directed else 'No two actors act together'} in these events."


def period_note(ties: ActorTies) -> str | None:
    """By what rule events have a period, and that empty ones are left out."""
    if ties.per is None:
        return None
    return f"by the {ties.per} of the earliest start; {plural(ties.per)} without ties left out"
