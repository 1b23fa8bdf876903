"""How events bear on one another, in words."""

from __future__ import annotations

from typing import Any

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.model.event import Event
from chronology.model.vocabulary import INVERSES
from chronology.page.dated import span_words
from chronology.page.words import ENGLISH, Words
from chronology.registry.registry import Registry


def relation_entries(registry: Registry, words: Words = ENGLISH) -> dict[str, list[dict[str, Any]]]:
    """For each event its relations in both directions: words, the other event, how far apart they start."""
    entries: dict[str, list[dict[str, Any]]] = {event.id: [] for event in registry}
    for event in registry:
        for type, target, note in _relations(event):
            entries[event.id].append(_entry(registry, event, type.replace("_", " "), target, note, words))
            if target in entries and target != event.id:
                entries[target].append(_entry(registry, registry[target], INVERSES[type], event.id, note, words))
    return entries


def gap_words(here: When, there: When, words: Words = ENGLISH) -> str:
    """How long after `here` the other date starts: ``20 days later``, ``about 13 months later``, ``same day``."""
    first, second = here.bounds, there.bounds
    if min(first.start_min, second.start_min) <= OPEN_START or max(first.start_max, second.start_max) >= OPEN_END:
        return ""
    least, most = second.start_min - first.start_max, second.start_max - first.start_min
    if least <= 0 <= most:
        return words.say("same day" if least == most else "about the same time")
    said = {_gap(least, words), _gap(most, words)}
    return said.pop() if len(said) == 1 else words.say("about {gap}", gap=_gap((least + most) // 2, words))


def _gap(days: int, words: Words) -> str:
    return words.say("{time} later" if days > 0 else "{time} earlier", time=span_words(abs(days), words))


def _relations(event: Event) -> list[tuple[str, str, str]]:
    whole = [("part_of", event.part_of, "")] if event.part_of else []
    return whole + [(relation.type, relation.target, relation.note or "") for relation in event.relations]


def _entry(registry: Registry, event: Event, relation: str, other: str, note: str, words: Words) -> dict[str, Any]:
    known = other in registry
    return {
        "words": words.term(relation),
        "event": other,
        "gap": gap_words(event.date, registry[other].date, words) if known else "",
        "note": note,
    }
