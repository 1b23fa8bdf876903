"""Rows of a CSV file as rows of the event table, with what they leave out filled in from date and roles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

from chronology.dates.columns import bounds_of
from chronology.dates.when import When
from chronology.errors import DateError, FormatError, did_you_mean, printable
from chronology.model.vocabulary import ACTING_ROLES, STATUSES
from chronology.query.soundness import DEGREES, degree_fault, role_fault
from chronology.query.table import COLUMNS, REQUIRED, arrow_schema
from chronology.store.csv_cells import format_bound, parse_bound, parse_number, parse_text, parse_texts

if TYPE_CHECKING:
    import pyarrow as pa

Seen: TypeAlias = dict[str, tuple[str, int]]
"""Each id and where it was first: file and line."""

Value = TypeVar("Value")

_BOUNDS: Final = ("start_min", "start_max", "end_min", "end_max")
_SOME_DATE: Final = "2000"


@dataclass(frozen=True, slots=True)
class CsvRows:
    """Some rows of a file: the line of each, and the cells of each column that the file has."""

    path: str
    lines: Sequence[int]
    cells: Mapping[str, Sequence[str]]
    note_line: Callable[[int, str, str], None]

    def note(self, row: int, column: str, what: str) -> None:
        """Note that a cell is wrong."""
        self.note_line(self.lines[row], column, what)

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column; empty ones where the file has none."""
        return self.cells.get(name) or ("",) * len(self.lines)

    def read(self, name: str, parse: Callable[[str], Value | None]) -> list[Value | None]:
        """The values in a column; what is none is noted, and ``None``."""
        cells, faults = self.column(name), dict[str, str]()
        values = {cell: _value(cell, parse, faults) for cell in set(cells)}
        for row, cell in enumerate(cells if faults else ()):
            if cell in faults:
                self.note(row, name, faults[cell])
        return [values[cell] for cell in cells]


def _value(cell: str, parse: Callable[[str], Value | None], faults: dict[str, str]) -> Value | None:
    try:
        return parse(cell)
    except FormatError as error:
        faults[cell] = str(error)
        return None


class _Dates(NamedTuple):
    """The dates of rows with what follows from them. Those that are none are not ``sound`` and have some days."""

    texts: list[str]
    sound: list[bool]
    bounds: Mapping[str, list[int]]
    qualifiers: list[str]


def table_of(rows: CsvRows, seen: Seen) -> pa.Table:
    """Rows as an event table; what is wrong is noted, and stands in it as something else."""
    import pyarrow as pa

    dates, people = _dates(rows), _people(rows)
    ours: dict[str, Any] = {name: rows.read(name, parse_text) for name, kind in COLUMNS.items() if kind == "text"}
    _check_required(rows, ours)
    _check_ids(rows, ours["id"], seen)
    ours |= {"date": dates.texts, "qualifiers": _qualifiers(rows, dates), "status": _statuses(rows, ours["status"])}
    ours |= {name: _days(rows, name, dates) for name in _BOUNDS}
    ours |= {name: _numbers(rows, name) for name in DEGREES}
    ours |= {name: rows.read(name, parse_texts) for name in ("places", "tags", "sources")} | people
    others = {name: rows.read(name, parse_text) for name in rows.cells if name not in COLUMNS}
    schema = pa.schema([*arrow_schema(), *((name, pa.string()) for name in others)])
    return pa.table(ours | others, schema=schema)


def _check_required(rows: CsvRows, columns: Mapping[str, Sequence[str | None]]) -> None:
    for name in REQUIRED:
        for row, value in enumerate(columns[name]):
            if value is None:
                rows.note(row, name, "is empty, and every event must have one")


def _check_ids(rows: CsvRows, ids: Iterable[str | None], seen: Seen) -> None:
    for row, id in enumerate(ids):
        if id is not None and id in seen:
            file, line = seen[id]
            where = f"line {line}" if file == rows.path else f"{printable(os.path.basename(file))}:{line}"
            rows.note(row, "id", f"'{printable(id)}' is also the id in {where} (rename one of the two)")
        elif id is not None:
            seen[id] = rows.path, rows.lines[row]


def _statuses(rows: CsvRows, statuses: Iterable[str | None]) -> list[str]:
    given = [status or STATUSES[0] for status in statuses]
    for row, status in enumerate(given):
        if status not in STATUSES:
            rows.note(row, "status", f"'{printable(status)}' is not a status{_hint(status, STATUSES)}")
    return given


def _hint(word: str, known: Sequence[str]) -> str:
    return did_you_mean(word, known) or f" ({', '.join(known)})"


def _dates(rows: CsvRows) -> _Dates:
    texts = [parse_text(cell) or "" for cell in rows.column("date")]
    sound = [True] * len(texts)
    try:
        bounds = bounds_of(texts)
    except DateError:
        sound = _sound(rows, texts)
        texts = [text if fits else _SOME_DATE for text, fits in zip(texts, sound, strict=True)]
        bounds = bounds_of(texts)
    days = {name: getattr(bounds, name).tolist() for name in _BOUNDS}
    marked = zip(texts, bounds.qualified.tolist(), strict=True)
    return _Dates(texts, sound, days, [_marks(text) if qualified else "" for text, qualified in marked])


def _sound(rows: CsvRows, texts: Sequence[str]) -> list[bool]:
    """For each text whether it is a date; if not, and there is one, this is noted."""
    faults = {text: _fault(text) for text in set(texts)}
    for row, text in enumerate(texts):
        if text and faults[text]:
            rows.note(row, "date", faults[text])
    return [not faults[text] for text in texts]


def _fault(text: str) -> str:
    try:
        When.parse(text)
    except DateError as error:
        return str(error)
    return ""


@lru_cache(maxsize=2**16)
def _marks(text: str) -> str:
    return When.parse(text).qualifiers


def _days(rows: CsvRows, name: str, dates: _Dates) -> list[int]:
    """The days of a column as the dates give them; a cell that says something else is noted."""
    found = dates.bounds[name]
    for row, day in enumerate(rows.read(name, parse_bound) if name in rows.cells else ()):
        if day is not None and day != found[row] and dates.sound[row]:
            rows.note(row, name, _not_of_date(format_bound(day), dates.texts[row], format_bound(found[row])))
    return found


def _qualifiers(rows: CsvRows, dates: _Dates) -> list[str]:
    for row, marks in enumerate(rows.read("qualifiers", parse_text) if "qualifiers" in rows.cells else ()):
        if marks and marks != dates.qualifiers[row] and dates.sound[row]:
            rows.note(row, "qualifiers", _not_of_date(marks, dates.texts[row], dates.qualifiers[row] or "none"))
    return dates.qualifiers


def _not_of_date(given: str, date: str, found: str) -> str:
    what = f"'{printable(given)}' is not what the date '{printable(date)}' has, {found}"
    return f"{what} (correct one of the two, or leave this cell empty)"


def _numbers(rows: CsvRows, name: str) -> list[float | None]:
    found = rows.read(name, parse_number)
    for row, number in enumerate(found):
        if number is not None and (fault := degree_fault(name, number)):
            rows.note(row, name, fault)
    return found


def _people(rows: CsvRows) -> dict[str, list[tuple[str, ...]]]:
    """The columns of who took part."""
    lists = {name: [texts or () for texts in rows.read(name, parse_texts)] for name in _PEOPLE}
    for row, roles in enumerate(lists["roles"]):
        for role in roles:
            if fault := role_fault(role):
                rows.note(row, "roles", fault)
        named = _actors_of(roles)
        for column in ("actors", "acting"):
            lists[column][row] = _settled(rows, row, column, lists[column][row], named[column], bool(roles))
        for side in ("side_a", "side_b"):
            for actor in lists[side][row]:
                if actor not in lists["actors"][row]:
                    rows.note(row, side, f"'{printable(actor)}' is not among the actors (add a role for it)")
    return lists


_PEOPLE: Final = ("actors", "roles", "acting", "side_a", "side_b")


@lru_cache(maxsize=2**16)
def _actors_of(roles: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """All actors in roles, and those that act."""
    split = [text.rpartition(":") for text in roles]
    acting = dict.fromkeys(actor for actor, _, role in split if role in ACTING_ROLES)
    return {"actors": tuple(dict.fromkeys(actor for actor, _, _ in split)), "acting": tuple(acting)}


def _settled(
    rows: CsvRows, row: int, column: str, given: tuple[str, ...], found: tuple[str, ...], has_roles: bool
) -> tuple[str, ...]:
    """The actors that a cell gives, or those of the roles; that it says something else than the roles is noted."""
    if not given:
        return found
    if has_roles and set(given) != set(found):
        what = f"{_named(given)} are not those of the roles, {_named(found)}"
        rows.note(row, column, f"{what} (correct one of the two, or leave this cell empty)")
    return given


def _named(actors: Sequence[str]) -> str:
    return f"'{printable(', '.join(actors))}'" if actors else "none"
