"""Files replaced as a whole: after a fault or a kill, the old content stands there or the new one, never a part.

Each new content is written beside its file, flushed to the disk and renamed over it. Several files are replaced one
after the other: a fault puts back those that were done, but a kill between two leaves some old and some new.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def replace_files(contents: Mapping[str, bytes]) -> None:
    """Give files another content, or create them; the caller holds their locks.

    Mode, owner (where permitted) and symbolic links are kept; a hard link to the file keeps the old content.

    Raises
    ------
    OSError
        A file cannot be written or replaced. All of them are as they were.
    """
    files = {os.path.realpath(path): content for path, content in contents.items()}
    with ExitStack() as undo:
        for path, content in files.items():
            undo.callback(_discard, beside(path))
            _write_beside(path, content)
        for path in files:
            former = _content(path)
            os.replace(beside(path), path)
            undo.callback(_put_back, path, former)
        for folder in dict.fromkeys(map(os.path.dirname, files)):
            sync_folder(folder)
        undo.pop_all()


def remove_leftover(path: str) -> None:
    """Remove what a save of this file left beside it when it was killed; the caller holds the lock."""
    _discard(beside(os.path.realpath(path)))


def beside(path: str, word: str = "tmp") -> str:
    """The name under which the new content is written. The lock leaves it to one process at a time."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.chronology-{word}")


def _write_beside(path: str, content: bytes) -> None:
    status = _status(path)
    if status and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "is read-only", path)
    _discard(beside(path))
    new = os.open(beside(path), _NEW, 0o600 if status else 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(new, rest) :]
        if status:
            keep_owner_and_mode(beside(path), status)
        os.fsync(new)
    finally:
        os.close(new)


def keep_owner_and_mode(path: str, status: os.stat_result) -> None:
    """Give what is to replace a file or a folder the mode of that, and where permitted the owner."""
    own = os.stat(path)
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        with suppress(PermissionError):
            os.chown(path, status.st_uid, status.st_gid)
    os.chmod(path, stat.S_IMODE(status.st_mode))


def _put_back(path: str, former: bytes | None) -> None:
    if former is None:
        _discard(path)
    else:
        _write_beside(path, former)
        os.replace(beside(path), path)


def sync_folder(folder: str) -> None:
    """Flush a folder, so that a rename in it lasts; some file systems have no way to do this and need none."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(opened)


def _content(path: str) -> bytes | None:
    return Path(path).read_bytes() if _status(path) else None


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _discard(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)
