"""Words for the commonest dates: one day, or from one day to another, with nothing in doubt. They need no tree."""

from __future__ import annotations

import functools
import re
import string
from typing import Final

from chronology.dates.languages import language_of
from chronology.dates.languages.grammar import Language, Name, Year, around_year, year_beside

_DAY: Final = r"(?!0000)([0-9]{4})-([0-9]{2}-[0-9]{2})"
_PLAIN: Final = re.compile(rf"{_DAY}(?:/{_DAY})?", re.ASCII)


def plain_words(text: str, *, locale: str, short: bool) -> str | None:
    """A day or a range of days in words, as :func:`~chronology.dates.wording.words_of` has them; else ``None``.

    Parameters
    ----------
    text : EDTF of days that exist.

    Raises
    ------
    QueryError
        There are no words for the locale.

    >>> plain_words("2014-02-20/2014-03-18", locale="en", short=True)
    '20 Feb to 18 Mar 2014'
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    language = language_of(locale)
    year, day, last_year, last_day = match.groups()
    if last_year is None:
        return _dated(language, "", short, year, day)
    return _range(language, short, (year, day), (last_year, last_day))


def _range(language: Language, short: bool, first: tuple[str, str], last: tuple[str, str]) -> str:
    """From a day to another; what both share is said once."""
    terse = ("end" if language.descending else "start") if first[0] == last[0] else ""
    same_month = first[1][:2] == last[1][:2]
    ends = {"start": first, "end": last}
    words = ""
    for literal, end, form in _template(language):
        words += literal
        if end == terse and end:
            words += _undated(language, form, short, ends[end][1], same_month)
        elif end:
            words += _dated(language, form, short, *ends[end])
    return words


def _dated(language: Language, form: str, short: bool, year: str, day: str) -> str:
    before, after = _around(language, form, short, day)
    return before + _year(language, year) + after


@functools.lru_cache(maxsize=16)
def _template(language: Language) -> tuple[tuple[str, str, str], ...]:
    """The template of a range: for each end the text before it, its name and its form."""
    parts = string.Formatter().parse(language.interval)
    return tuple((literal, end or "", form or "") for literal, end, form, _ in parts)


@functools.lru_cache(maxsize=4096)
def _around(language: Language, form: str, short: bool, day: str) -> tuple[str, str]:
    """What stands before and after the year."""
    return around_year(language, "day", int(day[:2]), int(day[3:]), None, form, short)


@functools.lru_cache(maxsize=1024)
def _year(language: Language, year: str) -> str:
    return year_beside(language, Year(int(year), int(year)))


@functools.lru_cache(maxsize=4096)
def _undated(language: Language, form: str, short: bool, day: str, bare: bool) -> str:
    """A day without its year, `bare` without its month too."""
    return language.decline(Name("day", None, None if bare else int(day[:2]), int(day[3:])), form, short=short)
