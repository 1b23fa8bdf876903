"""``chronology fmt``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chronology.store.files import paths_of
from chronology.store.tidying import tidy


def fmt(files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Registry files or a folder.")]) -> None:
    """Tidy the white space of registry files; comments, order, quotes and all that they say stay as they are."""
    for path in paths_of(files):
        typer.echo(f"{path}: {'tidied' if tidy(path) else 'already tidy'}")
