"""A registry in a notebook: a small table of its first and last events.

Notebooks show such HTML amid their own, and may take style sheets out of it. So every style stands in the element,
every colour is the notebook's own, and nothing is loaded or run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from chronology.model.actor import Actor
from chronology.model.event import Event

_FIRST: Final = 10
_LAST: Final = 3
_MOST_ACTORS: Final = 6
_LONGEST: Final = 200

_ROW: Final = "background:transparent"
_CELL: Final = (
    "border:0;border-top:1px solid rgba(128,128,128,.35);font-weight:inherit;overflow-wrap:anywhere;"
    "padding:.35em 1.2em .35em 0;text-align:left;vertical-align:top"
)
_WHEN: Final = f"{_CELL};min-width:9em;width:28%"
_TABLE: Final = "border:0;border-collapse:collapse;margin:0;max-width:56em;table-layout:auto;width:100%"
_CAPTION: Final = "caption-side:top;color:inherit;overflow-wrap:anywhere;padding:.2em 0 .5em;text-align:left"
_MUTED: Final = "font-size:.92em;opacity:.75"


def notebook_table(events: Sequence[Event], actors: Mapping[str, Actor], *, title: str | None, counts: str) -> str:
    """The HTML table: title, counts, and the first and last events, each with date, title, kind and actors.

    How many events are left out between them is said. Of long texts the beginning is shown.
    """
    rows = "".join(_rows(events, actors)) or _line("No events.")
    caption = f"<strong>{_shown(title or 'Without a title')}</strong><br>{_muted(counts)}"
    # No mathematics: a notebook would set "from $5 to $7" in italics, without the spaces.
    return (
        f'<table class="tex2jax_ignore mathjax_ignore" style="{_TABLE}">'
        f'<caption style="{_CAPTION}">{caption}</caption>'
        f'<thead><tr style="{_ROW}"><th scope="col" style="{_WHEN}">{_muted("When")}</th>'
        f'<th scope="col" style="{_CELL}">{_muted("What")}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _rows(events: Sequence[Event], actors: Mapping[str, Actor]) -> list[str]:
    hidden = len(events) - _FIRST - _LAST
    if hidden <= 1:
        return [_row(event, actors) for event in events]
    first, last = events[:_FIRST], events[-_LAST:]
    between = _line(f"… {hidden:,} more events, not shown …")
    return [*(_row(event, actors) for event in first), between, *(_row(event, actors) for event in last)]


def _row(event: Event, actors: Mapping[str, Actor]) -> str:
    when, what = _shown(event.date.words(short=True)), _shown(event.title)
    return (
        f'<tr style="{_ROW}"><th scope="row" style="{_WHEN}">{when}</th>'
        f'<td style="{_CELL}">{what}<br>{_muted(_about(event, actors))}</td></tr>'
    )


def _line(words: str) -> str:
    return f'<tr style="{_ROW}"><td colspan="2" style="{_CELL}">{_muted(words)}</td></tr>'


def _about(event: Event, actors: Mapping[str, Actor]) -> str:
    """Kind, status where the event is not established, and who took part."""
    kind = event.kind if event.status == "established" else f"{event.kind}, {event.status.replace('_', ' ')}"
    ids = tuple(dict.fromkeys(one.actor for one in event.participants))
    names = [_shown(actors[id].name if id in actors else id) for id in ids[:_MOST_ACTORS]]
    more = f" and {len(ids) - _MOST_ACTORS} more" if len(ids) > _MOST_ACTORS else ""
    return f"{_shown(kind)} · {', '.join(names)}{more}" if names else _shown(kind)


def _muted(html: str) -> str:
    return f'<span style="{_MUTED}">{html}</span>'


def _shown(text: str) -> str:
    """Text as it reads, whatever its direction; control characters become spaces."""
    shortened = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    visible = "".join(" " if unicodedata.category(each) in ("Cc", "Cs") else each for each in shortened)
    return f"<bdi>{escape(visible)}</bdi>"
