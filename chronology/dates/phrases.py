"""What people write for a date -> When."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from chronology.dates.edtf import LONGEST
from chronology.dates.phrase_grammar import UNREAD, edtf_of
from chronology.dates.phrase_relative import Anchor
from chronology.dates.phrasebook.language import Term
from chronology.dates.phrasebook.lexicon import (
    LANGUAGES,
    Lexicon,
    languages_of,
    lexicon_of,
    normalised,
    starts_with_digit,
    tokens_of,
)
from chronology.dates.when import When
from chronology.errors import AmbiguousDate, DateError, QueryError, printable

ORDERS: Final = ("DMY", "MDY", "YMD")
"""The orders of day, month and year in a date of three numbers."""

_EDTF_SIGNS: Final = re.compile(r"[-0-9XYTZES:.,/\[\]{}?~%+ ]*", re.ASCII)
_ORDER_COUNTS: Final = re.compile(r"[0-9]{1,2}([/-])[0-9]{1,2}\1[0-9]{4}(?![0-9])", re.ASCII)
_LIKE_EDTF: Final = re.compile(r"-?[0-9X]{4}|[\[{Y?~%/.]", re.ASCII)
_YEAR: Final = re.compile(r"[0-9]{4}\.?", re.ASCII)
_MOST_TOKENS: Final = 12
_SHORTEST_MONTH: Final = 3
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
_OTHER_LANGUAGES: Final = "it pt nl pl uk be cs sk sl hr bg mk sv da nb fi et lv lt hu ro el tr id ar he"
"""The languages whose months dateparser is asked for, besides the own ones."""


def parse_date(
    text: str,
    *,
    language: str | None = None,
    relative_to: When | str | datetime.date | None = None,
    order: str | None = None,
) -> When:
    """The date that a text means: EDTF, or a phrase as people write it.

    The whole text is read, or nothing. The answer is the same on every day, in every time zone and locale; a part that
    is not said is not filled in. A text that is EDTF is never read as a phrase: ``1914-10`` is October 1914.

    Parameters
    ----------
    language : ``en``, ``ru``, ``zh``, ``de``, ``fr`` or ``es``; without it all are tried.
    relative_to : the day of writing, from which relative words such as "last week" and dates without a year count.
    order : ``DMY``, ``MDY`` or ``YMD``: how a date of three numbers is written.

    Raises
    ------
    AmbiguousDate
        The text has several readings; the error carries them all.
    DateError
        It has none.
    QueryError
        The language or order is not known.

    >>> parse_date("late February 2014")
    When('[2014-02-21..2014-02-28]')
    >>> parse_date("20–22 марта 2023 г.")
    When('2023-03-20/2023-03-22')
    >>> parse_date("last summer", relative_to="2022-02-07")
    When('2021-22')
    """
    if language is not None:
        _check_choice("language", language, LANGUAGES)
    if order is not None:
        _check_choice("order", order, ORDERS)
    today = None if relative_to is None else _day_of_writing(relative_to)
    plain = _checked(text)
    not_edtf: DateError | None = None
    if _EDTF_SIGNS.fullmatch(plain):
        try:
            return When.parse(plain)
        except DateError as error:
            shift = text.find(plain)
            not_edtf = DateError(text, error.reason, at=None if error.at is None else error.at + shift)
    attempt = _read(plain, language, today, order)
    if len(attempt.readings) == 1:
        return next(iter(attempt.readings.values()))
    if attempt.readings:
        raise AmbiguousDate(text, _choice(attempt.readings, attempt.text, order), readings=tuple(attempt.readings))
    if not_edtf is not None and _LIKE_EDTF.match(plain):
        raise not_edtf
    raise attempt.refusal(text) if attempt.is_known else _unknown_word(text, attempt.text, language)


def _check_choice(name: str, value: object, known: Iterable[str]) -> None:
    choices = list(known)
    if value not in choices:
        raise QueryError(f"there is no {name} '{printable(str(value))}' here (choose one of {', '.join(choices)})")


def _day_of_writing(given: When | str | datetime.date) -> int:
    """The number of the day that relative words count from."""
    if isinstance(given, datetime.date):
        given = f"{given.year:04d}-{given.month:02d}-{given.day:02d}"
    bounds = (given if isinstance(given, When) else When.parse(given)).bounds
    if bounds.start_min != bounds.end_max:
        raise DateError(str(given), "a phrase counts from one day (give relative_to= as YYYY-MM-DD)")
    return bounds.start_min


def _checked(text: str) -> str:
    """A text that may be read: short, without control characters, without spaces around it."""
    if not isinstance(text, str):
        raise DateError(str(text)[:60], f"a date is a text, not {type(text).__name__} (put it in quotes)")
    if len(text) > LONGEST:
        raise DateError(text, f"it has {len(text)} characters, more than the {LONGEST} that a date may have")
    plain = text if text.isascii() else text.translate(_SPACES)
    if not plain.isprintable():
        at = next(at for at, char in enumerate(plain) if not char.isprintable())
        raise DateError(text, "a date has no control characters", at=at)
    plain = plain.strip(" ")
    if not plain:
        raise DateError(text, "it is empty (leave the field out where nothing is known)")
    return plain


def _choice(readings: Iterable[str], text: str, order: str | None) -> str:
    remedy = " (order='DMY' or 'MDY' decides)" if order is None and _ORDER_COUNTS.search(text) else ""
    return f"it can be read as {' or as '.join(readings)}{remedy}"


class _Attempt:
    """The readings of one text, gathered over languages and orders, and why there was none."""

    def __init__(self, text: str, today: int | None, order: str | None) -> None:
        self.text = text
        self.readings: dict[str, When] = {}
        self.is_known = False
        self._seen: list[list[Term]] = []
        self._reason = ""
        self._today = today
        self._orders = (order,) if order else ("DMY", "MDY") if _ORDER_COUNTS.search(text) else ("DMY",)

    def read(self, tokens: list[str], lexicon: Lexicon) -> None:
        """Add the readings in one language."""
        for order in self._orders:
            try:
                terms = lexicon.terms_of(tokens, order)
            except DateError as error:
                self._refuse(error)
            else:
                if terms is not None:
                    self._read_terms(terms)

    def _read_terms(self, terms: list[Term]) -> None:
        self.is_known = True
        if terms in self._seen:
            return
        self._seen.append(terms)
        untried: list[dict[str, bool]] = [{}]
        for answers in untried:
            anchor = Anchor(self._today, answers)
            try:
                when = When(edtf_of(terms, anchor))
            except DateError as error:
                self._refuse(error)
            else:
                self.readings[when.edtf] = when
            if anchor.asked:
                untried += anchor.others

    def _refuse(self, error: DateError) -> None:
        self.is_known = True
        if not self._reason or self._reason == UNREAD:
            self._reason = error.reason

    def refusal(self, text: str) -> DateError:
        """Why there is no reading."""
        return DateError(text, self._reason or UNREAD)


def _read(plain: str, language: str | None, today: int | None, order: str | None) -> _Attempt:
    text = normalised(plain)
    tokens = tokens_of(text)
    attempt = _Attempt(text, today, order)
    codes = [language] if language else languages_of(tokens)
    # Numbers and signs alone are the same in every language.
    for code in codes if any(token[-1].isalpha() for token in tokens) else codes[:1]:
        attempt.read(tokens, lexicon_of(code))
    if not attempt.is_known:
        for lexicon in _with_foreign_months(tokens, language):
            attempt.read(tokens, lexicon)
    return attempt


def _unknown_word(text: str, folded: str, language: str | None) -> DateError:
    """The refusal of a text with a word that is in no phrase."""
    codes = [language] if language else list(LANGUAGES)
    for token in tokens_of(folded):
        if not starts_with_digit(token) and not any(token in lexicon_of(code).words for code in codes):
            at = folded.find(token)
            place = at if len(folded) == len(text) else None
            known = f"in '{language}'" if language else f"in {', '.join(codes)}"
            return DateError(text, f"'{printable(token, limit=30)}' is no word of a date {known}", at=place)
    return DateError(text, "its words are of several languages")


def _with_foreign_months(tokens: list[str], language: str | None) -> Iterator[Lexicon]:
    """The lexicons in which the unknown words of a phrase are months, if other languages have such months.

    At most two unknown words beside a year of four digits are looked up.
    """
    if len(tokens) > _MOST_TOKENS or not any(_YEAR.fullmatch(token) for token in tokens):
        return
    bases = [language] if language else ["", *LANGUAGES]
    words = dict.fromkeys(token for token in tokens if not starts_with_digit(token))
    unknown = [word for word in words if not any(word in lexicon_of(base).words for base in bases)]
    if not 1 <= len(unknown) <= 2:
        return
    foreign = [language] if language else [*LANGUAGES, *_OTHER_LANGUAGES.split()]
    for months in _distinct(_months_called(unknown, code) for code in foreign):
        for base in bases:
            yield lexicon_of(base).with_months(months)


def _months_called(words: list[str], language: str) -> dict[str, int]:
    """The months that words name in a language; nothing unless all of them do."""
    months = {word: month for word in words if (month := _month_called(word, language)) is not None}
    return months if len(months) == len(words) else {}


def _distinct(found: Iterable[dict[str, int]]) -> list[dict[str, int]]:
    return [dict(months) for months in dict.fromkeys(tuple(months.items()) for months in found) if months]


@lru_cache(maxsize=4096)
def _month_called(word: str, language: str) -> int | None:
    """The month that a word names in a language, by dateparser; ``None`` when it names none.

    dateparser reads the leaf date "28 <word> 2000", with the settings under which it takes nothing from the clock, the
    time zone or a base date. Its answer counts only if year and day are those of the text, and if the word is no
    number: with a number in place of the day, the month stays.
    """
    if len(word) < _SHORTEST_MONTH and word.isascii():
        return None
    month = _leaf_month(f"28 {word} 2000", 28, language)
    if month is None:
        return None
    other_day = month % 12 + 1
    return month if _leaf_month(f"{word} {other_day} 2000", other_day, language) == month else None


def _leaf_month(text: str, day: int, language: str) -> int | None:
    import dateparser

    with warnings.catch_warnings():
        # The warnings of dateparser's own dependencies are not about the text.
        warnings.simplefilter("ignore")
        found = dateparser.parse(
            text,
            languages=[language],
            settings={
                "PARSERS": ["absolute-time"],
                "STRICT_PARSING": True,
                "REQUIRE_PARTS": ["day", "month", "year"],
                "DATE_ORDER": "DMY",
                "RELATIVE_BASE": datetime.datetime(1904, 3, 1),
                "TIMEZONE": "UTC",
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    return found.month if found is not None and (found.year, found.day) == (2000, day) else None
