"""The arguments of questions, refused in a sentence before any work is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, get_args

from chronology.errors import QueryError, did_you_mean, printable
from chronology.query.terms import Term

Vague = Literal["earliest", "spread"]
"""Where a vague date counts: on its earliest possible day, or spread evenly over all its possible days."""

MOST_DAYS: Final = 10**9
"""Longer than any span that a question can mean, and short enough never to reach the sentinels."""


def require_terms(terms: Iterable[object]) -> None:
    """Nothing, where all of them are terms; else a QueryError."""
    for term in terms:
        if not isinstance(term, Term):
            raise QueryError(f"a question is a term such as during('2014'), not {type(term).__name__}")


def require_flag(name: str, value: object) -> None:
    """Nothing, where a value is True or False; else a QueryError."""
    if not isinstance(value, bool):
        raise QueryError(f"{name} is True or False, not {type(value).__name__}")


def require_days(name: str, value: object) -> None:
    """Nothing, where a value is a whole number of days, 0 or more; else a QueryError."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        shown = repr(value) if isinstance(value, int | float) else type(value).__name__
        raise QueryError(f"{name} is a whole number of days, 0 or more, not {shown}")
    if value > MOST_DAYS:
        raise QueryError(f"{name} is at most {MOST_DAYS} days, not {value}")


def require_number(name: str, value: object, *, least: int) -> None:
    """Nothing, where a value is a whole number, not too small; else a QueryError."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        shown = repr(value) if isinstance(value, int | float) else type(value).__name__
        raise QueryError(f"{name} is a whole number, {least} or more, not {shown}")


def require_word(name: str, value: object, known: Sequence[str]) -> None:
    """Nothing, where a value is one of the known words; else a QueryError."""
    if isinstance(value, str) and value in known:
        return
    words = ", ".join(map(repr, known))
    if not isinstance(value, str):
        raise QueryError(f"{name} is one of {words}, not {type(value).__name__}")
    raise QueryError(f"there is no {name} '{printable(value)}'{did_you_mean(value, known) or f' ({words})'}")


def require_vague(value: object) -> None:
    """Nothing, where a value says where vague dates count; else a QueryError."""
    require_word("vague", value, get_args(Vague))
