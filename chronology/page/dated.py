"""What the page says and draws of a date."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any, Final

from chronology.dates.bounds import Bounds
from chronology.dates.days import OPEN_END, OPEN_START, civil_date
from chronology.dates.edtf import AllOf, Date, Interval, Open, Unknown, format_edtf
from chronology.dates.when import When
from chronology.model.event import DatedBy

_WEEKDAYS: Final = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")
_NUMBERS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_FIRST_GREGORIAN_YEAR: Final = 1583
_MOST_DAYS_DRAWN_APART: Final = 4
_UNEVEN_MONTHS: Final = 0.1
_UNEVEN_YEARS: Final = 0.01
"""By how much whole calendar months and years fall short of, or exceed, whole average ones."""
DAYS_OF_THE_OUTERMOST_YEAR: Final = 366


def dated(when: When) -> dict[str, Any]:
    """A date for the page: EDTF text, bounds (``None`` for no bound), how to draw it, and its words.

    ``reading`` is ``day`` (one known day), ``days`` (one of the days in ``days``), ``within`` (some time within the
    bounds) or ``range``; ``doubt`` holds the qualifier of its start and of its end.
    """
    bounds = when.bounds
    drawable = not _is_out_of_reach(bounds)
    year = None if bounds.start_min <= OPEN_START or not drawable else civil_date(bounds.start_min)[0]
    entry: dict[str, Any] = {
        "edtf": when.edtf,
        "bounds": [day if drawable and OPEN_START < day < OPEN_END else None for day in bounds],
        "reading": _reading(when),
        "doubt": _doubt(when),
        "year": year,
        "words": {
            "full": _weekday(when) + when.words(),
            "long": when.words(),
            "short": when.words(short=True),
            "in_year": when.words(unsaid_year=year),
            "brief": _brief(when, year),
        },
    }
    if entry["reading"] == "days":
        entry["days"] = [reading.start_min for reading in when.readings]
    return entry


def certainty_sentence(when: When, alternatives: Sequence[DatedBy] = ()) -> str:
    """How well a date is known, in a sentence or two."""
    sentences = [_precision(when), *_qualified(when)]
    if len(alternatives) == 1:
        sentences.append("One other date is on record.")
    elif alternatives:
        sentences.append(f"{_number_word(len(alternatives))} other dates are on record.")
    return " ".join(sentences)


def _is_out_of_reach(bounds: Bounds) -> bool:
    """Whether a date lies wholly where days are no longer told apart, so that nothing can be drawn of it."""
    return (
        bounds.start_min >= OPEN_END - DAYS_OF_THE_OUTERMOST_YEAR
        or bounds.end_max <= OPEN_START + DAYS_OF_THE_OUTERMOST_YEAR
    )


def _reading(when: When) -> str:
    if isinstance(when.tree, Interval | AllOf):
        return "range"
    readings = when.readings
    if len(readings) > 1:
        apart = all(reading.start_min == reading.end_max for reading in readings)
        return "days" if apart and len(readings) <= _MOST_DAYS_DRAWN_APART else "within"
    return "day" if when.bounds.start_min == when.bounds.end_max else "within"


def _brief(when: When, year: int | None) -> str:
    """The fewest words, for a reader who sees the year: ``24 Feb on``, ``some day``, ``4 Feb``."""
    tree = when.tree
    if isinstance(tree, Interval) and isinstance(tree.start, Date) and isinstance(tree.end, Open | Unknown):
        start = When(format_edtf(tree.start)).words(short=True, unsaid_year=year)
        plain = start.removeprefix("some time in ")
        said = f"{plain.removesuffix(', uncertain')}{'?' if plain.endswith(', uncertain') else ''}"
        return f"{said} on" if isinstance(tree.end, Open) else f"{said} to ?"
    words = when.words(short=True, unsaid_year=year)
    if _reading(when) != "within" or when.qualifiers:
        return words
    return "some day" if _is_whole_year(when.bounds) else words.removeprefix("on one day ")


def _is_whole_year(bounds: Bounds) -> bool:
    if bounds.start_min <= OPEN_START or bounds.end_max >= OPEN_END:
        return False
    return civil_date(bounds.start_min)[1:] == (1, 1) and 364 <= bounds.end_max - bounds.start_min <= 365


def _doubt(when: When) -> list[str]:
    """The qualifiers of the start and of the end."""
    tree = when.tree
    if isinstance(tree, Interval):
        return ["" if isinstance(end, Open | Unknown) else end.doubt for end in (tree.start, tree.end)]
    return [when.qualifiers[:1], when.qualifiers[:1]]


def _weekday(when: When) -> str:
    """``Friday ``, for a day of the calendar that we still use."""
    day = when.bounds.start_min
    known = isinstance(when.tree, Date) and when.is_exact and day == when.bounds.end_max
    if not known or civil_date(day)[0] < _FIRST_GREGORIAN_YEAR:
        return ""
    return f"{_WEEKDAYS[day % 7]} "


def _precision(when: When) -> str:
    bounds, reading = when.bounds, _reading(when)
    if reading == "range":
        return _range_precision(bounds)
    if when.qualifiers:
        return "The editors do not hold it for certain." if reading == "day" else "Known only roughly."
    if reading == "day":
        return "Certain to the day."
    if reading == "days":
        return "One of these days; which of them is not known."
    return "One moment in this time; no day is favoured."


def _range_precision(bounds: Bounds) -> str:
    start, end = _end_precision(bounds.start_min, bounds.start_max), _end_precision(bounds.end_min, bounds.end_max)
    if start == end == "known to the day":
        return "Start and end are known to the day."
    return f"The start is {start}; {_verb(end)}."


def _end_precision(first: int, last: int) -> str:
    if first == last:
        return (
            "still to come" if first >= OPEN_END else "before all record" if last <= OPEN_START else "known to the day"
        )
    if first <= OPEN_START or last >= OPEN_END:
        return "not known"
    return f"known to within {_room_words(last - first + 1)}"


def _verb(end: str) -> str:
    return "no end so far" if end == "still to come" else f"the end is {end}"


def _qualified(when: When) -> list[str]:
    """A sentence for each kind of qualifier that occurs."""
    marks = set(when.qualifiers)
    sentences = []
    if marks & {"~", "%"}:
        sentences.append("It is approximate.")
    if marks & {"?", "%"}:
        sentences.append("Its source is uncertain of it.")
    return sentences


def span_words(days: int) -> str:
    """A number of days in the unit that people would use, whole ones: ``20 days``, ``13 months``, ``20 years``."""
    if days < 60:
        return _counted(days, "day")
    months = floor(days / 30.436875 + _UNEVEN_MONTHS)
    return _counted(months, "month") if months < 24 else _counted(floor(days / 365.2425 + _UNEVEN_YEARS), "year")


def _room_words(days: int) -> str:
    """A number of days in which something lies, never fewer than there are: ``28 days``, ``21 years``."""
    if days < 60:
        return _counted(days, "day")
    months = ceil(days / 30.436875 - _UNEVEN_MONTHS)
    return _counted(months, "month") if months < 24 else _counted(ceil(days / 365.2425 - _UNEVEN_YEARS), "year")


def _number_word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
