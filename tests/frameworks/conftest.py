"""The shipped editions in the database, and people who read them."""

import pytest

from commonweal.frameworks import selectors, services
from tests.factories.people import make_person


@pytest.fixture
def shipped(db, now):
    """Everything that ships, loaded."""
    selectors._document.cache_clear()
    return services.load_shipped_content(now=now)


@pytest.fixture
def reader(client, shipped):
    """A client of somebody who signed in and runs nothing."""
    client.force_login(make_person("Rosa Reader"))
    return client


@pytest.fixture
def lector(client, shipped):
    """A client of somebody who reads Spanish."""
    client.force_login(make_person("Luz Lectora", language="es"))
    return client


@pytest.fixture
def operator(client, shipped):
    """A client of the person who runs the site."""
    client.force_login(make_person("Otto Operator", is_superuser=True))
    return client
