import pytest
from django.urls import reverse

from tests.factories.people import make_community, make_person


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["accounts:sign-in", "site:help"])
def test_a_page_under_a_name_that_is_not_ours_is_refused(client, page):
    response = client.get(reverse(page), headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert "default-src" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_what_a_person_saw_is_kept_by_no_browser_and_no_proxy(client):
    assert "Cache-Control" not in client.get(reverse("site:help"))
    client.force_login(make_person("Lena Lead"))
    assert client.get(reverse("site:help"))["Cache-Control"] == "private, no-store"


@pytest.fixture
def lead(client, db):
    """A lead who was in their community."""
    community = make_community("willow-creek", lead=make_person("Lena Lead"))
    client.force_login(community.memberships.get().user)
    client.get(reverse("communities:start", args=["willow-creek"]))
    return client


SIDE = 'href="/c/willow-creek/profile/"'


def test_the_framework_keeps_the_navigation_of_the_community_one_came_from(lead):
    assert lead.cookies["community"]["httponly"]
    assert SIDE in lead.get(reverse("frameworks:editions")).text
    assert SIDE not in lead.get(reverse("site:help")).text


def test_who_is_no_member_gets_nothing_by_the_cookie(lead):
    lead.force_login(make_person("Stranger"))
    lead.cookies["community"] = "willow-creek"
    shown = lead.get(reverse("frameworks:editions"))
    assert shown.status_code == 200
    assert "willow-creek" not in shown.text
    assert "Willow Creek" not in shown.text


def test_the_community_is_forgotten_after_sign_out(lead):
    lead.post(reverse("accounts:sign-out"))
    lead.get(reverse("accounts:sign-in"))
    assert lead.cookies["community"].value == ""
