"""A child process ends when the process that started it is gone, however that one ended.

The supervisor holds the other end of the child's standard input and never writes to it. When the
supervisor dies, even by ``kill -9``, the pipe closes and the child asks itself to stop.
"""

import os
import signal
import sys
import threading


def stop_with_parent() -> None:
    """Watch the standard input from a thread; its end is an order to stop."""
    threading.Thread(target=_wait_for_the_end, name="lifeline", daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
