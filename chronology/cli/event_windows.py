"""``chronology window``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from chronology.cli.answers import give
from chronology.cli.condition_texts import any_of
from chronology.cli.conditions import Counting
from chronology.cli.event_files import EventFiles
from chronology.cli.option_groups import with_groups
from chronology.cli.printing import Printing
from chronology.errors import QueryError
from chronology.query.arguments import Vague
from chronology.query.window_counts import window_counts
from chronology.query.windows import window


@with_groups
def events_around(
    *,
    around: Annotated[
        list[str], typer.Option(metavar="CONDITION", help="The events to look around, such as kind:summit.")
    ],
    of: Annotated[
        list[str] | None, typer.Option(metavar="CONDITION", help="The events to look for, said alike; else all.")
    ] = None,
    days: Annotated[int, typer.Option(min=0, metavar="N", help="Days before and after.")] = 90,
    before: Annotated[int | None, typer.Option(min=0, metavar="N", help="Days before; else --days.")] = None,
    after: Annotated[int | None, typer.Option(min=0, metavar="N", help="Days after; else --days.")] = None,
    counts: Annotated[
        bool, typer.Option("--counts", help="How many events on each day before and after, over all anchors.")
    ] = False,
    per_anchor: Annotated[bool, typer.Option("--per-anchor", help="--counts for each anchor by itself.")] = False,
    width: Annotated[int, typer.Option(min=1, metavar="N", help="--counts for spells of so many days.")] = 1,
    vague: Annotated[
        Vague, typer.Option(help="--counts with vague dates on their earliest day, or spread over all their days.")
    ] = "earliest",
    fill: Annotated[bool, typer.Option("--fill", help="--counts with rows for days without events.")] = False,
    counting: Counting,
    events: EventFiles,
    printing: Printing,
) -> None:
    """Find what happened in the days around some events, the anchors."""
    printing.chosen()
    anchors, wanted = any_of(around), any_of(of or ())
    counting.require_counted(anchors, wanted)
    if not counts and (per_anchor or fill or width != 1 or vague != "earliest"):
        raise QueryError("--per-anchor, --width, --vague and --fill speak of counts (add --counts)")
    asked: dict[str, Any] = {
        "around": anchors,
        "of": wanted,
        "before": days if before is None else before,
        "after": days if after is None else after,
        **asdict(counting),
    }
    with events.opened() as table:
        if counts:
            counted: dict[str, Any] = {"per_anchor": per_anchor, "width": width, "vague": vague, "fill": fill}
            give(lambda: window_counts(table, **counted, **asked), printing)
        else:
            give(lambda: window(table, **asked), printing, order=("anchor_id", "offset_days_min", "event_id"))
