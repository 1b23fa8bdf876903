"""Who: states, organisations, persons, groups."""

from __future__ import annotations

from chronology.dates.when import When
from chronology.model.frozen import FrozenDict, FrozenMapping
from chronology.model.record import Record
from chronology.model.vocabulary import ActorKind, Slug, Text


class Office(Record):
    """A title that a person held: `title` of the actor `of`, during `held`."""

    title: Text
    """What the office is called: "foreign minister"."""

    of: Slug | None = None
    """The actor that it is an office of."""

    held: When | None = None
    """When the person held it."""


class Actor(Record):
    """Anyone who can take part in an event or make a claim.

    `codes` holds identifiers in other schemes (``iso3``, ``cow``, ``gw``, ``cameo``, ``wikidata``), as text.
    """

    id: Slug
    """The key of the record in its section."""

    name: Text
    """The name that is shown."""

    kind: ActorKind
    """What the actor is."""

    aliases: tuple[Text, ...] = ()
    """Other names; a name leads to one actor only."""

    codes: FrozenMapping[str] = FrozenDict()
    """Identifiers in other schemes, by scheme: `iso3`, `cow`, `gw`, `cameo`, `wikidata`."""

    active: When | None = None
    """When the actor existed or was active."""

    part_of: Slug | None = None
    """The actor that it belongs to."""

    successors: tuple[Slug, ...] = ()
    """The actors that came after it."""

    roles: tuple[Office, ...] = ()
    """The offices of a person."""

    note: Text | None = None
    """What a reader should know about the record."""
