"""The density: the numbers of counts(), stacked by group, with zeros where nothing happened and nothing hidden."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from chronology.errors import QueryError, UnknownId
from chronology.model.event import Event
from chronology.query.counts import counts
from chronology.query.terms import involving, of_kind
from chronology.registry.registry import Registry
from chronology.render.density import MOST_PERIODS, density, tick_step
from chronology.render.families import FAMILY, with_families
from chronology.render.given import given
from chronology.render.palette import DARK, LIGHT
from chronology.render.periods_axis import Periods, finest
from chronology.render.stack_traces import FURTHER_PATTERNS, PATTERNS
from chronology.render.stacks import MOST_STACKED
from chronology.store.load import load

BUNDLED = Path(__file__).parents[2] / "data" / "events.yaml"
Make = Callable[..., Event]


def bars(figure: go.Figure) -> dict[str, dict[str, float]]:
    """The number of each group in each period in which it has one, periods in words."""
    return {
        trace.name: {data[0]: y for data, y in zip(trace.customdata, trace.y, strict=True) if y}
        for trace in figure.data
    }


def subtitle(figure: go.Figure) -> str:
    title = figure.layout.title
    return str(title.subtitle.text or title.text or "").replace("<br>", " ")


@pytest.fixture(scope="module")
def bundled() -> Registry:
    return load(BUNDLED)


def test_the_bars_are_the_numbers_of_counts(bundled: Registry) -> None:
    figure = density(bundled, per="year")
    counted = counts(with_families(given(bundled)), per="year", by=FAMILY)
    expected: dict[str, dict[str, int]] = {}
    for row in counted.to_dict("records"):
        name = bundled.header.family_names().get(row[FAMILY], row[FAMILY])
        expected.setdefault(name, {})[row["period"]] = row["events"]
    assert bars(figure) == expected
    assert bars(figure)["War and intervention"]["2008"] == 1


def test_a_period_without_events_is_a_zero_and_not_a_gap(registry: Registry) -> None:
    (trace,) = density(registry, per="year", color=None).data
    assert list(trace.y) == [1, 0, 0, 0, 0, 0, 1, 1, 3]
    assert list(trace.x) == [f"{year}-01-01" for year in range(2014, 2023)]


def test_a_bar_is_as_wide_as_its_period_and_starts_on_its_first_day(registry: Registry) -> None:
    (trace,) = density(registry, per="quarter", color=None, range_x=("2014", "2014")).data
    assert list(trace.x) == ["2014-01-01", "2014-04-01", "2014-07-01", "2014-10-01"]
    days = [width / 86_400_000 for width in trace.width]
    assert [round(part / days[0], 3) for part in days] == [1, round(91 / 90, 3), round(92 / 90, 3), round(92 / 90, 3)]
    assert trace.offset == 0


@pytest.mark.parametrize(
    ("first", "last", "per"),
    [("2022-02-04", "2022-02-04", "day"), ("2022-01", "2022-12", "week"), ("2015", "2022", "month")],
)
def test_the_period_is_the_shortest_that_can_be_read(event: Make, first: str, last: str, per: str) -> None:
    figure = density([event("a", first), event("b", last)])
    assert figure.layout.meta["chronology"]["periods"] == [per]
    assert f"Events by the {per} of their earliest possible start" in subtitle(figure)


def test_a_narrower_picture_takes_longer_periods(bundled: Registry) -> None:
    taken = [density(bundled, width=width).layout.meta["chronology"]["periods"][0] for width in (390, 800, 1400)]
    assert taken == ["year", "year", "quarter"]


def test_groups_differ_without_their_colour(bundled: Registry) -> None:
    figure = density(bundled, color="actor")
    looks = [
        (trace.marker.pattern.shape, trace.marker.pattern.size, trace.marker.color == LIGHT.sheet)
        for trace in figure.data
    ]
    assert len(set(looks)) == len(looks) == MOST_STACKED
    own = [*PATTERNS.values(), *FURTHER_PATTERNS]
    assert len(set(own)) == len(own)


def test_the_smallest_groups_are_one_and_counted_in_its_name(bundled: Registry) -> None:
    figure = density(bundled, color="actor")
    every = counts(bundled, per=None, by="actor")
    assert figure.data[0].name == "Russia"
    assert figure.data[-1].name == f"Other actors ({len(every) - MOST_STACKED + 1})"
    assert sum(sum(trace.y) for trace in figure.data) == every["events"].sum()
    assert "an event counts once for each of its actors" in subtitle(figure)


def test_an_event_of_no_group_is_hollow_and_said_so(registry: Registry) -> None:
    figure = density(registry, color="place", per="year")
    assert bars(figure) == {"beijing": {"2022": 1}, "No place": {"2014": 1, "2020": 1, "2021": 1, "2022": 2}}
    assert figure.data[-1].marker.line.width == 1


def test_what_is_asked_is_asked_of_kinds_though_families_are_drawn(registry: Registry) -> None:
    assert bars(density(registry, per="year", where=of_kind("annexation"))) == {"War and intervention": {"2014": 1}}
    assert sum(density(registry, per="year", color=None, where=involving("Russia")).data[0].y) == 2
    with pytest.raises(UnknownId, match="annexatio"):
        density(registry, where=of_kind("annexatio"))


def test_going_on_counts_in_each_period_and_among_chooses_actors(registry: Registry) -> None:
    figure = density(registry, per="year", color=None, of="ongoing", range_x=("2021", "2024"))
    assert bars(figure) == {"Events": {"2021": 1, "2022": 3, "2023": 1, "2024": 1}}
    only = density(registry, per="year", color="actor", among=["Russia"])
    assert bars(only) == {"Russia": {"2014": 1, "2022": 1}}


def test_spread_numbers_are_expected_ones_and_say_so(event: Make) -> None:
    figure = density([event("a", "2021")], per="quarter", color=None, vague="spread")
    assert [round(y * 365) for y in figure.data[0].y] == [90, 91, 92, 92]
    assert "Expected number of events by quarter" in subtitle(figure)
    assert figure.layout.annotations[0].text == "Expected events"
    assert figure.data[0].customdata[0][1] == "0.25 expected events"


def test_nothing_is_left_out_in_silence(event: Make) -> None:
    figure = density(
        [
            event("whole", "2014-01/2014-06", "war"),
            event("part", "2014-02-01", "war", part_of="whole"),
            event("planned", "2014-03-01", status="planned"),
            event("early", "../2014-05"),
        ]
    )
    said = subtitle(figure)
    assert "a whole does not count beside its parts" in said
    assert "1 event planned or not realised, not counted" in said
    assert "1 event without a first day, not placed" in said
    assert sum(sum(trace.y) for trace in figure.data) == 1
    assert "planned" not in subtitle(density([event("planned", "2014", status="planned")], all_statuses=True))


def test_a_range_says_what_lies_beside_it_and_counts_whole_periods(registry: Registry) -> None:
    figure = density(registry, per="year", color=None, range_x=("2020-03", "2021-02"))
    assert bars(figure) == {"Events": {"2020": 1, "2021": 1}}
    assert "1 of 6 events lie before this range" in subtitle(figure)
    assert "3 of 6 events lie after this range" in subtitle(figure)
    assert tuple(figure.layout.xaxis.range) == ("2020-01-01", "2022-01-01")
    empty = density(registry, per="year", color=None, range_x=("2015", "2017"))
    assert list(empty.data[0].y) == [0, 0, 0]


def test_before_the_common_era_there_is_no_year_0(event: Make) -> None:
    figure = density([event("marathon", "-0489-09-12"), event("actium", "-0030-09-02")], color=None, per="year")
    assert bars(figure) == {"Events": {"490 BCE": 1, "31 BCE": 1}}
    assert figure.data[0].x[0] == "-0489-01-01"
    assert "400 BCE" in figure.layout.xaxis.ticktext


def test_deep_time_is_counted_in_millions_of_years(event: Make) -> None:
    figure = density([event("impact", "Y-66000000"), event("ape", "Y-7000000")], color=None)
    assert figure.layout.xaxis.type == "linear"
    assert sum(figure.data[0].y) == 2
    assert "by the period of 1,000,000 years" in subtitle(figure)
    assert "60 million BCE" in figure.layout.xaxis.ticktext
    with pytest.raises(QueryError, match="by century at the longest"):
        density([event("impact", "Y-66000000"), event("ape", "Y-7000000")], of="ongoing")


def test_far_years_keep_their_months(event: Make) -> None:
    periods = Periods("month")
    far = periods.number_of("-12000-03")
    assert periods.number_of("-11999-03") - far == 12
    assert periods.words(far) == "March 12,001 BCE"
    assert finest(0, 0, most=1) == Periods("day")


@pytest.mark.parametrize("engine", ["pandas", "arrow", "polars", "duckdb"])
def test_any_table_gives_the_figure_of_its_registry(bundled: Registry, engine: str) -> None:
    tables: dict[str, Callable[[], Any]] = {
        "pandas": bundled.to_frame,
        "arrow": bundled.to_arrow,
        "polars": lambda: __import__("polars").from_arrow(bundled.to_arrow()).lazy(),
        "duckdb": lambda: __import__("duckdb").from_arrow(bundled.to_arrow()),
    }
    expected = density(bundled, title="", of="ongoing", range_x=("2014", "2022"), per="year")
    figure = density(tables[engine](), of="ongoing", range_x=("2014", "2022"), per="year")
    assert [list(trace.y) for trace in figure.data] == [list(trace.y) for trace in expected.data]
    assert subtitle(figure) == subtitle(expected)


def test_one_event_and_none(event: Make) -> None:
    figure = density([event("a", "2022-02-04")])
    assert list(figure.data[0].y) == [1]
    assert density([]).layout.annotations[0].text == "There are no events to show."
    undated = density([event("a", "../2018")])
    assert undated.layout.annotations[0].text == "No event has a day by which to place it."
    assert "1 event without a first day" in subtitle(undated)


def test_words_order_and_colours_of_the_caller(registry: Registry) -> None:
    figure = density(
        registry,
        color="actor",
        per="year",
        labels={"events": "Incidents", "period": "Year", "actor": "states"},
        category_orders={"actor": ["China"]},
        color_discrete_map={"CHN": "#123456"},
        template="dark",
    )
    assert [trace.name for trace in figure.data] == ["China", "Russia", "No states"]
    assert figure.data[0].marker.color == "#123456"
    assert figure.data[2].marker.color == DARK.sheet
    assert figure.layout.annotations[0].text == "Incidents"
    assert figure.layout.xaxis.title.text == "Year"


def test_the_axis_counts_in_whole_events() -> None:
    assert [tick_step(most) for most in (0, 1, 7, 8, 15, 140_000)] == [1, 1, 1, 2, 5, 20_000]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"color": "aktor"}, "events have no 'aktor' .did you mean 'actor'"),
        ({"per": "moth"}, "there is no period 'moth' .did you mean 'month'"),
        ({"of": "end"}, "there is no of 'end'"),
        ({"vague": "latest"}, "there is no vague 'latest'"),
        ({"labels": {"event": "x"}}, "the chart does not speak of 'event' .did you mean 'events'"),
        ({"category_orders": {"actor": ["RUS"]}}, "the chart does not group by 'actor'"),
        ({"color_discrete_map": {"warr": "red"}}, "nothing is coloured as 'warr'"),
        ({"range_x": ("2020", "2010")}, "range_x ends before it begins"),
        ({"template": "lihgt"}, "there is no template"),
        ({"per": "day", "range_x": ("2000", "2020")}, f"per='day' makes 7,671 bars, and at most {MOST_PERIODS:,}"),
        ({"among": ["RUS"]}, "among needs actors"),
    ],
)
def test_a_mistake_is_refused_in_a_sentence(registry: Registry, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        density(registry, **arguments)
    with pytest.raises(QueryError, match="cannot be drawn"):
        density(3)


def test_it_is_a_figure_like_any_other(bundled: Registry) -> None:
    figure = density(bundled, width=800)
    again = density(bundled, width=800)
    assert figure.to_json() == again.to_json()
    assert pickle.loads(pickle.dumps(figure)) == copy.deepcopy(figure) == figure
    both = make_subplots(rows=2, cols=1)
    for trace in figure.data:
        both.add_trace(trace, row=1, col=1)
    assert len(both.data) == len(figure.data)
    assert figure.update_layout(title_text="Other").layout.title.text == "Other"
