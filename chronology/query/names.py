"""The ids that a registry knows, and terms put into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from chronology.errors import UnknownId
from chronology.query.terms import ActingOn, AllOf, AnyOf, Involving, Listed, ListedColumn, Not, Term


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids that a question may name: those that have a record, and those that an event bears without one."""

    actors: frozenset[str]
    places: frozenset[str]
    sources: frozenset[str]
    kinds: frozenset[str]
    tags: frozenset[str]

    def __or__(self, other: Vocabulary) -> Vocabulary:
        return Vocabulary(
            actors=self.actors | other.actors,
            places=self.places | other.places,
            sources=self.sources | other.sources,
            kinds=self.kinds | other.kinds,
            tags=self.tags | other.tags,
        )


class Identified(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The id."""


class Names(Protocol):
    """What knows the ids that a question may name."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The ids that a question may name."""

    def actor(self, name: str) -> Identified:
        """The actor with this id, name, alias or code; raises UnknownId where there is none."""


_NOUNS: Final[dict[ListedColumn, str]] = {"kind": "kind", "tags": "tag", "places": "place", "sources": "source"}


def in_ids(term: Term, names: Names) -> Term:
    """The term with every actor put as an id.

    Raises
    ------
    UnknownId
        An actor, place, source, kind or tag that `names` does not know.
    QueryError
        The name of several actors.
    """
    match term:
        case Not(inner):
            return Not(in_ids(inner, names))
        case AllOf(terms) | AnyOf(terms):
            return type(term)(tuple(in_ids(part, names) for part in terms))
        case ActingOn(actor, target):
            return ActingOn(_actor_id(actor, names), _actor_id(target, names))
        case Involving(actors):
            return replace(term, actors=tuple(dict.fromkeys(_actor_id(name, names) for name in actors)))
        case Listed(column, values) if column in _NOUNS:
            _require_known(values, _NOUNS[column], _known(names.vocabulary, column))
    return term


def _actor_id(name: str, names: Names) -> str:
    if name in names.vocabulary.actors:
        return name
    try:
        return names.actor(name).id
    except UnknownId as error:
        raise UnknownId(name, "actor", [*error.nearest, *sorted(names.vocabulary.actors)]) from None


def _known(vocabulary: Vocabulary, column: ListedColumn) -> frozenset[str]:
    return vocabulary.kinds if column == "kind" else getattr(vocabulary, column)


def _require_known(ids: Iterable[str], noun: str, known: frozenset[str]) -> None:
    for id in ids:
        if id not in known:
            raise UnknownId(id, noun, sorted(known))
