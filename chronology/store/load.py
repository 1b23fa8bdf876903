"""Registry files -> a Registry, or all that is wrong with them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from chronology.errors import Problem, RegistryError
from chronology.registry.registry import Registry
from chronology.registry.sections import SINGULAR
from chronology.store.contents import FileContents
from chronology.store.documents import parse_document
from chronology.store.files import PathLike, paths_of, text_of
from chronology.store.heads import merged_header
from chronology.store.origins import FileOrigins
from chronology.store.unknown import note_unknown_ids, note_unknown_words


def load(source: PathLike | Iterable[PathLike] | None = None) -> Registry:
    """The registry in a file, in several files, or in a folder; without a source, the one that comes with the library.

    Of a folder, the files in it that end in ``.yaml`` or ``.yml`` are read, by name. Several files make one registry:
    records may name one another across files, but each id stands in one of them.

    Parameters
    ----------
    source : path of a file or a folder, or several paths.

    Raises
    ------
    RegistryError
        Anything is wrong with any file. ``problems`` holds all that is: each names file, line and column, says what is
        wrong and how to put it right.

    >>> registry = load()
    >>> registry.title
    'Russia and China, 2001 to 2023'
    >>> registry["joint-statement-2022"].date
    When('2022-02-04')
    """
    with collector_paused():
        return _registry_of(paths_of(source))


def _registry_of(paths: Sequence[str]) -> Registry:
    return registry_in([_contents_of(path) for path in paths])


def registry_in(read: Sequence[FileContents | RegistryError]) -> Registry:
    """The registry in some files, each given as what it holds or why it cannot be read.

    Raises
    ------
    RegistryError
        Anything is wrong with any of them.
    """
    files = [each for each in read if isinstance(each, FileContents)]
    header = merged_header(files)
    _note_repeated_ids(files)
    if len(files) == len(read) and all(file.whole for file in files):
        note_unknown_words(files, header)
        note_unknown_ids(files)
    problems = [problem for each in read for problem in _in_order(each)]
    if problems:
        raise RegistryError(problems)
    return Registry(
        header=header,
        origins=FileOrigins(tuple((file.name, file.marks) for file in files)),
        events=_records(files, "events"),
        claims=_records(files, "claims"),
        propositions=_records(files, "propositions"),
        actors=_records(files, "actors"),
        places=_records(files, "places"),
        sources=_records(files, "sources"),
    )


def _contents_of(path: str) -> FileContents | RegistryError:
    """What a file holds, or why it cannot be read."""
    try:
        return FileContents(path, parse_document(text_of(path)))
    except RegistryError as error:
        return error


def _in_order(read: FileContents | RegistryError) -> Sequence[Problem]:
    """The problems of a file from top to bottom."""
    if isinstance(read, RegistryError):
        return read.problems
    return sorted(read.problems, key=lambda problem: (problem.line or 0, problem.column or 0))


def _records(files: Iterable[FileContents], section: str) -> Iterator[Any]:
    for file in files:
        yield from file.records[section].values()


def _note_repeated_ids(files: Iterable[FileContents]) -> None:
    """Note each record whose id an earlier file has."""
    first: dict[tuple[str, str], FileContents] = {}
    for file in files:
        for section, id, _ in file:
            earlier = first.setdefault((section, id), file)
            if earlier is not file:
                position = earlier.position(section, id)
                file.note(section, id, "", f"this {SINGULAR[section]} is already in {position} (rename one of the two)")


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the garbage collector, which would go through all records again and again while they are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            _settle_objects()
            gc.enable()


def _settle_objects() -> None:
    """Count what lives now among the long-lived objects, so that the collector does not start with all records at once.

    ``unfreeze`` would also thaw what the user has frozen; then everything stays where it is.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
