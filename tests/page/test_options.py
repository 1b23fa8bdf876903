"""What the writer of a page chooses is done or refused, never passed over."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from chronology.errors import DateError, QueryError
from chronology.page.options import PANELS, PageOptions
from chronology.page.page import page_html, write_page
from chronology.registry.registry import Registry


def data(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    return dict(json.loads(found[1]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lanes": "kinds"}, "lanes is 'kind', 'actor', 'place', 'tag' or None, not 'kinds' (did you mean 'kind'?)"),
        ({"lanes": True}, "lanes is 'kind', 'actor', 'place', 'tag' or None, not True"),
        ({"embed": "fragmnt"}, "embed is 'fragment' or None, not 'fragmnt' (did you mean 'fragment'?)"),
        ({"plotlyjs": "cnd"}, "plotlyjs is 'inline', 'directory' or 'cdn', not 'cnd' (did you mean 'cdn'?)"),
        ({"plotlyjs": True}, "plotlyjs is 'inline', 'directory' or 'cdn', not True"),
        ({"panels": ["serch"]}, "a page has no panel 'serch' (did you mean 'search'?)"),
        ({"panels": ["list", "xyz"]}, "a page has no panel 'xyz' (there are masthead, search, filters"),
        ({"title": 3}, "title is a text, not 3"),
        ({"logo": 3}, "logo is a text, not 3"),
        ({"panels": 5}, "panels are several words, such as ('list', 'details'), not 5"),
        ({"range_x": 5}, "range_x is two dates: the first and the last day to show"),
        ({"panels": "list"}, "panels are several words, such as ('list', 'details'), not the text 'list'"),
        ({"height": 500}, "height is for embed='fragment'"),
        ({"height": 0, "embed": "fragment"}, "height is a number of pixels from 1 upwards, not 0"),
        ({"height": "9", "embed": "fragment"}, "height is a number of pixels from 1 upwards, not '9'"),
        ({"embed": "fragment", "plotlyjs": "directory"}, "a fragment has no folder"),
        ({"range_x": "2014"}, "range_x is two dates"),
        ({"range_x": ("2014", "2013")}, "range_x ends before it begins"),
        ({"range_x": ("2014", "2015/..")}, "range_x needs two dates with a bound"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)) as caught:
        page_html(Registry(), **options)
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


def test_a_range_of_what_is_no_date_is_refused() -> None:
    with pytest.raises(DateError):
        page_html(Registry(), range_x=("2014", "soon"))


def test_both_ways_to_a_page_offer_the_same_choices() -> None:
    of_text, of_file = (inspect.signature(function).parameters for function in (page_html, write_page))
    choices = {name: of_text[name].default for name in of_text if name != "registry"}
    assert choices == {name: of_file[name].default for name in of_file if name not in ("registry", "path")}
    for name in PageOptions.__dataclass_fields__:
        assert choices[name] == PageOptions.__dataclass_fields__[name].default, name


def test_a_page_of_which_nothing_is_asked_bears_no_trace_of_what_could_be(registry: Registry) -> None:
    text = page_html(registry)
    assert text == page_html(registry, panels=PANELS) == page_html(registry, logo="", accent="#A11245")
    assert '<html lang="en">' in text
    assert "data-without=" not in text[:200]
    assert 'class="logo"' not in text
    assert "range" not in data(text)


@pytest.mark.parametrize(
    ("range_x", "days"),
    [
        (("2014", "2015"), [16071, 16801]),
        (("2014-05-02", "2014-05-02"), [16192, 16193]),
        ((16071, 16800), [16071, 16801]),
    ],
)
def test_the_first_range_is_given_in_days(registry: Registry, range_x: Any, days: list[int]) -> None:
    assert data(page_html(registry, range_x=range_x))["range"] == days


def test_a_logo_is_text(registry: Registry) -> None:
    text = page_html(registry, logo="<b>R&D</b>")
    assert '<p class="logo">&lt;b&gt;R&amp;D&lt;/b&gt;</p>\n<header' in text


def test_the_parts_that_are_left_out_are_named_on_the_page(registry: Registry) -> None:
    text = page_html(registry, panels=("details", "list"))
    found = re.search(r'<html lang="en" data-without="([^"]*)">', text)
    assert found
    assert found[1].split() == [panel for panel in PANELS if panel not in ("details", "list")]
    assert 'data-without=""' not in text


@pytest.mark.parametrize("panel", PANELS)
def test_each_part_can_be_left_out_of_style_or_script(registry: Registry, panel: str) -> None:
    text = page_html(registry, panels=())
    assert f'[data-without~="{panel}"]' in text or f'isThere("{panel}")' in text


def test_choices_of_a_page_hold_for_a_table_too(registry: Registry, make_registry: Callable[..., Registry]) -> None:
    text = page_html(registry.to_frame(), logo="Institute", range_x=("2014", "2014"), accent="#0B5C8A")
    assert "Institute" in text
    assert data(text)["range"] == [16071, 16436]
