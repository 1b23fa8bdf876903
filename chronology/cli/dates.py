"""``chronology date``."""

from __future__ import annotations

from typing import Annotated

import typer

from chronology.dates.days import OPEN_END, OPEN_START, format_day


def date(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="EDTF, or a phrase such as 'late February 2014'.")],
    *,
    language: Annotated[str | None, typer.Option(help="Read it in this language: en, ru, zh, de, fr or es.")] = None,
    relative_to: Annotated[
        str | None, typer.Option(help="The day of writing, for phrases such as 'last week'.")
    ] = None,
    order: Annotated[str | None, typer.Option(help="DMY, MDY or YMD, for dates such as 03/02/2022.")] = None,
    locale: Annotated[str, typer.Option(help="Say it in this language: en, ru, zh, de or fr.")] = "en",
) -> None:
    """Read a date as people write it: its EDTF, its words, and the days that it may mean."""
    from chronology.dates.phrases import parse_date

    when = parse_date(text, language=language, relative_to=relative_to, order=order)
    facts = {
        "edtf": when.edtf,
        "words": when.words(locale),
        "starts": _days(when.bounds.start_min, when.bounds.start_max),
        "ends": _days(when.bounds.end_min, when.bounds.end_max),
    }
    for label, fact in facts.items():
        typer.echo(f"{label:8} {fact}")


def _days(first: int, last: int) -> str:
    """Between which days, in words."""
    if first == last:
        return "no bound" if first in (OPEN_START, OPEN_END) else format_day(first)
    if first <= OPEN_START:
        return "no earliest day" if last >= OPEN_END else f"by {format_day(last)}"
    return f"from {format_day(first)} on" if last >= OPEN_END else f"{format_day(first)} to {format_day(last)}"
