"""Event tables for the differential tests: small ones that Hypothesis draws, and big ones from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from chronology.dates.days import day_number, format_day
from chronology.dates.when import When
from chronology.model.vocabulary import ACTING_ROLES
from tests.differential.oracle_rows import Row, Rows

ACTORS = ("RUS", "CHN", "USA", "rus", "Österreich", "Китай", "\uff21", "𐍈")
ROLES = ("party", "signatory", "party", "author", "target", "affected", "host", "observer")
SIDES = (None, None, None, "a", "b")
STATUSES = ("established", "established", "established", "reported", "disputed", "planned", "did_not_happen")
KINDS = ("treaty", "war", "summit", "Übung")
TAGS = ("partnership", "sport", "договор")
PLACES = ("moscow", "beijing")
SOURCES = ("fmprc-2001", "tagliavini-2009")
IDS = ("e1", "E1", "e10", "e9", "e-1", "é", "яр", "\uff21", "𐍈", "z.1", "z_1", "a", "b", "c")
TITLES = ("Joint statement", "Совместное заявление", "联合声明", "Évian\u0301 “quoted”", "tab\tand\nline", "")
SUMMARIES = (None, "", "Signed in the Kremlin.")
UNKNOWN_WHOLE = "nowhere"

FIRST_DAY, LAST_DAY = day_number(2013, 11, 1), day_number(2014, 4, 30)
MODERN = (
    *("2014-02", "2014-03", "2013-12", "2014-02-XX", "2014", "2013", "2014-21", "2014-33", "2014-02/2014-03"),
    *("2014-02-20/2014-03", "2014-02/2014-02-10", "2013-12-20/2014-01-05", "2014-01-10/2014-01-12"),
    *("2014-02/..", "2014-02-03/..", "../2014-02-10", "../2014-03", "2014-02-03/", "/2014-02-03", "/2014-02", "2014/"),
    *("[2014-02..]", "[..2014-02-03]", "[2014-02-01,2014-03-05]", "[2013-12-30..2014-01-02]", "[..2014-02-03,2014-04]"),
    *("{2014-02-01,2014-03-05}", "{2013-12..2014-01-03}", "2014-02-03~", "2014-02?", "2014-02-03/2014-02-05%"),
    *("2014-02-03?/..", "[2014-02-01,2014-02-03~]"),
)
"""Within a few months, but for what is only known to a year or has no end."""

DISTANT = (
    *("201X", "20XX", "200X/2014", "1999-12-31", "0476", "0001-01-01", "0000", "0000-02-29", "-0001", "-000X", "000X"),
    *("-0044-03-15", "-0044~", "-00XX", "-0490/-0478", "-0044-03-15/..", "../-0490", "[-0044,0014]"),
)
FAR = ("Y12345", "Y-12345", "Y170000002", "Y-20000/2014", "2014/Y30000")


def event(
    id: str,
    date: str,
    who: Sequence[tuple[str, str, str | None]] = (),
    *,
    title: str = "",
    kind: str = "treaty",
    status: str = "established",
    part_of: str | None = None,
    places: Sequence[str] = (),
    tags: Sequence[str] = (),
    sources: Sequence[str] = (),
    summary: str | None = None,
) -> Row:
    """A row of the event table; participants are (actor, role, side)."""
    when = When.parse(date)
    columns = {
        "id": id,
        "title": title,
        "kind": kind,
        "date": date,
        **when.bounds._asdict(),
        "qualifiers": when.qualifiers,
        "status": status,
        "actors": _each_once(actor for actor, _, _ in who),
        "roles": _each_once(f"{actor}:{role}" for actor, role, _ in who),
        "acting": _each_once(actor for actor, role, _ in who if role in ACTING_ROLES),
        "side_a": _each_once(actor for actor, _, side in who if side == "a"),
        "side_b": _each_once(actor for actor, _, side in who if side == "b"),
        "places": _each_once(places),
        "tags": _each_once(tags),
        "sources": _each_once(sources),
        "lat": None,
        "lon": 37.6,
        "part_of": part_of,
        "summary": summary,
    }
    return Row(columns)


def dates(pool: Sequence[str]) -> st.SearchStrategy[str]:
    """Mostly exact days close together; else one of a pool of texts."""
    days = st.integers(FIRST_DAY, LAST_DAY)
    spans = st.tuples(days, st.integers(0, 40)).map(lambda span: f"{format_day(span[0])}/{format_day(sum(span))}")
    near = st.integers(FIRST_DAY + 90, FIRST_DAY + 110).map(format_day)
    return st.one_of(near, days.map(format_day), spans, st.sampled_from(pool))


@st.composite
def tables(draw: st.DrawFn, pool: Sequence[str] = MODERN, most: int = 10) -> Rows:
    """Event tables of up to `most` rows. A whole may be another row (also in chains), or no row at all."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=most))
    texts = dates(pool)
    few = {"min_size": 0, "max_size": 2}
    who = st.tuples(st.sampled_from(ACTORS[: draw(st.integers(2, 8))]), st.sampled_from(ROLES), st.sampled_from(SIDES))
    rows: Rows = []
    for number, id in enumerate(ids):
        rows.append(
            event(
                id,
                draw(texts),
                draw(st.lists(who, max_size=4)),
                title=draw(st.sampled_from(TITLES)),
                kind=draw(st.sampled_from(KINDS)),
                status=draw(st.sampled_from(STATUSES)),
                part_of=draw(st.sampled_from((None, None, UNKNOWN_WHOLE, *ids[max(0, number - 3) : number]))),
                places=draw(st.lists(st.sampled_from(PLACES), **few)),
                tags=draw(st.lists(st.sampled_from(TAGS), **few)),
                sources=draw(st.lists(st.sampled_from(SOURCES), **few)),
                summary=draw(st.sampled_from(SUMMARIES)),
            )
        )
    return draw(st.permutations(rows))


def seeded_table(seed: int, size: int, pool: Sequence[str] = MODERN, *, days: int = 180) -> Rows:
    """A bigger table, the same for the same seed: one date in ten of a pool, the others in so many days."""
    dice = random.Random(seed)
    rows: Rows = []
    for number in range(size):
        exact = format_day(FIRST_DAY + 90 + dice.randrange(days))
        near = [rows[-back]["id"] for back in (1, 2, 3) if back <= len(rows)]
        rows.append(
            event(
                f"{dice.choice(IDS)}-{number}",
                dice.choice(pool) if dice.random() < 0.1 else exact,
                [(dice.choice(ACTORS), dice.choice(ROLES), dice.choice(SIDES)) for _ in range(dice.randrange(5))],
                title=dice.choice(TITLES),
                kind=dice.choice(KINDS),
                status=dice.choice(STATUSES),
                part_of=dice.choice((None, None, None, None, UNKNOWN_WHOLE, *near)),
                places=dice.sample(PLACES, dice.randrange(3)),
                tags=dice.sample(TAGS, dice.randrange(3)),
                sources=dice.sample(SOURCES, dice.randrange(3)),
                summary=dice.choice(SUMMARIES),
            )
        )
    dice.shuffle(rows)
    return rows


def _each_once(values: Any) -> list[str]:
    return list(dict.fromkeys(values))
