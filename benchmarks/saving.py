"""What becomes of a registry file when saves are killed, fail or compete: nothing may be lost or torn.

- **kills**: a process saves over and over and is killed (SIGKILL) at a random moment, many times. The file must then
  hold what the last finished save wrote, or the one under way, whole. The same is tried with writing in place, to show
  that this harness sees torn files.
- **kill points**: killed right before and after each call that touches a file.
- **faults**: each such call fails once with ENOSPC, EIO and EACCES. The file must be as it was, byte for byte.
- **writers**: several processes edit one file at the same time: within ``edit``, which waits for its turn, and by
  ``load`` and ``save``, which is refused when another was faster and tried again. Each edit must be in the file in the
  end.

A SIGKILL does not show what a power cut does: the kernel goes on to write what it was given. For that, each save
flushes file and folder (fsync), which is tested only in so far as these calls are made and their faults heeded.

Usage: ``python -m benchmarks.saving [--kills 500] [--processes 8] [--edits 50] [--seed 1]``
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from chronology.errors import ConflictError
from chronology.model.event import Event
from chronology.registry.registry import Registry
from chronology.store.editing import edit
from chronology.store.load import load
from chronology.store.saving import save

CALLS = ("open", "write", "fsync", "replace", "chmod", "close", "unlink")
FAULTY = ("open", "write", "fsync", "replace")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
RECORDS = 20
PIECE = 4096

Save = Callable[[Path, int], None]


class Tally(NamedTuple):
    """How many trials there were, how many came after a new content was begun, how many files were lost or torn."""

    trials: int
    hit: int
    lost: int


def registry_text(version: int) -> str:
    """A registry of some 15 kB in which every record tells the version."""
    filler = "words that make the file longer " * 20
    events = (
        f"  e{n}:  # event {n}\n    title: version {version}\n    date: {1900 + n}\n    kind: war\n    note: {filler}\n"
        for n in range(RECORDS)
    )
    return f"chronology: {{title: version {version}}}\nevents:\n" + "".join(events)


def save_by_edit(path: Path, version: int) -> None:
    """Give every record a new version."""
    with edit(path) as editor:
        editor.change_header(title=f"version {version}")
        for n in range(RECORDS):
            editor.change(f"e{n}", title=f"version {version}")


def save_in_place(path: Path, version: int) -> None:
    """What not to do."""
    path.write_text(registry_text(version), encoding="utf-8")


def version_in(path: Path) -> int | None:
    """The version that a file holds; ``None`` for a file that is not one whole version."""
    try:
        registry = load(path)
    except ValueError:
        return None
    titles = {registry.title, *(event.title for event in registry)}
    whole = len(registry) == RECORDS and len(titles) == 1
    version = int(str(registry.title).split()[-1])
    return version if whole and path.read_text(encoding="utf-8") == registry_text(version) else None


def kill_at_random(folder: Path, writer: Save, *, kills: int, seed: int, longest_seconds: float) -> Tally:
    """Kill a process that saves, again and again, each time after a random while."""
    rng, path, hit, lost, version = random.Random(seed), folder / "killed.yaml", 0, 0, 0
    path.write_text(registry_text(0), encoding="utf-8")
    for _ in range(kills):
        done, process = _saving_process(path, writer, version)
        time.sleep(rng.uniform(0, longest_seconds))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        finished = int((_read_all(done).split() or [str(version).encode()])[-1])
        found = version_in(path)
        hit += unfinished(path) or found != finished
        if found not in (finished, finished + 1):
            lost += 1
            path.write_text(registry_text(finished), encoding="utf-8")
            found = finished
        version = found
    writer(path, version + 1)
    if left := leftovers(path):
        raise SystemExit(f"left over after the last save: {left}")
    return Tally(kills, hit, lost)


def unfinished(path: Path) -> bool:
    """Whether a new content stands beside a file."""
    return any(name.endswith("-tmp") for name in leftovers(path))


def leftovers(path: Path) -> list[str]:
    """What stands beside a file."""
    return sorted(other.name for other in path.parent.iterdir() if other.name.startswith(f".{path.name}"))


def kill_at_points(folder: Path) -> Tally:
    """Kill a process before and after the first, second, ... of the calls of a save, until there are no more."""
    path, trials, lost = folder / "points.yaml", 0, 0
    for after in (False, True):
        for number in range(1, 1000):
            path.write_text(registry_text(1), encoding="utf-8")
            process = os.fork()
            if not process:
                with calls_counted(number, lambda: os.kill(os.getpid(), signal.SIGKILL), after=after):
                    save_by_edit(path, 2)
                os._exit(0)
            _, status = os.waitpid(process, 0)
            if not os.WIFSIGNALED(status):
                break
            trials += 1
            lost += version_in(path) not in (1, 2)
            save_by_edit(path, 3)
            lost += version_in(path) != 3 or bool(leftovers(path))
    return Tally(trials, trials, lost)


def fail_at_calls(folder: Path) -> Tally:
    """Let the first, second, ... call of a save fail, until a save passes."""
    path, trials, lost = folder / "faulty.yaml", 0, 0
    for error in ERRORS:
        for name in FAULTY:
            for number in range(1, 1000):
                path.write_text(registry_text(1), encoding="utf-8")
                fault = OSError(error, os.strerror(error))
                try:
                    with calls_counted(number, lambda fault=fault: _raise(fault), names=(name,)):
                        save_by_edit(path, 2)
                except OSError as raised:
                    if raised.errno != error:
                        raise
                else:
                    break
                trials += 1
                lost += path.read_text(encoding="utf-8") != registry_text(1) or unfinished(path)
                save_by_edit(path, 3)
                lost += version_in(path) != 3 or bool(leftovers(path))
    return Tally(trials, trials, lost)


@contextmanager
def calls_counted(
    number: int, act: Callable[[], Any], *, names: tuple[str, ...] = CALLS, after: bool = False
) -> Iterator[None]:
    """Act before (or after) the numbered one of the calls of these names; a write takes 4 kB at a time."""
    count, originals = 0, {name: getattr(os, name) for name in CALLS}

    def counting(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += name in names
            due = name in names and count == number
            if name == "write":
                arguments = (arguments[0], bytes(arguments[1][:PIECE]))
            if due and not after:
                act()
            try:
                return originals[name](*arguments, **named)
            finally:
                if due and after:
                    act()

        return call

    try:
        for name in CALLS:
            setattr(os, name, counting(name))
        yield
    finally:
        for name, original in originals.items():
            setattr(os, name, original)


class Written(NamedTuple):
    """Edits asked for, edits in the file at the end, and how often one was refused and tried again."""

    edits: int
    kept: int
    conflicts: int
    seconds: float


def write_at_once(folder: Path, add: Callable[[Path, Event], None], *, processes: int, edits: int) -> Written:
    """Let processes add events to one file at the same time."""
    path, started = folder / "shared.yaml", time.perf_counter()
    path.write_text(registry_text(0), encoding="utf-8")
    running = [_adding_process(path, add, number, edits) for number in range(processes)]
    conflicts = sum(int(_read_all(done)) for done, _ in running)
    for _, process in running:
        _, status = os.waitpid(process, 0)
        if status:
            raise SystemExit("a writer failed")
    registry = load(path)
    kept = sum(f"p{number}-{edit}" in registry for number in range(processes) for edit in range(edits))
    if len(registry) != RECORDS + kept or leftovers(path):
        raise SystemExit("the shared file holds what nobody wrote")
    return Written(processes * edits, kept, conflicts, time.perf_counter() - started)


def add_by_edit(path: Path, event: Event) -> None:
    """Add an event while others wait."""
    with edit(path) as editor:
        editor.add(event)


def add_by_save(path: Path, event: Event) -> None:
    """Add an event to what was loaded before, which others may change meanwhile."""
    save(load(path) | Registry(events=[event]), path)


def repeated(act: Callable[[], None]) -> int:
    """Act, again as long as there is a conflict; how often it had to be repeated."""
    for conflicts in range(10_000):
        try:
            act()
        except ConflictError:
            continue
        return conflicts
    raise SystemExit("an edit never came through")


def _saving_process(path: Path, writer: Save, version: int) -> tuple[int, int]:
    """A process that saves over and over; where it tells each version that it has saved, and its id."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return reading, process
    while True:
        version += 1
        writer(path, version)
        os.write(writing, f"{version} ".encode())


def _adding_process(path: Path, add: Callable[[Path, Event], None], number: int, edits: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return reading, process
    events = [Event(id=f"p{number}-{edit}", title="Added", date="1950", kind="war") for edit in range(edits)]
    conflicts = sum(repeated(partial(add, path, event)) for event in events)
    os.write(writing, str(conflicts).encode())
    os._exit(0)


def _read_all(pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as opened:
        return opened.read()


def _raise(error: OSError) -> None:
    raise error


def main() -> None:
    """Run all trials; the exit status is 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kills = options.kills
        torn = kill_at_random(folder, save_in_place, kills=kills, seed=options.seed, longest_seconds=0.004)
        killed = kill_at_random(folder, save_by_edit, kills=kills, seed=options.seed, longest_seconds=0.06)
        points, faults = kill_at_points(folder), fail_at_calls(folder)
        writers = {"edit": add_by_edit, "load and save": add_by_save}
        written = {
            name: write_at_once(folder, add, processes=options.processes, edits=options.edits)
            for name, add in writers.items()
        }
    print(f"{'trial':<28} {'trials':>7} {'hit':>7} {'lost or torn':>13}")
    for label, tally in (
        ("kills, written in place", torn),
        ("kills, saved", killed),
        ("kill points, saved", points),
        ("faults, saved", faults),
    ):
        print(f"{label:<28} {tally.trials:>7} {tally.hit:>7} {tally.lost:>13}")
    for name, done in written.items():
        print(
            f"{options.processes} writers by {name}: {done.kept} of {done.edits} edits kept, "
            f"{done.conflicts} conflicts, {done.seconds:.1f} s"
        )
    missing = any(done.kept < done.edits for done in written.values())
    sys.exit(bool(killed.lost or points.lost or faults.lost or missing))


if __name__ == "__main__":
    main()
