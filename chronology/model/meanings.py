"""What the controlled words of a registry mean, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ROLE_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "party": "Acts in it: one of those who meet, agree, fight or do it.",
        "signatory": "Acts in it: signs.",
        "author": "Acts in it: writes, says or decides it.",
        "member": "Acts in it: as one of a group that acts.",
        "mediator": "Acts in it: between the others.",
        "host": "Does not act: receives the others.",
        "guest": "Does not act: is received.",
        "target": "Does not act: it is aimed at them.",
        "observer": "Does not act: looks on.",
        "affected": "Does not act: it happens to them.",
    }
)
SIDE_MEANINGS: Final[Mapping[str, str]] = MappingProxyType({"a": "One side.", "b": "The other side."})

STATUS_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "established": "It happened.",
        "reported": "Somebody reports it; nobody has confirmed it.",
        "alleged": "Somebody says so who has an interest in it.",
        "disputed": "Some say that it happened, others that it did not.",
        "planned": "It was announced; whether it happened is not known yet.",
        "did_not_happen": "It was announced or reported, and did not happen.",
    }
)
ACTOR_KIND_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "state": "A state.",
        "territory": "A territory, whatever its standing.",
        "igo": "An organisation of states.",
        "armed_group": "An armed group.",
        "party": "A political party.",
        "organisation": "Any other organisation: a ministry, a firm, a newspaper, a committee.",
        "person": "A person.",
        "group": 'People without an organisation, such as "some experts".',
        "coalition": "States or groups that act together without an organisation.",
    }
)
CLAIM_KIND_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "factual": "It can be checked.",
        "characterisation": "It weighs or interprets.",
        "prediction": "It is about what is to come.",
        "recommendation": "It says what should be done.",
        "position": "The declared stand of a state, an office or an institution.",
    }
)
STANCE_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "affirms": "Says that the proposition is true.",
        "leans_towards": "Gives weight to its being true.",
        "qualifies": "Grants a part of it, or makes a condition.",
        "leans_against": "Gives weight to its being false.",
        "denies": "Says that the proposition is false.",
    }
)
RANK_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "preferred": "The best of several claims about the same matter.",
        "normal": "A claim like others.",
        "deprecated": "The record has it against it; kept because it was made.",
    }
)
RELATION_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "causes": "It brings the other about.",
        "responds_to": "It answers the other.",
        "precedes": "It comes before the other, and the sources say so as a matter of note.",
        "implements": "It puts the other into effect.",
        "violates": "It breaks what the other laid down.",
        "amends": "It changes the other.",
        "supersedes": "It takes the place of the other.",
        "terminates": "It ends the other.",
        "commemorates": "It remembers the other.",
        "same_as": "It is the same event under another id.",
    }
)
