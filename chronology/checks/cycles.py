"""Circles: wholes that are parts of themselves, causes of themselves, replies to themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from chronology.checks.rule import Breach, Rule
from chronology.registry.registry import Registry

_ONE_WAY: Final = ("causes", "precedes", "implements", "amends", "supersedes", "terminates")
"""Relations that cannot lead back. Long events may respond to, or violate, one another in turn."""

_SHOWN: Final = 4


class Link(NamedTuple):
    """That a record names another in a field."""

    id: str
    field: str
    target: str


def _parts(registry: Registry) -> Iterator[Breach]:
    events = (Link(event.id, "part_of", event.part_of) for event in registry if event.part_of)
    actors = (Link(actor.id, "part_of", actor.part_of) for actor in registry.actors.values() if actor.part_of)
    yield from _breaches("events", "part of itself", events)
    yield from _breaches("actors", "part of itself", actors)


def _relations(registry: Registry) -> Iterator[Breach]:
    for type in _ONE_WAY:
        links = (
            Link(event.id, f"relations[{index}].target", relation.target)
            for event in registry
            for index, relation in enumerate(event.relations)
            if relation.type == type
        )
        yield from _breaches("events", f"a circle of '{type}'", links)


def _replies(registry: Registry) -> Iterator[Breach]:
    links = (
        Link(claim.id, f"replies_to[{index}]", target)
        for claim in registry.claims.values()
        for index, target in enumerate(claim.replies_to)
    )
    yield from _breaches("claims", "a reply to itself", links)


def _breaches(section: str, what: str, links: Iterable[Link]) -> Iterator[Breach]:
    for circle in circles(links):
        yield Breach(section, circle[0].id, circle[0].field, f"{what}: {_shown([link.id for link in circle])}")


def _shown(ids: Sequence[str]) -> str:
    """``a -> b -> a``; of a long circle, its beginning and its length."""
    if len(ids) <= _SHOWN:
        return " -> ".join((*ids, ids[0]))
    return f"{' -> '.join(ids[:_SHOWN])} -> ... -> {ids[0]} ({len(ids)} in all)"


def circles(links: Iterable[Link]) -> Iterator[tuple[Link, ...]]:
    """One shortest circle from each knot of links that lead back to where they began.

    A knot is a set of ids each of which leads to every other, so every circle lies in exactly one. The circle begins at
    the id of the knot that came first among the links. Takes time linear in the number of links.
    """
    outgoing: dict[str, list[Link]] = {}
    for link in links:
        outgoing.setdefault(link.id, []).append(link)
    rank = {id: number for number, id in enumerate(outgoing)}
    for knot in _knots(outgoing):
        yield _shortest_circle(min(knot, key=rank.__getitem__), knot, outgoing)


def _shortest_circle(first: str, knot: set[str], outgoing: Mapping[str, Sequence[Link]]) -> tuple[Link, ...]:
    """Breadth first from an id of a knot back to it."""
    reached: dict[str, Link] = {}
    ring = [first]
    while first not in reached:
        following = []
        for link in (link for id in ring for link in outgoing[id] if link.target in knot):
            if link.target not in reached:
                reached[link.target] = link
                following.append(link.target)
        ring = following
    return _path_to(first, reached)


def _path_to(first: str, reached: Mapping[str, Link]) -> tuple[Link, ...]:
    path = [reached[first]]
    while path[-1].id != first:
        path.append(reached[path[-1].id])
    return tuple(reversed(path))


def _knots(outgoing: Mapping[str, Sequence[Link]]) -> Iterator[set[str]]:
    """The strongly connected components that hold a circle (Kosaraju's two passes, without recursion)."""
    incoming: dict[str, list[str]] = {}
    for link in (link for links in outgoing.values() for link in links):
        incoming.setdefault(link.target, []).append(link.id)
    seen: set[str] = set()
    for id in reversed(_in_order_of_leaving(outgoing)):
        knot = _newly_reached(id, incoming, seen)
        if len(knot) > 1 or (knot and any(link.target == id for link in outgoing[id])):
            yield knot


def _in_order_of_leaving(outgoing: Mapping[str, Sequence[Link]]) -> list[str]:
    """The ids that have links, each after all that a walk reached from it first."""
    left: list[str] = []
    entered: set[str] = set()
    for root in outgoing:
        walk = [(root, iter(outgoing[root]))] if root not in entered else []
        entered.add(root)
        while walk:
            id, rest = walk[-1]
            following = next((link.target for link in rest if link.target not in entered), None)
            if following is None:
                left.append(id)
                walk.pop()
            else:
                entered.add(following)
                walk.append((following, iter(outgoing.get(following, ()))))
    return [id for id in left if id in outgoing]


def _newly_reached(start: str, neighbours: Mapping[str, Sequence[str]], seen: set[str]) -> set[str]:
    """The ids that are reached from `start` and not seen before; they are seen then."""
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        id = ahead.pop()
        if id not in seen:
            seen.add(id)
            reached.add(id)
            ahead.extend(neighbours.get(id, ()))
    return reached


PART_OF_CYCLE = Rule(
    id="part-of-cycle",
    level="error",
    sentence="No event and no actor is, through whatever wholes, part of itself.",
    remedy="cut the circle at one 'part_of'",
    find=_parts,
)

RELATION_CYCLE = Rule(
    id="relation-cycle",
    level="error",
    sentence="What an event causes, precedes, implements, amends, supersedes or terminates never leads back to it.",
    remedy="cut the circle at one relation",
    find=_relations,
)

REPLY_CYCLE = Rule(
    id="reply-cycle",
    level="error",
    sentence="No claim is, through whatever replies, a reply to itself.",
    remedy="cut the circle at one 'replies_to'",
    find=_replies,
)
