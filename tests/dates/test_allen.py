"""How two dates lie to one another: the thirteen relations, and what is measured between two dates."""

import functools
import itertools
import random
from collections.abc import Callable, Iterator
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.dates.allen import EVERY_RELATION, AllenRelation, possible_relations, relation
from chronology.dates.bounds import Bounds, between
from chronology.dates.certainty import Certainty
from chronology.dates.days import OPEN_END, OPEN_START, format_day, parse_day
from chronology.dates.when import When

W = When.parse
R = AllenRelation
Days = tuple[int, int]


@functools.cache
def allen_of(first: Days, second: Days) -> AllenRelation:
    """The relation of two stretches of days, each given by its first and last day: the definitions, one by one."""
    (a, b), (c, d) = first, second
    tests = {
        R.BEFORE: b + 1 < c,
        R.MEETS: b + 1 == c,
        R.OVERLAPS: a < c <= b < d,
        R.STARTS: a == c and b < d,
        R.DURING: c < a and b < d,
        R.FINISHES: c < a and b == d,
        R.EQUALS: a == c and b == d,
        R.FINISHED_BY: a < c and b == d,
        R.CONTAINS: a < c and d < b,
        R.STARTED_BY: a == c and d < b,
        R.OVERLAPPED_BY: c < a <= d < b,
        R.MET_BY: d + 1 == a,
        R.AFTER: d + 1 < a,
    }
    (found,) = [one for one, holds in tests.items() if holds]
    return found


def stretches(box: Bounds) -> list[Days]:
    starts, ends = range(box.start_min, box.start_max + 1), range(box.end_min, box.end_max + 1)
    return [(start, end) for start, end in itertools.product(starts, ends) if start <= end]


def possible(first: When, second: When) -> set[AllenRelation]:
    return {one for one, answer in relation(first, second).items() if answer is not Certainty.IMPOSSIBLE}


def certain(first: When, second: When) -> set[AllenRelation]:
    return {one for one, answer in relation(first, second).items() if answer is Certainty.CERTAIN}


def mask_of(relations: set[AllenRelation]) -> int:
    return sum(one.bit for one in relations)


def random_box(chance: random.Random, days: int = 6) -> Bounds:
    start_min, start_max = sorted((chance.randrange(days), chance.randrange(days)))
    end_min, end_max = sorted((chance.randrange(days), chance.randrange(days)))
    end_max = max(end_max, start_min)
    return between((start_min, start_max), (min(end_min, end_max), end_max))


def test_twenty_thousand_pairs_have_the_relations_that_trying_every_day_finds() -> None:
    chance = random.Random(13)
    sizes = set()
    for _ in range(20_000):
        first, second = random_box(chance), random_box(chance)
        found = {allen_of(mine, theirs) for mine in stretches(first) for theirs in stretches(second)}
        assert possible_relations(first, second) == mask_of(found), (first, second)
        sizes.add(len(found))
    assert {1, 2, 13} <= sizes, "the cases reach from one relation to all"


boxes = st.builds(
    lambda start, wait, length, room: between((start, start + wait), (start + length, start + length + room)),
    st.integers(-20, 20),
    *[st.integers(0, 8)] * 3,
)


@given(boxes, boxes)
def test_any_pair_has_the_relations_that_trying_every_day_finds(first: Bounds, second: Bounds) -> None:
    found = {allen_of(mine, theirs) for mine in stretches(first) for theirs in stretches(second)}
    assert possible_relations(first, second) == mask_of(found)


def day(number: int) -> str:
    return f"2022-02-{number:02d}"


def random_set(chance: random.Random) -> tuple[str, list[Days]]:
    """A one-of set or a mask, and the stretches of days that it may mean."""
    if chance.random() < 0.2:
        return chance.choice(
            [
                ("2022-02-0X", [(start, end) for start in range(1, 10) for end in range(start, 10)]),
                ("2022-0X-05", [(parse_day(f"2022-0{month}-05") - FEBRUARY,) * 2 for month in range(1, 10)]),
                ("2022-02-X3", [(3, 3), (13, 13), (23, 23)]),
                ("2022-02-X3/2022-02-X5", [(a, b) for a in (3, 13, 23) for b in (5, 15, 25) if a <= b]),
            ]
        )
    members, meant = [], []
    for _ in range(chance.randrange(1, 4)):
        first, last = sorted((chance.randrange(1, 9), chance.randrange(1, 9)))
        if chance.random() < 0.5:
            members.append(day(first))
            meant.append((first, first))
        else:
            members.append(f"{day(first)}..{day(last)}")
            meant += [(start, end) for start in range(first, last + 1) for end in range(start, last + 1)]
    return f"[{','.join(members)}]", meant


FEBRUARY = parse_day("2022-01-31")


def test_sets_and_masks_with_holes_have_the_relations_that_trying_every_member_finds() -> None:
    chance = random.Random(1983)
    for _ in range(2_000):
        (first, mine), (second, theirs) = random_set(chance), random_set(chance)
        found = {allen_of(one, another) for one in mine for another in theirs}
        assert possible(W(first), W(second)) == found, (first, second)
        assert certain(W(first), W(second)) == (found if len(found) == 1 else set()), (first, second)


def test_a_day_in_the_hole_of_a_set_equals_no_member() -> None:
    assert possible(W("[1962-05-01,1962-05-09]"), W("1962-05-05")) == {R.BEFORE, R.AFTER}
    assert W("[1962,1964]").equals(W("1963")) is Certainty.IMPOSSIBLE
    assert W("156X-12-25").equals(W("1565")) is Certainty.POSSIBLE
    assert W("156X-12-25").equals(W("1565-12-24")) is Certainty.IMPOSSIBLE


@pytest.mark.parametrize("one", AllenRelation)
def test_the_converse_of_the_converse_is_the_relation(one: AllenRelation) -> None:
    assert one.converse.converse is one
    assert (one.converse is one) == (one is R.EQUALS)


def test_the_converses_are_allens() -> None:
    pairs = {one.value: one.converse.value for one in list(AllenRelation)[:6]}
    assert pairs == {
        "before": "after",
        "meets": "met_by",
        "overlaps": "overlapped_by",
        "starts": "started_by",
        "during": "contains",
        "finishes": "finished_by",
    }


EVERY_FORM = """
2022-02-04 2022-02-05 2022-02 2022 2021 1985-04 2022-02-04? 2014-02~/2014-03 2014-02-27/2014-03-18
2013-09-07/.. 2014/.. 2013/ 2014-06/ ../1985 ../1990 /1985 /1990 2022-02-01/2022-02-28 2022-02-04/2022-02-04
[2022-01-26,2022-01-28] [1962,1964] [..1984] [1984..] {1960-05-01,1962-05-01} {1960..1962} {1960..}
156X-12-25 201X 2022-02-XX 2001-21 2001-24 -0044-03-15 Y17E7 Y9E18 Y9E19 Y-9E18 1950S2
"""
PAIRS = [(W(first), W(second)) for first, second in itertools.product(EVERY_FORM.split(), repeat=2)]


def test_the_other_way_round_the_converse_holds_as_certainly() -> None:
    for first, second in PAIRS:
        forth, back = relation(first, second), relation(second, first)
        assert list(forth) == list(AllenRelation)
        assert all(forth[one] is back[one.converse] for one in AllenRelation), (first, second)
        assert possible(first, second), f"something holds between {first} and {second}"
        assert not certain(first, second) or possible(first, second) == certain(first, second), (first, second)
        assert len(certain(first, second)) <= 1, (first, second)


COARSE: dict[str, set[AllenRelation]] = {
    "before": {R.BEFORE, R.MEETS},
    "after": {R.AFTER, R.MET_BY},
    "overlaps": set(AllenRelation) - {R.BEFORE, R.MEETS, R.AFTER, R.MET_BY},
    "within": {R.STARTS, R.DURING, R.FINISHES, R.EQUALS},
    "contains": {R.STARTED_BY, R.CONTAINS, R.FINISHED_BY, R.EQUALS},
}


def test_the_coarse_comparisons_agree_with_the_relations_that_they_gather() -> None:
    for first, second in PAIRS:
        if len(first.pieces) > 1 or len(second.pieces) > 1:
            continue
        may, doubtful = possible(first, second), bool(first.qualifiers or second.qualifiers)
        for name, gathered in COARSE.items():
            answer = getattr(first, name)(second)
            assert (answer is Certainty.IMPOSSIBLE) == may.isdisjoint(gathered), (first, name, second)
            assert (answer is Certainty.CERTAIN) == (may <= gathered and not doubtful), (first, name, second)


@pytest.mark.parametrize("one", [R.MEETS, R.MET_BY, R.STARTS, R.STARTED_BY, R.FINISHES, R.FINISHED_BY, R.EQUALS])
@pytest.mark.parametrize(("first", "second"), [("2022-02-04", "2022-02"), ("2013/..", "2014/.."), ("2021", "2022")])
def test_a_named_comparison_is_the_relation_of_its_name(one: AllenRelation, first: str, second: str) -> None:
    assert getattr(W(first), one.value)(W(second)) is relation(W(first), W(second))[one]


@given(st.tuples(*[st.integers(-1000, 1000), st.integers(0, 50)] * 2))
def test_exactly_one_relation_is_certain_between_exact_dates(days: tuple[int, int, int, int]) -> None:
    start, length, other, other_length = days
    first = W(f"{format_day(start)}/{format_day(start + length)}")
    second = W(f"{format_day(other)}/{format_day(other + other_length)}")
    assert first.is_exact
    assert second.is_exact
    expected = allen_of((start, start + length), (other, other + other_length))
    assert certain(first, second) == possible(first, second) == {expected}


def test_consecutive_days_meet_and_so_do_whole_years() -> None:
    assert certain(W("2022-02-04"), W("2022-02-05")) == {R.MEETS}
    assert certain(W("1985-01-01/1985-12-31"), W("1986-01-01/1986-12-31")) == {R.MEETS}
    assert possible(W("1985"), W("1986")) == {R.BEFORE, R.MEETS}


def test_a_doubtful_date_makes_nothing_certain_and_nothing_more_possible() -> None:
    for doubtful in ("2022-02-04?", "2022-02-04~", "2022-02-04%", "2022-?02-04"):
        assert certain(W(doubtful), W("2022-02-05")) == certain(W("2022-02-05"), W(doubtful)) == set()
        assert possible(W(doubtful), W("2022-02-05")) == {R.MEETS}


def test_an_open_end_is_later_than_every_day() -> None:
    assert certain(W("2013-09-07/.."), W("2030")) == {R.CONTAINS}
    assert certain(W("../1985-06-01"), W("1985-06-01/2000")) == {R.OVERLAPS}
    assert possible(W("2013-09-07/"), W("2030")) == {R.BEFORE, R.MEETS, R.OVERLAPS, R.FINISHED_BY, R.CONTAINS}
    assert possible(W("2000"), W("../1990")) == {R.AFTER}, "not before what has no beginning"


def test_that_two_open_ends_fall_together_is_possible_and_never_certain() -> None:
    going_on, newer = W("2013-09-07/.."), W("2022-02-24/..")
    assert possible(newer, going_on) == {R.FINISHES}
    assert certain(newer, going_on) == set()
    assert newer.within(going_on) is Certainty.CERTAIN, "neither has an end, so it does not outlast the other"
    assert possible(W("../1985-06-01"), W("../1985-06-01")) == {R.EQUALS}
    assert certain(W("../1985-06-01"), W("../1985-06-01")) == set()


def test_years_beyond_the_sentinels_may_lie_in_any_order() -> None:
    assert possible(W("Y9E18"), W("Y9E19")) == set(AllenRelation)
    assert W("Y9E18").before(W("Y9E19")) is Certainty.POSSIBLE
    assert certain(W("2022-02-04"), W("Y9E18")) == {R.BEFORE}
    assert certain(W("Y-9E18"), W("Y9E18")) == {R.BEFORE}


def test_an_all_of_set_is_related_as_a_whole_but_its_holes_are_no_part_of_it() -> None:
    years = W("{1960-05-01,1962-05-01}")
    assert certain(years, W("1961")) == {R.CONTAINS}
    assert years.overlaps(W("1961")) is Certainty.IMPOSSIBLE
    assert years.contains(W("1961")) is Certainty.IMPOSSIBLE
    assert years.contains(W("1962-05-01")) is Certainty.CERTAIN
    assert years.contains(W("[1962-05-01,1961]")) is Certainty.POSSIBLE
    assert years.within(W("1960-01-01/1962-12-31")) is Certainty.CERTAIN
    assert years.within(W("{1960-05-01,1961,1962-05-01}")) is Certainty.CERTAIN
    assert years.within(W("{1960-05-01,1961}")) is Certainty.IMPOSSIBLE
    assert W("2020-01-01/2020-01-02").within(W("{2020-01-02,2020-01-01}")) is Certainty.CERTAIN, "no hole between them"
    assert W("1960-06-01/1961-06-01").within(W("{1960,1961}")) is Certainty.POSSIBLE
    assert W("1961").within(W("{1960..1962}")) is Certainty.CERTAIN


def test_the_answer_cannot_be_changed() -> None:
    answers = relation(W("2022"), W("2023"))
    assert isinstance(answers, MappingProxyType)
    assert len(answers) == 13
    assert sum(one.bit for one in AllenRelation) == EVERY_RELATION


# What is measured: durations, gaps, shared days.


def measured(first: Bounds, second: Bounds, measure: Callable[[Days, Days], int | None]) -> Iterator[int]:
    for mine, theirs in itertools.product(stretches(first), stretches(second)):
        number = measure(mine, theirs)
        if number is not None:
            yield number


@given(boxes, boxes)
def test_durations_and_gaps_are_those_that_trying_every_day_finds(first: Bounds, second: Bounds) -> None:
    lengths = list(measured(first, first, lambda mine, _: mine[1] - mine[0] + 1))
    assert first.duration() == (min(lengths), max(lengths))
    gaps = list(measured(first, second, lambda mine, theirs: max(mine[0], theirs[0]) - min(mine[1], theirs[1])))
    assert first.gap(second) == (min(gaps), max(gaps)) == second.gap(first)


@given(boxes, boxes)
def test_the_shared_days_are_those_that_trying_every_day_finds(first: Bounds, second: Bounds) -> None:
    shared = [
        (max(mine[0], theirs[0]), min(mine[1], theirs[1]))
        for mine, theirs in itertools.product(stretches(first), stretches(second))
        if mine[0] <= theirs[1] and theirs[0] <= mine[1]
    ]
    starts, ends = [start for start, _ in shared], [end for _, end in shared]
    expected = Bounds(min(starts), max(starts), min(ends), max(ends)) if shared else None
    assert first.intersection(second) == expected == second.intersection(first)


DURATIONS = {
    "2022-02-04": (1, 1),
    "2008-08-07/2008-08-12": (6, 6),
    "1985-04": (1, 30),
    "1947/1991": (15708, 16436),
    "1984/1984": (1, 366),
    "2013-09-07/..": (1, None),
    "2013-09-07/": (1, None),
    "../1985": (1, None),
    "[1962,1964]": (1, 366),
    "[2022-01-26,2022-01-28]": (1, 1),
    "156X-12-25": (1, 1),
    "{1960-05-01,1960-05-05}": (5, 5),
    "Y9E18": (1, None),
}


@pytest.mark.parametrize(("text", "expected"), DURATIONS.items())
def test_a_duration_is_a_range_of_days(text: str, expected: tuple[int, int | None]) -> None:
    assert W(text).duration() == expected
    assert W(text + "?" if text[-1].isdigit() else text).duration() == expected, "a qualifier moves nothing"


GAPS = {
    ("2022-02-04", "2022-02-05"): (1, 1),
    ("2022-02-04", "2022-02-24"): (20, 20),
    ("2022-02-04", "2022-02-04"): (0, 0),
    ("2022-02-01/2022-02-10", "2022-02-08/2022-02-20"): (-2, -2),
    ("2021", "2022"): (1, 729),
    ("2013-09-07/..", "2014-01-01"): (0, 0),
    ("2013-09-07/..", "2014-01-01/.."): (None, 0),
    ("2013/", "2014-01-01/2014-01-05"): (-4, 365),
    ("../1985-06-01", "../1990"): (None, 0),
    ("[1984-01-01..]", "1983-12-31"): (1, None),
    ("[..1984-01-01]", "1984-01-02"): (1, None),
    ("[2022-01-26,2022-01-28]", "2022-01-27"): (1, 1),
}


@pytest.mark.parametrize(("dates", "expected"), GAPS.items())
def test_a_gap_is_counted_in_days_from_the_earlier_end_to_the_later_start(
    dates: tuple[str, str], expected: tuple[int | None, int | None]
) -> None:
    first, second = map(W, dates)
    assert first.gap(second) == expected == second.gap(first)


def test_the_shared_days_of_two_dates_are_bounds_or_none() -> None:
    shared = W("2022-02-01/2022-02-10").intersection(W("2022-02-08/.."))
    assert shared == W("2022-02-08/2022-02-10").bounds
    assert W("2013/..").intersection(W("2014/..")) == W("2014/..").bounds
    assert W("2021").intersection(W("2022")) is None
    assert W("[1962,1964]").intersection(W("1963")) is None, "the hole of a set"
    assert W("{1960-05-01,1962-05-01}").intersection(W("1961")) is None, "the hole of an all-of set"
    assert W("{1960-05-01,1962-05-01}").intersection(W("1962")) == W("1962-05-01").bounds
    assert W("[1962-05-01,1964-05-01]").intersection(W("1962")) == W("1962-05-01").bounds
    assert W("2021").intersection(W("2021-06~")) == W("2021-06").bounds, "whether they share any, overlaps says"
    no_bound = W("../2021").intersection(W("2020/.."))
    assert no_bound is not None
    assert no_bound.start_min > OPEN_START
    assert no_bound.end_max < OPEN_END
