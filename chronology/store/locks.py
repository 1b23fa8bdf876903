"""One writer at a time: a lock beside each registry file, which goes with the process that holds it.

The lock is one of the operating system on a file ``.NAME.chronology-lock``, so a killed process blocks nobody. Readers
need no lock: a save replaces a file in one step.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Final

from chronology.errors import ConflictError, printable
from chronology.store.files import refusal

if sys.platform == "win32":
    import msvcrt

    def _taken(lock: int) -> bool:
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


WAIT_SECONDS: Final = 10.0
"""So long a save waits for another one to end."""

_PAUSE_SECONDS: Final = 0.02
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(paths: Iterable[str], *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """While this lasts, no other process or thread that asks for the lock of one of the files has it.

    Raises
    ------
    ConflictError
        Another has a lock and keeps it for `wait_seconds`, or a symbolic link stands where a lock belongs.
    RegistryError
        A folder that is to hold a file does not exist.
    """
    last = time.monotonic() + wait_seconds
    with ExitStack() as held:
        for path in sorted({os.path.realpath(path): path for path in paths}):
            held.enter_context(_locked(path, last))
        yield


@contextmanager
def _locked(path: str, last: float) -> Iterator[None]:
    folder, name = os.path.split(path)
    if not os.path.isdir(folder):
        raise refusal(path, "there is no such folder to save in")
    place = os.path.join(folder, f".{name}.chronology-lock")
    lock = _lock_at(place, path, last)
    try:
        yield
    finally:
        if sys.platform != "win32":
            with suppress(FileNotFoundError):
                os.unlink(place)
        os.close(lock)


def _lock_at(place: str, path: str, last: float) -> int:
    """An open file with the lock, waited for until `last`."""
    while (lock := _tried(place)) is None:
        if time.monotonic() >= last:
            raise ConflictError(f"'{_shown(path)}' is being edited elsewhere (try again once that has ended)")
        time.sleep(_PAUSE_SECONDS * random.random())
    return lock


def _tried(place: str) -> int | None:
    """The lock if it is free. A file that was removed meanwhile is no lock: whoever comes next would make another."""
    if os.path.islink(place):
        raise ConflictError(f"'{_shown(place)}' is a symbolic link, not a lock (remove it)")
    lock = os.open(place, _FLAGS, 0o666)
    with ExitStack() as unless_taken:
        unless_taken.callback(os.close, lock)
        if not _taken(lock) or not _is_at(place, lock):
            return None
        unless_taken.pop_all()
    return lock


def _is_at(place: str, lock: int) -> bool:
    """Whether an open file is still the one of this name; opening it asks a file server anew."""
    try:
        again = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return False
    try:
        return os.path.samestat(os.fstat(again), os.fstat(lock))
    finally:
        os.close(again)


def _shown(path: str) -> str:
    return printable(path, limit=150)
