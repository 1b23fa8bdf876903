"""A table is checked by its own engine: whoever opens a foreign one learns all that is wrong with it, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.errors import MESSAGE_LIMIT, QueryError
from chronology.query.soundness import NULLABLE, check_table
from chronology.query.table import COLUMNS, arrow_schema
from chronology.registry.registry import Registry

ROW = {
    "id": "a",
    "title": "A",
    "kind": "war",
    "date": "2014",
    "start_min": 16071,
    "start_max": 16435,
    "end_min": 16071,
    "end_max": 16435,
    "qualifiers": "",
    "status": "established",
    "actors": ["RUS", "GEO"],
    "roles": ["RUS:party", "GEO:party"],
    "acting": ["RUS", "GEO"],
    "side_a": ["RUS"],
    "side_b": ["GEO"],
    "places": [],
    "tags": [],
    "sources": [],
    "lat": None,
    "lon": None,
    "part_of": None,
    "summary": None,
}

NO_SIDES: dict[str, Any] = {"side_a": [], "side_b": []}

ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "objects": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype).astype(object),
    "polars": lambda table: pl.from_arrow(table),
    "lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]
    "duckdb": duckdb.from_arrow,
    "narwhals": lambda table: nw.from_native(table).lazy(),
}


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Callable[[pa.Table], Any]:
    return ENGINES[request.param]


def table(*changes: dict[str, Any]) -> pa.Table:
    """Rows ``a``, ``b``, ... each with changes."""
    rows = [ROW | {"id": "abcdefgh"[at]} | change for at, change in enumerate(changes)]
    return pa.Table.from_pylist(rows, schema=arrow_schema())


def test_a_registry_and_its_table_on_any_engine_are_sound(registry: Registry, engine: Any) -> None:
    assert check_table(registry) == ()
    assert check_table(engine(registry.to_arrow())) == ()


def test_a_table_without_rows_is_sound(engine: Any) -> None:
    assert check_table(engine(table())) == ()


FAULTS: dict[str, tuple[list[dict[str, Any]], str]] = {
    "null id": ([{"id": None}], "id is null in 1 row (fill it in)"),
    "empty id": ([{"id": ""}], "id is empty in 1 row (give each event one)"),
    "same id": (
        [{}, {"id": "a"}, {"id": "a"}, {}],
        "the id is that of another row too in 3 rows, such as 'a' (rename it)",
    ),
    "order": (
        [{"start_min": 16436}, {"end_min": 16000}, {"start_max": 16436}, {"end_max": 16434}, {}],
        "the days are out of order in 4 rows, such as 'a' "
        "(start_min <= start_max <= end_max, start_min <= end_min <= end_max)",
    ),
    "beyond": (
        [{"start_min": OPEN_START - 1}, {"end_max": OPEN_END + 1}, {"start_min": OPEN_START, "end_max": OPEN_END}],
        f"a day is beyond the sentinels in 2 rows, such as 'a' (no bound is {OPEN_START} or {OPEN_END})",
    ),
    "status": (
        [{}, {"status": "maybe"}],
        "the status is unknown in 1 row, such as 'b' "
        "(established, reported, alleged, disputed, planned, did_not_happen)",
    ),
    "qualifiers": (
        [{"qualifiers": "~x"}, {"qualifiers": "?~%"}],
        "qualifiers holds more than ? ~ % in 1 row, such as 'a'",
    ),
    "role": (
        [{"roles": ["RUS:party", "GEO:victim"]}, {"roles": ["RUS", "GEO:party"]}, {"roles": [":party"]}, {}],
        "a role is unknown in 3 rows, such as 'a' (write actor:role, the role one of party, signatory, author,",
    ),
    "null role": ([{"roles": ["RUS:party", None]}], "a role is unknown in 1 row, such as 'a'"),
    "side": (
        [{"side_b": ["USA", "CHN"]}, {}],
        "side_b names somebody who is not among the actors in 1 row, such as 'a'",
    ),
    "acting": ([{"actors": ["RUS"], "side_b": []}], "more actors act than there are in 1 row, such as 'a'"),
    "part": (
        [{"part_of": "b"}, {"part_of": "nowhere"}],
        "part_of names no id of the table in 1 row, such as 'b' (add the whole, or leave it null)",
    ),
    "itself": ([{"part_of": "a"}], "an event is part of itself in 1 row, such as 'a'"),
    "lat": (
        [{"lat": 90.5}, {"lat": -90.0, "lon": 180.0}],
        "lat is out of range in 1 row, such as 'a' (-90 to 90 degrees)",
    ),
    "lon": ([{"lon": float("inf")}], "lon is out of range in 1 row, such as 'a' (-180 to 180 degrees)"),
    **{
        f"null {name}": ([NO_SIDES | {name: None}, {}], f"{name} is null in 1 row, such as 'a' (fill it in)")
        for name in COLUMNS
        if name not in NULLABLE and name != "id"
    },
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_one_sentence_on_every_engine(engine: Any, fault: str) -> None:
    rows, sentence = FAULTS[fault]
    found = check_table(engine(table(*rows)))
    assert [one[: len(sentence)] for one in found] == [sentence]
    assert len(found[0]) <= MESSAGE_LIMIT


def test_all_faults_are_told_at_once(engine: Any) -> None:
    rows = [change for changes, _ in FAULTS.values() for change in changes]
    given = table(*({"id": f"e{at}"} | change for at, change in enumerate(rows[:8])))
    with_gaps = given.drop_columns(["tags", "summary"]).set_column(3, "date", pa.array([["2014"]] * 8))
    found = check_table(engine(with_gaps))
    assert found[0].startswith("column 'date' holds ")
    assert found[1:3] == ("there is no column 'tags' (lists of text)", "there is no column 'summary' (text)")
    assert [sentence.split(" in ")[0] for sentence in found[3:]] == [
        "id is null",
        "id is empty",
        "the days are out of order",
        "the id is that of another row too",
    ]


def test_what_has_no_columns_of_ours_is_told_so_and_what_is_no_table_refused() -> None:
    assert len(check_table(pd.DataFrame({"x": [1]}))) == len(COLUMNS)
    assert check_table(pa.table({"tag": ["x"]}))[16] == "there is no column 'tags' (did you mean 'tag'?)"
    with pytest.raises(QueryError, match="str is no table"):
        check_table("events.parquet")


def test_without_ids_there_are_counts_but_no_examples() -> None:
    found = check_table(table({"status": "maybe"}).drop_columns("id"))
    assert found[0] == "there is no column 'id' (text)"
    assert found[1].startswith("the status is unknown in 1 row (established")
    assert len(found) == 2


def test_a_column_that_is_there_twice_is_told_so() -> None:
    frame = table({}).to_pandas()
    assert check_table(pd.concat([frame, frame[["id"]]], axis=1))[0] == "the table has 2 columns 'id' (keep one)"


def test_no_row_leaves_duckdb_to_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten million rows are counted where they are: only single rows of counts are fetched."""
    from chronology.query import soundness

    fetched: list[int] = []

    def counting(frame: Any) -> pa.Table:
        rows = collected(frame)
        fetched.append(rows.num_rows)
        return rows

    collected = soundness.collected
    monkeypatch.setattr(soundness, "collected", counting)
    assert check_table(duckdb.from_arrow(table(*({"id": f"e{at}"} for at in range(8))))) == ()
    assert set(fetched) == {1}
    assert len(fetched) <= 6
