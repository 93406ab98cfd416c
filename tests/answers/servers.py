"""Real web processes on a throw-away database, for tests and measurements of the sockets."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0


@dataclass
class Stage:
    """A database with people and one answer, and the web processes that serve it."""

    folder: Path
    database: str
    """An address as in COMMONWEAL_DATABASE_URL; empty for SQLite in the folder."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    servers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    reserved: dict[int, socket.socket] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What the processes of this stage are started with."""
        known = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONWEAL_", "DJANGO_"))}
        return {
            **known,
            "COMMONWEAL_DATA": str(self.folder),
            "COMMONWEAL_DATABASE_URL": self.database,
            "COMMONWEAL_SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-only-for-tests",
            "PYTHONPATH": str(ROOT),
            **self.variables,
        }

    def set_up(self, n_writers: int) -> None:
        """Migrate the database and put the people in."""
        self.facts = json.loads(self.run("tests.answers.stage", str(n_writers)))

    def run(self, module: str, *arguments: str) -> str:
        """Run a Python module against the database and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments], env=self.environment, cwd=ROOT, check=False, capture_output=True
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode()[-3000:])
        return done.stdout.decode()

    def query(self, code: str) -> Any:
        """Evaluate an expression after ``from commonweal.answers.models import *`` and return it through JSON."""
        script = (
            "import django, json, sys; django.setup()\n"
            "from commonweal.answers.models import *\nfrom commonweal.communities.models import *\n"
            "from commonweal.kernel.models import *\nfrom commonweal.answers import log, services\n"
            "from commonweal.accounts.models import User\nfrom django.utils import timezone\n"
            f"sys.stdout.write(json.dumps({code}))"
        )
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "commonweal.site.settings.local"}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=ROOT, check=True, capture_output=True
        )
        return json.loads(done.stdout)

    def start_server(self) -> int:
        """Start one more web process and return its port when it answers."""
        reserved = _reserved_port()
        port: int = reserved.getsockname()[1]
        self.reserved[port] = reserved
        command = [sys.executable, "-m", "commonweal.site.web", "--port", str(port)]
        with (self.folder / f"web-{port}.log").open("ab") as log:
            self.servers[port] = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=log, stderr=log
            )
        _wait_for(port, self.servers[port], self.folder / f"web-{port}.log")
        return port

    def kill_server(self, port: int) -> None:
        """End a web process as a power cut would."""
        with self.servers.pop(port) as server:
            server.send_signal(signal.SIGKILL)
        self.reserved.pop(port).close()

    def close(self) -> None:
        """Ask every web process to end, and wait."""
        for server in self.servers.values():
            server.terminate()
        for server in self.servers.values():
            with server:
                try:
                    server.wait(10)
                except subprocess.TimeoutExpired:
                    server.kill()
        self.servers.clear()
        for reserved in self.reserved.values():
            reserved.close()
        self.reserved.clear()


@contextmanager
def throw_away_redis() -> Iterator[str]:
    """Yield the address of a fresh Redis that keeps nothing, stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL) as server:
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()


def _reserved_port() -> socket.socket:
    """A port of 127.0.0.1 that nobody else gets while the socket is open; our server shares it."""
    reserved = socket.socket()
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    reserved.bind(("127.0.0.1", 0))
    return reserved


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(log.read_text()[-3000:])
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("The server did not start in time.")


def cookie_of(facts: Mapping[str, Any], index: int) -> str:
    """The session cookie of one of the people."""
    cookies: Sequence[str] = facts["cookies"]
    return f"sessionid={cookies[index]}"
