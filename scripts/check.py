"""The checks, one by one or all: ``python -m scripts.check [NAME …]``. What ``make check`` and ``.ci/run`` do.

All of them run even if one fails, so that one round tells everything; the tests come last.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts import postgres, system_deps
from scripts.console import ROOT, say

BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "commonweal.site.settings.local",
    "COMMONWEAL_URL": "https://commonweal.example",
    "COMMONWEAL_TRUSTED_PROXIES": "1",
    "COMMONWEAL_SECRET_KEY": "a-key-for-this-check-alone-a-key-for-this-check-alone-0123456789",
    "COMMONWEAL_DATA": str(ROOT / "var" / "check"),
}


def run(*command: str, env: dict[str, str] | None = None) -> bool:
    """Run a command in the project's folder, show its output, and say whether it succeeded."""
    variables = {**os.environ, "PYTHONWARNINGS": os.environ.get("PYTHONWARNINGS", "default"), **(env or {})}
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode == 0


def lint() -> bool:
    """Code style and likely mistakes, form of code, templates, security."""
    return all(
        [
            run(str(BIN / "ruff"), "check", "--quiet", "."),
            run(str(BIN / "ruff"), "format", "--check", "--quiet", "."),
            run(str(BIN / "djlint"), "--lint", "--quiet", "src"),
            run(str(BIN / "bandit"), "--quiet", "-ll", "--recursive", "-c", "pyproject.toml", "src", "scripts"),
        ]
    )


def types() -> bool:
    """Types."""
    return run(str(BIN / "mypy"))


def imports() -> bool:
    """Directions of import."""
    return run(str(BIN / "lint-imports"), "--no-logo")


def deploy() -> bool:
    """Django's checks for deployment, under https."""
    return run(PYTHON, "-m", "django", "check", "--deploy", "--fail-level", "WARNING", env=DEPLOYED)


def migrations() -> bool:
    """No model is ahead of its migrations."""
    return run(PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", env=DEPLOYED)


def messages() -> bool:
    """Every visible string is translated."""
    return run(PYTHON, "-m", "scripts.messages", "check")


def docs() -> bool:
    """Documentation describes what is there."""
    return run(str(BIN / "pytest"), "-q", "tests/guards/test_docs.py")


def frontend() -> bool:
    """Tests of the scripts of the pages, in Node."""
    return run("npm", "test", "--silent")


def wheel() -> bool:
    """The wheel builds, and starts from an empty folder without Node."""
    return run(PYTHON, "-m", "scripts.smoke_wheel")


def tests_on_postgres() -> bool:
    """Tests on PostgreSQL, without those that no database can change."""
    if system_deps.postgres_programs() is None:
        say("PostgreSQL is not installed: its tests are skipped.")
        return True
    with postgres.throw_away_cluster() as address:
        return pytest("-m", "not browser and not any_database", env={"COMMONWEAL_TEST_DATABASE_URL": address})


def tests_on_sqlite() -> bool:
    """The whole suite on SQLite, with browser, axe and HTML validation."""
    return pytest()


def pytest(*arguments: str, env: dict[str, str] | None = None) -> bool:
    """Run the suite on both cores, the tests of one file in one process, and name the slowest."""
    options = ("-q", "-n", "2", "--dist", "loadfile", "--durations", "30")
    return run(str(BIN / "pytest"), *options, *arguments, env={"SAME_EXAMPLES": "1", **(env or {})})


CHECKS: dict[str, Callable[[], bool]] = {
    "lint": lint,
    "types": types,
    "imports": imports,
    "deploy": deploy,
    "migrations": migrations,
    "messages": messages,
    "docs": docs,
    "frontend": frontend,
    "wheel": wheel,
    "postgres": tests_on_postgres,
    "sqlite": tests_on_sqlite,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named checks, or all; return 0 if none failed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.check", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(CHECKS)} (default: all)")
    names = parser.parse_args(arguments).names or list(CHECKS)
    if unknown := set(names) - set(CHECKS):
        parser.error(f"no check is called {', '.join(sorted(unknown))}")
    Path(DEPLOYED["COMMONWEAL_DATA"]).mkdir(parents=True, exist_ok=True)
    failed = []
    for name in names:
        if name == "sqlite" and failed:
            say(f"Failed so far: {', '.join(failed)}")
        begun = time.monotonic()
        say(f"── {name}: {CHECKS[name].__doc__}")
        if not CHECKS[name]():
            failed.append(name)
        if name != "sqlite":  # the suite's closing lines stay the last ones
            say(f"   {name} {'failed' if name in failed else 'passed'} ({time.monotonic() - begun:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
