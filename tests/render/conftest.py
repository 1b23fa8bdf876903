"""A small registry with every form of date, for the charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.registry.registry import Registry
from tests.render.stage import Stage

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def _event(id: str, date: str, kind: str = "statement", **fields: object) -> Event:
    return Event.model_validate({"id": id, "title": id, "date": date, "kind": kind, **fields})


@pytest.fixture(scope="session")
def event() -> Callable[..., Event]:
    """Makes an event whose title is its id unless another is given."""
    return _event


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Two actors, six events: a day, a range, an open end, a span, a choice of two days, a contested day."""
    actors = [Actor(id="RUS", name="Russia", kind="state"), Actor(id="CHN", name="China", kind="state")]
    both = [{"actor": "RUS", "role": "party"}, {"actor": "CHN", "role": "party"}]
    events = [
        _event("day", "2022-02-04", title="Joint statement", participants=both, places=["beijing"]),
        _event("range", "2014-02-27/2014-03-18", "annexation", participants=both[:1]),
        _event("open", "2022-02-24/..", "war", relations=[{"type": "responds_to", "target": "day"}]),
        _event("span", "2021", "publication"),
        _event("choice", "[2022-01-26,2022-01-27]", "talks", participants=both[1:]),
        _event("contested", "2020-05-05", "visit", alternatives=[{"date": "2020-05-20"}, {"date": "2020"}]),
    ]
    return Registry(events=events, actors=actors, header=Header(title="Two neighbours"))


@pytest.fixture(scope="session")
def stage(chromium: Browser) -> Iterator[Stage]:
    """A window in which figures are drawn one after the other."""
    stage = Stage(chromium)
    yield stage
    stage.close()
