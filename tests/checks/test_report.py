"""Findings as people, programs and GitHub read them."""

from __future__ import annotations

import json

from chronology.checks.findings import Finding
from chronology.checks.report import format_github, format_json, format_text, is_failure
from chronology.registry.origin import Position

AT = Position("data/a, b.yaml", 3, 5)
ERROR = Finding("link-not-http", "error", "sources", "s", "url", "'ftp:%0A' is none,", "leave it out", AT)
NOTE = Finding("unused-id", "note", "actors", "RUS", "", "no record names this actor", "remove it")


def test_a_note_fails_only_a_strict_check() -> None:
    assert is_failure([NOTE, ERROR])
    assert not is_failure([NOTE])
    assert is_failure([NOTE], strict=True)
    assert not is_failure([], strict=True)


def test_text_gives_a_line_each_and_counts_them() -> None:
    assert format_text([ERROR, NOTE, NOTE]) == (
        "error: data/a, b.yaml:3:5: s.url: 'ftp:%0A' is none, (leave it out) [link-not-http]\n"
        "note: RUS: no record names this actor (remove it) [unused-id]\n"
        "note: RUS: no record names this actor (remove it) [unused-id]\n"
        "1 error, 2 notes.\n"
    )
    assert format_text([]) == "No findings.\n"


def test_json_has_all_that_a_finding_has() -> None:
    data = json.loads(format_json([ERROR, NOTE]))
    assert data["counts"] == {"error": 1, "warning": 0, "note": 1}
    assert data["findings"][0] == {
        "rule": "link-not-http",
        "level": "error",
        "file": "data/a, b.yaml",
        "line": 3,
        "column": 5,
        "section": "sources",
        "id": "s",
        "field": "url",
        "what": "'ftp:%0A' is none,",
        "remedy": "leave it out",
    }
    assert data["findings"][1]["file"] is data["findings"][1]["line"] is None
    assert json.loads(format_json([])) == {"findings": [], "counts": {"error": 0, "warning": 0, "note": 0}}


def test_github_shows_a_finding_beside_its_line_and_nothing_can_break_out_of_the_command() -> None:
    assert format_github([ERROR, NOTE]) == (
        "::error file=data/a%2C b.yaml,line=3,col=5,title=link-not-http::"
        "s.url: 'ftp:%250A' is none, (leave it out) [link-not-http]\n"
        "::notice title=unused-id::RUS: no record names this actor (remove it) [unused-id]\n"
    )
    assert format_github([]) == ""
    breaking = Finding("r", "warning", "sources", "s", "", "x\n::error::y", "z", Position("a:b\n.yaml", 1, 1))
    (line,) = format_github([breaking]).splitlines()
    assert line.startswith("::warning file=a%3Ab%0A.yaml,line=1,col=1,title=r::s: x")
