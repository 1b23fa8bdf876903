"""Long work is told on a terminal, and there only."""

from __future__ import annotations

import io
import sys
import time

import pytest

from chronology.cli import progress as module
from chronology.cli.progress import progress
from chronology.cli.terminal import standard_output


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of stderr; pytest would undo a fixture that did this."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def wait_for(text: str, terminal: Terminal) -> None:
    deadline = time.monotonic() + 60
    while text not in terminal.getvalue():
        assert time.monotonic() < deadline, terminal.getvalue()
        time.sleep(0.01)


def test_long_work_is_told_with_its_rows_and_then_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    monkeypatch.setattr(module, "PATIENCE", 0)
    with progress("Writing [a].csv") as done:
        wait_for("Writing [a].csv", terminal)
        assert list(done.counted([[1, 2], [3] * 1200])) == [[1, 2], [3] * 1200]
        wait_for("Writing [a].csv: 1,202 rows", terminal)
    assert done.rows == 1202
    assert terminal.getvalue().endswith("\x1b[2K")


def test_short_work_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    monkeypatch.setattr(module, "PATIENCE", 3600)
    with progress("Computing") as done:
        list(done.counted([[1]]))
        assert sys.stderr is terminal
    assert terminal.getvalue() == ""


def test_nothing_is_told_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    with progress("Computing") as done:
        time.sleep(0.05)
        assert list(done.counted([[1], [2, 3]])) == [[1], [2, 3]]
    assert done.rows == 3
    assert capsys.readouterr() == ("", "")


def test_a_fault_ends_what_is_told_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    monkeypatch.setattr(module, "PATIENCE", 0)
    with pytest.raises(ValueError, match="broken"), progress("Computing"):
        wait_for("Computing", terminal)
        raise ValueError("broken")
    assert terminal.getvalue().endswith("\x1b[2K")


def test_data_on_a_terminal_cannot_drive_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    standard_output().write("a,\x1b[31mb\u202e\r\nc\rd\n")
    assert terminal.getvalue() == "a, [31mb \nc d\n"
