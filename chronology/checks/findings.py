"""What a check finds: which rule, where, what, and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from chronology.errors import MESSAGE_LIMIT, Problem, printable
from chronology.registry.origin import Position

Level = Literal["error", "warning", "note"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""An error cannot be as it is written. A warning is a gap in the evidence, or something very likely wrong. A note is
what a reader may miss."""

HEADER: Final = "chronology"
"""The section, and the id, of findings about the head of a registry."""

_LEAST_SHOWN: Final = 40
_NOWHERE: Final = ("", None, None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a registry does not keep a rule.

    Attributes
    ----------
    rule : id of the rule.
    level : how bad that is.
    section, id, field : of the record; the field is empty for the record as a whole. The head of the registry has
        ``chronology`` as section and id.
    what : what was found, in words.
    remedy : what to do about it.
    position : where it stands; ``None`` for a record that was built by hand.
    """

    rule: str
    level: Level
    section: str
    id: str
    field: str
    what: str
    remedy: str
    position: Position | None = None

    def __str__(self) -> str:
        return self._line(*(self.position or _NOWHERE))

    @property
    def where(self) -> str:
        """``id.field``, or the id alone for the record as a whole."""
        return f"{self.id}.{self.field}" if self.field else self.id

    @property
    def message(self) -> str:
        """The line without file, line and column."""
        return self._line(*_NOWHERE)

    def _line(self, file: str, line: int | None, column: int | None) -> str:
        """One line of at most 300 characters; of what is too long, `what` gives way first."""
        tail = f" ({self.remedy}) [{self.rule}]"
        room = MESSAGE_LIMIT - len(str(Problem(file, line, column, self.where, ""))) - len(tail)
        return str(Problem(file, line, column, self.where, printable(self.what, limit=max(room, _LEAST_SHOWN)) + tail))
