"""Dates that say no more than their sources."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.checks.rule import Breach, Rule
from chronology.model.event import DatedBy, Event
from chronology.model.source import Citation
from chronology.registry.contested import refines
from chronology.registry.registry import Registry


def _too_precise(registry: Registry) -> Iterator[Breach]:
    for event in registry:
        vaguer = [alternative for alternative in event.alternatives if _is_vaguer(alternative, event)]
        behind = [_said_by(citation, vaguer) for citation in _dating(event)]
        if behind and all(behind):
            said = " and ".join(dict.fromkeys(alternative.date.edtf for alternative in behind if alternative))
            yield Breach("events", event.id, "date", f"{event.date} is more than its sources say, which is {said}")


def _is_vaguer(alternative: DatedBy, event: Event) -> bool:
    return alternative.date != event.date and refines(event.date, alternative.date)


def _dating(event: Event) -> tuple[Citation, ...]:
    """The citations that the date rests on: those that say so, or else those that do not say what rests on them."""
    saying = tuple(citation for citation in event.sources if "date" in citation.supports)
    return saying or tuple(citation for citation in event.sources if not citation.supports)


def _said_by(citation: Citation, vaguer: list[DatedBy]) -> DatedBy | None:
    """The vaguer date that the same place in the same source gives, if it does."""
    place = (citation.source, citation.locator)
    for alternative in vaguer:
        if any((cited.source, cited.locator) == place for cited in alternative.sources):
            return alternative
    return None


def _unsupported(registry: Registry) -> Iterator[Breach]:
    for event in registry:
        other_dates = any(alternative.sources for alternative in event.alternatives)
        if event.sources and not _dating(event) and not other_dates:
            yield Breach("events", event.id, "date", "no citation says that the date rests on it")


DATE_TOO_PRECISE = Rule(
    id="date-too-precise",
    level="warning",
    sentence="A date says no more than its sources: some source of it is not also the source of a vaguer alternative.",
    remedy="cite the source that gives the date with 'supports: [date]', or take the vaguer date",
    find=_too_precise,
)

DATE_WITHOUT_SOURCE = Rule(
    id="date-without-source",
    level="note",
    sentence="The date of an event rests on a citation, or on the sources of its alternatives.",
    remedy="add 'date' to the 'supports' of the citation that gives it",
    find=_unsupported,
)
