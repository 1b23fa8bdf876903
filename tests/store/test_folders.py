"""A registry that has outgrown one file can be split, and nothing about it changes but where things stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.errors import RegistryError
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS
from chronology.store.files import bundled_path
from chronology.store.load import load

_SECTION = re.compile(r"^(\w+):$", re.MULTILINE)
_RECORD = re.compile(r"^  (?=[A-Za-z0-9][\w.-]*:)", re.MULTILINE)


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Each section of a registry text and what stands in it."""
    starts = list(_SECTION.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends, strict=True):
        yield match[1], text[match.end() + 1 : end]


def records(body: str) -> Iterator[tuple[str, str]]:
    """Each record of a section, with its id."""
    starts = [match.start() for match in _RECORD.finditer(body)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        text = body[start:end]
        yield text.partition(":")[0].strip(), text


@pytest.fixture(scope="module")
def whole() -> Registry:
    return load(bundled_path())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, whole: Registry) -> Path:
    """The bundled registry as a folder: the head apart, events by decade, every other section in a file of its own."""
    folder = tmp_path_factory.mktemp("chronology")
    decades: dict[str, str] = defaultdict(str)
    for name, body in sections(bundled_path().read_text(encoding="utf-8")):
        if name != "events":
            (folder / f"{name}.yaml").write_text(f"{name}:\n{body}", encoding="utf-8")
            continue
        for id, text in records(body):
            decades[f"{whole[id].date.earliest}"[:3]] += text
    for decade, text in decades.items():
        (folder / f"events-{decade}0s.yaml").write_text(f"events:\n{text}", encoding="utf-8")
    return folder


def test_the_split_registry_is_the_same_registry(folder: Path, whole: Registry) -> None:
    assert len(list(folder.glob("events-*.yaml"))) >= 4
    split = load(folder)
    assert split == whole
    assert [event.id for event in split] == [event.id for event in whole]


def test_every_record_is_found_in_the_file_and_line_where_it_stands(folder: Path) -> None:
    split = load(folder)
    lines = {str(path): path.read_text(encoding="utf-8").splitlines() for path in folder.glob("*.yaml")}
    for section in SECTIONS:
        for id in split.section(section):
            position = split.origin(id, section=section)
            assert position is not None
            assert lines[position.file][position.line - 1][position.column - 1 :].startswith(f"{id}:")
            assert Path(position.file).stem.partition("-")[0] == section


def test_a_field_is_found_in_its_own_file(folder: Path) -> None:
    split = load(folder)
    position = split.origin("joint-statement-2022", "date")
    assert position is not None
    line = (folder / "events-2020s.yaml").read_text(encoding="utf-8").splitlines()[position.line - 1]
    assert (Path(position.file).name, line[position.column - 1 :]) == ("events-2020s.yaml", "2022-02-04")


def test_a_mistake_in_one_file_is_reported_there_and_hides_none_in_another(folder: Path, tmp_path: Path) -> None:
    for path in folder.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    events, sources = tmp_path / "events-2020s.yaml", tmp_path / "sources.yaml"
    events.write_text(events.read_text(encoding="utf-8").replace("actor: RUS,", "actor: RUZ,", 1), encoding="utf-8")
    sources.write_text(sources.read_text(encoding="utf-8").replace("type: speech", "type: spech", 1), encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        load(tmp_path)
    assert [(Path(problem.file).name, problem.where.rpartition(".")[2]) for problem in caught.value.problems] == [
        ("events-2020s.yaml", "actor"),
        ("sources.yaml", "type"),
    ]


def test_an_id_in_two_files_is_refused_and_both_places_are_named(folder: Path, tmp_path: Path) -> None:
    for path in folder.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "more.yaml").write_text("sources:\n  wright-2022: {title: Again}\n", encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        load(tmp_path)
    problem = caught.value.problems[0]
    lines = (tmp_path / "sources.yaml").read_text(encoding="utf-8").splitlines()
    assert (Path(problem.file).name, problem.line, problem.column) == (
        "sources.yaml",
        lines.index("  wright-2022:") + 1,
        3,
    )
    assert f"{tmp_path / 'more.yaml'}:2" in problem.what
