"""What is asked by families of kinds: the event table with one more column, so that conditions still see the kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self, cast

from chronology.query.engines import in_pandas
from chronology.query.names import Identified, Vocabulary
from chronology.registry.registry import Registry
from chronology.render.given import Given

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FAMILY: Final = "family_of_kind"
"""The column of families, under a name that no column of a table is likely to have."""


@dataclass(frozen=True, slots=True)
class FamilyTable:
    """A Registry whose event table has the family of each kind, for the functions of questions."""

    registry: Registry
    families: dict[str, str]

    @property
    def vocabulary(self) -> Vocabulary:
        """The ids that a question may name."""
        return self.registry.vocabulary

    def actor(self, name: str) -> Identified:
        """The actor with this id, name, alias or code."""
        return self.registry.actor(name)

    def to_frame(self) -> pd.DataFrame:
        """The event table."""
        return in_pandas(self.to_arrow())

    def to_arrow(self) -> pa.Table:
        """The event table, in Arrow."""
        return cast("pa.Table", _with_families(self.registry.to_arrow(), self.families))

    def alternatives_arrow(self) -> pa.Table:
        """The event table of the alternative dates, in Arrow."""
        return self.registry.alternatives_arrow()

    def take(self, ids: Iterable[str]) -> Self:
        """The events with these ids."""
        return type(self)(self.registry.take(ids), self.families)


def with_families(source: Given) -> Any:
    """What was given, with the column `FAMILY`: something that the functions of questions take; lazy where it was."""
    families = source.header.families()
    if source.registry is not None:
        return FamilyTable(source.registry, families)
    return _with_families(source.table, families)


def _with_families(table: Any, families: dict[str, str]) -> Any:
    import narwhals as nw

    further = {kind: family for kind, family in families.items() if kind != family}
    family = nw.col("kind").cast(nw.String)
    for name in dict.fromkeys(further.values()):
        own = [kind for kind, its in further.items() if its == name]
        family = nw.when(nw.col("kind").is_in(own)).then(nw.lit(name)).otherwise(family)
    return nw.from_native(table).with_columns(**{FAMILY: family}).to_native()
