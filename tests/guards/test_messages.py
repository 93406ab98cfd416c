"""Every visible string is in the catalogue of each language, translated, with its placeholders."""

import shutil

import pytest

from scripts import messages

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed (Debian: apt install gettext)"),
]


def test_catalogues_are_complete():
    assert messages.faults() == []
