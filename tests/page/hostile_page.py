"""A registry in which every text that a page shows is a payload, marked so that it can be found again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.header import Header, Kind
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.model.vocabulary import STANCES
from chronology.registry.registry import Registry
from tests.render.hostile import bare
from tests.render.payloads import PAYLOADS

FIELDS: Final[Sequence[str]] = (
    *("title", "description", "licence", "kind", "actor", "alias", "place"),
    *("source", "author", "container", "publisher", "sourcenote", "address", "locator", "citationnote"),
    *("event", "summary", "note", "measure", "unit", "alternative", "relation"),
    *("claim", "capacity", "outcome", "claimnote", "proposition"),
)
"""Every text field of a registry that a page shows or searches."""

_MARK: Final = re.compile(rf"q({'|'.join(FIELDS)})(\d{{3}})")
_QUOTES: Final = str.maketrans(dict.fromkeys("\u201c\u201d\u2018\u2019'", '"'))
_DIRECTIONS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DATES: Final = ("2001-02-03", "2003-04/2004-01", "2005", "2006-07~", "[2008-01-02,2008-03-04]", "2010/..", "2012?")
_PROPOSITIONS: Final = 4
_KINDS: Final = 12


def marked(field: str, at: int) -> str:
    """A payload with the name of its field and its number before it; the fields of one record hold different ones."""
    at = (at + FIELDS.index(field)) % len(PAYLOADS)
    return f"q{field}{at:03}{PAYLOADS[at]}"


def hostile_registry(numbers: Sequence[int] = range(len(PAYLOADS))) -> Registry:
    """Events, each with all that an event may have; every payload stands once in every field."""
    return Registry(
        header=Header(
            title=marked("title", 0),
            description=marked("description", 1),
            licence=marked("licence", 2),
            kinds=tuple(Kind(id=f"kind-{at}", label=marked("kind", at)) for at in range(_KINDS)),
        ),
        events=[_event(at, len(numbers)) for at in numbers],
        actors=[
            Actor(id=f"actor-{at}", name=marked("actor", at), kind="state", aliases=(marked("alias", at),))
            for at in numbers
        ],
        places=[Place(id=f"place-{at}", name=marked("place", at)) for at in numbers],
        sources=[_source(at) for at in numbers],
        propositions=[Proposition(id=f"said-{at}", text=marked("proposition", at)) for at in range(_PROPOSITIONS)],
        claims=[_claim(at) for at in numbers],
    )


def _source(at: int) -> Source:
    return Source(
        id=f"source-{at}",
        title=marked("source", at),
        author=(marked("author", at),),
        container_title=marked("container", at),
        publisher=marked("publisher", at),
        url=marked("address", at) if at % 2 else PAYLOADS[at],
        archived_url=PAYLOADS[at],
        note=marked("sourcenote", at),
    )


def _cited(at: int) -> dict[str, object]:
    return {"source": f"source-{at}", "locator": marked("locator", at), "note": marked("citationnote", at)}


def _event(at: int, count: int) -> Event:
    return Event(
        id=f"event-{at}",
        title=marked("event", at),
        summary=marked("summary", at),
        date=_DATES[at % len(_DATES)],
        kind=f"kind-{at % _KINDS}",
        participants=[{"actor": f"actor-{at}", "role": "party", "side": "a"}],
        places=[f"place-{at}"],
        tags=["truce"],
        measures=[{"name": marked("measure", at), "best": 1, "low": 0, "high": 2, "unit": marked("unit", at)}],
        sources=[_cited(at)],
        relations=[{"type": "causes", "target": f"event-{(at + 1) % count}", "note": marked("relation", at)}],
        alternatives=[
            {"date": "2002", "place": f"place-{at}", "sources": [_cited(at)], "note": marked("alternative", at)}
        ],
        note=marked("note", at),
    )


def _claim(at: int) -> Claim:
    return Claim(
        id=f"claim-{at}",
        text=marked("claim", at),
        kind="prediction",
        by=(f"actor-{at}",),
        via=(f"actor-{at}",),
        capacity=marked("capacity", at),
        outcome=marked("outcome", at),
        note=marked("claimnote", at),
        made=_DATES[at % len(_DATES)],
        about=(f"event-{at}",),
        positions={f"said-{at % _PROPOSITIONS}": STANCES[at % len(STANCES)]},
        sources=[_cited(at)],
    )


class Seen:
    """Which payloads have been seen, by field, and which of them were not shown letter for letter.

    In `lines`, where long texts are wrapped, the first line of one is enough.
    """

    def __init__(self, *, lines: bool = False) -> None:
        self.lines = lines
        self.numbers: dict[str, set[int]] = defaultdict(set)
        self.changed: dict[tuple[str, int], str] = {}

    def add(self, texts: Iterable[str]) -> None:
        """Look for marks in texts as a page shows them."""
        for text in texts:
            whole = _plain(text)
            for mark in _MARK.finditer(whole):
                field, at = mark[1], int(mark[2])
                self.numbers[field].add(at)
                rest, payload = whole[mark.end() :], _plain(PAYLOADS[at])
                if not (_is_shown(rest, payload) or (self.lines and payload.startswith(rest))):
                    self.changed[field, at] = f"{PAYLOADS[at][:80]!r} is shown as {whole[mark.end() :][:80]!r}"


def _plain(text: str) -> str:
    """A text without what a page may change of it: white space, marks of direction, which it balances, and the kind of
    quotation marks, which in a title between quotation marks are single ones."""
    return bare(_DIRECTIONS.sub("", text)).translate(_QUOTES)


def _is_shown(rest: str, payload: str) -> bool:
    """Whether a text begins with the payload, or with as much of it as stands before an ellipsis."""
    return rest.startswith(payload) or ("…" in rest and payload.startswith(rest[: rest.index("…")]))
