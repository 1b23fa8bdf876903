"""A page in another page: one line that Markdown leaves alone, and that holds the page word for word."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest

from chronology.errors import FormatError, QueryError
from chronology.page.embedding import SANDBOX, fragment, iframe_snippet
from chronology.page.page import page_html, write_page
from chronology.registry.registry import Registry
from tests.render.payloads import PAYLOADS


class Elements(HTMLParser):
    """The start tags of a text, as browsers read them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.texts = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts += data


def frame_of(text: str) -> dict[str, str | None]:
    starts = Elements(text).starts
    assert [tag for tag, _ in starts] in (["div", "iframe"], ["iframe"])
    return starts[-1][1]


def test_a_fragment_holds_the_page_word_for_word(registry: Registry) -> None:
    text = page_html(registry, embed="fragment")
    assert frame_of(text)["srcdoc"] == page_html(registry)
    assert Elements(text).texts == "\n"


def test_a_fragment_is_one_line_without_the_frame_of_a_document(registry: Registry) -> None:
    text = page_html(registry, embed="fragment", logo="Two\nlines")
    assert text.endswith("</div>\n")
    assert "\n" not in text[:-1]
    assert not re.search(r"<(?!/?(div|iframe)\b)", text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_gets_out_of_its_frame(payload: str) -> None:
    text = fragment(payload, title=f"x{payload}", height=1)
    frame = frame_of(text)
    assert set(frame) == {"title", "width", "height", "style", "loading", "sandbox", "allow", "srcdoc"}
    assert Elements(text).texts == "\n"


def test_a_frame_may_run_scripts_but_has_no_origin(registry: Registry) -> None:
    for text in (page_html(registry, embed="fragment"), iframe_snippet("a.html", title="A")):
        assert frame_of(text)["sandbox"] == SANDBOX
    assert "allow-same-origin" not in SANDBOX
    assert "top-navigation" not in SANDBOX


def test_a_frame_bears_the_title_of_its_page_and_is_as_high_as_one_says(registry: Registry) -> None:
    assert frame_of(page_html(registry, embed="fragment"))["title"] == "Two rivers"
    assert frame_of(page_html(registry, embed="fragment"))["height"] == "800"
    frame = frame_of(page_html(registry, embed="fragment", title='A "B" & <C>', height=420))
    assert (frame["title"], frame["height"]) == ('A "B" & <C>', "420")


def test_a_fragment_is_written_over_a_fragment_only(registry: Registry, tmp_path: Path) -> None:
    target = write_page(registry, tmp_path / "part.html", embed="fragment")
    assert target.read_text(encoding="utf-8") == page_html(registry, embed="fragment")
    write_page(registry, target)
    write_page(registry, target, embed="fragment")
    target.write_text('<div class="mine">')
    with pytest.raises(FormatError, match="not a page"):
        write_page(registry, target, embed="fragment")


@pytest.mark.parametrize(
    ("where", "address"),
    [
        ("rivers.html", "rivers.html"),
        ("../a/rivers.html#event=truce", "../a/rivers.html#event=truce"),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("//example.org/a.html", "//example.org/a.html"),
        (PurePosixPath("my pages") / "50% of it?.html", "my%20pages/50%25%20of%20it%3F.html"),
        ('a".html', 'a".html'),
    ],
)
def test_a_snippet_shows_what_one_names(where: str | PurePosixPath, address: str) -> None:
    assert frame_of(iframe_snippet(where, title="Rivers"))["src"] == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "blob:https://example.org/x",
        "file:///etc/passwd",
        "C:\\pages\\a.html",
        "",
        " ",
    ],
)
def test_a_snippet_shows_nothing_but_pages(address: str) -> None:
    with pytest.raises(QueryError, match="a frame shows a path or an address of http or https"):
        iframe_snippet(address, title="Rivers")


@pytest.mark.parametrize("title", ["", "  "])
def test_a_frame_without_a_name_is_refused(title: str) -> None:
    with pytest.raises(QueryError, match="title is what screen readers call the frame"):
        iframe_snippet("a.html", title=title)


@pytest.mark.parametrize("height", [0, -1, True, "800", None, 1.5])
def test_a_height_that_is_none_is_refused(height: object) -> None:
    with pytest.raises(QueryError, match="height is a number of pixels"):
        iframe_snippet("a.html", title="Rivers", height=height)  # type: ignore[arg-type]
