"""The actor matrix: every number is that of ties(), can be read, and stands where its two actors meet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from chronology.errors import QueryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.query.terms import ANY, during, of_kind
from chronology.query.ties import ties
from chronology.registry.registry import Registry
from chronology.render.actor_matrix import MOST_PANELS, actor_matrix
from chronology.render.cells import MOST_ACTORS, MOST_IN_PANELS, compact
from chronology.render.palette import DARK, LIGHT
from chronology.render.shades import contrast
from chronology.store.load import load

BUNDLED = Path(__file__).parents[2] / "data" / "events.yaml"
MakeEvent = Callable[..., Event]


@pytest.fixture(scope="module")
def bundled() -> Registry:
    return load(BUNDLED)


def parties(*ids: str) -> list[dict[str, str]]:
    return [{"actor": id, "role": "party"} for id in ids]


def states(*ids: str) -> list[Actor]:
    return [Actor(id=id, name=f"State of {id}", kind="state") for id in ids]


@pytest.fixture(scope="module")
def league() -> Registry:
    """Three states: A and B meet three times in two years, B and C once; A warns C."""

    def event(id: str, date: str, people: list[dict[str, str]], kind: str = "summit") -> Event:
        return Event.model_validate(
            {"id": id, "title": f"The {id}", "date": date, "kind": kind, "participants": people}
        )

    events = [
        event("first", "2001-05", parties("A", "B")),
        event("second", "2001-12-01/..", parties("A", "B")),
        event("third", "2003-01-01", parties("A", "B", "C")),
        event("warning", "2002", [{"actor": "A", "role": "author"}, {"actor": "C", "role": "target"}], "statement"),
    ]
    return Registry(events=events, actors=states("A", "B", "C"), header=Header(title="The League"))


def cells(figure: go.Figure) -> dict[tuple[str, str], str]:
    """The number printed in each cell of a chart with one matrix, by row and column."""
    numbers = numbers_at(figure)
    return {
        tuple(data[1:3]): numbers[round(x, 3), round(base + high / 2, 3)]
        for trace in figure.data
        if isinstance(trace, go.Bar)
        for x, base, high, data in zip(trace.x, trace.base, trace.y, trace.customdata, strict=True)
    }


def texts(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text"]


def numbers_at(figure: go.Figure) -> dict[tuple[float, float], str]:
    trace = texts(figure)[0]
    return {(round(x, 3), round(y, 3)): text for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)}


def hovers(figure: go.Figure) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for trace in figure.data:
        if isinstance(trace, go.Bar):
            for data in trace.customdata:
                found.setdefault(tuple(data[1:3]), []).append(data[0])
    return found


def said(figure: go.Figure) -> str:
    return str(figure.layout.title.subtitle.text or figure.layout.title.text).replace("<br>", " ")


def periods(figure: go.Figure) -> list[str]:
    return [text[3:-4] for trace in texts(figure) for text in trace.text if text.startswith("<b>")]


def test_each_two_actors_meet_in_two_cells_with_the_number_of_their_events(league: Registry) -> None:
    figure = actor_matrix(league)
    expected = {("A", "B"): "3", ("A", "C"): "1", ("B", "C"): "1"}
    assert cells(figure) == expected | {(b, a): number for (a, b), number in expected.items()}
    assert figure.layout.xaxis.ticktext == ("State of A", "State of B", "State of C")
    assert figure.layout.yaxis.ticktext == figure.layout.xaxis.ticktext
    assert figure.layout.title.text == "The League"
    assert said(figure) == "Events in which two act together, not on opposite sides"
    assert figure.layout.meta["chronology"]["actors"] == ["A", "B", "C"]


@pytest.mark.parametrize("directed", [False, True])
def test_its_numbers_are_those_of_ties(bundled: Registry, directed: bool) -> None:
    figure = actor_matrix(bundled, directed=directed)
    table = ties(bundled, directed=directed)
    wanted = {(a, b): str(n) for a, b, n in zip(table["source"], table["target"], table["events"], strict=True)}
    assert cells(figure) == (wanted if directed else wanted | {(b, a): n for (a, b), n in wanted.items()})


def test_a_row_acts_on_a_column_and_the_subtitle_says_so(league: Registry) -> None:
    figure = actor_matrix(league, directed=True)
    assert cells(figure) == {("A", "C"): "1"}
    assert "rows act on columns" in said(figure)
    assert hovers(figure)["A", "C"][0].startswith("<b>State of A acts on State of C</b>")


def test_hovering_says_who_how_often_since_when_and_in_which_events(league: Registry) -> None:
    (words,) = hovers(actor_matrix(league))["B", "A"]
    assert words.split("<br>") == [
        "<b>State of A and State of B</b>",
        "Events: 3",
        "First day: 1 May 2001",
        "Last day: no end known",
        "· The first",
        "· The second",
        "· The third",
    ]


def test_each_period_has_a_matrix_and_those_without_ties_have_none(league: Registry) -> None:
    figure = actor_matrix(league, per="year")
    assert periods(figure) == ["2001", "2003"]
    assert figure.layout.meta["chronology"]["periods"] == ["2001", "2003"]
    assert sorted(numbers_at(figure).values()) == ["1"] * 6 + ["2"] * 2
    assert [words.split("<br>")[1] for words in hovers(figure)["A", "B"]] == ["2003", "2001"]
    assert "by the year of the earliest start; years without ties left out" in said(figure)


def test_events_without_a_first_day_have_a_matrix_that_says_so(event: MakeEvent) -> None:
    two = parties("A", "B")
    events = [event("old", "../1815", participants=two), event("new", "1820", participants=two)]
    assert periods(actor_matrix(events, per="year")) == ["No first day known", "1820"]
    events.append(event("bc", "-0489-09-12", participants=two))
    assert periods(actor_matrix(events, per="decade")) == ["No first day known", "491–482 BCE", "1820s"]


def test_the_smallest_are_left_out_and_counted(event: MakeEvent) -> None:
    events = [event(f"e{at}", "2001", participants=parties("hub", f"a{at:02}")) for at in range(60)]
    figure = actor_matrix([*events, event("more", "2002", participants=parties("hub", "a59"))])
    assert figure.layout.meta["chronology"]["actors"][:3] == ["hub", "a59", "a00"]
    assert len(figure.layout.meta["chronology"]["actors"]) == MOST_ACTORS
    assert f"{61 - MOST_ACTORS} actors with fewer ties not drawn" in said(figure)
    by_year = actor_matrix(events, per="year")
    assert len(by_year.layout.meta["chronology"]["actors"]) == MOST_IN_PANELS
    assert len(actor_matrix(events, most=3).layout.meta["chronology"]["actors"]) == 3


def test_an_actor_all_of_whose_partners_are_left_out_is_left_out_and_counted(event: MakeEvent) -> None:
    events = [event(f"e{at}", "2001", participants=parties("A", "B")) for at in range(3)]
    events += [event(f"f{at}", "2001", participants=parties("C", f"c{at}")) for at in range(4)]
    figure = actor_matrix(events, most=3)
    assert figure.layout.meta["chronology"]["actors"] == ["A", "B"]
    assert "5 actors with fewer ties not drawn" in said(figure)


def test_two_hubs_without_a_tie_give_way_to_one_and_its_partner(event: MakeEvent) -> None:
    events = [event(f"{hub}{at}", "2001", participants=parties(hub, f"{hub}-{at}")) for hub in "AB" for at in range(9)]
    assert actor_matrix(events, most=2).layout.meta["chronology"]["actors"] == ["A", "A-0"]


def test_a_number_without_room_shows_on_hovering_only(event: MakeEvent) -> None:
    events = [event(f"e{at}", "2001", participants=parties("hub", f"a{at % 50:02}")) for at in range(700)]
    figure = actor_matrix(events, most=51, width=390)
    assert not numbers_at(figure)
    assert "numbers that have no room show on hovering" in said(figure)
    assert "Events: 14" in hovers(figure)["hub", "a00"][0]


def test_of_very_many_periods_the_busiest_are_drawn_and_the_others_counted(event: MakeEvent) -> None:
    events = [event(f"e{year}", str(year), participants=parties("A", "B")) for year in range(1900, 1960)]
    figure = actor_matrix([*events, event("more", "1959", participants=parties("A", "B"))], per="year")
    assert len(periods(figure)) == MOST_PANELS
    assert "1959" in periods(figure)
    assert f"the {MOST_PANELS} of 60 years with the most events" in said(figure)


def test_an_order_may_be_given_by_ids_or_names(league: Registry) -> None:
    figure = actor_matrix(league, category_orders={"actor": ["State of C", "B"]})
    assert figure.layout.meta["chronology"]["actors"] == ["C", "B", "A"]


def test_a_question_narrows_what_is_counted(bundled: Registry) -> None:
    table = ties(bundled, of=of_kind("exercise"), among=["Russia", "China"])
    figure = actor_matrix(bundled, of=of_kind("exercise"), among=["Russia", "China"])
    assert cells(figure) == {("RUS", "CHN"): str(table["events"][0]), ("CHN", "RUS"): str(table["events"][0])}


def test_other_words_are_used_where_they_are_given(league: Registry) -> None:
    figure = actor_matrix(league, labels={"events": "Talks <b>", "last": "Until"})
    words = hovers(figure)["A", "B"][0]
    assert "Talks &lt;b&gt;: 3" in words
    assert "Until: no end known" in words
    assert [trace.name for trace in figure.data if trace.showlegend] == ["Talks &lt;b&gt;: 1", "3"]


@pytest.mark.parametrize("template", ["light", "dark"])
def test_every_number_can_be_read_on_its_cell(event: MakeEvent, template: str) -> None:
    events = [
        event(f"e{number}-{at}", "2001", participants=parties("hub", f"a{number}"))
        for number in (1, 2, 3, 5, 8, 13)
        for at in range(number)
    ]
    figure = actor_matrix(events, template=template)
    ground = {round(x, 3): bar.marker.color for bar in figure.data if isinstance(bar, go.Bar) for x in bar.x}
    (numbers,) = texts(figure)
    for x, y, ink in zip(numbers.x, numbers.y, numbers.textfont.color, strict=True):
        if y == 0:
            assert contrast(ink, ground[x]) >= 4.5
    assert figure.layout.template.layout.paper_bgcolor == {"light": LIGHT, "dark": DARK}[template].sheet


@pytest.mark.parametrize("per", [None, "year"])
@pytest.mark.parametrize("width", [390, 800, 1400, 2400, None])
def test_no_cell_is_drawn_outside_the_plot(bundled: Registry, per: Any, width: int | None) -> None:
    figure = actor_matrix(bundled, per=per, width=width)
    (left, right), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    for bar in figure.data:
        if isinstance(bar, go.Bar):
            assert left <= min(bar.x) - bar.width / 2 < max(bar.x) + bar.width / 2 <= right
            assert top <= min(bar.base) < max(bar.base) + bar.y[0] <= bottom
    margin = figure.layout.margin
    pixels = (width or 1000) - margin.l - margin.r
    cell = pixels / (right - left)
    assert cell >= 20
    assert (figure.layout.height - margin.t - margin.b) / (bottom - top) == pytest.approx(cell, rel=0.02)


def test_a_long_name_is_shortened_and_whole_in_the_hover(event: MakeEvent) -> None:
    name = "The Extraordinary Congress of " + "very " * 32 + "many peoples"
    actors = [Actor(id="A", name=name, kind="group"), Actor(id="B", name="中华人民共和国" * 6, kind="state")]
    registry = Registry(events=[event("one", "2001", participants=parties("A", "B"))], actors=actors)
    figure = actor_matrix(registry, width=390)
    assert all(text.endswith("…") for text in figure.layout.yaxis.ticktext)
    assert "many peoples" in hovers(figure)["A", "B"][0].replace("<br>", " ")
    assert figure.layout.margin.l < 390 / 2


def test_a_table_of_another_engine_gives_the_same_figure_without_titles(league: Registry) -> None:
    polars = pytest.importorskip("polars")
    table = polars.from_arrow(league.to_arrow())
    from_frame = actor_matrix(league.to_frame(), per="year")
    assert actor_matrix(table, per="year").to_json() == from_frame.to_json()
    assert actor_matrix(table.lazy(), per="year").to_json() == from_frame.to_json()
    assert cells(actor_matrix(table)) == cells(actor_matrix(league))
    assert hovers(actor_matrix(table))["A", "B"] == [
        "<b>A and B</b><br>Events: 3<br>First day: 1 May 2001<br>Last day: no end known"
    ]


def test_three_hundred_events_of_one_pair_are_one_cell(event: MakeEvent) -> None:
    events = [event(f"e{at:03}", f"{1701 + at}", participants=parties("A", "B")) for at in range(300)]
    figure = actor_matrix(events)
    assert cells(figure) == {("A", "B"): "300", ("B", "A"): "300"}
    assert hovers(figure)["A", "B"][0].endswith("<br>and 297 more")
    assert len(figure.to_json()) < 20_000


@pytest.mark.parametrize(
    ("number", "text"), [(999, "999"), (1000, "1k"), (1500, "1.5k"), (12_345, "12k"), (4 * 10**9, "4bn")]
)
def test_large_numbers_are_short(number: int, text: str) -> None:
    assert compact(number) == text


def test_without_ties_it_says_so(event: MakeEvent) -> None:
    assert actor_matrix(Registry()).layout.annotations[0].text == "No two actors act together in these events."
    alone = [event("one", "2001", participants=parties("A"))]
    assert actor_matrix(alone, per="year", directed=True).layout.annotations[0].text == (
        "No actor acts on another in these events."
    )


def test_the_same_input_gives_the_same_bytes(bundled: Registry) -> None:
    figure = actor_matrix(bundled, per="decade")
    assert figure.to_json() == actor_matrix(load(BUNDLED), per="decade").to_json()
    assert json.loads(figure.to_json())["layout"]["meta"]["chronology"]["schema"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"per": "yaer"}, "there is no period 'yaer' (did you mean 'year'?)"),
        ({"labels": {"event": "x"}}, "labels: the chart does not speak of 'event' (did you mean 'events'?)"),
        ({"category_orders": {"actors": []}}, "category_orders: the chart does not group by 'actors'"),
        ({"template": "lihgt"}, "there is no template 'lihgt'"),
        ({"most": 1}, "most is a whole number, 2 or more, not 1"),
        ({"directed": 1}, "directed is True or False"),
        ({"among": "RUS"}, "among is a list of actors"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(league: Registry, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        actor_matrix(league, **arguments)
    assert message in str(caught.value)


def test_an_actor_that_nobody_knows_is_told(league: Registry) -> None:
    with pytest.raises(UnknownId):
        actor_matrix(league, among=["A", "Z"])
    assert not actor_matrix(league, of=ANY & during("1999")).data
