"""What docs/commands.md shows of the command line is what it prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from chronology.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


def printed(command: str, folder: Path) -> str:
    """What a command prints, also on stderr, without the white space at the ends of lines."""
    name, *arguments = shlex.split(command)
    assert name == "chronology"
    done = subprocess.run(
        [sys.executable, "-m", "chronology.cli", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", "NO_COLOR": "1"},
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
WRITERS = [block for block in BLOCKS if "--output events.parquet" in block]
"""What others read has to be written before."""


def commands(block: str) -> list[str]:
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=lambda number: commands(BLOCKS[number])[0])
def test_golden_the_commands_print_what_the_page_shows(tmp_path: Path, number: int) -> None:
    shown = BLOCKS[number]
    if shown not in WRITERS and any("events.parquet" in command for command in commands(shown)):
        for writer in WRITERS:
            for each in commands(writer):
                printed(each, tmp_path)
    assert commands(shown)
    found = "".join(f"$ {each}\n{printed(each, tmp_path)}" for each in commands(shown))
    if os.environ.get("CHRONOLOGY_GOLDEN") == "write":
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(page.replace(f"```console\n{shown}```", f"```console\n{found}```"), encoding="utf-8")
    else:
        assert found == shown


@pytest.mark.parametrize("name", [command.name or command.callback.__name__ for command in app.registered_commands])
def test_the_page_knows_every_command(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")
