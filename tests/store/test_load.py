"""Every scalar arrives as written, several files make one registry, and the collector is left as it was."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import RegistryError
from chronology.model.event import Event
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS
from chronology.store import documents
from chronology.store.documents import parse_document
from chronology.store.files import bundled_path
from chronology.store.load import load
from chronology.store.pure import PureParser

# fmt: off
SCALARS = [
    "NO", "no", "No", "ON", "off", "Y", "n", "yes", "true", "False", "null", "Null", "~", "0914", "010", "0x1F",
    "0o17", "1e3", ".5", ".inf", ".nan", "1_000", "12:30", "12:30:45", "190:20:30", "2014", "2014-02-30",
    "2022-02-04", "-0044", "-0044-03-15", "=", "<",
]
# fmt: on


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers of PyYAML in turn."""
    if request.param == "pure Python":
        monkeypatch.setattr(documents, "Parser", PureParser)
    return str(request.param)


def test_every_scalar_is_text_word_for_word(parser: str) -> None:
    text = "".join(f"- {scalar}\n" for scalar in SCALARS) + "".join(f"- '{scalar}'\n" for scalar in SCALARS)
    document = parse_document(text)
    assert document.data == SCALARS * 2
    assert document.faults == []
    assert parse_document("".join(f"{scalar}: x\n" for scalar in SCALARS)).data == dict.fromkeys(SCALARS, "x")


def test_block_and_folded_texts_and_escapes_are_read_as_yaml_has_them(parser: str) -> None:
    text = "a: |\n  one\n  two\nb: >-\n  one\n  two\nc: \"\\u00b6\\t2\"\nd: it's\ne: 'it''s'\nf: {g: [1, \"2\"]}\n"
    assert parse_document(text).data == {
        "a": "one\ntwo\n",
        "b": "one two",
        "c": "¶\t2",
        "d": "it's",
        "e": "it's",
        "f": {"g": ["1", "2"]},
    }


def test_both_parsers_find_the_same_faults_in_the_same_places(parser: str) -> None:
    text = 'é: &a {x: *a, <<: *a, "\\e": !t 1}\n[k]: v\né:\n- "¶": \n'
    document = parse_document(text)
    assert document.whole
    assert [(fault.at, fault.path) for fault in document.faults] == [
        (3, ("é",)),
        (10, ("é", "x")),
        (14, ("é", "<<")),
        (22, ("é", "\x1b")),
        (28, ("é", "\x1b")),
        (34, (None,)),
        (50, ("é", 0, "¶")),
        (41, ("é",)),
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes("\ufeffevents:\r\n  x:\r\n    title: É\r\n    date: 2014\r\n    kind: war\r\n".encode())
    registry = load(path)
    assert registry["x"].title == "É"
    origin = registry.origin("x", "kind")
    assert origin is not None
    assert origin[1:] == (5, 11)


def test_json_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text('{"events": {"x": {"title": "A", "date": "2014", "kind": "war", "tags": ["a", "b"]}}}')
    assert load(path)["x"].tags == ("a", "b")


def test_the_bundled_registry_loads() -> None:
    registry = load()
    assert len(registry) >= 5
    assert registry == load(bundled_path()) == load(str(bundled_path())) == load([bundled_path()])
    origin = registry.origin("joint-statement-2022", "date")
    assert origin is not None
    assert (
        Path(origin.file)
        .read_text(encoding="utf-8")
        .split("\n")[origin.line - 1]
        .startswith("2022-02-04", origin.column - 1)
    )


def test_a_folder_is_the_yaml_files_in_it_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(
        "events:\n  x: {title: A, date: 2014, kind: war, participants: [{actor: r, role: party}]}\n"
    )
    (tmp_path / "a.yml").write_text("chronology: {title: Two}\nactors:\n  r: {name: R, kind: state}\n")
    (tmp_path / ".c.yaml").write_text("[")
    (tmp_path / "notes.txt").write_text("[")
    registry = load(tmp_path)
    assert (registry.title, [*registry.events], [*registry.actors]) == ("Two", ["x"], ["r"])
    assert registry == load([tmp_path / "b.yaml", str(tmp_path / "a.yml")])
    assert str(registry.origin("r", "name")) == f"{tmp_path / 'a.yml'}:3:13"
    assert str(registry.origin("x")) == f"{tmp_path / 'b.yaml'}:2:3"


def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *contents: str) -> Registry | list[str]:
    """The registry in files ``0.yaml``, ``1.yaml``, ..., or the problems."""
    monkeypatch.chdir(tmp_path)
    names = [f"{number}.yaml" for number in range(len(contents))]
    for name, content in zip(names, contents, strict=True):
        Path(name).write_text(content)
    try:
        return load(names)
    except RegistryError as error:
        return str(error).split("\n")


def test_an_id_in_two_files_is_a_problem_in_the_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = "events:\n  x: {title: A, date: 2014, kind: war}\n"
    assert loaded(tmp_path, monkeypatch, event, "\n" + event) == [
        "1.yaml:3:3: x: this event is already in 0.yaml:2 (rename one of the two)"
    ]


def test_headers_of_several_files_are_taken_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = loaded(
        tmp_path,
        monkeypatch,
        "chronology: {title: T, editors: [a], kinds: [truce], ignore: {r: why}}",
        "chronology: {title: T, licence: CC0, editors: [b, a], kinds: [{id: raid, family: war}], ignore: {s: so}}\n"
        "events: {x: {title: A, date: 2014, kind: truce}}\n",
    )
    assert isinstance(registry, Registry)
    header = registry.header
    assert (header.title, header.licence, header.editors) == ("T", "CC0", ("a", "b"))
    assert {kind.id for kind in header.kinds} == {"truce", "raid"}
    assert header.ignore == {"r": "why", "s": "so"}


def test_headers_that_disagree_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = "chronology: {title: T, kinds: [raid], ignore: {r: why}}"
    second = "chronology: {title: U, kinds: [{id: raid, family: war}], ignore: {r: so}}"
    assert loaded(tmp_path, monkeypatch, first, second) == [
        "1.yaml:1:21: chronology.title: an earlier file has another title (keep one of the two)",
        "1.yaml:1:32: chronology.kinds[0]: an earlier file has this kind otherwise (keep one of the two)",
        "1.yaml:1:70: chronology.ignore.r: an earlier file gives another reason (keep one of the two)",
    ]


def test_problems_of_all_files_come_together_in_the_order_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = loaded(tmp_path, monkeypatch, "events: {x: {}}", "[", "events:\n  y: {title: A, date: 20, kind: war}")
    assert isinstance(lines, list)
    assert [line.split(" ")[0] for line in lines] == ["0.yaml:1:10:"] * 3 + ["1.yaml:1:2:", "2.yaml:2:23:"]


def test_ids_are_not_called_unknown_when_their_records_could_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = "events:\n  x: {title: A, date: 2014, kind: raid, part_of: y}\n"
    assert len(loaded(tmp_path, monkeypatch, event, "events:\n  y: {\n")) == 1
    assert len(loaded(tmp_path, monkeypatch, event + "  y: {title: B, date: 2014-13, kind: war}\n")) == 2
    assert len(loaded(tmp_path, monkeypatch, event + "evnts: {}\n")) == 1


def test_the_nearest_ids_are_named_among_thousands_however_many_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    actors = "".join(f"  actor-{n}: {{name: A, kind: state}}\n" for n in range(3000))
    successors = ", ".join(f"akteur-{n}" for n in range(3000))
    Path("r.yaml").write_text(f"actors:\n{actors}  z: {{name: Z, kind: state, successors: [{successors}]}}\n")
    with pytest.raises(RegistryError) as caught:
        load("r.yaml")
    whats = [problem.what for problem in caught.value.problems]
    assert len(whats) == 3000
    assert "did you mean 'actor-77'" in whats[77]
    assert whats[2999] == "no actor 'akteur-2999' (add it under 'actors')"


@pytest.mark.parametrize("content", ["events: {x: {title: A, date: 2014, kind: war}}", "[", "events: {x: {}}"])
@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(tmp_path: Path, content: str, enabled: bool) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(content)
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        load(path)
    except RegistryError:
        pass
    finally:
        after = gc.isenabled()
        (gc.enable if before else gc.disable)()
    assert after is enabled


def test_the_collector_rests_while_records_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("events: {x: {title: A, date: 2014, kind: war}}")
    seen = []
    made = Registry.__init__
    monkeypatch.setattr(
        Registry, "__init__", lambda *args, **kwargs: (seen.append(gc.isenabled()), made(*args, **kwargs))[1]
    )
    load(path)
    assert seen == [False]


def test_what_the_user_has_frozen_stays_frozen(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("events: {x: {title: A, date: 2014, kind: war}}")
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        load(path)
        assert frozen // 2 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()
    load(path)
    assert gc.get_freeze_count() == 0


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "), max_size=30
).filter(lambda text: text and text == text.strip())
texts = st.one_of(words, st.sampled_from(SCALARS))
slugs = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
dates = st.sampled_from(["2014", "2014-02-27/2014-03", "-0044-03-15", "[2022-01-31..2022-02-06]", "1947~", "1990/.."])


@given(
    events=st.dictionaries(
        slugs,
        st.fixed_dictionaries(
            {"title": texts, "date": dates, "kind": st.sampled_from(["war", "treaty"])},
            optional={
                "summary": texts,
                "tags": st.lists(slugs, min_size=1, max_size=3),
                "codes": st.dictionaries(texts, texts, min_size=1, max_size=2),
                "alternatives": st.lists(st.fixed_dictionaries({"date": dates, "note": texts}), min_size=1, max_size=2),
                "measures": st.lists(
                    st.fixed_dictionaries({"name": texts, "best": st.floats(-1e9, 1e9).map(repr)}), min_size=1
                ),
                "status": st.sampled_from(["alleged", "planned"]),
            },
        ),
        max_size=4,
    ),
    flow=st.sampled_from([None, True, False]),
    wide=st.booleans(),
)
def test_records_written_as_yaml_load_to_equal_records(
    tmp_path_factory: pytest.TempPathFactory, events: dict[str, dict[str, object]], flow: bool | None, wide: bool
) -> None:
    path = tmp_path_factory.mktemp("round") / "r.yaml"
    text = yaml.safe_dump({"events": events}, default_flow_style=flow, allow_unicode=True, width=1e6 if wide else 40)
    path.write_text(text, encoding="utf-8")
    expected = {id: Event(id=id, **fields) for id, fields in events.items()}  # type: ignore[arg-type]
    assert dict(load(path).events) == expected


def test_every_section_is_read(tmp_path: Path) -> None:
    records = {
        "events": "{title: A, date: 2014, kind: war}",
        "claims": "{text: T, kind: factual, by: [x]}",
        "propositions": "{text: P}",
        "actors": "{name: N, kind: state}",
        "places": "{name: N, lat: -1e1, lon: 007}",
        "sources": "{title: T}",
    }
    assert records.keys() == SECTIONS.keys()
    path = tmp_path / "r.yaml"
    path.write_text("".join(f"{section}:\n  x: {record}\n" for section, record in records.items()))
    registry = load(path)
    assert {section for section in SECTIONS if [*registry.section(section)] == ["x"]} == SECTIONS.keys()
    assert (registry.places["x"].lat, registry.places["x"].lon) == (-10, 7)


@pytest.mark.parametrize("source", [3, b"a.yaml", 2.5])
def test_what_names_no_file_is_refused_in_a_sentence(source: object) -> None:
    with pytest.raises(TypeError, match="a path, several paths or a folder"):
        load(source)  # type: ignore[arg-type]
