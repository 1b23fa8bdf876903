"""The join behind windows, sequences and pairs: the same pairs as from comparing each with each."""

from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.query.engines import collected
from chronology.query.overlaps import Side, Span, codes_of, number_overlapping, overlapping

SPANS = Span("left_first", "left_last"), Span("right_first", "right_last")

day = st.integers(-40, 40) | st.sampled_from([OPEN_START, OPEN_END, 0, 2000, -2000, 10**9])
length = st.sampled_from([0, 0, 0, 1, 5, 30, 365, 1023, 1024, 5000])


@st.composite
def span(draw: st.DrawFn) -> tuple[int, int]:
    first = draw(day)
    return first, draw(st.sampled_from([OPEN_END, first + draw(length)])) if first != OPEN_END else OPEN_END


rows = st.lists(st.tuples(span(), st.sampled_from(["RUS", "CHN", None])), max_size=12)


def _tables(lefts: list[Any], rights: list[Any]) -> tuple[pa.Table, pa.Table]:
    def table(side: str, given: list[Any]) -> pa.Table:
        return pa.table(
            {
                f"{side}_row": pa.array(range(len(given)), pa.int64()),
                f"{side}_first": pa.array([first for (first, _), _ in given], pa.int64()),
                f"{side}_last": pa.array([last for (_, last), _ in given], pa.int64()),
                "actor": pa.array([actor for _, actor in given], pa.string()),
            }
        )

    return table("left", lefts), table("right", rights)


def _by_hand(lefts: list[Any], rights: list[Any], *, on_actor: bool) -> list[tuple[int, int]]:
    return [
        (one, two)
        for one, ((left_first, left_last), left_actor) in enumerate(lefts)
        for two, ((right_first, right_last), right_actor) in enumerate(rights)
        if left_first <= right_last and right_first <= left_last
        if not on_actor or (left_actor is not None and left_actor == right_actor)
    ]


def _found(left: Any, right: Any, *, on_actor: bool, width: int) -> list[tuple[int, int]]:
    pair = [nw.from_native(each) for each in (left, right)]
    if not on_actor:
        pair = [each.drop("actor") for each in pair]
    answer = collected(overlapping(*pair, spans=SPANS, on=("actor",) if on_actor else (), width=width))
    return list(zip(answer["left_row"].to_pylist(), answer["right_row"].to_pylist(), strict=True))


@settings(deadline=None)
@given(rows, rows, st.booleans())
def test_in_memory_every_pair_is_found_once_and_in_order(lefts: list[Any], rights: list[Any], on_actor: bool) -> None:
    left, right = _tables(lefts, rights)
    assert _found(left, right, on_actor=on_actor, width=1) == _by_hand(lefts, rights, on_actor=on_actor)


@settings(deadline=None, max_examples=60)
@given(rows, rows, st.booleans(), st.sampled_from([1, 31, 181, 4000]))
def test_a_lazy_engine_finds_the_same_pairs(lefts: list[Any], rights: list[Any], on_actor: bool, width: int) -> None:
    left, right = _tables(lefts, rights)
    expected = sorted(_by_hand(lefts, rights, on_actor=on_actor))
    lazy = [pl.DataFrame(each).lazy() for each in (left, right)]
    assert sorted(_found(*lazy, on_actor=on_actor, width=width)) == expected
    with duckdb.connect() as connection:
        relations = [connection.from_arrow(each) for each in (left, right)]
        assert sorted(_found(*relations, on_actor=on_actor, width=width)) == expected


@settings(deadline=None)
@given(rows, rows)
def test_pairs_can_be_numbered_without_being_listed(lefts: list[Any], rights: list[Any]) -> None:
    left, right = _tables(
        [row for row in lefts if row[0][0] < OPEN_END], [row for row in rights if row[0][0] < OPEN_END]
    )
    codes = codes_of(left, right, ["actor"])
    sides = [
        Side((table[f"{name}_first"].to_numpy(), table[f"{name}_last"].to_numpy()), coded)
        for table, name, coded in ((left, "left", codes[0]), (right, "right", codes[1]))
    ]
    assert number_overlapping(*sides) == len(_found(left, right, on_actor=True, width=1))


def test_days_farther_apart_than_any_calendar_are_compared_too() -> None:
    far = [((-(10**14), -(10**14) + 3), "RUS"), ((5, 5), "RUS")]
    left, right = _tables(far, [((-(10**14) + 3, -(10**14) + 3), "RUS"), ((4, 6), "RUS")])
    assert _found(left, right, on_actor=True, width=1) == [(0, 0), (1, 1)]


@pytest.mark.parametrize("width", [1, 90])
def test_a_span_that_ends_before_it_begins_has_no_partner(width: int) -> None:
    left, right = _tables([((5, 4), "RUS")], [((0, 10), "RUS")])
    assert _found(left, right, on_actor=False, width=width) == []
    assert _found(pl.DataFrame(left).lazy(), pl.DataFrame(right).lazy(), on_actor=False, width=width) == []
