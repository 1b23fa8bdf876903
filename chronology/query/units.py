"""The units by which events are counted and matched: kinds, actors, dyads, places, or any other column of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chronology.errors import QueryError, printable
from chronology.model.vocabulary import ACTED_ON_ROLES
from chronology.query.engines import exploded, joined, stacked, with_membership
from chronology.query.table import COLUMNS

if TYPE_CHECKING:
    import narwhals as nw

    from chronology.query.engines import Frame

DYAD: Final = "dyad"
DIRECTED: Final = "directed_dyad"

_SHOWN: Final = ("actor_1", "actor_2")
_SINGULAR: Final = {"actor": "actors", "place": "places", "tag": "tags", "source": "sources", "role": "roles"}
_OF_ACTORS: Final = ("actor", "actors", "acting", DYAD, DIRECTED)
_READ: Final = {DYAD: ("acting", "side_a", "side_b"), DIRECTED: ("acting", "side_a", "side_b", "roles")}


@dataclass(frozen=True, slots=True)
class Units:
    """What ``by`` and ``same`` name: nothing, one unit, or each combination of several.

    With ``acting``, an actor is one that acts; else any that is named. ``among``: only these actors make units.
    """

    names: tuple[str, ...]
    acting: bool = False
    among: tuple[str, ...] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the event table that they are read from."""
        return tuple(dict.fromkeys(column for name in self.names for column in self._read(name)))

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that they have in an answer."""
        return tuple(key for name in self.names for key in _keys_of(name))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that they have until then, under names that no column of a table is likely to have."""
        return tuple(map(_key, self.shown))

    def named(self, frame: Frame) -> Frame:
        """A frame that is the answer, its units under their own names."""
        return frame.rename(dict(zip(self.keys, self.shown, strict=True))) if self.names else frame

    def rows(self, frame: Frame, *, keep: Sequence[str], known: bool = False) -> Frame:
        """`frame` once for each unit to which a row belongs: the columns `keep`, ``id`` among them, and :attr:`keys`.

        A row that names no actor, place, tag or other member of a list bears null there, or is left out where only
        `known` units are wanted. A row without a dyad is left out.
        """
        import narwhals as nw

        waiting = list(self.names)
        found: tuple[str, ...] = ()
        while waiting:
            name, *waiting = waiting
            later = (column for other in waiting for column in self._read(other))
            kept = tuple(dict.fromkeys((*keep, *found, *later)))
            frame = _by(name, self._read(name), frame, keep=kept, known=known)
            found = (*found, *map(_key, _keys_of(name)))
        if self.among is not None:
            frame = frame.filter(*(nw.col(key).is_in(self.among) for key in self._actors))
        answer = frame.select(*keep, *self.keys)
        return answer.filter(*(~nw.col(key).is_null() for key in self.keys)) if known and self.keys else answer

    @property
    def _actors(self) -> tuple[str, ...]:
        """The columns of the answer that hold actors."""
        return tuple(_key(key) for name in self.names if name in _OF_ACTORS for key in _keys_of(name))

    def _read(self, name: str) -> tuple[str, ...]:
        if name == "actor" and self.acting:
            return ("acting",)
        return _READ.get(name) or (_SINGULAR.get(name, name),)


def units_of(
    by: object,
    *,
    argument: str = "by",
    taken: Sequence[str],
    acting: bool = False,
    among: tuple[str, ...] | None = None,
) -> Units:
    """The units that an argument names: None, a word, or several. With `acting`, actors are those that act.

    Raises
    ------
    QueryError
        Another type, a word twice, a column of numbers, both kinds of dyad, or a column whose name is one of those
        `taken` by the answer itself.
    """
    names = () if by is None else (by,) if isinstance(by, str) else by
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) and name for name in names):
        shown = printable(repr(by))
        raise QueryError(f"{argument} is a word such as 'kind', 'actor' or 'dyad', or a list of such, not {shown}")
    for name in names:
        if names.count(name) > 1:
            raise QueryError(f"{argument} names '{printable(name)}' twice (leave one out)")
        if name in taken:
            raise QueryError(f"{argument}='{name}' is a column of the answer itself (rename that of the table)")
        if COLUMNS.get(name, "text") not in ("text", "texts"):
            raise QueryError(f"{argument}='{name}' is a column of numbers (give one of text, such as 'kind')")
    if {DYAD, DIRECTED} <= set(names):
        raise QueryError(f"{argument} takes dyads or directed dyads, not both (leave one out)")
    units = Units(tuple(names), acting, among)
    if among is not None and not units._actors:
        raise QueryError(f"among needs actors or dyads to choose from ({argument}='dyad', for example)")
    return units


def _keys_of(name: str) -> tuple[str, ...]:
    return _SHOWN if name in _READ else (name,)


def _key(name: str) -> str:
    return f"unit_{name}_"


def _by(name: str, read: Sequence[str], frame: Frame, *, keep: Sequence[str], known: bool) -> Frame:
    import narwhals as nw

    if name == DYAD:
        return dyads(frame, keep=keep)
    if name == DIRECTED:
        return directed_dyads(frame, keep=keep)
    (column,) = read
    unit = frame.select(*keep, nw.col(column).alias(_key(name)))
    if not isinstance(frame.collect_schema()[column], nw.List):
        return unit
    return exploded(unit, _key(name), keep_empty=not known)


PAIR: Final = tuple(map(_key, _SHOWN))
_ONE, _OTHER = PAIR


def dyads(frame: Frame, *, keep: Sequence[str]) -> Frame:
    """Each row once for each two actors that act in it and do not stand on opposite sides, in the order of their ids.

    The columns `keep` and `PAIR`.
    """
    import narwhals as nw

    kept = dict.fromkeys((*keep, "side_a", "side_b"))
    acting = frame.select(*kept, nw.col("acting").alias(_ONE), nw.col("acting").alias(_OTHER))
    pairs = exploded(exploded(acting, _ONE), _OTHER).filter(nw.col(_ONE) < nw.col(_OTHER))
    sides = {f"{actor}_on_{side}": (side, actor) for actor in PAIR for side in ("side_a", "side_b")}
    placed = with_membership(pairs, sides)
    facing = nw.col(f"{_ONE}_on_side_a") & nw.col(f"{_OTHER}_on_side_b")
    facing = facing | (nw.col(f"{_ONE}_on_side_b") & nw.col(f"{_OTHER}_on_side_a"))
    return placed.filter(~facing.fill_null(False)).select(*keep, *PAIR)


def directed_dyads(frame: Frame, *, keep: Sequence[str]) -> Frame:
    """Each row once for each actor that acts in it and each other that it acts on: a target, or an opponent.

    The columns `keep`, ``id`` among them, and `PAIR`: who acts, and who is acted on.
    """
    import narwhals as nw

    acting = exploded(frame.select("id", nw.col("acting").alias(_ONE), "roles"), _ONE)
    named = exploded(acting, "roles").filter(nw.col("roles").str.contains(_ACTED_ON))
    toward = named.select("id", _ONE, nw.col("roles").str.replace_all(_ACTED_ON, "").alias(_OTHER))
    divided = frame.filter(_divided())
    against = joined(_opponents(divided), _acting(divided), on=["id", _ONE], how="inner")
    pairs = stacked(joined(toward, _allies(frame), on=["id", *PAIR], how="anti"), against)
    pairs = pairs.filter(nw.col(_ONE) != nw.col(_OTHER))
    return joined(frame.select(*keep), pairs.unique(["id", *PAIR]), on=["id"], how="inner")


_ACTED_ON: Final = f":({'|'.join(ACTED_ON_ROLES)})$"


def _divided() -> nw.Expr:
    """Whether an event has two sides."""
    import narwhals as nw

    return (nw.col("side_a").list.len() > 0) & (nw.col("side_b").list.len() > 0)


def _acting(frame: Frame) -> Frame:
    import narwhals as nw

    return exploded(frame.select("id", nw.col("acting").alias(_ONE)), _ONE)


def _allies(frame: Frame) -> Frame:
    """The two of each pair on one side of an event, in either order: ``id`` and `PAIR`."""
    import narwhals as nw

    sides = (nw.col("side_a"), nw.col("side_b"))
    both = [frame.filter(side.list.len() > 1).select("id", side.alias(_ONE), side.alias(_OTHER)) for side in sides]
    return exploded(exploded(stacked(*both), _ONE), _OTHER)


def _opponents(frame: Frame) -> Frame:
    """The two of each pair on opposite sides of an event, in either order: ``id`` and `PAIR`."""
    import narwhals as nw

    sides = frame.select("id", nw.col("side_a").alias(_ONE), nw.col("side_b").alias(_OTHER))
    facing = exploded(exploded(sides, _ONE), _OTHER)
    return stacked(facing, facing.select("id", **{_ONE: _OTHER, _OTHER: _ONE}))
