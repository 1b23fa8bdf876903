"""An editor that knows the schema helps to write files that load, and does not cry out at files that do."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from chronology.errors import RegistryError
from chronology.model.header import Kind
from chronology.model.vocabulary import KINDS
from chronology.registry.sections import SECTIONS
from chronology.store.files import bundled_path
from chronology.store.load import load
from chronology.store.schema import registry_schema


def as_text(text: str) -> Any:
    """The data of a YAML text as the loader sees it: every scalar is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def as_typed(text: str) -> Any:
    """The data of a YAML text as a tool for YAML 1.2 sees it, which has numbers and truth values but no dates."""
    return json.loads(json.dumps(YAML(typ="safe").load(text), default=datetime.date.isoformat))


READINGS = [as_text, as_typed]


def complaints(data: Any, **options: Any) -> list[str]:
    return [error.json_path for error in Draft202012Validator(registry_schema(**options)).iter_errors(data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(registry_schema())
    json.dumps(registry_schema())


@pytest.mark.parametrize("reading", READINGS)
def test_the_bundled_registry_fits(reading: Any) -> None:
    data = reading(bundled_path().read_text(encoding="utf-8"))
    assert len(data["events"]) > 50
    assert complaints(data) == []


PLAIN = """
actors:
  NOR: {name: Norway, kind: state, aliases: [NO, true, 0914], codes: {cow: 385, gw: 0385}, active: 1905/..}
places:
  oslo: {name: Oslo, lat: 59.9, lon: "10.7", country: NOR}
events:
  2022: {title: 2022, date: 2022, kind: war, measures: [{name: deaths, best: 1200, low: "1e3"}]}
  b: {title: 12:30, date: 2022-02-04, kind: treaty, tags: [1, on], part_of: 2022}
"""


@pytest.mark.parametrize("reading", READINGS)
def test_words_that_look_like_numbers_or_truth_values_fit(tmp_path: Path, reading: Any) -> None:
    (tmp_path / "plain.yaml").write_text(PLAIN, encoding="utf-8")
    assert load(tmp_path / "plain.yaml").actor("NO").codes["gw"] == "0385"
    assert complaints(reading(PLAIN)) == []


GOOD = "events: {a: {title: A, date: 2022, kind: war}}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (GOOD.replace("kind: war", "kind: wra"), "$.events.a.kind"),
        (GOOD.replace("kind: war", "knid: war"), "$.events.a"),
        (GOOD.replace("title: A, ", ""), "$.events.a"),
        (GOOD.replace("title: A", "title: "), "$.events.a.title"),
        (GOOD.replace("title: A", "title: [A]"), "$.events.a.title"),
        (GOOD.replace("date: 2022", "date: early 2022"), "$.events.a.date"),
        (GOOD.replace("{a:", "{a b:"), "$.events"),
        (
            GOOD.replace("kind: war", "kind: war, participants: [{actor: a, role: parti}]"),
            "$.events.a.participants[0].role",
        ),
        (GOOD.replace("kind: war", "kind: war, participants: {actor: a}"), "$.events.a.participants"),
        (GOOD.replace("kind: war", "kind: war, status: planed"), "$.events.a.status"),
        (GOOD.replace("kind: war", "kind: war, measures: [{name: n, best: many}]"), "$.events.a.measures[0].best"),
        (GOOD.replace("events", "evnets"), "$"),
        ("chronology: {title: T}\n" + GOOD.replace("kind: war", "kind: wra"), "$.events.a.kind"),
        ("chronology: {kinds: [wra], lisence: x}\n" + GOOD, "$.chronology"),
        ("places: {a: {name: A, lat: 91}}", "$.places.a.lat"),
        ("sources: {a: {title: A, type: blog}}", "$.sources.a.type"),
        ("claims: {a: {text: A, kind: factual, by: [b], positions: {p: agrees}}}", "$.claims.a.positions.p"),
    ],
)
def test_what_would_not_load_is_marked_at_its_place(tmp_path: Path, text: str, path: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError):
        load(tmp_path / "bad.yaml")
    assert path in complaints(as_typed(text))


def test_a_file_may_use_the_kinds_that_it_adds() -> None:
    own = GOOD.replace("kind: war", "kind: siege")
    assert complaints(as_text(own)) == ["$.events.a.kind"]
    assert complaints(as_text("chronology: {kinds: [siege, {id: raid, family: war}]}\n" + own)) == []


def test_a_file_of_a_folder_may_use_the_kinds_that_another_file_adds() -> None:
    own = as_text(GOOD.replace("kind: war", "kind: siege"))
    assert complaints(own, kinds=[Kind(id="siege")]) == []


def test_editors_can_explain_every_field_and_word() -> None:
    schema = registry_schema()
    fields = [field for record in schema["$defs"].values() for field in record.get("properties", {}).values()]
    assert [field for field in fields if not field.get("description")] == []
    kind = schema["else"]["properties"]["events"]["additionalProperties"]["properties"]["kind"]
    assert kind["enum"] == list(KINDS)
    assert len(kind["enumDescriptions"]) == len(KINDS)


def test_every_field_of_every_record_is_there() -> None:
    definitions = registry_schema()["$defs"]
    for model in SECTIONS.values():
        assert {"id", *definitions[model.__name__]["properties"]} == set(model.model_fields)
