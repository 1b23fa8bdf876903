"""Files from anywhere: nothing runs, nothing swells, nothing is rewritten, and every refusal names its place."""

import itertools
import random
from pathlib import Path

import pytest

from chronology.errors import MESSAGE_LIMIT, ChronologyError, RegistryError
from chronology.store.load import load

EVENT = "events:\n  x:\n    title: {title}\n    date: 2014\n    kind: war\n"

CALLS = [
    "os.system",
    "os.popen",
    "os.remove",
    "subprocess.Popen",
    "subprocess.check_output",
    "builtins.eval",
    "builtins.exec",
    "builtins.open",
    "builtins.__import__",
    "shutil.rmtree",
    "pathlib.Path.touch",
    "pickle.loads",
]
TAGS = ["object/apply", "object/new", "object", "name", "module"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("tag", TAGS)
def test_no_tag_runs_anything(tmp_path: Path, tag: str, call: str) -> None:
    path = tmp_path / "a.yaml"
    made = tmp_path / "made"
    path.write_text(EVENT.format(title=f"!!python/{tag}:{call} ['touch {made}']"))
    with pytest.raises(RegistryError) as caught:
        load(path)
    assert [problem.line for problem in caught.value.problems] == [3]
    assert "tag" in caught.value.problems[0].what
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("levels", range(2, 13))
@pytest.mark.parametrize("form", ["list", "merge"])
def test_no_file_swells_by_aliases(tmp_path: Path, levels: int, form: str) -> None:
    lines = ["a0: &a0 [x, x]" if form == "list" else "a0: &a0 {x: y}"]
    for level in range(1, levels):
        repeated = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} " + (f"[{repeated}]" if form == "list" else f"{{<<: [{repeated}]}}"))
    path = tmp_path / "a.yaml"
    path.write_text("\n".join(lines) + "\nevents: {}\n")
    with pytest.raises(RegistryError, match="alias") as caught:
        load(path)
    assert len(str(caught.value)) < 20 * (MESSAGE_LIMIT + 1) + 100


def test_a_large_file_without_aliases_loads(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    records = (f"  e{number}: {{title: {'word ' * 200}, date: 2014, kind: war}}\n" for number in range(10_000))
    path.write_text("events:\n" + "".join(records))
    assert path.stat().st_size > 10_000_000
    assert len(load(path)) == 10_000


@pytest.mark.parametrize("depth", [33, 100, 1200, 100_000])
@pytest.mark.parametrize("form", ["flow", "block", "mapping"])
def test_deep_nesting_is_refused_at_its_place(tmp_path: Path, depth: int, form: str) -> None:
    nested = {
        "flow": "[" * depth + "]" * depth,
        "block": "- " * depth + "x",
        "mapping": "{a: " * depth + "x" + "}" * depth,
    }[form]
    path = tmp_path / "a.yaml"
    path.write_text(f"events:\n  x:\n    {nested}\n")
    with pytest.raises(RegistryError) as caught:
        load(path)
    assert caught.value.problems[0].line == 3


@pytest.mark.parametrize("seed", range(200))
def test_a_duplicate_key_is_refused_with_both_lines(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    lines = [
        "chronology:",
        "  title: A",
        "actors:",
        "  RUS: {name: Russia, kind: state}",
        "events:",
        "  x:",
        "    title: A",
        "    date: 2014",
        "    kind: war",
        "    ids:",
        "      wikidata: Q1",
        "  y:",
        "    title: B",
        "    date: 2015",
        "    kind: war",
    ]
    repeated = rng.choice([1, 3, 6, 7, 8, 10, 12, 13, 14])
    lines.insert(repeated + 1, lines[repeated])
    path = tmp_path / "a.yaml"
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(RegistryError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert (problem.line, f"line {repeated + 1}" in problem.what) == (repeated + 2, True), str(problem)


CODES = [
    "NO",
    "ON",
    "OFF",
    "Y",
    "N",
    "YES",
    "TRUE",
    "FALSE",
    "NULL",
    "null",
    "~x",
    "1e3",
    "010",
    "0o14",
    "0x1F",
    "12:30",
    "12:30:45",
    "1_000",
    ".inf",
    ".nan",
    "2022-02-30",
    "-0044",
    "00",
    "<<x",
    "=",
]
LETTERS = ["".join(letters) for letters in itertools.product("NORUSYE", repeat=3)]


def test_five_hundred_values_arrive_as_they_were_written(tmp_path: Path) -> None:
    values = [*CODES, *LETTERS, *(f"{number:04d}" for number in range(0, 1000, 7))][:520]
    assert len(values) >= 500
    path = tmp_path / "a.yaml"
    names = "".join(f"      k{number}: {value}\n" for number, value in enumerate(values))
    path.write_text(EVENT.format(title="A") + "    codes:\n" + names)
    codes = load(path)["x"].codes
    assert [codes[f"k{number}"] for number in range(len(values))] == values


TERMINAL = ["\x1b[31m", "\x07", "\x00", "\x9b31m", "\u202e", "\u2028", "\r", "\b", "\x7f", "\ud800"]


@pytest.mark.parametrize("place", ["id", "field", "date", "kind", "actor"])
@pytest.mark.parametrize("text", TERMINAL)
def test_no_message_drives_a_terminal_or_grows(tmp_path: Path, text: str, place: str) -> None:
    long = text * 3 + "x" * 500
    escaped = "".join(f"\\u{ord(char):04x}" if not char.isascii() or not char.isprintable() else char for char in long)
    wrong = {
        "id": f'events:\n  "{escaped}": {{title: A, date: 2014, kind: war}}\n',
        "field": f'events:\n  x: {{title: A, date: 2014, kind: war, "{escaped}": y}}\n',
        "date": f'events:\n  x: {{title: A, date: "{escaped}", kind: war}}\n',
        "kind": f'events:\n  x: {{title: A, date: 2014, kind: "{escaped}"}}\n',
        "actor": EVENT.format(title="A") + f'    participants: [{{actor: "{escaped}", role: party}}]\n',
    }[place]
    path = tmp_path / "a.yaml"
    path.write_text(wrong)
    with pytest.raises(ChronologyError) as caught:
        load(path)
    for line in str(caught.value).splitlines():
        assert len(line) <= MESSAGE_LIMIT
        assert line.isprintable()
        assert "a.yaml" in line
