"""Which place has which coordinates, where a table gives each event those of the first of its places that has any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Point(NamedTuple):
    """Degrees, WGS 84."""

    lat: float
    lon: float | None


def points_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Point]:
    """The point of each place, such that each row has that of its first place with one.

    A place in a row without coordinates has none. Nor has one that two rows would give different ones: there, a later
    place is meant. What is left over, a row with coordinates and no place to have them, is left to the caller.
    """
    bare = {place for row in rows if row.get("lat") is None for place in row.get("places", [])}
    while True:
        points, torn = _first_points(rows, bare)
        if not torn:
            return points
        bare |= torn


def _first_points(rows: Sequence[Mapping[str, Any]], bare: set[str]) -> tuple[dict[str, Point], set[str]]:
    """The points of the first places that may have one, and the places that would have several."""
    points: dict[str, Point] = {}
    torn = set()
    for row in rows:
        place = next((place for place in row.get("places", []) if place not in bare), None)
        if row.get("lat") is not None and place is not None:
            point = Point(row["lat"], row.get("lon"))
            if points.setdefault(place, point) != point:
                torn.add(place)
    return points, torn
