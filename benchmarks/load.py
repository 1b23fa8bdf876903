"""How long a registry of 10,000 events takes to load, and how much memory.

Compared with PyYAML's ``CSafeLoader`` and the same models, which give neither positions nor checks of ids. Each run is
a process of its own, the two loaders take turns, and the medians of CPU time count. Both must give equal registries.

Usage: ``python -m benchmarks.load [--events 10000] [--runs 5] [--seed 1]``
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

from chronology.model.header import Header
from chronology.model.vocabulary import KINDS
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS
from chronology.store.load import load

ACTORS, PLACES, SOURCES = 200, 120, 400
WORDS = (
    *(
        "the",
        "two",
        "governments",
        "sign",
        "statement",
        "about",
        "relations",
        "after",
        "talks",
        "in",
        "capital",
        "speak",
    ),
    *("of", "friendship", "trade", "energy", "border", "security", "exercise", "ships", "enlargement", "sanctions"),
    *("order", "new", "era", "partnership", "minister", "president", "army", "agree", "refuse", "warn", "announce"),
    *("open", "close", "gas", "pipeline", "vote", "council", "resolution", "peace", "war", "summit", "delegation"),
)


def registry_text(*, events: int, seed: int) -> str:
    """A registry in YAML with that many events of some 690 bytes each, the same for the same seed.

    What PyYAML would take for a number or a truth value stands in quotes, so that both loaders read the same.
    """
    rng = random.Random(seed)
    sections = [
        "chronology: {title: Generated, licence: CC0-1.0, editors: [Nobody]}",
        "actors:",
        *(f"  actor-{n}: {{name: Actor {n}, kind: state, codes: {{cow: '{n}'}}}}" for n in range(ACTORS)),
        "places:",
        *(f"  place-{n}: {{name: Place {n}, lat: '{n % 90}.5', lon: '{n}.25'}}" for n in range(PLACES)),
        "sources:",
        *(f"  source-{n}: {{title: Source {n}, type: report, issued: 2020-01-05}}" for n in range(SOURCES)),
        "events:",
        *(_event(rng, n) for n in range(events)),
    ]
    return "\n".join(sections) + "\n"


def _event(rng: random.Random, number: int) -> str:
    lines = [
        f"\n  event-{number}:",
        f"    title: {_sentence(rng, 6)}",
        f"    date: {_date(rng)}",
        f"    kind: {rng.choice([*KINDS])}",
        "    summary: >-",
        f"      {_sentence(rng, 13)}",
        f"      {_sentence(rng, 8)}",
        *(["    alternatives:", f"      - {{date: {_date(rng)}, note: {_sentence(rng, 4)}}}"] * (rng.random() < 0.2)),
        "    participants:",
        *(f"      - {{actor: actor-{rng.randrange(ACTORS)}, role: party}}" for _ in range(rng.randint(2, 3))),
        f"    places: [place-{rng.randrange(PLACES)}]",
        f"    tags: [{rng.choice(WORDS)}, core]",
        *([f"    codes: {{cameo: '{rng.randrange(10, 200):03}'}}"] * (rng.random() < 0.5)),
        "    sources:",
        f"      - {{source: source-{rng.randrange(SOURCES)}, locator: ¶{rng.randint(1, 40)}, supports: [title, date]}}",
        f"      - {{source: source-{rng.randrange(SOURCES)}, supports: [participants], note: {_sentence(rng, 5)}}}",
        *(["    relations:", f"      - {{type: responds_to, target: event-{number // 2}}}"] * (rng.random() < 0.5)),
    ]
    return "\n".join(lines)


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize()


def _date(rng: random.Random) -> str:
    year, month, day = rng.randint(1946, 2023), rng.randint(1, 12), rng.randint(1, 28)
    forms = [
        f"{year}-{month:02}-{day:02}",
        f"{year}-{month:02}",
        f"{year}-{month:02}-{day:02}/{year}-12-31",
        f"'{year}~'",
    ]
    return rng.choices(forms, weights=[80, 8, 8, 4])[0]


def with_safe_loader(path: str) -> Registry:
    """A registry by ``CSafeLoader`` and the models."""
    data = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    records = {
        section: [model.model_validate({"id": id, **fields}) for id, fields in data.get(section, {}).items()]
        for section, model in SECTIONS.items()
    }
    return Registry(header=Header.model_validate(data["chronology"]), **records)  # type: ignore[arg-type]


def agreed(path: str) -> Registry:
    """The registry by both loaders, which must be the same."""
    registry = load(path)
    if registry != with_safe_loader(path):
        raise SystemExit("the two loaders give different registries")
    return registry


COMPARED: dict[str, Callable[[str], Registry]] = {"chronology.load": load, "CSafeLoader + models": with_safe_loader}
LOADERS = COMPARED | {"both": agreed}


class Run(NamedTuple):
    """One load in a process of its own: CPU seconds, and peak memory in MB above what the imports took."""

    seconds: float
    peak_mb: float


def run_here(loader: str, path: str, *, paused: bool) -> Run:
    """Load in this process."""
    if paused:
        gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    registry = LOADERS[loader](path)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if not len(registry):
        raise SystemExit("nothing was loaded")
    return Run(seconds, (peak - before) / 1024)


def run_apart(loader: str, path: str, *, paused: bool) -> Run:
    """Load in a new process."""
    command = [sys.executable, "-m", "benchmarks.load", "--run", loader, "--file", path, *(["--paused"] * paused)]
    folder = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
    return Run(*json.loads(done.stdout))


def compare(path: str, *, events: int, runs: int) -> None:
    """Print medians and ratios, with the garbage collector as users have it and paused for both."""
    print(f"{'collector':<10} {'loader':<22} {'CPU s':>8} {'us/event':>9} {'peak MB':>8}")
    for paused in (False, True):
        measured: dict[str, list[Run]] = {loader: [] for loader in COMPARED}
        for _ in range(runs):
            for loader, done in measured.items():
                done.append(run_apart(loader, path, paused=paused))
        seconds = {loader: statistics.median(run.seconds for run in done) for loader, done in measured.items()}
        for loader, done in measured.items():
            peak = statistics.median(run.peak_mb for run in done)
            each = seconds[loader] / events * 1e6
            collector = "paused" if paused else "as usual"
            print(f"{collector:<10} {loader:<22} {seconds[loader]:>8.3f} {each:>9.1f} {peak:>8.0f}")
        ours, theirs = seconds.values()
        print(f"{'':<10} {theirs / ours:.1f} times faster")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--run", choices=[*LOADERS], help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    parser.add_argument("--paused", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(run_here(options.run, options.file, paused=options.paused)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.yaml"
        path.write_text(registry_text(events=options.events, seed=options.seed), encoding="utf-8")
        each = path.stat().st_size / options.events
        print(f"{options.events:,} events, {each:.0f} bytes of YAML each, medians of {options.runs} runs")
        run_apart("both", str(path), paused=False)
        compare(str(path), events=options.events, runs=options.runs)


if __name__ == "__main__":
    main()
