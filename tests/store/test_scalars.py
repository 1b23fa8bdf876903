"""A text written as YAML reads back as itself, and no other tool takes it for something else."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chronology.store.documents import parse_document
from chronology.store.layout import Layout
from chronology.store.scalars import Bare, one_line

AWKWARD = (
    *("NO", "no", "y", "On", "null", "~", "true", "0914", "1e3", "12:30", "12:30:45", "0o17", "0x1F", ".inf", "365"),
    *(
        "2022-02-04",
        "2022",
        "<<",
        "=",
        "-",
        "- x",
        "? x",
        ": x",
        "x: y",
        "x #y",
        "#x",
        "[x]",
        "{x}",
        "a, b",
        "&a",
        "*a",
    ),
    *("!x", "|", ">", "%x", "@x", "`x", "'x'", '"x"', "it's", "\\x", "x ", " x", "", "a\nb", "a\n\nb", "\ta", "a\tb"),
    *("---", "...", "¶15, ¶16", "Ж", "中文", "😀", "a\u00a0b", "a\u2028b", "a\x85b", "\ufeffa", "http://x.y/#z", "x:"),
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60)
words = st.lists(st.text("abc:#-'\"é ", min_size=1, max_size=12), min_size=5, max_size=60).map(" ".join)


def read_back(yaml_text: str) -> object:
    document = parse_document(yaml_text)
    assert not document.faults, (yaml_text, document.faults)
    return document.data


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_read_back_word_for_word_and_are_text_to_every_tool(text: str) -> None:
    for quote in ("'", '"'):
        layout = Layout(quote=quote)
        written = f"{layout.entry('k', text, column=0)}\nf: {layout.in_flow([text, {'k': text}])}\n"
        assert read_back(written) == {"k": text, "f": [text, {"k": text}]}
        assert yaml.safe_load(written) == {"k": text, "f": [text, {"k": text}]}


@given(text=texts | words, key=texts.filter(bool), width=st.integers(60, 120))
def test_any_text_reads_back_word_for_word_in_any_place(text: str, key: str, width: int) -> None:
    layout = Layout(width=width)
    value = {"inner": text, key: [text, {"a": text}], "last": "x"}
    written = f"top:\n  {layout.entries(value, column=2)}\nflow: {layout.in_flow(value)}\n"
    assert read_back(written) == {"top": value, "flow": value}


@pytest.mark.parametrize("text", ["2022-02-04", "2022", "2014-02-20?/..", "1992~", "-0044-03-15", "55.75", "1e-07"])
def test_dates_and_numbers_stand_without_quotes(text: str) -> None:
    assert one_line(Bare(text), flow=False) == text


def test_quotes_stand_only_where_they_are_needed() -> None:
    assert one_line("Peace of Tilsit", flow=True) == "Peace of Tilsit"
    assert one_line("¶15, ¶16", flow=False) == "¶15, ¶16"
    assert one_line("¶15, ¶16", flow=True) == '"¶15, ¶16"'
    assert one_line("[1989..1991]", flow=False) == '"[1989..1991]"'
    assert one_line("NO", flow=True, otherwise="'") == "'NO'"


def test_long_texts_are_folded_at_words_within_the_width() -> None:
    text = "words that go on and on " * 12 + "to the end"
    written = Layout(width=80).entry("summary", text, column=4)
    assert written.startswith("summary: >-\n      words")
    assert max(map(len, written.splitlines())) <= 80
    assert read_back(" " * 4 + written) == {"summary": text}
