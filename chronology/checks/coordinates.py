"""Points that are on the globe and where they are meant to be."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.checks.rule import Breach, Rule
from chronology.registry.registry import Registry


def _out_of_range(registry: Registry) -> Iterator[Breach]:
    for place in registry.places.values():
        for field, value, limit in (("lat", place.lat, 90), ("lon", place.lon, 180)):
            if value is not None and not -limit <= value <= limit:
                yield Breach("places", place.id, field, f"{value} is not between -{limit} and {limit} degrees")


def _doubtful(registry: Registry) -> Iterator[Breach]:
    for place in registry.places.values():
        if (place.lat is None) is not (place.lon is None):
            given, missing = ("lat", "lon") if place.lon is None else ("lon", "lat")
            yield Breach("places", place.id, given, f"'{given}' is given without '{missing}'")
        elif place.lat == place.lon == 0:
            what = "0, 0 is a point in the Gulf of Guinea, and mostly a value that was not filled in"
            yield Breach("places", place.id, "lat", what)


COORDINATES_OUT_OF_RANGE = Rule(
    id="coordinates-out-of-range",
    level="error",
    sentence="Latitudes are from -90 to 90 degrees, longitudes from -180 to 180. (Files with others are not loaded.)",
    remedy="correct it; latitude comes first",
    find=_out_of_range,
)

COORDINATES_DOUBTFUL = Rule(
    id="coordinates-doubtful",
    level="warning",
    sentence="A point has both coordinates, and is not 0, 0.",
    remedy="give both, or leave both out",
    find=_doubtful,
)
