"""Circles of any length are found, each knot once; without them a page or a query would run in rings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.checks.cycles import Link, circles
from chronology.checks.rulebook import check
from chronology.model.event import Event
from chronology.registry.registry import Registry

NAMES = st.integers(0, 12).map(str)
LINKS = st.lists(st.tuples(NAMES, NAMES), max_size=40)


def links(pairs: list[tuple[str, str]]) -> list[Link]:
    return [Link(id, f"field[{number}]", target) for number, (id, target) in enumerate(pairs)]


def leads(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    """All ids to which each id leads in one step or more, found the slow way."""
    reached: dict[str, set[str]] = {}
    for start, _ in pairs:
        seen: set[str] = set()
        ahead = [target for id, target in pairs if id == start]
        while ahead:
            id = ahead.pop()
            if id not in seen:
                seen.add(id)
                ahead += [target for source, target in pairs if source == id]
        reached[start] = seen
    return reached


@settings(deadline=None)
@given(LINKS)
def test_each_knot_is_found_once_by_a_circle_of_its_own_links(pairs: list[tuple[str, str]]) -> None:
    reached = leads(pairs)
    knots = {frozenset(b for b in reached if b in reached[a] and a in reached[b]) for a in reached if a in reached[a]}
    found = list(circles(links(pairs)))
    for circle in found:
        assert all((link.id, link.target) in pairs for link in circle)
        assert [link.target for link in circle] == [link.id for link in (*circle[1:], circle[0])]
        assert len({link.id for link in circle}) == len(circle)
    assert sorted(min(knot & {circle[0].id for circle in found}) for knot in knots) == sorted(c[0].id for c in found)


@settings(deadline=None)
@given(LINKS)
def test_the_circle_is_a_shortest_one_through_the_first_id_of_its_knot(pairs: list[tuple[str, str]]) -> None:
    first = list(dict.fromkeys(id for id, _ in pairs))
    for circle in circles(links(pairs)):
        start = circle[0].id
        reached = leads(pairs)
        knot = [id for id in first if start in reached.get(id, ()) and id in reached[start]]
        assert start == knot[0]
        ring, steps = {start}, 0
        while True:
            ring, steps = {target for id, target in pairs if id in ring}, steps + 1
            if start in ring:
                break
        assert len(circle) == steps


@settings(deadline=None)
@given(st.integers(2, 2000))
def test_a_circle_of_any_length_is_one_finding(length: int) -> None:
    events = [
        Event(id=f"e{n}", title=f"E{n}", date="2014", kind="war", part_of=f"e{(n + 1) % length}") for n in range(length)
    ]
    (finding,) = [one for one in check(Registry(events=events)) if one.rule == "part-of-cycle"]
    assert (finding.id, finding.field) == (events[0].id, "part_of")
    assert f"({length} in all)" in finding.what or length <= 4
    assert len(str(finding)) <= 300


def test_a_long_chain_that_does_not_close_is_none() -> None:
    chain = [(str(n), str(n + 1)) for n in range(100_000)]
    assert list(circles(links(chain))) == []
    assert len(next(iter(circles(links([*chain, ("100000", "0")]))))) == 100_001
