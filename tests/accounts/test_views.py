from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonweal.accounts import services
from commonweal.kernel.models import Job
from tests.factories.people import PASSWORD, make_community, make_person

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
ASK = "/sign-in/link/"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"email": email, "password": password, **more})


def test_password_signs_in_in_any_case_of_the_address(client):
    make_person(email="ada@example.org")
    response = sign_in(client, "Ada@Example.org")
    assert (response.status_code, response.url) == (302, "/")


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org", "gone@example.org"])
def test_refusal_reads_the_same_whether_or_not_the_address_exists(client, email):
    make_person(email="ada@example.org")
    make_person(email="gone@example.org", is_active=False)
    password = PASSWORD if email == "gone@example.org" else "wrong"
    response = sign_in(client, email, password)
    assert response.status_code == 422
    sentence = "Address and password do not fit together. Try again, or let us send you a link."
    assert response.context["form"].non_field_errors() == [sentence]


def test_sixth_wrong_password_for_an_address_is_not_even_tried(client):
    make_person(email="ada@example.org")
    statuses = [sign_in(client, "ada@example.org", "wrong").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert sign_in(client, "ada@example.org").status_code == 429


def test_visitor_behind_a_trusted_proxy_is_throttled_by_their_own_address(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(11):
        client.post(
            SIGN_IN,
            {"email": f"{n}@example.org", "password": "wrong"},
            headers={"x-forwarded-for": "6.6.6.6, 203.0.113.9"},
        )
    blocked = client.post(
        SIGN_IN, {"email": "x@example.org", "password": "wrong"}, headers={"x-forwarded-for": "203.0.113.9"}
    )
    other = client.post(
        SIGN_IN, {"email": "y@example.org", "password": "wrong"}, headers={"x-forwarded-for": "203.0.113.10"}
    )
    assert (blocked.status_code, other.status_code) == (429, 422)


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/c/willow-creek/people/", "/c/willow-creek/people/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/" + "x" * 600, "/"),
    ],
)
def test_next_leads_nowhere_else(client, wanted, led_to):
    make_person(email="ada@example.org")
    assert sign_in(client, "ada@example.org", next=wanted).url == led_to


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_asking_for_a_link_does_the_same_for_every_address(client, email, django_assert_num_queries):
    make_person(email="ada@example.org")
    with django_assert_num_queries(1):  # the job; who has the address is looked up there
        response = client.post(ASK, {"email": email})
    assert (response.status_code, response.url) == (302, "/sign-in/link/sent/")


def test_asking_leads_to_a_mail_whose_link_signs_in(client, mailoutbox, django_capture_on_commit_callbacks):
    person = make_person(email="ada@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ASK, {"email": "ada@example.org", "next": "/help/"})
    link = next(line for line in mailoutbox[0].body.splitlines() if "/sign-in/link/" in line)
    path = "/" + link.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(path).url == "/help/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_address_and_link_are_wiped_from_the_jobs(client, django_capture_on_commit_callbacks):
    make_person(email="ada@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ASK, {"email": "ada@example.org"})
    kept = str(list(Job.objects.values_list("arguments", flat=True)))
    assert "ada@example.org" not in kept
    assert "/sign-in/link/" not in kept


def test_fourth_wish_for_a_link_to_one_address_is_refused(client):
    statuses = [client.post(ASK, {"email": "ada@example.org"}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]


@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_used_and_old_links_read_the_same(client, method):
    person, now = make_person(), timezone.now()
    used = services.make_link(person=person, now=now)
    client.post(used)
    client.logout()
    old = services.make_link(person=person, now=now - timedelta(hours=1))
    unknown = reverse("accounts:link-confirm", args=["x" * 43])
    for path in (used, old, unknown):
        response = getattr(client, method)(path)
        assert response.status_code == 410
        assert response.context["link"] is None
        assert 'href="/sign-in/link/"' in response.text


def test_signing_out_clears_the_device(client):
    client.force_login(make_person())
    response = client.post("/sign-out/")
    assert (response.url, response.headers["Clear-Site-Data"]) == (SIGN_IN, '"storage"')
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_press(client):
    client.force_login(make_person())
    assert client.get("/sign-out/").status_code == 405


def test_signed_in_person_is_led_on(client):
    client.force_login(make_person())
    assert client.get(f"{SIGN_IN}?next=/help/").url == "/help/"


def test_language_is_kept_for_the_person_and_the_device(client):
    client.force_login(person := make_person())
    response = client.post("/language/", {"language": "es", "next": "/help/"})
    person.refresh_from_db()
    assert (response.url, person.language, response.cookies["language"].value) == ("/help/", "es", "es")
    assert '<html lang="es"' in client.get("/help/").text


def test_unknown_language_changes_nothing(client):
    client.force_login(person := make_person())
    client.post("/language/", {"language": "xx", "next": "/help/"})
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize(
    ("chosen", "shown"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("system", "")]
)
def test_theme_shows_from_the_first_paint(client, chosen, shown):
    client.post("/theme/", {"theme": chosen, "next": "/help/"})
    assert f'<html lang="en" dir="ltr"{shown}>' in client.get("/help/").text


def test_theme_cookie_cannot_carry_anything_else(client):
    client.cookies["theme"] = 'x" onload="alert(1)'
    assert '<html lang="en" dir="ltr">' in client.get("/help/").text


def test_anonymous_is_sent_to_sign_in_and_back(client):
    make_community()
    assert client.get("/c/willow-creek/people/").url == "/sign-in/?next=/c/willow-creek/people/"
