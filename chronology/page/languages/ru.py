"""The page in Russian."""

from __future__ import annotations

from typing import Final

from chronology.page.languages.plural import Table

RUSSIAN: Final[Table] = {}
