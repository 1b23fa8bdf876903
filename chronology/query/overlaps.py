"""Pairs of rows whose spans of days overlap: the one join behind windows, sequences, pairs and spread counts.

A bare range join does not exist on every engine, or compares each row with each. In memory, two binary searches find
the pairs: the right row starts within the left one, or the left one starts later within the right one; never both.
On a lazy engine an equi-join on buckets of days does: each right row lies in one bucket, of a size that fits its
length, and each left row looks into all buckets in which its partners may lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from chronology.dates.days import OPEN_END
from chronology.query.engines import beside, beside_each_other, in_memory, joined

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from chronology.query.engines import Frame

    Days = npt.NDArray[np.int64]
    Rows = npt.NDArray[np.intp]


class Span(NamedTuple):
    """The columns that hold the first and the last day of each row's span, both inclusive."""

    first: str
    last: str


class Side(NamedTuple):
    """Spans of days in memory, with a number for the unit of each."""

    days: tuple[Days, Days]
    codes: Days


def number_overlapping(left: Side, right: Side) -> int:
    """How many pairs of a left and a right span of the same unit share a day, without listing them."""
    import numpy as np

    (first, last), (starts, ends) = _keyed(left.days, right.days, (left.codes, right.codes))
    begun = np.searchsorted(np.sort(starts), last, side="right")
    ended = np.searchsorted(np.sort(ends), first, side="left")
    return int(np.maximum(begun - ended, 0).sum())


def overlapping(left: Frame, right: Frame, *, spans: tuple[Span, Span], on: Sequence[str] = (), width: int) -> Frame:
    """Each pair of a left and a right row that share a day of their spans and the values of `on`.

    Parameters
    ----------
    left, right : frames of one engine; apart from `on` they share no column name. Rows whose span is empty, or with a
        null in `on`, have no partner.
    spans : of the left and the right rows.
    width : how many days a left span mostly has; a matter of speed alone.

    Returns
    -------
    All columns of both. In memory, in the order of `left`, then of `right`.
    """
    if in_memory(left):
        return _searched(left, right, spans=spans, on=on)
    return _bucketed(left, right, spans=spans, on=on, width=width)


def _searched(left: Frame, right: Frame, *, spans: tuple[Span, Span], on: Sequence[str]) -> Frame:
    lefts, rights = left.to_native(), right.to_native()
    left_rows, right_rows = _pairs(lefts, rights, spans, on)
    return beside_each_other(lefts, left_rows, rights.drop_columns(list(on)), right_rows)


def _pairs(left: pa.Table, right: pa.Table, spans: tuple[Span, Span], on: Sequence[str]) -> tuple[Rows, Rows]:
    """Row numbers of the partners, in the order of the left rows, then of the right ones."""
    import numpy as np

    left_days, right_days = (
        tuple(table.column(name).to_numpy() for name in span) for table, span in zip((left, right), spans, strict=True)
    )
    (left_first, left_last), (right_first, right_last) = _keyed(left_days, right_days, codes_of(left, right, on))
    one_left, one_right = _within(right_first, left_first, left_last)
    two_right, two_left = _within(left_first, right_first + 1, right_last)
    lefts, rights = np.concatenate([one_left, two_left]), np.concatenate([one_right, two_right])
    real = (left_days[0][lefts] <= right_days[1][rights]) & (right_days[0][rights] <= left_days[1][lefts])
    real &= (left_days[0] <= left_days[1])[lefts] & (right_days[0] <= right_days[1])[rights]
    lefts, rights = lefts[real], rights[real]
    order = np.argsort(lefts * max(right.num_rows, 1) + rights, kind="stable")
    return lefts[order], rights[order]


def codes_of(left: pa.Table, right: pa.Table, on: Sequence[str]) -> tuple[Days, Days]:
    """A number for each combination of the values of `on`, the same on both sides; -1 left and -2 right for nulls."""
    import numpy as np
    import pyarrow as pa

    rows = left.num_rows
    codes = np.zeros(rows + right.num_rows, dtype=np.int64)
    known = np.ones(len(codes), dtype=bool)
    for name in on:
        both = pa.chunked_array([*left.column(name).chunks, *right.column(name).chunks], left.column(name).type)
        encoded = both.combine_chunks().dictionary_encode().indices
        known &= encoded.is_valid().to_numpy(zero_copy_only=False)
        codes = codes * (len(both) + 1) + encoded.fill_null(0).to_numpy()
        codes = np.unique(codes, return_inverse=True)[1].astype(np.int64) if len(on) > 1 else codes
    missing = np.where(np.arange(len(codes)) < rows, -1, -2)
    codes = np.where(known, codes, missing)
    return codes[:rows], codes[rows:]


def _keyed(
    left: tuple[Days, ...], right: tuple[Days, ...], codes: tuple[Days, Days]
) -> tuple[tuple[Days, Days], tuple[Days, Days]]:
    """The days of each side as ranks, apart from those of other codes, so that one sorted array serves all codes."""
    import numpy as np

    days = np.concatenate([*left, *right])
    ranks = _ranks(days)
    apart = int(ranks.max(initial=0)) + 3
    pieces = np.split(ranks, np.cumsum([len(left[0]), len(left[1]), len(right[0])]))
    offsets = (codes[0] + 2) * apart, (codes[1] + 2) * apart
    return (
        (pieces[0] + offsets[0], pieces[1] + offsets[0]),
        (pieces[2] + offsets[1], pieces[3] + offsets[1]),
    )


def _ranks(days: Days) -> Days:
    """The days in whole numbers that are small and in the same order: less one constant, the unbounded ones clipped."""
    import numpy as np

    bounded = days[np.abs(days) < OPEN_END // 2]
    first, last = (int(bounded.min()), int(bounded.max())) if len(bounded) else (0, 0)
    if last - first > _FAR:
        return np.unique(days, return_inverse=True)[1].astype(np.int64)
    return np.clip(days, first - 1, last + 1) - (first - 1)


def _within(points: Days, firsts: Days, lasts: Days) -> tuple[Rows, Rows]:
    """Pairs of a span and a point inside it, as row numbers: of spans, of points."""
    import numpy as np

    order = np.argsort(points, kind="stable")
    ordered = points[order]
    begin = np.searchsorted(ordered, firsts, side="left")
    count = np.maximum(np.searchsorted(ordered, lasts, side="right") - begin, 0)
    spans = np.repeat(np.arange(len(firsts)), count)
    places = np.arange(len(spans)) - np.repeat(np.cumsum(count) - count - begin, count)
    return spans, order[places]


_FAR: Final = 10**7


class _Sizes(NamedTuple):
    """Days to a bucket: for right rows of one day, and for those of a longer span that still fits into one."""

    exact: int
    vague: int


_LOOKS: Final = 4
"""Buckets of one size into which a left row looks. One that would have to look into more looks at all right rows."""

_EXACT, _VAGUE, _LONG, _ALL = 0, 1, 2, 3
"""The sizes of buckets: for right rows of one day, of a longer span that fits, of any longer span; and for all."""


def _bucketed(left: Frame, right: Frame, *, spans: tuple[Span, Span], on: Sequence[str], width: int) -> Frame:
    sizes = _Sizes(exact=max(width, 8), vague=max(width, 1024))
    lefts, rights = _looking(left, spans[0], sizes), _placed(right, spans[1], sizes)
    return _matched(lefts, rights, [*on, "size", "bucket"], spans).drop("size", "bucket")


def _matched(left: Frame, right: Frame, on: list[str], spans: tuple[Span, Span]) -> Frame:
    import narwhals as nw

    (left_first, left_last), (right_first, right_last) = spans
    days_shared = (nw.col(left_first) <= nw.col(right_last)) & (nw.col(right_first) <= nw.col(left_last))
    spans_real = (nw.col(left_first) <= nw.col(left_last)) & (nw.col(right_first) <= nw.col(right_last))
    return joined(left, right, on=on, how="inner").filter(days_shared & spans_real)


def _placed(right: Frame, span: Span, sizes: _Sizes) -> Frame:
    """Each right row twice: in its bucket, and in the one for all."""
    import narwhals as nw
    import pyarrow as pa

    first = nw.col(span.first)
    length = nw.col(span.last) - first
    size = nw.when(length <= 0).then(_whole(_EXACT)).when(length < sizes.vague).then(_whole(_VAGUE))
    twice = joined(right, beside(right, pa.table({"once_more": [0, 1]})), how="cross")
    sized = twice.with_columns(
        size=nw.when(nw.col("once_more") == 1).then(_whole(_ALL)).otherwise(size.otherwise(_whole(_LONG)))
    )
    return sized.with_columns(bucket=_bucket(first, first, sizes)).drop("once_more")


def _looking(left: Frame, span: Span, sizes: _Sizes) -> Frame:
    """Each left row once for each bucket in which a partner may lie."""
    import narwhals as nw

    looks = joined(left, beside(left, _looks()), how="cross")
    first, last = nw.col(span.first), nw.col(span.last)
    placed = looks.with_columns(
        bucket=_bucket(first, first - (sizes.vague - 1), sizes) + nw.col("look"),
        last_bucket=_bucket(last, last, sizes),
    )
    narrow = (last - first) <= (_LOOKS - 2) * sizes.exact
    in_bucket = nw.when(narrow).then(nw.col("size") != _ALL).otherwise(nw.col("size") == _ALL)
    return placed.filter(in_bucket, nw.col("bucket") <= nw.col("last_bucket")).drop("look", "last_bucket")


def _bucket(exact: nw.Expr, vague: nw.Expr, sizes: _Sizes) -> nw.Expr:
    import narwhals as nw

    size = nw.col("size")
    return (
        nw.when(size == _EXACT)
        .then(exact // sizes.exact)
        .when(size == _VAGUE)
        .then(vague // sizes.vague)
        .otherwise(_whole(0))
    )


def _looks() -> pa.Table:
    import pyarrow as pa

    rows = [*((size, look) for size in (_EXACT, _VAGUE) for look in range(_LOOKS)), (_LONG, 0), (_ALL, 0)]
    return pa.table({"size": [size for size, _ in rows], "look": [look for _, look in rows]})


def _whole(number: int) -> nw.Expr:
    import narwhals as nw

    return nw.lit(number, dtype=nw.Int64)
