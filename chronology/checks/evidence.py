"""Nothing without a source, and no citation without its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chronology.checks.citations import citations
from chronology.checks.rule import Breach, Rule
from chronology.registry.registry import Registry

PAGED: Final = frozenset(
    {
        "article-journal",
        "bill",
        "book",
        "chapter",
        "hearing",
        "legal_case",
        "legislation",
        "paper-conference",
        "regulation",
        "report",
        "standard",
        "thesis",
        "treaty",
    }
)
"""Types of source that have pages, articles or paragraphs to be named."""


def _unsourced_events(registry: Registry) -> Iterator[Breach]:
    for event in registry:
        if not event.sources:
            yield Breach("events", event.id, "", "no source is cited for this event")


def _unsourced_claims(registry: Registry) -> Iterator[Breach]:
    for claim in registry.claims.values():
        if not claim.sources:
            yield Breach("claims", claim.id, "", "no source is cited for this claim")


def _undated_sources(registry: Registry) -> Iterator[Breach]:
    for source in registry.sources.values():
        if source.issued is None and source.accessed is None:
            yield Breach("sources", source.id, "", "neither 'issued' nor 'accessed' is given")


def _without_locator(registry: Registry) -> Iterator[Breach]:
    located = {cited.citation.source for cited in citations(registry) if cited.citation.locator}
    for section, id, field, citation in citations(registry):
        source = registry.sources.get(citation.source)
        if citation.locator is not None or source is None:
            continue
        if source.type in PAGED:
            yield Breach(section, id, field, f"a source of type '{source.type}' is cited without the place in it")
        elif source.id in located:
            yield Breach(section, id, field, "other citations of this source name the place in it, this one does not")


EVENT_WITHOUT_SOURCE = Rule(
    id="event-without-source",
    level="warning",
    sentence="Every event cites a source.",
    remedy="add a citation under 'sources'",
    find=_unsourced_events,
)

CLAIM_WITHOUT_SOURCE = Rule(
    id="claim-without-source",
    level="warning",
    sentence="Every claim cites the place where it was made or reported.",
    remedy="add a citation under 'sources'",
    find=_unsourced_claims,
)

SOURCE_WITHOUT_DATE = Rule(
    id="source-without-date",
    level="note",
    sentence="Every source says when it was issued or, failing that, when it was accessed.",
    remedy="give 'issued', which may be a bound such as '[..2022-02-07]', or 'accessed'",
    find=_undated_sources,
)

CITATION_WITHOUT_LOCATOR = Rule(
    id="citation-without-locator",
    level="note",
    sentence="A citation names the page or paragraph if the source has pages, or is cited by the place elsewhere.",
    remedy="add a 'locator' such as 'p. 4'",
    find=_without_locator,
)
