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


def cpu_ms_beside(function: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """Median CPU milliseconds of a function and of its floor, run in turns.

    Run in a tight loop, a floor of some hundred calls lives in the processor's nearest cache and looks three
    times cheaper than any real request can be; in turns both meet the caches in the same state.
    """
    for _n in range(3):
        function()
        floor()
    gc.collect()
    turns = [(_once(function), _once(floor)) for _n in range(N_TIMES)]
    return median(turn[0] for turn in turns), median(turn[1] for turn in turns)


def _once(function: Callable[[], object]) -> float:
    begun = time.process_time()
    function()
    return (time.process_time() - begun) * 1000
