"""Chronologies of any length: from a few days to the age of the universe, the page is drawn and can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chronology.model.event import Event
from chronology.page.page import write_page
from chronology.registry.registry import Registry

pytestmark = pytest.mark.browser
MOST_TICKS_OF_A_SCREEN = 60


@pytest.mark.parametrize(
    "years",
    [
        ["Y-4000000000", "0001", "2022"],
        ["Y-20000", "Y12000", "2022", "Y999999999999999"],
        ["Y-13800000000", "2021", "2022-02-04", "2022-02-24", "2023"],
        ["Y-2000000000000", "Y2000000000000", "2022"],
    ],
)
@pytest.mark.parametrize("width", [390, 1400])
def test_far_years_are_drawn_in_few_steps(
    make_reader: Callable[..., Any], tmp_path: Path, years: list[str], width: int
) -> None:
    registry = Registry(events=[Event(id=f"e{n}", title=f"In {y}", date=y, kind="war") for n, y in enumerate(years)])
    reader = make_reader(width, 900)
    page = reader.open(write_page(registry, tmp_path / "far.html"), "view=timeline")
    page.get_by_role("button", name="All years").click()
    drawable = len(years) - ("Y999999999999999" in years)
    assert page.locator("#over .hit").count() == drawable
    assert page.locator("#list-body tr.event").count() == len(years), "the list has what the picture cannot have"
    assert 1 <= page.locator("#over .tick, #over .flag-words").count() <= MOST_TICKS_OF_A_SCREEN
    assert page.locator("#list-body .year-chart text").count() <= MOST_TICKS_OF_A_SCREEN
    assert reader.errors == []


def test_a_link_keeps_a_range_of_far_years(make_reader: Callable[..., Any], tmp_path: Path) -> None:
    registry = Registry(events=[Event(id="e", title="First", date="Y-4000000000", kind="war"),
                                Event(id="f", title="Last", date="2022", kind="war")])  # fmt: skip
    reader = make_reader()
    page = reader.open(write_page(registry, tmp_path / "far.html"), "range=-4000100000-01-01,-3999900000-01-01")
    assert page.locator("#range-title").inner_text() == "4,000,100,001 BCE to 3,999,900,002 BCE"
    assert [node.get_attribute("data-event") for node in page.locator("#over .hit").all()] == ["e"]


@pytest.mark.parametrize("width", [390, 1400])
def test_the_overview_of_a_few_weeks_stays_in_its_card(
    make_reader: Callable[..., Any], tmp_path: Path, width: int
) -> None:
    days = ["2022-02-04", "2022-02-05", "2022-02-24", "2022-02-26"]
    registry = Registry(events=[Event(id=f"e{n}", title="Event", date=day, kind="war") for n, day in enumerate(days)])
    reader = make_reader(width, 900)
    page = reader.open(write_page(registry, tmp_path / "weeks.html"), "view=timeline")
    outside = page.evaluate(
        """() => {
          const card = document.getElementById("picture").getBoundingClientRect();
          return [...document.querySelectorAll("#over .bin")].map((bin) => bin.getBoundingClientRect())
            .filter((box) => box.left < card.left || box.right > card.right).length;
        }"""
    )
    assert page.locator("#over .bin").count() > 0
    assert outside == 0
    assert reader.errors == []
