"""How a registry file is laid out, and new fields and records in that layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from chronology.store import nodes
from chronology.store.plain import Data, Fields
from chronology.store.scalars import Bare, Quote, folded, literal, one_line

_BLANK_LINE: Final = re.compile(r"\n[ \t]*\r?\n")
_WIDTHS: Final = (60, 120)


@dataclass(frozen=True)
class Layout:
    """The layout of a file.

    Attributes
    ----------
    step : columns by which the entries of a mapping stand to the right of its key.
    dash : columns by which the dashes of a list do.
    width : columns that lines fill before they are folded.
    quote : what stands around a text that needs quotes.
    line_break : what ends lines.
    spaced : the sections that have a blank line between records.
    braced : the sections with records in braces.
    orders : of a section, the order in which its records give their fields.
    """

    step: int = 2
    dash: int = 2
    width: int = _WIDTHS[1]
    quote: Quote = '"'
    line_break: str = "\n"
    spaced: frozenset[str] = field(default=frozenset({"events", "claims"}))
    braced: frozenset[str] = field(default=frozenset({"propositions"}))
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, root: nodes.Mapping) -> Layout:
        """The layout that a file has; where it shows none, that of new files."""
        default, found = cls(), _Habits(text)
        found.look_at(root)
        spaced, braced = set(default.spaced), set(default.braced)
        for entry in root.entries:
            if isinstance(entry.value, nodes.Mapping) and entry.value.entries:
                _decide(spaced, entry.name, found.is_spaced(entry.value))
                _decide(braced, entry.name, found.is_braced(entry.value))
        return cls(
            step=_most(found.steps, default.step),
            dash=_most(found.dashes, default.dash),
            width=found.width or default.width,
            quote="'" if found.quotes["'"] > found.quotes['"'] else '"',
            line_break="\r\n" if "\r\n" in text else "\n",
            spaced=frozenset(spaced),
            braced=frozenset(braced),
            orders={entry.name: _field_order(entry.value) for entry in root.entries},
        )

    def arranged(self, section: str, fields: Fields) -> Fields:
        """Fields in the order that the section has; one that it lacks before that which follows it here."""
        order = list(self.orders.get(section, ()))
        _merge(order, [*fields])
        return {name: fields[name] for name in order if name in fields}

    def key(self, name: str, *, flow: bool) -> str:
        """A key, in quotes if it needs them."""
        return one_line(name, flow=flow, otherwise=self.quote)

    def in_flow(self, value: Data, *, quote: Quote | None = None) -> str:
        """A value on one line, as it stands in brackets or braces."""
        match value:
            case str():
                return one_line(value, flow=True, quote=quote, otherwise=self.quote)
            case dict():
                return "{" + ", ".join(self.flow_entry(name, each) for name, each in value.items()) + "}"
            case _:
                return "[" + ", ".join(self.in_flow(each) for each in value) + "]"

    def flow_entry(self, name: str, value: Data) -> str:
        """A key and its value in braces."""
        return f"{self.key(name, flow=True)}: {self.in_flow(value)}"

    def entry(self, name: str, value: Data, *, column: int, inner: bool = False) -> str:
        """A key and its value on lines of their own, of which the first begins at `column`.

        `inner` tells a field within a list from one of a record, where lists of mappings take a line for each.
        """
        key = self.key(name, flow=False) + ":"
        return key + self.after_key(value, column=column, used=column + len(key), inner=inner)

    def entries(self, fields: Mapping[str, Data], *, column: int, inner: bool = False) -> str:
        """Keys and values, each on lines of its own; the first line without its indentation."""
        written = (self.entry(name, value, column=column, inner=inner) for name, value in fields.items())
        return f"\n{' ' * column}".join(written)

    def after_key(self, value: Data, *, column: int, used: int, quote: Quote | None = None, inner: bool = False) -> str:
        """What follows the colon of a key at `column`, from the space or line break on; `used` columns are taken."""
        if isinstance(value, str):
            return " " + self._text(value, used=used + 1, indent=column + self.step, quote=quote)
        if self._may_flow(value, inner=inner) and used + 1 + len(flow := self.in_flow(value)) <= self.width:
            return " " + flow
        if isinstance(value, dict):
            column += self.step
            return f"\n{' ' * column}" + self.entries(value, column=column, inner=True)
        column += self.dash
        return "".join(f"\n{' ' * column}- " + self.after_dash(item, column=column) for item in value)

    def after_dash(self, value: Data, *, column: int, quote: Quote | None = None) -> str:
        """What follows the dash at `column` and its space."""
        column += 2
        if isinstance(value, str):
            return self._text(value, used=column, indent=column, quote=quote)
        flow = self.in_flow(value)
        if not value or column + len(flow) <= self.width or not isinstance(value, dict):
            return flow
        return self.entries(value, column=column, inner=True)

    def record(self, id: str, fields: Fields, *, section: str, column: int) -> str:
        """A record under its id."""
        if section in self.braced:
            flow = f"{self.key(id, flow=False)}: {self.in_flow(fields)}"
            if column + len(flow) <= self.width:
                return flow
        inner = column + self.step
        return f"{self.key(id, flow=False)}:\n{' ' * inner}" + self.entries(fields, column=inner)

    def records(self, records: Mapping[str, Fields], *, section: str, column: int) -> str:
        """Records under their ids; the first line without its indentation."""
        gap = "\n\n" if section in self.spaced else "\n"
        written = (self.record(id, fields, section=section, column=column) for id, fields in records.items())
        return f"{gap}{' ' * column}".join(written)

    def section(self, name: str, records: Mapping[str, Fields]) -> str:
        """A section with its records."""
        gap = "\n\n" if name in self.spaced else "\n"
        return f"{name}:{gap}{' ' * self.step}" + self.records(records, section=name, column=self.step)

    def header(self, name: str, fields: Fields) -> str:
        """The section that says what the registry is."""
        return f"{name}:\n{' ' * self.step}" + self.entries(fields, column=self.step)

    def block_lines(self, text: str, style: str, *, indent: int) -> str | None:
        """The indented lines of a text below ``|-`` or ``>-``; ``None`` if it cannot stand there."""
        lines = literal(text) if style == "|" else folded(text, width=self.width - indent)
        return None if lines is None else "\n".join(" " * indent + line if line else "" for line in lines)

    def _text(self, text: str, *, used: int, indent: int, quote: Quote | None) -> str:
        """A text on one line if it fits there, else over several."""
        line = one_line(text, flow=False, quote=quote, otherwise=self.quote)
        if "\n" not in text and (used + len(line) <= self.width or isinstance(text, Bare)):
            return line
        short = "\n" in text and all(indent + len(each) <= self.width for each in text.split("\n"))
        for style in "|>" if short else ">|" if "\n" in text else ">":
            lines = self.block_lines(text, style, indent=indent)
            if lines is not None and ("\n" in lines or len(lines) <= self.width):
                return f"{style}-\n{lines}"
        return line

    def _may_flow(self, value: list[Data] | Fields, *, inner: bool) -> bool:
        return not value or inner or isinstance(value, dict) or all(isinstance(item, str) for item in value)


class _Habits:
    """What the nodes of a file show of its layout."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.steps: Counter[int] = Counter()
        self.dashes: Counter[int] = Counter()
        self.quotes: Counter[str] = Counter()
        self._longest = 0

    @property
    def width(self) -> int | None:
        """The longest line of the texts that run over several, in round figures; ``None`` if there is none."""
        least, most = _WIDTHS
        return min(max(-(-self._longest // 10) * 10, least), most) if self._longest else None

    def look_at(self, node: nodes.Node) -> None:
        """Note the habits in a node and all below it."""
        match node:
            case nodes.Mapping():
                for entry in node.entries:
                    if not node.flow:
                        self._look_at_entry(entry)
                    self.look_at(entry.key)
                    self.look_at(entry.value)
            case nodes.Sequence():
                for item in node.items:
                    self.look_at(item)
            case nodes.Scalar(style=style):
                if style in ("'", '"'):
                    self.quotes[style] += 1
                elif style == ">":
                    self._look_at_lines(node)

    def is_spaced(self, section: nodes.Mapping) -> bool | None:
        """Whether most records of a section have a blank line between them; ``None`` for a single one."""
        pairs = list(pairwise(section.entries))
        blank = sum(bool(_BLANK_LINE.search(self._text, one.end, other.start)) for one, other in pairs)
        return blank * 2 > len(pairs) if pairs else None

    def is_braced(self, section: nodes.Mapping) -> bool:
        """Whether most records of a section are in braces."""
        braced = sum(isinstance(entry.value, nodes.Mapping) and entry.value.flow for entry in section.entries)
        return braced * 2 > len(section.entries)

    def _look_at_entry(self, entry: nodes.Entry) -> None:
        match entry.value:
            case nodes.Mapping(flow=False, start=start):
                self.steps[self._column(start) - self._column(entry.start)] += 1
            case nodes.Sequence(flow=False, start=start):
                self.dashes[self._column(start) - self._column(entry.start)] += 1

    def _look_at_lines(self, node: nodes.Scalar) -> None:
        lines = self._text[node.start : node.end].splitlines()[1:]
        if len(lines) > 1:
            self._longest = max(self._longest, *map(len, lines))

    def _column(self, at: int) -> int:
        return at - self._text.rfind("\n", 0, at) - 1


def _most(counted: Counter[int], default: int) -> int:
    """The most frequent, the smaller of two that are equally so."""
    return max(counted, key=lambda value: (counted[value], -value), default=default)


def _field_order(section: nodes.Node) -> list[str]:
    order: list[str] = []
    for record in section.entries if isinstance(section, nodes.Mapping) else ():
        if isinstance(record.value, nodes.Mapping):
            _merge(order, [entry.name for entry in record.value.entries])
    return order


def _merge(order: list[str], names: Sequence[str]) -> None:
    """Put each name that an order lacks before the next one that it has, or last."""
    for index, name in enumerate(names):
        if name not in order:
            following = (order.index(other) for other in names[index + 1 :] if other in order)
            order.insert(next(following, len(order)), name)


def _decide(names: set[str], name: str, decision: bool | None) -> None:
    if decision is not None:
        (names.add if decision else names.discard)(name)
