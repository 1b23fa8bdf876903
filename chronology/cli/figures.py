"""``chronology figure``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from chronology.cli.charts import ChartName, ChartOptions, chart_of
from chronology.cli.conditions import Conditions
from chronology.cli.event_files import EventFiles
from chronology.cli.option_groups import with_groups
from chronology.cli.progress import progress
from chronology.cli.screen_tables import number_of
from chronology.cli.terminal import plain
from chronology.errors import ConflictError, QueryError, printable
from chronology.render.figure_formats import FigureFormat, format_of

Template = Literal["light", "dark"]


@with_groups
def figure(
    *,
    chart: Annotated[ChartName, typer.Option(help="What is drawn; the chart of this name in the library.")] = (
        "timeline"
    ),
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="A .svg, .png, .pdf, .html or .json file to write.")
    ],
    format: Annotated[FigureFormat | None, typer.Option(help="If not given, that of --output.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace --output if it is there.")] = False,
    template: Annotated[Template, typer.Option(help="On a light or a dark ground.")] = "light",
    width: Annotated[
        int | None, typer.Option(min=10, metavar="PIXELS", help="1000 if not given; a page fills its window.")
    ] = None,
    height: Annotated[
        int | None, typer.Option(min=10, metavar="PIXELS", help="What the chart needs, if not given.")
    ] = None,
    scale: Annotated[
        float | None, typer.Option(min=0.1, metavar="N", help="Pixels of a PNG for each of these; 2 if not given.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The title; that of the registry if not given.")] = None,
    subtitle: Annotated[str | None, typer.Option(help="A line below the title.")] = None,
    options: ChartOptions,
    conditions: Conditions,
    events: EventFiles,
) -> None:
    """Draw a chart of the events that answer to all conditions, as a picture, a page or plotly's JSON.

    SVG, PNG and PDF need the extra 'export' and Chromium, and no network.
    """
    wanted, term = format_of(output, format), conditions.term
    if scale is not None and wanted != "png":
        raise QueryError(f"--scale is for PNG, and {wanted} has no pixels of its own (leave it out)")
    if os.path.lexists(output) and not overwrite:
        raise ConflictError(f"{printable(str(output), limit=120)}: is already there (add --overwrite to replace it)")
    options.arguments(chart)
    look = {"template": template, "width": width, "height": height, "title": title, "subtitle": subtitle}
    with events.opened() as table, progress("Drawing"):
        from chronology.render.printing import write_figure

        drawn = chart_of(table, chart, term=term, options=options, look=look)
        write_figure(drawn, output, format=wanted, scale=scale)
    said = ", ".join(_counted(drawn))
    typer.echo(f"Wrote {plain(str(output))}{f' ({said})' if said else ''}.")


def _counted(figure: Any) -> Iterator[str]:
    """What a figure says of itself: how many events or claims are drawn."""
    for name, ids in (figure.layout.meta or {}).get("chronology", {}).items():
        if name in ("events", "claims"):
            yield number_of(len(ids), name.removesuffix("s"))
