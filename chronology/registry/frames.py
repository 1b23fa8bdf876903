"""A registry as tables: one row an event, one row a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chronology.dates.bounds import Bounds
from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.model.place import Place

_NO_BOUNDS = Bounds(OPEN_START, OPEN_END, OPEN_START, OPEN_END)


def event_row(event: Event, places: Mapping[str, Place], *, date: When | None = None) -> dict[str, Any]:
    """The row of an event in the event table, under its own date or another."""
    when = date or event.date
    people = event.participants
    located = next((places[id] for id in event.places if id in places and places[id].lat is not None), None)
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "date": when.edtf,
        **when.bounds._asdict(),
        "qualifiers": when.qualifiers,
        "status": event.status,
        "actors": _once(one.actor for one in people),
        "roles": _once(f"{one.actor}:{one.role}" for one in people),
        "acting": _once(one.actor for one in people if one.acting),
        "side_a": _once(one.actor for one in people if one.side == "a"),
        "side_b": _once(one.actor for one in people if one.side == "b"),
        "places": _once(event.places),
        "tags": _once(event.tags),
        "sources": _once(citation.source for citation in event.sources),
        "lat": located.lat if located else None,
        "lon": located.lon if located else None,
        "part_of": event.part_of,
        "summary": event.summary,
    }


def alternative_rows(events: Iterable[Event], places: Mapping[str, Place]) -> Iterator[dict[str, Any]]:
    """A row for each alternative date of each event; the id occurs as often as the event has alternatives."""
    for event in events:
        for alternative in event.alternatives:
            yield event_row(event, places, date=alternative.date)


def claim_row(claim: Claim) -> dict[str, Any]:
    """The row of a claim in the claims table."""
    bounds = claim.made.bounds if claim.made else _NO_BOUNDS
    return {
        "id": claim.id,
        "text": claim.text,
        "kind": claim.kind,
        "about": list(claim.about),
        "by": list(claim.by),
        "capacity": claim.capacity,
        "via": list(claim.via),
        "made": claim.made.edtf if claim.made else None,
        **bounds._asdict(),
        "propositions": list(claim.positions),
        "stances": list(claim.positions.values()),
        "sources": [citation.source for citation in claim.sources],
        "locators": [citation.locator or "" for citation in claim.sources],
        "rank": claim.rank,
        "replies_to": list(claim.replies_to),
        "outcome": claim.outcome,
    }


def _once(ids: Iterable[str]) -> list[str]:
    """Ids in the order of their first mention, each once."""
    return list(dict.fromkeys(ids))
