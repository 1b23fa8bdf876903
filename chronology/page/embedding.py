"""A page within another page: in a frame of its own, so that neither can disturb the other."""

from __future__ import annotations

import html
import os
import re
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from chronology.errors import QueryError, printable
from chronology.page.options import FRAGMENT_HEIGHT, check_height

SANDBOX: Final = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
"""Scripts run, without an origin: they can read nothing of the page around them, nor send it elsewhere. Sources open in
windows like any other, and what is filtered can be saved."""

FRAGMENT_BEGINS: Final = '<div class="chronology-page">'

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_IN_ATTRIBUTE: Final = str.maketrans(
    {"&": "&amp;", "'": "&#39;", "<": "&lt;", ">": "&gt;", "\n": "&#10;", "\r": "&#13;"}
)


def iframe_snippet(path_or_url: str | os.PathLike[str], *, title: str, height: int = FRAGMENT_HEIGHT) -> str:
    """The HTML that shows a written page within a page of a site.

    Parameters
    ----------
    path_or_url : where the page stands, as seen from the page around it: a path, or an address of http or https.
    title : what screen readers call the frame.
    height : of the frame, in pixels; it is as wide as there is room.

    Raises
    ------
    QueryError
        The address is of another kind, the title is empty, or the height is no number of pixels.

    >>> print(iframe_snippet("pages/rivers.html", title="Two rivers", height=600).partition(" sandbox")[0])
    <iframe src="pages/rivers.html" title="Two rivers" width="100%" height="600" style="border:0" loading="lazy"
    """
    return f'<iframe src="{html.escape(_address(path_or_url))}" {_frame_attributes(title, height)}></iframe>'


def fragment(page: str, *, title: str, height: int) -> str:
    """A whole page as one line of HTML to put into another page.

    It stands in the ``srcdoc`` of a frame, with its policy and without an origin. The line holds no line break, so that
    Markdown takes it as it is.
    """
    text = page.translate(_IN_ATTRIBUTE)
    return f"{FRAGMENT_BEGINS}<iframe {_frame_attributes(title, height)} srcdoc='{text}'></iframe></div>\n"


def _frame_attributes(title: str, height: int) -> str:
    check_height(height)
    if not title.strip():
        raise QueryError("title is what screen readers call the frame: it must not be empty")
    name = html.escape(" ".join(title.split()))
    return (
        f'title="{name}" width="100%" height="{height}" style="border:0" loading="lazy" sandbox="{SANDBOX}" '
        'allow="clipboard-write"'
    )


def _address(path_or_url: str | os.PathLike[str]) -> str:
    if isinstance(path_or_url, os.PathLike):
        return quote(PurePath(path_or_url).as_posix())
    address = "".join(path_or_url.split())
    scheme = _SCHEME.match(address)
    if not address or not address.isprintable() or (scheme and scheme[0].lower() not in ("http", "https")):
        raise QueryError(f"a frame shows a path or an address of http or https, not '{printable(path_or_url)}'")
    return path_or_url.strip()
