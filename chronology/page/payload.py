"""Registry or event table -> the data of the page, ready for JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chronology.dates.when import When
from chronology.errors import DateError, QueryError
from chronology.model.claim import Claim
from chronology.model.event import DatedBy, Event, Measure
from chronology.model.header import Header, plain_words
from chronology.page.cited import citation_entries, source_entry
from chronology.page.dated import certainty_sentence, dated
from chronology.page.recorded import recorded
from chronology.page.related import relation_entries
from chronology.page.words import ENGLISH, Words
from chronology.registry.positions import unshared_claims
from chronology.registry.registry import Registry
from chronology.render.palette import symbols_of

_MIDNIGHT = re.compile(r"T00:00:00([+-]\d\d:\d\d)?$")
"""What a day that is kept as a moment ends in."""
REQUIRED_COLUMNS = ("id", "title", "date")
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def registry_payload(registry: Registry, words: Words = ENGLISH) -> dict[str, Any]:
    """The data of the page for a registry: everything that its panel, list and picture show."""
    claims = [claim for claim in registry.claims.values() if any(id in registry for id in claim.about)]
    unshared = unshared_claims(registry)
    claim_indexes: dict[str, list[int]] = {}
    for index, claim in enumerate(claims):
        for id in dict.fromkeys(claim.about):
            claim_indexes.setdefault(id, []).append(index)
    relations = relation_entries(registry, words)
    events = [
        _event_entry(event, words) | {"relations": relations[event.id], "claims": claim_indexes.get(event.id, [])}
        for event in registry
    ]
    return {
        "title": registry.title or words.say("Chronology"),
        "description": registry.header.description or "",
        "licence": registry.header.licence or "",
        "editors": list(registry.header.editors),
        **vocabulary(registry.header, (entry["kind"] for entry in events), words),
        **registry_names(registry, words),
        "propositions": {id: proposition.text for id, proposition in registry.propositions.items()},
        "claims": [_claim_entry(claim, shared=claim.id not in unshared, words=words) for claim in claims],
        "events": events,
    }


def registry_names(registry: Registry, words: Words = ENGLISH) -> dict[str, Any]:
    """The actors, places and sources of a registry, by their ids."""
    return {
        "actors": {
            id: {"name": actor.name, "aliases": [*actor.aliases, *actor.codes.values()]}
            for id, actor in registry.actors.items()
        },
        "places": {id: place.name for id, place in registry.places.items()},
        "sources": {id: source_entry(source, words) for id, source in registry.sources.items()},
    }


def table_payload(rows: Iterable[Mapping[str, Any]], words: Words = ENGLISH) -> dict[str, Any]:
    """The data of the page for rows of an event table; only what the table has is shown.

    Raises
    ------
    QueryError
        A row lacks ``id``, ``title`` or ``date``, or two rows bear one id.
    DateError
        A date is no EDTF.
    """
    events = sorted(
        (_row_entry(row, words, number) for number, row in enumerate(rows)), key=lambda entry: When.parse(entry["edtf"])
    )
    repeated = [id for id, times in Counter(entry["id"] for entry in events).items() if times > 1]
    if repeated:
        raise QueryError(f"two rows of the table have the id '{repeated[0]}' (a page needs one row an event)")
    return {
        "title": words.say("Chronology"),
        "description": "",
        "licence": "",
        "editors": [],
        **vocabulary(Header(), (entry["kind"] for entry in events), words),
        "actors": {},
        "places": {},
        "sources": {},
        "propositions": {},
        "claims": [],
        "events": events,
    }


def payload_json(payload: Mapping[str, Any]) -> str:
    """The data as JSON that cannot end the script element it stands in."""
    return json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_UNSAFE)


def vocabulary(header: Header, kinds_in_use: Iterable[str], words: Words = ENGLISH) -> dict[str, Any]:
    """The kinds and families that occur, families in the order in which charts stack them."""
    families, names = header.families(), header.family_names()
    kinds = {kind: families.get(kind, kind) for kind in dict.fromkeys(kinds_in_use)}
    used = set(kinds.values())
    in_order = [family for family in names if family in used] + sorted(used - set(names))
    symbols = symbols_of(in_order)
    return {
        "kinds": {
            kind: {"name": words.term(header.kind_name(kind)), "family": family} for kind, family in kinds.items()
        },
        "families": [
            {"id": family, "name": words.term(names.get(family) or plain_words(family)), "symbol": symbols[family]}
            for family in in_order
        ],
    }


def _event_entry(event: Event, words: Words) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        **dated(event.date, words),
        "certainty": certainty_sentence(event.date, event.alternatives, words),
        "exact": event.date.is_exact and not event.alternatives,
        "summary": event.summary or "",
        "note": event.note or "",
        "people": [[part.actor, part.role, part.side or ""] for part in event.participants],
        "places": list(event.places),
        "tags": list(event.tags),
        "measures": [_measure_words(measure, words) for measure in event.measures],
        "alternatives": [_alternative_entry(alternative, words) for alternative in event.alternatives],
        "sources": citation_entries(event.sources),
        "record": recorded(event),
    }


def _alternative_entry(alternative: DatedBy, words: Words) -> dict[str, Any]:
    return dated(alternative.date, words) | {
        "place": alternative.place or "",
        "sources": citation_entries(alternative.sources),
        "note": alternative.note or "",
    }


def _measure_words(measure: Measure, words: Words) -> str:
    low, high = measure.low, measure.high
    spread = ""
    if low is not None and high is not None:
        spread = words.say("({low} to {high})", low=words.decimal(low), high=words.decimal(high))
    best = words.decimal(measure.best) if measure.best is not None else ""
    value = " ".join(part for part in (best, spread, measure.unit) if part)
    return words.say("{name}: {value}", name=measure.name, value=value)


def _claim_entry(claim: Claim, *, shared: bool, words: Words) -> dict[str, Any]:
    return {
        "id": claim.id,
        "text": claim.text,
        "kind": claim.kind,
        "about": list(claim.about),
        "by": list(claim.by),
        "capacity": claim.capacity or "",
        "via": list(claim.via),
        "made": dated(claim.made, words) if claim.made else None,
        "positions": [[proposition, stance] for proposition, stance in claim.positions.items()],
        "sources": citation_entries(claim.sources),
        "rank": claim.rank,
        "shared": shared,
        "outcome": claim.outcome or "",
        "note": claim.note or "",
    }


def _row_entry(row: Mapping[str, Any], words: Words, number: int) -> dict[str, Any]:
    missing = [column for column in REQUIRED_COLUMNS if not _text(row, column)]
    if missing:
        raise QueryError(
            f"row {number}, counted from 0, of the table has no {' and no '.join(missing)} "
            "(a page needs id, title and date)"
        )
    when = _when(row, number)
    return {
        "id": _text(row, "id"),
        "title": _text(row, "title"),
        "kind": _text(row, "kind") or "event",
        "status": _text(row, "status") or "established",
        **dated(when, words),
        "certainty": certainty_sentence(when, words=words),
        "exact": when.is_exact,
        "summary": _text(row, "summary"),
        "note": "",
        "people": _people(row),
        "places": _texts(row, "places"),
        "tags": _texts(row, "tags"),
        "measures": [],
        "alternatives": [],
        "sources": [{"source": id, "locator": "", "supports": [], "note": ""} for id in _texts(row, "sources")],
        "relations": [],
        "claims": [],
        "record": {},
    }


def _when(row: Mapping[str, Any], number: int) -> When:
    try:
        return When.parse(_text(row, "date"))
    except DateError as error:
        raise DateError(error.text, f"{error.reason} (row {number}, counted from 0)", at=error.at) from error


def _people(row: Mapping[str, Any]) -> list[list[str]]:
    """Actor, role and side of each participant; actors without a role where the table has no roles."""
    sides = dict.fromkeys(_texts(row, "side_a"), "a") | dict.fromkeys(_texts(row, "side_b"), "b")
    roles = [entry.rpartition(":") for entry in _texts(row, "roles")]
    people = [[actor or role, role if actor else "", sides.get(actor or role, "")] for actor, _, role in roles]
    named = {person[0] for person in people}
    return people + [[id, "", sides.get(id, "")] for id in _texts(row, "actors") if id not in named]


def _text(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return "" if _is_missing(value) else _MIDNIGHT.sub("", value.isoformat(timespec="seconds"))
    return "" if _is_missing(value) else str(value)


def _texts(row: Mapping[str, Any], column: str) -> list[str]:
    value: Any = row.get(column)
    return [] if _is_missing(value) else [str(item) for item in value]


def _is_missing(value: Any) -> bool:
    """Whether a cell is empty: ``None``, NaN or ``pandas.NA``."""
    return (
        value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NAType", "NaTType")
    )
