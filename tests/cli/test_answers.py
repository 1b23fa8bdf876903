"""An answer is the same in every format, whole, and never in the place of something else."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chronology.cli.answers import write_rows
from chronology.cli.printing import Printing
from chronology.errors import ConflictError
from chronology.query.gaps import gaps
from chronology.query.sequences import sequences
from chronology.query.soundness import check_table
from chronology.query.terms import of_kind
from chronology.registry.registry import Registry
from chronology.store.table_rows import TableRows
from chronology.store.tables import open_table, write_table
from tests.cli.conftest import Run
from tests.store.event_tables import arrow, row

SEQUENCES = ("sequences", "--first", "kind:patrol", "--then", "kind:exercise", "--within", "365")


def test_every_format_of_an_answer_can_be_read_back(run: Run, registry: Registry, tmp_path: Path) -> None:
    wanted = sequences(registry, first=of_kind("patrol"), then=of_kind("exercise"), within=365)
    rows = pa.Table.from_pandas(wanted).to_pylist()
    assert run(*SEQUENCES, "--format", "json").records == rows
    cells = list(csv.DictReader(io.StringIO(run(*SEQUENCES, "--format", "csv").out, newline="")))
    assert [each["actors"].split(";") for each in cells] == [each["actors"] for each in rows]
    assert [(each["gap_days_min"], each["certain"]) for each in cells] == [
        (str(each["gap_days_min"]), str(each["certain"]).lower()) for each in rows
    ]
    done = run(*SEQUENCES, "--output", "answer.parquet")
    assert (done.code, done.out, done.err) == (0, f"Wrote answer.parquet ({len(rows)} rows).\n", "")
    assert pq.read_table(tmp_path / "answer.parquet").to_pylist() == rows


@pytest.mark.parametrize("format", ["csv", "json", "tsv"])
def test_a_file_holds_what_is_printed(run: Run, tmp_path: Path, format: str) -> None:
    printed = run(*SEQUENCES, "--format", format)
    assert run(*SEQUENCES, "-o", f"answer.{format}").code == 0
    text = (tmp_path / f"answer.{format}").read_bytes().decode("utf-8-sig" if format == "csv" else "utf-8")
    assert text.replace("\r\n", "\n") == printed.out.replace("\r\n", "\n")
    assert os.listdir(tmp_path) == [f"answer.{format}"]


def test_csv_is_that_of_rfc_4180(run: Run) -> None:
    lines = run("count", "--by", "kind", "--format", "csv").out.split("\r\n")
    assert lines[0] == "kind,events"
    assert lines[-1] == ""
    assert all("\n" not in line for line in lines)


def test_the_answer_of_nothing_is_empty_in_every_format(run: Run, tmp_path: Path) -> None:
    asked = ("gaps", "--kind", "treaty")
    assert run(*asked).out == "0 rows\n"
    assert run(*asked, "--format", "json").records == []
    assert run(*asked, "--format", "csv").out == "before_id,after_id,gap_days_min,gap_days_max\r\n"
    assert run(*asked, "--format", "tsv").out == "before_id\tafter_id\tgap_days_min\tgap_days_max\n"
    assert run(*asked, "-o", "none.parquet").code == 0
    assert pq.read_schema(tmp_path / "none.parquet").types == [pa.string(), pa.string(), pa.int64(), pa.int64()]


def test_what_is_not_known_is_null(run: Run, tmp_path: Path) -> None:
    write_table(arrow([row("a", "2013/..", ["RUS:party"]), row("b", "2014-02-20")]), tmp_path / "t.parquet")
    assert run("gaps", "t.parquet", "--format", "json").records == [
        {"before_id": "a", "after_id": "b", "gap_days_min": None, "gap_days_max": None}
    ]
    assert run("gaps", "t.parquet", "--format", "csv").out.splitlines()[1] == "a,b,,"
    assert run("count", "t.parquet", "--by", "actor", "--format", "json").records == [
        {"actor": None, "events": 1},
        {"actor": "RUS", "events": 1},
    ]
    assert "–" in run("gaps", "t.parquet").out


@pytest.mark.parametrize("name", ["chosen.parquet", "chosen.csv"])
def test_a_list_that_is_written_can_be_asked_again(run: Run, registry: Registry, parquet: Path, name: str) -> None:
    for files in ((), (parquet,)):
        assert run("list", *files, "--during", "2022", "-o", name, "--overwrite").code == 0
        assert check_table(open_table(name)) == ()
        again, at_once = run("gaps", name, "--format", "csv"), run("gaps", "--during", "2022", "--format", "csv")
        assert again.out == at_once.out != ""


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "answer.csv").write_text("mine")
    done = run("count", "-o", "answer.csv")
    assert (done.code, done.out) == (1, "")
    assert done.err == "answer.csv: is already there (add --overwrite to replace it)\n"
    assert (tmp_path / "answer.csv").read_text() == "mine"
    assert run("count", "--by", "knd", "-o", "answer.csv", "--overwrite").code == 2
    assert (tmp_path / "answer.csv").read_text() == "mine"
    assert run("count", "-o", "answer.csv", "--overwrite").code == 0
    assert pd.read_csv(tmp_path / "answer.csv")["events"].to_list() == [46]


def test_a_file_that_comes_while_the_answer_is_computed_stays_too(tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    answer = pa.table({"events": [46]})

    def computed() -> Iterator[pa.Table]:
        path.write_text("mine")
        yield answer

    with pytest.raises(ConflictError, match="is already there"):
        write_rows(TableRows(answer.schema, computed()), Printing(output=path))
    assert (path.read_text(), os.listdir(tmp_path)) == ("mine", ["answer.csv"])


def test_a_table_may_be_replaced_by_a_part_of_itself(run: Run, parquet: Path, tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(parquet.read_bytes())
    assert run("list", "t.parquet", "--kind", "summit", "-o", "t.parquet", "--overwrite").code == 0
    assert len(run("list", "t.parquet", "--format", "json").records) == 2


def test_a_registry_is_never_replaced_by_an_answer(run: Run, tmp_path: Path) -> None:
    done = run("list", "-o", "events.yaml", "--overwrite", "--format", "json")
    assert done.code == 2
    assert "must end in .tsv, .csv, .json, .parquet" in done.err
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "parquet"), "--format parquet needs a file"),
        (("--format", "table", "-o", "a.csv"), "--format table does not fit --output a.csv"),
        (("--format", "json", "-o", "a.csv"), "--format json does not fit --output a.csv"),
        (("--format", "csv", "--limit", "3"), "--limit is for tables to read"),
        (("--limit", "3", "-o", "a.csv"), "--limit is for tables to read"),
        (("--format", "xml"), "xml"),
        (("--limit", "-1"), "--limit"),
    ],
)
@pytest.mark.parametrize("command", [("list",), ("count",), ("ties",), ("window", "--around", "kind:war")])
def test_options_that_contradict_one_another_are_refused(
    run: Run, tmp_path: Path, command: tuple[str, ...], options: tuple[str, ...], sentence: str
) -> None:
    done = run(*command, *options)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert os.listdir(tmp_path) == []


def test_a_file_that_cannot_be_written_ends_in_a_sentence(run: Run, tmp_path: Path) -> None:
    done = run("count", "-o", "no/such/folder/a.csv")
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert os.listdir(tmp_path) == []


def test_a_folder_is_no_place_for_an_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "a.csv" / "mine.txt").write_text("mine")
    done = run("count", "-o", "a.csv", "--overwrite")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert (tmp_path / "a.csv" / "mine.txt").read_text() == "mine"


def test_a_reader_that_goes_away_is_no_fault(parquet: Path) -> None:
    command = f"{sys.executable} -m chronology.cli list {parquet} --format csv"
    script = f"{command} | head -n 1"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True)
    assert done.stdout.startswith("id,title,kind")
    assert done.stderr == ""


def test_text_of_a_foreign_table_drives_no_terminal_and_no_spreadsheet(run: Run, tmp_path: Path) -> None:
    rows = [row("=cmd|'x'", "2014", title="\x1b[31m[bold]\u202etitle\r"), row("b", "2015", title="b")]
    write_table(arrow(rows), tmp_path / "t.parquet")
    for arguments in (("list",), ("gaps",), ("list", "--format", "tsv"), ("gaps", "--format", "tsv")):
        out = run(*arguments, "t.parquet").out
        assert all(char.isprintable() or char in "\n\t" for char in out)
    assert "[bold]" in run("list", "t.parquet").out
    assert run("gaps", "t.parquet", "--format", "csv").out.splitlines()[1].startswith("'=cmd|'x',b")
    assert json.loads(run("list", "t.parquet", "--format", "json").out)[0]["title"] == "\x1b[31m[bold]\u202etitle\r"


def test_gaps_of_an_engine_are_those_of_the_library(run: Run, parquet: Path) -> None:
    wanted = gaps(duckdb.read_parquet(str(parquet))).to_arrow_table().to_pylist()
    assert run("gaps", parquet, "--format", "json").records == wanted != []
