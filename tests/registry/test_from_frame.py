"""A registry that was made a table is a registry again, as far as a table holds it; and every mistake is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import MESSAGE_LIMIT, QueryError, RegistryError
from chronology.model.actor import Actor
from chronology.model.event import Event, Participation
from chronology.model.header import Header
from chronology.model.place import Place
from chronology.model.source import Citation
from chronology.model.vocabulary import ROLES, STATUSES
from chronology.query.terms import during, involving
from chronology.registry.registry import Registry
from chronology.store.load import load

ENGINES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda frame: frame,
    "objects": lambda frame: frame.astype(object),
    "pyarrow": lambda frame: pa.Table.from_pandas(frame, preserve_index=False),
    "polars": lambda frame: pl.from_arrow(pa.Table.from_pandas(frame, preserve_index=False)),
    "duckdb": lambda frame: duckdb.from_arrow(pa.Table.from_pandas(frame, preserve_index=False)),
}

PLACES = ("p1", "p2", "p3", "p4")
DATES = ("2014", "2014-02-20~", "2014-02/..", "../-0044-03-15", "[2014-02-20,2014-03-01]", "{2013,2015}", "/2013")


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    return [draw(_event(id)) for id in ids]


@st.composite
def _event(draw: st.DrawFn, id: str) -> Event:
    some = st.sampled_from(["RUS", "CHN", "USA"])
    person = st.builds(Participation, actor=some, role=st.sampled_from(ROLES), side=st.sampled_from([None, "a", "b"]))
    return Event(
        id=id,
        title=draw(st.sampled_from(["A title", "Ein Titel; mit, allem", "'x"])),
        date=draw(st.sampled_from(DATES)),
        kind=draw(st.sampled_from(["war", "a-kind-of-our-own"])),
        summary=draw(st.sampled_from([None, "Words."])),
        participants=draw(st.lists(person, max_size=6)),
        places=draw(st.lists(st.sampled_from(PLACES), max_size=4)),
        tags=draw(st.lists(st.sampled_from(["x", "y"]), max_size=3)),
        status=draw(st.sampled_from(STATUSES)),
        sources=[Citation(source=source) for source in draw(st.lists(st.sampled_from(["s1", "s2"]), max_size=3))],
        part_of=draw(st.sampled_from([None, "a", "z"])),
    )


places = st.lists(
    st.builds(
        Place,
        id=st.sampled_from(PLACES),
        name=st.just("A place"),
        lat=st.one_of(st.none(), st.sampled_from([0.0, 1.5])),
        lon=st.one_of(st.none(), st.sampled_from([0.0, -2.5])),
    ),
    unique_by=lambda place: place.id,
)


@given(events(), places)
def test_a_table_made_a_registry_is_the_same_table(some_events: list[Event], some_places: list[Place]) -> None:
    frame = Registry(events=some_events, places=some_places).to_frame()
    again = Registry.from_frame(frame)
    pd.testing.assert_frame_equal(again.to_frame(), frame)
    assert Registry.from_frame(again.to_frame()) == again


@given(events())
def test_where_columns_say_all_the_events_are_the_same(some_events: list[Event]) -> None:
    plain = [event for event in some_events if _is_plain(event)]
    assert dict(Registry.from_frame(Registry(events=plain).to_frame()).events) == {one.id: one for one in plain}


def _is_plain(event: Event) -> bool:
    """Nobody takes part twice, no word occurs twice: what a table tells from nothing else."""
    words = (event.places, event.tags, [one.actor for one in event.participants], [one.source for one in event.sources])
    sides = sum(one.side is not None for one in event.participants)
    return all(len(set(each)) == len(each) for each in words) and sides <= 2


@pytest.mark.parametrize("engine", ENGINES)
def test_the_bundled_registry_goes_through_every_engine(engine: str) -> None:
    registry = load()
    again = Registry.from_frame(ENGINES[engine](registry.to_frame()))
    pd.testing.assert_frame_equal(again.to_frame(), registry.to_frame())
    question = during("2014/2022") & involving("RUS", "CHN", together=True)
    assert list(again.where(question).events) == list(registry.where(question).events)


def test_four_columns_are_enough_and_the_header_is_given() -> None:
    frame = pd.DataFrame({"id": ["a"], "title": [" A "], "kind": ["war"], "date": ["2014~"], "roles": [["RUS:party"]]})
    registry = Registry.from_frame(frame, header=Header(title="Mine"))
    assert registry.title == "Mine"
    assert registry["a"] == Event(
        id="a", title="A", kind="war", date="2014~", participants=[Participation(actor="RUS", role="party")]
    )
    assert Registry.from_frame(frame.iloc[:0]) == Registry()
    both = registry | Registry(actors=[Actor(id="RUS", name="Russia", kind="state")])
    assert list(both.where(involving("Russia")).events) == ["a"]


def test_what_is_not_known_is_no_text() -> None:
    frame = pd.DataFrame(
        {"id": ["a"], "title": ["A"], "kind": ["war"], "date": ["2014"], "summary": [""], "part_of": [None]}
    )
    frame = frame.assign(tags=[None], lat=[float("nan")], lon=[None], status=[None])
    assert Registry.from_frame(frame)["a"] == Event(id="a", title="A", kind="war", date="2014")


def _problems(**columns: list[Any]) -> list[str]:
    size = max(map(len, columns.values()))
    plain = {
        "id": [f"e{at}" for at in range(size)],
        "title": ["T"] * size,
        "kind": ["war"] * size,
        "date": ["2014"] * size,
    }
    with pytest.raises(RegistryError) as caught:
        Registry.from_frame(pd.DataFrame(plain | columns))
    assert all(len(str(problem)) <= MESSAGE_LIMIT for problem in caught.value.problems)
    return str(caught.value).splitlines()


def test_every_mistake_is_told_with_row_and_column() -> None:
    nowhere: list[str] = []
    assert _problems(
        id=["a", "b", "a", "d d", None, "f"],
        date=["2014", "2014-13", "2014", "2014", "2014", None],
        kind=["war", "war", "", "war", "war", "war"],
        roles=[["RUS", "RUS:partty"], ["RUS:party"], nowhere, nowhere, nowhere, nowhere],
        acting=[nowhere, nowhere, ["USA"], nowhere, nowhere, nowhere],
        status=["maybe", "reported", "reported", "reported", "reported", "reported"],
        lat=[91, None, 1.0, None, None, None],
    ) == [
        "row 0 (a).roles: 'RUS' is no role of an actor (write it as RUS:party)",
        "row 0 (a).roles: 'partty' is not a role (did you mean 'party'?)",
        "row 0 (a).lat: 91 is out of range (-90 to 90 degrees)",
        "row 0 (a).status: 'maybe' is not one of the known words "
        "(established, reported, alleged, disputed, planned, did_not_happen)",
        "row 1 (b).date: '2014-13' is not a date at character 6: there is no month 13",
        "row 2 (a).acting: 'USA' has no role (add it to roles, such as RUS:party)",
        "row 2 (a).kind: is missing",
        "row 2 (a).id: this is the id in row 0 too (rename one of the two)",
        "row 3 (d d).id: 'd d' is not an id (letters, digits, '.', '_' and '-', beginning with a letter or digit)",
        "row 4.id: is missing",
        "row 5 (f).date: is missing",
    ]


def test_what_an_event_would_have_otherwise_is_told_not_changed() -> None:
    other = "(correct it, or leave the column out)"
    assert _problems(
        start_min=[16071, 0],
        qualifiers=["~", ""],
        roles=[["RUS:party", "CHN:target"], ["RUS:party", "RUS:party"]],
        acting=[["RUS", "CHN"], ["RUS"]],
    ) == [
        f"row 0 (e0).qualifiers: ~ is not what the other columns give, nothing {other}",
        f"row 0 (e0).acting: ['RUS', 'CHN'] is not what the other columns give, ['RUS'] {other}",
        f"row 1 (e1).start_min: 0 is not what the other columns give, 16071 {other}",
        "row 1 (e1).roles: ['RUS:party', 'RUS:party'] is not what the other columns give, ['RUS:party'] " + other,
    ]


def test_coordinates_go_to_the_place_that_must_have_them() -> None:
    plain = {"title": "T", "kind": "war", "date": "2014"}
    rows = [
        plain | {"id": "a", "places": ["rome", "oslo"], "lat": 60.0, "lon": 10.0},
        plain | {"id": "b", "places": ["rome", "bonn"], "lat": 50.0, "lon": 7.0},
        plain | {"id": "c", "places": ["rome"], "lat": None, "lon": None},
    ]
    found = Registry.from_frame(pd.DataFrame(rows)).places
    assert {id: (place.lat, place.lon, place.name) for id, place in found.items()} == {
        "oslo": (60.0, 10.0, "oslo"),
        "bonn": (50.0, 7.0, "bonn"),
    }
    assert _problems(places=[["rome"], ["rome"], []], lat=[1.0, 2.0, 3.0]) == [
        f"row {at} (e{at}).lat: {lat} is of no place of the event (name one that has only this point)"
        for at, lat in ((0, 1.0), (1, 2.0), (2, 3.0))
    ]


def test_a_table_that_can_be_no_registry_is_refused_at_once() -> None:
    plain = pd.DataFrame({"id": ["a"], "title": ["A"], "kind": ["war"], "date": ["2014"]})
    with pytest.raises(QueryError, match="the table has no column 'date'"):
        Registry.from_frame(plain.drop(columns="date"))
    with pytest.raises(QueryError, match=r"column 'tag' is none of the event table.*\(did you mean 'tags'\?\)"):
        Registry.from_frame(plain.assign(tag=["x"]))
    with pytest.raises(QueryError, match=r"column 'deaths' is none of the event table.*\(leave it out\)"):
        Registry.from_frame(plain.assign(deaths=[3]))
    with pytest.raises(QueryError, match="column 'tags' holds String, where the event table has lists of text"):
        Registry.from_frame(plain.assign(tags=["x"]))
    again = Registry.from_frame(nw.from_native(plain).lazy())
    assert list(again.events) == ["a"]
    with pytest.raises(QueryError, match="list is no table"):
        Registry.from_frame([{"id": "a"}])
