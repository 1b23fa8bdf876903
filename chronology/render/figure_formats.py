"""What a figure is written as."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal, cast, get_args

from chronology.errors import QueryError, printable

PictureFormat = Literal["svg", "png", "pdf"]
FigureFormat = Literal["svg", "png", "pdf", "html", "json"]

FORMATS: Final[tuple[FigureFormat, ...]] = get_args(FigureFormat)


def format_of(path: str | os.PathLike[str], format: str | None = None) -> FigureFormat:
    """The format of a figure's file: the one given, or what the name ends in.

    Raises
    ------
    QueryError
        There is no such format, the name does not say one, or it says another.

    >>> format_of("figures/timeline.SVG")
    'svg'
    """
    name, ending = printable(os.fspath(path), limit=100), Path(path).suffix.casefold().removeprefix(".")
    if format is not None and format not in FORMATS:
        raise QueryError(f"a figure is written as one of {', '.join(FORMATS)}, not as {printable(repr(format))}")
    if format is None and ending not in FORMATS:
        raise QueryError(f"'{name}' does not say the format (let it end in one of {', '.join(FORMATS)})")
    if format is not None and ending in FORMATS and ending != format:
        raise QueryError(f"'{name}' is no name for {format} (leave one of the two out)")
    return cast(FigureFormat, format or ending)
