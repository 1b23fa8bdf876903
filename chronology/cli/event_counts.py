"""``chronology count``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from chronology.cli.answers import give
from chronology.cli.conditions import Conditions, CountingAmong
from chronology.cli.event_files import EventFiles
from chronology.cli.option_groups import with_groups
from chronology.cli.printing import Printing
from chronology.errors import QueryError
from chronology.query.arguments import Vague
from chronology.query.counts import counts
from chronology.query.periods import Period
from chronology.query.weights import Of


@with_groups
def count_events(
    *,
    per: Annotated[Period | None, typer.Option(help="The period; if not given, all time together.")] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="UNIT",
            help="kind, actor (in any role), acting (one that acts), dyad (two that act together), directed_dyad (one "
            "acts on the other), place, tag, source, role, or another column of text; repeat for combinations.",
        ),
    ] = None,
    of: Annotated[
        Of, typer.Option(help="Events count where they start, or in each period in which they go on.")
    ] = "start",
    vague: Annotated[
        Vague, typer.Option(help="A vague date counts on its earliest day, or is spread evenly over all its days.")
    ] = "earliest",
    fill: Annotated[bool, typer.Option("--fill", help="Rows with 0 where there is nothing: a panel.")] = False,
    span: Annotated[
        str | None, typer.Option(metavar="DATE", help="The periods that are wanted, such as 2001/2022.")
    ] = None,
    counting: CountingAmong,
    conditions: Conditions,
    events: EventFiles,
    printing: Printing,
) -> None:
    """Count events by kind, actor, dyad and more, and by period."""
    printing.chosen()
    term = conditions.term
    counting.require_counted(term)
    if per is None and (fill or span is not None or of != "start" or vague != "earliest"):
        raise QueryError("--of, --vague, --fill and --span speak of periods (add --per year)")
    periods: dict[str, Any] = {"per": per, "of": of, "vague": vague, "fill": fill, "span": span}
    with events.opened() as table:
        give(lambda: counts(table, where=term, by=by, **periods, **asdict(counting)), printing)
