from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from chronology.render.packing import AIR, Footprint, rows_in_order, rows_of, rows_onward

footprints = st.tuples(st.floats(-500, 1500), st.floats(0, 400)).map(lambda pair: (pair[0], pair[0] + pair[1]))
choices = st.lists(st.lists(footprints, min_size=1, max_size=3), max_size=40)


def overlapping(taken: list[tuple[int, Footprint]]) -> list[tuple[Footprint, Footprint]]:
    return [
        (one, other)
        for (row, one), (other_row, other) in combinations(taken, 2)
        if row == other_row and one[0] < other[1] + AIR and other[0] < one[1] + AIR
    ]


@given(choices)
def test_no_two_footprints_of_a_row_touch_whatever_is_packed(options: list[list[Footprint]]) -> None:
    taken = [(row, options[at][choice]) for at, (row, choice) in enumerate(rows_of(options))]
    assert overlapping(taken) == []


@given(choices)
def test_no_row_is_skipped(options: list[list[Footprint]]) -> None:
    rows = {row for row, _ in rows_of(options)}
    assert rows == set(range(len(rows)))


@given(st.lists(footprints, max_size=60).map(sorted))
def test_the_fast_packing_is_the_plain_one(ordered: list[Footprint]) -> None:
    assert rows_in_order(ordered) == [row for row, _ in rows_of([[footprint] for footprint in ordered])]


def test_a_label_goes_left_where_that_saves_a_row() -> None:
    assert rows_of([[(0, 300)], [(250, 500), (320, 420)]]) == [(0, 0), (0, 1)]


@given(choices)
def test_what_comes_in_the_order_of_time_touches_nothing_either(options: list[list[Footprint]]) -> None:
    options.sort()
    taken = [(row, options[at][choice]) for at, (row, choice) in enumerate(rows_onward(options))]
    assert overlapping(taken) == []
    assert {row for row, _ in taken} == set(range(len({row for row, _ in taken})))


@given(st.lists(footprints, max_size=60).map(sorted))
def test_packing_onward_takes_as_few_rows_as_any(ordered: list[Footprint]) -> None:
    assert [row for row, _ in rows_onward([[footprint] for footprint in ordered])] == rows_in_order(ordered)


def test_many_rows_are_no_limit() -> None:
    assert [row for row, _ in rows_onward([[(0.0, 10.0)]] * 300)] == list(range(300))
