"""A backup comes back whole, on both databases, in every run."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from commonweal.answers import comment_services
from commonweal.answers import services as answers
from commonweal.answers.models import Answer
from commonweal.frameworks.services import load_shipped_content
from commonweal.kernel import files
from commonweal.kernel.models import SearchEntry, StoredFile
from commonweal.site.backups import making, manifest, restoring, rows
from commonweal.site.backups.manifest import Unreadable
from commonweal.site.backups.restoring import NotEmpty
from tests.factories.people import make_community, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def data(tmp_path, settings):
    """A data folder of this test alone."""
    settings.DATA_DIR = tmp_path / "data"
    settings.FILES_DIR, settings.WAREHOUSE_DIR = settings.DATA_DIR / "files", settings.DATA_DIR / "warehouse"
    settings.WAREHOUSE_DIR.mkdir(parents=True)
    (settings.DATA_DIR / "secret-key").write_text("a secret")
    return settings.DATA_DIR


@pytest.fixture
def installation(data, now):
    """A community with a text in two alphabets, a comment, a file and bytes in rows."""
    load_shipped_content(now=now)
    community = make_community()
    lead = community.members.get()
    answer = answers.open_answer(community=community, ref="P.1a(3)", by=lead)
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": "Ríos y trigo — 河 & “wheat”."}]}
    answers.write_document(answer_id=answer.pk, document={"type": "doc", "content": [paragraph]}, by=lead, now=now)
    answer.refresh_from_db()
    comment_services.add_comment(answer=answer, text="So?", by=lead, now=now)
    files.put(b"%PDF-1.7 of ours", media_type="application/pdf", name="profile.pdf", by=lead)
    return community


def empty(data: Path) -> None:
    """Take everything away, as on a new machine."""
    call_command("flush", interactive=False, verbosity=0)
    for path in [*data.rglob("*")]:
        if path.is_file() and "backups" not in path.parts:
            path.unlink()


def test_backup_comes_back_whole(installation, data, tmp_path, now):
    first = making.make(tmp_path / "kept", now=now)
    before, n_found = manifest.read(first), SearchEntry.objects.count()
    assert (list(manifest.faults(first, before)), before.n_rows > 20) == ([], True)
    empty(data)
    said = []
    restoring.restore(first, say=said.append)
    second = making.make(tmp_path / "kept", now=now + timedelta(hours=1))
    after = manifest.read(second)
    assert after.tables == before.tables
    assert after.files == before.files
    assert (data / "secret-key").read_text() == "a secret"
    assert files.read(StoredFile.objects.get()) == b"%PDF-1.7 of ours"
    assert SearchEntry.objects.count() == n_found
    assert Answer.objects.get().text == "Ríos y trigo — 河 & “wheat”."
    assert make_person("After the restore").pk not in {person.pk for person in installation.members.all()}


def test_restore_refuses_where_something_is(installation, data, tmp_path, now):
    backup = making.make(tmp_path / "kept", now=now)
    with pytest.raises(NotEmpty, match="database holds something"):
        restoring.restore(backup, say=print)
    call_command("flush", interactive=False, verbosity=0)
    with pytest.raises(NotEmpty, match="files/"):
        restoring.restore(backup, say=print)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("damage", ["gone", "changed", "manifest", "none", "newer"])
def test_damaged_backup_is_refused_and_nothing_is_changed(installation, data, tmp_path, now, damage):
    backup = making.make(tmp_path / "kept", now=now)
    rows_file = backup / "rows" / "accounts_user.jsonl.gz"
    match damage:
        case "gone":
            rows_file.unlink()
        case "changed":
            rows_file.write_bytes(rows_file.read_bytes()[:-9] + b"123456789")
        case "manifest":
            (backup / "manifest.json").write_text("{}")
        case "none":
            (backup / "manifest.json").unlink()
        case "newer":
            kept = manifest.read(backup)
            migrations = (*kept.migrations, ("kernel", "9999_from_the_future"))
            manifest.write(backup, type(kept)(kept.made_at, "9.9", kept.vendor, migrations, kept.tables, kept.files))
    empty(data)
    with pytest.raises(Unreadable):
        restoring.restore(backup, say=print)
    assert not Answer.objects.exists()


def test_backup_of_an_older_version_is_restored_and_migrated(installation, data, tmp_path, now):
    backup = making.make(tmp_path / "kept", now=now)
    kept = manifest.read(backup)
    older = tuple(key for key in kept.migrations if key != ("kernel", "0005_notices"))
    tables = {name: table for name, table in kept.tables.items() if not name.startswith("kernel_notice")}
    manifest.write(backup, type(kept)(kept.made_at, "0.0", kept.vendor, older, tables, kept.files))
    empty(data)
    restoring.restore(backup, say=print)
    assert "kernel_notice" in connection.introspection.table_names()
    assert Answer.objects.count() == 1


def test_failed_backup_leaves_nothing_behind(installation, data, tmp_path, now, monkeypatch):
    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_copy_files", fail)
    with pytest.raises(OSError, match="No space"):
        making.make(tmp_path / "kept", now=now)
    assert list((tmp_path / "kept").iterdir()) == []


def test_files_of_the_last_backup_are_not_copied_again_and_old_ones_go(installation, data, tmp_path, now):
    made = [making.make(tmp_path / "kept", now=now + timedelta(days=n)) for n in range(3)]
    stored = StoredFile.objects.get().address
    inodes = {(folder / "files" / stored[:2] / stored).stat().st_ino for folder in made}
    assert len(inodes) == 1
    (tmp_path / "kept" / ".unfinished-2026").mkdir()
    assert making.thin_out(tmp_path / "kept", n_kept=2) == 2
    assert making.earlier(tmp_path / "kept") == made[1:]


def test_every_table_is_backed_up_or_left_out_for_a_reason():
    tables = set(connection.introspection.django_table_names(only_existing=True))
    kept = {model._meta.db_table for model in rows.kept_models()}
    assert {table for table in tables - kept if not table.startswith(("auth_", "django_"))} == {"kernel_searchentry"}


def test_rows_hold_no_sessions(installation, data, tmp_path, now):
    backup = making.make(tmp_path / "kept", now=now)
    tables = json.loads((backup / "manifest.json").read_text())["tables"]
    assert "django_session" not in tables
    assert settings.SECRET_KEY not in (backup / "manifest.json").read_text()
