"""Translations: ``python -m scripts.messages compile|collect|check``.

Compiling needs Babel alone; collecting and checking need gettext's ``xgettext``.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "commonweal"
LANGUAGES = ("es",)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def compile_catalogues(source: Path = SOURCE) -> list[Path]:
    """Write the ``.mo`` beside each ``.po`` and return the files written."""
    written = []
    for path in sorted(source.rglob("*.po")):
        target = path.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, _read(path))
        written.append(target)
    return written


def collect(source: Path = SOURCE) -> None:
    """Bring the catalogues up to the visible strings of the code, without line numbers that only make noise."""
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-obsolete", "--no-wrap"]
    for language in LANGUAGES:
        command += ["--locale", language]
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "commonweal.site.settings.test"}
    subprocess.run([*command, "--ignore", "dist/*"], cwd=source, env=variables, check=True)


def faults() -> list[str]:
    """What is missing: strings not collected, not translated, unsure, or with other placeholders."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "commonweal"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("dist", "__pycache__", "*.mo"))
        collect(copy)
        return [fault for path in sorted(copy.rglob("*.po")) for fault in _faults_of(path, copy)]


def _faults_of(path: Path, copy: Path) -> list[str]:
    name = path.relative_to(copy)
    found = []
    for message in _read(path):
        if not message.id:
            continue
        shown = message.id if isinstance(message.id, str) else message.id[0]
        translations = [message.string] if isinstance(message.string, str) else list(message.string)
        if message.fuzzy:
            found.append(f"{name}: unsure: {shown!r}")
        elif not all(translations):
            found.append(f"{name}: not translated: {shown!r}")
        elif not all(_keeps_placeholders(message.id, translation) for translation in translations):
            found.append(f"{name}: other placeholders: {shown!r}")
    return found


def _keeps_placeholders(original: str | tuple[str, ...], translation: str) -> bool:
    """Whether a translation uses the placeholders of the singular or of the plural, all of them."""
    forms = (original,) if isinstance(original, str) else original
    return set(PLACEHOLDER.findall(translation)) in [set(PLACEHOLDER.findall(form)) for form in forms]


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def main() -> int:
    """Do the one thing asked for."""
    parser = argparse.ArgumentParser(prog="python -m scripts.messages", description=__doc__)
    parser.add_argument("act", choices=["compile", "collect", "check"])
    act = parser.parse_args().act
    if act == "compile":
        compile_catalogues()
        return 0
    if not shutil.which("xgettext"):
        print("gettext is not installed, so the translations are not checked. On Debian: apt install gettext.")
        return 0 if act == "check" else 1
    if act == "collect":
        collect()
        return 0
    found = faults()
    print("\n".join(found[:200]) or "Every visible string is translated.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
