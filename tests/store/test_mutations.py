"""A damaged file gives a registry or a RegistryError, never anything else."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from chronology.errors import RegistryError
from chronology.store.load import load

SOUND = """\
chronology: {title: Sound, kinds: [truce]}
events:
  tilsit:
    title: Peace of Tilsit — "a raft on the Neman"
    date: 1807-07-07/1807-07-09
    kind: treaty
    summary: >-
      Two emperors meet on a raft
      and divide Europe.
    participants:
      - {actor: FRA, role: signatory}
      - {actor: RUS, role: signatory, side: a}
    places: [tilsit]
    codes: {cameo: '057'}
    alternatives:
      - date: "[1807-06-25,1807-07-07]"
        note: Old style
    sources: [{source: tarle-1937, locator: ¶ 9, supports: [title, date]}]
actors:
  FRA: {name: France, kind: state}
  RUS: {name: Russia, kind: state, aliases: [Россия]}
places:
  tilsit: {name: Tilsit, lat: 55.08, lon: 21.88}
sources:
  tarle-1937: {title: Наполеон, issued: 1937}
""".encode()

HOSTILE = (*b"&*!<>[]{}:,-#|%@`\"'?\\\t\n \r~a0", 0x00, 0x1B, 0x7F, 0xC3, 0xFF, 0xEF)


def mutated(content: bytes, rng: random.Random) -> bytes:
    """One to three pieces deleted, doubled or put in."""
    damaged = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        at, length = rng.randrange(len(damaged)), rng.randint(1, 8)
        match rng.randrange(3):
            case 0:
                del damaged[at : at + length]
            case 1:
                damaged[at:at] = damaged[at : at + length]
            case _:
                damaged[at:at] = bytes(rng.choices(HOSTILE, k=length // 3 + 1))
    return bytes(damaged)


def outcome(path: Path) -> str:
    """How far a file got: ``loaded``, ``records`` (refused by a model or a check) or ``text``."""
    try:
        load(path)
    except RegistryError as error:
        assert all(len(str(problem)) <= 300 and str(problem).isprintable() for problem in error.problems)
        places = [problem.where for problem in error.problems]
        return "records" if any(places) else "text"
    return "loaded"


def test_ten_thousand_damaged_files_give_registries_or_registry_errors(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(SOUND)
    assert outcome(path) == "loaded"
    outcomes: Counter[str] = Counter()
    for seed in range(10_000):
        path.write_bytes(mutated(SOUND, random.Random(seed)))
        outcomes[outcome(path)] += 1
    assert outcomes["loaded"] >= 500
    assert outcomes["loaded"] + outcomes["records"] >= 2000
    assert outcomes["text"] >= 1000


@pytest.mark.parametrize("length", range(0, len(SOUND), 13))
def test_a_file_cut_short_gives_a_registry_or_a_registry_error(tmp_path: Path, length: int) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(SOUND[:length])
    assert outcome(path) in {"loaded", "records", "text"}
