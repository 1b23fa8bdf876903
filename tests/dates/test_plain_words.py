"""A day and a range of days are put into words without a tree, and still read as every other date does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.dates.edtf import parse_edtf
from chronology.dates.plain_words import plain_words
from chronology.dates.when import When
from chronology.dates.wording import words_of
from chronology.errors import QueryError

LOCALES = ("en", "ru", "zh", "de", "fr")
DAYS = st.dates(min_value=date(1, 1, 1))


@given(DAYS, st.sampled_from(LOCALES), st.booleans())
def test_a_day_reads_as_through_its_tree(day: date, locale: str, short: bool) -> None:
    text = day.isoformat()
    assert plain_words(text, locale=locale, short=short) == words_of(parse_edtf(text), locale=locale, short=short)


@given(DAYS, st.data(), st.sampled_from(LOCALES), st.booleans())
def test_a_range_of_days_reads_as_through_its_tree(first: date, data: st.DataObject, locale: str, short: bool) -> None:
    reach = data.draw(st.sampled_from((0, 3, 31, 366, 10_000)))
    last = date.fromordinal(min(first.toordinal() + data.draw(st.integers(0, reach)), date.max.toordinal()))
    text = f"{first}/{last}"
    assert plain_words(text, locale=locale, short=short) == words_of(parse_edtf(text), locale=locale, short=short)


@pytest.mark.parametrize("text", ["2014", "2014-02", "2014-02-20~", "2014-02-20/..", "0000-01-01", "-0044-03-15"])
def test_other_dates_are_left_to_their_tree(text: str) -> None:
    assert plain_words(text, locale="en", short=False) is None


@pytest.mark.parametrize("text", ["2014-02-20", "2014-02-20/2014-03-18"])
def test_a_plain_day_has_no_words_in_an_unknown_language_either(text: str) -> None:
    with pytest.raises(QueryError):
        When.parse(text).words("tlh")


@pytest.mark.parametrize("text", ["2014-02-30", "2014-02-20/2014-02-30", "2014-02-20/2014-02-19", "2014-13-01"])
def test_a_day_that_no_calendar_has_is_refused_in_a_range_too(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        When.parse(text)
