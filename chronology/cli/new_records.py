"""``chronology new event | claim | source``: a record at a time, from options or from answers."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from pydantic import ValidationError

from chronology.dates.phrases import parse_date
from chronology.errors import QueryError
from chronology.model.claim import Claim
from chronology.model.event import Event
from chronology.model.record import Record
from chronology.model.source import Source
from chronology.store.editing import Editor, edit

new = typer.Typer(help="Add a record to a registry file; what is not given is asked for.", no_args_is_help=True)

_LONGEST_ID: Final = 50

File = Annotated[Path, typer.Argument(metavar="FILE", help="The registry file to add to.")]
Id = Annotated[str | None, typer.Option(help="The id; made from the title if not given.")]
Cited = Annotated[list[str] | None, typer.Option("--source", help="A source's id, with a locator: wright-2022@¶9.")]


@new.command()
def event(
    file: File,
    *,
    id: Id = None,
    title: Annotated[str | None, typer.Option(help="A short title.")] = None,
    date: Annotated[str | None, typer.Option(help="EDTF, or a phrase such as 'late February 2014'.")] = None,
    kind: Annotated[str | None, typer.Option(help="A kind, such as treaty, summit or war.")] = None,
    summary: Annotated[str | None, typer.Option(help="What happened, in a sentence or two.")] = None,
    participant: Annotated[list[str] | None, typer.Option(help="actor:role or actor:role:side; repeat.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="A place's id; repeat.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A tag; repeat.")] = None,
    source: Cited = None,
) -> None:
    """Add an event."""
    with edit(file) as editor:
        title = _asked("Title", title)
        fields = {
            "title": title,
            "date": parse_date(_asked("Date", date)),
            "kind": _asked("Kind", kind),
            "summary": summary,
            "participants": [_participation(text) for text in participant or ()],
            "places": place or (),
            "tags": tag or (),
            "sources": [_citation(text) for text in source or ()],
        }
        added = _add(editor, Event, _id(id, title, editor.registry.events), fields)
    typer.echo(added)


@new.command()
def claim(
    file: File,
    *,
    id: Id = None,
    text: Annotated[str | None, typer.Option(help="What is claimed, in your words.")] = None,
    kind: Annotated[str | None, typer.Option(help="factual, characterisation, prediction, ...")] = None,
    by: Annotated[list[str] | None, typer.Option(help="A speaker: an actor's id, name or alias; repeat.")] = None,
    about: Annotated[list[str] | None, typer.Option(help="An event's id; repeat.")] = None,
    capacity: Annotated[str | None, typer.Option(help="The office in which they speak.")] = None,
    via: Annotated[list[str] | None, typer.Option(help="Who reports it; repeat.")] = None,
    made: Annotated[str | None, typer.Option(help="When: EDTF or a phrase.")] = None,
    position: Annotated[
        list[str] | None, typer.Option(help="proposition:stance, such as alliance:denies; repeat.")
    ] = None,
    source: Cited = None,
) -> None:
    """Add a claim."""
    with edit(file) as editor:
        registry = editor.registry
        text = _asked("Claim", text)
        fields = {
            "text": text,
            "kind": _asked("Kind", kind),
            "by": [registry.actor(name).id for name in by or [_asked("By", None)]],
            "about": [registry[one].id for one in about or ()],
            "capacity": capacity,
            "via": [registry.actor(name).id for name in via or ()],
            "made": parse_date(made) if made else None,
            "positions": dict(_pair(one, "proposition:stance") for one in position or ()),
            "sources": [_citation(one) for one in source or ()],
        }
        added = _add(editor, Claim, _id(id, text, registry.claims), fields)
    typer.echo(added)


@new.command()
def source(
    file: File,
    *,
    id: Id = None,
    title: Annotated[str | None, typer.Option(help="The title.")] = None,
    type: Annotated[str, typer.Option(help="A CSL type, such as article-magazine, report or webpage.")] = "webpage",
    author: Annotated[list[str] | None, typer.Option(help="'Family, Given' or an institution; repeat.")] = None,
    container_title: Annotated[str | None, typer.Option(help="The journal, newspaper or site.")] = None,
    issued: Annotated[str | None, typer.Option(help="When: EDTF or a phrase.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
) -> None:
    """Add a source."""
    with edit(file) as editor:
        title = _asked("Title", title)
        fields = {
            "title": title,
            "type": type,
            "author": author or (),
            "container_title": container_title,
            "issued": parse_date(issued) if issued else None,
            "url": url,
        }
        added = _add(editor, Source, _id(id, title, editor.registry.sources), fields)
    typer.echo(added)


def _add(editor: Editor, model: type[Record], id: str, fields: Mapping[str, Any]) -> str:
    """Add a record, and give what can be said of it once the file is written."""
    given = {name: value for name, value in fields.items() if value not in (None, (), [], {})}
    try:
        record = model.model_validate({"id": id, **given})
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise QueryError("; ".join(faults)) from None
    editor.add(record)
    return f"Added {model.__name__.lower()} {id}."


def _asked(label: str, given: str | None) -> str:
    """What was given, or an answer at the terminal."""
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise QueryError(
            f"nothing says the {label.lower()} (add --{label.lower()}, or run it in a terminal to be asked)"
        )
    answer: str = typer.prompt(label)
    return answer


def _id(given: str | None, title: str, taken: Mapping[str, object]) -> str:
    """The id that was given, or one made from the title that nobody has yet."""
    if given is not None:
        if given in taken:
            raise QueryError(f"'{given}' is taken (choose another --id)")
        return given
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold())[:_LONGEST_ID].strip("-") or "new"
    numbers = range(2, len(taken) + 3)
    return next(id for id in (slug, *(f"{slug}-{number}" for number in numbers)) if id not in taken)


def _participation(text: str) -> dict[str, str]:
    parts = text.split(":")
    if not 2 <= len(parts) <= 3:
        raise QueryError(f"'{text}' is no participant (write actor:role, such as RUS:party, or RUS:party:a)")
    return dict(zip(("actor", "role", "side"), parts, strict=False))


def _citation(text: str) -> dict[str, str]:
    source, _, locator = text.partition("@")
    return {"source": source, "locator": locator} if locator else {"source": source}


def _pair(text: str, form: str) -> tuple[str, str]:
    first, colon, second = text.rpartition(":")
    if not colon:
        raise QueryError(f"'{text}' lacks a ':' (write {form})")
    return first, second
