"""Timelines of more events than can be drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from chronology.dates.days import day_number, format_day
from chronology.render.excerpt import MOST_DRAWN
from chronology.render.timeline import timeline, timeline_layout


def crowd(number: int, *, long: int = 0) -> pd.DataFrame:
    """Events of one day each, spread over thirty years, and some that last ten years."""
    first = day_number(1990, 1, 1)
    rows = []
    for at in range(number):
        start = first + at * 10_957 // number
        end = start + (3650 if long and at % (number // long) == 0 else 0)
        date = format_day(start) if end == start else f"{format_day(start)}/{format_day(end)}"
        rows.append((f"e{at}", f"Event {at}", ("treaty", "war")[at % 2], date, start, start, end, end))
    return pd.DataFrame(rows, columns=["id", "title", "kind", "date", "start_min", "start_max", "end_min", "end_max"])


def test_nothing_is_hidden_in_silence() -> None:
    figure = timeline(crowd(20_000), title="Many")
    drawn = len(figure.layout.meta["chronology"]["events"])
    assert 500 < drawn <= MOST_DRAWN
    said = figure.layout.title.subtitle.text
    assert said == f"{drawn:,} of 20,000 drawn, the longest at each place; density behind, labels off"


def test_the_density_behind_counts_every_event() -> None:
    figure = timeline(crowd(20_000))
    (density,) = [trace for trace in figure.data if trace.type == "heatmap"]
    numbers = [round(value**2) for row in density.z for value in row if value is not None]
    assert sum(numbers) == 20_000
    assert len(density.y) == 3


def test_the_density_says_how_many_begin_when() -> None:
    (density,) = [trace for trace in timeline(crowd(20_000), lanes=None).data if trace.type == "heatmap"]
    told = [text for row in density.customdata for text in row if text]
    assert told[0].startswith("1 begins ") or told[0].split()[1] == "begin"
    assert "2019" in told[-1]
    assert sum(int(text.split()[0].replace(",", "")) for text in told) == 20_000


def test_the_longest_are_drawn_among_many() -> None:
    table = crowd(10_000, long=10)
    drawn = set(timeline(table).layout.meta["chronology"]["events"])
    assert set(table.loc[table["end_max"] > table["start_max"], "id"]) <= drawn


def test_what_is_drawn_lies_all_over_the_time() -> None:
    table = crowd(50_000).set_index("id")
    drawn = table.loc[list(timeline(crowd(50_000)).layout.meta["chronology"]["events"]), "start_min"]
    by_decade = drawn.floordiv(3652).value_counts()
    assert by_decade.min() > 0.6 * by_decade.max()


def test_a_lane_says_how_many_events_it_has_not_how_many_are_drawn() -> None:
    counts = [note.text.split("<br>")[-1] for note in timeline(crowd(20_000)).layout.annotations]
    assert [count.split(">")[1].split("<")[0] for count in counts] == ["10000", "10000"]


def test_what_is_highlighted_is_drawn_whatever_its_length() -> None:
    figure = timeline(crowd(20_000), highlight=["e7", "e19999"])
    assert {"e7", "e19999"} <= set(figure.layout.meta["chronology"]["events"])


@pytest.mark.parametrize("number", [MOST_DRAWN, MOST_DRAWN + 1])
def test_up_to_the_limit_every_event_is_drawn_with_its_label(number: int) -> None:
    layout = timeline_layout(crowd(number))
    assert (len(layout) == number) == (number == MOST_DRAWN)
    assert (layout["label_side"] == "none").all() == (number > MOST_DRAWN)


def test_a_crowd_fits_a_page() -> None:
    assert timeline(crowd(30_000, long=3000)).layout.height < 2600
