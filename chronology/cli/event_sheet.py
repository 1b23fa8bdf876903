"""``chronology show``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from chronology.cli.registry_files import Files, registry_of
from chronology.cli.terminal import plain
from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.model.reference import reference_text
from chronology.model.source import Citation
from chronology.model.vocabulary import INVERSES
from chronology.registry.registry import Registry


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event.")],
    files: Files = None,
) -> None:
    """Show an event: when, who, where, what is claimed about it, and the sources."""
    registry = registry_of(files)
    console = Console(highlight=False)
    for line in _event_lines(registry, registry[id]):
        console.print(Text(plain(line)), soft_wrap=True)


def _event_lines(registry: Registry, event: Event) -> list[str]:
    """An event in plain text, a line at a time."""
    lines = [event.title, f"{registry.header.kind_name(event.kind)}, {event.status.replace('_', ' ')}", ""]
    lines += [f"{label:14} {text}" for label, text in _event_facts(registry, event)]
    for text in (event.summary, event.note):
        lines += ["", text] if text else []
    claims = registry.claims_about(event.id)
    if claims:
        lines += ["", f"Claims ({len(claims)})", *(line for claim in claims for line in _claim_lines(registry, claim))]
    if event.sources:
        lines += ["", "Sources", *(f"  - {_citation(registry, citation)}" for citation in event.sources)]
    return lines


def _event_facts(registry: Registry, event: Event) -> Iterator[tuple[str, str]]:
    """What is known of an event, as a label and a text each."""
    yield "when", f"{event.date.words()}  [{event.date.edtf}]"
    for alternative in event.alternatives:
        where = f" in {_place_name(registry, alternative.place)}" if alternative.place else ""
        note = f"  {alternative.note}" if alternative.note else ""
        yield "or", f"{alternative.date.words()}{where}  [{alternative.date.edtf}]{note}"
    for participation in event.participants:
        side = f", side {participation.side}" if participation.side else ""
        yield participation.role, f"{_actor_name(registry, participation.actor)}{side}"
    for place in event.places:
        yield "where", _place_name(registry, place)
    if event.part_of:
        yield "part of", _event_name(registry, event.part_of)
    for part in registry.parts_of(event.id):
        yield INVERSES["part_of"], _event_name(registry, part.id)
    for relation in event.relations:
        yield relation.type.replace("_", " "), _event_name(registry, relation.target)
    for other in registry:
        for relation in other.relations:
            if relation.target == event.id:
                yield INVERSES[relation.type], _event_name(registry, other.id)


def _claim_lines(registry: Registry, claim: Claim) -> list[str]:
    speakers = " and ".join(_actor_name(registry, id) for id in claim.by)
    standing = f", {claim.capacity}" if claim.capacity else ""
    made = f", {claim.made.words(short=True)}" if claim.made else ""
    via = f", as reported by {' and '.join(_actor_name(registry, id) for id in claim.via)}" if claim.via else ""
    where = "; ".join(_citation(registry, citation) for citation in claim.sources if "outcome" not in citation.supports)
    stances = [
        f"      {stance.replace('_', ' ')}: {registry.propositions[id].text if id in registry.propositions else id}"
        for id, stance in claim.positions.items()
    ]
    remarks = [f"      {label}: {text}" for label, text in (("outcome", claim.outcome), ("note", claim.note)) if text]
    rank = "" if claim.rank == "normal" else f" [{claim.rank}]"
    return [f"  - {claim.text}{rank}", f"    {speakers}{standing}{made}{via}. {where}", *stances, *remarks]


def _citation(registry: Registry, citation: Citation) -> str:
    source = registry.sources.get(citation.source)
    if source is None:
        return f"{citation.source}{', ' + citation.locator if citation.locator else ''}"
    return reference_text(source, locator=citation.locator)


def _actor_name(registry: Registry, id: str) -> str:
    return registry.actors[id].name if id in registry.actors else id


def _place_name(registry: Registry, id: str) -> str:
    return registry.places[id].name if id in registry.places else id


def _event_name(registry: Registry, id: str) -> str:
    return f"{registry.events[id].title}  [{id}]" if id in registry else id
