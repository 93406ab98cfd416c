import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from commonweal.site import exits, supervisor
from commonweal.site.supervisor import Child, Supervisor, children_of, restart_delay


def child(code: str, name: str = "web") -> Child:
    return Child(name=name, argv=[sys.executable, "-c", textwrap.dedent(code)])


@pytest.fixture
def restore_signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run(*children: Child, until, say=lambda _line: None) -> int:
    """Supervise until the condition holds, then send ourselves SIGTERM, as a service manager would."""
    deadline = time.monotonic() + 20

    def watch() -> bool:
        if until() or time.monotonic() > deadline:
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    return Supervisor(children, say).run(on_start=watch)


def test_delay_doubles_up_to_half_a_minute():
    assert [restart_delay(n) for n in range(1, 10)] == [0.25, 0.5, 1, 2, 4, 8, 16, 30, 30]


def test_killed_child_starts_again_and_both_stop_cleanly(restore_signals):
    web, job = child("import time; time.sleep(60)"), child("import time; time.sleep(60)", "job")
    said, pids = [], set()

    def restarted() -> bool:
        if web.process:
            pids.add(web.process.pid)
            if len(pids) == 1 and web.process.poll() is None:
                web.process.kill()
        return len(pids) == 2

    assert run(web, job, until=restarted, say=said.append) == exits.DONE
    assert said == [
        "The web process ended (code -9); it starts again in 0.2 s.",
        supervisor.STOPPING,
        "Stopped. Everything that was saved is kept.",
    ]
    assert [one.process for one in (web, job)] == [None, None]
    assert not any(is_running(pid) for pid in pids)


def test_child_that_cannot_run_ends_everything(restore_signals):
    web, job = child(f"import sys; sys.exit({exits.NOT_READY})"), child("import time; time.sleep(60)", "job")
    assert run(web, job, until=lambda: False) == exits.NOT_READY
    assert job.process is None


def test_orderly_exit_is_no_crash():
    renewed = child("")
    renewed.start(now=0.0)
    renewed.process.wait()
    assert (renewed.note_exit(exits.DONE, now=1.0), renewed.n_crashes) == (0.0, 0)
    renewed.release()


def test_long_calm_run_forgets_earlier_crashes():
    web = child("")
    web.n_crashes, web.started_at = 7, 0.0
    assert web.note_exit(1, now=61.0) == restart_delay(1)


def test_child_ends_when_the_supervisor_is_killed(tmp_path):
    pid_file = tmp_path / "pid"
    inner = f"""
        import os, pathlib, time
        from commonweal.site.lifeline import stop_with_parent
        stop_with_parent()
        pathlib.Path({str(pid_file)!r}).write_text(str(os.getpid()))
        time.sleep(60)
    """
    outer = f"""
        import sys, time
        from commonweal.site.supervisor import Child
        Child(name="web", argv=[sys.executable, "-c", {textwrap.dedent(inner)!r}]).start(0.0)
        time.sleep(60)
    """
    supervisor = subprocess.Popen([sys.executable, "-c", textwrap.dedent(outer)])
    _wait_for(lambda: pid_file.exists() and pid_file.read_text())
    supervisor.kill()
    supervisor.wait()
    _wait_for(lambda: not is_running(int(pid_file.read_text())))


def test_children_are_web_processes_on_one_port_and_a_job_process():
    assert [one.name for one in children_of(host="::1", port=1, n_web=2, with_worker=True)] == ["web 1", "web 2", "job"]
    assert [one.name for one in children_of(host="::1", port=1, n_web=1, with_worker=False)] == ["web"]


def _wait_for(condition) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """Whether the process lives; one that ended and whose parent did not ask yet is no longer running."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
