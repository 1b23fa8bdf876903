"""The words of dates in English."""

from __future__ import annotations

from typing import Final

from chronology.dates.phrasebook.language import Kind, Language

_ORDINALS: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|"
    "twenty-fourth|twenty-fifth|twenty-sixth|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth|thirty-first"
)
_NUMBERS: Final = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"

ENGLISH: Final = Language(
    code="en",
    months=(
        "january|jan",
        "february|feb|febr",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ),
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    short_weekdays=("mon", "tue|tues", "wed|weds", "thu|thur|thurs", "fri", "sat", "sun"),
    seasons=("spring|springtime", "summer|summertime", "autumn|fall", "winter|wintertime"),
    suffixes={
        "st": Kind.ORDINAL,
        "nd": Kind.ORDINAL,
        "rd": Kind.ORDINAL,
        "th": Kind.ORDINAL,
        "s": Kind.DECADE,
        "q": Kind.QUARTER,
    },
    rows=(
        *((Kind.ORDINAL, number, word) for number, word in enumerate(_ORDINALS.split("|"), 1)),
        *((Kind.COUNT, number, word) for number, word in enumerate(_NUMBERS.split("|"), 2)),
        (Kind.COUNT, 1, "a|an|one"),
        (Kind.LEAD, None, "the|at|during|dated"),
        (Kind.IN, None, "in"),
        (Kind.ON, None, "on"),
        (Kind.OF, None, "of"),
        (Kind.YEAR_WORD, "year", "year"),
        (Kind.YEAR_WORD, "years", "years"),
        (Kind.CENTURY, 100, "century|centuries"),
        (Kind.CENTURY, 1000, "millennium|millennia|millenium"),
        (Kind.QUARTER, "quarter", "quarter|q"),
        (Kind.QUARTER, "quarters", "quarters"),
        (Kind.HALF, None, "half|h"),
        (Kind.PORTION, (0, 3), "early|beginning|the beginning|start|the start|early part|early-|start-|beginning-"),
        (Kind.PORTION, (1, 3), "mid|mid-|middle|the middle"),
        (Kind.PORTION, (2, 3), "late|end|the end|late part|latter part|late-|end-"),
        (Kind.ERA, True, "bc|bce|b.c.|b.c.e.|before christ|before the common era"),
        (Kind.ERA, False, "ad|ce|a.d.|c.e.|anno domini|of the common era"),
        (Kind.ABOUT, None, "about|circa|c|ca|cca|around|approximately|approx|roughly|or so|or thereabouts|on or about"),
        (Kind.SOME_TIME, None, "some time|sometime|at some time|at some point|on one day"),
        (Kind.DOUBT, None, "probably|perhaps|possibly|maybe|likely|presumably|apparently|uncertain|date uncertain|(?)"),
        (Kind.BEFORE, None, "before|prior to|earlier than"),
        (Kind.AFTER, None, "after|later than|following"),
        (Kind.FROM, None, "from|starting|beginning in|beginning on"),
        (Kind.SINCE, None, "since|ever since"),
        (Kind.TAIL_SINCE, None, "onward|onwards|and after|and later|ongoing|still going on|going on|and continuing"),
        (Kind.UNTIL, None, "until|till|til|up to|up until|through|thru"),
        (Kind.BY, None, "by|no later than|not later than|not after|on or before|in or before"),
        (Kind.TAIL_BY, None, "at the latest|or earlier|or before"),
        (Kind.NOT_BEFORE, None, "no earlier than|not earlier than|not before|on or after|in or after"),
        (Kind.TAIL_NOT_BEFORE, None, "or later|or after|at the earliest"),
        (Kind.BETWEEN, None, "between"),
        (Kind.TO, None, "to|to-"),
        (Kind.AND, None, "and|as well as"),
        (Kind.OR, None, "or"),
        (Kind.PRESENT, None, "present|the present|present day|the present day|now|date"),
        (Kind.WHICH, -1, "last|previous"),
        (Kind.WHICH, 0, "this|current"),
        (Kind.WHICH, 1, "next|coming"),
        (Kind.UNIT, "day", "day"),
        (Kind.UNIT, "days", "days"),
        (Kind.UNIT, "week", "week"),
        (Kind.UNIT, "weeks", "weeks"),
        (Kind.UNIT, "month", "month"),
        (Kind.UNIT, "months", "months"),
        (Kind.UNIT, "decade", "decade"),
        (Kind.UNIT, "decades", "decades"),
        (Kind.AGO, -1, "ago"),
        (Kind.AGO, 1, "from now|hence"),
        (Kind.DAY_OFFSET, -2, "the day before yesterday"),
        (Kind.DAY_OFFSET, -1, "yesterday"),
        (Kind.DAY_OFFSET, 0, "today"),
        (Kind.DAY_OFFSET, 1, "tomorrow"),
        (Kind.DAY_OFFSET, 2, "the day after tomorrow"),
        (Kind.ROLLING, -1, "past|recent"),
        (Kind.EARLIER, -1, "earlier"),
        (Kind.EARLIER, 1, "later"),
    ),
)
