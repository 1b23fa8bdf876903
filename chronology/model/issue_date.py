"""Dates of publication as bibliographies write them: exact ones in the order of the style, all others in words."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from chronology.dates.languages.en import ENGLISH
from chronology.dates.when import When

_PLAIN: Final = re.compile(r"([1-9][0-9]{3})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?", re.ASCII)
_MONTHS: Final = ENGLISH.months[""]
_MLA_MONTHS: Final = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


class _Parts(NamedTuple):
    """Year, month and day of a date that is certain, as far as they were written."""

    year: int
    month: int
    day: int


def chicago_date(when: When | None) -> str:
    """``February 7, 2022``; nothing for no date."""
    parts = _parts(when)
    if parts is None:
        return _words(when)
    month = _MONTHS[parts.month - 1] if parts.month else ""
    return _spaced(f"{month} {parts.day}," if parts.day else month, str(parts.year))


def apa_date(when: When | None) -> str:
    """``2022, February 7``; nothing for no date."""
    parts = _parts(when)
    if parts is None:
        return _words(when)
    month = f", {_MONTHS[parts.month - 1]}" if parts.month else ""
    return f"{parts.year}{month}{f' {parts.day}' if parts.day else ''}"


def mla_date(when: When | None) -> str:
    """``7 Feb. 2022``; nothing for no date."""
    parts = _parts(when)
    if parts is None:
        return _words(when)
    month = _MLA_MONTHS[parts.month - 1] if parts.month else ""
    return _spaced(str(parts.day or ""), month, str(parts.year))


def _parts(when: When | None) -> _Parts | None:
    """The parts of a plain date; ``None`` for any other."""
    match = _PLAIN.fullmatch(when.edtf) if when else None
    return _Parts(*(int(part or 0) for part in match.groups())) if match else None


def _words(when: When | None) -> str:
    return when.words().removeprefix("some time in ") if when else ""


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
