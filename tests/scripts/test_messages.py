import gettext
from pathlib import Path

import pytest

from scripts import messages

pytestmark = pytest.mark.any_database

HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def catalogue(folder: Path, text: str) -> Path:
    path = folder / "locale" / "es" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    return [fault.partition(": ")[2] for fault in messages._faults_of(catalogue(folder, text), folder)]


def test_compiled_catalogue_speaks(tmp_path):
    catalogue(tmp_path, 'msgid "county"\nmsgstr "condado"\n')
    written = messages.compile_catalogues(tmp_path)
    with written[0].open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("county") == "condado"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('msgid "county"\nmsgstr "condado"\n', []),
        ('msgid "county"\nmsgstr ""\n', ["not translated: 'county'"]),
        ('#, fuzzy\nmsgid "county"\nmsgstr "condado"\n', ["unsure: 'county'"]),
        ('msgid "one"\nmsgid_plural "%(n)s"\nmsgstr[0] "uno"\nmsgstr[1] ""\n', ["not translated: 'one'"]),
    ],
)
def test_what_is_missing_is_named(tmp_path, text, expected):
    assert faults(tmp_path, text) == expected


def test_lost_placeholder_is_named(tmp_path):
    text = '#, python-format\nmsgid "%(n)s counties"\nmsgstr "condados"\n'
    assert faults(tmp_path, text) == ["other placeholders: '%(n)s counties'"]


def test_lost_doubled_percent_sign_is_named(tmp_path):
    text = '#, python-format\nmsgid "%(n)s at 95%%"\nmsgstr "%(n)s al 95"\n'
    assert faults(tmp_path, text) == ["other placeholders: '%(n)s at 95%%'"]


def test_keys_tell_contexts_apart_and_count_what_is_kept_as_a_comment(tmp_path):
    text = 'msgctxt "page"\nmsgid "of"\nmsgstr "de"\n\n#~ msgid "old"\n#~ msgstr "viejo"\n'
    assert messages._keys(catalogue(tmp_path, text)) == {("of", "page"), ("old", "")}
