"""What is contested: other dates on record, and claims of fact that the editors do not follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chronology.dates.bounds import Bounds
from chronology.dates.when import When
from chronology.model.claim import Claim
from chronology.model.event import DatedBy, Event
from chronology.model.source import Citation


@dataclass(frozen=True, slots=True)
class Contested:
    """Something that the editors hold of an event, and something else that is on record.

    Attributes
    ----------
    event : id of the event.
    field : ``date``; empty where a claim contradicts the record as a whole and nothing says which field.
    held : what the editors hold: the date, or what they note on the claim.
    other : what the other says: the date, or the text of the claim.
    agrees : whether both may be right, since the other date is the same or merely wider; never so for a claim.
    by : ids of the actors that make the claim; none for a date.
    sources : ids of the sources of the other, in their order, each once.
    place : id of the place by whose clock the other date is, if one is given.
    claim : id of the claim, if it is one.
    """

    event: str
    field: str
    held: str | None
    other: str
    agrees: bool
    by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    place: str | None = None
    claim: str | None = None


def contested_in(events: Iterable[Event], claims: Iterable[Claim]) -> Iterator[Contested]:
    """Event by event: each other date, then each claim of fact about it that the editors rank as deprecated."""
    refuted: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.kind == "factual" and claim.rank == "deprecated":
            for id in dict.fromkeys(claim.about):
                refuted.setdefault(id, []).append(claim)
    for event in events:
        yield from (_other_date(event, alternative) for alternative in event.alternatives)
        yield from (_other_fact(event, claim) for claim in refuted.get(event.id, ()))


def _other_date(event: Event, alternative: DatedBy) -> Contested:
    return Contested(
        event=event.id,
        field="date",
        held=event.date.edtf,
        other=alternative.date.edtf,
        agrees=refines(event.date, alternative.date),
        sources=_sources(alternative.sources),
        place=alternative.place,
    )


def _other_fact(event: Event, claim: Claim) -> Contested:
    return Contested(
        event=event.id,
        field="date" if _is_about_date(event, claim) else "",
        held=claim.note,
        other=claim.text,
        agrees=False,
        by=claim.by,
        sources=_sources(claim.sources),
        claim=claim.id,
    )


def _is_about_date(event: Event, claim: Claim) -> bool:
    """Whether the place that the claim cites is where another date of the event, not a wider one, comes from."""
    places = {(citation.source, citation.locator) for citation in claim.sources}
    return any(
        (citation.source, citation.locator) in places
        for alternative in event.alternatives
        if not refines(event.date, alternative.date)
        for citation in alternative.sources
    )


def refines(date: When, other: When) -> bool:
    """Whether a date says all that another one says, and perhaps more: each of its readings is one of the other's.

    A qualified date refines nothing but itself, and nothing else refines it; nor does anything else an all-of set.

    >>> refines(When.parse("2014-02-27"), When.parse("2014-02"))
    True
    >>> refines(When.parse("2014-02-27/2014-03-18"), When.parse("2014"))
    True
    >>> refines(When.parse("2014-02-27"), When.parse("2014-02~"))
    False
    """
    if date.canonical() == other.canonical():
        return True
    if date.qualifiers or other.qualifiers or len(other.pieces) > 1:
        return False
    wider = other.readings
    return all(any(_lies_in(mine, theirs) for theirs in wider) for mine in date.readings)


def _lies_in(mine: Bounds, theirs: Bounds) -> bool:
    start = theirs.start_min <= mine.start_min and mine.start_max <= theirs.start_max
    return start and theirs.end_min <= mine.end_min and mine.end_max <= theirs.end_max


def _sources(citations: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.source for citation in citations))
