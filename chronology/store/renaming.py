"""A record that speaks of another by its id, once that other has a new id."""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar

from chronology.model.record import Record
from chronology.registry.sections import references
from chronology.store.plain import Fields, plain_fields

AnyRecord = TypeVar("AnyRecord", bound=Record)

_KEYED: Final = "positions"
_STEP: Final = re.compile(r"([a-z_]+)|\[([0-9]+)\]")


def with_renamed(record: AnyRecord, section: str, old: str, new: str) -> AnyRecord:
    """The record naming `new` wherever it named `old` of that section; the same record if it does not."""
    fields = [each.field for each in references(record) if (each.section, each.id) == (section, old)]
    if not fields:
        return record
    data = plain_fields(record)
    for field in fields:
        if field.startswith(f"{_KEYED}."):
            data[_KEYED] = _with_key(data[_KEYED], old, new)
        else:
            _set(data, field, new)
    return type(record).model_validate({"id": getattr(record, "id", None), **data})


def _with_key(keyed: Any, old: str, new: str) -> Fields:
    """A mapping with another key in the same place."""
    return {new if key == old else key: value for key, value in keyed.items()}


def _set(data: Any, field: str, value: str) -> None:
    """Set a field such as ``alternatives[0].sources[1].source``."""
    steps = [int(index) if index else name for name, index in _STEP.findall(field)]
    for step in steps[:-1]:
        data = data[step]
    data[steps[-1]] = value
