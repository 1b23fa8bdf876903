"""Dates in words for people. What is composed here, once, ``languages`` puts into the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from chronology.dates.doubt import NO_DOUBT, Doubt, notes_on
from chronology.dates.edtf import AllOf, Date, Interval, LongYear, OneOf, Open, Single, Span, Tree, Unknown
from chronology.dates.languages import language_of
from chronology.dates.languages.grammar import Language, Name, Year
from chronology.dates.naming import (
    beside,
    days_named,
    edges_named,
    estimated,
    months_named,
    named,
    year_named,
    year_of,
)

_MOST_LISTED: Final = 4
"""A mask that may stand for more months or days than this is put as a range."""

_End = Single | Open | Unknown
_Member = Single | Span
_Item = TypeVar("_Item")


def words_of(tree: Tree, *, locale: str = "en", short: bool = False, unsaid_year: int | None = None) -> str:
    """A syntax tree in words: ``20 Feb to 18 Mar 2014, start uncertain``.

    The unsaid year is left out only where no other year occurs: "1 March to 16 December 2022" would not be true of
    ``2020-03-01/2022-12-16``.

    Raises
    ------
    QueryError
        There are no words for the locale.
    """
    language = language_of(locale)
    unsaid = unsaid_year is not None and _is_within(Year(unsaid_year, unsaid_year), tree)
    return _Speaker(language, short, unsaid).words(tree)


def _is_within(year: Year, tree: Tree) -> bool:
    """Whether no other year occurs in a tree."""
    if isinstance(tree, Single):
        return year_of(tree) == year
    return all(year_of(date) == year for date in _dates_of(tree))


def _dates_of(tree: Tree) -> Iterator[Single]:
    match tree:
        case Interval(start, end):
            yield from (date for date in (start, end) if isinstance(date, Single))
        case OneOf(members) | AllOf(members):
            for member in members:
                ends = (member.first, member.last) if isinstance(member, Span) else (member,)
                yield from (date for date in ends if date is not None)
        case _:
            yield tree


class _Told(NamedTuple):
    """A date, its name if one is enough for it, and what is in doubt about it."""

    date: Single
    name: Name | None
    doubt: Doubt


class _Spoken(NamedTuple):
    """A date inside a template, where the format specification is the form that the language wants it in.

    A sentence, given as text, stays as it is.
    """

    speaker: _Speaker
    name: Name | str
    nearly: bool = False
    aside: str = ""

    def __format__(self, form: str) -> str:
        language, words = self.speaker.language, self.name
        if isinstance(words, Name):
            words = language.decline(words, form, short=self.speaker.short)
        if self.nearly:
            words = language.nearly.format(words)
        return words + language.aside(self.aside) if self.aside else words


class _Speaker(NamedTuple):
    """One way to put dates: the language, whether months are short, whether the year goes without saying."""

    language: Language
    short: bool
    unsaid: bool

    def words(self, tree: Tree) -> str:
        match tree:
            case Date() | LongYear():
                return self._single(tree)
            case Interval(start, end):
                return self._interval(start, end)
            case OneOf((Date() | LongYear() as member,)) | AllOf((Date() | LongYear() as member,)):
                return self._single(member)
            case OneOf((Span() as span,)):
                return self._one_within(span)
            case OneOf(members):
                return self._one_of(members)
            case AllOf(members):
                return self._all_of(members)

    def _single(self, date: Single) -> str:
        language, name, doubt = self.language, named(date, unsaid=self.unsaid), Doubt.about(date)
        if name is None:
            return self._noted(self._sentence(date), doubt)
        if doubt.is_approximate:
            words = language.about.format(date=self._plain(name))
            return self._noted(words, doubt.without(approximate=True))
        if doubt or name.kind == "day":
            return self._noted(language.decline(name, "", short=self.short), doubt)
        return language.some_time.format(date=self._plain(name))

    def _told(self, date: Single) -> _Told:
        return _Told(date, named(date, unsaid=self.unsaid), Doubt.about(date))

    def _told_end(self, end: _End | None) -> _Told | None:
        return self._told(end) if isinstance(end, Single) else None

    def _plain(self, name: Name) -> _Spoken:
        return _Spoken(self, name)

    def _noted(self, words: str, doubt: Doubt) -> str:
        """Words, and behind them what is in doubt."""
        return self.language.comma.join((words, *notes_on(self.language, doubt))) if doubt else words

    def _sentence(self, date: Single) -> str:
        """A date with digits that are not known, as a sentence of its own."""
        if isinstance(date, LongYear) or date.month is None:
            return self._in_some_year(date)
        if date.month.digits == "XX":
            return self._in_unknown_month(date)
        months = months_named(date, unsaid=self.unsaid)
        if date.day is None:
            return self._in_some_month(months)
        if date.day.is_masked and len(months) > 1:
            return self._on_masked_day(date)
        if date.day.digits == "XX":
            return self.language.unknown_day.format(date=self._plain(months[0]))
        return self._on_some_day(date)

    def _in_some_year(self, date: Single) -> str:
        year = year_of(date)
        if year.written == "XXXX":
            return self.language.unknown_year
        words = self._between(year_named(year.first), year_named(year.last), self.language.between)
        if isinstance(date, Date) and date.significant is None:
            return words + self.language.aside(year.written)
        return words + self.language.aside(self.language.estimated.format(self._plain(estimated(date))))

    def _in_unknown_month(self, date: Date) -> str:
        year = year_of(date)
        name = self._plain(Name("year" if year.is_known else "years", year))
        if date.day is None:
            return self.language.unknown_month.format(date=name)
        if date.day.digits == "XX":
            return self.language.unknown_day.format(date=name)
        if date.day.is_masked:
            return self._on_masked_day(date)
        return self.language.day_of_unknown_month.format(day=self.language.ordinal(int(date.day.digits)), date=name)

    def _in_some_month(self, months: Sequence[Name]) -> str:
        if len(months) > _MOST_LISTED:
            return self._between(months[0], months[-1], self.language.between)
        return self.language.in_months.format(self._either(months))

    def _on_some_day(self, date: Date) -> str:
        days = days_named(date, unsaid=self.unsaid)
        if len(days) <= _MOST_LISTED:
            return self._either(days)
        if len({day.month for day in days}) == 1:
            return self._between(days[0], days[-1], self.language.between_days)
        return self._on_masked_day(date)

    def _on_masked_day(self, date: Date) -> str:
        """Between which two days, and the mask itself: for masks that are better read than spoken."""
        first, last = edges_named(date, unsaid=self.unsaid)
        words = self._between(first, last, self.language.between_days)
        return words + self.language.aside("-".join(part.digits for part in date.parts))

    def _between(self, first: Name, last: Name, template: str) -> str:
        """One of the things between two; in one year if they say the same, although it may not be known."""
        first, last = self._terse((first, last))
        return template.format(first=self._plain(first), last=self._plain(last))

    def _either(self, names: Sequence[Name]) -> str:
        """One of several things in one year, although it may not be known."""
        words = [self.language.choice.format(date=self._plain(name)) for name in self._terse(names)]
        return self.language.listed(words, self.language.either)

    def _terse(self, names: Sequence[Name]) -> list[Name]:
        pairs = zip(names, self._sayers(names), strict=True)
        return [beside(name, sayer, one_year=True) for name, sayer in pairs]

    def _sayers(self, items: Sequence[_Item]) -> list[_Item | None]:
        """For each item the one beside it that says what it need not repeat."""
        return [None, *items[:-1]] if self.language.descending else [*items[1:], None]

    def _doubted(self, told: _Told, sayer: _Told | Span | None = None, *, trailing: bool = False) -> _Spoken:
        """A date inside a sentence; `trailing` leaves "uncertain" to the end of the sentence."""
        date, name, doubt = told
        if name is None:
            return _Spoken(self, self._sentence(date), aside=self.language.comma.join(notes_on(self.language, doubt)))
        if isinstance(sayer, _Told) and not doubt and not sayer.doubt:
            name = beside(name, sayer.name)
        return self._spoken(name, doubt.without(uncertain=trailing)) if doubt else self._plain(name)

    def _spoken(self, name: Name, doubt: Doubt) -> _Spoken:
        """A name with its doubts beside it."""
        notes = notes_on(self.language, doubt.without(approximate=True))
        return _Spoken(self, name, doubt.is_approximate, self.language.comma.join(notes))

    def _interval(self, start: _End, end: _End) -> str:
        first, last = self._told_end(start), self._told_end(end)
        if _is_sentence(first) or _is_sentence(last):
            return self._apart(start, end)
        words = self.language.comma.join(self._clauses(first, last, start, end))
        start_doubt = ("start",) if first and first.doubt.is_uncertain else ()
        end_doubt = ("end",) if last and last.doubt.is_uncertain else ()
        return self._noted(words, Doubt(start_doubt + end_doubt)) if start_doubt or end_doubt else words

    def _clauses(self, first: _Told | None, last: _Told | None, start: _End, end: _End) -> tuple[str, ...]:
        if first and last:
            return (self._from_to(first, last, trailing=True),)
        if first:
            return self.language.since.format(start=self._doubted(first, trailing=True)), self._end(end)
        if last:
            return self.language.until.format(end=self._doubted(last, trailing=True)), self._start(start)
        return self._start(start), self._end(end)

    def _from_to(self, first: _Told, last: _Told, *, trailing: bool = False) -> str:
        first_sayer, last_sayer = (None, first) if self.language.descending else (last, None)
        return self.language.interval.format(
            start=self._doubted(first, first_sayer, trailing=trailing),
            end=self._doubted(last, last_sayer, trailing=trailing),
        )

    def _apart(self, start: _End, end: _End) -> str:
        return self.language.semicolon.join((self._start(start), self._end(end)))

    def _start(self, start: _End) -> str:
        """The start of an interval, apart from its end."""
        if isinstance(start, Single):
            return self.language.start.format(self._single(start))
        return self.language.start_open if isinstance(start, Open) else self.language.start_unknown

    def _end(self, end: _End) -> str:
        """The end of an interval, apart from its start."""
        if isinstance(end, Single):
            return self.language.end.format(self._single(end))
        return self.language.ongoing if isinstance(end, Open) else self.language.end_unknown

    def _one_of(self, members: Sequence[_Member]) -> str:
        told = self._all_told(members)
        items = [
            self._one_within(member, listed=True)
            if isinstance(member, Span)
            else self.language.choice.format(date=self._doubted(member, sayer))
            for member, sayer in zip(told, self._sayers(told), strict=True)
        ]
        return self.language.listed(items, self.language.either)

    def _all_told(self, members: Sequence[_Member]) -> list[_Told | Span]:
        return [member if isinstance(member, Span) else self._told(member) for member in members]

    def _one_within(self, span: Span, *, listed: bool = False) -> str:
        """One of the things in a range, alone or `listed` among others."""
        first = None if span.first is None else edges_named(span.first, unsaid=self.unsaid)[0]
        last = None if span.last is None else edges_named(span.last, unsaid=self.unsaid)[1]
        template = self._template_within(first, last, listed=listed)
        first_doubt, last_doubt = (NO_DOUBT if end is None else Doubt.about(end) for end in (span.first, span.last))
        if first and last and not first_doubt and not last_doubt:
            first, last = self._terse((first, last))
        return template.format(
            first=first and self._spoken(first, first_doubt), last=last and self._spoken(last, last_doubt)
        )

    def _template_within(self, first: Name | None, last: Name | None, *, listed: bool) -> str:
        language = self.language
        if first is None:
            return language.choice_up_to if listed else language.up_to
        if last is None:
            return language.choice_from_on if listed else language.from_on
        if listed:
            return language.choice_between
        return language.between_days if first.kind == last.kind == "day" else language.between

    def _all_of(self, members: Sequence[_Member]) -> str:
        told = self._all_told(members)
        items = [
            self._all_within(member)
            if isinstance(member, Span)
            else self.language.each.format(date=self._doubted(member, sayer))
            for member, sayer in zip(told, self._sayers(told), strict=True)
        ]
        words = self.language.listed(items, self.language.both)
        spans = [member for member in members if isinstance(member, Span)]
        is_open = any(span.first is None or span.last is None for span in spans)
        if is_open or (len(members) == 2 and not spans):
            return words
        return self.language.all_of.format(words)

    def _all_within(self, span: Span) -> str:
        """Everything in a range."""
        first, last = self._told_end(span.first), self._told_end(span.last)
        if _is_sentence(first) or _is_sentence(last):
            return self.language.aside(self._apart(span.first or Open(), span.last or Open())).strip()
        if first and last:
            return self._from_to(first, last)
        if first:
            return self.language.all_from_on.format(first=self._doubted(first))
        if last:
            return self.language.all_up_to.format(last=self._doubted(last))
        return self._apart(Open(), Open())


def _is_sentence(told: _Told | None) -> bool:
    return told is not None and told.name is None
