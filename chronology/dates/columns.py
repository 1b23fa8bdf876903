"""Dates by the million: the bounds of whole columns of EDTF texts, and their relations to one date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from chronology.dates.allen import EVERY_RELATION, NEEDS, AllenRelation
from chronology.dates.bounds import Bounds
from chronology.dates.days import OPEN_END, OPEN_START
from chronology.dates.when import When
from chronology.errors import DateError, QueryError, did_you_mean, printable

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    import pyarrow as pa

    Days = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]
    Masks = npt.NDArray[np.int16]
    Texts: TypeAlias = Sequence[str] | pd.Series[Any] | npt.NDArray[Any] | nw.Series[Any] | pa.Array | pa.ChunkedArray

CoarseRelation = Literal["before", "after", "overlaps", "within", "contains"]

_AT_ONCE: Final = 2**16
"""Rows that are worked on together: few enough for their columns to stay in the processor's cache."""


class BoundsColumns(NamedTuple):
    """The bounds of a column of dates: int64 day numbers as in ``Bounds``, one array each.

    ``qualified`` is true where nothing is certain: the text bears ``?``, ``~`` or ``%``, or is an all-of set, whose
    holes the four days cannot show. A one-of set or a mask counts as its hull: a hole may answer possible, never
    certain.
    """

    start_min: Days
    start_max: Days
    end_min: Days
    end_max: Days
    qualified: Flags

    def rows(self, wanted: slice) -> BoundsColumns:
        """Some of the rows."""
        start_min, start_max, end_min, end_max, qualified = self
        return BoundsColumns(start_min[wanted], start_max[wanted], end_min[wanted], end_max[wanted], qualified[wanted])


class CertaintyColumn(NamedTuple):
    """Which rows answer certain, and which at least possible; all others are impossible."""

    certain: Flags
    possible: Flags


def bounds_of(texts: Texts) -> BoundsColumns:
    """The bounds of a column of EDTF texts.

    Parameters
    ----------
    texts : a list, numpy array, Arrow array, or a Series of pandas, Polars or narwhals.

    Returns
    -------
    Five arrays as long as the column, in its order; no texts give five empty ones.

    Raises
    ------
    DateError
        A row is empty, no text, or no EDTF; says which row, counted from 0.

    >>> bounds_of(["2022-02-04", "2014-02~/2014-03"]).end_max.tolist()
    [19027, 16160]
    """
    import numpy as np

    column = _text_column(texts)
    days = np.empty((4, len(column)), np.int64)
    qualified, known = np.empty((2, len(column)), np.bool_)
    _read_plain(column, days, qualified, known)
    rest = np.flatnonzero(~known)
    if rest.size:
        days[:, rest], qualified[rest] = _read_rest(column, rest)
    return BoundsColumns(days[0], days[1], days[2], days[3], qualified)


def certainty_of(relation: AllenRelation | CoarseRelation, columns: BoundsColumns, when: When) -> CertaintyColumn:
    """How certain it is, in each row, that its date stands in a relation to one date.

    Parameters
    ----------
    relation : one of Allen's thirteen, or the name of a method of ``When``: ``"before"``, ``"after"``, ``"overlaps"``
        (shares a day, as in ``When.overlaps``), ``"within"`` or ``"contains"``.

    Raises
    ------
    QueryError
        There is no relation of this name.
    """
    import numpy as np

    masks, wanted = relation_masks(columns, when), _mask_of(relation)
    certain = ((masks & (EVERY_RELATION & ~wanted)) == 0) & ~columns.qualified
    if isinstance(relation, AllenRelation):
        certain &= ~_go_on_together(columns, when.bounds)
    if when.qualifiers or len(when.pieces) > 1:
        certain = np.zeros_like(certain)
    return CertaintyColumn(certain, (masks & wanted) != 0)


def relation_masks(columns: BoundsColumns, when: When) -> Masks:
    """The relations of each row's date to one date that are possible: the sum of their ``AllenRelation.bit``."""
    import numpy as np

    masks = np.empty(len(columns.start_min), np.int16)
    for rows in _slices(len(masks)):
        masks[rows] = _possible_relations(columns.rows(rows), when.bounds)
    return masks


def _possible_relations(first: BoundsColumns, second: Bounds) -> Masks:
    """As ``allen.possible_relations``, row by row."""
    import numpy as np

    lows = first.start_min, first.end_min + 1, second.start_min, second.end_min + 1
    highs = first.start_max, first.end_max + 1, second.start_max, second.end_max + 1
    masks = np.full(len(first.start_min), EVERY_RELATION, np.int16)
    for earlier, later, days, relations in NEEDS:
        masks &= np.where(lows[earlier] + days > highs[later], np.int16(~relations), np.int16(-1))
    return masks


def _go_on_together(columns: BoundsColumns, other: Bounds) -> Flags:
    """Where both the row's date and the other have an open end, or both an open start."""
    open_ends = (columns.end_min >= OPEN_END) & (other.end_min >= OPEN_END)
    return open_ends | ((columns.start_max <= OPEN_START) & (other.start_max <= OPEN_START))


_ALLEN_OF: Final = {
    "before": (AllenRelation.BEFORE, AllenRelation.MEETS),
    "after": (AllenRelation.AFTER, AllenRelation.MET_BY),
    "within": (AllenRelation.STARTS, AllenRelation.DURING, AllenRelation.FINISHES, AllenRelation.EQUALS),
    "contains": (
        AllenRelation.STARTED_BY,
        AllenRelation.CONTAINS,
        AllenRelation.FINISHED_BY,
        AllenRelation.EQUALS,
    ),
}
_APART: Final = (*_ALLEN_OF["before"], *_ALLEN_OF["after"])
_MASKS: Final = {
    **{name: sum(one.bit for one in relations) for name, relations in _ALLEN_OF.items()},
    "overlaps": sum(one.bit for one in AllenRelation if one not in _APART),
}


def _mask_of(relation: AllenRelation | CoarseRelation) -> int:
    if isinstance(relation, AllenRelation):
        return relation.bit
    if relation not in _MASKS:
        hint = did_you_mean(relation, _MASKS) or " (an AllenRelation, or before, after, overlaps, within, contains)"
        raise QueryError(f"'{printable(relation)}' is no relation of dates{hint}")
    return _MASKS[relation]


def _slices(length: int) -> Iterator[slice]:
    return (slice(start, start + _AT_ONCE) for start in range(0, length, _AT_ONCE))


def _read_plain(column: pa.Array, days: Days, qualified: Flags, known: Flags) -> None:
    """Fill in the rows of the common forms, and mark them as known."""
    import numpy as np

    from chronology.dates.plain import LONGEST_DATE, plain_bounds

    _, offsets_buffer, data_buffer = column.buffers()
    offsets = np.frombuffer(offsets_buffer, np.int64)[column.offset : column.offset + len(column) + 1]
    data = np.concatenate((np.frombuffer(data_buffer or b"", np.uint8), np.zeros(LONGEST_DATE, np.uint8)))
    for rows in _slices(len(column)):
        read = plain_bounds(data, offsets[:-1][rows], offsets[1:][rows])
        days[:, rows] = read[:4]
        qualified[rows], known[rows] = read.qualified, read.known


def _read_rest(column: pa.Array, rows: Days) -> tuple[Days, Flags]:
    """The bounds of the other rows, each text read once."""
    import numpy as np

    encoded = column.take(rows).dictionary_encode()
    codes = encoded.indices.to_numpy()
    days = np.empty((4, len(encoded.dictionary)), np.int64)
    qualified = np.empty(len(encoded.dictionary), np.bool_)
    for code, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            when = When(text)
        except DateError as error:
            raise _refused(error, int(rows[np.argmax(codes == code)])) from None
        days[:, code] = when.bounds
        qualified[code] = bool(when.qualifiers) or len(when.pieces) > 1
    return days[:, codes], qualified[codes]


def _refused(error: DateError, row: int) -> DateError:
    return DateError(error.text, f"{error.reason} (row {row}, counted from 0)", at=error.at)


def _text_column(texts: Texts) -> pa.Array:
    """The texts as one Arrow array of large strings."""
    import pyarrow as pa

    try:
        column = _arrow(texts)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        _refuse_what_is_no_text(texts)
        raise
    if column.null_count:
        row = column.is_null().index(True).as_py()
        raise DateError("", f"there is none in row {row}, counted from 0 (leave out the rows without a date)")
    if not _holds_texts(column.type) and len(column):
        _refuse_what_is_no_text(column.to_pylist())
    column = column.cast(pa.large_string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _arrow(texts: Texts) -> pa.Array | pa.ChunkedArray:
    import narwhals as nw
    import pyarrow as pa

    if isinstance(texts, str):
        raise DateError(texts, "this is one text, not a column of them (for one date: When.parse)")
    if isinstance(texts, pa.Array | pa.ChunkedArray):
        return texts
    series = nw.from_native(texts, series_only=True, pass_through=True)
    return series.to_arrow() if isinstance(series, nw.Series) else pa.array(texts)


def _holds_texts(kind: pa.DataType) -> bool:
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        return _holds_texts(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _refuse_what_is_no_text(values: Iterable[object]) -> None:
    for row, value in enumerate(values):
        if not isinstance(value, str):
            raise DateError(
                str(value)[:60], f"a date is a text, not {type(value).__name__} (row {row}, counted from 0)"
            )
