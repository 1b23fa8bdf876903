"""What a language must say before dates can be put into its words: tables and templates, and how they are applied.

A template names its dates with the form that its language wants them in: ``"{start:from} {end:to}"``. The names of the
forms are each language's own affair; the sentences are the same in all of them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from chronology.dates.edtf import Time

Kind = Literal["day", "month", "group", "year", "decade", "years"]
"""What a name names; ``"years"`` is one year of several, only used beside a month or a day."""

Mark = Literal["?", "~", "%"]


class Year(NamedTuple):
    """One year, or the years that one may be out of; astronomical, 0 is 1 BCE.

    ``written`` is the text as written, where the numbers alone do not say which years.
    """

    first: int
    last: int
    written: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it is one year."""
        return self.first == self.last

    @property
    def is_decade(self) -> bool:
        """Whether people would call it "the 1560s". Not "the 1900s", which may be a century."""
        return self.first >= 1000 and self.first % 10 == 0 and self.first % 100 != 0 and self.last == self.first + 9


class Name(NamedTuple):
    """A date that a language can decline. What is ``None`` is not said.

    ``bare`` leaves "BCE" and the like out of a year, because the next year says it.
    """

    kind: Kind
    year: Year | None = None
    month: int | None = None
    day: int | None = None
    group: int | None = None
    time: Time | None = None
    bare: bool = False


class _Cased(NamedTuple):
    """A name inside a form's template, where the format specification is the grammatical case.

    ``year`` is what stands for the year of a day or a month.
    """

    language: Language
    name: Name
    year: str
    short: bool

    def __format__(self, case: str) -> str:
        return self.language.text(self.name, case, year=self.year, short=self.short)


_AS_IT_IS: Mapping[str, str] = {"*": "{}"}
_YEAR: Final = "\0"
"""Stands for the words of a year until they are known."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """The words and templates of one language. ``""`` is the case that names stand in alone."""

    locale: str

    months: Mapping[str, Sequence[str]]
    """Twelve names by grammatical case."""
    months_short: Mapping[str, Sequence[str]]
    day_case: str = ""
    """The case of the month behind a day."""
    day: Callable[[int], str] = str
    ordinal: Callable[[int], str]
    """The day in "on the 12th of an unknown month"."""
    clock: str
    groups: Mapping[int, Mapping[str, str]]
    """Seasons (21 to 24), quarters, thirds and halves of a year (33 to 41), by grammatical case."""
    northern: str
    southern: str

    year: str
    year_ce: str
    year_bce: str
    thousands: str
    crossing: str
    """The two years of a season that ends in the next one; also ``short``, the last two digits of the second."""
    year_of_group: str
    """A year behind a quarter, third or half."""
    decade: Mapping[str, str]
    one_of_decade: str
    one_of_years: str
    unknown_one: str
    """Behind a month or day: of a year in the 1560s, of a year between two, of an unknown year."""

    forms: Mapping[str, Mapping[str, str]]
    """Form to a template for each kind of name, ``"*"`` for all others."""
    elisions: Mapping[str, str]
    """How a form may not begin, to how it begins then: ``"de a"`` to ``"d'a"``."""

    descending: bool = False
    """Whether the year comes first, and what is said already is left out of the second date, not of the first."""
    gap: str = " "
    comma: str = ", "
    semicolon: str = "; "
    enumeration: str = ", "
    either: str
    both: str
    note: str = " ({})"

    some_time: str
    about: str
    nearly: str
    """Around a form that stands inside a sentence."""
    unknown_day: str
    unknown_month: str
    day_of_unknown_month: str
    unknown_year: str
    in_months: str
    estimated: str

    between: str
    between_days: str
    up_to: str
    from_on: str
    choice: str
    choice_between: str
    choice_up_to: str
    choice_from_on: str

    each: str
    all_of: str
    all_up_to: str
    all_from_on: str

    interval: str
    since: str
    until: str
    ongoing: str
    end_unknown: str
    start_open: str
    start_unknown: str
    start: str
    end: str
    """The two ends of an interval, apart: ``start: ...; end: ...``."""

    nouns: Mapping[str, str]
    """What can be doubted: the date, its parts, the start and the end of an interval."""
    adjectives: Mapping[Mark, tuple[str, str, str]]
    """Uncertain, approximate, and both: masculine, feminine, plural."""
    feminine: frozenset[str] = frozenset()

    def decline(self, name: Name, form: str, *, short: bool) -> str:
        """A name in one of the language's forms."""
        if name.month is None or name.year is None:
            return _declined(self, name, form, short)
        before, after = around_year(self, name.kind, name.month, name.day, name.time, form, short)
        return before + year_beside(self, name.year) + after

    def inflected(self, name: Name, form: str, *, year: str, short: bool) -> str:
        """A name in one of the language's forms, with `year` for the year of a day or a month."""
        templates = self.forms.get(form, _AS_IT_IS)
        words = (templates.get(name.kind) or templates["*"]).format(_Cased(self, name, year, short))
        ended = f"{words} "
        for wrong, right in self.elisions.items():
            if ended.startswith(wrong):
                return (right + ended[len(wrong) :]).rstrip()
        return words

    def text(self, name: Name, case: str, *, year: str, short: bool) -> str:
        """A name in a grammatical case, without preposition or article."""
        match name.kind:
            case "day" | "month":
                return self._day_or_month(name, case, year=year, short=short)
            case "group":
                return self._group(name, case)
            case "decade":
                return self.decade.get(case, self.decade[""]).format(name.year.first if name.year else "")
            case _:
                return self.year_words(name.year, bare=name.bare and not self.descending) if name.year else ""

    def year_words(self, year: Year, *, bare: bool = False) -> str:
        """A year, alone or behind a month: "44 BCE", "of a year in the 1560s"."""
        if year.is_known:
            return self.year.format(year.written) if year.written else self._known_year(year.first, bare=bare)
        if year.written == "XXXX":
            return self.unknown_one
        if year.is_decade:
            return self.one_of_decade.format(year.first)
        first = self._known_year(year.first, bare=not self.descending and same_era(year.first, year.last))
        words = self.one_of_years.format(first=first, last=self._known_year(year.last))
        return words + self.aside(year.written)

    def aside(self, words: str) -> str:
        """Words in brackets; nothing when there are none."""
        return self.note.format(words) if words else ""

    def listed(self, items: Sequence[str], last: str) -> str:
        """Items with commas, and `last` ("or", "and") before the last of them."""
        return last.join(part for part in (self.enumeration.join(items[:-1]), items[-1]) if part)

    def doubted(self, mark: Mark, nouns: Sequence[str]) -> str:
        """What is in doubt, and how: "year and month approximate"."""
        masculine, feminine, plural = self.adjectives[mark]
        one = feminine if nouns[0] in self.feminine else masculine
        subject = self.both.join(self.nouns[noun] for noun in nouns)
        return self.gap.join(part for part in (subject, one if len(nouns) == 1 else plural) if part)

    def _day_or_month(self, name: Name, case: str, *, year: str, short: bool) -> str:
        day = "" if name.day is None else self.day(name.day)
        months = self.months_short if short else self.months
        month = "" if name.month is None else months.get(self.day_case if day else case, months[""])[name.month - 1]
        return self._joined(day, month, year) + self._clock(name.time)

    def _clock(self, time: Time | None) -> str:
        if time is None:
            return ""
        zone = {"": "", "Z": " UTC"}.get(time.offset)
        return self.clock.format(time.clock) + (self.aside(f"UTC{time.offset}") if zone is None else zone)

    def _group(self, name: Name, case: str) -> str:
        group = name.group or 0
        cases = self.groups[21 + (group - 21) % 4 if group <= 32 else group]
        words = self._joined(cases.get(case, cases[""]), self._year_of_group(group, name.year))
        if group in range(25, 29):
            return words + self.aside(self.northern)
        return words + self.aside(self.southern) if group in range(29, 33) else words

    def _year_of_group(self, group: int, year: Year | None) -> str:
        if year is None:
            return ""
        if year.is_known and ends_next_year(group) and year.first >= 1000:
            return self.crossing.format(first=year.first, last=year.first + 1, short=(year.first + 1) % 100)
        words = self.year_words(year)
        return self.year_of_group.format(words) if year.is_known and group > 32 else words

    def _known_year(self, year: int, *, bare: bool = False) -> str:
        size = 1 - year if year <= 0 else year
        number = f"{size:,}".replace(",", self.thousands) if size > 9999 else str(size)
        if bare:
            return number
        return (self.year_bce if year <= 0 else self.year_ce if year < 1000 else self.year).format(number)

    def _joined(self, *parts: str) -> str:
        return self.gap.join(part for part in (reversed(parts) if self.descending else parts) if part)


@functools.lru_cache(maxsize=4096)
def _declined(language: Language, name: Name, form: str, short: bool) -> str:
    return language.inflected(name, form, year="", short=short)


@functools.lru_cache(maxsize=4096)
def around_year(
    language: Language, kind: Kind, month: int, day: int | None, time: Time | None, form: str, short: bool
) -> tuple[str, str]:
    """What stands before and after the year of a day or a month; no form depends on which year it is."""
    name = Name(kind, None, month, day, time=time)
    before, _, after = language.inflected(name, form, year=_YEAR, short=short).partition(_YEAR)
    return before, after


@functools.lru_cache(maxsize=1024)
def year_beside(language: Language, year: Year) -> str:
    """The words of a year that stands beside a day or a month."""
    return language.year_words(year)


def same_era(first: int, second: int) -> bool:
    """Whether two years bear the same "BCE", the same "CE", or none."""
    return (first <= 0, 0 < first < 1000) == (second <= 0, 0 < second < 1000)


def ends_next_year(group: int) -> bool:
    """Whether a season begins in December."""
    return group in (24, 28, 30)
