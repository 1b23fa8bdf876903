"""The head of a registry file: what it is, whose it is, which words it adds."""

from __future__ import annotations

from typing import Any

from pydantic import field_validator

from chronology.model.frozen import FrozenDict, FrozenMapping
from chronology.model.record import Record
from chronology.model.vocabulary import FAMILIES, KINDS, Slug, Text


class Kind(Record):
    """A kind of event that a registry adds to the vocabulary.

    `family` is the family that it is drawn with (``treaty``, ``summit``, ``war``, ``exercise``, ``sanction``,
    ``publication``); without one, the kind is a family of its own.
    """

    id: Slug
    """The word that events use."""

    label: Text | None = None
    """Its name; the word itself if not given."""

    family: Slug | None = None
    """The family that it is drawn with."""


class Header(Record):
    """The ``chronology:`` section of a registry file."""

    title: Text | None = None
    """The title of the chronology."""

    description: Text | None = None
    """What it is about, in a sentence or two."""

    licence: Text | None = None
    """The licence of the data."""

    editors: tuple[Text, ...] = ()
    """Who answers for it."""

    kinds: tuple[Kind, ...] = ()
    """Kinds of event that it adds: bare words, or records."""

    ignore: FrozenMapping[str] = FrozenDict()
    """Rules of `chronology check` that do not apply, with the reason, by rule id."""

    @field_validator("kinds", mode="before")
    @classmethod
    def _bare_words(cls, value: Any) -> Any:
        """A kind may be written as its bare word."""
        if not isinstance(value, list | tuple):
            return value
        return tuple({"id": item} if isinstance(item, str) else item for item in value)

    def families(self) -> dict[str, str]:
        """Every known kind and its family: the vocabulary and what this registry adds."""
        return dict(KINDS) | {kind.id: kind.family or kind.id for kind in self.kinds}

    def family_names(self) -> dict[str, str]:
        """Every known family and its name, in the order in which charts stack them."""
        own = {kind.id: kind.label or plain_words(kind.id) for kind in self.kinds if kind.family is None}
        return dict(FAMILIES) | own

    def kind_name(self, kind: str) -> str:
        """A kind in words: its label, or the word itself."""
        labels = {addition.id: addition.label for addition in self.kinds}
        return labels.get(kind) or plain_words(kind)


def plain_words(slug: str) -> str:
    """A slug as words: ``peace-talks`` is "Peace talks"."""
    words = slug.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]
