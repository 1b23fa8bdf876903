"""Which registry a command speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chronology.registry.registry import Registry
from chronology.store.load import load

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE", help="Registry files or a folder; the bundled one if none.")
]


def registry_of(files: list[Path] | None) -> Registry:
    """The registry in the files, or the bundled one."""
    return load(files) if files else load()
