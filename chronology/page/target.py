"""Where a page may be written: never over something that is not a page."""

from __future__ import annotations

import os
from pathlib import Path

from chronology.errors import FormatError, printable

_PAGE_BEGINS = b"<!doctype html"


def page_target(path: str | os.PathLike[str]) -> Path:
    """The file that a page is written to: the path, or what it links to.

    Raises
    ------
    FormatError
        It is a folder or no plain file, its folder is missing, it must not be written, or it holds something else than
        a page.
    """
    resolved = _resolved(path)
    if resolved.is_dir():
        raise unwritable(path, "it is a folder (name a file in it)")
    if not resolved.parent.is_dir():
        raise unwritable(path, f"there is no folder '{printable(str(Path(path).parent))}' (make it first)")
    if resolved.exists():
        _check_old_file(path, resolved)
    return resolved


def _resolved(path: str | os.PathLike[str]) -> Path:
    try:
        resolved = Path(path).resolve()
        resolved.exists()
    except OSError as error:
        raise unwritable(path, (error.strerror or "the system refused").lower()) from error
    except ValueError as error:
        raise unwritable(path, printable(str(error))) from error
    return resolved


def _check_old_file(path: str | os.PathLike[str], resolved: Path) -> None:
    if not resolved.is_file():
        raise unwritable(path, "it is no plain file")
    if not os.access(resolved, os.W_OK):
        raise unwritable(path, "it is read-only")
    with resolved.open("rb") as old:
        begins = old.read(len(_PAGE_BEGINS))
    if begins and begins.lower() != _PAGE_BEGINS:
        raise unwritable(path, "it holds something that is not a page (choose another name, or remove it first)")


def unwritable(path: str | os.PathLike[str], why: str) -> FormatError:
    """A page that cannot be written, and why."""
    return FormatError(f"cannot write the page to '{printable(str(path), limit=120)}': {why}")
