"""The value of a date: an EDTF text kept word for word, and what it can mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self

from chronology.dates.allen import AllenRelation, relation
from chronology.dates.bounds import Bounds, hull, stretches, within_pieces
from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START, format_day
from chronology.dates.edtf import LONGEST, AllOf, Tree, format_edtf, parse_edtf
from chronology.dates.meaning import bounds_of_tree, pieces_of, quick_bounds, readings_of
from chronology.dates.normal import normal_form
from chronology.dates.padding import NO_PADDING, Padding, padded_text
from chronology.dates.plain_words import plain_words
from chronology.dates.wording import words_of
from chronology.errors import DateError, QueryError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

_DAY: Final = r"((?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2})"
_PLAIN: Final = re.compile(rf"{_DAY}(?:/{_DAY})?", re.ASCII)
_JSON_DATE: Final = (
    r"(?:[?~%]?-?[0-9X]{4}(?:S[0-9]+)?[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?)?)?"
    r"|Y-?[1-9][0-9]*(?:E[1-9][0-9]*)?(?:S[0-9]+)?[?~%]?)"
)
_JSON_TIME: Final = r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
_JSON_END: Final = rf"(?:\.\.|{_JSON_DATE})?"
_JSON_MEMBER: Final = rf"(?:{_JSON_DATE}(?:\.\.(?:{_JSON_DATE})?)?|\.\.{_JSON_DATE})"
_JSON_SET: Final = rf"{_JSON_MEMBER}(?:, ?{_JSON_MEMBER})*"
_PATTERN: Final = rf"^(?:{_JSON_DATE}|{_JSON_TIME}|{_JSON_END}/{_JSON_END}|\[{_JSON_SET}\]|\{{{_JSON_SET}\}})$"
"""The shape of every EDTF text, for JSON schemas; whether the day exists is more than a pattern can say."""
_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()


class When:
    """A date as a source gives it: EDTF text, its bounds, its qualifiers. Frozen, hashable, sortable.

    A single date means *some time within* it; an interval starts within its first part and ends within its second.
    Two are equal when they are written and padded alike; ``sorted()`` puts them in the order of
    ``(start_min, start_max, end_min, end_max, edtf)`` and never raises.

    >>> When.parse("2014-02-27/2014-03").bounds
    Bounds(start_min=16128, start_max=16128, end_min=16130, end_max=16160)
    >>> str(When.parse("2014-02~"))
    '2014-02~'
    """

    __slots__ = ("_bounds", "_padding", "_tree", "edtf")

    edtf: str
    _tree: Tree | None
    _bounds: Bounds
    _padding: Padding

    def __init__(self, edtf: str) -> None:
        tree: Tree | None = None
        bounds = _plain_bounds(edtf) or quick_bounds(edtf)
        if bounds is None:
            tree = parse_edtf(edtf)
            bounds = bounds_of_tree(tree, edtf)
        object.__setattr__(self, "edtf", edtf)
        object.__setattr__(self, "_tree", tree)
        object.__setattr__(self, "_bounds", bounds)
        object.__setattr__(self, "_padding", NO_PADDING)

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
        a mask such as ``156X-12-25`` may stand for, alone or at the end of an interval, or the date itself.

        Where there are more than 500, a one-of set has those of its members, and all else its bounds alone.
        """
        if self._tree is None:
            return (self._bounds,)
        return readings_of(self._tree, self.edtf, widen=self._padding.widen)

    @property
    def pieces(self) -> tuple[Bounds, ...]:
        """The bounds of each member of an all-of set, in date order; of the date itself for all else."""
        return pieces_of(self.tree, self.edtf, widen=self._padding.widen) if self._is_whole else (self._bounds,)

    @property
    def tree(self) -> Tree:
        """The syntax tree of the text."""
        return parse_edtf(self.edtf) if self._tree is None else self._tree

    @property
    def qualifiers(self) -> str:
        """Which of ``?``, ``~`` and ``%`` occur, in this order; empty when none does."""
        text = self.edtf
        if "?" not in text and "~" not in text and "%" not in text:
            return ""
        marks = text if self._padding is NO_PADDING else "".join(map(self._padding.left, text))
        return "".join(mark for mark in "?~%" if mark in marks)

    @property
    def is_exact(self) -> bool:
        """Whether start and end are each one known day, without a qualifier."""
        bounds = self._bounds
        known = bounds.start_min == bounds.start_max and bounds.end_min == bounds.end_max
        return known and not self.qualifiers and bounds.start_min > OPEN_START and bounds.end_max < OPEN_END

    def canonical(self) -> When:
        """The same date in normal form: the members of a set sorted, each once, without spaces; a one-of set of a
        single date as that date; qualifiers on the right of what they doubt, where the year is doubted too.

        >>> str(When.parse("[?2004-?06-?11, 2003]").canonical())
        '[2003,2004-06-11?]'
        """
        text = format_edtf(normal_form(self.tree))
        return When(text) if self._padding is NO_PADDING else _padded(text, self._padding)

    def words(self, locale: str = "en", *, short: bool = False, unsaid_year: int | None = None) -> str:
        """The date in words for people, which never claim more than the text.

        Parameters
        ----------
        locale : ``en``, ``ru``, ``zh``, ``de`` or ``fr``.
        short : months abbreviated.
        unsaid_year : a year that the reader knows already (astronomical: 0 is 1 BCE), left out where no other occurs.

        Raises
        ------
        QueryError
            There are no words for the locale.

        >>> When.parse("2014-02-20/2014-03-18").words(short=True)
        '20 Feb to 18 Mar 2014'
        >>> When.parse("2014-02-20/2014-03-18").words("ru")
        'с 20 февраля по 18 марта 2014 г.'
        """
        if unsaid_year is None and (words := plain_words(self.edtf, locale=locale, short=short)) is not None:
            return words
        return words_of(self.tree, locale=locale, short=short, unsaid_year=unsaid_year)

    def before(self, other: When) -> Certainty:
        """Whether this ends before the other starts (Allen's before or meets)."""
        return self._compared(other, lambda mine, theirs: mine.before(theirs))

    def after(self, other: When) -> Certainty:
        """Whether this starts after the other ends (Allen's after or met by)."""
        return _dated(other).before(self)

    def overlaps(self, other: When) -> Certainty:
        """Whether the two share at least one day. For Allen's narrower overlaps, see :func:`relation`."""
        return self._compared(
            other,
            lambda mine, theirs: Certainty.any_of(
                one.overlaps(another) for one in self._stretches_of(mine) for another in other._stretches_of(theirs)
            ),
        )

    def within(self, other: When) -> Certainty:
        """Whether this lies wholly inside the other: starts no earlier, ends no later, and fills none of its holes."""
        return self._compared(
            other,
            lambda mine, theirs: Certainty.all_of(
                within_pieces(one, other._pieces_of(theirs)) for one in self._pieces_of(mine)
            ),
        )

    def contains(self, other: When) -> Certainty:
        """Whether the other lies wholly inside this."""
        return _dated(other).within(self)

    def meets(self, other: When) -> Certainty:
        """Whether the other starts on the day after this ends."""
        return relation(self, other)[AllenRelation.MEETS]

    def met_by(self, other: When) -> Certainty:
        """Whether this starts on the day after the other ends."""
        return relation(self, other)[AllenRelation.MET_BY]

    def starts(self, other: When) -> Certainty:
        """Whether both start on the same day, and this ends first."""
        return relation(self, other)[AllenRelation.STARTS]

    def started_by(self, other: When) -> Certainty:
        """Whether both start on the same day, and the other ends first."""
        return relation(self, other)[AllenRelation.STARTED_BY]

    def finishes(self, other: When) -> Certainty:
        """Whether both end on the same day, and this starts later."""
        return relation(self, other)[AllenRelation.FINISHES]

    def finished_by(self, other: When) -> Certainty:
        """Whether both end on the same day, and the other starts later."""
        return relation(self, other)[AllenRelation.FINISHED_BY]

    def equals(self, other: When) -> Certainty:
        """Whether both start on the same day and end on the same day. ``1985`` and ``1985`` possibly do."""
        return relation(self, other)[AllenRelation.EQUALS]

    def duration(self) -> tuple[int, int | None]:
        """The fewest and the most days that it may last; the most is ``None`` where there is no bound.

        What is still going on lasts one day at least. An all-of set lasts from its first start to its last end.
        A qualifier moves neither number.

        >>> When.parse("2014-02-20/2014-03").duration()
        (10, 40)
        """
        fewest, most = zip(*(reading.duration() for reading in self.readings), strict=True)
        return min(fewest), _most(most)

    def gap(self, other: When) -> tuple[int | None, int | None]:
        """The fewest and the most days from the earlier end to the later start, in either order.

        1 for consecutive days, 0 where they share one day, -1 where two, and so on; ``None`` where there is no bound.
        An all-of set counts as a whole. A qualifier moves neither number.

        >>> When.parse("2022-02-04").gap(When.parse("2022-02-24"))
        (20, 20)
        """
        gaps = [mine.gap(theirs) for mine in self.readings for theirs in _dated(other).readings]
        fewest, most = zip(*gaps, strict=True)
        return None if None in fewest else min(fewest), _most(most)

    def intersection(self, other: When) -> Bounds | None:
        """Between which days the days that both share start and end; ``None`` when they can share none.

        Whether they do share any is for :meth:`overlaps` to say.
        """
        shared = [
            mine.intersection(theirs)
            for reading in self.readings
            for another in _dated(other).readings
            for mine in self._pieces_of(reading)
            for theirs in other._pieces_of(another)
        ]
        possible = [days for days in shared if days is not None]
        return hull(possible) if possible else None

    def padded(self, *, approximate: str | None = None, uncertain: str | None = None) -> When:
        """The date with bounds as wide as the reader takes its qualifiers to reach, and without these qualifiers.

        Every date, interval end or member of a set that bears the qualifier, on whatever part, is widened on both
        sides. A qualifier that no period is given for remains, and nothing is certain.

        Parameters
        ----------
        approximate : how far ``~`` reaches, such as ``P1Y``, ``P6M``, ``P2W`` or ``P10D``.
        uncertain : how far ``?`` reaches; ``%`` reaches as far as both together.

        Returns
        -------
        A one-of set of days where EDTF can write the result. It cannot for interval ends, all-of sets, years beyond
        9999 and more than 200 characters: then the text stays, ``bounds`` are wider, and the padding counts in ``==``
        and ``repr``. Such a date is for comparing; a record refuses it.

        Raises
        ------
        QueryError
            No period is given, or one is malformed.

        >>> str(When.parse("1991~").padded(approximate="P1Y"))
        '[1990-01-01..1992-12-31]'
        """
        if approximate is None and uncertain is None:
            raise QueryError("how far does a doubt reach? (write padded(approximate='P1Y', uncertain='P1M'))")
        padding = self._padding.or_else(approximate, uncertain)
        if padding.left(self.edtf) == self._padding.left(self.edtf):
            return self
        text = padded_text(self.tree, self.edtf, padding)
        return _padded(self.edtf, padding) if text is None else When(text)

    def _compared(self, other: When, compare: Callable[[Bounds, Bounds], Certainty]) -> Certainty:
        """One answer over all readings of both."""
        return Certainty.over(
            (compare(mine, theirs) for mine in self.readings for theirs in other.readings),
            qualified=bool(self.qualifiers or _dated(other).qualifiers),
        )

    def _pieces_of(self, reading: Bounds) -> tuple[Bounds, ...]:
        """The pieces that a reading is made of: the members of an all-of set, or the reading itself."""
        return self.pieces if self._is_whole else (reading,)

    def _stretches_of(self, reading: Bounds) -> tuple[Bounds, ...]:
        """The pieces of a reading, and what they join to where there is no day between them."""
        pieces = self._pieces_of(reading)
        return pieces if len(pieces) == 1 else (*pieces, *stretches(list(pieces), certain=True))

    @property
    def _is_whole(self) -> bool:
        """Whether it is an all-of set."""
        return isinstance(self._tree, AllOf)

    @property
    def _sort_key(self) -> tuple[int, int, int, int, str, Padding]:
        return (*self._bounds, self.edtf, self._padding)

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"When({self.edtf!r}){self._padding}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, When):
            return NotImplemented
        return self.edtf == other.edtf and self._padding == other._padding

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

    def __reduce__(self) -> tuple[Callable[..., When], tuple[Any, ...]]:
        return (When, (self.edtf,)) if self._padding is NO_PADDING else (_padded, (self.edtf, self._padding))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            _validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "format": "edtf",
            "description": "EDTF (ISO 8601-2) text",
            "pattern": _PATTERN,
            "maxLength": LONGEST,
            "examples": ["2022-02-04", "2014-02~", "2014-02-27/2014-03", "2013-09-07/..", "[2022-01-26,2022-01-27]"],
        }


def _plain_bounds(text: str) -> Bounds | None:
    """The bounds of one day, or from one to another; ``None`` for every other text, also for a wrong one."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    start, end = match.groups()
    try:
        first = datetime.date.fromisoformat(start).toordinal() - _EPOCH
        last = first if end is None else datetime.date.fromisoformat(end).toordinal() - _EPOCH
    except ValueError:
        return None
    return Bounds(first, first, last, last) if first <= last else None


def _padded(edtf: str, padding: Padding) -> When:
    """A date that keeps its text, with the bounds of its padding."""
    when = When(edtf)
    object.__setattr__(when, "_padding", padding)
    object.__setattr__(when, "_bounds", bounds_of_tree(when.tree, edtf, widen=padding.widen))
    return when


def _most(numbers: tuple[int | None, ...]) -> int | None:
    """The largest number; ``None`` where one of them has no bound."""
    bounded = [number for number in numbers if number is not None]
    return max(bounded) if len(bounded) == len(numbers) else None


def _dated(other: object) -> When:
    """What a date is compared with, which must be a date."""
    if not isinstance(other, When):
        raise TypeError(
            f"a date compares with a When, not {type(other).__name__} (write When.parse({str(other)!r:.40}))"
        )
    return other


def _validated(value: Any) -> When:
    """A record's date from what was given for it; numbers are not dates."""
    if isinstance(value, When):
        if value._padding is not NO_PADDING:
            raise DateError(value.edtf, "EDTF cannot write how it is padded (a record keeps the date of its source)")
        return value
    if type(value) is datetime.date:
        return When(value.isoformat())
    return When.parse(value)
