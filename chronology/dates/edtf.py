"""EDTF text <-> syntax tree.

Reads levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2:2019, annex A) and the one-of sets of level 2.
Choices that the standard leaves open stand in ``docs/dates.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from chronology.dates.days import month_length
from chronology.errors import DateError

LONGEST: Final = 200
"""Texts longer than this many characters are refused before any parsing."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as written; ``offset`` is ``""``, ``"Z"``, ``"+hh"`` or ``"+hh:mm"``."""

    clock: str
    offset: str


@dataclass(frozen=True, slots=True)
class Date:
    """One date as written.

    ``year`` is the lowest year that it may mean and ``unknown_years`` how many of the year's last digits are ``X``.
    ``month`` is 1 to 12, a season 21 to 24, 0 when written ``XX``, ``None`` when not written; ``day`` alike.
    """

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: str = ""
    unknown_years: int = 0
    long_year: bool = False
    time: Time | None = None

    @property
    def last_year(self) -> int:
        """The highest year that it may mean."""
        return self.year + int(10**self.unknown_years) - 1

    @property
    def is_season(self) -> bool:
        """Whether the second part is a season rather than a month."""
        return self.month is not None and self.month > 12


@dataclass(frozen=True, slots=True)
class Open:
    """An interval end written ``..``: it has no bound."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An interval end left empty: there is a bound, but it is not known."""


@dataclass(frozen=True, slots=True)
class Interval:
    """``start/end``."""

    start: Date | Open | Unknown
    end: Date | Open | Unknown


@dataclass(frozen=True, slots=True)
class Span:
    """``first..last`` in a set; ``None`` where it is open."""

    first: Date | None
    last: Date | None


@dataclass(frozen=True, slots=True)
class OneOf:
    """``[a,b,c..d]``: one of the members, and not known which."""

    members: tuple[Date | Span, ...]


Tree = Date | Interval | OneOf

_DATE: Final = re.compile(
    r"(?P<year>-?[0-9X]{4})"
    r"(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})(?:T(?P<clock>[0-9:]{8})(?P<offset>Z|[+-][0-9:]{2,5})?)?)?)?"
    r"(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_LONG_YEAR: Final = re.compile(r"Y(?P<year>-?[1-9][0-9]{4,})(?P<qualifier>[?~%]?)", re.ASCII)
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)", re.ASCII)
_OFFSET: Final = re.compile(r"Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?", re.ASCII)
_KNOWN_YEAR: Final = re.compile(r"-?[0-9]{2,4}X{0,2}", re.ASCII)
_FOREIGN: Final = re.compile(r"[^0-9XYTZES:.,/\[\]{}?~%+ -]", re.ASCII)


def parse_edtf(text: str) -> Tree:
    """The syntax tree of an EDTF text.

    Raises
    ------
    DateError
        The text is no EDTF, or names a date that no calendar has. Takes time linear in the length.
    """
    if len(text) > LONGEST:
        raise DateError(text, f"it has {len(text)} characters, more than the {LONGEST} that a date may have")
    if not text:
        raise DateError(text, "it is empty (leave the field out where nothing is known)")
    if text[0] == "[":
        return _one_of(text)
    if text[0] == "{":
        raise DateError(text, "all-of sets (EDTF level 2) are not read by this version", at=0)
    if "/" in text:
        return _interval(text)
    return _date(text, text, 0, time_allowed=True)


def format_edtf(tree: Tree) -> str:
    """The EDTF text of a syntax tree; for a parsed text the same text, but for spaces in sets."""
    match tree:
        case Interval(start, end):
            return f"{_end_text(start)}/{_end_text(end)}"
        case OneOf(members):
            return "[" + ",".join(_member_text(member) for member in members) + "]"
        case Date():
            return _date_text(tree)


def _one_of(text: str) -> OneOf:
    if not text.endswith("]"):
        raise DateError(text, "a set that opens with '[' ends with ']'", at=len(text) - 1)
    members: list[Date | Span] = []
    at = 1
    parts = text[1:-1].split(",")
    for index, raw in enumerate(parts):
        part = raw[1:] if index and raw.startswith(" ") else raw
        start = at + len(raw) - len(part)
        members.append(_member(text, part, start, first=index == 0, last=index == len(parts) - 1))
        at += len(raw) + 1
    return OneOf(tuple(members))


def _member(text: str, part: str, at: int, *, first: bool, last: bool) -> Date | Span:
    before, dots, after = part.partition("..")
    if not dots:
        return _date(part, text, at)
    if not before and not after:
        raise DateError(text, "'..' needs a date before or after it", at=at)
    if not before and not first:
        raise DateError(text, "only the first member of a set can be open at its start", at=at)
    if not after and not last:
        raise DateError(text, "only the last member of a set can be open at its end", at=at)
    return Span(
        _date(before, text, at) if before else None,
        _date(after, text, at + len(before) + 2) if after else None,
    )


def _interval(text: str) -> Interval:
    first, _, second = text.partition("/")
    if "/" in second:
        raise DateError(text, "an interval has one '/'", at=len(first) + 1 + second.index("/"))
    start, end = _end(first, text, 0), _end(second, text, len(first) + 1)
    if not isinstance(start, Date) and not isinstance(end, Date):
        raise DateError(text, "an interval needs a date on at least one side of '/'")
    return Interval(start, end)


def _end(part: str, text: str, at: int) -> Date | Open | Unknown:
    if not part:
        return Unknown()
    return Open() if part == ".." else _date(part, text, at)


def _date(part: str, text: str, at: int, *, time_allowed: bool = False) -> Date:
    if part.startswith("Y"):
        return _long_year(part, text, at)
    match = _DATE.fullmatch(part)
    if match is None:
        raise _no_date(part, text, at)
    year, month, day, clock, offset, qualifier = match.group("year", "month", "day", "clock", "offset", "qualifier")
    time = None
    if clock is not None:
        if not time_allowed:
            raise DateError(text, "a time of day can only stand in a single date, not in an interval or set", at=at)
        time = _time(clock, offset or "", qualifier, text, at + part.index("T") + 1)
    low, unknown_years = _year(year, text, at)
    return _checked(
        Date(low, _part(month), _part(day), qualifier, unknown_years, time=time), month, day, text, at + len(year) + 1
    )


def _checked(date: Date, month: str | None, day: str | None, text: str, at: int) -> Date:
    """The date, once its month and day can be."""
    if date.unknown_years and month is not None:
        raise DateError(text, "a month in a year that is not known is EDTF level 2, not read by this version", at=at)
    for written, place in ((month, at), (day, at + 3)):
        if written is not None and "X" in written and written != "XX":
            raise DateError(text, "this use of X is EDTF level 2, not read by this version", at=place)
    if date.month is not None and date.month > 24 and date.month <= 41:
        raise DateError(text, f"sub-year group {month} is EDTF level 2, not read by this version", at=at)
    if date.month is not None and date.month != 0 and not (1 <= date.month <= 12 or 21 <= date.month <= 24):
        raise DateError(text, f"there is no month {month}", at=at)
    if date.month == 0 and month != "XX":
        raise DateError(text, "there is no month 00 (write XX for a month that is not known)", at=at)
    if date.day is None:
        return date
    if date.is_season:
        raise DateError(text, "a season has no days", at=at + 3)
    if date.day == 0:
        if day != "XX":
            raise DateError(text, "there is no day 00 (write XX for a day that is not known)", at=at + 3)
        return date
    if date.month == 0:
        raise DateError(text, "a known day in an unknown month is EDTF level 2, not read by this version", at=at + 3)
    if date.month is None or not 1 <= date.day <= month_length(date.year, date.month):
        raise DateError(text, "no calendar has this day", at=at + 3)
    return date


def _part(written: str | None) -> int | None:
    if written is None:
        return None
    return 0 if "X" in written else int(written)


def _year(written: str, text: str, at: int) -> tuple[int, int]:
    """The lowest year and the number of unknown digits."""
    if not _KNOWN_YEAR.fullmatch(written):
        raise DateError(text, "this use of X in the year is EDTF level 2, not read by this version", at=at)
    unknown = written.count("X")
    if not written.startswith("-"):
        return int(written.replace("X", "0")), unknown
    year = -int(written[1:].replace("X", "9"))
    if year == 0:
        raise DateError(text, "there is no year -0000 (write 0000 for 1 BCE)", at=at)
    if unknown and int(written[1:].replace("X", "0")) == 0:
        raise DateError(text, "this decade or century would run through year 0; write an interval", at=at)
    return year, unknown


def _time(clock: str, offset: str, qualifier: str, text: str, at: int) -> Time:
    match = _CLOCK.fullmatch(clock)
    if match is None or (match[3] == "60" and match[2] != "59"):
        raise DateError(text, "a time of day is hh:mm:ss, from 00:00:00 to 23:59:59", at=at)
    if offset and not _OFFSET.fullmatch(offset):
        raise DateError(text, "an offset is Z, +hh or +hh:mm", at=at + len(clock))
    if qualifier:
        raise DateError(text, "a date with a time of day takes no qualifier", at=len(text) - 1)
    return Time(clock, offset)


def _long_year(part: str, text: str, at: int) -> Date:
    match = _LONG_YEAR.fullmatch(part)
    if match is None:
        if re.fullmatch(r"Y-?[0-9]{1,4}[?~%]?", part, re.ASCII):
            raise DateError(text, "a year of up to four digits is written without 'Y'", at=at)
        if "E" in part or "S" in part:
            raise DateError(text, "exponents and significant digits are EDTF level 2, not read by this version", at=at)
        raise DateError(text, "after 'Y' comes a year of more than four digits, and nothing else", at=at)
    return Date(int(match["year"]), qualifier=match["qualifier"], long_year=True)


def _no_date(part: str, text: str, at: int) -> DateError:
    foreign = _FOREIGN.search(part)
    if foreign is not None:
        return DateError(text, "EDTF has no such character here (write a date as YYYY-MM-DD)", at=at + foreign.start())
    if re.search(r"[?~%]", part[:-1]):
        return DateError(text, "a qualifier inside a date is EDTF level 2; write it at the end of the date", at=at)
    if re.fullmatch(r"[0-9]{1,3}", part):
        return DateError(text, f"a year has four digits (write {part:0>4})", at=at)
    if re.fullmatch(r"[0-9]{5,}", part):
        return DateError(text, "a date is written with hyphens, and a year beyond 9999 with 'Y' before it", at=at)
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", part):
        return DateError(text, "a month and a day have two digits (write YYYY-MM-DD)", at=at)
    if not part:
        return DateError(text, "a date is missing here", at=at)
    return DateError(text, "write a date as YYYY, YYYY-MM or YYYY-MM-DD", at=at)


def _end_text(end: Date | Open | Unknown) -> str:
    match end:
        case Date():
            return _date_text(end)
        case Open():
            return ".."
        case Unknown():
            return ""


def _member_text(member: Date | Span) -> str:
    if isinstance(member, Date):
        return _date_text(member)
    return f"{_date_text(member.first) if member.first else ''}..{_date_text(member.last) if member.last else ''}"


def _date_text(date: Date) -> str:
    text = _year_text(date) + "".join(
        f"-{part:02d}" if part else "-XX" for part in (date.month, date.day) if part is not None
    )
    if date.time is not None:
        text += f"T{date.time.clock}{date.time.offset}"
    return text + date.qualifier


def _year_text(date: Date) -> str:
    if date.long_year:
        return f"Y{date.year}"
    digits = f"{abs(date.year):04d}"
    if date.unknown_years:
        digits = digits[: -date.unknown_years] + "X" * date.unknown_years
    return ("-" if date.year < 0 else "") + digits


def without_qualifier(date: Date) -> Date:
    """The same date, plain."""
    return replace(date, qualifier="") if date.qualifier else date
