"""Text of users in the small markup that plotly reads: always literal, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from chronology.render.text_width import lines_of

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "%": "&#37;"}
"""``< > &`` are plotly's markup, ``$`` is MathJax's where a notebook loads it, and ``%{`` begins a template."""
_NOT_LITERAL: Final = re.compile(r"[&<>$%\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Those, control characters, what separates lines or paragraphs, and halves of surrogate pairs."""

HOVER_SIZE: Final = 12.5
HOVER_WIDTH: Final = 380


def escaped(text: str) -> str:
    """`text` so that plotly shows it letter for letter; control characters become spaces.

    >>> escaped("R&D <b>$x$</b>")
    'R&amp;D &lt;b&gt;&#36;x&#36;&lt;/b&gt;'
    """
    return _NOT_LITERAL.sub(_shown, text)


@lru_cache(maxsize=4096)
def paragraph(text: str) -> str:
    """`text` escaped and broken into lines for a hover label."""
    return "<br>".join(map(escaped, lines_of(text, HOVER_SIZE, HOVER_WIDTH)))


def listed(names: Iterable[str], *, most: int = 12) -> str:
    """Names with commas between them; how many more there are beyond `most`."""
    given = tuple(names)
    more = f" and {len(given) - most} more" if len(given) > most else ""
    return ", ".join(given[:most]) + more


def _shown(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], " ")
