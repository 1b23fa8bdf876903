"""The events that a command is asked about: a registry, or an event table in Parquet or CSV files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Annotated, Any, Final

import typer

from chronology.cli.faults import faults_of
from chronology.cli.progress import progress
from chronology.cli.registry_files import registry_of
from chronology.errors import FormatError, MissingExtra, QueryError, printable
from chronology.registry.registry import Registry
from chronology.store.table_engines import Engine
from chronology.store.tables import open_table

_TABLES: Final = (".parquet", ".csv")
_REGISTRIES: Final = (".yaml", ".yml")


@dataclass(frozen=True, kw_only=True)
class EventFiles:
    """Which files hold the events, and what computes with them."""

    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Registry files (YAML), or Parquet or CSV tables; folders and patterns such as 'years/*.parquet', "
            "too. The bundled registry if none.",
        ),
    ] = None
    engine: Annotated[
        Engine | None,
        typer.Option(help="What computes with tables; if not given, the first of DuckDB, Polars and pandas there is."),
    ] = None

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """A Registry, or a table of the engine; what the engine says while this lasts ends in a sentence.

        Raises
        ------
        QueryError
            Registry files and tables are mixed, or a Registry is given an engine.
        RegistryError, FormatError
            A file is missing, damaged, or none of these.
        """
        paths = self.files or []
        tables = [path for path in paths if _is_table(path)]
        if not tables:
            _require_content(paths)
            yield self._registry()
            return
        for path in paths:
            if path not in tables:
                what = f"{printable(path, limit=120)} is no table, as {printable(tables[0])} is"
                raise QueryError(f"{what} (give files of one sort)")
        name = printable(paths[0], limit=120) if len(paths) == 1 else f"{len(paths)} files"
        with faults_of(name):
            yield _table(paths, self.engine or _engine(), name)

    def _registry(self) -> Registry:
        if self.engine:
            raise QueryError("--engine is for Parquet and CSV tables, and this is a registry (leave it out)")
        return registry_of(self.files)


def _table(paths: list[str], engine: Engine, name: str) -> Any:
    with progress(f"Opening {name}"):
        return open_table(paths, engine=engine, connection=_quiet_spark() if engine == "spark" else None)


def _quiet_spark() -> Any:
    """A Spark session that draws no progress of its own."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra("pyspark", "spark") from None
    return SparkSession.builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()


def _require_content(paths: list[str]) -> None:
    for path in paths:
        if os.path.isdir(path) and not _holds(path, _REGISTRIES, below=False):
            raise FormatError(f"{printable(path, limit=120)}: this folder holds no .yaml, .parquet or .csv file")


def _is_table(path: str) -> bool:
    """Whether a path names Parquet or CSV. A folder with registry files in it is a registry."""
    if os.path.isdir(path):
        return not _holds(path, _REGISTRIES, below=False) and _holds(path, _TABLES, below=True)
    return path.casefold().endswith(_TABLES) or "://" in path or _matches_folders(path)


def _matches_folders(path: str) -> bool:
    matches = [] if os.path.lexists(path) or not glob.has_magic(path) else glob.glob(path, recursive=True)
    return any(_is_table(match) for match in matches[:1])


def _holds(folder: str, endings: tuple[str, ...], *, below: bool) -> bool:
    """Whether a file with one of these endings is in a folder, or, where that is meant, below it."""
    for _, folders, names in os.walk(folder):
        if any(name.casefold().endswith(endings) for name in names):
            return True
        if not below:
            folders.clear()
    return False


def _engine() -> Engine:
    if find_spec("duckdb"):
        return "duckdb"
    return "polars" if find_spec("polars") else "pandas"
