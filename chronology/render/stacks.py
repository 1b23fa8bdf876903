"""Events in periods by group, as a chart stacks them: the small answer to one question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chronology.dates.days import civil_date, format_day
from chronology.model.vocabulary import FAMILIES
from chronology.query.arguments import Vague
from chronology.query.counts import counts
from chronology.query.engines import collected
from chronology.query.terms import Term
from chronology.query.weights import Of
from chronology.render.families import FAMILY
from chronology.render.given import COLUMN_OF, Given
from chronology.render.groups import ALL, NONE, REST, Group, Grouping
from chronology.render.periods_axis import Periods

MOST_STACKED: Final = 8
"""More layers than these cannot be followed from bar to bar."""
_LAST_YEAR: Final = 9999

Cells = Mapping[tuple[str, int], float]


@dataclass(frozen=True, slots=True)
class Stacks:
    """For each group, from the lowest layer upwards, its number in each period from the first to the last."""

    periods: Periods
    numbers: range
    grouping: Grouping
    heights: Mapping[str, Sequence[float]]

    @property
    def totals(self) -> list[float]:
        """The number of each period, all groups together."""
        return [sum(column) for column in zip(*self.heights.values(), strict=True)]


def counted(
    table: Any,
    periods: Periods,
    *,
    color: str | None,
    where: Term,
    of: Of,
    vague: Vague,
    among: Collection[str] | None,
    wholes: bool,
    all_statuses: bool,
    window: tuple[int, int] | None,
) -> dict[tuple[str, int], float]:
    """The number of events of each value in each period; what has no period is not in it.

    Parameters
    ----------
    table : what the functions of questions take; with families, where `color` is the kind.
    window : the first day that is looked at, and the day after the last.
    """
    import narwhals as nw

    by = FAMILY if color == "kind" else color
    answer = counts(
        table,
        per=periods.per,
        by=by,
        among=among,
        where=where,
        of=of,
        vague=vague,
        span=span_text(*window) if window else None,
        wholes=wholes,
        all_statuses=all_statuses,
    )
    columns = collected(nw.from_native(answer)).to_pydict()
    values = columns[by] if by is not None else [ALL] * len(columns["period"])
    cells: dict[tuple[str, int], float] = defaultdict(int)
    for value, period, events in zip(values, columns["period"], columns["events"], strict=True):
        if period is not None:
            cells[value or NONE, periods.number_of(period)] += events
    return dict(cells)


def span_text(first: int, after: int) -> str:
    """Days from the first to the one before `after`, as EDTF; beyond four digits EDTF has years only.

    >>> from chronology.dates.days import day_number
    >>> span_text(day_number(2014, 2, 1), day_number(2014, 3, 1)), span_text(-10**9, 0)
    ('2014-02-01/2014-02-28', 'Y-2735938/1969')
    """
    years = [civil_date(day)[0] for day in (first, after - 1)]
    if all(abs(year) <= _LAST_YEAR for year in years):
        return f"{format_day(first)}/{format_day(after - 1)}"
    return "/".join(_year_text(year) for year in years)


def _year_text(year: int) -> str:
    if abs(year) > _LAST_YEAR:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def stacked(
    cells: Cells,
    periods: Periods,
    numbers: range,
    source: Given,
    color: str | None,
    *,
    order: Sequence[str],
    noun: str | None,
) -> Stacks:
    """The numbers as layers; beyond the largest groups the smallest are one, which is named with their count.

    Parameters
    ----------
    order : values or their names, which come first.
    noun : another word for what events are grouped by.
    """
    totals: dict[str, float] = defaultdict(int)
    for (value, number), events in cells.items():
        if number in numbers:
            totals[value] += events
    grouping = _grouping(totals, source, color, order, noun)
    heights = {group.key: [0.0] * len(numbers) for group in grouping.groups}
    for (value, number), events in cells.items():
        if number in numbers:
            heights[grouping.group_of.get(value, value)][number - numbers[0]] += events
    return Stacks(periods, numbers, grouping, heights)


def _grouping(
    totals: Mapping[str, float], source: Given, color: str | None, order: Sequence[str], noun: str | None
) -> Grouping:
    if color is None:
        return Grouping(None, (Group(ALL, ""),), {})
    values = _ordered((value for value in totals if value != NONE), totals, source, color, order)
    kept = values if len(values) <= MOST_STACKED else _largest(values, totals)
    rest = [value for value in values if value not in kept]
    groups = [Group(value, source.name(color, value)) for value in kept]
    if rest:
        groups.append(Group(REST, f"Other {noun or plural_of(color)} ({len(rest):,})"))
    if NONE in totals:
        groups.append(Group(NONE, f"No {noun or color}"))
    return Grouping(color, tuple(groups), {value: value for value in kept} | dict.fromkeys(rest, REST))


def plural_of(color: str) -> str:
    """What events are grouped by, in the plural where it has one."""
    return {"kind": "kinds"}.get(color, COLUMN_OF.get(color, color))


def _ordered(
    values: Iterable[str], totals: Mapping[str, float], source: Given, color: str, order: Sequence[str]
) -> list[str]:
    asked = {value: index for index, value in enumerate(order)}
    families = {family: index for index, family in enumerate(FAMILIES)} if color == "kind" else {}

    def rank(value: str) -> tuple[int, int, float, str]:
        given = asked.get(value, asked.get(source.name(color, value), len(asked)))
        return given, families.get(value, len(families)), -totals[value], value

    return sorted(values, key=rank)


def _largest(values: Sequence[str], totals: Mapping[str, float]) -> list[str]:
    kept = set(sorted(values, key=lambda value: -totals[value])[: MOST_STACKED - 1])
    return [value for value in values if value in kept]
