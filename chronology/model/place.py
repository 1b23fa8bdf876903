"""Where: places, with coordinates only when a source gives them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chronology.model.frozen import FrozenDict, FrozenMapping
from chronology.model.record import Record
from chronology.model.source import Citation
from chronology.model.vocabulary import Slug, Text


class Place(Record):
    """A place. `lat` and `lon` are WGS 84 degrees; `precision_km` is how far off they may be.

    `country` is the id of the actor that it belongs to, where that is not disputed.
    """

    id: Slug
    """The key of the record in its section."""

    name: Text
    """The name that is shown."""

    aliases: tuple[Text, ...] = ()
    """Other names."""

    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Latitude, WGS 84 degrees."""

    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Longitude, WGS 84 degrees."""

    precision_km: Annotated[float, Field(ge=0)] | None = None
    """How far off the point may be, in km."""

    country: Slug | None = None
    """The actor that it belongs to, where that is not disputed."""

    ids: FrozenMapping[str] = FrozenDict()
    """Its ids elsewhere, by scheme."""

    sources: tuple[Citation, ...] = ()
    """Where its coordinates come from."""

    note: Text | None = None
    """What a reader should know about the record."""
