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
    name: Text
    aliases: tuple[Text, ...] = ()
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    precision_km: Annotated[float, Field(ge=0)] | None = None
    country: Slug | None = None
    ids: FrozenMapping[str] = FrozenDict()
    sources: tuple[Citation, ...] = ()
    note: Text | None = None
