"""A table put in its place in one step, and never over what is no table."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from chronology.errors import ConflictError, printable
from chronology.store.locks import locked
from chronology.store.replacement import beside, keep_owner_and_mode, sync_folder
from chronology.store.table_files import unfit


@contextmanager
def put_in_place(path: str, *, overwrite: bool) -> Iterator[str]:
    """A path beside `path` to write to: a file or a folder, renamed to `path` when all went well, else removed.

    Raises
    ------
    ConflictError
        Something is there and must not be replaced, or is being written by another.
    FormatError
        Its folder is missing, or what is there is no table.
    """
    require_free(path, overwrite=overwrite)
    target = os.path.realpath(path)
    if not os.path.isdir(os.path.dirname(target)):
        raise unfit(path, "there is no such folder to write in (make it first)")
    with locked([target]):
        new = beside(target)
        _remove(new)
        try:
            yield new
            require_free(path, overwrite=overwrite)
            _rename(new, target)
            sync_folder(os.path.dirname(target))
        finally:
            _remove(new)


def require_free(path: str, *, overwrite: bool) -> None:
    """Nothing, where a table may be written: nothing is there, or a table that may be replaced.

    Raises
    ------
    ConflictError
        Something is there, and `overwrite` is not set.
    FormatError
        A folder is there that holds other things than tables.
    """
    if not os.path.lexists(path):
        return
    if not overwrite:
        raise already_there(path)
    if os.path.isdir(path):
        _require_tables_only(path)


def already_there(path: str) -> ConflictError:
    """Something is where a table is to be written."""
    return ConflictError(f"{printable(path, limit=120)}: is already there (overwrite=True replaces it)")


def _require_tables_only(folder: str) -> None:
    """A folder is removed only with what a table is made of: Parquet files and what Spark and we put beside them."""
    for root, _, names in os.walk(folder):
        for name in names:
            if not name.endswith((".parquet", ".crc")) and name != "_SUCCESS":
                other = printable(os.path.relpath(os.path.join(root, name), folder))
                raise unfit(folder, f"also holds '{other}', which is no table (choose another folder)")


def _rename(new: str, target: str) -> None:
    """A folder cannot be renamed over another: the old one steps aside first, and is put back after a fault."""
    if os.path.exists(target) and os.path.isdir(new) == os.path.isdir(target):
        keep_owner_and_mode(new, os.stat(target))
    if not os.path.isdir(target):
        if os.path.isdir(new) and os.path.lexists(target):
            os.unlink(target)
        os.replace(new, target)
        return
    aside = beside(target, "old")
    _remove(aside)
    os.rename(target, aside)
    try:
        os.replace(new, target)
    except OSError:
        os.rename(aside, target)
        raise
    _remove(aside)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)
