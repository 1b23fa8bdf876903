"""The check as a whole: the bundled data passes, findings stand in order, and what is ignored is ignored with care."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chronology.checks.findings import LEVELS, Finding
from chronology.checks.rulebook import check
from chronology.checks.rules import DATED_RULES, HEADINGS
from chronology.dates.when import When
from chronology.errors import DateError, UnknownId
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.registry.origin import Position
from chronology.registry.registry import Registry
from chronology.store.load import load

DOCUMENT = Path(__file__).parents[2] / "docs" / "checks.md"
RUSSIA, CHINA = (Actor(id=id, name=id, kind="state") for id in ("RUS", "CHN"))


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.rule}/{finding.id}" for finding in findings]


def test_the_bundled_registry_has_no_finding() -> None:
    assert check(load()) == ()
    assert check(load(), as_of="2026-01-01") == ()


def test_what_the_bundled_registry_ignores_is_what_would_be_found() -> None:
    registry = load()
    bare = Registry(
        events=registry,
        claims=registry.claims.values(),
        actors=registry.actors.values(),
        places=registry.places.values(),
        sources=registry.sources.values(),
        propositions=registry.propositions.values(),
    )
    found = check(bare)
    assert {finding.rule for finding in found} == {key.partition("/")[0] for key in registry.header.ignore}
    assert all(len(reason) > 20 for reason in registry.header.ignore.values())


def test_every_rule_is_documented_as_it_is() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \| (.+) \| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.M)
    said = [(id, level, sentence, remedy[:1].lower() + remedy[1:]) for id, level, sentence, remedy in rows]
    assert said == [(one.id, one.level, one.sentence, one.remedy + ".") for one in HEADINGS]


def test_rules_have_ids_levels_and_sentences_of_their_own() -> None:
    ids = [heading.id for heading in HEADINGS]
    assert len(set(ids)) == len(ids)
    for heading in HEADINGS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", heading.id)
        assert heading.level in LEVELS
        assert heading.sentence.endswith((".", ".)"))
        assert "|" not in heading.sentence + heading.remedy


def test_findings_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("actors:\n  x: {name: X, kind: group}\n", encoding="utf-8")
    text = "sources:\n  s: {title: S, url: 'ftp://x'}\nevents:\n  e: {title: E, date: 2014, kind: war}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    found = check(load(tmp_path))
    assert [(Path(one.position.file).name, one.position.line, one.rule) for one in found if one.position] == [
        ("a.yaml", 2, "source-without-date"),
        ("a.yaml", 2, "unused-id"),
        ("a.yaml", 2, "link-not-http"),
        ("a.yaml", 4, "event-without-source"),
        ("b.yaml", 2, "unused-id"),
    ]
    assert len(found) == 5


def test_a_rule_is_left_out_on_request_wholly_or_for_one_record() -> None:
    registry = Registry(actors=[RUSSIA, CHINA])
    assert rules_of(check(registry)) == ["unused-id/CHN", "unused-id/RUS"]
    assert rules_of(check(registry, ignore=["unused-id/CHN"])) == ["unused-id/RUS"]
    assert check(registry, ignore=["unused-id"]) == ()
    assert check(registry, ignore="unused-id") == ()


def test_a_registry_ignores_a_rule_with_a_reason() -> None:
    header = Header(ignore={"unused-id/RUS": "For the next edition."})
    assert rules_of(check(Registry(actors=[RUSSIA, CHINA], header=header))) == ["unused-id/CHN"]


def test_leaving_out_a_rule_does_not_make_an_entry_idle() -> None:
    header = Header(ignore={"unused-id/RUS": "For the next edition."})
    assert check(Registry(actors=[RUSSIA], header=header), ignore=["unused-id"]) == ()


def test_an_entry_for_a_rule_that_is_not_applied_is_not_called_idle() -> None:
    header = Header(ignore={DATED_RULES[0].id: "Old plans stay on record."})
    assert check(Registry(header=header)) == ()
    assert rules_of(check(Registry(header=header), as_of="2024")) == ["ignore-without-effect/chronology"]


def test_a_misspelt_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownId, match=r"no rule 'unusd-id' \(did you mean 'unused-id'\?\)"):
        check(Registry(), ignore=["unusd-id/RUS"])


def test_nothing_is_held_against_a_day_unless_one_is_given() -> None:
    event = Event(id="e", title="E", date="1999", kind="summit", status="planned")
    assert rules_of(check(Registry(events=[event]))) == ["event-without-source/e"]
    for day in ("2000-01-01", When.parse("2000-01-01")):
        assert "planned-in-past/e" in rules_of(check(Registry(events=[event]), as_of=day))
    with pytest.raises(DateError):
        check(Registry(), as_of="today")


@pytest.mark.parametrize("file", ["r.yaml", "long/" * 60 + "r.yaml"])
def test_a_finding_is_one_safe_line_that_ends_with_its_rule(file: str) -> None:
    what = "'\x1b[2J\n" + "x" * 500
    finding = Finding("link-not-http", "error", "sources", "s", "url", what, "leave it out", Position(file, 3, 5))
    for text in (str(finding), finding.message):
        assert len(text) <= 300
        assert text.isprintable()
        assert text.endswith(" (leave it out) [link-not-http]")
    assert ":3:5: s.url: " in str(finding)
