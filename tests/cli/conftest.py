"""Commands run within the process: the same as on a command line, without a new interpreter for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from chronology.cli.app import main
from chronology.registry.registry import Registry
from chronology.store.load import load
from chronology.store.tables import write_table


class Done(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> Any:
        """What it printed as JSON."""
        assert self.code == 0, self.err
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a folder of its own, on a screen of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["chronology", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int | None)
        return Done(ended.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load()


@pytest.fixture(scope="session")
def parquet(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(write_table(registry, tmp_path_factory.mktemp("table") / "events.parquet"))
