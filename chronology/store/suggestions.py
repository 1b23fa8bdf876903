"""Nearest known words, for a great many unknown ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property
from typing import Final

from chronology.errors import did_you_mean

_COMPARED: Final = 40
"""So many known words, those that share the most pairs of letters, are compared closely."""

_MOST_LOOKUPS: Final = 5_000_000
"""After so many shared pairs, words get no more suggestions: a broken file may name any number of unknown ids."""


class Suggestions:
    """The words of `known` that look like others."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._found: dict[str, str] = {}
        self._lookups = 0

    def of(self, word: str) -> str:
        """`` (did you mean 'x'?)`` for the nearest known word, or nothing."""
        if word not in self._found and self._lookups < _MOST_LOOKUPS:
            self._found[word] = did_you_mean(word, self._candidates(word))
        return self._found.get(word, "")

    def _candidates(self, word: str) -> Collection[str]:
        if len(self._known) <= _COMPARED:
            return self._known
        shared: Counter[str] = Counter()
        for pair in _pairs(word):
            holders = self._holders.get(pair, [])
            self._lookups += len(holders)
            shared.update(holders)
        return [known for known, _ in shared.most_common(_COMPARED)]

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        """Each pair of letters and the known words that hold it."""
        holders: dict[str, list[str]] = {}
        for known in self._known:
            for pair in _pairs(known):
                holders.setdefault(pair, []).append(known)
        return holders


def _pairs(word: str) -> set[str]:
    """Pairs of neighbouring letters, the first and the last letter being paired with nothing. Case does not count."""
    padded = f" {word.casefold()[:100]} "
    return {padded[at : at + 2] for at in range(len(padded) - 1)}
