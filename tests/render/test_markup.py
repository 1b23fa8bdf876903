from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from chronology.render.markup import escaped, listed


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])))
def test_escaped_text_holds_nothing_that_plotly_reads_and_shows_what_was_written(text: str) -> None:
    safe = escaped(text)
    assert not set(safe) & set("<>$%")
    assert html.unescape(safe) == text


def test_control_characters_do_not_reach_the_figure() -> None:
    assert escaped("a\x00b\nc\ud800") == "a b c "


@given(st.text(alphabet=st.characters(categories=["Cc", "Cs", "Zl", "Zp"])))
def test_what_breaks_or_ends_a_line_becomes_a_space(text: str) -> None:
    assert escaped(text) == " " * len(text)


@given(st.text(alphabet=st.characters(categories=["Cf", "Co", "Zs", "M"])))
def test_what_is_not_seen_but_joins_or_parts_letters_stays(text: str) -> None:
    assert escaped(text) == text


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert listed(["a", "b", "c"], most=2) == "a, b and 1 more"
