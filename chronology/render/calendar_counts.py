"""What a calendar shows of each of its cells: how many events certainly, how many perhaps, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.query.asked import Asked
from chronology.query.engines import collected
from chronology.query.panels import Panel
from chronology.query.periods import Period, first_day, period_of, with_period
from chronology.query.terms import Term
from chronology.query.units import Units
from chronology.query.weights import DAYS, Of, going_on, spread_starts, summed

if TYPE_CHECKING:
    from chronology.query.engines import Frame

CellRule = Literal["hatched", "earliest", "spread"]
MOST_TITLES: Final = 1_000
"""So many titles are fetched at most, those of the first events."""
_PER_CELL: Final = 4
_WHOLE: Final = Units(())


@dataclass(frozen=True, slots=True)
class Named:
    """An event that may be named in a cell: its title, and in which periods it is on, perhaps and certainly."""

    id: str
    title: str
    part_of: str | None
    possible: range
    certain: range


def numbers_of(
    question: Asked, where: Term, panel: Panel, *, of: Of, vague: CellRule
) -> tuple[Mapping[int, float], Mapping[int, float]]:
    """For each period in which there is something: how many events surely, and how many at the most.

    With `vague` other than ``hatched`` these are the numbers of :func:`chronology.query.counts.counts`, and equal.
    """
    rows = question.rows(where)
    if vague != "hatched":
        found = _counted(question, rows, panel, of, vague)
        return found, found
    surely = _counted(question, _certain(rows, panel.per, of), panel, "ongoing", "earliest")
    perhaps = _counted(question, _possible(rows, of), panel, "ongoing", "earliest")
    return surely, {period: max(perhaps.get(period, 0), surely.get(period, 0)) for period in {*perhaps, *surely}}


def _certain(rows: Frame, per: Period, of: Of) -> Frame:
    """The rows that are on, or start, in some period for sure, with the first and the last of these as their days.

    An event is surely on in each period from that of its latest start to that of its earliest end. A date that is
    approximate or uncertain is never certain.
    """
    import narwhals as nw

    begin, end = ("start_min", "start_max") if of == "start" else ("start_max", "end_min")
    plain = rows.filter((nw.col("qualifiers") == "") & (nw.col("start_max") != OPEN_END))
    placed = with_period(with_period(plain, begin, per, name="first_sure"), end, per, name="last_sure")
    if of == "start":
        same = placed.filter(nw.col("first_sure") == nw.col("last_sure"))
        return same.with_columns(end_min=nw.col("start_min"))
    endless = (nw.col("start_max") == OPEN_START) | (nw.col("end_min") == OPEN_END)
    core = placed.filter(endless | (nw.col("first_sure") <= nw.col("last_sure")))
    return core.with_columns(start_min=nw.col("start_max"))


def _possible(rows: Frame, of: Of) -> Frame:
    """The rows with the first and the last day on which they may be on, or start."""
    import narwhals as nw

    return rows.with_columns(end_min=nw.col("end_max" if of == "ongoing" else "start_max"))


def _counted(
    question: Asked, rows: Frame, panel: Panel, of: Of, vague: Literal["earliest", "spread"]
) -> dict[int, float]:
    days = DAYS[of, vague]
    found = question.by_units(rows, _WHOLE, keep=tuple(dict.fromkeys((*days, "start_min", "end_min"))))
    if of == "ongoing":
        weights = going_on(found, question.lineage, (), panel, vague)
    elif vague == "spread":
        weights = spread_starts(found.counted, (), panel)
    else:
        import narwhals as nw

        placed = with_period(found.counted, "start_min", panel.per)
        weights = placed.select("period", events=nw.lit(1, dtype=nw.Int64))
    answer = collected(summed(weights, ("period",), vague=vague))
    pairs = zip(answer["period"].to_pylist(), answer["events"].to_pylist(), strict=True)
    return {period: events for period, events in pairs if period is not None and panel.first <= period <= panel.last}


def named_in(question: Asked, where: Term, panel: Panel, *, of: Of, vague: CellRule) -> tuple[Named, ...]:
    """The first events that may be on in a panel, in the order of their days; at most `MOST_TITLES`."""
    import narwhals as nw

    first, last = first_day(panel.first, panel.per), first_day(panel.last + 1, panel.per) - 1
    end = ("start_max" if of == "start" else "end_max") if vague != "earliest" else "end_min"
    if (of, vague) == ("start", "earliest"):
        end = "start_min"
    near = question.rows(where).filter((nw.col("start_min") <= last) & (nw.col(end) >= first))
    columns = ("id", "title", "start_min", "start_max", "end_min", "end_max", "qualifiers", *question.kept)
    found = collected(near.select(*columns).sort("start_min", "start_max", "id").head(MOST_TITLES)).to_pylist()
    return tuple(_named(row, panel, of, vague, end) for row in found)


def _named(row: Mapping[str, Any], panel: Panel, of: Of, vague: CellRule, end: str) -> Named:
    possible = _periods(row["start_min"], row[end], panel)
    certain = possible
    if vague == "hatched":
        days = ("start_min", "start_max") if of == "start" else ("start_max", "end_min")
        ends = [row[day] for day in days]
        certain = range(0) if row["qualifiers"] or row["start_max"] == OPEN_END else _periods(ends[0], ends[1], panel)
        if of == "start" and len({_period(day, panel) for day in ends}) > 1:
            certain = range(0)
    return Named(row["id"], row["title"], row.get("part_of"), possible, certain)


def _period(day: int, panel: Panel) -> int:
    """The period of a day; one before or after all others where it has no bound."""
    if day <= OPEN_START:
        return panel.first - 1
    return panel.last + 1 if day >= OPEN_END else period_of(day, panel.per)


def _periods(first: int, last: int, panel: Panel) -> range:
    return range(max(_period(first, panel), panel.first), min(_period(last, panel), panel.last) + 1)


def by_cell(named: Sequence[Named]) -> dict[int, list[Named]]:
    """The first few events of each period, without the wholes of others in it."""
    found: dict[int, list[Named]] = {}
    for event in named:
        for period in event.possible:
            own = found.setdefault(period, [])
            if len(own) < 2 * _PER_CELL:
                own.append(event)
    return {period: _without_wholes(events)[:_PER_CELL] for period, events in found.items()}


def _without_wholes(events: list[Named]) -> list[Named]:
    wholes = {event.part_of for event in events}
    return [event for event in events if event.id not in wholes]
