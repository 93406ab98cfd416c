"""The processes of an installation from outside: how long a start takes, how much memory stays."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure

MEMORY_MB = 120
N_VISITS = 300
PROGRAM = str(Path(sys.executable).with_name("commonweal"))


def figures(cookies: dict[str, str], addresses: list[str], port: int) -> Iterator[Figure]:
    """Start to first page, stop, memory of the web process after visits to every page.

    ``COMMONWEAL_DATA`` and ``COMMONWEAL_URL`` of this process hold for the started ones too.
    """
    yield Figure("Start: commonweal --help", _seconds([PROGRAM, "--help"]), "s (wall)")
    yield Figure("Start: second 'commonweal migrate', nothing to do", _seconds([PROGRAM, "migrate"]), "s (wall)")
    begun = time.monotonic()
    with _served(port) as supervisor:
        yield Figure("Start: 'commonweal serve' to the first page", time.monotonic() - begun, "s (wall)")
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        for n in range(N_VISITS):
            _get(f"http://127.0.0.1:{port}{addresses[n % len(addresses)]}", header)
        children = {_command_of(pid): _memory_mb(pid) for pid in _children_of(supervisor.pid)}
        web = next(memory for command, memory in children.items() if "site.web" in command)
        job = next(memory for command, memory in children.items() if "site.worker" in command)
        yield Figure(f"Memory: web process after {N_VISITS} pages", web, "MB", goal=MEMORY_MB)
        yield Figure("Memory: job process, warmed up", job, "MB")
        yield Figure("Memory: supervisor", _memory_mb(supervisor.pid), "MB")
        begun = time.monotonic()
    yield Figure("Stop: SIGTERM to the end of every process", time.monotonic() - begun, "s (wall)")


def _seconds(command: list[str]) -> float:
    begun = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begun


@contextmanager
def _served(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A running installation, stopped by its own process id."""
    process = subprocess.Popen([PROGRAM, "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                _get(f"http://127.0.0.1:{port}/healthz", "")
                break
            except (urllib.error.URLError, ConnectionError):
                assert time.monotonic() < deadline, "the server does not start"
                time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _get(address: str, cookies: str) -> bytes:
    request = urllib.request.Request(address, headers={"Cookie": cookies})
    with urllib.request.urlopen(request, timeout=20) as answer:
        content: bytes = answer.read()
        return content


def _children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _memory_mb(pid: int) -> float:
    """Resident memory (RSS), in megabytes."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Rss:\s+(\d+) kB", rollup, re.MULTILINE)
    assert found, f"no memory figure for {pid} ({os.name})"
    return int(found[1]) / 1024
