"""What a chart was given: a registry, an event table of any engine or a list of events, and what its ids are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from chronology.errors import QueryError, did_you_mean, printable
from chronology.model.event import Event
from chronology.model.header import Header, plain_words
from chronology.registry.registry import Registry

COLUMN_OF: Final[Mapping[str, str]] = {
    "kind": "kind",
    "actor": "actors",
    "place": "places",
    "tag": "tags",
    "source": "sources",
}
"""What events can be grouped by, besides the columns of the table, and the column that holds it."""


@dataclass(frozen=True)
class Given:
    """A Registry, or an event table as its library has it; ``registry`` is None for a table."""

    table: Any
    registry: Registry | None = None

    @property
    def header(self) -> Header:
        """What the registry says of itself; the plain vocabulary for a table."""
        return self.registry.header if self.registry is not None else Header()

    @property
    def title(self) -> str | None:
        """The title of the registry."""
        return self.registry.title if self.registry is not None else None

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """For each grouping the names of its values, as far as anything has one."""
        kinds = {"kind": self.header.family_names()}
        if self.registry is None:
            return kinds
        return {
            **kinds,
            "actor": {id: actor.name for id, actor in self.registry.actors.items()},
            "place": {id: place.name for id, place in self.registry.places.items()},
            "source": {id: source.title for id, source in self.registry.sources.items()},
        }

    def name(self, by: str, value: str) -> str:
        """The name of a value of a grouping; the value itself where it has none."""
        return self.names.get(by, {}).get(value, plain_words(value) if by in ("kind", "tag") else value)


def given(data: object) -> Given:
    """What the functions of charts take, seen as one thing.

    Raises
    ------
    QueryError
        It is no Registry, no event table and no list of Event.
    """
    import narwhals as nw

    if isinstance(data, Registry):
        return Given(data, data)
    if isinstance(data, list | tuple) and all(isinstance(event, Event) for event in data):
        registry = Registry(events=data)
        return Given(registry, registry)
    if isinstance(nw.from_native(data, pass_through=True), nw.DataFrame | nw.LazyFrame):
        return Given(data)
    kinds = "a Registry, an event table or a list of Event"
    raise QueryError(f"{printable(type(data).__name__)} cannot be drawn (give {kinds})")


def require_fields(fields: Iterable[str], columns: Sequence[str]) -> None:
    """Nothing, where every field is one that events can be grouped by.

    Raises
    ------
    QueryError
        A field that is neither a grouping nor a column; it names the nearest one.
    """
    for name in fields:
        if COLUMN_OF.get(name, name) in columns:
            continue
        if name in COLUMN_OF:
            raise QueryError(f"'{name}' needs the column '{COLUMN_OF[name]}', which the table does not have")
        hint = did_you_mean(name, [*COLUMN_OF, *columns]) or f" (take one of {', '.join(COLUMN_OF)} or a column)"
        raise QueryError(f"events have no '{printable(name)}'{hint}")


def worded(labels: Mapping[str, str] | None, words: Mapping[str, str]) -> Mapping[str, str]:
    """The words of a chart for its columns, with those of the caller in their place.

    Parameters
    ----------
    labels : other words, by column, as plotly express takes them.
    words : the columns that the chart speaks of, each with the word that it has for it.

    Raises
    ------
    QueryError
        `labels` speaks of a column that the chart does not show.
    """
    for name in labels or {}:
        if name not in words:
            hint = did_you_mean(name, words) or f" (it has: {', '.join(words)})"
            raise QueryError(f"labels: the chart does not speak of '{printable(name)}'{hint}")
    return {**words, **(labels or {})}
