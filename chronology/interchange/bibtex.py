"""Sources as BibTeX, with the entry types, fields and dates of biblatex (EDTF), in UTF-8."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from chronology.dates.when import When
from chronology.errors import FormatError, MissingExtra, printable
from chronology.interchange.bibliography import Bibliography, checked_size
from chronology.interchange.entry_types import container_field, entry_type, publisher_field, source_type
from chronology.interchange.latex import decoded, encoded, survives
from chronology.interchange.losses import settle
from chronology.interchange.tex_names import author_of, is_institution, names_in, tex_name
from chronology.model.source import Source

_TEXTS: Final = ("title", "volume", "page", "language")
_VERBATIM: Final = ("url", "doi", "archived_url")
_UNSAFE_ADDRESS: Final = re.compile(r"[\s{}\\\x00-\x1f\x7f-\x9f]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ESCAPE: Final = re.compile(r"\\(?=[%_#&~$])")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_CONTAINERS: Final = ("journaltitle", "journal", "booktitle", "organization")
_PUBLISHERS: Final = ("publisher", "institution", "school")
_NOTES: Final = ("annotation", "annote", "note")
_READ: Final = frozenset(
    {"author", "title", "subtitle", "volume", "number", "issue", "pages", "language", "langid", "entrysubtype"}
    | {"date", "year", "month", "day", "edtf", "urldate", "edtfurldate"}
    | {*_CONTAINERS, *_PUBLISHERS, *_NOTES, *_VERBATIM}
)


def read_sources(text: str, *, name: str = "", allow_loss: bool = False) -> tuple[Source, ...]:
    """The sources in a BibTeX text, with LaTeX read as the characters that it means.

    A key that is no id of ours becomes the nearest one: other characters turn into ``-``.

    Parameters
    ----------
    name : of the file, for messages.
    allow_loss : leave out what a source cannot hold, such as editors, and warn of it.

    Raises
    ------
    FormatError
        The text is no BibTeX, or holds what a source cannot.
    MissingExtra
        bibtexparser is not installed.

    >>> read_sources("@book{a, title = {The {Crown} of Columbus}, author = {Michael Dorris}, year = 1999}")[0].author
    ('Dorris, Michael',)
    """
    found = Bibliography(name)
    library = _library()(checked_size(text.removeprefix("\ufeff"), name=name))
    for block in library.failed_blocks:
        found.problem(f"line {block.start_line + 1}", _why_failed(block))
    for block in library.preambles:
        found.loss(f"line {block.start_line + 1}", "a source has no place for a preamble")
    for entry in library.entries:
        _Entry(entry, found).read()
    return found.settled(allow_loss=allow_loss)


def write_sources(sources: Iterable[Source], *, allow_loss: bool = False) -> str:
    """Sources as BibTeX text, in the order given.

    A set of dates, which biblatex cannot hold, stands in words as the year and exactly in a field ``edtf`` of our own;
    the address of an archived copy is in ``archived_url``, the editors' note in ``annotation``.

    Parameters
    ----------
    allow_loss : write line breaks and runs of spaces as single spaces, which is all that BibTeX keeps, characters that
        an address in BibTeX cannot have in percent signs, control characters as U+FFFD, and warn of it.

    Raises
    ------
    FormatError
        A text has line breaks or runs of spaces.

    >>> print(write_sources([Source(id="a", type="book", title="Love & Hate", issued="1998~")]), end="")
    @book{a,
      title = {{Love \\& Hate}},
      date = {1998~},
    }
    """
    listed = tuple(sources)
    settle([loss for source in listed for loss in _losses(source)], allow_loss=allow_loss)
    return "\n".join(entry(source) for source in listed)


def _losses(source: Source) -> list[str]:
    """What BibTeX cannot hold of a source."""
    losses = []
    for field, value in source:
        for text in value if isinstance(value, tuple) else (value,):
            if not isinstance(text, str):
                continue
            if field in _VERBATIM and _UNSAFE_ADDRESS.search(text):
                losses.append(f"{source.id}.{field}: BibTeX has no spaces, braces or backslashes in an address")
            elif field not in _VERBATIM and not survives(text):
                losses.append(f"{source.id}.{field}: BibTeX keeps no line breaks and runs of spaces")
    return losses


def entry(source: Source) -> str:
    """The entry of one source, with spaces made single and the address made safe wherever that is needed."""
    type, subtype = entry_type(source.type)
    fields = {
        "entrysubtype": subtype,
        "author": " and ".join(tex_name(_one_line(author)) for author in source.author),
        "title": f"{{{_latex(source.title)}}}",
        container_field(type): _latex(source.container_title),
        "volume": _latex(source.volume),
        _issue_field(type): _latex(source.issue),
        "pages": _latex(source.page),
        publisher_field(type): _latex(source.publisher),
        **_dates(source.issued, "date", "year", "edtf"),
        "doi": _address(source.doi),
        "url": _address(source.url),
        **_dates(source.accessed, "urldate", "", "edtfurldate"),
        "archived_url": _address(source.archived_url),
        "language": _latex(source.language),
        "annotation": _latex(source.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if name and value]
    return f"@{type}{{{source.id},\n{''.join(lines)}}}\n"


def _issue_field(type: str) -> str:
    return "number" if type in ("article", "review") else "issue"


def _dates(when: When | None, field: str, words: str, exact: str) -> dict[str, str]:
    if when is None:
        return {}
    if when.edtf.startswith(("[", "{")):
        return {words: _latex(when.words()), exact: when.edtf}
    return {field: when.edtf}


def _latex(text: str | None) -> str:
    return encoded(_one_line(text)) if text else ""


def _one_line(text: str) -> str:
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def _address(text: str | None) -> str:
    """An address with what BibTeX cannot hold in percent signs."""
    return _UNSAFE_ADDRESS.sub(lambda char: "".join(f"%{byte:02X}" for byte in char[0].encode()), text) if text else ""


@cache
def _library() -> Callable[[str], Any]:
    """The parser: text to a library of entries whose values are bare LaTeX."""
    try:
        from bibtexparser import middlewares
        from bibtexparser.entrypoint import parse_string
    except ImportError:
        raise MissingExtra("bibtexparser", "bibtex") from None
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    stack = [middlewares.ResolveStringReferencesMiddleware(), middlewares.RemoveEnclosingMiddleware()]
    return lambda text: parse_string(text, parse_stack=stack)


def _why_failed(block: Any) -> str:
    reason = getattr(block.error, "abort_reason", None) or str(block.error)
    return f"is no BibTeX: {printable(' '.join(reason.split()), limit=150)}"


class _Entry:
    """One entry on its way to a source."""

    def __init__(self, entry: Any, found: Bibliography) -> None:
        self._key: str = entry.key
        self._type: str = entry.entry_type.casefold()
        self._line: int = entry.start_line + 1
        self._found = found
        self._raw = {field.key.casefold(): self._value(field) for field in entry.fields}

    def read(self) -> None:
        """Add the source to the bibliography."""
        type, understood = source_type(self._type, self._texts("entrysubtype"))
        if not understood:
            self._lose("entry type", f"@{self._type} is read as '{type}'")
        fields: dict[str, Any] = {"type": type, "author": self._authors()}
        fields |= {name: self._texts({"page": "pages"}.get(name, name)) for name in _TEXTS}
        fields |= {name: _ESCAPE.sub("", self._raw.get(name, "")).strip() for name in _VERBATIM}
        fields["title"] = ": ".join(part for part in (fields["title"], self._texts("subtitle")) if part)
        fields["language"] = fields["language"] or self._texts("langid")
        fields["container_title"] = self._only(_CONTAINERS)
        fields["publisher"] = self._only(_PUBLISHERS)
        fields["issue"] = self._only(("number", "issue"))
        fields["note"] = " ".join(text for name in _NOTES if (text := self._texts(name)))
        fields["issued"] = self._date("edtf", "date") or self._year_month_day()
        fields["accessed"] = self._date("edtfurldate", "urldate")
        for name in self._raw.keys() - _READ:
            self._lose(name, "a source has no such field")
        self._found.add(self._where(), self._key, fields)

    def _where(self, field: str = "") -> str:
        return f"line {self._line}: {self._key}{'.' if field else ''}{field}"

    def _lose(self, field: str, what: str) -> None:
        self._found.loss(self._where(field), what)

    def _value(self, field: Any) -> str:
        value = str(field.value)
        if field.enclosing == "no-enclosing" and value.casefold()[:3] not in _MONTHS:
            self._found.problem(
                f"line {self._line}: {self._key}.{field.key}",
                f"'{printable(value)}' is an abbreviation that the file does not define, or texts joined with '#'",
            )
        return value

    def _texts(self, name: str) -> str:
        """What the LaTeX of a field means; nothing for a field that is not there."""
        return self._plain(self._raw.get(name, ""), name)

    def _plain(self, latex: str, name: str) -> str:
        try:
            text, unknown = decoded(latex)
        except FormatError as error:
            self._found.problem(self._where(name), str(error))
            return ""
        for command in unknown:
            self._lose(name, f"{printable(command)} is no command that has a known meaning")
        return text

    def _only(self, names: Iterable[str]) -> str:
        """The first of some fields of which a source can hold only one."""
        given = {name: text for name in names if (text := self._texts(name))}
        for name in list(given)[1:]:
            self._lose(name, "a source has one such field, and the entry has two")
        return next(iter(given.values()), "")

    def _authors(self) -> tuple[str, ...]:
        authors = []
        for name in names_in(self._raw.get("author", "")):
            if name == "others":
                self._lose("author", "'and others' names nobody")
                continue
            author = author_of(name, lambda latex: self._plain(latex, "author"))
            authors.append(self._found.author(author, self._where("author")) if is_institution(name) else author)
        return tuple(authors)

    def _date(self, *names: str) -> When | None:
        for name in names:
            if name in self._raw:
                text = self._raw[name]
                return self._found.date(text if name.startswith("edtf") else text.strip("{}"), self._where(name))
        return None

    def _year_month_day(self) -> When | None:
        if {"edtf", "date"} & self._raw.keys() or "year" not in self._raw:
            return None
        month, day = (self._raw.get(name, "").strip("{} ") for name in ("month", "day"))
        named = month.casefold()[:3]
        number = f"{_MONTHS.index(named) + 1:02d}" if named in _MONTHS else month.zfill(2) if month else ""
        parts = (self._raw["year"].strip("{} "), number, day.zfill(2) if day else "")
        return self._found.date("-".join(part for part in parts if part), self._where("year"))
