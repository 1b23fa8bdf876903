"""Sources of every shape, for round trips."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import strategies as st

from chronology.model.source import Source
from chronology.model.vocabulary import SourceType

DATES = [
    *(
        "2022",
        "2022-02",
        "2022-02-04",
        "0044",
        "0000",
        "-0043",
        "-0043-03-15",
        "Y17000",
        "Y-17000",
        "1985-21",
        "2021-24",
    ),
    *("1985~", "1985-04?", "1985-04-12%", "198X", "19XX", "1985-XX", "1985-04-XX", "2022-02-04T10:15:00+08:00"),
    *("1985/1990", "1985~/1990~", "1985~/1990", "1985-04/1985-05-02", "2013/..", "../2013", "2013/", "/2013"),
    *("156X-12-25", "1984?-06", "1984-~06-02", "Y17E8", "1950S2", "2001-29", "{1960,1961-12}", "{..1984}"),
    *("2001-21/2001-22", "[2022-01-26,2022-01-27]", "[..1984]", "[1989..1991]"),
]

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
tricky = st.lists(
    st.sampled_from(
        [*"\\{}$&#_%~^`'\"-–,;=@ \n\t", " and ", "others", "``", "''", "--", "---", "é", "习", "a", "B", "von"]
    ),
    min_size=1,
    max_size=12,
).map("".join)
texts = (words | tricky).map(str.strip).filter(bool)
people = st.builds("{}, {}".format, texts, texts) | st.builds("{}, {}, {}".format, texts, texts, texts)
slugs = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,20}[A-Za-z0-9])?", fullmatch=True)
maybe = st.none() | texts


@pytest.fixture(scope="session")
def anything() -> st.SearchStrategy[Source]:
    """Any source that a registry can hold."""
    return st.builds(
        Source,
        id=slugs,
        title=texts,
        type=st.sampled_from(get_args(SourceType)),
        author=st.lists(texts | people, max_size=3).map(tuple),
        container_title=maybe,
        volume=maybe,
        issue=maybe,
        page=maybe,
        publisher=maybe,
        issued=st.none() | st.sampled_from(DATES),
        url=maybe,
        archived_url=maybe,
        accessed=st.none() | st.sampled_from(DATES),
        doi=st.none() | st.from_regex(r"10\.[0-9]{4}/[a-z0-9().;_-]{1,10}", fullmatch=True),
        language=maybe,
        note=maybe,
    )
