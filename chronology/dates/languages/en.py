"""Dates in English."""

from __future__ import annotations

from typing import Final

from chronology.dates.languages.grammar import Language

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


ENGLISH: Final = Language(
    locale="en",
    months={"": _MONTHS},
    months_short={"": tuple(month[:3] for month in _MONTHS)},
    ordinal=_ordinal,
    clock=", {}",
    groups={
        21: {"": "spring"},
        22: {"": "summer"},
        23: {"": "autumn"},
        24: {"": "winter"},
        33: {"": "the first quarter"},
        34: {"": "the second quarter"},
        35: {"": "the third quarter"},
        36: {"": "the fourth quarter"},
        37: {"": "the first third"},
        38: {"": "the second third"},
        39: {"": "the last third"},
        40: {"": "the first half"},
        41: {"": "the second half"},
    },
    northern="northern hemisphere",
    southern="southern hemisphere",
    year="{}",
    year_ce="{} CE",
    year_bce="{} BCE",
    thousands=",",
    crossing="{first}/{short:02d}",
    year_of_group="of {}",
    decade={"": "the {}s"},
    one_of_decade="of a year in the {}s",
    one_of_years="of a year between {first} and {last}",
    unknown_one="of an unknown year",
    forms={"of": {"years": "{}", "*": "of {}"}},
    elisions={},
    either=" or ",
    both=" and ",
    some_time="some time in {date}",
    about="about {date}",
    nearly="about {}",
    unknown_day="on an unknown day {date:of}",
    unknown_month="in an unknown month {date:of}",
    day_of_unknown_month="on the {day} of an unknown month {date:of}",
    unknown_year="in an unknown year",
    in_months="in {}",
    estimated="estimated {}",
    between="some time between {first} and {last}",
    between_days="on one day between {first} and {last}",
    up_to="some time up to {last}",
    from_on="some time from {first} on",
    choice="{date}",
    choice_between="between {first} and {last}",
    choice_up_to="up to {last}",
    choice_from_on="from {first} on",
    each="{date}",
    all_of="all of {}",
    all_up_to="all dates up to {last}",
    all_from_on="all dates from {first} on",
    interval="{start} to {end}",
    since="from {start}",
    until="until {end}",
    ongoing="ongoing",
    end_unknown="end unknown",
    start_open="start open",
    start_unknown="start unknown",
    start="start: {}",
    end="end: {}",
    nouns={
        "date": "",
        "year": "year",
        "month": "month",
        "day": "day",
        "season": "season",
        "period": "part of the year",
        "start": "start",
        "end": "end",
    },
    adjectives={
        "?": ("uncertain",) * 3,
        "~": ("approximate",) * 3,
        "%": ("uncertain and approximate",) * 3,
    },
)
