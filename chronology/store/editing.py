"""Editing registry files: records added, changed, removed, renamed; saved at the end, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from chronology.errors import ConflictError, Problem, QueryError, RegistryError, UnknownId, printable
from chronology.model.record import Record
from chronology.registry.registry import Registry
from chronology.registry.sections import SECTIONS, SINGULAR
from chronology.store.contents import HEADER
from chronology.store.drafts import Drafts, conflict, record_id
from chronology.store.files import PathLike, paths_of
from chronology.store.locks import WAIT_SECONDS, locked
from chronology.store.plain import plain_fields
from chronology.store.replacement import remove_leftover
from chronology.store.saving import commit

AnyRecord = TypeVar("AnyRecord", bound=Record)

_SECTION_OF: Final = {model: section for section, model in SECTIONS.items()}


@contextmanager
def edit(source: PathLike | Iterable[PathLike], *, wait_seconds: float = WAIT_SECONDS) -> Iterator[Editor]:
    """Edit the registry in a file, in several files or in a folder: ``with edit("events.yaml") as editor: ...``.

    When the block ends, the files are saved; when it ends with an exception, nothing is written. Only the lines change
    that have to: comments, order, quotes and all other lines stay. While the block lasts, other processes that edit or
    save these files wait; readers do not.

    A comment above what is removed stays; one within it, or at the end of its line, goes with it.

    Parameters
    ----------
    source : path of a file or a folder, or several paths.
    wait_seconds : for another edit of the same file to end.

    Raises
    ------
    RegistryError
        The files are no registry, or would be none after the edits: an id is dangling, a kind unknown. Nothing was
        written.
    ConflictError
        Another program changed a file meanwhile, or edits it for longer than `wait_seconds`.
    OSError
        A file cannot be written. All files are as they were.
    """
    paths = paths_of(source)
    with locked(paths, wait_seconds=wait_seconds):
        for path in paths:
            remove_leftover(path)
        editor = Editor(Drafts(paths))
        try:
            yield editor
            if paths_of(source) != paths:
                raise conflict(paths[0])
            editor.finish()
        finally:
            editor.close()


class Editor:
    """Changes to the files of a registry that are written together, in the end. ``edit`` makes it.

    Ids are of events, claims, propositions, actors, places or sources; where several sections have an id, `section`
    says which is meant. Each method checks what it is given; whether all ids that records name are there is
    checked in the end, so that the order of changes does not matter.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._registry: Registry | None = drafts.loaded
        self._closed = False

    @property
    def registry(self) -> Registry:
        """The registry as edited so far."""
        if self._registry is None:
            self._registry = self._drafts.registry()
        return self._registry

    def add(self, *records: Record, file: str | None = None) -> None:
        """Add records: an event after those that are not later, others at the end of their section.

        Parameters
        ----------
        file : one of the files that are edited, where the records shall stand. Without, they go where the event
            before them or most records of their section are.

        Raises
        ------
        RegistryError
            A record of this section has this id already, or the file is none of those that are edited.
        """
        for record in records:
            section, checked = _section_of(record), _checked(record)
            holding = self._drafts.holding(section, record_id(checked))
            if holding:
                what = f"this {SINGULAR[section]} is there already (use 'change' or 'replace')"
                raise RegistryError([Problem(holding.name, None, None, record_id(checked), what)])
            self._put(section, checked, file=file)

    def change(self, id: str, /, *, section: str | None = None, **fields: Any) -> None:
        """Give fields of a record other values; what is not named stays. ``None`` or ``()`` takes a field out.

        >>> import tempfile; from pathlib import Path
        >>> path = Path(tempfile.mkdtemp()) / "events.yaml"
        >>> _ = path.write_text("events:\\n  tilsit: {title: Peace, date: 1807, kind: treaty}  # Tilsit\\n")
        >>> with edit(path) as editor:
        ...     editor.change("tilsit", date="1807-07", title="Peace of Tilsit")
        >>> print(path.read_text())
        events:
          tilsit: {title: Peace of Tilsit, date: 1807-07, kind: treaty}  # Tilsit
        <BLANKLINE>

        Raises
        ------
        UnknownId
            No record has this id.
        RegistryError
            There is no such field, or a value does not fit it.
        """
        section, record = self._found(id, section)
        if "id" in fields:
            raise RegistryError([Problem("", None, None, f"{id}.id", "is not a field to change (use 'rename')")])
        self._put(section, _built(type(record), _named({"id": id, **plain_fields(record), **fields})))

    def replace(self, record: Record) -> None:
        """Put a record in the place of the one of its section that has its id.

        Raises
        ------
        UnknownId
            There is none.
        """
        section = _section_of(record)
        self._found(record_id(record), section)
        self._put(section, _checked(record))

    def remove(self, id: str, *, section: str | None = None) -> None:
        """Remove a record. Others may not name it any more when the edit ends.

        Raises
        ------
        UnknownId
            No record has this id.
        """
        section, _ = self._found(id, section)
        holding = self._drafts.holding(section, id)
        if holding:
            holding.remove(section, id)
        self._registry = None

    def rename(self, old: str, new: str, *, section: str | None = None) -> None:
        """Give a record another id, and name it so wherever other records do. Comments and texts stay as they are.

        Raises
        ------
        UnknownId
            No record has the old id.
        RegistryError
            The new one is no id, or another record of the section has it.
        """
        section, record = self._found(old, section)
        if old == new:
            return
        _built(type(record), {"id": new, **plain_fields(record)})
        holding = self._drafts.holding(section, new)
        if holding:
            what = f"there is a {SINGULAR[section]} of this id already (choose another)"
            raise RegistryError([Problem(holding.name, None, None, new, what)])
        self._drafts.rename(section, old, new)
        self._registry = None

    def change_header(self, **fields: Any) -> None:
        """Give fields of the header, such as ``title`` or ``kinds``, other values; what is not named stays.

        Raises
        ------
        RegistryError
            There is no such field, a value does not fit it, or several files have a header.
        """
        self._refuse_when_closed()
        header = self._drafts.header
        self._drafts.header = _built(type(header), plain_fields(header) | fields, where=HEADER)
        self._registry = None

    def finish(self) -> None:
        """Write what has changed; ``edit`` does this in the end."""
        self._refuse_when_closed()
        self._registry = commit(self._drafts)

    def close(self) -> None:
        """Take no more changes."""
        self._closed = True

    def _found(self, id: str, section: str | None) -> tuple[str, Record]:
        """The section of an id and the record that bears it."""
        self._refuse_when_closed()
        sections = tuple(SECTIONS) if section is None else (section,)
        if section is not None and section not in SECTIONS:
            raise UnknownId(section, "section", SECTIONS)
        found = [
            (name, draft.records[name][id]) for name in sections for draft in self._drafts if id in draft.records[name]
        ]
        if len(found) > 1:
            names = " and ".join(SINGULAR[name] for name, _ in found)
            raise QueryError(f"'{printable(id)}' is the id of {names}: say which with section=")
        if not found:
            known = [known for name in sections for draft in self._drafts for known in draft.records[name]]
            raise UnknownId(id, SINGULAR[section] if section else "record", known)
        return found[0]

    def _put(self, section: str, record: Record, *, file: str | None = None) -> None:
        self._refuse_when_closed()
        self._drafts.put(section, record, file=file)
        self._registry = None

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise ConflictError("this edit has ended (begin another one with 'edit')")


def _section_of(record: Record) -> str:
    section = _SECTION_OF.get(type(record))
    if section is None:
        what = f"{type(record).__name__} is no record of its own (records: {', '.join(SINGULAR.values())})"
        raise RegistryError([Problem("", None, None, "", what)])
    return section


def _named(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that hold something: ``None`` and ``()`` stand for a field that is left out."""
    return {name: value for name, value in fields.items() if value is not None and value != ()}


def _checked(record: AnyRecord) -> AnyRecord:
    """The record as a file would give it; a copy made without checks may not be one."""
    return _built(type(record), {"id": record_id(record), **plain_fields(record)})


def _built(model: type[AnyRecord], fields: Mapping[str, Any], *, where: str = "") -> AnyRecord:
    """A record, or what is wrong with its fields."""
    where = where or str(fields["id"])
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        problems = [
            Problem("", None, None, where + _field(detail["loc"]), detail["msg"])
            for detail in error.errors(include_url=False)
        ]
        raise RegistryError(problems) from None


def _field(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
