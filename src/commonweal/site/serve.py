"""``commonweal serve``: checks first, then supervises. Loads neither Django nor the server itself."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from commonweal.site import exits, ports
from commonweal.site.arguments import PlainParser, count_of_processes, port_number
from commonweal.site.data_folder import FolderLock, data_folder
from commonweal.site.supervisor import Supervisor, children_of

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def add_address_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``serve`` that ``demo`` shares."""
    parser.add_argument("--host", default=DEFAULT_HOST, help="address to listen at (default: %(default)s)")
    parser.add_argument(
        "--port", type=port_number, default=DEFAULT_PORT, help="port to listen at (default: %(default)s)"
    )


def main(arguments: Sequence[str]) -> int:
    """Parse the arguments and serve until stopped."""
    parser = PlainParser(
        prog="commonweal serve",
        description="Serve pages, sockets and jobs on one port. A process that crashes is started again.",
        epilog=f"Stop with Ctrl-C or SIGTERM: open requests and the running job end first. {exits.HELP}",
    )
    add_address_arguments(parser)
    parser.add_argument(
        "--processes", type=count_of_processes, default=1, metavar="N", help="web processes (default: 1; Linux only)"
    )
    parser.add_argument("--no-worker", action="store_true", help="run no job process here")
    options = parser.parse_args(arguments)
    return serve(
        host=options.host, port=options.port, n_web=options.processes, with_worker=not options.no_worker, say=_say
    )


def why_not_serve(host: str, port: int, lock: FolderLock) -> str | None:
    """A sentence that says why one cannot serve here, or None. Then ``lock`` holds the data folder."""
    return ports.why_not_listen(host, port) or lock.why_not(address_of(host, port))


def serve(
    *, host: str, port: int, n_web: int, with_worker: bool, say: Callable[[str], None], lock: FolderLock | None = None
) -> int:
    """Serve until SIGTERM or Ctrl-C and return the exit code. ``lock``: where the data folder is held already."""
    lock = lock or FolderLock(data_folder())
    if fault := why_not_serve(host, port, lock):
        sys.stderr.write(f"{fault}\n")
        return exits.NOT_READY
    # Links in mails need the address; an installation behind a name of its own says it.
    os.environ.setdefault("COMMONWEAL_URL", address_of(host, port))
    say("Starting …")
    supervisor = Supervisor(children_of(host=host, port=port, n_web=n_web, with_worker=with_worker), say)

    def announce() -> bool:
        if not ports.answers(host, port):
            return False
        say(f"Commonweal is ready at {address_of(host, port)}  (stop with Ctrl-C)")
        return True

    try:
        return supervisor.run(on_start=announce)
    finally:
        lock.release()


def address_of(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
