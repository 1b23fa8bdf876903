"""Which registry a command speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from chronology.cli.progress import progress
from chronology.registry.registry import Registry
from chronology.store.files import PathLike
from chronology.store.load import load

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE", help="Registry files or a folder; the bundled one if none.")
]


def registry_of(files: Sequence[PathLike] | None) -> Registry:
    """The registry in the files, or the bundled one."""
    with progress("Reading the registry"):
        return load(files) if files else load()
