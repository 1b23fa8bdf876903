"""Sources in the vocabulary of CSL-JSON, and citations of them."""

from __future__ import annotations

from chronology.dates.when import When
from chronology.model.record import Record
from chronology.model.vocabulary import Slug, SourceType, Text


class Source(Record):
    """A document that can be cited. Field names are those of CSL-JSON, with ``_`` for ``-``.

    ``author`` holds names as "Family, Given", or the bare name of an institution.
    """

    id: Slug
    title: Text
    type: SourceType = "document"
    author: tuple[Text, ...] = ()
    container_title: Text | None = None
    publisher: Text | None = None
    issued: When | None = None
    url: Text | None = None
    archived_url: Text | None = None
    accessed: When | None = None
    doi: Text | None = None
    language: Text | None = None
    note: Text | None = None


class Citation(Record):
    """A place in a source, and which fields of the citing record rest on it."""

    source: Slug
    locator: Text | None = None
    supports: tuple[Text, ...] = ()
    note: Text | None = None
