"""What is filtered, taken away: every file is read by a program that knows nothing of the page."""

from __future__ import annotations

import csv
import datetime
import io
import json
import struct
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from chronology.interchange.bibtex import read_sources
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.model.source import Source
from chronology.page.page import write_page
from chronology.registry.registry import Registry
from chronology.store.load import load
from chronology.store.tables import open_table

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ["Picture as SVG", "Picture as PNG"]
FILES = ["Events as CSV", "Claims as CSV", "All as JSON", "Calendar (ICS)", "Sources as BibTeX", *PICTURES]
EVENT_COLUMNS = [
    "id",
    "title",
    "date",
    "date_in_words",
    "earliest",
    "latest",
    "kind",
    "status",
    "actors",
    "roles",
    "places",
    "tags",
    "sources",
    "summary",
    "actor_names",
    "place_names",
    "source_titles",
]

HOSTILE = {
    "sum": "=SUM(A1:A9)",
    "plus": "+1-800",
    "minus": "-2+3",
    "at": "@import",
    "guarded": "'=already",
    "quotes": 'He said "no", twice; then\\left',
    "script": "</script><script>alert(1)</script><svg onload=alert(1)>",
    "rtl": "שלום \u202e evil \u2069",
    "emoji": "🏛️ 👩‍👩‍👧 " + "é𝕏" * 60,
    "cdata": "]]> &amp; <!-- --> @@DATA@@",
    "control": "bell \x07 null",
}


class Desk:
    """A reader who downloads, and keeps what was saved."""

    def __init__(self, reader: Any, folder: Path) -> None:
        self.reader, self.folder = reader, folder

    @property
    def page(self) -> Page:
        page: Page = self.reader.page
        return page

    def open_menu(self) -> None:
        self.page.bring_to_front()
        if not self.page.locator("#downloads[open]").count():
            self.page.locator("#downloads summary").click()
        self.page.locator("#downloads .file").first.wait_for()

    def close_menu(self) -> None:
        if self.page.locator("#downloads[open]").count():
            self.page.keyboard.press("Escape")

    def take(self, name: str) -> tuple[str, bytes]:
        """The name and the bytes of a file."""
        self.open_menu()
        with self.page.expect_download() as waiting:
            self.page.locator(f'.file[data-focus="{name}"]').click()
        path = self.folder / "file"
        waiting.value.save_as(path)
        self.close_menu()
        return waiting.value.suggested_filename, path.read_bytes()

    def words(self, name: str) -> str:
        self.open_menu()
        return self.page.locator(f'.file[data-focus="{name}"] .small').inner_text()


@pytest.fixture
def desk(make_reader: Callable[..., Any], tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks = []

    def sit_down(page: Path, fragment: str = "", width: int = 1400) -> Desk:
        reader = make_reader(width, 900)
        reader.open(page, fragment)
        desks.append(reader)
        return Desk(reader, tmp_path)

    yield sit_down
    for reader in desks:
        assert reader.errors == []
        assert [url for url in reader.requests if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(_hostile(), tmp_path_factory.mktemp("page") / "hostile.html")


def _hostile() -> Registry:
    texts = list(HOSTILE.items())
    events = [
        Event(
            id=id,
            title=text,
            date=f"2014-05-{day + 1:02}",
            kind="war",
            summary=f"{text}\r\nand a second line",
            participants=[{"actor": f"a-{id}", "role": "party"}],
            sources=[{"source": f"s-{id}", "locator": text}],
        )
        for day, (id, text) in enumerate(texts)
    ]
    return Registry(
        header=Header(title="=Hostile & <b>", licence="CC0 </svg>"),
        events=events,
        actors=[Actor(id=f"a-{id}", name=text, kind="state") for id, text in texts],
        sources=[Source(id=f"s-{id}", title=text.replace("\x07", "")) for id, text in texts],
    )


def _rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets know UTF-8 by its mark"
    assert content.count(b"\r\n") >= 1
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def _bare(cell: str) -> str:
    """What a spreadsheet shows of a cell that bears an apostrophe."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in "=+-@" else cell


def _calendar(content: bytes) -> Any:
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    return icalendar.Calendar.from_ical(content)


def _texts(content: bytes) -> list[str]:
    """The texts of an SVG, which must be well-formed, and hold neither scripts nor addresses."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{SVG}svg"
    for node in root.iter():
        assert node.tag.removeprefix(SVG) not in {"script", "style", "foreignObject", "a"}
        assert not [name for name in node.attrib if name.startswith("on") or name in {"class", "tabindex"}]
        assert "var(" not in " ".join(node.attrib.values())
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def test_the_sheet_has_a_row_for_each_event_with_known_columns(desk: Callable[..., Desk], small_page: Path) -> None:
    name, content = desk(small_page).take("Events as CSV")
    rows = _rows(content)
    assert name == "two-rivers.csv"
    assert list(rows[0]) == EVENT_COLUMNS
    assert [row["id"] for row in rows] == ["old-treaty", "levy", "war", "pamphlet", "raid", "truce", "parade", "exile"]
    assert rows[5] == {
        "id": "truce",
        "title": "Truce of the bridge",
        "date": "2014-05-02",
        "date_in_words": "2 May 2014",
        "earliest": "2014-05-02",
        "latest": "2014-05-02",
        "kind": "treaty",
        "status": "established",
        "actors": "NOR;SUD",
        "roles": "NOR:signatory;SUD:signatory",
        "places": "bridge",
        "tags": "truce",
        "sources": "gazette-1;ledger",
        "summary": "Both banks stop firing.",
        "actor_names": "Northland;Southland",
        "place_names": "Stone Bridge",
        "source_titles": "Peace on the bridge;Ledger of the bridge",
    }
    assert (rows[1]["earliest"], rows[1]["latest"]) == ("2012-03-01", ""), "a day that is not known is no day"


def test_the_library_reads_the_sheet_as_an_event_table(
    desk: Callable[..., Desk], bundled_page: Path, tmp_path: Path
) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(desk(bundled_page).take("Events as CSV")[1])
    table, registry = open_table(path).df(), load()
    assert dict(zip(table["id"], table["date"], strict=True)) == {event.id: event.date.edtf for event in registry}
    roles = {event.id: [f"{part.actor}:{part.role}" for part in event.participants] for event in registry}
    assert {id: list(cell) for id, cell in zip(table["id"], table["roles"], strict=True)} == roles


def test_files_hold_what_is_filtered_and_say_so_in_their_names(desk: Callable[..., Desk], small_page: Path) -> None:
    reader = desk(small_page, "q=bridge&view=timeline")
    name, content = reader.take("Events as CSV")
    assert name == "two-rivers-bridge.csv"
    assert [row["id"] for row in _rows(content)] == ["truce"]
    name, content = reader.take("Claims as CSV")
    assert name == "two-rivers-bridge-claims.csv"
    claims = _rows(content)
    assert [(claim["id"], claim["by_names"], claim["made"], claim["positions"]) for claim in claims] == [
        ("ada-peace", "Ada Quill", "2014-05-03", "peace:leans_towards"),
        ("sud-no-peace", "Southland", "2014-05-04", "peace:denies"),
    ]
    assert claims[0]["locators"] == "gazette-1:¶2"
    assert reader.words("Calendar (ICS)") == "1 event, none left out"
    _, content = reader.take("Sources as BibTeX")
    assert [source.id for source in read_sources(content.decode())] == ["gazette-1", "ledger"]


def test_json_has_the_records_what_they_name_and_what_was_asked(desk: Callable[..., Desk], small_page: Path) -> None:
    reader = desk(small_page, "tag=truce&certain=1")
    reader.open_menu()
    assert reader.words("All as JSON") == "No event passes the filters"
    reader.reader.turn_to("tag=truce")
    data = json.loads(reader.take("All as JSON")[1])
    assert data["schema"] == 1
    assert (data["title"], data["licence"]) == ("Two rivers", "CC-BY-4.0")
    assert data["filtered"] == {"tag": ["truce"], "events": 1, "of": 8}
    [event] = data["events"]
    assert (event["id"], event["edtf"], event["bounds"]) == ("truce", "2014-05-02", [16192] * 4)
    assert [data["claims"][at]["id"] for at in event["claims"]] == ["ada-peace", "sud-no-peace"]
    assert {name: list(data[name]) for name in ("actors", "places", "sources", "propositions")} == {
        "actors": ["NOR", "SUD", "ada", "gazette"],
        "places": ["bridge"],
        "sources": ["gazette-1", "ledger"],
        "propositions": ["peace"],
    }
    assert "fields" not in event, "what the page reckons for itself stays in the page"


def test_json_of_all_events_is_what_the_page_was_given(desk: Callable[..., Desk], bundled_page: Path) -> None:
    from chronology.page.payload import registry_payload

    data, payload = json.loads(desk(bundled_page).take("All as JSON")[1]), registry_payload(load())
    for section in ("events", "claims", "propositions"):
        assert data[section] == json.loads(json.dumps(payload[section])), section


def test_the_calendar_has_only_events_that_are_known_to_the_day_and_counts_the_others(
    desk: Callable[..., Desk], small_page: Path
) -> None:
    reader = desk(small_page)
    assert reader.words("Calendar (ICS)") == "3 events, 5 left out as not dated to the day"
    calendar = _calendar(reader.take("Calendar (ICS)")[1])
    assert str(calendar["X-CHRONOLOGY-LEFT-OUT"]) == "5 left out as not dated to the day"
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert list(events) == [f"{id}@two-rivers.chronology" for id in ("old-treaty", "truce", "parade")]
    truce = events["truce@two-rivers.chronology"]
    assert truce["DTSTART"].dt == datetime.date(2014, 5, 2)
    assert truce["DTEND"].dt == datetime.date(2014, 5, 3), "the end of a calendar is exclusive"
    assert str(truce["SUMMARY"]) == "Truce of the bridge"
    assert str(truce["LOCATION"]) == "Stone Bridge"
    assert "With: Northland, Southland" in str(truce["DESCRIPTION"])
    assert str(events["parade@two-rivers.chronology"]["STATUS"]) == "TENTATIVE"
    stamps = {event["DTSTAMP"].dt for event in events.values()}
    assert stamps == {datetime.datetime(2014, 12, 31, tzinfo=datetime.UTC)}, "the last day of the data, never the clock"


def test_a_calendar_holds_whole_ranges_and_only_years_that_it_can(desk: Callable[..., Desk], tmp_path: Path) -> None:
    dates = {
        "range": "2014-02-20/2014-03-18",
        "first-day": "0001-01-01",
        "before": "0000-12-31",
        "bce": "-0043-03-15",
        "last-day": "9999-12-30",
        "no-day-after": "9999-12-31",
        "beyond": "Y12000",
        "approximate": "2014-02-20~",
        "uncertain": "2014-02-20/2014-03-18?",
        "days-apart": "{2014-02-20,2014-02-25}",
        "going-on": "2014-02-20/..",
        "month": "2014-02",
        "either": "[2014-02-20,2014-02-21]",
    }
    events = [Event(id=id, title=id, date=date, kind="war") for id, date in dates.items()]
    page = write_page(Registry(events=events, header=Header(title="War & peace")), tmp_path / "dates.html")
    calendar = _calendar(desk(page).take("Calendar (ICS)")[1])
    kept = {str(event["SUMMARY"]): (event["DTSTART"].dt, event["DTEND"].dt) for event in calendar.walk("VEVENT")}
    day = datetime.date
    assert kept == {
        "range": (day(2014, 2, 20), day(2014, 3, 19)),
        "first-day": (day(1, 1, 1), day(1, 1, 2)),
        "last-day": (day(9999, 12, 30), day(9999, 12, 31)),
    }


def test_sources_are_there_once_each_however_often_they_are_cited(
    desk: Callable[..., Desk], bundled_page: Path
) -> None:
    registry = load()
    sources = read_sources(desk(bundled_page).take("Sources as BibTeX")[1].decode())
    assert len({source.id for source in sources}) == len(sources) > 60
    assert all(source == registry.sources[source.id] for source in sources)


def test_the_svg_is_the_picture_with_title_and_key_and_needs_nothing_else(
    desk: Callable[..., Desk], bundled_page: Path
) -> None:
    reader = desk(bundled_page, "theme=light&event=joint-statement-2022")
    name, content = reader.take("Picture as SVG")
    texts = _texts(content)
    assert name.startswith("russia-and-china-2001-to-2023-20")
    assert texts[0] == "Russia and China, 2001 to 2023"
    labels = reader.page.evaluate(
        "[...document.querySelectorAll('#over .label.event')].map((node) => node.textContent)"
    )
    assert set(labels) <= set(texts)
    assert {"on that day", "still running"} <= set(texts)
    assert not [text for text in texts if text.startswith("Events per ")], "the strip of all years is a control"
    root = ElementTree.fromstring(content)
    fills = {node.get("fill") for node in root.iter()}
    assert {"rgb(161, 18, 69)", "#FFFFFF"} <= fills, "the colours of the light theme are written into it"
    assert len(list(root.iter(f"{SVG}path"))) > 40, "the marks are in it"


def test_the_svg_in_the_dark_is_dark(desk: Callable[..., Desk], small_page: Path) -> None:
    content = desk(small_page, "theme=dark").take("Picture as SVG")[1]
    fills = {node.get("fill") for node in ElementTree.fromstring(content).iter()}
    assert "#182028" in fills
    assert "#FFFFFF" not in fills


@pytest.mark.parametrize("lanes", ["actor", "none"])
def test_where_lanes_are_no_kinds_the_key_says_what_the_symbols_mean(
    desk: Callable[..., Desk], small_page: Path, lanes: str
) -> None:
    texts = _texts(desk(small_page, f"lanes={lanes}").take("Picture as SVG")[1])
    assert "War and intervention" in texts


def test_the_png_is_as_large_as_two_pictures_and_not_blank(desk: Callable[..., Desk], small_page: Path) -> None:
    from PIL import Image

    reader = desk(small_page, "theme=light")
    root = ElementTree.fromstring(reader.take("Picture as SVG")[1])
    name, content = reader.take("Picture as PNG")
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", content[16:24])
    assert size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    image = Image.open(io.BytesIO(content)).convert("RGB")
    colours = {colour for _, colour in image.getcolors(2**24) or ()}
    assert {(255, 255, 255), (161, 18, 69), (222, 104, 31)} <= colours, "ground, accent and the colour of wars"


def test_pictures_are_to_be_had_only_while_one_is_shown(desk: Callable[..., Desk], small_page: Path) -> None:
    reader = desk(small_page, "view=list")
    for name in PICTURES:
        assert reader.words(name) == "Only while the timeline is shown"
        button = reader.page.locator(f'.file[data-focus="{name}"]')
        assert button.get_attribute("aria-disabled") == "true"
        button.focus()
        reader.page.keyboard.press("Enter")
    assert reader.page.locator(".download-said").inner_text() == ""
    reader.close_menu()
    reader.page.get_by_role("button", name="Timeline", exact=True).click()
    assert _texts(reader.take("Picture as SVG")[1])


def test_without_results_every_file_says_why_it_cannot_be_had(desk: Callable[..., Desk], small_page: Path) -> None:
    reader = desk(small_page, "q=helsinki")
    reader.open_menu()
    assert {reader.words(name) for name in FILES} == {"No event passes the filters"}
    assert reader.page.locator(".file:not([aria-disabled=true])").count() == 0


def test_hostile_texts_are_cells_and_no_formulas(desk: Callable[..., Desk], hostile_page: Path) -> None:
    name, content = desk(hostile_page).take("Events as CSV")
    assert name == "hostile-b.csv"
    rows = _rows(content)
    assert {row["id"]: _bare(row["title"]) for row in rows} == HOSTILE
    assert [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    assert {row["id"]: _bare(row["summary"]) for row in rows} == {event.id: event.summary for event in _hostile()}


def test_hostile_texts_in_json_calendar_and_picture(desk: Callable[..., Desk], hostile_page: Path) -> None:
    reader = desk(hostile_page, "range=2014-05-01,2014-05-12&view=timeline")
    data = json.loads(reader.take("All as JSON")[1])
    assert {event["id"]: event["title"] for event in data["events"]} == HOSTILE
    calendar = _calendar(reader.take("Calendar (ICS)")[1])
    titles = {str(event["UID"]).split("@")[0]: str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
    assert titles == {id: text.replace("\x07", "\ufffd") for id, text in HOSTILE.items()}
    texts = _texts(reader.take("Picture as SVG")[1])
    assert texts[0] == "=Hostile & <b>"
    assert HOSTILE["script"] in " ".join(texts)
    assert reader.take("Picture as PNG")[1].startswith(b"\x89PNG")


def test_a_table_without_a_registry_can_be_taken_away_too(desk: Callable[..., Desk], tmp_path: Path) -> None:
    import pandas as pd

    rows = {"id": ["constructor", "b c"], "title": ["=1", "Б"], "date": ["2014-05-02", "2014"], "sources": [["x"], []]}
    reader = desk(write_page(pd.DataFrame(rows), tmp_path / "table.html", title="Тест 🏛️ 中文"))
    name, content = reader.take("Events as CSV")
    assert name == "тест-中文.csv"
    assert [(row["id"], row["title"]) for row in _rows(content)] == [("b c", "Б"), ("constructor", "'=1")]
    assert reader.words("Sources as BibTeX") == "No source is known of them"
    assert reader.words("Claims as CSV") == "Nothing is claimed about them"
    assert len(list(_calendar(reader.take("Calendar (ICS)")[1]).walk("VEVENT"))) == 1


def test_the_same_page_gives_the_same_bytes(desk: Callable[..., Desk], bundled_page: Path) -> None:
    first, second = desk(bundled_page), desk(bundled_page)
    for name in FILES:
        assert first.take(name) == second.take(name), name


def test_the_menu_works_by_key_and_says_what_was_saved(desk: Callable[..., Desk], small_page: Path) -> None:
    reader = desk(small_page)
    reader.page.locator("#downloads summary").focus()
    reader.page.keyboard.press("Enter")
    reader.page.locator(".file").first.wait_for()
    reader.page.keyboard.press("Tab")
    with reader.page.expect_download() as waiting:
        reader.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "two-rivers.csv"
    said = reader.page.locator(".download-said")
    said.filter(has_text="Saved as two-rivers.csv").wait_for()
    assert said.get_attribute("role") == "status"
    reader.page.keyboard.press("Escape")
    assert reader.page.locator("#downloads[open]").count() == 0
    assert reader.page.evaluate("document.activeElement.closest('#downloads') !== null"), "the focus stays"


def test_on_phones_the_menu_is_under_filter_and_easy_to_hit(desk: Callable[..., Desk], small_page: Path) -> None:
    reader = desk(small_page, width=390)
    assert reader.page.locator("#downloads summary").is_hidden()
    reader.page.locator("#filter").click()
    reader.open_menu()
    boxes = [row.bounding_box() for row in reader.page.locator(".file").all()]
    assert len(boxes) == len(FILES)
    assert all(box and box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    assert reader.take("Events as CSV")[0] == "two-rivers.csv"


def test_files_are_saved_from_a_frame_without_an_origin(
    make_reader: Callable[..., Any], make_registry: Callable[..., Registry], tmp_path: Path
) -> None:
    from chronology.page.page import page_html

    path = tmp_path / "blog.html"
    framed = page_html(make_registry(), embed="fragment")
    path.write_text(f"<!doctype html><title>Blog</title>{framed}", encoding="utf-8")
    reader = make_reader(1400, 1000)
    reader.page.goto(path.as_uri())
    frame = reader.page.frame_locator("iframe")
    frame.locator("html[data-drawn=true]").wait_for(state="attached")
    for name, start in (("Events as CSV", b"\xef\xbb\xbfid,"), ("Picture as PNG", b"\x89PNG")):
        if not frame.locator("#downloads[open]").count():
            frame.locator("#downloads summary").click()
        with reader.page.expect_download() as waiting:
            frame.locator(f'.file[data-focus="{name}"]').click()
        waiting.value.save_as(tmp_path / "file")
        assert (tmp_path / "file").read_bytes().startswith(start)


def test_whoever_writes_a_page_may_leave_the_menu_out(
    desk: Callable[..., Desk], make_registry: Callable[..., Registry], tmp_path: Path
) -> None:
    page = write_page(make_registry(), tmp_path / "bare.html", panels=["search", "list"])
    assert desk(page).page.locator("#downloads").is_hidden()
    page = write_page(make_registry(), tmp_path / "files.html", panels=["list", "downloads"])
    assert desk(page, width=390).take("Events as CSV")[0] == "two-rivers.csv", "without filters it needs no button"
