"""Actors on a ring: those with ties are neighbours, every name has a line of its own, and nothing depends on chance.

Only whole numbers, sums, products and square roots are used, which all machines compute alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Final

_ROUNDED: Final = 4
_STEPS: Final = 12
_LEAST_PULL: Final = 0.07
_PULL: Final = 0.4
_LEAST_ASIDE: Final = 0.04
_ASIDE: Final = 0.09
_MOST_ROUNDS: Final = 40

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an actor stands, on a ring of radius 1, and on which side its name stands."""

    x: float
    y: float
    side: str


def ring_of(actors: Sequence[str], weights: Mapping[tuple[str, str], int]) -> dict[str, Spot]:
    """A spot for each actor, in the order of the ring.

    The spots are equally far apart from top to bottom, on the right and then on the left, so that no two names share a
    line on one side.
    """
    order = ring_order(actors, weights)
    right = (len(order) + 1) // 2
    heights = [*_heights(right), *reversed(_heights(len(order) - right))]
    spots = {}
    for at, (actor, y) in enumerate(zip(order, heights, strict=True)):
        x = sqrt(1 - y * y) * (1 if at < right else -1)
        spots[actor] = Spot(round(x, _ROUNDED), round(y, _ROUNDED), "right" if at < right else "left")
    return spots


def _heights(number: int) -> list[float]:
    """From top to bottom."""
    return [1 - (2 * at + 1) / number for at in range(number)]


def ring_order(actors: Sequence[str], weights: Mapping[tuple[str, str], int]) -> list[str]:
    """The actors so that ties are short on the ring: the sum of their lengths, times their weights, is small.

    Two actors are swapped as long as that helps; the first actor given is the first of the ring.
    """
    number = len(actors)
    index = {actor: at for at, actor in enumerate(actors)}
    near = [[0] * number for _ in actors]
    for (one, other), weight in weights.items():
        near[index[one]][index[other]] += weight
        near[index[other]][index[one]] += weight
    partners = [[other for other in range(number) if row[other]] for row in near]
    order = _walk(partners, near)
    place = [0] * number
    for at, actor in enumerate(order):
        place[actor] = at

    def length(actor: int, at: int, but: int) -> int:
        row, total = near[actor], 0
        for other in partners[actor]:
            if other != but:
                apart = abs(at - place[other])
                total += row[other] * min(apart, number - apart)
        return total

    for _ in range(_MOST_ROUNDS):
        swapped = False
        for first, second in combinations(range(number), 2):
            a, b = place[first], place[second]
            before = length(first, a, second) + length(second, b, first)
            if before > length(first, b, second) + length(second, a, first):
                place[first], place[second] = b, a
                swapped = True
        if not swapped:
            break
    ordered = sorted(range(number), key=place.__getitem__)
    start = ordered.index(0) if ordered else 0
    return [actors[at] for at in (*ordered[start:], *ordered[:start])]


def _walk(partners: Sequence[Sequence[int]], near: Sequence[Sequence[int]]) -> list[int]:
    """Everyone once: from the first along the strongest ties, then from the next who is left."""
    order: list[int] = []
    seen: set[int] = set()
    for start in range(len(partners)):
        waiting = [start]
        while waiting:
            actor = waiting.pop()
            if actor in seen:
                continue
            seen.add(actor)
            order.append(actor)
            waiting += sorted(partners[actor], key=lambda other: (near[actor][other], -other))
    return order


def curve(start: Spot, end: Spot, *, aside: bool) -> list[Point]:
    """Points of a tie, bent towards the middle of the ring; with `aside` also to the right of its direction."""
    across, down = end.x - start.x, end.y - start.y
    mid_x, mid_y = (start.x + end.x) / 2, (start.y + end.y) / 2
    from_middle = sqrt(mid_x * mid_x + mid_y * mid_y)
    long = sqrt(across * across + down * down)
    pull = min(1.0, (_LEAST_PULL + _PULL * long) / from_middle) if from_middle else 0.0
    away = (_LEAST_ASIDE / long + _ASIDE) if aside and long else 0.0
    bend_x, bend_y = mid_x * (1 - pull) + away * down, mid_y * (1 - pull) - away * across
    points = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        first, second, third = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        x = first * start.x + second * bend_x + third * end.x
        y = first * start.y + second * bend_y + third * end.y
        points.append((round(x, _ROUNDED), round(y, _ROUNDED)))
    return points


def cut_before(points: Sequence[Point], pixels: float, size: Point) -> list[Point]:
    """A line without its last pixels, so that the head of an arrow has room before a symbol.

    Parameters
    ----------
    size : the radii of the ring in pixels, across and down.
    """
    end = points[-1]

    def distance(point: Point) -> float:
        across, down = (point[0] - end[0]) * size[0], (point[1] - end[1]) * size[1]
        return sqrt(across * across + down * down)

    kept = next((at for at in range(len(points) - 1, 0, -1) if distance(points[at]) >= pixels), 0)
    far, near = distance(points[kept]), distance(points[kept + 1])
    part = (far - pixels) / (far - near) if far > max(near, pixels) else 0.0
    (x, y), (to_x, to_y) = points[kept], points[kept + 1]
    tip = (round(x + part * (to_x - x), _ROUNDED), round(y + part * (to_y - y), _ROUNDED))
    return [*points[: kept + 1], tip]


def middle(points: Sequence[Point], *, nearer_start: bool) -> Point:
    """A point of a tie to hover over, nearer to one of its ends, where fewer ties cross."""
    return points[_STEPS // 3 if nearer_start else _STEPS - _STEPS // 3]
