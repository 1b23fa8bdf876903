"""The one-file page: registry or table in, HTML out."""

from __future__ import annotations

import base64
import dataclasses
import functools
import gzip
import html
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

import narwhals as nw
from plotly.offline import get_plotlyjs

from chronology.errors import QueryError, printable
from chronology.page.payload import payload_json, registry_payload, table_payload
from chronology.page.policy import policy
from chronology.page.target import page_target, unwritable
from chronology.registry.registry import Registry
from chronology.render.palette import DARK, LIGHT, SANS, SERIF, Theme

Lanes = Literal["kind", "actor"]

SCRIPTS: Final = (
    "elements",
    "focus",
    "embedding",
    "dates",
    "isolation",
    "lettering",
    "symbols",
    "chronicle",
    "propositions",
    "view",
    "matching",
    "windows",
    "ticks",
    "geometry",
    "packing",
    "marks",
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
    "details",
    "toolbar",
    "sheet",
    "library",
    "page",
)
"""The parts of the page's script, in the order in which they are joined."""

STYLES: Final = ("ground", "toolbar", "cards", "picture", "list", "details", "widths", "paper")
"""The parts of the page's style sheet, in the order in which they are joined."""

_MARKER: Final = re.compile(r"@@([A-Z_]+)@@")


def page_html(registry: Any, *, title: str | None = None, lanes: Lanes | None = "kind") -> str:
    """One HTML page with the timeline, a list, search, filters and details; it loads nothing from a network.

    The same input gives the same text. plotly.js of the installed package stands in it, compressed (about 2 MB).

    Parameters
    ----------
    registry : a Registry, or an event table of any dataframe library; only the columns that a table has are shown.
    title : the heading; else the registry's own.
    lanes : what the lanes of the picture stand for at first: ``"kind"``, ``"actor"`` or ``None`` for one lane.

    Raises
    ------
    QueryError
        A table without ``id``, ``title`` and ``date``, with an id twice, or `lanes` is another word.
    DateError
        A date in the table is no EDTF.
    """
    if lanes not in ("kind", "actor", None):
        raise QueryError(f"lanes is 'kind', 'actor' or None, not {printable(repr(lanes))}")
    payload = registry_payload(registry) if isinstance(registry, Registry) else table_payload(_rows(registry))
    payload |= {"lanes": lanes or "none"} | ({"title": title} if title else {})
    script = page_script()
    return _filled(
        _asset("page.html"),
        {
            "POLICY": html.escape(policy(script, get_plotlyjs()), quote=False).replace('"', "&quot;"),
            "TITLE": html.escape(payload["title"]),
            "DESCRIPTION": html.escape(payload["description"]),
            "STYLE": page_style(),
            "LICENCE": f"<p>Data: {html.escape(payload['licence'])}</p>" if payload["licence"] else "",
            "FALLBACK": "\n".join(_fallback_rows(payload)),
            "DATA": payload_json(payload),
            "LIBRARY": packed_library(),
            "SCRIPT": script,
        },
    )


def write_page(
    registry: Any, path: str | os.PathLike[str], *, title: str | None = None, lanes: Lanes | None = "kind"
) -> Path:
    """Write the page of :func:`page_html` to a file, and return its path.

    The file is written beside and renamed over, so that `path` holds the old page or the new one, never half of one.
    Only a page is ever written over.

    Raises
    ------
    FormatError
        The file cannot be written there; whatever stood there still stands.
    """
    target = page_target(path)
    text = page_html(registry, title=title, lanes=lanes)
    try:
        _write_beside(target, text)
    except OSError as error:
        raise unwritable(path, (error.strerror or "the system refused").lower()) from error
    except ValueError as error:
        raise unwritable(path, printable(str(error))) from error
    return Path(path)


def page_script() -> str:
    """The page's own script: its parts joined, in strict mode and a scope of their own."""
    parts = "\n".join(_asset(f"script/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


def page_style() -> str:
    """The page's style sheet: the palette, then its parts joined."""
    return palette_css() + "\n".join(_asset(f"style/{name}.css") for name in STYLES)


@functools.cache
def packed_library() -> str:
    """plotly.js of the installed package: gzip without a time stamp, then base64."""
    return base64.b64encode(gzip.compress(get_plotlyjs().encode(), compresslevel=9, mtime=0)).decode()


def palette_css() -> str:
    """The colours and type of ``chronology.render.palette`` as CSS variables, for both themes."""
    dark = _variables(DARK)
    return (
        f":root{{--serif:{SERIF};--sans:{SANS};color-scheme:light;{_variables(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
    )


def _variables(theme: Theme) -> str:
    names = [field.name for field in dataclasses.fields(theme) if field.name != "families"]
    colours = {name.replace("_", "-"): getattr(theme, name) for name in names}
    colours |= {f"family-{family}": colour for family, colour in theme.families.items()}
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _fallback_rows(payload: Mapping[str, Any]) -> Iterable[str]:
    """The table rows that a browser without scripts shows."""
    actors = payload["actors"]
    for event in payload["events"]:
        names = dict.fromkeys(actors.get(id, {}).get("name", id) for id, *_ in event["people"])
        cells = (event["words"]["long"], event["title"], ", ".join(names))
        yield "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def _rows(table: Any) -> list[dict[str, Any]]:
    """The rows of any dataframe.

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
    return list(collected.iter_rows(named=True))


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its ``@@MARKERS@@`` replaced, all in one pass, so that no value is searched for markers."""
    return _MARKER.sub(lambda match: values[match[1]], template)


def _asset(name: str) -> str:
    return files("chronology.page").joinpath(name).read_text(encoding="utf-8")


def _write_beside(target: Path, text: str) -> None:
    """Write a new file beside `target` and rename it over; the new file goes when anything fails."""
    beside = target.with_name(f".{secrets.token_hex(8)}.tmp")
    with beside.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            os.replace(beside, target)
        except BaseException:
            beside.unlink()
            raise
