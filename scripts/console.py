"""How the scripts speak: one line for a step, one sentence for a refusal. Standard library only."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
NOT_READY = 3
INTERRUPTED = 130


def say(line: str) -> None:
    """Write one line at once, so that a waiting person sees it."""
    print(line, flush=True)


def refuse(sentence: str) -> NoReturn:
    """End with one sentence and the exit code for *not ready*."""
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(NOT_READY)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step and say how long it took (seconds)."""
    print(f"  {title} … ", end="", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - begun:.0f} s", flush=True)


def run_quietly(command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run a command and show its output only if it fails.

    Raises:
        SystemExit: with the command's code, after its output was shown.
    """
    done = subprocess.run(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(f"\n{done.stdout[-6000:]}")
        sys.stderr.write(f"\nThis command failed: {' '.join(command)}\nRun make again after correcting the cause.\n")
        raise SystemExit(done.returncode)
