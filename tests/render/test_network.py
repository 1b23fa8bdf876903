"""The network: the same places in every period, a line for each tie, a symbol for each actor, and a slider."""

from __future__ import annotations

import copy
import json
import pickle
from collections import Counter
from collections.abc import Callable
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from chronology.errors import QueryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.query.counts import counts
from chronology.query.ties import ties
from chronology.registry.registry import Registry
from chronology.render.network import MOST_ACTORS, MOST_STEPS, network
from chronology.render.network_traces import LARGEST_NODE
from chronology.render.ring import Spot, curve, cut_before, ring_of, ring_order
from chronology.render.text_width import text_width
from chronology.store.load import load

BUNDLED = Path(__file__).parents[2] / "data" / "events.yaml"
MakeEvent = Callable[..., Event]


@pytest.fixture(scope="module")
def bundled() -> Registry:
    return load(BUNDLED)


def parties(*ids: str) -> list[dict[str, str]]:
    return [{"actor": id, "role": "party"} for id in ids]


@pytest.fixture(scope="module")
def league() -> Registry:
    """Two states and a league: A and B meet three times, twice without it; A warns the league."""

    def event(id: str, date: str, people: list[dict[str, str]]) -> Event:
        record = {"id": id, "title": f"The {id}", "date": date, "kind": "summit", "participants": people}
        return Event.model_validate(record)

    events = [
        event("first", "2001-05", parties("A", "B")),
        event("second", "2001-12-01/..", parties("A", "B")),
        event("third", "2003-01-01", parties("A", "B", "C")),
        event("warning", "2002", [{"actor": "A", "role": "author"}, {"actor": "C", "role": "target"}]),
    ]
    actors = [
        Actor(id="A", name="Aland", kind="state"),
        Actor(id="B", name="Beland", kind="state"),
        Actor(id="C", name="The League", kind="igo"),
    ]
    return Registry(events=events, actors=actors, header=Header(title="The League"))


def hovers(figure: go.Figure) -> dict[tuple[str, ...], str]:
    """What hovering says, by the id of an actor or the ids of a tie."""
    return {
        tuple(data[1:]): data[0] for trace in figure.data if trace.customdata is not None for data in trace.customdata
    }


def spots(figure: go.Figure) -> dict[str, tuple[float, float]]:
    return {
        data[1]: (x, y)
        for trace in figure.data
        if trace.customdata is not None
        for x, y, data in zip(trace.x, trace.y, trace.customdata, strict=True)
        if len(data) == 2
    }


def lines(figure: go.Figure) -> dict[str, int]:
    """How many lines there are of each class that the key names."""
    return {trace.name: trace.x.count(None) for trace in figure.data if trace.legend == "legend2"}


def stepped(figure: go.Figure, label: str) -> go.Figure:
    """The figure as a step of its slider makes it: what plotly.js does on a restyle."""
    (step,) = [step for step in figure.layout.sliders[0].steps if step.label == label]
    update, at = step.args
    moved = copy.deepcopy(figure)
    for key, values in update.items():
        assert len(values) == len(at)
        for trace, value in zip(at, values, strict=True):
            moved.data[trace].update({key.replace(".", "_"): value}, overwrite=True)
    return moved


def said(figure: go.Figure) -> str:
    return str(figure.layout.title.subtitle.text or figure.layout.title.text).replace("<br>", " ")


def test_each_tie_is_a_line_in_the_class_of_its_number(league: Registry) -> None:
    figure = network(league)
    assert lines(figure) == {"Events: 1": 2, "3": 1}
    widths = [trace.line.width for trace in figure.data if trace.legend == "legend2"]
    assert widths == sorted(widths)
    assert not figure.layout.sliders
    assert figure.layout.title.text == "The League"
    assert "two act together, not on opposite sides" in said(figure)


@pytest.mark.parametrize("directed", [False, True])
def test_its_ties_and_actors_are_those_of_the_questions(bundled: Registry, directed: bool) -> None:
    found = hovers(network(bundled, directed=directed))
    table = ties(bundled, directed=directed)
    for source, target, events in zip(table["source"], table["target"], table["events"], strict=True):
        assert f"<br>Events: {events}<br>" in found[source, target]
    assert {key for key in found if len(key) == 2} == set(zip(table["source"], table["target"], strict=True))
    unit = "actor" if directed else "acting"
    table = counts(bundled, per=None, by=unit)
    numbers = dict(zip(table[unit], table["events"], strict=True))
    for key, words in found.items():
        if len(key) == 1:
            assert f"Events: {numbers[key[0]]}<br>" in words


def test_hovering_says_who_how_often_and_since_when(league: Registry) -> None:
    found = hovers(network(league))
    assert found["A", "B"].split("<br>") == [
        "<b>Aland and Beland</b>",
        "Events: 3",
        "First day: 1 May 2001",
        "Last day: no end known",
        "· The first",
        "· The second",
        "· The third",
    ]
    assert found["C",] == "<b>The League</b><br>Intergovernmental organisation<br>Events: 1<br>Ties: 2"


def test_kinds_of_actors_differ_by_symbol(league: Registry) -> None:
    named = {trace.name: trace.marker.symbol for trace in network(league).data if trace.showlegend and not trace.legend}
    assert set(named) == {"State", "Intergovernmental organisation"}
    assert len(set(named.values())) == 2
    from_table = network(league.to_frame())
    assert not [trace for trace in from_table.data if trace.showlegend and not trace.legend]


def test_the_slider_begins_with_all_time_and_has_a_step_for_each_period_with_ties(league: Registry) -> None:
    figure = network(league, per="year")
    (slider,) = figure.layout.sliders
    assert [step.label for step in slider.steps] == ["All time", "2001", "2003"]
    assert slider.active == 0
    assert slider.font.size >= 12
    assert figure.layout.meta["chronology"]["periods"] == ["2001", "2003"]
    assert "by the year of the earliest start; years without ties left out" in said(figure)


def test_a_step_shows_the_ties_of_its_period_and_all_time_brings_the_first_picture_back(league: Registry) -> None:
    figure = network(league, per="year")
    first = stepped(figure, "2001")
    assert lines(first) == {"Events: 1": 1, "2": 1, "3": 1}
    assert first.data[2].x[:-1] == figure.data[3].x[:-1]
    assert set(hovers(first)) == {("A", "B"), ("A",), ("B",), ("C",)}
    assert hovers(first)["A", "B"].startswith("<b>Aland and Beland</b><br>2001<br>Events: 2<br>First day: 1 May 2001")
    assert hovers(first)["C",].endswith("· 2001<br>Events: 0<br>Ties: 0")
    assert spots(first) == spots(figure)
    assert stepped(first, "All time").to_json() == stepped(figure, "All time").to_json()
    assert hovers(stepped(first, "All time")) == hovers(figure)


def test_an_actor_without_ties_in_a_period_steps_back(league: Registry) -> None:
    figure = network(league, per="year")
    names = figure.data[-1]
    idle = stepped(figure, "2001").data[-1]
    place = names.text.index("The League")
    assert idle.textfont.color[place] != names.textfont.color[place]


def test_arrows_point_to_who_is_acted_on(league: Registry) -> None:
    figure = network(league, directed=True)
    assert set(spots(figure)) == {"A", "C"}
    (line,) = [trace for trace in figure.data if trace.legend == "legend2"]
    assert (line.x[0], line.y[0]) == spots(figure)["A"]
    assert [size > 0 for size in line.marker.size] == [False] * (len(line.x) - 2) + [True, False]
    assert "arrows point to who is acted on" in said(figure)
    assert hovers(figure)["A", "C"].startswith("<b>Aland acts on The League</b>")


@pytest.mark.parametrize("width", [390, 800, 1400, 2400, None])
def test_no_two_names_overlap_and_none_is_clipped(bundled: Registry, width: int | None) -> None:
    figure = network(bundled, width=width)
    names = figure.data[-1]
    margin, (left, right) = figure.layout.margin, figure.layout.xaxis.range
    (bottom, top) = figure.layout.yaxis.range
    wide = (width or 1000) - margin.l - margin.r
    high = figure.layout.height - margin.t - margin.b
    boxes = []
    for x, y, text, place, size in zip(
        names.x, names.y, names.text, names.textposition, names.marker.size, strict=True
    ):
        length = text_width(text, names.textfont.size)
        at = (x - left) / (right - left) * wide
        first = at + size / 2 if place.endswith("right") else at - size / 2 - length
        down = (top - y) / (top - bottom) * high
        boxes.append((first, first + length, down - 8, down + 8))
        assert -margin.l <= first < first + length <= wide + margin.r
        assert LARGEST_NODE / 2 <= down <= high - LARGEST_NODE / 2
    for one, other in combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


def test_the_smallest_are_left_out_and_counted(event: MakeEvent) -> None:
    events = [event(f"e{at}", "2001", participants=parties("hub", f"a{at:02}")) for at in range(60)]
    figure = network([*events, event("more", "2002", participants=parties("hub", "a59"))])
    actors = figure.layout.meta["chronology"]["actors"]
    assert len(actors) == MOST_ACTORS
    assert {"hub", "a59"} <= set(actors)
    assert f"{61 - MOST_ACTORS} actors with fewer ties not drawn" in said(figure)
    assert set(network(events, most=3, category_orders={"actor": ["a07"]}).layout.meta["chronology"]["actors"]) == {
        "hub",
        "a07",
        "a00",
    }


def test_of_very_many_periods_the_busiest_are_steps(event: MakeEvent) -> None:
    events = [event(f"e{year}", str(year), participants=parties("A", "B")) for year in range(1700, 1900)]
    figure = network(events, per="year")
    assert len(figure.layout.sliders[0].steps) == MOST_STEPS + 1
    assert f"the {MOST_STEPS} of 200 years with the most events" in said(figure)


def test_three_thousand_years_and_a_year_before_the_common_era(event: MakeEvent) -> None:
    dates = ["-0999", "-0489-09-12", "../-0100", "1066", "2001/.."]
    events = [event(f"e{at}", date, participants=parties("A", "B")) for at, date in enumerate(dates)]
    labels = [step.label for step in network(events, per="century").layout.sliders[0].steps]
    assert labels == [
        "All time",
        "No first day known",
        "1001–902 BCE",
        "501–402 BCE",
        "1000–1099",
        "2000–2099",
    ]


def test_a_table_of_another_engine_gives_the_same_figure(league: Registry) -> None:
    polars = pytest.importorskip("polars")
    table = polars.from_arrow(league.to_arrow())
    expected = network(league.to_frame(), per="year").to_json()
    assert network(table, per="year").to_json() == expected
    assert network(table.lazy(), per="year").to_json() == expected


def test_user_text_is_literal_in_every_step(event: MakeEvent) -> None:
    name = "<b>R&D</b> %{x} $y$"
    actors = [Actor(id="A", name=name, kind="group"), Actor(id="B", name="B", kind="group")]
    events = [event("one", "2001", participants=parties("A", "B"), title="<i>title</i>")]
    figure = network(Registry(events=events, actors=actors), per="year")
    text = json.dumps(figure.to_plotly_json(), default=list)
    assert "<b>R&D" not in text
    assert "<i>" not in text
    assert "$y$" not in text


def test_a_figure_can_be_copied_pickled_and_is_the_same_each_time(bundled: Registry) -> None:
    figure = network(bundled, per="decade")
    text = figure.to_json()
    assert text == network(load(BUNDLED), per="decade").to_json()
    for other in (copy.deepcopy(figure), pickle.loads(pickle.dumps(figure))):
        assert json.loads(other.to_json()) == json.loads(text)


def test_without_ties_it_says_so(event: MakeEvent) -> None:
    assert network(Registry(), per="year").layout.annotations[0].text == "No two actors act together in these events."
    assert not network([event("one", "2001", participants=parties("A"))], directed=True).data


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"per": "yaer"}, "there is no period 'yaer' (did you mean 'year'?)"),
        ({"labels": {"event": "x"}}, "labels: the chart does not speak of 'event' (did you mean 'events'?)"),
        ({"category_orders": {"kind": []}}, "category_orders: the chart does not group by 'kind'"),
        ({"most": True}, "most is a whole number"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(league: Registry, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        network(league, **arguments)
    assert message in str(caught.value)


def test_an_actor_that_nobody_knows_is_told(league: Registry) -> None:
    with pytest.raises(UnknownId):
        network(league, among=["A", "Z"])


def test_a_ring_has_each_name_on_a_line_of_its_own() -> None:
    for number in range(1, 30):
        spots = ring_of([f"a{at}" for at in range(number)], {})
        assert len(spots) == number
        places = Counter((spot.side, spot.y) for spot in spots.values())
        assert set(places.values()) == {1}
        assert all(abs(spot.x**2 + spot.y**2 - 1) < 1e-3 for spot in spots.values())


def test_those_with_ties_are_neighbours() -> None:
    actors = [f"a{at}" for at in range(8)]
    chain = [0, 3, 6, 1, 4, 7, 2, 5]
    weights = {(f"a{a}", f"a{b}"): 1 for a, b in pairwise(chain)}
    order = ring_order(actors, weights)
    assert sorted(order) == actors
    place = {actor: at for at, actor in enumerate(order)}

    def length(where: dict[str, int]) -> int:
        apart = [abs(where[a] - where[b]) for a, b in weights]
        return sum(min(each, len(actors) - each) for each in apart)

    assert length(place) == min(
        length({actor: at for at, actor in enumerate(each)}) for each in permutations(actors) if each[0] == "a0"
    )
    assert order == ring_order(actors, weights)


def test_an_arrow_ends_before_the_symbol_that_it_points_to() -> None:
    start, end = Spot(1.0, 0.0, "right"), Spot(-1.0, 0.0, "left")
    there, back = curve(start, end, aside=True), curve(end, start, aside=True)
    assert there[0] == (1.0, 0.0)
    assert there[-1] == (-1.0, 0.0)
    assert there[6][1] * back[6][1] < 0
    x, y = cut_before(there, 20, (200, 100))[-1]
    assert ((x + 1) * 200) ** 2 + (y * 100) ** 2 == pytest.approx(400, rel=0.1)
