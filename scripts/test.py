"""``make test``: set up, see to the system packages, run the suite. Standard library only."""

import subprocess
import sys

from scripts import preflight, setup, system_deps
from scripts.console import ROOT, say


def main() -> int:
    """Prepare everything and hand over to the suite on both databases."""
    prepare()
    return subprocess.run(
        [setup.python(), "-m", "scripts.check", "postgres", "sqlite"], cwd=ROOT, check=False
    ).returncode


def prepare() -> None:
    """What the suite needs: dependencies with tools, bundles, system packages."""
    preflight.check_tools()
    preflight.check_folders([setup.VENV, setup.NODE_MODULES, setup.ASSETS])
    say("Commonweal: setting up the tests")
    if not setup.set_up(with_tools=True):
        say("  Nothing to install, nothing to bundle.")
    system_deps.install_or_name()


if __name__ == "__main__":
    sys.exit(main())
