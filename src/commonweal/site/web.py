"""One web process: pages and sockets on one event loop. Started by the supervisor, stopped by SIGTERM.

Run as ``python -m commonweal.site.web --host 127.0.0.1 --port 8000``. On Linux several of them may
listen at the same port; the kernel shares the connections out.
"""

import argparse
import asyncio
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from granian.constants import Interfaces
from granian.server.embed import Server

from commonweal.site import exits
from commonweal.site.lifeline import stop_with_parent

BACKLOG = 1024


def main() -> int:
    """Check that the installation can serve, then serve."""
    parser = argparse.ArgumentParser(prog="python -m commonweal.site.web")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    stop_with_parent()
    try:
        from commonweal.site import readiness  # noqa: PLC0415 -- app ready
        from commonweal.site.asgi import application  # noqa: PLC0415 -- app ready
    except ImproperlyConfigured as problem:
        return _not_ready(str(problem))
    if fault := readiness.first_fault():
        return _not_ready(fault)
    asyncio.run(_serve(application, options.host, options.port))
    return exits.DONE


async def _serve(application: object, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then let open requests end."""
    server = Server(
        target=application,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        backlog=BACKLOG,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(server.stop))
    await server.serve()


def _not_ready(fault: str) -> int:
    sys.stderr.write(f"{fault}\n")
    return exits.NOT_READY


if __name__ == "__main__":
    sys.exit(main())
