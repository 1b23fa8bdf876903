"""Nothing twice: no pair of events where a part of one of them makes the same pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chronology.query.counting import Lineage, lacking

if TYPE_CHECKING:
    from chronology.query.engines import Frame

Match = Callable[["Frame", "Frame"], "Frame"]


def matched(
    match: Match,
    left: Frame,
    right: Frame,
    *,
    sides: tuple[str, str],
    on: Sequence[str] = (),
    lineages: tuple[Lineage | None, Lineage | None],
) -> Frame:
    """The pairs that `match` finds, without those of a whole beside what one of its parts is beside, too.

    Parameters
    ----------
    left, right : rows whose columns begin with the name of their side: ``first_id``, and where the side has a
        lineage, ``first_part_of``.
    sides : the two names.
    on : columns that both share.
    lineages : of the left and of the right rows; None where wholes may stand beside their parts.
    """
    pairs = match(left, right)
    for side, other, lineage in ((sides[0], sides[1], lineages[0]), (sides[1], sides[0], lineages[1])):
        if lineage is not None:
            of_parts = match(*(_parts(rows, side) for rows in (left, right)))
            covered = _wholes(of_parts, side, (f"{other}_id", *on), lineage)
            pairs = lacking(pairs, covered, on=[f"{side}_id", f"{other}_id", *on])
    return pairs


def _parts(rows: Frame, side: str) -> Frame:
    """The rows that are parts, where they are those of this side."""
    import narwhals as nw

    name = f"{side}_part_of"
    if name not in rows.collect_schema().names():
        return rows
    return rows.filter(~nw.col(name).is_null() & (nw.col(name) != nw.col(f"{side}_id")))


def _wholes(pairs: Frame, side: str, within: Sequence[str], lineage: Lineage) -> Frame:
    import narwhals as nw

    rows = pairs.select(*within, part_of=f"{side}_part_of")
    return lineage.wholes_of(rows, within=within).select(*within, nw.col("id").alias(f"{side}_id"))
