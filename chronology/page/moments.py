"""What the page draws and says of a whole column of dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from chronology.dates.columns import bounds_of
from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.page.dated import DAYS_OF_THE_OUTERMOST_YEAR, certainty_sentence, dated
from chronology.page.words import ENGLISH, Words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Days = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.uint16]

READINGS: Final = ("day", "days", "within", "range")
DOUBTS: Final = ("", "?", "~", "%")
KNOWN: Final = 4
"""Bits for the bounds that are known; behind them two for the reading, one for exact, two for each doubt, and one
where the words stand in ``others``."""

_READING, _EXACT, _DOUBT_START, _DOUBT_END, _OTHER = KNOWN, KNOWN + 2, KNOWN + 3, KNOWN + 5, KNOWN + 7
_DATE: Final = r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?[?~%]?"
_PLAIN: Final = rf"^({_DATE}|{_DATE}/({_DATE}|\.\.)?|(\.\.)?/{_DATE})$"
"""The texts that the page puts into words by itself."""


class Moments(NamedTuple):
    """A column of dates.

    ``bounds`` are the four days of each as in ``Bounds``, one row a bound; ``flags`` what is true of each;
    ``others`` what the page says of each text that it cannot read itself.
    """

    bounds: Days
    flags: Flags
    others: dict[str, dict[str, Any]]


def moments(dates: pa.Array, language: Words = ENGLISH) -> Moments:
    """The dates of a column of EDTF texts.

    Raises
    ------
    DateError
        A row is empty, or no EDTF; says which row, counted from 0.
    """
    import numpy as np

    *columns, qualified = bounds_of(dates)
    bounds = np.stack(columns)
    flags = np.zeros(len(dates), np.uint16)
    _flag_known(flags, bounds)
    plain = _matches(dates, _PLAIN)
    _flag_plain(flags, dates, bounds, qualified, plain)
    others = _flag_others(flags, dates, np.flatnonzero(~plain), language)
    return Moments(bounds, flags, others)


def is_dated(flags: Flags) -> npt.NDArray[np.bool_]:
    """Whether any bound is known."""
    dated: npt.NDArray[np.bool_] = (flags & (2**KNOWN - 1)) != 0
    return dated


def _flag_known(flags: Flags, bounds: Days) -> None:
    import numpy as np

    drawable = (bounds[0] < OPEN_END - DAYS_OF_THE_OUTERMOST_YEAR) & (
        bounds[3] > OPEN_START + DAYS_OF_THE_OUTERMOST_YEAR
    )
    for bit, days in enumerate(bounds):
        flags |= ((drawable & (days > OPEN_START) & (days < OPEN_END)).astype(np.uint16) << bit).astype(np.uint16)


def _flag_plain(flags: Flags, dates: pa.Array, bounds: Days, qualified: Any, plain: Any) -> None:
    """The reading and the doubts of texts that are dates of known digits, or ranges of them."""
    import numpy as np
    import pyarrow.compute as pc

    slash = pc.find_substring(dates, "/").to_numpy(zero_copy_only=False)
    is_range = slash >= 0
    reading = np.where(is_range, READINGS.index("range"), np.where(bounds[0] == bounds[3], 0, READINGS.index("within")))
    exact = ~qualified & (bounds[0] == bounds[1]) & (bounds[2] == bounds[3])
    exact &= (bounds[0] > OPEN_START) & (bounds[3] < OPEN_END)
    end = _marks(dates)
    start = np.where(is_range, _marks(pc.replace_substring_regex(dates, r"/.*", "")), end)
    said = reading << _READING | exact << _EXACT | start << _DOUBT_START | end << _DOUBT_END
    flags[plain] |= said[plain].astype(np.uint16)


def _marks(texts: pa.Array) -> Days:
    """The number of the qualifier with which each text ends."""
    import numpy as np
    import pyarrow.compute as pc

    marks = np.zeros(len(texts), np.int64)
    for number, mark in enumerate(DOUBTS[1:], start=1):
        marks += number * pc.ends_with(texts, mark).to_numpy(zero_copy_only=False)
    return marks


def _flag_others(flags: Flags, dates: pa.Array, rows: Any, language: Words) -> dict[str, dict[str, Any]]:
    """Flags for the other texts, each distinct one read once; and what is said of them."""
    import numpy as np

    encoded = dates.take(rows).dictionary_encode()
    entries = {text: _entry(When.parse(text), language) for text in encoded.dictionary.to_pylist()}
    said = np.array([_said(entry) for entry in entries.values()], np.uint16)
    if len(rows):
        flags[rows] |= said[encoded.indices.to_numpy()]
    return entries


def _entry(when: When, language: Words) -> dict[str, Any]:
    return dated(when, language) | {"certainty": certainty_sentence(when, words=language), "exact": when.is_exact}


def _said(entry: dict[str, Any]) -> int:
    start, end = (_doubt_number(doubt) for doubt in entry["doubt"])
    reading = READINGS.index(entry["reading"]) << _READING
    exact: bool = entry["exact"]
    return reading | exact << _EXACT | start << _DOUBT_START | end << _DOUBT_END | 1 << _OTHER


def _doubt_number(doubt: str) -> int:
    """Uncertain, approximate, or both."""
    uncertain, approximate = "?" in doubt or "%" in doubt, "~" in doubt or "%" in doubt
    return uncertain + 2 * approximate


def _matches(texts: pa.Array, pattern: str) -> Any:
    import pyarrow.compute as pc

    return pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
