"""Every chart, as the tests that hold for all of them call it: a new chart is one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

import plotly.graph_objects as go

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

    wordy: tuple[Mapping[str, Any], ...] = ({},)
    """Ways to call it that bring every text of a registry into it, some here and some there."""

    @property
    def draw(self) -> Callable[..., go.Figure]:
        """The function itself."""
        function: Callable[..., go.Figure] = getattr(import_module(f"chronology.render.{self.name}"), self.name)
        return function

    def of(self, data: object, **options: Any) -> go.Figure:
        """The chart of a registry or of a table."""
        return self.draw(data, **{**self.arguments, **options})

    def takes(self, data: object) -> bool:
        """Whether it draws such data."""
        return self.records == "events" or isinstance(data, Registry)


CHARTS = (
    Chart("timeline", wordy=({"lanes": "actor", "relations": True, "hover_data": ["place", "tag", "source", "kind"]},)),
    Chart("positions_chart", records="claims"),
)
