"""The three answers that a comparison of dates can give."""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Certainty(enum.Enum):
    """Whether something holds for every, for some, or for no reading of the dates.

    It has no truth value: ``if a.before(b)`` would hide the difference that it exists for. Write
    ``a.before(b) is Certainty.CERTAIN`` or ``a.before(b) is not Certainty.IMPOSSIBLE``.
    """

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"

    def __bool__(self) -> bool:
        raise TypeError("a Certainty is neither true nor false: compare it ('is Certainty.CERTAIN')")

    def __str__(self) -> str:
        return self.value

    @classmethod
    def over(cls, readings: Iterable[Certainty], *, qualified: bool = False) -> Certainty:
        """One answer for several readings of a date; a qualified date makes nothing certain."""
        answers = set(readings)
        if answers == {cls.IMPOSSIBLE}:
            return cls.IMPOSSIBLE
        if answers == {cls.CERTAIN} and not qualified:
            return cls.CERTAIN
        return cls.POSSIBLE

    @classmethod
    def any_of(cls, answers: Iterable[Certainty]) -> Certainty:
        """Whether at least one of several things holds."""
        found = set(answers)
        if cls.CERTAIN in found:
            return cls.CERTAIN
        return cls.POSSIBLE if cls.POSSIBLE in found else cls.IMPOSSIBLE

    @classmethod
    def all_of(cls, answers: Iterable[Certainty]) -> Certainty:
        """Whether each of several things holds."""
        found = set(answers)
        if cls.IMPOSSIBLE in found:
            return cls.IMPOSSIBLE
        return cls.POSSIBLE if cls.POSSIBLE in found else cls.CERTAIN
