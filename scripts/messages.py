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
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "commonweal"
LANGUAGES = ("es",)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")


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
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "commonweal.site.settings.test",
        "PYTHONPATH": str(source.parent),  # so that a copy's settings name the copy's catalogue
    }
    subprocess.run([*command, "--ignore", "dist/*"], cwd=source, env=variables, check=True)


def faults(source: Path = SOURCE) -> list[str]:
    """What is wrong: strings not collected, not translated, unsure, no longer used, or with other placeholders."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / "commonweal"
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("dist", "__pycache__", "*.mo"))
        catalogues = [copy / "site" / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]
        kept = {path: _keys(path) for path in catalogues if path.exists()}
        collect(copy)
        found = []
        for path in catalogues:
            name = path.relative_to(copy)
            found += _faults_of(path, copy)
            found += [f"{name}: no longer used: {shown!r}" for shown, _ in sorted(kept.get(path, set()) - _keys(path))]
        return found


def _faults_of(path: Path, copy: Path) -> list[str]:
    name = path.relative_to(copy)
    found = []
    for message in _read(path):
        if not message.id:
            continue
        shown = _shown(message)
        translations = _forms(message.string or "")
        if message.fuzzy:
            found.append(f"{name}: unsure: {shown!r}")
        elif not all(translations):
            found.append(f"{name}: not translated: {shown!r}")
        elif not all(_keeps_placeholders(message.id, translation) for translation in translations):
            found.append(f"{name}: other placeholders: {shown!r}")
    return found


def _keys(path: Path) -> set[tuple[str, str]]:
    """The strings of a catalogue, each with its context; also those it keeps only as a comment."""
    catalogue = _read(path)
    messages = [message for message in catalogue if message.id] + list(catalogue.obsolete.values())
    return {(_shown(message), message.context or "") for message in messages}


def _shown(message: Message) -> str:
    """The string by which a person finds a message: its only form, or its singular."""
    return _forms(message.id)[0]


def _forms(text: str | Sequence[str]) -> list[str]:
    """What is to be said, as one form or as the singular and the plurals."""
    return [text] if isinstance(text, str) else list(text)


def _keeps_placeholders(original: str | Sequence[str], translation: str) -> bool:
    """Whether a translation uses the placeholders of the singular or of the plural, all of them."""
    return set(PLACEHOLDER.findall(translation)) in [set(PLACEHOLDER.findall(form)) for form in _forms(original)]


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
