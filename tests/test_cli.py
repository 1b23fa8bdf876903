"""The command line answers, and a mistake ends in a sentence with an exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REGISTRY = """
chronology: {title: Test}
actors:
  RUS: {name: Russia, kind: state}
  CHN: {name: China, kind: state}
places:
  beijing: {name: Beijing}
propositions:
  alliance: {text: It is an alliance.}
sources:
  wright-2022: {title: A pact, author: ["Wright, Robin"], container_title: The New Yorker, issued: 2022-02-07}
events:
  statement:
    title: Joint statement
    date: 2022-02-04
    kind: statement
    summary: A text on a new era.
    note: The sources differ.
    participants: [{actor: RUS, role: party}, {actor: CHN, role: party}]
    places: [beijing]
    alternatives: [{date: "[2022-01-31..2022-02-06]", note: says last week}]
    sources: [{source: wright-2022, locator: ¶2}]
    relations: [{type: precedes, target: invasion}]
  invasion:
    title: Full-scale invasion
    date: 2022-02-24/..
    kind: war
    participants: [{actor: RUS, role: party}]
    part_of: statement
claims:
  joined:
    text: They joined forces.
    kind: characterisation
    by: [CHN]
    capacity: a neighbour
    via: [RUS]
    about: [statement]
    positions: {alliance: affirms}
    sources: [{source: wright-2022, locator: ¶8}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test.yaml").write_text(REGISTRY, encoding="utf-8")
    return tmp_path


def chronology(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chronology.cli", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "160", "NO_COLOR": "1"},
    )


def test_check_counts_what_is_there(folder: Path) -> None:
    kept = REGISTRY.replace("    part_of: statement\n", "    sources: [{source: wright-2022, locator: ¶5}]\n")
    kept = kept.replace("2022-02-24/..", "2022-02-05")
    (folder / "test.yaml").write_text(kept, encoding="utf-8")
    done = chronology(folder, "check", "test.yaml")
    assert (done.returncode, done.stdout) == (
        0,
        "No problems: 2 events, 1 claim, 1 proposition, 2 actors, 1 place, 1 source.\n",
    )


def test_check_says_which_rules_are_not_kept(folder: Path) -> None:
    done = chronology(folder, "check", "test.yaml")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 error, 1 warning."
    assert "test.yaml:29:14: invasion.part_of: is part of 'statement', but not within its date" in done.stdout
    ignored = chronology(folder, "check", "test.yaml", "--ignore", "part-outside-whole")
    assert (ignored.returncode, ignored.stdout.splitlines()[-1]) == (0, "1 warning.")
    assert chronology(folder, "check", "test.yaml", "--ignore", "part-outside-whole", "--strict").returncode == 1


def test_check_speaks_json_and_github(folder: Path) -> None:
    found = json.loads(chronology(folder, "check", "test.yaml", "--format", "json").stdout)
    assert [finding["rule"] for finding in found["findings"]] == ["event-without-source", "part-outside-whole"]
    done = chronology(folder, "check", "test.yaml", "--format", "github")
    assert "::error file=test.yaml,line=29,col=14,title=part-outside-whole::" in done.stdout
    (folder / "test.yaml").write_text(REGISTRY.replace("kind: war", "kind: wor"), encoding="utf-8")
    done = chronology(folder, "check", "test.yaml", "--format", "github")
    assert done.returncode == 1
    assert "::error file=test.yaml,line=27,col=11,title=no-registry::" in done.stdout


def test_check_lists_every_problem_and_ends_with_1(folder: Path) -> None:
    path = folder / "test.yaml"
    path.write_text(REGISTRY.replace("2022-02-24/..", "2022-02-30").replace("kind: war", "kind: wor"), encoding="utf-8")
    done = chronology(folder, "check", "test.yaml")
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["invasion.date", "invasion.kind"]
    assert "test.yaml:27:11: invasion.kind: 'wor' is not a kind (did you mean 'war'?)" in done.stderr


@pytest.mark.parametrize("command", [["check"], ["list"], ["show", "statement"], ["page"]])
@pytest.mark.parametrize("file", ["missing.yaml", "empty.yaml", "binary.yaml", "list.yaml", "folder"])
def test_a_file_that_is_no_registry_is_one_sentence_and_1(folder: Path, command: list[str], file: str) -> None:
    (folder / "empty.yaml").write_text("")
    (folder / "binary.yaml").write_bytes(bytes(range(256)))
    (folder / "list.yaml").write_text("- a\n- b\n")
    (folder / "folder").mkdir()
    done = chronology(folder, *command, file)
    assert done.returncode == 1
    assert done.stderr.startswith(file)
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not (folder / "timeline.html").exists()


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ([], ["statement", "invasion"]),
        (["--actor", "China"], ["statement"]),
        (["--actor", "RUS", "--actor", "CHN", "--together"], ["statement"]),
        (["--during", "2023"], ["invasion"]),
        (["--during", "2022-02-04", "--certain"], ["statement"]),
        (["--kind", "war", "--kind", "treaty"], ["invasion"]),
        (["--search", "NEW ERA"], ["statement"]),
        (["--place", "beijing"], ["statement"]),
        (["--status", "planned"], []),
    ],
)
def test_list_answers_conditions(folder: Path, arguments: list[str], ids: list[str]) -> None:
    done = chronology(folder, "list", "test.yaml", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    assert [row["id"] for row in json.loads(done.stdout)] == ids


def test_list_prints_a_table_or_tab_separated_text(folder: Path) -> None:
    table = chronology(folder, "list", "test.yaml").stdout
    assert "from 24 Feb 2022, ongoing" in table
    assert table.splitlines()[-1] == "2 events"
    rows = chronology(folder, "list", "test.yaml", "--format", "tsv").stdout.splitlines()
    assert rows[1] == "statement\t2022-02-04\tstatement\testablished\tJoint statement\tRUS,CHN"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["list", "test.yaml", "--during", "last week"], "'last week' is not a date"),
        (["list", "test.yaml", "--certain"], "--certain needs a date"),
        (["list", "test.yaml", "--together"], "--together needs actors"),
        (["list", "test.yaml", "--status", "planed"], "planned"),
        (["list", "test.yaml", "--format", "xml"], "xml"),
        (["lst"], "lst"),
        (["show"], "ID"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(folder: Path, arguments: list[str], sentence: str) -> None:
    done = chronology(folder, *arguments)
    assert done.returncode == 2, done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_show_tells_all_that_is_known_of_an_event(folder: Path) -> None:
    done = chronology(folder, "show", "statement", "test.yaml")
    assert done.returncode == 0
    for piece in (
        "Joint statement",
        "4 February 2022  [2022-02-04]",
        "on one day between 31 January and 6 February 2022",
        "says last week",
        "party          Russia",
        "where          Beijing",
        "precedes       Full-scale invasion  [invasion]",
        "includes       Full-scale invasion",
        "A text on a new era.",
        "The sources differ.",
        "They joined forces.",
        "China, a neighbour, as reported by Russia.",
        "affirms: It is an alliance.",
        "Wright, Robin. “A pact.” The New Yorker, February 7, 2022, ¶2.",
    ):
        assert piece in done.stdout


def test_show_of_an_unknown_id_names_the_nearest_and_ends_with_1(folder: Path) -> None:
    done = chronology(folder, "show", "statment", "test.yaml")
    assert (done.returncode, done.stderr) == (1, "no event 'statment' (did you mean 'statement'?)\n")


def test_a_title_cannot_drive_the_terminal(folder: Path) -> None:
    hostile = REGISTRY.replace("title: Joint statement", r'title: "[bold]Joint\u202e state\u2028ment"')
    (folder / "test.yaml").write_text(hostile, encoding="utf-8")
    for arguments in (
        ["list", "test.yaml"],
        ["show", "statement", "test.yaml"],
        ["list", "test.yaml", "--format", "tsv"],
    ):
        done = chronology(folder, *arguments)
        assert "[bold]Joint  state ment" in done.stdout, done.stderr


def test_a_control_character_in_a_file_is_a_problem_that_does_not_echo_it(folder: Path) -> None:
    hostile = REGISTRY.replace("title: Joint statement", r'title: "Joint\x1b[31m statement\x07"')
    (folder / "test.yaml").write_text(hostile, encoding="utf-8")
    done = chronology(folder, "list", "test.yaml")
    assert done.returncode == 1
    assert "control character" in done.stderr
    assert "\x1b" not in done.stderr
    assert "\x07" not in done.stderr


def test_page_writes_the_page_and_says_where(folder: Path) -> None:
    done = chronology(folder, "page", "test.yaml", "--output", "out.html", "--title", "My title", "--lanes", "none")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Wrote out.html (2 events, ")
    assert "My title" in (folder / "out.html").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_leaves_everything_as_it_was(folder: Path) -> None:
    (folder / "out.html").mkdir()
    for output in ("out.html", "no/such/folder/page.html"):
        before = sorted(folder.rglob("*"))
        done = chronology(folder, "page", "test.yaml", "--output", output)
        assert done.returncode == 1
        assert output in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert sorted(folder.rglob("*")) == before


def test_the_bundled_registry_is_used_when_no_file_is_given(folder: Path) -> None:
    done = chronology(folder, "show", "joint-statement-2022")
    assert done.returncode == 0
    assert "4 February 2022" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            ["late February 2014"],
            {
                "edtf": "[2014-02-21..2014-02-28]",
                "words": "on one day between 21 and 28 February 2014",
                "starts": "2014-02-21 to 2014-02-28",
                "ends": "2014-02-21 to 2014-02-28",
            },
        ),
        (
            ["2013-09-07/..", "--locale", "de"],
            {"edtf": "2013-09-07/..", "starts": "2013-09-07", "ends": "no bound"},
        ),
        (["last week", "--relative-to", "2022-02-07"], {"edtf": "[2022-01-31..2022-02-06]"}),
        (["03/02/2022", "--order", "DMY"], {"edtf": "2022-02-03"}),
        (["until 1985"], {"starts": "by 1985-12-31", "ends": "1985-01-01 to 1985-12-31"}),
        (["[1984..]"], {"starts": "from 1984-01-01 on"}),
    ],
)
def test_date_says_what_a_text_means(folder: Path, arguments: list[str], lines: dict[str, str]) -> None:
    done = chronology(folder, "date", *arguments)
    assert done.returncode == 0, done.stderr
    told = {line[:8].strip(): line[9:] for line in done.stdout.splitlines()}
    assert {label: told[label] for label in lines} == lines


@pytest.mark.parametrize("text", ["03/02/2022", "last week", "soon", "2014-02-30"])
def test_a_text_that_is_no_one_date_ends_with_2(folder: Path, text: str) -> None:
    done = chronology(folder, "date", text)
    assert done.returncode == 2
    assert text in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_page_never_replaces_the_registry_that_it_reads(folder: Path) -> None:
    done = chronology(folder, "page", "test.yaml", "--output", "test.yaml")
    assert done.returncode == 1
    assert "not a page" in done.stderr
    assert (folder / "test.yaml").read_text(encoding="utf-8") == REGISTRY


def test_new_adds_a_record_and_leaves_the_rest_as_it_was(folder: Path) -> None:
    commented = REGISTRY.replace("events:\n", "events:  # what happened\n")
    (folder / "test.yaml").write_text(commented, encoding="utf-8")
    event = ["--title", "Test talks", "--date", "late February 2014", "--kind", "talks", "--participant", "RUS:party"]
    done = chronology(folder, "new", "event", "test.yaml", *event, "--source", "wright-2022@¶9")
    assert (done.returncode, done.stdout) == (0, "Added event test-talks.\n"), done.stderr
    claim = ["--text", "They talked.", "--kind", "factual", "--by", "China", "--about", "test-talks"]
    done = chronology(folder, "new", "claim", "test.yaml", *claim, "--position", "alliance:denies", "--made", "2014")
    assert done.returncode == 0, done.stderr
    done = chronology(folder, "new", "source", "test.yaml", "--title", "A page", "--url", "https://example.org/a")
    assert done.returncode == 0, done.stderr
    text = (folder / "test.yaml").read_text(encoding="utf-8")
    assert all(line in text.splitlines() for line in commented.splitlines())
    shown = chronology(folder, "show", "test-talks", "test.yaml").stdout
    for piece in ("on one day between 21 and 28 February 2014", "Russia", "They talked.", "denies: It is an alliance."):
        assert piece in shown


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["event", "test.yaml"], 2, "add --title"),
        (["event", "test.yaml", "--title", "X", "--date", "soon", "--kind", "war"], 2, "'soon' is not a date"),
        (["event", "test.yaml", "--title", "X", "--date", "2014", "--kind", "wor"], 1, "did you mean 'war'"),
        (["event", "test.yaml", "--title", "X", "--date", "2014", "--kind", "war", "--id", "statement"], 2, "is taken"),
        (
            ["event", "test.yaml", "--title", "X", "--date", "2014", "--kind", "war", "--participant", "RUS"],
            2,
            "actor:role",
        ),
        (["claim", "test.yaml", "--text", "X", "--kind", "factual", "--by", "Chna"], 1, "did you mean 'China'"),
        (["source", "test.yaml", "--title", "X", "--type", "film"], 2, "type"),
        (["event", "missing.yaml", "--title", "X"], 1, "missing.yaml"),
    ],
)
def test_new_refuses_in_a_sentence_and_changes_nothing(
    folder: Path, arguments: list[str], code: int, sentence: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chronology.cli", "new", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == code, done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert "Added" not in done.stdout
    assert (folder / "test.yaml").read_text(encoding="utf-8") == REGISTRY


def test_fmt_tidies_white_space_only(folder: Path) -> None:
    (folder / "test.yaml").write_text(REGISTRY + "   \n\n", encoding="utf-8")
    assert chronology(folder, "fmt", "test.yaml").stdout == "test.yaml: tidied\n"
    assert (folder / "test.yaml").read_text(encoding="utf-8") == REGISTRY.strip("\n") + "\n"
    assert chronology(folder, "fmt", "test.yaml").stdout == "test.yaml: already tidy\n"


def test_schema_prints_a_json_schema(folder: Path) -> None:
    schema = json.loads(chronology(folder, "schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "events" in schema["properties"]
