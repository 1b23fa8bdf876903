from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import plotly.graph_objects as go
import pytest

from chronology.errors import QueryError, UnknownId
from chronology.model.actor import Actor
from chronology.model.event import Event
from chronology.registry.registry import Registry
from chronology.render.swimlanes import swimlanes

SOLID, DOTTED = "solid", "1.5px,3px"


def party(actor: str, role: str = "party", side: str | None = None) -> dict[str, Any]:
    return {"actor": actor, "role": role, "side": side}


@pytest.fixture(scope="module")
def neighbours(event: Callable[..., Event]) -> Registry:
    """A treaty of two, a war of two against one, a warning, and something that concerns nobody."""
    actors = [
        Actor(id=id, name=name, kind="state") for id, name in (("A", "Arland"), ("B", "Borland"), ("C", "Curland"))
    ]
    events = [
        event("treaty", "1950-02-14", "treaty", participants=[party("A"), party("B")]),
        event(
            "war", "1960/1962", "war", participants=[party("A", side="a"), party("B", side="a"), party("C", side="b")]
        ),
        event("warning", "1963-05-01", "warning", participants=[party("A", "author"), party("C", "target")]),
        event("storm", "1964-01-01", "statement"),
    ]
    return Registry(events=events, actors=actors)


def scatters(figure: go.Figure) -> list[Any]:
    return [trace for trace in figure.data if trace.type == "scatter"]


def lines(figure: go.Figure) -> list[tuple[str, str, int]]:
    """The lines across lanes: the year, how they are drawn, and how many lanes they cross."""
    tops = sorted(shape.y1 for shape in figure.layout.shapes if shape.type == "line" and shape.xsizemode == "pixel")
    found = []
    for trace in scatters(figure):
        if trace.mode == "lines" and trace.legendgroup and trace.y[0] is not None and trace.x[0] == trace.x[1]:
            for at in range(0, len(trace.x), 3):
                crossed = sum(trace.y[at] < top <= trace.y[at + 1] for top in tops)
                found.append((str(trace.x[at])[:4], trace.line.dash, crossed))
    return sorted(found)


def test_those_who_act_together_are_joined_and_enemies_are_not(neighbours: Registry) -> None:
    assert lines(swimlanes(neighbours, actors=["A", "B", "C"])) == [
        ("1950", SOLID, 1),
        ("1960", DOTTED, 1),
        ("1960", SOLID, 1),
        ("1963", DOTTED, 2),
    ]


def test_the_key_says_what_the_lines_mean(neighbours: Registry) -> None:
    key = [trace.name for trace in swimlanes(neighbours).data if trace.legend == "legend2"]
    assert key[-2:] == ["act together", "otherwise concerned"]
    alone = [trace.name for trace in swimlanes(neighbours, actors=["A"]).data if trace.legend == "legend2"]
    assert "act together" not in alone


def test_a_joint_event_has_a_mark_in_each_lane_and_one_label(neighbours: Registry) -> None:
    figure = swimlanes(neighbours)
    shown = [text for trace in scatters(figure) if trace.mode == "markers+text" for text in trace.text]
    assert sorted(shown) == ["treaty", "war", "warning"]
    marks = [row[3] for trace in scatters(figure) if trace.customdata is not None for row in trace.customdata]
    assert (marks.count("treaty"), marks.count("war"), marks.count("warning")) == (2, 3, 2)


def test_lanes_are_the_actors_asked_for_in_their_order(neighbours: Registry) -> None:
    titles = [note.text.split("<br>")[0] for note in swimlanes(neighbours, actors=["Curland", "A"]).layout.annotations]
    assert titles == ["Curland", "Arland"]


def test_what_has_no_lane_is_counted(neighbours: Registry) -> None:
    figure = swimlanes(neighbours, actors=["B"], title="Borland")
    assert figure.layout.title.subtitle.text == "1 of 3 actors · 2 of 4 events concern none of them and are not drawn"
    assert list(figure.layout.meta["chronology"]["events"]) == ["treaty", "war"]


def test_of_many_actors_those_with_most_events_have_lanes(event: Callable[..., Event]) -> None:
    events = [
        event(f"e{n}-{m}", f"{1900 + n}-01-0{m + 1}", participants=[party(f"A{n:02}")])
        for n in range(20)
        for m in range(1 + (n > 7))
    ]
    figure = swimlanes(events)
    titles = [note.text.split("<br>")[0] for note in figure.layout.annotations]
    assert titles == [f"A{n:02}" for n in range(8, 20)]
    assert "12 of 20 actors" in figure.layout.title.text


def test_a_table_of_any_engine_gives_the_lines_of_its_registry(neighbours: Registry) -> None:
    relation = duckdb.from_arrow(neighbours.to_arrow())
    from_registry = lines(swimlanes(neighbours))
    assert lines(swimlanes(neighbours.to_frame())) == from_registry
    assert lines(swimlanes(relation)) == from_registry


def test_without_knowing_who_acts_no_line_claims_that_they_do(neighbours: Registry) -> None:
    plain = neighbours.to_frame().drop(columns=["acting", "side_a", "side_b"])
    assert {dash for _, dash, _ in lines(swimlanes(plain))} == {DOTTED}


def test_without_actors_it_says_so(event: Callable[..., Event]) -> None:
    assert (
        swimlanes([event("storm", "1964-01-01")]).layout.annotations[0].text == "There are no events of actors to show."
    )


def test_mistakes_are_named(neighbours: Registry) -> None:
    with pytest.raises(QueryError, match="list of ids"):
        swimlanes(neighbours, actors="A")
    with pytest.raises(QueryError, match="'B' twice"):
        swimlanes(neighbours, actors=["B", "Borland"])
    with pytest.raises(UnknownId, match="Borlnd"):
        swimlanes(neighbours, actors=["Borlnd"])
    with pytest.raises(UnknownId, match="no actor 'Z'"):
        swimlanes(neighbours.to_frame(), actors=["Z"])
    with pytest.raises(QueryError, match="'actors'"):
        swimlanes(neighbours.to_frame().drop(columns=["actors"]))
