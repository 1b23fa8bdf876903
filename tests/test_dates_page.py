"""Every example of docs/dates.md is as the library has it."""

import re
from pathlib import Path

import pytest

import chronology as ch

TEXT = (Path(__file__).parents[1] / "docs" / "dates.md").read_text(encoding="utf-8")
FORMS = re.findall(r"^\| [^|`]+ \| `([^`]+)` \| ([^|`]+) \|$", TEXT, re.MULTILINE)
PHRASES = re.findall(r"^\| ([^|`]+) \| `([^`]+)` \|$", TEXT, re.MULTILINE)
ANSWERS = "certain|possible|impossible"
COMPARED = re.findall(
    rf"^\| `([^`]+)` \| `([^`]+)` \| ({ANSWERS}) \| ({ANSWERS}) \| ({ANSWERS}) \|$", TEXT, re.MULTILINE
)


def test_the_page_has_its_examples() -> None:
    assert len(FORMS) >= 30
    assert len(PHRASES) >= 18
    assert len(COMPARED) >= 7


@pytest.mark.parametrize(("edtf", "words"), FORMS)
def test_a_form_means_what_the_page_says(edtf: str, words: str) -> None:
    assert ch.When.parse(edtf).words() == words


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_a_phrase_is_read_as_the_page_says(phrase: str, edtf: str) -> None:
    assert str(ch.parse_date(phrase)) == edtf


@pytest.mark.parametrize(("first", "second", "before", "overlaps", "within"), COMPARED)
def test_a_comparison_answers_as_the_page_says(
    first: str, second: str, before: str, overlaps: str, within: str
) -> None:
    a, b = ch.When.parse(first), ch.When.parse(second)
    assert [str(a.before(b)), str(a.overlaps(b)), str(a.within(b))] == [before, overlaps, within]
