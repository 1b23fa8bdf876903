"""Names as BibTeX writes them: ``Family, Given and {An Institution}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from chronology.interchange.latex import brace_depths, encoded
from chronology.model.author import PersonName

_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_BRACED: Final = re.compile(r",|\b(and|others)\b", re.IGNORECASE)


def tex_name(author: str) -> str:
    """A name as BibTeX reads it; an institution in braces, so that no part of it becomes a family name."""
    name = PersonName.of(author)
    if not name.given:
        return f"{{{encoded(author)}}}"
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(f"{{{encoded(part)}}}" if _BRACED.search(part) else encoded(part) for part in parts)


def names_in(latex: str) -> Iterator[str]:
    """The names of a list that is joined with "and" outside braces."""
    for name in _split(" ".join(latex.split()), _AND):
        if name:
            yield name


def is_institution(name: str) -> bool:
    """Whether a name is in braces as a whole."""
    return name.startswith("{") and name.endswith("}") and min(brace_depths(name)[1:-2], default=1) > 0


def author_of(name: str, plain: Callable[[str], str]) -> str:
    """A name as "Family, Given", or bare if it is in braces or a single word.

    "First von Last" is told apart as BibTeX does: the family begins with the first word in lower case, or is the last
    word.

    Parameters
    ----------
    plain : what LaTeX means.
    """
    parts = list(_split(name, re.compile(r"\s*,\s*")))
    if len(parts) == 1:
        return plain(name) if is_institution(name) else _from_words(name, plain)
    family, *others = (plain(part) for part in parts)
    *suffixes, given = others
    return PersonName(family, given, ", ".join(suffixes)).inverted if given else family


def _from_words(name: str, plain: Callable[[str], str]) -> str:
    words = list(_split(name, re.compile(r"[\s~]+")))
    first_small = next((index for index, word in enumerate(words[:-1]) if word[:1].islower()), len(words) - 1)
    family, given = (plain(" ".join(part)) for part in (words[first_small:], words[:first_small]))
    return PersonName(family, given).inverted if given else family


def _split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """The parts of a text between separators that stand outside braces."""
    depths = brace_depths(text)
    start = 0
    for match in separator.finditer(text):
        if depths[match.start()] == 0:
            yield text[start : match.start()].strip()
            start = match.end()
    yield text[start:].strip()
