"""Text that is safe to print."""

from __future__ import annotations


def plain(text: str) -> str:
    """Text without control characters, so that no registry can drive the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
