"""A small registry with one of everything that the page shows, and the reader that opens pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.place import Place
from chronology.model.source import Source
from chronology.page.page import CROWD_SCRIPTS, SCRIPTS, write_page
from chronology.page.payload import payload_json
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

    from chronology.page.crowd import Crowd


def _registry(**overrides: Any) -> Registry:
    records: dict[str, Any] = {
        "header": Header(title="Two rivers", description="What the two banks did.", licence="CC-BY-4.0"),
        "actors": [
            Actor(id="NOR", name="Northland", kind="state", aliases=("Kingdom of Northland",)),
            Actor(id="SUD", name="Southland", kind="state"),
            Actor(id="ada", name="Ada Quill", kind="person"),
            Actor(id="gazette", name="The River Gazette", kind="organisation"),
        ],
        "places": [Place(id="bridge", name="Stone Bridge")],
        "sources": [
            Source(
                id="gazette-1",
                title="Peace on the bridge",
                author=("Quill, Ada",),
                container_title="The River Gazette",
                issued="2014-05-03",
                url="https://gazette.example/peace",
                archived_url="https://archive.example/peace",
            ),
            Source(id="ledger", title="Ledger of the bridge", url="ftp://ledger.example/1"),
        ],
        "propositions": [Proposition(id="peace", text="The truce is a peace.")],
        "claims": [
            Claim(
                id="ada-peace",
                text="Nobody will fire first again.",
                kind="prediction",
                by=("ada",),
                capacity="correspondent",
                via=("gazette",),
                made="2014-05-03",
                about=("truce",),
                positions={"peace": "leans_towards"},
                sources=[{"source": "gazette-1", "locator": "¶2"}],
            ),
            Claim(
                id="sud-no-peace",
                text="A truce, no more.",
                kind="position",
                by=("SUD",),
                made="2014-05-04",
                about=("truce",),
                positions={"peace": "denies"},
            ),
        ],
        "events": [
            Event(
                id="truce",
                title="Truce of the bridge",
                date="2014-05-02",
                kind="treaty",
                summary="Both banks stop firing.",
                participants=[{"actor": "NOR", "role": "signatory"}, {"actor": "SUD", "role": "signatory"}],
                places=("bridge",),
                tags=("truce",),
                sources=[{"source": "gazette-1", "locator": "¶1", "supports": ["date"]}, {"source": "ledger"}],
                alternatives=[
                    {"date": "[2014-04-28..2014-05-04]", "sources": [{"source": "ledger"}], "note": "A week."}
                ],
                relations=[{"type": "terminates", "target": "war"}, {"type": "precedes", "target": "parade"}],
                note="The ledger is vaguer.",
            ),
            Event(
                id="war",
                title="War of the banks",
                date="2013-09~/2014-05-02",
                kind="war",
                participants=[
                    {"actor": "NOR", "role": "party", "side": "a"},
                    {"actor": "SUD", "role": "party", "side": "b"},
                ],
            ),
            Event(id="raid", title="Raid on the ferry", date="[2014-01-26,2014-01-27]", kind="war", part_of="war"),
            Event(id="levy", title="River levy", date="2012-03-01/..", kind="sanction"),
            Event(id="pamphlet", title="Pamphlet on the flood", date="2014", kind="publication", status="alleged"),
            Event(id="exile", title="Exile of the ferryman", date="2014-06-01/", kind="incident"),
            Event(id="parade", title="Parade of boats", date="2014-05-22", kind="ceremony", status="planned"),
            Event(id="old-treaty", title="Old river treaty", date="1996-07-16", kind="treaty"),
        ],
    }
    return Registry(**(records | overrides))


@pytest.fixture(scope="session")
def make_registry() -> Callable[..., Registry]:
    """The small registry, with any of its sections replaced."""
    return _registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    return _registry()


class Reader:
    """A reader without a network: opens pages, and keeps every error and every request."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: Path, fragment: str = "") -> Page:
        """Load a page and wait until it is drawn."""
        self.page.bring_to_front()
        self.page.goto(f"{path.as_uri()}#{fragment}")
        self.page.wait_for_selector("html[data-drawn=true]", state="attached")
        return self.page

    def turn_to(self, fragment: str) -> Page:
        """Another view of the page that is open, in front: windows behind others draw few frames."""
        self.page.bring_to_front()
        if self.page.locator("#details[role=dialog]").count():
            self.page.keyboard.press("Escape")
            self.page.wait_for_function("() => history.state?.sheet !== 'open'")
        self.page.evaluate("fragment => { location.hash = fragment; }", fragment)
        self.page.evaluate("() => new Promise(requestAnimationFrame)")
        return self.page

    def rest(self) -> Page:
        """Wait until the picture rests: plotly has drawn what was sketched while it moved."""
        self.page.evaluate("() => new Promise(requestAnimationFrame)")
        self.page.wait_for_selector("#plot:not(.sketched)", state="attached")
        return self.page


@pytest.fixture(scope="session")
def usual_reader(chromium: Browser) -> Iterator[BrowserContext]:
    """What readers without habits of their own share: they need not compile plotly.js anew."""
    context = chromium.new_context(offline=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def make_reader(chromium: Browser, usual_reader: BrowserContext) -> Iterator[Callable[..., Reader]]:
    """Readers with windows of any size; their windows close at the end of the module."""
    opened: list[Page | BrowserContext] = []

    def open_window(width: int = 1400, height: int = 900, **habits: Any) -> Reader:
        size: ViewportSize = {"width": width, "height": height}
        if habits:
            context = chromium.new_context(viewport=size, offline=True, **habits)
            opened.append(context)
            page = context.new_page()
        else:
            page = usual_reader.new_page()
            opened.append(page)
            page.set_viewport_size(size)
        page.set_default_timeout(15_000)
        return Reader(page)

    yield open_window
    for window in opened:
        window.close()


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small registry."""
    return write_page(_registry(), tmp_path_factory.mktemp("page") / "rivers.html")


@pytest.fixture(scope="session")
def bundled_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the registry that comes with the library."""
    from chronology.store.load import load

    return write_page(load(), tmp_path_factory.mktemp("page") / "bundled.html")


@pytest.fixture(scope="module")
def make_parts(make_reader: Callable[..., Reader]) -> Callable[..., Callable[..., Any]]:
    """Parts of the page's script without the page, all but what sets it going: evaluates functions in their scope."""

    def join(
        payload: Mapping[str, Any] | None = None, *, names: Iterable[str] = SCRIPTS, crowd: Crowd | None = None
    ) -> Callable[..., Any]:
        page = make_reader().page
        data = f'<script type="application/json" id="data">{payload_json(payload)}</script>' if payload else ""
        columns = crowd.columns_element() + crowd.text_elements() if crowd else ""
        page.set_content(f'<!doctype html><html lang="en"><body>{data}{columns}<div id="picture"></div></body></html>')
        parts = [part for name in names for part in (CROWD_SCRIPTS.get(name, (name,)) if crowd else (name,))]
        folder = files("chronology.page").joinpath("script")
        scripts = "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in parts if part != "start")
        page.evaluate(f"async () => {{ {scripts}\n window.inParts = (code) => eval(code); }}")
        return lambda code, given=None: page.evaluate("([code, given]) => inParts(code)(given)", [code, given])

    return join
