"""Terms as values: what they equal, how they read, and what they refuse."""

import copy
import datetime
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.dates.certainty import Certainty
from chronology.dates.when import When
from chronology.errors import MESSAGE_LIMIT, DateError, QueryError
from chronology.query import terms
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

LEAVES = [
    ANY,
    during("2014"),
    within("2014-02/2014-03", certainty="certain"),
    before("2001-07-16", alternatives=True),
    after("[..1984]", certainty="certain", alternatives=True),
    involving("RUS", "CHN"),
    involving("RUS", "CHN", together=True),
    involving("CHN", role="host"),
    of_kind("war", "treaty"),
    tagged('it\'s "quoted"'),
    at("moscow"),
    mentioning("мир\n"),
    sourced_from("fmprc-2001"),
    with_status("planned"),
]

written = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
        st.builds(lambda one: ~one, inner),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(written)
def test_what_a_term_shows_builds_it_again(term: Term) -> None:
    assert eval(repr(term), vars(terms)) == term


@settings(deadline=None)
@given(written)
def test_equal_terms_are_one_key_and_survive_a_process_boundary(term: Term) -> None:
    again = pickle.loads(pickle.dumps(term))
    assert again == term
    assert len({term, again, copy.deepcopy(term)}) == 1


@settings(deadline=None)
@given(written, written, written)
def test_grouping_like_with_like_makes_no_difference(a: Term, b: Term, c: Term) -> None:
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)
    assert ~~a == a


def test_a_term_reads_as_it_was_written() -> None:
    term = during("2014") & ~(involving("RUS") | of_kind("war")) | ~mentioning("peace")
    assert repr(term) == "during('2014') & ~(involving('RUS') | of_kind('war')) | ~mentioning('peace')"
    assert (
        repr((during("2014") | ANY) & ~(tagged("x") & at("y"))) == "(during('2014') | ANY) & ~(tagged('x') & at('y'))"
    )


def test_a_date_may_be_text_or_a_when_and_a_certainty_a_word_or_a_member() -> None:
    assert during(When.parse("2014"), certainty=Certainty.CERTAIN) == during("2014", certainty="certain")
    assert during("2014") != within("2014")
    assert during("2014") != during("2014", certainty="certain")


def test_a_value_named_twice_counts_once() -> None:
    assert involving("RUS", "RUS") == involving("RUS")


@pytest.mark.parametrize("use", [bool, lambda term: term and ANY, lambda term: not term])
def test_the_words_and_or_not_are_refused_since_they_would_drop_a_term(use: Callable[[Term], object]) -> None:
    with pytest.raises(TypeError, match=r"combine terms with & \| ~"):
        use(during("2014"))


def test_a_term_combines_only_with_terms() -> None:
    with pytest.raises(TypeError):
        during("2014") & "war"  # type: ignore[operator]
    with pytest.raises(TypeError):
        during("2014") | None  # type: ignore[operator]


def test_a_term_cannot_change() -> None:
    with pytest.raises(AttributeError):
        during("2014").certainty = Certainty.CERTAIN  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: involving(), "involving() needs at least one argument: an actor id such as 'RUS'"),
        (lambda: involving(["RUS", "CHN"]), "takes an actor id such as 'RUS' as text, not list (put * before it)"),
        (lambda: involving("RUS", ""), "involving() was given an empty text"),
        (lambda: involving(365), "as text, not int"),
        (lambda: involving("RUS", role="hosts"), "there is no role 'hosts' (did you mean 'host'?)"),
        (lambda: involving("RUS", role="xyz"), "there is no role 'xyz' (party, signatory"),
        (lambda: involving("RUS", role=["host"]), "a role is one of party, signatory"),
        (lambda: involving("RUS", role="host", together=True), "role and together exclude each other"),
        (lambda: involving("RUS", together="yes"), "together is True or False, not str"),
        (lambda: during("2014", certainty="sure"), "there is no certainty 'sure' (possible, certain)"),
        (lambda: during("2014", certainty="certian"), "(did you mean 'certain'?)"),
        (lambda: during("2014", certainty=True), "a certainty is one of possible, certain, not bool"),
        (lambda: during("2014", certainty=Certainty.IMPOSSIBLE), "for what is impossible put ~ before the term"),
        (lambda: during("2014", certainty="impossible"), "for what is impossible put ~ before the term"),
        (lambda: within("2014~", certainty="certain"), "'2014~' has a qualifier, and a qualified date makes nothing"),
        (lambda: before("2014", alternatives=1), "alternatives is True or False, not int"),
        (lambda: of_kind(), "of_kind() needs at least one argument: a kind such as 'treaty'"),
        (lambda: tagged(), "tagged() needs at least one argument: a tag"),
        (lambda: at(), "at() needs at least one argument: a place id"),
        (lambda: sourced_from(), "sourced_from() needs at least one argument: a source id"),
        (lambda: with_status(), "with_status() needs at least one argument: a status such as 'established'"),
        (lambda: with_status("planed"), "there is no status 'planed' (did you mean 'planned'?)"),
        (lambda: mentioning(""), "mentioning() was given an empty text (give a word or phrase)"),
        (lambda: mentioning(" \n"), "mentioning() was given an empty text"),
        (lambda: mentioning(None), "mentioning() takes a word or phrase as text, not NoneType"),
    ],
)
def test_a_question_without_meaning_is_refused_where_it_is_written(build: Callable[[], Term], sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        build()
    assert sentence in str(caught.value)
    assert len(str(caught.value)) <= MESSAGE_LIMIT


@pytest.mark.parametrize("term", [during, within, before, after])
def test_what_is_no_date_is_refused_by_every_time_term(term: Callable[..., Term]) -> None:
    with pytest.raises(DateError, match="'August 2008' is not a date"):
        term("August 2008")
    with pytest.raises(DateError, match=r"a date is a text, not datetime \(put it in quotes\)"):
        term(datetime.datetime(2008, 8, 8))
    with pytest.raises(DateError, match="a date is a text, not int"):
        term(2008)
