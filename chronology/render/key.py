"""The key: what the forms of the marks mean, in plain words, for those that occur."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chronology.render.layout import Layout
from chronology.render.marks import Grammar
from chronology.render.palette import Theme
from chronology.render.traces import DASHES, PALE, Trace

WORDS: Final[Mapping[Grammar, str]] = {
    "span": "certainly going on",
    "unreal": "planned, or did not happen",
    "faded": "starts or ends in this time",
    "approximate": "approximate",
    "uncertain": "uncertain",
    "one-of": "one of these days",
    "within": "some time between",
    "alternative": "other date on record",
    "ongoing": "still going on",
    "no-beginning": "no beginning",
    "unknown": "start or end not known",
}


def key_of(layout: Layout) -> tuple[Grammar, ...]:
    """The forms that need a word, in the order of the key."""
    used = {form for one in layout.placed for form in one.mark.grammar}
    return tuple(form for form in WORDS if form in used)


def key_traces(layout: Layout, theme: Theme) -> list[Trace]:
    """Traces without points, one for each form that occurs, which only fill the second legend."""
    return [
        dict(
            type="scatter",
            x=[None],
            y=[None],
            name=WORDS[form],
            legend="legend2",
            legendrank=rank + 1,
            showlegend=True,
            hoverinfo="skip",
            **_sample(form, theme),
        )
        for rank, form in enumerate(key_of(layout))
    ]


def _sample(form: Grammar, theme: Theme) -> dict[str, Any]:
    ink = theme.ink2
    hollow = {"symbol": "circle", "size": 9, "color": theme.sheet, "line": {"color": ink, "width": 1.6}}
    match form:
        case "span":
            return {"mode": "lines", "line": {"color": ink, "width": 6}}
        case "faded":
            return {"mode": "lines", "line": {"color": ink, "width": 6}, "opacity": PALE}
        case "approximate":
            return {"mode": "markers", "marker": {**hollow, "color": ink}, "opacity": PALE}
        case "uncertain" | "unreal":
            return {"mode": "markers", "marker": hollow}
        case "one-of":
            return {
                "mode": "lines+markers",
                "line": {"color": ink, "width": 1.4, "dash": DASHES["dashes"]},
                "marker": hollow,
            }
        case "within":
            small = {**hollow, "size": 7}
            return {
                "mode": "lines+markers",
                "line": {"color": ink, "width": 1.4, "dash": DASHES["dots"]},
                "marker": small,
            }
        case "alternative":
            return {"mode": "lines", "line": {"color": ink, "width": 1.4, "dash": DASHES["outline"]}}
        case "ongoing" | "no-beginning":
            arrow = {"symbol": "triangle-right" if form == "ongoing" else "triangle-left", "size": 12, "color": ink}
            return {"mode": "lines+markers", "line": {"color": ink, "width": 5}, "marker": arrow}
        case "unknown":
            return {"mode": "lines", "line": {"color": ink, "width": 1.4, "dash": DASHES["dots"]}}
