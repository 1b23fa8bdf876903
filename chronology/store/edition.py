"""The text of a registry file once its records are others: the old text, changed only where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, cast

from chronology.store import nodes
from chronology.store.layout import Layout
from chronology.store.marks import Marks
from chronology.store.plain import Data, Fields
from chronology.store.revision import Members, Revision
from chronology.store.splices import Splice, former_place, spliced
from chronology.store.surroundings import Surroundings

UNTOUCHED: Final[Data] = ""
"""Stands for the fields of a record that keeps them."""

_SAMPLE: Final = 20
"""So many records of each section show how a file is laid out."""


class Edition:
    """A text that holds `old`, made to hold `new`: each section name to id to fields, in the order of the file.

    Attributes
    ----------
    text : the new text.
    splices : what was changed.
    """

    def __init__(
        self, text: str, old: Fields, new: Fields, *, header: str, renamed: Mapping[str, Mapping[str, str]]
    ) -> None:
        """`header` is the name of the section without records, `renamed` of each other section old to new ids."""
        self._old, self._header, self._renamed, self._former = old, header, renamed, text
        self._root = nodes.nodes_of(text, wanted=self._is_wanted)
        self._layout = Layout.of(text, self._root)
        self._revision = Revision(text, self._layout)
        self._around = Surroundings(text)
        line_break = self._layout.line_break
        self.splices = [splice._replace(text=splice.text.replace("\n", line_break)) for splice in self._file(new)]
        self.text = spliced(text, self.splices)

    def former_line_column(self, line: int, column: int) -> tuple[int, int] | None:
        """Where a place in the new text is in the old one, all from 1; ``None`` for one in what was put in."""
        around, start = Surroundings(self.text), 0
        for _ in range(line - 1):
            start = around.below(start) or start
        place = former_place(start + column - 1, self.splices)
        return None if place is None else Marks(self._former).line_column(place)

    def _is_wanted(self, section: str, id: str, index: int) -> bool:
        records = self._old.get(section, UNTOUCHED)
        return index < _SAMPLE or not isinstance(records, dict) or records.get(id) != UNTOUCHED

    def _file(self, new: Fields) -> list[Splice]:
        present = {entry.name for entry in self._root.entries}
        filled = {name: content for name, content in new.items() if content or name in present}
        members = Members(self._section, self._new_section, spaced=True)
        return self._revision.mapping(self._root, self._old, filled, renamed={}, members=members)

    def _section(self, entry: nodes.Entry, old: Data | None, new: Data) -> list[Splice]:
        name, node = entry.name, entry.value
        if name == self._header or old == new:
            return self._revision.entry(entry, old, new)
        column = self._around.column(entry.start) + self._layout.step
        if not isinstance(node, nodes.Mapping) or not node.entries:
            records = self._layout.records(_records(new), section=name, column=column)
            return [self._put(entry, records, column)]
        members = Members(
            partial(self._record, name),
            partial(self._new_record, name, self._around.column(node.start)),
            spaced=name in self._layout.spaced,
        )
        renamed = self._renamed.get(name, {})
        splices = self._revision.mapping(node, cast(Fields, old), cast(Fields, new), renamed=renamed, members=members)
        if not new and not node.flow:
            after = self._colon(entry) + 1
            splices.append(Splice(after, after, " {}"))
        return splices

    def _new_section(self, name: str, content: Data) -> str:
        if self._root.flow:
            return self._layout.flow_entry(name, content)
        if name == self._header:
            return self._layout.header(name, cast(Fields, content))
        return self._layout.section(name, _records(content))

    def _record(self, section: str, entry: nodes.Entry, old: Data | None, new: Data) -> list[Splice]:
        node = entry.value
        if not isinstance(node, nodes.Mapping):
            return self._revision.entry(entry, old, new)
        splices = self._repeated_id(node, entry.name, self._renamed.get(section, {}).get(entry.name))
        if old == new:
            return splices
        fields = self._layout.arranged(section, cast(Fields, new))
        splices += self._revision.mapping(node, cast(Fields, old), fields, inner=False)
        if self._revision.fits(node, splices):
            return splices
        column = self._around.column(entry.start) + self._layout.step
        return [self._put(entry, self._layout.entries(fields, column=column), column)]

    def _repeated_id(self, node: nodes.Mapping, old: str, new: str | None) -> list[Splice]:
        """The new id where a record repeats the old one as a field."""
        repeated = [field for field in node.entries if field.name == "id"] if new else []
        return [splice for field in repeated for splice in self._revision.entry(field, old, cast(str, new))]

    def _new_record(self, section: str, column: int, id: str, fields: Data) -> str:
        arranged = self._layout.arranged(section, cast(Fields, fields))
        return self._layout.record(id, arranged, section=section, column=column)

    def _put(self, entry: nodes.Entry, lines: str, column: int) -> Splice:
        return self._revision.put_after(self._colon(entry), entry.value, f"\n{' ' * column}{lines}")

    def _colon(self, entry: nodes.Entry) -> int:
        return self._former.index(":", entry.key.end)


def _records(content: Data) -> Mapping[str, Fields]:
    return cast(Mapping[str, Fields], content)
