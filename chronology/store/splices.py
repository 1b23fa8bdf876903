"""Changes to a text, each in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """The characters from `start` to before `end` give way to `text`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all changes made. Places are those in the text as given; where two begin alike, the first is first.

    Raises
    ------
    ValueError
        Two changes overlap.
    """
    pieces, done = [], 0
    for start, end, put in sorted(splices, key=lambda splice: splice[:2]):
        if start < done:
            raise ValueError(f"two changes overlap at character {start}")
        pieces += [text[done:start], put]
        done = end
    return "".join([*pieces, text[done:]])


def former_place(at: int, splices: Iterable[Splice]) -> int | None:
    """Where a character of the changed text stood before; ``None`` for one that was put in."""
    shift = 0
    for start, end, put in sorted(splices, key=lambda splice: splice[:2]):
        if at < start + shift:
            break
        if at < start + shift + len(put):
            return None
        shift += len(put) - (end - start)
    return at - shift
