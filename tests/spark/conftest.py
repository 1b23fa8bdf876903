"""A Spark cluster on this machine: two executors in processes of their own, for the tests of this folder.

``make test-spark`` runs them; starting the cluster alone takes twenty seconds.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WANTED = os.environ.get("CHRONOLOGY_SPARK") == "1"
EXECUTORS = 2
PATIENCE_SECONDS = 120
PYSPARK_DOUBTS_PANDAS_3 = "ignore:PySpark does not yet fully support pandas >= 3:FutureWarning"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; without ``CHRONOLOGY_SPARK=1`` they are skipped."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("spark")
            item.add_marker(pytest.mark.filterwarnings(PYSPARK_DOUBTS_PANDAS_3))
            if not WANTED:
                item.add_marker(pytest.mark.skip(reason="a cluster takes long to start (make test-spark)"))


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A session whose work two executors do, both outside the driver; nothing listens beyond 127.0.0.1."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.fail("no PySpark (install 'chronology-ir[spark]')")
    if shutil.which("java") is None:
        reason = "no Java on the PATH (install the package 'openjdk-17-jre-headless')"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    session = _started(tmp_path_factory.mktemp("spark"))
    _await_executors(session)
    yield session
    logs = _logs_of(session)
    session.stop()
    shutil.rmtree(logs)


def _started(folder: Path) -> SparkSession:
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "700m",
        "spark.local.dir": str(folder / "local"),
        "spark.log.level": "ERROR",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder: Any = SparkSession.builder.appName("chronology").master(f"local-cluster[{EXECUTORS},1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    return session


def _await_executors(session: SparkSession) -> None:
    """Wait until both executors have answered; the driver is none of them."""
    assert not session.sparkContext._jsc.sc().isLocal(), "this is no cluster: the driver would do the work"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(tasks_done(session)) < EXECUTORS:
        assert time.monotonic() < deadline, f"executors after {PATIENCE_SECONDS} s: {list(tasks_done(session))}"
        time.sleep(0.2)


def tasks_done(session: SparkSession) -> dict[str, int]:
    """For each executor how many tasks it has done so far. The driver stands here too once it has done any."""
    context = session.sparkContext._jsc.sc()
    context.listenerBus().waitUntilEmpty()
    executors = context.statusStore().executorList(True)
    done = {executor.id(): executor.completedTasks() for executor in map(executors.apply, range(executors.size()))}
    return {id: tasks for id, tasks in done.items() if id != "driver" or tasks}


@pytest.fixture
def work_of(spark: SparkSession) -> Any:
    """A function that gives the tasks done so far by each executor."""
    return lambda: tasks_done(spark)


def _logs_of(session: SparkSession) -> Path:
    """Where the executors of a local cluster write, in the folder of PySpark, whatever they are told."""
    import pyspark

    return Path(pyspark.__file__).parent / "work" / session.sparkContext.applicationId
