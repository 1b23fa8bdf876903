"""What people type into a spreadsheet becomes an event table, or every mistake is told with its line."""

from __future__ import annotations

import csv
import io
import pickle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.errors import MESSAGE_LIMIT, FormatError
from chronology.query.table import COLUMNS, arrow_schema
from chronology.registry.registry import Registry
from chronology.store import csv_reading
from chronology.store.csv_cells import (
    LONGEST,
    format_bound,
    format_text,
    format_texts,
    parse_bound,
    parse_text,
    parse_texts,
)
from chronology.store.csv_reading import read_csv
from chronology.store.tables import open_table, write_table
from tests.store.event_tables import EXAMPLE, arrow, row, text

HEADER = "id,title,kind,date\n"


def read(tmp_path: Path, content: str | bytes) -> list[dict[str, Any]]:
    path = tmp_path / "my.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv([str(path)]).to_pylist()  # type: ignore[no-any-return]


def problems(tmp_path: Path, content: str | bytes) -> list[str]:
    with pytest.raises(FormatError) as caught:
        read(tmp_path, content)
    folder = f"{tmp_path}/"
    assert all(len(str(problem)) <= MESSAGE_LIMIT for problem in caught.value.problems)
    return [str(problem).removeprefix(folder) for problem in caught.value.problems]


def test_five_columns_typed_by_hand_are_a_full_event_table(tmp_path: Path) -> None:
    typed = "tilsit,Peace of Tilsit,treaty,1807-07-07~,RUS:signatory; FRA:signatory;PRU:observer\n"
    (found,) = read(tmp_path, "id,title,kind,date,roles\n" + typed)
    assert list(found) == list(COLUMNS)
    assert found == row(
        "tilsit",
        "1807-07-07~",
        ["RUS:signatory", "FRA:signatory", "PRU:observer"],
        title="Peace of Tilsit",
    )
    assert (found["qualifiers"], found["acting"], found["status"]) == ("~", ["RUS", "FRA"], "established")
    assert (
        Registry.from_frame(open_table(tmp_path / "my.csv", engine="pandas"))["tilsit"].participants[2].role
        == "observer"
    )


def test_columns_come_in_any_order_and_further_ones_are_text(tmp_path: Path) -> None:
    table = read_csv([_written(tmp_path, "deaths,date,kind,title,id,postcode\n5,2014,war,W,w,0914\n,2015,war,X,x,\n")])
    assert table.column_names == [*COLUMNS, "deaths", "postcode"]
    assert table.select(["id", "deaths", "postcode"]).to_pylist() == [
        {"id": "w", "deaths": "5", "postcode": "0914"},
        {"id": "x", "deaths": None, "postcode": None},
    ]


def _written(tmp_path: Path, content: str, name: str = "my.csv") -> str:
    (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    return str(tmp_path / name)


@pytest.mark.parametrize(
    "content",
    [
        "id,title,kind,date\na,T,war,2014\nb,U,war,2015\n",
        "\ufeffid,title,kind,date\r\na,T,war,2014\r\n\r\nb,U,war,2015\r\n,,,\r\n",
        '"id", title ,kind,date\ra,"T",war,2014\rb,U,war,2015',
        "id,title,kind,date,,\na,T,war,2014,,\n,,,,,\nb,U,war,2015,,\n",
    ],
    ids=["plain", "windows", "old mac", "empty columns"],
)
def test_spreadsheets_of_all_kinds_are_read(tmp_path: Path, content: str) -> None:
    assert [(one["id"], one["title"]) for one in read(tmp_path, content)] == [
        ("a", "T"),
        ("b", "U"),
    ]


def test_several_files_are_one_table(tmp_path: Path) -> None:
    one = _written(tmp_path, HEADER + "a,T,war,2014\n", "1.csv")
    two = _written(tmp_path, "id,title,kind,date,note\nb,U,war,2015,x\n", "2.csv")
    assert read_csv([one, two]).select(["id", "note"]).to_pylist() == [
        {"id": "a", "note": None},
        {"id": "b", "note": "x"},
    ]
    with pytest.raises(FormatError, match=r"2.csv:2: id: 'a' is also the id in .*1.csv:2 \(rename one of the two\)"):
        read_csv([one, _written(tmp_path, HEADER + "a,T,war,2014\n", "2.csv")])


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    content = (
        "id,title,kind,date,start_min,qualifiers,status,roles,actors,acting,side_a,lat,lon\n"
        "a,T,war,2014-13,,,,,,,,,\n"
        'b,"two\nlines",war,,,,,,,,,,\n'
        "a,T,war,2014,2014-02-30,,establishd,RUS;RUS:partty;:party,,,,91,x\n"
        "c,T,,2014,2014-01-02,~,,RUS:party,CHN,,USA,,\n"
        'd,T,war,2014,open_start,,,RUS:target,RUS,RUS,,"55,7",\n'
        "e,T,war\n"
        "f,T,war,14 Feb 2014,2014-02-14,,,,,,,,\n"
    )
    remedy = "(correct one of the two, or leave this cell empty)"
    assert [problem.removeprefix("my.csv:") for problem in problems(tmp_path, content)] == [
        "2: date: '2014-13' is not a date at character 6: there is no month 13",
        "3: date: is empty, and every event must have one",
        "5: id: 'a' is also the id in line 2 (rename one of the two)",
        "5: start_min: '2014-02-30' is no day (write YYYY-MM-DD, open_start or open_end, or leave the cell empty)",
        "5: status: 'establishd' is not a status (did you mean 'established'?)",
        "5: roles: 'RUS' is no role of an actor (write it as RUS:party)",
        "5: roles: 'partty' is not a role (did you mean 'party'?)",
        "5: roles: ':party' is no role of an actor (write it as RUS:party)",
        "5: lat: 91 is out of range (-90 to 90 degrees)",
        "5: lon: 'x' is no number (write it with a point, such as 55.75)",
        "6: kind: is empty, and every event must have one",
        f"6: start_min: '2014-01-02' is not what the date '2014' has, 2014-01-01 {remedy}",
        f"6: qualifiers: '~' is not what the date '2014' has, none {remedy}",
        f"6: actors: 'CHN' are not those of the roles, 'RUS' {remedy}",
        "6: side_a: 'USA' is not among the actors (add a role for it)",
        f"7: start_min: 'open_start' is not what the date '2014' has, 2014-01-01 {remedy}",
        f"7: acting: 'RUS' are not those of the roles, none {remedy}",
        "7: lat: '55,7' is no number (write it with a point, such as 55.75)",
        "8: has 3 cells where the first line has 13 (put text with commas in quotation marks)",
        "9: date: '14 Feb 2014' is not a date at character 4: "
        "EDTF has no such character here (write a date as YYYY-MM-DD)",
    ]


def test_twenty_problems_are_shown_and_all_are_kept(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        read(tmp_path, HEADER + "".join(f"e{at},T,war,never\n" for at in range(70_000)))
    assert len(caught.value.problems) == 70_000
    assert caught.value.problems[-1].line == 70_001
    assert str(caught.value).splitlines()[20:] == ["and 69980 more problems (see .problems)"]
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.problems) == (str(caught.value), caught.value.problems)
    assert str(pickle.loads(pickle.dumps(FormatError("one sentence")))) == "one sentence"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty (its first line names the columns: id, title, kind, date and others)"),
        ("\n\n", "is empty (its first line names the columns: id, title, kind, date and others)"),
        ("id;title;kind;date\na;T;war;2014\n", "1: the cells are divided by semicolons (save the file with commas)"),
        ("id\ttitle\tkind\tdate\n", "1: the cells are divided by tabs (save the file with commas)"),
        ("ID,title,kind,date\na,T,war,2014\n", "1: there is no column 'id' (did you mean 'ID'?)"),
        ("id,title,kind\na,T,war\n", "1: there is no column 'date' (add it)"),
        (
            "id,title,kind,date,Tag\na,T,war,2014,x\n",
            "1: column 'Tag' is none of ours (did you mean 'tags'? else rename it)",
        ),
        ("id,title,kind,date,x,x\na,T,war,2014,1,2\n", "1: there are 2 columns 'x' (keep one)"),
        ("id,title,kind,date,\na,T,war,2014,1\n", "2: has a cell under no name (name its column in the first line)"),
        (HEADER + 'a,"T"x,war,2014\n', "2: text stands after a closing quotation mark"),
        (HEADER + 'a,T,war,2014\nb,"T,war,2014\nc,T,war,2014\n', "3: a quotation mark that opens here is never closed"),
        (HEADER + f"a,{'x' * (LONGEST + 1)},war,2014\n", "2: a cell has more than 131,072 characters (shorten it)"),
        (
            HEADER.encode() + b"a,caf\xe9,war,2014\n",
            "2: the byte 0xe9 is not UTF-8 text (save the file as 'CSV UTF-8')",
        ),
        ((HEADER + "a,T,war,2014\n").encode("utf-16"), "is UTF-16 text (save the file as 'CSV UTF-8')"),
        (b"PK\x03\x04\0\0\0\0", "1: holds a NUL character (is it a CSV file in UTF-8?)"),
    ],
)
def test_a_file_that_is_no_table_of_ours_says_why(tmp_path: Path, content: str | bytes, sentence: str) -> None:
    first = problems(tmp_path, content)[0]
    assert first.startswith((f"my.csv: {sentence}", f"my.csv:{sentence}"))


def test_a_line_without_end_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reading, "_LONGEST_LINE", 100)
    assert problems(tmp_path, HEADER + "a,T,war,2014" + "," * 200)[0].startswith(
        "my.csv:2: the line has more than 100 "
    )


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "my.csv").mkdir()
    with pytest.raises(FormatError, match=r"my\.csv: cannot be read: is a directory"):
        read_csv([str(tmp_path / "my.csv")])


def test_cells_left_empty_are_filled_from_the_others(tmp_path: Path) -> None:
    whole = Path(write_table(arrow(EXAMPLE), tmp_path / "x.csv")).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(whole, newline="")))
    derived = ("start_min", "start_max", "end_min", "end_max", "qualifiers", "actors", "acting")
    emptied = io.StringIO(newline="")
    writer = csv.DictWriter(emptied, list(COLUMNS))
    writer.writeheader()
    writer.writerows({**one, **dict.fromkeys(derived, "")} for one in rows)
    assert read(tmp_path, emptied.getvalue()) == read(tmp_path, whole)


def test_the_file_is_one_that_spreadsheets_open(tmp_path: Path) -> None:
    table = arrow([row("a", "-0044-03-15", tags=["x;y"], title="=HYPERLINK()", summary="", part_of=None, lat=-1.5)])
    written = Path(write_table(table, tmp_path / "x.csv")).read_bytes()
    header, line, end = written.split(b"\r\n")
    assert header == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode()
    day = "-0044-03-15"
    assert line.decode() == f"a,'=HYPERLINK(),treaty,{','.join([day] * 5)},,established,,,,,,,x\\;y,,-1.5,,,'"
    assert end == b""


@given(st.lists(text))
def test_no_cell_is_a_formula(texts: list[str]) -> None:
    for cell in map(format_text, texts):
        assert not cell.startswith(("=", "+", "@", "\t", "\r"))
        assert not cell.startswith("-") or not cell.strip("-0123456789XYESTZ~?%./:")
    assert not format_texts(tuple(texts)).startswith(("=", "+", "@", "\t", "\r", "-"))


@given(st.one_of(st.none(), text))
def test_a_text_and_its_cell_are_inverse(value: str | None) -> None:
    assert parse_text(format_text(value)) == value


@given(text)
def test_a_cell_that_was_typed_loses_nothing_but_a_guard(cell: str) -> None:
    read_as = parse_text(cell)
    assert read_as == (cell or None) or format_text(read_as) == cell


@given(st.lists(text))
def test_a_list_and_its_cell_are_inverse(values: list[str]) -> None:
    assert parse_texts(format_texts(tuple(values))) == tuple(values)


@given(st.one_of(st.sampled_from((OPEN_START, OPEN_END, 0)), st.integers(-(10**14), 10**14)))
def test_a_day_and_its_cell_are_inverse(day: int) -> None:
    assert parse_bound(format_bound(day)) == day


def test_lists_are_typed_with_or_without_spaces() -> None:
    assert parse_texts(" a ; b;;c;") == ("a", "b", "c")
    assert parse_texts(r"C:\temp; a\;b;\ x;x\\") == (r"C:\temp", "a;b", " x", "x\\")
    assert parse_texts("") == parse_texts(" ; ") == ()


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (arrow([row("a", title=None)]), "event 'a': column 'title' is null, where the event table must have something"),
        (arrow([row("a", tags=None)]), "event 'a': column 'tags' is null"),
        (arrow([row("a", tags=["x", None])]), "event 'a': column 'tags' has a null in its list"),
        (arrow([row("a", lat=float("nan"))]), "event 'a': column 'lat' is nan, which is no number of degrees"),
        (
            arrow([row("a", start_min=OPEN_START - 1)]),
            "event 'a': column 'start_min' '-1000000000000001' is not a date",
        ),
        (arrow([row("a", summary="x\0y")]), "event 'a': column 'summary' holds a NUL, or more than 131,072 characters"),
        (
            arrow([row("a", summary="x" * (LONGEST + 1))]),
            "event 'a': column 'summary' holds a NUL, or more than 131,072",
        ),
        (arrow([row("a")], Tag=["x"]), r"column 'Tag' would be read as 'tags' \(give it another name\)"),
        (arrow([row("a")], **{" x": ["x"]}), "' x' is no name for a column of a CSV file"),
        (arrow([row("a")], x=[["y"]]), r"column 'x' holds list<item: string>, which CSV cannot hold \(make it text"),
    ],
)
def test_what_csv_cannot_hold_is_refused(tmp_path: Path, table: pa.Table, sentence: str) -> None:
    with pytest.raises(FormatError, match=sentence):
        write_table(table, tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_numbers_of_further_columns_come_back_as_the_same_text(tmp_path: Path) -> None:
    others = {
        "deaths": [-5],
        "share": [0.1],
        "sure": [True],
        "empty": [""],
        "none": [None],
    }
    path = write_table(arrow([row("a")], **others), tmp_path / "x.csv")
    (found,) = read_csv([str(path)]).to_pylist()
    assert [found[name] for name in others] == ["-5", "0.1", "true", "", None]


def test_a_big_file_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reading, "_AT_ONCE", 3)
    found = read_csv([_written(tmp_path, HEADER + "".join(f"e{at},T,war,{2000 + at}\n" for at in range(8)))])
    assert found["id"].to_pylist() == [f"e{at}" for at in range(8)]
    assert found.schema == arrow_schema()
