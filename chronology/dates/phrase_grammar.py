"""The grammar of date phrases, the same for all languages: terms -> EDTF texts.

It works on the *shape* of a phrase, one letter a term (see ``phrasebook.language.Kind``): first the terms that belong
together become one (``folding``), then the shape is parted into heads ("before"), pieces ("20 March 2023") and
connectors ("to").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final, NamedTuple

from chronology.dates.phrase_folding import folded
from chronology.dates.phrase_parts import NO_YEAR, Partial, reading_of, shared
from chronology.dates.phrase_readings import (
    Reading,
    Stretch,
    between,
    following,
    interval_end,
    marked,
    moment,
    parts_text,
    previous,
)
from chronology.dates.phrase_relative import Anchor, day_term, weekday_term
from chronology.dates.phrasebook.language import Kind, Term
from chronology.errors import DateError

UNREAD: Final = "its words are words of dates, but together they say no date that is known here"

_CORE: Final = "yYdornMSGXNKPWwTh8Re"
_HEADED: Final = re.compile(r"(?:([~?l]*)([BAFIU9ZVb]))?([^BAFIZVb1-7]*+)([1-7]?)")
_TAILS: Final = dict(zip("1234567", "BAIUZVb", strict=True))
_MOMENTS: Final = {Kind.FROM: Kind.NOT_BEFORE, Kind.SINCE: Kind.NOT_BEFORE, Kind.UNTIL: Kind.BY}
"""What "some time" makes of a head: "some time from 2020 on" is one moment, not a state that goes on."""
_RANGE_HEADS: Final = ("", Kind.FROM, Kind.SINCE)
_RANGE_CONNECTORS: Final = "->U9O"
_CONNECTOR: Final = re.compile(rf"[->U9&|;]|(?<=[{_CORE},~?])O")
_PIECE: Final = re.compile(rf"([lvikO,~?]*+)([{_CORE}](?:[,kliv]{{0,3}}[{_CORE}])*+)([,~?]*)")
_PRESENT: Final = re.compile(r"[lkOvi]*[pe]")
_FILLERS: Final = "lvikO,"
_SAME: Final = str.maketrans({**dict.fromkeys(_FILLERS), "y": "Y", "o": "d", "S": "G", "w": "W"})

_DATES: Final = ("dMY", "MdY", "YMd", "dMn", "Mdn", "N", "dM", "Md", "P", "PY", "d", "dY", "Kd", "dK")
_OTHERS: Final = ("Y", "MY", "YM", "GY", "YG", "X", "K", "M", "G")
_SKELETONS: Final = frozenset(
    [
        *_DATES,
        *_OTHERS,
        *(f"W{dates}" for dates in _DATES),
        *(f"{dates}W" for dates in _DATES),
        *(f"T{others}" for others in _OTHERS),
        *(f"{others}8" for others in _OTHERS),
        *(f"h{others}" for others in _OTHERS),
        *(f"{others}h" for others in _OTHERS),
        *("W", "T", "h", "R", "e", "n", "r"),
    ]
)
"""What a piece may be made of, without fillers: days with or without a weekday, larger dates with or without a portion,
and what only the other end of a range completes."""


_FIELDS: Final = {
    Kind.FOUR_DIGITS: "year",
    Kind.LONG_NUMBER: "year",
    Kind.MONTH: "month",
    Kind.NUMBER: "day",
    Kind.ORDINAL: "day",
    Kind.SEASON: "season",
    Kind.GROUP: "group",
    Kind.YEARS: "years",
    Kind.PORTION: "portion",
    Kind.TAIL_PORTION: "portion",
    Kind.SHARE: "portion",
    Kind.WEEKDAY: "weekday",
    Kind.SHORT_WEEKDAY: "weekday",
    Kind.READING: "reading",
}
_ERAS: Final = {"BCE": True, "CE": False}


class Outline(NamedTuple):
    """The head of a phrase, the qualifiers in front of it, the connectors, and the terms between these."""

    kind: str
    mark: str
    connectors: str
    parts: list[list[Term]]


class Piece(NamedTuple):
    """One date of a phrase and the qualifiers in front of it and after it."""

    partial: Partial
    before: str
    after: str


def edtf_of(terms: list[Term], anchor: Anchor) -> str:
    """The EDTF text of a phrase.

    Raises
    ------
    DateError
        The terms say no date, or one that cannot be.
    """
    terms, is_moment = _without_some_time(folded(terms, anchor))
    shape = _shape(terms)
    if shape[:1] == Kind.COMMA or shape[-1:] == Kind.COMMA:
        raise DateError("", UNREAD)
    alone = _PIECE.fullmatch(shape)
    if alone is not None:
        return _single("", _piece_of(alone, terms, anchor), "", anchor)
    outline = _outline(terms, shape, is_moment=is_moment)
    if len(outline.parts) == 1:
        return _single(outline.kind, _piece(outline.parts[0], anchor), outline.mark, anchor)
    if len(outline.parts) == 2 and _PRESENT.fullmatch(_shape(outline.parts[1])):
        return _until_now(outline, anchor)
    return _several(outline, [_piece(part, anchor) for part in outline.parts], anchor)


def _outline(terms: list[Term], shape: str, *, is_moment: bool) -> Outline:
    match = _HEADED.fullmatch(shape)
    if match is None:
        raise DateError("", UNREAD)
    doubt, head, body, tail = match.groups(default="")
    start = len(doubt) + len(head)
    if head == Kind.FROM and body[-1:] == Kind.ON:
        body, tail = body[:-1], Kind.TAIL_SINCE
    body = body.rstrip(Kind.COMMA)
    kind = _one_head(head, tail)
    places = [found.start() for found in _CONNECTOR.finditer(body)]
    if places and tail and kind != Kind.BETWEEN:
        raise DateError("", UNREAD)
    if is_moment:
        kind = Kind.BETWEEN if places and kind in _RANGE_HEADS else _MOMENTS.get(kind, kind)
    inner = terms[start : start + len(body)]
    parts = [inner[after + 1 : place] for after, place in pairwise([-1, *places, len(body)])]
    return Outline(kind, _mark(doubt), "".join([body[place] for place in places]), parts)


def _without_some_time(terms: list[Term]) -> tuple[list[Term], bool]:
    """The terms without "some time", and whether it stood at either edge of the phrase."""
    shape = _shape(terms)
    at = shape.find(Kind.SOME_TIME)
    if at < 0:
        return terms, False
    if shape[:at].strip("~?lvO") and shape[at + 1 :].strip("~?"):
        raise DateError("", UNREAD)
    return terms[:at] + terms[at + 1 :], True


def _shape(terms: list[Term]) -> str:
    return "".join([term.kind for term in terms])


def _mark(shape: str) -> str:
    """The qualifier among the letters around a date."""
    return marked(Kind.ABOUT if Kind.ABOUT in shape else "", Kind.DOUBT if Kind.DOUBT in shape else "")


def _one_head(head: str, tail: str) -> str:
    """The head of a phrase that may stand in front, behind or around: "from 1985 on", "自1985年以来"."""
    kind = _TAILS.get(tail, "")
    if not head or not kind or head == kind:
        return head or kind
    if head == Kind.FROM and kind == Kind.SINCE:
        return Kind.SINCE
    raise DateError("", UNREAD)


def _piece(terms: list[Term], anchor: Anchor) -> Piece:
    match = _PIECE.fullmatch(_shape(terms))
    if match is None:
        raise DateError("", UNREAD)
    return _piece_of(match, terms, anchor)


def _piece_of(match: re.Match[str], terms: list[Term], anchor: Anchor) -> Piece:
    lead, core, after = match.groups()
    inner = terms[len(lead) : len(lead) + len(core)]
    partial = _partial(core.translate(_SAME), inner, anchor)
    if lead and lead.strip("~?,"):
        partial = partial._replace(leads=True)
    return Piece(partial, _mark(lead) if lead else "", _mark(after) if after else "")


def _partial(skeleton: str, terms: list[Term], anchor: Anchor) -> Partial:
    if skeleton not in _SKELETONS:
        raise DateError("", UNREAD)
    if skeleton == "W":
        if terms[0].kind == Kind.SHORT_WEEKDAY:
            raise DateError("", UNREAD)
        terms = [weekday_term(anchor, terms[0].value)]
    elif skeleton == "e":
        terms = [day_term(anchor, terms[0].value)]
    if skeleton in ("d", "n", "r"):
        return Partial(number=next(term for term in terms if term.kind in "dorn"))
    parts: dict[str, Any] = {}
    for kind, value, word in terms:
        if kind in _FIELDS:
            parts[_FIELDS[kind]] = value
        elif kind == Kind.DATE:
            parts["year"], parts["month"], parts["day"] = value
        elif kind == Kind.YEAR_MONTH:
            parts["year"], parts["month"] = value
        elif kind == Kind.DAY_MONTH:
            parts["day"], parts["month"] = value
        elif kind == Kind.YEAR:
            parts["year"], parts["is_bce"] = value, _ERAS.get(word)
        elif kind not in _FILLERS:
            raise DateError("", UNREAD)
    return Partial(**parts)


def _single(kind: str, piece: Piece, mark: str, anchor: Anchor) -> str:
    """A date with or without a head."""
    reading = reading_of(piece.partial._replace(leads=True) if kind else piece.partial, anchor)
    mark = marked(mark, marked(piece.before, piece.after))
    if isinstance(reading, Stretch):
        if kind:
            raise DateError("", UNREAD)
        return f"{reading.start}{mark}/{reading.end}{mark}"
    if kind == Kind.UNTIL_OR_BEFORE:
        kind = anchor.pick("until", Kind.UNTIL, Kind.BEFORE)
    mark = marked(mark, reading.mark)
    match kind:
        case "":
            return moment(reading, mark)
        case Kind.BEFORE:
            return f"[..{parts_text(previous(reading.first))}{mark}]"
        case Kind.AFTER:
            return f"[{parts_text(following(reading.last))}{mark}..]"
        case Kind.BY:
            return f"[..{reading.text or parts_text(reading.last)}{mark}]"
        case Kind.NOT_BEFORE:
            return f"[{reading.text or parts_text(reading.first)}{mark}..]"
        case Kind.SINCE:
            return f"{interval_end(reading, mark)}/.."
        case Kind.FROM:
            return f"{interval_end(reading, mark)}/"
        case Kind.UNTIL:
            return f"/{interval_end(reading, mark)}"
        case _:
            raise DateError("", UNREAD)


def _until_now(outline: Outline, anchor: Anchor) -> str:
    """A range that goes on: "1985 to the present"."""
    if outline.kind not in _RANGE_HEADS or outline.connectors not in _RANGE_CONNECTORS:
        raise DateError("", UNREAD)
    piece = _piece(outline.parts[0], anchor)
    reading = _plain_reading(piece.partial, anchor)
    return f"{interval_end(reading, marked(outline.mark, marked(piece.before, piece.after)))}/.."


def _plain_reading(partial: Partial, anchor: Anchor) -> Reading:
    reading = reading_of(partial, anchor)
    if isinstance(reading, Stretch):
        raise DateError("", UNREAD)
    return reading


def _several(outline: Outline, pieces: list[Piece], anchor: Anchor) -> str:
    """A range, a choice or an enumeration."""
    kind, connectors = outline.kind, set(outline.connectors)
    named = [piece.partial for piece in pieces]
    if kind:
        named = [partial._replace(leads=True) for partial in named]
    partials, is_shared = _shared(named, anchor)
    readings = [_plain_reading(partial, anchor) for partial in partials]
    marks = _marks(outline, pieces, is_shared, anchor)
    if not kind and connectors in ({"|"}, {"|", ";"}):
        return f"[{','.join(map(_choice, readings, marks))}]"
    if not kind and connectors in ({"&"}, {"&", ";"}):
        return f"{{{','.join(map(_listed, readings, marks))}}}"
    if len(pieces) == 2 and kind == Kind.BETWEEN and outline.connectors in _RANGE_CONNECTORS + "&":
        return f"[{between(readings[0], readings[1], marks[0], marks[1])}]"
    if len(pieces) == 2 and kind in _RANGE_HEADS and outline.connectors in _RANGE_CONNECTORS:
        return _range(pieces, readings, marks)
    raise DateError("", UNREAD)


def _shared(partials: list[Partial], anchor: Anchor) -> tuple[list[Partial], bool]:
    """The dates of a range or list, completed from one another, and whether any needed it."""
    full = list(partials)
    for at in range(len(full) - 1, 0, -1):
        full[at - 1], full[at] = shared(full[at - 1], full[at], anchor)
    for at in range(1, len(full) - 1):
        full[at], full[at + 1] = shared(full[at], full[at + 1], anchor)
    is_shared = full != partials
    unsaid = [partial for partial in full if not partial.names_year]
    if unsaid and len(unsaid) < len(full):
        raise DateError("", NO_YEAR)
    if unsaid:
        year = _plain_reading(full[0], anchor).first[0]
        full = [partial._replace(year=year) for partial in full]
    return full, is_shared


def _marks(outline: Outline, pieces: list[Piece], is_shared: bool, anchor: Anchor) -> list[str]:
    """The qualifier of each date of a range or list."""
    own = [marked(piece.before, piece.after) for piece in pieces]
    if any(own):
        own = _scoped(own, pieces, outline.kind, is_shared, anchor)
    if not outline.mark:
        return own
    outer = [outline.mark] * len(pieces)
    if outline.kind in _RANGE_HEADS and not is_shared:
        outer = anchor.pick("scope", outer, [outline.mark, ""])
    return list(map(marked, outer, own))


def _scoped(own: list[str], pieces: list[Piece], kind: str, is_shared: bool, anchor: Anchor) -> list[str]:
    """The qualifiers where some date has one. One at either edge of the phrase is that of the date beside it, or of all
    of them: of all where the dates share parts, else there are two readings."""
    first, last = pieces[0], pieces[-1]
    marked_ones = [piece for piece in pieces if piece.before or piece.after]
    if len(marked_ones) != 1 or (first.before and first.after) or (last.before and last.after):
        return own
    if first.before and not kind:
        edge = first.before
    elif last.after:
        edge = last.after
    else:
        return own
    whole = [edge] * len(pieces)
    return whole if is_shared else anchor.pick("scope", own, whole)


def _choice(reading: Reading, mark: str) -> str:
    return moment(reading, mark).strip("[]")


def _listed(reading: Reading, mark: str) -> str:
    if reading.text is None:
        raise DateError("", f"EDTF has no list of parts such as {moment(reading)}: name days, months or years instead")
    return reading.text + marked(reading.mark, mark)


def _range(pieces: list[Piece], readings: list[Reading], marks: list[str]) -> str:
    first, last = readings
    portion = pieces[0].partial.portion
    if pieces[0].partial.is_portion_alone and portion is not None and portion[1] == 3:
        return f"[{between(first, last, marks[0], marks[1])}]"
    return f"{interval_end(first, marks[0])}/{interval_end(last, marks[1])}"
