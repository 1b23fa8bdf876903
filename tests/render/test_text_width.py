from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chronology.render.text_width import lines_of, shortened, text_width


def test_chinese_takes_twice_the_room_of_latin() -> None:
    assert text_width("中俄", 12) >= 1.6 * text_width("ab", 12)


def test_an_accent_takes_no_room_of_its_own() -> None:
    assert text_width("e\u0301", 12) == text_width("é", 12) == text_width("e", 12)


@given(st.text(max_size=80), st.floats(20, 300))
def test_a_shortened_text_fits_and_shows_that_it_was_cut(text: str, most: float) -> None:
    cut = shortened(text, 12, most)
    assert cut == text or (cut.endswith("…") and text_width(cut, 12) <= most + 0.001)


@given(st.text(alphabet="ab cd-é中", max_size=60), st.floats(30, 200))
def test_no_word_is_lost_between_lines(text: str, most: float) -> None:
    lines = lines_of(text, 12, most)
    assert all(text_width(line, 12) <= most + 0.001 for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == text.split()


@given(st.lists(st.text("aiMW-é中", min_size=1, max_size=9), min_size=1, max_size=30), st.floats(20, 300))
def test_a_line_takes_as_many_words_as_fit(words: list[str], most: float) -> None:
    lines, rest = [], words
    while rest:
        fitting = [n for n in range(2, len(rest) + 1) if text_width(" ".join(rest[:n]), 12) <= most]
        taken = fitting[-1] if fitting else 1
        lines.append(shortened(" ".join(rest[:taken]), 12, most))
        rest = rest[taken:]
    assert lines_of(" ".join(words), 12, most) == tuple(lines)


def test_what_does_not_fit_the_last_line_is_cut_visibly() -> None:
    assert lines_of("one two three four five six", 12, 60, limit=2)[-1].endswith("…")
