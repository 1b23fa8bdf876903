"""What a researcher reads off the chart of intervals: which, how long, how sure, and whether they get shorter."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import duckdb
import plotly.graph_objects as go
import polars as pl
import pytest
from plotly.subplots import make_subplots

from chronology.errors import QueryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.query.gaps import gaps
from chronology.query.terms import of_kind
from chronology.registry.registry import Registry
from chronology.render.gaps_chart import MOST_LANES, gaps_chart
from chronology.render.interval_scale import IntervalScale, height_of

Make = Callable[..., Event]


@pytest.fixture
def exercises(event: Make) -> list[Event]:
    """Five exercises, of 1037, 518, 230 and 33 days between them."""
    days = ["2016-09-19", "2019-07-23", "2020-12-22", "2021-08-09", "2021-09-11"]
    return [event(f"exercise-{at}", day, "exercise") for at, day in enumerate(days)]


def said(figure: go.Figure) -> str:
    """Title and subtitle as one text."""
    title = figure.layout.title
    return " ".join(filter(None, (title.text, title.subtitle.text))).replace("<br>", " ")


def marks(figure: go.Figure) -> list[tuple[Any, float, Any, Sequence[str]]]:
    """Position, height, symbol and hover of all symbols."""
    return [
        (x, y, trace.marker.symbol if isinstance(trace.marker.symbol, str) else trace.marker.symbol[at], data)
        for trace in figure.data
        if trace.customdata is not None
        for at, (x, y, data) in enumerate(zip(trace.x, trace.y, trace.customdata, strict=True))
    ]


def key(figure: go.Figure) -> list[str]:
    return [trace.name for trace in figure.data if trace.legend == "legend2"]


def titles(figure: go.Figure) -> list[str]:
    """The lanes, from top to bottom."""
    return [note.text.split("<br>")[0] for note in figure.layout.annotations if note.xanchor == "left"]


def test_shrinking_intervals_go_down_each_at_the_day_on_which_it_ends(exercises: list[Event]) -> None:
    drawn = marks(gaps_chart(exercises))
    assert [data[0] for *_, data in drawn] == ["1,037 days (2.8 years)", "518 days", "230 days", "33 days"]
    assert [x for x, *_ in drawn] == ["2019-07-23 12:00", "2020-12-22 12:00", "2021-08-09 12:00", "2021-09-11 12:00"]
    heights = [y for _, y, *_ in drawn]
    assert heights == sorted(heights)
    first, last = gaps_chart(exercises).layout.yaxis.range
    assert first > last, "y grows downwards, so longer ones are higher up"


def test_a_step_runs_from_the_end_of_one_event_to_the_start_of_the_next(event: Make) -> None:
    figure = gaps_chart([event("a", "2020-01-01/2020-01-10"), event("b", "2020-01-31")])
    step = next(trace for trace in figure.data if trace.mode == "lines" and trace.line.width == 2 and trace.x[0])
    assert list(step.x[:2]) == ["2020-01-10 12:00", "2020-01-31 12:00"]
    assert step.y[0] == step.y[1]


def test_hovering_names_both_events_with_their_dates(event: Make) -> None:
    figure = gaps_chart([event("a", "2020-01-01", title="First talks"), event("b", "2020-03", title="Second talks")])
    data = marks(figure)[0][3]
    assert data[0] == "60 to 90 days"
    assert f"{data[1]}{data[2]}" == (
        "After First talks<br>1 January 2020<br>Until Second talks<br>Some time in March 2020"
    )
    assert list(data[-2:]) == ["a", "b"]


def test_a_median_of_exact_intervals_is_a_number(exercises: list[Event]) -> None:
    figure = gaps_chart(exercises)
    assert "4 intervals, median 374 days" in said(figure)
    assert "374 days" in [note.text for note in figure.layout.annotations]


def test_a_median_of_vague_intervals_is_only_known_to_lie_between_two(event: Make) -> None:
    events = [event("a", "2020-01-01"), event("b", "2020-02"), event("c", "2020-05-01"), event("d", "2020-06-01")]
    answer = gaps(Registry(events=events))
    least, most = sorted(answer["gap_days_min"])[1], sorted(answer["gap_days_max"])[1]
    assert (least, most) == (31, 59)
    figure = gaps_chart(events)
    assert "median 31 to 59 days" in said(figure)
    dashed = [trace for trace in figure.data if trace.line.dash == "7px,4px" and trace.x[0] is not None]
    assert len(dashed) == 2


def test_the_subtitle_says_whether_the_later_half_is_shorter(event: Make) -> None:
    days = ["2000-01-01", "2001-01-01", "2002-01-01", "2003-01-01", "2003-02-01", "2003-03-01", "2003-04-01"]
    text = said(gaps_chart([event(f"e{at}", day) for at, day in enumerate(days)]))
    assert "median of the earlier half 365 days, of the later 31 days" in text


def test_too_few_intervals_make_no_halves(exercises: list[Event]) -> None:
    assert "half" not in said(gaps_chart(exercises))


def test_a_vague_interval_has_two_ends_and_no_step(event: Make) -> None:
    figure = gaps_chart([event("a", "2020-01-01"), event("b", "2020-03")])
    (low, high) = marks(figure)
    assert low[1] > high[1]
    assert low[3] == high[3]
    assert key(figure) == ["fewest and most days"]
    box = next(trace for trace in figure.data if trace.fill == "toself")
    assert {box.x[0], box.x[1]} == {"2020-03-01", "2020-04-01"}


def test_an_interval_without_a_bound_is_an_open_arrow(event: Make) -> None:
    figure = gaps_chart([event("a", "2020-01-01/"), event("b", "2020-03-01")])
    assert [symbol for _, _, symbol, _ in marks(figure)] == ["triangle-down", "circle"]
    assert marks(figure)[0][3][0] == "60 days or fewer"
    assert "no bound" in key(figure)
    assert "median not known" in said(figure)


def test_events_that_only_go_on_are_drawn_as_nothing_known(event: Make) -> None:
    figure = gaps_chart([event("a", "2012/.."), event("b", "2013/.."), event("c", "2014/..")])
    assert [symbol for _, _, symbol, _ in marks(figure)] == ["triangle-down", "triangle-up"] * 2
    assert {data[0] for *_, data in marks(figure)} == {"no bound known: a date has no bound"}


def test_overlaps_lie_on_a_ground_of_their_own(event: Make) -> None:
    figure = gaps_chart([event("a", "2020-01-01/2020-02-01"), event("b", "2020-01-21"), event("c", "2020-03-01")])
    overlap, apart = marks(figure)
    assert overlap[3][0] == "−11 days: they overlap"
    ground = next(shape for shape in figure.layout.shapes if shape.type == "rect")
    assert ground.y0 < overlap[1] < ground.y1
    assert not ground.y0 < apart[1] < ground.y1
    assert "overlap (0 days or fewer)" in key(figure)


def test_intervals_that_hide_one_another_are_counted_beside_their_symbol(event: Make) -> None:
    figure = gaps_chart([event(f"e{at}", "2022-02-04") for at in range(8)])
    assert [text for trace in figure.data if trace.text for text in trace.text] == ["×7"]
    assert "7 intervals, median 0 days" in said(figure)


def test_a_doubted_date_makes_a_hollow_symbol(event: Make) -> None:
    figure = gaps_chart([event("a", "2020-01-01"), event("b", "2020-02-01?"), event("c", "2020-06-01")])
    symbols = next(trace for trace in figure.data if trace.customdata is not None)
    assert list(symbols.marker.color) == ["#FFFFFF", "#FFFFFF"]
    assert "date approximate or uncertain" in key(figure)


def test_each_unit_has_a_lane_the_largest_first(event: Make) -> None:
    events = [event(f"w{at}", f"20{at:02d}", "war") for at in range(4)] + [
        event(f"s{at}", f"20{at:02d}-06-01", "summit") for at in range(3)
    ]
    figure = gaps_chart(events, by="kind")
    assert titles(figure) == ["War", "Summit"]
    assert "5 intervals of 2 kinds" in said(figure)
    assert titles(gaps_chart(events, by="kind", category_orders={"kind": ["summit"]})) == ["Summit", "War"]
    assert {symbol for *_, symbol, _ in marks(figure)} == {"triangle-up", "circle"}


def test_units_beyond_the_limit_are_counted_in_words(event: Make) -> None:
    kinds = [f"kind-{at}" for at in range(MOST_LANES + 3)]
    registry = Registry(
        events=[event(f"{kind}-{year}", str(year), kind) for kind in kinds for year in (2000, 2001)],
        header=Header.model_validate({"kinds": kinds}),
    )
    figure = gaps_chart(registry, by="kind")
    assert len(titles(figure)) == MOST_LANES
    assert "11 intervals of 11 kinds · only 8 of them drawn, without 3 intervals of the others" in said(figure)


def test_pairs_of_actors_go_by_their_names(event: Make) -> None:
    actors = [Actor(id="RUS", name="Russia", kind="state"), Actor(id="CHN", name="China", kind="state")]
    both = [{"actor": "RUS", "role": "party"}, {"actor": "CHN", "role": "party"}]
    events = [event(f"e{year}", str(year), participants=both) for year in (2001, 2014)]
    figure = gaps_chart(Registry(events=events, actors=actors), by="dyad")
    assert titles(figure) == ["China and Russia"]


def test_a_whole_is_left_out_beside_its_parts_and_the_subtitle_says_so(event: Make) -> None:
    events = [event("whole", "2020"), event("a", "2020-02-01", part_of="whole"), event("b", "2020-03-01")]
    assert "1 interval," in said(gaps_chart(events))
    assert "wholes left out beside their parts" in said(gaps_chart(events))
    assert "2 intervals," in said(gaps_chart(events, wholes=True))
    assert "wholes" not in said(gaps_chart(events, wholes=True))


def test_planned_events_count_on_request_and_the_subtitle_says_so(event: Make) -> None:
    events = [event("a", "2020"), event("b", "2021"), event("c", "2022", status="planned")]
    assert "1 event planned or not realised, not counted" in said(gaps_chart(events))
    assert "2 intervals" in said(gaps_chart(events, all_statuses=True))


def test_a_range_counts_what_lies_outside_and_keeps_the_median(exercises: list[Event]) -> None:
    text = said(gaps_chart(exercises, range_x=("2020", "2021-08")))
    assert "median 374 days" in text
    assert "1 of 4 end before this range · 1 of 4 end after this range" in text


def test_very_many_are_thinned_to_the_extremes_of_each_pixel_and_the_subtitle_says_so(event: Make) -> None:
    one = Registry(events=[event("a", "2000-01-01")]).to_frame()
    rows = pl.concat([pl.from_pandas(one)] * 5000)
    days = pl.int_range(5000, eager=True).cast(pl.Int64)
    rows = rows.with_columns(
        id=pl.format("e{}", days).alias("id"),
        **{name: (days * 3 + (days % 7)).cast(pl.Int64) for name in ("start_min", "start_max", "end_min", "end_max")},
    )
    text = said(gaps_chart(rows))
    assert "4,999 intervals, median 4 days" in text
    assert "of 4,999: the shortest and the longest of each 2 pixels" in text


def test_every_engine_gives_the_same_picture(exercises: list[Event]) -> None:
    table = Registry(events=exercises).to_arrow()
    figures = [gaps_chart(each) for each in (table, table.to_pandas(), pl.from_arrow(table).lazy())]  # type: ignore[union-attr]
    figures.append(gaps_chart(duckdb.from_arrow(table)))
    expected = gaps_chart(exercises).to_json()
    assert [figure.to_json() for figure in figures] == [expected] * 4


@pytest.mark.parametrize("events", [[], ["2020"]])
def test_where_nothing_follows_the_chart_says_so(event: Make, events: list[str]) -> None:
    figure = gaps_chart([event("a", date) for date in events])
    assert figure.layout.annotations[0].text == "No event follows another, so there are no intervals."
    assert gaps_chart([event("a", "2020"), event("b", "2021", "war")], by="kind").layout.annotations[0].text == (
        "No event follows another of the same unit, so there are no intervals."
    )


def test_years_before_the_common_era_keep_their_place(event: Make) -> None:
    drawn = marks(gaps_chart([event("marathon", "-0489-09-12"), event("salamis", "-0479-09-29")]))
    assert drawn[0][0] == "-0479-09-29 12:00"
    assert drawn[0][3][0] == "3,670 days (10.0 years)"


def test_intervals_longer_than_dates_of_plotly_are_drawn_in_years(event: Make) -> None:
    figure = gaps_chart([event("a", "Y-170000"), event("b", "-9999-01-01"), event("c", "2000-01-01")])
    assert figure.layout.xaxis.type == "linear"
    assert "years" in said(figure)


def test_mistakes_have_a_sentence(event: Make) -> None:
    events = [event("a", "2020"), event("b", "2021")]
    with pytest.raises(QueryError, match=r"no column 'kindd'.*did you mean 'kind'"):
        gaps_chart(events, by="kindd")
    with pytest.raises(QueryError, match=r"events have no 'plaec' \(did you mean 'place'"):
        gaps_chart(events, hover_data=["plaec"])
    with pytest.raises(QueryError, match=r"write \['place'\]"):
        gaps_chart(events, hover_data="place")
    with pytest.raises(QueryError, match="category_orders: the chart does not group by 'actor'"):
        gaps_chart(events, by="kind", category_orders={"actor": ["a"]})
    with pytest.raises(QueryError, match="color_discrete_map: nothing is coloured as 'wra'"):
        gaps_chart(events, by="kind", color_discrete_map={"wra": "red"})
    with pytest.raises(QueryError, match=r"labels: the chart does not speak of 'befor'.*did you mean 'before'"):
        gaps_chart(events, labels={"befor": "x"})
    with pytest.raises(QueryError, match="cannot be drawn"):
        gaps_chart({"id": "a"})
    with pytest.raises(UnknownId):
        gaps_chart(events, of=of_kind("statemnt"))


def test_labels_and_hover_data_are_on_hovering(event: Make) -> None:
    events = [event("a", "2020-01-01", places=["sochi"]), event("b", "2020-01-03")]
    data = marks(gaps_chart(events, hover_data=["place"], labels={"place": "Where", "before": "Since"}))[0][3]
    assert data[1] == "Since a"
    assert data[2].endswith("<br>Where: sochi; then not known")


def test_the_figure_is_a_figure_like_any_other(exercises: list[Event]) -> None:
    figure = gaps_chart(exercises)
    assert figure.to_json() == gaps_chart(list(reversed(exercises))).to_json()
    assert json.loads(figure.to_json())["layout"]["meta"]["chronology"]["events"] == [one.id for one in exercises]
    for other in (
        copy.deepcopy(figure),
        pickle.loads(pickle.dumps(figure)),
        go.Figure(figure.update_layout(height=500)),
    ):
        assert len(other.data) == len(figure.data)
    grid = make_subplots(rows=2, cols=1)
    for trace in figure.data:
        grid.add_trace(trace, row=2, col=1)


@pytest.mark.parametrize("width", [390, 800, 2400])
def test_a_width_is_kept(exercises: list[Event], width: int) -> None:
    figure = gaps_chart(exercises, by="kind", width=width, template="dark")
    assert figure.layout.width == width


@pytest.mark.parametrize("days", [[0], [0, 0], [-5, 3], [1, 10**6], [36500, 36600], [-(10**6), -3]])
def test_every_scale_has_ticks_that_keep_apart(days: list[float]) -> None:
    scale = IntervalScale.of(days, 112)
    places = sorted(scale.pixel(day) for day, _ in scale.ticks())
    assert places
    assert all(other - one >= 19.9 for one, other in pairwise(places))
    assert all(0 <= scale.pixel(day) <= 112 for day in days)


def test_the_scale_rises_with_days_through_zero() -> None:
    heights = [height_of(days) for days in range(-400, 400)]
    assert heights == sorted(set(heights))
