"""``.ci/run``: everything, on a machine that may have nothing yet. Standard library only."""

import subprocess
import sys

from scripts import setup
from scripts.console import ROOT
from scripts.test import prepare


def main() -> int:
    """Prepare, then run every check."""
    prepare()
    return subprocess.run([setup.python(), "-m", "scripts.check"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
