"""What is wrong with an event table, counted by its own engine."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from chronology.dates.days import OPEN_END, OPEN_START
from chronology.errors import MESSAGE_LIMIT, QueryError, did_you_mean, printable
from chronology.model.vocabulary import ROLES, STATUSES
from chronology.query.asked import Chronicle
from chronology.query.engines import collected, exploded, joined
from chronology.query.opening import computable, opened
from chronology.query.table import COLUMNS

if TYPE_CHECKING:
    import narwhals as nw

    from chronology.query.engines import Frame

NULLABLE: Final = frozenset({"lat", "lon", "part_of", "summary"})
"""The columns that may be null, where nothing is known."""

DEGREES: Final = {"lat": 90, "lon": 180}
"""How far the coordinates go, either way."""

_WORDS: Final = {"text": "text", "day": "whole day numbers", "texts": "lists of text", "number": "numbers"}
_BEFORE: Final = (
    ("start_min", "start_max"),
    ("start_min", "end_min"),
    ("start_max", "end_max"),
    ("end_min", "end_max"),
)
_SIDES: Final = ("side_a", "side_b")


def check_table(table: object) -> tuple[str, ...]:
    """What is wrong with an event table: sentences, each with a number of rows and the id of one of them.

    Looked for are missing columns and wrong types; null where there must be something; ids that occur twice; days out
    of order; statuses, roles and qualifiers that there are not; coordinates out of range; wholes (``part_of``) that
    are not in the table; actors that act or stand on a side beyond those that there are. The engine of the table
    counts, in a few passes, and only the counts come here. Whether ``date`` is EDTF, and the days are those of it, is
    not looked at.

    Parameters
    ----------
    table : a Registry, or a table of any engine.

    Returns
    -------
    The sentences, none when the table is sound. A column that is missing or of a wrong type is looked at no further.

    Raises
    ------
    QueryError
        It is no table.

    >>> from chronology.query.table import table_of
    >>> check_table(table_of([]).drop(columns="tags"))
    ("there is no column 'tags' (lists of text)",)
    """
    import narwhals as nw

    given = table.to_arrow() if isinstance(table, Chronicle) else nw.to_native(table, pass_through=True)
    names = column_names(given)
    faults = {name: fault for name in COLUMNS if (fault := _fault_of(given, name, names))}
    sound = [name for name in COLUMNS if name not in faults]
    found = _found(computable(opened(given, sound), sound), sound) if sound else ()
    return tuple(sentence[:MESSAGE_LIMIT] for sentence in (*faults.values(), *found))


def _fault_of(table: object, name: str, names: Collection[str]) -> str:
    """What is wrong with a column as a whole, or nothing."""
    if name not in names:
        hint = did_you_mean(name, (other for other in names if other not in COLUMNS))
        return f"there is no column '{name}'{hint or f' ({_WORDS[COLUMNS[name]]})'}"
    try:
        opened(table, [name])
    except QueryError as error:
        return str(error)
    return ""


def column_names(table: object) -> list[str]:
    """The names of the columns of a table of any engine; a QueryError if it is no table."""
    import narwhals as nw

    if nw.dependencies.is_pandas_dataframe(table):
        return [str(name) for name in table.columns]
    return list(opened(table, ()).collect_schema())


def role_fault(text: str) -> str:
    """What is wrong with a text that should say who takes part and how, such as ``RUS:party``; or nothing."""
    actor, _, role = text.rpartition(":")
    if not actor:
        return f"'{printable(text)}' is no role of an actor (write it as RUS:party)"
    if role in ROLES:
        return ""
    return f"'{printable(role)}' is not a role" + (did_you_mean(role, ROLES) or f" ({', '.join(ROLES)})")


def degree_fault(name: str, degrees: float) -> str:
    """What is wrong with a number in a column of coordinates; or nothing."""
    most = DEGREES[name]
    return "" if -most <= degrees <= most else f"{degrees:g} is out of range (-{most} to {most} degrees)"


def _found(frame: Frame, columns: Collection[str]) -> Iterator[str]:
    yield from _in_rows(frame, dict(_row_faults(columns)), named="id" in columns)
    if "id" not in columns:
        return
    import narwhals as nw

    rows, ids = nw.col("rows").sum(), nw.col("id").n_unique()
    yield from _said("the id is that of another row too{} (rename it)", _repeated(frame), rows)
    if "part_of" in columns:
        yield from _said("part_of names no id of the table{} (add the whole, or leave it null)", _lost(frame), ids)
    if "roles" in columns:
        yield from _in_roles(frame)
    for side in _SIDES:
        if {side, "actors"} <= set(columns):
            words = f"{side} names somebody who is not among the actors{{}} (add it there and to roles)"
            yield from _said(words, _strangers(frame, side), ids)


def _in_rows(frame: Frame, faults: Mapping[str, nw.Expr], *, named: bool) -> Iterator[str]:
    """What is wrong with rows, each by itself: one pass that counts, and one for each fault that there is."""
    import narwhals as nw

    counts = {f"fault_{at}": broken.cast(nw.Int64).sum() for at, broken in enumerate(faults.values())}
    (found,) = collected(frame.select(**counts)).to_pylist()
    for at, (words, broken) in enumerate(faults.items()):
        if found[f"fault_{at}"]:
            rows = frame.filter(broken)
            yield from _said(words, rows if named else rows.select(id=nw.lit(None, dtype=nw.String)), nw.len())


def _said(words: str, rows: Frame, count: nw.Expr) -> Iterator[str]:
    """The sentence about some rows, if there are any."""
    import narwhals as nw

    (found,) = collected(rows.select(rows=count, id=nw.col("id").min())).to_pylist()
    number = int(found["rows"] or 0)
    if number:
        example = f", such as '{printable(found['id'])}'" if found["id"] else ""
        yield words.format(f" in {number:,} {'row' if number == 1 else 'rows'}{example}")


def _row_faults(columns: Collection[str]) -> Iterator[tuple[str, nw.Expr]]:
    """What can be wrong with a row, and where it is."""
    import narwhals as nw

    for name in columns:
        if name not in NULLABLE:
            yield f"{name} is null{{}} (fill it in)", nw.col(name).is_null()
    if "id" in columns:
        yield "id is empty{} (give each event one)", nw.col("id") == ""
    pairs = [(nw.col(first), nw.col(last)) for first, last in _BEFORE if {first, last} <= set(columns)]
    if pairs:
        order = "start_min <= start_max <= end_max, start_min <= end_min <= end_max"
        broken = nw.any_horizontal(*(first > last for first, last in pairs), ignore_nulls=True)
        yield f"the days are out of order{{}} ({order})", broken
    days = [nw.col(name) for name in columns if COLUMNS[name] == "day"]
    if days:
        beyond = nw.any_horizontal(*((day < OPEN_START) | (day > OPEN_END) for day in days), ignore_nulls=True)
        yield f"a day is beyond the sentinels{{}} (no bound is {OPEN_START} or {OPEN_END})", beyond
    if "status" in columns:
        yield f"the status is unknown{{}} ({', '.join(STATUSES)})", ~nw.col("status").is_in(STATUSES)
    if "qualifiers" in columns:
        yield "qualifiers holds more than ? ~ %{} (correct it)", nw.col("qualifiers").str.contains("[^?~%]")
    if {"actors", "acting"} <= set(columns):
        yield "more actors act than there are{} (add them to actors)", _length("acting") > _length("actors")
    for name, most in DEGREES.items():
        if name in columns:
            yield f"{name} is out of range{{}} (-{most} to {most} degrees)", ~_within(nw.col(name), most)
    if {"id", "part_of"} <= set(columns):
        yield "an event is part of itself{} (leave part_of null)", nw.col("part_of") == nw.col("id")


def _length(name: str) -> nw.Expr:
    import narwhals as nw

    return nw.col(name).list.len()


def _within(number: nw.Expr, most: int) -> nw.Expr:
    return (number >= -most) & (number <= most)


def _repeated(frame: Frame) -> Frame:
    import narwhals as nw

    counted = frame.select("id").filter(~nw.col("id").is_null()).group_by("id").agg(nw.len().alias("rows"))
    return counted.filter(nw.col("rows") > 1)


def _lost(frame: Frame) -> Frame:
    """The rows whose whole is not in the table."""
    import narwhals as nw

    parts = frame.select("id", whole="part_of").filter(~nw.col("whole").is_null())
    return joined(parts, frame.select(whole="id"), how="anti", on=["whole"])


def _in_roles(frame: Frame) -> Iterator[str]:
    """What is wrong with roles. There are few different ones, so these are looked at before the rows are."""
    import narwhals as nw

    unknown = ~nw.col("roles").str.contains(f".:({'|'.join(ROLES)})$").fill_null(False)
    roles = exploded(frame.select("id", "roles"), "roles")
    different = roles.select("roles").unique("roles").filter(unknown)
    if collected(different.select(number=nw.len())).to_pylist()[0]["number"]:
        wanted = f"write actor:role, the role one of {', '.join(ROLES)}"
        yield from _said(f"a role is unknown{{}} ({wanted})", roles.filter(unknown), nw.col("id").n_unique())


def _strangers(frame: Frame, side: str) -> Frame:
    """The members of a side who are not among the actors of their event."""
    import narwhals as nw

    some = frame.filter(nw.col(side).list.len() > 0, ~nw.col("id").is_null())
    members = exploded(some.select("id", actor=side), "actor")
    actors = exploded(some.select("id", actor="actors"), "actor")
    return joined(members, actors, how="anti", on=["id", "actor"])
