"""Which rows count: what is planned or did not happen does not, and a whole does not beside its own parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from chronology.query.engines import joined, stacked

if TYPE_CHECKING:
    from chronology.query.engines import Frame

UNREALISED: Final = ("planned", "did_not_happen")
GENERATIONS: Final = 4
"""How far up a part is followed: the whole, the whole of that, and so on."""


def happened(rows: Frame) -> Frame:
    """The rows whose status is neither planned nor did_not_happen."""
    import narwhals as nw

    return rows.filter(~nw.col("status").is_in(UNREALISED) | nw.col("status").is_null())


def without_wholes(rows: Frame, table: Frame, *, within: Sequence[str] = ()) -> Frame:
    """The rows without those that are the whole of another of them that bears the same values of `within`.

    Parameters
    ----------
    rows : the rows that are to be counted, with ``id`` and ``part_of``.
    table : the whole table, for a row may be part of another through one that is not to be counted.
    within : columns of text, in which null is a value like any other.
    """
    keys = [f"{name}_or_none" for name in within]
    keyed = _keyed(rows, within) if within else rows
    parts = joined(keyed, _wholes_of(keyed, table, keys), on=["id", *keys], how="anti")
    return parts.drop(*keys) if within else parts


def _keyed(rows: Frame, within: Sequence[str]) -> Frame:
    """`rows` with the columns of `within` such that unknown values can be joined."""
    import narwhals as nw

    return rows.with_columns(**{f"{name}_or_none": nw.col(name).fill_null("") for name in within})


def _wholes_of(rows: Frame, table: Frame, keys: Sequence[str]) -> Frame:
    import narwhals as nw

    links = table.filter(~nw.col("part_of").is_null()).select("id", whole="part_of")
    parts = rows.filter(~nw.col("part_of").is_null())
    found = [parts.select(nw.col("part_of").alias("id"), *keys)]
    for _ in range(GENERATIONS - 1):
        higher = joined(found[-1], links, on=["id"], how="inner")
        found.append(higher.select(nw.col("whole").alias("id"), *keys))
    return stacked(*found).unique(["id", *keys])
