"""The page in French."""

from __future__ import annotations

from typing import Final

from chronology.page.languages.plural import Table

FRENCH: Final[Table] = {}
