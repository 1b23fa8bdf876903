"""Many days become the positions that each would be alone, in every year that an axis of dates can show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chronology.render.scale import FIRST_DAY, LAST_DAY, Scale, iso_text, iso_texts

DAYS = st.lists(st.integers(FIRST_DAY, LAST_DAY) | st.floats(FIRST_DAY, LAST_DAY), max_size=6)


@given(DAYS | st.lists(st.floats(-30_000, LAST_DAY), max_size=6))
def test_many_days_read_as_each_of_them(days: list[float]) -> None:
    assert iso_texts(days) == [iso_text(day) for day in days]


def test_no_days_have_no_positions() -> None:
    assert Scale(0, 10, 0, 10, 800).positions([]) == []


@given(DAYS)
def test_beyond_dates_positions_are_years(days: list[float]) -> None:
    scale = Scale(0, 10, FIRST_DAY - 1, 10, 800)
    assert scale.positions(days) == [scale.position(day) for day in days]
    assert all(isinstance(position, float) for position in scale.positions(days))
