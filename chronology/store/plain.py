"""Records as plain data: the texts, lists and mappings that a file holds."""

from __future__ import annotations

from typing import Any, TypeAlias

from chronology.dates.when import When
from chronology.model.header import Kind
from chronology.model.record import Record
from chronology.store.scalars import Bare

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Fields: TypeAlias = dict[str, Data]

_LARGEST_WHOLE = 10**15


def plain_fields(record: Record) -> Fields:
    """The fields of a record as a file gives them: without the id, which is the key, and without those left at default.

    Dates and numbers are :class:`Bare` texts.
    """
    fields = _given(record)
    fields.pop("id", None)
    return fields


def _given(record: Record) -> Fields:
    return {
        name: _plain(getattr(record, name))
        for name, field in type(record).model_fields.items()
        if field.is_required() or getattr(record, name) != field.default
    }


def _plain(value: Any) -> Data:
    match value:
        case str():
            return value
        case When():
            return Bare(value.edtf)
        case int() | float():
            return Bare(_number(value))
        case Kind(label=None, family=None):
            return value.id
        case Record():
            return _given(value)
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case _:
            raise TypeError(f"a record cannot hold {type(value).__name__}")


def _number(value: float) -> str:
    whole = float(value).is_integer() and abs(value) < _LARGEST_WHOLE
    return str(int(value)) if whole else repr(float(value))
