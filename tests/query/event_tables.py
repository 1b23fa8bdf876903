"""Small event tables for the tests of questions: rows from a line each."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pyarrow as pa

from chronology.dates.when import When
from chronology.model.vocabulary import ACTING_ROLES
from chronology.query.table import arrow_schema


def table(*rows: dict[str, Any]) -> pa.Table:
    """An event table of such rows."""
    return pa.Table.from_pylist(list(rows), schema=arrow_schema())


def event(id: str, date: str, *who: str, kind: str = "meeting", **fields: Any) -> dict[str, Any]:
    """A row: participants are written ``actor:role`` or ``actor:role:side``; a bare actor is a party."""
    people = [(*one.split(":"), "party", "")[:3] if ":" not in one else (*one.split(":"), "")[:3] for one in who]
    when = When.parse(date)
    return {
        "id": id,
        "title": id,
        "kind": kind,
        "date": date,
        **when.bounds._asdict(),
        "qualifiers": when.qualifiers,
        "status": "established",
        "actors": _once(actor for actor, _, _ in people),
        "roles": _once(f"{actor}:{role}" for actor, role, _ in people),
        "acting": _once(actor for actor, role, _ in people if role in ACTING_ROLES),
        "side_a": _once(actor for actor, _, side in people if side == "a"),
        "side_b": _once(actor for actor, _, side in people if side == "b"),
        "places": [],
        "tags": [],
        "sources": [],
        **fields,
    }


def rows_of(answer: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer as tuples, with None for what is not known."""
    frame: Any = nw.from_native(answer)
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return [tuple(row.values()) for row in eager.to_arrow().to_pylist()]


def _once(values: Any) -> list[Any]:
    return list(dict.fromkeys(values))
