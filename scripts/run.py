"""``make run``: from a fresh machine to the worked example in the browser. Standard library only."""

import argparse
import os
import sys
from pathlib import Path

from scripts import preflight
from scripts.console import INTERRUPTED, ROOT, say
from scripts.setup import ASSETS, NODE_MODULES, VENV, set_up


def main() -> int:
    """Check first, install what is missing, then hand over to ``commonweal demo``."""
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--port", default="8000")
    options = parser.parse_args()
    data = Path(os.environ.get("COMMONWEAL_DATA", ROOT / "var")).expanduser()
    preflight.check_tools()
    preflight.check_folders([data, VENV, NODE_MODULES, ASSETS])
    port = preflight.check_port(options.port)
    say("Commonweal: setting up")
    if not set_up(with_tools=False):
        say("  Nothing to install, nothing to bundle.")
    program = str(VENV / "bin" / "commonweal")
    os.execv(program, [program, "demo", "--port", str(port)])  # noqa: S606 -- our own program


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped by Ctrl-C. What was done so far is kept; make run goes on from there.\n")
        sys.exit(INTERRUPTED)
