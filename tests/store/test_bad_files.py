"""What is wrong with a file is said in one clear sentence each, all at once, with the place and the remedy."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from chronology.errors import RegistryError
from chronology.store.files import LARGEST_BYTES
from chronology.store.load import load

EVENT = "title: Peace, date: 1807-07-07, kind: treaty"
MARK = "‸"
"""Stands where a problem is expected."""

SECTIONS = "chronology, events, claims, propositions, actors, places, sources"


def refused(content: str | bytes) -> list[str]:
    """The lines of the error that a file ``r.yaml`` with this content gives."""
    Path("r.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(RegistryError) as caught:
        load("r.yaml")
    return str(caught.value).split("\n")


def places(marked: str) -> list[str]:
    """Line and column of each mark, as they are once the marks are taken out."""
    lines = enumerate(marked.split("\n"), start=1)
    return [
        f"{number}:{match.start() - index + 1}"
        for number, line in lines
        for index, match in enumerate(re.finditer(MARK, line))
    ]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


NO_REGISTRY = {
    "": "r.yaml: is empty (a registry begins with 'events:' and the like)",
    " \n\n": "r.yaml: is empty (a registry begins with 'events:' and the like)",
    "# a comment\n": "r.yaml: is empty (a registry begins with 'events:' and the like)",
    "- a\n- b\n": "r.yaml: is no registry: it holds a list, not sections such as 'events:' and 'actors:'",
    "just words": "r.yaml: is no registry: it holds a single text, not sections such as 'events:' and 'actors:'",
    "services: {web: x}": f"r.yaml: is no registry: it has none of the sections {SECTIONS}",
    b"\x89PNG\r\n\x1a\n\0\0": "r.yaml: is a binary file, not a registry in YAML",
    "events: {}".encode("utf-16"): "r.yaml: is UTF-16 text (save it as UTF-8)",
    b"events:\n  na\xc3\xafve\xe9: {}": "r.yaml:2:8: the byte 0xe9 is not UTF-8 text (save the file as UTF-8)",
}


@pytest.mark.parametrize(("content", "sentence"), NO_REGISTRY.items(), ids=range(len(NO_REGISTRY)))
def test_a_file_that_is_no_registry_gives_one_sentence(content: str | bytes, sentence: str) -> None:
    assert refused(content) == [sentence]


SYNTAX = {
    "events:\n  x:\n    title: Peace: the end\n": "r.yaml:3:17: this is not YAML: mapping values are not allowed in "
    "this context (put a text that holds ': ' in quotes)",
    "events:\n\tx: 1\n": "r.yaml:2:1: this is not YAML: found character that cannot start any token while scanning "
    "for the next token (indent with spaces, not tabs)",
    "events:\n  x: @home\n": "r.yaml:2:6: this is not YAML: found character that cannot start any token while scanning "
    "for the next token (put a text that begins with this character in quotes)",
    'events:\n  x: {title: "Peace\n': "r.yaml:3:1: this is not YAML: found unexpected end of stream while scanning a "
    "quoted scalar (a quote is not closed)",
    "events:\n  x: [1, 2\n  y: 3\n": "r.yaml:3:4: this is not YAML: did not find expected ',' or ']' while parsing a "
    "flow sequence (look at indentation, quotes and brackets here and just before)",
    "events:\n  x: a\x1b[31mb\n": "r.yaml:2:7: holds the control character '\\x1b', "
    "which YAML does not allow (leave it out)",
    "events:\n  x: a\x7fb\n": "r.yaml:2:7: holds the control character '\\x7f', "
    "which YAML does not allow (leave it out)",
}


@pytest.mark.parametrize(("content", "sentence"), SYNTAX.items(), ids=range(len(SYNTAX)))
def test_a_text_that_is_not_yaml_is_refused_where_it_goes_wrong(content: str, sentence: str) -> None:
    assert refused(content) == [sentence]


ONE_FAULT = {
    "events:\n  x: {title: A, date: ‸2014-02-30, kind: treaty}": (
        "x.date: '2014-02-30' is not a date at character 9: no calendar has this day"
    ),
    "events:\n  x: {title: A, date: ‸12:30, kind: treaty}": (
        "x.date: '12:30' is not a date at character 1: write a date as YYYY, YYYY-MM or YYYY-MM-DD"
    ),
    "events:\n  x:\n    title: A\n    date: 2014\n    kind: ‸treeaty": (
        "x.kind: 'treeaty' is not a kind (did you mean 'treaty'?)"
    ),
    "events:\n  x: {title: A, date: 2014, kind: ‸zzz}": (
        "x.kind: 'zzz' is not a kind (add it to 'kinds' under 'chronology')"
    ),
    f"events:\n  x: {{{EVENT}, ‸titel: B}}": "x.titel: there is no field 'titel' (did you mean 'title'?)",
    f"events:\n  x: {{{EVENT}, summary: ‸}}": "x.summary: is empty (leave the field out where nothing is known)",
    f"events:\n  x: {{{EVENT}, summary: ‸''}}": "x.summary: is empty (leave the field out where nothing is known)",
    "events:\n  ‸x: {date: 2014, kind: treaty}": "x.title: is missing",
    f"events:\n  x: {{{EVENT}, alternatives: [‸{{note: x}}]}}": "x.alternatives[0].date: is missing",
    f"events:\n  x: {{{EVENT}, places: ‸moscow}}": (
        "x.places: must be a list, not text (write [ ] around it, or '- ' before each item)"
    ),
    f"events:\n  x: {{{EVENT}, status: ‸rumoured}}": (
        "x.status: 'rumoured' is not one of the known words "
        "(established, reported, alleged, disputed, planned, did_not_happen)"
    ),
    f"events:\n  x: {{{EVENT}, measures: [{{name: dead, best: ‸many}}]}}": "x.measures[0].best: 'many' is not a number",
    f"events:\n  x: {{{EVENT}, codes: {{cameo: ‸[057]}}}}": "x.codes.cameo: must be text, not a list",
    f"events:\n  x: {{{EVENT}, id: ‸y}}": "x.id: differs from the key, which is the id (leave this field out)",
    f"events:\n  ‸peace of tilsit: {{{EVENT}}}": (
        "peace of tilsit: 'peace of tilsit' is not an id "
        "(letters, digits, '.', '_' and '-', beginning with a letter or digit)"
    ),
    "events:\n  x: ‸soon\n": "x: must be a mapping of names to values, not text",
    "events:\n  x:‸\n": "x: is empty (leave the field out where nothing is known)",
    "events:\n‸- x\n": "events: must be a mapping of ids to records, not a list",
    "‸evnts: {}\nactors: {}\n": "evnts: there is no section of this name (did you mean 'events'?)",
    "‸people: {}\nactors: {}\n": f"people: there is no section of this name (sections: {SECTIONS})",
    "chronology: {‸titel: A}": "chronology.titel: there is no field 'titel' (did you mean 'title'?)",
    "chronology: ‸[a]": "chronology: must be a mapping of names to values, not a list",
    "chronology: {kinds: [truce, {id: raid, family: ‸wr}]}": (
        "chronology.kinds[1].family: 'wr' is not a family (did you mean 'war'?)"
    ),
}


@pytest.mark.parametrize(("marked", "sentence"), ONE_FAULT.items(), ids=range(len(ONE_FAULT)))
def test_a_fault_in_a_record_is_named_with_its_place_and_remedy(marked: str, sentence: str) -> None:
    assert refused(marked.replace(MARK, "")) == [f"r.yaml:{place}: {sentence}" for place in places(marked)]


DANGLING = {
    "participants: [{actor: ‸RUSS, role: party}]": "participants[0].actor: no actor 'RUSS' (did you mean 'RUS'?)",
    "participants: [{actor: ‸ITA, role: party}]": "participants[0].actor: no actor 'ITA' (add it under 'actors')",
    "places: [tilsit, ‸moscow]": "places[1]: no place 'moscow' (add it under 'places')",
    "sources: [{source: ‸s-1}]": "sources[0].source: no source 's-1' (add it under 'sources')",
    "relations: [{type: causes, target: ‸y}]": "relations[0].target: no event 'y' (add it under 'events')",
    "alternatives: [{date: 1807, place: ‸tilst}]": "alternatives[0].place: no place 'tilst' (did you mean 'tilsit'?)",
    "part_of: ‸war": "part_of: no event 'war' (add it under 'events')",
    "part_of: ‸x": "part_of: this event cannot be a part of itself",
}


@pytest.mark.parametrize(("field", "sentence"), DANGLING.items())
def test_an_id_that_nobody_has_is_named_with_the_nearest(field: str, sentence: str) -> None:
    others = "actors: {RUS: {name: Russia, kind: state}}\nplaces: {tilsit: {name: Tilsit}}\n"
    marked = f"{others}events:\n  x: {{{EVENT}, {field}}}\n"
    assert refused(marked.replace(MARK, "")) == [f"r.yaml:{place}: x.{sentence}" for place in places(marked)]


def test_a_claim_on_a_proposition_that_nobody_has_is_named() -> None:
    claim = "{text: T, kind: factual, by: [a], positions: {p: ‸denies}}"
    marked = f"actors: {{a: {{name: A, kind: person}}}}\nclaims:\n  c: {claim}\n"
    assert refused(marked.replace(MARK, "")) == [
        f"r.yaml:{place}: c.positions.p: no proposition 'p' (add it under 'propositions')" for place in places(marked)
    ]


REFUSED_YAML = {
    f"events:\n  x: {{{EVENT}}}\n  y: {{{EVENT}}}\n  ‸x: {{{EVENT}}}\n": [
        "x: is already on line 2 (rename one of the two)"
    ],
    "events:\n  x:\n    title: A\n    date: 2014\n    kind: war\n    ‸title: B\n": [
        "x.title: is already on line 3 (keep one of the two)"
    ],
    "events: {}\nactors: {}\n‸events: {}\n": ["events: is already on line 1 (keep one of the two)"],
    f"events:\n  x: ‸&a {{{EVENT}}}\n  y: ‸*a\n": [
        "x: the anchor '&a' is not read (write the value out wherever it is needed)",
        "y: the alias '*a' is not followed (write the value out here)",
    ],
    f"events:\n  x: ‸&a {{{EVENT}}}\n  y: {{‸<<: *a, title: B}}\n": [
        "x: the anchor '&a' is not read (write the value out wherever it is needed)",
        "y.<<: the merge key '<<' is not followed (write the fields out here)",
    ],
    f"events:\n  x: ‸!!map {{{EVENT}}}\n": ["x: the tag '!!map' is not read (leave it out: every value is text)"],
    "events:\n  x: {title: ‸!!python/name:os.system x, date: 2014, kind: war}": [
        "x.title: the tag '!!python/name:os.system' is not read (leave it out: every value is text)"
    ],
    f"events:\n  ‸[x]: {{{EVENT}}}\n": [
        "events: a key is a single word or text here, not an alias, a list or a mapping"
    ],
    f"events:\n  ?‸\n  : {{{EVENT}}}\n": ["events: a key is missing before ':'"],
    f'events:\n  x: {{{EVENT}, note: ‸"\\e[31mred"}}\n': [r"x.note: holds the control character '\x1b' (leave it out)"],
}


@pytest.mark.parametrize(("marked", "sentences"), REFUSED_YAML.items(), ids=range(len(REFUSED_YAML)))
def test_what_would_make_a_file_mean_something_other_than_it_shows_is_refused(
    marked: str, sentences: list[str]
) -> None:
    expected = [f"r.yaml:{place}: {sentence}" for place, sentence in zip(places(marked), sentences, strict=True)]
    assert refused(marked.replace(MARK, "")) == expected


def test_a_second_document_is_refused() -> None:
    assert refused(f"events:\n  x: {{{EVENT}}}\n---\nevents: {{}}\n") == [
        "r.yaml:3:1: a second document begins here (put it in a file of its own)"
    ]


def test_all_problems_of_a_file_come_at_once_and_in_its_order() -> None:
    content = """\
chronology: {title: Twelve, kind: [truce]}
actors:
  RUS: {name: Russia, kind: nation}
events:
  one: {title: A, date: 2014-02-30, kind: treaty, title: B}
  two:
    title: C
    date: 2014
    kind: treeaty
    participants:
      - {actor: RUSS, role: party}
      - {actor: RUS, role: partie}
    summary:
    sources: [{source: s-1, page: 4}]
  three: {title: *anchor, date: 2015, kind: war, part_of: four}
  one: {title: D, date: 2016, kind: war}
"""
    content = content.replace("*anchor", "!!str E")
    assert [line.split(" ")[0] + " " + line.split(" ")[1] for line in refused(content)] == [
        "r.yaml:1:29: chronology.kind:",
        "r.yaml:3:29: RUS.kind:",
        "r.yaml:5:25: one.date:",
        "r.yaml:5:51: one.title:",
        "r.yaml:9:11: two.kind:",
        "r.yaml:11:17: two.participants[0].actor:",
        "r.yaml:12:28: two.participants[1].role:",
        "r.yaml:13:13: two.summary:",
        "r.yaml:14:24: two.sources[0].source:",
        "r.yaml:14:29: two.sources[0].page:",
        "r.yaml:15:18: three.title:",
        "r.yaml:15:59: three.part_of:",
        "r.yaml:16:3: one:",
    ]


def test_no_problem_is_hidden_when_there_are_many() -> None:
    records = "".join(f"  e{n}: {{title: A, date: 2014-02-30, kind: war}}\n" for n in range(1000))
    Path("r.yaml").write_text("events:\n" + records)
    with pytest.raises(RegistryError) as caught:
        load("r.yaml")
    assert [problem.line for problem in caught.value.problems] == [*range(2, 1002)]
    assert str(caught.value).endswith("and 980 more problems (see .problems)")


def test_a_missing_file_and_a_folder_without_yaml_are_named() -> None:
    Path("folder/deeper").mkdir(parents=True)
    Path("folder/notes.txt").write_text("events: {}")
    Path("folder/.hidden.yaml").write_text("events: {}")
    Path("folder/deeper/e.yaml").write_text("events: {}")
    for source, line in {
        "no.yaml": "no.yaml: there is no such file or folder",
        "folder": "folder: this folder holds no .yaml or .yml file",
        "nul\0.yaml": r"nul\x00.yaml: cannot be read: the name holds a character that no file name may have",
    }.items():
        with pytest.raises(RegistryError) as caught:
            load(source)
        assert str(caught.value) == line
    with pytest.raises(RegistryError, match="no file was named"):
        load([])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_permission_is_named() -> None:
    Path("r.yaml").write_text("events: {}")
    Path("r.yaml").chmod(0)
    with pytest.raises(RegistryError, match=r"^r.yaml: cannot be read: you have no permission for it$"):
        load("r.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_rather_than_waited_for() -> None:
    os.mkfifo("pipe.yaml")
    with pytest.raises(RegistryError, match=r"^pipe.yaml: is not a file$"):
        load("pipe.yaml")


def test_a_file_over_50_mb_is_refused_before_it_is_read() -> None:
    with open("r.yaml", "wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(RegistryError) as caught:
        load("r.yaml")
    assert str(caught.value) == "r.yaml: has 50.0 MB, more than the 50 MB that a file may have (split it)"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "{? ", "[{b: "])
def test_deep_nesting_is_refused_at_once_and_never_overflows(opening: str) -> None:
    lines = refused("events:\n  x: " + opening * 100_000 if opening != "- " else "- " * 100_000)
    assert "is nested deeper than the 32 levels that a registry may have" in lines[-1]


def test_nesting_up_to_32_levels_is_read() -> None:
    # events, x, codes and 29 lists within
    assert "nested" not in refused("events: {x: {codes: " + "[" * 29 + "]" * 29 + "}}")[0]
    assert "nested" in refused("events: {x: {codes: " + "[" * 30 + "]" * 30 + "}}")[0]


def test_an_alias_bomb_costs_no_more_than_its_length() -> None:
    levels = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    with pytest.raises(RegistryError) as caught:
        Path("r.yaml").write_text(f"events:\n  a0: &a0 [lol]\n{levels}")
        load("r.yaml")
    assert sum("alias" in problem.what for problem in caught.value.problems) == 99


@pytest.mark.parametrize(
    "content",
    [
        'events:\n  "\\e]0;owned\\a": {title: A}\n',
        'events:\n  x: {"\\e[2J": A}\n',
        'events:\n  x: {title: A, date: "\\e[31m2014", kind: "\\u202Ewar"}\n',
        'events: {x: {title: A, date: 2014, kind: war, part_of: "\\e[31m"}}\n',
        "events:\n  x: *\u202e\n",
        '"\\e[31m": {}\nevents: {}\n',
        "events:\n  x: {title: " + "y" * 5000 + ", date: " + "z" * 5000 + "}\n  " + "k" * 1000 + ": {}\n",
    ],
    ids=range(7),
)
def test_messages_are_short_and_echo_no_control_characters(content: str) -> None:
    for line in refused(content):
        assert len(line) <= 300
        assert line.isprintable()


def test_a_file_name_echoes_no_control_characters(tmp_path: Path) -> None:
    name = "\x1b[31mred.yaml"
    (tmp_path / name).write_text("events:\n  x: y\n")
    with pytest.raises(RegistryError) as caught:
        load(name)
    assert str(caught.value) == r"\x1b[31mred.yaml:2:6: x: must be a mapping of names to values, not text"
    with pytest.raises(RegistryError) as caught:
        load("long/" * 100 + "r.yaml")
    assert str(caught.value).endswith("/long/r.yaml: there is no such file or folder")
