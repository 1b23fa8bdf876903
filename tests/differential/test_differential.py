"""Every query function, on every engine, against a second implementation that is slow and plain.

Where one of these fails, a researcher would get another number by changing the engine, or a wrong one on all of them.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.differential.agreement import answer_of, asked, expected, require_agreement
from tests.differential.engines import ENGINES, in_pandas
from tests.differential.questions import ARGUMENTS, FIXED, short, with_coarse_periods
from tests.differential.tables import DISTANT, FAR, MODERN, seeded_table, tables

NAMES = list(ARGUMENTS)
EXAMPLES = {"pandas": 30, "polars": 12, "polars lazy": 10}
FEW = 6

patiently = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""The same examples on every machine; what a longer search finds belongs into a test of its own."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
def test_every_engine_gives_the_answer_of_the_oracle(name: str, engine: str) -> None:
    @settings(patiently, max_examples=EXAMPLES.get(engine, FEW))
    @given(data=st.data())
    def agrees(data: st.DataObject) -> None:
        _agrees(name, engine, data, MODERN)

    agrees()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
def test_far_away_dates_change_nothing(name: str, engine: str) -> None:
    @settings(patiently, max_examples=EXAMPLES.get(engine, FEW) // 2)
    @given(data=st.data())
    def agrees(data: st.DataObject) -> None:
        _agrees(name, engine, data, (*DISTANT, *FAR))

    agrees()


def _agrees(name: str, engine: str, data: st.DataObject, pool: tuple[str, ...]) -> None:
    rows = [data.draw(tables(pool)) for _ in range(2 if name == "pairs" else 1)]
    arguments = data.draw(ARGUMENTS[name])
    if pool is not MODERN and name in ("counts", "ties"):
        arguments = with_coarse_periods(arguments)
    made = [ENGINES[engine](table) for table in rows]
    require_agreement(engine, name, made, rows, arguments, expected(name, rows, arguments))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_table_has_an_answer_with_the_same_columns(name: str, engine: str) -> None:
    rows: list[Any] = [[]] * (2 if name == "pairs" else 1)
    for arguments in FIXED[name]:
        made = [ENGINES[engine](table) for table in rows]
        require_agreement(engine, name, made, rows, arguments, expected(name, rows, arguments))


@pytest.mark.parametrize("name", NAMES)
def test_three_hundred_rows_in_pandas(name: str) -> None:
    rows = [seeded_table(seed, 300) for seed in ((5, 6) if name == "pairs" else (5,))]
    for arguments in FIXED[name]:
        wanted = expected(name, rows, arguments)
        assert wanted.rows, f"{name}({short(arguments)}) asks for nothing"
        require_agreement("pandas", name, list(map(in_pandas, rows)), rows, arguments, wanted)


@pytest.mark.parametrize("name", NAMES)
def test_a_thousand_rows_on_every_engine(name: str) -> None:
    rows = [seeded_table(seed, 1_000, days=1_500) for seed in ((7, 8) if name == "pairs" else (7,))]
    for arguments in FIXED[name]:
        wanted = answer_of(asked(name, list(map(in_pandas, rows)), arguments))
        for engine, make in ENGINES.items():
            require_agreement(engine, name, list(map(make, rows)), rows, arguments, wanted)
