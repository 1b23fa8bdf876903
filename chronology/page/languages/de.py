"""The page in German."""

from __future__ import annotations

from typing import Final

from chronology.page.languages.plural import Table

GERMAN: Final[Table] = {
    "Skip to the list of events": "Zur Liste der Ereignisse",
}
