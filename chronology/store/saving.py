"""A registry -> its files, changed only where the registry differs from them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from chronology.errors import ConflictError, RegistryError, printable
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS
from chronology.store.contents import HEADER, FileContents
from chronology.store.documents import parse_document
from chronology.store.drafts import Drafts, conflict, refuse_differences
from chronology.store.files import PathLike, paths_of, refusal
from chronology.store.layout import Layout
from chronology.store.load import collector_paused, registry_in
from chronology.store.locks import WAIT_SECONDS, locked
from chronology.store.marks import fingerprint_of
from chronology.store.plain import plain_fields
from chronology.store.replacement import remove_leftover, replace_files

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def save(
    registry: Registry,
    target: PathLike | Iterable[PathLike],
    *,
    overwrite: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> Registry:
    """Save a registry in the file, files or folder that it was loaded from, or in a new file.

    Of files that it was loaded from, only the lines change in which the registry differs from them: comments, order,
    quotes and all other lines stay, and a registry without changes changes no byte. Records that the registry lacks
    are removed; new ones go to the file and place where they belong. The old content or the new one stands there at
    every moment, also when the process is killed.

    Parameters
    ----------
    target : path of a file or a folder, or several paths.
    overwrite : replace the one file at `target`, whatever it holds, by a fresh one.
    wait_seconds : for another save of the same file to end.

    Returns
    -------
    The registry as it now stands in the files. Go on with this one: saving the old one again is a conflict.

    Raises
    ------
    ConflictError
        A file is not the one that the registry was loaded from, has changed since, or is being edited elsewhere.
    RegistryError
        The records are no registry: an id is dangling, a kind unknown. Nothing was written.
    OSError
        A file cannot be written. All files are as they were.
    """
    paths = paths_of(target)
    with locked(paths, wait_seconds=wait_seconds):
        for path in paths:
            remove_leftover(path)
        if overwrite or not any(map(os.path.exists, paths)):
            return _save_anew(registry, target, paths)
        drafts = Drafts(paths)
        _refuse_others(registry, drafts)
        drafts.become(registry)
        return commit(drafts)


def commit(drafts: Drafts) -> Registry:
    """Write what files are to hold, and give the registry that they then hold; the caller has their locks.

    Raises
    ------
    ConflictError
        A file is not as it was read.
    RegistryError
        What they are to hold is no registry. Nothing was written.
    """
    with collector_paused():
        revised = drafts.revised()
    drafts.refuse_if_changed()
    replace_files({path: _byte_order_mark(path) + text.encode() for path, text in revised.texts.items()})
    return revised.registry


def registry_text(registry: Registry) -> str:
    """A registry as the text of a new file."""
    layout = Layout()
    header = plain_fields(registry.header)
    parts = [layout.header(HEADER, header)] if header else []
    for section in SECTIONS:
        records = {id: plain_fields(record) for id, record in registry.section(section).items()}
        parts += [layout.section(section, records)] if records else []
    return "\n\n".join(parts or ["events: {}"]) + "\n"


def _save_anew(registry: Registry, target: PathLike | Iterable[PathLike], paths: Sequence[str]) -> Registry:
    if not isinstance(target, str | os.PathLike) or os.path.isdir(target):
        raise refusal(paths[0], "is one of several files, and only a single new one can be written (give its path)")
    path, text = paths[0], registry_text(registry)
    try:
        found = registry_in([FileContents(path, parse_document(text))])
    except RegistryError as error:
        raise RegistryError([replace(problem, line=None, column=None) for problem in error.problems]) from None
    refuse_differences(found, registry, path)
    replace_files({path: text.encode()})
    return found


def _refuse_others(registry: Registry, drafts: Drafts) -> None:
    """Refuse files whose texts are not those that the registry was loaded from."""
    for draft in drafts:
        if not registry.fingerprints:
            path = printable(draft.name, limit=150)
            raise ConflictError(f"this registry was not loaded from '{path}' (overwrite=True replaces the file)")
        if fingerprint_of(draft.text) not in registry.fingerprints:
            raise conflict(draft.name)


def _byte_order_mark(path: str) -> bytes:
    """The mark that a file begins with, if it has one."""
    with open(path, "rb") as file:
        return _BYTE_ORDER_MARK if file.read(len(_BYTE_ORDER_MARK)) == _BYTE_ORDER_MARK else b""
