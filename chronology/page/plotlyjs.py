"""How a page gets plotly.js: within it, as a file beside it, or from the network of plotly."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from plotly.offline import get_plotlyjs, get_plotlyjs_version

from chronology.page.options import PlotlyJS
from chronology.page.policy import script_hash
from chronology.page.target import unwritable, write_beside
from chronology.page.words import ENGLISH, Words

_LIBRARY: Final = "chronology"
_LETTERS: Final = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%:()*+-;.=,?@^_`{|}~"
"""The letters for 0 to 84, as ``library.js`` has them."""


@dataclass(frozen=True, kw_only=True)
class Library:
    """Where plotly.js comes from.

    ``source`` is what the policy allows for it, ``attributes`` and ``text`` those of the element that holds it or names
    its address; the sentences go into the foot of the page and in the place of a picture that cannot be drawn.
    """

    source: str
    attributes: str
    text: str
    loaded: str
    missing: str


def library(plotlyjs: PlotlyJS, words: Words = ENGLISH) -> Library:
    """The plotly.js of the installed package, as the page gets it."""
    if plotlyjs == "inline":
        return Library(
            source=f"'{script_hash(get_plotlyjs())}'",
            attributes=f' data-bytes="{len(packed_library())}"',
            text=_library_in_letters(),
            loaded=_marked(
                words.say("Made with {library}, one file, nothing loaded from a network.", library=_LIBRARY)
            ),
            missing=words.say("This browser cannot unpack the picture."),
        )
    if plotlyjs == "directory":
        loaded = words.say(
            "Made with {library}; plotly.js is the file {file} beside this page, nothing else is loaded from a "
            "network.",
            library=_LIBRARY,
            file=file_name(),
        )
        return _fetched(file_name(), "'self'", loaded, words)
    loaded = words.say(
        "Made with {library}; plotly.js is loaded from {address}, nothing else is loaded from a network.",
        library=_LIBRARY,
        address=cdn_address(),
    )
    return _fetched(cdn_address(), cdn_address(), loaded, words)


def _marked(said: str) -> str:
    """HTML of a text, the library's name in bold."""
    return html.escape(said).replace(_LIBRARY, f"<strong>{_LIBRARY}</strong>", 1)


def _fetched(address: str, source: str, loaded: str, words: Words) -> Library:
    version = get_plotlyjs_version()
    return Library(
        source=source,
        attributes=f' data-src="{html.escape(address)}" data-integrity="{integrity()}"',
        text="",
        loaded=_marked(loaded),
        missing=html.escape(
            words.say(
                "There is no picture: {address} is not to be had, or is not the plotly.js {version} with which this "
                "page was made.",
                address=address,
                version=version,
            )
        ),
    )


def file_name() -> str:
    """The name of the file that the pages of one folder share."""
    return f"plotly-{get_plotlyjs_version()}.min.js"


def cdn_address() -> str:
    """Where plotly offers its plotly.js of the installed version."""
    return f"https://cdn.plot.ly/{file_name()}"


@cache
def integrity() -> str:
    """``sha384-...`` of the installed plotly.js: a browser runs no other bytes."""
    return "sha384-" + base64.b64encode(hashlib.sha384(get_plotlyjs().encode()).digest()).decode()


@cache
def packed_library() -> bytes:
    """plotly.js of the installed package: gzip without a time stamp."""
    return gzip.compress(get_plotlyjs().encode(), compresslevel=9, mtime=0)


@cache
def _library_in_letters() -> str:
    return in_letters(packed_library())


def in_letters(packed: bytes) -> str:
    """Bytes as text, five letters for four of them, with zeros behind the last ones.

    The letters are those of ``base64.b85encode`` but for ``<``, ``>`` and ``&``, which mean something in HTML.
    """
    import numpy as np

    words = np.frombuffer(packed + bytes(-len(packed) % 4), ">u4").astype(np.uint32)
    letters = np.empty((len(words), 5), np.uint8)
    for place in range(4, -1, -1):
        words, letters[:, place] = np.divmod(words, np.uint32(85))
    return np.frombuffer(_LETTERS, np.uint8)[letters].tobytes().decode("ascii")


def write_library(folder: Path) -> Path:
    """Write the file that the pages of a folder share, unless it is there.

    Raises
    ------
    FormatError
        Something else stands there under its name, or it cannot be written.
    """
    target = folder / file_name()
    try:
        if not target.exists():
            write_beside(target, get_plotlyjs())
        elif target.read_bytes() != get_plotlyjs().encode():
            raise unwritable(target, "it is not the plotly.js that is installed (remove it first)", what=target.name)
    except OSError as error:
        raise unwritable(target, (error.strerror or "the system refused").lower(), what=target.name) from error
    return target
