"""Which files hold a table: of a path, several paths, a folder or a pattern."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

from chronology.errors import FormatError, printable
from chronology.store.files import PathLike

YEAR_FOLDER: Final = "start_year"
"""The key of the folders into which a table is divided by year."""

_ENDINGS: Final = (".parquet", ".csv")
_MAGIC: Final = b"PAR1"
_SMALLEST: Final = 12


class TableFiles(NamedTuple):
    """Files that hold one table.

    ``keys`` are the columns that stand in the names of folders (``kind=war``), but for the years of our own making,
    which the table has in another form.
    """

    paths: tuple[str, ...]
    keys: frozenset[str] = frozenset()

    @property
    def are_csv(self) -> bool:
        """Whether they are text rather than Parquet."""
        return all(map(is_csv, self.paths))


def table_files(paths: Sequence[str]) -> TableFiles:
    """The files that paths name, each a file, a folder or a pattern such as ``years/*.parquet``, in order of name.

    Of a folder, the files in it and in the folders within it that end in ``.parquet`` or ``.csv``; those whose name
    begins with a dot or an underscore are left out. An address such as ``s3://...`` is left to the engine.

    Raises
    ------
    FormatError
        Nothing is there, a file is damaged or of another format, or Parquet and CSV are mixed.
    """
    found = [each for path in paths for each in _files_at(path)]
    files = TableFiles(
        paths=tuple(dict.fromkeys(path for path, _ in found)),
        keys=frozenset(key for _, keys in found for key in keys) - {YEAR_FOLDER},
    )
    _require_one_format(files)
    return files


def listed(source: PathLike | Iterable[PathLike]) -> list[str]:
    """The paths of a source, as they were written."""
    paths = [source] if isinstance(source, str | os.PathLike) else list(source)
    if not paths:
        raise FormatError("no file was named (give the path of a .parquet or .csv file)")
    return [os.fspath(path) for path in paths]


def is_address(path: str) -> bool:
    """Whether a path is one of another computer, such as ``s3://bucket/events.parquet``."""
    return "://" in path


def is_csv(path: str) -> bool:
    """Whether a path is one of text rather than Parquet."""
    return path.casefold().endswith(".csv")


def missing(path: str) -> FormatError:
    """Nothing is where a table should be."""
    return unfit(path, "there is no such file or folder")


def unfit(path: str, what: str) -> FormatError:
    """A file that is no table, or cannot become one, and why."""
    return FormatError(f"{printable(path, limit=120)}: {what}")


def _files_at(path: str) -> list[tuple[str, tuple[str, ...]]]:
    """The files at a path, each with the keys in the names of its folders."""
    if is_address(path):
        return [(path, ())]
    if os.path.isdir(path):
        return _files_in(path)
    if os.path.lexists(path):
        return [(path, ())]
    matches = sorted(glob.glob(path, recursive=True))
    if not matches:
        raise missing(path)
    files = [(match, _keys(match[len(_fixed_part(path)) :])) for match in matches if not os.path.isdir(match)]
    return files or [found for match in matches for found in _files_in(match)]


def _files_in(folder: str) -> list[tuple[str, tuple[str, ...]]]:
    names = sorted(
        os.path.relpath(os.path.join(root, name), folder) for root, _, names in os.walk(folder) for name in names
    )
    chosen = [name for name in names if name.casefold().endswith(_ENDINGS) and not _is_hidden(name)]
    if not chosen:
        raise unfit(folder, "this folder holds no .parquet or .csv file")
    return [(os.path.join(folder, name), _keys(name)) for name in chosen]


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "_")) for part in Path(name).parts)


def _fixed_part(pattern: str) -> str:
    """The folders of a pattern before its first wildcard."""
    return os.sep.join(takewhile(lambda part: not glob.has_magic(part), pattern.split(os.sep)))


def _keys(path: str) -> tuple[str, ...]:
    return tuple(part.partition("=")[0] for part in Path(path).parts[:-1] if "=" in part)


def _require_one_format(files: TableFiles) -> None:
    if len(set(map(is_csv, files.paths))) > 1:
        raise unfit(files.paths[0], "Parquet and CSV files are mixed here (open those of one format)")
    here = [path for path in files.paths if not is_address(path)]
    if not files.are_csv:
        for path in here:
            _require_parquet(path)
    elif len(here) < len(files.paths):
        raise unfit(files.paths[0], "CSV is read from files of this computer only (copy it here)")


def _require_parquet(path: str) -> None:
    """A Parquet file begins and ends with four letters; one that was cut off has only the first."""
    try:
        with open(path, "rb") as file:
            begins = file.read(4)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 4, 0))
            ends = file.read(4)
    except OSError as error:
        raise unfit(path, f"cannot be read: {(error.strerror or 'unknown fault').lower()}") from None
    if begins != _MAGIC:
        raise unfit(path, "is no Parquet file (a table is a .parquet file, or a .csv file in the columns of ours)")
    if ends != _MAGIC or size < _SMALLEST:
        raise unfit(path, "is a Parquet file without its end (copy it again)")
