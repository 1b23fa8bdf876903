"""Dates said in six languages are read back; any other text is a date or a date error."""

from __future__ import annotations

import random
import re
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from chronology.dates.days import civil_date, day_number
from chronology.dates.phrasebook.lexicon import LANGUAGES
from chronology.dates.phrases import parse_date
from chronology.dates.when import When
from chronology.errors import AmbiguousDate, DateError

WRITTEN = "2022-02-07"
TABLES = Path(__file__).parent / "phrases"

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "zh": " ".join(f"{month}月" for month in range(1, 13)),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "zh": " ".join(f"星期{day}" for day in "一二三四五六日"),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}
DAY = {
    "en": "{weekday}, {month} {day}, {year}",
    "ru": "{weekday}, {day} {month} {year} г.",
    "zh": "{year}年{month}{day}日{weekday}",
    "de": "{weekday}, {day}. {month} {year}",
    "fr": "{weekday} {day} {month} {year}",
    "es": "{weekday}, {day} de {month} de {year}",
}
MONTH = {
    "en": "{month} {year}",
    "ru": "{month} {year} года",
    "zh": "{year}年{month}",
    "de": "{month} {year}",
    "fr": "{month} {year}",
    "es": "{month} de {year}",
}
DAYS = {
    "en": "from {day} to {end} {month} {year}",
    "ru": "с {day} по {end} {month} {year} г.",
    "zh": "{year}年{month}{day}日至{end}日",
    "de": "{day}. bis {end}. {month} {year}",
    "fr": "du {day} au {end} {month} {year}",
    "es": "del {day} al {end} de {month} de {year}",
}
YEARS = {
    "en": "from {year} to {end}",
    "ru": "с {year} по {end} год",
    "zh": "{year}年至{end}年",
    "de": "von {year} bis {end}",
    "fr": "de {year} à {end}",
    "es": "de {year} a {end}",
}
languages = st.sampled_from(sorted(LANGUAGES))
days = st.integers(day_number(1000, 1, 1), day_number(9999, 12, 31))


def read(phrase: str) -> str:
    """The EDTF text of a phrase, or why there is none."""
    try:
        return parse_date(phrase).edtf
    except DateError as error:
        return error.reason


def said(template: str, language: str, number: int, **more: int) -> str:
    year, month, day = civil_date(number)
    return template.format(
        weekday=WEEKDAYS[language].split()[(number + 3) % 7],
        year=year,
        month=MONTHS[language].split()[month - 1],
        day=day,
        **more,
    )


@given(languages, days)
def test_every_day_said_in_full_is_read_back(language: str, number: int) -> None:
    year, month, day = civil_date(number)
    assert read(said(DAY[language], language, number)) == f"{year:04d}-{month:02d}-{day:02d}"


@given(languages, days, st.integers(1, 6))
def test_a_weekday_that_is_wrong_is_never_passed_over(language: str, number: int, off: int) -> None:
    names = WEEKDAYS["en"].split()
    named, said_named = names[(number + 3) % 7], names[(number + 3 + off) % 7]
    wrong = WEEKDAYS[language].split()[(number + 3 + off) % 7]
    right = WEEKDAYS[language].split()[(number + 3) % 7]
    reason = read(said(DAY[language], language, number).replace(right, wrong))
    assert f"is a {named}" in reason
    assert f"not a {said_named}" in reason


@given(languages, days)
def test_every_month_said_is_read_back(language: str, number: int) -> None:
    year, month, _ = civil_date(number)
    assert read(said(MONTH[language], language, number)) == f"{year:04d}-{month:02d}"


@example("zh", 20819, 27)
@given(languages, days, st.integers(0, 27))
def test_days_of_one_month_are_read_back(language: str, number: int, length: int) -> None:
    year, month, day = civil_date(number)
    end = min(day + length, 28)
    start = min(day, end)
    first = day_number(year, month, start)
    phrase = said(DAYS[language], language, first, end=end)
    assert read(phrase) == f"{year:04d}-{month:02d}-{start:02d}/{year:04d}-{month:02d}-{end:02d}"


@given(languages, st.integers(1000, 9999), st.integers(0, 500))
def test_years_are_read_back(language: str, year: int, length: int) -> None:
    end = min(year + length, 9999)
    assert read(YEARS[language].format(year=year, end=end)) == f"{year}/{end}"


single = st.one_of(
    st.from_regex(r"-?[0-9]{4}[?~%]?", fullmatch=True),
    st.from_regex(r"[12][0-9X]{3}-(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01])[?~%]?", fullmatch=True),
    st.from_regex(r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8]|XX)[?~%]?", fullmatch=True),
)
edtf = st.one_of(
    single,
    st.builds("{}/{}".format, single, st.one_of(single, st.sampled_from(["", ".."]))),
    st.builds("[{},{}]".format, single, single),
    st.builds("{{{}..{}}}".format, single, single),
)


@given(edtf)
def test_edtf_is_never_read_as_a_phrase(text: str) -> None:
    """What a registry holds comes back as it stands; what EDTF refuses in EDTF's own form stays refused."""
    try:
        when = When.parse(text)
    except DateError:
        return
    assert parse_date(text) == when
    assert parse_date(text, relative_to=WRITTEN, language="zh", order="MDY") == when


words = sorted(
    {word for code in LANGUAGES for _, _, row in LANGUAGES[code].all_rows() for word in row.split("|") if word}
    | {"1", "2", "20", "31", "44", "476", "1914", "2022", "12000", "20th", "1990s", "XIX", "03/02/2022", "2014-02"}
    | {"~", "?", ",", "-", "–", "/", "(", ")", "(?)", "二十", "20.", "0", "0000", "Y17E7", "0²", "9" * 30}
)
word = st.sampled_from(words)
texts = st.one_of(
    st.text(max_size=210),
    st.lists(word, max_size=8).map(" ".join),
    st.lists(word, max_size=8).map("".join),
    st.lists(st.one_of(word, st.text(max_size=3)), max_size=6).map(" ".join),
)


def check(text: str, written: str | None) -> bool:
    """Whether a text is read at all; a failure where it is neither a date nor a date error."""
    try:
        when = parse_date(text, relative_to=written)
    except AmbiguousDate as error:
        assert len(set(error.readings)) == len(error.readings) > 1
        assert [When.parse(reading).edtf for reading in error.readings] == list(error.readings)
    except DateError as error:
        assert error.text == text
        return False
    else:
        assert When.parse(when.edtf) == when
    return True


@given(texts, st.one_of(st.none(), st.sampled_from([WRITTEN, "2024-02-29", "-0001-12-31", "9999-12-31"])))
def test_any_text_is_a_date_or_a_date_error(text: str, written: str | None) -> None:
    """Never another exception; and what is read is EDTF, several readings are several."""
    check(text, written)


def changed(phrase: str, chance: random.Random) -> str:
    """A phrase with a word left out, put in, doubled or exchanged, or with another number."""
    parts = phrase.split(" ")
    at = chance.randrange(len(parts))
    match chance.randrange(6):
        case 0:
            del parts[at]
        case 1:
            parts.insert(at, chance.choice(words))
        case 2:
            parts.insert(at, parts[at])
        case 3:
            parts[at] = chance.choice(words)
        case _:
            return re.sub("[0-9]", lambda digit: str((int(digit[0]) + chance.randrange(3)) % 10), phrase)
    return " ".join(parts)


def test_twenty_thousand_changed_phrases_are_dates_or_date_errors() -> None:
    """Near misses reach deeper into the grammar than chance does: at least a fifth of them are read."""
    chance = random.Random(20220204)
    phrases = [
        line.partition(" => ")[0]
        for code in LANGUAGES
        for line in (TABLES / f"{code}.txt").read_text(encoding="utf-8").splitlines()
        if " => " in line and not line.startswith("#")
    ]
    read = sum(check(changed(chance.choice(phrases), chance), chance.choice([None, WRITTEN])) for _ in range(20_000))
    assert read > 20_000 / 5
