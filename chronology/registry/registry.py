"""The registry: all records of a chronology, immutable, with their indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from chronology.errors import Problem, QueryError, RegistryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.place import Place
from chronology.model.record import Record
from chronology.model.source import Source
from chronology.query.names import Vocabulary
from chronology.query.select import select
from chronology.query.table import CLAIM_COLUMNS, arrow_table, as_frame, table_of
from chronology.query.terms import Term
from chronology.registry.contested import Contested, contested_in
from chronology.registry.frames import alternative_rows, claim_row, event_row
from chronology.registry.notebook import notebook_table
from chronology.registry.origin import FirstOf, Origins, Position
from chronology.registry.rows import records_in
from chronology.registry.sections import SECTIONS, SINGULAR

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

AnyRecord = TypeVar("AnyRecord", Event, Claim, Actor, Place, Source, Proposition)


class Registry:
    """Events with the claims, actors, places and sources that belong to them. Nothing in it can change.

    ``len``, iteration, ``in`` and ``[]`` speak of events, in date order; the other records are reached through
    their mappings.

    Raises
    ------
    RegistryError
        Two different records of one section bear the same id.

    >>> from chronology.model.event import Event
    >>> registry = Registry(events=[Event(id="tilsit", title="Peace of Tilsit", date="1807-07", kind="treaty")])
    >>> registry["tilsit"].date.latest
    '1807-07-31'
    """

    def __init__(
        self,
        *,
        events: Iterable[Event] = (),
        claims: Iterable[Claim] = (),
        actors: Iterable[Actor] = (),
        places: Iterable[Place] = (),
        sources: Iterable[Source] = (),
        propositions: Iterable[Proposition] = (),
        header: Header | None = None,
        origins: Origins | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        in_order = sorted(_records("events", events), key=lambda event: (*event.date.bounds, event.date.edtf))
        self._header = header or Header()
        self._origins = origins
        self._events = _by_id("events", in_order)
        self._claims = _by_id("claims", claims)
        self._actors = _by_id("actors", actors)
        self._places = _by_id("places", places)
        self._sources = _by_id("sources", sources)
        self._propositions = _by_id("propositions", propositions)
        self._inherited = vocabulary

    @property
    def header(self) -> Header:
        """Title, description, licence, editors and added kinds."""
        return self._header

    @property
    def fingerprints(self) -> frozenset[bytes]:
        """Of the texts that the registry was loaded from, as they were then; none for one that was built by hand."""
        return self._origins.fingerprints if self._origins else frozenset()

    @property
    def title(self) -> str | None:
        """The title of the chronology."""
        return self._header.title

    @property
    def events(self) -> Mapping[str, Event]:
        """Events by id, in date order."""
        return self._events

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return self._claims

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return self._actors

    @property
    def places(self) -> Mapping[str, Place]:
        """Places by id."""
        return self._places

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return self._sources

    @property
    def propositions(self) -> Mapping[str, Proposition]:
        """Propositions by id."""
        return self._propositions

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ids that a term may name: those of records, those that events bear, the known kinds.

        A part of a registry keeps the vocabulary of the whole, so that ``where(a).where(b)`` answers as
        ``where(a & b)`` does.
        """
        events = self._events.values()
        own = Vocabulary(
            actors=frozenset(self.actors).union(one.actor for event in events for one in event.participants),
            places=frozenset(self.places).union(place for event in events for place in event.places),
            sources=frozenset(self.sources).union(cited.source for event in events for cited in event.sources),
            kinds=frozenset(self.header.families()).union(event.kind for event in events),
            tags=frozenset(tag for event in events for tag in event.tags),
        )
        return own | self._inherited if self._inherited else own

    def section(self, name: str) -> Mapping[str, Record]:
        """The records of a section (``events``, ``claims``, ``actors``, ...) by id."""
        records: Mapping[str, Record] = getattr(self, name)
        return records

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events.values())

    def __contains__(self, id: object) -> bool:
        return id in self._events

    def __getitem__(self, id: str) -> Event:
        try:
            return self._events[id]
        except (KeyError, TypeError):
            raise UnknownId(id, "event", self._events) from None

    def __or__(self, other: Registry) -> Registry:
        """The records of both, under the header of the first.

        Raises
        ------
        RegistryError
            Both hold an id of one section, and the records differ.
        """
        if not isinstance(other, Registry):
            return NotImplemented
        merged = {name: [*self.section(name).values(), *other.section(name).values()] for name in SECTIONS}
        kinds = dict.fromkeys((*self.header.kinds, *other.header.kinds))
        header = self.header.model_copy(update={"kinds": tuple(kinds)})
        origins, vocabulary = FirstOf(self._origins, other._origins), self.vocabulary | other.vocabulary
        return Registry(header=header, origins=origins, vocabulary=vocabulary, **merged)  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Registry):
            return NotImplemented
        return self.header == other.header and all(self.section(name) == other.section(name) for name in SECTIONS)

    def __hash__(self) -> int:
        return hash((self.header, *(frozenset(self.section(name)) for name in SECTIONS)))

    def __repr__(self) -> str:
        return f"<Registry {self.title or 'without a title'!r}: {self._counts()}>"

    def _repr_html_(self) -> str:
        return notebook_table(tuple(self), self.actors, title=self.title, counts=self._counts())

    def _counts(self) -> str:
        numbers = {name: len(self.section(name)) for name in SECTIONS}
        said = (f"{number:,} {SINGULAR[name] if number == 1 else name}" for name, number in numbers.items() if number)
        return ", ".join(said) or "empty"

    def where(self, term: Term) -> Registry:
        """The events for which a term holds, as a registry: with the claims about them and all other records.

        Raises
        ------
        UnknownId
            The term names an actor, place, source, kind or tag that the registry does not know.
        """
        return select(self, term)

    def take(self, ids: Iterable[str]) -> Registry:
        """The events with these ids, as a registry: with the claims about them and all other records.

        Raises
        ------
        UnknownId
            An id that no event has.
        """
        taken = {id: self[id] for id in ids}
        part = Registry(header=self.header, origins=self._origins)
        part._events = MappingProxyType({id: event for id, event in self._events.items() if id in taken})
        part._claims = MappingProxyType(
            {id: claim for id, claim in self._claims.items() if not taken.keys().isdisjoint(claim.about)}
        )
        part._actors, part._places = self._actors, self._places
        part._sources, part._propositions = self._sources, self._propositions
        part.vocabulary = self.vocabulary
        return part

    def claims_about(self, id: str) -> tuple[Claim, ...]:
        """The claims about an event, in the order of the file.

        Raises
        ------
        UnknownId
            No event has this id.
        """
        return self._claims_by_event.get(self[id].id, ())

    def parts_of(self, id: str) -> tuple[Event, ...]:
        """The events whose ``part_of`` is this event, in date order."""
        whole = self[id].id
        return tuple(event for event in self if event.part_of == whole)

    def contested(self) -> tuple[Contested, ...]:
        """Every other date on record, and every claim of fact that the editors do not follow, by event in date order.

        >>> from chronology.model.event import Event
        >>> date = {"date": "1807-07-09", "note": "The treaty with Prussia."}
        >>> event = Event(id="tilsit", title="Tilsit", date="1807-07-07", kind="treaty", alternatives=[date])
        >>> [(one.event, one.held, one.other, one.agrees) for one in Registry(events=[event]).contested()]
        [('tilsit', '1807-07-07', '1807-07-09', False)]
        """
        return tuple(contested_in(self, self.claims.values()))

    def actor(self, name: str) -> Actor:
        """The actor with this id, name, alias or code; case does not count, but for ids it comes first.

        Raises
        ------
        UnknownId
            Nobody is called so.
        QueryError
            Several actors are called so.
        """
        if name in self._actors:
            return self._actors[name]
        found = self._actors_by_name.get(str(name).casefold(), ())
        if len(found) == 1:
            return self._actors[found[0]]
        if found:
            raise QueryError(f"'{name}' may be {' or '.join(found)}: use an id")
        raise UnknownId(name, "actor", [*self._actors, *(actor.name for actor in self._actors.values())])

    def origin(self, id: str, field: str = "", *, section: str | None = None) -> Position | None:
        """Where a record, or a field of it such as ``participants[0].role``, was written.

        Without `section`, the id is looked for among events, claims, propositions, actors, places and sources, in
        this order. ``None`` for records that were built by hand.

        Raises
        ------
        UnknownId
            No record has this id.
        """
        for name in SECTIONS if section is None else (section,):
            if id in self.section(name):
                return self._origins.position(name, id, field) if self._origins else None
        known = [known for name in SECTIONS for known in self.section(name)]
        raise UnknownId(id, SINGULAR.get(section or "", "record"), known)

    def header_origin(self, field: str = "") -> Position | None:
        """Where the header, or a field of it such as ``ignore.unused-id``, was written; ``None`` if by hand."""
        if self._origins is None:
            return None
        name, _, rest = field.partition(".")
        name, bracket, index = name.partition("[")
        return self._origins.position("chronology", name, bracket + index + rest)

    @classmethod
    def from_frame(cls, frame: object, *, header: Header | None = None) -> Registry:
        """The events in an event table, as a registry: the inverse of :meth:`to_frame`.

        A table holds less than a registry: no claims, and of sources, actors and places only the ids. Places of which
        it knows the coordinates become records, named by their ids; put the others beside them with ``|``.

        Parameters
        ----------
        frame : an event table of pandas, PyArrow, Polars, or another engine, which then computes it. Only ``id``,
            ``title``, ``kind`` and ``date`` must be there.
        header : title, editors and further kinds.

        Raises
        ------
        QueryError
            It is no table, lacks one of the four columns, or has one that an event has no field for.
        RegistryError
            Something is wrong with rows, or an event cannot hold what a row has. ``problems`` holds all that is, each
            with the row, counted from 0, and the column.

        >>> import pandas as pd
        >>> frame = pd.DataFrame({"id": ["tilsit"], "title": ["Tilsit"], "kind": ["treaty"], "date": ["1807-07"]})
        >>> Registry.from_frame(frame)["tilsit"].date
        When('1807-07')
        """
        events, places = records_in(frame)
        return cls(events=events, places=places, header=header)

    def to_frame(self) -> pd.DataFrame:
        """The event table: one row an event, in date order; columns as in ``chronology.query.table.COLUMNS``.

        Each call gives a new one, to change at will.
        """
        return as_frame(self.to_arrow())

    def to_arrow(self) -> pa.Table:
        """The event table in Arrow, types as in ``chronology.query.table.arrow_schema``. It is built once."""
        return self._table

    def alternatives_frame(self) -> pd.DataFrame:
        """The event table of the alternative dates: one row for each alternative of each event."""
        return as_frame(self.alternatives_arrow())

    def alternatives_arrow(self) -> pa.Table:
        """The event table of the alternative dates in Arrow. It is built once."""
        return self._alternatives_table

    def claims_frame(self) -> pd.DataFrame:
        """The claims table: one row a claim; columns as in ``chronology.query.table.CLAIM_COLUMNS``."""
        return table_of(map(claim_row, self.claims.values()), CLAIM_COLUMNS)

    @cached_property
    def _table(self) -> pa.Table:
        return arrow_table(event_row(event, self.places) for event in self)

    @cached_property
    def _alternatives_table(self) -> pa.Table:
        return arrow_table(alternative_rows(self, self.places))

    @cached_property
    def _claims_by_event(self) -> dict[str, tuple[Claim, ...]]:
        gathered: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            for id in dict.fromkeys(claim.about):
                gathered.setdefault(id, []).append(claim)
        return {id: tuple(claims) for id, claims in gathered.items()}

    @cached_property
    def _actors_by_name(self) -> dict[str, tuple[str, ...]]:
        gathered: dict[str, list[str]] = {}
        for actor in self.actors.values():
            names = (actor.id, actor.name, *actor.aliases, *actor.codes.values())
            for name in dict.fromkeys(name.casefold() for name in names):
                gathered.setdefault(name, []).append(actor.id)
        return {name: tuple(ids) for name, ids in gathered.items()}


def _records(section: str, records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
    """The records of a section, each of its model."""
    model = SECTIONS[section]
    for record in records:
        if not isinstance(record, model):
            raise TypeError(f"the {section} of a Registry are {model.__name__} records, not {type(record).__name__}")
        yield record


def _by_id(section: str, records: Iterable[AnyRecord]) -> Mapping[str, AnyRecord]:
    """Records by id; the same record twice is one."""
    mapping: dict[str, AnyRecord] = {}
    problems = []
    for record in _records(section, records):
        if mapping.setdefault(record.id, record) != record:
            what = f"two different {section} have this id (rename one of them)"
            problems.append(Problem("", None, None, record.id, what))
    if problems:
        raise RegistryError(problems)
    return MappingProxyType(mapping)
