"""A relation that is shown only from one of its ends would be missed by half of the readers."""

from __future__ import annotations

import pytest

from chronology.dates.when import When
from chronology.model.event import Event
from chronology.page.related import gap_words, relation_entries
from chronology.registry.registry import Registry


@pytest.mark.parametrize(
    ("here", "there", "words"),
    [
        ("2022-02-04", "2022-02-24", "20 days later"),
        ("2022-02-04", "2022-02-05", "1 day later"),
        ("2022-02-04", "2022-02-04", "same day"),
        ("2022-02-04", "2001-07-16", "20 years earlier"),
        ("2022-02-04", "2023-03-21", "13 months later"),
        ("2022-02-04", "2022-02-24/..", "20 days later"),
        ("2022-02", "2022-02-10", "about the same time"),
        ("2022-02", "2022-06", "about 4 months later"),
        ("2022-02-04", "../2022-02-10", ""),
    ],
)
def test_how_far_apart_two_events_start(here: str, there: str, words: str) -> None:
    assert gap_words(When.parse(here), When.parse(there)) == words


def test_every_relation_is_shown_from_both_ends(registry: Registry) -> None:
    entries = relation_entries(registry)
    said = {id: [(entry["words"], entry["event"]) for entry in of] for id, of in entries.items() if of}
    assert said == {
        "truce": [("terminates", "war"), ("precedes", "parade")],
        "war": [("includes", "raid"), ("terminated by", "truce")],
        "raid": [("part of", "war")],
        "parade": [("preceded by", "truce")],
    }


def test_a_relation_to_an_event_that_was_left_out_is_still_said() -> None:
    alone = Registry(
        events=[Event(id="a", title="A", date="2001", kind="war", relations=[{"type": "causes", "target": "gone"}])]
    )
    assert relation_entries(alone)["a"] == [{"words": "causes", "event": "gone", "gap": "", "note": ""}]
