"""A change of a text touches the lines it has to, whoever wrote the text, and what is written reads back as meant."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from chronology.model.record import Record
from chronology.registry.sections import SECTIONS
from chronology.store.contents import FileContents
from chronology.store.documents import parse_document
from chronology.store.drafts import Draft
from chronology.store.files import bundled_path

BUNDLED = bundled_path().read_text(encoding="utf-8")
OTHER_TEXTS = (
    "Other",
    "With: a 'quote', a \"second\" # and no comment",
    "A long text that has to be folded. " * 8 + "End",
)
CITED = [{"source": "x-1", "locator": "¶15, ¶16"}, {"source": "y-2", "note": OTHER_TEXTS[2]}]
SAMPLES: dict[str, list[Any]] = {
    "date": ["1900-01", "[1900..1901]", "2014-02-20?/.."],
    "held": ["1900"],
    "lat": [1.5, -20],
    "lon": [0],
    "precision_km": [1000],
    "alternatives": [[{"date": "1900~", "sources": CITED}]],
    "participants": [[{"actor": "NO", "role": "party"}, {"actor": "FRA", "role": "host", "side": "a"}]],
    "measures": [[{"name": "dead", "best": 12.5, "low": 3}]],
    "relations": [[{"type": "causes", "target": "x"}]],
    "roles": [[{"title": "President", "held": "1900/1904"}]],
    "codes": [{"cameo": "057"}],
    "ids": [{"wikidata": "Q1", "ucdp": "365"}],
    "positions": [{"won": "denies", "NO": "affirms"}],
    "sources": [CITED, CITED[:1]],
    **{key: ["1900-01-01", "1900~/.."] for key in ("active", "made", "issued", "accessed")},
    **{key: ["war", "position", "state", "raid"] for key in ("kind",)},
    **{key: ["alleged", "preferred", "book"] for key in ("status", "rank", "type")},
    **{key: [["NO"], ["a", "b"] * 20] for key in ("places", "tags", "by", "about", "via", "replies_to", "successors")},
    **{key: [["Wright, Robin", "NO", OTHER_TEXTS[2]]] for key in ("aliases", "author")},
    **{key: ["some-id"] for key in ("part_of", "country")},
}


def other_values(plain: dict[str, Any], name: str) -> Iterator[Any]:
    """Values that a field may have instead of its own; ``None`` for none."""
    yield None
    yield from SAMPLES.get(name, OTHER_TEXTS)
    match plain.get(name):
        case list(items):
            yield from (items[1:], items[:-1], items[::-1], items + items[:1])
            if isinstance(items[0], dict):
                yield [{**items[0], "note": "Another note."}, *items[1:]]
                yield [*items[:-1], {name: value for name, value in items[-1].items() if name != "note"}]
        case dict(entries):
            yield from (dict([*entries.items()][1:]), entries | {"zz": "0914"}, {"aa": "affirms"} | entries)


def alone(section: str) -> Iterator[tuple[str, str]]:
    """Id and text of each record of the bundled registry, in a file of its own, with what stands before the next."""
    root = yaml.compose(BUNDLED, Loader=yaml.CSafeLoader)
    lines = BUNDLED.split("\n")
    ((key, records),) = [pair for pair in root.value if pair[0].value == section]
    starts = [key.start_mark.line for key, _ in records.value]
    later = [key.start_mark.line for key, _ in root.value if key.start_mark.line > starts[-1]]
    for (key, _), start, end in zip(records.value, starts, [*starts[1:], *(later or [len(lines)])[:1]], strict=True):
        yield key.value, "\n".join([f"{section}:", *lines[start:end]])


def record_in(text: str, section: str, id: str) -> Record:
    contents = FileContents("alone.yaml", parse_document(text))
    assert not contents.problems, (text, contents.problems)
    record: Record = contents.records[section][id]
    return record


def field_lines(text: str) -> dict[str, range]:
    """Of each field of the only record in a text, its lines; in braces, those of the record, whatever the field."""
    ((_, records),) = yaml.compose(text, Loader=yaml.CSafeLoader).value
    ((_, fields),) = records.value
    lines = text.split("\n")
    if fields.flow_style:
        return defaultdict(lambda: range(fields.start_mark.line, fields.end_mark.line + 1))
    found = {}
    for (key, value), following in zip(fields.value, [*fields.value[1:], None], strict=True):
        end = following[0].start_mark.line if following else value.end_mark.line + 1
        while end > key.start_mark.line + 1 and re.match(r" *(#|$)", lines[end - 1] if end <= len(lines) else ""):
            end -= 1
        found[key.value] = range(key.start_mark.line, end)
    return found


@pytest.mark.parametrize(
    ("section", "step"),
    [("events", 3), ("claims", 4), ("propositions", 1), ("actors", 1), ("places", 1), ("sources", 2)],
)
def test_a_change_of_any_field_of_a_record_changes_the_lines_of_this_field_only(section: str, step: int) -> None:
    model, tried = SECTIONS[section], 0
    for id, text in list(alone(section))[::step]:
        written, spans, lines = record_in(text, section, id), field_lines(text), text.split("\n")
        plain = written.model_dump(mode="json", exclude_defaults=True)
        for name in model.model_fields.keys() - {"id"}:
            for value in other_values(plain, name):
                changed = plain | {name: value} if value is not None else {k: v for k, v in plain.items() if k != name}
                if not model_fits(model, changed):
                    continue
                record = model.model_validate(changed)
                new = revised(text, section, record)
                assert record_in(new, section, id) == record
                tried += 1
                if record == written:
                    assert new == text
                    continue
                braced = isinstance(spans, defaultdict)
                span = spans[name] if name in spans or braced else insertion_place(lines, new.split("\n"))
                after = len(lines) - span.stop
                assert new.split("\n")[: span.start] == lines[: span.start], (name, value, new)
                assert new.split("\n")[len(new.split("\n")) - after :] == lines[span.stop :], (name, value, new)
    assert tried > 40


def model_fits(model: type[Record], plain: dict[str, Any]) -> bool:
    try:
        model.model_validate(plain)
    except ValueError:
        return False
    return True


def revised(text: str, section: str, record: Record) -> str:
    """A text after a change of one record in it."""
    draft = Draft("alone.yaml", text, FileContents("alone.yaml", parse_document(text)))
    draft.put(section, record)
    edition = draft.edition()
    return text if edition is None else edition.text


def insertion_place(lines: list[str], new: list[str]) -> range:
    """The empty range where the first new line stands."""
    first = next((n for n, (one, other) in enumerate(zip(lines, new, strict=False)) if one != other), len(lines))
    return range(first, first)


class Hand:
    """Writes registry files as many hands do: each with its own indentation, quotes, line breaks and comments."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.step, self.line_break = rng.choice((2, 2, 3, 4)), rng.choice(("\n", "\n", "\r\n"))
        self.dash = rng.choice((0, 2, self.step))
        self.gap = rng.choice(("\n", "\n\n"))
        self.chatty, self.flowing, self.remarks = rng.choice((0.0, 0.3)), rng.random(), 0

    def file(self, registry: dict[str, dict[str, dict[str, Any]]]) -> str:
        sections = [
            f"{name}:{self.remark()}{self.gap}" + self.gap.join(self.record(*item) for item in records.items())
            for name, records in registry.items()
        ]
        text = self.comment(0) + "\n\n".join(sections) + self.rng.choice(("", "\n", "\n\n# end\n"))
        return text.replace("\n", self.line_break)

    def record(self, id: str, fields: dict[str, Any]) -> str:
        column = self.step
        return f"{self.comment(column)}{' ' * column}{self.key(id)}:{self.value(fields, column)}"

    def comment(self, column: int) -> str:
        if self.rng.random() >= self.chatty:
            return ""
        self.remarks += 1
        return f"{' ' * column}# c{self.remarks} is: a 'comment'\n"

    def remark(self) -> str:
        return "  " + self.comment(0).rstrip("\n") if self.rng.random() < self.chatty else ""

    def key(self, name: str) -> str:
        return f'"{name}"' if name == "NO" or self.rng.random() < 0.05 else name

    def value(self, value: Any, column: int) -> str:
        if isinstance(value, str):
            return " " + self.text(value, column + self.step)
        if not value or (self.rng.random() < self.flowing and "\n" not in str(value)):
            return f" {self.flow(value)}{self.remark()}"
        if isinstance(value, dict):
            return self.remark() + "\n" + self.entries(value, column + self.step)
        column += self.dash
        return self.remark() + "".join(
            f"\n{self.comment(column)}{' ' * column}- {self.item(item, column + 2)}" for item in value
        )

    def item(self, value: Any, column: int) -> str:
        if isinstance(value, str):
            return self.text(value, column)
        if self.rng.random() < self.flowing:
            return self.flow(value)
        return self.entries(value, column).lstrip(" ") if not self.chatty else self.flow(value) + self.remark()

    def entries(self, value: dict[str, Any], column: int) -> str:
        return "\n".join(
            f"{self.comment(column) if number else ''}{' ' * column}{self.key(name)}:{self.value(each, column)}"
            for number, (name, each) in enumerate(value.items())
        )

    def flow(self, value: Any) -> str:
        match value:
            case str():
                return self.quoted(value, flow=True)
            case dict():
                entries = (f"{self.key(name)}: {self.flow(each)}" for name, each in value.items())
                return self.rng.choice(("{%s}", "{ %s }", "{%s,}" if value else "{%s}")) % ", ".join(entries)
            case _:
                return self.rng.choice(("[%s]", "[ %s ]")) % ",  ".join(map(self.flow, value))

    def text(self, text: str, column: int) -> str:
        if " " in text and "  " not in text and text == text.strip() and self.rng.random() < 0.3:
            lines, indent = text.split(" "), " " * column
            half = len(lines) // 2
            sign = self.rng.choice((">-", ">", ">-  # folded"))
            return f"{sign}\n{indent}{' '.join(lines[:half])}\n{indent}{' '.join(lines[half:])}"
        return self.quoted(text, flow=False) + self.remark()

    def quoted(self, text: str, *, flow: bool) -> str:
        plain = re.fullmatch("[A-Za-z0-9¶][A-Za-z0-9 ¶~./-]*(?<! )", text) and not text.startswith("- ")
        if plain and self.rng.random() < 0.7:
            return text
        return self.rng.choice((f'"{text}"', "'" + text.replace("'", "''") + "'"))


def some_registry(rng: random.Random) -> dict[str, dict[str, dict[str, Any]]]:
    """Plain records of all sections, each with some of its fields."""
    samples = SAMPLES | {
        "date": ["1807-07", "2022-02-04", "1992~"], "type": ["book"], "rank": ["preferred"], "kind": ["war"],
        "status": ["alleged"],
    }  # fmt: skip
    kinds = {"actors": "state", "claims": "factual"}
    registry: dict[str, dict[str, dict[str, Any]]] = {}
    for section, model in SECTIONS.items():
        registry[section] = {}
        for number in range(rng.randint(1, 3)):
            fields: dict[str, Any] = {}
            for name, field in model.model_fields.items():
                if name != "id" and (field.is_required() or rng.random() < 0.4):
                    value = rng.choice(samples.get(name, ["NO", "Some words", "It's here: see ¶9", "0914"]))
                    fields[name] = kinds.get(section, value) if name == "kind" else value
            registry[section][f"{section[0]}{number}"] = fields
    return registry


def as_text(value: Any) -> Any:
    """Plain data with numbers as texts."""
    match value:
        case dict():
            return {name: as_text(each) for name, each in value.items()}
        case list():
            return [as_text(each) for each in value]
        case _:
            return str(value)


@pytest.mark.parametrize("seed", range(40))
def test_files_of_many_hands_change_only_where_they_are_edited(seed: int) -> None:
    for number in range(25):
        rng = random.Random(1000 * seed + number)
        hand = Hand(rng)
        text = hand.file(as_text(some_registry(rng)))
        contents = FileContents("hand.yaml", parse_document(text))
        assert not contents.problems, (text, contents.problems)
        draft = Draft("hand.yaml", text, contents)
        assert draft.edition() is None
        touched = edit_at_random(draft, rng)
        edition = draft.edition()
        new = text if edition is None else edition.text
        found = FileContents("hand.yaml", parse_document(new))
        assert not found.problems, (text, new, found.problems)
        assert found.records == draft.records, (text, new)
        for chunk in chunks(text, but=touched):
            assert chunk in new, (touched, chunk, text, new)
        between = re.findall(rf"(?m)^ {{0,{hand.step}}}# c[0-9]+ ", text)
        assert [comment for comment in between if comment not in new] == []


def edit_at_random(draft: Draft, rng: random.Random) -> set[tuple[str, str]]:
    """Change, remove, rename and add some records; gives those touched, as they were called."""
    touched = set()
    for section, records in draft.records.items():
        other = some_registry(rng)[section]
        for id in list(records):
            action = rng.randrange(8)
            if action < 4:
                touched.add((section, id))
            if action < 2:
                plain = records[id].model_dump(mode="json", exclude_defaults=True)
                names = [name for name in plain if name not in ("id", "kind")]
                name = rng.choice(names)
                values = [value for value in other_values(plain, name) if value is not None]
                changed = plain | {name: rng.choice(values)}
                if model_fits(SECTIONS[section], changed):
                    draft.put(section, SECTIONS[section].model_validate(changed))
            elif action == 2:
                draft.remove(section, id)
            elif action == 3:
                draft.rename(section, id, f"renamed-{id}")
        for id, fields in list(other.items())[: rng.randrange(3)]:
            draft.put(section, SECTIONS[section].model_validate({"id": f"new-{id}"} | fields))
    return touched


def chunks(text: str, *, but: set[tuple[str, str]]) -> Iterator[str]:
    """The text of each record that is not left out, from its key to its last character."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for section, records in root.value:
        for id, fields in records.value:
            if (section.value, id.value) not in but:
                whole = text[id.start_mark.index : fields.end_mark.index]
                yield re.sub(r"(\s*\n *#.*)*\s*\Z", "", whole)
