"""Whole columns of dates: the same bounds and the same answers as one date at a time."""

import random
import subprocess
import sys

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.dates.allen import AllenRelation, relation
from chronology.dates.certainty import Certainty
from chronology.dates.columns import BoundsColumns, bounds_of, certainty_of, relation_masks
from chronology.dates.days import OPEN_END, format_day
from chronology.dates.when import When
from chronology.errors import DateError, QueryError

W = When.parse

SAMPLE = """
2022-02-04 1985-04 1985 2014-02~ 2014-02-20? 2014% 2014-02-27/2014-03-18 1964/2008 2004-02-01/2005-02 2004~/2005-06%
1985-04-12/.. 1985/.. ../1985-04-12 ../1985? 1985-04-12/ 1985~/ /1985-04 0000 0000-02-29 9999-12-31 9999-24 2004-24
2001-21 2001-29 2001-41 2001-21/2001-24~ 2000-02-29 1900-02-28 1984/1984-06 1984-06/1984 -0044-03-15 -1985/1985
201X 2004-XX 156X-12-25 2004-06~-11 ?2004-06-~11 Y17E7 Y9E18 Y170000002 1950S2 1985-04-12T23:20:30Z
[1667,1668,1670..1672] [..1760-12-03] [1760-12..] [1962,1964] {1960,1961-12} {..1984} {1960~,1961} [1962?]
2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03 2022-02-04/2022-02-04
"""
TEXTS = SAMPLE.split()


def row(columns: BoundsColumns, place: int) -> tuple[int, ...]:
    return tuple(int(days[place]) for days in columns[:4])


def check_against_one_at_a_time(texts: list[str]) -> None:
    columns = bounds_of(texts)
    for place, text in enumerate(texts):
        assert row(columns, place) == W(text).bounds, text
        assert columns.qualified[place] == (bool(W(text).qualifiers) or len(W(text).pieces) > 1), text


def test_a_column_has_the_bounds_of_its_texts() -> None:
    check_against_one_at_a_time(TEXTS)
    check_against_one_at_a_time(TEXTS[::-1])
    for text in TEXTS:
        check_against_one_at_a_time([text])


def test_a_long_column_of_every_form_has_the_bounds_of_its_texts() -> None:
    chance = random.Random(5)
    texts = chance.choices(TEXTS, k=150_000)
    columns, known = bounds_of(texts), {text: W(text).bounds for text in TEXTS}
    expected = np.array([known[text] for text in texts]).T
    assert np.array_equal(np.array(columns[:4]), expected)


marks = st.sampled_from(["", "", "?", "~", "%"])
plain = st.one_of(
    st.integers(0, 9999).map(lambda year: f"{year:04d}"),
    st.tuples(st.integers(0, 9999), st.integers(1, 12) | st.integers(21, 41)).map(
        lambda date: "{:04d}-{:02d}".format(*date)
    ),
    st.dates().map(str),
)
dates = st.tuples(plain, marks).map("".join)
ends = dates | st.sampled_from(["", ".."])
texts = dates | st.tuples(ends, ends).map("/".join) | st.sampled_from(TEXTS)


def is_date(text: str) -> bool:
    try:
        W(text)
    except DateError:
        return False
    return True


@given(st.lists(texts.filter(is_date), max_size=12))
def test_any_column_has_the_bounds_of_its_texts(column: list[str]) -> None:
    check_against_one_at_a_time(column)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2022-13",
            "2022-00",
            "2022-20",
            "2022-42",
            "2022-99",
            "2022-21-05",
            "2022-00-05",
            "2022-01-00",
            "2022-01-32",
        ),
        *("2021-02-29", "1900-02-29", "2022-04-31", "2022-1-01", "2022-001", "2022--01", "2022-01-1", "2022-01-011"),
        *(
            "2022?~",
            "2022-01/2022/2023",
            "2022/2021-12",
            "/",
            "../",
            "/..",
            "...",
            "2022/...",
            "2022/.",
            "2O22",
            "2022 ",
        ),
        *("２０２２", "2022-0１", "2022-01-01T", "/2022-02-30", "2022-02-30/..", "2022/2022-13", "2022~/2021?"),
    ],
)
def test_what_only_looks_plain_is_refused_in_a_column_too(text: str) -> None:
    assert not is_date(text)
    with pytest.raises(DateError) as caught:
        bounds_of(["2022", text])
    assert caught.value.text == text


@given(st.text(alphabet="0129-/.?~X", min_size=3, max_size=11) | st.text(max_size=12))
def test_a_column_refuses_exactly_what_one_date_refuses(text: str) -> None:
    column = ["2022-02-04", text, "2014/.."]
    if is_date(text):
        check_against_one_at_a_time(column)
    else:
        with pytest.raises(DateError, match=r"\(row 1, counted from 0\)") as caught:
            bounds_of(column)
        assert caught.value.text == text


def test_every_kind_of_column_is_read() -> None:
    expected = np.array(bounds_of(TEXTS))
    series = pd.Series(TEXTS)
    for column in (
        tuple(TEXTS),
        np.array(TEXTS),
        np.array(TEXTS, dtype=object),
        series,
        series.astype(object),
        series.astype(pd.ArrowDtype(pa.string())),
        series.astype("category"),
        series.set_axis(range(len(TEXTS), 0, -1)),
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS).dictionary_encode(),
        pa.chunked_array([TEXTS[:7], [], TEXTS[7:]]),
        pa.array(["1066", *TEXTS, "1067"])[1:-1],
        nw.from_native(series, series_only=True),
    ):
        assert np.array_equal(np.array(bounds_of(column)), expected), type(column)


@pytest.mark.parametrize(
    "column", [[], pd.Series([], dtype=object), pa.array([], pa.string()), pa.chunked_array([], pa.string())]
)
def test_no_texts_give_five_empty_columns(column: list[str]) -> None:
    columns = bounds_of(column)
    assert [len(array) for array in columns] == [0] * 5
    assert columns.start_min.dtype == np.int64
    assert columns.qualified.dtype == np.bool_
    assert len(relation_masks(columns, W("2022"))) == 0


REFUSED = [
    (["2022", "2022-02-30"], "no calendar has this day (row 1, counted from 0)"),
    (["2022", "2022", "2004/2003", "x"], "it ends before it starts (row 2, counted from 0)"),
    (["2022", ""], "it is empty (leave the field out where nothing is known) (row 1, counted from 0)"),
    (["2022", "../.."], "an interval needs a date on at least one side of '/' (row 1, counted from 0)"),
    (["2022", None], "there is none in row 1, counted from 0"),
    (["2022", 2022], "a date is a text, not int (row 1, counted from 0)"),
    (["2022", float("nan")], "a date is a text, not float (row 1, counted from 0)"),
    ([b"2022"], "a date is a text, not bytes (row 0, counted from 0)"),
    ([W("2022")], "a date is a text, not When (row 0, counted from 0)"),
    (pa.array([2022]), "a date is a text, not int (row 0, counted from 0)"),
    (pd.Series(["2022", None]), "there is none in row 1, counted from 0"),
    (pd.Series(["2022", 2022]), "a date is a text, not int (row 1, counted from 0)"),
    (pd.to_datetime(pd.Series(["2022-02-04"])), "a date is a text, not "),
    ("2022-02-04", "this is one text, not a column of them"),
]


@pytest.mark.parametrize(("column", "sentence"), REFUSED)
def test_a_bad_row_is_refused_by_its_number(column: list[str], sentence: str) -> None:
    with pytest.raises(DateError) as caught:
        bounds_of(column)
    assert sentence in caught.value.reason


COARSE = ("before", "after", "overlaps", "within", "contains")
ONES = """
2022-02-04 2014-02 1985-06 2013/.. 2013/ ../1990 [1961,1963] {1961,1963} 2014-02~ 2004-06 Y9E19 1667 1960
"""
# One set of days without a hole, so that its four days say all.
SOLID = [text for text in TEXTS if len(W(text).readings) == 1 and len(W(text).pieces) == 1]


@pytest.mark.parametrize("one", ONES.split())
def test_a_column_answers_as_each_of_its_dates_does(one: str) -> None:
    when, columns = W(one), bounds_of(TEXTS)
    scalar = [relation(W(text), when) for text in TEXTS]
    solid = [text in SOLID and len(when.readings) == 1 and len(when.pieces) == 1 for text in TEXTS]
    for asked in (*AllenRelation, *COARSE):
        answers = certainty_of(asked, columns, when)
        for place, text in enumerate(TEXTS):
            alone = scalar[place][asked] if isinstance(asked, AllenRelation) else getattr(W(text), asked)(when)
            found = (bool(answers.certain[place]), bool(answers.possible[place]))
            expected = (alone is Certainty.CERTAIN, alone is not Certainty.IMPOSSIBLE)
            if solid[place]:
                assert found == expected, (text, asked, one)
            else:
                assert found[0] <= expected[0], f"a hole made certain: {text} {asked} {one}"
                assert found[1] >= expected[1], f"a possibility lost: {text} {asked} {one}"


def test_a_column_answers_alike_beyond_the_rows_worked_on_together() -> None:
    texts = [format_day(number) for number in range(140_000)]
    columns = bounds_of(texts)
    after = certainty_of("after", columns, W(texts[70_000]))
    assert after.certain.sum() == after.possible.sum() == 69_999
    assert np.flatnonzero(certainty_of(AllenRelation.MET_BY, columns, W(texts[70_000])).certain).tolist() == [70_001]


def test_the_hole_of_a_set_in_a_column_is_possible_and_never_certain() -> None:
    columns = bounds_of(["[1962,1964]", "{1962-05-01,1964-05-01}", "1963"])
    for asked in ("overlaps", AllenRelation.EQUALS, AllenRelation.CONTAINS):
        answers = certainty_of(asked, columns, W("1963"))
        assert not answers.certain.any()
        assert answers.possible[0]
    assert certainty_of("overlaps", bounds_of(["1963"]), W("{1962,1964}")).certain.tolist() == [False]


def test_a_mask_holds_the_bits_of_the_possible_relations() -> None:
    masks = relation_masks(bounds_of(TEXTS), W("1985-06-01"))
    for mask, text in zip(masks.tolist(), TEXTS, strict=True):
        if text in SOLID:
            answers = relation(W(text), W("1985-06-01"))
            assert mask == sum(one.bit for one, answer in answers.items() if answer is not Certainty.IMPOSSIBLE)


def test_columns_can_be_made_of_day_numbers() -> None:
    day = np.array([W("2022-02-04").bounds.start_min])
    going_on = BoundsColumns(day, day, np.array([OPEN_END]), np.array([OPEN_END]), np.array([False]))
    assert certainty_of("overlaps", going_on, W("2030")).certain.tolist() == [True]
    assert certainty_of(AllenRelation.EQUALS, going_on, W("2022-02-04/..")).certain.tolist() == [False]
    assert certainty_of(AllenRelation.EQUALS, going_on, W("2022-02-04/..")).possible.tolist() == [True]


@pytest.mark.parametrize("name", ["meets", "overlap", "", "BEFORE"])
def test_a_relation_of_no_known_name_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="is no relation of dates"):
        certainty_of(name, bounds_of(["2022"]), W("2022"))  # type: ignore[arg-type]


def test_reading_one_date_loads_no_library_of_tables() -> None:
    code = "import sys, chronology.dates.when, chronology.dates.columns; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    for library in ("numpy", "pandas", "pyarrow", "narwhals", "dateparser"):
        assert f"'{library}'" not in loaded
