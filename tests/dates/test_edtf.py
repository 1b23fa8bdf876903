"""What is read as EDTF, what it may mean, and what is refused with which sentence."""

import datetime
import itertools
import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chronology.dates.days import OPEN_END, OPEN_START, format_day
from chronology.dates.edtf import format_edtf, parse_edtf
from chronology.dates.when import When
from chronology.errors import DateError

NO_BOUND = "none"

# The 64 examples of the EDTF specification (Library of Congress, 4 February 2019), with the first and last day of the
# start and of the end.
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
Y-17E7                          -170000000-01-01 -170000000-12-31 -170000000-01-01 -170000000-12-31
1950S2                          1900-01-01 1999-12-31 1900-01-01 1999-12-31
Y171010000S3                    171000000-01-01 171999999-12-31 171000000-01-01 171999999-12-31
Y3388E2S3                       338000-01-01 338999-12-31 338000-01-01 338999-12-31
2001-34                         2001-04-01 2001-06-30 2001-04-01 2001-06-30
[1667,1668,1670..1672]          1667-01-01 1672-12-31 1667-01-01 1672-12-31
[..1760-12-03]                  none 1760-12-03 none 1760-12-03
[1760-12..]                     1760-12-01 none 1760-12-01 none
[1760-01,1760-02,1760-12..]     1760-01-01 none 1760-01-01 none
[1667,1760-12]                  1667-01-01 1760-12-31 1667-01-01 1760-12-31
[..1984]                        none 1984-12-31 none 1984-12-31
{1667,1668,1670..1672}          1667-01-01 1667-12-31 1672-01-01 1672-12-31
{1960,1961-12}                  1960-01-01 1960-12-31 1961-12-01 1961-12-31
{..1984}                        none none 1984-01-01 1984-12-31
2004-06-11%                     2004-06-11 2004-06-11 2004-06-11 2004-06-11
2004-06~-11                     2004-06-11 2004-06-11 2004-06-11 2004-06-11
2004?-06-11                     2004-06-11 2004-06-11 2004-06-11 2004-06-11
?2004-06-~11                    2004-06-11 2004-06-11 2004-06-11 2004-06-11
2004-%06-11                     2004-06-11 2004-06-11 2004-06-11 2004-06-11
156X-12-25                      1560-12-25 1569-12-25 1560-12-25 1569-12-25
15XX-12-25                      1500-12-25 1599-12-25 1500-12-25 1599-12-25
XXXX-12-XX                      0000-12-01 9999-12-31 0000-12-01 9999-12-31
1XXX-XX                         1000-01-01 1999-12-31 1000-01-01 1999-12-31
1XXX-12                         1000-12-01 1999-12-31 1000-12-01 1999-12-31
1984-1X                         1984-10-01 1984-12-31 1984-10-01 1984-12-31
2004-06-~01/2004-06-~20         2004-06-01 2004-06-01 2004-06-20 2004-06-20
2004-06-XX/2004-07-03           2004-06-01 2004-06-30 2004-07-03 2004-07-03
"""
CASES = [line.split() for line in EXAMPLES.strip().splitlines()]

# What the standard leaves open, as docs/dates.md decides it, and forms that its examples do not show.
DECIDED = """
0000                            0000-01-01 0000-12-31 0000-01-01 0000-12-31
-0044-03-15                     -0044-03-15 -0044-03-15 -0044-03-15 -0044-03-15
-01XX                           -0199-01-01 -0100-12-31 -0199-01-01 -0100-12-31
-00XX                           -0099-01-01 -0001-12-31 -0099-01-01 -0001-12-31
-1950S2                         -1999-01-01 -1900-12-31 -1999-01-01 -1900-12-31
0000-02-29                      0000-02-29 0000-02-29 0000-02-29 0000-02-29
156X-02-29                      1560-02-29 1568-02-29 1560-02-29 1568-02-29
2004-1X-31                      2004-10-31 2004-12-31 2004-10-31 2004-12-31
2001-XX-31                      2001-01-31 2001-12-31 2001-01-31 2001-12-31
2004-24                         2004-12-01 2005-02-28 2004-12-01 2005-02-28
2003-24                         2003-12-01 2004-02-29 2003-12-01 2004-02-29
9999-24                         9999-12-01 10000-02-29 9999-12-01 10000-02-29
2001-28                         2001-12-01 2002-02-28 2001-12-01 2002-02-28
2001-29                         2001-09-01 2001-11-30 2001-09-01 2001-11-30
2001-30                         2001-12-01 2002-02-28 2001-12-01 2002-02-28
2001-32                         2001-06-01 2001-08-31 2001-06-01 2001-08-31
2001-36                         2001-10-01 2001-12-31 2001-10-01 2001-12-31
2001-38                         2001-05-01 2001-08-31 2001-05-01 2001-08-31
2001-41                         2001-07-01 2001-12-31 2001-07-01 2001-12-31
1984/1984-06                    1984-01-01 1984-06-30 1984-06-01 1984-06-30
1984-06/1984                    1984-06-01 1984-06-30 1984-06-01 1984-12-31
2001-21/2001-23                 2001-03-01 2001-05-31 2001-09-01 2001-11-30
156X-12-25/157X                 1560-12-25 1569-12-25 1570-01-01 1579-12-31
[2022-01-27,2022-01-26]         2022-01-26 2022-01-27 2022-01-26 2022-01-27
{1961-12,1960}                  1960-01-01 1960-12-31 1961-12-01 1961-12-31
{1960..}                        1960-01-01 1960-12-31 none none
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


@pytest.mark.parametrize("text", ["Y" + "9" * 40, "Y9E18", "Y9E999999999999"])
def test_a_year_beyond_the_sentinels_has_no_bound_on_the_far_side_and_keeps_its_text(text: str) -> None:
    far, as_far_back = When.parse(text), When.parse(text.replace("Y", "Y-"))
    assert far.earliest is not None
    assert far.earliest > "2737907000000"
    assert far.latest is None
    assert as_far_back.earliest is None
    assert as_far_back.bounds == tuple(-day for day in (far.bounds[1], far.bounds[0], far.bounds[3], far.bounds[2]))
    assert str(far) == text


REFUSED = {
    "2014-02-30": "no calendar has this day",
    "2021-02-29": "no calendar has this day",
    "1900-02-29": "no calendar has this day",
    "1985-04-31": "no calendar has this day",
    "1985-02-3X": "no calendar has this day",
    "X900-02-29": "no calendar has this day",
    "190X-02-3X": "no calendar has this day",
    "2021-13": "there is no month 13",
    "2021-00": "there is no month 00",
    "2021-19": "there is no month 19",
    "2021-20": "there is no month 20",
    "2021-42": "there is no month 42",
    "2021-2X": "there is no month 2X",
    "2021-01-00": "there is no day 00",
    "2021-01-32": "there is no day 32",
    "2021-01-4X": "there is no day 4X",
    "2021-21-01": "has no days",
    "2021-21-XX": "has no days",
    "-0000": "there is no year -0000",
    "-0000-01-01": "there is no year -0000",
    "2004/2003": "it ends before it starts",
    "2022-02-04/2021-01-01": "it ends before it starts",
    "200X/199X": "it ends before it starts",
    "[2004..2003]": "ends before it starts",
    "{2004..2003}": "ends before it starts",
    "": "it is empty",
    "22": "a year has four digits (write 0022)",
    "03/02/2022": "EDTF writes year, month, day",
    "2022-02-04/05": "is a whole date",
    "2022-02-04T15:00": "a time of day is hh:mm:ss",
    "20220204": "a date is written with hyphens",
    "12345": "a date is written with hyphens",
    "2022-2-4": "a month and a day have two digits",
    "2022/02/04": "an interval has one '/'",
    "4 February 2022": "EDTF has no such character here",
    "２０２２": "EDTF has no such character here",
    "٢٠٢٢-٠٢-٠٤": "EDTF has no such character here",
    "201x": "EDTF has no such character here",
    "201u": "EDTF has no such character here",
    "2022-02-04 ": "write a date as YYYY",
    " 2022": "write a date as YYYY",
    "2022\n": "EDTF has no such character here",
    "1863- 03-29": "write a date as YYYY",
    "+2022": "write a date as YYYY",
    "X": "write a date as YYYY",
    "?": "write a date as YYYY",
    "2004?~": "one qualifier (% is both ? and ~)",
    "2004-06-11??": "one qualifier",
    "1960..1961": "write a date as YYYY",
    "Y1985": "written without 'Y'",
    "Y012345": "after 'Y' comes a year of more than four digits",
    "Y17E": "after 'Y' comes a year of more than four digits",
    "Y17E0": "after 'Y' comes a year of more than four digits",
    "Y17X000": "after 'Y' comes a year of more than four digits",
    "Y170000002-01": "after 'Y' comes a year of more than four digits",
    "Y17E7S0": "at least one significant digit",
    "Y17E7S12": "the year has only 9 digits",
    "1950S0": "1 to 4 significant digits",
    "1950S5": "1 to 4 significant digits",
    "1950S": "'S' and a number come after a year",
    "19X0S2": "'S' and a number come after a year",
    "1950S2-01": "'S' and a number come after a year",
    "[1960": "ends with ']'",
    "[1960}": "ends with ']'",
    "{1960": "ends with '}'",
    "{1960]": "ends with '}'",
    "[]": "a date is missing here",
    "{}": "a date is missing here",
    "[1960,]": "a date is missing here",
    "[1960,,1962]": "a date is missing here",
    "[..]": "'..' needs a date",
    "{..}": "'..' needs a date",
    "[1960..,1970]": "only the last member",
    "[1960,..1970]": "only the first member",
    "[1960/1961]": "write a date as YYYY",
    "[1960,  1961]": "write a date as YYYY",
    "/": "a date on at least one side",
    "../..": "a date on at least one side",
    "../": "a date on at least one side",
    "2022-02-04T24:00:00": "from 00:00:00 to 23:59:59",
    "2022-02-04T12:30:60": "from 00:00:00 to 23:59:59",
    "2022-02-04T12:30:00+25": "an offset is Z",
    "2022-02-04T12:30:00Z?": "takes no qualifier",
    "2022-02-04?T12:30:00": "takes no qualifier and no X",
    "2022-02-0XT12:30:00": "takes no qualifier and no X",
    "2022-02-04T12:30:00Z/2023": "only stand in a single date",
    "[2022-02-04T12:30:00Z]": "only stand in a single date",
    "0": "a year has four digits",
    "86400": "written with hyphens",
    "1643932800": "written with hyphens",
    "now": "EDTF has no such character here",
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


def test_a_set_with_more_masks_than_can_be_told_apart_is_still_compared() -> None:
    crowd = When.parse("[" + ",".join(["XXXX-12-25", *(f"{century}XX-12-24" for century in range(10, 18))]) + "]")
    assert 1 < len(crowd.readings) <= 500
    assert (crowd.earliest, crowd.latest) == ("0000-12-25", "9999-12-25")


def check_accepted(when: When, text: str) -> None:
    """What holds for every date that is read."""
    assert str(when) == text
    assert format_edtf(parse_edtf(text)) == text.replace(", ", ",")
    canonical = when.canonical()
    assert canonical.canonical() == canonical
    assert canonical.bounds == when.bounds
    assert set(canonical.qualifiers.replace("%", "?~")) == set(when.qualifiers.replace("%", "?~"))
    for bounds in (when.bounds, *when.readings, *when.pieces):
        assert bounds.start_min <= bounds.start_max <= bounds.end_max
        assert bounds.start_min <= bounds.end_min <= bounds.end_max
    assert when.readings == tuple(sorted(when.readings))
    assert min(reading.start_min for reading in when.readings) == when.bounds.start_min
    assert max(reading.end_max for reading in when.readings) == when.bounds.end_max


def read_or_refused(text: str) -> bool:
    """Whether a text is a date; any exception but DateError passes through."""
    try:
        when = When.parse(text)
    except DateError as error:
        assert len(str(error)) <= 300
        return False
    check_accepted(when, text)
    return True


@given(st.text(max_size=60) | st.text(alphabet="0123456789-XYTZES:/.,[]{}?~% +ab\n\x00", max_size=40))
def test_any_text_is_a_date_that_reads_back_or_a_date_error(text: str) -> None:
    read_or_refused(text)


def test_twenty_thousand_arbitrary_texts_raise_nothing_but_a_date_error() -> None:
    chance = random.Random(20_000)
    alphabet = "0123456789" * 3 + "--XXYTZES:/.,[]{}?~% +"
    for _ in range(20_000):
        read_or_refused("".join(chance.choices(alphabet, k=chance.randrange(1, 24))))


def likely_date(chance: random.Random) -> str:
    """What looks like EDTF of any level, right or wrong."""

    def mark() -> str:
        return chance.choice(["", "", "", "", "", "?", "~", "%"])

    def masked(number: int, width: int) -> str:
        return "".join("X" if chance.random() < 0.06 else digit for digit in f"{number:0{width}d}")

    def single() -> str:
        kind = chance.random()
        if kind < 0.05:
            return f"Y{chance.choice(['', '-'])}{chance.randrange(1, 10**7)}{chance.choice(['', 'E3', 'S2'])}{mark()}"
        if kind < 0.1:
            return f"{chance.randrange(10**4):04d}S{chance.randrange(6)}{mark()}"
        parts = [chance.choice(["", "", "", "-"]) + masked(chance.randrange(3000), 4)]
        if kind < 0.8:
            parts.append(masked(chance.randrange(1, 14), 2))
        elif kind < 0.9:
            parts.append(str(chance.randrange(20, 43)))
        if kind < 0.6:
            parts.append(masked(chance.randrange(1, 33), 2))
        return "-".join(f"{mark() if chance.random() < 0.2 else ''}{part}{mark()}" for part in parts)

    def members() -> str:
        joints = [chance.choice([",", ",", ", ", ".."]) for _ in range(chance.randrange(4))]
        text = "".join(itertools.chain(*((single(), joint) for joint in joints), (single(),)))
        return chance.choice(["", "", "", ".."]) + text + chance.choice(["", "", "", ".."])

    form = chance.random()
    if form < 0.5:
        return single()
    if form < 0.55:
        return f"{chance.randrange(1, 3000):04d}-05-0{chance.randrange(10)}T1{chance.randrange(10)}:30:00Z"
    if form < 0.75:
        return f"{chance.choice([single(), single(), '..', ''])}/{chance.choice([single(), single(), '..', ''])}"
    return f"[{members()}]" if form < 0.88 else f"{{{members()}}}"


def test_of_texts_that_look_like_dates_a_fair_share_is_read_and_no_other_error_is_raised() -> None:
    chance = random.Random(64)
    texts = [likely_date(chance) for _ in range(5_000)]
    accepted = sum(map(read_or_refused, texts))
    assert accepted > len(texts) / 5
    assert accepted < len(texts), "some of them are wrong, or the generator tests no refusal"


years = st.integers(-9999, 9999).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04d}")
months = st.tuples(years, st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02d}")
days = st.tuples(months, st.integers(1, 28)).map(lambda parts: f"{parts[0]}-{parts[1]:02d}")
dates = st.one_of(
    years,
    months,
    days,
    st.tuples(years, st.integers(21, 41)).map(lambda parts: f"{parts[0]}-{parts[1]}"),
    st.integers(10, 999).map(lambda decade: f"{decade:03d}X"),
    st.integers(10, 99).map(lambda century: f"{century:02d}XX"),
    years.map(lambda year: f"{year}-XX"),
    months.map(lambda month: f"{month}-XX"),
    st.integers(10**4, 10**9).map(lambda year: f"Y{year}"),
    st.tuples(st.integers(1000, 9999), st.integers(1, 4)).map(lambda parts: f"{parts[0]}S{parts[1]}"),
)
qualified = st.tuples(dates, st.sampled_from(["", "?", "~", "%"])).map("".join)
marks = st.sampled_from(["", "", "?", "~", "%"])


@given(qualified)
def test_every_generated_date_is_read_and_a_qualifier_never_moves_a_bound(text: str) -> None:
    when = When.parse(text)
    assert str(when) == text
    assert when.bounds == When.parse(text.rstrip("?~%")).bounds
    assert when.qualifiers == (text[-1] if text[-1] in "?~%" else "")


@given(years | months | days, st.lists(st.tuples(marks, marks), min_size=3, max_size=3))
def test_a_qualifier_on_any_part_moves_no_bound_and_is_listed(date: str, around: list[tuple[str, str]]) -> None:
    sign, parts = ("-", date[1:].split("-")) if date.startswith("-") else ("", date.split("-"))
    parts[0] = sign + parts[0]
    text = "-".join(f"{left}{part}{right}" for part, (left, right) in zip(parts, around, strict=False))
    when = When.parse(text)
    assert when.bounds == When.parse(date).bounds
    assert set(when.qualifiers) == set(re.sub(r"[^?~%]", "", text))
    check_accepted(when, text)


@given(years | months | days, st.data())
def test_a_digit_less_never_means_fewer_days(date: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([place for place, char in enumerate(date) if char.isdigit()]))
    masked = date[:place] + "X" + date[place + 1 :]
    known, vaguer = When.parse(date).bounds, When.parse(masked).bounds
    assert vaguer.start_min <= known.start_min <= known.start_max <= vaguer.start_max
    assert vaguer.end_min <= known.end_min <= known.end_max <= vaguer.end_max


@given(days, days, st.data())
def test_a_digit_less_at_the_end_of_an_interval_never_means_fewer_days(
    first: str, last: str, data: st.DataObject
) -> None:
    assume(When.parse(first) <= When.parse(last))
    text = f"{first}/{last}"
    place = data.draw(st.sampled_from([place for place, char in enumerate(text) if char.isdigit()]))
    known, vaguer = When.parse(text).bounds, When.parse(text[:place] + "X" + text[place + 1 :]).bounds
    assert vaguer.start_min <= known.start_min <= known.start_max <= vaguer.start_max
    assert vaguer.end_min <= known.end_min <= known.end_max <= vaguer.end_max


EIGHTIES = [datetime.date(1980, 1, 1).toordinal() + day for day in range(3653)]
DAY_TEXTS = {datetime.date.fromordinal(day).isoformat() for day in EIGHTIES}


@given(st.sampled_from(sorted(DAY_TEXTS)), st.sets(st.sampled_from([3, 5, 6, 8, 9]), min_size=1))
def test_a_mask_stands_for_exactly_the_days_that_match_it(day: str, hidden: set[int]) -> None:
    mask = "".join("X" if place in hidden else char for place, char in enumerate(day))
    meant = {
        format_day(number)
        for reading in When.parse(mask).readings
        for number in range(reading.start_min, reading.end_max + 1)
    }
    assert meant == {text for text in DAY_TEXTS if re.fullmatch(mask.replace("X", "."), text)}


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
    alone = [When.parse(member).bounds for member in members]
    one_of, all_of = When.parse(f"[{','.join(members)}]").bounds, When.parse(f"{{{','.join(members)}}}").bounds
    assert one_of.start_min == all_of.start_min == min(one.start_min for one in alone)
    assert one_of.end_max == all_of.end_max == max(one.end_max for one in alone)
    assert one_of.start_max == max(one.start_max for one in alone), "it may start as late as its last member"
    assert all_of.start_max == min(one.start_max for one in alone), "it starts with its first member"
