"""What the oracle knows of rows: which count, which units they have, and which term holds for them.

An event is a plain dict with the columns of the event table. Everything here is a loop that can be read aloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from chronology.dates.bounds import Bounds
from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START
from chronology.query.terms import AllOf, AnyOf, Everything, InTime, Involving, Listed, Not, Term

SHOWN = ("status", "part_of", "kind", "summary", "roles", "side_a", "side_b", "tags", "places", "sources")


class Row(dict[str, Any]):
    """A row of the event table, which shows itself without what is empty in it, so that a failure can be read."""

    def __repr__(self) -> str:
        shown = [f"{name}={self[name]!r}" for name in SHOWN if self[name] not in (None, [])]
        return f"<{', '.join([self['id'], self['date'], *shown])}>"


Rows = list[Row]
By = str | Sequence[str] | None

OPEN = (OPEN_START, OPEN_END)
LIST_COLUMN = {
    "actor": "actors",
    "acting": "acting",
    "place": "places",
    "tag": "tags",
    "source": "sources",
    "role": "roles",
}
TEXT_LISTS = ("actors", "roles", "acting", "side_a", "side_b", "places", "tags", "sources")
OF_ACTORS = ("actor", "acting", "dyad", "directed_dyad")
NOT_HAPPENED = ("planned", "did_not_happen")


class Answer(NamedTuple):
    """A table: its columns with their types (text, texts, int, float, bool), and its rows in order."""

    columns: dict[str, str]
    rows: list[tuple[Any, ...]]


def chosen(rows: Rows, term: Term, *, all_statuses: bool) -> Rows:
    """The rows that count and for which the term holds."""
    return [row for row in rows if holds(term, row) and (all_statuses or row["status"] not in NOT_HAPPENED)]


def wholes_of(table: Rows) -> dict[str, set[str]]:
    """What each event of a table is a part of: its whole, the whole of that, and so on, never itself."""
    whole_of = {row["id"]: row["part_of"] for row in table}
    above = {}
    for id in whole_of:
        found: set[str] = set()
        whole = whole_of[id]
        while whole is not None and whole != id and whole not in found:
            found.add(whole)
            whole = whole_of.get(whole)
        above[id] = found
    return above


def without_wholes(selected: Rows, table: Rows, *, wholes: bool) -> Rows:
    """The selected rows without those of which another selected row is a part."""
    if wholes:
        return selected
    above = wholes_of(table)
    return [row for row in selected if not any(row["id"] in above[other["id"]] for other in selected)]


def holds(term: Term, row: Row) -> bool:
    """Whether a term holds for a row; only the terms that the questions use."""
    match term:
        case Everything():
            return True
        case Not(inner):
            return not holds(inner, row)
        case AllOf(terms):
            return all(holds(each, row) for each in terms)
        case AnyOf(terms):
            return any(holds(each, row) for each in terms)
        case Listed(column, values):
            borne = row[column]
            return any(value == borne if isinstance(borne, str) else value in borne for value in values)
        case Involving(actors, None, together):
            if not together:
                return all(actor in row["actors"] for actor in actors)
            pairs = [(one, other) for one in actors for other in actors]
            return all(actor in row["acting"] for actor in actors) and not any(opposed(row, *pair) for pair in pairs)
        case InTime("during", date, certainty):
            span = Bounds(date.bounds.start_min, date.bounds.start_min, date.bounds.end_max, date.bounds.end_max)
            answer = bounds_of(row).overlaps(span)
            if certainty is Certainty.CERTAIN:
                return answer is Certainty.CERTAIN and row["qualifiers"] == ""
            return answer is not Certainty.IMPOSSIBLE
    raise NotImplementedError(repr(term))


def bounds_of(row: Row) -> Bounds:
    return Bounds(row["start_min"], row["start_max"], row["end_min"], row["end_max"])


def opposed(row: Row, one: str, other: str) -> bool:
    """Whether two actors stand on opposite sides of an event."""
    side_a, side_b = row["side_a"], row["side_b"]
    return (one in side_a and other in side_b) or (one in side_b and other in side_a)


def dyads(row: Row) -> list[tuple[str, str]]:
    """The pairs of actors that act together, the first in text order first."""
    acting = sorted(set(row["acting"]))
    return [(one, other) for one in acting for other in acting if one < other and not opposed(row, one, other)]


def on_one_side(row: Row, one: str, other: str) -> bool:
    """Whether two actors stand on the same side of an event."""
    return any(one in row[side] and other in row[side] for side in ("side_a", "side_b"))


def acts_on(row: Row, one: str, other: str) -> bool:
    """Whether an actor acts on another: on the other side, or a target or somebody affected who is not on its side."""
    named = f"{other}:target" in row["roles"] or f"{other}:affected" in row["roles"]
    suffers = opposed(row, one, other) or (named and not on_one_side(row, one, other))
    return one in row["acting"] and one != other and suffers


def directed_dyads(row: Row) -> list[tuple[str, str]]:
    """Who acts on whom."""
    named = sorted({*row["actors"], *row["side_a"], *row["side_b"]})
    return [(one, other) for one in named for other in named if acts_on(row, one, other)]


def unit_columns(by: By) -> list[str]:
    """The columns that a unit, or several, has in an answer."""
    names = [by] if isinstance(by, str) else list(by or [])
    return [column for name in names for column in (["actor_1", "actor_2"] if name.endswith("dyad") else [name])]


def units(row: Row, by: By, among: Sequence[str] | None = None) -> list[tuple[str | None, ...]]:
    """The units of a row, each once: all combinations where there are several names. ``None`` where a list is empty.

    With `among`, actors and dyads are made of these actors alone.
    """
    names = [by] if isinstance(by, str) else list(by or [])
    combined: list[tuple[str | None, ...]] = [()]
    for name in names:
        found = _units_of_one_name(row, name)
        if among is not None and name in OF_ACTORS:
            found = [unit for unit in found if all(actor in among for actor in unit)]
        combined = [(*unit, *more) for unit in combined for more in found]
    return combined


def _units_of_one_name(row: Row, name: str) -> list[tuple[str | None, ...]]:
    if name == "dyad":
        return list(dyads(row))
    if name == "directed_dyad":
        return list(directed_dyads(row))
    column = LIST_COLUMN.get(name, name)
    if column in TEXT_LISTS:
        return [(value,) for value in sorted(set(row[column]))] or [(None,)]
    return [(row[column],)]


def groups(rows: Rows, by: By, among: Sequence[str] | None = None) -> dict[tuple[str | None, ...], Rows]:
    """The rows of each unit, units in order, nulls first."""
    gathered: dict[tuple[str | None, ...], Rows] = {}
    for row in rows:
        for unit in units(row, by, among):
            gathered.setdefault(unit, []).append(row)
    return {unit: gathered[unit] for unit in sorted(gathered, key=nulls_first)}


def nulls_first(values: tuple[Any, ...]) -> list[tuple[bool, Any]]:
    """A sort key of a row that may hold nulls."""
    return [(value is not None, "" if value is None else value) for value in values]


def date_order(row: Row) -> tuple[Any, ...]:
    return (*bounds_of(row), row["date"], row["id"])


def difference(later: int, earlier: int) -> int | None:
    """Days from one day to another; ``None`` where either is no day."""
    return None if later in OPEN or earlier in OPEN else later - earlier


def certain(low: int | None, high: int | None, least: int, most: int, *rows: Row) -> bool:
    """Whether the whole range lies in least..most, and no date is doubted."""
    known = low is not None and high is not None and least <= low and high <= most
    return known and all(row["qualifiers"] == "" for row in rows)
