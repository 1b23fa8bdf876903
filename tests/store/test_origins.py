"""Every field of every record is found again in the file: what checks and editors point at."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chronology.registry.registry import Registry
from chronology.store.load import load

Places = dict[str, tuple[int, int]]


class Writer:
    """Writes data as YAML, in block or flow style as it falls, and keeps the place of each value."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.text = ""
        self.places: Places = {}

    def put(self, text: str) -> None:
        self.text += text

    def here(self) -> tuple[int, int]:
        return self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n")

    def value(self, path: str, data: Any, indent: int, *, flow: bool) -> None:
        flow = flow or (not isinstance(data, str) and self.rng.random() < 0.3)
        if isinstance(data, str):
            self.scalar(path, data)
        elif flow:
            self.flow(path, data)
        else:
            self.block(path, data, indent)

    def scalar(self, path: str, data: str) -> None:
        self.put(" " * self.rng.randint(1, 3))
        self.places[path] = self.here()
        self.put(self.rng.choice([data, f"'{data}'", f'"{data}"']))

    def flow(self, path: str, data: Any) -> None:
        self.put(" ")
        self.places[path] = self.here()
        self.put("{" if isinstance(data, dict) else "[")
        for below, key, item in children(path, data):
            self.put(f"{key}:" if key else "")
            self.value(below, item, 0, flow=True)
            self.put("," + self.rng.choice([" ", "\n" + " " * 30]))
        self.put("}" if isinstance(data, dict) else "]")

    def block(self, path: str, data: Any, indent: int) -> None:
        self.put("\n")
        for number, (below, key, item) in enumerate(children(path, data)):
            self.put(self.rng.choice(["", "", "# Élysée\n", "\n"]))
            self.put(" " * indent)
            if not number:
                self.places[path] = self.here()
            if path.count("/") == 1:
                self.places[below + "/"] = self.here()
            self.put(f"{key}:" if key else "-")
            self.value(below, item, indent + 2, flow=False)
            self.put("" if self.text.endswith("\n") else "\n")


def children(path: str, data: Any) -> Iterator[tuple[str, str, Any]]:
    if isinstance(data, dict):
        yield from ((f"{path}/{key}", key, item) for key, item in data.items())
    else:
        yield from ((f"{path}[{number}]", "", item) for number, item in enumerate(data))


def records(rng: random.Random, count: int) -> dict[str, Any]:
    """Events with a claim each, of many shapes."""
    return {
        "actors": {"RUS": {"name": "Russia", "kind": "state", "codes": {"iso3": "RUS", "a.b": "1", "a": "2"}}},
        "sources": {"s": {"title": "Source", "author": ["One", "Two"]}},
        "events": {
            f"event.{number}": {
                "title": f"Wort {number}",
                "date": rng.choice(["2014", "2014-02-27/2014-03"]),
                "kind": "war",
                "participants": [{"actor": "RUS", "role": "party"}] * rng.randint(1, 3),
                "tags": ["a"] * rng.randint(1, 3),
                "alternatives": [{"date": "2013", "sources": [{"source": "s", "supports": ["title", "date"]}]}],
                "codes": {"cameo": "057", "x.y": "z"},
            }
            for number in range(count)
        },
        "claims": {
            f"claim-{number}": {"text": "T", "kind": "factual", "by": ["RUS"], "about": [f"event.{number}"]}
            for number in range(count)
        },
    }


@pytest.mark.parametrize("seed", range(5))
def test_every_field_is_found_where_it_was_written(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    writer = Writer(rng)
    data = records(rng, 20)
    for section, content in data.items():
        writer.put(f"{section}:")
        writer.block(f"/{section}", content, 2)
    path = tmp_path / "r.yaml"
    path.write_text(writer.text, encoding="utf-8")
    registry = load(path)
    fields = 0
    for place, (line, column) in writer.places.items():
        _, section, *rest = place.split("/")
        if not rest or (len(rest) == 1):
            continue
        id, field = rest[0], ".".join(rest[1:])
        position = registry.origin(id, field, section=section)
        assert position == (str(path), line, column), place
        fields += 1
    assert fields > 500


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(
        "events:\n  x:\n    title: A\n    date: 2014\n    kind: war\n    alternatives:\n      - date: 2013\n"
        "    codes: {a: 1, a.b: 2}\nactors:\n  x: {name: X, kind: state}\n"
    )
    return load("r.yaml")


@pytest.mark.parametrize(
    ("field", "place"),
    {
        "": "r.yaml:2:3",
        "title": "r.yaml:3:12",
        "alternatives": "r.yaml:7:7",
        "alternatives[0]": "r.yaml:7:9",
        "alternatives[0].date": "r.yaml:7:15",
        "codes.a": "r.yaml:8:16",
        "codes.a.b": "r.yaml:8:24",
        "alternatives[0].place": "r.yaml:7:9",
        "alternatives[1]": "r.yaml:7:7",
        "codes.c": "r.yaml:8:12",
        "title.more": "r.yaml:3:12",
        "summary": "r.yaml:2:3",
        "nonsense[0": "r.yaml:2:3",
    }.items(),
)
def test_a_field_that_is_not_there_is_where_it_would_be(registry: Registry, field: str, place: str) -> None:
    assert str(registry.origin("x", field)) == place


def test_an_id_of_two_sections_is_found_in_each(registry: Registry) -> None:
    assert str(registry.origin("x", section="actors")) == "r.yaml:10:3"
    assert str(registry.origin("x", "name", section="actors")) == "r.yaml:10:13"


def test_a_part_of_a_registry_and_a_union_keep_their_origins(registry: Registry, tmp_path: Path) -> None:
    assert str(registry.take(["x"]).origin("x", "title")) == "r.yaml:3:12"
    Path("s.yaml").write_text("events:\n  y: {title: B, date: 2014, kind: war}\n")
    both = registry | load("s.yaml")
    assert [str(both.origin(id, "title")) for id in ("x", "y")] == ["r.yaml:3:12", "s.yaml:2:14"]


def test_lines_are_counted_as_editors_count_them(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    for line_end, places in {"\n": (3, 12), "\r\n": (3, 12), "\r": (3, 12)}.items():
        lines = ["events:", "  x:", "    title: 'A\u2028\u0085B'", "    date: 2014", "    kind: war", ""]
        path.write_bytes(line_end.join(lines).encode())
        registry = load(path)
        title, kind = registry.origin("x", "title"), registry.origin("x", "kind")
        assert title is not None
        assert kind is not None
        assert title[1:] == places
        assert kind[1:] == (5, 11)
