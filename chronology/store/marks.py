"""Where each key and value of a YAML text stands: four bytes a node; line and column are worked out when asked for."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, islice
from typing import Final, NamedTuple

MAPPING: Final = 0
SEQUENCE: Final = 1
END: Final = 2
KEY: Final = 3
SCALAR: Final = 4

_KIND_BITS: Final = 3
_KIND: Final = (1 << _KIND_BITS) - 1
_INDEX: Final = re.compile(r"\[([0-9]{1,9})\]")
_SEPARATOR: Final = re.compile(r"[.\[]")
_MOST_SEPARATORS: Final = 64
_NODES_KEPT: Final = 64
_LINE_BREAK: Final = re.compile(r"\r\n?|\n")


class Child(NamedTuple):
    """An entry of a mapping or an item of a list: name or index, nodes of key and value, names before the value."""

    name: str | int
    key: int
    value: int
    names: int


class Place(NamedTuple):
    """The characters where a key and its value begin (the same for an item of a list).

    ``exact`` is false for what merely encloses the field that was asked for; of a record, both are then its key.
    """

    key: int
    value: int
    exact: bool


class Marks:
    """The nodes of a text in the order in which they stand, each as ``character index << 3 | kind``.

    ``nodes`` and ``names`` (the keys, in order) are filled by the reader of the text. A key's node comes right before
    that of its value; an ``END`` closes each mapping and list.
    """

    __slots__ = ("__dict__", "_seen", "_starts", "fingerprint", "names", "nodes")

    def __init__(self, text: str) -> None:
        self.nodes = array("I")
        self.names: list[str] = []
        self.fingerprint = fingerprint_of(text)
        self._starts = _line_starts(text)
        self._seen: dict[int, dict[str | int, Child]] = {}

    def line_column(self, at: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        starts = self._starts
        line = bisect_right(range(len(starts)), at, key=lambda line: starts[line] + line)
        return line, at - starts[line - 1] - line + 2

    def first_key(self, mapping: int, names: int, name: str) -> int:
        """The character where a key of a mapping stands first."""
        return self._at(self._children_by_name(mapping, names)[name].key)

    def find(self, section: str, id: str | None = None, field: str = "") -> Place | None:
        """Where a record, or a field of it such as ``participants[0].role``, stands; without an id, a section.

        For a field that is not there, the nearest enclosing one; ``None`` for an unknown record.
        """
        top = self._records.get((section, id))
        if top is None:
            return None
        node, names, rest = top.value, top.names, field
        place = Place(self._at(top.key), self._at(top.key if field else top.value), exact=not field)
        while rest:
            step = self._step(node, names, rest)
            if step is None:
                return place._replace(exact=False)
            child, rest = step
            node, names = child.value, child.names
            place = Place(self._at(child.key), self._at(child.value), exact=True)
        return place

    def _step(self, node: int, names: int, rest: str) -> tuple[Child, str] | None:
        """The child that a field such as ``participants[0].role`` names first, and the rest of the field."""
        children = self._children_by_name(node, names)
        if self.nodes[node] & _KIND == SEQUENCE:
            index = _INDEX.match(rest)
            known = index and children.get(int(index[1]))
            return (known, rest[index.end() :].removeprefix(".")) if index and known else None
        found = next((name for name in _beginnings(rest) if name in children), None)
        return None if found is None else (children[found], rest[len(found) :].removeprefix("."))

    def _children_by_name(self, node: int, names: int) -> dict[str | int, Child]:
        """What stands directly in a node; of two with one name, the first. The nodes asked for last are kept."""
        found = self._seen.pop(node, None)
        if found is None:
            found = {}
            for child in self._children(node, names):
                found.setdefault(child.name, child)
        self._seen[node] = found
        if len(self._seen) > _NODES_KEPT:
            del self._seen[next(iter(self._seen))]
        return found

    def _at(self, node: int) -> int:
        return self.nodes[node] >> _KIND_BITS

    @cached_property
    def _records(self) -> dict[tuple[str, str | None], Child]:
        """Each record by section and id, and each section without one."""
        found: dict[tuple[str, str | None], Child] = {}
        for top in self._children(0, 0):
            found.setdefault((str(top.name), None), top)
            for child in self._children(top.value, top.names):
                found.setdefault((str(top.name), str(child.name)), child)
        return found

    def _children(self, node: int, names: int) -> Iterator[Child]:
        """What stands directly in a node; nothing in a scalar. A text that broke off ends where it broke off."""
        nodes, end = self.nodes, len(self.nodes)
        if node >= end or nodes[node] & _KIND == SCALAR:
            return
        keyed, index = nodes[node] & _KIND == MAPPING, 0
        node += 1
        while node + keyed < end and nodes[node] & _KIND != END:
            key = node
            name: str | int = self.names[names] if keyed else index
            node, names = node + keyed, names + keyed
            yield Child(name, key, node, names)
            node, names = self._after(node, names)
            index += 1

    def _after(self, node: int, names: int) -> tuple[int, int]:
        """The node after a value and all that is in it, and the number of names before that node."""
        nodes, end, depth = self.nodes, len(self.nodes), 0
        while node < end:
            kind = nodes[node] & _KIND
            depth += (kind <= SEQUENCE) - (kind == END)
            names += kind == KEY
            node += 1
            if not depth:
                break
        return node, names


def fingerprint_of(text: str) -> bytes:
    """What tells a text from every other."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()


def _beginnings(field: str) -> Iterator[str]:
    """The names that a field may begin with, longest first: a name may hold dots itself."""
    yield field
    ends = [match.start() for match in islice(_SEPARATOR.finditer(field), _MOST_SEPARATORS)]
    yield from (field[:end] for end in reversed(ends))


def _line_starts(text: str) -> array[int]:
    """The character with which each line begins, less the number of lines before it."""
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        starts = (0, *(match.end() for match in _LINE_BREAK.finditer(text)))
        return array("I", (start - line for line, start in enumerate(starts)))
    return array("I", accumulate(map(len, text.split("\n")), initial=0))
