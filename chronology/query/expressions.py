"""The one interpreter of terms: a term in, a narwhals expression out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import reduce
from operator import and_, or_
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from chronology.dates.certainty import Certainty
from chronology.errors import QueryError
from chronology.model.vocabulary import ACTED_ON_ROLES
from chronology.query.table import COLUMNS
from chronology.query.terms import ActingOn, AllOf, AnyOf, Everything, InTime, Involving, Listed, Mentioning, Not, Term

if TYPE_CHECKING:
    import narwhals as nw

NO_IDS: Final[Mapping[InTime, Collection[str]]] = MappingProxyType({})


def expression(term: Term, *, by_alternative: Mapping[InTime, Collection[str]] = NO_IDS) -> nw.Expr:
    """The condition on the event table that a term means.

    Where a column is null, it may be null, which a filter takes for no; ``~`` of it is then true, so that a term
    and its negation always share out the rows.

    Parameters
    ----------
    by_alternative : for each time term with ``alternatives=True``, the ids of the events for which it holds by one
        of their alternative dates.

    Raises
    ------
    QueryError
        A time term with ``alternatives=True`` that `by_alternative` lacks: the table does not hold those dates.
    """
    match term:
        case Not(inner):
            return ~expression(inner, by_alternative=by_alternative).fill_null(False)
        case AllOf(terms):
            return reduce(and_, (expression(part, by_alternative=by_alternative) for part in terms))
        case AnyOf(terms):
            return reduce(or_, (expression(part, by_alternative=by_alternative) for part in terms))
        case InTime():
            return _in_time(term, by_alternative)
        case Involving():
            return _involving(term)
        case ActingOn(actor, target):
            return _acting_on(actor, target)
        case Listed(column, values):
            return _lists_any(column, values) if COLUMNS[column] == "texts" else _column(column).is_in(list(values))
        case Mentioning(text):
            return _mentions("title", text) | _mentions("summary", text)
        case Everything():
            return _column("id").is_null() | _literal(True)
    raise QueryError(f"{type(term).__name__} is no term that a table can be asked")


def columns_of(term: Term) -> tuple[str, ...]:
    """The columns of the event table that a term looks at, each once."""
    return tuple(dict.fromkeys(_columns(term)))


def leaves(term: Term) -> Iterable[Term]:
    """The terms that a term is put together from, in the order in which they are written."""
    match term:
        case Not(inner):
            yield from leaves(inner)
        case AllOf(terms) | AnyOf(terms):
            for part in terms:
                yield from leaves(part)
        case _:
            yield term


def _columns(term: Term) -> Iterable[str]:
    for leaf in leaves(term):
        match leaf:
            case InTime(relation, _, certainty, alternatives):
                yield from ("start_min", "start_max", "end_min", "end_max")
                yield from ("qualifiers",) if certainty is Certainty.CERTAIN else ()
                yield from ("date",) if certainty is Certainty.CERTAIN and relation == "during" else ()
                yield from ("id",) if alternatives else ()
            case Involving(actors, role, together):
                yield "roles" if role else "acting" if together else "actors"
                yield from ("side_a", "side_b") if together and len(actors) > 1 else ()
            case ActingOn():
                yield from ("acting", "roles", "side_a", "side_b")
            case Listed(column):
                yield column
            case Mentioning():
                yield from ("title", "summary")
            case Everything():
                yield "id"


def _in_time(term: InTime, by_alternative: Mapping[InTime, Collection[str]]) -> nw.Expr:
    bounds = term.date.bounds
    holds = _TIMES[term.relation, term.certainty](bounds.start_min, bounds.end_max)
    if term.certainty is Certainty.CERTAIN:
        holds = holds & (_column("qualifiers") == "")
    if not term.alternatives:
        return holds
    if term not in by_alternative:
        raise QueryError(f"{term!r}: a bare table holds no alternative dates (ask the Registry, or without them)")
    ids = by_alternative[term]
    return holds | _column("id").is_in(list(ids)) if ids else holds


def _possibly_during(first: int, last: int) -> nw.Expr:
    return (_column("start_min") <= last) & (_column("end_max") >= first)


def _certainly_during(first: int, last: int) -> nw.Expr:
    """An all-of set has holes that the four days cannot show, so it may share a day, but never certainly."""
    shares = (_column("start_max") <= last) & (_column("end_min") >= first)
    return shares & ~_column("date").str.starts_with("{")


def _possibly_within(first: int, last: int) -> nw.Expr:
    return (_column("start_max") >= first) & (_column("end_min") <= last)


def _certainly_within(first: int, last: int) -> nw.Expr:
    return (_column("start_min") >= first) & (_column("end_max") <= last)


_TIMES: Final[Mapping[tuple[str, Certainty], Callable[[int, int], nw.Expr]]] = MappingProxyType(
    {
        ("during", Certainty.POSSIBLE): _possibly_during,
        ("during", Certainty.CERTAIN): _certainly_during,
        ("within", Certainty.POSSIBLE): _possibly_within,
        ("within", Certainty.CERTAIN): _certainly_within,
        ("before", Certainty.POSSIBLE): lambda first, _: _column("end_min") < first,
        ("before", Certainty.CERTAIN): lambda first, _: _column("end_max") < first,
        ("after", Certainty.POSSIBLE): lambda _, last: _column("start_max") > last,
        ("after", Certainty.CERTAIN): lambda _, last: _column("start_min") > last,
    }
)
"""Each time term as a condition on the first and the last day asked for. They rely on ``start_min <= end_min`` and
``start_max <= end_max``. The sentinels need no case of their own: no day lies before OPEN_START or after OPEN_END."""


def _involving(term: Involving) -> nw.Expr:
    if term.role:
        return _lists_all("roles", [f"{actor}:{term.role}" for actor in term.actors])
    if not term.together:
        return _lists_all("actors", term.actors)
    acting = _lists_all("acting", term.actors)
    if len(term.actors) == 1:
        return acting
    return acting & ~(_lists_any("side_a", term.actors) & _lists_any("side_b", term.actors)).fill_null(False)


def _acting_on(actor: str, target: str) -> nw.Expr:
    targeted = _lists_any("roles", (f"{target}:{role}" for role in ACTED_ON_ROLES))
    opposed = reduce(
        or_,
        (
            _column(one).list.contains(actor) & _column(other).list.contains(target)
            for one, other in (("side_a", "side_b"), ("side_b", "side_a"))
        ),
    )
    allied = reduce(or_, (_lists_all(side, (actor, target)).fill_null(False) for side in ("side_a", "side_b")))
    return _column("acting").list.contains(actor) & ((targeted & ~allied) | opposed.fill_null(False))


def _lists_all(column: str, values: Iterable[str]) -> nw.Expr:
    return reduce(and_, (_column(column).list.contains(value) for value in values))


def _lists_any(column: str, values: Iterable[str]) -> nw.Expr:
    return reduce(or_, (_column(column).list.contains(value) for value in values))


def _mentions(column: str, text: str) -> nw.Expr:
    lowered = _column(column).str.to_lowercase()
    return reduce(or_, (lowered.str.contains(spelling, literal=True) for spelling in _spellings(text)))


def _spellings(text: str) -> tuple[str, ...]:
    """The lower-case forms that a text may have in a table.

    Engines differ over a final sigma, and a table may hold accents composed or not.
    """
    lowered = (text.lower(), "".join(char.lower() for char in text))
    return tuple(dict.fromkeys(unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in lowered))


def _column(name: str) -> nw.Expr:
    import narwhals as nw

    return nw.col(name)


def _literal(value: bool) -> nw.Expr:
    import narwhals as nw

    return nw.lit(value)
