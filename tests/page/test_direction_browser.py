"""Titles written from right to left, or with marks of direction, do not turn around what stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chronology.model.event import Event
from chronology.page.page import write_page
from chronology.registry.registry import Registry

pytestmark = pytest.mark.browser

PLACES = """() => [...document.querySelectorAll('#over .label .extra')].map((extra) => {
  const text = extra.textContent, whole = extra.parentNode;
  const first = whole.getStartPositionOfChar(whole.textContent.length - text.length).x;
  const last = whole.getStartPositionOfChar(whole.textContent.length - 1).x;
  return { text, forward: last > first };
})"""


@pytest.mark.parametrize("title", ["abc \u202eevil txt", "abc \u2069\u202eevil", "abc \u2067evil", "שלום 2022"])
def test_the_date_beside_a_title_reads_forward(make_reader: Callable[..., Any], tmp_path: Path, title: str) -> None:
    events = [Event(id=f"e{n}", title=title, date=f"2022-02-{n:02}", kind="war", note=title) for n in (4, 12, 24)]
    reader = make_reader()
    page = reader.open(write_page(Registry(events=events), tmp_path / "turned.html"), "event=e4&view=timeline")
    places = page.evaluate(PLACES)
    assert [place["text"] for place in places] == ["4 Feb", "12 Feb", "24 Feb"]
    assert all(place["forward"] for place in places)
    page.locator("#search").fill(title.split()[0])
    page.wait_for_function("() => document.getElementById('said').textContent === '3 events found'")
    assert reader.errors == []
