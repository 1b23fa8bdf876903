"""The page in notebooks and in Dash; without these packages the tests are skipped."""

from __future__ import annotations

import runpy
import warnings
from pathlib import Path

import pytest

from chronology.page.page import page_html
from chronology.registry.registry import Registry

EXAMPLE = Path(__file__).parents[2] / "examples" / "dash_page.py"


def test_a_notebook_shows_a_fragment_without_a_word(registry: Registry) -> None:
    """IPython warns of HTML that is nothing but an iframe, and asks for its address instead."""
    fragment = page_html(registry, embed="fragment")
    assert not fragment.startswith("<iframe")
    display = pytest.importorskip("IPython.display")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert display.HTML(fragment)._repr_html_() == fragment


def test_the_dash_example_shows_the_chart_and_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("dash")
    app = runpy.run_path(str(EXAMPLE))["app"]
    _, graph, frame = app.layout.children
    assert len(graph.figure.data) > 0
    assert frame.srcDoc.startswith("<!doctype html>")
    assert "allow-same-origin" not in frame.sandbox
    assert "52 events" in capsys.readouterr().out
