"""Stand-ins for records that do not fit their models, so that the ids in them can be checked all the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args, get_origin

from chronology.model.record import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


def loosely(model: type[AnyRecord], given: Mapping[str, Any]) -> AnyRecord:
    """A record holding what can be read of `given`, unchecked: texts, lists of them, and records within it.

    Whatever has another shape is ``None``, or empty where the model has a list or a mapping.
    """
    values = {name: _value(field.annotation, given.get(name)) for name, field in model.model_fields.items()}
    return cast(AnyRecord, model.model_construct(**values))


def _value(annotation: Any, given: Any) -> Any:
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        return tuple(_value(item, each) for each in given) if isinstance(given, list) else ()
    if get_origin(annotation) is dict:
        return given if isinstance(given, dict) else {}
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return loosely(annotation, given if isinstance(given, dict) else {})
    return given if isinstance(given, str) else None
