"""The data format is documented from the models themselves, so that the page cannot fall behind the code.

``make golden`` rewrites the tables; the prose around them is written by hand.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chronology.model.vocabulary import FAMILIES, KINDS, SourceType
from chronology.registry.sections import SECTIONS
from chronology.store.load import load
from chronology.store.schema import registry_schema

PAGE = Path(__file__).parents[1] / "docs" / "data-format.md"
BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
SCHEMA = registry_schema()
PLAIN = {"Id": "id", "Text": "text", "Number": "number", "Date": "[date](dates.md)"}


def type_words(schema: dict[str, Any]) -> str:
    """A field's type in plain words."""
    if "examples" in schema:
        return "one of the [kinds](#kinds)"
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return PLAIN.get(name, f"[{name}](#{name.lower()})")
    if "enum" in schema:
        return "one of the words below" if "enumDescriptions" in schema else "word"
    if "anyOf" in schema:
        return " or ".join(type_words(choice) for choice in schema["anyOf"])
    if schema["type"] == "array":
        return f"list of {type_words(schema['items'])}"
    if schema["type"] == "object":
        return f"mapping of {type_words(schema['additionalProperties'])}"
    limits = f" from {schema['minimum']:g}" if "minimum" in schema else ""
    limits += f" to {schema['maximum']:g}" if "maximum" in schema else ""
    return f"{'number' if 'number' in schema['type'][:1] else 'text'}{limits}"


def record_table(name: str) -> Iterator[str]:
    """The fields of a record, then the words of those that take only some."""
    record = SCHEMA["$defs"][name]
    yield "| field | type | required | meaning |\n|---|---|---|---|\n"
    for field, schema in record["properties"].items():
        required = "yes" if field in record.get("required", ()) else ""
        meaning = schema["description"] + (f" If left out: `{schema['default']}`." if "default" in schema else "")
        yield f"| `{field}` | {type_words(schema)} | {required} | {meaning} |\n"
    for field, schema in record["properties"].items():
        words = schema.get("additionalProperties", schema)
        if "enumDescriptions" in words:
            yield f"\n| `{field}` | meaning |\n|---|---|\n"
            meanings = zip(words["enum"], words["enumDescriptions"], strict=True)
            yield from (f"| `{word}` | {meaning} |\n" for word, meaning in meanings)


def kinds_table() -> Iterator[str]:
    """The kinds of event by the family that they are drawn with."""
    yield "| family | name | kinds |\n|---|---|---|\n"
    for family, name in FAMILIES.items():
        kinds = " ".join(f"`{kind}`" for kind, own in KINDS.items() if own == family)
        yield f"| `{family}` | {name} | {kinds} |\n"


def source_types() -> Iterator[str]:
    """The types of source in one line."""
    yield ", ".join(f"`{type}`" for type in SourceType.__args__) + "\n"  # type: ignore[attr-defined]


def generated(name: str) -> str:
    """The text of a block of the page."""
    match name:
        case "kinds":
            return "".join(kinds_table())
        case "source types":
            return "".join(source_types())
        case _:
            return "".join(record_table(name))


def test_golden_the_tables_are_those_of_the_models() -> None:
    text = PAGE.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda block: f"{block[1]}\n{generated(block['name'])}\n{block[3]}", text)
    if os.environ.get("CHRONOLOGY_GOLDEN") == "write":
        PAGE.write_text(fresh, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == fresh, "docs/data-format.md is out of date (make golden)"


def test_every_record_is_documented() -> None:
    documented = {block["name"] for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
    records = {name for name, schema in SCHEMA["$defs"].items() if "properties" in schema}
    assert {model.__name__ for model in SECTIONS.values()} < records
    assert documented == records | {"kinds", "source types"}


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    text = PAGE.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in re.findall(r"^#+ (.*)", text, re.M)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= headings


def yaml_blocks() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_registry_that_the_page_builds_up_can_be_loaded_and_shown(tmp_path: Path) -> None:
    from chronology.page.page import page_html

    path = tmp_path / "my-events.yaml"
    path.write_text(yaml_blocks()[0], encoding="utf-8")
    registry = load(path)
    (event,) = registry
    (claim,) = registry.claims_about(event.id)
    page = page_html(registry)
    assert event.title in page
    assert claim.text in page


def test_the_line_for_editors_stands_first_in_the_example() -> None:
    assert yaml_blocks()[0].startswith("# yaml-language-server: $schema=registry.schema.json\n")


@pytest.mark.parametrize("name", ["Event", "Claim"])
def test_what_the_loader_requires_is_marked_as_required(name: str) -> None:
    rows = [line for line in generated(name).splitlines() if "| yes |" in line]
    fields = SECTIONS[f"{name.lower()}s"].model_fields
    assert [row.split("`")[1] for row in rows] == [n for n, f in fields.items() if f.is_required() and n != "id"]
