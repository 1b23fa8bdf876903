"""A YAML text as a tree of nodes, each with the characters where it begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from chronology.store.pure import PureParser as Parser
else:
    from yaml.cyaml import CParser as Parser

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_RECORD_DEPTH = 2


@dataclass(slots=True)
class Scalar:
    """A text; `style` is ``None`` for a plain one, else the character that it begins with (quotes, ``|`` or ``>``)."""

    start: int
    end: int
    style: str | None


@dataclass(slots=True)
class Entry:
    """A key of a mapping and its value."""

    name: str
    key: Scalar
    value: Node

    @property
    def start(self) -> int:
        """Where the key begins."""
        return self.key.start

    @property
    def end(self) -> int:
        """Where the value ends."""
        return self.value.end


@dataclass(slots=True)
class Mapping:
    """A mapping; `flow` when it is written in braces."""

    start: int
    end: int
    flow: bool
    entries: list[Entry]


@dataclass(slots=True)
class Sequence:
    """A list; `flow` when it is written in brackets."""

    start: int
    end: int
    flow: bool
    items: list[Node]


Node: TypeAlias = Scalar | Mapping | Sequence
Wanted: TypeAlias = Callable[[str, str, int], bool]


def nodes_of(text: str, *, wanted: Wanted | None = None) -> Mapping:
    """The tree of a registry file, which must be one without fault.

    A node ends with its last character, before comments and blank lines.

    Parameters
    ----------
    wanted : asked with section, id and index; of a record that is not wanted, only beginning and end are told.
        Without, all are.
    """
    return _Builder(text, wanted).tree()


class _Builder:
    """One pass over the events of a text."""

    def __init__(self, text: str, wanted: Wanted | None) -> None:
        self._text = text
        self._wanted = wanted
        self._next: Callable[[], Any] = Parser(text).get_event
        self._path: list[str] = []
        self._end = 0

    def tree(self) -> Mapping:
        self._next()
        self._next()
        node = self._node(self._next())
        if not isinstance(node, Mapping):
            raise TypeError("a registry file holds a mapping")
        return node

    def _node(self, event: Any) -> Node:
        if type(event) is ScalarEvent:
            return self._scalar(event)
        start, flow = event.start_mark.index, self._text[event.start_mark.index] in "[{"
        if type(event) is MappingStartEvent:
            entries = self._entries()
            return Mapping(start, self._end, flow, entries)
        items = self._items()
        return Sequence(start, self._end, flow, items)

    def _entries(self) -> list[Entry]:
        entries: list[Entry] = []
        while type(event := self._next()) is not MappingEndEvent:
            key = self._scalar(event)
            self._path.append(event.value)
            entries.append(Entry(event.value, key, self._value(self._next(), len(entries))))
            self._path.pop()
        self._close(event)
        return entries

    def _value(self, event: Any, index: int) -> Node:
        if self._wanted and len(self._path) == _RECORD_DEPTH and type(event) in _STARTS:
            section, id = self._path
            if not self._wanted(section, id, index):
                return self._passed_over(event)
        return self._node(event)

    def _items(self) -> list[Node]:
        items: list[Node] = []
        self._path.append("")
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event))
        self._path.pop()
        self._close(event)
        return items

    def _passed_over(self, event: Any) -> Mapping:
        start, depth = event.start_mark.index, 1
        while depth:
            event = self._next()
            if type(event) in _STARTS:
                depth += 1
            elif type(event) in _ENDS:
                depth -= 1
                self._close(event)
            else:
                self._scalar(event)
        return Mapping(start, self._end, self._text[start] in "[{", [])

    def _close(self, event: Any) -> None:
        """A flow collection ends with its bracket, a block collection with the last thing in it."""
        if event.end_mark.index > event.start_mark.index:
            self._end = event.end_mark.index

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            end = _block_end(self._text, start, end)
        self._end = end
        return Scalar(start, end, event.style)


def _block_end(text: str, start: int, end: int) -> int:
    """Where a text over several lines ends; blank lines after it are a part of it only under ``+``."""
    header = text[start : start + 3]
    if "+" in header.split("\n")[0]:
        return end - len(text[start:end]) + len(_without_break(text[start:end]))
    return start + len(text[start:end].rstrip())


def _without_break(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r")
