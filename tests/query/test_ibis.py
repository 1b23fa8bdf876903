"""Questions to an Ibis table: the answers that Arrow gives, lazily; and SQL for an engine that is not here."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow.parquet as pq
import pytest

import chronology as ch
from chronology.query.table import COLUMNS
from tests.query.event_tables import event, rows_of, table

ibis: Any = pytest.importorskip("ibis")

# Ibis calls a method of DuckDB by its old name.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

EVENTS = table(
    event("treaty-2001", "2001-07-16", "RUS:signatory", "CHN:signatory", kind="treaty", places=["moscow"]),
    event("war", "2008-08-07/2008-08-12", "RUS:party:a", "GEO:party:b", kind="war"),
    event("decade", "2012~/..", "RUS", "CHN", kind="exercise"),
    event("joint-sea", "2021-10-14/2021-10-17", "RUS", "CHN", kind="exercise", part_of="decade"),
    event("patrol", "2021-11", "RUS", "CHN", "xi", kind="exercise", part_of="decade", places=["sea", "air"]),
    event("summit", "2022-02-04", "RUS", "CHN", "putin", "xi", kind="summit", places=["beijing"]),
    event("statement", "2022-02-04", "RUS", "CHN", kind="statement", part_of="summit"),
    event("warning", "2022-02", "USA:author", "RUS:target", "CHN:affected", kind="statement"),
    event("planned", "2022-03-01", "RUS", "CHN", kind="summit", status="planned"),
    event("invasion", "2022-02-24?/..", "RUS:party:a", "UKR:party:b", kind="war"),
    event("lost", "/2008", "RUS", kind="exercise"),
)
SUMMIT, EXERCISE, STATEMENT = (ch.of_kind(kind) for kind in ("summit", "exercise", "statement"))

Question = Callable[[Any], Any]

SORTED: dict[str, Question] = {
    "counts": lambda t: ch.counts(t, per="month", by="kind"),
    "counts of dyads, filled": lambda t: ch.counts(
        t, per="year", by="dyad", among=["RUS", "CHN", "UKR"], fill=True, span="2020/2023"
    ),
    "counts of actors acting on others": lambda t: ch.counts(t, per="decade", by="directed_dyad", wholes=True),
    "counts of places, spread": lambda t: ch.counts(t, per="quarter", by="place", vague="spread"),
    "counts of what goes on": lambda t: ch.counts(t, per="year", by="actor", of="ongoing"),
    "counts of what goes on, spread": lambda t: ch.counts(t, per="year", of="ongoing", vague="spread", fill=True),
    "window_counts": lambda t: ch.window_counts(t, around=SUMMIT, before=90, after=29, width=30, fill=True),
    "window_counts, spread": lambda t: ch.window_counts(t, around=SUMMIT, before=5, after=5, vague="spread"),
    "gaps": lambda t: ch.gaps(t, by="dyad"),
    "gaps between all": lambda t: ch.gaps(t, of=EXERCISE | STATEMENT),
    "ties": lambda t: ch.ties(t, per="century"),
    "ties, directed": lambda t: ch.ties(t, directed=True),
    "first_last": lambda t: ch.first_last(t, by=["kind", "actor"]),
}
UNSORTED: dict[str, Question] = {
    "select": lambda t: ch.select(t, ch.involving("RUS", "CHN", together=True) & ~ch.acting_on("RUS", "CHN")),
    "select by words and time": lambda t: ch.select(t, ch.mentioning("wAr") | ch.within("2022", certainty="certain")),
    "window": lambda t: ch.window(t, around=SUMMIT, before=120, after=30),
    "sequences": lambda t: ch.sequences(t, first=EXERCISE, then=SUMMIT | STATEMENT, within=120),
    "sequences of all actors": lambda t: ch.sequences(t, first=EXERCISE, then=STATEMENT, within=120, same="actors"),
    "pairs": lambda t: ch.pairs(t, t, within=3, same="acting"),
}
FOUND: dict[str, Question] = {
    "sequences_by_chance": lambda t: ch.sequences_by_chance(t, first=EXERCISE, then=STATEMENT, draws=20),
    "window_by_chance": lambda t: ch.window_by_chance(t, around=SUMMIT, before=3, after=2, draws=20).to_dict("list"),
    "check_table": lambda t: ch.check_table(t),
}


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The events in a Parquet file, as Ibis on DuckDB sees them."""
    path: Path = tmp_path_factory.mktemp("ibis") / "events.parquet"
    pq.write_table(EVENTS, path)
    return ibis.duckdb.connect().read_parquet(path)


@pytest.mark.parametrize("name", [*SORTED, *UNSORTED])
def test_ibis_gives_the_answer_of_arrow(events: Any, name: str) -> None:
    question = (SORTED | UNSORTED)[name]
    wanted, given = question(EVENTS), question(events)
    assert isinstance(given, ibis.Table)
    assert nw.from_native(given).collect_schema() == nw.from_native(wanted).collect_schema()
    rows, wanted_rows = rows_of(given), rows_of(wanted)
    if name in UNSORTED:
        rows, wanted_rows = sorted(rows, key=repr), sorted(wanted_rows, key=repr)
    assert wanted_rows
    assert _rounded(rows) == _rounded(wanted_rows)


@pytest.mark.parametrize("name", FOUND)
def test_what_is_computed_at_once_is_the_same_too(events: Any, name: str) -> None:
    assert FOUND[name](events) == FOUND[name](EVENTS)


def test_a_table_in_memory_is_carried_to_ibis(events: Any) -> None:
    letters = table(event("letter", "2022-02-03"))
    near = ch.pairs(letters, events, within=1)
    assert isinstance(near, ibis.Table)
    assert sorted(rows_of(near)) == sorted(rows_of(ch.pairs(letters, EVENTS, within=1)))


def test_rows_held_by_ibis_itself_are_a_table_too() -> None:
    assert rows_of(ch.counts(ibis.memtable(EVENTS), per="year")) == rows_of(ch.counts(EVENTS, per="year"))


@pytest.mark.parametrize(
    "question",
    [
        lambda t: ch.select(t, ch.involving("RUS", "CHN", together=True) & ch.during("2014")),
        lambda t: ch.counts(t, per="year", by="dyad", wholes=True),
        lambda t: ch.counts(t, per="year", of="ongoing", span="2012/2023", wholes=True),
        lambda t: ch.window(t, around=SUMMIT, before=30, after=30, wholes=True),
        lambda t: ch.sequences(t, first=EXERCISE, then=SUMMIT, wholes=True),
        lambda t: ch.ties(t, directed=True, wholes=True),
    ],
    ids=["select", "counts", "counts of what goes on", "window", "sequences", "ties"],
)
def test_a_table_without_rows_gives_the_sql_of_bigquery(question: Question) -> None:
    types = {"text": "string", "day": "int64", "texts": "array<string>", "number": "float64"}
    unbound = ibis.table({name: types[kind] for name, kind in COLUMNS.items()}, name="events")
    sql = str(ibis.to_sql(question(unbound), dialect="bigquery"))
    assert "FROM `events`" in sql


def _rounded(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(round(value, 9) if isinstance(value, float) else value for value in row) for row in rows]
