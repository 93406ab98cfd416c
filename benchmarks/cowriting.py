"""Many people typing into one answer: do they converge, is anything lost, how long does a keystroke take?

Run as ``python -m benchmarks.cowriting --database sqlite|postgres --processes 1|2 [--kill]``. The pages run in
this process, the servers in others. With ``--kill`` every server is ended as by a power cut in mid-typing, the
log is compared with what the pages had been told is saved, and the pages go on with new servers.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from pycrdt import Doc

from benchmarks.figures import Figure
from commonweal.answers.methods.wire import clocks_by_client
from scripts.postgres import throw_away_cluster
from scripts.system_deps import postgres_programs
from tests.answers.pages import Page, open_page
from tests.answers.servers import Stage, cookie_of

N_WRITERS = 25
KEYS_PER_SECOND = 4.0
SECONDS = 30.0
ALPHABET = "abcdefghijklmnopqrstuvwxyz "
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass
class Result:
    """What one run showed. Latencies are in milliseconds, from a key on one page to its sight on another."""

    has_converged: bool = False
    n_keys: int = 0
    n_lost: int = 0
    """Keys that a page was told are saved and that the log does not hold."""
    latencies_ms: list[float] = field(default_factory=list)
    saved_ms: list[float] = field(default_factory=list)
    """From a key to the word that it is saved."""
    cpu_percent: list[float] = field(default_factory=list)
    rss_mb: list[float] = field(default_factory=list)

    def percentile(self, values: Sequence[float], percent: int) -> float:
        """A percentile of some values; 0 when there are too few."""
        return quantiles(values, n=100)[percent - 1] if len(values) > 1 else 0.0


@dataclass
class Desk:
    """One writer: the page, the keys typed and when, and whom they watch."""

    page: Page
    typed_at: list[tuple[int, float]] = field(default_factory=list)
    """(own clock after the key, moment)."""
    n_seen: int = 0
    n_acknowledged: int = 0

    @property
    def client(self) -> int:
        return int(self.page.doc.client_id)

    @property
    def clock(self) -> int:
        return clocks_by_client(self.page.doc.get_state()).get(self.client, 0)

    @property
    def saved_clock(self) -> int:
        """How much of the page's own typing it was told is saved."""
        saved = self.page.all("saved")
        return clocks_by_client(b64decode(saved[-1]["sv"])).get(self.client, 0) if saved else 0


async def measure(stage: Stage, *, n_writers: int, seconds: float, n_processes: int, kill: bool) -> Result:
    """Let the writers type and look at what comes of it."""
    ports = [stage.start_server() for _n in range(n_processes)]
    result = Result()
    before = [_cpu_seconds(stage, port) for port in ports]
    began = time.monotonic()
    new = [Doc() for _n in range(n_writers)]
    docs = await _session(stage, ports, new, result, seconds=seconds / (2 if kill else 1), kill=kill)
    if kill:
        ports = [stage.start_server() for _n in range(n_processes)]
        before = [_cpu_seconds(stage, port) for port in ports]
        began = time.monotonic()
        docs = await _session(stage, ports, docs, result, seconds=seconds / 2, kill=False)
    took = time.monotonic() - began
    after = [_cpu_seconds(stage, port) for port in ports]
    result.cpu_percent = [100 * (b - a) / took for a, b in zip(before, after, strict=True)]
    result.rss_mb = [_rss_mb(stage, port) for port in ports]
    result.has_converged = await _is_one_text(stage, ports, docs)
    return result


async def _session(
    stage: Stage, ports: Sequence[int], docs: Sequence[Doc[Any]], result: Result, *, seconds: float, kill: bool
) -> list[Doc[Any]]:
    """Open the pages, type, and close them when all is saved; or end the servers in mid-typing."""
    async with AsyncExitStack() as stack:
        desks = []
        for number, doc in enumerate(docs):
            port = ports[number % len(ports)]
            page = await stack.enter_async_context(
                open_page(port, stage.facts["answer"], cookie_of(stage.facts, number), doc)
            )
            await page.greet()
            desks.append(Desk(page))
        for number, desk in enumerate(desks):
            _watch(desk, desks[(number + 1) % len(desks)], result)
        typing = [asyncio.create_task(_type(desk, seconds)) for desk in desks]
        if kill:
            await asyncio.sleep(seconds * 0.8)
            for port in ports:
                stage.kill_server(port)
            await asyncio.gather(*typing, return_exceptions=True)
            result.n_lost += _n_lost(stage, desks)
        else:
            await asyncio.gather(*typing)
            await asyncio.gather(*(desk.page.wait_until_saved() for desk in desks))
            await asyncio.sleep(1.0)
        result.n_keys += sum(len(desk.typed_at) for desk in desks)
        return [desk.page.doc for desk in desks]


async def _type(desk: Desk, seconds: float) -> None:
    source = random.Random(desk.client)  # noqa: S311 -- typing, not secrets
    until = time.monotonic() + seconds
    await asyncio.sleep(source.random() / KEYS_PER_SECOND)
    while time.monotonic() < until:
        began = time.monotonic()
        await desk.page.type(source.choice(ALPHABET))
        desk.typed_at.append((desk.clock, began))
        pause = source.uniform(0.5, 1.5) / KEYS_PER_SECOND
        await asyncio.sleep(max(0.0, began + pause - time.monotonic()))


def _watch(watcher: Desk, writer: Desk, result: Result) -> None:
    """Note on one page when the keys of another arrive, and when one's own are said to be saved."""

    def look(_update: bytes) -> None:
        clock = clocks_by_client(watcher.page.doc.get_state()).get(writer.client, 0)
        now = time.monotonic()
        while writer.n_seen < len(writer.typed_at) and writer.typed_at[writer.n_seen][0] <= clock:
            result.latencies_ms.append(1000 * (now - writer.typed_at[writer.n_seen][1]))
            writer.n_seen += 1

    def note_saved(_message: dict[str, Any]) -> None:
        clock, now = watcher.saved_clock, time.monotonic()
        while (n := watcher.n_acknowledged) < len(watcher.typed_at) and watcher.typed_at[n][0] <= clock:
            result.saved_ms.append(1000 * (now - watcher.typed_at[n][1]))
            watcher.n_acknowledged += 1

    watcher.page.on_change = look
    watcher.page.on_saved = note_saved


def _n_lost(stage: Stage, desks: Sequence[Desk]) -> int:
    """Keys said to be saved that the log does not hold."""
    state = stage.query(f"log.replica_of({stage.facts['answer_id']}).state_vector().hex()")
    stored = clocks_by_client(bytes.fromhex(state))
    return sum(max(0, desk.saved_clock - stored.get(desk.client, 0)) for desk in desks)


async def _is_one_text(stage: Stage, ports: Sequence[int], docs: Sequence[Doc[Any]]) -> bool:
    """Whether every page, a newcomer at each server, and the log hold the same text."""
    texts = {str(doc["default"]) for doc in docs}
    for port in ports:
        async with open_page(port, stage.facts["answer"], cookie_of(stage.facts, 0)) as newcomer:
            await newcomer.greet()
            await newcomer.wait_for(lambda page=newcomer: page.text in texts)
            texts.add(newcomer.text)
    texts.add(stage.query(f"str(log.replica_of({stage.facts['answer_id']})._fragment)"))
    return len(texts) == 1


def _cpu_seconds(stage: Stage, port: int) -> float:
    fields = Path(f"/proc/{stage.servers[port].pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def _rss_mb(stage: Stage, port: int) -> float:
    lines = Path(f"/proc/{stage.servers[port].pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def run(database: str, n_processes: int, *, kill: bool, n_writers: int = N_WRITERS, seconds: float = SECONDS) -> Result:
    """One run on a fresh database (sqlite or postgres)."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="commonweal-cowriting-")))
        address = stack.enter_context(throw_away_cluster()) if database == "postgres" else ""
        stage = Stage(folder, address)
        stack.callback(stage.close)
        stage.set_up(n_writers)
        return asyncio.run(measure(stage, n_writers=n_writers, seconds=seconds, n_processes=n_processes, kill=kill))


def figures(seconds: float = SECONDS) -> list[Figure]:
    """The figures of this file for ``make bench``: both databases, one and two processes."""
    databases = ["sqlite", "postgres"] if postgres_programs() else ["sqlite"]
    found = []
    for database in databases:
        for n_processes in (1, 2):
            result = run(database, n_processes, kill=True, seconds=seconds)
            name = f"co-writing, {N_WRITERS} writers, {database}, web processes: {n_processes}"
            found += [
                Figure(f"{name}: texts that differ", float(not result.has_converged), "", goal=0),
                Figure(f"{name}: keys lost after kill -9", result.n_lost, "keys", goal=0),
                Figure(f"{name}: keystroke p50", result.percentile(result.latencies_ms, 50), "ms", goal=100),
                Figure(f"{name}: keystroke p95", result.percentile(result.latencies_ms, 95), "ms"),
                Figure(f"{name}: saved p50", result.percentile(result.saved_ms, 50), "ms"),
                Figure(f"{name}: memory of a web process", max(result.rss_mb), "MB", goal=120),
            ]
    return found


def main() -> int:
    """Measure once and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cowriting")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--processes", type=int, choices=[1, 2], default=1)
    parser.add_argument("--writers", type=int, default=N_WRITERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--kill", action="store_true", help="end the servers in mid-typing, as a power cut would")
    chosen = parser.parse_args()
    result = run(chosen.database, chosen.processes, kill=chosen.kill, n_writers=chosen.writers, seconds=chosen.seconds)
    print(f"{chosen.database}, {chosen.processes} process(es), {chosen.writers} writers, kill: {chosen.kill}")
    print(
        f"converged: {'yes' if result.has_converged else 'no'}; keys: {result.n_keys}; saved keys lost: {result.n_lost}"
    )
    for name, values in (("key seen by another", result.latencies_ms), ("key saved", result.saved_ms)):
        print(f"{name}: p50 {result.percentile(values, 50):.0f} ms, p95 {result.percentile(values, 95):.0f} ms")
    cpu, memory = [round(one) for one in result.cpu_percent], [round(one) for one in result.rss_mb]
    print(f"server CPU: {cpu} %; memory: {memory} MB")
    return 0 if result.has_converged and not result.n_lost else 1


if __name__ == "__main__":
    sys.exit(main())
