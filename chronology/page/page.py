"""The one-file page: registry or table in, HTML out."""

from __future__ import annotations

import dataclasses
import html
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import narwhals as nw

from chronology.errors import QueryError, printable
from chronology.page.crowd import MOST_EVENTS_WITH_WORDS, MOST_ROWS_WITH_WORDS, Crowd, registry_crowd, table_crowd
from chronology.page.embedding import fragment
from chronology.page.options import FRAGMENT_HEIGHT, Embed, Lanes, PageOptions, Panel, PlotlyJS
from chronology.page.payload import payload_json, registry_payload, table_payload
from chronology.page.plotlyjs import library, write_library
from chronology.page.policy import policy
from chronology.page.target import page_target, unwritable, write_beside
from chronology.page.words import Language, Words
from chronology.registry.registry import Registry
from chronology.render.palette import DARK, LIGHT, SANS, SERIF, Theme
from chronology.render.scale import Day

SCRIPTS: Final = (
    "elements",
    "words",
    "focus",
    "embedding",
    "dates",
    "isolation",
    "lettering",
    "symbols",
    "library",
    "chronicle",
    "events",
    "records",
    "facets",
    "range",
    "fields",
    "propositions",
    "view",
    "colours",
    "matching",
    "filters",
    "lanes",
    "windows",
    "ticks",
    "geometry",
    "packing",
    "marks",
    "sketch",
    "relations",
    "debate",
    "overview",
    "axis",
    "key",
    "labels",
    "hits",
    "picture",
    "gestures",
    "list",
    "alternatives",
    "citing",
    "report",
    "actions",
    "details",
    "strip",
    "telling",
    "story",
    "stands",
    "debates",
    "menus",
    "timespan",
    "drawing",
    "empty",
    "sheets",
    "calendar",
    "snapshot",
    "downloads",
    "toolbar",
    "sheet",
    "history",
    "saying",
    "page",
    "start",
)
"""The parts of the page's script, in the order in which they are joined."""

CROWD_SCRIPTS: Final = {
    "events": ("columns", "spans", "phrases", "texts", "crowd"),
    "start": ("sifting", "crowding", "density", "start"),
}
"""What stands in place of a part where there are very many events."""

STYLES: Final = (
    "ground",
    "toolbar",
    "cards",
    "picture",
    "downloads",
    "list",
    "details",
    "widths",
    "story",
    "strip",
    "debates",
    "paper",
    "access",
)
"""The parts of the page's style sheet, in the order in which they are joined."""

_COMMENT: Final = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own."""

_MARKER: Final = re.compile(r"@@([A-Z_]+)@@")


def page_html(
    registry: Any,
    *,
    title: str | None = None,
    lanes: Lanes | None = "kind",
    embed: Embed | None = None,
    height: int | None = None,
    plotlyjs: PlotlyJS = "inline",
    accent: str | None = None,
    logo: str | None = None,
    range_x: tuple[Day, Day] | None = None,
    panels: Sequence[Panel] | None = None,
    lang: Language = "en",
) -> str:
    """One HTML page with the timeline, a list, search, filters and details; it loads nothing from a network.

    The same input gives the same text. plotly.js of the installed package stands in it, compressed (about 2 MB).

    Parameters
    ----------
    registry : a Registry, or an event table of any dataframe library; only the columns that a table has are shown.
    title : the heading; else the registry's own.
    lanes : what the lanes of the picture stand for at first: ``"kind"``, ``"actor"``, ``"place"``, ``"tag"`` or
        ``None`` for one lane.
    embed : ``"fragment"`` for a line of HTML to put into another page: a frame that holds the page. Neither page can
        disturb the other, and several may stand in one. It has no address of its own, so that links keep no view.
    height : of the frame of a fragment, in pixels; 800 if not given.
    plotlyjs : where plotly.js is: ``"inline"``, in the page; ``"directory"``, in a file that the pages of a folder
        share (:func:`write_page` writes it there); ``"cdn"``, on the network of plotly. Of a file from elsewhere only
        the bytes of the installed version run.
    accent : the colour of what is chosen, and of links, as ``#RRGGBB``; on dark grounds it is lighter.
    logo : a line of text above the heading, such as the name of an institute.
    range_x : first and last day that the picture shows at first, as EDTF or as day numbers.
    panels : the parts that are there besides the picture, of ``masthead``, ``search``, ``filters``, ``lanes``,
        ``list``, ``index``, ``overview``, ``story``, ``debate``, ``details`` and ``downloads``; all of them unless it
        is given.
    lang : the language of the page: ``"en"``, ``"ru"``, ``"zh"``, ``"de"`` or ``"fr"``. Titles, summaries and claims
        stay as they were written.

    Raises
    ------
    QueryError
        A table without ``id``, ``title`` and ``date``, with an id twice, or a choice that does not exist.
    DateError
        A date in the table, or in `range_x`, is no EDTF.
    """
    options = PageOptions(
        title=title,
        lanes=lanes,
        embed=embed,
        height=height,
        plotlyjs=plotlyjs,
        accent=accent,
        logo=logo,
        range_x=range_x,
        panels=panels,
        lang=lang,
    )
    return _text(registry, options)


def write_page(
    registry: Any,
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    lanes: Lanes | None = "kind",
    embed: Embed | None = None,
    height: int | None = None,
    plotlyjs: PlotlyJS = "inline",
    accent: str | None = None,
    logo: str | None = None,
    range_x: tuple[Day, Day] | None = None,
    panels: Sequence[Panel] | None = None,
    lang: Language = "en",
) -> Path:
    """Write the page of :func:`page_html` to a file, and return its path.

    The file is written beside and renamed over, so that `path` holds the old page or the new one, never half of one.
    Only a page is ever written over. With ``plotlyjs="directory"`` plotly.js is written beside it, once for all pages.

    Raises
    ------
    FormatError
        The file cannot be written there; whatever stood there still stands.
    """
    target = page_target(path)
    options = PageOptions(
        title=title,
        lanes=lanes,
        embed=embed,
        height=height,
        plotlyjs=plotlyjs,
        accent=accent,
        logo=logo,
        range_x=range_x,
        panels=panels,
        lang=lang,
    )
    text = _text(registry, options)
    if plotlyjs == "directory":
        write_library(Path(path).absolute().parent)
    try:
        write_beside(target, text)
    except OSError as error:
        raise unwritable(path, (error.strerror or "the system refused").lower()) from error
    except ValueError as error:
        raise unwritable(path, printable(str(error))) from error
    return Path(path)


def _text(registry: Any, options: PageOptions) -> str:
    """The page, or the fragment that holds it."""
    source = registry if isinstance(registry, Registry) else _frame(registry)
    crowd = _crowd(source, options.words)
    payload = crowd.payload if crowd else _payload(source, options.words)
    payload |= {"lanes": options.lanes or "none"} | ({"title": options.title} if options.title else {})
    payload |= {"range": options.days} if options.days else {}
    page = _page(payload, options, crowd)
    if options.embed is None:
        return page
    return fragment(page, title=payload["title"], height=options.height or FRAGMENT_HEIGHT)


def _page(payload: Mapping[str, Any], options: PageOptions, crowd: Crowd | None) -> str:
    script, plotly = page_script(crowd=crowd is not None), library(options.plotlyjs, options.words)
    return _filled(
        options.words.static(_asset("page.html")),
        {
            "LANG": options.lang,
            "WORDS": _words_element(options.words),
            "WITHOUT": f' data-without="{" ".join(options.left_out)}"' if options.left_out else "",
            "POLICY": html.escape(policy(script, sources=(plotly.source,)), quote=False).replace('"', "&quot;"),
            "TITLE": html.escape(payload["title"]),
            "LOGO": f'<p class="logo">{html.escape(options.logo)}</p>\n' if options.logo else "",
            "DESCRIPTION": html.escape(payload["description"]),
            "STYLE": page_style(*options.themes)
            + "".join(_asset(f"style/{name}.css") for name in _further(options, crowd)),
            "LICENCE": _footnotes(payload, crowd, options.words),
            "ALL": html.escape(_all_words(crowd, options.words)),
            "FALLBACK": "\n".join(_fallback_rows(crowd.rows if crowd else _first_cells(payload))),
            "MISSING": plotly.missing,
            "LOADED": plotly.loaded,
            "DATA": payload_json(payload),
            "CROWD": crowd.columns_element() if crowd else "",
            "TEXTS": crowd.text_elements() if crowd else "",
            "LIBRARY_ADDRESS": plotly.attributes,
            "LIBRARY": plotly.text,
            "SCRIPT": script,
        },
    )


def _words_element(words: Words) -> str:
    """What the script says in another language than English."""
    if not words.table:
        return ""
    return f'<script type="application/json" id="words">{payload_json(words.table)}</script>\n'


def _further(options: PageOptions, crowd: Crowd | None) -> list[str]:
    """The style sheets of what a page usually has not, or lacks."""
    return ["options"] * bool(options.logo or options.left_out) + ["density"] * bool(crowd)


def _all_words(crowd: Crowd | None, words: Words) -> str:
    """Which events a browser without scripts shows."""
    if crowd is None:
        return words.say("All its events:")
    return words.say("The first {shown} of its {n} events:", shown=len(crowd.rows), n=len(crowd))


def _footnotes(payload: Mapping[str, Any], crowd: Crowd | None, words: Words) -> str:
    licence = words.say("Data: {licence}", licence=payload["licence"]) if payload["licence"] else ""
    notes = (licence, crowd.note if crowd else "")
    return "\n".join(f"<p>{html.escape(note)}</p>" for note in notes if note)


def page_script(*, crowd: bool = False) -> str:
    """The page's own script: its parts joined without comments, in strict mode and a scope of their own.

    Parameters
    ----------
    crowd : for very many events, whose columns it waits for.
    """
    names = [part for name in SCRIPTS for part in (CROWD_SCRIPTS.get(name, (name,)) if crowd else (name,))]
    parts = "\n".join(_COMMENT.sub("", _asset(f"script/{name}.js")) for name in names)
    return f'"use strict";\n({"async " if crowd else ""}() => {{\n{parts}\n}})();\n'


def page_style(light: Theme = LIGHT, dark: Theme = DARK) -> str:
    """The page's style sheet: the palette, then its parts joined."""
    return palette_css(light, dark) + "\n".join(_asset(f"style/{name}.css") for name in STYLES)


def palette_css(light: Theme = LIGHT, dark: Theme = DARK) -> str:
    """The colours and type of ``chronology.render.palette`` as CSS variables, for both themes."""
    dark_variables = _variables(dark)
    return (
        f":root{{--serif:{SERIF};--sans:{SANS};color-scheme:light;{_variables(light)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark_variables}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark_variables}}}\n"
    )


def _variables(theme: Theme) -> str:
    names = [field.name for field in dataclasses.fields(theme) if field.name != "families"]
    colours = {name.replace("_", "-"): getattr(theme, name) for name in names}
    colours |= {f"family-{family}": colour for family, colour in theme.families.items()}
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _fallback_rows(rows: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    """The table rows that a browser without scripts shows."""
    for cells in rows:
        yield "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def _first_cells(payload: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    actors = payload["actors"]
    for event in payload["events"]:
        names = dict.fromkeys(actors.get(id, {}).get("name", id) for id, *_ in event["people"])
        yield event["words"]["long"], event["title"], ", ".join(names)


def _payload(source: Registry | nw.DataFrame[Any], words: Words) -> dict[str, Any]:
    if isinstance(source, Registry):
        return registry_payload(source, words)
    return table_payload(source.iter_rows(named=True), words)


def _crowd(source: Registry | nw.DataFrame[Any], words: Words) -> Crowd | None:
    """Very many events as columns; fewer are not."""
    if isinstance(source, Registry):
        return registry_crowd(source, words) if len(source) > MOST_EVENTS_WITH_WORDS else None
    return table_crowd(source, words) if len(source) > MOST_ROWS_WITH_WORDS else None


def _frame(table: Any) -> nw.DataFrame[Any]:
    """A dataframe of any library.

    Raises
    ------
    QueryError
        It is no dataframe, or lacks a column that the page cannot do without.
    """
    try:
        frame = nw.from_native(table)
    except TypeError:
        raise QueryError(f"a page shows a Registry or an event table, not {type(table).__name__}") from None
    collected = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    missing = [column for column in ("id", "title", "date") if column not in collected.columns]
    if missing:
        raise QueryError(f"the table has no column {' and no '.join(missing)} (a page needs id, title and date)")
    return collected


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its ``@@MARKERS@@`` replaced, all in one pass, so that no value is searched for markers."""
    return _MARKER.sub(lambda match: values[match[1]], template)


def _asset(name: str) -> str:
    return files("chronology.page").joinpath(name).read_text(encoding="utf-8")
