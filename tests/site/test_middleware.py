import pytest
from django.urls import reverse

from tests.factories.people import make_person


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
