"""The test suite: real parts, quick password hashes, jobs run when the test says so."""

import os
import tempfile
from pathlib import Path

_scratch = tempfile.mkdtemp(prefix="commonweal-test-")
os.environ.setdefault("COMMONWEAL_DATA", _scratch)
os.environ.setdefault("COMMONWEAL_SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests-only-for-tests")
if _database := os.environ.get("COMMONWEAL_TEST_DATABASE_URL"):
    os.environ["COMMONWEAL_DATABASE_URL"] = _database

from commonweal.site.settings.base import *  # noqa: F403 -- the environment is set first
from commonweal.site.settings.base import CACHES, DATABASES, TEMPLATES

DATA_DIR = Path(_scratch)
FILES_DIR = DATA_DIR / "files"
WAREHOUSE_DIR = DATA_DIR / "warehouse"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0
CACHES["default"]["LOCATION"] = str(DATA_DIR / "counts.sqlite3")


class _Undefined(str):
    """An undefined template variable is an error, not an empty string."""

    __slots__ = ()

    def __contains__(self, _item: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"The template variable {name} is not defined.")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = _Undefined("%s")
