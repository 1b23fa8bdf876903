"""Days to periods and periods to EDTF: what a count says it counted."""

from typing import Any, get_args

import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.dates.days import OPEN_END, OPEN_START, format_day, parse_day
from chronology.dates.when import When
from chronology.errors import QueryError
from chronology.query.periods import (
    Period,
    first_day,
    period_of,
    require_period,
    with_day_text,
    with_label,
    with_period,
)

PERIODS: tuple[Period, ...] = get_args(Period)
four_digit_years = st.integers(parse_day("-9990-01-01"), parse_day("9990-12-31"))


def _labels(days: list[int], per: Period) -> list[Any]:
    frame = nw.from_native(pa.table({"day": pa.array(days, pa.int64())}))
    labels: list[Any] = with_label(with_period(frame, "day", per), per)["period"].to_list()
    return labels


@pytest.mark.parametrize(
    ("day", "labels"),
    [
        ("2014-03-18", ["2014-03-18", "2014-03-17/2014-03-23", "2014-03", "2014-33", "2014", "201X", "20XX"]),
        ("2012-12-31", ["2012-12-31", "2012-12-31/2013-01-06", "2012-12", "2012-36", "2012", "201X", "20XX"]),
        ("0000-02-29", ["0000-02-29", "0000-02-28/0000-03-05", "0000-02", "0000-33", "0000", "000X", "00XX"]),
        ("1969-12-28", ["1969-12-28", "1969-12-22/1969-12-28", "1969-12", "1969-36", "1969", "196X", "19XX"]),
        (
            "-0431-03-07",
            ["-0431-03-07", "-0431-03-03/-0431-03-09", "-0431-03", "-0431-33", "-0431", "-0440/-0431", "-0500/-0401"],
        ),
    ],
)
def test_a_day_lies_in_these_periods(day: str, labels: list[str]) -> None:
    assert [_labels([parse_day(day)], per)[0] for per in PERIODS] == labels


@settings(deadline=None)
@given(st.lists(four_digit_years, min_size=1, max_size=20), st.sampled_from(PERIODS))
def test_the_label_of_a_period_means_exactly_its_days(days: list[int], per: Period) -> None:
    for day, label in zip(days, _labels(days, per), strict=True):
        bounds = When.parse(label).bounds
        number = period_of(day, per)
        assert first_day(number, per) <= day < first_day(number + 1, per)
        assert (bounds.start_min, bounds.end_max) == (first_day(number, per), first_day(number + 1, per) - 1)


@settings(deadline=None)
@given(st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=20), st.sampled_from(PERIODS))
def test_a_column_of_days_lies_in_the_periods_of_each_day(days: list[int], per: Period) -> None:
    frame = nw.from_native(pa.table({"day": pa.array(days, pa.int64())}))
    assert with_period(frame, "day", per)["period"].to_list() == [period_of(day, per) for day in days]


def test_a_far_year_is_edtf_too() -> None:
    days = [first_day(12 * year, "month") for year in (12345, -12345)]
    assert _labels(days, "year") == ["Y12345", "Y-12345"]
    assert _labels(days, "decade") == ["Y12340/Y12349", "Y-12350/Y-12341"]
    for label in (*_labels(days, "year"), *_labels(days, "century")):
        assert When.parse(label).edtf == label


@pytest.mark.parametrize("per", PERIODS)
def test_what_has_no_bound_lies_in_no_period(per: Period) -> None:
    assert _labels([OPEN_START, 0, OPEN_END], per)[::2] == [None, None]
    assert _labels([], per) == []


@settings(deadline=None)
@given(st.lists(st.integers(-(10**9), 10**9), max_size=20))
def test_day_texts_are_those_of_format_day(days: list[int]) -> None:
    frame = nw.from_native(pa.table({"day": pa.array([*days, OPEN_END], pa.int64())}))
    assert with_day_text(frame, "day")["day"].to_list() == [*map(format_day, days), None]


@pytest.mark.parametrize(
    ("per", "sentence"),
    [
        ("monht", "there is no period 'monht' (did you mean 'month'?)"),
        ("ME", "there is no period 'ME' (day, week, month, quarter, year, decade, century)"),
        (7, "there is no period int (day, week, month, quarter, year, decade, century)"),
    ],
)
def test_an_unknown_period_is_an_error_with_the_known_ones(per: object, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        require_period(per)
    assert str(caught.value) == sentence
