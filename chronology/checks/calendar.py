"""Events and the day on which the registry is read."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.checks.certain import certainly_before
from chronology.checks.rule import Breach, DatedRule
from chronology.dates.when import When
from chronology.registry.registry import Registry


def _planned_in_past(registry: Registry, as_of: When) -> Iterator[Breach]:
    for event in registry:
        if event.status == "planned" and certainly_before(event.date, as_of):
            yield Breach("events", event.id, "date", f"planned for {event.date}, which is over by {as_of}")


def _happened_in_future(registry: Registry, as_of: When) -> Iterator[Breach]:
    for event in registry:
        if event.status not in ("planned", "did_not_happen") and certainly_before(as_of, event.date):
            yield Breach("events", event.id, "date", f"is {event.status}, but begins after {as_of} ({event.date})")


PLANNED_IN_PAST = DatedRule(
    id="planned-in-past",
    level="warning",
    sentence="What is planned lies ahead, or is going on.",
    remedy="set the status to what came of it",
    find_on=_planned_in_past,
)

HAPPENED_IN_FUTURE = DatedRule(
    id="happened-in-future",
    level="error",
    sentence="What is said to have happened does not lie ahead.",
    remedy="correct the date, or set 'status: planned'",
    find_on=_happened_in_future,
)
