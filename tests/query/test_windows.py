"""What happened around an event, before and after it."""

from typing import Any

import pytest

from chronology.errors import QueryError, UnknownId
from chronology.query.terms import ANY, of_kind, with_status
from chronology.query.window_counts import window_counts
from chronology.query.windows import window
from chronology.registry.registry import Registry
from tests.query.event_tables import event, rows_of, table

SUMMIT = event("summit", "2014-03-10", kind="summit")


def _around(*others: dict[str, Any], **options: Any) -> list[tuple[Any, ...]]:
    return rows_of(window(table(SUMMIT, *others), around=of_kind("summit"), **options))


def test_events_are_told_by_their_days_before_and_after_the_anchor() -> None:
    answer = _around(event("before", "2014-03-01"), event("after", "2014-03-17"), before=9, after=7)
    assert answer == [("summit", "before", -9, -9, True), ("summit", "after", 7, 7, True)]


@pytest.mark.parametrize(("before", "after"), [(8, 7), (9, 6)])
def test_a_day_beyond_the_window_is_outside(before: int, after: int) -> None:
    others = event("early", "2014-03-01"), event("late", "2014-03-17")
    assert len(_around(*others, before=before, after=after)) == 1


def test_a_month_may_lie_in_the_window_and_says_so() -> None:
    assert _around(event("vague", "2014-03"), before=5, after=5) == [("summit", "vague", -9, 21, False)]
    assert _around(event("vague", "2014-03"), before=9, after=21) == [("summit", "vague", -9, 21, True)]


def test_what_is_qualified_is_never_certain() -> None:
    assert _around(event("about", "2014-03-11~"), before=5, after=5) == [("summit", "about", 1, 1, False)]


def test_a_start_without_a_bound_gives_an_offset_without_one() -> None:
    assert _around(event("old", "../2014-03-12")) == []
    assert _around(event("by-then", "/2014-03-12")) == [("summit", "by-then", None, 2, False)]
    assert _around(event("since", "[2014-03-12..]")) == [("summit", "since", 2, None, False)]


def test_an_anchor_is_not_around_itself_but_around_others() -> None:
    other = event("second", "2014-03-12", kind="summit")
    assert _around(other) == [("summit", "second", 2, 2, True), ("second", "summit", -2, -2, True)]


def test_a_window_of_no_days_holds_the_same_day() -> None:
    assert _around(event("same", "2014-03-10"), event("next", "2014-03-11"), before=0, after=0) == [
        ("summit", "same", 0, 0, True)
    ]


def test_what_did_not_happen_counts_only_on_request() -> None:
    plan = event("plan", "2014-03-11", status="planned"), event("never", "2014-03-12", status="did_not_happen")
    assert _around(*plan) == []
    assert [row[1] for row in _around(*plan, all_statuses=True)] == ["plan", "never"]


def test_a_whole_counts_beside_its_parts_only_on_request() -> None:
    visit = event("visit", "2014-03-11/2014-03-13")
    talks = event("talks", "2014-03-12", part_of="visit")
    assert [row[1] for row in _around(visit, talks)] == ["talks"]
    assert [row[1] for row in _around(visit, talks, wholes=True)] == ["visit", "talks"]
    assert [row[1] for row in _around(visit, talks, of=of_kind("meeting") & ~with_status("planned"))] == ["talks"]


def test_a_part_of_a_part_stands_for_the_whole_though_the_middle_was_not_asked_for() -> None:
    war = event("war", "2014-02-20/2014-12-31")
    siege = event("siege", "2014-03", kind="siege", part_of="war")
    attack = event("attack", "2014-03-11", part_of="siege")
    assert [row[1] for row in _around(war, siege, attack, of=of_kind("meeting"))] == ["attack"]


def test_a_whole_stays_in_the_window_where_no_part_of_it_lies() -> None:
    decade = event("decade", "2014-03-01/2019-12-31")
    later = event("later", "2019-05-01", part_of="decade")
    assert [row[1] for row in _around(decade, later, before=30, after=30)] == ["decade"]
    counted = window_counts(table(SUMMIT, decade, later), around=of_kind("summit"), before=30, after=30)
    assert rows_of(counted) == [("summit", -9, 1)]


def test_the_parts_and_wholes_of_an_anchor_are_not_around_it() -> None:
    visit = event("visit", "2014-03-09/2014-03-11")
    summit = {**SUMMIT, "part_of": "visit"}
    deal, other = event("deal", "2014-03-10", part_of="summit"), event("other", "2014-03-12")
    rows = table(summit, visit, deal, other)
    assert [row[1] for row in rows_of(window(rows, around=of_kind("summit")))] == ["other"]
    assert rows_of(window_counts(rows, around=of_kind("summit"))) == [("summit", 2, 1)]
    toast = table(summit, visit, deal, other, event("toast", "2014-03-10"))
    assert rows_of(window_counts(toast, around=of_kind("summit"))) == [("summit", 0, 1), ("summit", 2, 1)]
    everything = rows_of(window(rows, around=of_kind("summit"), wholes=True))
    assert [row[1] for row in everything] == ["visit", "deal", "other"]


def test_days_can_be_counted_by_spells() -> None:
    others = [event(f"e{day}", f"2014-03-{day}") for day in ("03", "08", "10", "16", "17")]
    stack: dict[str, Any] = {"around": of_kind("summit"), "per_anchor": False, "width": 7}
    assert rows_of(window_counts(table(SUMMIT, *others), before=7, after=13, **stack)) == [(-7, 2), (0, 2), (7, 1)]
    with pytest.raises(QueryError, match=r"does not divide into spells of 7 days \(before=7, after=13 does\)"):
        window_counts(table(SUMMIT), before=10, after=14, **stack)


def test_a_registry_is_asked_by_names_and_answers_in_pandas(registry: Registry) -> None:
    answer = window(registry, around=of_kind("war"), before=10, after=10)
    assert list(answer.columns) == ["anchor_id", "event_id", "offset_days_min", "offset_days_max", "certain"]
    assert rows_of(answer) == [("georgia-war", "olympics-2008", 1, 1, True)]
    with pytest.raises(UnknownId, match="did you mean 'war'"):
        window(registry, around=of_kind("wars"))


def test_nothing_found_keeps_columns_and_types() -> None:
    full, empty = (window(table(*rows), around=ANY) for rows in ([SUMMIT, event("a", "2014-03-11")], []))
    assert len(empty) == 0
    assert empty.schema == full.schema


def test_relative_days_are_counted_and_stacked() -> None:
    second = event("second", "2015-03-10", kind="summit")
    others = [event("a", "2014-03-12"), event("b", "2014-03-12"), event("c", "2015-03-09"), event("d", "2015-03-12")]
    stack = {"around": of_kind("summit"), "of": of_kind("meeting"), "before": 1, "after": 2}
    stacked = table(SUMMIT, second, *others)
    assert rows_of(window_counts(stacked, **stack)) == [("second", -1, 1), ("second", 2, 1), ("summit", 2, 2)]
    assert rows_of(window_counts(stacked, per_anchor=False, **stack)) == [(-1, 1), (2, 3)]
    filled = rows_of(window_counts(stacked, per_anchor=False, fill=True, **stack))
    assert filled == [(-1, 1), (0, 0), (1, 0), (2, 3)]
    assert len(rows_of(window_counts(stacked, fill=True, **stack))) == 8


def test_anchors_do_not_count_around_themselves() -> None:
    twin = event("twin", "2014-03-10", kind="summit")
    answer = window_counts(table(SUMMIT, twin), around=of_kind("summit"), before=1, after=1, fill=True)
    assert rows_of(answer) == [(id, day, int(day == 0)) for id in ("summit", "twin") for day in (-1, 0, 1)]


def test_a_vague_event_is_spread_over_its_days_and_weighs_one_in_all() -> None:
    vague = event("vague", "[2014-03-11..2014-03-14]")
    around: dict[str, Any] = {"around": of_kind("summit"), "per_anchor": False}
    spread = window_counts(table(SUMMIT, vague), after=9, vague="spread", **around)
    assert rows_of(spread) == [(1, 0.25), (2, 0.25), (3, 0.25), (4, 0.25)]
    assert rows_of(window_counts(table(SUMMIT, vague), after=2, vague="spread", **around)) == [(1, 0.25), (2, 0.25)]
    assert rows_of(window_counts(table(SUMMIT, vague), after=9, **around)) == [(1, 1)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"before": -1}, "before is a whole number of days, 0 or more, not -1"),
        ({"after": 1.5}, "after is a whole number of days, 0 or more, not 1.5"),
        ({"after": True}, "after is a whole number of days, 0 or more, not True"),
        ({"before": "90"}, "before is a whole number of days, 0 or more, not str"),
        ({"before": 10**10}, "before is at most 1000000000 days, not 10000000000"),
        ({"around": "summit"}, "a question is a term such as during('2014'), not str"),
        ({"wholes": "no"}, "wholes is True or False, not str"),
    ],
)
def test_a_window_that_cannot_be_is_refused(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        window(table(SUMMIT), **{"around": ANY, **options})
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"vague": "spred"}, "there is no vague 'spred' (did you mean 'spread'?)"),
        ({"vague": None}, "vague is one of 'earliest', 'spread', not NoneType"),
        ({"fill": 1}, "fill is True or False, not int"),
    ],
)
def test_a_count_around_that_cannot_be_is_refused(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        window_counts(table(SUMMIT), around=ANY, **options)
    assert str(caught.value) == sentence
