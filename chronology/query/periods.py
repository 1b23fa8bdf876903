"""Calendar periods: from day numbers to weeks, months, quarters and years, and to the EDTF text of each.

A period is a whole number, one more for the next period of its kind. The arithmetic is that of C. Neri and L.
Schneider, "Euclidean affine functions and their application to calendar algorithms" (2023), in the proleptic Gregorian
calendar; one step at a time, since some engines fail on the whole as one expression. Whole numbers are divided as
floats, which every engine does fast; the half that is added first keeps the rounding of the quotient, which differs,
from reaching the next whole number (for dividends below 2**50).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from chronology.dates.days import OPEN_END, OPEN_START, civil_date, day_number
from chronology.errors import QueryError, did_you_mean, printable

if TYPE_CHECKING:
    import narwhals as nw

    from chronology.query.engines import Frame

Period = Literal["day", "week", "month", "quarter", "year", "decade", "century"]

_MONTHS: Final[dict[str, int]] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_MONDAY: Final = 3
"""Days from a Monday to the day 0, a Thursday."""


def require_period(per: object) -> None:
    """Nothing, where `per` is the name of a kind of period; else a QueryError."""
    known = get_args(Period)
    if per not in known:
        shown = f"'{printable(per)}'" if isinstance(per, str) else type(per).__name__
        hint = (did_you_mean(per, known) if isinstance(per, str) else "") or f" ({', '.join(known)})"
        raise QueryError(f"there is no period {shown}{hint}")


def period_of(day: int, per: Period) -> int:
    """The period in which a day lies."""
    if per == "day":
        return day
    if per == "week":
        return (day + _MONDAY) // 7
    year, month, _ = civil_date(day)
    return (12 * year + month - 1) // _MONTHS[per]


def first_day(period: int, per: Period) -> int:
    """The day number of the first day of a period; its last day is the one before the next period's."""
    if per == "day":
        return period
    if per == "week":
        return 7 * period - _MONDAY
    year, month = divmod(period * _MONTHS[per], 12)
    return day_number(year, month + 1, 1)


def with_period(frame: Frame, day: str, per: Period, *, name: str = "period") -> Frame:
    """`frame` with the number of the period in which a column of days lies; null where there is no bound."""
    import narwhals as nw

    bounded = frame.with_columns(**{name: nw.when(_is_bounded(day)).then(nw.col(day))})
    if per == "day":
        return bounded
    if per == "week":
        return bounded.with_columns(**{name: _whole(_quotient(nw.col(name) + _MONDAY, 7))})
    months = _with_march_based(bounded, name)
    return _without_steps(months.with_columns(**{name: _whole(_quotient(_month(), _MONTHS[per]))}))


def with_label(frame: Frame, per: Period, *, name: str = "period") -> Frame:
    """`frame` with the numbers of periods turned into EDTF text; null stays null.

    A day or a month is itself (``2014-02-03``, ``2014-02``), a week the interval from its Monday to its Sunday, a
    quarter one of the seasons 33 to 36 (``2014-33``), a decade and a century a year with unspecified digits
    (``201X``, ``20XX``), before the year 0 and beyond 9999 an interval of years. A year of more than four digits is
    ``Y12345``; for what is shorter than a year EDTF has no form there, and ``12345-02`` is no EDTF.
    """
    import narwhals as nw

    number = nw.col(name)
    if per == "day":
        return _with_day_text(frame, number, name)
    if per == "week":
        monday = _with_day_text(frame.with_columns(week=number), 7 * number - _MONDAY, name)
        sunday = _with_day_text(monday, 7 * nw.col("week") - _MONDAY + 6, "sunday")
        whole = nw.concat_str(nw.col(name), nw.col("sunday"), separator="/")
        return sunday.with_columns(**{name: whole}).drop("week", "sunday")
    if per in ("month", "quarter"):
        each = 12 // _MONTHS[per]
        split = frame.with_columns(year=_whole(_quotient(number, each)))
        part = number - each * nw.col("year") + (1 if per == "month" else 33)
        return split.with_columns(**{name: nw.concat_str(_year(nw.col("year")), nw.lit("-"), _digits(part, 2))}).drop(
            "year"
        )
    return frame.with_columns(**{name: _years(number, _MONTHS[per] // 12)})


def with_day_text(frame: Frame, day: str) -> Frame:
    """`frame` with a column of day numbers as ``[-]YYYY-MM-DD``; null where there is no bound."""
    import narwhals as nw

    return _with_day_text(frame, nw.when(_is_bounded(day)).then(nw.col(day)), day)


def _is_bounded(day: str) -> nw.Expr:
    import narwhals as nw

    return (nw.col(day) > OPEN_START) & (nw.col(day) < OPEN_END)


_STEPS: Final = ("step_century", "step_year", "step_month", "step_rest")


def _with_march_based(frame: Frame, day: str) -> Frame:
    """`frame` with century, year of it, month of the year that begins in March, and what is left, as `_STEPS`."""
    import narwhals as nw

    century, year, month, rest = map(nw.col, _STEPS)
    steps = frame.with_columns(step_rest=4 * (nw.col(day) + 719468) + 3)
    steps = steps.with_columns(step_century=_quotient(rest, 146097))
    steps = steps.with_columns(step_rest=4 * _quotient(rest - 146097 * century, 4) + 3)
    steps = steps.with_columns(step_year=_quotient(rest, 1461))
    steps = steps.with_columns(step_rest=5 * _quotient(rest - 1461 * year, 4) + 2)
    steps = steps.with_columns(step_month=_quotient(rest, 153))
    return steps.with_columns(step_rest=rest - 153 * month)


def _month() -> nw.Expr:
    """Months since January of the year 0, from `_STEPS`."""
    import narwhals as nw

    century, year, month, _ = map(nw.col, _STEPS)
    return 12 * (100 * century + year) + month + 2


def _without_steps(frame: Frame) -> Frame:
    return frame.drop(*_STEPS)


def _with_day_text(frame: Frame, day: nw.Expr, name: str) -> Frame:
    import narwhals as nw

    steps = _with_march_based(frame.with_columns(**{name: day}), name)
    steps = steps.with_columns(step_month=_month(), step_rest=_quotient(nw.col("step_rest"), 5) + 1)
    steps = steps.with_columns(step_year=_quotient(nw.col("step_month"), 12))
    month = nw.col("step_month") - 12 * nw.col("step_year") + 1
    parts = (_year(nw.col("step_year")), nw.lit("-"), _digits(month, 2), nw.lit("-"), _digits(nw.col("step_rest"), 2))
    return _without_steps(steps.with_columns(**{name: nw.concat_str(*parts)}))


def _years(number: nw.Expr, years: int) -> nw.Expr:
    import narwhals as nw

    if years == 1:
        return _any_year(number)
    marks = {10: "X", 100: "XX"}[years]
    masked = nw.concat_str(_digits(number, 4 - len(marks)), nw.lit(marks))
    span = nw.concat_str(_any_year(years * number), nw.lit("/"), _any_year(years * number + (years - 1)))
    return nw.when((number >= 0) & (number < 10_000 // years)).then(masked).otherwise(span)


def _any_year(number: nw.Expr) -> nw.Expr:
    import narwhals as nw

    far = nw.concat_str(nw.lit("Y"), _whole(number).cast(nw.String))
    return nw.when((number > 9999) | (number < -9999)).then(far).otherwise(_year(number))


def _year(number: nw.Expr) -> nw.Expr:
    import narwhals as nw

    return nw.when(number < 0).then(nw.concat_str(nw.lit("-"), _digits(-1 * number, 4))).otherwise(_digits(number, 4))


def _digits(number: nw.Expr, width: int) -> nw.Expr:
    import narwhals as nw

    return _whole(number).cast(nw.String).str.zfill(width)


def _quotient(number: nw.Expr, divisor: int) -> nw.Expr:
    return number if divisor == 1 else ((number + 0.5) / divisor).floor()


def _whole(number: nw.Expr) -> nw.Expr:
    import narwhals as nw

    return number.cast(nw.Int64)
