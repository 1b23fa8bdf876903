"""How far the events of a question reach, and how many of them are not placed: one question, one row, any engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.query.arguments import Vague
from chronology.query.asked import Asked
from chronology.query.counting import UNREALISED
from chronology.query.engines import collected
from chronology.query.gap_days import bounded
from chronology.query.terms import Term
from chronology.query.weights import DAYS, Of

if TYPE_CHECKING:
    import narwhals as nw

BOUNDS = ("start_min", "start_max", "end_min", "end_max")


@dataclass(frozen=True, slots=True)
class Reach:
    """The events that a question is about, in numbers.

    ``events`` may count; of these ``undated`` have no day to be placed by, and ``before`` and ``after`` lie beside a
    window of days. ``unrealised`` are left out because they are planned or did not happen. ``first`` and ``last`` are
    the first and last day of what may count; None without any. ``has_parts`` says that wholes give way to parts.
    """

    events: int
    unrealised: int
    undated: int
    before: int
    after: int
    first: int | None
    last: int | None
    has_parts: bool


def reach_of(question: Asked, where: Term, *, of: Of, vague: Vague, window: tuple[int, int] | None) -> Reach:
    """The reach of a question that was opened with all its bounds.

    Parameters
    ----------
    window : the first day that is looked at, and the day after the last.
    """
    import narwhals as nw

    status = nw.col("status")
    happened = nw.lit(True) if question.all_statuses else ~status.is_in(UNREALISED) | status.is_null()
    found = question.frame.filter(question.condition(where))
    days = DAYS[of, vague]
    first, last = window or (OPEN_START, OPEN_END)
    begin, end = ("start_min", "start_max" if vague == "spread" else "start_min") if of == "start" else _ends(vague)
    undated = _undated(of, vague)
    marked = found.with_columns(
        counts_here=_flag(happened),
        undated_here=_flag(happened & undated),
        before_here=_flag(happened & ~undated & (nw.col(end) < first)),
        after_here=_flag(happened & ~undated & (nw.col(begin) >= last)),
        **{f"known_{day}": nw.when(happened & bounded(day)).then(nw.col(day)) for day in days},
    )
    row = _row(marked, days)
    known = [day for name in days for day in (row[f"least_{name}"], row[f"greatest_{name}"]) if day is not None]
    events = int(row["events"] or 0)
    return Reach(
        events=events,
        unrealised=int(row["rows"]) - events,
        undated=int(row["undated"] or 0) if known else events,
        before=int(row["before"] or 0),
        after=int(row["after"] or 0),
        first=int(min(known)) if known else None,
        last=int(max(known)) if known else None,
        has_parts=question.lineage is not None,
    )


def _ends(vague: Vague) -> tuple[str, str]:
    """The columns of the first and the last day on which an event may count as going on."""
    return "start_min", "end_max" if vague == "spread" else "end_min"


def _undated(of: Of, vague: Vague) -> nw.Expr:
    """Whether an event is placed nowhere, as :func:`chronology.query.counts.counts` has it under no period."""
    import narwhals as nw

    no_last = nw.col("start_max") == OPEN_END
    if of == "start":
        no_first = nw.col("start_min") == OPEN_START
        return no_first | no_last if vague == "spread" else no_first
    ended = nw.col("end_min") == OPEN_START
    return ended | no_last if vague == "spread" else ended


def _flag(condition: nw.Expr) -> nw.Expr:
    import narwhals as nw

    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def _row(marked: Any, days: tuple[str, ...]) -> dict[str, Any]:
    import narwhals as nw

    answer = marked.select(
        rows=nw.len(),
        events=nw.col("counts_here").sum(),
        undated=nw.col("undated_here").sum(),
        before=nw.col("before_here").sum(),
        after=nw.col("after_here").sum(),
        **{f"least_{day}": nw.col(f"known_{day}").min() for day in days},
        **{f"greatest_{day}": nw.col(f"known_{day}").max() for day in days},
    )
    row: dict[str, Any] = collected(answer).to_pylist()[0]
    return row
