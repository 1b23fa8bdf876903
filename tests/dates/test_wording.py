"""Dates in words: what a reader of each language is told, and that it is never more than the text says."""

import csv
import dataclasses
import itertools
import re
import string
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chronology.dates.days import parse_day
from chronology.dates.languages import LANGUAGES
from chronology.dates.languages.grammar import Language, Name, Year
from chronology.dates.when import When
from chronology.errors import DateError, QueryError

W = When.parse
LOCALES = ("en", "ru", "zh", "de", "fr")
TABLES = Path(__file__).with_name("words")


def table(locale: str) -> dict[str, str]:
    """What a date is in the words of a locale, as people who speak it have read and approved."""
    with (TABLES / f"{locale}.tsv").open(encoding="utf-8", newline="") as file:
        return {row["date"]: row["words"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


CASES = [(locale, text, words) for locale in LOCALES for text, words in table(locale).items()]


@pytest.mark.parametrize(("locale", "text", "words"), CASES)
def test_a_date_in_words_is_right_in_each_language(locale: str, text: str, words: str) -> None:
    assert W(text).words(locale) == words


def test_no_language_is_tested_less_than_another() -> None:
    assert {tuple(table(locale)) for locale in LOCALES} == {tuple(table("en"))}
    assert len(table("en")) > 100


def test_english_is_the_language_when_none_is_named() -> None:
    assert W("2014-02-20?/..").words() == W("2014-02-20?/..").words("en")


SHORT = {
    ("en", "2014-02-20/2014-03-18"): "20 Feb to 18 Mar 2014",
    ("en", "1985-09"): "some time in Sep 1985",
    ("ru", "2014-02-20/2014-03-18"): "с 20 февр. по 18 марта 2014 г.",
    ("ru", "1985-09"): "в сент. 1985 г.",
    ("ru", "2014-03/2014-05"): "с марта по май 2014 г.",
    ("zh", "2014-02-20/2014-03-18"): "2014年2月20日至3月18日",
    ("de", "2014-02-20/2014-03-18"): "20. Feb. bis 18. März 2014",
    ("de", "1985-09"): "irgendwann im Sept. 1985",
    ("fr", "2014-02-20/2014-03-18"): "du 20 févr. au 18 mars 2014",
    ("fr", "2014-04/2014-10"): "d'avr. à oct. 2014",
}


@pytest.mark.parametrize(("case", "words"), SHORT.items())
def test_short_words_abbreviate_the_months_as_the_language_does(case: tuple[str, str], words: str) -> None:
    locale, text = case
    assert W(text).words(locale, short=True) == words


UNSAID = {
    ("en", "2008-08-07/2008-08-12"): "7 to 12 August",
    ("ru", "2008-08-07/2008-08-12"): "с 7 по 12 августа",
    ("zh", "2008-08-07/2008-08-12"): "8月7日至12日",
    ("de", "2008-08-07/2008-08-12"): "7. bis 12. August",
    ("fr", "2008-08-07/2008-08-12"): "du 7 au 12 août",
    ("en", "2008-08-07"): "7 August",
    ("zh", "2008-08-07"): "8月7日",
    ("en", "2008-08-07?/.."): "from 7 August, ongoing, start uncertain",
    ("en", "2008-08-XX"): "on an unknown day of August",
    ("en", "2008-1X"): "in October, November or December",
    ("en", "2008-0X-05"): "on one day between 5 January and 5 September (2008-0X-05)",
    ("en", "[2008-08-07,2008-08-12]"): "7 or 12 August",
    ("en", "2008-22"): "some time in summer",
    ("en", "2008-34"): "some time in the second quarter",
    ("en", "2008-24"): "some time in winter 2008/09",
    ("en", "2008"): "some time in 2008",
    ("en", "2008-XX"): "in an unknown month of 2008",
    ("en", "2008-08-07/2009-01-02"): "7 August 2008 to 2 January 2009",
    ("en", "2007-08-07/2008-01-02"): "7 August 2007 to 2 January 2008",
    ("en", "200X-08-07"): "7 August of a year between 2000 and 2009",
    ("en", "2009-08-07"): "7 August 2009",
}


@pytest.mark.parametrize(("case", "words"), UNSAID.items())
def test_a_year_that_the_reader_knows_is_left_out_only_where_no_other_occurs(case: tuple[str, str], words: str) -> None:
    locale, text = case
    assert W(text).words(locale, unsaid_year=2008) == words


def test_a_year_before_the_common_era_can_go_without_saying() -> None:
    assert W("-0043-03-15").words(unsaid_year=-43) == "15 March"
    assert W("0000-03-15").words(unsaid_year=0) == "15 March"
    assert W("-0043-03-15").words(unsaid_year=43) == "15 March 44 BCE"


@pytest.mark.parametrize("locale", ["es", "EN", "en-GB", "zh-TW", "", "english", "x" * 10**4, "ru\n\x00"])
def test_an_unknown_locale_is_an_error_never_silent_english(locale: str) -> None:
    with pytest.raises(QueryError, match="there are no words for dates in") as caught:
        W("2022-02-04").words(locale)
    assert "choose one of 'en', 'ru', 'zh', 'de', 'fr'" in str(caught.value)
    assert len(str(caught.value)) <= 300
    assert str(caught.value).isprintable()


def fields(template: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}


def test_the_languages_are_those_that_the_error_names() -> None:
    assert tuple(LANGUAGES) == LOCALES
    assert [language.locale for language in LANGUAGES.values()] == list(LOCALES)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_no_sentence_of_a_language_loses_a_date(language: Language) -> None:
    english = LANGUAGES["en"]
    for field in dataclasses.fields(Language):
        template, model = getattr(language, field.name), getattr(english, field.name)
        if isinstance(model, str) and field.name not in ("locale", "crossing"):
            assert fields(template) == fields(model), field.name
    for tables in (language.months, language.months_short):
        assert {len(names) for names in tables.values()} == {12}
        assert all(name for names in tables.values() for name in names)
    assert set(language.groups) == set(english.groups) == {21, 22, 23, 24, *range(33, 42)}
    assert set(language.nouns) == set(english.nouns)
    assert set(language.adjectives) == {"?", "~", "%"}


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_a_form_of_a_day_or_a_month_is_the_same_in_every_year(language: Language) -> None:
    years = [Year(2, 2), Year(2014, 2014), Year(-43, -43), Year(1560, 1569), Year(1, 9999, "XXXX")]
    for form, month, day, year in itertools.product(("", *language.forms), range(1, 13), (None, 1, 2, 11), years):
        name = Name("month" if day is None else "day", year, month, day)
        words = language.inflected(name, form, year=language.year_words(year), short=False)
        assert language.decline(name, form, short=False) == words


marks = st.sampled_from(["", "", "", "?", "~", "%"])
digits = st.sampled_from("0123456789XX")
years = st.one_of(
    st.integers(0, 9999).map("{:04d}".format),
    st.integers(1, 9999).map("-{:04d}".format),
    st.tuples(st.sampled_from(["", "-"]), digits, digits, digits, digits).map("".join),
)
months = st.one_of(
    st.integers(1, 12).map("{:02d}".format), st.integers(21, 41).map(str), st.sampled_from(["XX", "0X", "1X", "X1"])
)
days = st.one_of(st.integers(1, 31).map("{:02d}".format), st.sampled_from(["XX", "0X", "1X", "2X", "3X", "X1", "X9"]))


def qualified(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(marks, part, marks).map("".join)


long_years = st.tuples(
    st.integers(10**4, 10**16).flatmap(lambda year: st.sampled_from([f"Y{year}", f"Y-{year}", f"Y{year}E5"])),
    st.sampled_from(["", "S1", "S3"]),
    marks,
).map("".join)
significant = st.tuples(st.integers(0, 9999).map("{:04d}S".format), st.sampled_from("1234"), marks).map("".join)
dates = st.one_of(
    qualified(years),
    st.tuples(qualified(years), qualified(months)).map("-".join),
    st.tuples(qualified(years), qualified(months), qualified(days)).map("-".join),
    long_years,
    significant,
)
plain_years = st.one_of(years, long_years, significant)


def trees(dates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Dates, intervals and sets of dates; not all of them valid."""
    ranges = st.tuples(dates, dates).map("..".join)
    members = st.lists(st.one_of(dates, ranges), min_size=1, max_size=4).map(",".join)
    ends = st.one_of(dates, st.sampled_from(["", ".."]))
    return st.one_of(
        dates,
        st.tuples(ends, ends).map("/".join),
        st.tuples(st.sampled_from(["[", "[.."]), members, st.sampled_from(["]", "..]"])).map("".join),
        st.tuples(st.sampled_from(["{", "{.."]), members, st.sampled_from(["}", "..}"])).map("".join),
    )


def valid(text: str) -> When:
    try:
        return W(text)
    except DateError:
        assume(False)
        raise


def parts_of(text: str) -> list[When]:
    """The single dates that a date is written with."""
    return [W(part.strip()) for part in re.split(r"[\[\]{},/]|\.\.", text) if part]


def years_named(words: str) -> list[tuple[int, int]]:
    """Each number of four digits, as a year of the common era and as one before it."""
    return [(int(number), 1 - int(number)) for number in re.findall(r"(?<![\d.,])\d{4}(?![\d.,]*\d)", words)]


def year_range(date: When) -> range:
    assert date.earliest
    assert date.latest
    return range(int(date.earliest[:-6]), int(date.latest[:-6]) + 1)


@given(trees(dates), st.sampled_from(LOCALES), st.booleans())
def test_words_name_no_year_that_the_date_does_not_mean(text: str, locale: str, short: bool) -> None:
    words = valid(text).words(locale, short=short)
    assert words
    assert words.isprintable()
    assert words == " ".join(words.split())
    assert not re.search(r"[{}]|None", words)
    ranges = [year_range(part) for part in parts_of(text) if part.earliest and part.latest]
    for common, before in years_named(words):
        assert f"{common:04d}" in text or any(common in years or before in years for years in ranges), words


ENGLISH_MONTHS = LANGUAGES["en"].months[""]
ENGLISH_DAY = re.compile(rf"(\d+) ({'|'.join(ENGLISH_MONTHS)}) (\d{{4}})(?! BCE)")


@given(trees(dates))
def test_words_name_no_day_that_the_date_does_not_mean(text: str) -> None:
    words = valid(text).words()
    parts = [part.bounds for part in parts_of(text)]
    for day, month, year in ENGLISH_DAY.findall(words):
        number = parse_day(f"{year}-{ENGLISH_MONTHS.index(month) + 1:02d}-{int(day):02d}")
        assert any(bounds.start_min <= number <= bounds.end_max for bounds in parts)


MONTHS = re.compile("|".join(name for language in LANGUAGES.values() for name in language.months[""]))


@given(trees(plain_years), st.sampled_from(LOCALES))
def test_no_month_is_named_where_only_years_are_written(text: str, locale: str) -> None:
    assert not MONTHS.search(valid(text).words(locale))


@given(dates, st.sampled_from(LOCALES), st.booleans())
def test_what_differs_in_meaning_differs_in_words(date: str, locale: str, short: bool) -> None:
    valid(date)
    ends = [f"{date}/..", f"{date}/", f"../{date}", f"/{date}", f"[..{date}]", f"[{date}..]", date]
    words = [W(text).words(locale, short=short) for text in ends]
    assert len(set(words)) == len(ends), words


@given(st.one_of(years, st.tuples(years, months).map("-".join)), st.sampled_from(LOCALES))
def test_no_qualifier_is_lost(date: str, locale: str) -> None:
    valid(date)
    alone = {W(f"{date}{mark}").words(locale) for mark in ("", "?", "~", "%")}
    going_on = {W(f"{date}{mark}/..").words(locale) for mark in ("", "?", "~", "%")}
    in_a_set = {W(f"[{date}{mark},9999-12-31]").words(locale) for mark in ("", "?", "~", "%")}
    assert (len(alone), len(going_on), len(in_a_set)) == (4, 4, 4)


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1000, 9999), st.sampled_from(LOCALES))
def test_the_doubt_of_each_part_is_told_apart(day: int, month: int, year: int, locale: str) -> None:
    parts = [f"{year}", f"{month:02d}", f"{day:02d}"]
    texts = ["-".join(parts)]
    for mark in "?~%":
        texts += [f"{mark}{parts[0]}-{parts[1]}-{parts[2]}", f"{parts[0]}-{mark}{parts[1]}-{parts[2]}"]
        texts += [f"{parts[0]}-{parts[1]}-{mark}{parts[2]}", f"{parts[0]}-{parts[1]}{mark}-{parts[2]}"]
        texts += [f"{parts[0]}-{parts[1]}-{parts[2]}{mark}"]
    assert len({W(text).words(locale) for text in texts}) == len(texts)


@given(dates, dates, st.sampled_from(LOCALES))
def test_one_of_two_and_both_and_from_one_to_the_other_are_told_apart(a: str, b: str, locale: str) -> None:
    texts = [f"[{a},{b}]", f"{{{a},{b}}}", f"{a}/{b}", f"[{a}..{b}]"]
    assert len({valid(text).words(locale) for text in texts}) == len(texts)
