"""Where a page may be written, never over something that is not a page, and how: whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from chronology.errors import FormatError, printable

_PAGE_BEGINS = (b"<!doctype html", b'<div class="chronology-page">')


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
        begins = old.read(max(map(len, _PAGE_BEGINS)))
    if begins and not begins.lower().startswith(_PAGE_BEGINS):
        raise unwritable(path, "it holds something that is not a page (choose another name, or remove it first)")


def unwritable(path: str | os.PathLike[str], why: str, *, what: str = "the page") -> FormatError:
    """A page that cannot be written, and why."""
    return FormatError(f"cannot write {what} to '{printable(str(path), limit=120)}': {why}")


def write_beside(target: Path, text: str) -> None:
    """Write a new file beside `target` and rename it over; the new file goes when anything fails."""
    beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
    with beside.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            os.replace(beside, target)
        except BaseException:
            beside.unlink()
            raise
