"""``chronology ties``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from chronology.cli.answers import give
from chronology.cli.conditions import Conditions, CountingAmong
from chronology.cli.event_files import EventFiles
from chronology.cli.option_groups import with_groups
from chronology.cli.printing import Printing
from chronology.query.periods import Period
from chronology.query.ties import ties


@with_groups
def ties_between(
    *,
    directed: Annotated[bool, typer.Option("--directed", help="Who acts on whom, not who acts with whom.")] = False,
    per: Annotated[Period | None, typer.Option(help="A tie for each period; else one for all time.")] = None,
    counting: CountingAmong,
    conditions: Conditions,
    events: EventFiles,
    printing: Printing,
) -> None:
    """Find who acts with whom, how often and when: a network."""
    printing.chosen()
    term = conditions.term
    counting.require_counted(term)
    with events.opened() as table:
        give(lambda: ties(table, of=term, directed=directed, per=per, **asdict(counting)), printing)
