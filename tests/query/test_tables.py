"""Asking bare tables: the same kind comes back, untouched but for the rows that do not answer."""

from collections.abc import Callable
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from chronology.errors import MESSAGE_LIMIT, QueryError
from chronology.query.select import select
from chronology.query.table import COLUMNS, arrow_schema
from chronology.query.terms import (
    ANY,
    Term,
    at,
    before,
    during,
    involving,
    mentioning,
    of_kind,
    sourced_from,
    tagged,
    with_status,
    within,
)
from chronology.registry.registry import Registry

QUESTIONS = [
    ANY,
    ~ANY,
    during("2008-08") & ~involving("GEO"),
    within("2013/2022", certainty="certain") | before("2002"),
    involving("RUS", "CHN", together=True),
    involving("CHN", role="host"),
    of_kind("war", "treaty"),
    with_status("planned"),
    tagged("sport", "use-of-force") & sourced_from("tagliavini-2009"),
    ~at("moscow"),
    mentioning("диалог"),
    ~mentioning("ROUNDS"),
]


def _as_objects(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as other libraries hand it over: Python lists and text, None for what is not known."""
    rows = pa.Table.from_pandas(frame, preserve_index=False).to_pydict()
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in rows.items()})


def _as_pandas_reads_parquet(frame: pd.DataFrame) -> pd.DataFrame:
    """Lists as numpy arrays, text in pandas' own string type."""
    return pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None).to_pandas()


def _with_tuples(frame: pd.DataFrame) -> pd.DataFrame:
    lists = [name for name, kind in COLUMNS.items() if kind == "texts"]
    return frame.assign(**{name: pd.Series([tuple(value) for value in frame[name]], dtype=object) for name in lists})


def _as_arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, schema=arrow_schema(), preserve_index=False)


MAKERS: list[Callable[[pd.DataFrame], Any]] = [
    lambda frame: frame,
    _as_objects,
    _as_pandas_reads_parquet,
    _with_tuples,
    _as_arrow,
    lambda frame: nw.from_native(frame),
    lambda frame: nw.from_native(_as_objects(frame)),
    lambda frame: nw.from_native(_as_arrow(frame)).lazy(),
]
NAMES = ["arrow-pandas", "objects", "parquet", "tuples", "pyarrow", "narwhals", "narwhals-objects", "lazy"]


def _ids(table: Any) -> list[str]:
    frame = nw.from_native(table)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return [str(id) for id in frame["id"].to_list()]


def _types(table: Any) -> dict[str, Any]:
    native = nw.to_native(table, pass_through=True)
    if isinstance(native, pd.DataFrame):
        return dict(native.dtypes)
    return {field.name: field.type for field in native.schema}


@pytest.mark.parametrize("make", MAKERS, ids=NAMES)
@pytest.mark.parametrize("term", QUESTIONS, ids=repr)
def test_every_kind_of_table_gives_the_answer_of_the_registry_and_its_own_kind_back(
    registry: Registry, make: Callable[[pd.DataFrame], Any], term: Term
) -> None:
    table = make(registry.to_frame())
    answer = select(table, term)
    assert _ids(answer) == list(registry.where(term).events)
    assert type(answer) is type(table)
    assert _types(answer) == _types(table)


@pytest.mark.parametrize("make", MAKERS, ids=NAMES)
@pytest.mark.parametrize("term", QUESTIONS, ids=repr)
def test_an_empty_table_keeps_its_columns(registry: Registry, make: Callable[[pd.DataFrame], Any], term: Term) -> None:
    table = make(registry.to_frame().iloc[:0])
    answer = select(table, term)
    assert _ids(answer) == []
    assert _types(answer) == _types(table)
    assert list(_types(answer)) == list(COLUMNS)


def test_a_table_without_columns_of_ours_may_have_any_others(registry: Registry) -> None:
    table = _as_objects(registry.to_frame())[["id", "actors"]].assign(deaths=range(len(registry)), note=[{}] * 8)
    table.index = pd.Index(["x", "x", "y", "z", "z", "z", "w", "v"], name="label")
    table.attrs["origin"] = "hand"
    answer = select(table, involving("GEO") | involving("USA"))
    expected = table.iloc[[1, 2, 4]]
    pd.testing.assert_frame_equal(answer, expected)
    assert answer["actors"].iloc[0] is table["actors"].iloc[1]
    assert answer.attrs == {"origin": "hand"}


def test_asking_leaves_the_table_as_it_was(registry: Registry) -> None:
    table = _as_objects(registry.to_frame())
    copy = table.copy(deep=True)
    select(table, mentioning("war") & involving("RUS"))
    pd.testing.assert_frame_equal(table, copy)


def test_an_answer_is_no_view_that_warns_or_writes_through(registry: Registry) -> None:
    table = registry.to_frame()
    answer = select(table, during("2008"))
    answer["kind"] = "changed"
    assert "changed" not in set(table["kind"])


def _table(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"id": ["a", "b"], **columns})


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA])
def test_a_row_with_a_hole_answers_no_and_is_kept_by_a_negation(nothing: object) -> None:
    table = _table(actors=pd.Series([["RUS"], nothing], dtype=object), title=["War", "Talks"])
    table["summary"] = pd.Series([nothing, nothing], dtype=object)
    assert _ids(select(table, involving("RUS"))) == ["a"]
    assert _ids(select(table, ~involving("RUS"))) == ["b"]
    assert _ids(select(table, ~mentioning("war"))) == ["b"]


def test_a_summary_column_in_which_nothing_is_known_may_be_one_of_numbers() -> None:
    table = _table(title=["War", "Nan"], summary=[np.nan, np.nan])
    assert _ids(select(table, mentioning("nan"))) == ["b"]


def test_categories_are_text() -> None:
    table = _table(kind=pd.Categorical(["war", "talks"]))
    answer = select(table, ~of_kind("war"))
    assert _ids(answer) == ["b"]
    assert answer["kind"].dtype == table["kind"].dtype


def test_greek_is_found_whatever_its_last_letter() -> None:
    for title in ("ΟΔΟΣ", "οδος", "οδοσ"):
        for dtype in (object, pd.ArrowDtype(pa.string()), "str"):
            table = _table(title=pd.Series([title, "x"], dtype=dtype), summary=pd.Series(["x", None], dtype=dtype))
            assert _ids(select(table, mentioning("ΟΔΟΣ"))) == ["a"]


def test_an_accent_is_found_however_table_and_question_write_it() -> None:
    table = _table(title=["Évian", "E\u0301vian"], summary=[None, None])
    assert _ids(select(table, mentioning("évian"))) == ["a", "b"]
    assert _ids(select(table, mentioning("e\u0301vian"))) == ["a", "b"]


@pytest.mark.parametrize(
    ("table", "term", "sentence"),
    [
        (_table(start_mn=[1, 2]), during("2001"), "no column 'start_min', which this question needs (did you mean"),
        (_table(), tagged("x"), "no column 'tags', which this question needs (its columns: id)"),
        (pd.DataFrame(), ANY, "no column 'id', which this question needs (its columns: none)"),
        (pa.table({"id": ["a"], "tag": ["x"]}), tagged("x"), "no column 'tags', which this question needs (did you"),
        (_table(actors=["RUS", "RUS;CHN"]), involving("RUS"), "column 'actors' holds String, where the event table"),
        (
            _table(actors=pd.Series(["RUS", ["CHN"]], dtype=object)),
            involving("RUS"),
            "column 'actors' holds text, where the event table has lists of text",
        ),
        (
            _table(actors=pd.Series([{"RUS": 1}, {"CHN": 2}], dtype=object)),
            involving("RUS"),
            "column 'actors' holds objects of another type, where the event table has lists of text",
        ),
        (pa.table({"id": ["a"], "actors": [[365]]}), involving("365"), "column 'actors' holds List(Int64), where"),
        (
            pa.table({"id": ["a"], "kind": [7]}),
            of_kind("war"),
            "column 'kind' holds Int64, where the event table has text",
        ),
        (
            _table(**dict.fromkeys(("start_min", "start_max", "end_min", "end_max"), pd.to_datetime(["2001", "2002"]))),
            during("2001"),
            "where the event table has whole day numbers since 1970-01-01",
        ),
        (
            pd.DataFrame([["a", "b"]], columns=["id", "id"]),
            ANY,
            "the table has 2 columns 'id' (keep one)",
        ),
        (
            [{"id": "a"}],
            ANY,
            "list is no table (give a Registry or a table of pandas, Polars, PyArrow, DuckDB or Spark)",
        ),
        ("events.parquet", ANY, "str is no table"),
        (pd.Series(["a"]), ANY, "Series is no table"),
    ],
)
def test_a_table_that_cannot_answer_says_what_it_lacks(table: Any, term: Term, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        select(table, term)
    assert sentence in str(caught.value)
    assert len(str(caught.value)) <= MESSAGE_LIMIT


def test_a_term_needs_only_the_columns_that_it_looks_at(registry: Registry) -> None:
    frame = registry.to_frame()
    needs = {
        during("2001"): ["start_min", "start_max", "end_min", "end_max"],
        during("2001", certainty="certain"): ["start_min", "start_max", "end_min", "end_max", "qualifiers", "date"],
        involving("RUS"): ["actors"],
        involving("RUS", role="party"): ["roles"],
        involving("RUS", together=True): ["acting"],
        involving("RUS", "CHN", together=True): ["acting", "side_a", "side_b"],
        of_kind("war"): ["kind"],
        mentioning("war"): ["title", "summary"],
    }
    for term, columns in needs.items():
        assert len(select(frame[columns], term)) == len(registry.where(term))
        for column in columns:
            with pytest.raises(QueryError, match=f"no column '{column}'"):
                select(frame.drop(columns=column), term)
