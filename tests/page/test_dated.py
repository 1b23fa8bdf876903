"""The page must never show a date as better known than it is."""

from __future__ import annotations

import pytest

from chronology.dates.when import When
from chronology.model.event import DatedBy
from chronology.page.dated import certainty_sentence, dated, span_words


@pytest.mark.parametrize(
    ("edtf", "reading", "bounds"),
    [
        ("2022-02-04", "day", [19027, 19027, 19027, 19027]),
        ("[2022-01-26,2022-01-27]", "days", [19018, 19019, 19018, 19019]),
        ("2022-02", "within", [19024, 19051, 19024, 19051]),
        ("[2022-01-31..2022-02-06]", "within", [19023, 19029, 19023, 19029]),
        ("[..2022-02-04]", "within", [None, 19027, None, 19027]),
        ("2022-02-24/..", "range", [19047, 19047, None, None]),
        ("2022-02-24/", "range", [19047, 19047, 19047, None]),
        ("../2022-02-04", "range", [None, None, 19027, 19027]),
    ],
)
def test_how_a_date_is_drawn(edtf: str, reading: str, bounds: list[int | None]) -> None:
    entry = dated(When.parse(edtf))
    assert (entry["reading"], entry["bounds"]) == (reading, bounds)


def test_the_members_of_a_set_of_days_are_drawn_one_by_one() -> None:
    assert dated(When.parse("[2022-01-26,2022-01-29]"))["days"] == [19018, 19021]


@pytest.mark.parametrize(
    ("edtf", "doubt"),
    [("2014-02-20?/..", ["?", ""]), ("2012~/2022-02-07", ["~", ""]), ("2014?", ["?", "?"]), ("2014/2015", ["", ""])],
)
def test_each_end_has_its_own_doubt(edtf: str, doubt: list[str]) -> None:
    assert dated(When.parse(edtf))["doubt"] == doubt


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-02-04", "Friday 4 February 2022"),
        ("1969-12-31", "Wednesday 31 December 1969"),
        ("1066-10-14", "14 October 1066"),
        ("2022-02-04?", "4 February 2022, uncertain"),
        ("2022-02", "some time in February 2022"),
    ],
)
def test_the_weekday_is_said_only_of_a_certain_day_of_our_calendar(edtf: str, words: str) -> None:
    assert dated(When.parse(edtf))["words"]["full"] == words


@pytest.mark.parametrize(
    ("edtf", "brief"),
    [
        ("2022-02-04", "4 Feb"),
        ("2022-02-24/..", "24 Feb on"),
        ("2014-02-20?/..", "20 Feb? on"),
        ("2012~/..", "about 2012 on"),
        ("0050/..", "50 CE on"),
        ("0050/", "50 CE to ?"),
        ("2021", "some day"),
        ("[1989..1991]", "some time between 1989 and 1991"),
        ("[2022-01-26,2022-01-27]", "26 or 27 Jan"),
        ("2020-12-17/2022-12-16", "17 Dec 2020 to 16 Dec 2022"),
    ],
)
def test_under_its_year_a_date_needs_few_words(edtf: str, brief: str) -> None:
    assert dated(When.parse(edtf))["words"]["brief"] == brief


@pytest.mark.parametrize(
    ("edtf", "sentence"),
    [
        ("2022-02-04", "Certain to the day."),
        ("2022-02-04?", "The editors do not hold it for certain. Its source is uncertain of it."),
        ("2022-02~", "Known only roughly. It is approximate."),
        ("2022-02", "One moment in this time; no day is favoured."),
        ("[2022-01-26,2022-01-27]", "One of these days; which of them is not known."),
        ("2014-02-27/2014-03-18", "Start and end are known to the day."),
        ("2022-02-24/..", "The start is known to the day; no end so far."),
        ("2022-02-24/", "The start is known to the day; the end is not known."),
        ("2014-02/2014-03-18", "The start is known to within 28 days; the end is known to the day."),
        ("2014/2016-03-18", "The start is known to within 12 months; the end is known to the day."),
        ("198X/2014-03-18", "The start is known to within 10 years; the end is known to the day."),
    ],
)
def test_how_well_a_date_is_known_is_said_in_a_sentence(edtf: str, sentence: str) -> None:
    assert certainty_sentence(When.parse(edtf)) == sentence


def test_other_dates_on_record_are_counted() -> None:
    other = DatedBy(date="2022-02-05")
    assert certainty_sentence(When.parse("2022-02-04"), [other]).endswith("One other date is on record.")
    assert certainty_sentence(When.parse("2022-02-04"), [other, other]).endswith("Two other dates are on record.")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (59, "59 days"),
        (60, "2 months"),
        (365, "12 months"),
        (410, "13 months"),
        (730, "2 years"),
        (800, "2 years"),
        (7508, "20 years"),
    ],
)
def test_spans_are_said_in_the_unit_that_people_use(days: int, words: str) -> None:
    assert span_words(days) == words


@pytest.mark.parametrize("edtf", ["Y999999999999999", "Y-999999999999999"])
def test_a_year_beyond_all_days_is_said_and_not_drawn(edtf: str) -> None:
    entry = dated(When.parse(edtf))
    assert entry["bounds"] == [None, None, None, None]
    assert entry["year"] is None
    assert edtf in entry["words"]["long"]
