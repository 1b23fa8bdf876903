"""The controlled words of a registry: kinds of event and their families, roles, statuses, relations, positions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, Literal, get_args

from pydantic import StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=120)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Role = Literal["party", "signatory", "author", "member", "mediator", "host", "guest", "target", "observer", "affected"]
ROLES: Final[tuple[str, ...]] = get_args(Role)
ACTING_ROLES: Final = frozenset({"party", "signatory", "author", "member", "mediator"})
ACTED_ON_ROLES: Final = ("target", "affected")

Side = Literal["a", "b"]
Status = Literal["established", "reported", "alleged", "disputed", "planned", "did_not_happen"]
STATUSES: Final[tuple[str, ...]] = get_args(Status)

ActorKind = Literal["state", "territory", "igo", "armed_group", "party", "organisation", "person", "group", "coalition"]
ACTOR_KINDS: Final[tuple[str, ...]] = get_args(ActorKind)

ClaimKind = Literal["factual", "characterisation", "prediction", "recommendation", "position"]
Stance = Literal["affirms", "leans_towards", "qualifies", "leans_against", "denies"]
STANCES: Final[tuple[str, ...]] = get_args(Stance)
Rank = Literal["preferred", "normal", "deprecated"]

RelationType = Literal[
    "causes",
    "responds_to",
    "precedes",
    "implements",
    "violates",
    "amends",
    "supersedes",
    "terminates",
    "commemorates",
    "same_as",
]
INVERSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "causes": "caused by",
        "responds_to": "answered by",
        "precedes": "preceded by",
        "implements": "implemented by",
        "violates": "violated by",
        "amends": "amended by",
        "supersedes": "superseded by",
        "terminates": "terminated by",
        "commemorates": "commemorated by",
        "same_as": "same as",
        "part_of": "includes",
    }
)

SourceType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "document",
    "entry-encyclopedia",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "pamphlet",
    "paper-conference",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""The types of the Citation Style Language (CSL 1.0.2) that a chronology can cite."""

FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "treaty": "Treaty and statement",
        "summit": "Summit and visit",
        "war": "War and intervention",
        "exercise": "Exercise",
        "sanction": "Sanction and warning",
        "publication": "Publication and doctrine",
    }
)
"""Family id to its name, in the order in which charts stack them. A family shares a colour and a symbol."""

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "treaty": "treaty",
        "agreement": "treaty",
        "statement": "treaty",
        "resolution": "treaty",
        "proposal": "treaty",
        "initiative": "treaty",
        "policy": "treaty",
        "ceasefire": "treaty",
        "summit": "summit",
        "visit": "summit",
        "talks": "summit",
        "ceremony": "summit",
        "games": "summit",
        "war": "war",
        "intervention": "war",
        "annexation": "war",
        "incident": "war",
        "crisis": "war",
        "repression": "war",
        "upheaval": "war",
        "withdrawal": "war",
        "exercise": "exercise",
        "patrol": "exercise",
        "sanction": "sanction",
        "warning": "sanction",
        "boycott": "sanction",
        "warrant": "sanction",
        "publication": "publication",
        "doctrine": "publication",
    }
)
"""Kind of event to the family that it is drawn with. A registry may add kinds of its own."""
