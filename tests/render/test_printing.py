"""A figure as a file: what a journal or a colleague gets, and what stays on the disk when it cannot be written."""

from __future__ import annotations

import os
import re
import struct
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from chronology.errors import ChronologyError, ConflictError, FormatError, MissingExtra, QueryError
from chronology.registry.registry import Registry
from chronology.render.figure_formats import format_of
from chronology.render.pictures import drawn
from chronology.render.printing import picture_of, plain_title, write_figure
from chronology.render.timeline import timeline

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TITLE = 'Two <b>neighbours</b> & "others": العلاقات 中国'
GENERIC = ("serif", "sans-serif", "monospace")


@pytest.fixture(scope="module")
def figure(registry: Registry) -> go.Figure:
    return timeline(registry, title=TITLE)


class Drawn(NamedTuple):
    """Pictures that one browser draws."""

    svg: bytes
    other_svg: bytes
    png: bytes
    pdf: bytes
    dark_pdf: bytes
    with_image: bytes


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it is asked for."""
    paths: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def drawn_once(figure: go.Figure, registry: Registry, chromium: Browser, asked: tuple[str, list[str]]) -> Drawn:
    dark = timeline(registry, template="dark", lanes=None)
    image = {
        "source": f"{asked[0]}/image.png",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "sizex": 1,
        "sizey": 1,
    }
    pictures = [
        picture_of(figure, "svg"),
        picture_of(dark, "svg"),
        picture_of(figure, "png"),
        picture_of(figure, "pdf"),
        picture_of(dark, "pdf"),
        picture_of(go.Figure(figure).update_layout(images=[image]), "svg"),
    ]
    return Drawn(*drawn(pictures))


@pytest.mark.browser
def test_the_same_figure_gives_the_same_bytes_in_another_browser(drawn_once: Drawn, figure: go.Figure) -> None:
    svg, png, pdf = drawn([picture_of(figure, "svg"), picture_of(figure, "png"), picture_of(figure, "pdf")])
    assert svg == drawn_once.svg
    assert png == drawn_once.png
    assert pdf == drawn_once.pdf


@pytest.mark.browser
def test_two_pictures_in_one_page_do_not_share_names(drawn_once: Drawn) -> None:
    one, other = (set(re.findall(rb'id="([^"]+)"', svg)) for svg in (drawn_once.svg, drawn_once.other_svg))
    assert len(one) > 5
    assert len(other) > 5
    assert not one & other


@pytest.mark.browser
def test_an_svg_says_its_title_and_ends_every_list_of_fonts_in_one_that_every_machine_has(
    drawn_once: Drawn, figure: go.Figure
) -> None:
    root = ET.fromstring(drawn_once.svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", TITLE)
    assert root.get("width") == "1000"
    styles = [element.get("style") or "" for element in root.iter()]
    stacks = [found[1] for style in styles for found in re.finditer(r"font-family: ([^;]+);", style)]
    assert len(stacks) > 10
    assert {stack.rpartition(",")[2].strip() for stack in stacks} <= set(GENERIC)


@pytest.mark.browser
def test_a_png_has_two_pixels_for_each_of_the_figure(drawn_once: Drawn, figure: go.Figure) -> None:
    assert drawn_once.png.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn_once.png[16:24]) == (2000, 2 * figure.layout.height)


@pytest.mark.browser
def test_a_pdf_holds_its_fonts_and_its_title_and_no_date(drawn_once: Drawn) -> None:
    described = re.findall(rb"/Type /FontDescriptor(.*?)>>", drawn_once.dark_pdf, re.DOTALL)
    assert len(described) >= 2
    assert all(b"/FontFile" in one for one in described)
    for pdf in (drawn_once.pdf, drawn_once.dark_pdf):
        assert pdf.count(b"/Type /Page\n") == 1
        assert b"Date" not in pdf
    assert b"/Title (Two neighbours)" in drawn_once.dark_pdf
    (points,) = re.findall(rb"/MediaBox \[0 0 (\d+)", drawn_once.pdf)
    assert points == b"750"


@pytest.mark.browser
def test_nothing_is_loaded_from_elsewhere(drawn_once: Drawn, asked: tuple[str, list[str]]) -> None:
    assert len(drawn_once.with_image) >= len(drawn_once.svg)
    assert asked[1] == []


@pytest.mark.browser
def test_an_html_file_stands_alone(figure: go.Figure, chromium: Browser, tmp_path: Path) -> None:
    path = write_figure(figure, tmp_path / "figure.html")
    page = chromium.new_page(viewport={"width": 900, "height": 700})
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector(".xtick text")
    assert seen == [path.as_uri()]
    assert page.title() == TITLE
    assert page.get_attribute("html", "lang") == "en"
    assert page.get_attribute("meta[name=viewport]", "content") == "width=device-width, initial-scale=1"
    assert page.evaluate("document.querySelector('.main-svg').getBoundingClientRect().width") == 900
    page.close()
    assert write_figure(figure, tmp_path / "again.html").read_bytes() == path.read_bytes()


def test_json_is_the_figure(figure: go.Figure, tmp_path: Path) -> None:
    path = write_figure(figure, tmp_path / "figure.json")
    assert pio.read_json(path) == figure
    sized = pio.read_json(write_figure(figure, path, width=800, height=300))
    assert (sized.layout.width, sized.layout.height) == (800, 300)
    assert figure.layout.width is None


@pytest.mark.parametrize(
    ("path", "format", "found"),
    [
        ("a.svg", None, "svg"),
        ("b/a.PDF", None, "pdf"),
        ("a.png", "png", "png"),
        ("a", "json", "json"),
        ("a.tmp", "html", "html"),
    ],
)
def test_the_name_or_the_caller_says_the_format(path: str, format: str | None, found: str) -> None:
    assert format_of(path, format) == found


@pytest.mark.parametrize(
    ("path", "options", "sentence"),
    [
        ("a", {}, "'a' does not say the format (let it end in one of svg, png, pdf, html, json)"),
        ("a.jpg", {}, "'a.jpg' does not say the format (let it end in one of svg, png, pdf, html, json)"),
        ("a.svg", {"format": "pdf"}, "'a.svg' is no name for pdf (leave one of the two out)"),
        ("a.svg", {"format": "gif"}, "a figure is written as one of svg, png, pdf, html, json, not as 'gif'"),
        ("a.svg", {"scale": 3}, "scale is for PNG, and svg has no pixels of its own (leave it out)"),
        ("a.png", {"scale": 0}, "scale is between 0.1 and 16,384, not 0"),
        ("a.png", {"width": 9}, "width is between 10 and 16,384, not 9"),
        (
            "a.png",
            {"width": 1000, "height": 9000},
            "a picture of 2,000 by 18,000 pixels is too large (at most 16,384: give a smaller scale, or SVG)",
        ),
    ],
)
def test_what_has_no_meaning_is_a_sentence(
    figure: go.Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, options: dict, sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QueryError) as caught:
        write_figure(figure, path, **options)
    assert str(caught.value) == sentence
    assert list(tmp_path.iterdir()) == []


def test_only_a_figure_is_written(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="a plotly figure is written, not dict"):
        write_figure({"data": []}, tmp_path / "a.json")  # type: ignore[arg-type]


def test_without_kaleido_it_says_how_to_get_it(
    figure: go.Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "kaleido.errors", None)
    with pytest.raises(MissingExtra, match=r"kaleido is not installed \(pip install 'chronology-ir\[export\]'\)"):
        write_figure(figure, tmp_path / "a.svg")


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("/no/such/chromium", "BROWSER_PATH, /no/such/chromium, is no program (install it, or set BROWSER_PATH"),
        (sys.executable, "Chromium does not start (set BROWSER_PATH to another one)"),
    ],
)
def test_without_a_chromium_that_works_the_old_file_stays(
    figure: go.Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, sentence: str
) -> None:
    old = tmp_path / "a.svg"
    old.write_text("old")
    monkeypatch.setenv("BROWSER_PATH", program)
    with pytest.raises(FormatError) as caught:
        write_figure(figure, old)
    assert sentence in str(caught.value)
    assert old.read_text() == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_file_is_replaced_with_its_mode_and_its_links_kept(figure: go.Figure, tmp_path: Path) -> None:
    old, link = tmp_path / "a.json", tmp_path / "link.json"
    old.write_text("old")
    old.chmod(0o640)
    link.symlink_to(old)
    assert write_figure(figure, link) == link
    assert link.is_symlink()
    assert pio.read_json(old) == figure
    assert old.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [old, link]


def test_a_fault_leaves_the_old_file_and_nothing_beside_it(
    figure: go.Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "a.json"
    old.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, fail)
            with pytest.raises(FormatError, match=r"cannot write the figure to '.*a\.json': no space left on device"):
                write_figure(figure, old)
        assert old.read_text() == "old"
        assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize(
    ("path", "error", "sentence"),
    [
        ("folder.json", FormatError, "it is a folder"),
        ("missing/a.json", FormatError, "there is no folder 'missing'"),
        ("events.yaml", ConflictError, "is there and has no name of a figure in json"),
        ("a\0b.json", FormatError, "null byte"),
    ],
)
def test_it_is_never_written_over_something_else(
    figure: go.Figure,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    error: type[ChronologyError],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.json").mkdir()
    Path("events.yaml").write_text("events: {}")
    with pytest.raises(error, match=re.escape(sentence)):
        write_figure(figure, path, format="json")
    assert Path("events.yaml").read_text() == "events: {}"
    assert sorted(os.listdir()) == ["events.yaml", "folder.json"]


def test_a_title_is_plain_text_outside_of_plotly(figure: go.Figure) -> None:
    assert plain_title(figure) == TITLE
    assert plain_title(go.Figure()) == ""
    assert plain_title(go.Figure(layout={"title": {"text": "One<br><i>two</i> &lt;3&gt;"}})) == "One two <3>"
