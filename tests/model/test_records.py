"""Records are frozen all through, and refuse what they do not know in sentences."""

import copy
import datetime
import pickle
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from chronology.dates.when import When
from chronology.model.actor import Actor, Office
from chronology.model.claim import Claim, Proposition
from chronology.model.event import DatedBy, Event, Measure, Participation
from chronology.model.header import Header, Kind
from chronology.model.place import Place
from chronology.model.relation import EventRelation
from chronology.model.source import Citation, Source
from chronology.model.vocabulary import ACTING_ROLES, FAMILIES, INVERSES, KINDS, ROLES, RelationType

RECORDS: dict[type[BaseModel], dict[str, Any]] = {
    Event: {
        "id": "crimea-annexation-2014",
        "title": "Annexation of Crimea",
        "date": "2014-02-27/2014-03-18",
        "kind": "annexation",
        "alternatives": [{"date": "2014-02-27/2014-03-21", "sources": [{"source": "rights-in-russia"}]}],
        "participants": [{"actor": "RUS", "role": "party", "side": "a"}, {"actor": "UKR", "role": "target"}],
        "places": ["crimea"],
        "tags": ["ukraine"],
        "measures": [{"name": "votes for", "low": 30, "high": 96.8, "unit": "percent"}],
        "codes": {"cameo": "192"},
        "ids": {"wikidata": "Q15920546"},
        "sources": [{"source": "rights-in-russia", "locator": "¶2", "supports": ["date"]}],
        "relations": [{"type": "violates", "target": "budapest-memorandum-1994"}],
        "part_of": "russia-ukraine-invasion-2014",
    },
    Participation: {"actor": "RUS", "role": "party"},
    DatedBy: {"date": "2014-02-20", "note": "by the medal"},
    Measure: {"name": "dead", "best": 10},
    Actor: {
        "id": "putin",
        "name": "Vladimir Putin",
        "kind": "person",
        "aliases": ["V. Putin"],
        "codes": {"wikidata": "Q7747"},
        "roles": [{"title": "President", "of": "RUS", "held": "2012-05-07/.."}],
    },
    Office: {"title": "President"},
    Place: {
        "id": "beijing",
        "name": "Beijing",
        "lat": 39.9,
        "lon": 116.4,
        "precision_km": 20,
        "ids": {"wikidata": "Q956"},
    },
    Source: {"id": "wright-2022", "title": "A pact", "author": ["Wright, Robin"], "issued": "2022-02-07"},
    Citation: {"source": "wright-2022", "locator": "¶9"},
    Proposition: {"id": "alliance", "text": "The partnership is an alliance."},
    Claim: {
        "id": "stent",
        "text": "They have joined forces.",
        "kind": "characterisation",
        "by": ["angela-stent"],
        "positions": {"alliance": "leans_towards"},
    },
    EventRelation: {"type": "responds_to", "target": "other"},
    Header: {
        "title": "Test",
        "kinds": ["shuttle", {"id": "purge", "label": "Purge", "family": "war"}],
        "ignore": {"a": "b"},
    },
    Kind: {"id": "purge"},
}


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_is_hashable_copies_and_pickles(model: type[BaseModel]) -> None:
    record = model(**RECORDS[model])
    assert hash(record) == hash(model(**RECORDS[model]))
    assert copy.deepcopy(record) == record
    assert pickle.loads(pickle.dumps(record)) == record
    assert model.model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize("model", RECORDS)
def test_no_field_of_a_record_can_change(model: type[BaseModel]) -> None:
    record = model(**RECORDS[model])
    for field in model.model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(record, field, None)


def containers(value: Any) -> Iterator[Any]:
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from containers(getattr(value, field))
    elif isinstance(value, dict | list | set):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from containers(item)


@pytest.mark.parametrize("model", RECORDS)
def test_nothing_inside_a_record_can_change(model: type[BaseModel]) -> None:
    for container in containers(model(**RECORDS[model])):
        with pytest.raises(TypeError, match="read-only"):
            container["new"] = "value"
        for change in (container.clear, container.popitem, container.update):
            with pytest.raises(TypeError, match="read-only"):
                change()


@pytest.mark.parametrize("model", RECORDS)
def test_an_unknown_field_is_refused_with_the_nearest_known_name(model: type[BaseModel]) -> None:
    field = max(model.model_fields, key=len)
    misspelt = field[:-1]
    with pytest.raises(ValidationError) as caught:
        model(**RECORDS[model], **{misspelt: "x"})
    assert f"there is no field '{misspelt}' (did you mean '{field}'" in str(caught.value)


def test_all_faults_of_a_record_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Event(
            id="bad id",
            titel="x",  # type: ignore[call-arg]
            date="2014-02-30",
            kind="war",
            status="confirmed",
            participants=[{"actor": "RUS", "role": "partty"}],  # type: ignore[list-item]
            places="crimea",  # type: ignore[arg-type]
        )
    told = {".".join(map(str, error["loc"])): error["msg"] for error in caught.value.errors()}
    assert set(told) == {"id", "title", "titel", "date", "status", "participants.0.role", "places"}
    assert told["date"] == "'2014-02-30' is not a date at character 9: no calendar has this day"
    assert told["participants.0.role"] == "'partty' is not one of the known words (did you mean 'party'?)"
    assert told["titel"] == "there is no field 'titel' (did you mean 'title'?)"
    assert told["title"] == "is missing"
    assert told["id"].startswith("'bad id' is not an id")
    assert told["places"].startswith("must be a list, not text")
    assert "established" in told["status"]


@pytest.mark.parametrize("value", [0, 1643932800, 2022.5, True, None, datetime.datetime(2022, 2, 4, 12)])
def test_a_number_or_an_instant_never_becomes_a_date(value: Any) -> None:
    with pytest.raises(ValidationError, match="a date is a text"):
        Event(id="x", title="x", date=value, kind="war")


def test_a_python_date_is_a_day() -> None:
    event = Event(id="x", title="x", date=datetime.date(2022, 2, 4), kind="war")  # type: ignore[arg-type]
    assert event.date == When.parse("2022-02-04")


@pytest.mark.parametrize(
    ("field", "value"), [("lat", "91"), ("lon", "-181"), ("lat", "nan"), ("lon", "inf"), ("lat", "north")]
)
def test_a_place_off_the_globe_is_refused(field: str, value: str) -> None:
    with pytest.raises(ValidationError, match=field):
        Place(id="x", name="x", **{field: value})


def test_empty_text_is_not_a_value() -> None:
    with pytest.raises(ValidationError, match="leave the field out"):
        Event(id="x", title="  ", date="2022", kind="war")


def test_acting_is_a_matter_of_the_role() -> None:
    acting = {role for role in ROLES if Participation(actor="RUS", role=role).acting}  # type: ignore[arg-type]
    assert acting == ACTING_ROLES == {"party", "signatory", "author", "member", "mediator"}


def test_a_header_adds_kinds_to_the_vocabulary() -> None:
    header = Header(**RECORDS[Header])
    assert header.families()["shuttle"] == "shuttle"
    assert header.families()["purge"] == "war"
    assert header.families()["treaty"] == "treaty"
    assert header.family_names()["shuttle"] == "Shuttle"
    assert header.kind_name("purge") == "Purge"


def test_every_kind_has_a_family_and_every_relation_an_inverse() -> None:
    assert set(KINDS.values()) == set(FAMILIES)
    assert get_origin(RelationType) is not None
    assert set(INVERSES) == {*get_args(RelationType), "part_of"}


def test_a_measure_is_in_order() -> None:
    with pytest.raises(ValidationError, match="not in order"):
        Measure(name="dead", best=5, low=9)


@pytest.mark.parametrize("doi", ["10.1/2", "https://doi.org/10.1/2", "http://dx.doi.org/10.1/2", "doi:10.1/2"])
def test_a_doi_is_kept_without_its_address(doi: str) -> None:
    assert Source(id="a", title="A", doi=doi).doi == "10.1/2"
