"""What the record of an event holds and the page shows in other words or not at all, for a report in YAML."""

from __future__ import annotations

from typing import Any

from chronology.model.event import Event, Measure
from chronology.page.cited import citation_entries


def recorded(event: Event) -> dict[str, Any]:
    """The measures, codes, ids, relations and the whole of an event as its record has them; only those that it has."""
    fields: dict[str, Any] = {
        "measures": [_measure(measure) for measure in event.measures],
        "codes": dict(event.codes),
        "ids": dict(event.ids),
        "relations": [
            {
                "type": relation.type,
                "target": relation.target,
                "sources": citation_entries(relation.sources),
                "note": relation.note or "",
            }
            for relation in event.relations
        ],
        "part_of": event.part_of,
    }
    return {name: value for name, value in fields.items() if value}


def _measure(measure: Measure) -> dict[str, Any]:
    return {name: value for name, value in measure if value is not None}
