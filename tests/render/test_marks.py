from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.dates.days import format_day, parse_day
from chronology.dates.when import When
from chronology.model.event import Event
from chronology.render.columns import columns_of
from chronology.render.entries import entries_of
from chronology.render.marks import Mark, date_mark, mark_of
from chronology.render.scale import Scale

FIRST, LAST = parse_day("2010-01-01"), parse_day("2020-01-01")
SCALE = Scale(FIRST, LAST, FIRST, LAST, 800)


def mark(edtf: str) -> Mark:
    when = When.parse(edtf)
    return date_mark(when, when.bounds, SCALE)


def forms(found: Mark) -> list[str]:
    return [spot.form for spot in found.spots]


def core(found: Mark) -> tuple[str, str]:
    (solid,) = [part for part in found.stretches if part.form == "core" and part.opacity == 1]
    return format_day(round(solid.first)), format_day(round(solid.last))


def test_a_known_day_is_one_filled_symbol_in_the_middle_of_it() -> None:
    found = mark("2014-02-27")
    assert [(spot.form, spot.day) for spot in found.spots] == [("filled", parse_day("2014-02-27") + 0.5)]
    assert found.stretches == ()


def test_a_range_is_solid_from_its_first_day_to_the_end_of_its_last() -> None:
    assert core(mark("2014-02-27/2014-03-18")) == ("2014-02-27", "2014-03-19")
    assert forms(mark("2014-02-27/2014-03-18")) == ["filled"]


def test_two_possible_days_are_two_hollow_symbols_and_no_core() -> None:
    found = mark("[2014-01-26,2014-01-28]")
    assert forms(found) == ["hollow", "hollow"]
    assert [part.form for part in found.stretches] == ["dashes"]


def test_the_hole_of_a_set_is_not_drawn_as_possible() -> None:
    found = mark("[2011-01-01..2011-01-31,2011-06-01..2011-06-30]")
    tinted = [(format_day(part.first), format_day(part.last)) for part in found.stretches if part.form == "tint"]
    assert tinted == [("2011-01-01", "2011-02-01"), ("2011-06-01", "2011-07-01")]


@pytest.mark.parametrize("edtf", ["2013", "2013-05", "[2013-01-01..2013-06-01]", "201X"])
def test_some_time_within_favours_no_day(edtf: str) -> None:
    found = mark(edtf)
    assert {part.form for part in found.stretches} == {"tint", "dots"}
    assert forms(found) == ["end", "end"]


def test_a_start_known_to_the_year_fades_in_over_that_year() -> None:
    found = mark("2012~/2016-05-05")
    fading = [part for part in found.stretches if part.opacity < 1]
    assert (format_day(round(fading[0].first)), format_day(round(fading[-1].last))) == ("2012-01-01", "2012-12-31")
    opacities = [part.opacity for part in fading]
    assert opacities == sorted(opacities)
    assert core(found) == ("2012-12-31", "2016-05-06")
    assert "filled" not in forms(found)


def test_an_open_end_runs_to_the_edge_and_points_onward() -> None:
    found = mark("2013-09-07/..")
    assert found.last == LAST
    assert [(spot.form, spot.day) for spot in found.spots if spot.form == "onward"] == [("onward", LAST)]


def test_an_open_start_comes_from_the_edge() -> None:
    assert mark("../2013-09-07").first == FIRST
    assert forms(mark("../2013-09-07")) == ["back"]


def test_an_unknown_end_is_neither_open_nor_an_end() -> None:
    found = mark("2013-09-07/")
    assert "onward" not in forms(found)
    assert found.grammar >= {"unknown"}
    assert found.stretches[-1].form == "dots"


def test_a_range_that_may_have_ended_before_it_must_have_begun_has_no_core() -> None:
    found = mark("2013/2013-06")
    assert all(part.opacity < 1 for part in found.stretches)
    assert forms(found) == ["hollow"]


@pytest.mark.parametrize(
    ("edtf", "form"), [("2014-05-05?", "hollow"), ("2014-05-05%", "hollow"), ("2014-05-05~", "pale")]
)
def test_a_qualified_day_does_not_look_certain(edtf: str, form: str) -> None:
    assert forms(mark(edtf)) == [form]


@pytest.mark.parametrize("edtf", ["2012-05-05~/2016-05-05", "2012-05-05?/2016-05-05%", "2012-05-05/2016-05-05~"])
def test_a_qualifier_never_widens_a_date(edtf: str) -> None:
    plain = mark("2012-05-05/2016-05-05")
    found = mark(edtf)
    assert (found.first, found.last) == (plain.first, plain.last)
    assert core(found) != core(plain)


def test_a_day_that_others_give_is_hollow_beside_the_editors_day(event: Callable[..., Event]) -> None:
    entry = entries_of(columns_of([event("x", "2012-05-05", alternatives=[{"date": "2012-06-05"}])])).entries[0]
    found = mark_of(entry, SCALE)
    assert [(spot.form, format_day(int(spot.day))) for spot in found.spots] == [
        ("filled", "2012-05-05"),
        ("hollow", "2012-06-05"),
    ]
    assert "alternative" in found.grammar


def test_a_date_that_is_only_vaguer_contests_nothing(event: Callable[..., Event]) -> None:
    entry = entries_of(columns_of([event("x", "2012-05-05", alternatives=[{"date": "2012"}])])).entries[0]
    assert mark_of(entry, SCALE) == mark("2012-05-05")


def test_a_longer_alternative_is_an_outline_beyond_the_core_only(event: Callable[..., Event]) -> None:
    alternatives = [{"date": "2014-02-27/2014-03-21"}]
    entry = entries_of(columns_of([event("x", "2014-02-27/2014-03-18", alternatives=alternatives)])).entries[0]
    (outline,) = [part for part in mark_of(entry, SCALE).stretches if part.form == "outline"]
    assert (format_day(outline.first), format_day(outline.last)) == ("2014-03-19", "2014-03-22")


days = st.integers(FIRST - 9000, LAST + 9000)


def ends(day: int) -> st.SearchStrategy[str]:
    text = format_day(day)
    return st.sampled_from([text, text[:7], text[:4], f"{text}~", f"{text}?", f"{text[:4]}~", "..", ""])


@st.composite
def dates(draw: st.DrawFn) -> str:
    first = draw(days)
    last = draw(st.integers(first, first + 4000))
    start, end = draw(ends(first)), draw(ends(last))
    single = draw(st.booleans())
    if single or not (start.strip(".") or end.strip(".")):
        return format_day(first)
    return f"{start}/{end}"


@given(dates())
def test_every_date_has_a_symbol_and_nothing_of_no_length(edtf: str) -> None:
    when = When.parse(edtf)
    bounds = [day for day in when.bounds if abs(day) < 10**15]
    scale = Scale(FIRST, LAST, min(FIRST, *bounds), max(LAST, *(day + 1 for day in bounds)), 800)
    found = date_mark(when, when.bounds, scale)
    assert found.spots
    assert all(part.first < part.last for part in found.stretches)
    assert all(scale.reach_first <= spot.day <= scale.reach_last for spot in found.spots)
