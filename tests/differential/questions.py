"""What the differential tests ask: for each function the arguments that Hypothesis draws, and a fixed few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from chronology.query.terms import ANY, during, involving, of_kind, tagged, with_status
from tests.differential.oracle_rows import OF_ACTORS
from tests.differential.tables import ACTORS, KINDS, TAGS

Arguments = dict[str, Any]

UNITS = (
    *(
        "kind",
        "status",
        "part_of",
        "summary",
        "date",
        "actor",
        "acting",
        "place",
        "tag",
        "source",
        "role",
        "side_a",
        "dyad",
    ),
    "directed_dyad",
)
BY = (
    None,
    *UNITS,
    ["kind"],
    ["kind", "actor"],
    ["summary", "tag"],
    ["actor", "part_of"],
    ["dyad", "place"],
    ["tag", "directed_dyad"],
)
COARSE = ("century", "decade", "year", None)
SPANS = ("2014-02", "2014-02-03/2014-03-15", "2013-12~", "2010/2020")

flags = st.fixed_dictionaries({}, optional={"wholes": st.booleans(), "all_statuses": st.booleans()})
days = st.integers(0, 60)
plain_terms = st.one_of(
    st.just(ANY),
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=2).map(lambda kinds: of_kind(*kinds)),
    st.sampled_from(TAGS).map(tagged),
    st.sampled_from(ACTORS).map(involving),
    st.sampled_from(
        (during("2014-02"), during("2014-02-03/..", certainty="certain"), with_status("reported", "planned"))
    ),
    st.just(involving("RUS", "CHN", together=True)),
)
terms = (
    plain_terms
    | plain_terms.map(lambda term: ~term)
    | st.tuples(plain_terms, plain_terms).map(lambda two: two[0] | two[1])
)


def _drawn(required: Mapping[str, Any], optional: Mapping[str, Any]) -> st.SearchStrategy[Arguments]:
    own = st.fixed_dictionaries(dict(required), optional=dict(optional))
    return st.tuples(own, flags).map(lambda parts: _has_meaning(parts[0] | parts[1]))


def _has_meaning(arguments: Arguments) -> Arguments:
    """The arguments, changed where the library refuses them beside one another."""
    named = arguments.get("by", arguments.get("same", "dyad" if "first" in arguments else None))
    units = named if isinstance(named, list) else [named]
    if not any(unit in OF_ACTORS for unit in units) and "directed" not in arguments:
        arguments.pop("among", None)
    of_pairs = "same" in arguments and "first" not in arguments
    if "part_of" in units and (of_pairs or arguments.get("of") == "ongoing"):
        arguments["wholes"] = True
    if arguments.get("per", "month") is None:
        arguments.pop("span", None)
    if "width" in arguments:
        before, after, width = (arguments.pop(name, 30) for name in ("before", "after", "width"))
        arguments |= {"before": before // width * width, "after": (after // width + 1) * width - 1, "width": width}
    return arguments


def _affordable(arguments: Arguments) -> bool:
    """A zero-filled panel of two years by day is small enough when its units are few."""
    fine = arguments.get("fill", False) and arguments.get("per") in ("day", "week")
    return not fine or arguments.get("by") in (None, "kind")


vague = st.sampled_from(("earliest", "spread"))
among = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=4, unique=True)
units = st.sampled_from(BY)
periods = st.sampled_from(("day", "week", "month", "quarter", *COARSE))
ARGUMENTS: Mapping[str, st.SearchStrategy[Arguments]] = {
    "window": _drawn({"around": terms}, {"before": days, "after": days, "of": terms}),
    "window_counts": _drawn(
        {"around": terms},
        {
            "before": days,
            "after": days,
            "of": terms,
            "per_anchor": st.booleans(),
            "width": st.sampled_from((5, 30)),
            "vague": vague,
            "fill": st.booleans(),
        },
    ),
    "sequences": _drawn(
        {"first": terms, "then": terms},
        {"within": days, "same": st.sampled_from((None, "actor", "actors", *UNITS)), "among": among},
    ),
    "gaps": _drawn({}, {"of": terms, "by": units, "among": among}),
    "counts": _drawn(
        {},
        {
            "per": periods,
            "by": units,
            "among": among,
            "where": terms,
            "of": st.sampled_from(("start", "ongoing")),
            "vague": vague,
            "fill": st.booleans(),
            "span": st.sampled_from((None, *SPANS)),
        },
    ).filter(_affordable),
    "pairs": _drawn({}, {"within": days, "same": st.sampled_from((None, *UNITS))}),
    "ties": _drawn({"directed": st.booleans()}, {"of": terms, "per": periods, "among": among}),
    "first_last": _drawn({}, {"of": terms, "by": units, "among": among}),
}
"""The arguments of each function, as Hypothesis draws them."""


def with_coarse_periods(arguments: Arguments) -> Arguments:
    """The same question in periods that EDTF can name in any year, and of which a few thousand years have few."""
    fine = arguments.get("per", "month") not in COARSE
    return {**arguments, "per": "century"} if fine else arguments


WAR, TREATY = of_kind("war"), of_kind("treaty", "Übung")
FIXED: Mapping[str, list[Arguments]] = {
    "window": [
        {"around": WAR, "before": 10, "after": 5},
        {"around": tagged("sport"), "of": ~involving("RUS"), "before": 0, "after": 30, "wholes": True},
    ],
    "window_counts": [
        {"around": WAR, "before": 5, "after": 5, "fill": True},
        {"around": WAR, "before": 10, "after": 3, "of": TREATY, "per_anchor": False, "all_statuses": True},
        {"around": TREATY, "before": 4, "after": 7, "width": 4, "per_anchor": False, "vague": "spread", "fill": True},
    ],
    "sequences": [
        {"first": WAR, "then": TREATY, "within": 20},
        {"first": TREATY, "then": WAR, "within": 8, "same": "actor", "wholes": True},
        {"first": WAR, "then": ANY, "within": 60, "same": "actors", "all_statuses": True},
        {"first": WAR, "then": TREATY, "within": 2, "same": "place"},
        {"first": WAR, "then": TREATY, "within": 30, "same": "actor", "among": ["CHN", "Китай"]},
    ],
    "gaps": [{}, {"by": "dyad"}, {"of": WAR, "by": ["kind", "place"], "wholes": True}],
    "counts": [
        {"by": "kind"},
        {"per": "week", "by": "actor", "fill": True, "span": "2014-01-15/2014-03-10"},
        {"per": "quarter", "by": "dyad", "vague": "spread"},
        {"per": "month", "by": ["kind", "place"], "of": "ongoing", "fill": True, "span": "2013-12/2014-06"},
        {"per": "day", "of": "ongoing", "vague": "spread", "span": "2014-02", "wholes": True},
        {"per": "decade", "by": "directed_dyad", "where": ~WAR, "all_statuses": True},
        {"per": "year", "by": "dyad", "of": "ongoing", "among": ["RUS", "USA", "Österreich"]},
        {"per": None, "by": "part_of", "vague": "spread"},
    ],
    "pairs": [{"within": 1}, {"within": 3, "same": "dyad"}, {"within": 0, "same": "place", "wholes": True}],
    "ties": [{}, {"directed": True, "per": "month"}, {"of": WAR, "per": "year", "wholes": True, "all_statuses": True}],
    "first_last": [{}, {"by": ["actor", "kind"]}, {"of": ~WAR, "by": None}, {"by": "place", "all_statuses": True}],
}


def short(arguments: Mapping[str, Any]) -> str:
    """The arguments as they would be written."""
    return ", ".join(f"{name}={value!r}" for name, value in arguments.items())
