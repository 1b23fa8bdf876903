"""What the page says and draws of a date."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any, Final

from chronology.dates.bounds import Bounds
from chronology.dates.days import OPEN_END, OPEN_START, civil_date
from chronology.dates.edtf import AllOf, Date, Interval, Open, Unknown, format_edtf
from chronology.dates.languages import language_of
from chronology.dates.when import When
from chronology.model.event import DatedBy
from chronology.page.words import ENGLISH, Words

_WEEKDAYS: Final = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")
_NUMBERS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_FIRST_GREGORIAN_YEAR: Final = 1583
_MOST_DAYS_DRAWN_APART: Final = 4
_UNEVEN_MONTHS: Final = 0.1
_UNEVEN_YEARS: Final = 0.01
"""By how much whole calendar months and years fall short of, or exceed, whole average ones."""
DAYS_OF_THE_OUTERMOST_YEAR: Final = 366


def dated(when: When, words: Words = ENGLISH) -> dict[str, Any]:
    """A date for the page: EDTF text, bounds (``None`` for no bound), how to draw it, and its words.

    ``reading`` is ``day`` (one known day), ``days`` (one of the days in ``days``), ``within`` (some time within the
    bounds) or ``range``; ``doubt`` holds the qualifier of its start and of its end.
    """
    bounds = when.bounds
    drawable = not _is_out_of_reach(bounds)
    year = None if bounds.start_min <= OPEN_START or not drawable else civil_date(bounds.start_min)[0]
    long = when.words(words.language)
    entry: dict[str, Any] = {
        "edtf": when.edtf,
        "bounds": [day if drawable and OPEN_START < day < OPEN_END else None for day in bounds],
        "reading": _reading(when),
        "doubt": _doubt(when),
        "year": year,
        "words": {
            "full": _with_weekday(when, long, words),
            "long": long,
            "short": when.words(words.language, short=True),
            "in_year": when.words(words.language, unsaid_year=year),
            "brief": _brief(when, year, words),
        },
    }
    if entry["reading"] == "days":
        entry["days"] = [reading.start_min for reading in when.readings]
    return entry


def certainty_sentence(when: When, alternatives: Sequence[DatedBy] = (), words: Words = ENGLISH) -> str:
    """How well a date is known, in a sentence or two."""
    sentences = [_precision(when, words), *_qualified(when, words)]
    if alternatives:
        sentences.append(_others(len(alternatives), words))
    return words.joined(sentences)


def _others(number: int, words: Words) -> str:
    """How many other dates there are."""
    said = _NUMBERS[number] if words.language == "en" and number < len(_NUMBERS) else words.numeral(number)
    return words.say("{number} other dates are on record.", one="One other date is on record.", n=number, number=said)


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


def _brief(when: When, year: int | None, words: Words) -> str:
    """The fewest words, for a reader who sees the year: ``24 Feb on``, ``some day``, ``4 Feb``."""
    tree = when.tree
    said = when.words(words.language, short=True, unsaid_year=year)
    if isinstance(tree, Interval) and isinstance(tree.start, Date) and isinstance(tree.end, Open | Unknown):
        return _brief_start(tree.start, tree.end, year) if words.language == "en" else _first_clause(said, tree, words)
    if _reading(when) != "within" or when.qualifiers:
        return said
    return words.say("some day") if _is_whole_year(when.bounds) else said.removeprefix("on one day ")


def _brief_start(start: Date, end: Open | Unknown, year: int | None) -> str:
    said = When(format_edtf(start)).words(short=True, unsaid_year=year).removeprefix("some time in ")
    plain = f"{said.removesuffix(', uncertain')}{'?' if said.endswith(', uncertain') else ''}"
    return f"{plain} on" if isinstance(end, Open) else f"{plain} to ?"


def _first_clause(said: str, interval: Interval, words: Words) -> str:
    """``ab 24. Feb.``, in another language than English; what is not known is a question mark."""
    clause, *_ = said.split(language_of(words.language).comma)
    is_unknown = isinstance(interval.end, Unknown) or (isinstance(interval.start, Date) and "?" in interval.start.doubt)
    return f"{clause} (?)" if is_unknown else clause


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


def _with_weekday(when: When, said: str, words: Words) -> str:
    """``Friday 4 February 2022``, for a day of the calendar that we still use; other dates without."""
    day = when.bounds.start_min
    known = isinstance(when.tree, Date) and when.is_exact and day == when.bounds.end_max
    if not known or civil_date(day)[0] < _FIRST_GREGORIAN_YEAR:
        return said
    return words.say("{weekday} {date}", weekday=words.say(_WEEKDAYS[day % 7]), date=said)


def _precision(when: When, words: Words) -> str:
    bounds, reading = when.bounds, _reading(when)
    if reading == "range":
        return _range_precision(bounds, words)
    if when.qualifiers:
        return words.say("The editors do not hold it for certain." if reading == "day" else "Known only roughly.")
    if reading == "day":
        return words.say("Certain to the day.")
    if reading == "days":
        return words.say("One of these days; which of them is not known.")
    return words.say("One moment in this time; no day is favoured.")


def _range_precision(bounds: Bounds, words: Words) -> str:
    start, end = _known_within(bounds.start_min, bounds.start_max), _known_within(bounds.end_min, bounds.end_max)
    if start == end == 1:
        return words.say("Start and end are known to the day.")
    return words.say(
        "{start}; {end}.", start=_start_precision(bounds, start, words), end=_end_precision(bounds, end, words)
    )


def _known_within(first: int, last: int) -> int | None:
    """The number of days in which an end of a range lies; ``None`` where it has no such bounds."""
    return None if first <= OPEN_START or last >= OPEN_END else last - first + 1


def _start_precision(bounds: Bounds, days: int | None, words: Words) -> str:
    if days == 1:
        return words.say("The start is known to the day")
    if days is not None:
        return words.say("The start is known to within {time}", time=_room_words(days, words))
    is_open = bounds.start_max <= OPEN_START
    return words.say("The start is before all record" if is_open else "The start is not known")


def _end_precision(bounds: Bounds, days: int | None, words: Words) -> str:
    if days == 1:
        return words.say("the end is known to the day")
    if days is not None:
        return words.say("the end is known to within {time}", time=_room_words(days, words))
    return words.say("no end so far" if bounds.end_min >= OPEN_END else "the end is not known")


def _qualified(when: When, words: Words) -> list[str]:
    """A sentence for each kind of qualifier that occurs."""
    marks = set(when.qualifiers)
    sentences = []
    if marks & {"~", "%"}:
        sentences.append(words.say("It is approximate."))
    if marks & {"?", "%"}:
        sentences.append(words.say("Its source is uncertain of it."))
    return sentences


def span_words(days: int, words: Words = ENGLISH) -> str:
    """A number of days in the unit that people would use, whole ones: ``20 days``, ``13 months``, ``20 years``."""
    if days < 60:
        return words.counted(days, "day")
    months = floor(days / 30.436875 + _UNEVEN_MONTHS)
    return (
        words.counted(months, "month") if months < 24 else words.counted(floor(days / 365.2425 + _UNEVEN_YEARS), "year")
    )


def _room_words(days: int, words: Words) -> str:
    """A number of days in which something lies, never fewer than there are: ``28 days``, ``21 years``."""
    if days < 60:
        return words.counted(days, "day")
    months = ceil(days / 30.436875 - _UNEVEN_MONTHS)
    return (
        words.counted(months, "month") if months < 24 else words.counted(ceil(days / 365.2425 - _UNEVEN_YEARS), "year")
    )
