"""A table that is written is the same when it is opened, on every engine, and never half there."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from chronology.errors import ConflictError, FormatError, MissingExtra, QueryError
from chronology.query.select import select
from chronology.query.soundness import NULLABLE, check_table
from chronology.query.table import COLUMNS, arrow_schema
from chronology.query.terms import during, involving
from chronology.registry.registry import Registry
from chronology.store import parquet
from chronology.store.load import load
from chronology.store.tables import open_table, write_table
from tests.store.event_tables import EXAMPLE, arrow, in_order, row, rows

ENGINES = ("duckdb", "polars", "pandas")
HOLDERS: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas-objects": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype).astype(object),
    "pandas-plain": lambda table: table.to_pandas(),
    "polars": lambda table: pl.from_arrow(table),
    "polars-lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]
    "duckdb": duckdb.from_arrow,
    "narwhals": lambda table: nw.from_native(table.to_pandas(types_mapper=pd.ArrowDtype)).lazy(),
}


def as_arrow(table: Any) -> pa.Table:
    """A table of any engine in Arrow, text as text."""
    if isinstance(table, pl.LazyFrame):
        table = table.collect().to_arrow()
    elif isinstance(table, duckdb.DuckDBPyRelation):
        table = table.to_arrow_table()
    elif isinstance(table, pd.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    ours = [(field.name, field.type) for field in arrow_schema() if field.name in table.column_names]
    others = [(name, table.schema.field(name).type) for name in table.column_names if name not in COLUMNS]
    return table.select([name for name, _ in [*ours, *others]]).cast(pa.schema([*ours, *others]))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["events.parquet", "events.csv"])
def test_what_is_written_is_what_is_opened(tmp_path: Path, name: str, engine: Any) -> None:
    table = arrow(EXAMPLE)
    path = write_table(table, tmp_path / name)
    assert path == tmp_path / name
    opened = open_table(path, engine=engine)
    assert list(opened.collect_schema() if engine == "polars" else opened.columns) == list(COLUMNS)
    assert as_arrow(opened).to_pylist() == in_order(table).to_pylist()
    assert check_table(opened) == ()


@settings(max_examples=60)
@given(rows())
def test_no_text_null_list_or_day_is_changed_on_the_way(
    tmp_path_factory: pytest.TempPathFactory, given_rows: Any
) -> None:
    folder, table = tmp_path_factory.mktemp("table"), arrow(given_rows)
    wanted = in_order(table).to_pylist()
    for name in ("events.parquet", "events.csv"):
        path = write_table(table, folder / name)
        for engine in ENGINES:
            assert as_arrow(open_table(path, engine=engine)).to_pylist() == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("name", ["events.parquet", "events.csv"])
def test_the_same_rows_give_the_same_bytes_whichever_engine_holds_them(tmp_path: Path, name: str, holder: str) -> None:
    table = arrow(EXAMPLE)
    wanted = write_table(table, tmp_path / f"wanted-{name}").read_bytes()  # type: ignore[union-attr]
    other = HOLDERS[holder](table.take(list(reversed(range(len(table))))))
    assert write_table(other, tmp_path / name).read_bytes() == wanted  # type: ignore[union-attr]


def test_a_registry_is_written_as_its_table(tmp_path: Path) -> None:
    registry = load()
    by_hand = write_table(registry.to_frame(), tmp_path / "frame.parquet")
    whole = write_table(registry, tmp_path / "registry.parquet")
    assert Path(whole).read_bytes() == Path(by_hand).read_bytes()
    assert Registry.from_frame(open_table(whole, engine="pandas")).events.keys() == registry.events.keys()


@pytest.mark.parametrize("holder", HOLDERS)
def test_further_columns_come_after_ours_with_their_values(tmp_path: Path, holder: str) -> None:
    others = {"deaths": [None, 2**53 + 1, 3, 4, 5, 6], "note": ["", None, "x", "y", "z", "=1"], "nothing": [None] * 6}
    table = arrow(EXAMPLE, **others)
    mixed = HOLDERS[holder](table.select(["note", *reversed(COLUMNS), "deaths", "nothing"]))
    if holder == "pandas-plain":
        mixed["deaths"] = pd.array(others["deaths"], dtype="Int64")
    opened = as_arrow(open_table(write_table(mixed, tmp_path / "x.parquet"), engine="duckdb"))
    assert opened.column_names == [*COLUMNS, "note", "deaths", "nothing"]
    assert opened.select(list(others)).to_pylist() == in_order(table).select(list(others)).to_pylist()
    assert opened.schema.field("nothing").type == pa.string()


def test_a_named_index_of_pandas_is_no_less_a_column(tmp_path: Path) -> None:
    frame = arrow(EXAMPLE).to_pandas(types_mapper=pd.ArrowDtype).set_index("id")
    opened = open_table(write_table(frame, tmp_path / "x.parquet"), engine="pandas")
    assert sorted(opened["id"]) == sorted(one["id"] for one in EXAMPLE)


def test_the_file_is_sorted_compressed_and_has_statistics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 100)
    many = arrow([row(f"e{at}", f"{1800 + at * 7 % 250}-03-0{1 + at % 9}") for at in range(250)])
    file = pq.ParquetFile(write_table(many, tmp_path / "x.parquet"))
    groups = [file.metadata.row_group(at) for at in range(file.metadata.num_row_groups)]
    assert [group.num_rows for group in groups] == [100, 100, 50]
    days = [group.column(file.schema_arrow.names.index("start_min")) for group in groups]
    spans = [(day.statistics.min, day.statistics.max) for day in days]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert {group.column(0).compression for group in groups} == {"ZSTD"}
    assert file.schema_arrow.metadata[b"chronology.layout"] == b"1"
    assert file.schema_arrow.remove_metadata() == arrow_schema()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_divided_by_year_is_one_table(tmp_path: Path, engine: Any) -> None:
    folder = write_table(arrow(EXAMPLE), tmp_path / "by-year", partition_by="year")
    years = {name.partition("=")[2] for name in os.listdir(folder)}
    assert years == {"-44", "1807", "1812", "1814", "2013", parquet.NO_YEAR}
    assert as_arrow(open_table(folder, engine=engine)).sort_by("id") == arrow(EXAMPLE).sort_by("id")
    some = as_arrow(open_table(f"{folder}/start_year=18*/*.parquet", engine=engine))
    assert sorted(some["id"].to_pylist()) == ["tilsit", "vienna", "war"]


def test_a_divided_table_has_one_folder_a_year_however_many_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 10)
    days = [f"20{year:02d}-01-01" for year in range(3) for _ in range(17)]
    folder = write_table(
        arrow([row(f"e{at}", day) for at, day in enumerate(days)]), tmp_path / "x", partition_by="year"
    )
    assert [len(list(year.iterdir())) for year in Path(folder).iterdir()] == [1, 1, 1]
    assert len(open_table(folder, engine="pandas")) == 51


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("target", ["empty.parquet", "empty.csv", "empty"])
def test_no_rows_give_a_table_without_rows(tmp_path: Path, engine: Any, target: str) -> None:
    path = write_table(arrow([]), tmp_path / target, partition_by=None if "." in target else "year")
    opened = as_arrow(open_table(path, engine=engine))
    assert opened.schema == arrow_schema()
    assert len(opened) == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_files_of_which_one_lacks_a_column_are_one_table_with_nulls(tmp_path: Path, engine: Any) -> None:
    write_table(arrow(EXAMPLE[:2]), tmp_path / "a.parquet")
    write_table(arrow(EXAMPLE[2:4], deaths=[1, 2]), tmp_path / "b.parquet")
    for source in (tmp_path, str(tmp_path / "*.parquet"), [tmp_path / "a.parquet", str(tmp_path / "b.parquet")]):
        opened = as_arrow(open_table(source, engine=engine))
        assert dict(zip(opened["id"].to_pylist(), opened["deaths"].to_pylist(), strict=True)) == {
            "tilsit": None,
            "vienna": None,
            "ides": 1,
            "war": 2,
        }


@pytest.mark.parametrize("engine", ENGINES)
def test_folders_named_for_a_column_give_that_column(tmp_path: Path, engine: Any) -> None:
    for kind in ("war", "treaty"):
        folder = tmp_path / "a=b" / "t" / f"kind={kind}"
        folder.mkdir(parents=True)
        of_kind = arrow([row(f"{kind}-1", kind=kind)]).drop_columns("kind")
        pq.write_table(of_kind, folder / "some.parquet")
    opened = as_arrow(open_table(tmp_path / "a=b" / "t", engine=engine))
    found = opened.select(["id", "kind"]).to_pylist()
    assert sorted(one["id"] + one["kind"] for one in found) == ["treaty-1treaty", "war-1war"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_name_with_wildcards_in_it_is_the_file_of_that_name(tmp_path: Path, engine: Any) -> None:
    path = write_table(arrow(EXAMPLE[:1]), tmp_path / "what? [1]*.parquet")
    write_table(arrow(EXAMPLE[1:2]), tmp_path / "whatx 1 too.parquet")
    assert as_arrow(open_table(path, engine=engine))["id"].to_pylist() == ["vienna"]


def test_pandas_gets_the_dtypes_of_a_registrys_own_table(tmp_path: Path) -> None:
    frame = load().to_frame()
    pd.testing.assert_frame_equal(open_table(write_table(frame, tmp_path / "x.parquet"), engine="pandas"), frame)
    csv = open_table(write_table(frame, tmp_path / "x.csv"), engine="pandas")
    pd.testing.assert_frame_equal(csv, frame)


def test_lazy_engines_read_nothing_before_they_are_asked(tmp_path: Path) -> None:
    path = write_table(arrow(EXAMPLE), tmp_path / "x.parquet")
    assert isinstance(open_table(path), duckdb.DuckDBPyRelation)
    assert isinstance(open_table(path, engine="polars"), pl.LazyFrame)


def test_a_table_of_pandas_own_reader_answers_as_ours_does(tmp_path: Path) -> None:
    registry = load()
    question = during("2014") & involving("RUS")
    ours = write_table(registry, tmp_path / "ours.parquet")
    registry.to_frame().to_parquet(tmp_path / "theirs.parquet")
    for frame in (
        pd.read_parquet(ours),
        pd.read_parquet(ours, dtype_backend="pyarrow"),
        pd.read_parquet(ours, dtype_backend="numpy_nullable"),
        pd.read_parquet(tmp_path / "theirs.parquet", dtype_backend="pyarrow"),
        open_table(tmp_path / "theirs.parquet", engine="pandas"),
    ):
        assert list(select(frame, question)["id"]) == list(registry.where(question).events)
        assert check_table(frame) == ()
        again = write_table(frame, tmp_path / "again.parquet", overwrite=True)
        assert Path(again).read_bytes() == Path(ours).read_bytes()


def test_a_connection_says_which_engine_and_holds_the_table(tmp_path: Path) -> None:
    path = write_table(arrow(EXAMPLE), tmp_path / "x.parquet")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE mine AS SELECT 'vienna' AS id")
        for name in ("x.parquet", "x.csv"):
            write_table(arrow(EXAMPLE), tmp_path / name, overwrite=True)
            opened = open_table(tmp_path / name, connection=connection)
            assert opened.join(connection.table("mine"), "id").fetchall()[0][0] == "vienna"
        with pytest.raises(QueryError, match="the connection is one of duckdb, and the engine asked for polars"):
            open_table(path, engine="polars", connection=connection)
    with pytest.raises(QueryError, match="a connection is one of DuckDB or a SparkSession, not str"):
        open_table(path, connection="duckdb")


def test_a_table_may_replace_the_one_that_it_is_read_from(tmp_path: Path) -> None:
    path = write_table(arrow(EXAMPLE), tmp_path / "x.parquet")
    for engine in ENGINES:
        table = open_table(path, engine=engine)  # type: ignore[arg-type]
        write_table(select(table, during("1807/1815")), path, overwrite=True)
        assert list(open_table(path, engine="pandas")["id"]) == ["some-day", "tilsit", "war", "vienna"]


def test_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    path = write_table(arrow(EXAMPLE), tmp_path / "x.parquet")
    folder = write_table(arrow(EXAMPLE), tmp_path / "years", partition_by="year")
    before = Path(path).read_bytes()
    for target, by in ((path, None), (folder, "year")):
        with pytest.raises(ConflictError, match=r"is already there \(overwrite=True replaces it\)"):
            write_table(arrow(EXAMPLE[:1]), target, partition_by=by)  # type: ignore[arg-type]
    assert Path(path).read_bytes() == before
    write_table(arrow(EXAMPLE[:1]), path, overwrite=True)
    write_table(arrow(EXAMPLE[:1]), folder, partition_by="year", overwrite=True)
    assert len(open_table(path, engine="pandas")) == 1
    assert len(open_table(folder, engine="pandas")) == 1
    assert sorted(os.listdir(tmp_path)) == ["x.parquet", "years"]


def test_a_table_that_only_its_owner_may_read_stays_so_when_it_is_replaced(tmp_path: Path) -> None:
    for name, by, mode in (("x.parquet", None, 0o600), ("x.csv", None, 0o640), ("years", "year", 0o700)):
        path = Path(write_table(arrow(EXAMPLE), tmp_path / name, partition_by=by))  # type: ignore[arg-type]
        path.chmod(mode)
        write_table(arrow(EXAMPLE[:1]), path, partition_by=by, overwrite=True)  # type: ignore[arg-type]
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_file_may_replace_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    for by in (None, "year", None):
        path = write_table(arrow(EXAMPLE), tmp_path / "x.parquet", partition_by=by, overwrite=True)  # type: ignore[arg-type]
        assert Path(path).is_dir() == (by is not None)
        assert len(open_table(path, engine="pandas")) == len(EXAMPLE)
    assert os.listdir(tmp_path) == ["x.parquet"]


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".x.parquet.chronology-tmp").write_text("half a table")
    write_table(arrow(EXAMPLE), tmp_path / "x.parquet")
    assert os.listdir(tmp_path) == ["x.parquet"]


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
def test_an_address_is_left_to_the_engine_with_its_wildcards(tmp_path: Path, engine: Any) -> None:
    for at, one in enumerate(EXAMPLE[:2]):
        write_table(arrow([one]), tmp_path / f"{at}.parquet")
    address = f"file://{tmp_path}/0.parquet" if engine == "pandas" else f"file://{tmp_path}/*.parquet"
    found = as_arrow(open_table(address, engine=engine))["id"].to_pylist()
    assert sorted(found) == (["vienna"] if engine == "pandas" else ["tilsit", "vienna"])
    with pytest.raises(FormatError, match="CSV is read from files of this computer only"):
        open_table(f"file://{tmp_path}/x.csv", engine=engine)


def test_a_folder_that_holds_more_than_a_table_is_never_removed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.tex").write_text("years of work")
    with pytest.raises(FormatError, match=r"also holds 'thesis.tex', which is no table \(choose another folder\)"):
        write_table(arrow(EXAMPLE), tmp_path / "data", partition_by="year", overwrite=True)
    assert (tmp_path / "data" / "thesis.tex").exists()


@pytest.mark.parametrize("by", [None, "year"])
def test_a_fault_leaves_the_old_table_and_no_rubbish(tmp_path: Path, by: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_table(arrow(EXAMPLE), tmp_path / "x.parquet", partition_by=by)
    with pytest.raises(Exception, match="disk on fire"):
        write_table(_breaking_late(), path, partition_by=by, overwrite=True)
    assert len(open_table(path, engine="pandas")) == len(EXAMPLE)
    assert os.listdir(tmp_path) == ["x.parquet"]


def _breaking_late() -> Any:
    """A relation that is well typed and fails while its rows are computed."""
    table = duckdb.from_arrow(arrow([row(f"e{at}") for at in range(3)]))
    others = ", ".join(name for name in COLUMNS if name != "title")
    return table.project(f"{others}, CASE WHEN id = 'e2' THEN error('disk on fire') ELSE title END AS title")


def test_a_table_lacking_columns_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    for table in (arrow(EXAMPLE).drop_columns("tags"), load().to_frame().drop(columns="tags")):
        with pytest.raises(QueryError, match="the table has no column 'tags'"):
            write_table(table, tmp_path / "x.parquet")
    with pytest.raises(
        QueryError, match="column 'start_min' holds String, where the event table has whole day numbers"
    ):
        write_table(arrow(EXAMPLE).set_column(4, "start_min", pa.array(["x"] * 6)), tmp_path / "x.parquet")
    with pytest.raises(QueryError, match="str is no table"):
        write_table("events", tmp_path / "x.parquet")
    frame = load().to_frame()
    with pytest.raises(QueryError, match="the table has 2 columns 'x'"):
        write_table(
            pd.concat([frame, frame[["id", "id"]].set_axis(["x", "x"], axis=1)], axis=1), tmp_path / "x.parquet"
        )
    with pytest.raises(FormatError, match="column 'x' holds objects of no one type"):
        write_table(frame.assign(x=[1, "a"] * (len(frame) // 2)), tmp_path / "x.parquet")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "by", "sentence"),
    [
        ("x.xlsx", None, "a table is written as .parquet or .csv"),
        ("x", None, "a table is written as .parquet or .csv"),
        ("x.csv", "year", "this table is written as a folder of Parquet files"),
        ("missing/x.parquet", None, "there is no such folder to write in"),
        ("s3://bucket/x.parquet", None, "only a Spark table can be written to an address"),
    ],
)
def test_a_place_where_no_table_can_be_written(tmp_path: Path, name: str, by: Any, sentence: str) -> None:
    target = name if "://" in name else str(tmp_path / name)
    with pytest.raises(FormatError, match=sentence):
        write_table(arrow(EXAMPLE), target, partition_by=by)


def test_a_table_is_divided_by_year_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="partition_by is 'year' or None, not 'kind'"):
        write_table(arrow(EXAMPLE), tmp_path / "x", partition_by="kind")  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="the table has a column 'start_year', which is the name of the folders"):
        write_table(arrow(EXAMPLE, start_year=[1] * 6), tmp_path / "x", partition_by="year")


def test_what_is_no_table_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.parquet").write_text("not a table at all")
    (tmp_path / "short.parquet").write_bytes(b"PAR1")
    (tmp_path / "tiny.parquet").write_bytes(b"P")
    whole = Path(write_table(arrow(EXAMPLE), tmp_path / "x.parquet")).read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[:-10])
    (tmp_path / "both").mkdir()
    write_table(arrow(EXAMPLE), tmp_path / "both" / "a.parquet")
    write_table(arrow(EXAMPLE), tmp_path / "both" / "b.csv")
    for name, sentence in {
        "nowhere.parquet": "there is no such file or folder",
        "no*.csv": "there is no such file or folder",
        "empty": "this folder holds no .parquet or .csv file",
        "notes.parquet": "is no Parquet file",
        "tiny.parquet": "is no Parquet file",
        "short.parquet": "is a Parquet file without its end",
        "cut.parquet": "is a Parquet file without its end",
        "both": "Parquet and CSV files are mixed",
    }.items():
        with pytest.raises(FormatError, match=sentence):
            open_table(tmp_path / name, engine="pandas")
    with pytest.raises(FormatError, match="no file was named"):
        open_table([])


def test_an_engine_that_is_not_there_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_table(arrow(EXAMPLE), tmp_path / "x.parquet")
    with pytest.raises(QueryError, match=r"there is no engine 'duckbd' \(did you mean 'duckdb'\?\)"):
        open_table(path, engine="duckbd")  # type: ignore[arg-type]
    for engine, package in {"duckdb": "duckdb", "polars": "polars", "spark": "pyspark"}.items():
        monkeypatch.setitem(__import__("sys").modules, package, None)
        with pytest.raises(
            MissingExtra, match=rf"{package} is not installed \(pip install 'chronology-ir\[{engine}\]'\)"
        ):
            open_table(path, engine=engine)  # type: ignore[arg-type]


def test_a_foreign_file_opens_and_is_checked_in_sentences(tmp_path: Path) -> None:
    pq.write_table(arrow(EXAMPLE).drop_columns(["tags", "lat"]), tmp_path / "x.parquet")
    for engine in ENGINES:
        opened = open_table(tmp_path / "x.parquet", engine=engine)  # type: ignore[arg-type]
        assert check_table(opened) == (
            "there is no column 'tags' (lists of text)",
            "there is no column 'lat' (numbers)",
        )
        assert len(as_arrow(select(opened, during("1807/1815")))) == 4


def test_the_page_about_tables_names_every_column_with_its_type() -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    lines = [[cell.strip() for cell in line.split("|")[1:4]] for line in page.splitlines() if line.startswith("| `")]
    words = {"text": "text", "day": "int64", "texts": "list of text", "number": "float64"}
    assert [(name.strip("`"), kind) for name, kind, _ in lines[: len(COLUMNS)]] == [
        (name, words[kind]) for name, kind in COLUMNS.items()
    ]
    assert {name.strip("`") for name, _, null in lines[: len(COLUMNS)] if null != "never"} == NULLABLE
