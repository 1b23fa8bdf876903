"""A JSON Schema of registry files, by which editors complete and check them while they are written."""

from __future__ import annotations

import ast
import inspect
import itertools
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

from chronology.dates.when import When
from chronology.model import meanings
from chronology.model.header import Header, Kind
from chronology.model.record import Record
from chronology.model.vocabulary import FAMILIES, KINDS, Slug
from chronology.registry.sections import SECTIONS
from chronology.store.contents import HEADER

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_SCALAR: Final = ["string", "number", "boolean"]
_ID_LIMITS: Final = {name: TypeAdapter(Slug).json_schema()[name] for name in ("pattern", "maxLength")}
_NAMED: Final[Mapping[str, dict[str, Any]]] = {
    "Id": {"type": _SCALAR, **_ID_LIMITS},
    "Text": {"type": _SCALAR, "minLength": 1},
    "Number": {"type": ["number", "string"], "pattern": r"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"},
    "Date": TypeAdapter(When).json_schema() | {"type": ["string", "number"]},
}
"""What is text to ``load`` may be a number or a truth value to a tool that goes by YAML's types: ``365``, ``true``."""

_MEANINGS: Final = {
    tuple(words): words
    for words in (
        meanings.ACTOR_KIND_MEANINGS,
        meanings.CLAIM_KIND_MEANINGS,
        meanings.RANK_MEANINGS,
        meanings.RELATION_MEANINGS,
        meanings.ROLE_MEANINGS,
        meanings.SIDE_MEANINGS,
        meanings.STANCE_MEANINGS,
        meanings.STATUS_MEANINGS,
    )
}

_SECTION_WORDS: Final = {
    "events": "What happened, by id.",
    "claims": "Who says what about it, by id.",
    "propositions": "Sentences that claims affirm or deny, by id.",
    "actors": "Who, by id.",
    "places": "Where, by id.",
    "sources": "The documents that are cited, by id.",
}


def registry_schema(*, kinds: Iterable[Kind] = ()) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a registry file.

    It takes what can be loaded, whether a tool reads plain scalars as text or by the types of YAML 1.2. What a schema
    cannot see, such as an id that no record has or a day that no calendar has, is left to ``load``.

    Parameters
    ----------
    kinds : kinds of event beyond the vocabulary, for files whose header stands in another file. A file that adds kinds
        in its own header may use any word.
    """
    known = {kind: f"Drawn with: {FAMILIES[family]}." for kind, family in KINDS.items()}
    known |= {kind.id: kind.label or "A kind of this registry." for kind in kinds}
    definitions = {name: dict(schema) for name, schema in _NAMED.items()} | _records()
    definitions["Event"]["properties"]["kind"]["examples"] = list(known)
    return {
        "$schema": DIALECT,
        "title": "Chronology registry",
        "description": "Events, claims about them, actors, places and sources, each under its id.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            HEADER: {"$ref": "#/$defs/Header"},
            **{name: _section(name, model) for name, model in SECTIONS.items()},
        },
        "if": {"required": [HEADER], "properties": {HEADER: {"required": ["kinds"]}}},
        "else": {"properties": {"events": {"additionalProperties": {"properties": {"kind": _words(known)}}}}},
        "$defs": definitions,
    }


def _section(name: str, model: type[Record]) -> dict[str, Any]:
    return {
        "description": _SECTION_WORDS[name],
        "type": "object",
        "propertyNames": dict(_ID_LIMITS),
        "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
    }


def _records() -> dict[str, dict[str, Any]]:
    """The schema of each record by its name; of those with a section without ``id``, which is their key there."""
    tops: list[type[BaseModel]] = [Header, *SECTIONS.values()]
    _, schema = models_json_schema([(model, "validation") for model in tops], schema_generator=_FileSchema)
    models = {model.__name__: model for model in _models()}
    definitions: dict[str, dict[str, Any]] = schema["$defs"]
    for name, definition in definitions.items():
        described = _descriptions(models[name])
        definition["properties"] = {
            field: _by_name(value) | {"description": described[field]}
            for field, value in definition["properties"].items()
        }
    for model in SECTIONS.values():
        definition = definitions[model.__name__]
        del definition["properties"]["id"]
        definition["required"].remove("id")
    kinds = definitions["Header"]["properties"]["kinds"]
    kinds["items"] = {"anyOf": [{"$ref": "#/$defs/Id"}, kinds["items"]]}
    return definitions


def _models() -> Iterable[type[Record]]:
    return [model for model in Record.__subclasses__() if model.__module__.startswith("chronology.model.")]


def _descriptions(model: type[Record]) -> dict[str, str]:
    """The text under each field of a model."""
    tree = ast.parse(inspect.getsource(model))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    described: dict[str, str] = {}
    for field, text in itertools.pairwise(body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                described[name] = words
    return described


def _by_name(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose ids, texts, numbers and dates are spoken of by name."""
    for name, named in _NAMED.items():
        if schema == named or (name == "Date" and schema.get("format") == "edtf"):
            return {"$ref": f"#/$defs/{name}"}
    return {key: _by_name(value) if isinstance(value, dict) else value for key, value in schema.items()}


def _words(described: Mapping[str, str]) -> dict[str, Any]:
    """One of some words; editors show what each means."""
    return {"enum": list(described), "enumDescriptions": list(described.values())}


class _FileSchema(GenerateJsonSchema):
    """The schema of what a file may hold, which has no word for "nothing": such a field is left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        default = schema.get("default")
        inner = self.generate_inner(schema["schema"])
        return inner | {"default": default} if isinstance(default, str) else inner

    def str_schema(self, schema: core_schema.StringSchema) -> dict[str, Any]:
        if schema.get("pattern"):
            return dict(_NAMED["Id"])
        return dict(_NAMED["Text"]) if schema.get("min_length") else {"type": _SCALAR}

    def float_schema(self, schema: core_schema.FloatSchema) -> dict[str, Any]:
        limits = {"minimum": schema.get("ge"), "maximum": schema.get("le")}
        return dict(_NAMED["Number"]) | {name: limit for name, limit in limits.items() if limit is not None}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> dict[str, Any]:
        words = tuple(schema["expected"])
        return _words(_MEANINGS[words]) if words in _MEANINGS else {"enum": list(words)}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False
