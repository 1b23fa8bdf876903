"""Every citation of a record, with the field in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.model.place import Place
from chronology.model.record import Record
from chronology.model.source import Citation
from chronology.registry.registry import Registry


class Cited(NamedTuple):
    """A citation, the record that bears it, and its field, such as ``alternatives[0].sources[1]``."""

    section: str
    id: str
    field: str
    citation: Citation


def citations(registry: Registry) -> Iterator[Cited]:
    """Every citation in a registry, record by record."""
    for section in ("events", "claims", "places"):
        for id, record in registry.section(section).items():
            yield from (Cited(section, id, field, citation) for field, citation in _of_record(record))


def _of_record(record: Record) -> Iterator[tuple[str, Citation]]:
    if isinstance(record, Event):
        for index, alternative in enumerate(record.alternatives):
            yield from _listed(f"alternatives[{index}].sources", alternative.sources)
    if isinstance(record, Event | Claim | Place):
        yield from _listed("sources", record.sources)
    if isinstance(record, Event):
        for index, relation in enumerate(record.relations):
            yield from _listed(f"relations[{index}].sources", relation.sources)


def _listed(field: str, cited: Iterable[Citation]) -> Iterator[tuple[str, Citation]]:
    for index, citation in enumerate(cited):
        yield f"{field}[{index}]", citation
