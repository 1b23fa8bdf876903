"""Very many events in a real browser: the same answers as event by event, drawn as far as they can be seen."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from chronology.dates.columns import bounds_of
from chronology.dates.days import format_day, parse_day
from chronology.dates.when import When
from chronology.errors import DateError
from chronology.page.dated import certainty_sentence, dated
from chronology.page.page import write_page
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

EVENTS = 100_000
FIRST, LAST = parse_day("1990-01-01"), parse_day("2020-12-31")
KINDS = ("treaty", "summit", "war", "sanction")
ACTORS = ("Alba", "Borea", "Cara", "Dora")
NEEDLE = "Ärger am Fluß"


def _events() -> pd.DataFrame:
    """Known days, ranges, months and dates in doubt; one title that occurs once."""
    draw = random.Random(7)
    rows = []
    for at in range(EVENTS):
        start = draw.randrange(FIRST, LAST)
        day = format_day(start)
        date = draw.choice((day, day, day, f"{day}/{format_day(start + draw.randrange(1, 90))}", day[:7], f"{day}~"))
        title = NEEDLE if at == 77_777 else f"{draw.choice(('Talks', 'Strike', 'Visit'))} number {at}"
        actors = sorted(draw.sample(ACTORS, draw.randrange(1, 3)))
        rows.append((f"e{at:06}", title, draw.choice(KINDS), date, actors, [f"{actors[0]}:host"]))
    return pd.DataFrame(rows, columns=["id", "title", "kind", "date", "actors", "roles"])


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    frame = _events()
    bounds = bounds_of(frame["date"])
    return frame.assign(begin=bounds.start_min, end=bounds.end_max)


@pytest.fixture(scope="module")
def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table.to_dict("records")


@pytest.fixture(scope="module")
def crowd_page(table: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(table, tmp_path_factory.mktemp("crowd") / "crowd.html", title="A crowd")


@pytest.fixture(scope="module")
def reader(make_reader: Callable[..., Any], crowd_page: Path) -> Iterator[Any]:
    reader = make_reader()
    reader.open(crowd_page)
    yield reader
    assert reader.errors == []
    assert [url for url in reader.requests if not url.startswith(("file:", "blob:", "data:"))] == []


@pytest.fixture
def page(reader: Any) -> Page:
    """The page as it opens, in a list and a picture of all events."""
    page: Page = reader.turn_to("range=1989-12-01,2021-06-01")
    page.wait_for_function("() => document.getElementById('range-count').textContent.startsWith('100,000 of')")
    return page


def _count_line(page: Page) -> str:
    return page.locator("#range-count").inner_text()


def _found(page: Page) -> int:
    words = page.locator("#list-title").inner_text().removeprefix("All ").split()[0]
    return int(words.replace(",", ""))


def test_all_are_counted_and_shown_as_density(page: Page) -> None:
    assert _count_line(page) == "100,000 of 100,000 events; density of 100,000 drawn, zoom in for single events"
    assert page.locator("#under .density").count() == len(KINDS)
    assert page.locator("#over .label").count() == 0


def _is_about_alba_or_dora(row: dict[str, Any]) -> bool:
    return bool({"Alba", "Dora"} & set(row["actors"])) and row["kind"] in ("war", "summit")


def _touches_may_or_june_2001(row: dict[str, Any]) -> bool:
    return bool(row["begin"] <= parse_day("2001-06-30") and row["end"] >= parse_day("2001-05-01"))


def _is_strike_of_alba_with_nine(row: dict[str, Any]) -> bool:
    return "Strike" in row["title"] and "9" in row["title"] and "Alba" in row["actors"]


@pytest.mark.parametrize(
    ("fragment", "passes"),
    [
        ("kind=war", lambda row: row["kind"] == "war"),
        ("actor=Borea", lambda row: "Borea" in row["actors"]),
        ("actor=Alba&actor=Dora&kind=war,summit", _is_about_alba_or_dora),
        ("role=host&actor=Dora", lambda row: row["roles"] == ["Dora:host"]),
        ("certain=1", lambda row: len(row["date"]) > 7 and "~" not in row["date"]),
        ("certainty=roughly", lambda row: len(row["date"]) == 7 or "~" in row["date"]),
        ("from=2001-05&to=2001-06", _touches_may_or_june_2001),
        ("q=strike", lambda row: "Strike" in row["title"]),
        ("q=strike%20alba%209", _is_strike_of_alba_with_nine),
    ],
)
def test_filters_find_what_a_reader_of_the_table_finds(
    reader: Any, rows: list[dict[str, Any]], fragment: str, passes: Callable[[Any], bool]
) -> None:
    page = reader.turn_to(fragment)
    assert _found(page) == sum(1 for row in rows if passes(row))


def test_the_counts_of_a_menu_are_those_of_the_table(page: Page, table: pd.DataFrame) -> None:
    page.locator("details.menu[data-facet=actor] summary").click()
    page.locator("details.menu[data-facet=actor] .options label").first.wait_for()
    options = page.locator("details.menu[data-facet=actor] .options label").all_inner_texts()
    counts = {name: int(count.replace(",", "")) for name, count in (option.rsplit(maxsplit=1) for option in options)}
    assert counts == {
        actor: int(table["actors"].map(lambda names, actor=actor: actor in names).sum()) for actor in ACTORS
    }
    page.keyboard.press("Escape")


@pytest.mark.parametrize(("first", "after"), [("2000-01-01", "2002-01-01"), ("2000-01-01", "2000-04-01")])
def test_a_narrower_range_counts_and_draws(reader: Any, table: pd.DataFrame, first: str, after: str) -> None:
    page = reader.turn_to(f"range={first},{after}")
    from_day, to_day = parse_day(first), parse_day(after)
    begun = int(((table["begin"] >= from_day) & (table["begin"] < to_day)).sum())
    before = int(((table["begin"] < from_day) & (table["end"] >= from_day)).sum())
    assert _count_line(page).startswith(f"{begun:,} of 100,000 events, {before:,} begun before")
    hits = page.locator("#over [data-event]")
    drawn = hits.evaluate_all("hits => new Set(hits.map((hit) => hit.getAttribute('data-event'))).size")
    if begun + before <= 1_000:
        assert drawn == begun + before, "up to a thousand are all drawn"
        assert page.locator("#under .density").count() == 0
    else:
        assert _count_line(page).endswith(f"the longest {drawn:,} of {begun + before:,} drawn; density behind")
    assert page.locator("#over .label:not(.fold)").count() > 20


def test_zoom_leads_from_density_to_labels(page: Page) -> None:
    for _ in range(12):
        page.locator("#zoom-in").click()
        page.evaluate("() => new Promise(requestAnimationFrame)")
    page.wait_for_function("() => !location.hash.includes('1989')")
    assert "density" not in _count_line(page)
    assert page.locator("#over .label").count() > 0


def test_a_title_is_found_without_its_accents_and_opened(page: Page) -> None:
    page.locator("#search").fill("arger am fluß")
    page.wait_for_function("() => document.getElementById('list-title').textContent.startsWith('1 of')")
    page.locator("#picture [data-event]").first.click()
    assert page.locator("#details-title").inner_text() == NEEDLE
    page.wait_for_function("() => location.hash.includes('event=e077777')")
    page.locator("[data-view=list]").click()
    assert page.locator("#list-body mark").all_inner_texts() == ["Ärger", "am", "Fluß"]
    page.locator("[data-view=timeline]").click()


def test_a_link_opens_an_event_in_words(reader: Any, table: pd.DataFrame) -> None:
    row = table.iloc[4_321]
    page = reader.turn_to("event=e004321")
    assert page.locator("#details-title").inner_text() == row["title"]
    words = When.parse(row["date"]).words()
    assert words in page.locator("#details-body").inner_text().replace("Some", "some").replace("About", "about")
    assert all(actor in page.locator("#details-body").inner_text() for actor in row["actors"])
    assert page.locator("#over .label.chosen").count() == 1, (
        "the chosen event is drawn, however many there are around it"
    )


def test_keys_walk_from_bin_to_bin_and_from_event_to_event(reader: Any) -> None:
    page = reader.turn_to("range=2000-01-01,2003-01-01")
    page.locator("#over [role=slider][data-bins='0']").focus()
    spoken = page.locator("#over [data-bins='0']").get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")
    assert page.locator("#over [data-bins='0']").get_attribute("aria-valuetext") != spoken
    assert page.locator("#tip").inner_text() == page.locator("#over [data-bins='0']").get_attribute("aria-valuetext")
    page.keyboard.press("ArrowDown")
    assert page.locator("#over [data-bins='1']").evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !location.hash.includes('2000-01-01,2003')")
    page = reader.turn_to("range=2000-01-01,2000-02-01")
    page.locator("#over [data-event]").first.focus()
    first = page.evaluate("() => document.activeElement.getAttribute('data-event')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("() => document.activeElement.getAttribute('data-event')")
    assert second != first
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.getAttribute('data-event')") == second
    page.wait_for_function("id => location.hash.includes(`event=${id}`)", arg=second)


def test_the_list_has_five_hundred_at_a_time(page: Page) -> None:
    page.locator("[data-view=list]").click()
    assert page.locator("#list-body tr.event").count() == 500
    page.get_by_role("button", name="Show 500 more of 100,000").click()
    assert page.locator("#list-body tr.event").count() == 1_000
    page.locator("[data-view=timeline]").click()


@pytest.mark.parametrize("width", [390, 1400])
def test_very_many_events_of_any_age_are_drawn(make_reader: Callable[..., Any], tmp_path: Path, width: int) -> None:
    years = [-4_000_000_000, *range(-3_000, 3_000), 2_000_000_000]
    dates = [f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04}" for year in years]
    ids = [f"e{year}" for year in years]
    table = pd.DataFrame({"id": ids, "title": ids, "date": dates, "kind": [None] * len(ids)})
    reader = make_reader(width, 900)
    page = reader.open(write_page(table, tmp_path / "far.html"), "view=timeline&range=-0500-01-01,-0399-01-01")
    assert _count_line(page).startswith("101 of 6,002 events")
    assert page.locator("#over [data-event='e-480']").get_attribute("aria-label") == "e-480, some time in 481 BCE"
    reader.turn_to("view=timeline&event=e-4000000000")
    assert page.locator("#details-title").inner_text() == "e-4000000000"
    assert page.locator("#over [data-event='e-4000000000']").count() == 1
    assert reader.errors == []


def test_a_large_registry_names_its_actors_and_sources(
    make_registry: Callable[..., Registry], make_reader: Callable[..., Any], tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr("chronology.page.page.MOST_EVENTS_WITH_WORDS", 3)
    reader = make_reader()
    page = reader.open(write_page(make_registry(), tmp_path / "registry.html"), "event=truce")
    details = page.locator("#details-body").inner_text()
    assert "Kingdom" not in details
    assert all(
        words in details for words in ("Northland", "Stone Bridge", "The River Gazette", "Both banks stop firing")
    )
    assert page.locator("#picture .label.chosen").text_content() == "Truce of the bridge"
    page.locator("#search").fill("kingdom of northland")
    page.wait_for_function("() => document.getElementById('list-title').textContent.startsWith('2 of 8')")
    assert "has no claims, relations" in page.locator("footer").inner_text()
    assert reader.errors == []


def test_the_list_is_on_paper_though_the_picture_is_on_the_screen(page: Page) -> None:
    rows = page.locator("#list-body tr.event")
    assert rows.count() == 0, "a list that nobody sees is not made"
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == 5_000, "more than that is no reading"
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert rows.count() == 0


def test_the_first_link_of_the_page_leads_to_the_list(page: Page) -> None:
    page.locator("#skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.closest('#list-body') !== null")
    page.locator("[data-view=timeline]").click()


def test_the_page_puts_plain_dates_into_words_as_the_library_does(make_parts: Callable[..., Any]) -> None:
    parts = make_parts(names=("elements", "words", "dates", "phrases"))
    entries = [_entry(text) for text in _plain_dates()]
    said = "(entry) => ({ ...phrasesOf(entry), certainty: certaintyPhrase(entry) })"
    found = parts(f"(entries) => entries.map({said})", entries)
    assert len(entries) > 400
    assert found == [entry["words"] | {"certainty": entry["certainty"]} for entry in entries]


def _entry(text: str) -> dict[str, Any]:
    when = When.parse(text)
    return dated(when) | {"certainty": certainty_sentence(when)}


def _plain_dates() -> list[str]:
    draw = random.Random(3)
    texts = set()
    while len(texts) < 600:
        first, last = _plain_date(draw), _plain_date(draw)
        text = draw.choice((first, f"{first}/{last}", f"{first}/..", f"{first}/", f"../{last}", f"/{last}"))
        try:
            When.parse(text)
        except DateError:
            continue
        texts.add(text)
    return sorted(texts)


def _plain_date(draw: random.Random) -> str:
    parts = [
        f"{draw.choice((0, 7, 44, 1582, 2013, 2014, 2014)):04}",
        f"{draw.choice((2, 3, 12)):02}",
        f"{draw.randrange(1, 29):02}",
    ]
    return "-".join(parts[: draw.randrange(1, 4)]) + draw.choice(("", "", "?", "~", "%"))


@pytest.fixture(scope="module")
def spans(make_parts: Callable[..., Any]) -> Callable[[str], Any]:
    """Evaluates an expression beside the parts that only reckon."""
    parts = make_parts(names=("dates", "columns", "spans"))
    return lambda expression: parts(f"() => {expression}")


def test_bins_count_the_spans_that_touch_them(spans: Callable[[str], Any]) -> None:
    draw = random.Random(1)
    begins = sorted(draw.randrange(0, 100) for _ in range(300))
    ends = [begin + draw.choice((1, 1, 2, 40)) for begin in begins]
    edges = list(range(-5, 130, 7))
    wanted = [sum(b < right and e > left for b, e in zip(begins, ends, strict=True)) for left, right in pairwise(edges)]
    assert spans(f"[...touching({begins}, {sorted(ends)}, {edges})]") == wanted


def test_a_place_is_found_from_any_place_before_it(spans: Callable[[str], Any]) -> None:
    draw = random.Random(3)
    numbers = sorted(draw.randrange(0, 60) for _ in range(50))
    asks = [[number, low] for number in range(-1, 62) for low in range(bisect_left(numbers, number) + 1)]
    found = spans(f"{asks}.map(([number, low]) => lowerBoundNear({numbers}, number, low))")
    assert found == [bisect_left(numbers, number) for number, _ in asks]


def test_long_spans_that_began_long_ago_are_found(spans: Callable[[str], Any]) -> None:
    begins = list(range(2_000))
    ends = [begin + (5_000 if begin in (3, 700) else 1) for begin in begins]
    found = spans(f"placesWithin({{ begins: {begins}, ends: {ends}, latest: latestEnds({ends}) }}, 1500, 1503)")
    assert found == [3, 700, 1500, 1501, 1502]


def test_the_longest_of_each_bucket_is_kept(spans: Callable[[str], Any]) -> None:
    begins, ends = [0, 1, 2, 5, 6, 9], [1, 4, 3, 6, 9, 12]
    assert spans(f"longestEach([0, 1, 2, 3, 4, 5], {{ begins: {begins}, ends: {ends} }}, 0, 10, 2)") == [1, 4]


@pytest.mark.parametrize("days", [[5, -3, 5, 0, 2**31 - 1, -3], [2**30, -(2**30), 7, 2**31 - 1], []])
def test_days_are_sorted_with_what_never_ends_last(spans: Callable[[str], Any], days: list[int]) -> None:
    assert spans(f"[...sortedDays(Int32Array.from({days}), 2 ** 31 - 1)]") == sorted(days)


def test_hits_are_marked_once_for_each_text(spans: Callable[[str], Any]) -> None:
    line = r"aa\x1f\x1fbaa\x1fb\x1faab"
    marked = f"markHits('{line}', beginningsOf('{line}', 5), 'aa', hits, 2)"
    found = spans(f"(() => {{ const hits = new Uint8Array(7); {marked}; return [...hits]; }})()")
    assert found == [0, 0, 1, 0, 1, 0, 1]
