"""References to sources as bibliographies write them, from what a source record holds and nothing else.

Three published styles: the bibliographies of the Chicago Manual of Style (18th edition), the reference lists of the
American Psychological Association (7th edition) and the works cited of the MLA Handbook (9th edition). Titles keep the
capitals that they were published with. A date that is not exact is given in words, never as a day that nobody wrote.
"""

from __future__ import annotations

from typing import Final, Literal

from chronology.errors import QueryError
from chronology.model.author import listed_apa, listed_chicago, listed_mla
from chronology.model.issue_date import apa_date, chicago_date, mla_date
from chronology.model.runs import Piece, Run, capital, comma, italic, joined, plain, quoted, sentences, text_of
from chronology.model.source import Source

ReferenceStyle = Literal["chicago", "apa", "mla"]

_PERIODICAL: Final = frozenset({"article", "article-journal", "article-magazine", "article-newspaper", "review"})
_LEGAL: Final = frozenset({"bill", "legal_case", "legislation", "regulation", "treaty"})
_SITE: Final = frozenset({"webpage", "entry-encyclopedia"})
_IN_A_BOOK: Final = frozenset({"chapter", "paper-conference"})
_QUOTED: Final = (
    _PERIODICAL | _SITE | _IN_A_BOOK | {"post", "post-weblog", "interview", "personal_communication", "speech"}
)
_GENRES: Final = {
    "dataset": "Data set",
    "hearing": "Hearing",
    "interview": "Interview",
    "map": "Map",
    "motion_picture": "Film",
    "personal_communication": "Personal communication",
    "speech": "Speech",
    "thesis": "Thesis",
}


def format_reference(
    source: Source, *, style: ReferenceStyle = "chicago", locator: str | None = None, addresses: bool = True
) -> tuple[Run, ...]:
    """The reference to a source, as pieces of text that are in italics or not.

    Parameters
    ----------
    locator : a place in the source, such as "¶9"; it stands before the addresses.
    addresses : give the address (the DOI, where there is one), when it was looked up, and that of an archived copy.

    >>> source = Source(id="a", type="book", title="Swing Time", author=("Smith, Zadie",), issued="2016")
    >>> format_reference(source)
    (Run(text='Smith, Zadie. ', italic=False), Run(text='Swing Time', italic=True), Run(text='. 2016.', italic=False))
    """
    match style:
        case "chicago":
            return joined(_chicago(source, locator or "", addresses=addresses))
        case "apa":
            return joined(_apa(source, locator or "", addresses=addresses))
        case "mla":
            return joined(_mla(source, locator or "", addresses=addresses))
        case _:
            raise QueryError(f"there is no style {style!r:.40} (chicago, apa or mla)")


def reference_text(
    source: Source, *, style: ReferenceStyle = "chicago", locator: str | None = None, addresses: bool = True
) -> str:
    """The reference to a source as plain text; as :func:`format_reference`, without italics.

    >>> reference_text(Source(id="a", type="book", title="Swing Time", author=("Smith, Zadie",), issued="2016"))
    'Smith, Zadie. Swing Time. 2016.'
    """
    return text_of(format_reference(source, style=style, locator=locator, addresses=addresses))


def _chicago(source: Source, locator: str, *, addresses: bool) -> Piece:
    accessed = chicago_date(source.accessed) if addresses else ""
    date = chicago_date(source.issued) or ("" if accessed and address_of(source) else "n.d.")
    names = listed_chicago(source.author)
    if source.type in _LEGAL:
        body = comma(
            plain(source.title), plain(source.container_title), _publisher(source), plain(date), plain(locator)
        )
        body = sentences(plain(names), body)
    else:
        stands_in = _container(source) if not names and source.type in _PERIODICAL | _SITE else ""
        body = sentences(
            plain(names or stands_in),
            _title(source),
            plain(_GENRES.get(source.type) if source.type != "dataset" else None),
            *_chicago_place(source, date, locator, unnamed=not stands_in),
        )
    if not addresses:
        return sentences(body, end=True)
    looked_up = plain(f"Accessed {accessed}" if accessed and not source.issued else None)
    return sentences(body, looked_up, plain(address_of(source)), _archived(source), end=True)


def _chicago_place(source: Source, date: str, locator: str, *, unnamed: bool) -> tuple[Piece, ...]:
    """Where and when the source appeared; ``unnamed`` when the container does not stand in for the author."""
    container = italic(_container(source)) if unnamed and source.container_title else ()
    if source.type in _PERIODICAL:
        if source.volume:
            number = f" {source.volume}" + (f", no. {source.issue}" if source.issue else "") + f" ({date})"
            pages = plain(f": {source.page}" if source.page else None)
            return (comma((*container, *plain(number), *pages), plain(locator)),)
        publisher = () if source.container_title else _publisher(source) if unnamed else ()
        issue = plain(f"no. {source.issue}" if source.issue else None)
        return (_dated(container or publisher, issue, date=date, after=(source.page, locator)),)
    if source.type in _SITE:
        site = plain(_container(source)) if unnamed else ()
        return (site, _dated(date=date, after=(source.page, locator)))
    if source.type == "post-weblog":
        blog = container and (*container, *plain(None if "blog" in text_of(container).casefold() else " (blog)"))
        return (_dated(blog, _publisher(source), date=date, after=(locator,)),)
    if source.type == "post":
        return (_dated(plain(_container(source)), date=date, after=(locator,)),)
    if source.type in _IN_A_BOOK and container:
        container = comma((*plain("In "), *container), plain(source.page))
        return (container, _dated(_publisher(source), date=date, after=(locator,)))
    return (_dated(container, _publisher(source), date=date, after=(source.page, locator)),)


def _apa(source: Source, locator: str, *, addresses: bool) -> Piece:
    names = plain(listed_apa(source.author))
    if source.type in _LEGAL:
        date = plain(chicago_date(source.issued) or "n.d.")
        body = comma(plain(source.title), plain(source.container_title), date, plain(locator))
        address = _apa_address(source) if addresses else ()
        return comma(body, address) if address else sentences(body, end=True)
    date = plain(f"({apa_date(source.issued) or 'n.d.'})")
    within = source.type in _PERIODICAL | _IN_A_BOOK | {"post-weblog", "entry-encyclopedia"}
    title = plain(source.title) if within and source.container_title else italic(source.title)
    genre = _GENRES.get(source.type)
    title = (*title, *plain(f" [{genre}]" if genre else None))
    head = (names, date, title) if names else (title, date)
    body = sentences(*head, *_apa_place(source, locator), end=True)
    if not addresses:
        return body
    archived = _archived(source)
    return sentences(body, (*_apa_address(source), *plain(" " if address_of(source) and archived else None), *archived))


def _apa_place(source: Source, locator: str) -> tuple[Piece, ...]:
    container = italic(source.container_title)
    if source.type in _PERIODICAL | {"post-weblog"}:
        issue = plain(f"({source.issue})" if source.issue else None)
        volume = (*italic(source.volume), *issue)
        publisher = () if container else _publisher(source)
        return (comma(container or publisher, volume, plain(source.page), plain(locator)),)
    publisher = _publisher(source)
    if source.type in _IN_A_BOOK | {"entry-encyclopedia"} and container:
        pages = plain(f" (pp. {source.page})" if source.page else None)
        return ((*plain("In "), *container, *pages), comma(publisher, plain(locator)))
    site = plain(source.container_title if source.container_title not in source.author else None)
    return (site, comma(publisher, plain(source.page), plain(locator)))


def _apa_address(source: Source) -> Piece:
    """The address, without the full stop that would seem a part of it."""
    address, accessed = address_of(source), _looked_up(source)
    return plain(f"Retrieved {accessed}, from {address}" if accessed and address else address)


def _looked_up(source: Source) -> str:
    """When the address of an undated source was looked up; the style wants that of no other."""
    return chicago_date(source.accessed) if source.issued is None else ""


def _mla(source: Source, locator: str, *, addresses: bool) -> Piece:
    many = source.page and ("-" in source.page or "–" in source.page or "," in source.page)
    date = mla_date(source.issued)
    place = comma(
        italic(source.container_title),
        plain(f"vol. {source.volume}" if source.volume else None),
        plain(f"no. {source.issue}" if source.issue else None),
        () if source.type in _PERIODICAL and source.container_title else _publisher(source),
        plain(date),
        plain(f"{'pp' if many else 'p'}. {source.page}" if source.page else None),
        plain(locator),
        plain(address_of(source) if addresses else None),
    )
    return sentences(
        plain(listed_mla(source.author)),
        _title(source),
        capital(place) if date and text_of(place).startswith(date) else place,
        plain(_GENRES.get(source.type)),
        plain(f"Accessed {mla_date(source.accessed)}" if addresses and source.accessed else None),
        _archived(source) if addresses else (),
        end=True,
    )


def _title(source: Source) -> Piece:
    """In quotes what stands within something else, in italics what stands alone."""
    within = source.container_title and source.type not in _LEGAL
    return quoted(source.title) if source.type in _QUOTED or within else italic(source.title)


def _container(source: Source) -> str:
    """The container, or whose it is; newspapers and magazines without "The"."""
    name = source.container_title or (source.publisher if source.publisher not in source.author else None) or ""
    return name.removeprefix("The ") if source.type in _PERIODICAL else name


def _publisher(source: Source) -> Piece:
    """The publisher, unless that is the author or the container."""
    known = {*source.author, source.container_title}
    return plain(source.publisher if source.publisher not in known else None)


def _dated(*pieces: Piece, date: str, after: tuple[str | None, ...]) -> Piece:
    """Pieces, a date and what follows it; a date that comes first begins with a capital, as a sentence does."""
    before = comma(*pieces)
    return comma(before, plain(date) if before or date == "n.d." else capital(plain(date)), *map(plain, after))


def address_of(source: Source) -> str | None:
    """Where the source is found: its DOI, or else its address."""
    return f"https://doi.org/{source.doi}" if source.doi else source.url


def _archived(source: Source) -> Piece:
    return plain(f"Archived at {source.archived_url}" if source.archived_url else None)
