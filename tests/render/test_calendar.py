"""The calendar: each day in its week, shaded by what is sure, hatched by what may be; never more than a date says."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from chronology.dates.days import day_number, parse_day
from chronology.errors import DateError, QueryError, UnknownId
from chronology.model.event import Event
from chronology.query.counts import counts
from chronology.query.terms import of_kind
from chronology.query.weights import Of
from chronology.registry.registry import Registry
from chronology.render.calendar import calendar
from chronology.render.calendar_counts import MOST_TITLES
from chronology.render.calendar_grid import Leaf, first_of_row, grid_of, row_of
from chronology.render.palette import DARK, LIGHT
from chronology.render.shades import Shading, contrast
from chronology.store.load import load

BUNDLED = Path(__file__).parents[2] / "data" / "events.yaml"
Make = Callable[..., Event]


def cells(figure: go.Figure) -> dict[str, dict[str, Any]]:
    """The cells by their date in words: what hovering says, their look, and where they stand."""
    found = {}
    for trace in figure.data:
        if trace.customdata is None:
            continue
        for at, (words, said, titles) in enumerate(trace.customdata):
            color = trace.marker.color
            look = "hatched" if trace.marker.pattern.shape else "plain"
            found[words] = {
                "said": said,
                "titles": [title for title in titles.split("<br>") if title],
                "color": color if isinstance(color, str) else color[at],
                "look": look,
                "column": int(trace.base[at]),
                "y": trace.y[at],
            }
    return found


def subtitle(figure: go.Figure) -> str:
    title = figure.layout.title
    return str(title.subtitle.text or title.text or "").replace("<br>", " ")


def texts(figure: go.Figure) -> list[go.Scatter]:
    """The names of columns, then the numbers."""
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text"]


def key(figure: go.Figure) -> list[str]:
    return [trace.name for trace in figure.data if trace.legend == "legend2"]


@pytest.fixture(scope="module")
def bundled() -> Registry:
    return load(BUNDLED)


def test_a_known_day_is_solid_and_the_others_of_its_year_are_not(event: Make) -> None:
    found = cells(calendar([event("talks", "2022-02-04")], span="2022"))
    assert len(found) == 365
    day = found["Friday, 4 February 2022"]
    assert (day["said"], day["titles"], day["look"]) == ("1 event", ["talks"], "plain")
    assert day["color"] == Shading.of(1, LIGHT).color(1)
    others = {(one["said"], one["color"]) for words, one in found.items() if words != "Friday, 4 February 2022"}
    assert others == {("No events", LIGHT.sheet)}


def test_an_event_known_only_to_the_year_hatches_every_day_and_shades_none(event: Make) -> None:
    figure = calendar([event("treaty", "2022")])
    assert {(one["said"], one["look"]) for one in cells(figure).values()} == {("1 event perhaps", "hatched")}
    assert cells(figure)["Saturday, 1 January 2022"]["titles"] == ["Perhaps: treaty"]
    assert key(figure) == ["no events", "perhaps, none for sure"]
    assert "hatched where there is none but some may have been" in subtitle(figure)


def test_the_same_event_is_sure_in_its_year_and_a_month_in_its_month(event: Make) -> None:
    assert cells(calendar([event("treaty", "2022")], per="year"))["2022"]["said"] == "1 event"
    months = cells(calendar([event("talks", "2022-03")], per="month", span="2022"))
    assert months["March 2022"]["said"] == "1 event"
    assert months["April 2022"]["said"] == "No events"


def test_a_range_is_solid_between_its_latest_start_and_its_earliest_end(event: Make) -> None:
    found = cells(calendar([event("siege", "2022-01/2022-03")], span="2022"))
    said = {words: one["said"] for words, one in found.items()}
    assert [words for words, one in said.items() if one == "1 event"] == [
        words
        for words in said
        if words.endswith("February 2022") or words in ("Monday, 31 January 2022", "Tuesday, 1 March 2022")
    ]
    assert sum(one == "1 event perhaps" for one in said.values()) == 30 + 30
    assert sum(one == "No events" for one in said.values()) == 365 - 90


@pytest.mark.parametrize("date", ["2022-02-04?", "2022-02-04~", "2022-02-04%"])
def test_a_qualified_date_is_never_sure(event: Make, date: str) -> None:
    assert cells(calendar([event("a", date)]))["Friday, 4 February 2022"]["look"] == "hatched"


def test_open_and_unknown_ends(event: Make) -> None:
    found = cells(
        calendar([event("war", "2021-12-30/.."), event("siege", "2021-12-31/")], span="2021-12-29/2022-01-02")
    )
    assert found["Thursday, 30 December 2021"]["said"] == "1 event"
    assert found["Saturday, 1 January 2022"]["said"] == "1 event for sure, 1 more perhaps"
    assert found["Wednesday, 29 December 2021"]["said"] == "No events"
    assert found["Friday, 31 December 2021"]["said"] == "2 events"


def test_starts_are_sure_where_the_start_is_known(event: Make) -> None:
    events = [event("war", "2022-02-24/.."), event("talks", "[2022-03-01,2022-03-02]")]
    found = cells(calendar(events, of="start", span="2022"))
    assert found["Thursday, 24 February 2022"]["said"] == "1 event"
    assert found["Friday, 25 February 2022"]["said"] == "No events"
    assert found["Tuesday, 1 March 2022"]["look"] == found["Wednesday, 2 March 2022"]["look"] == "hatched"


@pytest.mark.parametrize("of", ["start", "ongoing"])
@pytest.mark.parametrize("vague", ["earliest", "spread"])
def test_the_other_rules_are_the_numbers_of_counts(bundled: Registry, of: Any, vague: Any) -> None:
    found = cells(calendar(bundled, per="month", of=of, vague=vague, span="2021/2022"))
    counted = counts(bundled, per="month", of=of, vague=vague, span="2021/2022", fill=True)
    assert len(found) == len(counted) == 24
    numbers = [one["said"].split()[0] for one in sorted(found.values(), key=lambda one: (one["y"], one["column"]))]
    wanted = [f"{events:.2f}".rstrip("0").rstrip(".") for events in counted["events"].astype(float)]
    assert [number.replace("No", "0") for number in numbers] == wanted


def test_a_whole_gives_way_to_its_parts(event: Make) -> None:
    events = [event("war", "2022-02-01/2022-02-10"), event("siege", "2022-02-03", part_of="war")]
    figure = calendar(events, span="2022-02")
    found = cells(figure)
    assert (found["Wednesday, 2 February 2022"]["said"], found["Wednesday, 2 February 2022"]["titles"]) == (
        "1 event",
        ["war"],
    )
    assert (found["Thursday, 3 February 2022"]["said"], found["Thursday, 3 February 2022"]["titles"]) == (
        "1 event",
        ["siege"],
    )
    assert "a whole does not count beside its parts" in subtitle(figure)
    assert cells(calendar(events, wholes=True))["Thursday, 3 February 2022"]["said"] == "2 events"


def test_weeks_start_on_monday_and_every_day_has_its_place() -> None:
    grid = grid_of(day_number(2024, 1, 1), day_number(2024, 12, 31), "day", halves=False, row=10)
    assert len(grid.cells) == len({(cell.column, cell.y) for cell in grid.cells}) == 366
    places = {cell.number: (cell.column, cell.y) for cell in grid.cells}
    top = places[parse_day("2024-01-01")][1]
    assert places[parse_day("2024-01-07")] == (0, top + 60)
    assert places[parse_day("2024-01-08")] == (1, top)
    assert " ".join(head.text for head in grid.heads) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


def test_a_narrow_picture_breaks_the_year_in_two_and_loses_no_day(event: Make) -> None:
    figure = calendar([event("a", "2024-02-29"), event("b", "2024-12-31")], span="2024", width=390)
    assert len(cells(figure)) == 366
    assert figure.layout.xaxis.range[1] == 28
    assert max(one["column"] for one in cells(figure).values()) <= 27


@pytest.mark.parametrize(
    ("per", "span"), [("day", range(-900, 900)), ("month", range(-99, 99)), ("year", range(-99, 99))]
)
def test_each_period_stands_in_the_row_that_begins_before_it(per: Leaf, span: range) -> None:
    for number in span:
        row = row_of(number, per)
        assert first_of_row(row, per) <= number < first_of_row(row + 1, per)


def test_decades_have_no_year_0(event: Make) -> None:
    figure = calendar([event("a", "-0019"), event("b", "0019")], per="year")
    assert list(figure.layout.yaxis.ticktext) == ["20s BCE", "10s BCE", "9–1 BCE", "1–9 CE", "10s CE"]
    found = cells(figure)
    assert "0" not in {words.split()[0] for words in found}
    assert found["1 BCE"]["column"] == 8
    assert found["1 CE"]["column"] == 1
    assert found["20 BCE"]["column"] == 9
    assert found["1 CE"]["y"] > found["1 BCE"]["y"]
    heads = texts(figure)[0].text
    assert list(heads) == list("98765432100123456789")


def test_the_limit_is_stated_and_a_span_moves_it(bundled: Registry) -> None:
    figure = calendar(bundled)
    assert [note.text for note in figure.layout.annotations] == ["2018", "2019", "2020", "2021", "2022", "2023"]
    assert "the last 6 of 35 years (others with span)" in subtitle(figure)
    assert figure.layout.meta["chronology"]["rows"] == ["2018", "2023"]
    early = calendar(bundled, span="2008")
    assert [note.text for note in early.layout.annotations] == ["2008"]
    assert "after this span" in subtitle(early)
    assert cells(early)["Friday, 8 August 2008"]["titles"] != []


def test_no_data_is_not_zero(event: Make) -> None:
    figure = calendar([event("a", "2022-02-04"), event("b", "2022-02-10")])
    assert len(cells(figure)) == 7
    assert "a day without a frame lies outside what is recorded" in subtitle(figure)


def test_few_titles_are_named_and_the_rest_is_counted(event: Make) -> None:
    events = [event(f"e{at:04}", "2022-02-04") for at in range(MOST_TITLES + 5)]
    figure = calendar(events)
    day = cells(figure)["Friday, 4 February 2022"]
    assert day["titles"] == ["e0000", "e0001", "e0002", "e0003", "and 1,001 more"]
    assert f"hovering names the first {MOST_TITLES:,} events only" in subtitle(figure)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("most", [1, 2, 3, 7, 40])
def test_shades_are_told_from_each_other_and_from_an_empty_day(theme: Any, most: int) -> None:
    row = [theme.sheet, *Shading.of(most, theme).colors]
    assert all(contrast(one, other) >= 1.2 for one, other in pairwise(row))


def test_numbers_can_be_read_on_their_ground(bundled: Registry) -> None:
    for template in ("light", "dark"):
        figure = calendar(bundled, per="month", template=template)
        shading = {one["column"] + 0.5 + 1000 * one["y"]: one for one in cells(figure).values()}
        numbers = texts(figure)[-1]
        for x, y, color in zip(numbers.x, numbers.y, numbers.textfont.color, strict=True):
            one = shading[x + 1000 * y]
            assert contrast(color, one["color"]) >= 4.5


@pytest.mark.parametrize("engine", ["pandas", "arrow", "polars", "duckdb"])
def test_any_table_gives_the_figure_of_its_registry(bundled: Registry, engine: str) -> None:
    tables: dict[str, Callable[[], Any]] = {
        "pandas": bundled.to_frame,
        "arrow": bundled.to_arrow,
        "polars": lambda: __import__("polars").from_arrow(bundled.to_arrow()).lazy(),
        "duckdb": lambda: __import__("duckdb").from_arrow(bundled.to_arrow()),
    }
    ofs: tuple[Of, ...] = ("start", "ongoing")
    for of in ofs:
        expected = calendar(bundled, title="", per="month", of=of)
        figure = calendar(tables[engine](), per="month", of=of)
        assert cells(figure) == cells(expected)
        assert subtitle(figure) == subtitle(expected)


def test_none_one_and_what_has_no_day(event: Make) -> None:
    assert calendar([]).layout.annotations[0].text == "There are no events to show."
    assert len(cells(calendar([event("a", "2022-02-04")]))) == 1
    planned = calendar([event("a", "2022", status="planned")])
    assert "1 event planned or not realised, not counted" in subtitle(planned)
    assert cells(calendar([event("a", "2022", status="planned")], per="year", all_statuses=True))["2022"]


def test_only_what_is_asked_is_shown(registry: Registry) -> None:
    found = cells(calendar(registry, per="year", where=of_kind("annexation"), labels={"events": "annexations"}))
    assert [one["said"] for one in found.values()] == ["1 event"]
    with pytest.raises(UnknownId):
        calendar(registry, where=of_kind("nothing"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"per": "week"}, "there is no per 'week'"),
        ({"of": "end"}, "there is no of 'end'"),
        ({"vague": "hatch"}, "there is no vague 'hatch'"),
        ({"labels": {"evnts": "x"}}, "labels: the chart does not speak of 'evnts'"),
        ({"template": "lihgt"}, "there is no template"),
        ({"span": "../1500"}, "span ends before the first event that has a day"),
    ],
)
def test_a_mistake_is_refused_in_a_sentence(registry: Registry, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        calendar(registry, **arguments)


def test_a_span_that_is_no_date(registry: Registry) -> None:
    with pytest.raises(DateError):
        calendar(registry, span="soon")


def test_it_is_a_figure_like_any_other(bundled: Registry) -> None:
    figure = calendar(bundled, per="month", width=800)
    assert figure.to_json() == calendar(bundled, per="month", width=800).to_json()
    assert pickle.loads(pickle.dumps(figure)) == copy.deepcopy(figure) == figure
    assert figure.update_layout(title_text="Other").layout.title.text == "Other"
