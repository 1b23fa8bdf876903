"""Every query function on a cluster, against the slow oracle, or on many rows against pandas, which agrees with it.

A question costs Spark seconds, so the tables are few and fixed: one is asked everything, the others one thing of each
function, and another than their neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.differential.agreement import answer_of, asked, expected, require_agreement
from tests.differential.engines import in_arrow, in_pandas, in_partitions
from tests.differential.oracle_rows import Answer, Rows
from tests.differential.questions import FIXED, short
from tests.differential.tables import DISTANT, event, seeded_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

DENSE = "60 rows close together"
MANY = "2,000 rows in Parquet"
TABLES: dict[str, Rows] = {
    "no rows": [],
    "one row": [event("e1", "2014-02", [("RUS", "party", None), ("CHN", "party", None)], kind="war", tags=["sport"])],
    MANY: seeded_table(24, 2_000, days=1_500),
    "30 rows": seeded_table(21, 30),
    DENSE: seeded_table(23, 60, days=40),
    "25 rows far apart": seeded_table(22, 25, DISTANT),
}
QUESTIONS = [
    pytest.param(table, name, arguments, id=f"{table}, {name}({short(arguments)})")
    for number, table in enumerate(TABLES)
    for name, several in FIXED.items()
    for arguments in (several if table == DENSE else [several[number % len(several)]])
]


@pytest.fixture(scope="module")
def on_cluster(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> dict[str, DataFrame]:
    """The tables on the cluster, the biggest as a folder of Parquet files."""
    folder = tmp_path_factory.mktemp("parquet")
    in_partitions(in_arrow(TABLES[MANY]), folder, by="status", rows_a_file=200)
    small = {name: spark.createDataFrame(in_arrow(rows)) for name, rows in TABLES.items() if name != MANY}
    return {**small, MANY: spark.read.parquet(str(folder))}


@pytest.mark.parametrize(("table", "name", "arguments"), QUESTIONS)
def test_the_cluster_gives_the_answer_of_the_oracle(
    on_cluster: dict[str, DataFrame], table: str, name: str, arguments: dict[str, Any]
) -> None:
    rows, frame = TABLES[table], on_cluster[table]
    both = name == "pairs"
    made = [frame, frame.select("*")] if both else [frame]
    require_agreement("Spark", name, made, [rows] * (1 + both), arguments, _wanted(name, rows, arguments))


def _wanted(name: str, rows: Rows, arguments: dict[str, Any]) -> Answer:
    tables = [rows, rows] if name == "pairs" else [rows]
    if len(rows) < 1_000:
        return expected(name, tables, arguments)
    return answer_of(asked(name, list(map(in_pandas, tables)), arguments))
