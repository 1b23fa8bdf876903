"""Very many events: columns of numbers and packed texts in the page, no object for each of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from chronology.dates.when import When
from chronology.errors import MESSAGE_LIMIT, QueryError, printable
from chronology.model.header import Header
from chronology.page.codes import SIDES, Codes, codes, lists, participants, texts
from chronology.page.moments import DOUBTS, READINGS, is_dated, moments
from chronology.page.payload import REQUIRED_COLUMNS, registry_names, vocabulary
from chronology.page.plotlyjs import in_letters
from chronology.page.words import ENGLISH, Words
from chronology.registry.registry import Registry

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from chronology.page.moments import Moments

    Numbers = npt.NDArray[np.int64]

MOST_ROWS_WITH_WORDS: Final = 2_000
MOST_EVENTS_WITH_WORDS: Final = 5_000
"""A page of more rows of a table, or events of a registry, than this has them as columns of numbers, and makes words of
those that are looked at. A registry has more to lose by it."""

TABLE_COLUMNS: Final = (
    *("id", "title", "kind", "date", "status", "actors", "roles", "side_a", "side_b"),
    *("places", "tags", "sources", "summary"),
)
"""The columns of an event table that such a page shows."""

EVENTS_IN_A_PACK: Final = 16_384
"""Texts are unpacked so many events at a time, so that the page stays at hand meanwhile."""

FALLBACK_ROWS: Final = 500
_BETWEEN_EVENTS: Final = "\x1f"
_BETWEEN_COLUMNS: Final = "\x1e"
_NO_SEPARATORS: Final = f"[{_BETWEEN_EVENTS}{_BETWEEN_COLUMNS}]"
_MOST_INT32: Final = 2**31 - 1
_LEVEL: Final = 6
_USUAL: Final = {"kind": "event", "status": "established"}
"""What an event is where its table does not say."""


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """The data of a page of very many events.

    ``payload`` is the JSON of the page without its events, ``columns`` the numbers of all events, ``packs`` their
    texts, all packed and in letters; ``rows`` has date, title and names of the first events, for browsers without
    scripts; ``note`` says what such a page leaves out.
    """

    payload: dict[str, Any]
    columns: str
    packs: list[str]
    rows: list[tuple[str, str, str]]
    note: str = ""

    def __len__(self) -> int:
        """How many events there are."""
        length: int = self.payload["crowd"]["length"]
        return length

    def columns_element(self) -> str:
        """The columns as an element of the page: all that the first picture needs."""
        return f'<script type="text/plain" id="crowd">{self.columns}</script>\n'

    def text_elements(self) -> str:
        """The texts as elements of the page, which may come late."""
        return "".join(f'<script type="text/plain" class="pack">{pack}</script>\n' for pack in self.packs)


def table_crowd(frame: nw.DataFrame[Any], language: Words = ENGLISH) -> Crowd:
    """The data of a page for a dataframe of events.

    Raises
    ------
    QueryError
        A row lacks ``id``, ``title`` or ``date``, two rows bear one id, or a column cannot be read.
    DateError
        A date is no EDTF.
    """
    import pyarrow as pa

    try:
        return _crowd_of(frame.select([name for name in TABLE_COLUMNS if name in frame.columns]).to_arrow(), language)
    except pa.ArrowException as error:
        raise QueryError(
            f"the table has a column that cannot be read: {printable(str(error))}"[:MESSAGE_LIMIT]
        ) from error


def registry_crowd(registry: Registry, language: Words = ENGLISH) -> Crowd:
    """The data of a page for a registry: its events, with the names of actors, places and sources."""
    crowd = _crowd_of(registry.to_arrow(), language, registry.header)
    left_out = registry_names(registry, language) | {"title": registry.title or language.say("Chronology")}
    return replace(crowd, payload=crowd.payload | left_out, note=_left_out(language))


def _left_out(language: Words) -> str:
    return language.say(
        "A page of more than {n} events has no claims, relations, other dates, notes and measures, and no story.",
        n=MOST_EVENTS_WITH_WORDS,
    )


def _crowd_of(table: pa.Table, language: Words, header: Header | None = None) -> Crowd:
    import pyarrow as pa

    words = _required(table)
    found = moments(words["date"], language)
    order = _date_order(found)
    found = found._replace(bounds=found.bounds[:, order], flags=found.flags[order])
    taken = {name: table[name].take(pa.array(order)) for name in TABLE_COLUMNS if name in table.column_names}
    words = {name: array.take(pa.array(order)) for name, array in words.items()}
    if "summary" in taken:
        words["summary"] = _separable(texts(taken["summary"]))
    columns, coded = _columns(found, taken)
    packed, index = _packed_columns(columns)
    packs = [_packed(text) for text in _joined(words)]
    packs.append(_packed(json.dumps(found.others, ensure_ascii=False, separators=(",", ":"))))
    manifest = {"columns": index, "bytes": len(packed), "packs": [len(pack) for pack in packs], "texts": list(words)}
    payload = _payload(header or Header(), coded, language) | {"crowd": manifest | _meanings(found, coded)}
    rows = _first_rows(words, columns, coded, language)
    return Crowd(payload=payload, columns=in_letters(packed), packs=[in_letters(pack) for pack in packs], rows=rows)


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), compresslevel=_LEVEL, mtime=0)


def _required(table: pa.Table) -> dict[str, pa.Array]:
    """The texts that each row must have."""
    import pyarrow.compute as pc

    found = {name: texts(table[name]) for name in REQUIRED_COLUMNS}
    for name, array in found.items():
        row = pc.index(array, "").as_py()
        if row >= 0:
            raise QueryError(f"row {row}, counted from 0, of the table has no {name} (a page needs id, title and date)")
    counts = pc.value_counts(found["id"])
    repeated = pc.index(pc.greater(counts.field("counts"), 1), True).as_py()
    if repeated >= 0:
        id = counts.field("values")[repeated].as_py()
        raise QueryError(f"two rows of the table have the id '{printable(id)}' (a page needs one row an event)")
    return {name: _separable(array) for name, array in found.items()}


def _separable(array: pa.Array) -> pa.Array:
    """Texts without the two control characters that part them in a pack."""
    import pyarrow.compute as pc

    return pc.replace_substring_regex(array, _NO_SEPARATORS, " ")


def _date_order(found: Moments) -> Numbers:
    """Rows by their bounds; those without any that can be drawn come last."""
    import numpy as np

    return np.lexsort((*found.bounds[::-1], ~is_dated(found.flags)))


def _columns(found: Moments, given: dict[str, pa.ChunkedArray]) -> tuple[dict[str, Numbers], dict[str, list[str]]]:
    """The numbers of all events by the name of their column, and the words that they stand for."""
    rows = len(found.flags)
    kind, status = (_coded(given.get(name), rows, missing) for name, missing in _USUAL.items())
    people = participants(given, rows)
    columns = _days(found) | {"flags": found.flags.astype("int64"), "kind": kind.numbers, "status": status.numbers}
    columns |= {"people": people.sizes, "actor": people.actor, "part": people.role * len(SIDES) + people.side}
    coded = {"kind": kind.words, "status": status.words, "actor": people.actors, "role": people.roles}
    for name in ("place", "tag", "source"):
        found_words, sizes, numbers = lists(given.get(f"{name}s"), rows)
        columns |= {f"{name}s": sizes, name: numbers}
        coded[name] = found_words
    return columns, coded


def _days(found: Moments) -> dict[str, Numbers]:
    """Of each event the first day that is known of it, and how many days later the other known bounds lie."""
    import numpy as np

    known = (found.flags >> np.arange(len(found.bounds))[:, None] & 1).astype(bool)
    anchor = found.bounds[np.argmax(known, axis=0), np.arange(len(found.flags))]
    anchor = np.where(known.any(axis=0), anchor, 0)
    later = np.where(known, found.bounds - anchor, 0)
    return {"anchor": anchor, "start_room": later[1], "end_least": later[2], "end_most": later[3]}


def _packed_columns(columns: Mapping[str, Numbers]) -> tuple[bytes, list[list[Any]]]:
    """All columns as bytes, packed; and for each of them name, type, length and whether it is written as steps."""
    parts, index = [], []
    for name, numbers in columns.items():
        kind, steps = _type_of(numbers), False
        if name == "anchor" and kind not in ("u4", "f8"):
            kind, steps = "i4", True
        parts.append(_written(numbers, kind, steps=steps))
        index.append([name, kind, len(numbers), steps])
    return gzip.compress(b"".join(parts), compresslevel=_LEVEL, mtime=0), index


def _written(numbers: Numbers, kind: str, *, steps: bool) -> bytes:
    import numpy as np

    return (np.diff(numbers, prepend=0) if steps else numbers).astype(f"<{kind}").tobytes()


def _type_of(numbers: Numbers) -> str:
    """The smallest type that holds the numbers exactly."""
    least, most = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    if least >= 0 and most < 2**32:
        unsigned = next(kind for kind, size in (("u1", 8), ("u2", 16), ("u4", 32)) if most < 2**size)
        return "i4" if unsigned == "u4" and most <= _MOST_INT32 else unsigned
    return "i4" if least > -_MOST_INT32 and most < _MOST_INT32 else "f8"


def _coded(column: pa.ChunkedArray | None, rows: int, missing: str) -> Codes:
    import numpy as np

    return Codes([missing], np.zeros(rows, np.int64)) if column is None else codes(texts(column, missing=missing))


def _payload(header: Header, coded: Mapping[str, list[str]], language: Words) -> dict[str, Any]:
    """What a page of few events has, too, without events."""
    return {
        "title": language.say("Chronology"),
        "description": header.description or "",
        "licence": header.licence or "",
        "editors": list(header.editors),
        **vocabulary(header, coded["kind"], language),
        **{name: {} for name in ("actors", "places", "sources", "propositions")},
        "claims": [],
        "events": [],
    }


def _meanings(found: Moments, coded: Mapping[str, list[str]]) -> dict[str, Any]:
    """What the numbers stand for."""
    return {
        "length": len(found.flags),
        "dated": int(is_dated(found.flags).sum()),
        "codes": coded,
        "readings": READINGS,
        "doubts": DOUBTS,
        "sides": SIDES,
        "in_a_pack": EVENTS_IN_A_PACK,
    }


def _joined(words: Mapping[str, pa.Array]) -> Iterator[str]:
    """The texts of some thousand events each: column after column, event after event."""
    rows = len(words["id"])
    for start in range(0, rows, EVENTS_IN_A_PACK):
        pieces = (array.slice(start, EVENTS_IN_A_PACK).to_pylist() for array in words.values())
        yield _BETWEEN_COLUMNS.join(_BETWEEN_EVENTS.join(piece) for piece in pieces)


def _first_rows(
    words: Mapping[str, pa.Array],
    columns: Mapping[str, Numbers],
    coded: Mapping[str, list[str]],
    language: Words,
) -> list[tuple[str, str, str]]:
    dates, titles = (words[name].slice(0, FALLBACK_ROWS).to_pylist() for name in ("date", "title"))
    rows, at = [], 0
    for date, title, size in zip(dates, titles, columns["people"].tolist(), strict=False):
        names = dict.fromkeys(coded["actor"][number] for number in columns["actor"][at : at + size].tolist())
        rows.append((When.parse(date).words(language.language), title, ", ".join(names)))
        at += size
    return rows
