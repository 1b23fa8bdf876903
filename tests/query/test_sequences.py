"""A and then B: the same dyad, the same actor, the same set of actors."""

from typing import Any

import pytest

from chronology.errors import QueryError
from chronology.query.chance import sequences_by_chance, window_by_chance
from chronology.query.pairs import pairs
from chronology.query.sequences import sequences
from chronology.query.terms import ANY, during, of_kind
from tests.query.event_tables import event, rows_of, table

TREATY = event("treaty", "2014-03-10", "RUS", "CHN", kind="treaty")


def _after(*others: dict[str, Any], **options: Any) -> list[tuple[Any, ...]]:
    asked = {"first": of_kind("treaty"), "then": of_kind("meeting"), "within": 30, **options}
    return rows_of(sequences(table(TREATY, *others), **asked))


def test_the_same_two_actors_meet_within_some_days() -> None:
    answer = _after(event("met", "2014-03-20", "CHN", "RUS"), event("others", "2014-03-21", "RUS", "USA"))
    assert answer == [("treaty", "met", ["CHN", "RUS"], 10, 10, True)]


@pytest.mark.parametrize(("date", "days"), [("2014-03-11", 1), ("2014-04-09", 30)])
def test_the_next_day_and_the_last_day_count(date: str, days: int) -> None:
    assert [row[3] for row in _after(event("met", date, "CHN", "RUS"))] == [days]


@pytest.mark.parametrize("date", ["2014-03-10", "2014-03-09", "2014-04-10"])
def test_the_same_day_an_earlier_day_and_a_later_one_do_not(date: str) -> None:
    assert _after(event("met", date, "CHN", "RUS")) == []


def test_an_event_on_several_days_ends_before_the_next_begins() -> None:
    long = event("long", "2014-03-01/2014-03-12", "RUS", "CHN", kind="treaty")
    assert [row[:2] for row in _after(long, event("met", "2014-03-12", "RUS", "CHN"))] == [("treaty", "met")]


def test_a_vague_date_gives_a_range_and_no_certainty() -> None:
    assert _after(event("met", "2014-03", "RUS", "CHN")) == [("treaty", "met", ["CHN", "RUS"], -9, 21, False)]
    assert _after(event("met", "2014-03-15?", "RUS", "CHN")) == [("treaty", "met", ["CHN", "RUS"], 5, 5, False)]
    going_on = event("talks", "2014-03-01/..", "RUS", "CHN", kind="treaty")
    assert [row[0] for row in _after(going_on, event("met", "2014-03-15", "RUS", "CHN"))] == ["treaty"]


def test_enemies_are_no_dyad_and_who_is_acted_on_is_none_either() -> None:
    war = event("war", "2014-03-12", "RUS:party:a", "CHN:party:b")
    warning = event("warning", "2014-03-12", "RUS:author", "CHN:target")
    assert _after(war, warning) == []
    assert sorted(row[1:3] for row in _after(war, warning, same="actor")) == [
        ("war", ["CHN"]),
        ("war", ["RUS"]),
        ("warning", ["RUS"]),
    ]


def test_three_actors_are_three_dyads() -> None:
    trio = event("trio", "2014-03-01", "RUS", "CHN", "MNG", kind="treaty")
    again = event("again", "2014-03-05", "MNG", "CHN", "RUS")
    answer = rows_of(sequences(table(trio, again), first=of_kind("treaty"), then=of_kind("meeting")))
    assert sorted(row[2] for row in answer) == [["CHN", "MNG"], ["CHN", "RUS"], ["MNG", "RUS"]]


def test_all_the_actors_are_the_same_or_the_events_do_not_match() -> None:
    trio = event("trio", "2014-03-11", "RUS", "CHN", "MNG", kind="treaty")
    four = event("four", "2014-03-12", "CHN", "MNG", "RUS")
    other = event("other", "2014-03-12", "CHN", "KAZ", "RUS")
    two = event("two", "2014-03-13", "CHN", "RUS", "USA:target")
    answer = _after(trio, four, other, two, same="actors")
    assert [row[:3] for row in answer] == [("treaty", "two", ["CHN", "RUS"]), ("trio", "four", ["CHN", "MNG", "RUS"])]
    wide = [event(id, date, "A", "Z", middle, kind=kind) for id, date, middle, kind in _SAME_ENDS]
    assert [row[:2] for row in rows_of(sequences(table(*wide), first=of_kind("treaty"), then=ANY, same="actors"))] == [
        ("first", "same")
    ]


_SAME_ENDS = [
    ("first", "2014-03-10", "M", "treaty"),
    ("same", "2014-03-11", "M", "meeting"),
    ("middle", "2014-03-11", "N", "meeting"),
]


def test_places_and_tags_can_be_what_is_in_common() -> None:
    here = event("here", "2014-03-10", kind="treaty", places=["moscow", "kazan"], tags=["gas"])
    there = event("there", "2014-03-11", places=["kazan", "sochi"], tags=["gas"])
    asked = {"first": of_kind("treaty"), "then": of_kind("meeting")}
    answer = sequences(table(here, there), same=["place", "tag"], **asked)
    assert answer.column_names == ["first_id", "then_id", "place", "tag", "gap_days_min", "gap_days_max", "certain"]
    assert rows_of(answer) == [("here", "there", "kazan", "gas", 1, 1, True)]
    assert rows_of(sequences(table(here, there), same=None, **asked)) == [("here", "there", 1, 1, True)]


def test_nothing_in_common_where_nothing_is_known() -> None:
    rows = event("a", "2014-03-10", kind="treaty"), event("b", "2014-03-11")
    for same in ("place", "part_of", "dyad", "actor", "actors"):
        assert rows_of(sequences(table(*rows), first=of_kind("treaty"), then=ANY, same=same)) == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"within": -7}, "within is a whole number of days, 0 or more, not -7"),
        ({"same": "dyads"}, "the table has no column 'dyads', which this question needs"),
        ({"same": ["dyad", "dyad"]}, "same names 'dyad' twice (leave one out)"),
        ({"same": "lat"}, "same='lat' is a column of numbers (give one of text, such as 'kind')"),
        ({"same": 7}, "same is a word such as 'kind', 'actor' or 'dyad', or a list of such, not 7"),
        ({"same": ["dyad", "directed_dyad"]}, "same takes dyads or directed dyads, not both (leave one out)"),
    ],
)
def test_a_sequence_that_cannot_be_is_refused(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        sequences(table(TREATY), **{"first": ANY, "then": ANY, **options})
    assert str(caught.value).startswith(sentence)


def test_two_tables_are_joined_by_the_days_between_their_events() -> None:
    sanctions = table(event("s1", "2014-03-17", "USA"), event("s2", "2014-07"))
    events = table(
        event("crimea", "2014-03-18", "RUS"), event("crash", "2014-07-17", "RUS"), event("gap", "2014-05-01")
    )
    assert rows_of(pairs(sanctions, events, within=30)) == [
        ("s1", "crimea", 1, 1, True),
        ("s2", "crash", 0, 16, True),
    ]
    assert rows_of(pairs(events, sanctions, within=0)) == [("crash", "s2", 0, 16, False)]


def test_pairs_look_both_ways_and_across_events_of_many_days() -> None:
    war = table(event("war", "2008-08-07/2008-08-12"))
    days = table(*(event(date, date) for date in ("2008-08-05", "2008-08-10", "2008-08-13", "2008-08-14")))
    assert [row[1:] for row in rows_of(pairs(war, days, within=2))] == [
        ("2008-08-05", 2, 2, True),
        ("2008-08-10", 0, 0, True),
        ("2008-08-13", 1, 1, True),
        ("2008-08-14", 2, 2, True),
    ]


def test_what_goes_on_has_no_greatest_distance_to_what_began_later_but_none_at_all() -> None:
    going_on, unknown = table(event("on", "2014-01-01/..")), table(event("on", "2014-01-01/"))
    later = table(event("later", "2014-06-01"))
    assert rows_of(pairs(going_on, later)) == [("on", "later", 0, 0, True)]
    assert rows_of(pairs(unknown, later)) == [("on", "later", 0, 151, False)]


def test_a_table_beside_itself_pairs_no_event_with_itself() -> None:
    both = table(event("a", "2014-03-10", "RUS"), event("b", "2014-03-11", "RUS", "CHN"))
    assert [row[:2] for row in rows_of(pairs(both, both))] == [("a", "b"), ("b", "a")]
    assert rows_of(pairs(both, both, same="actor")) == [("a", "b", "RUS", 1, 1, True), ("b", "a", "RUS", 1, 1, True)]


def test_chance_is_drawn_the_same_for_the_same_seed() -> None:
    rows = [event(f"t{n}", f"20{n:02}-01-01", "RUS", "CHN", kind="treaty") for n in range(1, 12)]
    rows += [event(f"m{n}", f"20{n:02}-01-05", "RUS", "CHN") for n in range(1, 12)]
    asked: dict[str, Any] = {"first": of_kind("treaty"), "then": of_kind("meeting"), "within": 10}
    one, two, other = (sequences_by_chance(table(*rows), seed=seed, **asked) for seed in (1, 1, 2))
    assert one == two
    assert one.draws != other.draws
    assert one.observed == 11 == len(rows_of(sequences(table(*rows), **asked)))
    assert len(one.draws) == 999
    assert one.expected == pytest.approx(11 * 11 * 10 / 3658, rel=0.3)
    assert one.p_more < 0.05 < one.p_fewer
    assert one.band[1] < one.observed
    assert repr(one).startswith("<Baseline: observed 11, expected 0.")


def test_what_is_unrelated_is_about_as_frequent_as_by_chance() -> None:
    rows = [event(f"t{n}", f"2001-{n:02}-01", "RUS", "CHN", kind="treaty") for n in range(1, 13)]
    rows += [event(f"m{n}", f"2001-{n:02}-{(n * 7) % 28 + 1:02}", "RUS", "CHN") for n in range(1, 13)]
    baseline = sequences_by_chance(table(*rows), first=of_kind("treaty"), then=of_kind("meeting"), within=10)
    assert baseline.p_more > 0.05
    assert baseline.p_fewer > 0.05


@pytest.mark.parametrize("same", ["dyad", "actor", "actors", "kind", None])
def test_what_is_observed_is_what_sequences_answers(same: str | None) -> None:
    rows = [event(f"e{n}", date, *who, kind=kind) for n, (date, kind, who) in enumerate(_MIXED)]
    asked: dict[str, Any] = {"first": of_kind("treaty"), "then": of_kind("meeting"), "within": 60, "same": same}
    assert sequences_by_chance(table(*rows), draws=3, **asked).observed == len(
        rows_of(sequences(table(*rows), **asked))
    )


_MIXED = [
    ("2014-03", "treaty", ("RUS", "CHN")),
    ("2014-03-20?/..", "treaty", ("RUS", "UKR:target")),
    ("2014-04-02", "meeting", ("CHN", "RUS", "MNG")),
    ("2014-05/", "treaty", ("RUS", "CHN")),
    ("2014-05-20", "meeting", ("RUS", "CHN")),
    ("2014-03", "meeting", ("RUS", "CHN")),
    ("[2014-06..]", "meeting", ("RUS",)),
]


def test_moving_all_dates_changes_no_draw() -> None:
    asked: dict[str, Any] = {"first": of_kind("treaty"), "then": of_kind("meeting"), "within": 40, "draws": 50}
    baselines = []
    for year in ("1814", "2014"):
        rows = [
            event(f"e{n}", date.replace("2014", year), *who, kind=kind)
            for n, (date, kind, who) in enumerate(_MIXED)
            if "/" not in date and "[" not in date
        ]
        baselines.append(sequences_by_chance(table(*rows), **asked))
    assert baselines[0] == baselines[1]
    assert max(baselines[0].draws) > 0


@pytest.mark.parametrize("same", ["dyad", "actor", "actors", ["actor", "status"]])
def test_the_order_of_a_table_changes_no_draw(same: str | list[str]) -> None:
    rows = [event(f"t{n}", f"2014-{n:02}-01", *_TRIO[n % 3 :], kind="treaty") for n in range(1, 13)]
    rows += [event(f"m{n}", f"2014-{n:02}-20", *_TRIO[: 1 + n % 3]) for n in range(1, 13)]
    asked: dict[str, Any] = {"first": of_kind("treaty"), "then": of_kind("meeting"), "within": 30, "draws": 50}
    baselines = [sequences_by_chance(table(*order), same=same, **asked) for order in (rows, rows[::-1])]
    assert baselines[0] == baselines[1]
    assert len(set(baselines[0].draws)) > 1


_TRIO = ("RUS", "CHN", "MNG")


def test_an_event_that_is_first_and_second_is_refused() -> None:
    with pytest.raises(QueryError, match=r"'treaty' is a first event and a second one, so moving it says nothing"):
        sequences_by_chance(table(TREATY), first=ANY, then=ANY)


def test_a_whole_is_left_out_beside_its_parts_and_of_pairs_only_where_a_part_makes_the_same_pair() -> None:
    visit = event("visit", "2014-03-12/2014-03-20", "RUS", "CHN")
    talks = event("talks", "2014-03-15", "RUS", "CHN", part_of="visit")
    late = event("late", "2015-01-01", "RUS", "CHN", part_of="decade")
    decade = event("decade", "2014-03-20/2015-12-31", "RUS", "CHN")
    assert [row[1] for row in _after(visit, talks, late, decade)] == ["talks"]
    assert [row[1] for row in _after(visit, talks, late, decade, wholes=True)] == ["visit", "talks", "decade"]
    days = [(row[0], row[1]) for row in rows_of(pairs(table(TREATY), table(visit, talks, late, decade), within=10))]
    assert days == [("treaty", "talks"), ("treaty", "decade")]


def test_only_the_actors_that_are_wanted_make_dyads() -> None:
    trio = event("trio", "2014-03-11", "RUS", "CHN", "putin", kind="treaty")
    met = event("met", "2014-03-20", "RUS", "CHN", "putin")
    asked: dict[str, Any] = {"first": of_kind("treaty"), "then": of_kind("meeting")}
    assert len(rows_of(sequences(table(trio, met), **asked))) == 3
    assert [row[2] for row in rows_of(sequences(table(trio, met), among=["RUS", "CHN"], **asked))] == [["CHN", "RUS"]]
    for among in ([], "RUS", [7]):
        with pytest.raises(QueryError, match="among is a list of actors, such as"):
            sequences(table(trio, met), among=among, **asked)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="among needs actors or dyads to choose from"):
        sequences(table(trio, met), among=["RUS"], same="kind", **asked)


def test_a_stack_is_compared_with_days_drawn_at_random() -> None:
    rows = [event(f"s{n}", f"20{n:02}-06-01", kind="summit") for n in range(1, 12)]
    rows += [event(f"m{n}", f"20{n:02}-06-03") for n in range(1, 12)]
    asked: dict[str, Any] = {"around": of_kind("summit"), "of": of_kind("meeting"), "before": 3, "after": 3}
    answer = window_by_chance(table(*rows), seed=4, **asked)
    assert list(answer["offset_days"]) == [-3, -2, -1, 0, 1, 2, 3]
    assert list(answer["events"]) == [0, 0, 0, 0, 0, 11, 0]
    assert answer["high"][5] < 3
    assert answer["expected"].max() < 0.5
    assert answer.equals(window_by_chance(table(*rows), seed=4, **asked))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"draws": 0}, "draws is a whole number, 1 or more, not 0"),
        ({"seed": -1}, "seed is a whole number, 0 or more, not -1"),
        ({"seed": 1.0}, "seed is a whole number, 0 or more, not 1.0"),
        ({"before": 10}, "the events span 11 days, too few for windows of 101 days (shorten them)"),
        ({"of": during("1900")}, "there is no anchor or no event whose start has a first day (ask for others)"),
    ],
)
def test_a_baseline_that_cannot_be_is_refused(options: dict[str, Any], sentence: str) -> None:
    rows = table(event("a", "2014-03-10"), event("b", "2014-03-20"))
    with pytest.raises(QueryError) as caught:
        window_by_chance(rows, **{"around": ANY, "before": 10, "after": 90, **options})
    assert str(caught.value) == sentence
