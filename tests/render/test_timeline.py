from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest
from plotly.subplots import make_subplots

from chronology.dates.days import format_day
from chronology.dates.when import When
from chronology.errors import DateError, QueryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.model.header import Header, Kind
from chronology.query.terms import of_kind
from chronology.registry.registry import Registry
from chronology.render.shades import contrast
from chronology.render.timeline import timeline, timeline_layout

DAY = 86_400_000
PAYLOAD = '<b>R&D</b> <a href="javascript:alert(1)">x</a> $\\href{javascript:alert(1)}{y}$ %{x}'


def marks(figure: go.Figure, id: str) -> list[tuple[Any, Any]]:
    """The positions of the symbols of an event, with their markers' symbols."""
    return [
        (trace.x[at], trace.marker.symbol if isinstance(trace.marker.symbol, str) else trace.marker.symbol[at])
        for trace in figure.data
        if trace.type == "scatter" and trace.customdata is not None
        for at, data in enumerate(trace.customdata)
        if len(data) == 4 and data[3] == id
    ]


def bars(figure: go.Figure, id: str) -> list[tuple[str, float, float]]:
    """The bars of an event that are no fade: base, days, opacity."""
    return [
        (trace.base[at], trace.x[at] / DAY, float(np.broadcast_to(trace.marker.opacity, len(trace.x))[at]))
        for trace in figure.data
        if trace.type == "bar" and trace.customdata is not None
        for at, data in enumerate(trace.customdata)
        if data[3] == id
    ]


def hover(figure: go.Figure, id: str) -> list[str]:
    return next(
        list(data)
        for trace in figure.data
        if trace.customdata is not None
        for data in trace.customdata
        if len(data) == 4 and data[3] == id
    )


def texts(value: Any) -> Iterator[str]:
    """Every text in a figure's JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_years_before_the_common_era_and_before_1000_land_where_they_belong(event: Callable[..., Event]) -> None:
    figure = timeline([event("marathon", "-0489-09-12"), event("early", "0100-05-05/0100-06-01")])
    assert marks(figure, "marathon")[0][0] == "-0489-09-12 12:00"
    assert bars(figure, "early") == [("0100-05-05", 28, 1.0)]
    assert figure.layout.xaxis.type == "date"


def test_dates_reach_plotly_without_the_time_zone_of_the_reader(registry: Registry) -> None:
    for trace in timeline(registry).data:
        positions = trace.base if trace.type == "bar" else trace.x
        assert all(position is None or isinstance(position, str) for position in positions)


def test_geological_time_gets_an_axis_in_years(event: Callable[..., Event]) -> None:
    figure = timeline([event("dinosaurs", "Y-66000000"), event("now", "2020-01-01")])
    assert figure.layout.xaxis.type == "linear"
    assert marks(figure, "dinosaurs")[0][0] == pytest.approx(-66_000_000, abs=1)


def test_a_one_day_event_has_a_symbol_of_a_fixed_size(registry: Registry) -> None:
    assert marks(timeline(registry), "day") == [("2022-02-04 12:00", "square")]


def test_no_bar_is_of_no_length(registry: Registry) -> None:
    lengths = [length for trace in timeline(registry).data if trace.type == "bar" for length in trace.x]
    assert lengths
    assert min(lengths) > 0


def test_the_last_day_belongs_to_the_bar(registry: Registry) -> None:
    assert bars(timeline(registry), "range") == [("2014-02-27", 20, 1.0)]


def test_an_open_end_runs_to_the_edge_and_its_arrow_stands_there(registry: Registry) -> None:
    figure = timeline(registry)
    base, days, _ = bars(figure, "open")[0]
    (end,) = [x for x, symbol in marks(figure, "open") if symbol == "triangle-right"]
    assert end[:10] == figure.layout.xaxis.range[1][:10]
    assert format_day(round(When.parse(base).bounds.start_min + days)) in (
        end[:10],
        format_day(When.parse(end[:10]).bounds.start_min + 1),
    )


def test_what_is_not_known_is_never_solid(registry: Registry) -> None:
    figure = timeline(registry)
    assert [opacity for *_, opacity in bars(figure, "span")] == [0.14]
    assert bars(figure, "choice") == []
    assert len(marks(figure, "choice")) == 2


def test_the_key_explains_what_occurs_and_nothing_else(registry: Registry, event: Callable[..., Event]) -> None:
    def key(figure: go.Figure) -> list[str]:
        return [trace.name for trace in figure.data if trace.legend == "legend2"]

    assert key(timeline(registry)) == [
        "certainly going on",
        "one of these days",
        "some time between",
        "other date on record",
        "still going on",
    ]
    assert key(timeline([event("one", "2022-02-04")])) == []


def test_every_family_has_its_own_symbol_and_its_entry_in_the_legend(registry: Registry) -> None:
    shown = [trace for trace in timeline(registry).data if trace.showlegend and trace.legend is None]
    assert len({trace.marker.symbol for trace in shown}) == len(shown) == 4
    assert [trace.name for trace in shown] == [
        "Treaty and statement",
        "Summit and visit",
        "War and intervention",
        "Publication and doctrine",
    ]


def test_a_kind_that_nobody_knows_is_a_family_with_a_symbol_of_its_own(event: Callable[..., Event]) -> None:
    header = Header(kinds=(Kind(id="coup", label="Coup d'état"),))
    figure = timeline(Registry(events=[event("a", "2020-01-01", "coup"), event("b", "2021-01-01")], header=header))
    shown = {trace.name: trace.marker.symbol for trace in figure.data if trace.showlegend}
    assert shown == {"Treaty and statement": "square", "Coup d'état": "star"}


def test_hover_tells_title_date_in_words_and_actors(registry: Registry) -> None:
    title, words, more, _ = hover(timeline(registry), "day")
    assert (title, words, more) == ("Joint statement", "4 February 2022", "<br>Russia, China")


def test_hover_tells_the_other_dates_on_record(registry: Registry) -> None:
    assert "Also dated 20 May 2020; some time in 2020" in hover(timeline(registry), "contested")[2]


def test_hover_data_adds_columns(registry: Registry) -> None:
    more = hover(timeline(registry, hover_data=["place"]), "day")[2]
    assert more.endswith("<br>Place: beijing")


def test_what_did_not_happen_says_so_beside_its_mark(event: Callable[..., Event]) -> None:
    layout = timeline_layout([event("x", "2022", status="did_not_happen", title="Invasion")])
    assert layout["label"].tolist() == ["Invasion (did not happen)"]


def test_text_of_users_is_shown_and_never_read(event: Callable[..., Event]) -> None:
    hostile = event("x", "2022-02-04", "statement", title=PAYLOAD, participants=[{"actor": "A", "role": "party"}])
    actor = Actor(id="A", name=PAYLOAD, kind="state")
    registry = Registry(events=[hostile], actors=[actor], header=Header(title=PAYLOAD))
    for lanes in ("kind", "actor"):
        figure = timeline(registry, lanes=lanes, color=lanes, subtitle=PAYLOAD)
        found = list(texts(json.loads(figure.to_json())))
        assert not [text for text in found if "<a" in text or "<b>R" in text or "$" in text or "%{x}" in text]
        assert any("&lt;b&gt;R&amp;D&lt;/b&gt;" in text for text in found)


def test_a_hover_template_holds_no_text_of_users(registry: Registry) -> None:
    templates = {trace.hovertemplate for trace in timeline(registry, relations=True).data} - {None}
    assert templates == {
        "<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[2]}<extra></extra>",
        "%{customdata[0]}<extra></extra>",
    }


def test_relations_are_one_trace_with_arrows(registry: Registry) -> None:
    (arrows,) = [trace for trace in timeline(registry, relations=True).data if trace.name == "Relation"]
    assert (arrows.x[0], arrows.x[-2], arrows.x[-1]) == ("2022-02-24 12:00", "2022-02-04 12:00", None)
    assert arrows.marker.angleref == "previous"
    assert arrows.customdata[0][0] == "open → responds to → Joint statement"


def test_relations_that_lead_out_of_the_chart_are_counted(event: Callable[..., Event]) -> None:
    links = [{"type": "causes", "target": "b"}, {"type": "causes", "target": "elsewhere"}]
    figure = timeline([event("a", "2020-01-01", relations=links), event("b", "2021-01-01")], relations=True)
    assert any(trace.name == "Relation (1 more lead out of this chart)" for trace in figure.data)


def test_a_table_cannot_be_asked_for_relations(registry: Registry) -> None:
    with pytest.raises(QueryError, match="no relations"):
        timeline(registry.to_frame(), relations=True)


def test_a_table_gives_the_marks_of_its_registry(registry: Registry) -> None:
    plain = Registry(events=[one.model_copy(update={"alternatives": ()}) for one in registry])
    assert timeline(plain.to_frame()).data == timeline(plain).data
    assert timeline(list(plain)).to_json() == timeline(plain).to_json()


def test_a_table_needs_only_id_title_kind_date_and_bounds(registry: Registry) -> None:
    needed = ["id", "title", "kind", "date", "start_min", "start_max", "end_min", "end_max"]
    figure = timeline(registry.to_frame()[needed])
    assert set(figure.layout.meta["chronology"]["events"]) == set(registry.events)
    with pytest.raises(QueryError, match="end_max"):
        timeline(registry.to_frame()[needed[:-1]])


def test_a_pandas_table_of_plain_objects_will_do(registry: Registry) -> None:
    frame = registry.to_frame()
    plain = pd.DataFrame({name: pd.Series(frame[name].tolist(), dtype=object) for name in frame})
    assert timeline(plain, lanes="actor").data == timeline(frame, lanes="actor").data


def test_a_row_without_a_bound_is_named(registry: Registry) -> None:
    frame = registry.to_frame().astype({"end_max": "Int64"})
    frame.loc[0, "end_max"] = pd.NA
    with pytest.raises(QueryError, match=frame.loc[0, "id"]):
        timeline(frame)


def test_a_date_that_is_none_is_not_passed_over(registry: Registry) -> None:
    with pytest.raises(DateError, match="last spring"):
        timeline(registry.to_frame().assign(date="last spring"))


@pytest.mark.parametrize("no_table", [7, "events.yaml", None, {"id": ["a"]}])
def test_what_is_no_table_is_refused(no_table: object) -> None:
    with pytest.raises(QueryError, match="cannot be drawn"):
        timeline(no_table)


def test_an_event_is_in_the_lane_of_each_of_its_actors(registry: Registry) -> None:
    layout = timeline_layout(registry, lanes="actor")
    assert set(layout.loc[layout["event_id"] == "day", "lane"]) == {"Russia", "China"}
    assert set(layout.loc[layout["event_id"] == "span", "lane"]) == {"No actor"}


def test_lanes_beyond_the_largest_are_one_and_counted(event: Callable[..., Event]) -> None:
    events = [event(f"e{n}", f"{1900 + n}", participants=[{"actor": f"A{n}", "role": "party"}]) for n in range(30)]
    layout = timeline_layout(events, lanes="actor")
    assert layout["lane"].nunique() == 16
    assert (layout["lane"] == "Other actors (15)").sum() == 15


def test_an_event_of_two_actors_is_not_coloured_as_if_of_one(registry: Registry) -> None:
    figure = timeline(registry, color="actor")
    names = [trace.name for trace in figure.data if trace.showlegend and trace.legend is None]
    assert names == ["China", "Russia", "Several actors", "No actor"]


def test_lanes_can_be_any_column(registry: Registry) -> None:
    frame = registry.to_frame().assign(theatre=["west", "east", None, "west", "west", "east"])
    assert timeline_layout(frame, lanes="theatre")["lane"].unique().tolist() == ["west", "east", "No theatre"]


def test_one_lane_bears_no_title(registry: Registry) -> None:
    assert len(timeline(registry, lanes=None).layout.annotations) == 0


@pytest.mark.parametrize("argument", [{"lanes": "actr"}, {"color": "actr"}, {"hover_data": ["actr"]}])
def test_a_mistyped_column_is_named_with_the_nearest(registry: Registry, argument: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match="did you mean 'actor'"):
        timeline(registry, **argument)


def test_an_order_of_something_that_is_not_shown_is_refused(registry: Registry) -> None:
    with pytest.raises(QueryError, match="category_orders"):
        timeline(registry, category_orders={"actor": ["CHN"]})


def test_lanes_come_in_the_order_asked_for(registry: Registry) -> None:
    layout = timeline_layout(registry, lanes="actor", category_orders={"actor": ["Russia", "CHN"]})
    assert layout["lane"].unique().tolist()[:2] == ["Russia", "China"]


def test_colours_can_be_given_by_value_or_by_name(registry: Registry) -> None:
    given = {"war": "red", "Summit and visit": "rgb(1,2,3)"}
    figure = timeline(registry, color_discrete_map=given)
    colors = {trace.name: trace.marker.color for trace in figure.data if trace.showlegend and trace.legend is None}
    assert colors["War and intervention"] == "red"
    assert colors["Summit and visit"] == "rgb(1,2,3)"
    with pytest.raises(QueryError, match="did you mean 'war'"):
        timeline(registry, color_discrete_map={"wars": "red"})


def test_a_range_hides_nothing_in_silence(registry: Registry) -> None:
    figure = timeline(registry, range_x=("2021", "2022-02-10"), title="")
    assert list(figure.layout.xaxis.range) == ["2021-01-01", "2022-02-11"]
    assert "2 of 6 events lie before this range" in figure.layout.title.text
    assert "1 of 6 events lie after this range" in figure.layout.title.text
    assert any("0 of 2" in annotation.text for annotation in figure.layout.annotations)


@pytest.mark.parametrize("range_x", [("2022", "2021"), ("2022", "2022/.."), "2022", ("2022",)])
def test_a_range_without_two_ends_is_refused(registry: Registry, range_x: Any) -> None:
    with pytest.raises(QueryError, match="range_x"):
        timeline(registry, range_x=range_x)


def test_too_many_labels_are_left_out_and_the_subtitle_says_so(event: Callable[..., Event]) -> None:
    figure = timeline([event(f"e{n}", f"{1000 + n % 1000}-01-01") for n in range(2001)], title="Many")
    assert (
        figure.layout.title.subtitle.text == "765 of 2,001 drawn, the longest at each place; density behind, labels off"
    )
    assert not [trace for trace in figure.data if trace.text is not None]


def test_labels_can_be_left_out(registry: Registry) -> None:
    assert set(timeline_layout(registry, show_labels=False)["label_side"]) == {"none"}


def test_no_two_labels_or_marks_of_a_row_touch_at_the_width_of_the_layout(event: Callable[..., Event]) -> None:
    events = [event(f"e{n}", f"2022-0{1 + n % 9}-1{n % 7}", title="Word " * (1 + n % 9)) for n in range(120)]
    for _, row in timeline_layout(events, width=900).groupby("row"):
        ordered = row.sort_values("first_px")
        assert (ordered["first_px"].to_numpy()[1:] >= ordered["last_px"].to_numpy()[:-1] + 10).all()


def test_the_height_grows_with_the_rows(event: Callable[..., Event]) -> None:
    few = timeline([event("a", "2022-02-04")])
    many = timeline([event(f"e{n}", "2022-02-04") for n in range(20)])
    assert many.layout.height >= few.layout.height + 15 * 24


def test_nothing_to_draw_is_a_sentence(registry: Registry) -> None:
    for nothing in (Registry(), [], registry.to_frame().iloc[:0]):
        figure = timeline(nothing)
        assert figure.layout.annotations[0].text == "There are no events to show."
    assert list(timeline_layout([]).columns) == list(timeline_layout(registry).columns)


def test_the_title_of_a_registry_is_that_of_its_chart(registry: Registry) -> None:
    assert timeline(registry).layout.title.text == "Two neighbours"
    assert timeline(registry, title="").layout.title.text == ""
    assert timeline(registry, title="Own", subtitle="Below").layout.title.subtitle.text == "Below"


def test_the_button_that_uploads_a_chart_is_off(registry: Registry) -> None:
    for figure in (timeline(registry), timeline([])):
        assert "sendChartToCloud" in figure.layout.modebar.remove


def test_the_same_registry_gives_the_same_bytes(registry: Registry) -> None:
    shuffled = Registry(
        events=reversed(list(registry)), actors=reversed(list(registry.actors.values())), header=registry.header
    )
    assert timeline(registry).to_json() == timeline(registry).to_json() == timeline(shuffled).to_json()


def test_drawing_leaves_the_default_template_alone(registry: Registry) -> None:
    before = pio.templates.default
    timeline(registry, template="dark")
    assert pio.templates.default == before


def test_the_figure_is_one_like_any_other(registry: Registry) -> None:
    figure = timeline(registry, relations=True)
    for copied in (pio.from_json(figure.to_json()), pickle.loads(pickle.dumps(figure)), copy.deepcopy(figure)):
        assert copied == figure
    assert figure.update_layout(title_text="Own").layout.title.text == "Own"
    assert list(figure.layout.meta["chronology"]["events"]) == list(
        dict.fromkeys(timeline_layout(registry)["event_id"])
    )


def test_bars_stay_on_their_rows_among_subplots(registry: Registry) -> None:
    panels = make_subplots(rows=2)
    for trace in timeline(registry).data:
        panels.add_trace(trace, row=2, col=1)
    for trace in panels.data:
        if trace.type == "bar":
            assert np.array_equal(trace.offset, -np.asarray(trace.width) / 2)


def test_a_table_whose_days_make_no_sense_is_refused(registry: Registry) -> None:
    frame = registry.to_frame()
    with pytest.raises(QueryError, match="start_min"):
        timeline(frame.assign(start_min="a"))
    with pytest.raises(QueryError, match="wrong order"):
        timeline(frame.assign(start_min=10, start_max=0))


def scatters(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.type == "scatter"]


def test_a_label_stands_in_its_bar_where_that_is_long_enough(event: Callable[..., Event]) -> None:
    events = [event("long", "1947/1991", "war"), event("short", "1962-10-16/1962-10-28", "war")]
    sides = timeline_layout(events).set_index("event_id")["label_side"].to_dict()
    assert sides == {"long": "inside", "short": "right"}


def test_a_label_in_a_bar_can_be_read_on_its_colour(event: Callable[..., Event]) -> None:
    events = [
        event(kind, "1901/1999", kind) for kind in ("treaty", "summit", "war", "exercise", "sanction", "doctrine")
    ]
    for template in ("light", "dark"):
        figure = timeline(events, template=template)
        colors = {trace.legendgroup: trace.marker.color for trace in figure.data if trace.type == "bar"}
        inside = [trace for trace in scatters(figure) if trace.mode == "markers+text"]
        assert len(inside) == 6
        assert min(contrast(trace.textfont.color, colors[trace.legendgroup]) for trace in inside) >= 4.5


def test_a_bar_with_a_doubtful_end_holds_its_label_in_the_solid_part_only(event: Callable[..., Event]) -> None:
    layout = timeline_layout([event("vague", "19XX/1999", title="A title")])
    assert layout["label_side"].tolist() != ["inside"]


def test_symbols_can_tell_something_else_than_colours(registry: Registry) -> None:
    frame = registry.to_frame().assign(status=["established", "reported"] * 3)
    figure = timeline(frame, color="kind", symbol="status")
    shown = {trace.name: (trace.marker.color, trace.marker.symbol) for trace in figure.data if trace.showlegend}
    both = [looks for name, looks in shown.items() if name.startswith("War and intervention, ")]
    assert {symbol for _, symbol in both} == {"square", "circle"}
    assert len({color for color, _ in both}) == 1


def test_symbols_alone_leave_one_colour(registry: Registry) -> None:
    figure = timeline(registry, color=None, symbol="kind")
    shown = [trace for trace in figure.data if trace.showlegend and trace.legend is None]
    assert len({trace.marker.symbol for trace in shown}) == 4
    assert len({trace.marker.color for trace in shown}) == 1


def test_highlights_are_ringed_and_in_the_key(registry: Registry) -> None:
    figure = timeline(registry, highlight=["day"])
    (ring,) = [trace for trace in scatters(figure) if trace.name == "highlighted"]
    assert ring.x == ("2022-02-04 12:00",)
    (bold,) = [trace for trace in scatters(figure) if trace.mode == "markers+text" and trace.textfont.weight == 600]
    assert list(bold.text) == ["Joint statement"]
    assert [shape.x0 for shape in figure.layout.shapes if shape.line.color == ring.marker.color] == ["2022-02-04 12:00"]
    assert not [trace for trace in timeline(registry).data if trace.name == "highlighted"]


def test_highlights_can_be_asked_for_by_a_term(registry: Registry) -> None:
    for data in (registry, registry.to_frame()):
        (ring,) = [trace for trace in scatters(timeline(data, highlight=of_kind("war"))) if trace.name == "highlighted"]
        assert len(ring.x) == 1


def test_an_event_to_highlight_that_nobody_has_is_named_with_the_nearest(registry: Registry) -> None:
    with pytest.raises(UnknownId, match="did you mean 'range'"):
        timeline(registry, highlight=["rnage"])
    with pytest.raises(QueryError, match="a list of ids or a term"):
        timeline(registry, highlight="day")


def test_periods_lie_behind_the_lanes_and_bear_their_names(registry: Registry) -> None:
    figure = timeline(registry, bands={"Pandemic": "2020-03-11/2023-05-05"})
    assert "Pandemic" in [note.text for note in figure.layout.annotations]
    grounds = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect" and shape.xref is None]
    assert grounds[0][0] == "2020-03-11"
    assert all(shape.layer == "below" for shape in figure.layout.shapes)


def test_a_period_is_fainter_where_it_may_not_have_begun(event: Callable[..., Event]) -> None:
    figure = timeline([event("a", "1910-01-01"), event("b", "1990-01-01")], bands={"Cold War": "1947/1991-12-26"})
    grounds = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect" and shape.xref is None]
    wide, sure = grounds[-2:]
    assert (wide[0], sure[0]) == ("1947-01-01", "1947-12-31")
    dashes = {shape.line.dash for shape in figure.layout.shapes if shape.type == "line" and shape.x0 == "1947-01-01"}
    assert dashes == {"2px,3px"}


def test_a_period_without_an_end_runs_to_the_edge(registry: Registry) -> None:
    figure = timeline(registry, bands={"Rule": "2018/.."}, range_x=("2019", "2022"))
    (ground, *_) = [shape for shape in figure.layout.shapes if shape.type == "rect" and shape.xref is None]
    assert ground.x1 >= "2022-12-31"


@pytest.mark.parametrize(
    ("bands", "error", "sentence"),
    [
        (["1947/1991"], QueryError, "bands are names with their dates"),
        ({"Cold War": 1947}, QueryError, "'Cold War' needs a date"),
        ({"Cold War": "the fifties"}, DateError, "the fifties"),
    ],
)
def test_bands_that_are_none_are_refused(registry: Registry, bands: Any, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        timeline(registry, bands=bands)


def test_words_of_the_caller_stand_for_columns(registry: Registry) -> None:
    figure = timeline(registry, lanes="actor", hover_data=["place"], labels={"place": "Where", "actor": "party"})
    assert hover(figure, "day")[2].endswith("<br>Where: beijing")
    assert "No party" in [note.text.split("<br>")[0] for note in figure.layout.annotations]
    with pytest.raises(QueryError, match="did you mean 'place'"):
        timeline(registry, hover_data=["place"], labels={"plce": "Where"})


def test_arrows_bend_away_from_labels(registry: Registry) -> None:
    (arrows,) = [trace for trace in timeline(registry, relations=True).data if trace.name == "Relation"]
    assert max(str(x) for x in arrows.x[:-1]) > max(arrows.x[0], arrows.x[-2])


@pytest.mark.parametrize("status", ["planned", "did_not_happen"])
def test_what_is_no_fact_does_not_look_like_one(event: Callable[..., Event], status: str) -> None:
    events = [event("day", "2022-02-04", status=status), event("range", "2020/2021", status=status)]
    figure = timeline(events)
    assert [trace.name for trace in figure.data if trace.legend == "legend2"] == [
        "planned, or did not happen",
        "starts or ends in this time",
    ]
    symbols = [trace for trace in scatters(figure) if trace.mode == "markers" and trace.customdata is not None]
    assert {trace.marker.color for trace in symbols if len(trace.customdata)} == {"#FFFFFF"}
    assert max(float(np.max(trace.marker.opacity)) for trace in figure.data if trace.type == "bar") <= 0.3


def test_arrows_come_from_events_that_are_seen(registry: Registry) -> None:
    figure = timeline(registry, relations=True, range_x=("2022-02-10", "2022-12"))
    assert not [trace for trace in figure.data if str(trace.name).startswith("Relation")]


@pytest.mark.parametrize(
    ("argument", "sentence"),
    [
        ({"width": "800"}, "width is a number of pixels from 10 upwards, not '800'"),
        ({"width": 0}, "width is a number of pixels"),
        ({"height": 2.5}, "height is a number of pixels"),
        ({"title": 5}, "a title is text, not int"),
    ],
)
def test_a_size_or_title_of_another_kind_is_refused(registry: Registry, argument: Any, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence):
        timeline(registry, **argument)


def test_a_bad_date_names_its_event(registry: Registry) -> None:
    frame = registry.to_frame()
    frame.loc[frame["id"] == "span", "date"] = "yesterday"
    with pytest.raises(DateError, match="event 'span'"):
        timeline(frame)
