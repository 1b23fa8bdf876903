"""Every word that a registry may use is explained to who writes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import pytest

from chronology.model import meanings
from chronology.model.vocabulary import ActorKind, ClaimKind, Rank, RelationType, Role, Side, Stance, Status


@pytest.mark.parametrize(
    ("words", "explained"),
    [
        (ActorKind, meanings.ACTOR_KIND_MEANINGS),
        (ClaimKind, meanings.CLAIM_KIND_MEANINGS),
        (Rank, meanings.RANK_MEANINGS),
        (RelationType, meanings.RELATION_MEANINGS),
        (Role, meanings.ROLE_MEANINGS),
        (Side, meanings.SIDE_MEANINGS),
        (Stance, meanings.STANCE_MEANINGS),
        (Status, meanings.STATUS_MEANINGS),
    ],
)
def test_each_word_has_a_meaning_and_there_are_no_others(words: Any, explained: Mapping[str, str]) -> None:
    assert tuple(explained) == get_args(words)


def test_what_is_said_to_act_acts() -> None:
    from chronology.model.vocabulary import ACTING_ROLES

    acting = {role for role, meaning in meanings.ROLE_MEANINGS.items() if meaning.startswith("Acts")}
    assert acting == ACTING_ROLES
