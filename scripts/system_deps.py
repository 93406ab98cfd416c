"""Names, and as root on Debian installs, the system packages of the tests. Standard library only.

Run as ``python -m scripts.system_deps``. Running Commonweal itself needs none of them.
"""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.console import run_quietly, say, step


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package, what the tests use it for, and how to see that it is there."""

    name: str
    purpose: str
    is_there: Callable[[], bool]


def _on_path(*programs: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(program) for program in programs)


def postgres_programs() -> Path | None:
    """The folder of the newest installed PostgreSQL server's programs."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


PACKAGES = (
    SystemPackage("chromium", "browser tests", _on_path("chromium", "chromium-browser")),
    SystemPackage("postgresql", "tests on PostgreSQL", lambda: postgres_programs() is not None),
    SystemPackage("redis-server", "co-writing across processes", _on_path("redis-server")),
    SystemPackage("gettext", "collecting translations", _on_path("xgettext")),
    SystemPackage("poppler-utils", "reading PDF reports back", _on_path("pdftotext")),
    SystemPackage("default-jre-headless", "validating HTML", _on_path("java")),
)


def missing() -> list[SystemPackage]:
    """What is not there."""
    return [package for package in PACKAGES if not package.is_there()]


def install_or_name() -> list[SystemPackage]:
    """Install what is missing where that is possible; say what is missing elsewhere, and return it."""
    absent = missing()
    if not absent:
        return []
    names = [package.name for package in absent]
    if can_install():
        with step(f"Installing the Debian packages {', '.join(names)} (you are root)"):
            quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            run_quietly(["apt-get", "update", "-qq"], env=quiet)
            run_quietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names], env=quiet)
        return missing()
    for package in absent:
        say(f"  Missing: {package.name} ({package.purpose}). Those tests are skipped.")
    say(f"  On Debian an administrator installs them with: apt install {' '.join(names)}")
    return absent


def can_install() -> bool:
    """Whether this is root on a system with apt."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


if __name__ == "__main__":
    left = install_or_name()
    if not left:
        say("Every system package of the tests is installed.")
    sys.exit(1 if left else 0)
