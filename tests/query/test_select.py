"""Asking a registry: who, what, where, when, and everything that terms can be combined to."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.errors import QueryError, UnknownId
from chronology.model.event import Event
from chronology.query.names import in_ids
from chronology.query.select import select
from chronology.query.terms import (
    ANY,
    Term,
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
from chronology.registry.registry import Registry

ALL = ["treaty-2001", "georgia-war", "olympics-2008", "talks-2013", "dialogue", "vostok-2018"]
ALL += ["request-2022", "summit-2030"]


def _except(*ids: str) -> list[str]:
    return [id for id in ALL if id not in ids]


@pytest.mark.parametrize(
    ("term", "ids"),
    [
        (ANY, ALL),
        (~ANY, []),
        (ANY & during("2001"), ["treaty-2001"]),
        (ANY | during("2001"), ALL),
        (~ANY | during("2001"), ["treaty-2001"]),
        (during("2008-08-08"), ["georgia-war", "olympics-2008"]),
        (during("2020"), ["dialogue"]),
        (during("2013"), ["talks-2013", "dialogue"]),
        (during("2013", certainty="certain"), ["dialogue"]),
        (within("2008-08"), ["georgia-war", "olympics-2008"]),
        (within("2008-08-01/2008-08-12"), ["georgia-war"]),
        (within("2013/.."), ["talks-2013", "dialogue", "vostok-2018", "request-2022", "summit-2030"]),
        (within("2013/2022", certainty="certain"), ["vostok-2018", "request-2022"]),
        (before("2008-08-08"), ["treaty-2001"]),
        (before("2013-06"), ["treaty-2001", "georgia-war", "olympics-2008", "talks-2013"]),
        (after("2022-01-27"), ["request-2022", "summit-2030"]),
        (after("2022-01-27", certainty="certain"), ["summit-2030"]),
        (during("2022-01-27"), ["dialogue", "request-2022"]),
        (during("2022-01-27", certainty="certain"), ["dialogue"]),
        (
            involving("CHN"),
            ["treaty-2001", "olympics-2008", "talks-2013", "vostok-2018", "request-2022", "summit-2030"],
        ),
        (involving("RUS", "USA"), ["olympics-2008", "dialogue"]),
        (involving("RUS", "USA", together=True), ["dialogue"]),
        (involving("RUS", "CHN", together=True), ["treaty-2001", "talks-2013", "vostok-2018", "summit-2030"]),
        (involving("RUS", "GEO"), ["georgia-war"]),
        (involving("RUS", "GEO", together=True), []),
        (involving("RUS", together=True), _except("olympics-2008", "request-2022")),
        (involving("CHN", role="host"), ["olympics-2008"]),
        (involving("RUS", "USA", role="guest"), ["olympics-2008"]),
        (involving("RUS", "CHN", role="guest"), []),
        (of_kind("war", "treaty"), ["treaty-2001", "georgia-war"]),
        (of_kind("boycott"), []),
        (tagged("partnership"), ["treaty-2001", "olympics-2008"]),
        (tagged("sport", "use-of-force"), ["georgia-war", "olympics-2008"]),
        (at("moscow"), ["treaty-2001"]),
        (at("moscow", "beijing"), ["treaty-2001", "olympics-2008"]),
        (sourced_from("tagliavini-2009", "fmprc-2001"), ["treaty-2001", "georgia-war"]),
        (with_status("alleged", "disputed"), ["talks-2013", "request-2022"]),
        (~with_status("established"), ["talks-2013", "request-2022", "summit-2030"]),
        (mentioning("good-NEIGHBOUR"), ["treaty-2001"]),
        (mentioning("ДИАЛОГ"), ["dialogue"]),
        (mentioning("évian"), ["dialogue"]),
        (mentioning("CAFE\u0301"), ["dialogue"]),
        (mentioning("olymp"), ["olympics-2008", "request-2022"]),
        (mentioning("."), ["dialogue"]),
        (mentioning("tr.aty"), []),
        (~mentioning("rounds"), _except("dialogue")),
        (during("2008") & ~involving("GEO") | of_kind("exercise"), ["olympics-2008", "vostok-2018"]),
    ],
    ids=repr,
)
def test_a_registry_answers(registry: Registry, term: Term, ids: list[str]) -> None:
    assert list(registry.where(term).events) == ids
    assert list(select(registry.to_frame(), term)["id"]) == ids


def test_an_answer_is_a_registry_with_the_claims_about_its_events(registry: Registry) -> None:
    answer = registry.where(of_kind("treaty"))
    assert list(answer.claims) == ["c1"]
    assert answer.actors == registry.actors
    assert answer.sources == registry.sources


@pytest.mark.parametrize("name", ["RUS", "rus", "Russia", "russian federation", "365"])
def test_actors_may_be_named_as_people_name_them(registry: Registry, name: str) -> None:
    assert registry.where(involving(name, "PRC", together=True)) == registry.where(
        involving("RUS", "CHN", together=True)
    )
    assert registry.where(~involving("CHN") & involving(name)) == registry.where(~involving("CHN") & involving("RUS"))


def test_two_names_of_one_actor_are_one_actor(registry: Registry) -> None:
    assert in_ids(involving("RUS", "Russia", "PRC", together=True), registry) == involving("RUS", "CHN", together=True)


def test_an_actor_without_a_record_can_be_asked_for_by_id(registry: Registry) -> None:
    assert list(registry.where(involving("GEO")).events) == ["georgia-war"]


@pytest.mark.parametrize(
    ("term", "sentence", "nearest"),
    [
        (involving("Rusia"), "no actor 'Rusia' (did you mean 'Russia' or 'USA' or 'RUS'?)", ("Russia", "USA", "RUS")),
        (involving("RUS", "GEOR"), "no actor 'GEOR' (did you mean 'GEO'?)", ("GEO",)),
        (at("moskow"), "no place 'moskow' (did you mean 'moscow'?)", ("moscow",)),
        (sourced_from("tagliavini"), "no source 'tagliavini' (did you mean 'tagliavini-2009'?)", ("tagliavini-2009",)),
        (of_kind("treeaty"), "no kind 'treeaty' (did you mean 'treaty'?)", ("treaty",)),
        (of_kind("war") | ~tagged("sports"), "no tag 'sports' (did you mean 'sport'?)", ("sport",)),
    ],
)
def test_a_misspelt_id_is_an_error_and_not_an_empty_answer(
    registry: Registry, term: Term, sentence: str, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownId) as caught:
        registry.where(term)
    assert str(caught.value) == sentence
    assert caught.value.nearest == nearest


def test_a_name_that_several_actors_bear_is_an_error(registry: Registry) -> None:
    with pytest.raises(QueryError, match="'America' may be USA or USN: use an id"):
        registry.where(involving("America"))


def test_a_part_still_knows_the_words_of_the_whole(registry: Registry) -> None:
    in_2001 = registry.where(during("2001"))
    assert list(in_2001.where(tagged("sport")).events) == []
    assert list(in_2001.where(involving("GEO")).events) == []
    assert list((in_2001 | registry.where(during("2018"))).where(tagged("sport")).events) == []
    with pytest.raises(UnknownId):
        in_2001.where(tagged("sports"))


def test_a_registry_built_anew_knows_only_its_own_words(registry: Registry) -> None:
    with pytest.raises(UnknownId, match="no tag 'sport'"):
        Registry(events=[registry["treaty-2001"]]).where(tagged("sport"))


@pytest.mark.parametrize(
    ("term", "ids"),
    [
        (during("2008-08-03"), []),
        (during("2008-08-03", alternatives=True), ["georgia-war"]),
        (~during("2008-08-03", alternatives=True), _except("georgia-war")),
        (~during("2008-08-03", alternatives=True) & of_kind("war"), []),
        (during("2022-02-04", certainty="certain"), ["dialogue"]),
        (during("2022-02-04", certainty="certain", alternatives=True), ["dialogue", "request-2022"]),
        (before("2022", alternatives=True) & with_status("disputed"), ["request-2022"]),
        (after("2022-02", alternatives=True) & with_status("disputed"), []),
        (~before("2022", alternatives=True) & with_status("disputed"), []),
        (during("2021-12", alternatives=True) & during("2022-02", alternatives=True), ["dialogue", "request-2022"]),
        (during("2001-07-16", alternatives=True), ["treaty-2001"]),
    ],
    ids=repr,
)
def test_alternative_dates_count_when_they_are_asked_for(registry: Registry, term: Term, ids: list[str]) -> None:
    assert list(registry.where(term).events) == ids


def test_a_registry_without_alternative_dates_can_be_asked_for_them(registry: Registry) -> None:
    alone = Registry(events=[registry["treaty-2001"]])
    assert len(alone.where(during("2001", alternatives=True))) == 1
    assert len(alone.where(~during("2001", alternatives=True))) == 0


def test_a_bare_table_says_that_it_has_no_alternative_dates(registry: Registry) -> None:
    with pytest.raises(QueryError, match=r"during\('2008', alternatives=True\): .*ask the Registry"):
        select(registry.to_frame(), of_kind("war") & ~during("2008", alternatives=True))


def test_an_empty_registry_has_an_empty_answer() -> None:
    for term in (ANY, ~ANY, during("2001"), ~during("2001", alternatives=True), of_kind("war"), mentioning("x")):
        assert len(Registry().where(term)) == 0


@pytest.mark.parametrize("term", ["2014", None, True, "during('2014')"])
def test_what_is_no_term_is_refused(registry: Registry, term: object) -> None:
    with pytest.raises(QueryError, match=r"a question is a term such as during\('2014'\), not "):
        select(registry, term)  # type: ignore[arg-type]


dates = st.sampled_from(
    ["2001", "2008-08", "2008-08-08", "2013/2018", "2013/..", "../2008-08-10", "2022-01-27", "2030"]
)
timed = st.builds(
    lambda term, date, certainty, alternatives: term(date, certainty=certainty, alternatives=alternatives),
    st.sampled_from([during, within, before, after]),
    dates,
    st.sampled_from(["possible", "certain"]),
    st.booleans(),
)
named = st.lists(st.sampled_from(["RUS", "CHN", "USA", "GEO"]), min_size=1, max_size=3)
plain = st.one_of(
    st.just(ANY),
    st.builds(lambda actors, together: involving(*actors, together=together), named, st.booleans()),
    st.builds(lambda actors, role: involving(*actors, role=role), named, st.sampled_from(["party", "guest"])),
    st.builds(of_kind, st.sampled_from(["war", "talks", "boycott"])),
    st.builds(tagged, st.sampled_from(["sport", "partnership"])),
    st.builds(mentioning, st.sampled_from(["a", "о", "rounds", "Olymp"])),
)
questions = st.recursive(
    timed | plain,
    lambda inner: st.one_of(
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
        st.builds(lambda one: ~one, inner),
    ),
    max_leaves=4,
)


patiently = settings(deadline=None, max_examples=50)


def _ids(registry: Registry, term: Term) -> set[str]:
    return set(registry.where(term).events)


@patiently
@given(questions)
def test_a_term_and_its_negation_share_out_the_events(registry: Registry, term: Term) -> None:
    assert _ids(registry, term) | _ids(registry, ~term) == set(ALL)
    assert not _ids(registry, term) & _ids(registry, ~term)
    assert _ids(registry, ~(~term & ANY)) == _ids(registry, term)


@patiently
@given(questions, questions)
def test_de_morgan_and_the_set_algebra_hold(registry: Registry, a: Term, b: Term) -> None:
    assert _ids(registry, a & b) == _ids(registry, a) & _ids(registry, b)
    assert _ids(registry, a | b) == _ids(registry, a) | _ids(registry, b)
    assert _ids(registry, ~(a & b)) == _ids(registry, ~a | ~b)
    assert _ids(registry, ~(a | b)) == _ids(registry, ~a & ~b)


@patiently
@given(questions, questions)
def test_asking_twice_is_asking_for_both(registry: Registry, a: Term, b: Term) -> None:
    assert registry.where(a).where(b) == registry.where(a & b)


@patiently
@given(st.sampled_from([during, within, before, after]), dates, st.booleans())
def test_what_is_certain_is_possible(
    registry: Registry, term: Callable[..., Term], date: str, alternatives: bool
) -> None:
    certain = term(date, certainty="certain", alternatives=alternatives)
    assert _ids(registry, certain) <= _ids(registry, term(date, alternatives=alternatives))


@patiently
@given(named)
def test_acting_together_is_being_named_together(registry: Registry, actors: list[str]) -> None:
    assert _ids(registry, involving(*actors, together=True)) <= _ids(registry, involving(*actors))


def test_a_question_of_the_answer_changes_nothing(registry: Registry) -> None:
    before_asking = registry.to_frame()
    registry.where(during("2008") & mentioning("war"))
    assert registry.to_frame().equals(before_asking)
    assert all(isinstance(event, Event) for event in registry)
