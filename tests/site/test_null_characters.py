"""NUL in queries, forms, cookies and addresses: it is dropped, and on PostgreSQL no page breaks."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from commonweal.site.null_characters import without_null_characters
from tests.factories.people import PASSWORD, make_community, make_person


def seen(request):
    """The request as the view gets it."""
    middleware = without_null_characters(lambda _request: HttpResponse())
    middleware(request)
    middleware.process_view(request, None, (), {})
    return request


def test_null_is_dropped_from_names_and_values_and_everything_else_stays():
    request = seen(RequestFactory().post("/?q=a%00b&q=c&%00d=", {"t\0ext": ["one\0", "two & ünï=3"], "x": "\0"}))
    assert dict(request.GET.lists()) == {"q": ["ab", "c"], "d": [""]}
    assert dict(request.POST.lists()) == {"text": ["one", "two & ünï=3"], "x": [""]}


def test_what_holds_no_null_is_not_touched():
    request = RequestFactory().post("/?q=a", {"text": "one"})
    before = (request.GET, request.POST)
    assert all(one is other for one, other in zip(before, (seen(request).GET, request.POST), strict=True))


@pytest.mark.django_db
def test_a_cookie_with_null_is_no_cookie(client):
    client.cookies["sessionid"] = "a\0b"
    assert client.get(reverse("site:home")).status_code == 302


@pytest.mark.django_db
def test_a_form_and_a_search_with_null_work(client):
    person = make_person(email="lena@example.org")
    make_community(lead=person)
    signed_in = client.post(reverse("accounts:sign-in"), {"email": "lena@\0example.org", "password": PASSWORD})
    assert signed_in.status_code == 302
    assert client.get(reverse("measures:places", args=["willow-creek"]) + "?q=%00&state=%00").status_code == 200


@pytest.mark.django_db
def test_an_address_with_null_leads_nowhere(client):
    client.force_login(person := make_person())
    make_community(lead=person)
    assert client.get("/c/willow-creek/measures/%00/").status_code == 404
