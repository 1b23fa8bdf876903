from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chronology.dates.days import civil_date, parse_day
from chronology.render.axis import tick_days, x_axis
from chronology.render.scale import Scale


def scale(first: str, last: str) -> Scale:
    days = parse_day(first), parse_day(last)
    return Scale(*days, *days, 800)


def test_there_is_no_year_0_on_the_axis() -> None:
    labels = x_axis(scale("-0499-01-01", "0500-01-01"))["ticktext"]
    assert "1 CE" in labels
    assert not any(label.startswith(("0", "-")) for label in labels)


def test_a_short_time_before_the_common_era_has_months_and_days() -> None:
    assert x_axis(scale("-0489-09-10", "-0489-09-13"))["ticktext"][-1] == "13 Sep<br>490 BCE"
    assert "Oct<br>490 BCE" in x_axis(scale("-0489-08-01", "-0489-12-14"))["ticktext"]


def test_plotly_sets_the_ticks_of_years_with_four_digits_so_that_zoom_gives_finer_ones() -> None:
    axis = x_axis(scale("1066-01-01", "2022-01-01"))
    assert "tickvals" not in axis
    assert axis["range"] == ["1066-01-01", "2022-01-01"]


def test_years_of_five_digits_get_an_axis_in_years() -> None:
    axis = x_axis(Scale(-5 * 10**9, 20_000, -5 * 10**9, 20_000, 800))
    assert axis["type"] == "linear"
    assert "10 million BCE" in axis["ticktext"]


@given(st.integers(-4_000_000, 800_000), st.integers(1, 4_000_000), st.integers(3, 15))
def test_ticks_are_in_range_in_order_apart_and_not_too_many(first: int, length: int, most: int) -> None:
    ticks = tick_days(first, first + length, most=most)
    days = [day for day, _ in ticks]
    assert len(days) <= most
    assert days == sorted(set(days))
    assert all(first <= day <= first + length for day in days)
    assert len({text for _, text in ticks}) == len(ticks)


@given(st.integers(-4_000_000, 800_000), st.integers(60, 4_000_000))
def test_every_tick_says_the_year_in_which_it_stands(first: int, length: int) -> None:
    for day, text in tick_days(first, first + length, most=8):
        year = civil_date(day)[0]
        assert str(year if year > 0 else 1 - year) in text.replace(",", "")
        assert text.endswith("BCE") == (year <= 0)
