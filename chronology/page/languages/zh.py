"""The page in Chinese."""

from __future__ import annotations

from typing import Final

from chronology.page.languages.plural import Table

CHINESE: Final[Table] = {}
