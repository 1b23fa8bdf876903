"""A table to read is aligned, cut nowhere, and counts what it does not show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.cli.screen_tables import _column, _widths, first_rows, print_table
from chronology.store.table_rows import TableRows
from chronology.store.tables import write_table
from tests.cli.conftest import Run
from tests.store.event_tables import arrow, row


def printed(table: pa.Table, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(table, total=len(table), noun="row")
    return capsys.readouterr().out


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_nothing_is_cut_on_any_screen(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["an-id-that-is-much-longer-than-any-that-a-careful-editor-would-ever-choose-2014", "词" * 70, "short"]
    for text in texts:
        out = printed(pa.table({"id": [text], "n": [1234567]}), width, capsys, monkeypatch)
        column = [line[: line.rindex("  ") + 1] if "  " in line else line for line in out.splitlines()]
        assert all(char in bare(out) for char in "1,234,567")
        assert bare(text)[:10] in bare("".join(column))
        assert sum(line.count("词") for line in column) == text.count("词")
        assert "…" not in out
        assert max(map(len, out.splitlines())) <= width


def test_ids_stay_whole_where_numbers_can_give_way(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    id = "us-withdrawal-afghanistan-2021"
    table = pa.table({"anchor_id": [id], "event_id": [id], "offset_days_min": [-400], "offset_days_max": [12]})
    lines = printed(table, 80, capsys, monkeypatch).splitlines()
    assert any(line.split() == [id, id, "-400", "12"] for line in lines)


def test_numbers_stand_to_the_right_and_words_to_the_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = pa.table({"kind": ["war", "summit"], "events": [7, 1200], "certain": [True, None], "share": [0.5, None]})
    lines = printed(table, 80, capsys, monkeypatch).splitlines()
    assert lines[:3] == [
        "kind    events  certain  share",
        "war          7  yes       0.50",
        "summit   1,200  –            –",
    ]


@given(
    st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), min_size=1, max_size=6),
    st.integers(1, 200),
)
def test_columns_fill_the_room_that_they_have_and_no_more(cells: Sequence[list[str]], room: int) -> None:
    columns = [_column(f"name {at}", pa.chunked_array([each])) for at, each in enumerate(cells)]
    widths = _widths(columns, room)
    assert all(width >= 1 for width in widths)
    assert sum(widths) <= max(room, len(columns))
    assert widths == [column.wide for column in columns] or sum(widths) >= min(room, sum(c.narrow for c in columns))


@pytest.mark.parametrize("most", [0, 1, 3, 4, 7, None])
def test_the_first_rows_are_kept_and_all_are_counted(most: int | None) -> None:
    pieces = [pa.table({"n": pa.array(part, pa.int64())}) for part in ([1, 2], [], [3], [4, 5, 6])]
    table, total = first_rows(TableRows(pieces[0].schema, iter(pieces)), most)
    assert table["n"].to_pylist() == [1, 2, 3, 4, 5, 6][:most]
    assert total == 6


def test_a_long_table_says_how_many_more_there_are(run: Run, tmp_path: Path) -> None:
    events = [row(f"event-{number:04}", "2014-02-20", ["RUS:party"]) for number in range(1205)]
    write_table(arrow(events), tmp_path / "t.parquet")
    for engine in ("duckdb", "polars", "pandas"):
        listed = run("list", "t.parquet", "--engine", engine).out.splitlines()
        assert [line.split()[-1] for line in listed[1:-1]] == [f"event-{number:04}" for number in range(200)]
        assert listed[-1] == "The first 200 of 1,205 events: 1,005 more with --limit 0."
    assert run("list", "t.parquet", "--limit", "0").out.splitlines()[-1] == "1,205 events"
    counted = run("gaps", "t.parquet", "--limit", "2").out.splitlines()
    assert (len(counted), counted[-1]) == (4, "The first 2 of 1,204 rows: 1,202 more with --limit 0.")
    assert run("count", "t.parquet").out.splitlines()[1].strip() == "1,205"


def test_a_date_of_a_foreign_table_that_is_none_is_shown_as_it_is(run: Run, tmp_path: Path) -> None:
    write_table(arrow([row("a", "2014-02-20") | {"date": "last week"}, row("b", "2015~/..")]), tmp_path / "t.parquet")
    lines = run("list", "t.parquet").out.splitlines()
    assert lines[1].startswith("last week ")
    assert lines[2].startswith("from about 2015, ongoing ")
