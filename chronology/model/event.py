"""What happened: events and who took part in them."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from chronology.dates.when import When
from chronology.model.frozen import FrozenDict, FrozenMapping
from chronology.model.record import Record
from chronology.model.relation import EventRelation
from chronology.model.source import Citation
from chronology.model.vocabulary import ACTING_ROLES, Role, Side, Slug, Status, Text


class Participation(Record):
    """An actor's part in an event. `side` tells the two sides of a war or a dispute apart."""

    actor: Slug
    """Who takes part."""

    role: Role
    """In which role."""

    side: Side | None = None
    """Which side of a war or a dispute."""

    @property
    def acting(self) -> bool:
        """Whether the actor acts (party, signatory, author, member, mediator) or is only there or acted upon."""
        return self.role in ACTING_ROLES


class DatedBy(Record):
    """Another date for the same event: what some sources say, or what the clock said elsewhere."""

    date: When
    """The other date."""

    place: Slug | None = None
    """Where the clock showed it."""

    sources: tuple[Citation, ...] = ()
    """Who dates the event so."""

    note: Text | None = None
    """Why the dates differ."""


class Measure(Record):
    """A quantity of an event: best estimate, lowest and highest, in `unit`."""

    name: Text
    """What is counted or measured: "deaths"."""

    best: float | None = None
    """The best estimate."""

    low: float | None = None
    """The lowest estimate."""

    high: float | None = None
    """The highest estimate."""

    unit: Text | None = None
    """The unit, where the name does not say it."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        known = [value for value in (self.low, self.best, self.high) if value is not None]
        if known != sorted(known):
            raise ValueError("low, best and high are not in order")
        return self


class Event(Record):
    """Something that happened, was said to happen, or did not happen.

    `date` is what the editors hold; `alternatives` are the other dates on record. ``None`` means *not known*.
    """

    id: Slug
    """The key of the record in its section."""

    title: Text
    """A short name, shown in lists and charts."""

    date: When
    """When it happened, as the editors hold."""

    kind: Slug
    """What sort of event it is; a registry may add kinds of its own."""

    summary: Text | None = None
    """What happened, in your own words."""

    alternatives: tuple[DatedBy, ...] = ()
    """Other dates on record."""

    participants: tuple[Participation, ...] = ()
    """Who took part, and how."""

    places: tuple[Slug, ...] = ()
    """Where it happened."""

    tags: tuple[Slug, ...] = ()
    """Words to find it by."""

    status: Status = "established"
    """Whether it happened, as the editors hold."""

    measures: tuple[Measure, ...] = ()
    """Quantities of the event."""

    codes: FrozenMapping[str] = FrozenDict()
    """Its codes in event schemes, by scheme: `cameo`, `plover`."""

    ids: FrozenMapping[str] = FrozenDict()
    """Its ids elsewhere, by scheme: `wikidata`, `ucdp`, `gdelt`."""

    sources: tuple[Citation, ...] = ()
    """Where it can be read."""

    relations: tuple[EventRelation, ...] = ()
    """How it bears on other events."""

    part_of: Slug | None = None
    """The event that it is a part of."""

    note: Text | None = None
    """What a reader should know about the evidence."""
