"""Which form of a noun goes with a whole number, as the Unicode CLDR has it."""

from __future__ import annotations

from collections.abc import Mapping

Forms = Mapping[str, str]
"""A text for each plural category that a language has."""

Table = Mapping[str, str | Forms]
"""Texts, or the forms of one, by the English."""

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "en": ("one", "other"),
    "de": ("one", "other"),
    "fr": ("one", "other"),
    "ru": ("one", "few", "many", "other"),
    "zh": ("other",),
}
"""The categories that whole numbers below a million fall into, and ``other``."""


def plural_category(language: str, number: int) -> str:
    """``one``, ``few``, ``many`` or ``other``.

    >>> [plural_category("ru", number) for number in (1, 3, 11, 21)]
    ['one', 'few', 'many', 'one']
    """
    if language == "ru":
        return _russian(number)
    if language == "zh":
        return "other"
    return "one" if number == 1 or (language == "fr" and number == 0) else "other"


def _russian(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"
