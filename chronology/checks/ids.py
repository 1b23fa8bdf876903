"""Ids that lead nowhere, and records to which no id leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chronology.checks.findings import HEADER
from chronology.checks.rule import Breach, Rule
from chronology.errors import nearest, printable
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS, SINGULAR, references

_MEANT_TO_BE_USED = ("propositions", "actors", "places", "sources")


def _dangling(registry: Registry) -> Iterator[Breach]:
    for section in SECTIONS:
        for id, record in registry.section(section).items():
            for field, named_section, named in references(record):
                known = registry.section(named_section)
                if named not in known:
                    alike = nearest(named, known, most=1)
                    remedy = f"did you mean '{alike[0]}'?" if alike else f"add it under '{named_section}'"
                    yield Breach(section, id, field, f"no {SINGULAR[named_section]} '{printable(named)}'", remedy)


def _unused(registry: Registry) -> Iterator[Breach]:
    used: dict[str, set[str]] = defaultdict(set)
    for section in SECTIONS:
        for record in registry.section(section).values():
            for _, named_section, named in references(record):
                used[named_section].add(named)
    for section in _MEANT_TO_BE_USED:
        for id in registry.section(section):
            if id not in used[section]:
                yield Breach(section, id, "", f"no record names this {SINGULAR[section]}")
    kinds = {event.kind for event in registry}
    for index, kind in enumerate(registry.header.kinds):
        if kind.id not in kinds:
            yield Breach(HEADER, HEADER, f"kinds[{index}]", f"no event is of the kind '{kind.id}'")


DANGLING_ID = Rule(
    id="dangling-id",
    level="error",
    sentence="An id that a record names is the id of a record.",
    remedy="add the record, or correct the id",
    find=_dangling,
)

UNUSED_ID = Rule(
    id="unused-id",
    level="note",
    sentence="Propositions, actors, places, sources and added kinds are named by some record.",
    remedy="name it where it belongs, or remove it",
    find=_unused,
)
