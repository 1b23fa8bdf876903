"""The benchmark runs, and both loaders agree on what it generates."""

import subprocess
import sys
from pathlib import Path


def test_the_benchmark_of_loading_compares_like_with_like() -> None:
    command = [sys.executable, "-m", "benchmarks.load", "--events", "50", "--runs", "1"]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("50 events, ")
    assert sum("times faster" in line for line in lines) == 2
    assert sum("chronology.load" in line for line in lines) == 2
