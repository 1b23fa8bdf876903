"""What all charts have in common: what they take, what their arguments are called, and that figures are figures."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
import pytest
from plotly.subplots import make_subplots

from chronology.errors import QueryError
from chronology.query import chance, counts, gaps, ties
from chronology.query.terms import during
from chronology.registry.registry import Registry
from chronology.render.templates import register_templates
from tests.render.charts import CHARTS, Chart
from tests.render.frozen import frozen
from tests.render.hard_cases import bundled

OF_EVENTS: Final = [chart for chart in CHARTS if chart.records == "events"]

LOOK: Final = ("title", "subtitle", "template", "width", "height")
WORDS: Final = ("labels", "hover_data", "category_orders", "color_discrete_map")
OWN: Final = {
    "lanes": "kind",
    "symbol": None,
    "relations": False,
    "highlight": None,
    "bands": None,
    "show_labels": True,
    "propositions": None,
    "actors": None,
    "span": None,
    "most": None,
    "spell_days": None,
    "where": ...,
    "of": ...,
    "vague": ...,
    "per": ...,
    "by": None,
    "color": "kind",
    "range_x": None,
}
"""What some charts have besides, with its default; ``...`` where that depends on what is asked."""

QUESTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "density": counts.counts,
    "actor_matrix": ties.ties,
    "network": ties.ties,
    "gaps_chart": gaps.gaps,
    "windows_chart": chance.window_by_chance,
}
"""The question that a chart puts, where it is one: what is passed on has its name and its default."""

each = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
each_of_events = pytest.mark.parametrize("chart", OF_EVENTS, ids=lambda chart: chart.name)


@pytest.fixture(scope="module")
def registry() -> Registry:
    """A year of the bundled data, with every claim, actor and source."""
    return bundled().where(during("2021-06/2022-06"))


@pytest.fixture(scope="module")
def figures(registry: Registry) -> dict[str, go.Figure]:
    """Every chart, drawn once."""
    return {chart.name: chart.of(registry) for chart in CHARTS}


@pytest.fixture(scope="module")
def of_pandas(registry: Registry) -> Callable[[str], str]:
    """The chart of that name of the table as pandas has it, drawn once."""
    table = registry.to_frame()
    charts = {chart.name: chart for chart in CHARTS}
    return cache(lambda name: frozen(charts[name].of(table)))


def parameters(chart: Chart) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(chart.draw).parameters)


@each
def test_everything_but_the_data_is_given_by_name(chart: Chart) -> None:
    first, *others = parameters(chart).values()
    assert first.name in ("registry_or_table", "registry")
    assert first.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert {other.kind for other in others} == {inspect.Parameter.KEYWORD_ONLY}


@each
def test_same_names_mean_the_same(chart: Chart) -> None:
    own = dict(list(parameters(chart).items())[1:])
    asked = inspect.signature(QUESTIONS[chart.name]).parameters if chart.name in QUESTIONS else {}
    known = {*LOOK, *WORDS, *OWN, *asked, "wholes", "all_statuses"}
    assert set(own) <= known
    assert set(LOOK) <= set(own)
    for name in LOOK:
        assert own[name].default is None
    for name in set(own) & set(WORDS):
        assert own[name].default in (None, ())
    for name in set(own) & set(OWN):
        assert OWN[name] in (..., own[name].default), name
    assert [name for name in own if name in LOOK] == list(LOOK)


@pytest.mark.parametrize("chart", [chart for chart in CHARTS if chart.name in QUESTIONS], ids=lambda chart: chart.name)
def test_what_is_passed_on_has_the_default_of_the_question(chart: Chart) -> None:
    asked = inspect.signature(QUESTIONS[chart.name]).parameters
    own = parameters(chart)
    passed_on = (set(own) & set(asked)) - {"width", *OWN} | ({"by"} & set(own) & set(asked))
    assert passed_on
    assert {name: own[name].default for name in passed_on} == {name: asked[name].default for name in passed_on}


@each
def test_the_docstring_speaks_of_every_argument(chart: Chart) -> None:
    text = inspect.getdoc(chart.draw) or ""
    said = text.split("Parameters\n")[1].split("Returns\n")[0]
    missing = [name for name in parameters(chart) if name not in said]
    assert missing == []


def tables(registry: Registry) -> dict[str, Callable[[], Any]]:
    arrow = registry.to_arrow()

    def duck() -> Any:
        import duckdb

        return duckdb.connect().from_arrow(arrow)

    def polars() -> Any:
        import polars as pl

        return pl.from_arrow(arrow)

    return {
        "arrow": lambda: arrow,
        "polars": polars,
        "lazy": lambda: polars().lazy(),
        "duckdb": duck,
    }


@pytest.mark.parametrize("engine", ["arrow", "polars", "lazy", "duckdb"])
@each_of_events
def test_a_table_is_drawn_alike_whatever_its_engine(
    chart: Chart, registry: Registry, of_pandas: Callable[[str], str], engine: str
) -> None:
    pytest.importorskip({"lazy": "polars", "arrow": "pyarrow"}.get(engine, engine))
    assert frozen(chart.of(tables(registry)[engine]())) == of_pandas(chart.name)


@each_of_events
def test_events_are_drawn_as_the_registry_that_they_make(chart: Chart, registry: Registry) -> None:
    events = list(registry)
    assert frozen(chart.of(events)) == frozen(chart.of(Registry(events=events)))


@each
def test_what_it_is_given_stays_as_it_was(chart: Chart, registry: Registry) -> None:
    before = registry.to_frame()
    given = before.copy(deep=True) if chart.takes(before) else registry
    chart.of(given)
    after = given.to_frame() if isinstance(given, Registry) else given
    pd.testing.assert_frame_equal(after, before)


@each
def test_what_cannot_be_drawn_is_refused_in_a_sentence(chart: Chart) -> None:
    for wrong in (42, "events.yaml", None, {"id": "a"}, [1, 2]):
        with pytest.raises(QueryError, match="drawn") as caught:
            chart.of(wrong)
        assert len(str(caught.value)) < 300


@each
def test_a_figure_survives_what_is_done_to_figures(chart: Chart, figures: Mapping[str, go.Figure]) -> None:
    figure = figures[chart.name]
    text = figure.to_json()
    assert type(figure) is go.Figure
    assert json.loads(pio.from_json(text).to_json()) == json.loads(text)
    assert json.loads(copy.deepcopy(figure).to_json()) == json.loads(text)
    assert json.loads(pickle.loads(pickle.dumps(figure)).to_json()) == json.loads(text)
    changed = go.Figure(figure).update_layout(title_text="Mine", width=640).update_traces(opacity=0.5)
    assert (changed.layout.title.text, changed.layout.width) == ("Mine", 640)
    assert figure.to_json() == text


@each
def test_its_traces_can_stand_in_a_figure_of_subplots(chart: Chart, figures: Mapping[str, go.Figure]) -> None:
    together = make_subplots(rows=2, cols=1)
    traces = figures[chart.name].data
    for row in (1, 2):
        together.add_traces(traces, rows=[row] * len(traces), cols=[1] * len(traces))
    assert len(together.data) == 2 * len(traces) > 0
    together.to_json()


@each
def test_a_figure_says_what_it_shows_and_offers_no_upload(chart: Chart, figures: Mapping[str, go.Figure]) -> None:
    about = figures[chart.name].layout.meta["chronology"]
    assert about["schema"] == 1
    assert len(about) >= 2
    assert all(isinstance(value, list) for name, value in about.items() if name != "schema")
    for figure in (figures[chart.name], chart.of(Registry())):
        assert "sendChartToCloud" in figure.layout.modebar.remove
        assert figure.layout.meta["chronology"]["schema"] == 1


@each
def test_an_empty_registry_is_said_to_be_empty(chart: Chart) -> None:
    figure = chart.of(Registry(), title="Nothing yet")
    assert len(figure.data) == 0
    assert [note.text.endswith(".") for note in figure.layout.annotations] == [True]
    assert figure.layout.title.text == "Nothing yet"


@each
def test_a_mistyped_template_is_named_with_the_nearest(chart: Chart, registry: Registry) -> None:
    with pytest.raises(QueryError, match="did you mean 'chronology_dark'"):
        chart.of(registry, template="chronology_drak")


@each
def test_mistyped_columns_words_and_orders_are_named_with_the_nearest(chart: Chart, registry: Registry) -> None:
    own = parameters(chart)
    mistakes: dict[str, Any] = {
        "color": "actro",
        "lanes": "actro",
        "symbol": "actro",
        "by": "actro",
        "hover_data": ["summray"],
        "category_orders": {"actro": ["CHN"]}
        if "actor" in str(chart.name) or chart.name == "network"
        else {"kidn": []},
        "labels": {"evnets": "Talks"},
    }
    for name in [name for name in mistakes if name in own]:
        with pytest.raises(QueryError) as caught:
            chart.of(registry, **{name: mistakes[name]})
        assert len(str(caught.value)) < 300
        assert "did you mean" in str(caught.value) or "(" in str(caught.value), name


@pytest.mark.parametrize("template", ["dark", go.layout.Template()], ids=["dark", "of one's own"])
@each
def test_any_template_will_do_and_the_users_default_is_left_alone(
    chart: Chart, registry: Registry, template: Any
) -> None:
    register_templates()
    before = pio.templates.default
    assert chart.of(registry, template=template).layout.template is not None
    assert pio.templates.default == before


@each
def test_a_size_and_the_lack_of_a_title_are_kept(
    chart: Chart, registry: Registry, figures: Mapping[str, go.Figure]
) -> None:
    assert figures[chart.name].layout.width is None
    assert figures[chart.name].layout.title.text == registry.title
    figure = chart.of(registry, width=700, height=900, title="")
    assert (figure.layout.width, figure.layout.height) == (700, 900)
    assert registry.title not in (figure.layout.title.text or "")
