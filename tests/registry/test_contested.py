"""What is contested is listed whole: every other date, and every claim of fact that the editors do not follow."""

from __future__ import annotations

import pytest

from chronology.dates.when import When
from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.registry.contested import Contested, refines
from chronology.registry.registry import Registry
from chronology.store.load import load

EVENT = Event.model_validate(
    {
        "id": "statement",
        "title": "Statement",
        "date": "2022-02-04",
        "kind": "statement",
        "alternatives": [
            {"date": "2022-02", "sources": [{"source": "w", "locator": "¶5"}]},
            {"date": "2022-02-03", "place": "here", "sources": [{"source": "a", "locator": "¶11"}, {"source": "a"}]},
        ],
    }
)


def claim(id: str, **fields: object) -> Claim:
    defaults = {"text": "T", "kind": "factual", "by": ["x"], "about": ["statement"], "rank": "deprecated"}
    return Claim.model_validate({"id": id, **defaults, **fields})


def test_every_other_date_is_listed_and_a_wider_one_is_said_to_agree() -> None:
    assert Registry(events=[EVENT]).contested() == (
        Contested("statement", "date", "2022-02-04", "2022-02", agrees=True, sources=("w",)),
        Contested("statement", "date", "2022-02-04", "2022-02-03", agrees=False, sources=("a",), place="here"),
    )


def test_a_claim_of_fact_that_is_deprecated_is_listed_with_what_the_editors_hold() -> None:
    refuted = claim("c", note="It was on the 4th.", sources=[{"source": "z", "locator": "p. 1"}])
    (found,) = Registry(events=[EVENT], claims=[refuted]).contested()[2:]
    assert found == Contested(
        "statement", "", "It was on the 4th.", "T", agrees=False, by=("x",), sources=("z",), claim="c"
    )


def test_a_claim_from_the_place_of_another_date_is_about_the_date() -> None:
    dated = claim("a", sources=[{"source": "a", "locator": "¶11"}])
    wider = claim("b", sources=[{"source": "w", "locator": "¶5"}])
    found = Registry(events=[EVENT], claims=[dated, wider]).contested()[2:]
    assert [(one.claim, one.field) for one in found] == [("a", "date"), ("b", "")]


@pytest.mark.parametrize("fields", [{"kind": "characterisation"}, {"rank": "normal"}, {"about": []}])
def test_other_claims_do_not_contradict_the_editors(fields: dict[str, object]) -> None:
    assert len(Registry(events=[EVENT], claims=[claim("c", **fields)]).contested()) == 2


def test_the_bundled_registry_lists_its_five_refuted_claims_and_all_other_dates() -> None:
    registry = load()
    found = registry.contested()
    refuted = {id for id, one in registry.claims.items() if one.kind == "factual" and one.rank == "deprecated"}
    assert {one.claim for one in found if one.claim} == refuted
    assert len(refuted) == 5
    assert sum(one.claim is None for one in found) == sum(len(event.alternatives) for event in registry)
    assert [one.event for one in found] == sorted((one.event for one in found), key=list(registry.events).index)


@pytest.mark.parametrize(
    ("date", "other", "answer"),
    [
        ("2014-02-27", "2014-02", True),
        ("2014-02", "2014-02-27", False),
        ("2014-02-27/2014-03-18", "2014", True),
        ("2014-02-27/..", "2014/..", True),
        ("2014-02-27/..", "2014", False),
        ("2014-02-27", "[2014-02-27,2014-03-01]", True),
        ("[2014-02-27,2014-03-02]", "[2014-02-27,2014-03-01]", False),
        ("2014-02~", "2014-02~", True),
        ("2014-02-27", "2014-02~", False),
        ("2014-02-27?", "2014", False),
        ("[2014-03-01,2014-02-27]", "[2014-02-27,2014-03-01]", True),
        ("{2014-02-27,2014-03-01}", "2014", True),
        ("2014-02-27/2014-03-01", "{2014-02-27,2014-03-01}", False),
        ("2014-02-27", "2014-XX-27", True),
        ("2014-02-27", "2014-XX-28", False),
    ],
)
def test_a_date_refines_another_if_each_of_its_readings_is_one_of_the_others(
    date: str, other: str, answer: bool
) -> None:
    assert refines(When.parse(date), When.parse(other)) is answer
