"""Tables that cannot answer are refused in one sentence, before any work is done."""

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import chronology as ch
from chronology.errors import MESSAGE_LIMIT, QueryError
from chronology.query.select import select
from chronology.query.terms import ANY, acting_on, involving, of_kind
from chronology.registry.registry import Registry
from tests.query.event_tables import event, rows_of, table

EVENTS = table(
    event("treaty", "2014-03-10", "RUS", "CHN", kind="treaty"),
    event("war", "2014-03-12/..", "RUS:party:a", "GEO:party:b", kind="war"),
    event("warning", "2014-04", "USA:author", "RUS:target"),
)

QUESTIONS: list[Callable[[Any], Any]] = [
    lambda given: ch.window(given, around=ANY),
    lambda given: ch.window_counts(given, around=ANY),
    lambda given: ch.sequences(given, first=ANY, then=ANY),
    lambda given: ch.gaps(given),
    lambda given: ch.counts(given),
    lambda given: ch.pairs(given, given),
    lambda given: ch.ties(given),
    lambda given: ch.first_last(given),
    lambda given: ch.sequences_by_chance(given, first=ANY, then=~ANY, draws=1),
    lambda given: ch.window_by_chance(given, around=ANY, before=1, after=1, draws=1),
]
NAMES = ["window", "window_counts", "sequences", "gaps", "counts", "pairs", "ties", "first_last", "chance", "band"]
asked_each_question = pytest.mark.parametrize("ask", QUESTIONS, ids=NAMES)


def _refusal(ask: Callable[[Any], Any], given: Any) -> str:
    with pytest.raises(QueryError) as caught:
        ask(given)
    assert len(str(caught.value)) <= MESSAGE_LIMIT
    return str(caught.value)


@asked_each_question
@pytest.mark.parametrize("column", ["id", "start_min", "status", "part_of"])
def test_a_column_that_is_lacking_is_named(ask: Callable[[Any], Any], column: str) -> None:
    for given in (EVENTS.drop_columns(column), pl.DataFrame(EVENTS).lazy().drop(column)):
        assert f"the table has no column '{column}', which this question needs" in _refusal(ask, given)


@asked_each_question
def test_a_column_of_another_type_is_named(ask: Callable[[Any], Any]) -> None:
    given = EVENTS.to_pandas().assign(start_min=pd.Timestamp("2014-03-10"))
    assert "column 'start_min' holds Datetime" in _refusal(ask, given)


@asked_each_question
def test_what_is_no_table_is_refused(ask: Callable[[Any], Any]) -> None:
    for given in ("events.yaml", [1], None):
        assert _refusal(ask, given).startswith(f"{type(given).__name__} is no table (give a Registry or a table of")


@pytest.mark.parametrize("ask", [*QUESTIONS[2:4], QUESTIONS[5]], ids=["sequences", "gaps", "pairs"])
def test_an_event_that_starts_after_it_ends_is_named(ask: Callable[[Any], Any]) -> None:
    wrong = EVENTS.to_pandas()
    wrong.loc[wrong["id"] == "warning", ["end_min", "end_max"]] = 5
    assert _refusal(ask, wrong).startswith("'warning' starts after it ends, or lacks a bound: start_min <= start_max")


@asked_each_question
def test_an_empty_registry_is_a_table_too(ask: Callable[[Any], Any]) -> None:
    if ask in QUESTIONS[-1:]:
        assert _refusal(ask, Registry()).startswith("there is no anchor or no event")
    else:
        assert ask(Registry()) is not None


def test_the_rules_of_counting_need_their_columns_only_where_they_hold() -> None:
    bare = EVENTS.select(["id", "kind", "start_min"])
    assert rows_of(ch.counts(bare, per="year", by="kind", wholes=True, all_statuses=True)) == [
        ("2014", "meeting", 1),
        ("2014", "treaty", 1),
        ("2014", "war", 1),
    ]


def test_columns_that_only_this_table_has_are_units_too() -> None:
    more = EVENTS.append_column("region", pa.array(["asia", "caucasus", None]))
    assert rows_of(ch.counts(more, per=None, by="region")) == [(None, 1), ("asia", 1), ("caucasus", 1)]
    coders = more.append_column("coders", pa.array([["x", "y"], ["x"], []]))
    assert rows_of(ch.counts(coders, per=None, by="coders")) == [(None, 1), ("x", 2), ("y", 1)]
    objects = coders.to_pandas()
    assert rows_of(ch.counts(objects, per=None, by=["coders", "region"]))[1:] == [
        ("x", "asia", 1),
        ("x", "caucasus", 1),
        ("y", "asia", 1),
    ]


def test_two_lazy_tables_of_different_engines_are_refused() -> None:
    with duckdb.connect() as connection:
        relation = connection.from_arrow(EVENTS)
        with pytest.raises(
            QueryError, match=r"the two tables are of different engines, duckdb and polars \(open both with one"
        ):
            ch.pairs(relation, pl.DataFrame(EVENTS).lazy())


def test_a_registry_goes_to_the_engine_of_a_large_table(registry: Registry) -> None:
    with duckdb.connect() as connection:
        relation = connection.from_arrow(EVENTS)
        near = ch.pairs(registry, relation, within=100, same="dyad")
        assert isinstance(near, duckdb.DuckDBPyRelation)
        assert sorted(rows_of(near)) == [("talks-2013", "treaty", "CHN", "RUS", 69, 433, False)]
        assert sorted(rows_of(ch.pairs(relation, registry, within=100, same="dyad")))[0][:2] == ("treaty", "talks-2013")


def test_the_kind_of_table_that_was_given_comes_back() -> None:
    frame = EVENTS.to_pandas()
    with duckdb.connect() as connection:
        for given in (EVENTS, frame, pl.DataFrame(EVENTS), pl.DataFrame(EVENTS).lazy(), connection.from_arrow(EVENTS)):
            assert type(ch.counts(given)) is type(given)
            assert rows_of(ch.counts(given)) == [("2014-03", 2), ("2014-04", 1)]


def test_asking_pandas_leaves_it_as_it_was_and_needs_no_fresh_index() -> None:
    frame = EVENTS.to_pandas().iloc[::-1]
    frame.index = pd.Index(["x", "x", "y"])
    before = frame.copy(deep=True)
    assert rows_of(ch.gaps(frame)) == [("treaty", "war", 2, 2), ("war", "warning", None, None)]
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("term", "ids"),
    [
        (acting_on("RUS", "GEO"), ["war"]),
        (acting_on("GEO", "RUS"), ["war"]),
        (acting_on("USA", "RUS"), ["warning"]),
        (acting_on("RUS", "USA"), []),
        (acting_on("RUS", "CHN"), []),
        (~acting_on("USA", "RUS") & of_kind("treaty", "meeting"), ["treaty"]),
    ],
    ids=repr,
)
def test_who_acts_on_whom(term: Any, ids: list[str]) -> None:
    assert select(EVENTS, term)["id"].to_pylist() == ids


def test_who_acts_on_whom_is_asked_by_name_and_told_apart_from_acting_together(registry: Registry) -> None:
    assert list(registry.where(acting_on("PRC", "Russia")).events) == ["request-2022"]
    assert not set(registry.where(acting_on("RUS", "GEO")).events) & set(
        registry.where(involving("RUS", "GEO", together=True)).events
    )
    with pytest.raises(QueryError, match=r"acting_on\(\) takes two actors, not 'RUS' twice"):
        acting_on("RUS", "RUS")
