"""Syntax tree -> the tree of its normal form: one text for dates that say the same in different ways."""

from __future__ import annotations

import itertools
from typing import TypeVar

from chronology.dates.bounds import Bounds
from chronology.dates.edtf import (
    AllOf,
    Date,
    Interval,
    LongYear,
    OneOf,
    Open,
    Part,
    Single,
    Span,
    Tree,
    Unknown,
    format_edtf,
)
from chronology.dates.meaning import bounds_of_tree

_End = TypeVar("_End", Date | LongYear, Date | LongYear | Open | Unknown)


def normal_form(tree: Tree) -> Tree:
    """The members of a set sorted, each once, a one-of set of a single date as that date; and the qualifiers of a date
    on the right of what they doubt: of the year, or of the year and what follows, as far as the doubt is the same, and
    on the left of each other part."""
    match tree:
        case Date() | LongYear():
            return _normal(tree)
        case Interval(start, end):
            return Interval(_normal(start), _normal(end))
        case OneOf(members):
            normal = _normal_members(OneOf, members)
            return normal[0] if len(normal) == 1 and not isinstance(normal[0], Span) else OneOf(normal)
        case AllOf(members):
            return AllOf(_normal_members(AllOf, members))


def _normal_members(kind: type[OneOf | AllOf], members: tuple[Single | Span, ...]) -> tuple[Single | Span, ...]:
    by_text = {format_edtf(member): member for member in map(_normal_member, members)}

    def order(text: str) -> tuple[bool, bool, Bounds, str]:
        # A range can be open at its start only as the first member, at its end only as the last.
        return not text.startswith(".."), text.endswith(".."), bounds_of_tree(kind((by_text[text],)), text), text

    return tuple(by_text[text] for text in sorted(by_text, key=order))


def _normal_member(member: Single | Span) -> Single | Span:
    if not isinstance(member, Span):
        return _normal(member)
    return Span(member.first and _normal(member.first), member.last and _normal(member.last))


def _normal(end: _End) -> _End:
    return _normal_date(end) if isinstance(end, Date) else end


def _normal_date(date: Date) -> Date:
    marks = _marks(date.parts)
    shared = len(list(itertools.takewhile(lambda mark: mark == marks[0], marks)))
    year, *rest = (
        Part(part.digits, left="" if place < shared else mark, right=mark if place == shared - 1 else "")
        for place, (part, mark) in enumerate(zip(date.parts, marks, strict=True))
    )
    month, day = (*rest, None, None)[:2]
    return Date(year, month, day, date.significant, date.time)


def _marks(parts: tuple[Part, ...]) -> list[str]:
    """The qualifier of each part: its own, and those on the right of it or of a later part."""
    return [_joined(part.left + "".join(later.right for later in parts[place:])) for place, part in enumerate(parts)]


def _joined(marks: str) -> str:
    both = "%" in marks or ("?" in marks and "~" in marks)
    return "%" if both else marks[:1]
