"""Figures stay as they were when somebody looked at them; ``make golden`` rewrites them for the next look."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import plotly.io as pio
import pytest

from chronology.errors import QueryError
from chronology.render.templates import register_templates
from tests.render.charts import CHARTS, Chart
from tests.render.frozen import frozen, frozen_template
from tests.render.hard_cases import CASES

GOLDEN: Final = Path(__file__).parent / "golden"
ROOT: Final = Path(__file__).parents[2]
WRITE: Final = os.environ.get("CHRONOLOGY_GOLDEN") == "write"
TEMPLATES: Final = ("chronology", "chronology_dark")
MOST_BYTES: Final = 3_000_000


def hold(path: Path, fresh: str) -> None:
    """Compare with what is kept, or keep it."""
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fresh, encoding="utf-8")
    shown = path.relative_to(ROOT)
    if not path.exists():
        pytest.fail(f"{shown} does not exist: look at the figure, then let make golden write it")
    assert path.read_text(encoding="utf-8").splitlines() == fresh.splitlines(), f"{shown} differs (make golden)"


@pytest.mark.parametrize(
    ("chart", "case"),
    [pytest.param(chart, case, id=f"{chart.name}-{case}") for chart in CHARTS for case in chart.cases(CASES)],
)
def test_golden_a_figure_is_as_it_was_when_it_was_looked_at(chart: Chart, case: str) -> None:
    hold(GOLDEN / chart.name / f"{case}.json", frozen(chart.of(CASES[case]())))


@pytest.mark.parametrize("chart", [chart for chart in CHARTS if chart.refuses], ids=lambda chart: chart.name)
def test_golden_a_chart_that_cannot_be_drawn_says_why(chart: Chart) -> None:
    for case in chart.refuses:
        with pytest.raises(QueryError, match=r"\(.+\)$"):
            chart.of(CASES[case]())


@pytest.mark.parametrize("name", TEMPLATES)
def test_golden_the_template_is_as_it_was_when_it_was_looked_at(name: str) -> None:
    register_templates()
    hold(GOLDEN / "templates" / f"{name}.json", frozen_template(pio.templates[name]))


def test_golden_no_file_is_left_of_a_chart_or_a_case_that_is_gone() -> None:
    expected = {GOLDEN / chart.name / f"{case}.json" for chart in CHARTS for case in chart.cases(CASES)}
    expected |= {GOLDEN / "templates" / f"{name}.json" for name in TEMPLATES}
    left = {path for path in GOLDEN.rglob("*") if path.is_file()} - expected
    if WRITE:
        for path in left:
            path.unlink()
        left = set()
    assert left == set()
    assert sum(path.stat().st_size for path in expected if path.exists()) < MOST_BYTES


def test_golden_figures_are_the_same_bytes_in_every_process() -> None:
    """Sets and dicts of texts are in another order under another seed."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONHASHSEED"}
    command = [sys.executable, "-m", "tests.render.frozen"]
    running = [
        subprocess.Popen(
            command, cwd=ROOT, env={**environment, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, encoding="utf-8"
        )
        for seed in ("0", "1", "2", "3", "4")
    ]
    printed = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0] * len(running)
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == len(CHARTS)
