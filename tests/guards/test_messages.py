"""Every visible string is in the catalogue of each language, translated, with its placeholders."""

import re
import shutil

import pytest

from scripts import messages

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed (Debian: apt install gettext)"),
]


def test_catalogues_are_complete():
    assert messages.faults() == []


def test_marked_strings_are_found():
    """``xgettext`` knows the names of Django and ``_``; a string marked by another name would never be collected."""
    renamed = re.compile(r"import (n?p?n?gettext\w*) as (?!_$)(\w+)$", re.MULTILINE)
    found = {
        str(path.relative_to(messages.SOURCE)): name.group(0)
        for path in messages.SOURCE.rglob("*.py")
        if (name := renamed.search(path.read_text()))
    }
    assert found == {}
