"""Dates in words for people, in English."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.dates.edtf import Date, Interval, OneOf, Open, Span, Time, Tree, Unknown

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


@dataclass(frozen=True, slots=True)
class _Style:
    short: bool
    unsaid_year: int | None

    def month(self, number: int) -> str:
        name = MONTHS[number - 1]
        return name[:3] if self.short else name

    def year(self, date: Date) -> str:
        """The year, or nothing where the reader knows it already."""
        if date.year == self.unsaid_year and not date.unknown_years:
            return ""
        return _year(date)


def words_of(tree: Tree, *, short: bool, unsaid_year: int | None) -> str:
    """A syntax tree in English: ``20 Feb to 18 Mar 2014, start uncertain``."""
    style = _Style(short, unsaid_year)
    match tree:
        case Date():
            return _single(tree, style)
        case Interval():
            return _interval(tree, style)
        case OneOf():
            return _one_of(tree, style)


def _single(date: Date, style: _Style) -> str:
    plain = _some_time(date, style) if not date.qualifier else _name(date, style)
    return _qualified(plain, date.qualifier)


def _qualified(words: str, qualifier: str) -> str:
    about = "about " if qualifier in ("~", "%") else ""
    return about + words + (", uncertain" if qualifier in ("?", "%") else "")


def _some_time(date: Date, style: _Style) -> str:
    """A date that is wider than a day: some time within it."""
    name = _name(date, style)
    if date.day:
        return name
    if date.day == 0 or date.month == 0:
        return name
    if date.unknown_years == 1:
        return f"some time in {name}"
    if date.unknown_years:
        return f"some time {name}"
    return f"some time in {name}" if name else "some time in the year"


def _name(date: Date, style: _Style) -> str:
    """The date as the name of a day, month, season or year."""
    year = style.year(date)
    if date.unknown_years == 1:
        return f"the {_decade(date)}"
    if date.unknown_years:
        return f"between {_year_number(date.year)} and {_year_number(date.last_year)}"
    if date.month is None:
        return _year(date)
    if date.month == 0:
        return (
            f"on an unknown day of {_year(date)}" if date.day is not None else f"in an unknown month of {_year(date)}"
        )
    if date.is_season:
        return _season(date)
    month = style.month(date.month)
    if date.day is None:
        return _joined(month, year)
    if date.day == 0:
        return f"on an unknown day of {_joined(month, year)}"
    return _joined(str(date.day), month, year) + _clock(date.time)


def _season(date: Date) -> str:
    name = _SEASONS[date.month or 0]
    if date.month == 24 and date.year > 999:
        return f"{name} {date.year}/{(date.year + 1) % 100:02d}"
    return f"{name} {_year(date)}"


def _clock(time: Time | None) -> str:
    if time is None:
        return ""
    zone = {"": "", "Z": " UTC"}.get(time.offset, f" (UTC{time.offset})")
    return f", {time.clock}{zone}"


def _year(date: Date) -> str:
    return _year_number(date.year)


def _year_number(year: int) -> str:
    """A year as people write it: no year 0, BCE and CE said where they are needed."""
    if year <= 0:
        return f"{1 - year} BCE"
    return f"{year} CE" if year < 1000 else str(year)


def _decade(date: Date) -> str:
    if date.year < 0:
        return f"years {_year_number(date.year)} to {_year_number(date.last_year)}"
    return f"{date.year}s" + (" CE" if date.year < 1000 else "")


def _interval(interval: Interval, style: _Style) -> str:
    start, end = interval.start, interval.end
    if not isinstance(end, Date):
        assert isinstance(start, Date)
        rest = ", still going on" if isinstance(end, Open) else ", end not known"
        return f"from {_end(start, style)}{rest}{_doubt(start, end)}"
    if not isinstance(start, Date):
        rest = ", with no beginning" if isinstance(start, Open) else ", start not known"
        return f"until {_end(end, style)}{rest}{_doubt(start, end)}"
    return f"{_start_beside(start, end, style)} to {_end(end, style)}{_doubt(start, end)}"


def _end(date: Date, style: _Style) -> str:
    return ("about " if date.qualifier in ("~", "%") else "") + _name(date, style)


def _start_beside(start: Date, end: Date, style: _Style) -> str:
    """The start, without the year or month that the end says too."""
    plain = not (start.qualifier or end.qualifier or start.unknown_years or start.is_season or end.is_season)
    if plain and start.day and end.day and (start.year, start.month) == (end.year, end.month):
        return str(start.day)
    if plain and start.month and end.month and start.year == end.year:
        return _end(start, _Style(style.short, start.year))
    return _end(start, style)


def _doubt(start: Date | Open | Unknown, end: Date | Open | Unknown) -> str:
    """``, start uncertain`` where an end bears ``?`` or ``%``."""
    doubted = [
        name
        for name, part in (("start", start), ("end", end))
        if isinstance(part, Date) and part.qualifier in ("?", "%")
    ]
    return f", {' and '.join(doubted)} uncertain" if doubted else ""


def _one_of(tree: OneOf, style: _Style) -> str:
    members = tree.members
    if len(members) == 1 and isinstance(members[0], Span):
        return _span(members[0], style, alone=True)
    parts = [
        _span(member, style, alone=False) if isinstance(member, Span) else _alternative(members, index, style)
        for index, member in enumerate(members)
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def _alternative(members: tuple[Date | Span, ...], index: int, style: _Style) -> str:
    """A member of a set, without the month and year that the next one says too."""
    member, following = members[index], members[index + 1] if index + 1 < len(members) else None
    assert isinstance(member, Date)
    if isinstance(following, Date) and not member.qualifier and not following.qualifier:
        return _start_beside(member, following, style)
    return _qualified(_name(member, style), member.qualifier)


def _span(span: Span, style: _Style, *, alone: bool) -> str:
    first, last = span.first, span.last
    some = "some time " if alone else ""
    if first is None:
        return f"{some}up to {_end(last, style)}" if last else some
    if last is None:
        return f"{some}from {_end(first, style)} on"
    to_the_day = first.day and last.day
    lead = "on one day between" if to_the_day and alone else f"{some}between"
    return f"{lead} {_start_beside(first, last, style)} and {_end(last, style)}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
