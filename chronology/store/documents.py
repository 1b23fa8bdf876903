"""YAML text -> plain data with positions, in one pass over libyaml's event stream.

Every scalar is text, word for word: ``NO``, ``0914``, ``12:30``, ``null`` and ``~`` mean nothing but themselves. A
value that is not written at all (``summary:``) is a fault, since nobody can tell it from a forgotten one. So are
aliases, anchors, merge keys, tags and duplicate keys: a registry file says what it means where it means it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from chronology.errors import printable
from chronology.store.marks import END, KEY, MAPPING, SCALAR, SEQUENCE, Marks

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from chronology.store.pure import PureParser as Parser
else:
    from yaml.cyaml import CParser as Parser

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Path: TypeAlias = tuple[str | int | None, ...]
"""Keys and indexes from the top of a file; ``None`` for a key that cannot be read."""

DEEPEST: Final = 32
"""Mappings and lists may stand inside one another this deep."""

_TOO_DEEP: Final = f"is nested deeper than the {DEEPEST} levels that a registry may have"
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNREADABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_REMEDIES: Final = {
    "mapping values are not allowed": "put a text that holds ': ' in quotes",
    "could not find expected ':'": "after a key comes ':' and a space; put a text over several lines in quotes",
    "cannot start any token": "put a text that begins with this character in quotes",
    "unexpected end of stream": "a quote is not closed",
}
_REMEDY: Final = "look at indentation, quotes and brackets here and just before"


class Fault(NamedTuple):
    """Something wrong with the YAML of a file: at which character, in which field, and what.

    ``gap`` says that something is meant to stand here that was not read, so that what seems missing may not be.
    """

    at: int
    path: Path
    what: str
    gap: bool = False


class Document(NamedTuple):
    """What a file holds.

    ``data`` is ``None`` for a file without a document. ``whole`` is false when reading stopped before the end, so that
    what is missing from ``data`` may yet stand in the file.
    """

    data: Data | None
    marks: Marks
    faults: list[Fault]
    whole: bool


def parse_document(text: str) -> Document:
    """The data of a YAML text, with the position of every key and value and all faults found.

    Where the text stops being YAML, reading stops, and that is the last fault. Takes time linear in the length of the
    text, however deep its brackets stand.
    """
    return _Reader(text).document()


class _Stop(Exception):
    """Reading cannot go on; the fault has been noted."""


class _Duplicate(NamedTuple):
    """A key that its mapping had already: the mapping's node, the names before it, and the second key."""

    mapping: int
    names: int
    key: str
    at: int
    path: Path


class _Reader:
    """One pass over the events of a text."""

    _next: Callable[[], Any]

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = Marks(text)
        self._mark = self._marks.nodes.append
        self._faults: list[Fault] = []
        self._duplicates: list[_Duplicate] = []
        self._path: list[str | int | None] = []
        self._known: dict[str, str] = {}
        self._data: Any = None

    def document(self) -> Document:
        whole = False
        try:
            self._read()
            whole = True
        except _Stop:
            pass
        except yaml.reader.ReaderError:
            self._faults.append(_unreadable(self._text))
        except yaml.MarkedYAMLError as error:
            self._faults.append(_broken(error, self._text))
        self._note_duplicates()
        return Document(self._data, self._marks, self._faults, whole=whole)

    def _read(self) -> None:
        following: Callable[[], Any] = Parser(self._text).get_event
        self._next = following
        following()
        if type(following()) is StreamEndEvent:
            return
        self._data = self._value(following())
        following()
        event = following()
        if type(event) is not StreamEndEvent:
            self._note(event, "a second document begins here (put it in a file of its own)")

    def _value(self, event: Any) -> Any:
        """The data of the node that begins with an event."""
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        if event.anchor is not None or event.tag is not None:
            self._note_properties(event)
        if kind is ScalarEvent:
            self._mark(event.start_mark.index << 3 | SCALAR)
            if event.style == '"' or not event.value:
                self._check_text(event)
            return event.value
        if len(self._path) >= DEEPEST:
            self._stop_at(event)
        return self._mapping(event) if kind is MappingStartEvent else self._sequence(event)

    def _sequence(self, event: Any) -> list[Any]:
        following, path = self._next, self._path
        self._mark(event.start_mark.index << 3 | SEQUENCE)
        items: list[Any] = []
        path.append(0)
        while type(event := following()) is not SequenceEndEvent:
            path[-1] = len(items)
            items.append(self._value(event))
        path.pop()
        self._mark(END)
        return items

    def _mapping(self, event: Any) -> dict[str, Any]:
        following, mark, name = self._next, self._mark, self._marks.names.append
        start = len(self._marks.nodes), len(self._marks.names)
        mark(event.start_mark.index << 3 | MAPPING)
        entries: dict[str, Any] = {}
        self._path.append(None)
        while type(event := following()) is not MappingEndEvent:
            key, at = self._key(event), event.start_mark.index
            name(key or "")
            mark(at << 3 | KEY)
            value = self._value(following())
            if key in entries:
                self._duplicates.append(_Duplicate(*start, key, at, tuple(self._path)))
            elif key is not None:
                entries[key] = value
        self._path.pop()
        mark(END)
        return entries

    def _key(self, event: Any) -> str | None:
        """The text of a key; ``None`` for one that cannot be a key, after noting so."""
        if type(event) is not ScalarEvent:
            self._path[-1] = None
            self._note(event, "a key is a single word or text here, not an alias, a list or a mapping", gap=True)
            self._skip(event)
            return None
        text: str = event.value
        self._path[-1] = text
        if event.anchor is not None or event.tag is not None:
            self._note_properties(event)
        if event.style:
            self._check_text(event)
        elif text == "<<":
            self._note(event, "the merge key '<<' is not followed (write the fields out here)", gap=True)
            self._path[-1] = None
            return None
        elif not text:
            self._path[-1] = None
            self._note(event, "a key is missing before ':'", gap=True)
            return None
        return self._known.setdefault(text, text)

    def _skip(self, event: Any) -> None:
        """Pass over the rest of the node that begins with an event."""
        depth = 0
        while True:
            if type(event) in (MappingStartEvent, SequenceStartEvent):
                depth += 1
            elif type(event) in (MappingEndEvent, SequenceEndEvent):
                depth -= 1
            if not depth:
                return
            if len(self._path) + depth > DEEPEST:
                self._stop_at(event)
            event = self._next()

    def _alias(self, event: Any) -> str:
        self._mark(event.start_mark.index << 3 | SCALAR)
        shown = printable(event.anchor, limit=40)
        if self._path[-1:] != [None]:
            self._note(event, f"the alias '*{shown}' is not followed (write the value out here)")
        return ""

    def _note_properties(self, event: Any) -> None:
        if event.anchor is not None:
            shown = printable(event.anchor, limit=40)
            self._note(event, f"the anchor '&{shown}' is not read (write the value out wherever it is needed)")
        if event.tag is not None:
            shown = printable(event.tag.replace("tag:yaml.org,2002:", "!!"), limit=40)
            self._note(event, f"the tag '{shown}' is not read (leave it out: every value is text)")

    def _check_text(self, event: Any) -> None:
        """Refuse a text that is not there, and control characters, which escapes can bring into a quoted one."""
        if not event.value and not event.style and event.tag is None:
            self._note(event, "is empty (leave the field out where nothing is known)")
        elif found := _CONTROL.search(event.value):
            self._note(event, f"holds the control character '{printable(found[0])}' (leave it out)")

    def _stop_at(self, event: Any) -> NoReturn:
        self._faults.append(Fault(event.start_mark.index, tuple(self._path[:2]), _TOO_DEEP))
        raise _Stop

    def _note(self, event: Any, what: str, *, gap: bool = False) -> None:
        self._faults.append(Fault(event.start_mark.index, tuple(self._path), what, gap))

    def _note_duplicates(self) -> None:
        for mapping, names, key, at, path in self._duplicates:
            line, _ = self._marks.line_column(self._marks.first_key(mapping, names, key))
            remedy = "rename one of the two" if len(path) == 2 else "keep one of the two"
            self._faults.append(Fault(at, path, f"is already on line {line} ({remedy})"))


def _unreadable(text: str) -> Fault:
    """The first character that YAML does not allow."""
    found = _UNREADABLE.search(text)
    at, shown = (found.start(), printable(found[0])) if found else (0, "?")
    return Fault(at, (), f"holds the control character '{shown}', which YAML does not allow (leave it out)")


def _broken(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Where a text stops being YAML, and why."""
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    problem = printable(" ".join(part for part in (error.problem, error.context) if part), limit=120)
    if "maximum nesting depth" in problem:
        return Fault(at, (), _TOO_DEEP)
    remedy = next((remedy for words, remedy in _REMEDIES.items() if words in problem), _REMEDY)
    if text.startswith("\t", at):
        remedy = "indent with spaces, not tabs"
    return Fault(at, (), f"this is not YAML: {problem} ({remedy})")
