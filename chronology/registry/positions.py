"""Who holds what: the positions that claims take on propositions, as tables.

Positions belong to claims, never to people: a speaker may stand on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from chronology.errors import UnknownId
from chronology.model.claim import Claim
from chronology.model.vocabulary import STANCES
from chronology.query.table import ColumnType, table_of
from chronology.registry.frames import claim_row
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

FOR: Final = frozenset({"affirms", "leans_towards"})
AGAINST: Final = frozenset({"leans_against", "denies"})
"""The two sides of a proposition; who qualifies it is on neither."""

POSITION_COLUMNS: Final[Mapping[str, ColumnType]] = MappingProxyType(
    {
        "claim": "text",
        "speaker": "text",
        "name": "text",
        "capacity": "text",
        "via": "texts",
        "stance": "text",
        "made": "text",
        "start_min": "day",
        "start_max": "day",
        "end_min": "day",
        "end_max": "day",
        "source": "text",
        "locator": "text",
        "rank": "text",
        "text": "text",
    }
)
"""The table of :func:`positions`; days as in the event table."""

_PAIRS: Final[Mapping[str, ColumnType]] = MappingProxyType(
    {
        "proposition": "text",
        "claim_for": "text",
        "claim_against": "text",
        "speakers_for": "texts",
        "speakers_against": "texts",
    }
)
_FLAGS: Final = ("same_speaker", "replies")
DISAGREEMENT_COLUMNS: Final = (*_PAIRS, *_FLAGS)
"""The table of :func:`disagreements`; the last two are true or false."""


def positions(registry: Registry, proposition: str) -> pd.DataFrame:
    """Who takes which position on a proposition, when and where.

    Returns
    -------
    One row a claim and speaker, by date, then from ``affirms`` to ``denies``; undated claims last. ``claim``,
    ``speaker`` (actor id), ``name``, ``capacity``, ``via`` (ids of those who report it), ``stance``, ``made`` (EDTF)
    with its four day numbers, ``source`` and ``locator`` of the first citation (``Registry.claims_frame`` has all of
    them), ``rank``, ``text``. A claim whose speaker is not known has one row without a speaker. No claims: no rows,
    same columns.

    Raises
    ------
    UnknownId
        The registry has no such proposition.
    """
    claims = claims_on(registry, proposition)
    rows = (_row(registry, claim, id, proposition) for claim in claims for id in claim.by or (None,))
    return table_of(rows, POSITION_COLUMNS)


def stance_table(registry: Registry) -> pd.DataFrame:
    """Speakers by propositions: each cell the stances that the speaker's claims take.

    Returns
    -------
    One row a speaker whose claims take a position (the index holds their ids, in the order of their first such claim
    in the file), one column a proposition (its id, in the order of the file). A cell is a text: each stance once, by
    date, as ``affirms; leans_against``; empty where the speaker takes none. A claim without a speaker is in no row.
    Nobody takes a position: no rows, same columns.
    """
    import pandas as pd
    import pyarrow as pa

    columns = proposition_ids(registry)
    taking = [claim for claim in registry.claims.values() if claim.positions]
    held: dict[str, dict[str, list[str]]] = {id: {} for claim in taking for id in claim.by}
    for proposition in columns:
        for claim in claims_on(registry, proposition):
            for id in claim.by:
                held[id].setdefault(proposition, []).append(claim.positions[proposition])
    rows = (
        {proposition: "; ".join(dict.fromkeys(stances.get(proposition, ()))) for proposition in columns}
        for stances in held.values()
    )
    frame = table_of(rows, dict.fromkeys(columns, "text"))
    return frame.set_index(pd.Index(list(held), dtype=pd.ArrowDtype(pa.string()), name="speaker"))


def disagreements(registry: Registry) -> pd.DataFrame:
    """Claims that stand against one another.

    Returns
    -------
    One row for each pair of a claim that affirms or leans towards a proposition and one that denies or leans against
    it, by proposition in the order of the file, then by date: ``proposition``, ``claim_for``, ``claim_against``,
    ``speakers_for`` and ``speakers_against`` (lists of actor ids), ``same_speaker`` (somebody speaks in both: a
    changed or a mixed mind), ``replies`` (one of the two replies to the other). No pairs: no rows, same columns.
    """
    import pandas as pd
    import pyarrow as pa

    rows = [row for proposition in proposition_ids(registry) for row in _pairs(registry, proposition)]
    flag = pd.ArrowDtype(pa.bool_())
    frame = table_of(rows, _PAIRS)
    for name in _FLAGS:
        frame[name] = pd.Series([row[name] for row in rows], dtype=flag)
    return frame


def proposition_ids(registry: Registry) -> tuple[str, ...]:
    """The propositions of a registry in the order of the file, then those that only its claims name."""
    named = (id for claim in registry.claims.values() for id in claim.positions)
    return tuple(dict.fromkeys((*registry.propositions, *named)))


def claims_on(registry: Registry, proposition: str) -> tuple[Claim, ...]:
    """The claims that take a position on a proposition, by date, then from ``affirms`` to ``denies``.

    Raises
    ------
    UnknownId
        The registry has no such proposition.
    """
    known = proposition_ids(registry)
    if proposition not in known:
        raise UnknownId(proposition, "proposition", known)
    taking = (claim for claim in registry.claims.values() if proposition in claim.positions)
    return tuple(sorted(taking, key=lambda claim: (*_date_key(claim), STANCES.index(claim.positions[proposition]))))


def unshared_claims(registry: Registry) -> frozenset[str]:
    """Ids of the claims that are on record without being shared by those who record them.

    These are the claims that the editors deprecate, and those that somebody reports in order to reject them: a claim of
    one who reports it replies to it from the other side of a proposition.
    """
    deprecated = (claim.id for claim in registry.claims.values() if claim.rank == "deprecated")
    return frozenset((*deprecated, *_rejected(registry.claims)))


def _rejected(claims: Mapping[str, Claim]) -> Iterator[str]:
    for reply in claims.values():
        for id in reply.replies_to:
            answered = claims.get(id)
            if answered and set(answered.via) & set(reply.by) and _opposed(answered, reply):
                yield id


def _opposed(one: Claim, other: Claim) -> bool:
    """Whether two claims are on opposite sides of a proposition."""
    shared = one.positions.keys() & other.positions.keys()
    stances = [{one.positions[id], other.positions[id]} for id in shared]
    return any(both & FOR and both & AGAINST for both in stances)


def _date_key(claim: Claim) -> tuple[bool, tuple[int, ...]]:
    return claim.made is None, tuple(claim.made.bounds) if claim.made else ()


def _row(registry: Registry, claim: Claim, speaker: str | None, proposition: str) -> dict[str, Any]:
    citation = claim.sources[0] if claim.sources else None
    return claim_row(claim) | {
        "claim": claim.id,
        "speaker": speaker,
        "name": registry.actors[speaker].name if speaker is not None and speaker in registry.actors else speaker,
        "stance": claim.positions[proposition],
        "source": citation.source if citation else None,
        "locator": citation.locator if citation else None,
    }


def _pairs(registry: Registry, proposition: str) -> Iterator[dict[str, Any]]:
    claims = claims_on(registry, proposition)
    for one, other in product(_of_side(claims, proposition, FOR), _of_side(claims, proposition, AGAINST)):
        yield {
            "proposition": proposition,
            "claim_for": one.id,
            "claim_against": other.id,
            "speakers_for": list(one.by),
            "speakers_against": list(other.by),
            "same_speaker": not set(one.by).isdisjoint(other.by),
            "replies": one.id in other.replies_to or other.id in one.replies_to,
        }


def _of_side(claims: Iterable[Claim], proposition: str, side: frozenset[str]) -> list[Claim]:
    return [claim for claim in claims if claim.positions[proposition] in side]
