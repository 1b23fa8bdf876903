"""Periods behind the lanes: bands from top to bottom, faint where their dates leave a doubt, with their names above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chronology.dates.when import When
from chronology.errors import QueryError, printable
from chronology.render.layout import Layout
from chronology.render.markup import escaped
from chronology.render.packing import rows_in_order
from chronology.render.palette import Theme
from chronology.render.scale import Scale
from chronology.render.text_width import shortened, text_width

NAME_SIZE: Final = 12.0
NAME_LINE: Final = 19.0
LONGEST_NAME: Final = 260.0
_PADDING: Final = 5.0
_POSSIBLE, _CERTAIN = 0.025, 0.03


@dataclass(frozen=True, slots=True)
class Period:
    """A named time: from `first` to before `last` at most, from `core_first` to before `core_last` for certain."""

    name: str
    first: float
    last: float
    core_first: float
    core_last: float
    row: int = 0


def periods_of(bands: Mapping[str, str | When] | None, scale: Scale) -> tuple[Period, ...]:
    """The periods that lie in the visible range, in date order, each with a row for its name.

    Raises
    ------
    QueryError
        It is no mapping of names to dates.
    DateError
        A date is no EDTF.
    """
    shown = sorted(_drawn(bands, scale), key=lambda period: (period.first, period.last, period.name))
    footprints = [_footprint(period, scale) for period in shown]
    order = sorted(range(len(shown)), key=lambda at: footprints[at])
    rows = dict(zip(order, rows_in_order([footprints[at] for at in order]), strict=True))
    return tuple(
        Period(one.name, one.first, one.last, one.core_first, one.core_last, rows[at]) for at, one in enumerate(shown)
    )


def _drawn(bands: Mapping[str, str | When] | None, scale: Scale) -> Iterator[Period]:
    for name, date in named_dates(bands):
        bounds = date.bounds
        first, last = scale.kept(bounds.start_min, bounds.end_max + 1)
        if last > scale.first and first < scale.last:
            core = scale.kept(bounds.start_max, bounds.end_min + 1)
            yield Period(name, first, last, *core)


def named_dates(bands: Mapping[str, str | When] | None) -> Iterator[tuple[str, When]]:
    """The names and dates of periods.

    Raises
    ------
    QueryError, DateError
        As for :func:`periods_of`.
    """
    if bands is not None and not isinstance(bands, Mapping):
        raise QueryError(f"bands are names with their dates, such as {{'Cold War': '1947/1991'}}, not {bands!r:.60}")
    for name, date in (bands or {}).items():
        if not isinstance(date, str | When):
            raise QueryError(f"bands: '{printable(str(name))}' needs a date (EDTF text or a When)")
        yield str(name), date if isinstance(date, When) else When.parse(date)


def names_height(periods: Sequence[Period]) -> float:
    """The pixels that the names of periods take above the lanes."""
    return NAME_LINE * (1 + max(period.row for period in periods)) + 4 if periods else 0.0


def _shown_name(period: Period, scale: Scale) -> str:
    room = scale.pixels - max(scale.pixel(period.first), 0.0) - 2 * _PADDING
    return shortened(period.name, NAME_SIZE, max(min(LONGEST_NAME, room), 40.0))


def _footprint(period: Period, scale: Scale) -> tuple[float, float]:
    start = max(scale.pixel(period.first), 0.0)
    return start, start + 2 * _PADDING + text_width(_shown_name(period, scale), NAME_SIZE)


def band_shapes(periods: Sequence[Period], layout: Layout, theme: Theme) -> Iterator[dict[str, Any]]:
    """A faint ground over all the days that may belong to a period, a second one over those that do, and its edges."""
    for period in periods:
        yield _ground(period.first, period.last, _POSSIBLE, layout, theme)
        if period.core_first < period.core_last:
            yield _ground(period.core_first, period.core_last, _CERTAIN, layout, theme)
        top = NAME_LINE * period.row + 2
        for day, is_known in (
            (period.first, period.core_first == period.first),
            (period.last, period.core_last == period.last),
        ):
            if layout.scale.reach_first < day < layout.scale.reach_last:
                yield _edge(day, top, layout, theme, dashed=not is_known)


def _ground(first: float, last: float, opacity: float, layout: Layout, theme: Theme) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": layout.scale.position(first),
        "x1": layout.scale.position(last),
        "yref": "y",
        "y0": 0,
        "y1": layout.height,
        "fillcolor": theme.ink,
        "opacity": opacity,
        "line": {"width": 0},
        "layer": "below",
    }


def _edge(day: float, top: float, layout: Layout, theme: Theme, *, dashed: bool) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": layout.scale.position(day),
        "x1": layout.scale.position(day),
        "yref": "y",
        "y0": top,
        "y1": layout.height,
        "line": {"color": theme.control, "width": 1, "dash": "2px,3px" if dashed else "solid"},
        "opacity": 0.55,
        "layer": "below",
    }


def band_names(periods: Sequence[Period], layout: Layout, theme: Theme) -> Iterator[dict[str, Any]]:
    """The name of each period, where it begins or where the visible range does."""
    for period in periods:
        yield {
            "text": escaped(_shown_name(period, layout.scale)),
            "x": layout.scale.position(max(period.first, layout.scale.first)),
            "xref": "x",
            "xanchor": "left",
            "xshift": _PADDING,
            "y": NAME_LINE * (period.row + 0.5) + 2,
            "yref": "y",
            "yanchor": "middle",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": NAME_SIZE, "color": theme.ink2},
        }
