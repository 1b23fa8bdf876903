"""Every exception that chronology raises on purpose.

::

    ChronologyError
    ├── DateError            text that is no date, or a date that cannot be             (ValueError)
    │   └── AmbiguousDate    several readings; carries them all
    ├── RegistryError        a file that is no registry: all problems, with positions   (ValueError)
    ├── ConflictError        the file changed since it was loaded                       (RuntimeError)
    ├── UnknownId            an id nobody has; carries the nearest ones                 (KeyError)
    ├── QueryError           a question that has no meaning                             (ValueError)
    ├── FormatError          a foreign file that does not fit, or would lose data       (ValueError)
    └── MissingExtra         an optional dependency; says the pip command               (ImportError)

Messages say where, what and the remedy. They stay under 300 characters and echo no control characters.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MESSAGE_LIMIT = 300


def printable(text: str, *, limit: int = 60) -> str:
    """`text` made safe to show: control characters as ``\\xNN``, shortened to `limit` characters."""
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text[: limit + 1]
    )
    return shown if len(text) <= limit and len(shown) <= limit else shown[: limit - 1] + "…"


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """The known words most like `word`, best first; none when nothing is alike. Case does not count."""
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(candidate.casefold(), candidate)
    folded = word.casefold()[:100]
    if folded in by_fold:
        return (by_fold[folded],)
    return tuple(by_fold[hit] for hit in difflib.get_close_matches(folded, by_fold, n=most, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean 'x'?)`` for the nearest known word, or nothing."""
    hits = nearest(word, known)
    if not hits:
        return ""
    return " (did you mean " + " or ".join(f"'{printable(hit)}'" for hit in hits) + "?)"


def _shown_file(file: str, *, limit: int = 120) -> str:
    """A file name made safe to show; of a long one, the end."""
    shown = printable(file, limit=len(file) * 10)
    return shown if len(shown) <= limit else "…" + shown[1 - limit :]


def _clipped(message: str) -> str:
    return message if len(message) <= MESSAGE_LIMIT else message[: MESSAGE_LIMIT - 1] + "…"


class ChronologyError(Exception):
    """The root of the tree: catching it catches every error that chronology raises on purpose."""


class DateError(ChronologyError, ValueError):
    """A text that is no date, or a date that cannot be.

    Attributes
    ----------
    text : the text that was refused, whole.
    reason : what is wrong with it.
    at : index of the character where it goes wrong, when one can be named.
    """

    def __init__(self, text: str, reason: str, *, at: int | None = None) -> None:
        self.text = text
        self.reason = reason
        self.at = at
        where = "" if at is None else f" at character {at + 1}"
        super().__init__(_clipped(f"'{printable(text)}' is not a date{where}: {reason}"))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_date_error, (type(self), self.text, self.reason, self.at)


def _rebuild_date_error(kind: type[DateError], text: str, reason: str, at: int | None) -> DateError:
    return kind(text, reason, at=at)


class AmbiguousDate(DateError):
    """A text with several readings.

    Attributes
    ----------
    readings : the EDTF text of each reading.
    """

    def __init__(self, text: str, reason: str, *, at: int | None = None, readings: Sequence[str] = ()) -> None:
        self.readings = tuple(readings)
        super().__init__(text, reason, at=at)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_ambiguous_date, (self.text, self.reason, self.at, self.readings)


def _rebuild_ambiguous_date(text: str, reason: str, at: int | None, readings: Sequence[str]) -> AmbiguousDate:
    return AmbiguousDate(text, reason, at=at, readings=readings)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a registry file.

    ``line`` and ``column`` count from 1; they are ``None`` where a problem has no place, such as a missing file.
    ``where`` is ``id.field``; it is empty for a problem of the file as a whole.
    """

    file: str
    line: int | None
    column: int | None
    where: str
    what: str

    def __str__(self) -> str:
        file = _shown_file(self.file)
        place = ":".join(str(part) for part in (file, self.line, self.column) if part not in (None, ""))
        subject = ": ".join(part for part in (place, printable(self.where, limit=90)) if part)
        return _clipped(f"{subject}: {self.what}" if subject else self.what)


def _listed(problems: Sequence[Problem]) -> str:
    """The first problems, a line each, and how many there are besides."""
    lines = [str(problem) for problem in problems[: RegistryError.SHOWN]]
    hidden = len(problems) - len(lines)
    return "\n".join([*lines, f"and {hidden} more problems (see .problems)"] if hidden else lines)


class RegistryError(ChronologyError, ValueError):
    """A file that is no registry.

    Attributes
    ----------
    problems : every :class:`Problem` found, in the order of the file.
    """

    SHOWN = 20

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_listed(self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


class ConflictError(ChronologyError, RuntimeError):
    """The file on disk is not the one that was loaded."""


class UnknownId(ChronologyError, KeyError):
    """An id that nobody has.

    Attributes
    ----------
    id : the id that was asked for.
    kind : what it should have named, such as ``event`` or ``actor``.
    nearest : up to three ids that look like it.
    """

    def __init__(self, id: str, kind: str, known: Iterable[str]) -> None:
        self.id = id
        self.kind = kind
        self.nearest = nearest(str(id), known)
        self._message = _clipped(f"no {kind} '{printable(str(id))}'{did_you_mean(str(id), self.nearest)}")
        super().__init__(self._message)

    def __str__(self) -> str:
        return self._message

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.id, self.kind, self.nearest)


class QueryError(ChronologyError, ValueError):
    """A question that has no meaning, or a table that cannot answer it."""


class FormatError(ChronologyError, ValueError):
    """A foreign file that does not fit, or an export that would lose data.

    Attributes
    ----------
    problems : every :class:`Problem` of the file, in its order, where they have lines; otherwise none.
    """

    def __init__(self, message: str = "", *, problems: Sequence[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(_listed(self.problems) if self.problems else message)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_format_error, (type(self), str(self), self.problems)


def _rebuild_format_error(kind: type[FormatError], message: str, problems: Sequence[Problem]) -> FormatError:
    return kind(message, problems=problems)


class MissingExtra(ChronologyError, ImportError):
    """An optional dependency that is not installed; the message says how to get it."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(f"{package} is not installed (pip install 'chronology-ir[{extra}]')")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.package, self.extra)
