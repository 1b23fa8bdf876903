"""Conditions on events as values: ``during("2014") & ~involving("RUS")``.

A term says nothing about the table that it will be asked of; ``chronology.query.select`` asks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from chronology.dates.certainty import Certainty
from chronology.dates.when import When
from chronology.errors import QueryError, did_you_mean, printable
from chronology.model.vocabulary import ROLES, STATUSES

TimeRelation = Literal["during", "within", "before", "after"]
Asked = Literal["possible", "certain"]
ListedColumn = Literal["kind", "tags", "places", "sources", "status"]


class Term:
    """A condition on events: frozen, hashable, combined with ``&``, ``|`` and ``~``.

    Two terms are equal when they are built alike; ``repr`` gives the text that builds one.

    >>> during("2014") & ~(of_kind("war") | tagged("sport"))
    during('2014') & ~(of_kind('war') | tagged('sport'))
    """

    __slots__ = ()

    def __and__(self, other: Term) -> Term:
        if not isinstance(other, Term):
            return NotImplemented
        return _joined(AllOf, self, other)

    def __or__(self, other: Term) -> Term:
        if not isinstance(other, Term):
            return NotImplemented
        return _joined(AnyOf, self, other)

    def __invert__(self) -> Term:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError("a term is neither true nor false: combine terms with & | ~, not with 'and', 'or', 'not'")


@dataclass(frozen=True, slots=True, repr=False)
class Everything(Term):
    """Holds for every event."""

    def __repr__(self) -> str:
        return "ANY"


@dataclass(frozen=True, slots=True, repr=False)
class AllOf(Term):
    """Holds where all of its terms hold."""

    terms: tuple[Term, ...]

    def __repr__(self) -> str:
        return " & ".join(f"({term!r})" if isinstance(term, AnyOf) else repr(term) for term in self.terms)


@dataclass(frozen=True, slots=True, repr=False)
class AnyOf(Term):
    """Holds where at least one of its terms holds."""

    terms: tuple[Term, ...]

    def __repr__(self) -> str:
        return " | ".join(map(repr, self.terms))


@dataclass(frozen=True, slots=True, repr=False)
class Not(Term):
    """Holds where its term does not."""

    term: Term

    def __invert__(self) -> Term:
        return self.term

    def __repr__(self) -> str:
        inner = repr(self.term)
        return f"~({inner})" if isinstance(self.term, AllOf | AnyOf) else f"~{inner}"


@dataclass(frozen=True, slots=True, repr=False)
class InTime(Term):
    """How the event's date stands to the whole span of another: see :func:`during` and its neighbours."""

    relation: TimeRelation
    date: When
    certainty: Certainty = Certainty.POSSIBLE
    alternatives: bool = False

    def __repr__(self) -> str:
        certainty = "" if self.certainty is Certainty.POSSIBLE else f", certainty='{self.certainty}'"
        alternatives = ", alternatives=True" if self.alternatives else ""
        return f"{self.relation}({self.date.edtf!r}{certainty}{alternatives})"


@dataclass(frozen=True, slots=True, repr=False)
class Involving(Term):
    """Who takes part: see :func:`involving`."""

    actors: tuple[str, ...]
    role: str | None = None
    together: bool = False

    def __repr__(self) -> str:
        role = "" if self.role is None else f", role={self.role!r}"
        together = ", together=True" if self.together else ""
        return f"involving({', '.join(map(repr, self.actors))}{role}{together})"


@dataclass(frozen=True, slots=True, repr=False)
class ActingOn(Term):
    """Who acts on whom: see :func:`acting_on`."""

    actor: str
    target: str

    def __repr__(self) -> str:
        return f"acting_on({self.actor!r}, {self.target!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Listed(Term):
    """The event bears at least one of these values in a column."""

    column: ListedColumn
    values: tuple[str, ...]

    def __repr__(self) -> str:
        return f"{_BUILDERS[self.column]}({', '.join(map(repr, self.values))})"


@dataclass(frozen=True, slots=True, repr=False)
class Mentioning(Term):
    """The title or the summary holds a text: see :func:`mentioning`."""

    text: str

    def __repr__(self) -> str:
        return f"mentioning({self.text!r})"


ANY: Final[Term] = Everything()
"""The term that holds for every event."""

_BUILDERS: Final[dict[ListedColumn, str]] = {
    "kind": "of_kind",
    "tags": "tagged",
    "places": "at",
    "sources": "sourced_from",
    "status": "with_status",
}


def during(date: When | str, *, certainty: Certainty | Asked = "possible", alternatives: bool = False) -> Term:
    """Events that share at least one day with a date.

    Parameters
    ----------
    date : EDTF text or a When; it stands for its whole span, from its earliest day to its latest.
    certainty : ``"possible"`` wants what some reading of the event's date allows, ``"certain"`` what every reading
        does, which an event with a qualified date never meets.
    alternatives : look at the alternative dates too; the term holds when it holds for any of them.

    Raises
    ------
    DateError
        The text is no date.
    QueryError
        The certainty is unknown, or a certain answer is asked about a qualified date.

    >>> during("2008-08", certainty="certain")
    during('2008-08', certainty='certain')
    """
    return _in_time("during", date, certainty, alternatives)


def within(date: When | str, *, certainty: Certainty | Asked = "possible", alternatives: bool = False) -> Term:
    """Events that lie wholly inside a date: start no earlier and end no later. Otherwise as :func:`during`."""
    return _in_time("within", date, certainty, alternatives)


def before(date: When | str, *, certainty: Certainty | Asked = "possible", alternatives: bool = False) -> Term:
    """Events that end before a date starts. Otherwise as :func:`during`."""
    return _in_time("before", date, certainty, alternatives)


def after(date: When | str, *, certainty: Certainty | Asked = "possible", alternatives: bool = False) -> Term:
    """Events that start after a date ends. Otherwise as :func:`during`."""
    return _in_time("after", date, certainty, alternatives)


def involving(*actors: str, role: str | None = None, together: bool = False) -> Term:
    """Events that name all of these actors.

    Parameters
    ----------
    actors : actor ids; asked of a registry, also names, aliases and codes.
    role : all of them must have this role, such as ``"host"``.
    together : all of them must act (party, signatory, author, member, mediator), and not on opposite sides.

    Raises
    ------
    QueryError
        No actor, an unknown role, or both `role` and `together`.

    >>> involving("RUS", "CHN", together=True)
    involving('RUS', 'CHN', together=True)
    """
    named = _texts(actors, "involving", "an actor id such as 'RUS'")
    if role is not None and role not in ROLES:
        raise QueryError(_unknown_word(role, "role", ROLES))
    _require_flag(together, "together")
    if role is not None and together:
        raise QueryError("role and together exclude each other: together=True wants any acting role (leave one out)")
    return Involving(named, role, together)


def acting_on(actor: str, target: str) -> Term:
    """Events in which one actor acts on another.

    The first acts (party, signatory, author, member, mediator); the second has the role target or affected, or the two
    stand on opposite sides. What two actors do *together* is ``involving(a, b, together=True)``.

    Parameters
    ----------
    actor, target : actor ids; asked of a registry, also names, aliases and codes.

    Raises
    ------
    QueryError
        One is no text or empty, or both are the same.

    >>> acting_on("RUS", "UKR") | acting_on("UKR", "RUS")
    acting_on('RUS', 'UKR') | acting_on('UKR', 'RUS')
    """
    named = _texts((actor, target), "acting_on", "two actor ids such as 'RUS' and 'UKR'")
    if len(named) < 2:
        raise QueryError(f"acting_on() takes two actors, not '{printable(actor)}' twice")
    return ActingOn(*named)


def of_kind(*kinds: str) -> Term:
    """Events of any of these kinds."""
    return Listed("kind", _texts(kinds, "of_kind", "a kind such as 'treaty'"))


def tagged(*tags: str) -> Term:
    """Events that bear any of these tags."""
    return Listed("tags", _texts(tags, "tagged", "a tag"))


def at(*places: str) -> Term:
    """Events at any of these places (their ids)."""
    return Listed("places", _texts(places, "at", "a place id"))


def mentioning(text: str) -> Term:
    """Events whose title or summary holds this text, whatever its case. The text is plain, not a pattern.

    Raises
    ------
    QueryError
        The text is empty.
    """
    (wanted,) = _texts((text,), "mentioning", "a word or phrase")
    return Mentioning(wanted)


def sourced_from(*sources: str) -> Term:
    """Events that cite any of these sources (their ids)."""
    return Listed("sources", _texts(sources, "sourced_from", "a source id"))


def with_status(*statuses: str) -> Term:
    """Events of any of these statuses.

    Raises
    ------
    QueryError
        A status is none of the known words.
    """
    wanted = _texts(statuses, "with_status", "a status such as 'established'")
    for status in wanted:
        if status not in STATUSES:
            raise QueryError(_unknown_word(status, "status", STATUSES))
    return Listed("status", wanted)


def _joined(whole: type[AllOf] | type[AnyOf], *terms: Term) -> Term:
    """One flat term, so that ``(a & b) & c`` equals ``a & (b & c)``."""
    return whole(tuple(part for term in terms for part in (term.terms if isinstance(term, whole) else (term,))))


def _in_time(relation: TimeRelation, date: When | str, certainty: Certainty | Asked, alternatives: bool) -> Term:
    when = date if isinstance(date, When) else When.parse(date)
    asked = _asked(certainty)
    if asked is Certainty.CERTAIN and when.qualifiers:
        reason = "has a qualifier, and a qualified date makes nothing certain"
        raise QueryError(f"'{printable(when.edtf)}' {reason} (leave out '{when.qualifiers}' or ask what is possible)")
    _require_flag(alternatives, "alternatives")
    return InTime(relation, when, asked, alternatives)


def _asked(certainty: Certainty | Asked) -> Certainty:
    word = certainty.value if isinstance(certainty, Certainty) else certainty
    if word == Certainty.IMPOSSIBLE.value:
        raise QueryError("certainty must be 'possible' or 'certain' (for what is impossible put ~ before the term)")
    if word not in get_args(Asked):
        raise QueryError(_unknown_word(word, "certainty", get_args(Asked)))
    return Certainty(word)


def _texts(values: tuple[str, ...], builder: str, wanted: str) -> tuple[str, ...]:
    """The values, each once, all of them text that is not blank."""
    if not values:
        raise QueryError(f"{builder}() needs at least one argument: {wanted}")
    for value in values:
        if not isinstance(value, str):
            raise QueryError(f"{builder}() takes {wanted} as text, not {type(value).__name__}{_spread(value)}")
        if not value.strip():
            raise QueryError(f"{builder}() was given an empty text (give {wanted})")
    return tuple(dict.fromkeys(values))


def _spread(value: object) -> str:
    return " (put * before it)" if isinstance(value, list | tuple | set | frozenset) else ""


def _unknown_word(word: object, noun: str, known: tuple[str, ...]) -> str:
    if not isinstance(word, str):
        return f"a {noun} is one of {', '.join(known)}, not {type(word).__name__}"
    hint = did_you_mean(word, known) or f" ({', '.join(known)})"
    return f"there is no {noun} '{printable(word)}'{hint}"


def _require_flag(value: object, name: str) -> None:
    if not isinstance(value, bool):
        raise QueryError(f"{name} is True or False, not {type(value).__name__}")
