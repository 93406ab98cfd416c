import pytest

from scripts import stamps

pytestmark = pytest.mark.any_database


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "lock").write_text("one")
    return tmp_path


def test_stamp_is_fresh_until_an_input_changes(folder):
    mark = stamps.fingerprint([folder / "inputs"], "words")
    stamps.write(folder / "stamp", mark)
    assert stamps.is_fresh(folder / "stamp", stamps.fingerprint([folder / "inputs"], "words"))
    (folder / "inputs" / "lock").write_text("two")
    assert not stamps.is_fresh(folder / "stamp", stamps.fingerprint([folder / "inputs"], "words"))


def test_new_file_and_other_words_change_the_fingerprint(folder):
    before = stamps.fingerprint([folder / "inputs"], "run")
    assert stamps.fingerprint([folder / "inputs"], "tools") != before
    (folder / "inputs" / "more").write_text("")
    assert stamps.fingerprint([folder / "inputs"], "run") != before


def test_missing_stamp_is_not_fresh(folder):
    assert not stamps.is_fresh(folder / "stamp", "mark")


def test_set_up_with_tools_also_serves_for_running(folder):
    stamps.write(folder / "stamp", "run", "tools")
    assert stamps.is_fresh(folder / "stamp", "run")
