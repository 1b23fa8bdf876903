"""A table goes to Spark and comes back the same; its workers read and write the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chronology.errors import ConflictError, FormatError, QueryError
from chronology.query.select import select
from chronology.query.soundness import check_table
from chronology.query.table import COLUMNS, arrow_schema
from chronology.query.terms import during
from chronology.registry.registry import Registry
from chronology.store.load import load
from chronology.store.tables import open_table, write_table
from tests.store.event_tables import EXAMPLE, arrow, in_order, row

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture
def many_files(spark: SparkSession) -> Iterator[None]:
    """Spark would gather so few rows in one file."""
    setting = "spark.sql.adaptive.coalescePartitions.enabled"
    spark.conf.set(setting, "false")
    yield
    spark.conf.unset(setting)


@pytest.fixture
def on_spark(spark: SparkSession, tmp_path: Path) -> Callable[[pa.Table], Any]:
    """A function that puts a table on Spark, from Parquet."""

    def put(table: pa.Table) -> Any:
        pq.write_table(table, tmp_path / "given.parquet")
        return spark.read.parquet(str(tmp_path / "given.parquet"))

    return put


@pytest.mark.parametrize("name", ["events.parquet", "events.csv"])
def test_spark_opens_what_others_wrote(spark: SparkSession, tmp_path: Path, name: str) -> None:
    path = write_table(arrow(EXAMPLE), tmp_path / name)
    for opened in (open_table(path, connection=spark), open_table(path, engine="spark")):
        assert dict(opened.dtypes) == _types()
        assert opened.toArrow().cast(arrow_schema()).to_pylist() == in_order(arrow(EXAMPLE)).to_pylist()
        assert check_table(opened) == ()


def _types() -> dict[str, str]:
    words = {"text": "string", "day": "bigint", "texts": "array<string>", "number": "double"}
    return {name: words[kind] for name, kind in COLUMNS.items()}


@pytest.mark.parametrize("by", [None, "year"])
def test_others_open_what_sparks_workers_wrote(
    on_spark: Callable[[pa.Table], Any], tmp_path: Path, by: Any, work_of: Callable[[], dict[str, int]]
) -> None:
    before = work_of()
    path = write_table(on_spark(arrow(EXAMPLE, note=list("abcdef"))), tmp_path / "out", partition_by=by)
    assert set(work_of()) == set(before)
    assert work_of() != before
    wanted = in_order(arrow(EXAMPLE, note=list("abcdef"))).sort_by("id")
    for engine in ("duckdb", "polars", "pandas"):
        opened = open_table(path, engine=engine)  # type: ignore[arg-type]
        again = write_table(opened, tmp_path / f"{engine}.parquet")
        assert pq.read_table(again).sort_by("id").to_pylist() == wanted.to_pylist()
    files = [str(file) for file in Path(path).rglob("*.parquet")]
    assert {pq.ParquetFile(file).metadata.row_group(0).column(0).compression for file in files} == {"ZSTD"}
    if by:
        assert {Path(file).parent.name for file in files} >= {"start_year=-44", "start_year=1807"}


@pytest.mark.usefixtures("many_files")
def test_every_file_of_a_big_table_is_sorted_and_lies_after_the_one_before(
    on_spark: Callable[[pa.Table], Any], tmp_path: Path
) -> None:
    many = arrow([row(f"e{at}", f"{1900 + at * 37 % 101}-0{1 + at % 9}-11") for at in range(500)])
    path = write_table(on_spark(many).repartition(7), tmp_path / "out")
    days = [pq.read_table(file)["start_min"].to_pylist() for file in sorted(Path(path).glob("*.parquet"))]
    assert len(days) > 1
    assert list(chain(*days)) == sorted(many["start_min"].to_pylist())
    by_year = write_table(on_spark(many).repartition(7), tmp_path / "years", partition_by="year")
    for file in Path(by_year).rglob("*.parquet"):
        inside = pq.ParquetFile(file).read()["start_min"].to_pylist()
        assert inside == sorted(inside)
    assert sorted(open_table(by_year, engine="pandas")["start_min"]) == sorted(many["start_min"].to_pylist())


def test_a_folder_by_year_is_opened_as_the_table_that_was_written(spark: SparkSession, tmp_path: Path) -> None:
    folder = write_table(arrow(EXAMPLE), tmp_path / "years", partition_by="year")
    opened = open_table(folder, connection=spark)
    assert opened.columns == list(COLUMNS)
    assert sorted(one["id"] for one in select(opened, during("1807/1815")).collect()) == [
        "some-day",
        "tilsit",
        "vienna",
        "war",
    ]


def test_a_column_named_as_the_folders_of_years_is_not_lost(spark: SparkSession, tmp_path: Path) -> None:
    path = write_table(arrow(EXAMPLE, start_year=[1, 2, 3, 4, 5, 6]), tmp_path / "x.parquet")
    for paths in (path, iter([path])):
        opened = open_table(paths, connection=spark)
        assert sorted(one["start_year"] for one in opened.collect()) == [1, 2, 3, 4, 5, 6]


def test_a_column_that_only_one_file_has_is_not_lost(spark: SparkSession, tmp_path: Path) -> None:
    write_table(arrow(EXAMPLE[:2]), tmp_path / "a.parquet")
    write_table(arrow(EXAMPLE[2:4], deaths=[1, 2]), tmp_path / "b.parquet")
    found = {one["id"]: one["deaths"] for one in open_table(tmp_path, connection=spark).collect()}
    assert found == {"tilsit": None, "vienna": None, "ides": 1, "war": 2}


def test_a_spark_table_may_be_written_as_csv_and_be_a_registry(on_spark: Any, tmp_path: Path) -> None:
    registry = load()
    table = on_spark(registry.to_arrow())
    path = write_table(table, tmp_path / "x.csv")
    assert Path(path).read_bytes() == Path(write_table(registry, tmp_path / "y.csv")).read_bytes()
    assert list(Registry.from_frame(table).events) == list(registry.events)


def test_faults_are_counted_by_the_cluster(on_spark: Any) -> None:
    rows = [row("a", roles=["RUS:victim"]), row("b", end_max=0), row("b", part_of="c"), row("d", status="maybe")]
    found = check_table(on_spark(arrow(rows)))
    assert [sentence.partition(" in ")[0] for sentence in found] == [
        "the days are out of order",
        "the status is unknown",
        "the id is that of another row too",
        "part_of names no id of the table",
        "a role is unknown",
    ]
    assert check_table(on_spark(arrow(rows[:0]))) == ()


def test_nothing_is_replaced_unasked_and_nothing_missing_is_opened(
    spark: SparkSession, on_spark: Any, tmp_path: Path
) -> None:
    table = on_spark(arrow(EXAMPLE))
    path = write_table(table, tmp_path / "out")
    with pytest.raises(ConflictError, match=r"is already there \(overwrite=True replaces it\)"):
        write_table(table, path)
    with pytest.raises(ConflictError, match=r"is already there \(overwrite=True replaces it\)"):
        write_table(table, f"file://{path}")
    assert write_table(table.limit(2), f"file://{path}", overwrite=True) == f"file://{path}"
    assert open_table(path, connection=spark).count() == 2
    with pytest.raises(FormatError, match="there is no such file or folder"):
        open_table(tmp_path / "nowhere", connection=spark)
    (tmp_path / "empty").mkdir()
    with pytest.raises(FormatError, match="holds no Parquet file"):
        open_table(tmp_path / "empty", connection=spark)
    (tmp_path / "out" / "thesis.tex").write_text("years of work")
    with pytest.raises(FormatError, match=r"also holds 'thesis\.tex'"):
        write_table(table, path, overwrite=True)
    with pytest.raises(QueryError, match="the connection is one of spark, and the engine asked for duckdb"):
        open_table(path, engine="duckdb", connection=spark)
    assert "thesis.tex" in os.listdir(path)
