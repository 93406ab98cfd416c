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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from commonweal.documents.errors import DocumentFailed
from commonweal.documents.methods.extents import Extents, extents_of
from commonweal.documents.methods.look import OWN_LOOK, Look

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
    look: Look = OWN_LOOK,
) -> bytes:
    """Set a document: a PDF that follows PDF/UA-1, with title, language, tags and bookmarks.

    ``template`` is a Typst file that imports ``/commonweal.typ`` and reads ``/data.json``. ``data``
    holds JSON values; ``title``, ``language``, ``date`` and ``look`` are added to it. ``files`` are pictures by
    their name in the template's root folder, such as ``figures/1.svg``.

    Raises:
        ValueError: if the title or the language is empty, or a file's name leaves the folder.
        DocumentFailed: if Typst refuses (a picture without alternative text, for example), or takes too long.
    """
    values = {**data, "title": title, "language": language, "date": made_at.date().isoformat()}
    with _set(template, values, files=files, look=look, made_at=made_at, form="pdf") as root:
        return (root / "main.pdf").read_bytes()


def draw_pages(
    template: Traversable, data: Mapping[str, object], *, title: str, language: str, made_at: datetime, look: Look
) -> list[bytes]:
    """Set a document and draw each page as a PNG at 72 pixels an inch, for a look at it on the screen.

    Raises:
        ValueError, DocumentFailed: as ``compile_pdf``.
    """
    values = {**data, "title": title, "language": language, "date": made_at.date().isoformat()}
    with _set(template, values, files={}, look=look, made_at=made_at, form="png") as root:
        return [page.read_bytes() for page in sorted(root.glob("page-*.png"))]


def measure(
    template: Traversable,
    data: Mapping[str, object],
    *,
    files: Mapping[str, bytes],
    title: str,
    language: str,
    made_at: datetime,
    look: Look,
) -> Extents:
    """Lay a document out and say how much room its marked pieces take, without writing it.

    Raises:
        ValueError, DocumentFailed: as ``compile_pdf``.
    """
    values = {**data, "title": title, "language": language, "date": made_at.date().isoformat()}
    with _set(template, values, files=files, look=look, made_at=made_at, form="extents") as root:
        return extents_of(json.loads((root / "extents.json").read_text("utf-8")))


@contextmanager
def _set(
    template: Traversable,
    values: Mapping[str, object],
    *,
    files: Mapping[str, bytes],
    look: Look,
    made_at: datetime,
    form: str,
) -> Iterator[Path]:
    """The folder in which a document was set; it is gone afterwards."""
    if not str(values["title"]).strip() or not str(values["language"]).strip():
        raise ValueError("A document needs a title and a language.")
    values = {**values, "look": look.as_data(str(values["language"]))}
    logo = {look.logo_name: look.logo.content} if look.logo else {}
    with tempfile.TemporaryDirectory(prefix="commonweal-document-") as folder:
        root = Path(folder)
        texts = {"main.typ": template.read_bytes(), "commonweal.typ": BASE.read_bytes()}
        _fill(root, {**texts, "data.json": json.dumps(values, ensure_ascii=False).encode(), **logo, **files})
        with resources.as_file(FONTS) as fonts:
            _run(root, fonts, int(made_at.timestamp()), form)
        yield root


def _fill(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise ValueError(f"The file {name} would leave the folder of the document.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _run(root: Path, fonts: Path, made_at: int, form: str) -> None:
    command = [sys.executable, "-m", CHILD, str(root), str(fonts), str(made_at), form]
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
