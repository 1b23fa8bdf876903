"""Registries and tables whose every text is a payload, marked so that it can be found again where it is drawn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.header import Header, Kind
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.model.vocabulary import STANCES
from chronology.registry.registry import Registry
from tests.render.charts import OWN
from tests.render.payloads import PAYLOADS

FIELDS: Final[Mapping[str, str]] = {
    "title": "t",
    "subtitle": "u",
    "event": "e",
    "summary": "s",
    "kind": "k",
    "actor": "a",
    "alias": "l",
    "place": "p",
    "source": "o",
    "container": "j",
    "locator": "g",
    "claim": "c",
    "capacity": "y",
    "outcome": "m",
    "proposition": "r",
    "label": "w",
    "band": "b",
    "tag": "h",
    "status": "i",
    "column": "n",
    "value": "v",
}
"""The letter that tells where a payload stood."""

_FIELD_OF: Final = {letter: field for field, letter in FIELDS.items()}
_TOKEN: Final = re.compile(r"q([a-z])(\d{3})")
_DROPPED: Final = "-_\x7f\u2066\u2067\u2068\u2069"
_DATES: Final = (
    "2001-02-03",
    "2003-04/2004-01",
    "2005",
    "2006-07~",
    "[2008-01-02,2008-03-04]",
    "2010/..",
    "2012-05-06?",
)


def marked(field: str, at: int) -> str:
    """A payload with the mark of its field and number before it."""
    return f"q{FIELDS[field]}{at % len(PAYLOADS):03}{PAYLOADS[at % len(PAYLOADS)]}"


def hostile_registry(numbers: Sequence[int]) -> Registry:
    """Events, actors, places, sources, claims and propositions, one of each for each number of a payload."""
    return Registry(
        header=Header(kinds=tuple(Kind(id=f"kind-{at}", label=marked("kind", at)) for at in numbers)),
        events=[_event(at, other) for at, other in zip(numbers, [*numbers[1:], numbers[0]], strict=True)],
        actors=[
            Actor(id=f"actor-{at}", name=marked("actor", at), kind="state", aliases=(marked("alias", at),))
            for at in numbers
        ],
        places=[Place(id=f"place-{at}", name=marked("place", at), lat=1.0, lon=2.0) for at in numbers],
        sources=[
            Source(id=f"source-{at}", title=marked("source", at), container_title=marked("container", at))
            for at in numbers
        ],
        propositions=[Proposition(id=f"said-{at}", text=marked("proposition", at)) for at in numbers[:4]],
        claims=[_claim(at, numbers[:4]) for at in numbers],
    )


def _event(at: int, other: int) -> Event:
    return Event(
        id=f"event-{at}",
        title=marked("event", at),
        summary=marked("summary", at),
        date=_DATES[at % len(_DATES)],
        kind=f"kind-{at}",
        participants=[{"actor": f"actor-{who}", "role": "party"} for who in (at, other)],
        places=[f"place-{at}"],
        tags=["truce"],
        sources=[{"source": f"source-{at}", "locator": marked("locator", at)}],
        relations=[{"type": "causes", "target": f"event-{other}"}],
        alternatives=[{"date": "2002"}],
        note=marked("summary", at),
    )


def _claim(at: int, lanes: Sequence[int]) -> Claim:
    return Claim(
        id=f"claim-{at}",
        text=marked("claim", at),
        kind="prediction",
        by=(f"actor-{at}",),
        via=(f"actor-{at}",),
        capacity=marked("capacity", at),
        outcome=marked("outcome", at),
        made=_DATES[at % len(_DATES)],
        about=(f"event-{at}",),
        positions={f"said-{lanes[at % len(lanes)]}": STANCES[at % len(STANCES)]},
        sources=[{"source": f"source-{at}", "locator": marked("locator", at)}],
    )


def hostile_table(numbers: Sequence[int]) -> tuple[pd.DataFrame, str]:
    """An event table in which kinds, actors, places, tags, sources and statuses are payloads, and its own column."""
    table = hostile_registry(numbers).to_frame()
    column = marked("column", numbers[0])
    for name, field in (("actors", "actor"), ("places", "place"), ("tags", "tag"), ("sources", "source")):
        table[name] = pd.Series([[marked(field, at)] for at in numbers], dtype=table[name].dtype)
    for name, field in (("kind", "kind"), ("status", "status"), ("title", "event"), ("summary", "summary")):
        table[name] = pd.Series([marked(field, at) for at in numbers], dtype=table[name].dtype)
    table[column] = pd.Series([marked("value", at) for at in numbers], dtype=table["title"].dtype)
    return table, column


class Sightings:
    """Which payloads have been seen, by field, and which of them were not shown letter for letter."""

    def __init__(self) -> None:
        self.seen: dict[str, set[int]] = defaultdict(set)
        self.changed: list[str] = []

    def add(self, texts: Iterable[str]) -> None:
        """Look for marks in texts as they are drawn."""
        for text in texts:
            for field, at, rest in _marks(text):
                self.seen[field].add(at)
                if not _is_shown(rest, bare(PAYLOADS[at])):
                    self.changed.append(f"{field} {at}: {PAYLOADS[at][:80]!r} is shown as {rest[:80]!r}")


def _marks(text: str) -> Iterator[tuple[str, int, str]]:
    whole = bare(text)
    for mark in _TOKEN.finditer(whole):
        if mark[1] in _FIELD_OF and int(mark[2]) < len(PAYLOADS):
            yield _FIELD_OF[mark[1]], int(mark[2]), whole[mark.end() :]


def _is_shown(rest: str, payload: str) -> bool:
    """Whether a text begins with the payload, or with as much of it as stands before an ellipsis."""
    return rest.startswith(payload) or ("…" in rest and payload.startswith(rest[: rest.index("…")]))


def bare(text: str) -> str:
    """A text without what charts may change: space, where lines are broken; hyphens and capitals, in words; isolates,
    which keep the direction of a text to itself."""
    kept = (character for character in text if not (character.isspace() or character < " " or character in _DROPPED))
    return "".join(character for character in kept if not "\x80" <= character <= "\x9f").casefold()


def together(field: str, numbers: Iterable[int]) -> str:
    """Several payloads as one text."""
    return " ".join(marked(field, at) for at in numbers)


def wordy_arguments(options: Mapping[str, Any], numbers: Sequence[int], own: str = "") -> dict[str, Any]:
    """Arguments with payloads in the place of the words that they give, and the column of a table by its name."""
    words = {name: _named(value, own) for name, value in options.items()}
    if "labels" in words:
        words["labels"] = {name: marked("label", at) for name, at in zip(words["labels"], numbers, strict=False)}
    if "bands" in words:
        words["bands"] = {marked("band", at): "2004/2006" for at in numbers[:4]}
    if "color_discrete_map" in words:
        words["color_discrete_map"] = {marked(words["color_discrete_map"], at): "#3768B5" for at in numbers[:3]}
    if "category_orders" in words:
        words["category_orders"] = {by: [marked(by, at) for at in numbers[2::-1]] for by in words["category_orders"]}
    return words


def _named(value: Any, own: str) -> Any:
    if isinstance(value, list):
        return [own if item == OWN else item for item in value]
    return own if value == OWN else value
