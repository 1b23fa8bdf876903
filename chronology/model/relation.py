"""How one event bears on another."""

from __future__ import annotations

from chronology.model.record import Record
from chronology.model.source import Citation
from chronology.model.vocabulary import RelationType, Slug, Text


class EventRelation(Record):
    """A typed, directed relation from the event that holds it to `target`."""

    type: RelationType
    """How the event bears on the other."""

    target: Slug
    """The other event."""

    sources: tuple[Citation, ...] = ()
    """Who says so."""

    note: Text | None = None
    """What a reader should know about it."""
