"""Events are found wherever they are, and a file that is none ends in one sentence."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chronology.cli import event_files
from chronology.cli.faults import faults_of
from chronology.errors import FormatError
from chronology.registry.registry import Registry
from chronology.store.files import bundled_path
from chronology.store.tables import write_table
from tests.cli.conftest import Run

ENGINES = ("duckdb", "polars", "pandas")


@pytest.fixture
def years(parquet: Path, registry: Registry, tmp_path: Path) -> Path:
    (tmp_path / "years").mkdir()
    for number, ids in enumerate((list(registry.events)[:30], list(registry.events)[30:])):
        write_table(registry.take(ids), tmp_path / "years" / f"part-{number}.parquet")
    return tmp_path / "years"


@pytest.mark.parametrize(
    "files",
    [
        ("years",),
        ("years/*.parquet",),
        ("years/part-0.parquet", "years/part-1.parquet"),
        ("[x-z]ears",),
        ("events.parquet",),
        ("events.csv",),
        ("by-year",),
        ("events.yaml",),
        ("registry",),
        (),
    ],
)
def test_files_folders_and_patterns_are_one_table(
    run: Run, years: Path, registry: Registry, tmp_path: Path, files: tuple[str, ...]
) -> None:
    write_table(registry, tmp_path / "events.parquet")
    write_table(registry, tmp_path / "events.csv")
    write_table(registry, tmp_path / "by-year", partition_by="year")
    (tmp_path / "registry").mkdir()
    shutil.copy(bundled_path(), tmp_path / "events.yaml")
    shutil.copy(bundled_path(), tmp_path / "registry" / "events.yaml")
    write_table(registry.take(["georgia-war-2008"]), tmp_path / "registry" / "one.parquet")
    found = run("list", *files, "--format", "json").records
    assert [each["id"] for each in found] == list(registry.events)


def spoil(change: Callable[[bytearray], None]) -> Callable[[Path], None]:
    def spoilt(path: Path) -> None:
        content = bytearray(path.read_bytes())
        change(content)
        path.write_bytes(content)

    return spoilt


def without(*columns: str) -> Callable[[Path], None]:
    return lambda path: pq.write_table(pq.read_table(path).drop_columns(list(columns)), path)


def as_text(column: str) -> Callable[[Path], None]:
    def cast(path: Path) -> None:
        table = pq.read_table(path)
        place = table.schema.get_field_index(column)
        pq.write_table(table.set_column(place, column, table[column].cast(pa.string())), path)

    return cast


def garbled(content: bytearray) -> None:
    content[40:4000] = bytes((7 * byte + 13) % 256 for byte in content[40:4000])


DAMAGE: dict[str, tuple[Callable[[Path], None], int, str]] = {
    "missing": (Path.unlink, 1, "t.parquet: there is no such file"),
    "empty": (lambda path: path.write_bytes(b"") and None, 1, "t.parquet: is no Parquet file"),
    "text": (lambda path: path.write_text("id,title\n") and None, 1, "t.parquet: is no Parquet file"),
    "cut off": (spoil(lambda content: content.__delitem__(slice(9000, None))), 1, "without its end"),
    "garbled": (spoil(garbled), 1, "t.parquet: "),
    "without days": (without("start_min"), 2, "no column 'start_min'"),
    "without ids": (without("id"), 2, "no column 'id'"),
    "days as text": (as_text("start_min"), 2, "column 'start_min' holds"),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_table_is_one_sentence(run: Run, parquet: Path, tmp_path: Path, damage: str, engine: str) -> None:
    change, code, sentence = DAMAGE[damage]
    shutil.copy(parquet, tmp_path / "t.parquet")
    change(tmp_path / "t.parquet")
    for command in (
        ("list",),
        ("list", "--format", "csv"),
        ("count", "--per", "year", "--by", "tag"),
        ("window", "--around", "kind:summit"),
        ("gaps", "--by", "kind"),
        ("sequences", "--first", "kind:war", "--then", "kind:summit"),
        ("ties", "--per", "year"),
    ):
        done = run(*command, "t.parquet", "--engine", engine)
        assert (done.code, done.out) == (code, ""), command
        assert sentence in done.err
        assert (len(done.err.splitlines()), len(done.err) <= 301) == (1, True), done.err


def test_a_fault_of_an_engine_keeps_its_cause_and_one_of_ours_its_traceback() -> None:
    with pytest.raises(FormatError, match=r"t\.parquet: DuckDB fails: Parser Error") as told, faults_of("t.parquet"):
        duckdb.sql("SELEC 1")
    assert isinstance(told.value.__cause__, duckdb.Error)
    for ours in (KeyError("id"), TypeError("of"), AssertionError("never")):
        with pytest.raises(type(ours)) as raised, faults_of("t.parquet"):
            raise ours
        assert raised.value is ours


def test_all_mistakes_of_a_csv_file_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,title,kind,date\na,A,war,soon\nb,B,war,2014-13\n")
    done = run("count", "t.csv")
    assert done.code == 1
    assert [line.split(": ")[0] for line in done.err.splitlines()] == ["t.csv:2", "t.csv:3"]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("events.parquet", "events.yaml"), 2, "events.yaml is no table, as events.parquet is"),
        (("events.yaml", "--engine", "polars"), 2, "--engine is for Parquet and CSV tables"),
        (("--engine", "duckdb"), 2, "--engine is for Parquet and CSV tables"),
        (("events.parquet", "--engine", "sqlite"), 2, "sqlite"),
        (("bare",), 1, "bare: this folder holds no .yaml, .parquet or .csv file"),
        (("none/*.parquet",), 1, "none/*.parquet: there is no such file or folder"),
        (("events.parquet", "missing.parquet"), 1, "missing.parquet: there is no such file"),
    ],
)
def test_files_that_do_not_go_together_are_refused(
    run: Run, parquet: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    shutil.copy(parquet, tmp_path / "events.parquet")
    shutil.copy(bundled_path(), tmp_path / "events.yaml")
    (tmp_path / "bare").mkdir()
    done = run("count", *arguments)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err


def test_an_address_reaches_the_engine_as_it_is_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(paths: list[str], **_: object) -> None:
        raise FormatError(f"{paths}")

    monkeypatch.setattr(event_files, "open_table", refuse)
    assert run("count", "s3://bucket/*/a", "./b.csv").err == "['s3://bucket/*/a', './b.csv']\n"


@pytest.mark.parametrize(
    ("absent", "engine"), [((), "duckdb"), (("duckdb",), "polars"), (("duckdb", "polars"), "pandas")]
)
def test_the_best_engine_that_is_there_computes(
    monkeypatch: pytest.MonkeyPatch, absent: tuple[str, ...], engine: str
) -> None:
    monkeypatch.setattr(event_files, "find_spec", lambda name: None if name in absent else object())
    assert event_files._engine() == engine


def test_an_engine_that_is_not_installed_is_named_with_its_remedy(
    run: Run, parquet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    for engine, package in (("polars", "polars"), ("spark", "pyspark")):
        done = run("count", parquet, "--engine", engine)
        assert (done.code, done.err) == (
            1,
            f"{package} is not installed (pip install 'chronology-ir[{engine}]')\n",
        )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("count", "--fill"), "add --per year"),
        (("count", "--span", "2014"), "add --per year"),
        (("count", "--per", "year", "--span", "soon"), "'soon' is not a date"),
        (("count", "--by", "knd"), "did you mean 'kind'"),
        (("count", "--by", "kind", "--by", "kind"), "twice"),
        (("count", "--status", "planned"), "what is planned counts only on request (add --all-statuses)"),
        (("gaps", "--status", "did_not_happen"), "what is did not happen counts only on request"),
        (("count", "--certain"), "--certain needs a date"),
        (("ties", "--together"), "--together needs actors"),
        (("window",), "--around"),
        (("window", "--around", "kind:war", "--fill"), "add --counts"),
        (("window", "--around", "kind:war", "--vague", "spread"), "add --counts"),
        (("window", "--around", "kind:war", "--per-anchor"), "add --counts"),
        (("window", "--around", "kind:war", "--width", "30"), "add --counts"),
        (("window", "--around", "kind:war", "--counts", "--width", "0"), "--width"),
        (("window", "--around", "kind:war", "--counts", "--width", "7"), "does not divide into spells of 7 days"),
        (("window", "--around", "kind:war", "--days", "-1"), "--days"),
        (("window", "--around", "kind:war", "--days", "99999999999"), "at most"),
        (("window", "--around", "kind:war", "--of", "kind:war+status:planned"), "add --all-statuses"),
        (("sequences", "--first", "kind:war"), "--then"),
        (("sequences", "--first", "war", "--then", "kind:war"), "'war' is no condition"),
        (("sequences", "--first", "kind:war", "--then", "kind:war", "--same", "knd"), "did you mean 'kind'"),
    ],
)
def test_a_question_without_a_meaning_ends_with_2(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


def test_what_is_left_out_by_a_condition_needs_no_leave(run: Run) -> None:
    assert run("window", "--around", "not-status:planned", "--days", "0").code == 0
    assert run("count", "--status", "planned", "--all-statuses", "--format", "csv").out == "events\r\n0\r\n"


def test_an_id_that_nobody_has_ends_with_1(run: Run) -> None:
    done = run("window", "--around", "kind:sumit")
    assert (done.code, done.err) == (1, "no kind 'sumit' (did you mean 'summit' or 'visit'?)\n")
