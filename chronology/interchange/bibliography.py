"""What the formats of bibliographies have in common: their entries become sources, or problems with a place."""

from __future__ import annotations

import re
from typing import Any, Final

from pydantic import ValidationError

from chronology.dates.when import When
from chronology.errors import DateError, FormatError, printable
from chronology.interchange.losses import refuse, settle
from chronology.model.author import PersonName
from chronology.model.source import Source

LARGEST: Final = 20_000_000
"""A bibliography may have this many characters."""

_NO_SLUG: Final = re.compile(r"[^A-Za-z0-9._-]+")
_DOI_ADDRESS: Final = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def checked_size(text: str, *, name: str) -> str:
    """The text, if it is not too large to be read.

    Raises
    ------
    FormatError
        It is.
    """
    if len(text) > LARGEST:
        raise FormatError(f"{printable(name)}: has {len(text):,} characters, more than {LARGEST:,} (split it)")
    return text


class Bibliography:
    """The sources read from a foreign text so far, what is wrong with it and what a source cannot hold.

    Parameters
    ----------
    name : of the text, for messages.
    """

    def __init__(self, name: str) -> None:
        self._name = printable(name, limit=100)
        self._sources: dict[str, Source] = {}
        self._problems: list[str] = []
        self._losses: list[str] = []

    def problem(self, where: str, what: str) -> None:
        """Note what makes an entry unreadable."""
        self._problems.append(self._sentence(where, what))

    def loss(self, where: str, what: str) -> None:
        """Note what of an entry is left out."""
        self._losses.append(self._sentence(where, what))

    def date(self, text: str, where: str) -> When | None:
        """A date in EDTF; any other text is a loss."""
        try:
            return When.parse(text)
        except DateError as error:
            self.loss(where, f"{error}")
            return None

    def author(self, name: str, where: str) -> str:
        """The name of an institution, which must not look like that of a person."""
        if PersonName.of(name).given:
            self.loss(where, f"'{printable(name)}' is one name, which a source cannot tell from 'Family, Given'")
        return name

    def add(self, where: str, id: str, fields: dict[str, Any]) -> None:
        """Add the source with these fields. Of an id that is no slug, what is no letter or digit becomes ``-``."""
        slug = _NO_SLUG.sub("-", id).strip("-._")[:120]
        if not slug:
            self.problem(where, f"the key '{printable(id)}' has no letter or digit to make an id of")
        elif slug in self._sources:
            self.problem(where, f"two entries have the id '{printable(slug)}' (rename one of the two)")
        else:
            self._build(where, slug, fields)

    def settled(self, *, allow_loss: bool) -> tuple[Source, ...]:
        """The sources.

        Raises
        ------
        FormatError
            An entry could not be read, or something is lost that the caller has not allowed.
        """
        refuse(self._problems)
        settle(self._losses, allow_loss=allow_loss)
        return tuple(self._sources.values())

    def _build(self, where: str, id: str, fields: dict[str, Any]) -> None:
        given = {name: value for name, value in fields.items() if value not in (None, "", ())}
        if isinstance(doi := given.get("doi"), str):
            given["doi"] = _DOI_ADDRESS.sub("", doi)
        try:
            self._sources[id] = Source(id=id, **given)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                field = ".".join(str(part) for part in detail["loc"])
                self.problem(where, f"{field}: {detail['msg']}")

    def _sentence(self, where: str, what: str) -> str:
        return ": ".join(part for part in (self._name, printable(where, limit=90), what) if part)
