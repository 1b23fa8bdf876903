"""The two plotly templates of chronology, and the theme that goes with any other."""

from __future__ import annotations

import re
from typing import Any, Final

import plotly.graph_objects as go
import plotly.io as pio

from chronology.errors import QueryError, did_you_mean, printable
from chronology.render.palette import DARK, LIGHT, SANS, SERIF, Theme

OWN: Final = {"light": "chronology", "dark": "chronology_dark"}


def register_templates() -> None:
    """Put ``chronology`` and ``chronology_dark`` among plotly's templates; the default template stays as it is."""
    for name, theme in (("chronology", LIGHT), ("chronology_dark", DARK)):
        if name not in pio.templates:
            pio.templates[name] = template_of(theme)


def template_of(theme: Theme) -> go.layout.Template:
    """A plotly template in the colours and type of a theme."""
    axis = {
        "gridcolor": theme.rule2,
        "linecolor": theme.control,
        "tickcolor": theme.control,
        "zerolinecolor": theme.rule,
        "tickfont": {"color": theme.ink2, "size": 12.5},
        "automargin": True,
    }
    layout = {
        "font": {"family": SANS, "size": 13, "color": theme.ink},
        "title": {
            "font": {"family": SERIF, "size": 23, "color": theme.ink, "weight": 600},
            "subtitle": {"font": {"family": SANS, "size": 14, "color": theme.ink2}},
        },
        "paper_bgcolor": theme.sheet,
        "plot_bgcolor": theme.sheet,
        "colorway": list(theme.families.values()),
        "hoverlabel": {
            "bgcolor": theme.sheet,
            "bordercolor": theme.control,
            "font": {"family": SANS, "size": 13, "color": theme.ink},
            "align": "left",
        },
        "legend": {"font": {"color": theme.ink2, "size": 12.5}, "bgcolor": "rgba(0,0,0,0)"},
        "modebar": {"color": theme.control, "activecolor": theme.ink, "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": axis,
        "yaxis": axis,
    }
    return go.layout.Template(layout=layout)


def resolved(template: Any) -> tuple[Any, Theme]:
    """A template as plotly takes it, and the theme whose colours can be read on it.

    Raises
    ------
    QueryError
        No template has this name.
    """
    register_templates()
    if template is None or template in ("light", "dark"):
        name = OWN[template or "light"]
        return pio.templates[name], DARK if template == "dark" else LIGHT
    if isinstance(template, str):
        return template, _theme_on(_named(template))
    if isinstance(template, go.layout.Template | dict):
        return template, _theme_on(go.layout.Template(template))
    raise QueryError(f"a template is a name or a plotly template, not {type(template).__name__}")


def _named(name: str) -> go.layout.Template:
    for part in name.split("+"):
        if part not in pio.templates:
            hint = did_you_mean(part, [*OWN, *pio.templates]) or " (take 'light' or 'dark')"
            raise QueryError(f"there is no template '{printable(part)}'{hint}")
    return pio.templates[name] if "+" not in name else pio.templates.merge_templates(*name.split("+"))


def _theme_on(template: go.layout.Template) -> Theme:
    """The dark theme on a dark ground, else the light one."""
    ground = str(template.layout.plot_bgcolor or template.layout.paper_bgcolor or "")
    return DARK if _is_dark(ground) else LIGHT


def _is_dark(color: str) -> bool:
    if re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    elif match := re.fullmatch(r"rgba?\((\d+), *(\d+), *(\d+).*\)", color):
        red, green, blue = map(int, match.groups())
    else:
        return color == "black"
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110
