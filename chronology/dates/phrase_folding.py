"""Terms that belong together -> one term: "20世纪90年代", "the third quarter", "44 BC", "two weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from chronology.dates.phrase_parts import century
from chronology.dates.phrase_relative import (
    Anchor,
    counted,
    named_terms,
    part_of_unit,
    rolling,
    unit_terms,
    weekday_of_week,
)
from chronology.dates.phrasebook.language import Kind, Term
from chronology.errors import DateError

_SHAPES: Final = re.compile(
    r"(?P<listed>[do](?:,[do])++,?(?=[&|]))"
    r"|(?P<parenthesised>,?\([Ww]\))"
    r"|(?P<hyphened>d[-/]M[-/]y|y[-/]M[-/]d)"
    r"|(?P<season_of_years>S[klviO]{0,3}(?:y[-/U][yd]a?(?!k?[Mm])|K)|y[-/U][yd]a?k?S)"
    r"|(?P<decade_of_century>(?:[dor]c|t)k?dx|(?:dx[-]?a?|xd)[kl]{0,2}(?:[dor]D?c|rl(?![a-zA-Z])|c[dor]))"
    r"|(?P<century>E?[dor]D?k?ck?E?|rl(?=E|[^a-zA-Z]|$)E?|ck?l?[dor]E?)"
    r"|(?P<so_far>j[vl]{0,2}(?:L[ua]|t)|(?:L[ua]|[ua]L|t)v?j)"
    r"|(?P<weekday_of_week>W[,klvi]{0,3}(?:Lu|uL|t)|J)"
    r"|(?P<counted>f|[zd][uax]g|g[zd][uax]|v[zd][uax]|[zd][uax][12]|B[zd][uax])"
    r"|(?P<rolling>[qLC][zd][uax]|[zd][LC][uax]|q[ua])"
    r"|(?P<named>L[MSW]|[MSW]L(?![uacQ]))"
    r"|(?P<unit>L[uacQ]|[uacQ]L|t)"
    r"|(?P<year_and_quarter>y[-/]Q[do]|Q[do][-/]y)"
    r"|(?P<portion>[odr][Dx]?k?l?[QH]|[QH][dor])"
    r"|(?P<decade>E?[ydn]x[k-]?a?E?|xk?[yd])"
    r"|(?P<year_of_era>E[dyn]a?|(?:ak?)?[dyn]D?a?k?E)"
    r"|(?P<year>[NK]a|[yn]D?a|ak?[yn]|(?<=[-U9O])da)"
    r"|(?P<month>dm)"
    r"|(?P<day>[do]l?D)"
)
"""The shapes of terms that become one, the longest and most special first."""


def folded(terms: list[Term], anchor: Anchor) -> list[Term]:
    """The terms of a phrase, those that belong together made one.

    Raises
    ------
    DateError
        They belong together and make no sense.
    """
    shape = "".join([term.kind for term in terms])
    result: list[Term] = []
    at = 0
    for match in _SHAPES.finditer(shape):
        start, end = match.span()
        result += terms[at:start]
        result += _fold(match.lastgroup or "", terms[start:end], anchor)
        at = end
    return result + terms[at:] if at else terms


def _fold(name: str, terms: list[Term], anchor: Anchor) -> list[Term]:
    return _FOLDS[name](terms) if name in _FOLDS else _ANCHORED_FOLDS[name](terms, anchor)


def _found(terms: list[Term], kinds: str) -> Term:
    return next(term for term in terms if term.kind in kinds)


def _era(terms: list[Term]) -> bool | None:
    """Whether an era among the terms is the one before the common era; ``None`` when there is none."""
    eras = {term.value for term in terms if term.kind == Kind.ERA}
    if len(eras) > 1:
        raise DateError("", "it names two eras")
    return eras.pop() if eras else None


def _listed(terms: list[Term]) -> list[Term]:
    days = [term for term in terms if term.kind != Kind.COMMA]
    return [part for day in days for part in (day, Term(Kind.LISTED))][:-1]


def _parenthesised(terms: list[Term]) -> list[Term]:
    return [terms[-2]]


def _hyphened(terms: list[Term]) -> list[Term]:
    first, _, month, _, last = terms
    year, day = (first, last) if first.kind == Kind.FOUR_DIGITS else (last, first)
    return [Term(Kind.DATE, (year.value, month.value, day.value))]


def _season_of_years(terms: list[Term]) -> list[Term]:
    season = _found(terms, Kind.SEASON)
    both = [term for term in terms if term.kind in "yd"]
    first, second = (both[0].value, both[1]) if both else _found(terms, Kind.YEAR_MONTH).value
    following: int = second if isinstance(second, int) else second.value
    if season.value != 24 or following not in (first + 1, (first + 1) % 100):
        raise DateError("", "only a winter lies in two years, one after the other")
    return [Term(Kind.YEAR, first), Term(Kind.GROUP, season.value)]


def _decade_of_century(terms: list[Term], anchor: Anchor) -> list[Term]:
    at = next(at for at, term in enumerate(terms) if term.kind == Kind.DECADE)
    at = at - 1 if terms[at - 1].kind == Kind.NUMBER and at else at + 1
    decade, rest = terms[at].value, terms[:at] + terms[at + 1 :]
    if terms[0].kind == Kind.UNIT_OFFSET:
        (years,) = unit_terms(anchor, *_offset_of(terms[0], "century"))
    else:
        (years,) = _century([term for term in rest if term.kind in "dorDcl"])
    first = years.value[0] - 1
    if decade % 10 or decade > 90:
        raise DateError("", f"there is no decade {decade}")
    return [Term(Kind.YEARS, (first + decade, first + decade + 9))]


def _century(terms: list[Term]) -> list[Term]:
    number = _found(terms, "dor").value
    size = next((term.value for term in terms if term.kind == Kind.CENTURY), 100)
    if terms[0].kind == Kind.ROMAN and terms[1].kind == Kind.LEAD and terms[1].word != "в":
        return terms
    return [Term(Kind.YEARS, century(number, size=size, is_bce=bool(_era(terms))))]


def _decade(terms: list[Term], anchor: Anchor) -> list[Term]:
    number = _found(terms, "ydn")
    year, is_bce = number.value, _era(terms)
    if is_bce is None and len(number.word) < 3:
        raise DateError("", f"the century of the decade '{number.word}' is not said")
    if year % 10:
        raise DateError("", f"no decade begins with {year}")
    span = 10
    if year % 100 == 0 and year:
        # "the 1800s" are a century to everyone; the 1900s and 2000s are a decade to some.
        is_old = not is_bce and year <= 1800 and _found(terms, Kind.DECADE).word == "s"
        span = 100 if is_old else anchor.pick("hundreds", 10, 100)
    return [Term(Kind.YEARS, (2 - year - span, 1 - year) if is_bce else (year, year + span - 1))]


def _so_far(terms: list[Term], anchor: Anchor) -> list[Term]:
    offset, unit = _offset(terms)
    if offset != 0:
        raise DateError("", "'earlier' and 'later' go with this week, month or year")
    return [Term(Kind.READING, part_of_unit(anchor, unit, _found(terms, Kind.EARLIER).value))]


def _weekday_of_week(terms: list[Term], anchor: Anchor) -> list[Term]:
    if terms[0].kind == Kind.WEEKDAY_OFFSET:
        return [weekday_of_week(anchor, *terms[0].value)]
    offset, unit = _offset(terms)
    if unit != "week":
        raise DateError("", f"a {unit} has more than one such day")
    return [weekday_of_week(anchor, offset, terms[0].value)]


def _counted(terms: list[Term], anchor: Anchor) -> list[Term]:
    if terms[0].kind == Kind.COUNTED:
        return [Term(Kind.READING, counted(anchor, *terms[0].value))]
    direction = next((term.value for term in terms if term.kind == Kind.AGO), None)
    if direction is None:
        sign = _found(terms, "vB12")
        if sign.kind == Kind.BEFORE and sign.value != "ago":
            return terms
        direction = -1 if sign.kind in (Kind.BEFORE, Kind.TAIL_BEFORE) else 1
    reading = counted(anchor, _found(terms, "zd").value, _unit_of(terms), direction)
    return [Term(Kind.READING, reading)]


def _rolling(terms: list[Term], anchor: Anchor) -> list[Term]:
    direction = _found(terms, "qLC").value
    if direction == 0:
        raise DateError("", "'these' days, weeks or months are not one time")
    count = next((term.value for term in terms if term.kind in "zd"), None)
    unit = _unit_of(terms) if count else _one_unit(terms)
    return [Term(Kind.READING, rolling(anchor, count or 1, unit, direction))]


def _unit_of(terms: list[Term]) -> str:
    """The unit that is counted, in the singular."""
    unit: str = _found(terms, "uax").value or ""
    return unit.removesuffix("s")


def _one_unit(terms: list[Term]) -> str:
    """The one unit that is meant.

    Raises
    ------
    DateError
        There are several, and not said how many.
    """
    unit: str = _found(terms, "uaQ").value
    if unit.endswith("s"):
        raise DateError("", f"how many {unit} is not said")
    return unit


def _named(terms: list[Term], anchor: Anchor) -> list[Term]:
    return named_terms(anchor, _found(terms, Kind.WHICH).value, _found(terms, "MSW"))


def _unit(terms: list[Term], anchor: Anchor) -> list[Term]:
    return unit_terms(anchor, *_offset(terms))


def _offset(terms: list[Term]) -> tuple[int, str]:
    """How many units away, and which unit: "last week" is (-1, "week")."""
    for term in terms:
        if term.kind == Kind.UNIT_OFFSET:
            offset, unit = term.value
            return offset, unit
    centuries = [term.value for term in terms if term.kind == Kind.CENTURY]
    unit = ("century" if centuries[0] == 100 else "millennium") if centuries else _one_unit(terms)
    return _found(terms, Kind.WHICH).value, unit


def _offset_of(term: Term, unit: str) -> tuple[int, str]:
    offset: int = term.value[0]
    if term.value[1] != unit:
        raise DateError("", f"a decade is one of a {unit}")
    return offset, unit


def _portion(terms: list[Term]) -> list[Term]:
    number, of = _found(terms, "dor").value, 4 if any(term.kind == Kind.QUARTER for term in terms) else 2
    if not 1 <= number <= of:
        raise DateError("", f"there are {of} {'quarters' if of == 4 else 'halves'}, not {number}")
    return [Term(Kind.SHARE, (number - 1, of))]


def _year_and_quarter(terms: list[Term]) -> list[Term]:
    year = _found(terms, Kind.FOUR_DIGITS)
    return [Term(Kind.YEAR, year.value), *_portion([term for term in terms if term.kind in "Qdo"])]


def _year_of_era(terms: list[Term]) -> list[Term]:
    year, is_bce = _found(terms, "dyn").value, _era(terms)
    if year == 0:
        raise DateError("", "there is no year 0 before or in the common era")
    return [Term(Kind.YEAR, 1 - year if is_bce else year, "BCE" if is_bce else "CE")]


def _year(terms: list[Term]) -> list[Term]:
    number = _found(terms, "ydnNK")
    if number.kind in (Kind.NUMBER, Kind.DATE, Kind.YEAR_MONTH):
        return [number]
    if number.value > 9999:
        raise DateError("", "a year has four digits")
    return [Term(Kind.YEAR, number.value)]


def _month(terms: list[Term]) -> list[Term]:
    month = terms[0].value
    if not 1 <= month <= 12:
        raise DateError("", f"there is no month {month}")
    return [Term(Kind.MONTH, month)]


def _day(terms: list[Term]) -> list[Term]:
    return [Term(Kind.ORDINAL, terms[0].value, terms[0].word)]


_FOLDS: Final[dict[str, Callable[[list[Term]], list[Term]]]] = {
    "listed": _listed,
    "parenthesised": _parenthesised,
    "hyphened": _hyphened,
    "season_of_years": _season_of_years,
    "century": _century,
    "year_and_quarter": _year_and_quarter,
    "portion": _portion,
    "year_of_era": _year_of_era,
    "year": _year,
    "month": _month,
    "day": _day,
}
_ANCHORED_FOLDS: Final[dict[str, Callable[[list[Term], Anchor], list[Term]]]] = {
    "decade_of_century": _decade_of_century,
    "so_far": _so_far,
    "weekday_of_week": _weekday_of_week,
    "counted": _counted,
    "rolling": _rolling,
    "named": _named,
    "unit": _unit,
    "decade": _decade,
}
