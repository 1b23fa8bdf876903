"""A text in one language -> terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import Final

from chronology.dates.phrasebook.chinese import CHINESE
from chronology.dates.phrasebook.english import ENGLISH
from chronology.dates.phrasebook.french import FRENCH
from chronology.dates.phrasebook.german import GERMAN
from chronology.dates.phrasebook.language import Kind, Row, Term
from chronology.dates.phrasebook.russian import RUSSIAN
from chronology.dates.phrasebook.spanish import SPANISH
from chronology.errors import DateError

LANGUAGES: Final = {language.code: language for language in (ENGLISH, RUSSIAN, CHINESE, GERMAN, FRENCH, SPANISH)}
"""The languages of phrases, in the order in which they are tried."""

_LETTER: Final = r"[^\W\d_〇\u3400-\u9fff]"
_TOKEN: Final = re.compile(
    r"[0-9]{1,4}\.[0-9]{1,2}\.[0-9]{1,4}(?![0-9])"
    r"|[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}(?![0-9])"
    r"|[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}(?![0-9])"
    r"|[0-9]{4}-(?:0[1-9]|1[0-2])(?![0-9-])"
    r"|[0-9]{1,2}[./][0-9]{4}(?![0-9])"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.?(?![0-9])"
    rf"|[0-9]+(?:\.?[ºª°]|\.|'?{_LETTER}+\.?)?"
    rf"|{_LETTER}+[.']?"
    r"|[〇零一二两三四五六七八九十]+"
    r"|[-–]+"
    r"|[^ ]"
)
_SUFFIXED: Final = re.compile(rf"([0-9]+)(?:\.?([ºª°])|\.|'?({_LETTER}+)\.?)")
_SEPARATOR: Final = re.compile(r"[./-]")
_SAME_AS: Final = str.maketrans(
    {
        **dict(zip("０１２３４５６７８９，（）？／．", "0123456789,()?/.", strict=True)),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " "),
        **dict.fromkeys("‐‑－", "-"),
        **dict.fromkeys("—−～〜─", "–"),
        **dict.fromkeys("’‘ʼ", "'"),
        "、": ",",
    }
)
_HAN_DIGITS: Final = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ROMAN_TENS: Final = ("", "x", "xx")
_ROMAN_UNITS: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_PUNCTUATION: Final[tuple[Row, ...]] = (
    (Kind.COMMA, None, ","),
    (Kind.DASH, None, "-"),
    (Kind.SLASH, None, "/"),
    (Kind.ABOUT, None, "~"),
    (Kind.DOUBT, None, "?"),
    (Kind.OPENING, None, "("),
    (Kind.CLOSING, None, ")"),
    (Kind.AND, None, "&"),
)


def normalised(text: str) -> str:
    """`text` in lower case, composed, with the plain form of dashes, spaces, quotes and full-width characters."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text.translate(_SAME_AS)).casefold().replace("ё", "е")


def tokens_of(text: str) -> list[str]:
    """The words, numbers and signs of a normalised text. Takes time linear in the length."""
    found: list[str] = _TOKEN.findall(text)
    if text.isascii():
        return [token if token.isalnum() else _plain(token) for token in found]
    return [_plain(token) for token in found]


def starts_with_digit(token: str) -> bool:
    """Whether a token is a number, perhaps with a suffix: one of the ten ASCII digits stands first."""
    return "0" <= token[0] <= "9"


def _plain(token: str) -> str:
    first = token[0]
    if first in "〇零一二两三四五六七八九十":
        return _han_number(token)
    if first in "-–":
        return "-"
    return token[:-1] if token[-1] == "." and len(token) > 1 and not starts_with_digit(token) else token


def _han_number(token: str) -> str:
    """The digits of a number in Chinese characters: 二〇二二 as 2022, 二十一 as 21."""
    tens, ten, units = token.partition("十")
    if not ten:
        return "".join(str(_HAN_DIGITS[han]) for han in token)
    if len(tens) > 1 or len(units) > 1 or "十" in units:
        return token
    return str(10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[units] if units else 0))


class Lexicon:
    """The words of one language, ready to look up."""

    def __init__(self, rows: tuple[Row, ...], suffixes: Mapping[str, str], roman_suffixes: tuple[str, ...]) -> None:
        self._suffixes = suffixes
        self._entries: dict[str, list[tuple[list[str], Term]]] = {}
        for kind, value, words in (*_PUNCTUATION, *rows):
            for word in filter(None, words.split("|")):
                self._enter(word, Term(kind, value, word))
        for number in range(1, 30):
            numeral = _ROMAN_TENS[number // 10] + _ROMAN_UNITS[number % 10]
            for suffix in roman_suffixes:
                self._enter_unless_known(numeral + suffix, Term(Kind.ROMAN, number, numeral))
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that occurs in an entry."""
        return frozenset(self._entries).union(
            word for entries in self._entries.values() for rest, _ in entries for word in rest
        )

    def _enter(self, word: str, term: Term) -> None:
        first, *rest = tokens_of(normalised(word))
        self._entries.setdefault(first, []).append((rest, term))
        bare = _unaccented(word)
        if bare != word:
            self._enter_unless_known(bare, term)

    def _enter_unless_known(self, word: str, term: Term) -> None:
        first, *rest = tokens_of(normalised(word))
        entries = self._entries.setdefault(first, [])
        if all(known != rest for known, _ in entries):
            entries.append((rest, term))

    def with_months(self, months: dict[str, int]) -> Lexicon:
        """This lexicon and further names of months."""
        larger = Lexicon((), self._suffixes, ())
        larger._entries = self._entries | {
            word: [([], Term(Kind.MONTH, month, word))] for word, month in months.items()
        }
        return larger

    def terms_of(self, tokens: list[str], order: str) -> list[Term] | None:
        """The terms of a phrase; ``None`` when a word is not of this language.

        The longest entry wins at each place. `order` (``DMY``, ``MDY`` or ``YMD``) is how dates in numbers are read.

        Raises
        ------
        DateError
            A date in numbers that cannot be.
        """
        terms: list[Term] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.isdigit() and token.isascii():
                terms.append(_bare_number(token))
                at += 1
            elif starts_with_digit(token):
                number = self._number(token, order)
                if number is None:
                    return None
                terms += number
                at += 1
            elif entry := self._longest(tokens, at):
                terms.append(entry[1])
                at += 1 + len(entry[0])
            else:
                return None
        return terms

    def _longest(self, tokens: list[str], at: int) -> tuple[list[str], Term] | None:
        for entry in self._entries.get(tokens[at], ()):
            rest = entry[0]
            if not rest or tokens[at + 1 : at + 1 + len(rest)] == rest:
                return entry
        return None

    def _number(self, token: str, order: str) -> list[Term] | None:
        match = _SUFFIXED.fullmatch(token)
        if match is None:
            return [numeric_date(token, order)]
        digits, suffix = match[1], match[2] or match[3]
        if not suffix:
            return [Term(Kind.ORDINAL, int(digits), digits) if len(digits) <= 2 else _bare_number(digits)]
        kind = self._suffixes.get(suffix)
        if kind is None:
            return None
        if kind == Kind.ORDINAL:
            return [Term(kind, int(digits), digits)]
        return [_bare_number(digits), Term(kind, None, suffix)]


@lru_cache(maxsize=8192)
def _bare_number(digits: str) -> Term:
    if len(digits) == 4:
        return Term(Kind.FOUR_DIGITS, int(digits), digits)
    return Term(Kind.NUMBER if len(digits) <= 2 else Kind.LONG_NUMBER, int(digits), digits)


def numeric_date(token: str, order: str) -> Term:
    """A date in numbers: ``04.02.2022``, ``2022/2/4``, ``02/2022``, ``2022-02``, ``20.03``.

    Raises
    ------
    DateError
        No four digits for the year, no such month, or an order that the numbers do not have.
    """
    parts = _SEPARATOR.split(token.rstrip("."))
    numbers = [int(part) for part in parts]
    if len(parts) == 2:
        return _two_numbers(token, parts, numbers)
    if len(parts[0]) == 4 and len(parts[2]) <= 2:
        year, month, day = numbers
    elif len(parts[2]) != 4 or len(parts[0]) > 2:
        raise DateError(token, "a year has four digits")
    elif order == "YMD":
        raise DateError(token, "the year does not stand first, as order='YMD' says")
    else:
        day, month, year = numbers if order == "DMY" else (numbers[1], numbers[0], numbers[2])
    if not 1 <= month <= 12:
        raise DateError(token, f"there is no month {month}")
    return Term(Kind.DATE, (year, month, day), token)


def _two_numbers(token: str, parts: list[str], numbers: list[int]) -> Term:
    if len(parts[0]) == 4:
        year, month = numbers
    elif len(parts[1]) == 4:
        month, year = numbers
    else:
        return Term(Kind.DAY_MONTH, (numbers[0], _month(token, numbers[1])), token)
    return Term(Kind.YEAR_MONTH, (year, _month(token, month)), token)


def _month(token: str, month: int) -> int:
    if not 1 <= month <= 12:
        raise DateError(token, f"there is no month {month}")
    return month


def _unaccented(word: str) -> str:
    """`word` without accents, as many people type it."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


@cache
def lexicon_of(code: str) -> Lexicon:
    """The lexicon of a language; for the empty code one of numbers and signs alone."""
    if not code:
        return Lexicon((), {}, ())
    language = LANGUAGES[code]
    return Lexicon(language.all_rows(), language.suffixes, language.roman_suffixes)


@cache
def _languages_by_word() -> dict[str, int]:
    masks: dict[str, int] = {}
    for number, code in enumerate(LANGUAGES):
        for word in lexicon_of(code).words:
            masks[word] = masks.get(word, 0) | 1 << number
    return masks


def languages_of(tokens: list[str]) -> list[str]:
    """The languages that know every word of a phrase, in the order of ``LANGUAGES``."""
    masks = _languages_by_word()
    shared = (1 << len(LANGUAGES)) - 1
    for token in tokens:
        if not starts_with_digit(token):
            shared &= masks.get(token, 0)
    return [code for number, code in enumerate(LANGUAGES) if shared >> number & 1]
