"""EDTF text <-> syntax tree: levels 0, 1 and 2 of ISO 8601-2:2019, annex A.

A tree keeps what was written; what it means is in ``bounds``. Choices that the standard leaves open stand in
``docs/dates.md``.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from chronology.errors import DateError

LONGEST: Final = 200
"""Texts longer than this many characters are refused before any parsing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A year, month or day as written: digits and ``X``, with the qualifiers on either side.

    A qualifier on the left doubts this part alone, one on the right this part and all parts before it.
    """

    digits: str
    left: str = ""
    right: str = ""

    @property
    def is_masked(self) -> bool:
        """Whether some digit is not known."""
        return "X" in self.digits


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as written; ``offset`` is ``""``, ``"Z"``, ``"+hh"`` or ``"+hh:mm"``."""

    clock: str
    offset: str


@dataclass(frozen=True, slots=True)
class Date:
    """One date as written: a year, perhaps a month or sub-year group (21 to 41), perhaps a day.

    ``significant`` is the number after ``S``: how many leading digits of the year are to be trusted.
    """

    year: Part
    month: Part | None = None
    day: Part | None = None
    significant: int | None = None
    time: Time | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are written, from the year on."""
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    @property
    def group(self) -> int | None:
        """The season or other sub-year group, 21 to 41, when the second part is one."""
        if self.month is None or self.month.is_masked or int(self.month.digits) < 21:
            return None
        return int(self.month.digits)

    @property
    def qualifier(self) -> str:
        """The qualifier of the date as a whole; empty when there is none, or only on some parts."""
        return self.parts[-1].right

    @property
    def doubt(self) -> str:
        """The strongest qualifier on any part; ``?`` and ``~`` together are ``%``."""
        return _strongest("".join(part.left + part.right for part in self.parts))


@dataclass(frozen=True, slots=True)
class LongYear:
    """A year written with ``Y``: more than four digits, perhaps an exponent, perhaps significant digits."""

    digits: str
    exponent: int | None = None
    significant: int | None = None
    qualifier: str = ""

    @property
    def doubt(self) -> str:
        """The qualifier, as for a :class:`Date`."""
        return self.qualifier


def _strongest(marks: str) -> str:
    if "%" in marks or ("?" in marks and "~" in marks):
        return "%"
    return marks[:1]


@dataclass(frozen=True, slots=True)
class Open:
    """An interval end written ``..``: it has no bound."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An interval end left empty: there is a bound, but it is not known."""


Single = Date | LongYear


@dataclass(frozen=True, slots=True)
class Interval:
    """``start/end``."""

    start: Single | Open | Unknown
    end: Single | Open | Unknown


@dataclass(frozen=True, slots=True)
class Span:
    """``first..last`` in a set; ``None`` where it is open."""

    first: Single | None
    last: Single | None


@dataclass(frozen=True, slots=True)
class OneOf:
    """``[a,b,c..d]``: one of the members, and not known which."""

    members: tuple[Single | Span, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """``{a,b,c..d}``: all of the members."""

    members: tuple[Single | Span, ...]


Tree = Date | LongYear | Interval | OneOf | AllOf

_DATE: Final = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:T([0-9:]{8})(Z|[+-][0-9:]{2,5})?)?)?)?",
    re.ASCII,
)
_SIGNIFICANT_YEAR: Final = re.compile(r"(-?[0-9]{4})S([0-9]{1,3})([?~%]?)", re.ASCII)
_LONG_YEAR: Final = re.compile(r"Y(-?[1-9][0-9]*)(?:E([1-9][0-9]*))?(?:S([0-9]+))?([?~%]?)", re.ASCII)
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)", re.ASCII)
_OFFSET: Final = re.compile(r"Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?", re.ASCII)
_FOREIGN: Final = re.compile(r"[^0-9XYTZES:.,/\[\]{}?~%+ -]", re.ASCII)


def parse_edtf(text: str) -> Tree:
    """The syntax tree of an EDTF text.

    Whether the day exists and the end can reach the start is for ``bounds`` to say.

    Raises
    ------
    DateError
        The text is no EDTF. Takes time linear in the length.
    """
    if len(text) > LONGEST:
        raise DateError(text, f"it has {len(text)} characters, more than the {LONGEST} that a date may have")
    if not text:
        raise DateError(text, "it is empty (leave the field out where nothing is known)")
    if text[0] == "[":
        return OneOf(_members(text, "]"))
    if text[0] == "{":
        return AllOf(_members(text, "}"))
    if "/" in text:
        return _interval(text)
    return _single(text, text, 0, time_allowed=True)


def format_edtf(tree: Tree | Span) -> str:
    """The EDTF text of a syntax tree; for a parsed text the same text, but for spaces in sets."""
    match tree:
        case Interval(start, end):
            return f"{_end_text(start)}/{_end_text(end)}"
        case OneOf(members):
            return "[" + ",".join(map(format_edtf, members)) + "]"
        case AllOf(members):
            return "{" + ",".join(map(format_edtf, members)) + "}"
        case Span(first, last):
            return f"{format_edtf(first) if first else ''}..{format_edtf(last) if last else ''}"
        case Date():
            return _date_text(tree)
        case LongYear():
            exponent = "" if tree.exponent is None else f"E{tree.exponent}"
            significant = "" if tree.significant is None else f"S{tree.significant}"
            return f"Y{tree.digits}{exponent}{significant}{tree.qualifier}"


def _members(text: str, closing: str) -> tuple[Single | Span, ...]:
    if not text.endswith(closing):
        raise DateError(text, f"a set that opens with '{text[0]}' ends with '{closing}'", at=len(text) - 1)
    members: list[Single | Span] = []
    at = 1
    parts = text[1:-1].split(",")
    for index, raw in enumerate(parts):
        part = raw[1:] if index and raw.startswith(" ") else raw
        start = at + len(raw) - len(part)
        members.append(_member(text, part, start, first=index == 0, last=index == len(parts) - 1))
        at += len(raw) + 1
    return tuple(members)


def _member(text: str, part: str, at: int, *, first: bool, last: bool) -> Single | Span:
    before, dots, after = part.partition("..")
    if not dots:
        return _single(part, text, at)
    if not before and not after:
        raise DateError(text, "'..' needs a date before or after it", at=at)
    if not before and not first:
        raise DateError(text, "only the first member of a set can be open at its start", at=at)
    if not after and not last:
        raise DateError(text, "only the last member of a set can be open at its end", at=at)
    return Span(
        _single(before, text, at) if before else None,
        _single(after, text, at + len(before) + 2) if after else None,
    )


def _interval(text: str) -> Interval:
    first, _, second = text.partition("/")
    if "/" in second and re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", text) is None:
        raise DateError(text, "an interval has one '/'", at=len(first) + 1 + second.index("/"))
    start, end = _end(first, text, 0), _end(second, text, len(first) + 1)
    if isinstance(start, Open | Unknown) and isinstance(end, Open | Unknown):
        raise DateError(text, "an interval needs a date on at least one side of '/'")
    return Interval(start, end)


def _end(part: str, text: str, at: int) -> Single | Open | Unknown:
    if not part:
        return Unknown()
    return Open() if part == ".." else _single(part, text, at)


def _single(part: str, text: str, at: int, *, time_allowed: bool = False) -> Single:
    if part.startswith("Y"):
        return _long_year(part, text, at)
    match = _DATE.fullmatch(part)
    if match is None:
        if "S" in part:
            return _significant_year(part, text, at)
        raise _no_date(part, text, at)
    before, year, after, left, month, right, day_left, day, day_right, clock, offset = match.groups("")
    _check_year(year, text, at + len(before))
    if month and not _has_day(month, day):
        _check_month(month, match.start(5), text, at)
        _check_day(month, day, match.start(8), text, at)
    return Date(
        _part(year, before, after),
        _part(month, left, right) if month else None,
        _part(day, day_left, day_right) if day else None,
        None,
        _time(clock, offset, part, text, at, allowed=time_allowed) if clock else None,
    )


@functools.lru_cache(maxsize=4096)
def _part(digits: str, left: str, right: str) -> Part:
    return Part(digits, left, right)


def _check_year(digits: str, text: str, at: int) -> None:
    if digits == "-0000":
        raise DateError(text, "there is no year -0000 (write 0000 for 1 BCE)", at=at)


@functools.lru_cache(maxsize=4096)
def _has_day(month: str, day: str) -> bool:
    """Whether there is a month, and in it a day where there are digits for one."""
    return bool(months_of(month)) and (not day or bool(days_of(day)))


def _check_month(digits: str, start: int, text: str, at: int) -> None:
    if not months_of(digits) and not ("X" not in digits and 21 <= int(digits) <= 41):
        remedy = " (write XX for a month that is not known)" if digits == "00" else ""
        raise DateError(text, f"there is no month {digits}{remedy}", at=at + start)


def _check_day(month: str, day: str, start: int, text: str, at: int) -> None:
    if not day:
        return
    if not months_of(month):
        raise DateError(text, "a season or other part of a year has no days", at=at + start)
    if not days_of(day):
        remedy = " (write XX for a day that is not known)" if day == "00" else ""
        raise DateError(text, f"there is no day {day}{remedy}", at=at + start)


def months_of(digits: str) -> list[int]:
    """The months, 1 to 12, that two digits with unknown ones may stand for."""
    return _matching(digits, 12)


def days_of(digits: str) -> list[int]:
    """The days, 1 to 31, that two digits with unknown ones may stand for."""
    return _matching(digits, 31)


def _matching(digits: str, last: int) -> list[int]:
    if "X" not in digits:
        return [int(digits)] if 1 <= int(digits) <= last else []
    tens, units = digits[0], digits[1]
    return [
        number for number in range(1, last + 1) if tens in ("X", str(number // 10)) and units in ("X", str(number % 10))
    ]


def _time(clock: str, offset: str, part: str, text: str, at: int, *, allowed: bool) -> Time:
    place = at + part.index("T") + 1
    if not allowed:
        raise DateError(text, "a time of day can only stand in a single date, not in an interval or set", at=place)
    if re.search(r"[?~%X]", part):
        raise DateError(text, "a date with a time of day takes no qualifier and no X", at=at)
    match = _CLOCK.fullmatch(clock)
    if match is None or (match[3] == "60" and match[2] != "59"):
        raise DateError(text, "a time of day is hh:mm:ss, from 00:00:00 to 23:59:59", at=place)
    if offset and not _OFFSET.fullmatch(offset):
        raise DateError(text, "an offset is Z, +hh or +hh:mm", at=place + len(clock))
    return Time(clock, offset)


def _significant_year(part: str, text: str, at: int) -> Date:
    match = _SIGNIFICANT_YEAR.fullmatch(part)
    if match is None:
        raise DateError(text, "'S' and a number come after a year of four digits, and nothing else", at=at)
    year, significant = match[1], int(match[2])
    _check_year(year, text, at)
    if not 1 <= significant <= 4:
        raise DateError(text, "a year of four digits has 1 to 4 significant digits", at=at + match.start(2))
    return Date(Part(year, right=match[3]), significant=significant)


def _long_year(part: str, text: str, at: int) -> LongYear:
    match = _LONG_YEAR.fullmatch(part)
    if match is None:
        raise DateError(text, "after 'Y' comes a year of more than four digits, perhaps E and S with numbers", at=at)
    digits, exponent, significant, qualifier = match.groups()
    written = len(digits.lstrip("-"))
    if exponent is None and written <= 4:
        raise DateError(text, "a year of up to four digits is written without 'Y'", at=at)
    if significant is not None and not 1 <= len(significant.lstrip("0")) <= 9:
        raise DateError(text, "a year has at least one significant digit", at=at + match.start(3))
    length = written + (min(int(exponent), 10**9) if exponent else 0)
    if significant is not None and int(significant) > length:
        raise DateError(text, f"the year has only {length} digits", at=at + match.start(3))
    return LongYear(
        digits, int(exponent) if exponent else None, int(significant) if significant is not None else None, qualifier
    )


def _no_date(part: str, text: str, at: int) -> DateError:
    foreign = _FOREIGN.search(part)
    if foreign is not None:
        return DateError(text, "EDTF has no such character here (write a date as YYYY-MM-DD)", at=at + foreign.start())
    if re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", text):
        return DateError(
            text, "EDTF writes year, month, day: YYYY-MM-DD (parse_date reads this, given an order)", at=at
        )
    if "T" in part and re.search(r"[?~%]$", part):
        return DateError(text, "a date with a time of day takes no qualifier", at=at + len(part) - 1)
    if re.search(r"[?~%]{2}$", part):
        return DateError(text, "a date takes one qualifier (% is both ? and ~)", at=at + len(part) - 1)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.*", part):
        return DateError(text, "a time of day is hh:mm:ss, with or without Z or an offset", at=at + 11)
    if at and re.fullmatch(r"[0-9]{2}(-[0-9]{2})?", part):
        return DateError(text, "each part of an interval or set is a whole date: YYYY, YYYY-MM or YYYY-MM-DD", at=at)
    if re.fullmatch(r"[0-9]{1,3}", part):
        return DateError(text, f"a year has four digits (write {part:0>4})", at=at)
    if re.fullmatch(r"[0-9]{5,}", part):
        return DateError(text, "a date is written with hyphens, and a year beyond 9999 with 'Y' before it", at=at)
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", part):
        return DateError(text, "a month and a day have two digits (write YYYY-MM-DD)", at=at)
    if not part:
        return DateError(text, "a date is missing here", at=at)
    return DateError(text, "write a date as YYYY, YYYY-MM or YYYY-MM-DD", at=at)


def _end_text(end: Single | Open | Unknown) -> str:
    match end:
        case Open():
            return ".."
        case Unknown():
            return ""
        case _:
            return format_edtf(end)


def _date_text(date: Date) -> str:
    text = "-".join(f"{part.left}{part.digits}{part.right}" for part in date.parts)
    if date.significant is not None:
        text = f"{date.year.digits}S{date.significant}{date.year.right}"
    return text if date.time is None else f"{text}T{date.time.clock}{date.time.offset}"
