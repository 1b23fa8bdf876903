"""``chronology schema``."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from chronology.cli.registry_files import Files, registry_of


def schema(
    files: Files = None,
    *,
    indent: Annotated[int, typer.Option(min=0, max=8, help="Spaces a level.")] = 2,
) -> None:
    """Print the JSON Schema of registry files, with the kinds that a registry adds, for editors to go by."""
    from chronology.store.schema import registry_schema

    kinds = registry_of(files).header.kinds if files else ()
    typer.echo(json.dumps(registry_schema(kinds=kinds), indent=indent, ensure_ascii=False))
