"""Text that is safe to print."""

from __future__ import annotations

import sys
from typing import Protocol


class Writable(Protocol):
    """Where text can be written."""

    def write(self, text: str, /) -> object:
        """Write a text."""


def plain(text: str) -> str:
    """Text without control characters, so that no registry can drive the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def standard_output() -> Writable:
    """Standard output for data: UTF-8 and line ends as they come; a terminal gets no control characters."""
    if sys.stdout.isatty():
        return _Terminal()
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", newline="")
    return sys.stdout


class _Terminal:
    def write(self, text: str, /) -> object:
        lines = text.replace("\r\n", "\n").split("\n")
        return sys.stdout.write("\n".join(map(plain, lines)))
