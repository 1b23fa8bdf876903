"""How long a question of a registry takes: of 1,000 generated events, and of the bundled data.

For each term the first call on a new registry, which builds its table, and the median of the calls that follow. The
aim is a median under 5 ms at 1,000 events.

Usage: ``python -m benchmarks.registry_select [--events 1000] [--calls 200] [--seed 1]``
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.load import ACTORS, registry_text
from chronology.query.terms import Term, after, during, involving, mentioning, of_kind, tagged
from chronology.registry.registry import Registry
from chronology.store.load import load

AIM_MS = 5.0
BUNDLED = Path(__file__).resolve().parents[1] / "data" / "events.yaml"


def generated(*, events: int, seed: int) -> Registry:
    """A registry with that many events and as many claims."""
    rng = random.Random(seed)
    claims = [
        f"  claim-{n}: {{about: [event-{rng.randrange(events)}], by: [actor-{rng.randrange(ACTORS)}], kind: position, "
        f"text: They agree}}"
        for n in range(events)
    ]
    text = "\n".join([registry_text(events=events, seed=seed), "claims:", *claims, ""])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.yaml"
        path.write_text(text, encoding="utf-8")
        return load(path)


def terms_of(registry: Registry) -> dict[str, Term]:
    """Questions of every sort, about two actors of the first event that has two, by id and by name."""
    pairs = ([one.actor for one in event.participants[:2]] for event in registry)
    one, other = next(pair for pair in pairs if len(set(pair)) == 2)
    name = registry.actors[one].name
    tag = next(tag for event in registry for tag in event.tags)
    return {
        "during": during("2010/2016"),
        "during, certainly": during("2010/2016", certainty="certain"),
        "during, alternatives": during("2010/2016", alternatives=True),
        "involving": involving(one),
        "involving, by name": involving(name),
        "together": involving(one, other, together=True),
        "of a kind": of_kind("treaty", "war"),
        "tagged": tagged(tag),
        "mentioning": mentioning("relations"),
        "three terms": after("1990") & involving(one) & ~of_kind("war"),
    }


def in_ms(call: Callable[[], object]) -> float:
    """The wall time of one call."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def measure(registry: Registry, *, calls: int) -> float:
    """Print the times of each term, and give the slowest median."""
    print(f"\n{len(registry):,} events, {len(registry.claims):,} claims, medians of {calls} calls")
    print(f"{'term':<22} {'selected':>8} {'first ms':>9} {'then ms':>8}")
    medians = []
    for words, term in terms_of(registry).items():
        new = registry.take(registry.events)
        gc.collect()
        first = in_ms(lambda new=new, term=term: new.where(term))
        medians.append(statistics.median(in_ms(lambda new=new, term=term: new.where(term)) for _ in range(calls)))
        print(f"{words:<22} {len(new.where(term)):>8} {first:>9.2f} {medians[-1]:>8.2f}")
    return max(medians)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    registries = [generated(events=options.events, seed=options.seed), load(BUNDLED)]
    imports = in_ms(lambda: registries[1].where(during("2014")))
    print(f"the first question of a process, which imports pyarrow and narwhals: {imports:.0f} ms")
    slowest = [measure(registry, calls=options.calls) for registry in registries]
    print(f"\nslowest median {slowest[0]:.2f} ms of {len(registries[0]):,} events; the aim is {AIM_MS:.0f} ms")


if __name__ == "__main__":
    main()
