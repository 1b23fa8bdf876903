"""The oracle on what lies near in time: windows, sequences and pairs of two tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.query.terms import ANY, Term
from tests.differential.oracle_periods import Period, has_no_place, share
from tests.differential.oracle_rows import (
    Answer,
    By,
    Row,
    Rows,
    bounds_of,
    certain,
    chosen,
    difference,
    unit_columns,
    units,
    wholes_of,
    without_wholes,
)


def window(
    rows: Rows,
    *,
    around: Term,
    before: int = 90,
    after: int = 90,
    of: Term = ANY,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """What may start near the start of each anchor."""
    found = []
    for anchor, event in _around_anchors(rows, around, of, before, after, wholes, all_statuses):
        low = difference(event["start_min"], anchor["start_max"])
        high = difference(event["start_max"], anchor["start_min"])
        sure = certain(low, high, -before, after, anchor, event)
        found.append((anchor["id"], event["id"], low, high, sure))
    return Answer({"anchor_id": "text", "event_id": "text", **_range_columns("offset_days")}, found)


def window_counts(
    rows: Rows,
    *,
    around: Term,
    before: int = 90,
    after: int = 90,
    of: Term = ANY,
    per_anchor: bool = True,
    width: int = 1,
    vague: str = "earliest",
    fill: bool = False,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """Events by relative day. What lacks the bound that is needed lies on no day; without anchors there are no days."""
    anchors = [row for row in chosen(rows, around, all_statuses=all_statuses) if row["start_min"] != OPEN_START]
    weights: dict[tuple[Any, ...], Fraction] = {}
    if fill:
        names = {(anchor["id"],) if per_anchor else () for anchor in anchors}
        weights = {(*name, day): Fraction(0) for name in names for day in range(-before, after + 1, width)}
    for anchor, event in _around_anchors(rows, around, of, before, after, wholes, all_statuses):
        if anchor["start_min"] != OPEN_START and not has_no_place(event, "start", vague):
            for day in range(-before, after + 1, width):
                there = anchor["start_min"] + day
                weight = share(event, Period(there, there + width - 1, ""), "start", vague)
                key = (anchor["id"], day) if per_anchor else (day,)
                if weight > 0:
                    weights[key] = weights.get(key, Fraction(0)) + weight
    named = {"anchor_id": "text"} if per_anchor else {}
    number, kind = (float, "float") if vague == "spread" else (int, "int")
    columns = {**named, "offset_days": "int", "events": kind}
    return Answer(columns, [(*key, number(weights[key])) for key in sorted(weights)])


def sequences(
    rows: Rows,
    *,
    first: Term,
    then: Term,
    within: int = 90,
    same: str | None = "dyad",
    among: Sequence[str] | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """What may start after something has ended, and shares a unit with it."""
    firsts, thens = (
        without_wholes(chosen(rows, term, all_statuses=all_statuses), rows, wholes=wholes) for term in (first, then)
    )
    found = []
    for one in firsts:
        for other in thens:
            lowest, highest = other["start_min"] - one["end_max"], other["start_max"] - one["end_min"]
            if one["id"] != other["id"] and lowest <= within and highest >= 1:
                low = difference(other["start_min"], one["end_max"])
                high = difference(other["start_max"], one["end_min"])
                sure = certain(low, high, 1, within, one, other)
                shared = _shared_in_columns(one, other, same, among)
                found += [(one["id"], other["id"], *unit, low, high, sure) for unit in shared]
    named = {"actors": "texts"} if same in ("actor", "actors", "dyad") else _text_columns(same)
    return Answer({"first_id": "text", "then_id": "text", **named, **_range_columns("gap_days")}, found)


def pairs(
    left: Rows,
    right: Rows,
    *,
    within: int = 30,
    same: str | None = None,
    wholes: bool = False,
    all_statuses: bool = False,
) -> Answer:
    """What may lie near in time in two tables. A whole is left out beside what one of its parts lies beside, too."""
    near = []
    for one in chosen(left, ANY, all_statuses=all_statuses):
        for other in chosen(right, ANY, all_statuses=all_statuses):
            low, high = _apart(one, other)
            itself = one["id"] == other["id"] and bounds_of(one) == bounds_of(other)
            if low <= within and not itself:
                sure = certain(low, high, 0, within, one, other)
                near += [(one["id"], other["id"], unit, low, high, sure) for unit in _shared(one, other, same, None)]
    above_left, above_right = ({}, {}) if wholes else (wholes_of(left), wholes_of(right))
    beside = {(one, other, unit) for one, other, unit, *_ in near}
    covered = {(whole, other, unit) for one, other, unit in beside for whole in above_left.get(one, ())}
    covered |= {(one, whole, unit) for one, other, unit in beside for whole in above_right.get(other, ())}
    found = [(one, other, *unit, *more) for one, other, unit, *more in near if (one, other, unit) not in covered]
    return Answer({"left_id": "text", "right_id": "text", **_text_columns(same), **_range_columns("gap_days")}, found)


def _around_anchors(
    rows: Rows, around: Term, of: Term, before: int, after: int, wholes: bool, all_statuses: bool
) -> list[tuple[Row, Row]]:
    """Each anchor with each event that may start in its window.

    Neither what the anchor is a part of nor its parts; no whole beside one of its parts.
    """
    above = {row["id"]: set() for row in rows} if wholes else wholes_of(rows)
    found = []
    for anchor in chosen(rows, around, all_statuses=all_statuses):
        near = [
            event
            for event in chosen(rows, of, all_statuses=all_statuses)
            if event["start_min"] <= anchor["start_max"] + after and event["start_max"] >= anchor["start_min"] - before
            if event["id"] not in (anchor["id"], *above[anchor["id"]]) and anchor["id"] not in above[event["id"]]
        ]
        covered = {whole for event in near for whole in above[event["id"]]}
        found += [(anchor, event) for event in near if event["id"] not in covered]
    return found


def _apart(one: Row, other: Row) -> tuple[int, int | None]:
    """The fewest and the most days between two events, 0 where they share one."""
    low = max(0, other["start_min"] - one["end_max"], one["start_min"] - other["end_max"])
    high = max(0, other["start_max"] - one["end_min"], one["start_max"] - other["end_min"])
    return low, None if high > OPEN_END // 2 else high


def _shared(one: Row, other: Row, same: By, among: Sequence[str] | None) -> list[tuple[str | None, ...]]:
    """The units that two events share; an actor is one that acts."""
    by = "acting" if same == "actor" else same
    theirs = units(other, by, among)
    return [unit for unit in units(one, by, among) if unit in theirs and None not in unit]


def _shared_in_columns(one: Row, other: Row, same: str | None, among: Sequence[str] | None) -> list[tuple[Any, ...]]:
    """What stands in the columns of a sequence for each unit that the two events share."""
    if same == "actors":
        acting, theirs = ({actor for actor in row["acting"] if among is None or actor in among} for row in (one, other))
        return [(sorted(acting),)] if acting and acting == theirs else []
    shared = _shared(one, other, same, among)
    return [(list(unit),) for unit in shared] if same in ("actor", "dyad") else list(shared)


def _text_columns(by: By) -> dict[str, str]:
    return dict.fromkeys(unit_columns(by), "text")


def _range_columns(stem: str) -> dict[str, str]:
    return {f"{stem}_min": "int", f"{stem}_max": "int", "certain": "bool"}
