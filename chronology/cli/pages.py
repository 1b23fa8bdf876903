"""``chronology page``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from chronology.cli.condition_texts import ends_of
from chronology.cli.registry_files import Files, registry_of
from chronology.cli.screen_tables import number_of
from chronology.page.options import PANELS, Panel, PlotlyJS
from chronology.page.words import Language

Lanes = Literal["kind", "actor", "place", "tag", "none"]


def page(
    files: Files = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the page.")] = Path("timeline.html"),
    title: Annotated[str | None, typer.Option(help="The title; that of the registry if not given.")] = None,
    lanes: Annotated[Lanes, typer.Option(help="What the lanes stand for at first.")] = "kind",
    range: Annotated[
        str | None,
        typer.Option(metavar="FIRST/LAST", help="The stretch of time that is shown at first, such as 2014/2022."),
    ] = None,
    panel: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART",
            help=f"A part besides the picture: {', '.join(PANELS)}; repeat for several. All if none is given.",
        ),
    ] = None,
    accent: Annotated[
        str | None, typer.Option(metavar="COLOUR", help="The colour of what is chosen, such as #A11245.")
    ] = None,
    logo: Annotated[str | None, typer.Option(metavar="TEXT", help="A line above the title.")] = None,
    plotlyjs: Annotated[
        PlotlyJS,
        typer.Option(help="plotly.js in the page, in a file that pages of a folder share, or from plotly's network."),
    ] = "inline",
    lang: Annotated[
        Language, typer.Option(help="The language of the page; titles, summaries and claims stay as written.")
    ] = "en",
    fragment: Annotated[
        bool, typer.Option("--fragment", help="Write HTML to put into another page, not a page of its own.")
    ] = False,
    height: Annotated[
        int | None, typer.Option(min=1, metavar="PIXELS", help="The height of a fragment; 800 if not given.")
    ] = None,
) -> None:
    """Write the chronology as one HTML page that works without a network."""
    from chronology.page.page import write_page

    registry = registry_of(files)
    written = write_page(
        registry,
        output,
        title=title,
        lanes=None if lanes == "none" else lanes,
        range_x=None if range is None else ends_of(range),
        panels=cast(list[Panel], panel) or None,
        accent=accent,
        logo=logo,
        plotlyjs=plotlyjs,
        lang=lang,
        embed="fragment" if fragment else None,
        height=height,
    )
    does = "Put it into a page." if fragment else "Open it in a browser."
    typer.echo(f"Wrote {written} ({number_of(len(registry), 'event')}, {written.stat().st_size / 1e6:.1f} MB). {does}")
