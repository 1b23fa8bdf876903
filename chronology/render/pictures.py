"""Figures as pictures: drawn by the Chromium of this machine without a network, with the same bytes each time."""

from __future__ import annotations

import asyncio
import html
import logging
import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from chronology.errors import FormatError, MissingExtra, printable
from chronology.render.figure_formats import PictureFormat

TIMEOUT: Final = 120.0
"""Seconds for one picture, and for the start of Chromium."""

CLOSING: Final = 5.0
"""Seconds for Chromium to close by itself; then it is killed."""

_POLICY: Final = (
    "default-src 'none'; script-src file: 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src data:; connect-src 'none'"
)

_HEAD: Final = f"""<!DOCTYPE html>
<html>
    <head>
        <meta http-equiv="Content-Security-Policy" content="{_POLICY}">
        <style>@page {{ margin: 0 }} img {{ display: block }}</style>
        <style id="head-style"></style>
        <title></title>
"""
"""What kaleido's page begins with, but that nothing is loaded from elsewhere and a PDF has no border of its own."""

_SEEDED: Final = """
        <script>
        const drawn = Plotly.toImage;
        Plotly.toImage = (figure, options) => {
            let seed = 1;
            for (const character of JSON.stringify([figure.data, figure.layout])) {
                seed = (Math.imul(seed, 31) + character.codePointAt(0)) >>> 0;
            }
            Math.random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296;
            const title = ((figure.layout.title || {}).text || "").replace(/<[^>]*>/g, " ");
            document.title = new DOMParser().parseFromString(title, "text/html").body.textContent;
            return drawn(figure, options);
        };
        </script>
"""
"""plotly.js names the parts of a picture at random; here the figure decides, so that two in one page still differ."""

_PDF_DATE: Final = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be drawn: a figure as plotly's JSON has it, in pixels, and its title as plain text."""

    figure: Mapping[str, Any]
    format: PictureFormat
    width: float
    height: float
    scale: float = 1
    title: str = ""


def drawn(pictures: Sequence[Picture]) -> list[bytes]:
    """The pictures, drawn one after the other in one Chromium, which is closed in the end.

    The same figure gives the same bytes with the same plotly, Chromium and fonts; a PDF bears no date.

    Raises
    ------
    MissingExtra
        kaleido is not installed.
    FormatError
        There is no Chromium, or it fails.
    """
    try:
        import kaleido.errors
    except ImportError:
        raise MissingExtra("kaleido", "export") from None
    for name in ("kaleido", "choreographer", "browser_proc"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        with ThreadPoolExecutor(1) as aside:
            return aside.submit(asyncio.run, _drawn(pictures)).result()
    except kaleido.errors.ChromeNotFoundError:
        raise FormatError(_no_chromium()) from None
    except Exception as error:
        if not isinstance(error, RuntimeError | TimeoutError) and not _from_browser(error):
            raise
        raise FormatError(_failed(error)) from error


def _no_chromium() -> str:
    given = os.environ.get("BROWSER_PATH")
    why = f"BROWSER_PATH, {printable(given)}, is no program" if given else "there is none"
    return f"pictures are drawn by Chromium or Chrome, and {why} (install it, or set BROWSER_PATH to where it is)"


def _from_browser(error: Exception) -> bool:
    return type(error).__module__.partition(".")[0] in ("kaleido", "choreographer")


def _failed(error: Exception) -> str:
    from choreographer.errors import ChannelClosedError
    from kaleido.errors import BrowserFailedError

    if isinstance(error, BrowserFailedError | ChannelClosedError):
        why = "does not start"
    else:
        said = error.args[0] if error.args else "no answer"
        why = f"draws no picture: {printable(str(said), limit=150)}"
    return f"Chromium {why} (set BROWSER_PATH to another one)"


async def _drawn(pictures: Sequence[Picture]) -> list[bytes]:
    from kaleido import Kaleido, PageGenerator

    page = PageGenerator(mathjax=False)
    page.header = _HEAD
    page.footer = _SEEDED + page.footer
    browser = Kaleido(timeout=TIMEOUT, page_generator=page)
    try:
        async with asyncio.timeout(TIMEOUT):
            await browser.open()
        return [_finished(await browser.calc_fig(*_asked(picture)), picture) for picture in pictures]
    finally:
        async with asyncio.timeout(CLOSING):
            await browser.close()


def _asked(picture: Picture) -> tuple[dict[str, Any], dict[str, Any]]:
    size = {"width": picture.width, "height": picture.height, "scale": picture.scale}
    return dict(picture.figure), {"format": picture.format, **size}


def _finished(content: bytes, picture: Picture) -> bytes:
    """An SVG with its title for those who hear it; a PDF without the time, for which spaces stand, so nothing moves."""
    if picture.format == "svg":
        root = f'<svg role="img" aria-label="{html.escape(picture.title)}" '
        return content.replace(b"<svg ", root.encode(), 1)
    return _PDF_DATE.sub(lambda found: b" " * len(found[0]), content) if picture.format == "pdf" else content
