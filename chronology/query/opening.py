"""How a table of any engine comes in, and how an answer goes back as the same kind.

Tables in memory (a Registry's, pandas, PyArrow, Polars) are computed as Arrow tables; lazy ones (Polars, DuckDB, Spark,
Ibis) by their own engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from chronology.errors import QueryError, printable
from chronology.query.engines import ENGINES, in_pandas
from chronology.query.table import COLUMNS, ColumnType, arrow_type, require_columns

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd
    import pyarrow as pa

    from chronology.query.engines import Frame

_CHUNK: Final = 2**20


def opened(table: object, columns: Iterable[str]) -> Frame:
    """A table of any engine as a narwhals frame that can be asked about `columns`.

    Of a pandas table only these columns are there, those of dtype object as Arrow columns, for pandas has no list
    operations on objects; the rows are in the order of the table. A column that the event table does not have may
    hold text or lists of text.

    Raises
    ------
    QueryError
        It is no table, it lacks one of the columns, or a column is of a type that the event table does not have.
    """
    import narwhals as nw

    wanted = tuple(columns)
    if nw.dependencies.is_pandas_dataframe(table):
        require_columns(map(str, table.columns), wanted)
        table = _with_arrow_columns(table, wanted)
    frame: Any = nw.from_native(table, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        raise QueryError(f"{printable(type(table).__name__)} is no table (give a Registry or a table of {ENGINES})")
    schema = frame.collect_schema()
    require_columns(schema, wanted)
    _require_types(schema, wanted)
    return frame


def computable(frame: Frame, columns: Iterable[str]) -> Frame:
    """These columns of an opened frame, in the types of the event table: in Arrow where the table is in memory."""
    import narwhals as nw

    wanted = tuple(columns)
    if isinstance(frame, nw.LazyFrame) and not _wraps_memory(frame):
        return frame.select(*_canonical(frame.collect_schema(), wanted))
    eager = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    return cast("Frame", nw.from_native(_arrow_table(eager.select(*wanted))))


def given_back(answer: Frame, table: object) -> Any:
    """An answer as the kind of table that was asked; pandas for a Registry. In pandas, the dtypes are Arrow's."""
    import narwhals as nw

    if isinstance(table, nw.DataFrame | nw.LazyFrame):
        native = nw.from_native(given_back(answer, table.to_native()))
        return native.lazy() if isinstance(table, nw.LazyFrame) else native
    if isinstance(answer, nw.LazyFrame):
        return answer.to_native()
    asked: Any = nw.from_native(table, eager_only=True, pass_through=True)
    if not isinstance(asked, nw.DataFrame) or asked.implementation.is_pandas():
        return in_pandas(answer.to_arrow())
    return nw.from_arrow(answer.to_native(), backend=asked.implementation).to_native()


def _wraps_memory(frame: nw.LazyFrame[Any]) -> bool:
    return bool(frame.implementation.is_pyarrow() or frame.implementation.is_pandas_like())


def _canonical(schema: Mapping[str, Any], columns: Iterable[str]) -> Iterator[nw.Expr]:
    import narwhals as nw

    for name in columns:
        match kind_of(name, schema[name]):
            case "day":
                yield nw.col(name) if schema[name] == nw.Int64 else nw.col(name).cast(nw.Int64)
            case "text":
                yield nw.col(name) if schema[name] == nw.String else nw.col(name).cast(nw.String)
            case _:
                yield nw.col(name)


def _arrow_table(frame: nw.DataFrame[Any]) -> pa.Table:
    import pyarrow as pa

    native = frame.to_native()
    plain = pa.Table.from_pandas(native, preserve_index=False) if frame.implementation.is_pandas() else frame.to_arrow()
    schema = frame.collect_schema()
    return pa.table({name: _of_type(plain.column(name), kind_of(name, schema[name])) for name in plain.column_names})


def _of_type(column: pa.ChunkedArray, kind: ColumnType) -> pa.ChunkedArray:
    """Cast piece by piece, for text with 32-bit offsets has no room for more than 2 GB at once."""
    import pyarrow as pa

    wanted = arrow_type(kind)
    if column.type == wanted:
        return column
    pieces = [column.slice(start, _CHUNK).cast(wanted) for start in range(0, len(column), _CHUNK)]
    return pa.chunked_array([chunk for piece in pieces for chunk in piece.chunks], wanted)


def _with_arrow_columns(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    asked = table[list(columns)]
    return asked.assign(**{name: _as_arrow(asked[name]) for name in columns if _is_foreign(asked[name])})


def _is_foreign(column: pd.Series[Any]) -> bool:
    """Whether a column holds objects, or is one of numbers only because nothing in it is known."""
    return column.dtype == object or (column.dtype.kind == "f" and bool(column.isna().all()))


def _as_arrow(column: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd
    import pyarrow as pa

    name = str(column.name)
    are_texts = {isinstance(value, str) for value in column.dropna().to_numpy()}
    kind = COLUMNS.get(name, "texts" if False in are_texts else "text")
    if kind == "texts" and True in are_texts:
        raise QueryError(_wrong_type(name, "text"))
    try:
        return column.astype(pd.ArrowDtype(arrow_type(kind)))
    except (TypeError, ValueError, NotImplementedError, pa.ArrowException):
        raise QueryError(_wrong_type(name, "objects of another type")) from None


def _require_types(schema: Mapping[str, Any], columns: Iterable[str]) -> None:
    for name in columns:
        kind = kind_of(name, schema[name])
        if not _fits(schema[name], kind):
            raise QueryError(_wrong_type(name, str(schema[name])))


def kind_of(name: str, dtype: Any) -> ColumnType:
    """What a column holds: as the event table says, or, of one that it does not have, text or lists of text."""
    import narwhals as nw

    return COLUMNS.get(name, "texts" if isinstance(dtype, nw.List) else "text")


def _fits(dtype: Any, column: ColumnType) -> bool:
    import narwhals as nw

    match column:
        case "day":
            return bool(dtype.is_integer())
        case "number":
            return bool(dtype.is_numeric())
        case "text":
            return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)
        case "texts":
            return bool(dtype == nw.List(nw.String))


def _wrong_type(name: str, given: str) -> str:
    wanted = {
        "day": "whole day numbers since 1970-01-01",
        "number": "numbers",
        "text": "text",
        "texts": "lists of text",
    }
    if name in COLUMNS:
        return f"column '{name}' holds {printable(given)}, where the event table has {wanted[COLUMNS[name]]}"
    return f"column '{printable(name)}' holds {printable(given)}, where a question needs text or lists of text"
