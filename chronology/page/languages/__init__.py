"""What the page says, in the languages besides English: one file each, all with the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chronology.page.languages.de import GERMAN
from chronology.page.languages.fr import FRENCH
from chronology.page.languages.plural import Table
from chronology.page.languages.ru import RUSSIAN
from chronology.page.languages.zh import CHINESE

TABLES: Final[Mapping[str, Table]] = {"ru": RUSSIAN, "zh": CHINESE, "de": GERMAN, "fr": FRENCH}
