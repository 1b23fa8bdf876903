"""``chronology sequences``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Final

import typer

from chronology.cli.answers import give
from chronology.cli.condition_texts import any_of
from chronology.cli.conditions import CountingAmong
from chronology.cli.event_files import EventFiles
from chronology.cli.option_groups import with_groups
from chronology.cli.printing import Printing
from chronology.query.sequences import sequences

_NOTHING: Final = "nothing"


@with_groups
def sequences_of(
    *,
    first: Annotated[
        list[str], typer.Option(metavar="CONDITION", help="The events that come first, such as kind:summit.")
    ],
    then: Annotated[list[str], typer.Option(metavar="CONDITION", help="The events that follow, said alike.")],
    within: Annotated[
        int, typer.Option(min=0, metavar="N", help="Days from the end of the first to the start of the other.")
    ] = 90,
    same: Annotated[
        str,
        typer.Option(
            metavar="UNIT",
            help="What both have: a dyad, an actor that acts in both, actors (all that act), nothing, or a unit as in "
            "count.",
        ),
    ] = "dyad",
    counting: CountingAmong,
    events: EventFiles,
    printing: Printing,
) -> None:
    """Find events that are followed by others within some days."""
    printing.chosen()
    firsts, thens = any_of(first), any_of(then)
    counting.require_counted(firsts, thens)
    unit = None if same == _NOTHING else same
    with events.opened() as table:
        give(
            lambda: sequences(table, first=firsts, then=thens, within=within, same=unit, **asdict(counting)),
            printing,
            order=("first_id", "gap_days_min", "then_id"),
        )
