"""Who holds what comes out as tables, with nobody's second thoughts lost."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from chronology.dates.days import OPEN_END, OPEN_START, parse_day
from chronology.errors import UnknownId
from chronology.model.actor import Actor
from chronology.model.claim import Claim, Proposition
from chronology.registry.positions import (
    DISAGREEMENT_COLUMNS,
    POSITION_COLUMNS,
    disagreements,
    positions,
    stance_table,
    unshared_claims,
)
from chronology.registry.registry import Registry
from chronology.store.load import load

BUNDLED = Path(__file__).parents[2] / "data" / "events.yaml"


def claim(id: str, by: str, made: str | None, stances: dict[str, str], **fields: Any) -> Claim:
    return Claim(id=id, text=f"{id}.", kind="position", by=by.split(), made=made, positions=stances, **fields)


@pytest.fixture
def registry() -> Registry:
    return Registry(
        actors=[Actor(id="ada", name="Ada Quill", kind="person"), Actor(id="bo", name="Bo Reed", kind="person")],
        propositions=[
            Proposition(id="peace", text="The truce is a peace."),
            Proposition(id="lasting", text="The truce will last."),
            Proposition(id="idle", text="Nobody speaks of this."),
        ],
        claims=[
            claim("undated", "bo", None, {"peace": "affirms"}),
            claim("second-thoughts", "ada", "2014-06-01", {"peace": "leans_against"}, replies_to=["joint"]),
            claim("doubt", "bo", "2014-05-03", {"peace": "denies", "lasting": "denies"}),
            claim("joint", "ada bo", "2014-05-03", {"peace": "affirms"}, capacity="Editors", via=["gazette"],
                  sources=[{"source": "gazette-1", "locator": "¶2"}, {"source": "ledger"}]),
            claim("nuance", "ada", "2014-05-03", {"peace": "qualifies", "lasting": "leans_towards"}),
            claim("by-then", "chorus", "[..2014-05-02]", {"peace": "leans_towards"}, rank="deprecated"),
            claim("again", "ada", "2014-07-01", {"peace": "leans_against"}),
            claim("nameless", "", "2014-05-04", {"peace": "denies"}),
            claim("no-position", "ada", "2014-05-03", {}),
        ],
    )  # fmt: skip


def test_positions_are_one_row_a_claim_and_speaker_by_date_then_stance(registry: Registry) -> None:
    frame = positions(registry, "peace")
    assert list(zip(frame["claim"], frame["speaker"].fillna("nobody"), frame["stance"], strict=True)) == [
        ("by-then", "chorus", "leans_towards"),
        ("joint", "ada", "affirms"),
        ("joint", "bo", "affirms"),
        ("nuance", "ada", "qualifies"),
        ("doubt", "bo", "denies"),
        ("nameless", "nobody", "denies"),
        ("second-thoughts", "ada", "leans_against"),
        ("again", "ada", "leans_against"),
        ("undated", "bo", "affirms"),
    ]


def test_a_position_says_who_in_which_standing_when_and_where(registry: Registry) -> None:
    row = positions(registry, "peace").iloc[1]
    day = parse_day("2014-05-03")
    assert (row["name"], row["capacity"], list(row["via"])) == ("Ada Quill", "Editors", ["gazette"])
    assert (row["made"], *row[["start_min", "start_max", "end_min", "end_max"]]) == ("2014-05-03", day, day, day, day)
    assert (row["source"], row["locator"], row["rank"], row["text"]) == ("gazette-1", "¶2", "normal", "joint.")


def test_what_is_not_known_is_missing_and_never_made_up(registry: Registry) -> None:
    frame = positions(registry, "peace").set_index("claim")
    assert frame.loc["by-then", "name"] == "chorus", "an actor without a record keeps its id"
    assert frame.loc["by-then", "start_min"] == OPEN_START
    assert frame.loc["undated", ["made", "source", "locator", "capacity"]].isna().all()
    assert (frame.loc["undated", "start_min"], frame.loc["undated", "end_max"]) == (OPEN_START, OPEN_END)
    assert frame.loc["nameless", ["speaker", "name"]].isna().all()


def test_positions_keep_their_columns_when_nobody_speaks(registry: Registry) -> None:
    empty, full = positions(registry, "idle"), positions(registry, "peace")
    assert len(empty) == 0
    assert list(empty.columns) == list(POSITION_COLUMNS)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert full["stance"].dtype == pd.ArrowDtype(pa.string())


def test_an_unknown_proposition_is_named_with_its_neighbours(registry: Registry) -> None:
    with pytest.raises(UnknownId, match="no proposition 'peac' \\(did you mean 'peace'"):
        positions(registry, "peac")


def test_a_proposition_without_a_record_is_found_where_a_claim_names_it() -> None:
    registry = Registry(claims=[claim("a", "ada", "2014", {"unwritten": "affirms"})])
    assert list(positions(registry, "unwritten")["claim"]) == ["a"]
    assert stance_table(registry).loc["ada", "unwritten"] == "affirms"


def test_a_speaker_may_stand_on_both_sides(registry: Registry) -> None:
    table = stance_table(registry)
    assert list(table.columns) == ["peace", "lasting", "idle"]
    assert list(table.index) == ["bo", "ada", "chorus"]
    assert table.loc["ada", "peace"] == "affirms; qualifies; leans_against"
    assert table.loc["bo", "peace"] == "affirms; denies"
    assert table.loc["ada", "lasting"] == "leans_towards"
    assert set(table["idle"]) == {""}
    assert table["peace"].dtype == table.index.dtype == pd.ArrowDtype(pa.string())


def test_a_proposition_may_bear_any_name() -> None:
    registry = Registry(claims=[claim("a", "ada", "2014", {"speaker": "affirms", "name": "denies"})])
    assert stance_table(registry).loc["ada"].to_dict() == {"speaker": "affirms", "name": "denies"}


def test_disagreements_are_pairs_on_opposite_sides(registry: Registry) -> None:
    rows = disagreements(registry).to_dict("records")
    assert list(rows[0]) == list(DISAGREEMENT_COLUMNS)
    pairs = {(row["proposition"], row["claim_for"], row["claim_against"]) for row in rows}
    against = {"doubt", "nameless", "second-thoughts", "again"}
    assert pairs == {("lasting", "nuance", "doubt")} | {
        ("peace", one, other) for one, other in product(("by-then", "joint", "undated"), against)
    }
    assert len(rows) == len(pairs)


def test_disagreements_tell_a_change_of_mind_from_an_answer(registry: Registry) -> None:
    frame = disagreements(registry).set_index(["claim_for", "claim_against"])
    assert list(frame.loc[("joint", "second-thoughts"), "speakers_for"]) == ["ada", "bo"]
    assert bool(frame.loc[("joint", "second-thoughts"), "same_speaker"])
    assert bool(frame.loc[("joint", "second-thoughts"), "replies"])
    assert bool(frame.loc[("joint", "doubt"), "same_speaker"])
    assert not bool(frame.loc[("joint", "doubt"), "replies"])
    assert not bool(frame.loc[("by-then", "doubt"), "same_speaker"])


def test_an_empty_registry_has_the_same_columns(registry: Registry) -> None:
    empty = disagreements(Registry())
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == disagreements(registry).dtypes.to_dict()
    quiet = stance_table(Registry(propositions=registry.propositions.values()))
    assert (len(quiet), list(quiet.columns)) == (0, ["peace", "lasting", "idle"])
    assert len(stance_table(Registry())) == 0


def test_a_claim_reported_in_order_to_be_rejected_is_not_shared() -> None:
    reported = {"via": ["ada"]}
    registry = Registry(
        claims=[
            claim("rejected", "chorus", "2014", {"peace": "affirms"}, **reported),
            claim("approved", "chorus", "2014", {"peace": "affirms"}, **reported),
            claim("answered-by-another", "chorus", "2014", {"peace": "affirms"}, **reported),
            claim("withdrawn", "chorus", "2014", {}, rank="deprecated"),
            claim("no", "ada", "2014", {"peace": "denies"}, replies_to=["rejected", "gone"]),
            claim("yes", "ada", "2014", {"peace": "leans_towards"}, replies_to=["approved"]),
            claim("bo-no", "bo", "2014", {"peace": "denies"}, replies_to=["answered-by-another"]),
        ]
    )
    assert unshared_claims(registry) == {"rejected", "withdrawn"}


def test_the_bundled_debates_hold_together() -> None:
    registry = load(BUNDLED)
    frames = [positions(registry, id) for id in registry.propositions]
    assert sum(frame["claim"].nunique() for frame in frames) == sum(
        len(claim.positions) for claim in registry.claims.values()
    )
    table = stance_table(registry)
    for id, frame in zip(registry.propositions, frames, strict=True):
        assert set(table.index[table[id] != ""]) == set(frame["speaker"])
    pairs = disagreements(registry)
    answers = pairs[pairs["replies"] & (pairs["proposition"] == "alliance")]
    assert list(zip(answers["claim_for"], answers["claim_against"], strict=True)) == [
        ("analysts-undeclared-alliance", "abb-no-alliance")
    ]
