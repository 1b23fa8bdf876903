"""Event tables of any size from a seed: what the benchmarks of questions ask.

Dates lie in 45 years; 80 of 100 are exact days, 15 months, 4 years, 1 going on. An event has one to four actors of 200;
one in twenty is a clash of two sides, one in a hundred part of another, one in ten planned. A thousand summits are
the anchors of windows; treaties and exercises, two in a hundred each, are the two sides of sequences.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from chronology.dates.days import OPEN_END
from chronology.query.table import arrow_schema

FIRST_DAY, DAYS = 3_652, 16_436
ACTORS = [f"A{number:03}" for number in range(200)]
KINDS = ["talks", "statement", "visit", "protest", "strike", "sanction", "election", "aid", "deal", "vote"]
SUMMITS = 1_000
ROWS_AT_ONCE = 500_000


def event_table(rows: int, *, seed: int = 1) -> pa.Table:
    """An event table in memory, sorted by start."""
    return pa.concat_tables(_pieces(rows, seed))


def write_events(path: Path, rows: int, *, seed: int = 1) -> Path:
    """The same table as a Parquet file, written piece by piece."""
    if not path.exists():
        with pq.ParquetWriter(path, arrow_schema(), compression="zstd") as writer:
            for piece in _pieces(rows, seed):
                writer.write_table(piece, row_group_size=122_880)
    return path


def _pieces(rows: int, seed: int) -> Iterator[pa.Table]:
    generator = np.random.default_rng(seed)
    starts = np.sort(generator.integers(FIRST_DAY, FIRST_DAY + DAYS, rows))
    summits = np.zeros(rows, dtype=bool)
    summits[generator.choice(rows, min(SUMMITS, rows // 10), replace=False)] = True
    for begin in range(0, rows, ROWS_AT_ONCE):
        piece = slice(begin, begin + ROWS_AT_ONCE)
        yield _piece(generator, begin, starts[piece], summits[piece], rows)


def _piece(generator: np.random.Generator, begin: int, starts: np.ndarray, summits: np.ndarray, rows: int) -> pa.Table:
    number = len(starts)
    vague = generator.choice([0, 29, 364], number, p=[0.81, 0.15, 0.04])
    lasting = np.where(generator.random(number) < 0.85, 0, generator.integers(0, 1000, number))
    going_on = generator.random(number) < 0.01
    offsets, actors = _actors(generator, number)
    sided = (generator.random(number) < 0.05) & (np.diff(offsets) > 1)
    part_of = np.where(generator.random(number) < 0.01, generator.integers(0, rows, number), -1)
    columns = {
        "id": pa.array(np.char.add("e", np.arange(begin, begin + number).astype(str))),
        "title": pa.array(np.char.add("Event ", np.arange(begin, begin + number).astype(str))),
        "kind": _kinds(generator, summits),
        "date": pa.array(np.datetime_as_string(starts.astype("datetime64[D]"))),
        "start_min": starts,
        "start_max": starts + vague,
        "end_min": np.where(going_on, OPEN_END, starts + lasting),
        "end_max": np.where(going_on, OPEN_END, starts + vague + lasting),
        "qualifiers": _words(generator, number, ["", "~"], [0.95, 0.05]),
        "status": _words(generator, number, ["established", "reported", "planned"], [0.8, 0.1, 0.1]),
        "actors": _lists(offsets, actors, ACTORS),
        "roles": _lists(offsets, actors, [f"{actor}:party" for actor in ACTORS]),
        "acting": _lists(offsets, actors, ACTORS),
        "side_a": _lists(*_side(offsets, actors, sided, first=True), ACTORS),
        "side_b": _lists(*_side(offsets, actors, sided, first=False), ACTORS),
        **{name: _lists(np.zeros(number + 1, np.int32), actors[:0], ACTORS) for name in ("places", "tags", "sources")},
        "lat": pa.nulls(number, pa.float64()),
        "lon": pa.nulls(number, pa.float64()),
        "part_of": pa.array(np.char.add("e", part_of.astype(str)), mask=part_of < 0),
        "summary": pa.nulls(number, pa.string()),
    }
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in arrow_schema()})


def _kinds(generator: np.random.Generator, summits: np.ndarray) -> pa.Array:
    words = [*KINDS, "treaty", "exercise", "summit"]
    drawn = generator.choice(len(words) - 1, len(summits), p=[*[0.96 / len(KINDS)] * len(KINDS), 0.02, 0.02])
    return pa.DictionaryArray.from_arrays(
        pa.array(np.where(summits, len(words) - 1, drawn).astype(np.int32)), words
    ).cast(pa.string())


def _words(generator: np.random.Generator, number: int, words: list[str], weights: list[float]) -> pa.Array:
    drawn = generator.choice(len(words), number, p=weights).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(drawn), words).cast(pa.string())


def _actors(generator: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Offsets of lists, and one to four different actors for each."""
    each = generator.choice([1, 2, 2, 2, 3, 4], number)
    offsets = np.concatenate([[0], np.cumsum(each)]).astype(np.int32)
    row = np.repeat(np.arange(number), each)
    place = np.arange(offsets[-1]) - offsets[row]
    first, step = generator.integers(0, len(ACTORS), number), generator.integers(1, 50, number)
    return offsets, ((first[row] + place * step[row]) % len(ACTORS)).astype(np.int32)


def _side(offsets: np.ndarray, actors: np.ndarray, sided: np.ndarray, *, first: bool) -> tuple[np.ndarray, np.ndarray]:
    """Of events with two sides, the first actor, or the others."""
    row = np.repeat(np.arange(len(sided)), np.diff(offsets))
    place = np.arange(len(actors)) - offsets[row]
    on_it = sided[row] & ((place == 0) if first else (place > 0))
    lengths = np.bincount(row[on_it], minlength=len(sided))
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32), actors[on_it]


def _lists(offsets: np.ndarray, members: np.ndarray, words: list[str]) -> pa.Array:
    texts = pa.DictionaryArray.from_arrays(pa.array(members.astype(np.int32)), words).cast(pa.string())
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), texts)
