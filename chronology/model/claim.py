"""Who says so: claims, and the propositions that they take positions on."""

from __future__ import annotations

from chronology.dates.when import When
from chronology.model.frozen import FrozenDict, FrozenMapping
from chronology.model.record import Record
from chronology.model.source import Citation
from chronology.model.vocabulary import ClaimKind, Rank, Slug, Stance, Text


class Proposition(Record):
    """A sentence that people may affirm or deny."""

    id: Slug
    text: Text


class Claim(Record):
    """What somebody says about events, which need not be what the editors hold.

    `by` are the speakers and `capacity` the standing in which they speak; `via` are those who report it, where
    they are not the speakers. `positions` maps proposition ids to the stance that the claim takes.
    """

    id: Slug
    text: Text
    kind: ClaimKind
    by: tuple[Slug, ...]
    about: tuple[Slug, ...] = ()
    capacity: Text | None = None
    via: tuple[Slug, ...] = ()
    made: When | None = None
    positions: FrozenMapping[Stance] = FrozenDict()
    sources: tuple[Citation, ...] = ()
    rank: Rank = "normal"
    replies_to: tuple[Slug, ...] = ()
    outcome: Text | None = None
    note: Text | None = None
