"""Sources in the vocabulary of CSL-JSON, and citations of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from chronology.dates.when import When
from chronology.model.record import Record
from chronology.model.vocabulary import Slug, SourceType, Text


def _bare_doi(doi: str) -> str:
    """A DOI without the address that resolves it."""
    for prefix in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"):
        if doi.casefold().startswith(prefix):
            return doi[len(prefix) :].strip()
    return doi


class Source(Record):
    """A document that can be cited. Field names are those of CSL-JSON, with ``_`` for ``-``.

    ``author`` holds names as "Family, Given", or the bare name of an institution.
    """

    id: Slug
    """The key of the record in its section."""

    title: Text
    """The title, as published."""

    type: SourceType = "document"
    """What it is, in the words of the Citation Style Language."""

    author: tuple[Text, ...] = ()
    """Names as "Family, Given", or the bare name of an institution."""

    container_title: Text | None = None
    """The newspaper, journal, book or site that it stands in."""

    volume: Text | None = None
    """The volume of a journal."""

    issue: Text | None = None
    """The issue of the volume."""

    page: Text | None = None
    """The pages that it has in a journal or a book: "207-17"."""

    publisher: Text | None = None
    """Who published it."""

    issued: When | None = None
    """When it was published."""

    url: Text | None = None
    """Its address."""

    archived_url: Text | None = None
    """The address of an archived copy."""

    accessed: When | None = None
    """When the address was last looked up."""

    doi: Annotated[Text, AfterValidator(_bare_doi)] | None = None
    """Its DOI, without `https://doi.org/`."""

    language: Text | None = None
    """Its language, as a BCP 47 code: `en`, `zh-Hans`."""

    note: Text | None = None
    """What a reader should know about the source."""


class Citation(Record):
    """A place in a source, and which fields of the citing record rest on it."""

    source: Slug
    """Which source."""

    locator: Text | None = None
    """Where in it: "¶9", "p. 4"."""

    supports: tuple[Text, ...] = ()
    """The fields of the citing record that rest on it."""

    note: Text | None = None
    """What a reader should know about the citation."""
