"""Installs the locked Python and npm dependencies and bundles the assets, each only if something changed.

Run as ``python -m scripts.setup``; standard library only, because it comes before everything else.
"""

import argparse
import sys

from scripts import preflight, stamps, uv
from scripts.console import ROOT, run_quietly, say, step

VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
ASSETS = ROOT / "src" / "commonweal" / "site" / "dist"
EXTRAS = ("--extra", "postgres", "--extra", "redis")


def main() -> int:
    """Set everything up for development, or only the assets."""
    parser = argparse.ArgumentParser(prog="python -m scripts.setup", description=__doc__)
    parser.add_argument("--only", choices=["assets"], help="only bundle styles and scripts")
    options = parser.parse_args()
    preflight.check_tools()
    preflight.check_folders([VENV, NODE_MODULES, ASSETS])
    parts = [set_up_node, bundle_assets] if options.only == "assets" else [lambda: set_up(with_tools=True)]
    if not sum(part() for part in parts):
        say("Everything is set up: nothing to install, nothing to bundle.")
    return 0


def python() -> str:
    """The interpreter of the project's own environment."""
    return str(VENV / "bin" / "python")


def set_up(*, with_tools: bool) -> int:
    """Bring Python, npm, assets and translations up to date and return how many of them needed work.

    Args:
        with_tools: also install the development tools.
    """
    return set_up_python(with_tools=with_tools) + set_up_node() + bundle_assets() + compile_messages()


def set_up_python(*, with_tools: bool) -> bool:
    """Install the locked Python packages into .venv; say whether there was something to do."""
    lock = [ROOT / "uv.lock", ROOT / "pyproject.toml"]
    small = stamps.fingerprint(lock, sys.version, "run")
    whole = stamps.fingerprint(lock, sys.version, "tools")
    stamp = VENV / ".installed"
    if stamps.is_fresh(stamp, whole if with_tools else small):
        return False
    command = [*uv.uv_command(), "sync", "--locked", "--quiet", "--python", sys.executable, *EXTRAS]
    # Without --inexact a set-up for running would remove the tools of a developer.
    command += [] if with_tools else ["--no-dev", "--inexact"]
    with step("Installing Python packages (the first time some hundreds of MB)"):
        run_quietly(command, env=uv.environment())
    stamps.write(stamp, small, *([whole] if with_tools else []))
    return True


def set_up_node() -> bool:
    """Install the locked npm packages; say whether there was something to do."""
    mark = stamps.fingerprint([ROOT / "package-lock.json", ROOT / "package.json"])
    stamp = NODE_MODULES / ".installed"
    if stamps.is_fresh(stamp, mark):
        return False
    with step("Installing npm packages"):
        run_quietly(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    stamps.write(stamp, mark)
    return True


def bundle_assets() -> bool:
    """Bundle styles, scripts and fonts; say whether there was something to do."""
    mark = stamps.fingerprint([ROOT / "frontend", ROOT / "package-lock.json"])
    stamp = ASSETS / ".built"
    if stamps.is_fresh(stamp, mark) and (ASSETS / "manifest.json").exists():
        return False
    with step("Bundling styles and scripts"):
        run_quietly(["node", "frontend/build.mjs"])
    stamps.write(stamp, mark)
    return True


def compile_messages() -> bool:
    """Compile the translations with Babel, which needs no gettext; say whether there was something to do."""
    catalogues = sorted((ROOT / "src").rglob("*.po"))
    mark = stamps.fingerprint(catalogues)
    stamp = VENV / ".translated"
    if stamps.is_fresh(stamp, mark) and all(path.with_suffix(".mo").exists() for path in catalogues):
        return False
    with step("Compiling translations"):
        run_quietly([python(), "-m", "scripts.messages", "compile"])
    stamps.write(stamp, mark)
    return True


if __name__ == "__main__":
    sys.exit(main())
