"""The positions chart: every claim on its side, at its day, with its speaker, and no dot behind another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import pytest

from chronology.dates.days import parse_day
from chronology.dates.when import When
from chronology.errors import DateError, QueryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.model.header import Header
from chronology.model.source import Source
from chronology.model.vocabulary import STANCES
from chronology.registry.registry import Registry
from chronology.render.positions_chart import positions_chart
from chronology.render.scale import Scale
from chronology.render.stances import moment_of
from chronology.store.load import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BUNDLED = Path(__file__).parents[2] / "data" / "events.yaml"
PAYLOAD = '<b>R&D</b> <a href="javascript:alert(1)">x</a> $\\href{javascript:alert(1)}{y}$ %{x}'
SYMBOL = {"for": "circle", "neither": "diamond", "against": "square"}


def claim(id: str, made: str | None, stance: str = "affirms", by: str = "ada", **fields: Any) -> Claim:
    defaults: dict[str, Any] = {"text": f"{id}.", "kind": "position", "positions": {"peace": stance}}
    return Claim(**(defaults | {"id": id, "by": by.split(), "made": made} | fields))


def registry_of(*claims: Claim, **sections: Any) -> Registry:
    defaults: dict[str, Any] = {
        "header": Header(title="Two rivers"),
        "actors": [Actor(id="ada", name="Ada Quill", kind="person"), Actor(id="bo", name="Bo Reed", kind="person")],
        "propositions": [Proposition(id="peace", text="The truce is a peace."), Proposition(id="end", text="It ends.")],
    }
    return Registry(claims=claims, **(defaults | sections))


def dots(figure: go.Figure) -> dict[str, dict[str, Any]]:
    """The dots by claim id; of a claim in several lanes, one."""
    found = {}
    for trace in figure.data:
        for at, data in enumerate(trace.customdata if trace.customdata is not None else ()):
            marker = trace.marker
            found[data[3]] = {
                "x": trace.x[at],
                "y": trace.y[at],
                "symbol": marker.symbol,
                "hollow": marker.line.width[at] > 0,
                "opacity": marker.opacity[at],
                "hover": list(data),
            }
    return found


def notes(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def key(figure: go.Figure) -> list[str]:
    return [trace.name for trace in figure.data if trace.legend == "legend2"]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def test_every_claim_on_every_proposition_is_a_dot() -> None:
    registry = load(BUNDLED)
    figure = positions_chart(registry)
    drawn = Counter(data[3] for trace in figure.data if trace.customdata is not None for data in trace.customdata)
    assert drawn == {id: len(claim.positions) for id, claim in registry.claims.items() if claim.positions}
    assert set(figure.layout.meta["chronology"]["claims"]) == set(drawn)


def test_no_dot_hides_another() -> None:
    claims = [claim(f"c{number}", "2014-05-02") for number in range(9)]
    claims += [claim(f"d{number}", f"2014-05-{number + 3:02}") for number in range(9)]
    figure = positions_chart(registry_of(*claims, claim("far", "2004-01-01")))
    at = [(parse_day(dot["x"][:10]), dot["y"]) for dot in dots(figure).values()]
    days_per_pixel = 10 * 365 / 500
    for index, (day, y) in enumerate(at):
        for other_day, other_y in at[:index]:
            assert y != other_y or abs(day - other_day) / days_per_pixel > 10


def test_those_who_affirm_stand_above_those_who_deny() -> None:
    figure = positions_chart(registry_of(*(claim(stance, "2014-05-02", stance) for stance in STANCES)))
    heights = [dots(figure)[stance]["y"] for stance in STANCES]
    assert heights == sorted(heights)
    assert len(set(heights)) == 5
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "small numbers are at the top"
    symbols = [dots(figure)[stance]["symbol"] for stance in STANCES]
    assert symbols == [SYMBOL[side] for side in ("for", "for", "neither", "against", "against")]
    assert [text for text in notes(figure) if text in ("Affirms", "Leans towards", "Qualifies", "Denies")] == [
        "Affirms", "Leans towards", "Qualifies", "Denies"
    ]  # fmt: skip


def test_lanes_are_the_most_debated_first_or_as_asked() -> None:
    registry = registry_of(claim("a", "2014", positions={"end": "affirms"}), claim("b", "2015"), claim("c", "2016"))
    heading = '{}<br><span style="color:#5F6B76;font-weight:400">{}</span>'
    first, second = heading.format("The truce is a peace", 2), heading.format("It ends", 1)
    assert [text for text in notes(positions_chart(registry)) if "<br>" in text] == [first, second]
    asked = positions_chart(registry, propositions=["end", "peace"])
    assert [text for text in notes(asked) if "<br>" in text] == [second, first]
    assert set(dots(positions_chart(registry, propositions=["end"]))) == {"a"}


@pytest.mark.parametrize(
    ("made", "dot", "first", "last", "open_end"),
    [
        ("2014-05-02", "2014-05-02", "2014-05-02", "2014-05-02", None),
        ("2014-05", "2014-05-31", "2014-05-01", "2014-05-31", None),
        ("[2014-05-02..2014-05-04]", "2014-05-04", "2014-05-02", "2014-05-04", None),
        ("[..2014-05-02]", "2014-05-02", "2014-04-06", "2014-05-02", "past"),
        ("2014-05-02/..", "2014-05-02", "2014-05-02", "2014-05-28", "future"),
        ("[2014-05-02..]", "2014-05-02", "2014-05-02", "2014-05-28", "future"),
    ],
)
def test_a_claim_stands_at_the_last_day_it_can_have_been_made(
    made: str, dot: str, first: str, last: str, open_end: str | None
) -> None:
    day = parse_day("2014-05-02")
    moment = moment_of(When(made).bounds, Scale(day - 100, day + 100, day - 100, day + 100, 200))
    assert moment is not None
    assert moment.day == parse_day(dot) + 0.5
    assert int(moment.first) == parse_day(first)
    assert moment.last in (parse_day(last) + 1, parse_day(last) + 0.5)
    assert moment.open_end == open_end


def test_an_open_start_is_drawn_and_explained() -> None:
    figure = positions_chart(registry_of(claim("by-then", "[..2014-05-02]"), claim("some-day", "2014-04")))
    assert dots(figure)["by-then"]["x"] == "2014-05-02 12:00"
    scatters = (trace for trace in figure.data if trace.type == "scatter")
    (past,) = (trace for trace in scatters if trace.marker.symbol == ("triangle-left",))
    assert (past.y, past.marker.color) == ((dots(figure)["by-then"]["y"],), "#FFFFFF")
    (span,) = (trace for trace in figure.data if trace.type == "bar")
    assert (list(span.base), list(span.x)) == (["2014-04-01"], [30 * 86_400_000])


def test_a_claim_reported_and_rejected_is_hollow() -> None:
    registry = registry_of(
        claim("rejected", "2014-05-02", by="bo", via=["ada"]),
        claim("quoted", "2014-05-02", by="bo", via=["ada"]),
        claim("deprecated", "2014-05-02", rank="deprecated"),
        claim("answer", "2014-05-03", "denies", replies_to=["rejected"]),
    )
    drawn = dots(positions_chart(registry))
    assert {id for id, dot in drawn.items() if dot["hollow"]} == {"rejected", "deprecated"}
    assert "Reported by Ada Quill, not shared" in drawn["rejected"]["hover"][2]
    assert "Reported by Ada Quill<br>" in drawn["quoted"]["hover"][2]


def test_the_key_names_only_what_is_there() -> None:
    assert key(positions_chart(registry_of(claim("a", "2014-05-02")))) == ["for"]
    registry = registry_of(
        claim("a", "2014-05~", "denies"), claim("b", "[..2014-05-02]", "qualifies", rank="deprecated")
    )
    assert key(positions_chart(registry)) == [
        "qualifies",
        "against",
        "reported, not shared",
        "date approximate or uncertain",
        "made some time in these days",
        "made by that day, not known when",
    ]


def test_hovering_tells_who_what_in_which_office_and_where_it_is_written() -> None:
    registry = registry_of(
        claim(
            "a",
            "[2014-05-02..2014-05-04]",
            by="ada bo",
            capacity="Editors of the Gazette",
            outcome="It came true.",
            sources=[{"source": "g", "locator": "¶2"}, *({"source": "unknown"} for _ in range(4))],
        ),
        sources=[Source(id="g", title="Peace", container_title="The Gazette", issued="2014-05-04")],
    )
    assert dots(positions_chart(registry))["a"]["hover"] == [
        "Ada Quill, Bo Reed",
        "Affirms: The truce is a peace.",
        "<br>a.<br>Editors of the Gazette<br>On one day between 2 and 4 May 2014"
        "<br>Peace, The Gazette, 4 May 2014, ¶2<br>unknown<br>unknown<br>and 2 more sources<br>Outcome: It came true.",
        "a",
    ]


def test_what_is_not_drawn_is_counted() -> None:
    registry = registry_of(
        claim("early", "2004"), claim("a", "2014-05-02"), claim("late", "2024"), claim("never", None)
    )
    subtitle = positions_chart(registry, range_x=("2014", "2014-12"), subtitle="").layout.title.subtitle.text
    assert subtitle == (
        "1 of 4 claims lie before this range · 1 of 4 claims lie after this range"
        " · 1 of 4 claims bear no date and are not drawn"
    )


def test_an_empty_chart_says_why() -> None:
    for registry, sentence in (
        (Registry(), "No claim takes a position."),
        (registry_of(), "No claim takes a position."),
        (registry_of(claim("a", None)), "No claim with a date takes a position."),
    ):
        figure = positions_chart(registry, title="Nothing")
        assert notes(figure) == [sentence]
        assert figure.layout.title.text == "Nothing"
        assert figure.layout.meta == {"chronology": {"schema": 1, "claims": []}}


def test_unknown_propositions_and_foreign_things_are_refused() -> None:
    registry = registry_of(claim("a", "2014"))
    with pytest.raises(UnknownId, match="no proposition 'peac' \\(did you mean 'peace'"):
        positions_chart(registry, propositions=["peac"])
    with pytest.raises(QueryError, match=r"write \['peace'\]"):
        positions_chart(registry, propositions="peace")
    with pytest.raises(QueryError, match="from a Registry, not from list"):
        positions_chart([claim("a", "2014")])  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="no template 'lihgt'"):
        positions_chart(registry, template="lihgt")


@pytest.mark.parametrize(
    ("range_x", "error", "message"),
    [
        ("2014", QueryError, "two dates"),
        (("2014", "2013"), QueryError, "ends before it begins"),
        (("..", "2014"), DateError, "not a date"),
        (("2014/..", "2015/.."), QueryError, "with a bound"),
    ],
)
def test_a_range_without_meaning_is_refused(range_x: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        positions_chart(registry_of(claim("a", "2014")), range_x=range_x)


def test_text_is_never_markup() -> None:
    registry = Registry(
        header=Header(title=PAYLOAD),
        actors=[Actor(id="a", name=PAYLOAD, kind="person")],
        sources=[Source(id="s", title=PAYLOAD, container_title=PAYLOAD)],
        propositions=[Proposition(id="p", text=PAYLOAD)],
        claims=[
            claim("c", "2014", by="a", text=PAYLOAD, capacity=PAYLOAD, via=["a"], outcome=PAYLOAD,
                  positions={"p": "denies"}, sources=[{"source": "s", "locator": PAYLOAD}]),
        ],
    )  # fmt: skip
    written = positions_chart(registry, subtitle=PAYLOAD).to_plotly_json()
    shown = [text for part in (written["data"], written["layout"]) for text in texts(part)]
    assert any("&lt;b&gt;R&amp;D" in text for text in shown)
    for text in shown:
        bare = text.replace("<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[2]}<extra></extra>", "")
        assert "<a" not in bare
        assert "$" not in bare
        assert "%{" not in bare
        assert "R&D" not in bare


@pytest.mark.parametrize("template", ["light", "dark", "plotly_white", "plotly_dark"])
def test_the_same_registry_gives_the_same_figure(template: str) -> None:
    registry = load(BUNDLED)
    assert (
        positions_chart(registry, template=template).to_json()
        == positions_chart(load(BUNDLED), template=template).to_json()
    )


def test_no_upload_is_offered() -> None:
    for registry in (Registry(), registry_of(claim("a", "2014"))):
        assert "sendChartToCloud" in positions_chart(registry).layout.modebar.remove


LABELS = """() => [...document.querySelectorAll(
    '.textpoint text, .annotation text, .xtick text, .gtitle'
)].map(text => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.top, box.right, box.bottom];
})"""
DOTS = """() => [...document.querySelectorAll('.scatterlayer .points path.point')]
    .map(point => [point.__data__ && point.__data__.data, point.getBoundingClientRect()])
    .filter(([data]) => Array.isArray(data) && data.length === 4)
    .map(([data, box]) => [data[3], box.left, box.top, box.right, box.bottom])"""

Box = tuple[str, float, float, float, float]


def touching(boxes: list[Box], air: float) -> list[tuple[str, str]]:
    """Pairs of boxes that share more than a hair; the line boxes of a font are higher than its letters by `air`."""
    return [
        (one[0], other[0])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[1] < other[3] and other[1] < one[3] and one[2] + air < other[4] and other[2] + air < one[4]
    ]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a figure as its own page; a page that complains fails the test that opened it."""
    pages: list[Page] = []
    complaints: list[str] = []

    def open_figure(figure: go.Figure, width: int) -> Page:
        path = tmp_path / f"figure-{len(pages)}.html"
        figure.write_html(path, include_plotlyjs="directory")
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector(".xtick text")
        pages.append(page)
        return page

    yield open_figure
    for page in pages:
        page.close()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("range_x", [None, ("2022-01-20", "2022-02-20")])
@pytest.mark.parametrize("width", [390, 1000, 1400])
def test_labels_touch_nothing_and_every_claim_is_seen(
    opened: Callable[..., Page], width: int, range_x: tuple[str, str] | None
) -> None:
    registry = load(BUNDLED)
    figure = positions_chart(registry, width=width if width < 1000 else None, range_x=range_x)
    page = opened(figure, width)
    labels, drawn = page.evaluate(LABELS), page.evaluate(DOTS)
    assert Counter(box[0] for box in drawn) == {
        id: len(claim.positions) for id, claim in registry.claims.items() if claim.positions
    }
    seen = [box for box in drawn if range_x is None or box[3] > box[1]]
    assert len(seen) >= 80
    assert min(min(right - left, bottom - top) for _, left, top, right, bottom in seen) >= 7
    visible = [box for box in labels if box[1] > 0 and box[3] < width]
    assert len(visible) > 150
    assert touching(visible, 3.5) == []
    assert touching(seen, 0.5) == []


@pytest.mark.browser
def test_hovering_shows_hostile_text_as_it_was_written(opened: Callable[..., Page]) -> None:
    text = '<a href="https://evil.example">R&D</a> $x$ %{y}'
    registry = registry_of(claim("a", "2014", text=text, capacity=text), header=Header(title=text))
    page = opened(positions_chart(registry), 1000)
    _, left, top, right, bottom = page.evaluate(DOTS)[0]
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.wait_for_selector(".hoverlayer text")
    assert page.locator(".hoverlayer").text_content().replace("\xa0", " ").count(text) == 2
    assert page.locator(".gtitle").text_content() == text
    assert page.locator("svg a").count() == 0
