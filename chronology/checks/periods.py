"""Actors within their time: states while they exist, persons in the offices that they are said to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from chronology.checks.certain import certainly_apart
from chronology.checks.rule import Breach, Rule
from chronology.checks.words import words_of
from chronology.dates.certainty import Certainty
from chronology.dates.when import When
from chronology.model.actor import Actor, Office
from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.registry.registry import Registry

_FORMER: Final = frozenset({"former", "formerly", "ex", "past", "retired"})
_RANKS: Final = frozenset(
    {"acting", "assistant", "associate", "deputy", "designate", "elect", "future", "under", "vice"}
)
_ALIKE: Final = 80.0
"""From this token set ratio on, a capacity and a title are taken for the same office."""


def _outside_period(registry: Registry) -> Iterator[Breach]:
    for section, id, field, actor_id, date in _appearances(registry):
        actor = registry.actors.get(actor_id)
        if actor is None or actor.active is None or not certainly_apart(date, actor.active):
            continue
        yield Breach(section, id, field, f"'{actor_id}' is active {actor.active}, which is not at {date}")


def _appearances(registry: Registry) -> Iterator[tuple[str, str, str, str, When]]:
    """Section, id and field in which an actor does something, the actor, and when."""
    for event in registry:
        for index, participation in enumerate(event.participants):
            yield "events", event.id, f"participants[{index}].actor", participation.actor, event.date
    for claim in registry.claims.values():
        if claim.made is not None:
            for index, speaker in enumerate(claim.by):
                yield "claims", claim.id, f"by[{index}]", speaker, claim.made


def _capacity_outside_term(registry: Registry) -> Iterator[Breach]:
    for claim in registry.claims.values():
        if claim.capacity is None or claim.made is None:
            continue
        for speaker in dict.fromkeys(claim.by):
            actor = registry.actors.get(speaker)
            if actor is not None and (what := _untimely(claim, actor, claim.made)):
                yield Breach("claims", claim.id, "capacity", what)


def _untimely(claim: Claim, actor: Actor, made: When) -> str:
    """What is wrong with the office in which an actor makes a claim; nothing where it may be right."""
    for part in re.split(r"[,;]", claim.capacity or ""):
        words = words_of(part)
        offices = [office for office in actor.roles if _is_office(words, office)]
        if _FORMER.intersection(words):
            held = [office for office in offices if office.held and made.within(office.held) is Certainty.CERTAIN]
            if held:
                return f"{actor.name} still was {held[0].title} ({held[0].held}) when this was said ({made})"
        elif offices and all(office.held and certainly_apart(made, office.held) for office in offices):
            return f"{actor.name} was {offices[0].title} {_terms(offices)}, which is not at {made}"
    return ""


def _is_office(capacity: tuple[str, ...], office: Office) -> bool:
    """Whether a capacity names an office, or a longer form of it, and no deputy of it."""
    title = words_of(office.title)
    if _RANKS.intersection(capacity) != _RANKS.intersection(title):
        return False
    return fuzz.token_set_ratio(" ".join(title), " ".join(capacity), score_cutoff=_ALIKE) > 0


def _terms(offices: list[Office]) -> str:
    return " and ".join(str(office.held) for office in offices)


def _beside_former_state(registry: Registry) -> Iterator[Breach]:
    for event in registry:
        for index, participation in enumerate(event.participants):
            actor = registry.actors.get(participation.actor)
            for state in _beside(event, index):
                offices = [office for office in actor.roles if office.of == state] if actor else []
                if offices and all(office.held and certainly_apart(event.date, office.held) for office in offices):
                    what = f"takes part ({event.date}) beside '{state}', but held office there {_terms(offices)}"
                    yield Breach("events", event.id, f"participants[{index}].actor", what)


def _beside(event: Event, index: int) -> Iterator[str]:
    """Those who take part in an event in the same role and on the same side as a participant."""
    own = event.participants[index]
    for other in event.participants:
        if other is not own and (other.role, other.side) == (own.role, own.side):
            yield other.actor


ACTOR_OUTSIDE_PERIOD = Rule(
    id="actor-outside-period",
    level="error",
    sentence="An actor takes part in events, and makes claims, only while it is active.",
    remedy="name the predecessor or successor, or correct a date",
    find=_outside_period,
)

OFFICE_OUTSIDE_TERM = Rule(
    id="office-outside-term",
    level="error",
    sentence="Who speaks in an office holds it then, and who speaks as a former holder no longer does.",
    remedy="correct 'made' or 'capacity', or the 'held' of the office",
    find=_capacity_outside_term,
)

PERSON_OUT_OF_OFFICE = Rule(
    id="person-out-of-office",
    level="warning",
    sentence="A person takes part beside a state or body only while holding an office of it, if it ever held one.",
    remedy="add the office held then, or correct the participants",
    find=_beside_former_state,
)
