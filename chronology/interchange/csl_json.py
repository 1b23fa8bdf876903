"""Sources as CSL-JSON, the format of citation processors (schema 1.0.2), which Zotero and Pandoc read and write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NoReturn, cast, get_args

from chronology.dates.when import When
from chronology.errors import DateError, FormatError, printable
from chronology.interchange.bibliography import Bibliography, checked_size
from chronology.model.author import PersonName
from chronology.model.source import Source
from chronology.model.vocabulary import SourceType

_TEXTS: Final = {
    "title": "title",
    "container-title": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "publisher": "publisher",
    "URL": "url",
    "DOI": "doi",
    "language": "language",
    "note": "note",
}
"""CSL variable to field."""

_DATES: Final = ("issued", "accessed")
_CUSTOM: Final = "archived_url"
_READ: Final = frozenset({"id", "type", "author", "custom", *_TEXTS, *_DATES})
_PLAIN_DATE: Final = re.compile(
    r"Y?(?P<year>-?[0-9]{4,9})(?:-(?:(?P<season>2[1-4])|(?P<month>[01][0-9])(?:-(?P<day>[0-9]{2}))?))?(?P<circa>~?)",
    re.ASCII,
)
"""What date parts can say; of an interval, each end."""

_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def read_sources(text: str, *, name: str = "", allow_loss: bool = False) -> tuple[Source, ...]:
    """The sources in a CSL-JSON text: a list of items, or one.

    An id that is no id of ours becomes the nearest one: other characters turn into ``-``.

    Parameters
    ----------
    name : of the file, for messages.
    allow_loss : leave out what a source cannot hold, such as editors, and warn of it.

    Raises
    ------
    FormatError
        The text is no CSL-JSON, or holds what a source cannot.

    >>> read_sources('[{"id": "a", "title": "Swing Time", "issued": {"date-parts": [[2016]]}}]')[0].issued
    When('2016')
    """
    found = Bibliography(name)
    data = _json(checked_size(text, name=name), name)
    for index, item in enumerate(data if isinstance(data, list) else [data]):
        _read_item(item, index, found)
    return found.settled(allow_loss=allow_loss)


def write_sources(sources: Iterable[Source]) -> str:
    """Sources as CSL-JSON text, in the order given. It holds all that they do.

    A date that CSL can only hold as EDTF is written so; a set has its words beside it. The address of an
    archived copy, for which CSL has no variable, is under ``custom``.

    >>> print(write_sources([Source(id="a", type="book", title="Swing Time")]), end="")
    [
      {
        "id": "a",
        "type": "book",
        "title": "Swing Time"
      }
    ]
    """
    return json.dumps([_item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _json(text: str, name: str) -> Any:
    where = f"{printable(name, limit=100)}: " if name else ""
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_repeats, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise FormatError(f"{where}is no JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise FormatError(f"{where}is nested too deeply") from None
    except ValueError as error:
        raise FormatError(f"{where}{error}") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an item has '{printable(repeated)}' twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def _read_item(item: Any, index: int, found: Bibliography) -> None:
    id = _text(item.get("id")) if isinstance(item, dict) else None
    where = id or f"item {index + 1}"
    if not isinstance(item, dict):
        found.problem(where, "is not an item: a mapping of variables to values")
        return
    if id is None:
        found.problem(where, "has no id")
        return
    fields: dict[str, Any] = {"type": _type(item, where, found), "author": _authors(item, where, found)}
    for variable, field in _TEXTS.items():
        fields[field] = _text(item.get(variable))
        if variable in item and fields[field] is None:
            found.problem(f"{where}.{variable}", "is not a text")
    for variable in _DATES:
        if variable in item:
            fields[variable] = _when(item[variable], f"{where}.{variable}", found)
    fields |= _custom(item.get("custom", {}), where, found)
    for variable in item.keys() - _READ:
        found.loss(f"{where}.{variable}", "a source has no such field")
    found.add(where, id, fields)


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)


def _type(item: Mapping[str, Any], where: str, found: Bibliography) -> str:
    type = item.get("type", "document")
    if type in get_args(SourceType):
        return cast(str, type)
    found.loss(f"{where}.type", f"'{printable(str(type))}' is no type of source (it is read as 'document')")
    return "document"


def _custom(custom: Any, where: str, found: Bibliography) -> dict[str, Any]:
    if not isinstance(custom, dict):
        found.problem(f"{where}.custom", "is not a mapping")
        return {}
    for name in custom.keys() - {_CUSTOM}:
        found.loss(f"{where}.custom.{name}", "a source has no such field")
    return {_CUSTOM: _text(custom.get(_CUSTOM))}


def _authors(item: Mapping[str, Any], where: str, found: Bibliography) -> tuple[str, ...]:
    names = item.get("author", [])
    if not isinstance(names, list) or not all(isinstance(name, dict) for name in names):
        found.problem(f"{where}.author", "is not a list of names")
        return ()
    return tuple(_author(name, f"{where}.author", found) for name in names)


def _author(name: Mapping[str, Any], where: str, found: Bibliography) -> str:
    parts = {part: str(value) for part, value in name.items() if isinstance(value, str) and value.strip()}
    if literal := parts.get("literal"):
        return found.author(literal, where)
    family = _spaced(parts.get("non-dropping-particle"), parts.get("family"))
    given = _spaced(parts.get("given"), parts.get("dropping-particle"))
    if not family and not given:
        found.problem(where, "a name has neither 'family' nor 'literal'")
    if not family:
        return given
    return PersonName(family, given, parts.get("suffix", "")).inverted if given else family


def _spaced(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _when(value: Any, where: str, found: Bibliography) -> When | None:
    """A CSL date: EDTF text, or a mapping."""
    if isinstance(value, str):
        return found.date(value, where)
    if not isinstance(value, dict):
        found.problem(where, "is not a date: a text in EDTF, or a mapping")
        return None
    if "edtf" in value:
        return found.date(str(value["edtf"]), where)
    if "date-parts" in value:
        return _of_parts(value, where, found)
    return found.date(str(value.get("raw") or value.get("literal") or ""), where)


def _of_parts(value: Mapping[str, Any], where: str, found: Bibliography) -> When | None:
    try:
        ends = [[int(part) for part in end if part != ""] for end in value["date-parts"]]
        season = _season(value.get("season"))
        qualifier = "~" if value.get("circa") not in (None, False, 0, "", "0", "false") else ""
        texts = [_edtf(end, season) + qualifier for end in ends if end]
        return When.parse("/".join(texts))
    except (TypeError, ValueError, DateError):
        found.problem(where, f"{printable(json.dumps(value))} is not a date")
        return None


def _season(value: Any) -> int | None:
    if value is None:
        return None
    named = _SEASONS.get(str(value).casefold())
    return named or 20 + int(value)


def _edtf(parts: list[int], season: int | None) -> str:
    """Date parts as EDTF. CSL counts 1 BCE as -1 and has no year 0; months 13 to 16 are seasons to some programs."""
    year, *rest = parts
    if year == 0 or len(rest) > 2:
        raise ValueError("no such year")
    month = [season] if season and not rest else rest
    if month and 13 <= month[0] <= 16:
        month = [month[0] + 8, *month[1:]]
    return "-".join([_edtf_year(year + 1 if year < 0 else year), *(f"{part:02d}" for part in month)])


def _edtf_year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {"id": source.id, "type": source.type}
    if source.author:
        item["author"] = [_name(author) for author in source.author]
    item |= {variable: getattr(source, field) for variable, field in _TEXTS.items()}
    item |= {variable: _date(getattr(source, variable)) for variable in _DATES}
    item["custom"] = {_CUSTOM: source.archived_url} if source.archived_url else None
    return {variable: value for variable, value in item.items() if value is not None}


def _name(author: str) -> dict[str, str]:
    name = PersonName.of(author)
    if not name.given:
        return {"literal": author}
    return {part: value for part, value in name._asdict().items() if value}


def _date(when: When | None) -> dict[str, Any] | str | None:
    """A date as parts where they say all of it, as EDTF where they do not."""
    if when is None:
        return None
    structured = _structured(when)
    if structured is not None and _when(structured, "", Bibliography("")) == when:
        return structured
    if when.edtf.startswith(("[", "{")):
        return {"edtf": when.edtf, "literal": when.words()}
    return when.edtf


def _structured(when: When) -> dict[str, Any] | None:
    ends = [_PLAIN_DATE.fullmatch(end) for end in when.edtf.split("/")]
    dates = [end for end in ends if end is not None]
    if len(dates) < len(ends) or len({date["circa"] for date in dates}) > 1:
        return None
    seasons = [int(date["season"]) - 20 for date in dates if date["season"]]
    structured: dict[str, Any] = {"date-parts": [_parts(date) for date in dates]}
    if seasons:
        structured["season"] = seasons[0]
    if dates[0]["circa"]:
        structured["circa"] = True
    return structured


def _parts(date: re.Match[str]) -> list[int]:
    """Year, month and day for CSL, which counts 1 BCE as -1."""
    year = int(date["year"])
    return [year if year > 0 else year - 1, *(int(date[name]) for name in ("month", "day") if date[name])]
