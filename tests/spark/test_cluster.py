"""The cluster of these tests is one: what it does is done outside the driver."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def test_the_cluster_has_two_executors_in_processes_of_their_own(
    spark: SparkSession, work_of: Callable[[], dict[str, int]]
) -> None:
    before = work_of()
    at_once = spark.sparkContext.parallelize(range(2), 2).barrier()
    parents = set(at_once.mapPartitions(lambda _: [os.getppid()]).collect())
    assert len(parents) == 2
    assert os.getpid() not in parents
    assert {id: done - before[id] for id, done in work_of().items()} == {"0": 1, "1": 1}
