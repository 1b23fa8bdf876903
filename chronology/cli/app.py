"""The commands together, and what becomes of a mistake."""

from __future__ import annotations

import sys

import typer

from chronology.cli.condition_texts import EXPLAINED
from chronology.cli.dates import date
from chronology.cli.event_counts import count_events
from chronology.cli.event_gaps import gaps_between
from chronology.cli.event_list import list_events
from chronology.cli.event_sequences import sequences_of
from chronology.cli.event_sheet import show
from chronology.cli.event_ties import ties_between
from chronology.cli.event_windows import events_around
from chronology.cli.faults import said_by_system
from chronology.cli.figures import figure
from chronology.cli.new_records import new
from chronology.cli.pages import page
from chronology.cli.registry_check import check
from chronology.cli.schemas import schema
from chronology.cli.tidy_files import fmt
from chronology.errors import ChronologyError, DateError, QueryError

app = typer.Typer(
    help="Chronologies that say what happened, when, and who says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.command()(page)
app.command(epilog=EXPLAINED)(figure)
app.command()(check)
app.command(name="list")(list_events)
app.command()(show)
app.command(name="count")(count_events)
app.command(name="window", epilog=EXPLAINED)(events_around)
app.command(name="sequences", epilog=EXPLAINED)(sequences_of)
app.command(name="gaps")(gaps_between)
app.command(name="ties")(ties_between)
app.command()(date)
app.command()(fmt)
app.command()(schema)
app.add_typer(new, name="new")


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
    except (OSError, MemoryError) as error:
        _fail(said_by_system(error), code=1)


def _fail(error: ChronologyError | str, *, code: int) -> None:
    typer.echo(str(error), err=True)
    sys.exit(code)
