"""The commands together, and what becomes of a mistake."""

from __future__ import annotations

import sys

import typer

from chronology.cli.dates import date
from chronology.cli.event_list import list_events
from chronology.cli.event_sheet import show
from chronology.cli.pages import page
from chronology.cli.registry_check import check
from chronology.errors import ChronologyError, DateError, QueryError

app = typer.Typer(
    help="Chronologies that say what happened, when, and who says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.command()(page)
app.command()(check)
app.command(name="list")(list_events)
app.command()(show)
app.command()(date)


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


def _fail(error: ChronologyError, *, code: int) -> None:
    typer.echo(str(error), err=True)
    sys.exit(code)
