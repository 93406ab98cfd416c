"""CPU time of a function, insensitive to whatever else the machine does."""

import gc
import time
from collections.abc import Callable
from statistics import median

N_TIMES = 30


def cpu_ms(function: Callable[[], object], n_times: int = N_TIMES) -> float:
    """Median CPU milliseconds of one call, over all threads of this process, after three calls to warm up."""
    for _n in range(3):
        function()
    gc.collect()
    return median(_once(function) for _n in range(n_times))


def _once(function: Callable[[], object]) -> float:
    begun = time.process_time()
    function()
    return (time.process_time() - begun) * 1000
