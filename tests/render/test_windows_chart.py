"""What a researcher reads off the event study: how many events around anchors, and how many by chance."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import duckdb
import plotly.graph_objects as go
import polars as pl
import pytest
from plotly.subplots import make_subplots

from chronology.dates.days import format_day
from chronology.errors import QueryError, UnknownId
from chronology.model.event import Event
from chronology.query.chance import window_by_chance
from chronology.query.terms import of_kind
from chronology.registry.registry import Registry
from chronology.render.spells import Window
from chronology.render.windows_chart import windows_chart

Make = Callable[..., Event]
SUMMITS, WARS = of_kind("summit"), of_kind("war")


@pytest.fixture
def events(event: Make) -> list[Event]:
    """Four summits, each followed by three wars after 2 days, and a war every 50 days for ten years."""
    summits = [event(f"summit-{at}", format_day(12_000 + at * 700), "summit") for at in range(4)]
    caused = [event(f"c{at}-{no}", format_day(12_002 + at * 700), "war") for at in range(4) for no in range(3)]
    other = [event(f"war-{at}", format_day(11_025 + at * 50), "war") for at in range(100)]
    return [*summits, *caused, *other]


def said(figure: go.Figure) -> str:
    title = figure.layout.title
    return " ".join(filter(None, (title.text, title.subtitle.text))).replace("<br>", " ")


def bars(figure: go.Figure) -> dict[int, tuple[float, Any]]:
    """Height and hover of each spell, by its first day."""
    return {
        data[-1]: (y, data)
        for trace in figure.data
        if trace.type == "bar"
        for y, data in zip(trace.y, trace.customdata, strict=True)
    }


def triangles(figure: go.Figure) -> dict[int, str]:
    return {
        data[-1]: symbol
        for trace in figure.data
        if trace.type == "scatter" and trace.customdata is not None
        for data, symbol in zip(trace.customdata, trace.marker.symbol, strict=True)
    }


def test_bars_are_the_answer_of_the_question_per_anchor(events: list[Event]) -> None:
    figure = windows_chart(events, around=SUMMITS, of=WARS, before=14, after=13, spell_days=7, draws=99, seed=5)
    answer = window_by_chance(
        Registry(events=events), around=SUMMITS, of=WARS, before=14, after=13, width=7, draws=99, seed=5
    )
    heights = {first: height for first, (height, _) in bars(figure).items()}
    assert heights == {first: number / 4 for first, number in zip(answer["offset_days"], answer["events"], strict=True)}
    assert heights[0] == 3
    low, high, mean = [trace for trace in figure.data if trace.type == "scatter" and trace.line.shape == "hv"]
    assert list(high.y[:-1]) == [number / 4 for number in answer["high"]]
    assert list(low.y[:-1]) == [number / 4 for number in answer["low"]]
    assert list(mean.y[:-1]) == [number / 4 for number in answer["expected"]]
    assert list(high.x) == [-14.5, -7.5, -0.5, 6.5, 13.5]


def test_a_spell_beyond_chance_bears_a_triangle_and_is_counted(events: list[Event]) -> None:
    figure = windows_chart(events, around=SUMMITS, of=WARS, before=14, after=13, spell_days=7)
    assert triangles(figure) == {0: "triangle-up"}
    assert "1 of 4 spells outside it, by chance about 1" in said(figure)
    assert bars(figure)[0][1][1].endswith("<br>Above the band")
    assert "more than by chance" in [trace.name for trace in figure.data]


def test_a_spell_with_fewer_than_by_chance_points_down(event: Make) -> None:
    summits = [event(f"s{at}", format_day(11_105 + at * 100), "summit") for at in range(20)]
    wars = [event(f"w{at}", format_day(11_000 + at), "war") for at in range(2200) if (at - 105) % 100 > 4]
    figure = windows_chart([*summits, *wars], around=SUMMITS, of=WARS, before=10, after=9, spell_days=5)
    assert triangles(figure)[0] == "triangle-down"


def test_the_subtitle_counts_anchors_events_draws_and_names_the_seed(events: list[Event]) -> None:
    text = said(windows_chart(events, around=SUMMITS, of=WARS, before=14, after=13, spell_days=7, draws=199, seed=7))
    assert "around 4 anchors, each once for each, in spells of 7 days · band of 199 draws, seed 7" in text


def test_the_window_of_90_days_has_weeks_and_says_that_it_is_longer(events: list[Event]) -> None:
    figure = windows_chart(events, around=SUMMITS, of=WARS)
    assert len(bars(figure)) == 26
    assert "window lengthened to 91 days before and 90 after" in said(figure)
    assert figure.layout.annotations[0].text == "Events per anchor and 7 days"
    assert "lengthened" not in said(windows_chart(events, around=SUMMITS, of=WARS, before=91, after=90))


@pytest.mark.parametrize("reach", [(0, 19), (10, 10), (30, 30), (90, 90), (180, 179), (365, 365), (0, 3650), (7, 400)])
def test_a_spell_is_chosen_that_divides_and_gives_20_to_40(reach: tuple[int, int]) -> None:
    window = Window.of(*reach, None)
    assert window.before % window.spell_days == 0
    assert (window.after + 1) % window.spell_days == 0
    assert window.before >= reach[0]
    assert window.after >= reach[1]
    assert 20 <= window.spells <= 41


def test_a_short_window_has_single_days(events: list[Event]) -> None:
    figure = windows_chart(events, around=SUMMITS, of=WARS, before=3, after=3)
    assert sorted(bars(figure)) == [-3, -2, -1, 0, 1, 2, 3]
    assert bars(figure)[2][0] == 3
    assert "by single days" in said(figure)
    assert bars(figure)[2][1][0] == "2 days after"


def test_the_day_of_the_anchor_is_marked(events: list[Event]) -> None:
    figure = windows_chart(events, around=SUMMITS, of=WARS)
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(0, 0)]
    assert "anchor" in [note.text for note in figure.layout.annotations]


def test_anchors_without_a_first_day_are_left_out_and_counted(events: list[Event], event: Make) -> None:
    figure = windows_chart([*events, event("early", "[..1990]", "summit")], around=SUMMITS, of=WARS)
    assert "around 4 anchors" in said(figure)
    assert "1 anchor without a first day left out" in said(figure)
    assert figure.layout.meta["chronology"]["anchors"] == [f"summit-{at}" for at in range(4)]


def test_without_anchors_or_events_the_chart_says_so(event: Make) -> None:
    wars = [event("a", "2020-01-01", "war")]
    sentence = windows_chart(wars, around=SUMMITS).layout.annotations[0].text
    assert sentence == "There are no anchors to count events around."
    assert windows_chart([], around=SUMMITS).layout.annotations[0].text == sentence
    assert windows_chart(wars, around=WARS, of=SUMMITS).layout.annotations[0].text == "There are no events to count."
    undated = windows_chart([event("a", "[..1990]", "summit")], around=SUMMITS).layout.annotations[0].text
    assert undated == "No anchor has a first day, so nothing can be counted around it."


def test_the_errors_of_the_question_keep_their_sentences(events: list[Event], event: Make) -> None:
    with pytest.raises(QueryError, match="the events span 1 days, too few for windows"):
        windows_chart([event("a", "2022-02-04", "summit")], around=SUMMITS)
    with pytest.raises(QueryError, match=r"does not divide into spells of 7 days \(before=84, after=90 does\)"):
        windows_chart(events, around=SUMMITS, spell_days=7)
    with pytest.raises(QueryError, match="spell_days is"):
        windows_chart(events, around=SUMMITS, spell_days=0)
    with pytest.raises(QueryError, match="before is"):
        windows_chart(events, around=SUMMITS, before=-1)
    with pytest.raises(QueryError, match="draws is"):
        windows_chart(events, around=SUMMITS, draws=0)
    with pytest.raises(QueryError, match=r"labels: the chart does not speak of 'event' \(did you mean 'events'\?\)"):
        windows_chart(events, around=SUMMITS, labels={"event": "x"})
    with pytest.raises(QueryError, match="there is no template 'darkk'"):
        windows_chart(events, around=SUMMITS, template="darkk")
    with pytest.raises(UnknownId):
        windows_chart(events, around=of_kind("sumit"))


def test_every_engine_gives_the_same_picture(events: list[Event]) -> None:
    table = Registry(events=events).to_arrow()
    asked = {"around": SUMMITS, "of": WARS, "draws": 50}
    expected = windows_chart(events, **asked).to_json()  # type: ignore[arg-type]
    for each in (table, table.to_pandas(), pl.from_arrow(table), duckdb.from_arrow(table)):
        assert windows_chart(each, **asked).to_json() == expected  # type: ignore[arg-type]


def test_labels_name_the_axes(events: list[Event]) -> None:
    figure = windows_chart(events, around=SUMMITS, labels={"events": "Wars", "offset_days": "Days <from> a summit"})
    assert [note.text for note in figure.layout.annotations[:2]] == ["Wars", "Days &lt;from&gt; a summit"]


def test_the_figure_is_a_figure_like_any_other(events: list[Event]) -> None:
    figure = windows_chart(events, around=SUMMITS, of=WARS, width=390, template="dark")
    assert (
        figure.to_json() == windows_chart(events[::-1], around=SUMMITS, of=WARS, width=390, template="dark").to_json()
    )
    json.loads(figure.to_json())
    for other in (
        copy.deepcopy(figure),
        pickle.loads(pickle.dumps(figure)),
        go.Figure(figure.update_layout(height=500)),
    ):
        assert len(other.data) == len(figure.data)
    grid = make_subplots(rows=1, cols=2)
    for trace in figure.data:
        grid.add_trace(trace, row=1, col=2)
