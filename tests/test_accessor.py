"""``df.chronology`` asks what the functions ask, in their words, and nothing else."""

import importlib
import inspect
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import chronology.accessor
from chronology.accessor import EventTable
from chronology.errors import MESSAGE_LIMIT, QueryError
from chronology.model.event import Event
from chronology.model.header import Header
from chronology.query.counts import counts
from chronology.query.first_last import first_last
from chronology.query.gaps import gaps
from chronology.query.pairs import pairs
from chronology.query.select import select
from chronology.query.sequences import sequences
from chronology.query.soundness import check_table
from chronology.query.table import COLUMNS
from chronology.query.terms import of_kind
from chronology.query.ties import ties
from chronology.query.window_counts import window_counts
from chronology.query.windows import window
from chronology.registry.registry import Registry
from chronology.render.timeline import timeline

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "where": select,
    "window": window,
    "window_counts": window_counts,
    "sequences": sequences,
    "gaps": gaps,
    "counts": counts,
    "pairs": pairs,
    "ties": ties,
    "first_last": first_last,
    "check": check_table,
    "registry": Registry.from_frame,
    "timeline": timeline,
}


@pytest.fixture
def table() -> pd.DataFrame:
    both = [{"actor": "RUS", "role": "party"}, {"actor": "CHN", "role": "party"}]
    dated = [("deal", "treaty", "2014-05-21"), ("drill", "exercise", "2014-05-23"), ("visit", "visit", "2014-06~")]
    events = [Event(id=id, title=id, kind=kind, date=date, participants=both) for id, kind, date in dated]
    return Registry(events=events).to_frame()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_method_takes_what_its_function_takes(name: str) -> None:
    _, *of_function = inspect.signature(FUNCTIONS[name]).parameters.values()
    _, *of_method = inspect.signature(getattr(EventTable, name)).parameters.values()
    assert of_method == of_function, "names, order, kinds, defaults and annotations"


def test_every_method_is_held_to_its_function() -> None:
    methods = {name for name in vars(EventTable) if not name.startswith("_")}
    assert methods == set(FUNCTIONS)


QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("window", {"around": of_kind("treaty"), "before": 0, "after": 5, "of": of_kind("exercise")}),
    ("window_counts", {"around": of_kind("treaty"), "after": 3, "before": 0, "fill": True, "per_anchor": False}),
    ("sequences", {"first": of_kind("treaty"), "then": of_kind("exercise"), "within": 2, "same": "actor"}),
    ("gaps", {"of": of_kind("treaty", "exercise"), "by": "dyad"}),
    ("counts", {"per": "year", "by": "kind", "vague": "spread", "of": "ongoing", "span": "2014"}),
    ("ties", {"per": "month", "of": of_kind("treaty")}),
    ("first_last", {"by": "actor"}),
]


@pytest.mark.parametrize(("name", "arguments"), QUESTIONS)
def test_a_method_answers_as_its_function(table: pd.DataFrame, name: str, arguments: dict[str, Any]) -> None:
    answer = getattr(table.chronology, name)(**arguments)
    pd.testing.assert_frame_equal(answer, FUNCTIONS[name](table, **arguments))
    assert len(answer)


@pytest.mark.parametrize("name", [name for name, _ in QUESTIONS] + ["pairs", "timeline"])
def test_no_argument_is_lost_on_the_way(table: pd.DataFrame, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    function = FUNCTIONS[name]
    given: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    monkeypatch.setattr(sys.modules[function.__module__], name, lambda *args, **kwargs: given.append((args, kwargs)))
    _, *parameters = inspect.signature(function).parameters.values()
    keywords = {each.name: object() for each in parameters if each.kind is each.KEYWORD_ONLY}
    others = [object() for each in parameters if each.kind is not each.KEYWORD_ONLY]
    getattr(table.chronology, name)(*others, **keywords)
    [((asked, *beside), named)] = given
    assert asked is table
    assert (beside, named) == (others, keywords)


def test_where_and_pairs(table: pd.DataFrame) -> None:
    chosen = table.chronology.where(of_kind("exercise"))
    assert list(chosen["id"]) == ["drill"]
    near = table.chronology.pairs(chosen, within=2)
    assert list(near["left_id"]) == ["deal"]


def test_check_speaks_of_any_frame(table: pd.DataFrame) -> None:
    assert table.chronology.check() == ()
    assert pd.DataFrame({"kind": ["treaty"]}).chronology.check() == check_table(pd.DataFrame({"kind": ["treaty"]}))
    assert table.drop(columns="tags").chronology.check() == check_table(table.drop(columns="tags")) != ()


def test_a_registry_of_the_table(table: pd.DataFrame) -> None:
    registry = table.chronology.registry(header=Header(title="Deals"))
    assert registry.title == "Deals"
    assert registry.to_frame().equals(table)


def test_a_chart_of_the_table(table: pd.DataFrame) -> None:
    figure = table.chronology.timeline(title="Deals", lanes="actor")
    assert set(figure.layout.meta["chronology"]["events"]) == {"deal", "drill", "visit"}
    assert "Deals" in figure.layout.title.text


def test_a_frame_that_is_no_event_table_says_what_it_lacks_when_it_is_asked() -> None:
    frame = pd.DataFrame({"kind": ["treaty"], "when": ["2014"]})
    assert isinstance(frame.chronology, EventTable), "looking at it asks nothing"
    with pytest.raises(QueryError, match="it lacks the columns id, title, date, start_min") as refused:
        frame.chronology.where(of_kind("treaty"))
    assert "kind" not in str(refused.value)
    with pytest.raises(QueryError, match="lacks the columns") as refused:
        pd.DataFrame().chronology.counts()
    assert all(name in str(refused.value) for name in COLUMNS)
    assert len(str(refused.value)) < MESSAGE_LIMIT


def test_a_table_that_lacks_a_column_is_refused_by_the_question(table: pd.DataFrame) -> None:
    with pytest.raises(QueryError, match="no column 'start_max'"):
        table.drop(columns="start_max").chronology.gaps()


def test_importing_it_again_changes_nothing() -> None:
    registered = pd.DataFrame.chronology
    importlib.reload(chronology.accessor)
    assert pd.DataFrame.chronology is registered


def test_it_is_there_on_request_only() -> None:
    program = (
        "import chronology, pandas; from chronology import select\n"
        "assert not hasattr(pandas.DataFrame, 'chronology')\n"
        "import sys, chronology.accessor\n"
        "assert hasattr(pandas.DataFrame, 'chronology')\n"
        "assert not {'plotly', 'duckdb', 'polars', 'pyspark'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)
