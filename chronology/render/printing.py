"""Figures as files: pictures to print, pages to hand round, and plotly's JSON."""

from __future__ import annotations

import html
import json
import os
import re
import secrets
import shutil
from pathlib import Path
from typing import Final

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from chronology.errors import ConflictError, FormatError, QueryError, printable
from chronology.render.figure_formats import FigureFormat, PictureFormat, format_of
from chronology.render.heading import REFERENCE_WIDTH
from chronology.render.palette import LIGHT
from chronology.render.pictures import Picture, drawn

PRINT_SCALE: Final = 2
"""Pixels of a PNG for each of the figure's: 300 to an inch where 1,000 of the figure's are 17 cm wide."""

PLOTLY_HEIGHT: Final = 450
"""How high plotly draws a figure that does not say."""

MOST_PIXELS: Final = 16_384
"""What Chromium can draw on either side of a PNG."""

_POLICY: Final = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


def write_figure(
    figure: go.Figure,
    path: str | os.PathLike[str],
    *,
    format: FigureFormat | None = None,
    width: int | None = None,
    height: int | None = None,
    scale: float | None = None,
) -> Path:
    """Write a figure to a file, and return its path.

    SVG, PNG and PDF are drawn by the Chromium of this machine and need the extra ``export``; fonts are those of this
    machine, and a PDF holds them. HTML is one file with plotly.js in it, JSON what ``plotly.io.read_json`` reads.
    Nothing is loaded from a network. The same figure gives the same bytes with the same plotly, Chromium and fonts.

    Parameters
    ----------
    figure : any plotly figure.
    path : where to; a file that is there is replaced in one step, if its name ends as those of this format do.
    format : ``svg``, ``png``, ``pdf``, ``html`` or ``json``; what the name ends in, unless it is given.
    width, height : in pixels, of which 96 are an inch in a PDF; those of the figure unless they are given. A picture
        of a figure without a width is 1,000 wide. The charts of chronology break their titles and place their labels
        for the width that they are given, so give it to the chart.
    scale : pixels of a PNG for each of the figure's; 2 unless it is given.

    Raises
    ------
    QueryError
        It is no figure, the name does not say the format, or a size is none.
    MissingExtra
        A picture is wanted, and kaleido is not installed.
    FormatError
        The file cannot be written, or there is no Chromium; whatever stood there still stands.
    ConflictError
        Something else is there.
    """
    wanted = format_of(path, format)
    _require_figure(figure)
    _require_sizes(width=width, height=height, scale=scale)
    if scale is not None and wanted != "png":
        raise QueryError(f"scale is for PNG, and {wanted} has no pixels of its own (leave it out)")
    target = _target(path, wanted)
    _put(path, target, _content(_sized(figure, width, height), wanted, scale or PRINT_SCALE))
    return Path(path)


def plain_title(figure: go.Figure) -> str:
    """The title of a figure as plain text; empty where it has none."""
    said = re.sub(r"<[^>]*>|[\u2068\u2069]", " ", figure.layout.title.text or "")
    return " ".join(html.unescape(said).split())


def _require_figure(figure: object) -> None:
    if not isinstance(figure, BaseFigure):
        raise QueryError(f"a plotly figure is written, not {printable(type(figure).__name__)}")


def _require_sizes(**sizes: float | None) -> None:
    for name, size in sizes.items():
        least = 0.1 if name == "scale" else 10
        if size is not None and not least <= size <= MOST_PIXELS:
            raise QueryError(f"{name} is between {least} and {MOST_PIXELS:,}, not {size:g}")


def _sized(figure: go.Figure, width: int | None, height: int | None) -> go.Figure:
    asked = {name: size for name, size in (("width", width), ("height", height)) if size is not None}
    return go.Figure(figure).update_layout(asked) if asked else figure


def _content(figure: go.Figure, format: FigureFormat, scale: float) -> bytes:
    if format == "json":
        return f"{figure.to_json()}\n".encode()
    if format == "html":
        return _page(figure).encode()
    (content,) = drawn([picture_of(figure, format, scale=scale)])
    return content


def picture_of(figure: go.Figure, format: PictureFormat, *, scale: float = PRINT_SCALE) -> Picture:
    """What is to be drawn of a figure.

    Raises
    ------
    QueryError
        A PNG would be larger than Chromium can draw.
    """
    width, height = figure.layout.width or REFERENCE_WIDTH, figure.layout.height or PLOTLY_HEIGHT
    times = scale if format == "png" else 1
    if times * max(width, height) > MOST_PIXELS:
        size = f"{times * width:,.0f} by {times * height:,.0f} pixels"
        raise QueryError(f"a picture of {size} is too large (at most {MOST_PIXELS:,}: give a smaller scale, or SVG)")
    return Picture(json.loads(figure.to_json()), format, width, height, times, title=plain_title(figure))


def _page(figure: go.Figure) -> str:
    """One HTML file, as wide as its window unless the figure has a width."""
    body = figure.to_html(
        full_html=False,
        include_plotlyjs=True,
        div_id="figure",
        config={"responsive": True, "displaylogo": False, "showSendToCloud": False},
    )
    ground = html.escape(str(figure.layout.paper_bgcolor or figure.layout.template.layout.paper_bgcolor or LIGHT.sheet))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(plain_title(figure) or 'Figure')}</title>\n"
        f"<style>body {{ margin: 0; background: {ground} }}</style>\n"
        f"</head>\n<body>\n<main>{body}</main>\n</body>\n</html>\n"
    )


def _target(path: str | os.PathLike[str], format: FigureFormat) -> Path:
    """The file that is written: the path, or what it links to."""
    try:
        target = Path(path).resolve()
        is_there, is_folder, has_folder = target.exists(), target.is_dir(), target.parent.is_dir()
    except (OSError, ValueError) as error:
        raise _unwritable(path, _said(error)) from error
    if is_folder:
        raise _unwritable(path, "it is a folder (name a file in it)")
    if not has_folder:
        raise _unwritable(path, f"there is no folder '{_shown(Path(path).parent)}' (make it first)")
    if is_there and target.suffix.casefold() != f".{format}":
        raise ConflictError(f"'{_shown(path)}' is there and has no name of a figure in {format} (remove it first)")
    if is_there and not (target.is_file() and os.access(target, os.W_OK)):
        raise _unwritable(path, "it is read-only, or no plain file")
    return target


def _put(path: str | os.PathLike[str], target: Path, content: bytes) -> None:
    """Write a new file beside the target and rename it over; the new file goes when anything fails."""
    beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        raise _unwritable(path, _said(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def _unwritable(path: str | os.PathLike[str], why: str) -> FormatError:
    return FormatError(f"cannot write the figure to '{_shown(path)}': {why}")


def _said(error: Exception) -> str:
    return printable((getattr(error, "strerror", None) or str(error)).lower(), limit=100)


def _shown(path: str | os.PathLike[str]) -> str:
    return printable(os.fspath(path), limit=100)
