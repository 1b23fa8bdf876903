"""Conditions as one writes them on a command line: ``kind:summit+actor:RUS``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_, or_
from types import MappingProxyType
from typing import Final

from chronology.errors import QueryError, did_you_mean, printable
from chronology.query.terms import (
    ANY,
    Term,
    acting_on,
    after,
    at,
    before,
    during,
    involving,
    mentioning,
    of_kind,
    sourced_from,
    tagged,
    with_status,
    within,
)

EXPLAINED: Final = (
    "A CONDITION is one of kind:summit, actor:RUS, together:RUS,CHN (acting together), acting-on:RUS,UKR, "
    "role:CHN:host, tag:military, place:beijing, source:wright-2022, status:reported, mentioning:'new era', "
    "during:2014/2022, within:2014, before:2014 and after:2014. All of several that are joined by + must hold "
    "(kind:summit+actor:RUS), any of those in a repeated option; not- before one turns it round (not-kind:war)."
)


def any_of(texts: Iterable[str]) -> Term:
    """The term that holds where at least one of the conditions holds; without conditions, everywhere.

    >>> any_of(["kind:summit+actor:RUS", "not-mentioning:a new era"])
    of_kind('summit') & involving('RUS') | ~mentioning('a new era')
    """
    found = [condition(text) for text in texts]
    return reduce(or_, found) if found else ANY


def condition(text: str) -> Term:
    """The term that a text means: conditions joined by ``+``, all of which must hold.

    Raises
    ------
    QueryError
        It is no condition.
    DateError
        It holds a date that is none.

    >>> condition("together:RUS,CHN + during:2014/2022")
    involving('RUS', 'CHN', together=True) & during('2014/2022')
    """
    return reduce(and_, map(_single, _BETWEEN.split(text)))


def ends_of(text: str) -> tuple[str, str]:
    """The two dates of ``FIRST/LAST``; a single date is both.

    >>> ends_of("2014/2022"), ends_of("2014")
    (('2014', '2022'), ('2014', '2014'))
    """
    first, slash, last = text.partition("/")
    return (first, last) if slash else (text, text)


def _single(text: str) -> Term:
    word, colon, value = (part.strip() for part in text.partition(":"))
    name = word.removeprefix(_NOT)
    if not colon or not value:
        raise QueryError(f"'{printable(text)}' is no condition (write one as kind:summit or actor:RUS)")
    if name not in _TERMS:
        hint = did_you_mean(name, _TERMS) or f" ({', '.join(_TERMS)})"
        raise QueryError(f"there is no condition '{printable(name)}:'{hint}")
    term = _TERMS[name](value)
    return ~term if word.startswith(_NOT) else term


def _with_role(value: str) -> Term:
    actor, colon, role = value.rpartition(":")
    if not colon:
        raise QueryError(f"'role:{printable(value)}' names no role (write it as role:CHN:host)")
    return involving(actor, role=role)


def _several(value: str) -> list[str]:
    return [name.strip() for name in value.split(",")]


def _acting_on(value: str) -> Term:
    names = _several(value)
    if len(names) != 2:
        raise QueryError(f"'acting-on:{printable(value)}' takes two actors (write it as acting-on:RUS,UKR)")
    return acting_on(*names)


_NOT: Final = "not-"
_BETWEEN: Final = re.compile(r"\s*\+\s*(?=[a-z-]+:)")

_TERMS: Final[Mapping[str, Callable[[str], Term]]] = MappingProxyType(
    {
        "kind": of_kind,
        "actor": involving,
        "together": lambda value: involving(*_several(value), together=True),
        "acting-on": _acting_on,
        "role": _with_role,
        "tag": tagged,
        "place": at,
        "source": sourced_from,
        "status": with_status,
        "mentioning": mentioning,
        "during": during,
        "within": within,
        "before": before,
        "after": after,
    }
)
