"""The languages that dates can be put into: one file each, all shaped alike."""

from __future__ import annotations

from typing import Final

from chronology.dates.languages.de import GERMAN
from chronology.dates.languages.en import ENGLISH
from chronology.dates.languages.fr import FRENCH
from chronology.dates.languages.grammar import Language
from chronology.dates.languages.ru import RUSSIAN
from chronology.dates.languages.zh import CHINESE
from chronology.errors import QueryError, printable

LANGUAGES: Final = {language.locale: language for language in (ENGLISH, RUSSIAN, CHINESE, GERMAN, FRENCH)}


def language_of(locale: str) -> Language:
    """The language of a locale.

    Raises
    ------
    QueryError
        There are no words for it. No other language stands in.
    """
    if locale not in LANGUAGES:
        known = ", ".join(f"'{name}'" for name in LANGUAGES)
        raise QueryError(f"there are no words for dates in '{printable(str(locale))}' (choose one of {known})")
    return LANGUAGES[locale]
