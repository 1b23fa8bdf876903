"""Near-duplicates are sought among events that may be one, not among all pairs, which would take hours."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from chronology.checks import duplicates
from chronology.checks.duplicates import NEAR_DUPLICATE
from chronology.model.event import Event, Participation
from chronology.registry.registry import Registry

DAY = datetime.date(1990, 1, 1)
PARTY = Participation(actor="x", role="party")


def event(number: int, title: str, date: str) -> Event:
    return Event(id=f"e{number}", title=title, date=date, kind="war", participants=(PARTY,))


def daily(count: int) -> Registry:
    """An event a day, all with one actor and one title; each hundredth day has two."""
    days = [(DAY + datetime.timedelta(days=n)).isoformat() for n in range(count)]
    events = [event(n, "Shelling of Donetsk", day) for n, day in enumerate(days)]
    twice = [event(count + n, "Shelling in Donetsk", day) for n, day in enumerate(days) if n % 100 == 0]
    return Registry(events=events + twice)


def test_ten_thousand_events_take_a_few_comparisons_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    extract_one = duplicates.process.extractOne

    def counted(query: str, choices: list[str], **options: Any) -> Any:
        compared.append(len(choices))
        return extract_one(query, choices, **options)

    monkeypatch.setattr(duplicates.process, "extractOne", counted)
    found = list(NEAR_DUPLICATE.find(daily(10_000)))
    assert len(found) == 100
    assert sum(compared) < 20 * 10_000


def test_of_several_the_one_that_is_most_alike_is_named_once() -> None:
    titles = ["Talks on Syria in Geneva", "Geneva talk about Syria", "A Geneva talk about Syria"]
    found = list(NEAR_DUPLICATE.find(Registry(events=[event(n, title, "2014") for n, title in enumerate(titles)])))
    assert [(breach.id, breach.what.split("(")[1].split(")")[0]) for breach in found] == [("e1", "e0"), ("e2", "e1")]


def test_the_first_likeness_does_not_hide_a_second_that_counts() -> None:
    apart = event(0, "Talks on Syria", "[2014-01-01,2014-03-01]")
    other = event(1, "Talk on Syria", "2014-01-15/2014-02-15")
    same_words_elsewhere = event(2, "Talks on Syria", "2014-02-01")
    found = list(NEAR_DUPLICATE.find(Registry(events=[apart, other, same_words_elsewhere])))
    assert [(breach.id, "(e1)" in breach.what) for breach in found] == [("e2", True)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Protest in Kyiv", "Protests in Kiev", True),
        ("Annexation of Crimea", "Russia's annexation of Crimea", True),
        ("Putin visits Beijing", "Beijing: Putin visited", True),
        ("Intervention in Syria", "Intervention in Ukraine", False),
        ("Opening of the Games", "Closing of the Games", False),
        ("Joint Sea 2016", "Joint Sea 2021", False),
        ("World War I ends", "World War II ends", False),
        ("The", "The", True),
    ],
)
def test_titles_are_alike_as_a_reader_would_say(one: str, other: str, alike: bool) -> None:
    registry = Registry(events=[event(0, one, "2014"), event(1, other, "2014")])
    assert bool(list(NEAR_DUPLICATE.find(registry))) is alike
