"""Widening a date on request: how far its qualifiers reach is for the reader to say, and for no record to keep."""

import copy
import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from chronology.dates.certainty import Certainty
from chronology.dates.days import format_day, parse_day
from chronology.dates.padding import Period
from chronology.dates.when import When
from chronology.errors import QueryError

W = When.parse

WRITTEN = {
    ("1991~", "P1Y", None): "[1990-01-01..1992-12-31]",
    ("2022-02-04~", "P10D", None): "[2022-01-25..2022-02-14]",
    ("2022-02-04?", None, "P2W"): "[2022-01-21..2022-02-18]",
    ("1984%", "P1Y", "P1M"): "[1982-12-01..1986-01-31]",
    ("1984%", "P1Y", None): "[1983-01-01?..1985-12-31?]",
    ("1984%", None, "P1M"): "[1983-12-01~..1985-01-31~]",
    ("2004-06-~11", "P1M", None): "[2004-05-11..2004-07-11]",
    ("2012-02-29~", "P1Y", None): "[2011-02-28..2013-02-28]",
    ("1984-02~", "P1M", None): "[1984-01-01..1984-03-31]",
    ("1950S2~", "P1Y6M", None): "[1898-07-01..2001-06-30]",
    ("2001-24~", "P1D", None): "[2001-11-30..2002-03-01]",
    ("-0044-03-15~", "P1D", None): "[-0044-03-14..-0044-03-16]",
    ("[1960~,1962?]", "P1Y", None): "[1959-01-01..1961-12-31,1962?]",
    ("[1960~..1965?,1970]", "P1Y", "P1D"): "[1959-01-01..1966-01-01,1970]",
    ("[..1984~]", "P1M", None): "[..1985-01-31]",
    ("[1984~..]", "P1M", None): "[1983-12-01..]",
    ("201X-12-25~", "P1Y", None): "[2009-12-25..2020-12-25]",
    ("156X-12-2X~", "P1Y", None): "[1559-12-20..1570-12-29]",
}


@pytest.mark.parametrize(("asked", "written"), WRITTEN.items())
def test_a_padded_date_is_a_one_of_set_of_days(asked: tuple[str, str | None, str | None], written: str) -> None:
    text, approximate, uncertain = asked
    padded = W(text).padded(approximate=approximate, uncertain=uncertain)
    assert padded == W(written)
    assert padded.bounds == W(written).bounds


def test_a_padded_date_keeps_its_holes() -> None:
    padded = W("1985-0X-12~").padded(approximate="P3D")
    assert len(padded.readings) == 9
    assert padded.overlaps(W("1985-02-15")) is Certainty.POSSIBLE
    assert padded.overlaps(W("1985-02-16")) is Certainty.IMPOSSIBLE


def test_a_padded_date_can_be_certain() -> None:
    doubtful = W("1991~")
    assert doubtful.before(W("2000")) is Certainty.POSSIBLE
    assert doubtful.padded(approximate="P1Y").before(W("2000")) is Certainty.CERTAIN
    assert doubtful.padded(approximate="P9Y").before(W("2000")) is Certainty.POSSIBLE
    assert W("1991%").padded(approximate="P1Y").before(W("2000")) is Certainty.POSSIBLE, "the ? was not padded"


UNWRITTEN = {
    "2014-02-20?/2014-03-18": ("2014-02-10", "2014-03-02", "2014-03-18", "2014-03-18"),
    "2014-02-20/2014-03?": ("2014-02-20", "2014-02-20", "2014-02-20", "2014-04-10"),
    "2014-02-20?/..": ("2014-02-10", "2014-03-02", None, None),
    "../2014-02-20?": (None, None, "2014-02-10", "2014-03-02"),
    "{1960?,1970}": ("1959-12-22", "1961-01-10", "1970-01-01", "1970-12-31"),
    "Y170000002?": ("170000001-12-22", "170000003-01-10", "170000001-12-22", "170000003-01-10"),
    "9999?": ("9998-12-22", "10000-01-10", "9998-12-22", "10000-01-10"),
    "15XX-12-25?": ("1500-12-15", "1600-01-04", "1500-12-15", "1600-01-04"),
}


@pytest.mark.parametrize(("text", "expected"), UNWRITTEN.items())
def test_what_edtf_cannot_write_keeps_its_text_and_has_wider_bounds(
    text: str, expected: tuple[str | None, ...]
) -> None:
    padded = W(text).padded(uncertain="P10D")
    assert tuple(None if abs(day) >= 10**15 else format_day(day) for day in padded.bounds) == expected
    assert str(padded) == text
    assert padded.qualifiers == ""
    assert padded != W(text)
    assert padded == W(text).padded(uncertain="P10D")
    assert padded != W(text).padded(uncertain="P11D")
    assert len({padded, W(text), W(text).padded(uncertain="P10D")}) == 2
    for copied in (copy.deepcopy(padded), pickle.loads(pickle.dumps(padded)), eval(repr(padded), {"When": When})):
        assert copied == padded
        assert copied.bounds == padded.bounds
    assert sorted([padded, W(text), padded.canonical()]) == sorted([W(text), padded.canonical(), padded])


def test_the_readings_of_a_padded_date_are_as_wide_as_its_bounds() -> None:
    padded = W("156X-12-25?/1570").padded(uncertain="P10D")
    assert len(padded.readings) == 10
    assert padded.before(W("1560-12-15")) is Certainty.IMPOSSIBLE
    assert W("{1960-05-10?,1970}").padded(uncertain="P1D").overlaps(W("1960-05-11")) is Certainty.POSSIBLE
    assert W("{1960-05-10?,1970}").padded(uncertain="P1D").overlaps(W("1960-05-12")) is Certainty.IMPOSSIBLE


def test_a_date_can_be_padded_in_two_steps() -> None:
    for text in ("1984%", "1984?", "2014-02~/2014-03?", "2014~/2015%", "[1960~,1970?]"):
        at_once = W(text).padded(approximate="P1Y", uncertain="P1M")
        assert W(text).padded(approximate="P1Y").padded(uncertain="P1M").bounds == at_once.bounds
        assert at_once.qualifiers == ""
    assert W("2014~/2015?").padded(uncertain="P1M").qualifiers == "~"
    half = W("2014~/2015%").padded(approximate="P1Y")
    assert half.qualifiers == "?"
    assert half.padded(approximate="P5Y") is half, "no ~ is left to pad"
    assert half.padded(approximate="P5Y", uncertain="P1M") == half.padded(uncertain="P1M")


def test_what_bears_no_such_qualifier_stays_as_it_is() -> None:
    for text in ("2022-02-04", "2022-02-04?", "2014?/2015", "{1960?,1970}"):
        assert W(text).padded(approximate="P1Y") is not None
        assert W(text).padded(approximate="P1Y") == W(text)


def test_a_record_refuses_a_padding_that_its_text_would_lose() -> None:
    record = TypeAdapter(When)
    with pytest.raises(ValidationError, match="EDTF cannot write how it is padded"):
        record.validate_python(W("2014~/2015").padded(approximate="P1Y"))
    written = W("2014~").padded(approximate="P1Y")
    assert record.validate_json(record.dump_json(record.validate_python(written))) == written


@pytest.mark.parametrize(
    "period", ["", "1Y", "P", "P1", "PT1H", "P1Y1", "p1y", "P-1Y", "P1.5Y", "P1D1Y", "P99999Y", "P１Y"]
)
def test_a_malformed_period_is_refused(period: str) -> None:
    with pytest.raises(QueryError, match="is not a period"):
        W("1984~").padded(approximate=period)
    with pytest.raises(QueryError, match="is not a period"):
        W("1984").padded(uncertain=period)


def test_padding_by_nothing_is_no_question() -> None:
    with pytest.raises(QueryError, match="how far"):
        W("1984~").padded()


def test_a_period_moves_by_the_calendar() -> None:
    assert Period.parse("P1Y2M3W4D") == Period(months=14, days=25)
    assert format_day(Period.parse("P1M").before(parse_day("2022-03-31"))) == "2022-02-28"
    assert format_day(Period.parse("P1M").after(parse_day("2022-01-31"))) == "2022-02-28", "whole months remain whole"
    assert format_day(Period.parse("P2W").after(parse_day("2022-12-31"))) == "2023-01-14"
    assert format_day(Period.parse("P1Y").before(parse_day("0000-02-29"))) == "-0001-02-28"


years = st.integers(-9000, 9000).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04d}")
single = st.tuples(years, st.sampled_from(["", "-06", "-02-28", "-XX-12", "-24"])).map("".join)
periods = st.tuples(st.integers(0, 50), st.sampled_from("YMWD")).map(lambda parts: f"P{parts[0]}{parts[1]}")


@given(
    single, single, st.sampled_from("?~%"), st.sampled_from(["{}", "{}/..", "../{}", "[{},{}]", "{{{},{}}}"]), periods
)
def test_padding_only_ever_widens(first: str, second: str, mark: str, form: str, period: str) -> None:
    when = W(form.format(first + mark, second))
    padded = when.padded(approximate=period, uncertain=period)
    assert padded.qualifiers == ""
    assert padded.bounds.start_min <= when.bounds.start_min
    assert padded.bounds.start_max >= when.bounds.start_max
    assert padded.bounds.end_min <= when.bounds.end_min
    assert padded.bounds.end_max >= when.bounds.end_max
    for reading, piece in itertools.product(padded.readings, padded.pieces):
        assert padded.bounds.start_min <= reading.start_min <= reading.end_max <= padded.bounds.end_max
        assert padded.bounds.start_min <= piece.start_min <= piece.end_max <= padded.bounds.end_max
