"""What all records share: frozen, no unknown fields, errors in sentences."""

from __future__ import annotations

from typing import Any, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from chronology.errors import did_you_mean, printable


class Record(BaseModel):
    """A frozen pydantic model that names the nearest known field when it refuses one.

    Raises
    ------
    pydantic.ValidationError
        Built with a field that does not fit; each error carries one sentence.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, ser_json_inf_nan="null")

    @model_validator(mode="wrap")
    @classmethod
    def _in_sentences(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            details = [_in_a_sentence(cls, detail) for detail in error.errors(include_url=False)]
            raise ValidationError.from_exception_data(cls.__name__, details) from None


def _in_a_sentence(model: type[BaseModel], detail: Any) -> InitErrorDetails:
    kind, location, given = detail["type"], tuple(detail["loc"]), detail.get("input")
    error: Any
    if kind == "chronology":
        error = PydanticCustomError("chronology", "{sentence}", dict(detail["ctx"]))
    else:
        context = {"sentence": _sentence(model, kind, location, detail), "fault": kind}
        error = PydanticCustomError("chronology", "{sentence}", context)
    return InitErrorDetails(type=error, loc=location, input=given)


def _sentence(model: type[BaseModel], kind: str, location: tuple[Any, ...], detail: Any) -> str:
    given, context = detail.get("input"), detail.get("ctx", {})
    shown = f"'{printable(given)}'" if isinstance(given, str) else type(given).__name__
    field = str(location[-1]) if location else ""
    match kind:
        case "extra_forbidden":
            return f"there is no field '{printable(field)}'{_nearest_field(model, field)}"
        case "missing":
            return "is missing"
        case "literal_error":
            return f"{shown} is not one of the known words{did_you_mean_choice(given, model, location)}"
        case "string_pattern_mismatch":
            return f"{shown} is not an id (letters, digits, '.', '_' and '-', beginning with a letter or digit)"
        case "string_type":
            return f"must be text, not {_plain_type(given)}"
        case "string_too_short":
            return "is empty (leave the field out where nothing is known)"
        case "tuple_type" | "list_type":
            return f"must be a list, not {_plain_type(given)} (write [ ] around it, or '- ' before each item)"
        case "dict_type" | "mapping_type" | "model_type" | "model_attributes_type":
            return f"must be a mapping of names to values, not {_plain_type(given)}"
        case "float_parsing" | "float_type" | "int_parsing" | "int_type":
            return f"{shown} is not a number"
        case "greater_than_equal" | "less_than_equal":
            return f"{shown} is out of range ({detail['msg'].removeprefix('Input should be ')})"
        case "value_error":
            return str(context.get("error", detail["msg"]))
        case _:
            message: str = detail["msg"]
            return message[:1].lower() + message[1:]


def _nearest_field(model: type[BaseModel], field: str) -> str:
    return did_you_mean(field, model.model_fields) or f" (fields: {', '.join(model.model_fields)})"


def did_you_mean_choice(given: Any, model: type[BaseModel], location: tuple[Any, ...]) -> str:
    """The nearest allowed word of a field that takes only some words, or all of them."""
    choices = _choices(model.model_fields[location[0]].annotation) if location else ()
    return did_you_mean(str(given), choices) or f" ({', '.join(choices)})"


def _choices(annotation: Any) -> tuple[str, ...]:
    """The words of the Literal somewhere inside an annotation."""
    arguments = get_args(annotation)
    if str(get_origin(annotation)).endswith("Literal"):
        return tuple(str(word) for word in arguments)
    for argument in arguments:
        if found := _choices(argument):
            return found
    return ()


def _plain_type(value: Any) -> str:
    if value is None:
        return "nothing"
    names = {str: "text", dict: "a mapping", list: "a list", tuple: "a list", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
