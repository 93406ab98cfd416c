"""Remembers what a finished step was made from, so that it is not done twice.

A stamp is written after its step succeeded; a step that was interrupted is simply done again.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """One hash of the contents of some files (folders are read whole) and some words."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in sorted(_files_of(paths)):
        digest.update(f"\0{path}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh(stamp: Path, mark: str) -> bool:
    """Whether the step of this stamp was finished from the same things."""
    try:
        return mark in stamp.read_text(encoding="ascii").split()
    except OSError:
        return False


def write(stamp: Path, *marks: str) -> None:
    """Note that the step is finished; several marks say that it also serves weaker wishes."""
    stamp.write_text("\n".join(marks) + "\n", encoding="ascii")


def _files_of(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (inner for inner in path.rglob("*") if inner.is_file() and "__pycache__" not in inner.parts)
        elif path.is_file():
            yield path
