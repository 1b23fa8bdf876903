"""What is read as EDTF, what it may mean, and what is refused with which sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.dates.days import OPEN_END, OPEN_START, format_day
from chronology.dates.edtf import format_edtf, parse_edtf
from chronology.dates.when import When
from chronology.errors import ChronologyError, DateError

NO_BOUND = "none"

# The examples of the EDTF specification (Library of Congress, 4 February 2019), levels 0 and 1 and the one-of sets,
# with the first and last day of the start and of the end.
EXAMPLES = """
1985-04-12                      1985-04-12 1985-04-12 1985-04-12 1985-04-12
1985-04                         1985-04-01 1985-04-30 1985-04-01 1985-04-30
1985                            1985-01-01 1985-12-31 1985-01-01 1985-12-31
1985-04-12T23:20:30             1985-04-12 1985-04-12 1985-04-12 1985-04-12
1985-04-12T23:20:30Z            1985-04-12 1985-04-12 1985-04-12 1985-04-12
1985-04-12T23:20:30-04          1985-04-12 1985-04-12 1985-04-12 1985-04-12
1985-04-12T23:20:30+04:30       1985-04-12 1985-04-12 1985-04-12 1985-04-12
1964/2008                       1964-01-01 1964-12-31 2008-01-01 2008-12-31
2004-06/2006-08                 2004-06-01 2004-06-30 2006-08-01 2006-08-31
2004-02-01/2005-02-08           2004-02-01 2004-02-01 2005-02-08 2005-02-08
2004-02-01/2005-02              2004-02-01 2004-02-01 2005-02-01 2005-02-28
2004-02-01/2005                 2004-02-01 2004-02-01 2005-01-01 2005-12-31
2005/2006-02                    2005-01-01 2005-12-31 2006-02-01 2006-02-28
Y170000002                      170000002-01-01 170000002-12-31 170000002-01-01 170000002-12-31
Y-170000002                     -170000002-01-01 -170000002-12-31 -170000002-01-01 -170000002-12-31
2001-21                         2001-03-01 2001-05-31 2001-03-01 2001-05-31
2001-24                         2001-12-01 2002-02-28 2001-12-01 2002-02-28
1984?                           1984-01-01 1984-12-31 1984-01-01 1984-12-31
2004-06~                        2004-06-01 2004-06-30 2004-06-01 2004-06-30
2004-06-11%                     2004-06-11 2004-06-11 2004-06-11 2004-06-11
201X                            2010-01-01 2019-12-31 2010-01-01 2019-12-31
20XX                            2000-01-01 2099-12-31 2000-01-01 2099-12-31
2004-XX                         2004-01-01 2004-12-31 2004-01-01 2004-12-31
1985-04-XX                      1985-04-01 1985-04-30 1985-04-01 1985-04-30
1985-XX-XX                      1985-01-01 1985-12-31 1985-01-01 1985-12-31
1985-04-12/..                   1985-04-12 1985-04-12 none none
1985-04/..                      1985-04-01 1985-04-30 none none
1985/..                         1985-01-01 1985-12-31 none none
../1985-04-12                   none none 1985-04-12 1985-04-12
../1985-04                      none none 1985-04-01 1985-04-30
../1985                         none none 1985-01-01 1985-12-31
1985-04-12/                     1985-04-12 1985-04-12 1985-04-12 none
1985-04/                        1985-04-01 1985-04-30 1985-04-01 none
1985/                           1985-01-01 1985-12-31 1985-01-01 none
/1985-04-12                     none 1985-04-12 1985-04-12 1985-04-12
/1985-04                        none 1985-04-30 1985-04-01 1985-04-30
/1985                           none 1985-12-31 1985-01-01 1985-12-31
-1985                           -1985-01-01 -1985-12-31 -1985-01-01 -1985-12-31
[1667,1668,1670..1672]          1667-01-01 1672-12-31 1667-01-01 1672-12-31
[..1760-12-03]                  none 1760-12-03 none 1760-12-03
[1760-12..]                     1760-12-01 none 1760-12-01 none
[1760-01,1760-02,1760-12..]     1760-01-01 none 1760-01-01 none
[1667,1760-12]                  1667-01-01 1760-12-31 1667-01-01 1760-12-31
[..1984]                        none 1984-12-31 none 1984-12-31
"""
CASES = [line.split() for line in EXAMPLES.strip().splitlines()]

# What the standard leaves open, as docs/dates.md decides it.
DECIDED = """
0000                            0000-01-01 0000-12-31 0000-01-01 0000-12-31
-0044-03-15                     -0044-03-15 -0044-03-15 -0044-03-15 -0044-03-15
-01XX                           -0199-01-01 -0100-12-31 -0199-01-01 -0100-12-31
0000-02-29                      0000-02-29 0000-02-29 0000-02-29 0000-02-29
2004-24                         2004-12-01 2005-02-28 2004-12-01 2005-02-28
1984/1984-06                    1984-01-01 1984-06-30 1984-06-01 1984-06-30
1984-06/1984                    1984-06-01 1984-06-30 1984-06-01 1984-12-31
2001-21/2001-23                 2001-03-01 2001-05-31 2001-09-01 2001-11-30
[2022-01-27,2022-01-26]         2022-01-26 2022-01-27 2022-01-26 2022-01-27
2016-12-31T23:59:60Z            2016-12-31 2016-12-31 2016-12-31 2016-12-31
"""
DECIDED_CASES = [line.split() for line in DECIDED.strip().splitlines()]


def day_text(number: int) -> str:
    return NO_BOUND if number in (OPEN_START, OPEN_END) else format_day(number)


@pytest.mark.parametrize(("text", "start_min", "start_max", "end_min", "end_max"), CASES + DECIDED_CASES)
def test_a_date_means_the_days_of_the_specification(
    text: str, start_min: str, start_max: str, end_min: str, end_max: str
) -> None:
    assert [day_text(day) for day in When.parse(text).bounds] == [start_min, start_max, end_min, end_max]


@pytest.mark.parametrize("text", [case[0] for case in CASES + DECIDED_CASES])
def test_a_date_is_written_back_word_for_word(text: str) -> None:
    assert str(When.parse(text)) == text
    assert format_edtf(parse_edtf(text)) == text


def test_a_year_beyond_the_sentinels_clamps_and_keeps_its_text() -> None:
    far = When.parse("Y" + "9" * 40)
    assert far.bounds == (OPEN_END,) * 4
    assert str(far) == "Y" + "9" * 40


REFUSED = {
    "2014-02-30": "no calendar has this day",
    "2021-02-29": "no calendar has this day",
    "1900-02-29": "no calendar has this day",
    "1985-04-31": "no calendar has this day",
    "2021-13": "there is no month 13",
    "2021-00": "there is no month 00",
    "2021-01-00": "there is no day 00",
    "2021-21-01": "a season has no days",
    "-0000": "there is no year -0000",
    "-0000-01-01": "there is no year -0000",
    "2004/2003": "it ends before it starts",
    "2022-02-04/2021-01-01": "it ends before it starts",
    "[2004..2003]": "ends before it starts",
    "": "it is empty",
    "22": "a year has four digits (write 0022)",
    "20220204": "a date is written with hyphens",
    "12345": "a date is written with hyphens",
    "2022-2-4": "a month and a day have two digits",
    "2022/02/04": "an interval has one '/'",
    "4 February 2022": "EDTF has no such character here",
    "２０２２": "EDTF has no such character here",
    "٢٠٢٢-٠٢-٠٤": "EDTF has no such character here",
    "2022-02-04 ": "write a date as YYYY",
    " 2022": "write a date as YYYY",
    "2022\n": "EDTF has no such character here",
    "1863- 03-29": "write a date as YYYY",
    "Y1985": "written without 'Y'",
    "Y17E7": "EDTF level 2",
    "Y012345": "after 'Y' comes a year of more than four digits",
    "1985-04-1X": "EDTF level 2",
    "1XXX-12": "EDTF level 2",
    "XXXX-04-12": "EDTF level 2",
    "2001-XX-12": "EDTF level 2",
    "2001-25": "EDTF level 2",
    "2004-06~-11": "a qualifier inside a date is EDTF level 2",
    "{1960,1961-12}": "EDTF level 2",
    "[1960": "ends with ']'",
    "[]": "a date is missing here",
    "[1960,]": "a date is missing here",
    "[1960,,1962]": "a date is missing here",
    "[..]": "'..' needs a date",
    "[1960..,1970]": "only the last member",
    "[1960,..1970]": "only the first member",
    "/": "a date on at least one side",
    "../..": "a date on at least one side",
    "../": "a date on at least one side",
    "2022-02-04T24:00:00": "from 00:00:00 to 23:59:59",
    "2022-02-04T12:30:60": "from 00:00:00 to 23:59:59",
    "2022-02-04T12:30:00+25": "an offset is Z",
    "2022-02-04T12:30:00Z?": "takes no qualifier",
    "2022-02-04T12:30:00Z/2023": "only stand in a single date",
    "0": "a year has four digits",
    "86400": "written with hyphens",
    "1643932800": "written with hyphens",
    "now": "EDTF has no such character here",
    "-00XX": "through year 0",
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_what_is_no_date_is_refused_with_its_reason(text: str, sentence: str) -> None:
    with pytest.raises(DateError) as caught:
        When.parse(text)
    assert sentence in caught.value.reason
    assert caught.value.text == text
    assert len(str(caught.value)) <= 300
    assert str(caught.value).isprintable()


def test_a_refusal_points_at_the_character() -> None:
    with pytest.raises(DateError, match="at character 9: no calendar has this day") as caught:
        When.parse("2014-02-30")
    assert caught.value.at == 8
    with pytest.raises(DateError) as caught:
        When.parse("[2014-01,2014-02,2014-13]")
    assert caught.value.at == len("[2014-01,2014-02,2014-")


@pytest.mark.parametrize("value", [2022, 2022.0, True, None, b"2022", ["2022"]])
def test_only_text_is_a_date(value: object) -> None:
    with pytest.raises(DateError, match="a date is a text"):
        When.parse(value)  # type: ignore[arg-type]


def test_a_text_over_200_characters_is_refused_before_it_is_read() -> None:
    longest = "[" + ",".join(["1985-04-12"] * 18) + "]"
    assert When.parse(longest).bounds == When.parse("1985-04-12").bounds
    with pytest.raises(DateError, match="more than the 200"):
        When.parse("[" + ",".join(["1985"] * 60) + "]")


def test_a_hostile_text_is_refused_without_being_read() -> None:
    for text in ("?" * 10**6, "[" * 10**6, "9" * 10**6, "Y" + "9" * 10**6):
        with pytest.raises(DateError, match="more than the 200"):
            When.parse(text)


@given(st.text(alphabet="0123456789-XYTZES:/.,[]{}?~% +ab\n\x00", max_size=40))
def test_any_text_is_a_date_that_reads_back_or_a_date_error(text: str) -> None:
    try:
        when = When.parse(text)
    except ChronologyError as error:
        assert isinstance(error, DateError)
        assert len(str(error)) <= 300
        return
    assert str(when) == text
    assert When.parse(str(when.canonical())).bounds == when.bounds
    start_min, start_max, end_min, end_max = when.bounds
    assert start_min <= start_max
    assert end_min <= end_max
    assert start_min <= end_min
    assert start_max <= end_max
    assert when.words()


years = st.integers(-9999, 9999).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04d}")
months = st.tuples(years, st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02d}")
days = st.tuples(months, st.integers(1, 28)).map(lambda parts: f"{parts[0]}-{parts[1]:02d}")
dates = st.one_of(
    years,
    months,
    days,
    st.tuples(years, st.integers(21, 24)).map(lambda parts: f"{parts[0]}-{parts[1]}"),
    st.integers(10, 999).map(lambda decade: f"{decade:03d}X"),
    st.integers(10, 99).map(lambda century: f"{century:02d}XX"),
    years.map(lambda year: f"{year}-XX"),
    months.map(lambda month: f"{month}-XX"),
    st.integers(10**4, 10**9).map(lambda year: f"Y{year}"),
)
qualified = st.tuples(dates, st.sampled_from(["", "?", "~", "%"])).map("".join)


@given(qualified)
def test_every_generated_date_is_read_and_a_qualifier_never_moves_a_bound(text: str) -> None:
    when = When.parse(text)
    assert str(when) == text
    assert when.bounds == When.parse(text.rstrip("?~%")).bounds
    assert when.qualifiers == (text[-1] if text[-1] in "?~%" else "")


@given(qualified, qualified)
def test_an_interval_is_read_exactly_when_its_end_can_reach_its_start(first: str, second: str) -> None:
    start, end = When.parse(first).bounds, When.parse(second).bounds
    text = f"{first}/{second}"
    if end.end_max < start.start_min:
        with pytest.raises(DateError, match="ends before it starts"):
            When.parse(text)
    else:
        bounds = When.parse(text).bounds
        assert bounds.start_min == start.start_min
        assert bounds.end_max == end.end_max
        assert str(When.parse(text)) == text


@given(st.lists(dates, min_size=1, max_size=8))
def test_a_set_spans_its_members_in_any_order(members: list[str]) -> None:
    bounds = When.parse(f"[{','.join(members)}]").bounds
    alone = [When.parse(member).bounds for member in members]
    assert bounds.start_min == min(one.start_min for one in alone)
    assert bounds.end_max == max(one.end_max for one in alone)
