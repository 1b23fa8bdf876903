"""What engines and the system say when something goes wrong, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from chronology.errors import FormatError, printable

_ENGINES: Final = {
    "duckdb": "DuckDB",
    "_duckdb": "DuckDB",
    "polars": "Polars",
    "narwhals": "the engine",
    "pyarrow": "Arrow",
    "pyspark": "Spark",
    "py4j": "Spark",
}


@contextmanager
def faults_of(files: str) -> Iterator[None]:
    """What the engine of a table says while it computes, in our words.

    Raises
    ------
    FormatError
        The engine has raised something: most often a file is damaged.
    """
    try:
        yield
    except Exception as error:
        engine = _ENGINES.get(type(error).__module__.partition(".")[0])
        if not engine and isinstance(error, OSError) and error.errno is None:
            engine = "Arrow"
        if not engine:
            raise
        raise FormatError(f"{files}: {engine} fails: {printable(_first_line(error), limit=150)}") from error


def said_by_system(error: OSError | MemoryError) -> str:
    """What the operating system says, such as that a disk is full."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this (choose fewer events, or --engine duckdb)"
    where = f"{printable(str(error.filename), limit=120)}: " if error.filename else ""
    return f"{where}{(error.strerror or _first_line(error)).lower()}"


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
