"""What people write for dates, in six languages: what it means, what is refused, on whatever day it is read."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chronology.dates.phrasebook.lexicon import LANGUAGES, normalised, tokens_of
from chronology.dates.phrases import parse_date
from chronology.dates.when import When
from chronology.errors import AmbiguousDate, DateError, QueryError

WRITTEN = "2022-02-07"
TABLES = Path(__file__).parent / "phrases"


def cases(name: str) -> list[tuple[str, str, str | None]]:
    """The rows of a table: phrase, what is wanted, and the day of writing of its section."""
    rows: list[tuple[str, str, str | None]] = []
    written = None
    for line in (TABLES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# written on "):
            written = line.removeprefix("# written on ")
        elif line and not line.startswith("#"):
            phrase, _, wanted = line.partition(" => ")
            rows.append((phrase, wanted, written))
    return rows


def outcome(phrase: str, **options: str | None) -> str:
    """The EDTF text of a phrase, its readings parted by ``|``, or ``refused``."""
    try:
        return parse_date(phrase, **options).edtf  # type: ignore[arg-type]
    except AmbiguousDate as error:
        return " | ".join(error.readings)
    except DateError:
        return "refused"


@pytest.mark.parametrize(
    ("phrase", "wanted", "written"), [case for name in (*LANGUAGES, "other") for case in cases(name)]
)
def test_a_phrase_means_what_people_mean_by_it(phrase: str, wanted: str, written: str | None) -> None:
    assert outcome(phrase, relative_to=written) == wanted


@pytest.mark.parametrize(
    ("language", "phrase", "wanted", "written"), [(name, *case) for name in LANGUAGES for case in cases(name)]
)
def test_naming_the_language_changes_nothing(language: str, phrase: str, wanted: str, written: str | None) -> None:
    assert outcome(phrase, relative_to=written, language=language) == wanted


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_word_has_one_sense_in_its_language(code: str) -> None:
    """Otherwise the order of rows in a table would decide what a phrase means."""
    senses: dict[tuple[str, ...], object] = {}
    for kind, value, words in LANGUAGES[code].all_rows():
        for word in filter(None, words.split("|")):
            key = tuple(tokens_of(normalised(word)))
            assert senses.setdefault(key, (kind, value)) == (kind, value), word


@pytest.mark.parametrize(
    "phrase", ["may", "on", "to", "a", "now", "march", "sat", "second", "fall", "mar", "до", "vor", "may on"]
)
@pytest.mark.parametrize("written", [None, WRITTEN])
def test_words_of_every_sentence_are_no_dates(phrase: str, written: str | None) -> None:
    """Whoever looks for dates in prose would find one in every line."""
    assert outcome(phrase, relative_to=written) == "refused"


@pytest.mark.parametrize(
    "phrase",
    ["today", "last week", "two weeks ago", "on Friday", "yesterday", "last summer", "in the past two weeks", "昨天"],
)
def test_a_relative_phrase_alone_says_what_it_lacks(phrase: str) -> None:
    with pytest.raises(DateError, match="relative_to="):
        parse_date(phrase)


def test_the_day_of_writing_may_be_a_date_a_text_or_a_when() -> None:
    for written in (datetime.date(2022, 2, 7), datetime.datetime(2022, 2, 7, 23, 59), "2022-02-07", When(WRITTEN)):
        assert parse_date("yesterday", relative_to=written) == When("2022-02-06")


@pytest.mark.parametrize("written", ["2022-02", "2022", "2022/2023", "soon", "", 5])
def test_a_day_of_writing_that_is_no_day_is_refused(written: str) -> None:
    """Also where the phrase does not need it: a wrong argument is not passed over."""
    with pytest.raises(DateError):
        parse_date("4 February 2022", relative_to=written)


@pytest.mark.parametrize(
    ("phrase", "order", "wanted"),
    [
        ("03/02/2022", "DMY", "2022-02-03"),
        ("03/02/2022", "MDY", "2022-03-02"),
        ("03-02-2022", "MDY", "2022-03-02"),
        ("03.02.2022", "MDY", "2022-03-02"),
        ("03.02.2022", None, "2022-02-03"),
        ("03-02-2022", None, "2022-02-03 | 2022-03-02"),
        ("13/02/2022", "MDY", "refused"),
        ("2022/02/04", "DMY", "2022-02-04"),
        ("03/02/2022", "YMD", "refused"),
        ("from 03/02/2022 to 15/04/2022", None, "2022-02-03/2022-04-15"),
        ("since 03/02/2022", None, "2022-02-03/.. | 2022-03-02/.."),
        ("03/02/22", "DMY", "refused"),
    ],
)
def test_the_order_of_numbers_is_asked_for_not_guessed(phrase: str, order: str | None, wanted: str) -> None:
    assert outcome(phrase, order=order) == wanted


def test_two_readings_are_both_told() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        parse_date("03/02/2022")
    assert caught.value.readings == ("2022-02-03", "2022-03-02")
    assert caught.value.text == "03/02/2022"
    assert "order=" in str(caught.value)


def test_independent_doubts_give_every_combination() -> None:
    assert outcome("c. winter 1941 to winter 1950").count("|") == 3


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("Thursday, 4 February 2022", "2022-02-04 is a Friday, not a Thursday"),
        ("четверг, 4 февраля 2022 г.", "2022-02-04 is a Friday, not a Thursday"),
        ("4 February", "the year is not said"),
        ("31 April 2022", "no calendar has this day"),
        ("the 90s", "the century of the decade"),
        ("2021-02-29", "no calendar has this day"),
        ("12-11-10", "a year has four digits"),
        ("13/13/2022", "there is no month 13"),
        ("20 December to 3 January 2023", "it ends before it starts"),
        ("since the early 1990s", "EDTF has no interval"),
        ("5th quarter of 2019", "there are 4 quarters"),
        ("4 foo 2022", "'foo' is no word of a date"),
        ("", "it is empty"),
        ("  ", "it is empty"),
        ("x" * 201, "201 characters"),
        ("2022\n", "control characters"),
        ("4\u202e February 2022", "control characters"),
        ("\ud800", "control characters"),
    ],
)
def test_a_refusal_says_why(phrase: str, reason: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(phrase)
    assert reason in caught.value.reason
    assert caught.value.text == phrase


def test_a_refusal_points_at_the_unknown_word() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("4 foo 2022")
    assert caught.value.at == 2


@pytest.mark.parametrize("text", [2022, None, 20220204, datetime.date(2022, 2, 4), b"2022"])
def test_only_a_text_is_read(text: object) -> None:
    with pytest.raises(DateError, match="a date is a text"):
        parse_date(text)  # type: ignore[arg-type]


def test_an_unknown_language_or_order_names_the_known_ones() -> None:
    with pytest.raises(QueryError, match="en, ru, zh, de, fr, es"):
        parse_date("2022", language="xx")
    with pytest.raises(QueryError, match="DMY, MDY, YMD"):
        parse_date("2022", order="YDM")


def test_a_named_language_reads_no_other() -> None:
    assert outcome("4 февраля 2022", language="fr") == "refused"
    assert outcome("4 avril 2022", language="fr") == "2022-04-04"


def test_spaces_of_all_widths_and_accents_left_out_are_read() -> None:
    """Texts are copied from pages, where spaces do not break and accents get lost."""
    assert outcome("20\u00a0марта\u202f2023\u00a0г.") == "2023-03-20"
    assert outcome("  4  February  2022 ") == "2022-02-04"
    assert outcome("4 fevrier 2022") == outcome("4 fe\u0301vrier 2022") == "2022-02-04"


LOCALES = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "CLOCK": "1999-01-31"},
    {"TZ": "Etc/GMT+12", "LC_ALL": "POSIX", "LANG": "de_DE.UTF-8", "CLOCK": "2028-02-29"},
]
SCRIPT = """
import datetime, os, sys
day = datetime.datetime.fromisoformat(os.environ["CLOCK"])
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls(day.year, day.month, day.day, 23, 59, tzinfo=tz)
    @classmethod
    def utcnow(cls): return cls.now()
    @classmethod
    def today(cls): return cls.now()
datetime.datetime = Clock
from chronology.dates.phrases import parse_date
from chronology.errors import AmbiguousDate, DateError
sys.stdin.reconfigure(encoding="utf-8"); sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin:
    phrase, written = line.rstrip("\\n").split("\\t")
    try: print(parse_date(phrase, relative_to=written or None))
    except AmbiguousDate as error: print(" | ".join(error.readings))
    except DateError: print("refused")
assert "dateparser" in sys.modules
"""


@pytest.mark.parametrize("surroundings", LOCALES)
def test_the_answer_is_the_same_on_every_day_in_every_zone_and_locale(surroundings: dict[str, str]) -> None:
    """A register must not change its dates because it is read tomorrow, or elsewhere."""
    rows = [case for name in (*LANGUAGES, "other") for case in cases(name)]
    lines = "".join(f"{phrase}\t{written or ''}\n" for phrase, _, written in rows)
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=lines,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, **surroundings},
    )
    assert result.stdout.splitlines() == [wanted for _, wanted, _ in rows]


def test_known_phrases_are_read_without_dateparser() -> None:
    """It takes half a second to import, which the command line and every page would wait for."""
    script = (
        "import sys\n"
        "from chronology.dates.phrases import parse_date\n"
        "for text in ('2014-02~', '4 February 2022', '2023年3月20日至22日', 'he may resign'):\n"
        "    try: parse_date(text)\n"
        "    except ValueError: pass\n"
        "print([name for name in ('dateparser', 'pandas') if name in sys.modules])\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["12 March 2014-15", "March 12, 2014-15", "le 12 mars 2014-15", "12 марта 2014-15"])
def test_a_number_after_a_year_that_may_be_the_next_year_is_no_day(text: str) -> None:
    with pytest.raises(DateError, match="may be a day or a year"):
        parse_date(text)
