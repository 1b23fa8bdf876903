"""The records of one registry file, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from chronology.errors import Problem, did_you_mean, printable
from chronology.model.header import Header
from chronology.model.record import Record
from chronology.registry.sections import SECTIONS
from chronology.store.documents import Document, Fault, Path
from chronology.store.loose import loosely
from chronology.store.marks import Place

HEADER: Final = "chronology"

_LONGEST: Final = 200


class FileContents:
    """What one registry file holds.

    Attributes
    ----------
    name : the file, as the user wrote it.
    header : of the ``chronology`` section, if it has one.
    records : section to id to record, of those that fit their models.
    loose : stand-ins for the others, as far as they can be read, so that the ids in them can be checked too.
    problems : what is wrong, in no order.
    whole : false when the file may hold more than could be read of it.
    """

    def __init__(self, name: str, document: Document) -> None:
        self.name = name
        self.marks = document.marks
        self.header: Header | None = None
        self.records: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
        self.loose: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
        self.problems: list[Problem] = []
        self.whole = document.whole
        self._gaps: set[Path] = set()
        self._spoilt: set[int] = set()
        for fault in document.faults:
            self._note_fault(fault)
        if document.whole:
            self._read(document.data)

    def __iter__(self) -> Iterator[tuple[str, str, Record]]:
        """Section, id and record of all, whether they fit or not."""
        for kind in (self.records, self.loose):
            for section, records in kind.items():
                for id, record in records.items():
                    yield section, id, record

    def position(self, section: str, id: str) -> str:
        """Where a record stands, as ``file:line``."""
        place = self.marks.find(section, id)
        line = self.marks.line_column(place.key)[0] if place else 0
        return f"{printable(self.name, limit=100)}:{line}"

    def note(self, section: str, id: str | None, field: str, what: str, *, at_key: bool = False) -> None:
        """Note a problem of a field, unless its value is known to be wrong already."""
        place = self.marks.find(section, id, field)
        if place is not None:
            self._note_at(place, _where(section, id, field), what, at_key=at_key or not field)

    def _note_at(self, place: Place, where: str, what: str, *, at_key: bool) -> None:
        at = place.key if at_key else place.value
        if place.exact and not at_key:
            if at in self._spoilt:
                return
            self._spoilt.add(at)
        self._note(at, where, what)

    def _note(self, at: int | None, where: str, what: str) -> None:
        line, column = (None, None) if at is None else self.marks.line_column(at)
        self.problems.append(Problem(self.name, line, column, where, what))

    def _note_fault(self, fault: Fault) -> None:
        self._spoilt.add(fault.at)
        section, id, field = _split(fault.path)
        self._note(fault.at, _where(section, id, field) if fault.path else "", fault.what)
        if fault.gap:
            self._gaps.add(fault.path[:2])
        if len(fault.path) < 2 or (fault.gap and len(fault.path) == 2):
            self.whole = False

    def _read(self, data: Any) -> None:
        if data is None:
            self._note(None, "", "is empty (a registry begins with 'events:' and the like)")
        elif not isinstance(data, dict):
            shape = "a list" if isinstance(data, list) else "a single text"
            self._note(None, "", f"is no registry: it holds {shape}, not sections such as 'events:' and 'actors:'")
        elif data and not any(name in data for name in (HEADER, *SECTIONS)):
            self._note(None, "", f"is no registry: it has none of the sections {', '.join((HEADER, *SECTIONS))}")
        else:
            self._read_sections(data)

    def _read_sections(self, data: dict[str, Any]) -> None:
        for name, content in data.items():
            if name == HEADER:
                self._read_header(content)
            elif name not in SECTIONS:
                self.whole = False
                known = (HEADER, *SECTIONS)
                hint = did_you_mean(name, known) or f" (sections: {', '.join(known)})"
                self.note(name, None, "", f"there is no section of this name{hint}")
            elif isinstance(content, dict):
                self._read_records(name, content)
            else:
                self.whole = False
                self._refuse_shape(name, None, content, "a mapping of ids to records")

    def _read_header(self, content: Any) -> None:
        if not isinstance(content, dict):
            self.header = Header()
            self._refuse_shape(HEADER, None, content, "a mapping of names to values")
            return
        try:
            self.header = Header.model_validate(content)
        except ValidationError as error:
            self._note_misfit(HEADER, None, error)
            kinds = content.get("kinds")
            listed = kinds if isinstance(kinds, list) else []
            bare = [{"id": kind} if isinstance(kind, str) else kind for kind in listed]
            self.header = loosely(Header, content | {"kinds": bare})

    def _read_records(self, section: str, content: dict[str, Any]) -> None:
        model = SECTIONS[section]
        validate, records = model.__pydantic_validator__.validate_python, self.records[section]
        for id, fields in content.items():
            if type(fields) is not dict:
                self._refuse_shape(section, id, fields, "a mapping of names to values")
                self.loose[section][id] = loosely(model, {"id": id})
                continue
            if fields.setdefault("id", id) != id:
                self.note(section, id, "id", "differs from the key, which is the id (leave this field out)")
                fields["id"] = id
            try:
                records[id] = validate(fields)
            except ValidationError as error:
                self._note_misfit(section, id, error)
                self.loose[section][id] = loosely(model, fields)

    def _refuse_shape(self, section: str, id: str | None, given: Any, wanted: str) -> None:
        place = self.marks.find(section, id)
        if place is not None:
            what = f"must be {wanted}, not {'a list' if isinstance(given, list) else 'text'}"
            self._note_at(place, _where(section, id, ""), what, at_key=False)

    def _note_misfit(self, section: str, id: str | None, error: ValidationError) -> None:
        for detail in error.errors(include_url=False):
            fault = detail.get("ctx", {}).get("fault")
            if fault == "missing" and (section, id) in self._gaps:
                continue
            field = _field(detail["loc"])
            what = detail["msg"]
            self.note(section, id, "" if field == "id" else field, what, at_key=fault == "extra_forbidden")


def _split(path: Path) -> tuple[str, str | None, str]:
    """Section, id and field of a path; the header has no id."""
    if not path:
        return "", None, ""
    parts = tuple(part for part in path if part is not None)
    section = str(parts[0]) if parts else ""
    if section == HEADER or len(parts) < 2 or isinstance(parts[1], int):
        return section, None, _field(parts[1:])
    return section, str(parts[1]), _field(parts[2:])


def _where(section: str, id: str | None, field: str) -> str:
    """``id.field`` for people: of the header, ``chronology.field``; of a section, its name. Overlong names are cut."""
    subject, field = (section if id is None else id)[:_LONGEST], field[:_LONGEST]
    return f"{subject}{'.' if field and field[0] != '[' else ''}{field}"


def _field(path: tuple[str | int, ...]) -> str:
    """A path below a record as a field: ``participants[0].role``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
