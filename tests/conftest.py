"""Whole situations shared by all tests."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from pkgutil import resolve_name

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code. The check before a change is taken in
# plays the same examples every time; who works on the code plays others each time.
settings.register_profile("commonweal", deadline=None, derandomize="SAME_EXAMPLES" in os.environ)
settings.load_profile("commonweal")

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


DATABASE_FIXTURES = {"db", "transactional_db", "scene", "lively"}
"""The last two open the database themselves, for all tests of a file at once."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for no database is the same on each: one run of it is enough."""
    for item in items:
        asked = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if not asked and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.any_database)


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Hundreds of tests load what ships; reading and checking the files takes longer than all else they do.

    Each process reads the same bytes once. What is read is given on as plain values, which nobody changes.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("read", "_valid_edition"):
            path = f"commonweal.frameworks.services.{name}"
            patch.setattr(path, lru_cache(maxsize=64)(resolve_name(path)))
        yield


@pytest.fixture
def now() -> datetime:
    """The moment at which every test happens."""
    return NOW


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real public files and published vectors, beside the project."""
    folder = Path(os.environ.get("COMMONWEAL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder shared/ with real public files is not here")
    return folder


@pytest.fixture(scope="session")
def shared_data(shared: Path) -> Path:
    """Real public files in their publishers' layouts."""
    return shared / "data"
