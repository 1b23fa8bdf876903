"""Events in the order that their relations, and their wholes, require."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chronology.checks.certain import certainly_apart, certainly_not_within, certainly_starts_after
from chronology.checks.rule import Breach, Rule
from chronology.dates.when import When
from chronology.model.event import Event
from chronology.model.relation import EventRelation
from chronology.registry.registry import Registry

_CAUSAL: Final = frozenset({"causes", "responds_to"})
_TARGET_LATER: Final = frozenset({"causes", "precedes"})
"""Relations whose target starts no earlier than the event that bears them; of all others it starts no later."""


def _causes_after_effects(registry: Registry) -> Iterator[Breach]:
    return _out_of_order(registry, causal=True)


def _others_out_of_order(registry: Registry) -> Iterator[Breach]:
    return _out_of_order(registry, causal=False)


def _out_of_order(registry: Registry, *, causal: bool) -> Iterator[Breach]:
    for event in registry:
        for index, relation in enumerate(event.relations):
            target = registry.events.get(relation.target)
            if target is None or (relation.type in _CAUSAL) is not causal:
                continue
            if what := _disorder(event.date, relation, target.date):
                yield Breach("events", event.id, f"relations[{index}].target", what)


def _disorder(own: When, relation: EventRelation, other: When) -> str:
    """What is wrong with the order of two events; nothing where it may be right."""
    words = f"{relation.type.replace('_', ' ')} '{relation.target}'"
    if relation.type == "same_as":
        return f"is the {words}, but at another time ({own}, the other {other})" if certainly_apart(own, other) else ""
    first, second = (own, other) if relation.type in _TARGET_LATER else (other, own)
    if not certainly_starts_after(first, second):
        return ""
    return f"{words}, but starts {'after' if first is own else 'before'} it ({own}, the other {other})"


def _outside_whole(registry: Registry) -> Iterator[Breach]:
    for event in registry:
        whole = registry.events.get(event.part_of or "")
        if whole is not None and certainly_not_within(event.date, whole.date):
            what = f"is part of '{whole.id}', but not within its date ({event.date}, the whole {whole.date})"
            yield Breach("events", event.id, "part_of", what)


def is_related(one: Event, other: Event) -> bool:
    """Whether either event names the other."""
    return _names(one, other.id) or _names(other, one.id)


def _names(event: Event, id: str) -> bool:
    return event.part_of == id or any(relation.target == id for relation in event.relations)


CAUSE_AFTER_EFFECT = Rule(
    id="cause-after-effect",
    level="error",
    sentence="A cause starts no later than its effect, and what is responded to no later than the response.",
    remedy="turn the relation round, or correct a date",
    find=_causes_after_effects,
)

RELATION_OUT_OF_ORDER = Rule(
    id="relation-out-of-order",
    level="error",
    sentence="Related events stand in the order that the relation says; the same event has one time.",
    remedy="correct the relation or a date",
    find=_others_out_of_order,
)

PART_OUTSIDE_WHOLE = Rule(
    id="part-outside-whole",
    level="error",
    sentence="An event lies within the date of the whole that it is part of.",
    remedy="widen the date of the whole, or correct a date",
    find=_outside_whole,
)
