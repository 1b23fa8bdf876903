"""Spells of days that are counted together around anchors, and windows that divide into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chronology.query.arguments import require_days, require_number
from chronology.render.interval_scale import day_words

_FEWEST, _MOST = 20, 40
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Window:
    """So many days before and after an anchor, in spells of which one begins on the day of the anchor."""

    before: int
    after: int
    spell_days: int

    @property
    def spells(self) -> int:
        """How many spells there are."""
        return (self.before + self.after + 1) // self.spell_days

    @classmethod
    def of(cls, before: int, after: int, spell_days: int | None) -> Window:
        """The window with the spells that are asked for, or else with 20 to 40 that people count in.

        Those are of 1 to 3 days, whole weeks, or multiples of 5 days. Where none divides the window, the window is
        lengthened to whole spells, by as few days as possible. A window of less than 20 days has single days.

        >>> Window.of(90, 90, None), Window.of(180, 179, None)
        (Window(before=91, after=90, spell_days=7), Window(before=180, after=179, spell_days=10))

        Raises
        ------
        QueryError
            One of the numbers is none.
        """
        require_days("before", before)
        require_days("after", after)
        if spell_days is not None:
            require_number("spell_days", spell_days, least=1)
            return cls(before, after, spell_days)
        days = before + after + 1
        longest = max(days // _FEWEST, 1)
        windows = [cls._lengthened(before, after, spell) for spell in _spells(-(-days // _MOST), longest)]
        return min(windows, key=lambda window: (window.before + window.after, window.spell_days))

    @classmethod
    def _lengthened(cls, before: int, after: int, spell: int) -> Window:
        return cls(-(-before // spell) * spell, -(-(after + 1) // spell) * spell - 1, spell)


def _spells(least: int, most: int) -> list[int]:
    """The spells from `least` to `most` days that people count in; all of them where there is none."""
    every = range(min(least, most), most + 1)
    return [days for days in every if days <= _SHORT or days % 7 == 0 or days % 5 == 0] or list(every)


def offset_words(first: int, last: int) -> str:
    """Days relative to an anchor in words.

    >>> offset_words(-7, -1), offset_words(0, 0), offset_words(1, 1), offset_words(0, 6)
    ('1 to 7 days before', 'the day itself', '1 day after', 'the day itself to 6 days after')
    """
    if first == last == 0:
        return "the day itself"
    if last < 0:
        words = day_words(-last) if first == last else f"{-last} to {day_words(-first)}"
        return f"{words} before"
    if first == 0:
        return f"the day itself to {day_words(last)} after"
    return f"{day_words(first) if first == last else f'{first} to {day_words(last)}'} after"
