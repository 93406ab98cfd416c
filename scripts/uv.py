"""Finds uv, or brings it into a private folder through pip. Standard library only."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.console import ROOT, refuse, run_quietly, step

VERSION = "0.13.9"
OLDEST = (0, 8)
PRIVATE_DIR = ROOT / ".uv"


def uv_command() -> list[str]:
    """The command that runs a uv new enough to read the lock file, installing it if there is none."""
    for candidate in (shutil.which("uv"), str(PRIVATE_DIR / "bin" / "uv")):
        if candidate and _is_new_enough(candidate):
            return [candidate]
    with step(f"Fetching uv {VERSION}, the installer, into {PRIVATE_DIR.name}/"):
        _bootstrap()
    return [str(PRIVATE_DIR / "bin" / "uv")]


def can_bootstrap() -> bool:
    """Whether uv is here or pip can bring it."""
    found = shutil.which("uv")
    return bool(found and _is_new_enough(found)) or any(importlib.util.find_spec(name) for name in ("pip", "ensurepip"))


def _is_new_enough(program: str) -> bool:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    numbers = re.search(r"(\d+)\.(\d+)", said.stdout)
    return said.returncode == 0 and bool(numbers) and tuple(map(int, numbers.groups())) >= OLDEST


def _bootstrap() -> None:
    requirement = f"uv=={VERSION}"
    if importlib.util.find_spec("pip"):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run_quietly([*pip, "--upgrade", "--target", str(PRIVATE_DIR), requirement])
    elif importlib.util.find_spec("ensurepip"):
        run_quietly([sys.executable, "-m", "venv", str(PRIVATE_DIR)])
        run_quietly([str(PRIVATE_DIR / "bin" / "pip"), "install", "--quiet", requirement])
    else:
        refuse("Neither uv nor pip is installed. On Debian: apt install python3-venv python3-pip.")
    if not _is_new_enough(str(PRIVATE_DIR / "bin" / "uv")):
        refuse("uv was installed but does not run. Install it from https://docs.astral.sh/uv/ and run make again.")


def environment() -> dict[str, str]:
    """The environment for uv: the project's own .venv, whatever environment is active."""
    kept = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    return {**kept, "UV_PROJECT_ENVIRONMENT": str(Path(ROOT / ".venv")), "UV_NO_PROGRESS": "1"}
