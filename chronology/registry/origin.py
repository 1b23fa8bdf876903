"""Where in a file a record or a field was written."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Position(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Origins(Protocol):
    """What knows where the records of a registry were written."""

    @property
    def fingerprints(self) -> frozenset[bytes]:
        """Of the texts that were read, so that a file that has changed since is known."""

    def position(self, section: str, id: str, field: str) -> Position | None:
        """Where a field of a record stands, or its nearest enclosing field; ``None`` for an unknown record."""


class FirstOf:
    """The origins of a union: the first registry that knows the record answers."""

    def __init__(self, *origins: Origins | None) -> None:
        self._origins = tuple(known for known in origins if known is not None)

    @property
    def fingerprints(self) -> frozenset[bytes]:
        """Of the texts that any of the registries was read from."""
        return frozenset().union(*(origins.fingerprints for origins in self._origins))

    def position(self, section: str, id: str, field: str) -> Position | None:
        """Where the first registry that holds the record has it."""
        found = (origins.position(section, id, field) for origins in self._origins)
        return next((position for position in found if position is not None), None)
