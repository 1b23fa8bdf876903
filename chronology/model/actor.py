"""Who: states, organisations, persons, groups."""

from __future__ import annotations

from chronology.dates.when import When
from chronology.model.frozen import FrozenDict, FrozenMapping
from chronology.model.record import Record
from chronology.model.vocabulary import ActorKind, Slug, Text


class Office(Record):
    """A title that a person held: `title` of the actor `of`, during `held`."""

    title: Text
    of: Slug | None = None
    held: When | None = None


class Actor(Record):
    """Anyone who can take part in an event or make a claim.

    `codes` holds identifiers in other schemes (``iso3``, ``cow``, ``gw``, ``cameo``, ``wikidata``), as text.
    """

    id: Slug
    name: Text
    kind: ActorKind
    aliases: tuple[Text, ...] = ()
    codes: FrozenMapping[str] = FrozenDict()
    active: When | None = None
    part_of: Slug | None = None
    successors: tuple[Slug, ...] = ()
    roles: tuple[Office, ...] = ()
    note: Text | None = None
