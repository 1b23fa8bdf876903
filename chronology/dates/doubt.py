"""Qualifiers -> which parts of a date are in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from chronology.dates.edtf import Date, LongYear, Single

WHOLE: Final = ("date",)


@dataclass(frozen=True, slots=True)
class Doubt:
    """The parts that are uncertain, and those that are approximate.

    ``year``, ``month``, ``season``, ``period`` (another part of a year), ``day``; ``date`` stands for all of them.
    """

    uncertain: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()

    @classmethod
    def about(cls, date: Single) -> Doubt:
        """The doubts that a date's qualifiers express; ``%`` is both."""
        if isinstance(date, LongYear):
            marks = {"year": date.qualifier}
        elif any(part.left or part.right for part in date.parts):
            marks = _marks(date)
        else:
            return NO_DOUBT
        return cls(_parts_with("?", marks), _parts_with("~", marks))

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
        return replace(
            self,
            uncertain=() if uncertain and self.is_uncertain else self.uncertain,
            approximate=() if approximate and self.is_approximate else self.approximate,
        )

    def __bool__(self) -> bool:
        return bool(self.uncertain or self.approximate)


NO_DOUBT: Final = Doubt()


def _marks(date: Date) -> dict[str, str]:
    """The qualifiers that bear on each part: its own, and those on the right of later parts."""
    second = "month" if date.group is None else "season" if date.group < 33 else "period"
    rights = [part.right for part in date.parts]
    parts = enumerate(zip(("year", second, "day"), date.parts, strict=False))
    return {noun: part.left + "".join(rights[index:]) for index, (noun, part) in parts}


def _parts_with(mark: str, marks: Mapping[str, str]) -> tuple[str, ...]:
    marked = tuple(noun for noun, found in marks.items() if mark in found or "%" in found)
    return WHOLE if len(marked) == len(marks) else marked
