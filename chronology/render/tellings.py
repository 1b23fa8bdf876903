"""What subtitles tell of a count: how many there are of something, and by which rules events do not count."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.render.columns import EventColumns


def counted(number: int, noun: str) -> str:
    """A number of things, the noun in its plural unless there is one.

    >>> counted(1, "interval"), counted(1200, "interval")
    ('1 interval', '1,200 intervals')
    """
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def left_out(columns: EventColumns, *, wholes: bool, all_statuses: bool) -> Iterator[str]:
    """The rules by which events do not count, where there are any to which they apply."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = columns.table
    if not wholes and "part_of" in table.column_names and table.column("part_of").null_count < len(table):
        yield "wholes left out beside their parts"
    if not all_statuses and "status" in table.column_names:
        unreal = pa.array(["planned", "did_not_happen"], pa.string())
        number = pc.sum(pc.is_in(table.column("status").cast(pa.string()), value_set=unreal)).as_py() or 0
        if number:
            yield f"{counted(number, 'event')} planned or not realised, not counted"
