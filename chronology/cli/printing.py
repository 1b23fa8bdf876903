"""How a command gives its answer: the options for it, in every command the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, get_args

import typer

from chronology.errors import ConflictError, QueryError, printable

Format = Literal["table", "tsv", "csv", "json", "parquet"]

SHOWN: Final = 200
"""Rows of a table to read, if nothing else is asked for."""

_ENDINGS: Final[dict[str, Format]] = {f".{format}": format for format in get_args(Format) if format != "table"}


@dataclass(frozen=True, kw_only=True)
class Printing:
    """In which format, and where to."""

    format: Annotated[Format | None, typer.Option(help="If not given, that of --output, or a table to read.")] = None
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A .tsv, .csv, .json or .parquet file to write."),
    ] = None
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace --output if it is there.")] = False
    limit: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help=f"The most rows of a table to read; {SHOWN} if not given, 0 for all."),
    ] = None

    @property
    def most(self) -> int | None:
        """The most rows of a table to read; None for all."""
        return (SHOWN if self.limit is None else self.limit) or None

    def chosen(self) -> Format:
        """The format.

        Raises
        ------
        QueryError
            The options contradict one another.
        ConflictError
            A file is there and must not be replaced.
        """
        by_ending = self._by_ending()
        format = self.format or by_ending or "table"
        if by_ending not in (None, format):
            raise QueryError(f"--format {format} does not fit --output {self._name()} (leave one of the two out)")
        if format == "parquet" and not self.output:
            raise QueryError("--format parquet needs a file (add --output answer.parquet)")
        if self.limit is not None and format != "table":
            raise QueryError(f"--limit is for tables to read, and {format} has all rows (leave it out)")
        if self.output and os.path.lexists(self.output) and not self.overwrite:
            raise ConflictError(f"{self._name()}: is already there (add --overwrite to replace it)")
        return format

    def _by_ending(self) -> Format | None:
        if self.output is None:
            return None
        ending = self.output.suffix.casefold()
        if ending not in _ENDINGS:
            raise QueryError(f"--output {self._name()}: the name must end in {', '.join(_ENDINGS)}")
        return _ENDINGS[ending]

    def _name(self) -> str:
        return printable(str(self.output), limit=120)
