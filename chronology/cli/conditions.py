"""Which events a command is about: the options that choose them, and what counts among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Annotated

import typer

from chronology.errors import QueryError
from chronology.query import terms
from chronology.query.counting import UNREALISED
from chronology.query.terms import ANY, Term


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Options that choose events; all of them must hold."""

    during: Annotated[
        str | None, typer.Option("--during", metavar="DATE", help="An EDTF date or interval, such as 2014-02/2014-03.")
    ] = None
    certain: Annotated[bool, typer.Option("--certain", help="Only what certainly falls in --during.")] = False
    actor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ACTOR", help="An actor's id; in a registry, also a name, alias or code. Repeat for all of them."
        ),
    ] = None
    together: Annotated[bool, typer.Option("--together", help="The actors act together, not merely occur.")] = False
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="A kind of event; repeat for any of them.")] = (
        None
    )
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="A tag; repeat for any of them.")] = None
    place: Annotated[list[str] | None, typer.Option(metavar="PLACE", help="A place's id; repeat for any of them.")] = (
        None
    )
    status: Annotated[list[str] | None, typer.Option(metavar="STATUS", help="A status; repeat for any of them.")] = None
    search: Annotated[str | None, typer.Option(metavar="TEXT", help="Words in the title or summary.")] = None

    @property
    def term(self) -> Term:
        """What must hold.

        Raises
        ------
        QueryError, DateError
            The options have no meaning.
        """
        found = list(self._terms())
        return reduce(and_, found) if found else ANY

    def _terms(self) -> Iterator[Term]:
        if self.certain and self.during is None:
            raise QueryError("--certain needs a date (add --during 2014)")
        if self.together and not self.actor:
            raise QueryError("--together needs actors (add --actor RUS --actor CHN)")
        if self.during is not None:
            yield terms.during(self.during, certainty="certain" if self.certain else "possible")
        if self.actor:
            yield terms.involving(*self.actor, together=self.together)
        listed = ((self.kind, terms.of_kind), (self.tag, terms.tagged), (self.place, terms.at))
        for values, condition in (*listed, (self.status, terms.with_status)):
            if values:
                yield condition(*values)
        if self.search is not None:
            yield terms.mentioning(self.search)


@dataclass(frozen=True, kw_only=True)
class Counting:
    """Options that say what counts among the chosen events."""

    wholes: Annotated[
        bool, typer.Option("--wholes", help="Count a whole beside its own parts; else only the parts count.")
    ] = False
    all_statuses: Annotated[
        bool, typer.Option("--all-statuses", help="Count what is planned or did not happen, too.")
    ] = False

    def require_counted(self, *asked: Term) -> None:
        """Nothing, where what is asked for counts; else a QueryError."""
        for term in asked:
            for status in _statuses(term):
                if status in UNREALISED and not self.all_statuses:
                    raise QueryError(f"what is {status.replace('_', ' ')} counts only on request (add --all-statuses)")


@dataclass(frozen=True, kw_only=True)
class CountingAmong(Counting):
    """The same, where events are counted or matched by actors."""

    among: Annotated[
        list[str] | None,
        typer.Option(metavar="ACTOR", help="Only these actors make actors and dyads in the answer; repeat."),
    ] = None


def _statuses(term: Term) -> Iterator[str]:
    """The statuses that a term asks for, rather than leaves out."""
    match term:
        case terms.AllOf(parts) | terms.AnyOf(parts):
            for part in parts:
                yield from _statuses(part)
        case terms.Listed("status", values):
            yield from values
