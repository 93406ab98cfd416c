"""Setting a document as a tagged PDF with Typst. Only the job process calls this.

Typst runs in a child process: native code cannot be interrupted from Python, so a bound on time
and memory needs a process of its own, and a crash there costs one document and not the job process.
Starting it costs about a third of a second. The child gets no secrets, and Typst one folder:
the templates, ``data.json`` and the pictures. What people wrote reaches Typst as strings of
``data.json`` and is never part of a template, so it cannot be read as Typst code.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from commonweal.documents.errors import DocumentFailed

logger = logging.getLogger(__name__)

TIME_LIMIT = 60  # seconds; a profile of fifty pages takes one
PACKAGE = resources.files("commonweal.documents")
BASE = PACKAGE / "typst" / "commonweal.typ"
FONTS = PACKAGE / "fonts"
CHILD = "commonweal.documents.typst_child"
NEEDED_VARIABLES = ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR")


def compile_pdf(
    template: Traversable,
    data: Mapping[str, object],
    *,
    files: Mapping[str, bytes],
    title: str,
    language: str,
    made_at: datetime,
) -> bytes:
    """Set a document: a PDF that follows PDF/UA-1, with title, language, tags and bookmarks.

    ``template`` is a Typst file that imports ``/commonweal.typ`` and reads ``/data.json``. ``data``
    holds JSON values; ``title``, ``language`` and ``date`` are added to it. ``files`` are pictures by
    their name in the template's root folder, such as ``figures/1.svg``.

    Raises:
        ValueError: if the title or the language is empty, or a file's name leaves the folder.
        DocumentFailed: if Typst refuses (a picture without alternative text, for example), or takes too long.
    """
    if not title.strip() or not language.strip():
        raise ValueError("A document needs a title and a language.")
    values = {**data, "title": title, "language": language, "date": made_at.date().isoformat()}
    with tempfile.TemporaryDirectory(prefix="commonweal-document-") as folder:
        root = Path(folder)
        texts = {"main.typ": template.read_bytes(), "commonweal.typ": BASE.read_bytes()}
        _fill(root, {**texts, "data.json": json.dumps(values, ensure_ascii=False).encode(), **files})
        with resources.as_file(FONTS) as fonts:
            _run(root, fonts, int(made_at.timestamp()))
        return (root / "main.pdf").read_bytes()


def _fill(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise ValueError(f"The file {name} would leave the folder of the document.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _run(root: Path, fonts: Path, made_at: int) -> None:
    command = [sys.executable, "-m", CHILD, str(root), str(fonts), str(made_at)]
    environment = {name: os.environ[name] for name in NEEDED_VARIABLES if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT, cwd=root, env=environment)
    except subprocess.TimeoutExpired as late:
        logger.exception("document.too_slow")
        raise DocumentFailed from late
    except subprocess.CalledProcessError as fault:
        fault.add_note(fault.stderr.decode(errors="replace")[-2000:])
        logger.exception("document.refused")
        raise DocumentFailed from fault
