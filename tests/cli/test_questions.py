"""Each command gives the answer of the library: from a registry, and from a table on every engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from chronology.query.counts import counts
from chronology.query.gaps import gaps
from chronology.query.select import select
from chronology.query.sequences import sequences
from chronology.query.terms import ANY, acting_on, before, during, involving, mentioning, of_kind, with_status
from chronology.query.ties import ties
from chronology.query.window_counts import window_counts
from chronology.query.windows import window
from chronology.registry.registry import Registry
from chronology.store.tables import open_table
from tests.cli.conftest import Run

JOINT = involving("RUS", "CHN", together=True)
JOINT_OPTIONS = ("--actor", "RUS", "--actor", "CHN", "--together")
DRILLS = of_kind("exercise", "patrol")

QUESTIONS: dict[str, tuple[tuple[str, ...], Callable[[Any], Any]]] = {
    "how many": (("count",), lambda table: counts(table, per=None)),
    "how many a year by kind": (
        ("count", "--per", "year", "--by", "kind", "--during", "2014/2022"),
        lambda table: counts(table, where=during("2014/2022"), per="year", by="kind"),
    ),
    "certainly then": (
        ("count", "--by", "kind", "--during", "2022", "--certain"),
        lambda table: counts(table, where=during("2022", certainty="certain"), per=None, by="kind"),
    ),
    "a panel of expected numbers": (
        ("count", "--per", "quarter", "--by", "actor", "--vague", "spread", "--fill", "--span", "2020/2022"),
        lambda table: counts(table, per="quarter", by="actor", vague="spread", fill=True, span="2020/2022"),
    ),
    "what goes on, wholes and all": (
        ("count", "--per", "decade", "--of", "ongoing", "--wholes", "--all-statuses", "--by", "kind", "--by", "status"),
        lambda table: counts(table, per="decade", of="ongoing", wholes=True, all_statuses=True, by=["kind", "status"]),
    ),
    "what is reported": (
        ("count", "--status", "reported", "--by", "dyad"),
        lambda table: counts(table, where=with_status("reported"), per=None, by="dyad"),
    ),
    "around summits": (
        ("window", "--around", "kind:summit", "--days", "30"),
        lambda table: window(table, around=of_kind("summit"), before=30, after=30),
    ),
    "before and after": (
        ("window", "--around", "kind:war", "--around", "kind:treaty+before:2014", "--of", "not-kind:war+during:2022"),
        lambda table: window(
            table, around=of_kind("war") | of_kind("treaty") & before("2014"), of=~of_kind("war") & during("2022")
        ),
    ),
    "one side": (
        ("window", "--around", "kind:summit", "--before", "0", "--after", "400", "--days", "1", "--wholes"),
        lambda table: window(table, around=of_kind("summit"), before=0, after=400, wholes=True),
    ),
    "the event study": (
        ("window", "--around", "kind:summit", "--days", "9", "--counts", "--fill"),
        lambda table: window_counts(table, around=of_kind("summit"), before=9, after=9, fill=True, per_anchor=False),
    ),
    "each anchor by itself": (
        ("window", "--around", "kind:summit", "--counts", "--per-anchor", "--vague", "spread"),
        lambda table: window_counts(table, around=of_kind("summit"), vague="spread"),
    ),
    "a patrol and then an exercise": (
        ("sequences", "--first", "kind:patrol", "--then", "kind:exercise", "--within", "365"),
        lambda table: sequences(table, first=of_kind("patrol"), then=of_kind("exercise"), within=365),
    ),
    "by the same actor": (
        ("sequences", "--first", "together:RUS,CHN", "--then", "acting-on:RUS,UKR", "--same", "actor"),
        lambda table: sequences(table, first=JOINT, then=acting_on("RUS", "UKR"), same="actor"),
    ),
    "under the same tag": (
        ("sequences", "--first", "kind:talks", "--then", "not-kind:war", "--same", "tag", "--all-statuses"),
        lambda table: sequences(table, first=of_kind("talks"), then=~of_kind("war"), same="tag", all_statuses=True),
    ),
    "by anybody": (
        ("sequences", "--first", "kind:summit", "--then", "kind:war", "--same", "nothing"),
        lambda table: sequences(table, first=of_kind("summit"), then=of_kind("war"), same=None),
    ),
    "between exercises": (
        ("gaps", "--kind", "exercise", "--kind", "patrol", "--by", "dyad"),
        lambda table: gaps(table, of=DRILLS, by="dyad"),
    ),
    "among few": (
        ("count", "--by", "dyad", "--per", "year", "--among", "RUS", "--among", "CHN", "--among", "USA"),
        lambda table: counts(table, by="dyad", per="year", among=["RUS", "CHN", "USA"]),
    ),
    "by spells of days": (
        ("window", "--around", "kind:summit", "--before", "90", "--after", "89", "--counts", "--width", "30"),
        lambda table: window_counts(table, around=of_kind("summit"), after=89, width=30, per_anchor=False),
    ),
    "between all": (("gaps", "--search", "RUSSIA"), lambda table: gaps(table, of=mentioning("russia"))),
    "who acts together": (("ties", *JOINT_OPTIONS), lambda table: ties(table, of=JOINT)),
    "who acts on whom": (
        ("ties", "--directed", "--per", "year"),
        lambda table: ties(table, of=ANY, directed=True, per="year"),
    ),
}


def records(answer: pd.DataFrame) -> list[dict[str, Any]]:
    """An answer as the records of JSON."""
    found: list[dict[str, Any]] = json.loads(answer.to_json(orient="records", double_precision=15))
    return found


def in_one_order(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps({name: nearly(value) for name, value in row.items()}) for row in rows)


def nearly(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else value


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_registry_answers_as_the_library_does(run: Run, registry: Registry, question: str) -> None:
    arguments, asked = QUESTIONS[question]
    found, wanted = run(*arguments, "--format", "json").records, records(asked(registry))
    assert wanted != []
    assert list(found[0]) == list(wanted[0])
    assert in_one_order(found) == in_one_order(wanted)


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas"])
def test_a_table_answers_as_the_registry_does_in_the_same_order(run: Run, parquet: Path, engine: str) -> None:
    for arguments, _ in QUESTIONS.values():
        from_table = run(*arguments, parquet, "--engine", engine, "--format", "csv")
        assert (from_table.code, from_table.err) == (0, "")
        assert without_rounding(from_table.out) == without_rounding(run(*arguments, "--format", "csv").out)


def without_rounding(text: str) -> list[list[str]]:
    return [
        [f"{float(cell):.9f}" if "." in cell[:3] and cell[0].isdigit() else cell for cell in line.split(",")]
        for line in text.splitlines()
    ]


@pytest.mark.parametrize("format", ["json", "csv"])
@pytest.mark.parametrize(
    ("options", "term"),
    [
        ((), ANY),
        (("--during", "2014/2022", *JOINT_OPTIONS), during("2014/2022") & JOINT),
        (("--kind", "war", "--kind", "treaty", "--search", "russo"), of_kind("war", "treaty") & mentioning("Russo")),
        (("--kind", "games", "--status", "reported"), of_kind("games") & with_status("reported")),
    ],
)
def test_a_list_is_the_table_that_the_library_selects(
    run: Run, registry: Registry, parquet: Path, tmp_path: Path, options: tuple[str, ...], term: Any, format: str
) -> None:
    wanted = select(registry, term).to_arrow().to_pylist()
    for files in ((), (parquet,), (parquet, "--engine", "polars"), (parquet, "--engine", "pandas")):
        done = run("list", *files, *options, "--format", format)
        if format == "json":
            assert done.records == wanted
        else:
            (tmp_path / "again.csv").write_text(done.out, encoding="utf-8", newline="")
            again = open_table(tmp_path / "again.csv", engine="duckdb")
            assert again.to_arrow_table().to_pylist() == wanted


def test_names_are_resolved_where_there_is_a_registry_and_ids_where_there_is_none(run: Run, parquet: Path) -> None:
    by_name = ("--actor", "Russia", "--actor", "PRC", "--together", "--format", "tsv")
    assert run("list", *by_name).out == run("list", *JOINT_OPTIONS, "--format", "tsv").out
    assert len(run("list", parquet, *by_name).out.splitlines()) == 1
    named = run("window", "--around", "together:Russia,China", "--format", "csv")
    assert named.out == run("window", "--around", "together:RUS,CHN", "--format", "csv").out != ""
