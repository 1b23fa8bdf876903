"""Every chart, as the tests that hold for all of them call it: a new chart is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

import plotly.graph_objects as go

from chronology.query.terms import ANY
from chronology.registry.registry import Registry

Records = Literal["events", "claims"]


@dataclass(frozen=True)
class Chart:
    """A chart by the name of its function, which stands in a module of that name."""

    name: str
    """Its name."""

    records: Records = "events"
    """What it draws; a chart of claims takes a Registry only."""

    arguments: Mapping[str, Any] = field(default_factory=dict)
    """Without which it cannot be called."""

    refuses: Sequence[str] = ()
    """Hard cases that it cannot be called on as it is called here: it says so in a QueryError."""

    shows: Mapping[str, int] = field(default_factory=dict)
    """How many of 329 texts can be read in it at least, with `wordy`, by field of tests.render.hostile."""

    wordy: Sequence[Mapping[str, Any]] = ({},)
    """Ways to call it that bring many texts into it, some here and some there."""

    wordy_table: Mapping[str, Any] | None = None
    """The same for a table, whose own column is called OWN here; none for a chart that takes no table."""

    @property
    def draw(self) -> Callable[..., go.Figure]:
        """The function itself."""
        function: Callable[..., go.Figure] = getattr(import_module(f"chronology.render.{self.name}"), self.name)
        return function

    def of(self, data: object, **options: Any) -> go.Figure:
        """The chart of a registry or of a table."""
        return self.draw(data, **{**self.arguments, **options})

    def cases(self, names: Iterable[str]) -> list[str]:
        """Those of the hard cases that it can be called on."""
        return [name for name in names if name not in self.refuses]

    def takes(self, data: object) -> bool:
        """Whether it draws such data."""
        return self.records == "events" or isinstance(data, Registry)


FIELDS = ("kind", "actor", "place", "tag", "source")
OWN = "own"

NAMED = ("event", "kind", "actor", "place", "source")

CHARTS = (
    Chart(
        "timeline",
        shows=dict.fromkeys(NAMED, 320) | {"tag": 60, "value": 60, "status": 60, "band": 40, "label": 10, "column": 3},
        wordy=[
            {"lanes": by, "color": by, "relations": True, "bands": {}, "labels": [by], "hover_data": FIELDS}
            for by in FIELDS
        ],
        wordy_table={"lanes": OWN, "color": OWN, "hover_data": [*FIELDS, "status", OWN]},
    ),
    Chart(
        "positions_chart",
        records="claims",
        shows=dict.fromkeys(("actor", "claim", "capacity", "source", "container", "locator", "outcome"), 320),
    ),
    Chart(
        "swimlanes",
        shows=dict.fromkeys(NAMED, 100) | {"band": 40, "label": 10, "value": 30, "column": 3},
        wordy=[{"color": by, "bands": {}, "labels": [by], "hover_data": FIELDS} for by in FIELDS],
        wordy_table={"color": OWN, "hover_data": [*FIELDS, "status", OWN]},
    ),
    Chart(
        "density",
        shows={"kind": 10, "actor": 10, "place": 10, "source": 10, "label": 10, "value": 10, "column": 3},
        wordy=[{"color": by, "labels": ["events", "period", by], "per": "year"} for by in FIELDS],
        wordy_table={"color": OWN, "all_statuses": True},
    ),
    Chart(
        "calendar",
        shows={"event": 200, "label": 10},
        wordy=[{"labels": ["events"], "per": per} for per in ("month", "year", "month", "day")],
        wordy_table={"per": "month", "all_statuses": True},
    ),
    Chart(
        "actor_matrix",
        shows={"event": 320, "actor": 320, "label": 20},
        wordy=[{"labels": ["events", "first", "last"]}],
    ),
    Chart(
        "network",
        shows={"event": 320, "actor": 320, "label": 20},
        wordy=[{"labels": ["events", "first", "last"]}, {"labels": ["events"], "per": "year"}],
    ),
    Chart(
        "gaps_chart",
        shows=dict.fromkeys(NAMED, 150) | {"label": 10, "tag": 20, "value": 20},
        wordy=[{"by": by, "hover_data": FIELDS, "labels": ["before", "after"]} for by in (None, "actor", "place")],
        wordy_table={"hover_data": [*FIELDS, OWN], "all_statuses": True},
    ),
    Chart(
        "windows_chart",
        arguments={"around": ANY},
        shows={"label": 20},
        refuses=("one_event", "one_day"),
        wordy=[{"labels": ["events", "offset_days"]}],
    ),
)
