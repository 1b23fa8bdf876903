"""What users import stays importable, and importing it stays light."""

import subprocess
import sys

import chronology as ch

PUBLIC = [
    "ANY",
    "OPEN_END",
    "OPEN_START",
    "Actor",
    "AllenRelation",
    "AmbiguousDate",
    "Baseline",
    "Bounds",
    "Certainty",
    "ChronologyError",
    "Citation",
    "Claim",
    "ConflictError",
    "Contested",
    "DateError",
    "DatedBy",
    "Event",
    "EventRelation",
    "Finding",
    "FormatError",
    "Header",
    "Kind",
    "Measure",
    "MissingExtra",
    "Office",
    "Participation",
    "Place",
    "Position",
    "Problem",
    "Proposition",
    "QueryError",
    "Registry",
    "RegistryError",
    "Source",
    "Term",
    "UnknownId",
    "When",
    "acting_on",
    "actor_matrix",
    "after",
    "at",
    "before",
    "calendar",
    "check",
    "check_table",
    "counts",
    "density",
    "disagreements",
    "during",
    "edit",
    "first_last",
    "format_day",
    "gaps",
    "gaps_chart",
    "iframe_snippet",
    "involving",
    "load",
    "mentioning",
    "network",
    "of_kind",
    "open_table",
    "page_html",
    "pairs",
    "parse_date",
    "parse_day",
    "positions",
    "positions_chart",
    "relation",
    "save",
    "select",
    "sequences",
    "sequences_by_chance",
    "sourced_from",
    "stance_table",
    "swimlanes",
    "tagged",
    "ties",
    "timeline",
    "timeline_layout",
    "to_networkx",
    "window",
    "window_by_chance",
    "window_counts",
    "windows_chart",
    "with_status",
    "within",
    "write_figure",
    "write_page",
    "write_table",
]

HEAVY = (
    "pandas",
    "plotly",
    "dateparser",
    "pyarrow",
    "narwhals",
    "yaml",
    "ruamel",
    "numpy",
    "duckdb",
    "polars",
    "pyspark",
)


def test_the_public_names_are_these() -> None:
    assert sorted(ch.__all__) == sorted(PUBLIC)


def test_every_public_name_is_there_and_listed() -> None:
    for name in PUBLIC:
        assert getattr(ch, name) is not None
        assert name in dir(ch)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    assert not hasattr(ch, "utils")
    assert not hasattr(ch, "phrases")


def test_the_version_is_that_of_the_distribution() -> None:
    assert ch.__version__.count(".") == 2


def loaded_by(statement: str) -> set[str]:
    """The heavy packages that a statement loads in a fresh interpreter."""
    code = f"import sys; {statement}; print(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_chronology_loads_nothing_heavy() -> None:
    assert loaded_by("import chronology") == set()


def test_a_date_and_a_record_load_no_table_no_chart_and_no_yaml() -> None:
    assert loaded_by("import chronology as ch; ch.When.parse('2022-02'); ch.Event; ch.Registry(); ch.during") == set()


def test_a_phrase_of_the_own_grammar_needs_no_dateparser() -> None:
    assert loaded_by("import chronology as ch; ch.parse_date('late February 2014'); ch.relation") == set()


def test_the_command_line_explains_itself_without_tables_and_charts() -> None:
    assert loaded_by("import chronology.cli.app") <= {"yaml"}


def test_loading_a_registry_needs_no_chart() -> None:
    assert loaded_by("import chronology as ch; ch.load()") <= {"yaml"}
