"""The columns of a CSV file: which names are too much like another."""

from __future__ import annotations

from typing import Final

from chronology.query.table import COLUMNS


def column_meant(name: str) -> str | None:
    """The column of the event table that a name seems to mean without being it: ``sources`` for ``Source``."""
    meant = _SPELLINGS.get(_spelling(name))
    return None if name in COLUMNS else meant


def _spelling(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_").removesuffix("s")


_SPELLINGS: Final = {_spelling(name): name for name in COLUMNS}
