"""How long a timeline takes to build, and how large it is, beside plotly express on the same events.

Every event has known days, for others ``px.timeline`` cannot draw. Both charts have titles as labels, colours, and on
hovering the date; ours has the actors and the id of the event besides. Both sides take turns in one process, with other
events in each run; medians of wall time count. Bytes are those of the figure's JSON without its template. Aims: no
slower, at most three times the bytes, and 100,000 footprints packed into rows within 0.5 s.

Usage: ``python -m benchmarks.charts [--sizes 1000 10000] [--runs 15] [--seed 1]``
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

import chronology as ch
from chronology.render.packing import rows_in_order, rows_onward

KINDS = ("treaty", "summit", "war", "exercise", "sanction", "publication")
WORDS = [
    "talks",
    "on",
    "border",
    "trade",
    "gas",
    "pipeline",
    "exercise",
    "joint",
    "statement",
    "visit",
    "of",
    "foreign",
    "minister",
    "summit",
]
FIRST, LAST = ch.parse_day("2000-02-13"), ch.parse_day("2023-12-09")
PACKED = 100_000


def events(number: int, *, seed: int) -> pd.DataFrame:
    """An event table: three in five last a day, the others a month on average."""
    rng = random.Random(seed)
    rows = []
    for at in range(number):
        start = rng.randrange(FIRST, LAST)
        end = start if rng.random() < 0.6 else start + int(rng.expovariate(1 / 30))
        date = ch.format_day(start) + ("" if end == start else f"/{ch.format_day(end)}")
        title = " ".join(rng.choice(WORDS) for _ in range(5)).capitalize()
        actors = ["RUS", "CHN"][: rng.randrange(1, 3)]
        rows.append((f"event-{at:06}", title, rng.choice(KINDS), date, start, start, end, end, actors))
    columns = ["id", "title", "kind", "date", "start_min", "start_max", "end_min", "end_max", "actors"]
    return pd.DataFrame(rows, columns=columns)


def by_plotly_express(table: pd.DataFrame) -> go.Figure:
    """What plotly express draws of them; the table has its columns of timestamps already."""
    return px.timeline(
        table,
        x_start="start",
        x_end="finish",
        y="kind",
        color="kind",
        text="title",
        hover_name="title",
        hover_data=["date"],
    )


def bytes_of(figure: go.Figure) -> int:
    """The size of a figure in a page."""
    return len(go.Figure(figure).update_layout(template=None).to_json())


def medians(sides: dict[str, Callable[[int], object]], runs: int) -> dict[str, float]:
    """Median seconds of each side, taken in turn, each told the number of its run; the first run does not count."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for run in range(runs + 1):
        for name, side in sides.items():
            gc.collect()
            started = time.perf_counter()
            side(run)
            if run:
                taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(times) for name, times in taken.items()}


def compare(number: int, *, runs: int, seed: int) -> None:
    """Print one line about a number of events."""
    tables = [events(number, seed=seed + run) for run in range(runs + 1)]
    stamped = [
        table.assign(
            start=pd.to_datetime(table["start_min"], unit="D"), finish=pd.to_datetime(table["end_max"] + 1, unit="D")
        )
        for table in tables
    ]
    sides = {
        "ours": lambda run: ch.timeline(tables[run]),
        "express": lambda run: by_plotly_express(stamped[run]),
    }
    seconds = medians(sides, runs)
    ours, theirs = bytes_of(ch.timeline(tables[0])), bytes_of(by_plotly_express(stamped[0]))
    print(
        f"{number:>9,} events: {seconds['ours'] * 1e3:7.1f} ms against {seconds['express'] * 1e3:7.1f} ms "
        f"({seconds['ours'] / seconds['express']:.2f} times), {ours:>10,} against {theirs:>10,} bytes "
        f"({ours / theirs:.2f} times)"
    )


def pack(*, runs: int, seed: int) -> None:
    """Print how long footprints take to pack, bare and with labels on either side."""
    rng = random.Random(seed)
    starts = sorted(rng.uniform(0, 50_000) for _ in range(PACKED))
    bare = [(start, start + rng.expovariate(1 / 30)) for start in starts]
    labelled = [[(first, last + 150), (first - 150, last)] for first, last in bare]
    seconds = medians({"bare": lambda _: rows_in_order(bare), "labelled": lambda _: rows_onward(labelled)}, runs)
    print(f"packing {PACKED:,} footprints: {seconds['bare']:.3f} s, with labels {seconds['labelled']:.3f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for number in arguments.sizes:
        compare(number, runs=arguments.runs, seed=arguments.seed)
    pack(runs=arguments.runs, seed=arguments.seed)


if __name__ == "__main__":
    main()
