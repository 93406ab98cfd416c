import errno

import pytest

from commonweal.kernel import files
from commonweal.kernel.errors import NoRoom
from commonweal.kernel.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def test_put_stores_the_same_bytes_once(tmp_path):
    first = files.put(b"profile", media_type="application/pdf", name="profile.pdf")
    second = files.put(b"profile", media_type="application/pdf", name="copy.pdf")
    assert first.address == second.address
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [b"profile"]


def test_read_gives_back_the_bytes():
    assert files.read(files.put(b"\x00\xff", media_type="application/octet-stream", name="x")) == b"\x00\xff"


def test_read_of_a_lost_file_says_so():
    stored = files.put(b"gone", media_type="text/plain", name="x")
    files.path_of(stored.address).unlink()
    with pytest.raises(FileNotFoundError):
        files.read(stored)


@pytest.mark.parametrize(("code", "refusal"), [(errno.ENOSPC, NoRoom), (errno.EIO, OSError)])
def test_file_that_could_not_be_written_leaves_nothing_behind(tmp_path, monkeypatch, code, refusal):
    def fail(_descriptor):
        raise OSError(code, "no")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(refusal):
        files.put(b"profile", media_type="text/plain", name="x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not StoredFile.objects.exists()
