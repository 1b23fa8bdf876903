"""The bars of a density: layers that differ in colour and in pattern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import plotly.graph_objects as go

from chronology.errors import QueryError, did_you_mean, printable
from chronology.model.vocabulary import FAMILIES
from chronology.query.arguments import Vague
from chronology.render.groups import ALL, NONE, Grouping
from chronology.render.markup import escaped, listed
from chronology.render.palette import Theme
from chronology.render.scale import Scale
from chronology.render.stacks import Stacks

HOVER: Final = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"
Pattern = tuple[str, float, float]
PATTERNS: Final[Mapping[str, Pattern]] = MappingProxyType(
    {
        "treaty": ("", 6, 0.3),
        "summit": ("/", 7, 0.22),
        "war": ("x", 8, 0.2),
        "exercise": ("-", 6, 0.24),
        "sanction": (".", 6, 0.28),
        "publication": ("\\", 5, 0.4),
    }
)
"""The pattern of each family, so that it can be told from another without its colour: plotly's shape, its size in
pixels, and how much of the ground its lines cover."""
FURTHER_PATTERNS: Final[Sequence[Pattern]] = (("|", 5, 0.3), ("+", 8, 0.2), ("/", 4, 0.45), (".", 4, 0.5))
"""Those of families that are not in the palette, in turn."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a group looks like: its name in the legend, its colour, and a pattern for who sees no colour."""

    name: str
    color: str
    pattern: Pattern


def looks_of(grouping: Grouping, theme: Theme, colors: Mapping[str, str]) -> dict[str, Look]:
    """The look of each group: families have their own, others take those of the palette in turn.

    Parameters
    ----------
    colors : other colours, by value or by name.

    Raises
    ------
    QueryError
        `colors` names a group that the chart does not have.
    """
    _require_groups(colors, grouping)
    keys = [group.key for group in grouping.groups]
    families = keys if grouping.by == "kind" else [*PATTERNS, *keys[len(PATTERNS) :]][: len(keys)]
    further = [family for family in families if family not in PATTERNS]
    patterns = {family: FURTHER_PATTERNS[at % len(FURTHER_PATTERNS)] for at, family in enumerate(further)}
    return {
        group.key: Look(
            group.name,
            colors.get(group.key, colors.get(group.name, theme.family(family))),
            PATTERNS.get(family) or patterns[family],
        )
        for group, family in zip(grouping.groups, families, strict=True)
    }


def _require_groups(colors: Mapping[str, str], grouping: Grouping) -> None:
    known = [name for group in grouping.groups for name in (group.key, group.name)]
    for given in colors:
        if given not in known and given not in grouping.group_of and not (grouping.by == "kind" and given in FAMILIES):
            shown = listed((group.name for group in grouping.groups), most=6)
            hint = did_you_mean(given, known) or f" (there are: {shown})"
            raise QueryError(f"color_discrete_map: nothing is coloured as '{printable(given)}'{hint}"[:300])


def bars_of(stacks: Stacks, looks: Mapping[str, Look], scale: Scale, theme: Theme, vague: Vague) -> Iterator[go.Bar]:
    """The layers of the bars, from the lowest, each a trace."""
    edges = [stacks.periods.first_day(number) for number in (*stacks.numbers, stacks.numbers[-1] + 1)]
    room = _room((edges[-1] - edges[0]) / len(stacks.numbers) / scale.days_per_pixel)
    widths = [scale.length((after - first) * room) for first, after in pairwise(edges)]
    names = [escaped(stacks.periods.words(number)) for number in stacks.numbers]
    totals = stacks.totals
    for key, look in looks.items():
        heights = stacks.heights[key]
        yield go.Bar(
            x=[scale.position(first) for first in edges[:-1]],
            y=heights if vague == "spread" else [int(height) for height in heights],
            width=widths,
            offset=0,
            name=escaped(look.name) or "Events",
            marker=_marker(key, look, theme),
            customdata=[
                [name, _said(escaped(look.name), height, total, vague)]
                for name, height, total in zip(names, heights, totals, strict=True)
            ],
            hovertemplate=HOVER,
            showlegend=key != ALL,
        )


def _room(pixels: float) -> float:
    """The part of a period's room that its bar takes; the gap beside a bar is never wider than 6 pixels."""
    if pixels < 3:
        return 1.0
    return 1 - min(0.14, 6 / pixels)


def _marker(key: str, look: Look, theme: Theme) -> dict[str, Any]:
    """Colour and pattern; what belongs to no group is hollow."""
    if key == NONE:
        return {"color": theme.sheet, "line": {"color": theme.ink3, "width": 1}}
    shape, size, solidity = look.pattern
    pattern = {"shape": shape, "size": size, "solidity": solidity, "fgcolor": theme.sheet, "fillmode": "overlay"}
    return {"color": look.color, "line": {"width": 0}, **({"pattern": pattern} if shape else {})}


def _said(name: str, height: float, total: float, vague: Vague) -> str:
    """The number of a group in a period, and of how many."""
    own, every = _number(height, vague), _number(total, vague)
    if not name:
        return f"{own} {'expected ' if vague == 'spread' else ''}event{'s' if own != '1' else ''}"
    return f"{name}: {own} of {every}{' expected' if vague == 'spread' else ''}"


def _number(value: float, vague: Vague) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".") if vague == "spread" else f"{round(value):,}"
