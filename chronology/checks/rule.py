"""The shape that all rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from chronology.checks.findings import Level
from chronology.dates.when import When
from chronology.registry.registry import Registry


class Breach(NamedTuple):
    """Where a record does not keep a rule; ``remedy`` where there is a better one than that of the rule."""

    section: str
    id: str
    field: str
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What every rule says of itself.

    Attributes
    ----------
    id : by which it is switched off.
    level : of its findings.
    sentence : what a registry keeps that keeps the rule.
    remedy : what to do where it does not.
    """

    id: str
    level: Level
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Rule(Heading):
    """Something that a curated registry keeps; ``find`` gives the breaches in a registry, in any order."""

    find: Callable[[Registry], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class DatedRule(Heading):
    """A rule that depends on what day it is. Nothing here reads the clock, so it holds only for a day that is given."""

    find_on: Callable[[Registry, When], Iterator[Breach]]

    def on(self, as_of: When) -> Rule:
        """The rule for a certain day."""
        return Rule(self.id, self.level, self.sentence, self.remedy, lambda registry: self.find_on(registry, as_of))
