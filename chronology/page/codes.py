"""Columns of words as numbers: each word once, and for each row which it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Numbers = npt.NDArray[np.int64]

SIDES = ("", "a", "b")


class Codes(NamedTuple):
    """Words, and for each row the number of its word."""

    words: list[str]
    numbers: Numbers


class Lists(NamedTuple):
    """Words, how many each row has, and the numbers of them all, row after row."""

    words: list[str]
    sizes: Numbers
    numbers: Numbers


class Participants(NamedTuple):
    """Who took part: for each row how many, then for all of them actor, role and side as numbers."""

    actors: list[str]
    roles: list[str]
    sizes: Numbers
    actor: Numbers
    role: Numbers
    side: Numbers


def texts(column: pa.ChunkedArray, *, missing: str = "") -> pa.Array:
    """A column as texts; `missing` where it has none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = column.cast(pa.large_string()) if column.type != pa.large_string() else column
    if pa.types.is_timestamp(column.type):
        plain = _moments_written(plain)
    array = pc.fill_null(plain, missing)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return pc.if_else(pc.equal(array, ""), missing, array) if missing else array


def _moments_written(moments: pa.ChunkedArray) -> pa.ChunkedArray:
    """Moments as ISO has them, to the second; those of midnight as days."""
    import pyarrow.compute as pc

    for pattern, form in (
        (r"\.[0-9]+", ""),
        (r" 00:00:00(Z|[+-][0-9]{4})?$", ""),
        (r"Z$", "+00:00"),
        (r" (.*[+-][0-9]{2})([0-9]{2})$", r"T\1:\2"),
        (r" ", "T"),
    ):
        moments = pc.replace_substring_regex(moments, pattern, form)
    return moments


def codes(array: pa.Array) -> Codes:
    """Texts as numbers, in the order in which they occur first."""
    encoded = array.dictionary_encode()
    return Codes(encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype("int64"))


def lists(column: pa.ChunkedArray | None, rows: int) -> Lists:
    """A column of lists as numbers; the words in the order of their frequency, each once in a row."""
    import numpy as np

    row, words = _entries(column)
    found = codes(words)
    unique = np.unique(row * max(len(found.words), 1) + found.numbers, return_index=True)[1]
    unique.sort()
    numbers, order = _by_frequency(found.numbers[unique], len(found.words))
    return Lists([found.words[at] for at in order], np.bincount(row[unique], minlength=rows), numbers)


def participants(columns: dict[str, pa.ChunkedArray], rows: int) -> Participants:
    """The roles of each row, then its actors without a role, as the columns ``roles``, ``actors`` and the sides have
    them."""
    import numpy as np

    role_row, role_words = _entries(columns.get("roles"))
    actor_row, actor_words = _entries(columns.get("actors"))
    said = codes(role_words)
    parted = [_parted(entry) for entry in said.words]
    roles = codes(_array([role for _, role in parted]))
    actors = codes(_array([*(actor for actor, _ in parted), *(found := codes(actor_words)).words]))
    with_role, without = actors.numbers[: len(parted)][said.numbers], actors.numbers[len(parted) :][found.numbers]
    key = len(actors.words) or 1
    alone = ~_is_in(actor_row * key + without, role_row * key + with_role)
    row = np.concatenate([role_row, actor_row[alone]])
    order = np.argsort(row, kind="stable")
    actor = np.concatenate([with_role, without[alone]])[order]
    blank = len(roles.words)
    role = np.concatenate([roles.numbers[said.numbers], np.full(int(alone.sum()), blank)])[order]
    side = _sides(columns, row[order] * key + actor, actors.words)
    numbers, by_count = _by_frequency(actor, len(actors.words))
    names = [actors.words[at] for at in by_count]
    return Participants(names, [*roles.words, ""], np.bincount(row, minlength=rows), numbers, role, side)


def _sides(columns: dict[str, pa.ChunkedArray], keys: Numbers, actors: list[str]) -> Numbers:
    import numpy as np

    numbers = {name: number for number, name in enumerate(actors)}
    side = np.zeros(len(keys), np.int64)
    for code, name in enumerate(SIDES[1:], start=1):
        row, words = _entries(columns.get(f"side_{name}"))
        found = codes(words)
        known = np.array([numbers.get(word, -1) for word in found.words], np.int64)[found.numbers]
        side[_is_in(keys, (row * max(len(actors), 1) + known)[known >= 0])] = code
    return side


def _is_in(keys: Numbers, wanted: Numbers) -> npt.NDArray[np.bool_]:
    """As ``numpy.isin``, by Arrow's hashes, which take a fraction of the time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found: npt.NDArray[np.bool_] = pc.is_in(pa.array(keys), pa.array(wanted)).to_numpy(zero_copy_only=False)
    return found


def _parted(entry: str) -> tuple[str, str]:
    """Actor and role; an entry without a colon is an actor."""
    actor, _, role = entry.rpartition(":")
    return (actor, role) if actor else (role, "")


def _entries(column: pa.ChunkedArray | None) -> tuple[Numbers, pa.Array]:
    """For each entry of a column of lists the row that it stands in, and its text."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if column is None or pa.types.is_null(column.type):
        return np.zeros(0, np.int64), _array([])
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if not _holds_lists(array.type):
        row, values = pa.array(np.arange(len(array))), array
    else:
        row, values = pc.list_parent_indices(array), pc.list_flatten(array)
    if pa.types.is_null(values.type):
        return np.zeros(0, np.int64), _array([])
    known = pc.is_valid(values)
    return row.filter(known).to_numpy(zero_copy_only=False).astype("int64"), values.filter(known).cast(
        pa.large_string()
    )


def _holds_lists(kind: pa.DataType) -> bool:
    import pyarrow as pa

    tests = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list, pa.types.is_list_view)
    return any(test(kind) for test in tests)


def _by_frequency(numbers: Numbers, words: int) -> tuple[Numbers, Numbers]:
    """Numbers anew, the most frequent word first; and which word each new number stands for."""
    import numpy as np

    order = np.argsort(-np.bincount(numbers, minlength=words), kind="stable")
    renumbered = np.empty(words, np.int64)
    renumbered[order] = np.arange(words)
    return renumbered[numbers], order


def _array(values: list[Any]) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, pa.large_string())
