"""``chronology list``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from chronology.cli.answers import begun, rows_of, write_rows
from chronology.cli.conditions import Conditions
from chronology.cli.event_files import EventFiles
from chronology.cli.option_groups import with_groups
from chronology.cli.printing import Printing
from chronology.cli.progress import progress
from chronology.cli.screen_tables import print_table
from chronology.dates.when import When
from chronology.errors import DateError
from chronology.query.engines import collected
from chronology.query.opening import opened
from chronology.query.select import select
from chronology.query.terms import ANY
from chronology.registry.registry import Registry
from chronology.store.table_rows import ORDER, rows_in_order

if TYPE_CHECKING:
    import pyarrow as pa

    from chronology.query.engines import Frame

_TSV: Final = ("id", "date", "kind", "status", "title", "actors")
_READ: Final = {"When": "date", "What": "title", "Kind": "kind", "Id": "id"}


@with_groups
def list_events(*, conditions: Conditions, events: EventFiles, printing: Printing) -> None:
    """List the events that answer to all conditions, in date order.

    As CSV, JSON or Parquet they are an event table again, with all its columns.
    """
    format, term = printing.chosen(), conditions.term
    with events.opened() as table:
        with progress("Computing"):
            chosen = table if term == ANY else select(table, term)
            if format == "table":
                shown, total = _first_events(chosen, printing.most)
            else:
                rows = begun(rows_of(_in_order(chosen, _TSV)) if format == "tsv" else rows_in_order(chosen))
        if format == "table":
            print_table(shown, total=total, noun="event")
        else:
            write_rows(rows, printing, noun="event")


def _first_events(events: Any, most: int | None) -> tuple[pa.Table, int]:
    """The first events, to read, and how many there are."""
    import narwhals as nw

    ordered = _in_order(events, _READ.values())
    (counted,) = collected(ordered.select(events=nw.len())).to_pylist()
    first = collected(ordered if most is None else ordered.head(most)).rename_columns(list(_READ))
    return first.set_column(0, "When", [list(map(_in_words, first["When"].to_pylist()))]), counted["events"]


def _in_order(events: Any, columns: Iterable[str]) -> Frame:
    table = events.to_arrow() if isinstance(events, Registry) else events
    wanted = tuple(columns)
    return opened(table, dict.fromkeys((*wanted, *ORDER))).sort(*ORDER).select(*wanted)


def _in_words(date: str | None) -> str | None:
    """A date in words; of a foreign table, what stands there, if it is no date."""
    try:
        return When.parse(date).words(short=True) if date else date
    except DateError:
        return date
