"""``chronology page``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from chronology.cli.registry_files import Files, registry_of
from chronology.cli.screen_tables import number_of

Lanes = Literal["kind", "actor", "none"]


def page(
    files: Files = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the page.")] = Path("timeline.html"),
    title: Annotated[str | None, typer.Option(help="The title; that of the registry if not given.")] = None,
    lanes: Annotated[Lanes, typer.Option(help="What the lanes stand for at first.")] = "kind",
) -> None:
    """Write the chronology as one HTML page that works without a network."""
    from chronology.page.page import write_page

    registry = registry_of(files)
    written = write_page(registry, output, title=title, lanes=None if lanes == "none" else lanes)
    typer.echo(
        f"Wrote {written} ({number_of(len(registry), 'event')}, {written.stat().st_size / 1e6:.1f} MB). "
        "Open it in a browser."
    )
