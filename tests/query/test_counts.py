"""How many events in each period: by unit, as a panel, with vague dates, without counting anything twice."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.errors import DateError, QueryError
from chronology.query.counts import counts
from chronology.query.first_last import first_last
from chronology.query.gaps import gaps
from chronology.query.terms import of_kind
from chronology.query.ties import ties, to_networkx
from chronology.registry.registry import Registry
from tests.query.event_tables import event, rows_of, table

MEETINGS = [
    event("a", "2013-12-30", "RUS", "CHN"),
    event("b", "2014-01-02", "RUS", "CHN"),
    event("c", "2014-03-18", "RUS", "UKR:affected", kind="annexation"),
]


def _counted(*rows: dict[str, Any], **options: Any) -> list[tuple[Any, ...]]:
    return rows_of(counts(table(*rows), **options))


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        ("day", [("2013-12-30", 1), ("2014-01-02", 1), ("2014-03-18", 1)]),
        ("week", [("2013-12-30/2014-01-05", 2), ("2014-03-17/2014-03-23", 1)]),
        ("month", [("2013-12", 1), ("2014-01", 1), ("2014-03", 1)]),
        ("quarter", [("2013-36", 1), ("2014-33", 2)]),
        ("year", [("2013", 1), ("2014", 2)]),
        ("decade", [("201X", 3)]),
        ("century", [("20XX", 3)]),
        (None, [(3,)]),
    ],
)
def test_events_are_counted_per_period(per: Any, expected: list[tuple[Any, ...]]) -> None:
    assert _counted(*MEETINGS, per=per) == expected


@pytest.mark.parametrize(
    ("by", "columns", "expected"),
    [
        ("kind", ["kind"], [("annexation", 1), ("meeting", 2)]),
        ("actor", ["actor"], [("CHN", 2), ("RUS", 3), ("UKR", 1)]),
        ("acting", ["acting"], [("CHN", 2), ("RUS", 3)]),
        ("dyad", ["actor_1", "actor_2"], [("CHN", "RUS", 2)]),
        ("directed_dyad", ["actor_1", "actor_2"], [("RUS", "UKR", 1)]),
        ("role", ["role"], [("CHN:party", 2), ("RUS:party", 3), ("UKR:affected", 1)]),
        ("place", ["place"], [(None, 3)]),
        (["kind", "actor"], ["kind", "actor"], [("annexation", "RUS", 1), ("annexation", "UKR", 1)]),
        (["dyad", "kind"], ["actor_1", "actor_2", "kind"], [("CHN", "RUS", "meeting", 2)]),
    ],
)
def test_events_are_counted_by_units(by: Any, columns: list[str], expected: list[tuple[Any, ...]]) -> None:
    answer = counts(table(*MEETINGS), per=None, by=by)
    assert answer.column_names == [*columns, "events"]
    assert rows_of(answer)[: len(expected)] == expected
    assert set(rows_of(answer)[len(expected) :]) <= {("meeting", "CHN", 2), ("meeting", "RUS", 2)}


def test_the_sides_of_a_war_are_no_dyad_and_act_on_one_another() -> None:
    war = event("war", "2008-08-07", "RUS:party:a", "ABK:party:a", "GEO:party:b", "USA:observer")
    assert _counted(war, per=None, by="dyad") == [("ABK", "RUS", 1)]
    directed = _counted(war, per=None, by="directed_dyad")
    assert directed == [("ABK", "GEO", 1), ("GEO", "ABK", 1), ("GEO", "RUS", 1), ("RUS", "GEO", 1)]


def test_a_target_on_the_other_side_is_acted_on_once() -> None:
    strike = event("strike", "2014-05-02", "UKR:party:a", "DPR:target:b")
    assert _counted(strike, per=None, by="directed_dyad") == [("UKR", "DPR", 1)]


def test_a_panel_has_a_row_for_every_period_and_unit() -> None:
    assert _counted(*MEETINGS, per="month", by="kind", fill=True) == [
        ("2013-12", "annexation", 0),
        ("2013-12", "meeting", 1),
        ("2014-01", "annexation", 0),
        ("2014-01", "meeting", 1),
        ("2014-02", "annexation", 0),
        ("2014-02", "meeting", 0),
        ("2014-03", "annexation", 1),
        ("2014-03", "meeting", 0),
    ]


def test_a_span_says_which_periods_are_wanted() -> None:
    panel = _counted(*MEETINGS, per="year", span="2012/2014", fill=True)
    assert panel == [("2012", 0), ("2013", 1), ("2014", 2)]
    assert _counted(*MEETINGS, per="month", span="2014") == [("2014-01", 1), ("2014-03", 1)]
    assert _counted(*MEETINGS, per="month", span="2014-02/..", fill=True) == [("2014-02", 0), ("2014-03", 1)]
    assert _counted(per="month", span="2014-02/2014-03", fill=True) == [("2014-02", 0), ("2014-03", 0)]


def test_a_vague_date_counts_once_at_its_earliest_or_spread_over_its_days() -> None:
    vague = event("vague", "2014-01-20/2014-02-05")
    month = event("month", "[2014-01-22..2014-02-10]")
    assert _counted(month, per="month") == [("2014-01", 1)]
    assert _counted(month, per="month", vague="spread") == [("2014-01", 0.5), ("2014-02", 0.5)]
    assert _counted(vague, per="month", vague="spread") == [("2014-01", 1.0)]
    assert _counted(event("x", "2014~"), per="quarter", vague="spread") == [
        (f"2014-{33 + n}", pytest.approx(days / 365)) for n, days in enumerate((90, 91, 92, 92))
    ]


def test_a_start_without_a_bound_counts_under_no_period() -> None:
    rows = [event("old", "../2014-03"), event("by", "/2014-03"), event("since", "[2014-03-01..]")]
    assert _counted(*rows, per="month") == [(None, 2), ("2014-03", 1)]
    assert _counted(*rows, per="month", vague="spread") == [(None, 3.0)]
    assert _counted(*rows, per="month", fill=True) == [(None, 2), ("2014-03", 1)]
    assert _counted(*rows, per=None) == [(3,)]


def test_what_goes_on_counts_in_every_period_it_touches() -> None:
    rows = [event("war", "2013-11-30/2014-01-01"), event("talks", "2013-12-15/.."), event("day", "2014-02-02")]
    ongoing = _counted(*rows, per="month", of="ongoing")
    assert ongoing == [("2013-11", 1), ("2013-12", 2), ("2014-01", 2), ("2014-02", 2)]
    assert _counted(*rows, per="month", of="ongoing", span="2014-01/2014-03") == [
        ("2014-01", 2),
        ("2014-02", 2),
        ("2014-03", 1),
    ]


def test_an_open_start_has_begun_before_everything_and_an_unknown_end_is_reckoned_as_the_caller_says() -> None:
    rows = [event("old", "../2014-02-10"), event("from", "2014-01-05/"), event("last", "2014-03-01")]
    assert _counted(*rows, per="month", of="ongoing") == [("2014-01", 2), ("2014-02", 1), ("2014-03", 1)]
    spread = _counted(*rows, per="month", of="ongoing", vague="spread")
    assert spread == [("2014-01", 2.0), ("2014-02", 2.0), ("2014-03", 2.0)]


def test_the_chance_of_going_on_rises_over_a_vague_start() -> None:
    spread = _counted(event("war", "2014-02/2014-03-02"), per="day", of="ongoing", vague="spread")
    assert [value for _, value in spread] == pytest.approx([*((n + 1) / 28 for n in range(28)), 1, 1])


def test_a_whole_and_its_parts_are_not_both_counted() -> None:
    visit = event("visit", "2014-05-20/2014-05-21", "RUS", "CHN", "KAZ")
    deal = event("deal", "2014-05-21", "RUS", "CHN", part_of="visit")
    assert _counted(visit, deal, per="year") == [("2014", 1)]
    assert _counted(visit, deal, per="year", wholes=True) == [("2014", 2)]
    by_actor = _counted(visit, deal, per=None, by="actor")
    assert by_actor == [("CHN", 1), ("KAZ", 1), ("RUS", 1)]
    assert _counted(visit, deal, per=None, by="place") == [(None, 1)]
    assert _counted(visit, {**deal, "status": "planned"}, per="year") == [("2014", 1)]


def test_a_whole_goes_on_where_none_of_its_parts_does() -> None:
    war = event("war", "2013-11/2014-03-05")
    battle = event("battle", "2014-01-10/2014-01-12", part_of="war")
    ongoing: dict[str, Any] = {"per": "month", "of": "ongoing"}
    assert _counted(war, battle, **ongoing) == [
        (month, 1) for month in ("2013-11", "2013-12", "2014-01", "2014-02", "2014-03")
    ]
    assert dict(_counted(war, battle, wholes=True, **ongoing))["2014-01"] == 2
    assert dict(_counted(war, battle, vague="spread", **ongoing)) == pytest.approx(
        {"2013-11": 1, "2013-12": 1, "2014-01": 1, "2014-02": 1, "2014-03": 1}
    )
    assert _counted(war, battle, by="kind", fill=True, **ongoing)[2] == ("2014-01", "meeting", 1)


def test_wholes_are_followed_through_events_that_are_not_wanted() -> None:
    war, siege = event("war", "2014", kind="war"), event("siege", "2014-03", kind="siege", part_of="war")
    attack = event("attack", "2014-03-01", kind="war", part_of="siege")
    assert _counted(war, siege, attack, per=None, where=of_kind("war")) == [(1,)]
    with pytest.raises(QueryError, match=r"of is 'start' or 'ongoing' in counts\(\) \(which events are counted, say"):
        _counted(war, of=of_kind("war"))


def test_the_empty_text_is_a_unit_of_its_own() -> None:
    rows = event("whole", "2014", summary=""), event("part", "2014", summary=None, part_of="whole")
    assert _counted(*rows, per=None, by="summary") == [(None, 1), ("", 1)]


def test_any_text_of_the_table_may_be_a_unit_also_one_that_the_question_reads_itself() -> None:
    whole, part = event("whole", "2014/2016"), event("part", "2015", part_of="whole")
    assert _counted(whole, part, per=None, by="id") == [("part", 1), ("whole", 1)]
    assert _counted(whole, part, per=None, by="part_of") == [(None, 1), ("whole", 1)]
    assert _counted(whole, part, per="year", by="part_of", of="ongoing") == [
        ("2014", None, 1),
        ("2015", None, 1),
        ("2015", "whole", 1),
        ("2016", None, 1),
    ]
    assert _counted(whole, part, per="year", by=["id", "date"]) == [
        ("2014", "whole", "2014/2016", 1),
        ("2015", "part", "2015", 1),
    ]


@pytest.mark.parametrize("name", ["number", "first_day", "bucket", "counts", "unit", "all", "size"])
def test_a_column_of_the_table_may_have_any_name(name: str) -> None:
    more = table(*MEETINGS).append_column(name, [["x", "y", "x"]])
    for options in ({}, {"fill": True}, {"vague": "spread"}, {"of": "ongoing"}):
        answer = counts(more, per="century", by=name, **options)  # type: ignore[arg-type]
        assert rows_of(answer) == [("20XX", "x", 2), ("20XX", "y", 1)]
    assert rows_of(gaps(more, by=name))[0][:3] == ("x", "a", "c")


@pytest.mark.parametrize(
    ("ask", "name"), [(counts, "period"), (counts, "events"), (gaps, "after_id"), (first_last, "first_id")]
)
def test_a_unit_cannot_have_the_name_of_a_column_of_the_answer(ask: Any, name: str) -> None:
    more = table(*MEETINGS).append_column(name, [["x", "y", "x"]])
    with pytest.raises(QueryError, match=f"by='{name}' is a column of the answer itself .rename that of the table"):
        ask(more, by=name)


def test_only_the_actors_that_are_wanted_are_counted() -> None:
    assert _counted(*MEETINGS, per=None, by="actor", among=["CHN", "UKR"]) == [("CHN", 2), ("UKR", 1)]
    assert _counted(*MEETINGS, per=None, by="dyad", among=["RUS", "UKR"]) == []


def test_a_tie_began_with_its_whole_though_only_its_parts_count() -> None:
    war = event("war", "2014-02-20/..", "RUS:party:a", "UKR:party:b")
    annexation = event("annexation", "2014-02-27", "RUS", "UKR:affected", part_of="war")
    assert rows_of(ties(table(war, annexation), directed=True)) == [
        ("RUS", "UKR", 1, "2014-02-20", None),
        ("UKR", "RUS", 1, "2014-02-20", None),
    ]
    assert rows_of(first_last(table(war, annexation), by="directed_dyad"))[0][3] == "war"


def test_nobody_acts_on_his_own_side() -> None:
    ban = event("ban", "2017-12-05", "wada:party:a", "rusada:party:b", "RUS:target:b")
    assert _counted(ban, per=None, by="directed_dyad") == [
        ("rusada", "wada", 1),
        ("wada", "RUS", 1),
        ("wada", "rusada", 1),
    ]


def test_a_part_of_a_part_of_another_unit_stands_for_the_whole() -> None:
    war = event("war", "2014", tags=["war"])
    siege = event("siege", "2014-03", tags=["siege"], part_of="war")
    attack = event("attack", "2014-03-01", tags=["war"], part_of="siege")
    assert _counted(war, siege, attack, per=None, by="tag") == [("siege", 1), ("war", 1)]


def test_parts_that_go_in_a_circle_do_not_hang_a_count() -> None:
    circle = [event(id, "2014", part_of=whole) for id, whole in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"))]
    assert _counted(*circle, per="year") == [("2014", 1)]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(["2014-01-05", "2014-02", "2013~", "2013-12-30/2014-01-02", "[..2014-03]", "2014-01/.."])),
    st.sampled_from(["day", "week", "month", "quarter", "year", "decade"]),
    st.sampled_from(["earliest", "spread"]),
    st.booleans(),
)
def test_every_event_weighs_one_in_all(dates: list[str], per: Any, vague: Any, fill: bool) -> None:
    rows = [event(f"e{n}", date) for n, date in enumerate(dates)]
    answer = _counted(*rows, per=per, vague=vague, fill=fill)
    assert sum(row[-1] for row in answer) == pytest.approx(len(rows))
    assert len({row[0] for row in answer}) == len(answer)


@pytest.mark.parametrize("options", [{}, {"fill": True}, {"vague": "spread"}, {"of": "ongoing"}, {"by": "dyad"}])
def test_nothing_counted_keeps_columns_and_types(options: dict[str, Any]) -> None:
    full, empty = (counts(table(*rows), per="month", **options) for rows in (MEETINGS, []))
    assert len(empty) == 0
    assert empty.schema == full.schema


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"per": "months"}, "there is no period 'months' (did you mean 'month'?)"),
        ({"of": "end"}, "there is no of 'end' ('start', 'ongoing')"),
        ({"by": "kinds"}, "the table has no column 'kinds', which this question needs (did you mean 'kind'?)"),
        ({"by": "start_min"}, "by='start_min' is a column of numbers (give one of text, such as 'kind')"),
        ({"per": None, "span": "2014"}, "span says which periods are wanted, and per=None has none"),
        ({"per": "day", "span": "0001/9999"}, "3,652,059 periods are too many to fill (give a shorter span, or a"),
    ],
)
def test_a_count_that_cannot_be_is_refused(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        counts(table(*MEETINGS), **options)
    assert str(caught.value).startswith(sentence)


def test_a_span_that_is_no_date_is_a_date_error() -> None:
    with pytest.raises(DateError):
        counts(table(*MEETINGS), span="2014-13")


def test_the_days_between_each_exercise_and_the_next() -> None:
    exercises = [event("c", "2014-05-20/2014-05-26"), event("a", "2012-04-22/2012-04-27"), event("b", "2013-07")]
    assert rows_of(gaps(table(*exercises))) == [("a", "b", 430, 460), ("b", "c", 293, 323)]


def test_consecutive_days_are_one_day_apart_and_what_overlaps_less() -> None:
    assert [row[2] for row in rows_of(gaps(table(*(event(d, d) for d in ("2014-03-01", "2014-03-02")))))] == [1]
    long = event("long", "2014-02-20/2014-03-05"), event("short", "2014-03-01")
    assert rows_of(gaps(table(*long))) == [("long", "short", -4, -4)]


def test_gaps_are_taken_within_each_unit() -> None:
    rows = [event("a", "2014-01-01", "RUS", "CHN"), event("b", "2014-01-11", "RUS"), event("c", "2014-01-21", "CHN")]
    assert rows_of(gaps(table(*rows), by="actor")) == [("CHN", "a", "c", 20, 20), ("RUS", "a", "b", 10, 10)]
    assert gaps(table(*rows), by="dyad").column_names[:4] == ["actor_1", "actor_2", "before_id", "after_id"]


def test_a_gap_without_a_bound_is_not_known() -> None:
    rows = [event("on", "2013/.."), event("since", "[2014..]")]
    assert rows_of(gaps(table(*rows))) == [("on", "since", None, None)]
    assert rows_of(gaps(table())) == []
    assert rows_of(gaps(table(event("alone", "2014")))) == []


def test_the_first_and_the_last_of_each() -> None:
    rows = [*MEETINGS, event("d", "2014", "RUS", "CHN"), event("e", "2014-12-31", "RUS", "CHN", status="planned")]
    assert rows_of(first_last(table(*rows), by="kind")) == [
        ("annexation", 1, "c", "2014-03-18", "c", "2014-03-18"),
        ("meeting", 3, "a", "2013-12-30", "b", "2014-01-02"),
    ]
    assert rows_of(first_last(table(*rows), by=None, of=of_kind("meeting"))) == [
        (3, "a", "2013-12-30", "b", "2014-01-02")
    ]
    assert first_last(table(), by="dyad").column_names == [
        *("actor_1", "actor_2", "events", "first_id", "first_date", "last_id", "last_date")
    ]


def test_ties_say_who_acts_with_whom_how_often_and_when() -> None:
    rows = [*MEETINGS, event("d", "2015/..", "RUS", "CHN", "MNG")]
    assert rows_of(ties(table(*rows))) == [
        ("CHN", "MNG", 1, "2015-01-01", None),
        ("CHN", "RUS", 3, "2013-12-30", None),
        ("MNG", "RUS", 1, "2015-01-01", None),
    ]
    assert rows_of(ties(table(*MEETINGS), directed=True)) == [("RUS", "UKR", 1, "2014-03-18", "2014-03-18")]
    assert rows_of(ties(table(*MEETINGS), per="year")) == [
        ("2013", "CHN", "RUS", 1, "2013-12-30", "2013-12-30"),
        ("2014", "CHN", "RUS", 1, "2014-01-02", "2014-01-02"),
    ]


def test_ties_are_as_many_as_counts_by_dyad(registry: Registry) -> None:
    by_dyad = [tuple(row) for row in rows_of(counts(registry, per=None, by="dyad"))]
    assert [row[:3] for row in rows_of(ties(registry))] == by_dyad != []


def test_ties_become_a_graph() -> None:
    graph = to_networkx(ties(table(*MEETINGS)))
    assert graph["CHN"]["RUS"] == {"events": 2, "first": "2013-12-30", "last": "2014-01-02", "weight": 2}
    assert not graph.is_directed()
    edges = ties(table(*MEETINGS))
    assert to_networkx(edges[::-1])["CHN"]["RUS"] == graph["CHN"]["RUS"]
    directed = to_networkx(ties(table(*MEETINGS), directed=True), directed=True)
    assert list(directed.edges) == [("RUS", "UKR")]
    yearly = to_networkx(ties(table(*MEETINGS), per="year"))
    assert sorted(yearly["CHN"]["RUS"]) == ["2013", "2014"]
    assert to_networkx(ties(table())).number_of_nodes() == 0
    with pytest.raises(QueryError, match="no column 'source'"):
        to_networkx(table(*MEETINGS))
    with pytest.raises(QueryError, match="list is no table of ties"):
        to_networkx([])
