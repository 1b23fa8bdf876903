"""A small registry that the tests of queries ask."""

from __future__ import annotations

from typing import Any

import pytest

from chronology.dates.when import When
from chronology.model.actor import Actor
from chronology.model.claim import Claim
from chronology.model.event import DatedBy, Event, Participation
from chronology.model.place import Place
from chronology.model.source import Citation, Source
from chronology.registry.registry import Registry


def _who(*written: str) -> tuple[Participation, ...]:
    """Participants from ``actor:role`` or ``actor:role:side``."""
    return tuple(Participation(**dict(zip(("actor", "role", "side"), who.split(":"), strict=False))) for who in written)


def _event(id: str, title: str, date: str, kind: str, *who: str, **fields: Any) -> Event:
    return Event(id=id, title=title, date=When.parse(date), kind=kind, participants=_who(*who), **fields)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Eight events of Russia and China. Georgia takes part in one without a record of its own."""
    return Registry(
        actors=[
            Actor(id="RUS", name="Russia", kind="state", aliases=("Russian Federation",), codes={"cow": "365"}),
            Actor(id="CHN", name="China", kind="state", aliases=("PRC",), codes={"cow": "710"}),
            Actor(id="USA", name="United States", kind="state", aliases=("America",)),
            Actor(id="USN", name="United States Navy", kind="organisation", aliases=("America",)),
        ],
        places=[Place(id="moscow", name="Moscow"), Place(id="beijing", name="Beijing")],
        sources=[Source(id="tagliavini-2009", title="Report"), Source(id="fmprc-2001", title="Treaty text")],
        events=[
            _event(
                "treaty-2001",
                "Treaty of Good-Neighbourliness",
                "2001-07-16",
                "treaty",
                "RUS:signatory",
                "CHN:signatory",
                places=("moscow",),
                tags=("partnership",),
                sources=(Citation(source="fmprc-2001"),),
            ),
            _event(
                "georgia-war",
                "War in Georgia",
                "2008-08-07/2008-08-12",
                "war",
                "RUS:party:a",
                "GEO:party:b",
                alternatives=(DatedBy(date=When.parse("2008-08-01/2008-08-12")),),
                tags=("use-of-force",),
                sources=(Citation(source="tagliavini-2009"),),
            ),
            _event(
                "olympics-2008",
                "Games of the XXIX Olympiad",
                "2008-08-08/2008-08-24",
                "games",
                "CHN:host",
                "RUS:guest",
                "USA:guest",
                places=("beijing",),
                tags=("sport", "partnership"),
            ),
            _event("talks-2013", "Talks said to be held", "2013~", "talks", "RUS:party", "CHN:party", status="alleged"),
            _event(
                "dialogue",
                "Диалог о стратегической стабильности",
                "2013/..",
                "talks",
                "RUS:party",
                "USA:party",
                summary="Yearly rounds; the café meeting was in Évian.",
            ),
            _event("vostok-2018", "Exercise Vostok", "2018-09-11/2018-09-17", "exercise", "RUS:party:a", "CHN:party:a"),
            _event(
                "request-2022",
                "A request over Olympic timing",
                "[2022-01-26,2022-01-28]",
                "statement",
                "CHN:author",
                "RUS:target",
                status="disputed",
                alternatives=(DatedBy(date=When.parse("2022-02-04")), DatedBy(date=When.parse("2021-12"))),
            ),
            _event("summit-2030", "A summit", "2030-05", "summit", "RUS:party", "CHN:party", status="planned"),
        ],
        claims=[
            Claim(id="c1", text="A model of relations", kind="characterisation", by=("CHN",), about=("treaty-2001",)),
            Claim(id="c2", text="Georgia began it", kind="factual", by=("RUS",), about=("georgia-war",)),
        ],
    )
