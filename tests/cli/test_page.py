"""``chronology page`` offers what ``write_page()`` does, and writes the same."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from chronology.cli.pages import page
from chronology.page.page import page_html, write_page
from chronology.registry.registry import Registry
from tests.cli.conftest import Run

RENAMED = {"range": "range_x", "panel": "panels", "fragment": "embed", "output": "path", "files": "registry"}


def test_every_choice_of_the_library_is_an_option() -> None:
    options = {RENAMED.get(name, name) for name in inspect.signature(page).parameters}
    assert options == set(inspect.signature(write_page).parameters)


@pytest.mark.parametrize(
    ("options", "choices"),
    [
        ([], {}),
        (["--range", "2014/2015"], {"range_x": ("2014", "2015")}),
        (["--range", "2014"], {"range_x": ("2014", "2014")}),
        (["--panel", "list", "--panel", "details"], {"panels": ("list", "details")}),
        (["--accent", "#0B5C8A", "--logo", "R & D"], {"accent": "#0B5C8A", "logo": "R & D"}),
        (["--plotlyjs", "cdn", "--lanes", "actor"], {"plotlyjs": "cdn", "lanes": "actor"}),
        (["--fragment", "--height", "420"], {"embed": "fragment", "height": 420}),
    ],
)
def test_an_option_is_the_choice_of_its_name(
    run: Run, registry: Registry, options: list[str], choices: dict[str, Any]
) -> None:
    done = run("page", "--output", "a.html", *options)
    assert done.code == 0, done.err
    assert Path("a.html").read_text(encoding="utf-8") == page_html(registry, **choices)
    assert done.out.endswith("Put it into a page.\n" if "--fragment" in options else "Open it in a browser.\n")


def test_pages_of_a_folder_share_plotly_js(run: Run) -> None:
    for name in ("a.html", "b.html"):
        assert run("page", "--output", name, "--plotlyjs", "directory").code == 0
    assert len(list(Path().iterdir())) == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--panel", "lst"], "a page has no panel 'lst' (did you mean 'list'?)\n"),
        (["--accent", "red"], "accent is six hex digits, such as '#A11245', not 'red'\n"),
        (["--range", "soon"], "'soon' is not a date"),
        (["--height", "420"], "height is for embed='fragment'"),
    ],
)
def test_what_is_no_choice_is_said_in_a_sentence(run: Run, options: list[str], message: str) -> None:
    done = run("page", "--output", "a.html", *options)
    assert done.code == 2
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1
    assert list(Path().iterdir()) == []
