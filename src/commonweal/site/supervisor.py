"""Starts the web and the job processes, restarts the ones that crash, stops all of them together.

It imports neither Django nor the server, so it stays small beside the processes it looks after.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from commonweal.site import exits

POLL_SECONDS = 0.1
GRACE_SECONDS = 15.0
"""How long a child may take to finish what it is doing before it is killed."""
CALM_SECONDS = 60.0
"""A child that ran this long has recovered: its next crash is its first again."""
LONGEST_DELAY_SECONDS = 30.0

STOPPING = "\nStopping: open requests and the running job end first. Ctrl-C again stops at once."
"""On a line of its own: the terminal has just written ``^C``."""


def restart_delay(n_crashes: int) -> float:
    """Seconds to wait before the next start after so many crashes in a row.

    >>> [restart_delay(n) for n in (1, 2, 3, 9, 99)]
    [0.25, 0.5, 1.0, 30.0, 30.0]
    """
    return min(LONGEST_DELAY_SECONDS, 0.25 * 2.0 ** min(n_crashes - 1, 16))


@dataclass
class Child:
    """One supervised process.

    ``argv`` is started with a pipe as its standard input, which is its lifeline, and in a session
    of its own, so that Ctrl-C in a terminal reaches the supervisor alone.
    """

    name: str
    argv: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    n_crashes: int = 0
    started_at: float = 0.0
    next_start_at: float = field(default=0.0)

    def start(self, now: float) -> None:
        """Start the process; ``now`` is on the monotonic clock, in seconds."""
        self.process = subprocess.Popen(self.argv, stdin=subprocess.PIPE, start_new_session=True)
        self.started_at = now

    def note_exit(self, code: int, now: float) -> float:
        """Plan the next start after an exit and return the delay in seconds.

        An orderly exit (code 0) is a process that asks to be renewed, not a crash.
        """
        self.release()
        if code == exits.DONE or now - self.started_at > CALM_SECONDS:
            self.n_crashes = 0
        if code != exits.DONE:
            self.n_crashes += 1
        delay = restart_delay(self.n_crashes) if self.n_crashes else 0.0
        self.next_start_at = now + delay
        return delay

    def release(self) -> None:
        """Forget a process that has ended, and let go of its lifeline."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
        self.process = None


class Supervisor:
    """Keeps a few children running until it is told to stop or one of them cannot run at all."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self._say = say
        self._stop_asked = 0
        self._exit_code = exits.DONE

    def run(self, on_start: Callable[[], bool]) -> int:
        """Supervise until a signal comes; return the exit code.

        Args:
            on_start: called at every turn until it returns True, to tell people once that all is ready.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        is_announced = False
        try:
            while not self._stop_asked:
                self._tend(time.monotonic())
                is_announced = is_announced or on_start()
                time.sleep(POLL_SECONDS)
        finally:
            if self._stop_asked and self._exit_code == exits.DONE:
                self._say(STOPPING)
            self._stop_children()
        if self._exit_code == exits.DONE:
            self._say("Stopped. Everything that was saved is kept.")
        return self._exit_code

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_asked += 1

    def _tend(self, now: float) -> None:
        for child in self.children:
            if child.process is None:
                if now >= child.next_start_at:
                    child.start(now)
                continue
            code = child.process.poll()
            if code == exits.NOT_READY:
                self._exit_code = exits.NOT_READY
                self._stop_asked += 1
            elif code is not None:
                delay = child.note_exit(code, now)
                if code != exits.DONE:
                    self._say(f"The {child.name} process ended (code {code}); it starts again in {delay:.1f} s.")

    def _stop_children(self) -> None:
        """Ask every child to stop, wait for it, and kill what does not listen or on a second Ctrl-C."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        asked_before = self._stop_asked
        deadline = time.monotonic() + GRACE_SECONDS
        while any(process.poll() is None for process in running):
            if time.monotonic() > deadline or self._stop_asked > asked_before:
                for process in running:
                    process.kill()
            time.sleep(POLL_SECONDS / 2)
        for child in self.children:
            child.release()


def children_of(*, host: str, port: int, n_web: int, with_worker: bool) -> list[Child]:
    """The processes of one installation: ``n_web`` web processes on one port, and one for jobs."""
    web = [sys.executable, "-m", "commonweal.site.web", "--host", host, "--port", str(port)]
    children = [Child(name="web" if n_web == 1 else f"web {n}", argv=web) for n in range(1, n_web + 1)]
    if with_worker:
        children.append(Child(name="job", argv=[sys.executable, "-m", "commonweal.site.worker", "--supervised"]))
    return children
