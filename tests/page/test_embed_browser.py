"""A page in other pages, and with its library elsewhere, as a reader meets it: on a disk and on a server."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from chronology.page.embedding import iframe_snippet
from chronology.page.options import PANELS
from chronology.page.page import page_html, write_page
from chronology.page.plotlyjs import cdn_address, file_name
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

pytestmark = pytest.mark.browser

HOST: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<link rel="icon" href="data:,">
<style>* {{ color: rgb(255, 0, 0) !important; font-size: 9px !important }} .card {{ display: none }}</style></head>
<body><h1 id="details" class="card-title">Host</h1>{}<p id="search">between</p>{}
<a href="#details">up</a></body></html>"""
DRAWN: Final = "html[data-drawn=true]"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Path:
    """The folder of a site: pages that share plotly.js, and pages with pages in them."""
    folder = tmp_path_factory.mktemp("site")
    write_page(registry, folder / "one.html", plotlyjs="directory")
    write_page(registry, folder / "two.html", plotlyjs="directory", accent="#0B5C8A")
    write_page(registry, folder / "whole.html")
    write_page(registry, folder / "cdn.html", plotlyjs="cdn")
    fragments = [page_html(registry, embed="fragment", title=name, height=700) for name in ("First", "Second")]
    (folder / "fragments.html").write_text(HOST.format(*fragments), encoding="utf-8")
    frames = [iframe_snippet(name, title=name) for name in ("one.html#event=raid", "whole.html")]
    (folder / "frames.html").write_text(HOST.format(*frames), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """The same folder on a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def reader(make_reader: Callable[..., Any]) -> Any:
    reader = make_reader(1400, 1800)
    reader.page.context.set_offline(False)
    return reader


def frames_of(page: Page) -> list[Frame]:
    """The frames of a page, drawn; those further down are loaded when they come into view."""
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
    inner = page.frames[1:]
    for frame in inner:
        frame.wait_for_selector(DRAWN, state="attached")
    return inner


def has_picture(frame: Frame | Page) -> bool:
    return frame.locator("#plot .main-svg").count() > 0


@pytest.mark.parametrize("where", ["disk", "server"])
def test_two_fragments_live_in_one_page(reader: Any, site: Path, server: str, where: str) -> None:
    page = reader.page
    page.goto((site / "fragments.html").as_uri() if where == "disk" else f"{server}fragments.html")
    first, second = frames_of(page)
    assert [frame.locator("h1").inner_text() for frame in (first, second)] == ["First", "Second"]
    assert has_picture(first)
    assert has_picture(second)
    first.locator("[data-view=list]").click()
    first.locator("#list-body").get_by_role("button", name="Raid on the ferry").click()
    assert first.locator("#details-title").inner_text() == "Raid on the ferry"
    assert second.locator("#details-title").inner_text() != "Raid on the ferry"
    assert page.url.endswith("fragments.html")
    assert reader.errors == []
    assert [url for url in reader.requests if not url.endswith("fragments.html") and url != "data:,"] == []


def test_neither_page_disturbs_the_other(reader: Any, site: Path) -> None:
    page = reader.page
    page.goto((site / "fragments.html").as_uri())
    first, _ = frames_of(page)
    assert first.locator("h1").evaluate("node => getComputedStyle(node).fontSize") == "40px"
    assert first.locator("#timeline-card").is_visible()
    heading = page.locator("h1#details")
    assert heading.evaluate("node => getComputedStyle(node).color") == "rgb(255, 0, 0)"
    assert page.evaluate("[typeof Plotly, typeof DATA, document.querySelectorAll('[id]').length]") == [
        "undefined",
        "undefined",
        2,
    ]
    assert page.evaluate("Object.keys(document.documentElement.dataset).length") == 0
    assert first.evaluate("() => { try { return parent.document.title; } catch (error) { return error.name; } }") == (
        "SecurityError"
    )


def test_what_needs_an_address_is_not_offered_without_one(reader: Any, site: Path) -> None:
    page = reader.page
    page.goto((site / "fragments.html").as_uri())
    first, _ = frames_of(page)
    names = first.locator("#details button").all_inner_texts()
    assert any("Cite" in name or "BibTeX" in name for name in names)
    assert not [name for name in names if "link" in name.lower()]
    page.goto((site / "whole.html").as_uri())
    page.wait_for_selector(DRAWN, state="attached")
    assert [name for name in page.locator("#details button").all_inner_texts() if "link" in name.lower()]


def test_a_source_opens_in_a_window_like_any_other(reader: Any, site: Path) -> None:
    page = reader.page
    page.context.route("https://gazette.example/**", lambda route: route.fulfill(body="<title>Gazette</title>"))
    page.goto((site / "fragments.html").as_uri())
    first, _ = frames_of(page)
    first.locator("[data-view=list]").click()
    first.locator("#list-body").get_by_role("button", name="Truce of the bridge").click()
    with page.context.expect_page() as opened:
        first.locator("#details .sources a").first.click()
    window = opened.value
    window.wait_for_load_state()
    assert window.url == "https://gazette.example/peace"
    assert window.evaluate("[self.origin, opener]") == ["https://gazette.example", None]
    window.close()


def test_pages_that_share_plotly_js_draw(reader: Any, site: Path, server: str) -> None:
    page = reader.page
    for base in (f"{site.as_uri()}/", server):
        for name in ("one.html", "two.html"):
            page.goto(base + name)
            page.wait_for_selector(DRAWN, state="attached")
            assert has_picture(page), base + name
    assert {url.rpartition("/")[2] for url in reader.requests} - {"favicon.ico"} == {
        "one.html",
        "two.html",
        file_name(),
    }
    assert [error for error in reader.errors if "404" not in error] == []


def test_another_plotly_js_is_not_run(reader: Any, site: Path, server: str) -> None:
    page = reader.page
    page.route(f"**/{file_name()}", lambda route: route.fulfill(body="window.Plotly = {}; window.__pwn = 1;"))
    page.goto(f"{server}one.html")
    page.wait_for_selector(DRAWN, state="attached")
    assert page.evaluate("[typeof Plotly, window.__pwn ?? null]") == ["undefined", None]
    assert page.locator(".picture-missing").is_visible()
    assert file_name() in page.locator(".picture-missing").inner_text()
    assert any("integrity" in error for error in reader.errors)


@pytest.mark.parametrize("bytes_are", ["the installed ones", "others", "not to be had"])
def test_plotly_js_from_the_network_runs_if_it_is_the_installed_one(
    reader: Any, site: Path, server: str, bytes_are: str
) -> None:
    page = reader.page
    body = (site / file_name()).read_text(encoding="utf-8") + ("//" if bytes_are == "others" else "")
    headers = {"access-control-allow-origin": "*", "content-type": "text/javascript; charset=utf-8"}
    page.route(
        cdn_address(),
        lambda route: route.abort() if "not" in bytes_are else route.fulfill(body=body, headers=headers),
    )
    for base in (f"{site.as_uri()}/", server):
        page.goto(f"{base}cdn.html")
        page.wait_for_selector(DRAWN, state="attached")
        assert has_picture(page) == (bytes_are == "the installed ones")
        assert page.locator(".picture-missing").is_visible() == (bytes_are != "the installed ones")
        page.locator("[data-view=list]").click()
        assert page.locator("#list-body").get_by_role("button", name="Raid on the ferry").is_visible()
    assert {url for url in reader.requests if url.startswith("https:")} == {cdn_address()}


def test_written_pages_live_in_frames_of_a_site(reader: Any, server: str) -> None:
    page = reader.page
    page.goto(f"{server}frames.html")
    one, whole = frames_of(page)
    assert has_picture(one)
    assert has_picture(whole)
    assert one.locator("#details-title").inner_text() == "Raid on the ferry"
    assert page.url.endswith("/frames.html")
    assert [error for error in reader.errors if "404" not in error] == []


def test_the_first_range_is_shown_and_offered_again(
    make_reader: Callable[..., Any], tmp_path: Path, registry: Registry
) -> None:
    reader = make_reader()
    page = reader.open(write_page(registry, tmp_path / "a.html", range_x=("2014-03", "2014-05")))
    assert page.locator("#range-title").inner_text() == "1 Mar to 31 May 2014"
    assert "range=" not in page.url
    page.get_by_role("button", name="All years").click()
    page.wait_for_function("() => !document.getElementById('range-title').textContent.includes('31 May')")
    page.locator("#presets").get_by_role("button", name="1 Mar to 31 May 2014").click()
    page.wait_for_function("() => document.getElementById('range-title').textContent === '1 Mar to 31 May 2014'")
    page = reader.open(write_page(registry, tmp_path / "b.html", range_x=("2014-05-02", "2014-05-02")))
    assert has_picture(page)
    assert reader.errors == []


PARTS: Final = {
    "masthead": ".masthead .deck",
    "search": "#search",
    "filters": "#chips",
    "list": "#list-card, [data-view=list]",
    "index": "#index",
    "overview": ".overview-ground",
    "story": "[data-view=story]",
    "debate": "#debate-choice, [data-view=debate]",
    "details": "#details",
    "downloads": "#downloads",
}
"""Where each part of a page is, but for the lanes."""


@pytest.mark.parametrize("width", [390, 1400, 2400])
def test_only_the_parts_that_are_asked_for_are_there(
    make_reader: Callable[..., Any], tmp_path: Path, registry: Registry, width: int
) -> None:
    """One page on which nothing is there, and then all but one part after the other."""
    reader = make_reader(width, 1000)
    page = reader.open(write_page(registry, tmp_path / "none.html", panels=()), "event=truce")
    assert has_picture(page)
    assert page.locator("h1").inner_text() == "Two rivers", "screen readers keep the title"
    assert [panel for panel in PARTS if _is_seen(page, panel)] == []
    for panel in PARTS:
        page.evaluate("panel => { document.documentElement.dataset.without = panel; }", panel)
        reader.turn_to("view=timeline&event=war")
        reader.turn_to("view=timeline&event=truce")
        assert not _is_seen(page, panel), panel
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), panel
        assert [other for other in PARTS if _is_seen(page, other)], panel
    assert reader.errors == []


def test_a_page_may_have_a_story_and_no_list(
    make_reader: Callable[..., Any], tmp_path: Path, registry: Registry
) -> None:
    reader = make_reader(1400, 1000)
    page = reader.open(write_page(registry, tmp_path / "story.html", panels=["story"]))
    assert page.locator(".views button:visible").all_inner_texts() == ["Timeline", "Story"]
    page.locator("[data-view=story]").click()
    assert page.locator("#story").is_visible()
    reader.turn_to("view=list")
    assert page.locator("#picture").is_visible()
    others = [panel for panel in PANELS if panel != "story"]
    page = reader.open(write_page(registry, tmp_path / "list.html", panels=others), "view=story")
    assert page.locator(".views button:visible").all_inner_texts() == ["Timeline", "List", "Debate"]
    assert page.locator("#picture").is_visible()
    assert reader.errors == []


def _is_seen(page: Page, panel: str) -> bool:
    """Whether a part can be seen: what only screen readers read is clipped to a pixel."""
    seen: bool = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].some((node) => {
          const clip = (node.closest(".masthead") ?? node).getBoundingClientRect();
          return node.checkVisibility() && node.getClientRects().length > 0 && clip.width > 1;
        })""",
        PARTS[panel],
    )
    return seen
