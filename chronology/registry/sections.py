"""The sections of a registry, and the ids in which its records speak of one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.place import Place
from chronology.model.record import Record
from chronology.model.source import Citation, Source

SECTIONS: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "events": Event,
        "claims": Claim,
        "propositions": Proposition,
        "actors": Actor,
        "places": Place,
        "sources": Source,
    }
)
"""Section name to the model of its records."""

SINGULAR: Final[Mapping[str, str]] = MappingProxyType({section: section[:-1] for section in SECTIONS})


class Reference(NamedTuple):
    """An id that a record names: in which field, of which section, and the id."""

    field: str
    section: str
    id: str


def references(record: Record) -> Iterator[Reference]:
    """Every id that a record names, in field order; fields as ``participants[0].actor``."""
    match record:
        case Event():
            yield from _of_event(record)
        case Claim():
            yield from _of_claim(record)
        case Actor():
            yield from _single("part_of", "actors", record.part_of)
            yield from _each("successors", "actors", record.successors)
            for index, office in enumerate(record.roles):
                yield from _single(f"roles[{index}].of", "actors", office.of)
        case Place():
            yield from _single("country", "actors", record.country)
            yield from _cited("sources", record.sources)


def _of_event(event: Event) -> Iterator[Reference]:
    for index, alternative in enumerate(event.alternatives):
        yield from _single(f"alternatives[{index}].place", "places", alternative.place)
        yield from _cited(f"alternatives[{index}].sources", alternative.sources)
    for index, participation in enumerate(event.participants):
        yield Reference(f"participants[{index}].actor", "actors", participation.actor)
    yield from _each("places", "places", event.places)
    yield from _cited("sources", event.sources)
    for index, relation in enumerate(event.relations):
        yield Reference(f"relations[{index}].target", "events", relation.target)
        yield from _cited(f"relations[{index}].sources", relation.sources)
    yield from _single("part_of", "events", event.part_of)


def _of_claim(claim: Claim) -> Iterator[Reference]:
    yield from _each("by", "actors", claim.by)
    yield from _each("about", "events", claim.about)
    yield from _each("via", "actors", claim.via)
    for proposition in claim.positions:
        yield Reference(f"positions.{proposition}", "propositions", proposition)
    yield from _cited("sources", claim.sources)
    yield from _each("replies_to", "claims", claim.replies_to)


def _single(field: str, section: str, id: str | None) -> Iterator[Reference]:
    if id is not None:
        yield Reference(field, section, id)


def _each(field: str, section: str, ids: Iterable[str]) -> Iterator[Reference]:
    for index, id in enumerate(ids):
        yield Reference(f"{field}[{index}]", section, id)


def _cited(field: str, citations: Iterable[Citation]) -> Iterator[Reference]:
    for index, citation in enumerate(citations):
        yield Reference(f"{field}[{index}].source", "sources", citation.source)
