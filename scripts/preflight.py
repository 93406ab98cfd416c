"""Looks before anything is done: tools, folders, port. The first fault is one sentence and nothing is touched."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scripts import uv
from scripts.console import ROOT, refuse

OLDEST_NODE = 20


def check_tools() -> None:
    """Refuse if something needed for the set-up is missing."""
    if not uv.can_bootstrap():
        refuse("Neither uv nor pip is installed. On Debian: apt install python3-venv python3-pip.")
    if fault := _node_fault():
        refuse(fault)


def check_folders(folders: Iterable[Path]) -> None:
    """Refuse if a folder cannot be written or made."""
    for folder in folders:
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
        if not nearest.is_dir():
            refuse(f"{nearest} is a file, but a folder is needed there. Choose another place, for example DATA=./var2.")
        try:
            # Asking for permissions is not enough: the administrator has them on a read-only disk too.
            with tempfile.TemporaryFile(dir=nearest):
                pass
        except OSError as problem:
            reason = (problem.strerror or "no reason given").lower()
            refuse(f"The folder {folder} cannot be written: {reason}. Choose another with DATA=.")


def check_port(text: str) -> int:
    """The port that was written; refuse if it is taken or is no port."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        refuse(f"PORT={text} is not a port. Choose a number from 1024 to 65535.")
    port = int(text)
    sys.path.insert(0, str(ROOT / "src"))
    from commonweal.site.ports import why_not_listen  # noqa: PLC0415 -- optional dependency

    if fault := why_not_listen("127.0.0.1", port):
        refuse(fault)
    return port


def _node_fault() -> str | None:
    if not shutil.which("node") or not shutil.which("npm"):
        return f"Node {OLDEST_NODE} or newer with npm is needed to bundle the pages' scripts, and is not installed."
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    number = re.match(r"v(\d+)", said)
    if not number or int(number[1]) < OLDEST_NODE:
        return (
            f"Node {OLDEST_NODE} or newer is needed; found {said.strip() or 'none that runs'}. See https://nodejs.org/"
        )
    return None
