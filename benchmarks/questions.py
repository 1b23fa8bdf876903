"""How long questions take, beside what a careful person writes by hand for the same answers.

DuckDB over Parquet against SQL, pandas against idiomatic pandas, at 1e5, 1e6 and 1e7 rows, and how the costs grow. Both
sides of a comparison take turns in one process; medians of wall time count, and every answer is compared.

Usage: ``python -m benchmarks.questions [--folder DIR] [--sizes 100000 1000000 10000000] [--runs 5]``
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

import chronology as ch
from benchmarks import hand_written
from benchmarks.generated_events import write_events

Answer = Callable[[Any], Any]

TREATIES, EXERCISES, SUMMITS = ch.of_kind("treaty"), ch.of_kind("exercise"), ch.of_kind("summit")

COMPARED: Mapping[str, tuple[Answer, Mapping[str, str]]] = {
    "select": (
        lambda table: ch.select(table, ch.during("2014-02/2014-03") & ch.involving("A001")),
        hand_written.SELECT,
    ),
    "counts by month and actor": (lambda table: ch.counts(table, by="actor"), hand_written.COUNTS),
    "the same, wholes counted too": (
        lambda table: ch.counts(table, by="actor", wholes=True),
        hand_written.COUNTS_WITH_WHOLES,
    ),
    "sequences of a dyad": (
        lambda table: ch.sequences(table, first=TREATIES, then=EXERCISES),
        hand_written.sequences(rule=True),
    ),
    "the same, wholes too": (
        lambda table: ch.sequences(table, first=TREATIES, then=EXERCISES, wholes=True),
        hand_written.sequences(rule=False),
    ),
}

GROWING: Mapping[str, Answer] = {
    **{name: ours for name, (ours, _) in COMPARED.items()},
    "window (rows only counted)": lambda table: _number(ch.window(table, around=SUMMITS)),
    "window_counts, 1,000 anchors": lambda table: ch.window_counts(table, around=SUMMITS),
    "the same, spread": lambda table: ch.window_counts(table, around=SUMMITS, vague="spread"),
    "counts by year and dyad": lambda table: ch.counts(table, per="year", by="dyad"),
    "counts of what goes on": lambda table: ch.counts(table, by="kind", of="ongoing"),
    "counts, filled": lambda table: ch.counts(table, by="kind", fill=True),
    "counts, spread": lambda table: ch.counts(table, by="kind", vague="spread"),
    "gaps": lambda table: ch.gaps(table, of=SUMMITS | EXERCISES),
    "gaps by actor": lambda table: ch.gaps(table, of=EXERCISES, by="actor"),
    "ties": lambda table: ch.ties(table),
    "first_last by actor": lambda table: ch.first_last(table, by="actor"),
    "pairs (rows only counted)": lambda table: _number(ch.pairs(ch.select(table, SUMMITS), table, within=7)),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "chronology-benchmarks")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory_of:
        _count_in_little_memory(arguments.memory_of)
        return
    arguments.folder.mkdir(parents=True, exist_ok=True)
    files = {rows: write_events(arguments.folder / f"events-{rows}.parquet", rows) for rows in arguments.sizes}
    for rows, file in files.items():
        compare_with_sql(file, rows, arguments.runs)
    for rows, file in files.items():
        if rows <= 1_000_000:
            compare_with_pandas(file, rows, arguments.runs)
    show_growth(files, arguments.runs)
    show_memory(files[max(files)], max(files))


def compare_with_sql(file: Path, rows: int, runs: int) -> None:
    """Each question on DuckDB against the fastest SQL by hand."""
    print(f"\nDuckDB, {rows:,} rows: seconds, ours / SQL by hand = ratio")
    with duckdb.connect() as connection:
        connection.sql(f"CREATE VIEW events AS FROM read_parquet('{file}')")
        events = connection.sql("FROM events")
        for name, (ours, forms) in COMPARED.items():
            sides = {"ours": lambda ours=ours: ours(events).to_arrow_table()}
            sides |= {form: lambda sql=sql: connection.sql(sql).to_arrow_table() for form, sql in forms.items()}
            seconds, answers = _taking_turns(sides, runs)
            _require_equal(answers)
            best = min(seconds[form] for form in forms)
            print(f"  {name:32} {seconds['ours']:8.3f} / {best:8.3f} = {seconds['ours'] / best:5.2f}")


def compare_with_pandas(file: Path, rows: int, runs: int) -> None:
    """Questions on a pandas table against idiomatic pandas, on the same table and on one with Python lists."""
    print(f"\npandas, {rows:,} rows: seconds, ours / by hand = how many times faster")
    events = ch.open_table(file, engine="pandas")
    objects = events.assign(actors=events["actors"].map(list))
    summits = ch.select(events, SUMMITS)
    cases: Mapping[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
        "counts by month and actor": (
            lambda: ch.counts(events, by="actor", wholes=True),
            lambda: hand_written.counts_in_pandas(events),
        ),
        "the same, of Python lists": (
            lambda: ch.counts(objects, by="actor", wholes=True),
            lambda: hand_written.counts_in_pandas(objects),
        ),
        "window around 1,000 anchors": (
            lambda: ch.window(events, around=SUMMITS, wholes=True),
            lambda: hand_written.window_in_pandas(events, 90),
        ),
        "pairs with 1,000 events": (
            lambda: ch.pairs(summits, events, within=7, wholes=True, all_statuses=True),
            lambda: hand_written.pairs_in_pandas(summits, events, 7),
        ),
    }
    for name, (ours, by_hand) in cases.items():
        seconds, answers = _taking_turns({"ours": ours, "by hand": by_hand}, min(runs, 3))
        _require_the_same(name, answers["ours"], answers["by hand"])
        ratio = seconds["by hand"] / seconds["ours"]
        print(f"  {name:32} {seconds['ours']:8.3f} / {seconds['by hand']:8.3f} = {ratio:5.1f}")


def show_growth(files: Mapping[int, Path], runs: int) -> None:
    """Each question on DuckDB at each size, and how the last two compare."""
    print(f"\nDuckDB, seconds at {', '.join(f'{rows:,}' for rows in files)} rows, and the last by the one before")
    with duckdb.connect() as connection:
        tables = [connection.read_parquet(str(file)) for file in files.values()]
        for name, ask in GROWING.items():
            seconds = [_median(lambda ask=ask, table=table: _computed(ask(table)), min(runs, 3)) for table in tables]
            growth = f"{seconds[-1] / seconds[-2]:5.1f}" if len(seconds) > 1 else ""
            print(f"  {name:32} {'  '.join(f'{each:8.3f}' for each in seconds)}   {growth}", flush=True)


def show_memory(file: Path, rows: int) -> None:
    """The peak memory of a process that counts by month and actor."""
    command = [sys.executable, "-m", "benchmarks.questions", "--memory-of", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"\nPeak memory of counts by month and actor, {rows:,} rows on DuckDB: {done.stdout.strip()}")


def _count_in_little_memory(file: Path) -> None:
    with duckdb.connect() as connection:
        ch.counts(connection.read_parquet(str(file)), by="actor").to_arrow_table()
    print(f"{_peak_in_mb():,.0f} MB")


def _peak_in_mb() -> float:
    """The peak memory of this process alone; ``ru_maxrss`` would begin with the peak of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _taking_turns(sides: Mapping[str, Callable[[], Any]], runs: int) -> tuple[dict[str, float], dict[str, Any]]:
    """Median seconds and the last answer of each side."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    answers = {}
    for _ in range(runs):
        for name, ask in sides.items():
            gc.collect()
            begin = time.perf_counter()
            answers[name] = ask()
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(each) for name, each in seconds.items()}, answers


def _median(ask: Callable[[], Any], runs: int) -> float:
    seconds, _ = _taking_turns({"it": ask}, runs)
    return seconds["it"]


def _require_equal(answers: Mapping[str, Any]) -> None:
    """All sides give the same rows, whatever their order."""
    frames = {name: _in_order(answer.to_pandas()) for name, answer in answers.items()}
    for name, frame in frames.items():
        if not frame.equals(frames["ours"]):
            raise AssertionError(f"'{name}' has another answer: {len(frame)} rows, ours {len(frames['ours'])}")


def _require_the_same(name: str, ours: pd.DataFrame, by_hand: pd.DataFrame) -> None:
    """Two frames hold the same rows, whatever their order, the names of their columns and their dtypes."""
    wanted = pa.Table.from_pandas(ours, preserve_index=False)
    named = by_hand.set_axis(ours.columns, axis=1)
    found = pa.Table.from_pandas(named, preserve_index=False).cast(wanted.schema)
    order = [(column, "ascending") for column in wanted.column_names]
    if not found.sort_by(order).equals(wanted.sort_by(order)):
        raise AssertionError(f"{name}: another answer by hand: {len(found)} rows, ours {len(wanted)}")


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    for name in frame.columns:
        if frame[name].map(lambda value: hasattr(value, "tolist") and value.ndim > 0).any():
            frame[name] = frame[name].map(lambda value: tuple(value.tolist()))
        if frame[name].dtype.kind in "iuf" and name != "lat":
            frame[name] = frame[name].astype("float64")
    return frame.sort_values([name for name in frame.columns if frame[name].notna().any()]).reset_index(drop=True)


def _number(relation: Any) -> Any:
    return relation.aggregate("count(*)")


def _computed(answer: Any) -> Any:
    return answer.to_arrow_table()


if __name__ == "__main__":
    main()
