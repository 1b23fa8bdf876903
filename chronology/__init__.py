"""Chronologies that say what happened, when, and who says so.

>>> import chronology as ch
>>> ch.When.parse("2014-02-20?/..").words()
'from 20 February 2014, ongoing, start uncertain'

Every public name loads on first use, so importing the package imports neither pandas nor plotly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chronology.checks.findings import Finding
    from chronology.checks.rulebook import check
    from chronology.dates.allen import AllenRelation, relation
    from chronology.dates.bounds import Bounds
    from chronology.dates.certainty import Certainty
    from chronology.dates.days import OPEN_END, OPEN_START, format_day, parse_day
    from chronology.dates.phrases import parse_date
    from chronology.dates.when import When
    from chronology.errors import (
        AmbiguousDate,
        ChronologyError,
        ConflictError,
        DateError,
        FormatError,
        MissingExtra,
        Problem,
        QueryError,
        RegistryError,
        UnknownId,
    )
    from chronology.model.actor import Actor, Office
    from chronology.model.claim import Claim, Proposition
    from chronology.model.event import DatedBy, Event, Measure, Participation
    from chronology.model.header import Header, Kind
    from chronology.model.place import Place
    from chronology.model.relation import EventRelation
    from chronology.model.source import Citation, Source
    from chronology.page.embedding import iframe_snippet
    from chronology.page.page import page_html, write_page
    from chronology.query.chance import Baseline, sequences_by_chance, window_by_chance
    from chronology.query.counts import counts
    from chronology.query.first_last import first_last
    from chronology.query.gaps import gaps
    from chronology.query.pairs import pairs
    from chronology.query.select import select
    from chronology.query.sequences import sequences
    from chronology.query.soundness import check_table
    from chronology.query.terms import (
        ANY,
        Term,
        acting_on,
        after,
        at,
        before,
        during,
        involving,
        mentioning,
        of_kind,
        sourced_from,
        tagged,
        with_status,
        within,
    )
    from chronology.query.ties import ties, to_networkx
    from chronology.query.window_counts import window_counts
    from chronology.query.windows import window
    from chronology.registry.contested import Contested
    from chronology.registry.origin import Position
    from chronology.registry.positions import disagreements, positions, stance_table
    from chronology.registry.registry import Registry
    from chronology.render.actor_matrix import actor_matrix
    from chronology.render.calendar import calendar
    from chronology.render.density import density
    from chronology.render.gaps_chart import gaps_chart
    from chronology.render.network import network
    from chronology.render.positions_chart import positions_chart
    from chronology.render.printing import write_figure
    from chronology.render.swimlanes import swimlanes
    from chronology.render.timeline import timeline, timeline_layout
    from chronology.render.windows_chart import windows_chart
    from chronology.store.editing import edit
    from chronology.store.load import load
    from chronology.store.saving import save
    from chronology.store.tables import open_table, write_table

_ROOMS = {
    "checks.findings": ["Finding"],
    "checks.rulebook": ["check"],
    "dates.allen": ["AllenRelation", "relation"],
    "dates.bounds": ["Bounds"],
    "dates.certainty": ["Certainty"],
    "dates.days": ["OPEN_END", "OPEN_START", "format_day", "parse_day"],
    "dates.phrases": ["parse_date"],
    "dates.when": ["When"],
    "errors": [
        "AmbiguousDate",
        "ChronologyError",
        "ConflictError",
        "DateError",
        "FormatError",
        "MissingExtra",
        "Problem",
        "QueryError",
        "RegistryError",
        "UnknownId",
    ],
    "model.actor": ["Actor", "Office"],
    "model.claim": ["Claim", "Proposition"],
    "model.event": ["DatedBy", "Event", "Measure", "Participation"],
    "model.header": ["Header", "Kind"],
    "model.place": ["Place"],
    "model.relation": ["EventRelation"],
    "model.source": ["Citation", "Source"],
    "page.embedding": ["iframe_snippet"],
    "page.page": ["page_html", "write_page"],
    "query.chance": ["Baseline", "sequences_by_chance", "window_by_chance"],
    "query.counts": ["counts"],
    "query.first_last": ["first_last"],
    "query.gaps": ["gaps"],
    "query.pairs": ["pairs"],
    "query.select": ["select"],
    "query.sequences": ["sequences"],
    "query.soundness": ["check_table"],
    "query.terms": [
        "ANY",
        "Term",
        "acting_on",
        "after",
        "at",
        "before",
        "during",
        "involving",
        "mentioning",
        "of_kind",
        "sourced_from",
        "tagged",
        "with_status",
        "within",
    ],
    "query.ties": ["ties", "to_networkx"],
    "query.window_counts": ["window_counts"],
    "query.windows": ["window"],
    "registry.contested": ["Contested"],
    "registry.origin": ["Position"],
    "registry.positions": ["disagreements", "positions", "stance_table"],
    "registry.registry": ["Registry"],
    "render.actor_matrix": ["actor_matrix"],
    "render.calendar": ["calendar"],
    "render.density": ["density"],
    "render.gaps_chart": ["gaps_chart"],
    "render.network": ["network"],
    "render.positions_chart": ["positions_chart"],
    "render.printing": ["write_figure"],
    "render.swimlanes": ["swimlanes"],
    "render.timeline": ["timeline", "timeline_layout"],
    "render.windows_chart": ["windows_chart"],
    "store.editing": ["edit"],
    "store.load": ["load"],
    "store.saving": ["save"],
    "store.tables": ["open_table", "write_table"],
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "ANY",
    "OPEN_END",
    "OPEN_START",
    "Actor",
    "AllenRelation",
    "AmbiguousDate",
    "Baseline",
    "Bounds",
    "Certainty",
    "ChronologyError",
    "Citation",
    "Claim",
    "ConflictError",
    "Contested",
    "DateError",
    "DatedBy",
    "Event",
    "EventRelation",
    "Finding",
    "FormatError",
    "Header",
    "Kind",
    "Measure",
    "MissingExtra",
    "Office",
    "Participation",
    "Place",
    "Position",
    "Problem",
    "Proposition",
    "QueryError",
    "Registry",
    "RegistryError",
    "Source",
    "Term",
    "UnknownId",
    "When",
    "acting_on",
    "actor_matrix",
    "after",
    "at",
    "before",
    "calendar",
    "check",
    "check_table",
    "counts",
    "density",
    "disagreements",
    "during",
    "edit",
    "first_last",
    "format_day",
    "gaps",
    "gaps_chart",
    "iframe_snippet",
    "involving",
    "load",
    "mentioning",
    "network",
    "of_kind",
    "open_table",
    "page_html",
    "pairs",
    "parse_date",
    "parse_day",
    "positions",
    "positions_chart",
    "relation",
    "save",
    "select",
    "sequences",
    "sequences_by_chance",
    "sourced_from",
    "stance_table",
    "swimlanes",
    "tagged",
    "ties",
    "timeline",
    "timeline_layout",
    "to_networkx",
    "window",
    "window_by_chance",
    "window_counts",
    "windows_chart",
    "with_status",
    "within",
    "write_figure",
    "write_page",
    "write_table",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("chronology-ir")
    room = _ROOM_OF.get(name)
    if room is None:
        raise AttributeError(f"module 'chronology' has no attribute '{name}'")
    value = getattr(import_module(f"chronology.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
