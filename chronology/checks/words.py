"""The words of a title, for telling whether two titles mean the same."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"\w+")
_POSSESSIVE: Final = re.compile(r"['’]s\b")
_LITTLE: Final = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"})
_ORDINALS: Final = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last"}
)
_ROMAN: Final = re.compile(r"[ivx]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words in lower case, in order, without articles and the like, unless there are no others."""
    words = tuple(_WORD.findall(_POSSESSIVE.sub("", text.casefold())))
    return tuple(word for word in words if word not in _LITTLE) or words


def numbers_of(words: tuple[str, ...]) -> frozenset[str]:
    """The words that number things: two titles with different numbers name different things."""
    return frozenset(word for word in words if word in _ORDINALS or _ROMAN.fullmatch(word) or not word.isalpha())
