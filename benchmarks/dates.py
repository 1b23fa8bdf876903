"""How many dates a second are read, one at a time and by the column, and how fast a column is compared with a date.

CPU time on one core, the best of some rounds, on distinct texts, so that no cache helps. Beside it, where they are
installed, python-edtf, undate and dateparser on the same texts.

Usage: ``python -m benchmarks.dates [--rows 1000000] [--rounds 5] [--seed 1]``
"""

from __future__ import annotations

import argparse
import datetime
import functools
import importlib
import random
import time
from collections.abc import Callable, Iterator, Sequence

import pandas as pd
import pyarrow as pa

from chronology.dates.columns import bounds_of, certainty_of, relation_masks
from chronology.dates.when import When

FIRST, LAST = datetime.date(1000, 1, 1).toordinal(), datetime.date(2999, 12, 31).toordinal()
TEXTS_ALONE, TEXTS_OF_OTHERS = 50_000, 240
PHRASES = ("February 4, 2022", "4 февраля 2022 г.", "2022年2月4日", "late February 2014", "March 20th to 22nd 2023")


def best(action: Callable[[], object], *, rounds: int) -> float:
    """The fewest seconds of CPU time that an action took."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        spent.append(time.process_time() - start)
    return min(spent)


def each(read: Callable[[str], object], texts: Sequence[str]) -> Callable[[], None]:
    def action() -> None:
        for text in texts:
            read(text)

    return action


def show(what: str, texts: int, seconds: float) -> None:
    print(f"{what:58} {texts / seconds:14,.0f} a second   {seconds:8.3f} s for {texts:,}", flush=True)


def days(chance: random.Random, count: int) -> list[str]:
    numbers = chance.sample(range(FIRST, LAST), k=min(count, LAST - FIRST))
    texts = [datetime.date.fromordinal(number).isoformat() for number in numbers]
    return [*texts, *chance.choices(texts, k=count - len(texts))]


def intervals(chance: random.Random, count: int) -> list[str]:
    """Texts like 2014-02~/2014-03."""
    months = [f"{1000 + number // 12}-{number % 12 + 1:02d}" for number in range(12 * 9000)]
    starts = chance.sample(range(len(months) - 40), k=count)
    return [f"{months[start]}~/{months[start + chance.randrange(1, 40)]}" for start in starts]


def mixed(chance: random.Random, count: int) -> Iterator[str]:
    """What a table of events may hold: 75 in 100 plain, 19 intervals, seasons and open ends, 6 sets and masks."""
    for first, second in zip(days(chance, count), days(chance, count), strict=True):
        start, end = sorted((first, second))
        yield chance.choices(
            (
                *(first, first[:7], first[:4], f"{first}{chance.choice('?~%')}", f"{first[:7]}~"),
                *(
                    f"{start}/{end}",
                    f"{start[:7]}~/{end}",
                    f"{first}/..",
                    f"{first}/",
                    f"{first[:4]}-{chance.randrange(21, 42)}",
                ),
                *(f"{first[:3]}X", f"{first[:7]}-XX", f"[{start}..{end}]", f"[{start},{end}]"),
            ),
            weights=(45, 15, 5, 5, 5, 6, 4, 4, 3, 2, 1, 2, 2, 1),
        )[0]


def read_alone(chance: random.Random, *, rounds: int) -> None:
    print("one date at a time")
    for name, texts in (
        ("'2022-02-04'", days(chance, TEXTS_ALONE)),
        ("'2014-02~/2014-03'", intervals(chance, TEXTS_ALONE)),
        ("every form of a table", list(mixed(chance, TEXTS_ALONE))),
    ):
        show(f"When.parse, {name}", len(texts), best(each(When.parse, texts), rounds=rounds))


def read_by_others(chance: random.Random, *, rounds: int) -> None:
    print("\nother libraries")
    for name, module, reader in (
        ("python-edtf", "edtf", lambda found: found.parse_edtf),
        ("undate", "undate.converters.edtf", lambda found: found.EDTFDateConverter().parse),
        ("dateparser", "dateparser", lambda found: lambda text: found.parse(text, languages=["en"])),
    ):
        try:
            read = reader(importlib.import_module(module))
        except ModuleNotFoundError:
            print(f"{name}: not installed")
            continue
        for form, texts in (
            ("'2022-02-04'", days(chance, TEXTS_OF_OTHERS)),
            ("'2014-02~/2014-03'", intervals(chance, TEXTS_OF_OTHERS)),
        ):
            show(f"{name}, {form}", len(texts), best(each(read, texts), rounds=min(rounds, 2)))


def read_phrases(chance: random.Random, *, rounds: int) -> None:
    try:
        parse_date = importlib.import_module("chronology.dates.phrases").parse_date
    except ModuleNotFoundError:
        print("\nphrases: not built")
        return
    print("\nphrases")
    for phrase in PHRASES:
        texts = [phrase.replace("2022", year).replace("2014", year).replace("2023", year) for year in years(chance)]
        show(f"parse_date, '{phrase}'", len(texts), best(each(parse_date, texts), rounds=rounds))


def years(chance: random.Random) -> list[str]:
    return [str(year) for year in chance.sample(range(1500, 2500), k=1000)]


def read_columns(chance: random.Random, *, rows: int, rounds: int) -> None:
    print("\nby the column")
    plain, every = days(chance, rows), list(mixed(chance, rows))
    for name, column in (
        ("a list of '2022-02-04'", plain),
        ("a pandas Series of '2022-02-04'", pd.Series(plain)),
        ("an Arrow array of '2022-02-04'", pa.array(plain)),
        ("a list of every form of a table", every),
    ):
        show(f"bounds_of, {name}", rows, best(functools.partial(bounds_of, column), rounds=rounds))
    columns, when = bounds_of(every), When.parse("2014-02/2014-03")
    show(
        "relation_masks, all 13 relations to one date",
        rows,
        best(functools.partial(relation_masks, columns, when), rounds=rounds),
    )
    show(
        "certainty_of, 'overlaps'",
        rows,
        best(functools.partial(certainty_of, "overlaps", columns, when), rounds=rounds),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    read_alone(chance, rounds=asked.rounds)
    read_phrases(chance, rounds=asked.rounds)
    read_columns(chance, rows=asked.rows, rounds=asked.rounds)
    read_by_others(chance, rounds=asked.rounds)


if __name__ == "__main__":
    main()
