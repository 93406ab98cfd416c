"""Is an address free to listen on, and does something answer there? Needs neither Django nor the server."""

import errno
import socket

LAST_PORT = 65535


def why_not_listen(host: str, port: int) -> str | None:
    """A sentence that says why one cannot listen at the address, or None if one can."""
    if not 0 <= port <= LAST_PORT:
        return f"{port} is not a port. Choose a number from 1024 to {LAST_PORT}."
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        return f"The host {host} is not known here. Use --host 127.0.0.1, or an address of this machine."
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            return _sentence(error, host, port)
    return None


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = f"PORT={port + 1} (make) or --port {port + 1}"
        return f"Port {port} is in use by another program. Stop it, or choose another: {other}."
    if error.errno == errno.EACCES:
        return f"Port {port} may only be used by the system administrator. Choose a port above 1023."
    return f"Cannot listen at {host}:{port}: {error.strerror}."


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections at the address."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- compared, not bound
    try:
        with socket.create_connection((target, port), timeout=0.2):
            return True
    except OSError:
        return False
