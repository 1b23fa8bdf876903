"""How far "about" and "uncertain" reach, for a reader who is ready to say so."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from chronology.dates.days import OPEN_END, OPEN_START, civil_date, day_number, format_day, month_length
from chronology.dates.edtf import LONGEST, AllOf, Date, Interval, OneOf, Single, Span, Tree, format_edtf
from chronology.dates.meaning import readings_of
from chronology.errors import QueryError, printable

_PERIOD: Final = re.compile(r"P(?=[0-9])(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?", re.ASCII)
_WRITABLE: Final = range(day_number(-9999, 1, 1), day_number(9999, 12, 31) + 1)
"""The days that EDTF has a text for."""


class Period(NamedTuple):
    """A stretch of calendar time: months first, then days."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that ``P1Y``, ``P6M``, ``P2W``, ``P10D`` or ``P1Y6M`` (ISO 8601) means.

        Raises
        ------
        QueryError
            The text has another form.
        """
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise QueryError(
                f"'{printable(text)}' is not a period of days, weeks, months or years (write P10D or P1Y6M)"
            )
        years, months, weeks, days = (int(number or 0) for number in match.groups())
        return cls(12 * years + months, 7 * weeks + days)

    def together(self, other: Period) -> Period:
        """Both, one after the other."""
        return Period(self.months + other.months, self.days + other.days)

    def before(self, first: int) -> int:
        """The first day of something, so much earlier."""
        return _months_later(first, -self.months) - self.days

    def after(self, last: int) -> int:
        """The last day of something, so much later. The day after it is moved, so that whole months remain whole."""
        return _months_later(last + 1, self.months) - 1 + self.days


def _months_later(day: int, months: int) -> int:
    """The same day of another month; the last day of one that is too short."""
    if not months:
        return day
    year, month, day_of_month = civil_date(day)
    later, month_index = divmod(12 * year + month - 1 + months, 12)
    return day_number(later, month_index + 1, min(day_of_month, month_length(later, month_index + 1)))


class Padding(NamedTuple):
    """How far dates qualified ``~`` and ``?`` reach, as ISO 8601 periods; an empty one leaves them as they are."""

    approximate: str = ""
    uncertain: str = ""

    def __str__(self) -> str:
        given = [f"{name}={period!r}" for name, period in self._asdict().items() if period]
        return f".padded({', '.join(given)})" if given else ""

    def or_else(self, approximate: str | None, uncertain: str | None) -> Padding:
        """This padding, and the given periods for the qualifiers that it leaves.

        Raises
        ------
        QueryError
            A period is malformed.
        """
        for period in (approximate, uncertain):
            if period is not None:
                Period.parse(period)
        return Padding(self.approximate or approximate or "", self.uncertain or uncertain or "")

    def widen(self, date: Single, first: int, last: int) -> tuple[int, int]:
        """The first and last day of a date, moved as far as its qualifiers say."""
        marks = _marks_of(date)
        if not marks:
            return first, last
        reach = self._reach(marks)
        return first if first <= OPEN_START else reach.before(first), last if last >= OPEN_END else reach.after(last)

    def left(self, marks: str) -> str:
        """Which qualifiers remain of those in a text: none, ``?``, ``~``, or ``%`` for both."""
        uncertain = not self.uncertain and ("?" in marks or "%" in marks)
        approximate = not self.approximate and ("~" in marks or "%" in marks)
        return "%" if uncertain and approximate else "?" * uncertain + "~" * approximate

    def _reach(self, marks: str) -> Period:
        reach = Period()
        if self.approximate and ("~" in marks or "%" in marks):
            reach = reach.together(Period.parse(self.approximate))
        if self.uncertain and ("?" in marks or "%" in marks):
            reach = reach.together(Period.parse(self.uncertain))
        return reach


NO_PADDING: Final = Padding()


def _marks_of(date: Single) -> str:
    if isinstance(date, Date):
        return "".join(part.left + part.right for part in date.parts)
    return date.qualifier


def padded_text(tree: Tree, text: str, padding: Padding) -> str | None:
    """A padded date as EDTF: a one-of set of days. ``None`` where EDTF has no text for it: a widened end of an
    interval, a widened member of an all-of set, a day of a year beyond 9999, a set over the longest text."""
    if isinstance(tree, Interval | AllOf):
        return None
    members = tree.members if isinstance(tree, OneOf) else (tree,)
    parts = [part for member in members for part in _padded_member(member, text, padding)]
    written = f"[{','.join(part for part in parts if part)}]"
    return written if all(parts) and len(written) <= LONGEST else None


def _padded_member(member: Single | Span, text: str, padding: Padding) -> list[str | None]:
    ends = (member.first, member.last) if isinstance(member, Span) else (member, member)
    marks = ["" if end is None else _marks_of(end) for end in ends]
    if all(padding.left(mark) == NO_PADDING.left(mark) for mark in marks):
        return [format_edtf(member)]
    first_mark, last_mark = map(padding.left, marks)
    return [
        _days_text((reading.start_min, first_mark), (reading.end_max, last_mark))
        for reading in readings_of(OneOf((member,)), text, widen=padding.widen)
    ]


def _days_text(*ends: tuple[int, str]) -> str | None:
    """``first..last``, each with what remains of its qualifier; ``None`` where EDTF has no text for one of the days."""
    if any(OPEN_START < day < OPEN_END and day not in _WRITABLE for day, _ in ends):
        return None
    return "..".join(format_day(day) + mark if day in _WRITABLE else "" for day, mark in ends)
