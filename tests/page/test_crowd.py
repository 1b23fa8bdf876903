"""Very many events as columns: what the page needs of each is there, whatever the table looks like."""

from __future__ import annotations

import base64
import gzip
import json
import random
import re
from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.dates.when import When
from chronology.errors import DateError, QueryError
from chronology.page import page as page_module
from chronology.page.codes import lists, participants
from chronology.page.crowd import MOST_ROWS_WITH_WORDS, Crowd, registry_crowd, table_crowd
from chronology.page.dated import dated
from chronology.page.moments import DOUBTS, KNOWN, READINGS, is_dated, moments
from chronology.page.page import CROWD_SCRIPTS, SCRIPTS, page_html, page_script
from chronology.page.payload import table_payload
from chronology.page.plotlyjs import in_letters
from chronology.registry.registry import Registry

BEYOND = "Y999999999999999"
NUMPY = {"u1": "<u1", "u2": "<u2", "u4": "<u4", "i4": "<i4", "f8": "<f8"}
DATES = (
    *("2014-05-02", "2014-05", "2014", "2014-05-02?", "2014-05~", "2014%", "0000", "0044-03-15"),
    *("2014-05-02/2014-06-01", "2014~/2015?", "2014-05-02/..", "2014-05-02/", "../2014", "/2014-05", "1999/2001%"),
    *("-0489-09-12", "-0489", "[2014-01-26,2014-01-27]", "{2013,2015}", "2014-21", "201X", "2014-XX-26"),
    *("Y-40000", "2014-05?-02", "?2014-05-02~/2015"),
)


def _table(dates: list[str] | tuple[str, ...] = DATES, **columns: list[Any]) -> pa.Table:
    ids = [f"e{at}" for at in range(len(dates))]
    return pa.table({"id": ids, "title": [f"Title {id}" for id in ids], "date": list(dates)} | columns)


def _crowd(table: Any) -> Crowd:
    frame = nw.from_native(table)
    return table_crowd(frame.collect() if isinstance(frame, nw.LazyFrame) else frame)


def _unpacked(letters: str, length: int) -> bytes:
    packed = base64.b85decode(letters.translate(str.maketrans(".,:", "<>&")))
    return gzip.decompress(packed[:length])


def _columns(crowd: Crowd) -> dict[str, np.ndarray]:
    """What the page reads."""
    manifest = crowd.payload["crowd"]
    data, at, columns = _unpacked(crowd.columns, manifest["bytes"]), 0, {}
    for name, kind, length, steps in manifest["columns"]:
        values = np.frombuffer(data, NUMPY[kind], length, at)
        at += values.nbytes
        columns[name] = np.cumsum(values, dtype=values.dtype) if steps else values
    assert at == len(data)
    return columns


def _texts(crowd: Crowd) -> dict[str, list[str]]:
    manifest = crowd.payload["crowd"]
    texts: dict[str, list[str]] = {name: [] for name in manifest["texts"]}
    for letters, length in zip(crowd.packs[:-1], manifest["packs"], strict=False):
        for name, line in zip(texts, _unpacked(letters, length).decode().split("\x1e"), strict=True):
            texts[name] += line.split("\x1f")
    return texts


def _bounds(columns: dict[str, np.ndarray], row: int) -> list[int | None]:
    later = (0, columns["start_room"][row], columns["end_least"][row], columns["end_most"][row])
    known = [bool(columns["flags"][row] >> bit & 1) for bit in range(KNOWN)]
    return [
        int(columns["anchor"][row]) + int(days) if is_known else None
        for days, is_known in zip(later, known, strict=True)
    ]


def _lists(crowd: Crowd, sizes: str, name: str) -> list[list[str]]:
    columns, words = _columns(crowd), crowd.payload["crowd"]["codes"][name]
    ends = np.cumsum(columns[sizes]).tolist()
    return [[words[code] for code in columns[name][start:end]] for start, end in zip([0, *ends], ends, strict=False)]


def test_dates_are_those_of_the_page_of_few_events() -> None:
    crowd = _crowd(_table())
    columns, texts = _columns(crowd), _texts(crowd)
    others = json.loads(_unpacked(crowd.packs[-1], crowd.payload["crowd"]["packs"][-1]))
    for row, text in enumerate(texts["date"]):
        wanted, flags = dated(When.parse(text)), int(columns["flags"][row])
        assert _bounds(columns, row) == wanted["bounds"], text
        assert READINGS[flags >> KNOWN & 3] == wanted["reading"], text
        assert bool(flags >> KNOWN + 2 & 1) == When.parse(text).is_exact, text
        if flags >> KNOWN + 7 & 1:
            assert others[text]["words"] == wanted["words"], text
            assert others[text]["doubt"] == wanted["doubt"], text
        else:
            assert [DOUBTS[flags >> KNOWN + 3 & 3], DOUBTS[flags >> KNOWN + 5 & 3]] == wanted["doubt"], text


def test_events_stand_in_date_order_and_what_cannot_be_drawn_comes_last() -> None:
    crowd = _crowd(_table(("2014", BEYOND, "-0489", "../2000", "2013-05-02")))
    assert _texts(crowd)["date"] == ["../2000", "-0489", "2013-05-02", "2014", BEYOND]
    assert crowd.payload["crowd"]["dated"] == 4


@settings(deadline=None)
@given(st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=20))
def test_days_of_any_age_are_kept_exactly(years: list[int]) -> None:
    dates = [f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04}" for year in years]
    crowd = _crowd(_table([date.replace("-0000", "0000") for date in dates]))
    columns = _columns(crowd)
    for row, text in enumerate(_texts(crowd)["date"]):
        assert _bounds(columns, row) == dated(When.parse(text))["bounds"], text


def test_days_far_below_32_bits_are_steps() -> None:
    (anchor,) = (entry for entry in _crowd(_table()).payload["crowd"]["columns"] if entry[0] == "anchor")
    assert anchor == ["anchor", "i4", len(DATES), True]


def test_a_table_of_any_library_gives_the_same_columns() -> None:
    table = _table(
        kind=["war", None, ""] + ["treaty"] * (len(DATES) - 3),
        actors=[["RUS", "CHN"], None, []] + [["CHN"]] * (len(DATES) - 3),
        summary=["A text", None, ""] + ["x"] * (len(DATES) - 3),
    )
    duck = duckdb.from_arrow(table)
    forms = [table, table.to_pandas(), pl.from_arrow(table), pl.from_arrow(table).lazy(), duck]
    first, *others = [_crowd(form) for form in forms]
    for other in others:
        assert other == first


def test_missing_kinds_and_statuses_have_the_usual_words() -> None:
    crowd = _crowd(_table(("2014", "2015", "2016"), kind=[None, "", "war"], status=[None, "planned", None]))
    columns, words = _columns(crowd), crowd.payload["crowd"]["codes"]
    assert [words["kind"][code] for code in columns["kind"]] == ["event", "event", "war"]
    assert [words["status"][code] for code in columns["status"]] == ["established", "planned", "established"]


def test_a_column_of_nothing_is_no_column() -> None:
    crowd = _crowd(
        _table(("2014", "2015"), kind=pa.nulls(2), actors=pa.nulls(2), tags=pa.nulls(2, pa.list_(pa.string())))
    )
    assert _lists(crowd, "people", "actor") == _lists(crowd, "tags", "tag") == [[], []]


ACTOR = st.sampled_from(["A", "B", "C", "a:b"])
ROLE = st.sampled_from(["host", "party"])
NAMES = st.lists(ACTOR, max_size=3, unique=True)


@settings(deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "actors": NAMES,
                "roles": st.lists(st.builds("{}:{}".format, ACTOR, ROLE), max_size=3, unique=True),
                "side_a": NAMES,
                "side_b": st.just([]),
            }
        ),
        min_size=1,
        max_size=6,
    )
)
def test_participants_are_those_of_the_page_of_few_events(rows: list[dict[str, list[str]]]) -> None:
    numbered = [row | {"id": f"e{at}", "title": "T", "date": "2014"} for at, row in enumerate(rows)]
    kind = pa.list_(pa.string())
    columns = {name: pa.chunked_array([pa.array([row[name] for row in rows], kind)]) for name in rows[0]}
    people = participants(columns, len(rows))
    at = 0
    for size, event in zip(people.sizes, table_payload(numbered)["events"], strict=True):
        entries = range(at, at + size)
        at += size
        found = [
            [people.actors[people.actor[e]], people.roles[people.role[e]], ("", "a", "b")[people.side[e]]]
            for e in entries
        ]
        assert found == event["people"]


def test_words_of_lists_are_numbered_by_frequency_and_stand_once_in_a_row() -> None:
    found = lists(pa.chunked_array([[["x", "y", "y"], None, ["y", None], []]]), 4)
    assert found.words == ["y", "x"]
    assert found.sizes.tolist() == [2, 0, 1, 0]
    assert found.numbers.tolist() == [1, 0, 0]


def test_texts_that_part_texts_are_spaces() -> None:
    table = _table(("2014", "2015"))
    hostile = table.set_column(1, "title", pa.array(["a\x1fb\x1ec\nd", "</script>"]))
    assert _texts(_crowd(hostile))["title"] == ["a b c\nd", "</script>"]
    assert "</script><" not in _crowd(hostile).packs[0]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (_table(("2014", "2015")).set_column(0, "id", pa.array(["a", "a"])), "two rows of the table have the id 'a'"),
        (
            _table(("2014", "2015")).set_column(1, "title", pa.array(["T", None])),
            "row 1, counted from 0, of the table has no",
        ),
        (_table(("2014", "")), "row 1, counted from 0, of the table has no date"),
    ],
)
def test_a_table_that_is_no_event_table_is_refused(table: pa.Table, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        _crowd(table)


def test_a_date_that_is_none_is_refused_with_its_row() -> None:
    with pytest.raises(DateError, match="row 1, counted from 0"):
        _crowd(_table(("2014", "yesterday")))


def test_undrawable_dates_are_not_dated() -> None:
    assert is_dated(moments(pa.array(["2014", BEYOND, "../2014"])).flags).tolist() == [True, False, True]


def test_no_events_give_no_columns() -> None:
    crowd = _crowd(_table(()))
    assert len(crowd) == 0
    assert {name: len(values) for name, values in _columns(crowd).items()}.keys() >= {"anchor", "flags", "actor"}


def _large(rows: int = MOST_ROWS_WITH_WORDS + 1) -> pa.Table:
    draw = random.Random(1)
    return _table([f"{draw.randrange(1000, 2000)}-{draw.randrange(1, 13):02}" for _ in range(rows)])


def test_only_more_events_than_the_limit_become_columns() -> None:
    assert 'class="pack"' not in page_html(_large(MOST_ROWS_WITH_WORDS))
    text = page_html(_large())
    assert 'class="pack"' in text
    assert f"The first 500 of its {MOST_ROWS_WITH_WORDS + 1:,} events:" in text
    assert text.count("<tr><td>") == 500
    assert "no claims, relations" not in text, "a table has none to leave out"


def test_the_same_crowd_gives_the_same_bytes() -> None:
    assert page_html(_large()) == page_html(_large())


def test_the_picture_takes_few_bytes_an_event() -> None:
    rows = 50_000
    assert len(_crowd(_large(rows)).columns) / rows < 60


def test_a_large_registry_keeps_its_names_and_says_what_is_left_out(
    make_registry: Callable[..., Registry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "MOST_EVENTS_WITH_WORDS", 3)
    text = page_html(make_registry())
    assert "has no claims, relations, other dates" in text
    crowd = registry_crowd(make_registry())
    assert crowd.payload["title"] == "Two rivers"
    assert crowd.payload["actors"]["NOR"]["name"] == "Northland"
    assert crowd.payload["sources"]["gazette-1"]["label"]
    assert sorted(_texts(crowd)["id"]) == sorted(event.id for event in make_registry())


def test_a_part_for_many_events_replaces_functions_that_there_are() -> None:
    """A function that bears the name of an earlier one replaces it; none replaces one that is no longer there."""
    own = [name for names in CROWD_SCRIPTS.values() for name in names if name not in SCRIPTS]
    declared = re.compile(r"^(?:async )?function\*? (\w+)", re.MULTILINE)
    shared = {
        name
        for part in SCRIPTS
        if part != "events"
        for name in declared.findall(page_module._asset(f"script/{part}.js"))
    }
    replaced = {
        name for part in own for name in declared.findall(page_module._asset(f"script/{part}.js")) if name in shared
    }
    assert replaced == {
        *("beforeLibrary", "binned", "drawBehind", "drawnWords", "facetCounts", "fullExtent", "furtherKeys"),
        *("hasAddress", "isThere", "lanesOf", "missingOf", "mostListed", "openingEvent", "passing", "rawClaims"),
        *("rawEvents", "sieve"),
    }


def test_the_parts_for_many_events_have_all_names_of_the_part_they_stand_for() -> None:
    names = re.compile(r"^(?:function|const) (\w+)", re.MULTILINE)
    crowd = set(names.findall(page_script(crowd=True)))
    assert set(names.findall(page_module._asset("script/events.js"))) - crowd == {"DATED_EVENTS"}


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_bytes_become_the_letters_of_base85_that_html_can_hold(packed: bytes) -> None:
    assert in_letters(packed) == base64.b85encode(packed, pad=True).decode().translate(str.maketrans("<>&", ".,:"))


def test_few_events_have_no_part_for_many() -> None:
    assert "CROWD" not in page_script()


def test_the_table_of_a_browser_without_scripts_is_in_date_order() -> None:
    table = _table(("2015", "2014-05"), actors=[["X"], ["X", "Y"]])
    rows = _crowd(table).rows
    assert rows == [("some time in May 2014", "Title e1", "X, Y"), ("some time in 2015", "Title e0", "X")]
