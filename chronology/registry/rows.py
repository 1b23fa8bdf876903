"""The rows of an event table as records: the inverse of ``frames``, as far as a table holds what a record has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from chronology.errors import Problem, QueryError, RegistryError, did_you_mean, printable
from chronology.model.event import Event
from chronology.model.place import Place
from chronology.model.vocabulary import ROLES
from chronology.query.engines import collected
from chronology.query.opening import computable, opened
from chronology.query.soundness import DEGREES, NULLABLE, column_names, degree_fault, role_fault
from chronology.query.table import COLUMNS, REQUIRED, require_columns
from chronology.registry.coordinates import points_of
from chronology.registry.frames import event_row

Row = Mapping[str, Any]

_TEXTS: Final = (*REQUIRED, "status", "part_of", "summary")
_SIDES: Final = ("a", "b")


class Records(NamedTuple):
    """The events in the rows of a table, and the places of which it knows where they are."""

    events: list[Event]
    places: list[Place]


def records_in(frame: object) -> Records:
    """The events and places in an event table.

    Raises
    ------
    QueryError
        It is no table, lacks a column that an event must have, or has one that an event has no field for.
    RegistryError
        Something is wrong with rows; ``problems`` holds all that is, each with row and column.
    """
    rows, problems = _rows_of(frame), _Problems()
    events = {at: event for at, row in enumerate(rows) if (event := _event(at, row, problems))}
    points = points_of([rows[at] for at in events])
    places = {id: Place(id=id, name=id, lat=point.lat, lon=point.lon) for id, point in points.items()}
    for at, event in events.items():
        _note_losses(at, rows[at], event_row(event, places), problems)
    _check_ids(rows, problems)
    problems.refuse()
    return Records(list(events.values()), list(places.values()))


class _Part(NamedTuple):
    """An actor's part in an event, not checked yet."""

    actor: str
    role: str
    side: str | None


class _Problems:
    """What is wrong, and in which row."""

    def __init__(self) -> None:
        self._by_row: list[tuple[int, Problem]] = []

    def note(self, at: int, row: Row, column: str, what: str) -> None:
        """Note that something is wrong in a row."""
        id = row["id"]
        where = f"row {at} ({printable(id, limit=40)}).{column}" if id else f"row {at}.{column}"
        self._by_row.append((at, Problem("", None, None, where, what)))

    def refuse(self) -> None:
        """Raise what is wrong, in the order of rows, if anything is."""
        if self._by_row:
            raise RegistryError([problem for _, problem in sorted(self._by_row, key=lambda found: found[0])])


def _rows_of(frame: object) -> list[dict[str, Any]]:
    import narwhals as nw

    frame = nw.to_native(frame, pass_through=True)
    names = column_names(frame)
    require_columns(names, REQUIRED)
    for name in names:
        if name not in COLUMNS:
            hint = did_you_mean(name, (ours for ours in COLUMNS if ours not in names)) or " (leave it out)"
            raise QueryError(f"column '{printable(name)}' is none of the event table, and no event can hold it{hint}")
    rows = collected(computable(opened(frame, names), names)).to_pylist()
    return [{name: _plain(name, value) for name, value in row.items()} for row in rows]


def _plain(name: str, value: Any) -> Any:
    """A value as a record has it: no list for an unknown one, nothing for an empty text or for no number."""
    if COLUMNS[name] == "texts":
        return value or []
    if COLUMNS[name] == "number":
        return value if value == value else None
    if isinstance(value, str):
        return value.strip() or ("" if name == "qualifiers" else None)
    return value


def _event(at: int, row: Row, problems: _Problems) -> Event | None:
    """The event in a row; ``None``, and what is wrong is noted, if there is none."""
    faults = [*_people_faults(row), *_degree_faults(row)]
    try:
        event = Event.model_validate(_fields(row))
    except ValidationError as error:
        faults += [(_column(detail["loc"]), detail["msg"]) for detail in error.errors(include_url=False)]
    for column, what in faults:
        problems.note(at, row, column, what)
    return None if faults else event


def _column(location: tuple[int | str, ...]) -> str:
    return "roles" if location[0] == "participants" else str(location[0])


def _people_faults(row: Row) -> Iterator[tuple[str, str]]:
    roles = row.get("roles", [])
    for text in roles:
        if fault := role_fault(text):
            yield "roles", fault
    known = {text.rpartition(":")[0] for text in roles}
    for column in ("actors", "acting", "side_a", "side_b"):
        for actor in row.get(column, []):
            if actor not in known:
                known.add(actor)
                yield column, f"'{printable(actor)}' has no role (add it to roles, such as RUS:party)"


def _degree_faults(row: Row) -> Iterator[tuple[str, str]]:
    for name in DEGREES:
        degrees = row.get(name)
        if degrees is not None and (fault := degree_fault(name, degrees)):
            yield name, fault


def _note_losses(at: int, row: Row, found: Row, problems: _Problems) -> None:
    """Note each column that an event has otherwise than the row."""
    for name, given in row.items():
        if given != found[name] and not (given is None and name not in NULLABLE):
            shown, kept = _shown(given), _shown(found[name])
            if name in DEGREES:
                problems.note(at, row, name, f"{shown} is of no place of the event (name one that has only this point)")
            else:
                remedy = "correct it, or leave the column out"
                problems.note(at, row, name, f"{shown} is not what the other columns give, {kept} ({remedy})")


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "", []) else printable(str(value), limit=80)


def _fields(row: Row) -> dict[str, Any]:
    fields = {name: row[name] for name in _TEXTS if row.get(name)}
    sources = [{"source": source} for source in row.get("sources", [])]
    lists = {name: row.get(name, []) for name in ("places", "tags")}
    return fields | lists | {"sources": sources, "participants": [part._asdict() for part in _parts_in(row)]}


def _parts_in(row: Row) -> list[_Part]:
    """Who takes part in the event of a row, in the order that gives its columns again.

    A role counts for the side that its actor stands on. An actor comes once more where the columns need it: who stands
    on both sides, or in another order than the roles. What is no role is left out.
    """
    sides = {side: row.get(f"side_{side}", []) for side in _SIDES}
    people: list[_Part] = []
    for text in row.get("roles", []):
        actor, _, role = text.rpartition(":")
        if actor and role in ROLES:
            people.append(_Part(actor, role, _side_of(actor, sides, people)))
    roles = {one.actor: one.role for one in reversed(people)}
    for side, members in sides.items():
        waiting = [actor for actor in members if actor in roles and actor not in _come(side, people)]
        people += [_Part(actor, roles[actor], side) for actor in waiting]
    return people


def _side_of(actor: str, sides: Mapping[str, Sequence[str]], people: Sequence[_Part]) -> str | None:
    """The side of an actor's next role: the one where it is the next to come, else one where it has come before."""
    for side, members in sides.items():
        come = _come(side, people)
        if len(come) < len(members) and members[len(come)] == actor:
            return side
    return next((side for side in sides if actor in _come(side, people)), None)


def _come(side: str, people: Sequence[_Part]) -> list[str]:
    """The actors on a side so far."""
    return list(dict.fromkeys(one.actor for one in people if one.side == side))


def _check_ids(rows: Sequence[Row], problems: _Problems) -> None:
    first: dict[str, int] = {}
    for at, row in enumerate(rows):
        if row["id"] and first.setdefault(row["id"], at) != at:
            problems.note(at, row, "id", f"this is the id in row {first[row['id']]} too (rename one of the two)")
