"""The data folder, and that only one ``commonweal serve`` of a machine serves it. Needs no Django.

Two servers on one folder would each have a job process and a port of their own, and people at one would not know of
those at the other. More web processes belong to one server: ``serve --processes``.
"""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

if sys.platform != "win32":
    import fcntl

VARIABLE = "COMMONWEAL_DATA"
DEFAULT = "var"


def data_folder(variables: Mapping[str, str] = os.environ) -> Path:
    """The folder that the environment names."""
    return Path(variables.get(VARIABLE, "").strip() or DEFAULT).expanduser().resolve()


class FolderLock:
    """Holds the folder for one server. The kernel lets go of it however the process ends, ``kill -9`` included.

    Several machines may share a folder for files, with PostgreSQL: each has a lock of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: TextIO | None = None

    def why_not(self, address: str) -> str | None:
        """Take the folder and note the address it is served at; a sentence that says why that is impossible, or None.

        Asking again while it is held changes nothing.
        """
        if self._file is not None or sys.platform == "win32":
            return None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = (self._folder / f".served-by-{socket.gethostname()}").open("a+", encoding="utf-8")
        except OSError as problem:
            reason = f"cannot be written ({problem.strerror})"
            return f"The data folder {self._folder} {reason}. Choose another with {VARIABLE}."
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            with file:
                return self._taken(_content(file))
        file.truncate(0)
        file.write(address)
        file.flush()
        self._file = file
        return None

    def release(self) -> None:
        """Let go of the folder."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _taken(self, address: str) -> str:
        where = f" at {address}" if address else ""
        return (
            f"The data folder {self._folder} is served already{where}. Stop that server with Ctrl-C where it runs, or "
            f"choose another folder: DATA=other (make) or {VARIABLE}=other."
        )


def _content(file: TextIO) -> str:
    file.seek(0)
    return file.read().strip()
