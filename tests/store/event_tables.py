"""Event tables for the tests of files: rows as anybody may have written them, with any text in any place for text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from chronology.model.vocabulary import ACTING_ROLES, ROLES, STATUSES
from chronology.query.soundness import NULLABLE
from chronology.store.table_rows import ORDER
from tests.query.event_tables import event, table

DATES = (
    *("2014-02-20", "2014-02", "2014", "201X", "2014-02-20?/..", "../2013", "/2013", "2013/", "[..1984]", "[1984..]"),
    *("{2014-02,2014-05}", "[2014-02-20,2014-03-01]", "1807-07-07/1807-07-09", "1947/1991", "2014~", "2014-02%"),
    *("-0044-03-15", "0000", "-0001-12-31/0001", "0987-01-01", "Y170000002", "Y-170000002", "2014-21", "1970-01-01"),
)
NASTY = (
    "",
    " ",
    "'",
    "''",
    "'=1",
    "=1+1",
    "-",
    "-x",
    "-5",
    "+",
    "@a",
    "\t",
    "\r",
    "a;b",
    "\\",
    "a\\;b",
    " x ",
    'a"b',
    "a,b",
)

text = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8))
texts = st.lists(text, max_size=3, unique=True)
known = st.one_of(st.none(), text)


def row(id: str, date: str = "2014-02-20", roles: Sequence[str] = (), **columns: Any) -> dict[str, Any]:
    """A row of the event table, with what follows from its date and its roles."""
    split = [role.rpartition(":") for role in roles]
    people = {
        "actors": list(dict.fromkeys(actor for actor, _, _ in split)),
        "roles": list(roles),
        "acting": list(dict.fromkeys(actor for actor, _, role in split if role in ACTING_ROLES)),
    }
    return event(id, date, kind="treaty", **dict.fromkeys(NULLABLE)) | people | columns


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some rows, in no order."""
    ids = draw(st.lists(text.filter(bool), unique=True, max_size=6))
    return [draw(_row(id)) for id in ids]


@st.composite
def _row(draw: st.DrawFn, id: str) -> dict[str, Any]:
    actors = draw(st.lists(text.filter(bool), max_size=3, unique=True))
    roles = [f"{actor}:{draw(st.sampled_from(ROLES))}" for actor in actors]
    return row(
        id,
        draw(st.sampled_from(DATES)),
        roles,
        title=draw(text),
        kind=draw(text),
        status=draw(st.sampled_from(STATUSES)),
        side_a=draw(st.lists(st.sampled_from(actors), unique=True)) if actors else [],
        places=draw(texts),
        tags=draw(texts),
        sources=draw(texts),
        lat=draw(st.one_of(st.none(), st.floats(-90, 90))),
        lon=draw(st.one_of(st.none(), st.floats(-180, 180))),
        part_of=draw(known),
        summary=draw(known),
    )


def arrow(rows: Sequence[dict[str, Any]], **others: Any) -> pa.Table:
    """Rows as an Arrow table, with other columns after those of the event table."""
    found = table(*rows)
    for name, values in others.items():
        found = found.append_column(name, pa.array(values) if isinstance(values, list) else values)
    return found


def in_order(table: pa.Table) -> pa.Table:
    """The rows in the order of a file."""
    return table.sort_by([(name, "ascending") for name in ORDER])


EXAMPLE = [
    row("vienna", "1814-09~/1815-06-09", ["AUT:host", "RUS:party"], places=["vienna"], lat=48.2, lon=16.37),
    row(
        "tilsit",
        "1807-07-07",
        ["RUS:signatory", "FRA:signatory"],
        tags=["peace"],
        summary='On a raft; "two" treaties.\n',
    ),
    row("ides", "-0044-03-15", ["brutus:party", "caesar:target"], side_a=["brutus"], side_b=["caesar"], summary=""),
    row("war", "1812/1815", ["RUS:party"], part_of=None, status="reported"),
    row("going-on", "2013/..", ["RUS:party"], part_of="war"),
    row("some-day", "[..1984]", [], sources=["a", "b"]),
]
