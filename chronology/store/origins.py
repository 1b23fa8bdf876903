"""Where the records of a loaded registry were written."""

from __future__ import annotations

from chronology.registry.origin import Position
from chronology.store.marks import Marks


class FileOrigins:
    """The positions of the records of some files, each with its name."""

    def __init__(self, files: tuple[tuple[str, Marks], ...]) -> None:
        self._files = files

    @property
    def fingerprints(self) -> frozenset[bytes]:
        """Of the texts of the files."""
        return frozenset(marks.fingerprint for _, marks in self._files)

    def position(self, section: str, id: str, field: str) -> Position | None:
        """Where the value of a field stands, or its nearest enclosing field; the key, for a record as a whole."""
        for name, marks in self._files:
            place = marks.find(section, id, field)
            if place is not None:
                return Position(name, *marks.line_column(place.value if field else place.key))
        return None
