"""Which rows count: what is planned or did not happen does not, and a whole does not beside its own parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from chronology.query.engines import beside, collected, exploded, joined, stacked

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

    from chronology.query.engines import Frame

UNREALISED: Final = ("planned", "did_not_happen")


def happened(rows: Frame) -> Frame:
    """The rows whose status is neither planned nor did_not_happen."""
    import narwhals as nw

    return rows.filter(~nw.col("status").is_in(UNREALISED) | nw.col("status").is_null())


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which events are the wholes of others in a table that has parts.

    ``above`` has a row for each event that is both a whole and a part, and each event above it: ``id``, ``whole``.
    There are few of these, so they are kept here, and a part is followed all the way up without a recursive query.
    """

    above: pa.Table

    def wholes_of(self, parts: Frame, *, within: Sequence[str] = ()) -> Frame:
        """All the wholes of some parts: ``id`` and the columns `within` of the part, each combination once.

        Parameters
        ----------
        parts : rows with ``part_of``; those that are part of nothing do not matter.
        """
        import narwhals as nw

        whole = nw.col("part_of").alias("id")
        wholes = parts.filter(~nw.col("part_of").is_null()).select(whole, *within)
        if len(self.above):
            higher = joined(wholes, beside(wholes, self.above), on=["id"], how="left")
            wholes = exploded(higher.select(nw.list("id", "whole").alias("id"), *within), "id")
            wholes = wholes.filter(~nw.col("id").is_null())
        return wholes.unique(["id", *within])

    def kin(self, table: Frame, anchors: Frame) -> Frame:
        """Each anchor with each event that it is part of, or that is part of it: ``anchor_id``, ``event_id``."""
        upward = self.wholes_of(anchors.select("part_of", anchor_id="id"), within=("anchor_id",))
        parts = table.filter(is_part()).select("part_of", event_id="id")
        downward = joined(self.wholes_of(parts, within=("event_id",)), anchors.select("id"), on=["id"], how="semi")
        return stacked(upward.select("anchor_id", event_id="id"), downward.select(anchor_id="id", event_id="event_id"))


def lacking(rows: Frame, others: Frame, *, on: Sequence[str], how: Literal["anti", "semi"] = "anti") -> Frame:
    """The rows that have no equal among `others` in the columns `on`; with ``semi``, those that have one.

    Unknown text is a value like any other here.
    """
    import narwhals as nw

    schema = rows.collect_schema()
    texts = [name for name in on if schema[name] == nw.String]
    keys = [f"{name}_known" if name in texts else name for name in on]
    filled = {f"{name}_known": nw.col(name).fill_null(_UNKNOWN) for name in texts}
    wanted = others.with_columns(**filled).select(*keys) if filled else others.select(*keys)
    found = joined(rows.with_columns(**filled) if filled else rows, wanted, on=keys, how=how)
    return found.drop(*filled) if filled else found


_UNKNOWN: Final = "\uffff"
"""A character that no text has, for Unicode keeps it for such use."""


def lineage_of(table: Frame) -> Lineage | None:
    """What is looked up at once, also in a lazy table: whether it has parts, and which events are wholes and parts."""
    import narwhals as nw

    if not collected(table.select(parts=nw.col("part_of").count()))["parts"][0].as_py():
        return None
    links = table.filter(is_part()).select("id", "part_of")
    middles = collected(joined(links, links.select(id="part_of").unique("id"), on=["id"], how="semi"))
    up = dict(zip(middles["id"].to_pylist(), middles["part_of"].to_pylist(), strict=True))
    return Lineage(_table_of((id, whole) for id in sorted(up) for whole in _above(id, up)))


def is_part() -> nw.Expr:
    """Whether a row is part of another."""
    import narwhals as nw

    return ~nw.col("part_of").is_null() & (nw.col("part_of") != nw.col("id"))


def _above(id: str, up: Mapping[str, str]) -> Iterator[str]:
    """The events above one, each once, though they may run in a circle."""
    seen = {id}
    while (whole := up.get(id)) is not None and whole not in seen:
        yield whole
        seen.add(whole)
        id = whole


def _table_of(pairs: Iterator[tuple[str, str]]) -> pa.Table:
    import pyarrow as pa

    rows = list(pairs)
    columns = {"id": [id for id, _ in rows], "whole": [whole for _, whole in rows]}
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
