"""What is wrong with an event table, counted by its own engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.errors import MESSAGE_LIMIT, QueryError, printable
from chronology.model.vocabulary import ROLES, STATUSES
from chronology.query.engines import computable, exploded, opened
from chronology.query.select import Chronicle
from chronology.query.table import COLUMNS

if TYPE_CHECKING:
    import narwhals as nw

    from chronology.query.engines import Frame

NULLABLE: Final = frozenset({"lat", "lon", "part_of", "summary"})
"""The columns that may be null, where nothing is known."""
