"""What a language calls the things that a date is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple


class Kind:
    """The kinds of words and numbers in a phrase.

    Each is one letter, so that a phrase has a *shape*: "the 4th of February, 2022" is ``lokM,y``. The grammar is
    written in shapes.
    """

    NUMBER: Final = "d"
    FOUR_DIGITS: Final = "y"
    LONG_NUMBER: Final = "n"
    ORDINAL: Final = "o"
    ROMAN: Final = "r"
    DATE: Final = "N"
    YEAR_MONTH: Final = "K"
    DAY_MONTH: Final = "P"

    MONTH: Final = "M"
    WEEKDAY: Final = "W"
    SHORT_WEEKDAY: Final = "w"
    SEASON: Final = "S"

    YEAR_WORD: Final = "a"
    MONTH_MARK: Final = "m"
    DAY_MARK: Final = "D"
    CENTURY: Final = "c"
    DECADE: Final = "x"
    QUARTER: Final = "Q"
    HALF: Final = "H"
    PORTION: Final = "T"
    TAIL_PORTION: Final = "8"
    SHARE: Final = "h"
    ERA: Final = "E"

    ABOUT: Final = "~"
    DOUBT: Final = "?"
    SOME_TIME: Final = "s"

    BEFORE: Final = "B"
    AFTER: Final = "A"
    FROM: Final = "F"
    SINCE: Final = "I"
    UNTIL: Final = "U"
    UNTIL_OR_BEFORE: Final = "9"
    BY: Final = "Z"
    NOT_BEFORE: Final = "V"
    BETWEEN: Final = "b"

    TAIL_BEFORE: Final = "1"
    TAIL_AFTER: Final = "2"
    TAIL_SINCE: Final = "3"
    TAIL_UNTIL: Final = "4"
    TAIL_BY: Final = "5"
    TAIL_NOT_BEFORE: Final = "6"
    TAIL_BETWEEN: Final = "7"

    DASH: Final = "-"
    TO: Final = ">"
    AND: Final = "&"
    OR: Final = "|"
    LISTED: Final = ";"
    SLASH: Final = "/"
    PRESENT: Final = "p"

    LEAD: Final = "l"
    IN: Final = "v"
    ON: Final = "i"
    OF: Final = "k"
    LEAD_OR_TO: Final = "O"
    COMMA: Final = ","
    OPENING: Final = "("
    CLOSING: Final = ")"

    WHICH: Final = "L"
    UNIT: Final = "u"
    AGO: Final = "g"
    DAY_OFFSET: Final = "e"
    COUNT: Final = "z"
    ROLLING: Final = "q"
    ROLLING_MANY: Final = "C"
    COUNTED: Final = "f"
    EARLIER: Final = "j"
    UNIT_OFFSET: Final = "t"
    WEEKDAY_OFFSET: Final = "J"

    YEAR: Final = "Y"
    GROUP: Final = "G"
    YEARS: Final = "X"
    READING: Final = "R"


class Term(NamedTuple):
    """A word or number of a phrase: its kind, what it stands for, and how it was written."""

    kind: str
    value: Any = None
    word: str = ""


Row = tuple[str, Any, str]
"""A kind, a value, and the words for it, parted by ``|``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language; lists of synonyms are parted by ``|``.

    ``suffixes`` are written onto the digits of a number ("20th", "1990s").
    """

    code: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...] = ()
    seasons: tuple[str, str, str, str]
    rows: tuple[Row, ...]
    suffixes: Mapping[str, str] = field(default_factory=dict)
    roman_suffixes: tuple[str, ...] = ("",)

    def all_rows(self) -> tuple[Row, ...]:
        """Every word of the language, the names of months, weekdays and seasons among them."""
        return (
            *((Kind.MONTH, number, words) for number, words in enumerate(self.months, 1)),
            *((Kind.WEEKDAY, number, words) for number, words in enumerate(self.weekdays)),
            *((Kind.SHORT_WEEKDAY, number, words) for number, words in enumerate(self.short_weekdays)),
            *((Kind.SEASON, number, words) for number, words in enumerate(self.seasons, 21)),
            *self.rows,
        )
