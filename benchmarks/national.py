"""The nation at once: XmR limits and signals of every measure in every county, beside the engine's sort of the rows."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.clock import cpu_ms
from benchmarks.figures import Figure
from commonweal.measures.methods.xmr_cube import Floats, read_cube

N_COUNTIES = 3_143
N_MEASURES = 90
N_YEARS = 12
GAPS = 0.05
GOAL = 3.0
"""Of the engine's scan and sort, for the whole pass; limits and signals are a part of it."""


def figures() -> Iterator[Figure]:
    """CPU time of the dense cube, a twentieth of it missing; the floor scans and sorts the same rows in DuckDB."""
    chance = np.random.default_rng(1)
    cube = chance.normal(50, 5, (N_COUNTIES * N_MEASURES, N_YEARS))
    cube[chance.random(cube.shape) < GAPS] = np.nan
    value = cpu_ms(lambda: read_cube(cube))
    name = f"Nation: XmR limits and signals, {N_COUNTIES:,} counties × {N_MEASURES} measures × {N_YEARS} years"
    yield Figure(name, value, "ms", _scan_and_sort(cube), GOAL)


def _scan_and_sort(cube: Floats) -> float:
    """CPU milliseconds of one pass of the engine over the rows of the cube, sorted by series and value."""
    rows = pa.table(
        {"series": np.repeat(np.arange(len(cube), dtype=np.int32), cube.shape[1]), "value": cube.reshape(-1)}
    )
    with duckdb.connect() as engine:
        engine.execute("SET enable_progress_bar = false")
        engine.register("rows", rows)
        sort = "CREATE OR REPLACE TEMP TABLE sorted AS SELECT series, value FROM rows ORDER BY series, value"
        return cpu_ms(lambda: engine.execute(sort), n_times=5)
