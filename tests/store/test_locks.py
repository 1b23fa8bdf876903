"""One writer at a time, and a dead one blocks nobody."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from chronology.errors import ConflictError
from chronology.store.editing import edit
from chronology.store.locks import locked

TEXT = "events:\n  tilsit: {title: Peace of Tilsit, date: 1807-07, kind: treaty}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(TEXT)
    return path


def holder(path: Path) -> subprocess.Popen[str]:
    """A process that holds the lock until it is killed."""
    code = (
        "import sys, time; from chronology.store.locks import locked\n"
        "with locked([sys.argv[1]]): print('held', flush=True); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_edits_elsewhere_is_waited_for_and_then_named_a_conflict(path: Path) -> None:
    process = holder(path)
    try:
        with (
            pytest.raises(ConflictError, match=r"events\.yaml' is being edited elsewhere"),
            edit(path, wait_seconds=0.1),
        ):
            pytest.fail("the block must not begin")
    finally:
        process.kill()
        process.communicate()


def test_a_killed_holder_blocks_nobody(path: Path) -> None:
    process = holder(path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with edit(path, wait_seconds=1) as editor:
        editor.change("tilsit", title="T")
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_an_edit_within_an_edit_of_the_same_file_does_not_wait_for_ever(path: Path) -> None:
    with edit(path) as editor:
        editor.change("tilsit", title="T")
        with pytest.raises(ConflictError), edit(path.parent, wait_seconds=0):
            pytest.fail("the block must not begin")
    assert "title: T," in path.read_text()


def test_threads_take_turns(path: Path) -> None:
    inside, most = [], []

    def work() -> None:
        for _ in range(20):
            with locked([str(path)]):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 120
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_a_symbolic_link_in_the_place_of_the_lock_is_refused(path: Path) -> None:
    victim = path.with_name("victim.txt")
    place = path.with_name(".events.yaml.chronology-lock")
    for target in (victim, path.with_name("missing.txt")):
        victim.write_text("mine")
        place.symlink_to(target)
        with pytest.raises(ConflictError, match="is a symbolic link, not a lock"), edit(path):
            pytest.fail("the block must not begin")
        assert victim.read_text() == "mine"
        place.unlink()
    assert path.read_text() == TEXT
    assert not path.with_name("missing.txt").exists()


def test_files_of_any_order_are_locked_without_a_deadlock(path: Path) -> None:
    other = path.with_name("other.yaml")
    finished = []

    def work(paths: list[str]) -> None:
        for _ in range(30):
            with locked(paths):
                pass
        finished.append(paths)

    orders = [[str(path), str(other)], [str(other), str(path)]]
    threads = [threading.Thread(target=work, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(finished) == 2
