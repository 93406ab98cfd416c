import json

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from commonweal.site import readiness


@pytest.fixture
def built(settings, tmp_path):
    """A folder of built files with one file and its manifest."""
    settings.ASSETS_DIR = tmp_path
    (tmp_path / "app.1234.js").write_text("")
    (tmp_path / "manifest.json").write_text(json.dumps({"app.js": "app.1234.js"}))
    return tmp_path


def test_complete_build_has_no_fault(built):
    assert readiness.assets_fault() is None


def test_missing_build_says_how_to_make_it(built):
    (built / "manifest.json").unlink()
    assert readiness.assets_fault().startswith("The styles and scripts are not built")
    assert readiness.assets_fault().endswith("Run: make setup")


def test_missing_built_file_is_named(built):
    (built / "app.1234.js").unlink()
    assert readiness.assets_fault() == "A built file is missing: app.1234.js. Run: make setup"


def test_folder_that_cannot_be_made_is_named(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.DATA_DIR = tmp_path / "file" / "data"
    assert "cannot be written (Not a directory). Choose another with COMMONWEAL_DATA." in readiness.data_folder_fault()


def test_check_of_the_folder_leaves_nothing_behind(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    assert readiness.data_folder_fault() is None
    assert list(settings.DATA_DIR.iterdir()) == []


@pytest.mark.django_db
def test_missing_migration_says_what_to_run():
    MigrationRecorder(connection).migration_qs.filter(app="answers").delete()
    assert readiness.migrations_fault().endswith("behind this version. Run: commonweal migrate")


@pytest.mark.django_db
def test_applied_migrations_have_no_fault():
    assert readiness.migrations_fault() is None


def test_silent_database_is_named(monkeypatch):
    def refuse():
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    assert readiness.database_fault() == (
        "The database does not answer: connection refused. Start it, or correct COMMONWEAL_DATABASE_URL."
    )
