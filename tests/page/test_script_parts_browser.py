"""The parts of the page's script that only reckon, in the browser, against the library and against brute force."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final

import pytest

from chronology.dates.days import civil_date, day_number, format_day
from chronology.dates.when import When
from chronology.model.event import Event
from chronology.page.crowd import table_crowd
from chronology.page.payload import registry_payload, table_payload
from chronology.registry.registry import Registry

pytestmark = pytest.mark.browser

Parts = Callable[..., Any]
AIR: Final = 18
RECKONING: Final = ("elements", "words", "dates", "columns", "spans", "geometry", "density")
NEVER: Final = 10**9


@pytest.fixture(scope="module")
def parts(make_parts: Callable[..., Parts]) -> Parts:
    """The script of the page of the chronology that comes with the library."""
    from chronology.store.load import load

    return make_parts(registry_payload(load()) | {"lanes": "kind"})


@pytest.fixture(scope="module")
def crowd_parts(make_parts: Callable[..., Parts]) -> Parts:
    """What reckons with very many events."""
    return make_parts(names=RECKONING)


def _days() -> list[int]:
    draw = random.Random(1)
    far = [sign * draw.randrange(10**power) for power in range(1, 16) for sign in (-1, 1) for _ in range(60)]
    ends = [day_number(year, month, 1) + by for year in range(-5, 5) for month in range(1, 13) for by in (-1, 0)]
    leaps = [day_number(year, 3, 1) + by for year in (*range(-404, 404, 100), 1600, 1900, 2000) for by in (-2, -1, 0)]
    return far + ends + leaps


def test_the_page_has_the_calendar_of_the_library(parts: Parts) -> None:
    days = _days()
    found = parts("(days) => days.map(civilDate).map(({ year, month, day }) => [year, month, day])", days)
    assert [tuple(date) for date in found] == [civil_date(day) for day in days]
    assert parts("(dates) => dates.map((date) => dayNumber(...date))", found) == days


def test_days_are_written_as_the_library_writes_them_and_read_back(parts: Parts) -> None:
    days = _days()
    texts = parts("(days) => days.map(isoDay)", days)
    assert texts == [format_day(day) for day in days]
    assert parts("(texts) => texts.map(parsedDay)", texts) == days


def test_months_beyond_the_year_are_counted_on(parts: Parts) -> None:
    draw = random.Random(2)
    given = [(draw.randrange(-5_000, 5_000), draw.randrange(-40, 53), draw.randrange(1, 29)) for _ in range(500)]
    wanted = [day_number(year + (month - 1) // 12, (month - 1) % 12 + 1, day) for year, month, day in given]
    assert parts("(dates) => dates.map((date) => dayNumber(...date))", given) == wanted


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2014-02-20", "2014-02-20", "20 Feb 2014"),
        ("2014-02-20", "2014-02-23", "20 to 23 Feb 2014"),
        ("2014-02-20", "2014-03-01", "20 Feb to 1 Mar 2014"),
        ("2013-12-31", "2014-01-01", "31 Dec 2013 to 1 Jan 2014"),
        ("2014-01-01", "2014-06-30", "January to June 2014"),
        ("2013-11-01", "2014-06-30", "November 2013 to June 2014"),
        ("2001-01-01", "2014-12-31", "2001 to 2014"),
        ("-0043-03-15", "-0043-03-15", "15 Mar 44 BCE"),
        ("-0010-01-01", "0010-12-31", "11 BCE to 10 CE"),
        ("0000-12-31", "0001-01-01", "31 Dec 1 BCE to 1 Jan 1 CE"),
    ],
)
def test_a_range_is_named_by_its_first_and_last_day(parts: Parts, first: str, last: str, words: str) -> None:
    assert parts("([first, last]) => rangeWords([parsedDay(first), parsedDay(last) + 1])", [first, last]) == words


def test_a_range_and_the_two_dates_that_name_it_mean_the_same_days(parts: Parts) -> None:
    draw = random.Random(3)
    ranges = [[first, first + draw.choice((1, 28, 31, 365, 366, 4_000))] for first in draw.sample(_days(), 500)]
    ranges += [[day_number(year, 1, 1), day_number(year + 1, 1, 1)] for year in range(-50, 50)]
    named = parts("(ranges) => ranges.map(datesOfRange).map(({ from, to }) => [from.first, to.last + 1])", ranges)
    assert named == ranges
    typed = "(ranges) => ranges.map(datesOfRange).map(({ from, to }) => [typedDate(from.text), typedDate(to.words)])"
    found = parts(typed, ranges)
    assert [[first["first"], last["last"] + 1] for first, last in found] == ranges


def _kept(parts: Parts) -> tuple[float, float]:
    least, most = parts("() => wholeYears()")
    return least, most


def test_zooming_in_and_out_again_shows_what_was_shown(parts: Parts) -> None:
    least, most = _kept(parts)
    draw = random.Random(4)
    cases = []
    for _ in range(300):
        length = draw.uniform(40, (most - least) / 4)
        start = draw.uniform(least, most - length)
        cases.append([[start, start + length], draw.uniform(start, start + length), draw.uniform(0.2, 0.95)])
    zoomed = """(cases) => {
        scheduleDraw = () => {};
        return cases.map(([range, day, factor]) => {
            view.range = range;
            zoom(factor, day);
            const near = view.range;
            zoom(1 / factor, day);
            return [near, view.range];
        });
    }"""
    for ([start, end], day, factor), (near, again) in zip(cases, parts(zoomed, cases), strict=True):
        assert again == pytest.approx([start, end])
        assert near[1] - near[0] == pytest.approx((end - start) * factor)
        assert (day - near[0]) / (near[1] - near[0]) == pytest.approx((day - start) / (end - start))


def test_no_range_is_too_short_too_long_or_out_of_reach(parts: Parts) -> None:
    least, most = _kept(parts)
    draw = random.Random(5)
    days = [draw.choice((1, 10, 1_000, 10**6, 10**10)) * draw.uniform(-2, 2) for _ in range(2_000)]
    ranges = [sorted(pair) for pair in zip(days[::2], days[1::2], strict=True)]
    kept = parts("(ranges) => ranges.map(keptRange)", ranges)
    air = (most - least) * 0.05 + 1e-3
    for (start, end), (wished_start, wished_end) in zip(kept, ranges, strict=True):
        assert 4 - 1e-6 <= end - start <= (most - least) * 1.1 + 1e-3
        assert least - air <= start
        assert end <= most + air
        if wished_end - wished_start > 4 and least <= wished_start and wished_end <= most:
            assert [start, end] == pytest.approx([wished_start, wished_end])
    for one, other in zip(kept, parts("(ranges) => ranges.map(keptRange)", kept), strict=True):
        assert other == pytest.approx(one)


def test_the_shortest_window_holds_as_many_as_are_wanted(parts: Parts) -> None:
    draw = random.Random(6)
    cases = [[sorted(draw.randrange(9_000) for _ in range(30)), draw.randrange(1, 31)] for _ in range(60)]
    found = parts("(cases) => cases.map(([starts, wanted]) => shortestWindow(starts, wanted))", cases)
    for (starts, wanted), (first, last) in zip(cases, found, strict=True):
        assert sum(first <= start < last for start in starts) >= wanted
        assert civil_date(first)[2] == civil_date(last)[2] == 1
        lengths = [starts[at + wanted - 1] - starts[at] for at in range(len(starts) - wanted + 1)]
        assert last - first <= min(lengths) + 62


def test_names_on_the_axis_never_touch_and_there_is_no_year_nought(parts: Parts) -> None:
    draw = random.Random(7)
    cases = []
    for _ in range(600):
        length = 10 ** draw.uniform(0, 12.2)
        middle = draw.choice((0, -719_468, 10_000, -(10**6), -(10**11), 10**12)) + draw.uniform(-length, length)
        cases.append([middle - length / 2, middle + length / 2, draw.choice((280, 360, 700, 1_200, 2_300))])
    named = """(cases) => cases.map(([from, to, width]) => {
        const scale = scaleOf([from, to], width);
        const faces = { upper: font(13, 600, SERIF), lower: font(12.5) };
        const { upper, lower } = axisTicks(scale);
        const tier = (names, face) => names.map(({ day, text }) => [day, text, scale.x(day), textWidth(text, face)]);
        return { upper: tier(upper, faces.upper), lower: tier(lower, faces.lower) };
    })"""
    for (first, last, width), ticks in zip(cases, parts(named, cases), strict=True):
        where = f"{first} to {last} at {width}"
        for names in (ticks["upper"], ticks["lower"]):
            assert all(one[2] + one[3] < other[2] for one, other in pairwise(names)), where
            assert all(first - 1e-3 <= day <= last + 1e-3 for day, *_ in names), where
            assert not any(re.fullmatch(r"0|0 .*|.* 0( B?CE)?", text) for _, text, *_ in names), where
            texts = [text for _, text, *_ in ticks["lower"]] if last - first > 2_562 else []
            assert len(texts) == len(set(texts)), where
        assert len(ticks["upper"]) + len(ticks["lower"]) >= 1 or last - first < 8, where


def test_named_years_are_round_on_both_sides_of_the_first_year(parts: Parts) -> None:
    draw = random.Random(8)
    cases = [[first := draw.randrange(-900, 900), first + draw.randrange(1, 900), draw.choice((1, 2, 5, 10, 50, 100))]
             for _ in range(300)]  # fmt: skip
    found = parts("(cases) => cases.map((each) => namedYears(...each))", cases)
    for (first, last, step), years in zip(cases, found, strict=True):
        wanted = [year for year in range(first, last + 1) if (year if year > 0 else 1 - year) % step == 0]
        assert years == wanted


def test_a_step_of_years_is_the_least_round_one(parts: Parts) -> None:
    draw = random.Random(9)
    given = [10 ** draw.uniform(0, 9) for _ in range(300)]
    round_steps = [digit * 10**power for power in range(11) for digit in (1, 2, 5)]
    wanted = [next(step for step in round_steps if step >= least) for least in given]
    assert parts("(given) => given.map(yearStep)", given) == wanted


def _spans(draw: random.Random, number: int, width: float) -> list[list[float]]:
    starts = sorted(draw.uniform(0, width) for _ in range(number))
    return [[start, start + draw.choice((8, 60, 240))] for start in starts]


def _depth(spans: Sequence[Sequence[float]]) -> int:
    """The most spans at one place, each with air behind it: no fewer rows can hold them."""
    return max((sum(start <= at < end + AIR for start, end in spans) for at, _ in spans), default=0)


FIRST_FIT: Final = """(cases) => cases.map((spans) => firstFit(
    spans.map(([from, to], order) => ({ from, to, order })), 900, ({ from, to }) => [{ from, to }]
).map((row) => row.items))"""


def test_first_fit_needs_no_more_rows_than_there_must_be(parts: Parts) -> None:
    draw = random.Random(10)
    cases = [_spans(draw, draw.randrange(0, 40), 900) for _ in range(120)]
    for spans, rows in zip(cases, parts(FIRST_FIT, cases), strict=True):
        assert len(rows) == _depth(spans)
        assert sorted(item["order"] for row in rows for item in row) == list(range(len(spans)))
        for row in rows:
            assert all(one["to"] + AIR <= other["from"] for one, other in pairwise(row))
            assert [item["order"] for item in row] == sorted(item["order"] for item in row)


def test_rows_never_overlap_in_whatever_order_spans_come(parts: Parts) -> None:
    draw = random.Random(21)
    cases = [draw.sample(spans, len(spans)) for spans in (_spans(draw, 30, 900) for _ in range(60))]
    for spans, rows in zip(cases, parts(FIRST_FIT, cases), strict=True):
        taken = [sorted((item["from"], item["to"]) for item in row) for row in rows]
        assert all(one[1] + AIR <= other[0] for row in taken for one, other in pairwise(row))
        for order, (start, end) in enumerate(spans):
            (at,) = [at for at, row in enumerate(rows) if order in [item["order"] for item in row]]
            for earlier in rows[:at]:
                assert any(
                    item["order"] < order and item["from"] < end + AIR and start < item["to"] + AIR for item in earlier
                ), "a row above had room"


def _items(draw: random.Random, number: int, width: float) -> list[dict[str, Any]]:
    spans = _spans(draw, number, width)
    words = [
        "Truce",
        "Battle of the long bridge",
        "A treaty with a title that goes on and on for the whole of the lane",
    ]
    return [
        {
            "mark": {"shape": "bar", "left": left, "right": min(right, width), "middle": left},
            "label": f"{draw.choice(words)} {order}",
            "extra": draw.choice(("", "since 2014")),
            "gap": draw.choice((7, 11)),
            "priority": draw.randrange(5),
            "order": order,
            "bold": False,
        }
        for order, (left, right) in enumerate(spans)
    ]


def test_labels_never_touch_and_every_event_is_placed_or_counted(parts: Parts) -> None:
    draw = random.Random(11)
    cases = []
    for _ in range(40):
        width = draw.choice((300, 700, 1_800))
        cases.append([_items(draw, draw.randrange(0, 90), width), width, draw.choice((2, 8, 20))])
    packed = """(cases) => cases.map(([items, width, mostRows]) => packed(items, {
        width, mostRows, face: font(12.5), boldFace: font(12.5, 600), pitch: 24, tallPitch: 32,
    }))"""
    folds = 0
    for (items, width, most_rows), placed in zip(cases, parts(packed, cases), strict=True):
        assert sorted(item["order"] for item in placed["items"]) == list(range(len(items)))
        rows = placed["rows"]
        assert [row["top"] for row in rows] == [sum(row["height"] for row in rows[:at]) for at in range(len(rows))]
        assert placed["height"] == sum(row["height"] for row in rows)
        above = len({item["row"] for item in placed["items"] if item["side"] == "above"})
        assert len(rows) - above <= most_rows
        for at in range(len(rows)):
            _check_row([item for item in placed["items"] if item["row"] == at and item["side"] != "folded"], width)
        folded = [item["order"] for item in placed["items"] if item["side"] == "folded"]
        assert sorted(item["order"] for fold in placed["folds"] for item in fold["items"]) == sorted(folded)
        assert all(one["to"] + AIR <= other["from"] for one, other in pairwise(placed["folds"]))
        assert [fold["text"] for fold in placed["folds"]] == [f"{len(fold['items'])} more" for fold in placed["folds"]]
        folds += len(placed["folds"])
    assert folds > 8


def _check_row(items: list[dict[str, Any]], width: float) -> None:
    ordered = sorted(items, key=lambda item: float(item["from"]))
    assert all(one["to"] + AIR <= other["from"] for one, other in pairwise(ordered))
    for item in items:
        mark, left, right = item["mark"], item["labelLeft"], item["labelLeft"] + item["textWidth"]
        assert left >= -1e-6
        assert right <= width + 14 + 1e-6
        assert item["from"] <= min(mark["left"], left)
        assert max(mark["right"], right) <= item["to"] + 1e-6
        if item["side"] != "above":
            assert left >= mark["right"] + item["gap"] or right <= mark["left"] - item["gap"] + 1e-6


def test_what_is_said_most_about_keeps_its_label(parts: Parts) -> None:
    mark = {"shape": "symbol", "left": 100, "right": 111, "middle": 105}
    item = {"mark": mark, "label": "Truce", "extra": "", "gap": 7, "bold": False}
    items = [item | {"order": order, "priority": order % 7} for order in range(49)]
    placed = parts(
        """(items) => packed(items, { width: 600, mostRows: 8, face: font(12.5), boldFace: font(12.5, 600),
            pitch: 24, tallPitch: 32 })""",
        items,
    )
    kept = [entry["priority"] for entry in placed["items"] if entry["side"] != "folded"]
    assert kept == [6] * 7
    assert [fold["text"] for fold in placed["folds"]] == ["42 more"]


ALPHABET: Final = "aAeéÉëœßøŁıİςΣЛьвів́Ёё東京会議서울שלום한글ไทย⁧⁩ 𐍈😀’“–fi-"
FOLDS: Final = dict(zip("øłđðı’‘“”–—‑−", "olddi''\"\"----", strict=True)) | {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ς": "σ",
}  # fmt: skip
DIRECTIONS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _folded(text: str) -> str:
    parted = unicodedata.normalize("NFD", DIRECTIONS.sub("", text))
    bare = "".join(letter for letter in parted if not unicodedata.category(letter).startswith("M")).lower()
    return "".join(FOLDS.get(letter, letter) for letter in bare)


def _texts(draw: random.Random, number: int) -> list[str]:
    return ["".join(draw.choice(ALPHABET) for _ in range(draw.randrange(0, 14))) for _ in range(number)]


def test_texts_are_compared_without_case_accents_and_kinds_of_quotes(parts: Parts) -> None:
    texts = [*_texts(random.Random(12), 2_000), "Žižka", "ΟΔΟΣ", "Straße", "Łódź", "Ёлка", "Đà Nẵng", "ISTANBUL"]
    assert parts("(texts) => texts.map(plainText)", texts) == [_folded(text) for text in texts]
    found = parts("(texts) => texts.map(folded)", texts)
    assert [each["plain"] for each in found] == [_folded(text) for text in texts]


def test_marks_stand_on_whole_letters_of_the_text_as_it_was_written(parts: Parts) -> None:
    draw = random.Random(13)
    cases = []
    for text in _texts(draw, 1_000):
        plain = _folded(text)
        at = draw.randrange(len(plain) + 1)
        words = [plain[at : at + draw.randrange(1, 4)].strip(), draw.choice(("e", "ss", "京", "zz"))]
        cases.append([text, [word for word in dict.fromkeys(words) if word and " " not in word]])
    pieces = """(cases) => cases.map(([text, words]) => marked(text, words).map(
        (piece) => (typeof piece === "string" ? [false, piece] : [true, piece.textContent])
    ))"""
    for (text, words), found in zip(cases, parts(pieces, cases), strict=True):
        assert "".join(piece for _, piece in found) == text
        marks = [piece for is_marked, piece in found if is_marked]
        for piece in marks:
            assert any(word in _folded(piece) or _folded(piece) in word for word in words)
        for _, after in pairwise(found):
            assert not after[1] or not unicodedata.category(after[1][0]).startswith("M")
        assert bool(marks) == any(word in _folded(text) for word in words)


@pytest.fixture(scope="module")
def search_parts(make_parts: Callable[..., Parts], make_registry: Callable[..., Registry]) -> Parts:
    return make_parts(registry_payload(_many_scripts(make_registry)) | {"lanes": "kind"})


def _many_scripts(make_registry: Callable[..., Registry]) -> Registry:
    words = [
        "Žižka",
        "ŽIŽKOV",
        "Львів",
        "львовский",
        "東京会議",
        "京都",
        "Straße",
        "strasse",
        "L’Aquila",
        "Łódź",
        "Peace",
    ]
    draw = random.Random(14)
    said = [draw.sample(words, draw.randrange(1, 5)) for _ in range(60)]
    events = [
        Event(
            id=f"e{at}", title=" ".join(each[:2]), date=str(1900 + at), kind="war", summary=" ".join(each[2:]) or None
        )
        for at, each in enumerate(said)
    ]
    return make_registry(events=events, claims=[], propositions=[])


@pytest.mark.parametrize("query", ["zizka", "ЛЬВІВ", "львов peace", "京", "東京 1955", "strasse", "l'aqu", "lodz zizk",
                                   "  peace  PEACE ", "“peace”", ""])  # fmt: skip
def test_the_search_finds_the_events_that_bear_every_word(
    search_parts: Parts, make_registry: Callable[..., Registry], query: str
) -> None:
    words = _folded(query).split()
    events = sorted(_many_scripts(make_registry), key=lambda event: event.date)
    texts = {event.id: [event.title, event.summary or "", event.date.edtf, event.date.words()] for event in events}
    wanted = [id for id, fields in texts.items()
              if all(any(word in _folded(field) for field in fields) for word in words)]  # fmt: skip
    search = "(query) => { view.query = query; search(); return results.map(({ id }) => id); }"
    assert search_parts(search, query) == wanted
    shown = "(query) => EVENTS.map((event) => hitField(event, wordsOf(query)) !== null)"
    hidden = search_parts(shown, query)
    assert len(hidden) == len(events)


def test_facets_leave_what_each_event_bears(parts: Parts) -> None:
    bears = parts("() => EVENTS.map((event) => FACETS.map((name) => facetIds(event, name)))")
    names = parts("() => FACETS")
    values = parts("() => FACETS.map((name) => [...FACET_VALUES[name].keys()])")
    draw = random.Random(15)
    simple = [at for at, name in enumerate(names) if name not in ("role", "actor")]
    cases = [{names[at]: draw.sample(values[at], draw.randrange(1, min(4, len(values[at]) + 1)))
              for at in draw.sample(simple, 2) if values[at]} for _ in range(100)]  # fmt: skip
    chosen = """(cases) => cases.map((chosen) => {
        clearFilters();
        for (const [name, ids] of Object.entries(chosen)) view.facets[name] = new Set(ids);
        search();
        const counts = {};
        for (const name of Object.keys(chosen)) counts[name] = Object.fromEntries(countsLeft(name));
        const places = results.map(({ index }) => index);
        clearFilters();
        return { places, counts };
    })"""
    for case, found in zip(cases, parts(chosen, cases), strict=True):
        passes = [{name: bool(set(ids) & set(bears[at][names.index(name)])) for name, ids in case.items()}
                  for at in range(len(bears))]  # fmt: skip
        assert found["places"] == [at for at, passed in enumerate(passes) if all(passed.values())]
        for name, counts in found["counts"].items():
            left = [at for at, passed in enumerate(passes) if all(passed[other] for other in passed if other != name)]
            assert counts == Counter(id for at in left for id in bears[at][names.index(name)])


def _crowd(draw: random.Random) -> tuple[list[int], list[int]]:
    begins = sorted(draw.randrange(-40_000, 40_000) for _ in range(draw.randrange(0, 1_500)))
    return begins, [begin + draw.choice((1, 1, 7, 400, 9_000, NEVER)) for begin in begins]


def test_density_counts_what_touches_each_unit_of_the_calendar(crowd_parts: Parts) -> None:
    draw = random.Random(16)
    cases = []
    for _ in range(15):
        begins, ends = _crowd(draw)
        first = draw.randrange(-45_000, 30_000)
        cases.append([begins, sorted(ends), first, first + draw.choice((30, 400, 9_000, 60_000))])
    counted = """(cases) => cases.map(([begins, ends, from, to]) => {
        const unit = densityUnit(scaleOf([from, to], 1200));
        const edges = unitEdges(from, to, unit);
        return { edges, unit, counts: [...touching(begins, ends, edges)] };
    })"""
    for (begins, ends, first, last), found in zip(cases, crowd_parts(counted, cases), strict=True):
        edges, unit = found["edges"], found["unit"]
        assert edges[0] <= first
        assert last <= edges[-1]
        assert all(left < right for left, right in pairwise(edges))
        if "months" in unit:
            assert all(civil_date(edge)[2] == 1 for edge in edges)
        wanted = [sum(begin < right for begin in begins) - sum(end <= left for end in ends)
                  for left, right in pairwise(edges)]  # fmt: skip
        assert found["counts"] == wanted


def test_density_takes_the_smallest_unit_that_can_be_seen(crowd_parts: Parts) -> None:
    lengths = [10, 500, 4_000, 10_000, 40_000, 200_000, 3_000_000, 10**9, 10**12]
    units = "(lengths) => lengths.map((days) => densityUnit(scaleOf([0, days], 1200)))"
    sizes = [unit.get("days") or unit["months"] * 30.44 for unit in crowd_parts(units, lengths)]
    usual = [1, 7, *(months * 30.44 for months in (1, 3, 12, 120, 1_200, 12_000))]
    for days, size in zip(lengths, sizes, strict=True):
        least = days * 3 / 1_200
        assert least <= size * 1.001
        assert size == next((each for each in usual if each >= least), size)


def test_the_events_of_a_range_and_the_longest_of_each_pixel_are_those_of_brute_force(crowd_parts: Parts) -> None:
    draw = random.Random(17)
    cases = []
    for _ in range(15):
        begins, ends = _crowd(draw)
        first = draw.randrange(-45_000, 30_000)
        cases.append([begins, ends, first, first + draw.choice((30, 400, 9_000)), draw.choice((1, 40, 300))])
    kept = """(cases) => cases.map(([begins, ends, from, to, buckets]) => {
        const spans = { begins, ends, latest: latestEnds(ends) };
        const places = placesWithin(spans, from, to);
        return { places, longest: longestEach(places, spans, from, to, buckets) };
    })"""
    for (begins, ends, first, last, buckets), found in zip(cases, crowd_parts(kept, cases), strict=True):
        places = [at for at, begin in enumerate(begins) if begin < last and ends[at] > first]
        assert found["places"] == places
        best: dict[int, int] = {}
        for at in places:
            bucket = min(max((begins[at] - first) * buckets // (last - first), 0), buckets - 1)
            if bucket not in best or ends[at] - begins[at] > ends[best[bucket]] - begins[best[bucket]]:
                best[bucket] = at
        assert found["longest"] == sorted(best.values())


def _many_events(draw: random.Random) -> list[dict[str, Any]]:
    events = []
    for at in range(22_000):
        start = draw.randrange(-4_000, 20_000)
        end = start + draw.choice((0, 0, 0, 5, 300, 9_000))
        events.append({"id": f"e{at}", "title": f"Event {at}", "kind": draw.choice("abc"), "start": start, "end": end})
    return events


def test_a_crowd_is_drawn_one_by_one_or_its_longest_or_not_at_all(make_parts: Callable[..., Parts]) -> None:
    import narwhals as nw
    import pandas as pd

    draw = random.Random(20)
    events = _many_events(draw)
    dates = [f"{format_day(each['start'])}/{format_day(each['end'])}" for each in events]
    frame = pd.DataFrame({name: [each[name] for each in events] for name in ("id", "title", "kind")})
    crowd = table_crowd(nw.from_native(frame.assign(date=dates), eager_only=True))
    parts = make_parts(crowd.payload | {"lanes": "kind"}, crowd=crowd)
    parts("async () => { byId('picture').style.width = '1200px'; hasPlotly = true; await readTexts(); }")
    ranges = [[-10_000, 40_000], [1_000, 1_001]]
    for length in (1, 30, 200, 2_000, 20_000):
        ranges += [[start, start + length] for start in (draw.randrange(-4_000, 20_000) for _ in range(4))]
    drawn = """(ranges) => ranges.map((range) => {
        view.range = range;
        return lanesOf(EVENTS).map(({ title, inside, total, isDense, events }) => (
            { title, inside, total, isDense, ids: events.map(({ id }) => id) }));
    })"""
    levels = set()
    for (first, last), lanes in zip(ranges, parts(drawn, ranges), strict=True):
        inside = [each for each in events if each["start"] < last and each["end"] >= first]
        shown = sum(len(lane["ids"]) for lane in lanes)
        level = "all" if len(inside) <= 1_000 else "longest" if len(inside) <= 20_000 else "none"
        levels.add(level)
        assert shown == {"all": len(inside), "longest": min(shown, 600), "none": 0}[level]
        for lane in lanes:
            _check_lane(lane, [each for each in inside if each["kind"] == lane["title"].lower()], level)
    assert levels == {"all", "longest", "none"}


def _check_lane(lane: dict[str, Any], inside: list[dict[str, Any]], level: str) -> None:
    assert lane["inside"] == len(inside)
    assert lane["isDense"] == (level != "all")
    assert set(lane["ids"]) <= {each["id"] for each in inside}
    if level == "all":
        assert len(lane["ids"]) == len(inside)
    if level == "longest":
        lengths = {each["id"]: each["end"] - each["start"] for each in inside}
        assert max(lengths.values()) == max(lengths[id] for id in lane["ids"])
        assert 0 < len(lane["ids"]) <= 200


def test_the_overview_counts_each_event_once(parts: Parts) -> None:
    anchors = parts("() => EVENTS.map(({ anchor }) => anchor)")
    counted = """(widths) => widths.map((width) => {
        const scale = scaleOf(wholeYears(), width);
        return binned(EVENTS, binUnit(width), scale);
    })"""
    for bins in parts(counted, [120, 300, 900, 2_400]):
        assert sum(each["count"] for each in bins) == sum(anchor is not None for anchor in anchors)
        for each in bins:
            assert civil_date(each["from"])[2] == civil_date(each["to"])[2] == 1
            inside = [anchor for anchor in anchors if anchor is not None and each["from"] <= anchor < each["to"]]
            assert each["count"] == len(inside)


def _views(draw: random.Random, known: dict[str, Any], number: int) -> list[dict[str, Any]]:
    return [_view(draw, known) for _ in range(number)]


def _view(draw: random.Random, known: dict[str, Any]) -> dict[str, Any]:
    def some(values: list[Any]) -> Any:
        return draw.choice([None, *values])

    query = draw.choice(("", "china", "a&b=c#d", "100 % + 1", "%2C,", "Львів 東京", "“é”", "x" * 200))
    shown = some(known["views"])
    start = draw.randrange(-800_000, 20_000)
    dates = draw.choice(([None, None], ["2014", None], ["-0489", "2022-02-24"], [None, "2014-02"]))
    return {
        "query": query,
        "widely": bool(query) and draw.random() < 0.5,
        "facets": {name: draw.sample(values, min(len(values), draw.choice((0, 0, 0, 1, 3))))
                   for name, values in known["facets"].items()},
        "certain": draw.random() < 0.3,
        "dates": dates,
        "lanes": draw.choice(known["lanes"]),
        "order": some(["size", "name"]),
        "colour": draw.choice(known["colours"]),
        "debate": some(known["propositions"]),
        "shown": shown,
        "theme": some(["light", "dark"]),
        "range": draw.choice((None, [start, start + draw.randrange(1, 90_000)])),
        "chosen": draw.choice(known["events"]),
        "speaker": some(known["speakers"]) if shown == "debate" else None,
        "claim": None,
        "whole": False,
    }  # fmt: skip


READ_BACK: Final = """(views) => views.map((given) => {
    Object.assign(view, structuredClone(given));
    for (const name of FACETS) view.facets[name] = new Set(given.facets[name]);
    const [from, to] = given.dates.map((text) => text && typedDate(text));
    view.dates = { from, to };
    const fragment = fragmentOf();
    readFragment("#x=1");
    readFragment(`#${fragment}`);
    const facets = Object.fromEntries(FACETS.map((name) => [name, [...view.facets[name]]]));
    const dates = [view.dates.from, view.dates.to].map((date) => date && date.text);
    return { read: { ...view, facets, dates }, fragment, again: fragmentOf() };
})"""
KNOWN: Final = """() => ({
    facets: Object.fromEntries(FACETS.map((name) => [name, [...FACET_VALUES[name].keys()]])),
    lanes: [...LANE_UNITS, "none"], colours: COLOURINGS, propositions: PROPOSITION_IDS, views: VIEWS,
    events: EVENTS.map(({ id }) => id),
    speakers: [...new Set(DATA.claims.filter(({ positions }) => positions.length).flatMap(({ by }) => by))],
})"""


def test_a_link_restores_the_view(parts: Parts) -> None:
    views = _views(random.Random(18), parts(KNOWN), 300)
    for given, found in zip(views, parts(READ_BACK, views), strict=True):
        assert found["again"] == found["fragment"]
        read = {name: found["read"][name] for name in given}
        if given["shown"] == "story":
            read["whole"] = given["whole"]
        assert read == given, found["fragment"]


def test_a_link_restores_kinds_whatever_they_are_called(make_parts: Callable[..., Parts]) -> None:
    kinds = ["war", "war, civil", "civil", "a&b", "50 %", "Война, гражданская", " ", "kind"]
    rows = [{"id": f"e{at}", "title": "x", "date": "2014", "kind": kind} for at, kind in enumerate(kinds)]
    parts = make_parts(table_payload(rows) | {"lanes": "kind"})
    views = _views(random.Random(19), parts(KNOWN), 200)
    for given, found in zip(views, parts(READ_BACK, views), strict=True):
        assert found["read"]["facets"] == given["facets"], found["fragment"]


def test_the_oracles_of_these_tests_are_the_library(parts: Parts) -> None:
    entries = parts("() => rawData().events.map(({ edtf, bounds }) => [edtf, bounds[0]])")
    assert len(entries) > 40
    for edtf, first in entries:
        assert first is None or When.parse(edtf).bounds.start_min == first
