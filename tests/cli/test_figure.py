"""``chronology figure``: from files to a picture, and every option that a chart does not take in a sentence."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import plotly.io as pio
import pytest

from chronology.cli.charts import CHARTS, ChartName, ChartOptions
from tests.cli.conftest import Run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EVERY_CHART_TAKES = {"title", "subtitle", "template", "width", "height"}
OF_THE_LIBRARY = {"labels", "hover_data", "category_orders", "color_discrete_map"}
"""Tables of words and colours, which are said in Python rather than on a command line."""


def ids(path: Path) -> list[str]:
    return list(pio.read_json(path).layout.meta["chronology"]["events"])


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_drawn_of_the_bundled_registry(run: Run, name: ChartName) -> None:
    needed = ("--around", "kind:summit") if CHARTS[name].needs else ()
    done = run("figure", "--chart", name, "--output", "a.json", "--title", "R & D", "--template", "dark", *needed)
    assert done.code == 0, done.err
    figure = pio.read_json("a.json")
    assert len(figure.data) > 0
    assert figure.layout.title.text.startswith("R &amp; D")


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_of_charts_speaks_of_what_they_take(name: ChartName) -> None:
    chart = CHARTS[name]
    parameters = inspect.signature(getattr(import_module(f"chronology.render.{name}"), name)).parameters
    _, *taken = parameters
    values: dict[str, Any] = {"range": "2014", "band": ["a=2014"], "highlight": ["kind:war"], "around": ["kind:war"]}
    given = {option: values.get(option, "x") for option in chart.takes}
    reached = set(ChartOptions(**given).arguments(name)) | ({chart.term} if chart.term else set())
    assert reached | EVERY_CHART_TAKES == set(taken) - OF_THE_LIBRARY


def test_conditions_choose_the_events(run: Run) -> None:
    done = run("figure", "--output", "a.json", "--kind", "summit", "--during", "2022")
    assert done.out == "Wrote a.json (1 event).\n"
    assert ids(Path("a.json")) == ["putin-xi-beijing-2022"]
    counting = ("--actor", "Russia", "--all-statuses", "--per", "year")
    done = run("figure", "-o", "b.json", "--chart", "density", "--color", "none", *counting)
    assert done.code == 0, done.err
    (bars,) = [trace for trace in pio.read_json("b.json").data if trace.type == "bar"]
    counted = run("count", *counting, "--format", "json").records
    assert sum(map(float, bars.y)) == sum(row["events"] for row in counted) > 20


def test_a_table_is_drawn_as_its_registry_is(run: Run, parquet: Path) -> None:
    assert run("figure", "-o", "a.json", "--actor", "RUS").code == 0
    done = run("figure", parquet, "-o", "b.json", "--actor", "RUS")
    assert done.code == 0, done.err
    assert sorted(ids(Path("a.json"))) == sorted(ids(Path("b.json")))


def test_options_reach_the_chart(run: Run) -> None:
    look = ("--width", "800", "--height", "700", "--subtitle", "A line")
    kept = ("--lanes", "none", "--color", "actor", "--range", "2014/2022", "--band", "A=b=2014/2015")
    done = run("figure", "-o", "a.json", *look, *kept, "--highlight", "kind:summit", "--no-labels")
    assert done.code == 0, done.err
    layout = pio.read_json("a.json").layout
    assert (layout.width, layout.height) == (800, 700)
    assert layout.title.subtitle.text.startswith("A line")
    assert layout.xaxis.range[0].startswith("2014-01-01")
    assert "A=b" in str(layout)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--per", "year"), "timeline does not take --per (leave it out; of its own it takes --lanes, "),
        (("--chart", "density", "--lanes", "kind"), "density does not take --lanes (leave it out; "),
        (("--chart", "positions_chart", "--all-statuses"), "positions_chart does not take --all-statuses"),
        (("--chart", "density", "--status", "planned"), "what is planned counts only on request (add --all-statuses)"),
        (("--chart", "windows_chart"), "windows_chart needs --around (add --around kind:summit)"),
        (("--chart", "windows_chart", "--around", "status:planned"), "what is planned counts only on request"),
        (("--lanes", "knid"), "did you mean 'kind'"),
        (("--scale", "2"), "--scale is for PNG, and json has no pixels of its own (leave it out)"),
        (("--band", "1947/1991"), "--band is a name and a date, such as 'Cold War=1947/1991', not '1947/1991'"),
        (("--range", "2022/2014"), "range_x ends before it begins"),
        (("--format", "svg"), "'a.json' is no name for svg (leave one of the two out)"),
        (("--certain",), "--certain needs a date"),
        (("--chart", "pie"), "timeline"),
    ],
)
def test_a_mistake_is_a_sentence_and_writes_nothing(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    done = run("figure", "--output", "a.json", *arguments)
    assert done.code == 2
    assert sentence in " ".join(done.err.split())
    assert os.listdir() == []


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(run: Run) -> None:
    Path("a.json").write_text("old")
    done = run("figure", "-o", "a.json")
    assert (done.code, done.err) == (1, "a.json: is already there (add --overwrite to replace it)\n")
    assert Path("a.json").read_text() == "old"
    assert run("figure", "-o", "a.json", "--overwrite").code == 0
    assert len(ids(Path("a.json"))) > 50


def test_a_registry_is_never_written_over(run: Run) -> None:
    Path("events.yaml").write_text("old")
    done = run("figure", "-o", "events.yaml", "--format", "json", "--overwrite")
    assert (done.code, Path("events.yaml").read_text()) == (1, "old")
    assert "has no name of a figure" in done.err


@pytest.mark.browser
def test_a_picture_leaves_nothing_but_itself(chromium: Browser, tmp_path: Path) -> None:
    with TemporaryDirectory() as temporary:  # not in tmp_path, which is too long for the names of Chromium's sockets
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "chronology.cli", "figure", "--kind", "summit", "-o", "a.pdf"],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "TMPDIR": temporary},
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "Wrote a.pdf (2 events).\n", "")
        assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
        assert os.listdir(temporary) == []
        assert [command for command in _running() if temporary.encode() in command] == []


def _running() -> list[bytes]:
    """The command lines of all processes, where the system tells them as files."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_bytes())
        except OSError:
            continue
    return found
