import pytest

from commonweal.communities.enums import Role
from tests.factories.people import join, make_community, make_person


@pytest.fixture
def community(db):
    """Willow Creek with Lena, its lead, Wanda who writes and Ray who reads."""
    made = make_community()
    join(made, make_person("Wanda Writer", email="wanda@example.org"), Role.WRITER)
    join(made, make_person("Ray Reader", email="ray@example.org"), Role.READER)
    return made


@pytest.fixture
def member(community):
    """A function from a role to the membership that has it."""
    return lambda role: community.memberships.select_related("user").get(role=role)
