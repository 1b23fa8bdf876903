"""What happened: events and who took part in them."""

from __future__ import annotations

from chronology.dates.when import When
from chronology.model.frozen import FrozenDict, FrozenMapping
from chronology.model.record import Record
from chronology.model.relation import EventRelation
from chronology.model.source import Citation
from chronology.model.vocabulary import ACTING_ROLES, Role, Side, Slug, Status, Text


class Participation(Record):
    """An actor's part in an event. `side` tells the two sides of a war or a dispute apart."""

    actor: Slug
    role: Role
    side: Side | None = None

    @property
    def acting(self) -> bool:
        """Whether the actor acts (party, signatory, author, member, mediator) or is only there or acted upon."""
        return self.role in ACTING_ROLES


class DatedBy(Record):
    """Another date for the same event: what some sources say, or what the clock said elsewhere."""

    date: When
    place: Slug | None = None
    sources: tuple[Citation, ...] = ()
    note: Text | None = None


class Measure(Record):
    """A quantity of an event: best estimate, lowest and highest, in `unit`."""

    name: Text
    best: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Text | None = None


class Event(Record):
    """Something that happened, was said to happen, or did not happen.

    `date` is what the editors hold; `alternatives` are the other dates on record. ``None`` means *not known*.
    """

    id: Slug
    title: Text
    date: When
    kind: Slug
    summary: Text | None = None
    alternatives: tuple[DatedBy, ...] = ()
    participants: tuple[Participation, ...] = ()
    places: tuple[Slug, ...] = ()
    tags: tuple[Slug, ...] = ()
    status: Status = "established"
    measures: tuple[Measure, ...] = ()
    codes: FrozenMapping[str] = FrozenDict()
    ids: FrozenMapping[str] = FrozenDict()
    sources: tuple[Citation, ...] = ()
    relations: tuple[EventRelation, ...] = ()
    part_of: Slug | None = None
    note: Text | None = None
