"""Which rows count: what is planned or did not happen does not, and a whole does not beside its own parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chronology.query.engines import beside, collected, joined, stacked

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
    """Which events are the wholes of others in a table.

    ``above`` has a row for each event that is both a whole and a part, and each event above it: ``id``, ``whole``;
    it is None where the table has no parts. There are few of these, so they are kept here, and a part is followed
    all the way up without a recursive query.
    """

    above: pa.Table | None

    def without_wholes(self, rows: Frame) -> Frame:
        """The rows without those that are the whole of another of them."""
        if self.above is None:
            return rows
        return joined(rows, self._wholes(rows, self.above, ()), on=["id"], how="anti")

    def split(self, rows: Frame) -> tuple[Frame, Frame | None]:
        """The rows that are no whole of another of them, and those that are; None where there are no parts."""
        if self.above is None:
            return rows, None
        wholes = self._wholes(rows, self.above, ())
        return joined(rows, wholes, on=["id"], how="anti"), joined(rows, wholes, on=["id"], how="semi")

    def without_wholes_within(self, wholes: Frame, parts: Frame, within: Sequence[str]) -> Frame:
        """`wholes` without those that are the whole of one of the `parts` with the same values of `within`.

        Unknown values are values like any other here.
        """
        if self.above is None:
            return wholes
        keys = [f"{name}_or_none" for name in within]
        covered = self._wholes(_keyed(parts, within), self.above, keys)
        return joined(_keyed(wholes, within), covered, on=["id", *keys], how="anti").drop(*keys)

    def _wholes(self, rows: Frame, above: pa.Table, keys: Sequence[str]) -> Frame:
        import narwhals as nw

        direct = rows.filter(is_part()).select(nw.col("part_of").alias("id"), *keys)
        if len(above):
            higher = joined(direct, beside(direct, above), on=["id"], how="inner")
            direct = stacked(direct, higher.select(nw.col("whole").alias("id"), *keys))
        return direct.unique(["id", *keys])


def lineage_of(table: Frame) -> Lineage:
    """What is looked up at once, also in a lazy table: whether it has parts, and which events are wholes and parts."""
    import narwhals as nw

    if not collected(table.select(parts=nw.col("part_of").count()))["parts"][0].as_py():
        return Lineage(None)
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


def _keyed(rows: Frame, within: Sequence[str]) -> Frame:
    """`rows` with the columns of `within` such that unknown values can be joined."""
    import narwhals as nw

    return rows.with_columns(**{f"{name}_or_none": nw.col(name).fill_null("") for name in within})
