"""Tables to read on a screen: aligned, nothing cut, and what is not shown is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chronology.cli.terminal import plain
from chronology.store.table_rows import TableRows

if TYPE_CHECKING:
    import pyarrow as pa

_GAP: Final = 2
_LONGEST_WORD: Final = 18
_LONGEST_ID: Final = 32


def first_rows(rows: TableRows, most: int | None) -> tuple[pa.Table, int]:
    """The first rows, `most` of them or all, and how many there are altogether."""
    import pyarrow as pa

    kept, total = [rows.schema.empty_table()], 0
    for piece in rows.batches:
        if most is None or total < most:
            kept.append(piece.slice(0, None if most is None else most - total))
        total += len(piece)
    return pa.concat_tables(kept), total


def print_table(table: pa.Table, *, total: int, noun: str) -> None:
    """Print rows, numbers to the right, and below them how many there are, also of those that are not shown."""
    console = Console(highlight=False)
    if len(table):
        console.print(_drawn(table, console.width))
    console.print(Text(_counted(len(table), total, noun)), soft_wrap=True)


def number_of(number: int, noun: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _counted(shown: int, total: int, noun: str) -> str:
    words = number_of(total, noun)
    return words if shown == total else f"The first {shown:,} of {words}: {total - shown:,} more with --limit 0."


@dataclass(frozen=True, slots=True)
class _Column:
    """A column in words."""

    name: str
    cells: list[str]
    is_number: bool

    @property
    def wide(self) -> int:
        """The width in which every cell and the name have one line."""
        return max(map(cell_len, (self.name, *self.cells)))

    def need(self, width: int) -> tuple[float, float]:
        """How much wider it should be than `width`: first of all for its cells, then for its name."""
        return max(max(map(cell_len, self.cells)) / width, 1), self.wide / width

    @property
    def narrow(self) -> int:
        """The width in which words stay whole, but for very long ones; an id is a word."""
        is_prose = any(" " in cell for cell in self.cells)
        texts = (self.name, *(cell.replace("-", "- ") if is_prose else cell for cell in self.cells))
        longest = max((cell_len(word) for text in texts for word in text.split()), default=0)
        return min(longest, _LONGEST_WORD if is_prose else _LONGEST_ID)


def _drawn(table: pa.Table, width: int) -> Table:
    columns = [_column(name, table.column(name)) for name in table.column_names]
    widths = _widths(columns, width - _GAP * (len(columns) - 1))
    drawn = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    for column, room in zip(columns, widths, strict=True):
        name = Text(_folded(column.name, room))
        drawn.add_column(name, width=room, overflow="fold", justify="right" if column.is_number else "left")
    for cells in zip(*(column.cells for column in columns), strict=True):
        drawn.add_row(*(Text(_folded(cell, room)) for cell, room in zip(cells, widths, strict=True)))
    return drawn


def _folded(cell: str, width: int) -> str:
    """A cell in lines, broken also after hyphens; text in characters of other widths is left to the table."""
    if cell_len(cell) <= width or cell_len(cell) != len(cell):
        return cell
    return "\n".join(wrap(cell, width))


def _widths(columns: Sequence[_Column], room: int) -> list[int]:
    """Widths that together have room: where not all can be wide, first all are narrow, and the neediest grow."""
    widths = [column.wide for column in columns]
    if sum(widths) <= room:
        return widths
    widths = [column.narrow for column in columns]
    while sum(widths) > max(room, len(widths)):
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < room:
        neediest = max(range(len(widths)), key=lambda at: columns[at].need(widths[at]))
        widths[neediest] += 1
    return widths


def _column(name: str, values: pa.ChunkedArray) -> _Column:
    import pyarrow.types as types

    number = bool(types.is_integer(values.type) or types.is_floating(values.type))
    return _Column(plain(name.replace("_", " ")), [_cell(value) for value in values.to_pylist()], number)


def _cell(value: Any) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.2f}"
        case list():
            return ", ".join(map(_cell, value))
    return plain(str(value))
