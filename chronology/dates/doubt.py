"""Qualifiers -> which parts of a date are in doubt, and what is said of it."""

from __future__ import annotations

import functools
from typing import Final, NamedTuple

from chronology.dates.edtf import Date, LongYear, Part, Single
from chronology.dates.languages.grammar import Language, Mark

WHOLE: Final = ("date",)


class Doubt(NamedTuple):
    """The parts that are uncertain, and those that are approximate.

    ``year``, ``month``, ``season``, ``period`` (another part of a year), ``day``; ``date`` stands for all of them.
    """

    uncertain: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()

    @classmethod
    def about(cls, date: Single) -> Doubt:
        """The doubts that a date's qualifiers express; ``%`` is both."""
        if isinstance(date, LongYear):
            return _doubt(("year",), ("",), (date.qualifier,)) if date.qualifier else NO_DOUBT
        if not (_is_marked(date.year) or _is_marked(date.month) or _is_marked(date.day)):
            return NO_DOUBT
        parts = date.parts
        lefts, rights = tuple([part.left for part in parts]), tuple([part.right for part in parts])
        return _doubt(("year", _second(date), "day"), lefts, rights)

    @property
    def is_uncertain(self) -> bool:
        """Whether the date as a whole is uncertain."""
        return self.uncertain == WHOLE

    @property
    def is_approximate(self) -> bool:
        """Whether the date as a whole is approximate."""
        return self.approximate == WHOLE

    def without(self, *, uncertain: bool = False, approximate: bool = False) -> Doubt:
        """The doubts that are left when those of the whole date have been said."""
        if not self:
            return self
        return Doubt(
            () if uncertain and self.is_uncertain else self.uncertain,
            () if approximate and self.is_approximate else self.approximate,
        )

    def __bool__(self) -> bool:
        return bool(self.uncertain or self.approximate)


NO_DOUBT: Final = Doubt()


@functools.lru_cache(maxsize=1024)
def notes_on(language: Language, doubt: Doubt) -> tuple[str, ...]:
    """What is in doubt: "year uncertain", "day approximate"."""
    if doubt and doubt.uncertain == doubt.approximate:
        return (language.doubted("%", doubt.uncertain),)
    found: list[tuple[Mark, tuple[str, ...]]] = [("?", doubt.uncertain), ("~", doubt.approximate)]
    return tuple(language.doubted(mark, nouns) for mark, nouns in found if nouns)


def _is_marked(part: Part | None) -> bool:
    return part is not None and (part.left != "" or part.right != "")


def _second(date: Date) -> str:
    """What the second part of a date is."""
    return "month" if date.group is None else "season" if date.group < 33 else "period"


@functools.lru_cache(maxsize=1024)
def _doubt(nouns: tuple[str, ...], lefts: tuple[str, ...], rights: tuple[str, ...]) -> Doubt:
    """What each part's own qualifiers and those on the right of later parts say of it."""
    marks = {noun: left + "".join(rights[at:]) for at, (noun, left) in enumerate(zip(nouns, lefts, strict=False))}
    return Doubt(_parts_with("?", marks), _parts_with("~", marks))


def _parts_with(mark: str, marks: dict[str, str]) -> tuple[str, ...]:
    marked = tuple(noun for noun, found in marks.items() if mark in found or "%" in found)
    return WHOLE if len(marked) == len(marks) else marked
