"""Text in pieces, some of them in italics, and the punctuation between them."""

from __future__ import annotations

from itertools import groupby
from typing import Final, NamedTuple, TypeAlias


class Run(NamedTuple):
    """A stretch of text, in italics or not."""

    text: str
    italic: bool = False


Piece: TypeAlias = tuple[Run, ...]

_STOPS: Final = tuple(".?!…")
_CLOSING: Final = "”’\"'"


def plain(text: str | None) -> Piece:
    """Upright text; nothing for ``None`` or empty text."""
    return (Run(text),) if text else ()


def italic(text: str | None) -> Piece:
    """Text in italics; nothing for ``None`` or empty text."""
    return (Run(text, italic=True),) if text else ()


def quoted(text: str) -> Piece:
    """A title in quotes with its full stop inside; quotes within it become single ones."""
    inner = _single_quotes(text)
    return plain(f"“{inner}{'' if _is_ended(inner) else '.'}”")


def comma(*pieces: Piece) -> Piece:
    """Pieces with commas between them; empty ones are left out."""
    given = [piece for piece in pieces if piece]
    return tuple(run for index, piece in enumerate(given) for run in (*(plain(", ") if index else ()), *piece))


def sentences(*pieces: Piece, end: bool = False) -> Piece:
    """Pieces with full stops between them, none after one that ends in a stop; empty ones are left out.

    With `end`, the last one gets its full stop too.
    """
    given = [piece for piece in pieces if piece]
    runs: list[Run] = []
    for index, piece in enumerate(given):
        runs += piece
        last = index == len(given) - 1
        stop = "" if _is_ended(text_of(piece)) or (last and not end) else "."
        runs += plain(stop + ("" if last else " "))
    return tuple(runs)


def capital(piece: Piece) -> Piece:
    """The piece with a capital at its beginning."""
    return piece and (piece[0]._replace(text=piece[0].text[:1].upper() + piece[0].text[1:]), *piece[1:])


def joined(piece: Piece) -> Piece:
    """The same text in as few runs as there can be."""
    groups = groupby(piece, key=lambda run: run.italic)
    return tuple(Run("".join(run.text for run in runs), italic) for italic, runs in groups)


def text_of(piece: Piece) -> str:
    """The bare text."""
    return "".join(run.text for run in piece)


def _is_ended(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_STOPS)


def _single_quotes(text: str) -> str:
    parts = text.replace("“", "‘").replace("”", "’").split('"')
    return "".join(
        part + ("" if index == len(parts) - 1 else "’" if index % 2 else "‘") for index, part in enumerate(parts)
    )
