"""A date as a value: frozen, sortable, three-valued."""

import copy
import datetime
import itertools
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from chronology.dates.bounds import Bounds
from chronology.dates.certainty import Certainty
from chronology.dates.days import (
    OPEN_END,
    OPEN_START,
    civil_date,
    day_number,
    format_day,
    month_length,
    parse_day,
)
from chronology.dates.when import When
from chronology.errors import DateError

W = When.parse


def test_a_date_cannot_change() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        W("2022").edtf = "2023"
    with pytest.raises(AttributeError, match="frozen"):
        del W("2022").edtf
    with pytest.raises(AttributeError):
        W("2022").anything = 1  # type: ignore[attr-defined]


def test_equal_dates_are_written_alike() -> None:
    assert W("2022-02") == W("2022-02")
    assert W("2022-02") != W("2022-02~")
    assert len({W("2022"), W("2022"), W("2022?")}) == 2
    assert W("2022") != "2022"


def test_a_date_survives_copies_and_pickles() -> None:
    for text in ("2022-02-04", "2014-02-20?/..", "[1989..1991]", "{1960,1961-12}", "156X-12-25", "Y17E7S3"):
        when = W(text)
        assert copy.deepcopy(when) == when
        assert pickle.loads(pickle.dumps(when)) == when
        assert eval(repr(when), {"When": When}) == when


def test_sorting_never_raises_and_is_total() -> None:
    texts = [
        "1985/",
        "../1985",
        "1985",
        "1985-06",
        "1985?",
        "[1984,1986]",
        "-0044",
        "Y170000002",
        "1985-01-01",
        "/1985",
    ]
    by_rule = sorted(texts, key=lambda text: (*W(text).bounds, text))
    assert [str(when) for when in sorted(map(W, texts))] == by_rule
    assert [str(when) for when in sorted(map(W, reversed(texts)))] == by_rule
    assert W("1985") <= W("1985") >= W("1985")
    assert W("1985") < W("1986")
    assert W("1986") > W("1985")
    with pytest.raises(TypeError):
        W("1985") < "1986"  # type: ignore[operator]  # noqa: B015


def test_earliest_and_latest_are_days_or_nothing() -> None:
    assert (W("2014-02").earliest, W("2014-02").latest) == ("2014-02-01", "2014-02-28")
    assert (W("2013-09-07/..").earliest, W("2013-09-07/..").latest) == ("2013-09-07", None)
    assert W("../1985").earliest is None
    assert W("-0044-03-15").earliest == "-0044-03-15"


def test_qualifiers_are_listed_once_in_a_fixed_order() -> None:
    assert W("2014-02-20?/2014-03-18~").qualifiers == "?~"
    assert W("2014~/2015~").qualifiers == "~"
    assert W("2014").qualifiers == ""
    assert W("?2004-06-~11").qualifiers == "?~"


def test_exact_means_known_days_and_no_doubt() -> None:
    assert W("2022-02-04").is_exact
    assert W("2008-08-07/2008-08-12").is_exact
    for text in ("2022-02", "2022-02-04?", "2013-09-07/..", "[2022-01-26,2022-01-27]"):
        assert not W(text).is_exact


CANONICAL = {
    "[1670..1672, 1668, 1667,1668]": "[1667,1668,1670..1672]",
    "{1961-12,1960,1960}": "{1960,1961-12}",
    "[1984,1970..]": "[1984,1970..]",
    "[..1984,1970,1960]": "[..1984,1960,1970]",
    "[2022-01-26]": "2022-01-26",
    "[1667..1668]": "[1667..1668]",
    "{2022-01-26}": "{2022-01-26}",
    "2014-02-20?/..": "2014-02-20?/..",
    "?2004-?06-?11": "2004-06-11?",
    "~1984": "1984~",
    "2004?-06~-11": "2004%-~06-11",
    "?2004-06-~11": "2004?-06-~11",
    "2004-%06-11": "2004-%06-11",
    "?2004-?06/~2005": "2004-06?/2005~",
    "[?1984,1984?]": "1984?",
}


@pytest.mark.parametrize(("text", "canonical"), CANONICAL.items())
def test_the_canonical_form_writes_one_date_one_way(text: str, canonical: str) -> None:
    assert str(W(text).canonical()) == canonical
    assert W(text).canonical().bounds == W(text).bounds


def test_comparisons_say_certain_possible_or_impossible() -> None:
    assert W("2008").before(W("2014")) is Certainty.CERTAIN
    assert W("2014").before(W("2008")) is Certainty.IMPOSSIBLE
    assert W("1985").before(W("1985-06")) is Certainty.POSSIBLE
    assert W("2014-02-20?").before(W("2022")) is Certainty.POSSIBLE, "a qualified date makes nothing certain"
    assert W("2022").after(W("2014")) is Certainty.CERTAIN
    assert W("2014-02-27/2014-03-18").overlaps(W("2014-03-01/2014-03-31")) is Certainty.CERTAIN
    assert W("2014-02-27/2014-03-18").overlaps(W("2014-03")) is Certainty.POSSIBLE, "some time in March, maybe its end"
    assert W("2013-09-07/..").overlaps(W("2030")) is Certainty.CERTAIN
    assert W("2013-09-07/").overlaps(W("2030")) is Certainty.POSSIBLE, "an unknown end is not an open one"
    assert W("2014-03-02").within(W("2014-03-01/2014-03-31")) is Certainty.CERTAIN
    assert W("2014-03-01/2014-03-31").contains(W("2014-03-02")) is Certainty.CERTAIN
    assert W("2000").before(W("../1990")) is Certainty.IMPOSSIBLE


def test_a_day_in_the_hole_of_a_set_is_impossible() -> None:
    assert W("[1962,1964]").overlaps(W("1963")) is Certainty.IMPOSSIBLE
    assert W("[1962,1964]").overlaps(W("1962-01-01/1964-12-31")) is Certainty.CERTAIN
    assert W("[2022-01-26,2022-01-28]").overlaps(W("2022-01-27")) is Certainty.IMPOSSIBLE
    assert W("[2022-01-26,2022-01-28]").before(W("2022-01-27")) is Certainty.POSSIBLE


def test_a_certainty_has_no_truth_value() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        if W("2014").before(W("2008")):
            pass
    assert str(Certainty.POSSIBLE) == "possible"


small = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))


def boxes() -> st.SearchStrategy[Bounds]:
    def tight(days: tuple[int, int, int, int]) -> Bounds:
        start_min, start_max, end_min, end_max = sorted(days[:2]) + sorted(days[2:])
        end_max = max(end_max, start_min)
        return Bounds(start_min, min(start_max, end_max), max(end_min, start_min), end_max)

    return small.map(tight)


def concrete(box: Bounds) -> list[tuple[int, int]]:
    starts, ends = range(box.start_min, box.start_max + 1), range(box.end_min, box.end_max + 1)
    return [(start, end) for start, end in itertools.product(starts, ends) if start <= end]


def by_enumeration(holds: list[bool]) -> Certainty:
    if all(holds):
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if any(holds) else Certainty.IMPOSSIBLE


@given(boxes(), boxes())
def test_comparisons_agree_with_trying_every_pair_of_days(a: Bounds, b: Bounds) -> None:
    pairs = [(mine, theirs) for mine in concrete(a) for theirs in concrete(b)]
    assert a.before(b) is by_enumeration([mine[1] < theirs[0] for mine, theirs in pairs])
    assert a.overlaps(b) is by_enumeration([mine[0] <= theirs[1] and theirs[0] <= mine[1] for mine, theirs in pairs])
    assert a.within(b) is by_enumeration([theirs[0] <= mine[0] and mine[1] <= theirs[1] for mine, theirs in pairs])


@given(st.integers(-(10**8), 10**8))
def test_day_numbers_and_their_texts_are_inverse(number: int) -> None:
    assert parse_day(format_day(number)) == number
    assert day_number(*civil_date(number)) == number


def test_day_numbers_are_days_since_1970() -> None:
    assert parse_day("1970-01-01") == 0
    assert parse_day("2022-02-04") == 19027
    assert parse_day("0000-02-29") + 1 == parse_day("0000-03-01")
    assert month_length(1900, 2) == 28
    assert month_length(0, 2) == 29


@pytest.mark.parametrize(
    "text", ["2022-02-30", "2022-13-01", "-0000-01-01", "22-01-01", "2022-1-1", "9" * 50 + "-01-01"]
)
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_day(text)


@pytest.mark.parametrize("sentinel", [OPEN_START, OPEN_END])
def test_no_bound_has_no_day(sentinel: int) -> None:
    with pytest.raises(DateError, match="no bound"):
        format_day(sentinel)


REACHING_THE_ENDS = """
../1985 /1985 [..1984] 1985/.. 1985/ [1984..] {..1984} {1984..} Y9E18 Y-9E18 1985 -0044 1985? 156X
"""


@given(st.lists(st.sampled_from(REACHING_THE_ENDS.split()), min_size=3, max_size=3))
def test_the_order_is_total(texts: list[str]) -> None:
    first, second, third = map(W, texts)
    assert (first < second) + (second < first) + (first == second) == 1
    assert (first <= second) == (not second < first)
    assert not (first <= second <= third) or first <= third


def test_records_take_a_date_as_text_and_give_it_back_as_text() -> None:
    record = TypeAdapter(When)
    assert record.validate_python("2014-02~") == W("2014-02~")
    assert record.validate_json('"2014-02~"') == W("2014-02~")
    assert record.validate_python(datetime.date(2022, 2, 4)) == W("2022-02-04")
    assert record.dump_python(W("2014-02~"), mode="json") == "2014-02~"
    for wrong in (2022, 2022.0, None, "4 February", datetime.datetime(2022, 2, 4, 12)):
        with pytest.raises(ValidationError):
            record.validate_python(wrong)


ACCEPTED = [
    *("2022-02-04", "1985-04", "1985", "1985-04-12T23:20:30", "1985-04-12T23:20:30+04:30", "-0044-03-15", "2001-34"),
    *(
        "1964/2008",
        "../1985-04",
        "1985/",
        "2004-06-~01/2004-06-~20",
        "Y-17E7",
        "Y171010000S3",
        "1950S2",
        "?2004-06-~11",
    ),
    *("[1667,1668, 1670..1672]", "[..1760-12-03]", "{1960,1961-12..}", "156X-12-25", "XXXX-12-XX", "2004-06-11%"),
]


def test_the_json_schema_lets_every_date_pass_and_stops_what_has_not_its_shape() -> None:
    schema = TypeAdapter(When).json_schema()
    pattern = re.compile(schema["pattern"])
    for text in (*ACCEPTED, *schema["examples"]):
        assert str(W(text)) == text
        assert pattern.search(text), text
    for text in (
        "",
        "22",
        "20220204",
        "2022-2-4",
        "4 February 2022",
        "2022-02-04 ",
        "[1960",
        "1960..1961",
        "Y0",
        "a2022",
    ):
        assert not pattern.search(text), text
    assert schema["type"] == "string"
    assert schema["maxLength"] == 200


def test_a_date_compares_with_dates_only() -> None:
    for compare in (
        W("2022").before,
        W("2022").after,
        W("2022").overlaps,
        W("2022").within,
        W("2022").contains,
        W("2022").gap,
    ):
        with pytest.raises(TypeError, match=r"compares with a When, not str \(write When.parse\('2023'\)\)"):
            compare("2023")  # type: ignore[arg-type]


def test_the_pieces_of_a_set_that_follow_one_another_are_one_stretch() -> None:
    assert W("[2014-03-01..2014-03-02]").overlaps(W("{2014-03-01,2014-03-02}")) is Certainty.CERTAIN
    assert W("[2014-03-01..2014-03-03]").overlaps(W("{2014-03-01,2014-03-03}")) is Certainty.POSSIBLE
    assert W("2014-03-02").overlaps(W("{2014-03-01,2014-03-03}")) is Certainty.IMPOSSIBLE
