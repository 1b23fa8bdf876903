"""The oracle on what is counted in units: gaps, counts, ties, first and last events."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from chronology.dates.days import OPEN_END, OPEN_START, format_day
from chronology.dates.when import When
from chronology.query.terms import ANY, Term
from tests.differential.oracle_periods import extent, has_no_place, period_of, periods_from, share
from tests.differential.oracle_rows import (
    Answer,
    By,
    Row,
    Rows,
    chosen,
    date_order,
    difference,
    groups,
    nulls_first,
    unit_columns,
    wholes_of,
    without_wholes,
)


def gaps(
    rows: Rows,
    *,
    of: Term = ANY,
    by: By = None,
    among: Sequence[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """The days from each event to the next one, in each unit that is known."""
    found = []
    for unit, members in groups(chosen(rows, of, all_statuses=all_statuses), by, among).items():
        ordered = sorted(without_wholes(members, rows, wholes=wholes), key=date_order)
        if None not in unit:
            for one, other in pairwise(ordered):
                low = difference(other["start_min"], one["end_max"])
                high = difference(other["start_max"], one["end_min"])
                found.append((*unit, one["id"], other["id"], low, high))
    columns = {"before_id": "text", "after_id": "text", "gap_days_min": "int", "gap_days_max": "int"}
    return Answer({**_text_columns(by), **columns}, found)


def counts(
    rows: Rows,
    *,
    per: str | None = "month",
    by: By = None,
    among: Sequence[str] | None = None,
    where: Term = ANY,
    of: str = "start",
    vague: str = "earliest",
    fill: bool = False,
    span: str | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """Events by period and unit, in whole periods. What has no place is not in a span."""
    grouped = groups(chosen(rows, where, all_statuses=all_statuses), by, among)
    if of == "start" or per is None:
        grouped = {unit: without_wholes(members, rows, wholes=wholes) for unit, members in grouped.items()}
    if by is None:
        grouped = grouped or {(): []}
    number, kind = (float, "float") if vague == "spread" else (int, "int")
    columns = {**_text_columns(by), "events": kind}
    if per is None:
        return Answer(columns, [(*unit, number(len(members))) for unit, members in grouped.items()])
    limits = _days_of(span) or extent([row for members in grouped.values() for row in members], of, vague)
    periods = [] if limits is None else list(periods_from(*limits, per))
    above = wholes_of([] if wholes else rows)
    found: list[tuple[Any, ...]] = []
    for unit, members in grouped.items():
        nowhere = [row for row in members if not periods or has_no_place(row, of, vague)]
        placed = [row for row in members if row not in nowhere]
        weight: int | Fraction = len(_not_above(nowhere, nowhere, above))
        if weight and span is None:
            found.append(((False, 0), None, unit, weight))
        for period in periods:
            going_on = [row for row in members if share(row, period, of, "earliest")] if of == "ongoing" else []
            counted = _not_above(placed, going_on, above)
            weight = sum((share(row, period, of, vague) for row in counted), Fraction(0))
            if weight or fill:
                found.append(((True, period.first), period.text, unit, weight))
    found.sort(key=lambda row: (row[0], nulls_first(row[2])))
    return Answer({"period": "text", **columns}, [(text, *unit, number(weight)) for _, text, unit, weight in found])


def ties(
    rows: Rows,
    *,
    of: Term = ANY,
    directed: bool = False,
    per: str | None = None,
    among: Sequence[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """Who acts with whom, or on whom. Wholes are in the first and last days, not in the number."""
    found: list[tuple[Any, ...]] = []
    by = "directed_dyad" if directed else "dyad"
    for unit, members in groups(chosen(rows, of, all_statuses=all_statuses), by, among).items():
        counted = without_wholes(members, rows, wholes=wholes)
        for day, text in {_period_of_start(row, per) for row in members}:
            together = [row for row in members if _period_of_start(row, per) == (day, text)]
            number = sum(row in counted for row in together)
            first = min(row["start_min"] for row in together)
            last = max(row["end_max"] for row in together)
            if number:
                found.append(((day,), text, unit, number, _day_text(first), _day_text(last)))
    found.sort(key=lambda row: (nulls_first(row[0]), row[2]))
    columns = {"source": "text", "target": "text", "events": "int", "first": "text", "last": "text"}
    if per is None:
        return Answer(columns, [(*row[2], *row[3:]) for row in found])
    return Answer({"period": "text", **columns}, [(row[1], *row[2], *row[3:]) for row in found])


def first_last(
    rows: Rows,
    *,
    by: By = "kind",
    of: Term = ANY,
    among: Sequence[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """The first and the last event of each unit, wholes included, and the number without them."""
    found: list[tuple[Any, ...]] = []
    for unit, members in groups(chosen(rows, of, all_statuses=all_statuses), by, among).items():
        ordered = sorted(members, key=date_order)
        first, last = ordered[0], ordered[-1]
        number = len(without_wholes(members, rows, wholes=wholes))
        found.append((*unit, number, first["id"], first["date"], last["id"], last["date"]))
    columns = {"events": "int", "first_id": "text", "first_date": "text", "last_id": "text", "last_date": "text"}
    return Answer({**_text_columns(by), **columns}, found)


def _not_above(rows: Rows, parts: Rows, above: dict[str, set[str]]) -> Rows:
    """The rows that are no whole of one of the parts."""
    return [row for row in rows if not any(row["id"] in above.get(part["id"], ()) for part in parts)]


def _text_columns(by: By) -> dict[str, str]:
    return dict.fromkeys(unit_columns(by), "text")


def _days_of(span: str | None) -> tuple[int, int] | None:
    if span is None:
        return None
    bounds = When.parse(span).bounds
    return bounds.start_min, bounds.end_max


def _period_of_start(row: Row, per: str | None) -> tuple[int | None, str | None]:
    if per is None or row["start_min"] == OPEN_START:
        return None, None
    period = period_of(row["start_min"], per)
    return period.first, period.text


def _day_text(day: int) -> str | None:
    return None if day in (OPEN_START, OPEN_END) else format_day(day)
