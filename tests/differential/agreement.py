"""Asking a function and the oracle the same, and saying readably where they differ."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import chronology as ch
from tests.differential import oracle
from tests.differential.engines import answer_of
from tests.differential.oracle_rows import Answer, Rows, nulls_first
from tests.differential.questions import Arguments, short

SHOWN_ROWS = 12
IN_MEMORY = ("pandas", "pandas objects", "pyarrow", "polars")
PAIRED = ("window", "sequences", "pairs")


def asked(name: str, tables: list[Any], arguments: Arguments) -> Any:
    """The answer of the library, as the engine gives it."""
    function: Callable[..., Any] = getattr(ch, name)
    return function(*tables, **arguments)


def expected(name: str, tables: list[Rows], arguments: Arguments) -> Answer:
    """The answer of the oracle."""
    function: Callable[..., Answer] = getattr(oracle, name)
    return function(*tables, **arguments)


def require_agreement(
    engine: str, name: str, made: list[Any], rows: list[Rows], arguments: Arguments, wanted: Answer
) -> None:
    """Nothing, where an engine gives the wanted answer as a table of its own kind."""
    question = f"{engine}: {name}({short(arguments)})"
    table = asked(name, made, arguments)
    assert type(table) is type(made[0]), f"{question} gives {type(table).__name__}, not {type(made[0]).__name__}"
    got = answer_of(table)
    difference = differs(in_order(name, got), in_order(name, wanted))
    assert not difference, f"\n{question}\n{difference}\n{shown(rows)}"
    if name in PAIRED and engine in IN_MEMORY and arguments.get("same") != "actors":
        place_of = {row["id"]: place for place, row in enumerate(rows[0])}
        firsts = [place_of[row[0]] for row in got.rows]
        assert firsts == sorted(firsts), f"\n{question}\nnot in the order of the table: {got.rows}\n{shown(rows)}"


def in_order(name: str, answer: Answer) -> Answer:
    """An answer in the order that is promised; pairs of events have none on engines that are lazy."""
    return Answer(answer.columns, sorted(answer.rows, key=nulls_first)) if name in PAIRED else answer


def differs(got: Answer, wanted: Answer) -> str:
    """How an answer differs from the one wanted; empty when it does not."""
    if list(got.columns) != list(wanted.columns):
        return f"columns {list(got.columns)}\n wanted {list(wanted.columns)}"
    if got.columns != wanted.columns:
        return f"types {got.columns}\nwanted {wanted.columns}"
    if len(got.rows) == len(wanted.rows) and all(map(_same, got.rows, wanted.rows)):
        return ""
    surplus = Counter(map(_key, got.rows))
    surplus.subtract(map(_key, wanted.rows))
    missing = [row for row in wanted.rows if surplus[_key(row)] < 0]
    unwanted = [row for row in got.rows if surplus[_key(row)] > 0]
    if missing or unwanted:
        return f"columns  {list(wanted.columns)}\nmissing  {_listed(missing)}\nunwanted {_listed(unwanted)}"
    return (
        f"the same rows but for their order or for rounding\ngot    {_listed(got.rows)}\nwanted {_listed(wanted.rows)}"
    )


def shown(tables: list[Rows]) -> str:
    """The tables that were asked, a row a line."""
    return "\n".join(f"table of {len(rows)} rows\n  " + "\n  ".join(map(repr, rows[:SHOWN_ROWS])) for rows in tables)


def _same(row: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return all(_same_value(one, another) for one, another in zip(row, other, strict=True))


def _same_value(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return type(one) is type(other) and one == other


def _key(row: tuple[Any, ...]) -> str:
    """What two rows have in common that are the same but for rounding."""
    return repr([round(value, 6) if isinstance(value, float) else value for value in row])


def _listed(rows: list[tuple[Any, ...]]) -> str:
    more = f"\n         ... {len(rows)} in all" if len(rows) > SHOWN_ROWS else ""
    return "\n         ".join(map(repr, rows[:SHOWN_ROWS])) + more
