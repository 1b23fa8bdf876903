"""Claims and sources in the order of time: nothing is reported before it is said, or known before it happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chronology.checks.certain import certainly_before
from chronology.checks.rule import Breach, Rule
from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.registry.registry import Registry

_NOT_HAPPENED: Final = frozenset({"planned", "did_not_happen"})
_AFTERTHOUGHTS: Final = frozenset({"outcome", "note", "rank"})
"""Fields of a claim that a source may support without having been there when it was made, or later."""


def _claims_after_source(registry: Registry) -> Iterator[Breach]:
    for claim in registry.claims.values():
        for index, citation in enumerate(claim.sources):
            source = registry.sources.get(citation.source)
            carries = not citation.supports or not _AFTERTHOUGHTS.issuperset(citation.supports)
            if source is None or source.issued is None or claim.made is None or not carries:
                continue
            if certainly_before(source.issued, claim.made):
                what = f"'{source.id}' was issued {source.issued}, before the claim was made ({claim.made})"
                yield Breach("claims", claim.id, f"sources[{index}].source", what)


def _claims_before_event(registry: Registry) -> Iterator[Breach]:
    for claim in registry.claims.values():
        for index, id in enumerate(claim.about):
            event = registry.events.get(id)
            if event is not None and _is_foreknowledge(claim, event):
                what = f"a factual claim made {claim.made} is about '{id}', which begins later ({event.date})"
                yield Breach("claims", claim.id, f"about[{index}]", what)


def _is_foreknowledge(claim: Claim, event: Event) -> bool:
    if claim.made is None or claim.kind != "factual" or event.status in _NOT_HAPPENED:
        return False
    return certainly_before(claim.made, event.date)


def _replies_before_claim(registry: Registry) -> Iterator[Breach]:
    for claim in registry.claims.values():
        for index, id in enumerate(claim.replies_to):
            other = registry.claims.get(id)
            if other is None or other.made is None or claim.made is None:
                continue
            if certainly_before(claim.made, other.made):
                what = f"replies to '{id}', which was made later ({other.made}, this one {claim.made})"
                yield Breach("claims", claim.id, f"replies_to[{index}]", what)


def _known_beforehand(registry: Registry) -> Iterator[Breach]:
    for event in registry:
        if event.status in _NOT_HAPPENED or not event.sources:
            continue
        cited = [registry.sources.get(citation.source) for citation in event.sources]
        issued = [source.issued for source in cited if source is not None and source.issued is not None]
        if len(issued) == len(cited) and all(certainly_before(date, event.date) for date in issued):
            yield Breach("events", event.id, "sources", f"every source was issued before the event ({event.date})")


def _accessed_before_issue(registry: Registry) -> Iterator[Breach]:
    for source in registry.sources.values():
        if source.issued is None or source.accessed is None:
            continue
        if certainly_before(source.accessed, source.issued):
            what = f"accessed {source.accessed}, before it was issued ({source.issued})"
            yield Breach("sources", source.id, "accessed", what)


CLAIM_AFTER_SOURCE = Rule(
    id="claim-after-source",
    level="error",
    sentence="A source that carries a claim was issued no earlier than the claim was made.",
    remedy="correct 'made' or 'issued', or say with 'supports: [outcome]' that it came later",
    find=_claims_after_source,
)

CLAIM_BEFORE_EVENT = Rule(
    id="claim-before-event",
    level="error",
    sentence="A factual claim is made no earlier than the events that it is about.",
    remedy="correct 'made' or 'about', or make it a prediction",
    find=_claims_before_event,
)

REPLY_BEFORE_CLAIM = Rule(
    id="reply-before-claim",
    level="error",
    sentence="A claim replies only to claims that were made before.",
    remedy="correct 'made' or 'replies_to'",
    find=_replies_before_claim,
)

EVENT_AFTER_SOURCES = Rule(
    id="event-after-sources",
    level="warning",
    sentence="Of an event that happened some source was issued when it had begun or later.",
    remedy="cite a later source, or set 'status: planned'",
    find=_known_beforehand,
)

ACCESSED_BEFORE_ISSUED = Rule(
    id="accessed-before-issued",
    level="error",
    sentence="A source is accessed no earlier than it is issued.",
    remedy="correct one of the two dates",
    find=_accessed_before_issue,
)
