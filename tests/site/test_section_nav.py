"""The menu of a community: it marks the section that a page belongs to, also on the pages below it."""

import re

import pytest

from tests.factories.people import make_community, make_person

pytestmark = pytest.mark.django_db

HERE = "/c/willow-creek"
CURRENT = re.compile(r'aria-current="page">.*?<span>([^<]+)</span></a></li>')


@pytest.fixture
def lead(client):
    """The lead of Willow Creek, signed in."""
    person = make_person("Lena Lead")
    make_community(lead=person)
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("path", "section"),
    [
        (f"{HERE}/people/", "People"),
        (f"{HERE}/people/roles/", "People"),
        (f"{HERE}/people/looked/", "People"),
        (f"{HERE}/people/invitations/", "People"),
        (f"{HERE}/people/view-as/", "People"),
        (f"{HERE}/organizations/", "Organizations"),
        (f"{HERE}/organizations/add/", "Organizations"),
        (f"{HERE}/settings/", "Settings"),
        (f"{HERE}/boundary/", "Settings"),
    ],
)
def test_page_is_marked_in_its_section(client, lead, path, section):
    assert CURRENT.findall(client.get(path).text) == [section]
