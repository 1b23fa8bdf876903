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


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert listed(["a", "b", "c"], most=2) == "a, b and 1 more"
