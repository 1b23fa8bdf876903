"""The page in other languages: every word that it says is in their tables, and nothing is said beside them."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Final, get_args

import pytest

from chronology.model.header import plain_words
from chronology.model.vocabulary import FAMILIES, INVERSES, KINDS, ROLES, STANCES, STATUSES, ClaimKind, RelationType
from chronology.page.languages import TABLES
from chronology.page.plural import CATEGORIES, Table
from chronology.page.words import Words

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_COMPARED: Final = re.compile(r'[=!]==? "[^"]*"')
_FORMS: Final = re.compile(r'other: "([^"]*)"')
_COUNTED: Final = re.compile(r'\bcounted\((?:[^()]|\([^()]*\))*?, "(\w[\w ]*)"\)')
_SAID: Final = re.compile(r"\b(?:say|sayAround)\(")
_STATIC: Final = re.compile(r"\[\[(.+?)\]\]")
_VALUE: Final = re.compile(r"\{(\w+)\}")
_FIELDS: Final = (
    *("title", "date", "kind", "summary", "alternatives", "participants", "places", "status", "measures", "relations"),
    *("note", "text", "by", "capacity", "via", "made", "positions", "outcome"),
)
"""The fields of an event or a claim that a source may support."""


def wanted_keys() -> dict[str, bool]:
    """What the table of each language must have, and whether it has several forms there."""
    said = dict.fromkeys((*_vocabulary(), *_dates(), *_static_texts(), *_script_texts(), *_python_texts()), False)
    return said | dict.fromkeys((*_script_forms(), *_python_forms()), True)


def _vocabulary() -> Iterator[str]:
    """The library's own words."""
    for words in (ROLES, STATUSES, STANCES, get_args(ClaimKind), get_args(RelationType), ("part_of",), _FIELDS):
        yield from (word.replace("_", " ") for word in words)
    yield from INVERSES.values()
    yield from FAMILIES.values()
    yield from (plain_words(kind) for kind in KINDS)


def _dates() -> Iterator[str]:
    """Months alone and with their day, long and short."""
    for month in _MONTHS:
        for name in dict.fromkeys((month, month[:3])):
            yield from (name, f"{{day}} {name}")


def _sources(ending: str, folder: str = "") -> Iterator[str]:
    for file in sorted(files("chronology.page").joinpath(folder).iterdir(), key=lambda file: file.name):
        if file.name.endswith(ending):
            yield file.read_text(encoding="utf-8")


def _static_texts() -> Iterator[str]:
    for page in _sources(".html"):
        yield from _STATIC.findall(page)


def _script_texts() -> Iterator[str]:
    """The texts in the first argument of every ``say(...)``."""
    for script in _sources(".js", "script"):
        for match in _SAID.finditer(script):
            argument = _first_argument(script[match.end() :])
            if not argument.startswith(("{", "`")):
                yield from _STRING.findall(_COMPARED.sub("", argument))


def _first_argument(text: str) -> str:
    depth, quoted = 0, False
    for at, letter in enumerate(text):
        quoted ^= letter == '"'
        depth += 0 if quoted else (letter in "([{") - (letter in ")]}")
        if depth < 0 or (not quoted and depth == 0 and letter == ","):
            return text[:at].strip()
    return text


def _script_forms() -> Iterator[str]:
    for script in _sources(".js", "script"):
        yield from _FORMS.findall(script)
        yield from (f"{{n}} {noun}" for noun in _COUNTED.findall(script))


def _calls(name: str) -> Iterator[ast.Call]:
    for source in _sources(".py"):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield node


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif isinstance(node, ast.Constant):
        yield str(node.value)


def _python_texts() -> Iterator[str]:
    for call in _calls("say"):
        yield from _constants(call.args[0])


def _python_forms() -> Iterator[str]:
    for call in _calls("say"):
        if any(keyword.arg == "one" for keyword in call.keywords):
            yield from _constants(call.args[0])
    for call in _calls("counted"):
        yield from (f"{{n}} {noun}" for noun in _constants(call.args[1]))


def missing_keys(language: str) -> dict[str, str | dict[str, str]]:
    """What a table lacks, with its English, as a beginning for whoever translates it."""
    forms = CATEGORIES[language]
    missing = {key: has_forms for key, has_forms in wanted_keys().items() if key not in TABLES[language]}
    return {key: dict.fromkeys(forms, key) if has_forms else key for key, has_forms in missing.items()}


def _forms_of(table: Table) -> Iterator[tuple[str, str]]:
    for key, entry in table.items():
        yield from [(key, entry)] if isinstance(entry, str) else [(key, form) for form in entry.values()]


def test_the_keys_are_found_wherever_something_is_said() -> None:
    keys = wanted_keys()
    assert len(keys) > 400
    found = (
        "Skip to the list of events",
        "signatory",
        "leans towards",
        "{day} Feb",
        "From {date}",
        "{speaker}. {sources}",
    )
    assert all(keys[key] is False for key in found)
    assert all(keys[key] for key in ("{n} event", "{n} day", "events", "{shown} of {n} events", "{n} related event"))
    assert not {"from", "start", "end"} & set(keys)


@pytest.mark.parametrize("language", TABLES)
def test_every_language_says_all_that_the_page_says(language: str) -> None:
    assert missing_keys(language) == {}


@pytest.mark.parametrize("language", TABLES)
def test_a_text_has_the_values_of_its_key_in_every_language(language: str) -> None:
    wrong = [
        (key, form)
        for key, form in _forms_of(TABLES[language])
        if set(_VALUE.findall(key)) - {"n"} != set(_VALUE.findall(form)) - {"n"}
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TABLES)
def test_the_number_of_a_text_goes_missing_in_one_form_at_most_where_the_form_says_it(language: str) -> None:
    for key, entry in TABLES[language].items():
        if "n" in _VALUE.findall(key):
            forms = [entry] if isinstance(entry, str) else [entry[name] for name in entry if name != "one"]
            assert all("{n}" in form for form in forms), key


@pytest.mark.parametrize("language", TABLES)
def test_counted_things_have_the_forms_that_their_language_tells_apart(language: str) -> None:
    entries = {key: entry for key, entry in TABLES[language].items() if not isinstance(entry, str)}
    assert [key for key, entry in entries.items() if set(entry) != set(CATEGORIES[language])] == []


@pytest.mark.parametrize("language", TABLES)
def test_no_table_has_a_text_that_nobody_says(language: str) -> None:
    assert set(TABLES[language]) - set(wanted_keys()) == set()


def test_english_has_a_form_for_one_and_others_keep_a_word_that_they_do_not_know() -> None:
    assert Words().say("{n} events", one="{n} event", n=1) == "1 event"
    assert Words("ru").term("archivist") == "archivist"


if __name__ == "__main__":
    for name in sys.argv[1:] or TABLES:
        missing = missing_keys(name)
        print(f"# {name}: {len(missing)} of {len(wanted_keys())} missing")
        for key, entry in missing.items():
            print(f"    {key!r}: {entry!r},")
