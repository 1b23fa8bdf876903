"""``chronology gaps``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from chronology.cli.answers import give
from chronology.cli.conditions import Conditions, CountingAmong
from chronology.cli.event_files import EventFiles
from chronology.cli.option_groups import with_groups
from chronology.cli.printing import Printing
from chronology.query.gaps import gaps


@with_groups
def gaps_between(
    *,
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="UNIT", help="To the next one of the same kind, actor, dyad, ... as in count; repeat."),
    ] = None,
    counting: CountingAmong,
    conditions: Conditions,
    events: EventFiles,
    printing: Printing,
) -> None:
    """Find the days from the end of each event to the next one."""
    printing.chosen()
    term = conditions.term
    counting.require_counted(term)
    with events.opened() as table:
        give(lambda: gaps(table, of=term, by=by, **asdict(counting)), printing)
