"""Authors as bibliographies name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_CHICAGO_MOST: Final = 6
_CHICAGO_SHOWN: Final = 3
_APA_MOST: Final = 20


class PersonName(NamedTuple):
    """The parts of a name; an institution has only a family name."""

    family: str
    given: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, author: str) -> PersonName:
        """The parts of "Family, Given" or "Family, Given, Jr."; anything else is one name."""
        family, comma, rest = author.partition(", ")
        given, _, suffix = rest.partition(", ")
        return cls(family, given, suffix) if comma and family and given else cls(author)

    @property
    def as_said(self) -> str:
        """``Martin Luther King Jr.``"""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """``King, Martin Luther, Jr.``"""
        return ", ".join(part for part in self if part)

    @property
    def with_initials(self) -> str:
        """``King, M. L., Jr.``"""
        return self._replace(given=_initials(self.given)).inverted


def author_name(author: str) -> str:
    """``Wright, Robin`` as people say it: ``Robin Wright``."""
    return PersonName.of(author).as_said


def listed_chicago(authors: Sequence[str]) -> str:
    """All up to six, the first one inverted; of more, the first three and "et al."."""
    names = [PersonName.of(author) for author in authors]
    said = [names[0].inverted, *(name.as_said for name in names[1:])] if names else []
    if len(said) > _CHICAGO_MOST:
        return ", ".join([*said[:_CHICAGO_SHOWN], "et al."])
    return _with_and(said, first_inverted=bool(names and names[0].given))


def listed_apa(authors: Sequence[str]) -> str:
    """All up to twenty, with initials; of more, the first nineteen and the last."""
    names = [PersonName.of(author).with_initials for author in authors]
    if len(names) > _APA_MOST:
        return ", ".join(names[: _APA_MOST - 1]) + f", . . . {names[-1]}"
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 or PersonName.of(authors[0]).given else ""
    return ", ".join(names[:-1]) + f"{comma} & {names[-1]}"


def listed_mla(authors: Sequence[str]) -> str:
    """One or two; of more, the first and "et al."."""
    names = [PersonName.of(author) for author in authors]
    if len(names) > 2:
        return f"{names[0].inverted}, et al."
    said = [names[0].inverted, *(name.as_said for name in names[1:])] if names else []
    return _with_and(said, first_inverted=bool(names and names[0].given))


def _with_and(names: Sequence[str], *, first_inverted: bool) -> str:
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 or first_inverted else ""
    return ", ".join(names[:-1]) + f"{comma} and {names[-1]}"


def _initials(given: str) -> str:
    """``Jean-Paul Marie`` as ``J.-P. M.``; scripts without capitals have no initials."""
    if not given[:1].isalpha() or given[:1].upper() == given[:1].lower():
        return given
    words = [[f"{part[0]}." for part in word.split("-") if part] for word in re.split(r"\s+|(?<=\.)(?=\w)", given)]
    return " ".join("-".join(word) for word in words if word)
