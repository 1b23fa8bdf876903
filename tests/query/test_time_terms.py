"""Time terms against every pair of days that a date allows."""

import itertools
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from chronology.dates.bounds import Bounds
from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START, format_day
from chronology.dates.when import When
from chronology.query.select import select
from chronology.query.terms import Term, after, before, during, within

DAYS = (OPEN_START, 0, 1, 2, 3, OPEN_END)

HOLDS: dict[Callable[..., Term], Callable[[int, int, int, int], bool]] = {
    during: lambda start, end, first, last: start <= last and end >= first,
    within: lambda start, end, first, last: start >= first and end <= last,
    before: lambda start, end, first, last: end < first,
    after: lambda start, end, first, last: start > last,
}
"""What each term means for an event whose start and end are known."""


def _possible_bounds() -> Iterator[Bounds]:
    """All bounds over DAYS in which the start is never after the end."""
    for start_min, start_max, end_min, end_max in itertools.product(DAYS, repeat=4):
        if start_min <= start_max <= end_max and start_min <= end_min <= end_max:
            yield Bounds(start_min, start_max, end_min, end_max)


def _readings(bounds: Bounds) -> list[tuple[int, int]]:
    """Every start and end that the bounds allow together."""
    starts = [day for day in DAYS if bounds.start_min <= day <= bounds.start_max]
    ends = [day for day in DAYS if bounds.end_min <= day <= bounds.end_max]
    return [(start, end) for start in starts for end in ends if start <= end]


def _spans() -> Iterator[tuple[str, int, int]]:
    """Dates to ask about: their text, first and last day."""
    for first, last in itertools.combinations_with_replacement(DAYS, 2):
        ends = [".." if abs(day) == OPEN_END else format_day(day) for day in (first, last)]
        if first < OPEN_END and last > OPEN_START and ends != ["..", ".."]:
            yield "/".join(ends), first, last


ALL_BOUNDS = list(_possible_bounds())
TABLE = pd.DataFrame([bounds._asdict() for bounds in ALL_BOUNDS]).assign(
    id=[str(number) for number in range(len(ALL_BOUNDS))], qualifiers="", date=""
)


@pytest.mark.parametrize("term", HOLDS)
@pytest.mark.parametrize(("text", "first", "last"), list(_spans()))
def test_possible_is_some_reading_and_certain_is_every_reading(
    term: Callable[..., Term], text: str, first: int, last: int
) -> None:
    answers = [[HOLDS[term](start, end, first, last) for start, end in _readings(bounds)] for bounds in ALL_BOUNDS]
    possible = [id for id, holds in zip(TABLE["id"], answers, strict=True) if any(holds)]
    certain = [id for id, holds in zip(TABLE["id"], answers, strict=True) if all(holds)]
    assert list(select(TABLE, term(text))["id"]) == possible
    assert list(select(TABLE, term(text, certainty="certain"))["id"]) == certain


def test_the_oracle_sees_dates_of_every_sort() -> None:
    assert len(ALL_BOUNDS) > 150
    assert sum(bounds.end_min == OPEN_END for bounds in ALL_BOUNDS) > 10
    assert all(_readings(bounds) for bounds in ALL_BOUNDS)


PLAIN = ["2001-07-16", "2001-07", "2001", "200X", "2001-22", "1999/2002", "2001-06/2001-07", "2000/2001-07~"]
OPEN = ["2000/..", "../2001", "2000/", "/2001"]
SETS = ["[2001-07-01,2001-08-31]", "[..2001-07-16]", "[2001-07-16..]", "[2000,2002]"]
QUALIFIED = ["2001~", "2001-07?", "2001-07-16%"]
DATES = [*PLAIN, *OPEN, *SETS, *QUALIFIED]
SPANS = ["2001-07-16", "2001-07-01/2001-07-31", "2001-01-01/2001-12-31", "1990-01-01/2001-06-30", "2001-07-10/.."]
ASKED = {during: When.overlaps, within: When.within, before: When.before, after: When.after}


@pytest.mark.parametrize("term", ASKED)
@pytest.mark.parametrize("span", SPANS)
def test_a_table_answers_as_the_dates_themselves_do_but_for_the_holes_of_a_set(
    term: Callable[..., Term], span: str
) -> None:
    whens = [When.parse(text) for text in DATES]
    table = pd.DataFrame([when.bounds._asdict() for when in whens])
    table = table.assign(id=DATES, date=DATES, qualifiers=[when.qualifiers for when in whens])
    possible = set(select(table, term(span))["id"])
    certain = set(select(table, term(span, certainty="certain"))["id"])
    for when in whens:
        answer = ASKED[term](when, When.parse(span))
        if when.edtf not in SETS:
            assert (when.edtf in possible) == (answer is not Certainty.IMPOSSIBLE)
            assert (when.edtf in certain) == (answer is Certainty.CERTAIN)
        elif when.edtf in certain:
            assert answer is Certainty.CERTAIN
        else:
            assert when.edtf in possible or answer is Certainty.IMPOSSIBLE


def test_a_hole_of_a_set_may_answer_possible_but_never_certain() -> None:
    when = When.parse("[1962,1964]")
    table = pd.DataFrame([{"id": "set", "date": when.edtf, **when.bounds._asdict(), "qualifiers": ""}])
    assert len(select(table, during("1963"))) == 1
    assert len(select(table, during("1963", certainty="certain"))) == 0
    assert len(select(table, during("1962/1964", certainty="certain"))) == 1
    assert len(select(table, during("1965"))) == 0


def test_the_hole_of_an_all_of_set_is_never_certain() -> None:
    when = When.parse("{1962,1964}")
    table = pd.DataFrame([{"id": "set", "date": when.edtf, **when.bounds._asdict(), "qualifiers": ""}])
    assert len(select(table, during("1963"))) == 1
    assert len(select(table, during("1963", certainty="certain"))) == 0
    assert len(select(table, before("1970", certainty="certain"))) == 1


@pytest.mark.parametrize("text", ["2001~", "2001?", "2001%", "2000~/2001"])
def test_a_qualified_date_is_never_certain(text: str) -> None:
    when = When.parse(text)
    table = pd.DataFrame([{"id": "event", "date": text, **when.bounds._asdict(), "qualifiers": when.qualifiers}])
    for term, span in ((during, "1900/2100"), (within, "1900/2100"), (before, "2050"), (after, "1950")):
        assert len(select(table, term(span))) == 1
        assert len(select(table, term(span, certainty="certain"))) == 0


def test_a_term_asks_about_the_whole_span_of_its_date() -> None:
    day = When.parse("1963-05-01")
    table = pd.DataFrame([{"id": "event", "date": day.edtf, **day.bounds._asdict(), "qualifiers": ""}])
    assert len(select(table, during("[1962,1964]", certainty="certain"))) == 1
    assert len(select(table, during("1962~/1964?"))) == 1
    assert len(select(table, before("1963-05"))) == 0
    assert len(select(table, after("1963-04", certainty="certain"))) == 1
