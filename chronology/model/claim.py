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
    """The key of the record in its section."""

    text: Text
    """The sentence, with its full stop."""


class Claim(Record):
    """What somebody says about events, which need not be what the editors hold.

    `by` are the speakers and `capacity` the standing in which they speak; `via` are those who report it, where
    they are not the speakers. `positions` maps proposition ids to the stance that the claim takes.
    """

    id: Slug
    """The key of the record in its section."""

    text: Text
    """What is claimed, in your own words."""

    kind: ClaimKind
    """What sort of statement it is."""

    by: tuple[Slug, ...]
    """Who says it; not who repeats it."""

    about: tuple[Slug, ...] = ()
    """The events that it is about."""

    capacity: Text | None = None
    """The office or standing in which they speak."""

    via: tuple[Slug, ...] = ()
    """Who reports it, where that is not the speaker."""

    made: When | None = None
    """When it was said."""

    positions: FrozenMapping[Stance] = FrozenDict()
    """The stance that it takes, by proposition."""

    sources: tuple[Citation, ...] = ()
    """Where it can be read."""

    rank: Rank = "normal"
    """How the editors rank it beside other claims."""

    replies_to: tuple[Slug, ...] = ()
    """The claims that it takes up."""

    outcome: Text | None = None
    """Of a prediction: what the record shows since."""

    note: Text | None = None
    """What a reader should know about the evidence."""
