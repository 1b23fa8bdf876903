"""A condition on a command line means the term that it spells, or is refused in a sentence."""

from __future__ import annotations

import pytest

from chronology.cli.condition_texts import EXPLAINED, any_of, condition
from chronology.errors import ChronologyError, DateError, QueryError
from chronology.query.terms import (
    ANY,
    Term,
    acting_on,
    after,
    at,
    before,
    during,
    involving,
    mentioning,
    of_kind,
    sourced_from,
    tagged,
    with_status,
    within,
)

MEANINGS: dict[str, Term] = {
    "kind:summit": of_kind("summit"),
    "actor:Russian Federation": involving("Russian Federation"),
    "together:RUS, CHN": involving("RUS", "CHN", together=True),
    "acting-on:RUS,UKR": acting_on("RUS", "UKR"),
    "role:CHN:host": involving("CHN", role="host"),
    "tag:military": tagged("military"),
    "place:beijing": at("beijing"),
    "source:wright-2022": sourced_from("wright-2022"),
    "status:planned": with_status("planned"),
    "mentioning:C++ or a+b, 1:2": mentioning("C++ or a+b, 1:2"),
    "during:[2022-01-26,2022-01-27]": during("[2022-01-26,2022-01-27]"),
    "within:2014": within("2014"),
    "before:2014": before("2014"),
    "after:2014": after("2014"),
    "not-kind:war": ~of_kind("war"),
    "kind:summit+actor:RUS": of_kind("summit") & involving("RUS"),
    "kind:summit + not-actor:RUS + during:2014/..": of_kind("summit") & ~involving("RUS") & during("2014/.."),
}


@pytest.mark.parametrize("text", MEANINGS)
def test_a_condition_is_the_term_that_it_spells(text: str) -> None:
    assert condition(text) == MEANINGS[text]


def test_several_conditions_are_any_of_them_and_none_is_no_condition() -> None:
    assert any_of(["kind:war", "kind:treaty+actor:RUS"]) == of_kind("war") | of_kind("treaty") & involving("RUS")
    assert any_of([]) == ANY


def test_the_help_names_every_condition() -> None:
    words = {text.partition(":")[0] for text in MEANINGS}
    assert sorted(word for word in words if f"{word}:" not in EXPLAINED) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("summit", "'summit' is no condition"),
        ("", "'' is no condition"),
        ("kind:", "'kind:' is no condition"),
        (":war", "there is no condition ':'"),
        ("knd:war", "did you mean 'kind'"),
        ("kind:war+knd:treaty", "did you mean 'kind'"),
        ("not-:war", "there is no condition ':'"),
        ("acting-on:RUS", "takes two actors"),
        ("role:CHN", "names no role"),
        ("role:CHN:hst", "did you mean 'host'"),
        ("status:planed", "did you mean 'planned'"),
        ("together:RUS,,CHN", "empty text"),
        ("k\x1bnd:war", r"k\x1bnd"),
    ],
)
def test_what_is_no_condition_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        condition(text)
    assert sentence in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_date_that_is_none_is_refused_as_a_date() -> None:
    with pytest.raises(DateError):
        condition("during:last week")
    assert issubclass(DateError, ChronologyError)
