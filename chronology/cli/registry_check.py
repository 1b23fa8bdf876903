"""``chronology check``."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from chronology.checks.findings import Finding
from chronology.checks.report import format_github, format_json, format_text, is_failure
from chronology.checks.rulebook import check as findings_of
from chronology.cli.registry_files import Files, registry_of
from chronology.errors import Problem, RegistryError
from chronology.registry.origin import Position
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS

Format = Literal["text", "json", "github"]


def check(
    files: Files = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings and notes fail too.")] = False,
    format: Annotated[Format, typer.Option(help="How to print findings.")] = "text",
    ignore: Annotated[list[str] | None, typer.Option(help="A rule, or rule/record-id, to leave out; repeat.")] = None,
    as_of: Annotated[str | None, typer.Option(help="The day of checking, for rules that need one.")] = None,
) -> None:
    """Say every problem of a file, with its place and remedy, then what a curated registry should keep."""
    try:
        registry = registry_of(files)
    except RegistryError as error:
        if format == "text":
            raise
        _print([_unread(problem) for problem in error.problems], format)
        sys.exit(1)
    findings = findings_of(registry, ignore=ignore or (), as_of=as_of)
    if findings or format != "text":
        _print(findings, format)
    else:
        typer.echo(f"No problems: {_counts(registry)}.")
    if is_failure(findings, strict=strict):
        sys.exit(1)


def _print(findings: list[Finding] | tuple[Finding, ...], format: Format) -> None:
    match format:
        case "text":
            typer.echo(format_text(findings), nl=False)
        case "json":
            typer.echo(format_json(findings))
        case "github":
            typer.echo(format_github(findings), nl=False)


def _unread(problem: Problem) -> Finding:
    """A problem of a file that is no registry, in the shape of a finding."""
    place = Position(problem.file, problem.line or 1, problem.column or 1) if problem.file else None
    return Finding("no-registry", "error", "", problem.where, "", problem.what, "mend the file", place)


def _counts(registry: Registry) -> str:
    counts = ((len(registry.section(name)), name) for name in SECTIONS)
    return ", ".join(f"{count} {name[:-1] if count == 1 else name}" for count, name in counts)
