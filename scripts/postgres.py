"""A throw-away PostgreSQL: made in a temporary folder, quick because nothing in it need survive.

``python -m scripts.postgres COMMAND …`` runs a command with ``COMMONWEAL_TEST_DATABASE_URL`` pointing to it.
Standard library only.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.console import refuse, run_quietly
from scripts.system_deps import postgres_programs

CONFIGURATION = """
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = '128MB'
log_min_messages = 'fatal'
"""


@contextmanager
def throw_away_cluster() -> Iterator[str]:
    """Yield the address (``postgres://…``) of a fresh server, stopped and removed afterwards."""
    programs = postgres_programs()
    if programs is None:
        refuse("PostgreSQL is not installed. On Debian: apt install postgresql.")
    folder = Path(tempfile.mkdtemp(prefix="commonweal-pg-"))
    user, prefix = _as_server_user(folder)
    cluster, port = folder / "cluster", _free_port()
    try:
        make = [*prefix, str(programs / "initdb"), "-D", str(cluster), "-U", user]
        run_quietly([*make, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], cwd=folder)
        extra = f"{CONFIGURATION}port = {port}\nunix_socket_directories = '{folder}'\n"
        with (cluster / "postgresql.conf").open("a") as file:
            file.write(extra)
        control = [*prefix, str(programs / "pg_ctl"), "-D", str(cluster), "-w"]
        run_quietly([*control, "-l", str(folder / "log"), "start"], cwd=folder)
        try:
            yield f"postgres://{user}@127.0.0.1:{port}/postgres"
        finally:
            # pg_ctl reads the pid from the folder and stops that process alone.
            run_quietly([*control, "-m", "immediate", "stop"], cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_server_user(folder: Path) -> tuple[str, list[str]]:
    """PostgreSQL refuses to run as root: then Debian's user ``postgres`` runs it."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name, []
    shutil.chown(folder, user="postgres", group="postgres")
    folder.chmod(0o755)
    return "postgres", ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(command: Sequence[str]) -> int:
    """Run a command beside a fresh server and return its exit code."""
    if not command:
        sys.stderr.write("Usage: python -m scripts.postgres COMMAND [arguments]\n")
        return 2
    with throw_away_cluster() as address:
        variables = {**os.environ, "COMMONWEAL_TEST_DATABASE_URL": address}
        return subprocess.run(command, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
