"""Events that look like one event entered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from chronology.checks.order import is_related
from chronology.checks.rule import Breach, Rule
from chronology.checks.words import numbers_of, words_of
from chronology.dates.certainty import Certainty
from chronology.errors import printable
from chronology.model.event import Event
from chronology.registry.registry import Registry

_ALIKE: Final = 80.0
"""From this ratio of their sorted words on, two titles may be of one event."""

_SAME_WORD: Final = 75.0
"""From this ratio on, two words are forms or spellings of one."""


class _Entry(NamedTuple):
    event: Event
    words: frozenset[str]
    title: str


class _Match(NamedTuple):
    score: float
    event: Event
    actor: str


def _near_duplicates(registry: Registry) -> Iterator[Breach]:
    best: dict[str, _Match] = {}
    for (actor, _), entries in _blocks(registry).items():
        for later, match in _matches(actor, entries):
            if later.id not in best or match.score > best[later.id].score:
                best[later.id] = match
    for id, match in best.items():
        shown = f"'{printable(match.event.title, limit=50)}' ({match.event.id})"
        yield Breach("events", id, "title", f"much like {shown}, at the same time and with '{match.actor}' too")


def _blocks(registry: Registry) -> dict[tuple[str, frozenset[str]], list[_Entry]]:
    """Events by actor and by the numbers in their titles, each block in date order."""
    blocks: dict[tuple[str, frozenset[str]], list[_Entry]] = defaultdict(list)
    for event in registry:
        words = words_of(event.title)
        entry = _Entry(event, frozenset(words), " ".join(sorted(words)))
        for actor in dict.fromkeys(participation.actor for participation in event.participants):
            blocks[actor, numbers_of(words)].append(entry)
    return blocks


def _matches(actor: str, entries: list[_Entry]) -> Iterator[tuple[Event, _Match]]:
    """Each event of a block that looks like an earlier one, with the one that it looks most like.

    Only events that may overlap are compared. Those that are over are cleared away whenever the others have doubled.
    """
    ahead: list[_Entry] = []
    titles: list[str] = []
    clear_at = 16
    for entry in entries:
        if len(ahead) >= clear_at:
            start = entry.event.date.bounds.start_min
            ahead = [earlier for earlier in ahead if earlier.event.date.bounds.end_max >= start]
            titles = [earlier.title for earlier in ahead]
            clear_at = 2 * len(ahead) + 16
        for score, index in _alike(entry.title, titles):
            if _may_be_one(ahead[index], entry):
                yield entry.event, _Match(score, ahead[index].event, actor)
                break
        ahead.append(entry)
        titles.append(entry.title)


def _alike(title: str, titles: list[str]) -> Iterator[tuple[float, int]]:
    """The titles that look like a title, the likest first, as score and index; the others only where asked for."""
    likest = process.extractOne(title, titles, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if likest is None:
        return
    yield likest[1], likest[2]
    every = process.extract(title, titles, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    yield from ((score, index) for _, score, index in every if index != likest[2])


def _may_be_one(one: _Entry, other: _Entry) -> bool:
    own, others = one.words - other.words, other.words - one.words
    if _any_unlike(own, other.words) and _any_unlike(others, one.words):
        return False
    return one.event.date.overlaps(other.event.date) is not Certainty.IMPOSSIBLE and not is_related(
        one.event, other.event
    )


def _any_unlike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a word comes close to none of another title. Where both have such a word, they name different things."""
    return any(all(not _same_word(word, other) for other in others) for word in words)


@lru_cache(maxsize=2**14)
def _same_word(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= _SAME_WORD


NEAR_DUPLICATE = Rule(
    id="near-duplicate",
    level="warning",
    sentence="No two events have much the same title at the same time with the same actor, unless one names the other.",
    remedy="merge the two, or relate them by 'part_of' or a relation",
    find=_near_duplicates,
)
