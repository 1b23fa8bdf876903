"""What stands around a node in a text: its line, its indentation, its comments."""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile(r"\r\n?|\n")
_SPACE: Final = " \t\r\n"


class Surroundings:
    """The lines of a text and the comments in them."""

    def __init__(self, text: str) -> None:
        self._text = text

    def line_start(self, at: int) -> int:
        """Where the line of a character begins."""
        after = self._text.rfind("\n", 0, at) + 1
        return max(after, self._text.rfind("\r", after, at) + 1)

    def line_end(self, at: int) -> int:
        """Where the line of a character ends, before its line break."""
        found = _BREAK.search(self._text, at)
        return found.start() if found else len(self._text)

    def column(self, at: int) -> int:
        """The column of a character, from 0."""
        return at - self.line_start(at)

    def begins_line(self, at: int) -> bool:
        """Whether only spaces stand before a character in its line."""
        return not self._text[self.line_start(at) : at].strip(" ")

    def above(self, at: int) -> int | None:
        """Where the line above that of a character ends; ``None`` in the first line."""
        start = self.line_start(at)
        if not start:
            return None
        return start - 2 if self._text.startswith("\r\n", start - 2) else start - 1

    def above_comments(self, at: int) -> int | None:
        """Where the line above that of a character ends, and above the comments directly over it."""
        end = self.above(at)
        while end is not None and self._text[self.line_start(end) : end].lstrip(" ").startswith("#"):
            end = self.above(end)
        return end

    def above_blank(self, at: int) -> int | None:
        """Where the line above that of a character ends, and above the blank lines directly over it."""
        end = self.above(at)
        while end is not None and self.is_blank(end):
            end = self.above(end)
        return end

    def is_blank(self, at: int) -> bool:
        """Whether there is nothing in the line of a character."""
        return not self._text[self.line_start(at) : self.line_end(at)].strip()

    def below(self, at: int) -> int | None:
        """Where the line below that of a character begins; ``None`` in the last line."""
        found = _BREAK.search(self._text, at)
        return found.end() if found else None

    def dash(self, item: int) -> int | None:
        """Where the dash of an item of a list stands; ``None`` if there is a comment between the two."""
        while item and self._text[item - 1] in _SPACE:
            item -= 1
        return item - 1 if self._text[item - 1 : item] == "-" else None

    def remark(self, at: int) -> str:
        """The comment in the rest of a line, with the spaces before it; empty where there is none."""
        rest = self._text[at : self.line_end(at)]
        return rest.rstrip() if rest.lstrip().startswith("#") else ""

    def extent(self, end: int, *, column: int) -> int:
        """Where a node ends that ends its line: after the comment there, and those below it deeper than `column`."""
        end = self.line_end(end)
        start = self.below(end)
        while start is not None:
            at = self.line_end(start)
            line = self._text[start:at].lstrip(" ")
            if line.startswith("#") and at - start - len(line) > column:
                end = at
            elif line.strip():
                break
            start = self.below(at)
        return end
