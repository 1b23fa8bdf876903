"""A registry holds its records fast, finds them, and gives them back as tables."""

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from chronology.dates.days import OPEN_END, OPEN_START, format_day, parse_day
from chronology.dates.when import When
from chronology.errors import QueryError, RegistryError, UnknownId
from chronology.model.actor import Actor, Office
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.header import Header, Kind
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.query.select import select
from chronology.query.table import CLAIM_COLUMNS, COLUMNS, arrow_schema
from chronology.query.terms import during, involving
from chronology.registry.origin import Position
from chronology.registry.registry import Registry
from chronology.registry.sections import references


def event(id: str, date: str = "2022-02-04", **fields: Any) -> Event:
    return Event(**{"id": id, "title": id, "date": date, "kind": "statement", **fields})


@pytest.fixture
def registry() -> Registry:
    return Registry(
        header=Header(title="Test"),
        events=[
            event("visit", "2023-03-20/2023-03-22", kind="visit"),
            event(
                "statement",
                participants=[
                    {"actor": "RUS", "role": "party"},
                    {"actor": "CHN", "role": "party"},
                    {"actor": "CHN", "role": "host"},
                ],
                places=["nowhere", "beijing"],
                sources=[{"source": "wright-2022", "locator": "¶2"}, {"source": "wright-2022", "locator": "¶5"}],
                alternatives=[{"date": "[2022-01-31..2022-02-06]"}],
                part_of="talks",
            ),
            event("talks", "2022-02-04?"),
        ],
        claims=[
            Claim(
                id="stent",
                text="They joined forces.",
                kind="characterisation",
                by=["angela-stent"],
                about=["statement", "visit"],
                made="2022-02-07",
                positions={"alliance": "leans_towards"},
                sources=[{"source": "wright-2022", "locator": "¶8"}],
            ),
            Claim(id="undated", text="Unclear.", kind="factual", by=["angela-stent"], about=["talks"]),
        ],
        actors=[
            Actor(
                id="RUS", name="Russia", kind="state", aliases=["Russian Federation", "Moscow"], codes={"cow": "365"}
            ),
            Actor(id="CHN", name="China", kind="state", aliases=["PRC"]),
            Actor(id="angela-stent", name="Angela Stent", kind="person", roles=[Office(title="Professor")]),
            Actor(id="roc", name="Russian Olympic Committee", kind="organisation", aliases=["ROC"]),
            Actor(id="TWN", name="Taiwan", kind="territory", aliases=["ROC", "Formosa"]),
        ],
        places=[Place(id="beijing", name="Beijing", lat=39.9, lon=116.4), Place(id="nowhere", name="Nowhere")],
        sources=[Source(id="wright-2022", title="A pact")],
        propositions=[Proposition(id="alliance", text="It is an alliance.")],
    )


def test_events_come_in_date_order(registry: Registry) -> None:
    assert [one.id for one in registry] == ["statement", "talks", "visit"]
    assert len(registry) == 3
    assert list(registry.events) == ["statement", "talks", "visit"]


def test_ids_speak_of_events(registry: Registry) -> None:
    assert "statement" in registry
    assert "RUS" not in registry
    assert registry["statement"].title == "statement"
    with pytest.raises(UnknownId, match=r"no event 'statment' \(did you mean 'statement'\?\)") as caught:
        registry["statment"]
    assert caught.value.nearest == ("statement",)


def test_no_mapping_of_a_registry_can_change(registry: Registry) -> None:
    for mapping in (registry.events, registry.actors, registry.claims, registry.sources):
        with pytest.raises(TypeError):
            mapping["new"] = None  # type: ignore[index]
    with pytest.raises(AttributeError):
        registry.events = {}  # type: ignore[misc, assignment]


@pytest.mark.parametrize("name", ["RUS", "Russia", "russian federation", "MOSCOW", "365"])
def test_an_actor_is_found_by_id_name_alias_or_code(registry: Registry, name: str) -> None:
    assert registry.actor(name).id == "RUS"


def test_a_name_that_two_actors_bear_is_no_answer(registry: Registry) -> None:
    assert registry.actor("roc").id == "roc", "an id comes before an alias"
    with pytest.raises(QueryError, match="may be roc or TWN"):
        registry.actor("Roc")


def test_an_unknown_actor_is_answered_with_the_nearest(registry: Registry) -> None:
    with pytest.raises(UnknownId, match="did you mean 'Russia'"):
        registry.actor("Rusia")


def test_claims_about_an_event(registry: Registry) -> None:
    assert [claim.id for claim in registry.claims_about("visit")] == ["stent"]
    assert [claim.id for claim in registry.claims_about("talks")] == ["undated"]
    with pytest.raises(UnknownId):
        registry.claims_about("nothing")


def test_the_parts_of_a_whole(registry: Registry) -> None:
    assert [part.id for part in registry.parts_of("talks")] == ["statement"]


def test_taking_events_takes_their_claims_and_keeps_the_rest(registry: Registry) -> None:
    taken = registry.take(["talks"])
    assert list(taken.events) == ["talks"]
    assert list(taken.claims) == ["undated"]
    assert taken.actors == registry.actors
    assert taken.title == "Test"
    with pytest.raises(UnknownId):
        registry.take(["nothing"])


def test_what_is_taken_stays_in_date_order_and_can_be_asked_as_the_whole(registry: Registry) -> None:
    taken = registry.take(["visit", "statement"])
    assert list(taken.events) == ["statement", "visit"]
    assert list(taken.claims) == ["stent"], "a claim about both is there once"
    assert taken.to_frame()["id"].tolist() == taken.to_arrow()["id"].to_pylist() == ["statement", "visit"]
    assert [about.id for about in taken.claims_about("visit")] == ["stent"]
    assert taken.take(["visit"]).vocabulary == registry.vocabulary
    assert taken == Registry(
        header=registry.header,
        events=[registry["visit"], registry["statement"]],
        claims=[registry.claims["stent"]],
        actors=registry.actors.values(),
        places=registry.places.values(),
        sources=registry.sources.values(),
        propositions=registry.propositions.values(),
    )


def test_where_answers_a_term_and_leaves_the_registry_as_it_was(registry: Registry) -> None:
    assert list(registry.where(during("2022")).events) == ["statement", "talks"]
    assert list(registry.where(involving("Russia", "PRC", together=True)).events) == ["statement"]
    assert len(registry) == 3


def test_a_union_holds_both_and_the_same_record_once(registry: Registry) -> None:
    other = Registry(
        header=Header(title="Other", kinds=[Kind(id="purge")]), events=[event("new", "1999"), registry["talks"]]
    )
    both = registry | other
    assert [one.id for one in both] == ["new", "statement", "talks", "visit"]
    assert both.title == "Test"
    assert "purge" in both.header.families()
    assert (registry | registry) == registry


def test_a_union_of_different_records_under_one_id_is_refused(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="talks: two different events have this id"):
        registry | Registry(events=[event("talks", "1999")])


def test_equal_registries_are_equal_and_hash_alike(registry: Registry) -> None:
    copy = Registry(
        header=registry.header,
        events=reversed(list(registry)),
        claims=registry.claims.values(),
        actors=registry.actors.values(),
        places=registry.places.values(),
        sources=registry.sources.values(),
        propositions=registry.propositions.values(),
    )
    assert copy == registry
    assert hash(copy) == hash(registry)
    assert registry != registry.take(["talks"])
    assert registry != "registry"


def test_the_display_names_and_counts(registry: Registry) -> None:
    assert repr(registry) == "<Registry 'Test': 3 events, 2 claims, 1 proposition, 5 actors, 2 places, 1 source>"
    assert repr(Registry()) == "<Registry 'without a title': empty>"


class Files:
    """Origins that know one event."""

    def position(self, section: str, id: str, field: str) -> Position | None:
        return Position("a.yaml", 3, 5) if (section, id) == ("events", "talks") else None


def test_an_origin_points_into_the_file_and_outlives_set_operations(registry: Registry) -> None:
    with_files = Registry(events=registry, origins=Files())
    assert str(with_files.origin("talks", "date")) == "a.yaml:3:5"
    assert with_files.origin("visit", "date") is None
    assert (registry | with_files).origin("talks", "date") == Position("a.yaml", 3, 5)
    assert with_files.take(["talks"]).origin("talks") == Position("a.yaml", 3, 5)
    assert registry.origin("talks") is None
    with pytest.raises(UnknownId):
        registry.origin("nothing")
    with pytest.raises(UnknownId):
        registry.origin("talks", section="actors")


def test_the_event_table_has_its_columns_and_types(registry: Registry) -> None:
    frame = registry.to_frame()
    assert list(frame.columns) == list(COLUMNS)
    row = frame.set_index("id").loc["statement"]
    assert row["date"] == "2022-02-04"
    assert row["start_min"] == row["end_max"] == parse_day("2022-02-04")
    assert list(row["actors"]) == ["RUS", "CHN"]
    assert list(row["roles"]) == ["RUS:party", "CHN:party", "CHN:host"]
    assert list(row["acting"]) == ["RUS", "CHN"]
    assert list(row["sources"]) == ["wright-2022"], "a source cited twice is one source"
    assert (row["lat"], row["lon"]) == (39.9, 116.4), "the first place that has coordinates"
    assert frame.set_index("id").loc["talks", "qualifiers"] == "?"
    for column in ("start_min", "start_max", "end_min", "end_max"):
        assert frame[column].dtype == "int64"
    assert str(frame["actors"].dtype) == "list<item: string>[pyarrow]"


def test_the_arrow_tables_are_the_frames_and_are_built_once(registry: Registry) -> None:
    assert registry.to_arrow().schema == registry.alternatives_arrow().schema == arrow_schema()
    for column in ("id", "start_min", "end_max", "roles"):
        assert registry.to_arrow()[column].to_pylist() == registry.to_frame()[column].tolist()
    assert registry.alternatives_arrow()["date"].to_pylist() == ["[2022-01-31..2022-02-06]"]
    assert registry.to_arrow() is registry.to_arrow()
    assert registry.alternatives_arrow() is registry.alternatives_arrow()
    assert Registry().to_arrow().schema == Registry().alternatives_arrow().schema == arrow_schema()


def test_whoever_changes_a_frame_does_not_change_the_registry(registry: Registry) -> None:
    for make in (registry.to_frame, registry.alternatives_frame):
        before = make()
        frame = make()
        frame.loc[0, "id"] = "changed"
        frame.loc[0, "start_min"] = 7
        frame["actors"] = frame["tags"]
        assert frame.loc[0, ["id", "start_min"]].tolist() == ["changed", 7]
        assert make().equals(before)
    assert list(registry.where(during("2023")).events) == ["visit"]


ANCIENT = ("-0489-09", "-0043-03-15", "-0026/0014", "0000", "0962-02-02", "../-0299", "-01XX", "Y-17E7")


def test_ancient_dates_can_be_read_and_their_days_lead_back_to_them() -> None:
    frame = Registry(events=[event(f"e{n}", date) for n, date in enumerate(ANCIENT)]).to_frame()
    assert set(frame["date"]) == set(ANCIENT)
    assert "-0043-03-15" in str(frame[["id", "date"]])
    for row in frame.to_dict("records"):
        bounds = tuple(row[day] for day in ("start_min", "start_max", "end_min", "end_max"))
        assert bounds == When.parse(row["date"]).bounds
        assert all(parse_day(format_day(day)) == day for day in bounds if day > OPEN_START)


def test_the_table_survives_parquet(registry: Registry, tmp_path: Path) -> None:
    ancient = registry | Registry(events=[event(f"e{n}", date) for n, date in enumerate(ANCIENT)])
    ancient.to_frame().to_parquet(tmp_path / "events.parquet")
    back = pd.read_parquet(tmp_path / "events.parquet", dtype_backend="pyarrow")
    assert pa.Table.from_pandas(back).cast(arrow_schema()).equals(ancient.to_arrow())
    for term in (during("-0500/-0100"), involving("RUS", "CHN", together=True)):
        assert list(select(back, term)["id"]) == list(ancient.where(term).events)


def test_a_word_that_an_event_bears_twice_is_one_in_the_table() -> None:
    frame = Registry(events=[event("x", places=["rome", "oslo", "rome"], tags=["gas", "gas"])]).to_frame()
    assert (list(frame.loc[0, "places"]), list(frame.loc[0, "tags"])) == (["rome", "oslo"], ["gas"])


def test_an_empty_registry_gives_the_same_columns_and_types(registry: Registry) -> None:
    assert dict(Registry().to_frame().dtypes) == dict(registry.to_frame().dtypes)
    assert dict(Registry().claims_frame().dtypes) == dict(registry.claims_frame().dtypes)
    assert len(Registry().to_frame()) == 0


def test_the_claims_table(registry: Registry) -> None:
    frame = registry.claims_frame().set_index("id")
    assert [frame.index.name, *frame.columns] == list(CLAIM_COLUMNS)
    assert list(frame.loc["stent", "propositions"]) == ["alliance"]
    assert list(frame.loc["stent", "stances"]) == ["leans_towards"]
    assert list(frame.loc["stent", "locators"]) == ["¶8"]
    assert frame.loc["undated", "start_min"] == OPEN_START
    assert frame.loc["undated", "end_max"] == OPEN_END
    assert frame["made"].isna().tolist() == [False, True]


def test_every_id_that_a_record_names_is_a_reference(registry: Registry) -> None:
    named = {(one.field, one.section, one.id) for one in references(registry["statement"])}
    assert ("participants[2].actor", "actors", "CHN") in named
    assert ("places[0]", "places", "nowhere") in named
    assert ("sources[1].source", "sources", "wright-2022") in named
    assert ("part_of", "events", "talks") in named
    claim = {(one.field, one.section, one.id) for one in references(registry.claims["stent"])}
    assert claim == {
        ("by[0]", "actors", "angela-stent"),
        ("about[0]", "events", "statement"),
        ("about[1]", "events", "visit"),
        ("positions.alliance", "propositions", "alliance"),
        ("sources[0].source", "sources", "wright-2022"),
    }


def test_a_registry_holds_records_only() -> None:
    with pytest.raises(TypeError, match="the events of a Registry are Event records, not dict"):
        Registry(events=[{"id": "x"}])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="the actors of a Registry are Actor records, not str"):
        Registry(actors=["RUS"])  # type: ignore[list-item]
