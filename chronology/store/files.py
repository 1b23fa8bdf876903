"""Which files a source names, and the text in each."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeAlias

from chronology.errors import Problem, RegistryError

PathLike: TypeAlias = "str | os.PathLike[str]"

LARGEST_BYTES: Final = 50_000_000
"""A registry file may have this many bytes."""

_ENDINGS: Final = (".yaml", ".yml")
_BINARY_SAMPLE: Final = 8192


def bundled_path() -> Path:
    """The registry that comes with the library: Russia and China, 2001 to 2023.

    Raises
    ------
    RegistryError
        This installation came without it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package, package.parent):
        path = folder / "data" / "events.yaml"
        if path.is_file():
            return path
    raise refusal("", "the bundled registry is not part of this installation (give the path of a registry file)")


def paths_of(source: PathLike | Iterable[PathLike] | None) -> list[str]:
    """The files that a source names, in order, each as the user wrote it.

    Of a folder, the files in it that end in ``.yaml`` or ``.yml``, by name; hidden ones and those in folders within it
    are left out.

    Raises
    ------
    RegistryError
        No file was named, or a folder has none.
    """
    if source is None:
        return [os.fspath(bundled_path())]
    if isinstance(source, str | os.PathLike):
        return _paths_at(source)
    if not isinstance(source, Iterable) or isinstance(source, bytes):
        raise TypeError(f"a registry is read from a path, several paths or a folder, not from {type(source).__name__}")
    paths = [path for each in source for path in _paths_at(each)]
    if not paths:
        raise refusal("", "no file was named (give the path of a registry file)")
    return paths


def text_of(path: str) -> str:
    """The text in a file, without a byte order mark.

    Raises
    ------
    RegistryError
        The file is missing, cannot be read, is too large, is empty, or holds something other than UTF-8 text.
    """
    content = _bytes_of(path)
    if not content.strip():
        raise refusal(path, "is empty (a registry begins with 'events:' and the like)")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal(path, "is UTF-16 text (save it as UTF-8)")
    if b"\0" in content[:_BINARY_SAMPLE]:
        raise refusal(path, "is a binary file, not a registry in YAML")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, content, error.start) from None


def refusal(path: str, what: str) -> RegistryError:
    """A file as a whole is wrong."""
    return RegistryError([Problem(path, None, None, "", what)])


def _paths_at(path: PathLike) -> list[str]:
    given = os.fspath(path)
    if not os.path.isdir(given):
        return [given]
    try:
        names = sorted(os.listdir(given))
    except OSError as error:
        raise refusal(given, _why_unreadable(error)) from None
    chosen = [os.path.join(given, name) for name in names if name.endswith(_ENDINGS) and not name.startswith(".")]
    paths = [path for path in chosen if os.path.isfile(path)]
    if not paths:
        raise refusal(given, "this folder holds no .yaml or .yml file")
    return paths


def _bytes_of(path: str) -> bytes:
    try:
        regular, size = _kind_and_size(path)
        content = Path(path).read_bytes() if regular and size <= LARGEST_BYTES else b""
    except (OSError, ValueError) as error:
        raise refusal(path, _why_unreadable(error)) from None
    if not regular:
        raise refusal(path, "is not a file")
    if size > LARGEST_BYTES:
        limit = LARGEST_BYTES // 1_000_000
        raise refusal(path, f"has {size / 1e6:.1f} MB, more than the {limit} MB that a file may have (split it)")
    return content


def _kind_and_size(path: str) -> tuple[bool, int]:
    """Whether it is a regular file, not a pipe or a device, and how many bytes it has."""
    status = os.stat(path)
    return stat.S_ISREG(status.st_mode), status.st_size


def _why_unreadable(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "cannot be read: you have no permission for it"
        case OSError():
            return f"cannot be read: {(error.strerror or 'unknown fault').lower()}"
        case _:
            return "cannot be read: the name holds a character that no file name may have"


def _not_utf8(path: str, content: bytes, at: int) -> RegistryError:
    """Where the bytes stop being UTF-8; the column counts the characters before."""
    line_start = content.rfind(b"\n", 0, at) + 1
    line = content.count(b"\n", 0, at) + 1
    column = len(content[line_start:at].decode("utf-8-sig")) + 1
    what = f"the byte 0x{content[at]:02x} is not UTF-8 text (save the file as UTF-8)"
    return RegistryError([Problem(path, line, column, "", what)])
