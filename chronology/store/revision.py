"""What to change in the text of a registry file so that it says something else, and nothing more than that.

A field that keeps its value keeps its characters. A comment stays where it is, unless it stands within what is removed
or at the end of its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Final, NamedTuple, TypeAlias, cast

from chronology.store import nodes
from chronology.store.layout import Layout
from chronology.store.plain import Data, Fields
from chronology.store.scalars import Quote
from chronology.store.splices import Splice, spliced
from chronology.store.surroundings import Surroundings

Span: TypeAlias = tuple[int, int]
Write: TypeAlias = Callable[[str, Data], str]

_INDICATOR: Final = re.compile(r"[|>][-+0-9]*")


class Insertion(NamedTuple):
    """The text of a new member of a mapping or a list, and after which of the old ones it comes (-1: before all)."""

    after: int
    text: str


class Members(NamedTuple):
    """How the entries of a mapping in block style are written.

    Attributes
    ----------
    revise : gives an entry another value.
    write : the text of a new entry.
    spaced : whether blank lines stand between them.
    """

    revise: Callable[[nodes.Entry, Data | None, Data], list[Splice]]
    write: Write
    spaced: bool = False


class Revision:
    """Finds the splices that make the nodes of a text hold other data.

    ``old`` is always what a node holds now, without what it only repeats of a default; ``None`` is what such a
    default was.
    """

    def __init__(self, text: str, layout: Layout) -> None:
        self._text = text
        self._layout = layout
        self._around = Surroundings(text)

    def entry(self, entry: nodes.Entry, old: Data | None, new: Data, *, inner: bool = False) -> list[Splice]:
        """Give a key of a mapping in block style another value; `inner` for a mapping within a record."""
        if old == new:
            return []
        inside = self._inside(entry.value, old, new)
        if inside is not None and self.fits(entry.value, inside):
            return inside
        colon = self._text.index(":", entry.key.end)
        column, used = self._around.column(entry.start), self._around.column(colon) + 1
        kept = self._under_same_sign(entry.value, new, indent=column + self._layout.step)
        if kept is not None:
            return [kept]
        quote = _quote_of(entry.value)
        put = self._layout.after_key(new, column=column, used=used, quote=quote, inner=inner)
        return [self.put_after(colon, entry.value, put)]

    def put_after(self, colon: int, node: nodes.Node, put: str) -> Splice:
        """Put a text in the place of a value, from after its colon on; comments at the ends of the two lines stay."""
        end, hidden = node.end, ""
        below = node.start > self._around.line_end(colon)
        if put.startswith("\n") and below:
            start = self._around.above(node.start) or 0
        elif not put.startswith("\n") and not below:
            start, put = node.start, put[1:]
        else:
            start, hidden = colon + 1, self._around.remark(colon + 1) if below else ""
        remark = self._around.remark(end)
        if remark and "\n" in put:
            end, hidden = self._around.line_end(end), hidden + remark
        return Splice(start, end, _with_remark(put, hidden))

    def mapping(
        self,
        node: nodes.Mapping,
        old: Fields,
        new: Fields,
        *,
        inner: bool = True,
        renamed: Mapping[str, str] | None = None,
        members: Members | None = None,
    ) -> list[Splice]:
        """Make a mapping that holds `old` hold `new`; what is in neither stays.

        Parameters
        ----------
        inner : whether it is a mapping within a record.
        renamed : old to new names; when not given, what has only changed its name is found.
        members : how its entries are written, where they are not fields.
        """
        members = members or Members(partial(self.entry, inner=inner), self._writer(node, inner=inner))
        renamed = _renamed(node, old, new) if renamed is None else renamed
        names = [_name(entry.name, renamed) for entry in node.entries]
        splices: list[Splice] = []
        for name, entry in zip(names, node.entries, strict=True):
            if name is None:
                continue
            if name != entry.name:
                key = self._layout.key(name, flow=node.flow)
                splices.append(Splice(entry.key.start, entry.key.end, key))
            if name in new:
                before, after = old.get(entry.name), new[name]
                revised = self._in_flow(entry.value, before, after) if node.flow else None
                splices += members.revise(entry, before, after) if revised is None else revised
        gone = {index for index, entry in enumerate(node.entries) if entry.name in old and names[index] not in new}
        put = _insertions(names, new, self._layout.flow_entry if node.flow else members.write)
        spans = [(entry.start, entry.end) for entry in node.entries]
        return splices + self._members(spans, gone, put, flow=node.flow, spaced=members.spaced)

    def fits(self, node: nodes.Node, splices: Sequence[Splice]) -> bool:
        """Whether a value in brackets or braces still fits in its line, or never did."""
        before = self._text[node.start : node.end]
        if isinstance(node, nodes.Scalar) or not node.flow or "\n" in before:
            return True
        local = [Splice(start - node.start, end - node.start, put) for start, end, put in splices]
        room = self._layout.width - self._around.column(node.start)
        return len(spliced(before, local)) <= room or len(before) > room

    def _inside(self, node: nodes.Node, old: Data | None, new: Data) -> list[Splice] | None:
        """Changes within a mapping or a list; ``None`` where the value has to be written anew."""
        match node, old, new:
            case nodes.Mapping(), dict(), dict() if new and node.entries:
                return self.mapping(node, old, new)
            case nodes.Sequence(), list(), list() if new and len(node.items) == len(old):
                return self._sequence(node, old, new)
            case _:
                return None

    def _sequence(self, node: nodes.Sequence, old: list[Data], new: list[Data]) -> list[Splice] | None:
        starts = [item.start if node.flow else self._around.dash(item.start) for item in node.items]
        if None in starts:
            return None
        dashes = cast(list[int], starts)
        splices: list[Splice] = []
        gone: set[int] = set()
        put: list[Insertion] = []
        for first, last, others in _differences(old, new):
            paired = min(last - first, len(others))
            for index in range(first, first + paired):
                item, other = node.items[index], others[index - first]
                if node.flow:
                    splices += self._in_flow(item, old[index], other)
                else:
                    splices += self._item(item, dashes[index], old[index], other)
            gone.update(range(first + paired, last))
            put += [Insertion(first + paired - 1, self._new_item(node, dashes, other)) for other in others[paired:]]
        spans = [(start, item.end) for start, item in zip(dashes, node.items, strict=True)]
        return splices + self._members(spans, gone, put, flow=node.flow, spaced=False)

    def _new_item(self, node: nodes.Sequence, dashes: Sequence[int], value: Data) -> str:
        if node.flow:
            return self._layout.in_flow(value)
        return "- " + self._layout.after_dash(value, column=self._around.column(dashes[0]))

    def _item(self, item: nodes.Node, dash: int, old: Data, new: Data) -> list[Splice]:
        """Give an item of a list in block style another value."""
        inside = self._inside(item, old, new)
        if inside is not None and self.fits(item, inside):
            return inside
        column = self._around.column(dash)
        kept = self._under_same_sign(item, new, indent=column + 2)
        if kept is not None:
            return [kept]
        put = self._layout.after_dash(new, column=column, quote=_quote_of(item))
        remark = self._around.remark(item.end) if "\n" in put else ""
        return [Splice(dash + 1, item.end + len(remark), _with_remark(f" {put}", remark))]

    def _in_flow(self, node: nodes.Node, old: Data | None, new: Data) -> list[Splice]:
        """Give a value in brackets or braces another."""
        if old == new:
            return []
        inside = self._inside(node, old, new)
        if inside is not None:
            return inside
        return [Splice(node.start, node.end, self._layout.in_flow(new, quote=_quote_of(node)))]

    def _under_same_sign(self, node: nodes.Node, new: Data, *, indent: int) -> Splice | None:
        """Write a text over several lines below the ``>`` or ``|`` of the old one; ``None`` where this cannot be."""
        if not isinstance(node, nodes.Scalar) or node.style not in ("|", ">") or not isinstance(new, str):
            return None
        sign, *lines = self._text[node.start : node.end].splitlines()
        indents = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
        body = self._layout.block_lines(new, node.style, indent=next(indents, indent))
        if body is None:
            return None
        return Splice(node.start, node.end, _INDICATOR.sub(f"{node.style}-", sign, count=1) + "\n" + body)

    def _writer(self, node: nodes.Mapping, *, inner: bool) -> Write:
        if node.flow:
            return self._layout.flow_entry
        column = self._around.column(node.start)
        return lambda name, value: self._layout.entry(name, value, column=column, inner=inner)

    def _members(
        self, spans: Sequence[Span], gone: set[int], put: Sequence[Insertion], *, flow: bool, spaced: bool
    ) -> list[Splice]:
        """Take some members out of a mapping or a list, and put others in."""
        if not gone and not put:
            return []
        return self._flow_members(spans, gone, put) if flow else self._block_members(spans, gone, put, spaced=spaced)

    def _flow_members(self, members: Sequence[Span], gone: set[int], put: Sequence[Insertion]) -> list[Splice]:
        left = [index for index in range(len(members)) if index not in gone]
        if not left:
            return [Splice(members[0][0], members[-1][1], ", ".join(text for _, text in put))]
        splices = []
        for first, last in _runs(gone):
            if last + 1 < len(members):
                splices.append(Splice(members[first][0], members[last + 1][0], ""))
            else:
                splices.append(Splice(members[first - 1][1], members[last][1], ""))
        for after, text in put:
            before = [index for index in left if index <= after]
            at = members[before[-1]][1] if before else members[left[0]][0]
            splices.append(Splice(at, at, f", {text}" if before else f"{text}, "))
        return splices

    def _block_members(
        self, members: Sequence[Span], gone: set[int], put: Sequence[Insertion], *, spaced: bool
    ) -> list[Splice]:
        start = members[0][0]
        column, beside = self._around.column(start), not self._around.begins_line(start)
        gap = "\n" * (1 + spaced) + " " * column
        left = [index for index in range(len(members)) if index not in gone]
        leading = gap.join(text for after, text in put if not left or after < left[0])
        if beside and not left:
            return [Splice(start, members[-1][1], leading)]
        splices = []
        for first, last in _runs(gone):
            if beside and first == 0:
                splices.append(Splice(start, self._next_content(members[last][1], column), ""))
            else:
                splices += [
                    self._removal(members[index], column, spaced=spaced and not (index == 0 and leading))
                    for index in range(first, last + 1)
                ]
        if leading:
            splices.append(self._before_all(start, leading, beside=beside, spaced=spaced and 0 not in gone))
        for after, text in put:
            if left and after >= left[0]:
                pred = max(index for index in left if index <= after)
                at = self._around.extent(members[pred][1], column=column)
                splices.append(Splice(at, at, gap + text))
        return splices

    def _before_all(self, start: int, text: str, *, beside: bool, spaced: bool) -> Splice:
        indent = " " * self._around.column(start)
        if beside:
            return Splice(start, start, f"{text}\n{indent}")
        above = self._around.above_comments(start)
        if above is None:
            return Splice(0, 0, indent + text + "\n" * (1 + spaced))
        return Splice(above, above, f"\n{indent}{text}" + "\n" * spaced)

    def _removal(self, member: Span, column: int, *, spaced: bool) -> Splice:
        """Take out the lines of a member, and one of two gaps that would meet."""
        start, end = member[0], self._around.extent(member[1], column=column)
        above, below = self._around.above(start), self._around.below(end)
        if (
            spaced
            and above is not None
            and self._around.is_blank(above)
            and (not below or self._around.is_blank(below))
        ):
            above = self._around.above_blank(start)
        return Splice(above or 0, end, "")

    def _next_content(self, end: int, column: int) -> int:
        at = self._around.below(self._around.extent(end, column=column)) or len(self._text)
        while self._text.startswith(" ", at):
            at += 1
        return at


def _name(old: str, renamed: Mapping[str, str]) -> str | None:
    """The new name of an entry; ``None`` where another has taken its own."""
    return renamed.get(old) or (None if old in renamed.values() else old)


def _insertions(names: Sequence[str | None], new: Fields, write: Write) -> list[Insertion]:
    """What `new` has and `names` lack, each after all that comes before it in `new`."""
    positions = {name: index for index, name in enumerate(names)}
    after, found = -1, []
    for name, value in new.items():
        if name in positions:
            after = max(after, positions[name])
        else:
            found.append(Insertion(after, write(name, value)))
    return found


def _renamed(node: nodes.Mapping, old: Fields, new: Fields) -> dict[str, str]:
    """Old to new names of values that stay the same and keep their place among those that do not."""
    present = {entry.name for entry in node.entries}
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    if len(gone) != len(come) or present & {*come}:
        return {}
    return {one: other for one, other in zip(gone, come, strict=True) if old[one] == new[other]}


def _differences(old: list[Data], new: list[Data]) -> list[tuple[int, int, list[Data]]]:
    """Runs of old items, from first to before last, and the new ones that take their place."""
    matcher = SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False)
    runs = [(first, last, new[start:end]) for _, first, last, start, end in matcher.get_opcodes()]
    return [run for run in runs if old[run[0] : run[1]] != run[2]]


def _runs(numbers: set[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _quote_of(node: nodes.Node) -> Quote | None:
    if isinstance(node, nodes.Scalar) and node.style in ("'", '"'):
        return cast(Quote, node.style)
    return None


def _with_remark(text: str, remark: str) -> str:
    """A text with a comment at the end of its first line."""
    head, gap, tail = text.partition("\n")
    return head + remark + gap + tail
