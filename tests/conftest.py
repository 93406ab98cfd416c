"""Whole situations shared by all tests."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("commonweal", deadline=None)
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
