"""The same chronology gives the same bytes: whatever the seed of hashes, the time zone, the locale and the time."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from typing import Final

SEEDS: Final = ("0", "1", "2", "31", "4294967295")
ZONES: Final = ("UTC", "Pacific/Kiritimati", "America/St_Johns")
LOCALES: Final = ("C", "C.UTF-8")
RUNS: Final = 20
"""Four in each of five processes; seeds are for a process, zones are changed within one."""

SUMS: Final = """
import hashlib, os, sys, time
from chronology.page.page import page_html, write_page
from chronology.store.load import load

registry = load()
options = {"accent": "#0B5C8A", "logo": "\\u00c4 institute", "range_x": ("2014", "2015"), "panels": ("list", "details")}
for run, zone in enumerate(sys.argv[1:]):
    os.environ["TZ"] = zone
    getattr(time, "tzset", lambda: None)()
    page = write_page(registry, f"{run}.html").read_bytes()
    fragment = page_html(registry, embed="fragment", plotlyjs="cdn", **options)
    print(hashlib.sha256(page).hexdigest(), hashlib.sha256(fragment.encode()).hexdigest())
"""


def test_twenty_pages_are_one_page(tmp_path: Path) -> None:
    zones = cycle(ZONES)
    sums: list[str] = []
    for seed, locale in zip(SEEDS, cycle(LOCALES), strict=False):
        folder = tmp_path / seed
        folder.mkdir()
        sums += _sums(folder, seed, locale, list(islice(zones, RUNS // len(SEEDS))))
    assert len(sums) == RUNS
    assert len(set(sums)) == 1


def _sums(folder: Path, seed: str, locale: str, zones: list[str]) -> list[str]:
    """The sums of a page and of a fragment for each time zone, from a process of its own."""
    odd = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", SUMS, *zones], cwd=folder, env={**os.environ, **odd}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
