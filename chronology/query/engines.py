"""The one seam to the dataframe engines: what a table of theirs looks like to a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from chronology.errors import QueryError, printable
from chronology.query.table import COLUMNS, ColumnType, arrow_schema, require_columns

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

    Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]


def opened(table: object, columns: Iterable[str]) -> Frame:
    """A table of any engine as a narwhals frame that can be asked about `columns`.

    Of a pandas table only these columns are there, those of dtype object as Arrow columns, for pandas has no list
    operations on objects; the rows are in the order of the table.

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
        kinds = "a Registry or a table of pandas, Polars, PyArrow, DuckDB or Spark"
        raise QueryError(f"{printable(type(table).__name__)} is no table (give {kinds})")
    schema = frame.collect_schema()
    require_columns(schema, wanted)
    _require_types(schema, wanted)
    return frame


def _with_arrow_columns(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    asked = table[list(columns)]
    return asked.assign(**{name: _as_arrow(asked[name]) for name in columns if _is_foreign(asked[name])})


def _is_foreign(column: pd.Series[Any]) -> bool:
    """Whether a column holds objects, or is one of numbers only because nothing in it is known."""
    return column.dtype == object or (column.dtype.kind == "f" and bool(column.isna().all()))


def _as_arrow(column: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    name = str(column.name)
    kind = arrow_schema().field(name).type
    if COLUMNS[name] == "texts" and column.map(lambda value: isinstance(value, str)).any():
        raise QueryError(_wrong_type(name, "text"))
    try:
        return column.astype(pd.ArrowDtype(kind))
    except (TypeError, ValueError, NotImplementedError):
        raise QueryError(_wrong_type(name, "objects of another type")) from None


def _require_types(schema: Mapping[str, Any], columns: Iterable[str]) -> None:
    for name in columns:
        if not _fits(schema[name], COLUMNS[name]):
            raise QueryError(_wrong_type(name, str(schema[name])))


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
    return f"column '{name}' holds {printable(given)}, where the event table has {wanted[COLUMNS[name]]}"
