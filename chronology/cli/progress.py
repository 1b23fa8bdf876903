"""What is being done, where it takes long: on a terminal, and never among the output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from threading import Timer
from typing import Final, TypeVar

PATIENCE: Final = 1.0
"""Seconds before anything is said."""

Piece = TypeVar("Piece", bound=Sized)


class Done:
    """How many rows are done, for those who watch."""

    def __init__(self, tell: Callable[[int], None] = lambda _: None) -> None:
        self.rows = 0
        self._tell = tell

    def counted(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces of a table, whose rows are counted as they come."""
        for piece in pieces:
            self.rows += len(piece)
            self._tell(self.rows)
            yield piece


@contextmanager
def progress(doing: str) -> Iterator[Done]:
    """Say on stderr what is being done and for how long, after a second, if stderr is a terminal.

    The line is gone in the end. Rows are told too where they are counted.
    """
    if not sys.stderr.isatty():
        yield Done()
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    said = TextColumn("{task.description}{task.fields[rows]}")
    line = Progress(SpinnerColumn("line"), said, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    task = line.add_task(escape(doing), total=None, rows="")
    timer = Timer(PATIENCE, line.start)
    timer.daemon = True
    timer.start()
    try:
        yield Done(lambda rows: line.update(task, rows=f": {rows:,} rows"))
    finally:
        timer.cancel()
        timer.join()
        line.stop()
