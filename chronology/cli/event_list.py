"""``chronology list``."""

from __future__ import annotations

import enum
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chronology.cli.registry_files import Files, registry_of
from chronology.cli.terminal import plain
from chronology.errors import QueryError
from chronology.model.event import Event
from chronology.query.terms import (
    ANY,
    Term,
    at,
    during,
    involving,
    mentioning,
    of_kind,
    tagged,
    with_status,
)
from chronology.registry.registry import Registry


class ListFormat(enum.StrEnum):
    """How ``chronology list`` prints."""

    table = "table"
    tsv = "tsv"
    json = "json"


def list_events(
    files: Files = None,
    *,
    during_: Annotated[
        str | None, typer.Option("--during", help="An EDTF date or interval, such as 2014-02/2014-03.")
    ] = None,
    certain: Annotated[bool, typer.Option("--certain", help="Only what certainly falls in --during.")] = False,
    actor: Annotated[
        list[str] | None, typer.Option(help="An actor's id, name, alias or code; repeat for all of them.")
    ] = None,
    together: Annotated[bool, typer.Option("--together", help="The actors act together, not merely occur.")] = False,
    kind: Annotated[list[str] | None, typer.Option(help="A kind of event; repeat for any of them.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A tag; repeat for any of them.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="A place's id; repeat for any of them.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="A status; repeat for any of them.")] = None,
    search: Annotated[str | None, typer.Option(help="Words in the title or summary.")] = None,
    format: Annotated[ListFormat, typer.Option(help="How to print.")] = ListFormat.table,
) -> None:
    """List the events, in date order, that answer to all the conditions."""
    if certain and during_ is None:
        raise QueryError("--certain needs a date (add --during 2014)")
    if together and not actor:
        raise QueryError("--together needs actors (add --actor RUS --actor CHN)")
    term = ANY
    if during_ is not None:
        term &= during(during_, certainty="certain" if certain else "possible")
    if actor:
        term &= involving(*actor, together=together)
    for values, condition in ((kind, of_kind), (tag, tagged), (place, at), (status, with_status)):
        if values:
            term &= condition(*values)
    if search is not None:
        term &= mentioning(search)
    _print_events(_chosen(registry_of(files), term), format)


def _chosen(registry: Registry, term: Term) -> Registry:
    return registry if term == ANY else registry.where(term)


def _print_events(registry: Registry, format: ListFormat) -> None:
    rows = [_event_row(event) for event in registry]
    match format:
        case ListFormat.json:
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        case ListFormat.tsv:
            names = ("id", "date", "kind", "status", "title", "actors")
            typer.echo("\t".join(names))
            for row in rows:
                typer.echo("\t".join(plain(row[name] if name != "actors" else ",".join(row[name])) for name in names))
        case ListFormat.table:
            _print_table(rows)


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "date": event.date.edtf,
        "words": event.date.words(short=True),
        "kind": event.kind,
        "status": event.status,
        "title": event.title,
        "actors": list(dict.fromkeys(participation.actor for participation in event.participants)),
    }


def _print_table(rows: list[dict[str, Any]]) -> None:
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in ("When", "What", "Kind", "Id"):
        table.add_column(name, overflow="fold", no_wrap=name == "Id")
    for row in rows:
        table.add_row(*(Text(plain(row[name])) for name in ("words", "title", "kind", "id")))
    if rows:
        console.print(table)
    typer.echo(f"{len(rows)} event{'' if len(rows) == 1 else 's'}")
