"""The value of a date: an EDTF text kept word for word, and what it can mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self

from chronology.dates.bounds import Bounds, bounds_of_tree, pieces_of, quick_bounds, readings_of
from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START, format_day
from chronology.dates.edtf import AllOf, OneOf, Span, Tree, format_edtf, parse_edtf
from chronology.dates.wording import words_of
from chronology.errors import DateError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

_PLAIN_DAY: Final = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()


class When:
    """A date as a source gives it: EDTF text, its bounds, its qualifiers. Frozen, hashable, sortable.

    A single date means *some time within* it; an interval starts within its first part and ends within its second.
    Two are equal when they are written alike; ``sorted()`` puts them in the order of
    ``(start_min, start_max, end_min, end_max, edtf)`` and never raises.

    >>> When.parse("2014-02-27/2014-03").bounds
    Bounds(start_min=16128, start_max=16128, end_min=16130, end_max=16160)
    >>> str(When.parse("2014-02~"))
    '2014-02~'
    """

    __slots__ = ("_bounds", "_tree", "edtf")

    edtf: str
    _tree: Tree | None
    _bounds: Bounds

    def __init__(self, edtf: str) -> None:
        tree: Tree | None = None
        if _PLAIN_DAY.fullmatch(edtf):
            try:
                day = datetime.date.fromisoformat(edtf).toordinal() - _EPOCH
            except ValueError:
                raise _refusal(edtf) from None
            bounds = Bounds(day, day, day, day)
        elif (quick := quick_bounds(edtf)) is not None:
            bounds = quick
        else:
            tree = parse_edtf(edtf)
            bounds = bounds_of_tree(tree, edtf)
        object.__setattr__(self, "edtf", edtf)
        object.__setattr__(self, "_tree", tree)
        object.__setattr__(self, "_bounds", bounds)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date that an EDTF text means.

        Raises
        ------
        DateError
            The text is no EDTF, is longer than 200 characters, or names a date that no calendar has.
        """
        if not isinstance(text, str):
            raise DateError(str(text)[:60], f"a date is a text, not {type(text).__name__} (put it in quotes)")
        return cls(text)

    @property
    def bounds(self) -> Bounds:
        """Between which days it starts and ends: day numbers since 1970-01-01, all inclusive.

        For a set this is the hull of its members; a qualifier never moves a bound.
        """
        return self._bounds

    @property
    def earliest(self) -> str | None:
        """The first day that it may touch, as ``[-]YYYY-MM-DD``; ``None`` where there is no bound."""
        return None if self._bounds.start_min <= OPEN_START else format_day(self._bounds.start_min)

    @property
    def latest(self) -> str | None:
        """The last day that it may touch, as ``[-]YYYY-MM-DD``; ``None`` where there is no bound."""
        return None if self._bounds.end_max >= OPEN_END else format_day(self._bounds.end_max)

    @property
    def readings(self) -> tuple[Bounds, ...]:
        """The bounds of each thing that it may mean, in date order: the members of a one-of set, the runs of days that
        a mask such as ``156X-12-25`` may stand for, or the date itself."""
        return readings_of(self.tree, self.edtf)

    @property
    def pieces(self) -> tuple[Bounds, ...]:
        """The bounds of each member of an all-of set, in date order; of the date itself for all else."""
        return pieces_of(self.tree, self.edtf)

    @property
    def tree(self) -> Tree:
        """The syntax tree of the text."""
        return parse_edtf(self.edtf) if self._tree is None else self._tree

    @property
    def qualifiers(self) -> str:
        """Which of ``?``, ``~`` and ``%`` occur, in this order; empty when none does."""
        return "".join(mark for mark in "?~%" if mark in self.edtf)

    @property
    def is_exact(self) -> bool:
        """Whether start and end are each one known day, without a qualifier."""
        bounds = self._bounds
        known = bounds.start_min == bounds.start_max and bounds.end_min == bounds.end_max
        return known and not self.qualifiers and bounds.start_min > OPEN_START and bounds.end_max < OPEN_END

    def canonical(self) -> When:
        """The same date in normal form: the members of a set sorted, each once, without spaces; a one-of set of a single
        date is that date."""
        tree = self.tree
        if not isinstance(tree, OneOf | AllOf):
            return self
        members = {format_edtf(member): member for member in tree.members}
        if len(members) == 1 and not isinstance(tree.members[0], Span):
            return When(*members)
        in_order = sorted(members, key=lambda text: (bounds_of_tree(type(tree)((members[text],)), self.edtf), text))
        return When(format_edtf(type(tree)(tuple(members[text] for text in in_order))))

    def words(self, *, short: bool = False, unsaid_year: int | None = None) -> str:
        """The date in English words.

        Parameters
        ----------
        short : months as three letters.
        unsaid_year : a year that the reader knows already, left out where it occurs.

        >>> When.parse("2014-02-20/2014-03-18").words(short=True)
        '20 Feb to 18 Mar 2014'
        """
        return words_of(self.tree, short=short, unsaid_year=unsaid_year)

    def before(self, other: When) -> Certainty:
        """Whether this ends before the other starts."""
        return self._compared(other, lambda mine, theirs: mine.before(theirs))

    def after(self, other: When) -> Certainty:
        """Whether this starts after the other ends."""
        return other.before(self)

    def overlaps(self, other: When) -> Certainty:
        """Whether the two share at least one day."""
        return self._compared(
            other,
            lambda mine, theirs: Certainty.any_of(
                one.overlaps(another) for one in self._pieces_of(mine) for another in other._pieces_of(theirs)
            ),
        )

    def within(self, other: When) -> Certainty:
        """Whether this lies wholly inside the other."""
        return self._compared(other, lambda mine, theirs: mine.within(theirs))

    def contains(self, other: When) -> Certainty:
        """Whether the other lies wholly inside this."""
        return other.within(self)

    def _compared(self, other: When, compare: Callable[[Bounds, Bounds], Certainty]) -> Certainty:
        """One answer over all readings of both."""
        return Certainty.over(
            (compare(mine, theirs) for mine in self.readings for theirs in other.readings),
            qualified=bool(self.qualifiers or other.qualifiers),
        )

    def _pieces_of(self, reading: Bounds) -> tuple[Bounds, ...]:
        """The pieces that a reading is made of: the members of an all-of set, or the reading itself."""
        return self.pieces if isinstance(self.tree, AllOf) else (reading,)

    @property
    def _sort_key(self) -> tuple[int, int, int, int, str]:
        return (*self._bounds, self.edtf)

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"When({self.edtf!r})"

    def __eq__(self, other: object) -> bool:
        return self.edtf == other.edtf if isinstance(other, When) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __lt__(self, other: object) -> bool:
        return self._sort_key < other._sort_key if isinstance(other, When) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._sort_key <= other._sort_key if isinstance(other, When) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._sort_key > other._sort_key if isinstance(other, When) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._sort_key >= other._sort_key if isinstance(other, When) else NotImplemented

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a When is frozen: '{name}' cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a When is frozen: '{name}' cannot be deleted")

    def __reduce__(self) -> tuple[type[When], tuple[str]]:
        return When, (self.edtf,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            _validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "format": "edtf", "description": "EDTF (ISO 8601-2) text", "maxLength": 200}


def _refusal(text: str) -> DateError:
    """What is wrong with a text of ten characters that looks like a day."""
    try:
        bounds_of_tree(parse_edtf(text), text)
    except DateError as error:
        return error
    return DateError(text, "no calendar has this day")


def _validated(value: Any) -> When:
    """A record's date from what was given for it; numbers are not dates."""
    if isinstance(value, When):
        return value
    if type(value) is datetime.date:
        return When(value.isoformat())
    return When.parse(value)
