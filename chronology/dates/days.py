"""Day numbers: days since 1970-01-01 in the proleptic Gregorian calendar, for any year."""

from __future__ import annotations

import re
from typing import Final

from chronology.errors import DateError

OPEN_START: Final = -(10**15)
OPEN_END: Final = 10**15
"""The two sentinels for "no bound". Days farther away clamp to them."""

_DAYS_IN_MONTH: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_TEXT: Final = re.compile(r"(-?)([0-9]{4,})-([0-9]{2})-([0-9]{2})")


def is_leap(year: int) -> bool:
    """Whether an astronomical year (0 is 1 BCE) has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in a month of an astronomical year."""
    return 29 if month == 2 and is_leap(year) else _DAYS_IN_MONTH[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The day number of a civil date, not clamped (after Hinnant, "days_from_civil")."""
    shifted = year - (month <= 2)
    day_of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + day_of_year - 719468


def civil_date(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; the inverse of :func:`day_number`."""
    era, day_of_era = divmod(number + 719468, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    return year_of_era + era * 400 + (month <= 2), month, day


def clamped(number: int) -> int:
    """A day number kept between the two sentinels."""
    return min(max(number, OPEN_START), OPEN_END)


def format_day(number: int) -> str:
    """A day number as ``[-]YYYY-MM-DD``, astronomical years (``0000`` is 1 BCE).

    Raises
    ------
    DateError
        The number is one of the sentinels, so there is no day to write.
    """
    if not OPEN_START < number < OPEN_END:
        raise DateError(str(number), "it stands for 'no bound', which has no day")
    year, month, day = civil_date(number)
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def parse_day(text: str) -> int:
    """The day number of ``[-]YYYY-MM-DD``; the inverse of :func:`format_day`.

    Raises
    ------
    DateError
        The text has another form, or names a day that no calendar has.
    """
    match = _DAY_TEXT.fullmatch(text) if len(text) <= 40 else None
    if match is None:
        raise DateError(text, "write a day as YYYY-MM-DD")
    sign, digits, month, day = match[1], match[2], int(match[3]), int(match[4])
    year = -int(digits) if sign else int(digits)
    if sign and year == 0:
        raise DateError(text, "there is no year -0000 (write 0000 for 1 BCE)")
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        raise DateError(text, "no calendar has this day")
    return clamped(day_number(year, month, day))
