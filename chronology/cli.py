"""The command line: ``chronology page | check | list | show``.

Exit codes: 0 all is well, 1 problems found (a file that is no registry, an id that nobody has, a page that cannot be
written), 2 the command was not understood.
"""

from __future__ import annotations

import enum
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chronology.errors import ChronologyError, DateError, QueryError
from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.model.source import Citation, Source
from chronology.model.vocabulary import INVERSES
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
from chronology.registry.sections import SECTIONS
from chronology.store.load import load

app = typer.Typer(
    help="Chronologies that say what happened, when, and who says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


class ListFormat(enum.StrEnum):
    """How ``chronology list`` prints."""

    table = "table"
    tsv = "tsv"
    json = "json"


Lanes = Literal["kind", "actor", "none"]


Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE", help="Registry files or a folder; the bundled one if none.")
]


def main() -> None:
    """Run the command line; a user's mistake ends in a sentence, never in a traceback."""
    try:
        app()
    except (QueryError, DateError) as error:
        _fail(error, code=2)
    except ChronologyError as error:
        _fail(error, code=1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


@app.command()
def page(
    files: Files = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the page.")] = Path("timeline.html"),
    title: Annotated[str | None, typer.Option(help="The title; that of the registry if not given.")] = None,
    lanes: Annotated[Lanes, typer.Option(help="What the lanes stand for at first.")] = "kind",
) -> None:
    """Write the chronology as one HTML page that works without a network."""
    from chronology.page.page import write_page

    registry = _registry(files)
    written = write_page(registry, output, title=title, lanes=None if lanes == "none" else lanes)
    typer.echo(
        f"Wrote {written} ({len(registry)} events, {written.stat().st_size / 1e6:.1f} MB). Open it in a browser."
    )


@app.command()
def check(files: Files = None) -> None:
    """Read a registry and list every problem with its line, what is wrong and the remedy."""
    registry = _registry(files)
    counts = ", ".join(f"{len(registry.section(name))} {name}" for name in SECTIONS)
    typer.echo(f"No problems: {counts}.")


@app.command(name="list")
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
    _print_events(_chosen(_registry(files), term), format)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event.")],
    files: Files = None,
) -> None:
    """Show an event: when, who, where, what is claimed about it, and the sources."""
    registry = _registry(files)
    console = Console(highlight=False)
    for line in _event_lines(registry, registry[id]):
        console.print(Text(_plain(line)), soft_wrap=True)


def _registry(files: list[Path] | None) -> Registry:
    return load(files) if files else load()


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
                typer.echo("\t".join(_plain(row[name] if name != "actors" else ",".join(row[name])) for name in names))
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
        table.add_row(*(Text(_plain(row[name])) for name in ("words", "title", "kind", "id")))
    if rows:
        console.print(table)
    typer.echo(f"{len(rows)} event{'' if len(rows) == 1 else 's'}")


def _event_lines(registry: Registry, event: Event) -> list[str]:
    """An event in plain text, a line at a time."""
    lines = [event.title, f"{registry.header.kind_name(event.kind)}, {event.status.replace('_', ' ')}", ""]
    lines += [f"{label:14} {text}" for label, text in _event_facts(registry, event)]
    for text in (event.summary, event.note):
        lines += ["", text] if text else []
    claims = registry.claims_about(event.id)
    if claims:
        lines += ["", f"Claims ({len(claims)})", *(line for claim in claims for line in _claim_lines(registry, claim))]
    if event.sources:
        lines += ["", "Sources", *(f"  - {_citation(registry, citation)}" for citation in event.sources)]
    return lines


def _event_facts(registry: Registry, event: Event) -> Iterator[tuple[str, str]]:
    """What is known of an event, as a label and a text each."""
    yield "when", f"{event.date.words()}  [{event.date.edtf}]"
    for alternative in event.alternatives:
        where = f" in {_place_name(registry, alternative.place)}" if alternative.place else ""
        note = f"  {alternative.note}" if alternative.note else ""
        yield "or", f"{alternative.date.words()}{where}  [{alternative.date.edtf}]{note}"
    for participation in event.participants:
        side = f", side {participation.side}" if participation.side else ""
        yield participation.role, f"{_actor_name(registry, participation.actor)}{side}"
    for place in event.places:
        yield "where", _place_name(registry, place)
    if event.part_of:
        yield "part of", _event_name(registry, event.part_of)
    for part in registry.parts_of(event.id):
        yield INVERSES["part_of"], _event_name(registry, part.id)
    for relation in event.relations:
        yield relation.type.replace("_", " "), _event_name(registry, relation.target)
    for other in registry:
        for relation in other.relations:
            if relation.target == event.id:
                yield INVERSES[relation.type], _event_name(registry, other.id)


def _claim_lines(registry: Registry, claim: Claim) -> list[str]:
    speakers = " and ".join(_actor_name(registry, id) for id in claim.by)
    standing = f", {claim.capacity}" if claim.capacity else ""
    via = f", as reported by {' and '.join(_actor_name(registry, id) for id in claim.via)}" if claim.via else ""
    where = "; ".join(_citation(registry, citation) for citation in claim.sources)
    stances = [
        f"      {stance.replace('_', ' ')}: {registry.propositions[id].text if id in registry.propositions else id}"
        for id, stance in claim.positions.items()
    ]
    return [f"  - {claim.text}", f"    {speakers}{standing}{via}. {where}", *stances]


def _citation(registry: Registry, citation: Citation) -> str:
    source = registry.sources.get(citation.source)
    named = _source(source) if source else citation.source
    return f"{named}{', ' + citation.locator if citation.locator else ''}"


def _source(source: Source) -> str:
    author = f"{'; '.join(source.author)}. " if source.author else ""
    container = f". {source.container_title}" if source.container_title else ""
    issued = f", {source.issued.words(short=True)}" if source.issued else ""
    return f"{author}{source.title}{container}{issued}{' ' + source.url if source.url else ''}"


def _actor_name(registry: Registry, id: str) -> str:
    return registry.actors[id].name if id in registry.actors else id


def _place_name(registry: Registry, id: str) -> str:
    return registry.places[id].name if id in registry.places else id


def _event_name(registry: Registry, id: str) -> str:
    return f"{registry.events[id].title}  [{id}]" if id in registry else id


def _plain(text: str) -> str:
    """Text without control characters, so that no registry can drive the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _fail(error: ChronologyError, *, code: int) -> None:
    typer.echo(str(error), err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
