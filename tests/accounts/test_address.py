from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.accounts import address_services, services
from commonweal.accounts.errors import AddressNotUsable
from commonweal.accounts.models import AddressChange
from tests.accounts.people import let_confirmation_pass, signed_in
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

ASK = "/account/address/"
NEW = "ada.new@example.org"


@pytest.fixture
def person():
    return make_person("Ada Person", email="ada@example.org")


@pytest.fixture
def posted(mailoutbox, django_capture_on_commit_callbacks):
    """A function that posts, and returns the answer and the letters that left, by address."""

    def post(client, path, email=""):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(path, {"email": email})
        return response, {letter.to[0]: letter.body for letter in mailoutbox}

    return post


def path_in(body):
    line = next(line for line in body.splitlines() if ASK in line)
    return "/" + line.split("/", 3)[3]


def test_address_changes_once_the_new_one_is_confirmed(person, posted):
    client = signed_in(person)
    _response, letters = posted(client, ASK, NEW)
    assert "Another address was asked for." in letters["ada@example.org"]
    path = path_in(letters[NEW])
    assert NEW in client.get(path).text
    person.refresh_from_db()
    assert person.email == "ada@example.org"  # opening alone does nothing
    response, told = posted(client, path)
    person.refresh_from_db()
    assert (response.url, person.email) == ("/account/", NEW)
    assert "has another address from now on" in told["ada@example.org"]
    assert client.get("/account/").status_code == 200
    assert posted(client, path)[0].status_code == 410


def test_links_mailed_to_the_old_address_end(person, posted, client):
    old = services.make_link(person=person, now=timezone.now())
    browser = signed_in(person)
    posted(browser, path_in(posted(browser, ASK, NEW)[1][NEW]))
    assert client.post(old).status_code == 410


def test_address_of_somebody_else_reads_the_same_and_gets_no_letter(person, posted):
    make_person(email="ben@example.org")
    client = signed_in(person)
    response, letters = posted(client, ASK, "BEN@example.org")
    assert (response.url, list(letters)) == ("/account/", ["ada@example.org"])
    assert "A letter is on its way to BEN@example.org." in client.get("/account/").text


def test_address_that_somebody_took_meanwhile_is_refused(person, posted):
    client = signed_in(person)
    path = path_in(posted(client, ASK, NEW)[1][NEW])
    make_person(email=NEW.upper())
    response, letters = posted(client, path)
    person.refresh_from_db()
    assert (response.status_code, letters, person.email) == (410, {}, "ada@example.org")


def test_another_persons_link_changes_nothing(person, posted):
    path = path_in(posted(signed_in(person), ASK, NEW)[1][NEW])
    other = signed_in(make_person())
    assert [other.get(path).status_code, other.post(path).status_code] == [410, 410]


def test_link_is_good_for_a_day(person, posted):
    _response, letters = posted(signed_in(person), ASK, NEW)
    token = path_in(letters[NEW]).removeprefix(ASK).strip("/")
    late = AddressChange.objects.get().asked_at + timedelta(hours=24)
    with pytest.raises(AddressNotUsable):
        address_services.confirm(person=person, token=token, now=late)
    assert address_services.forget_stale(now=late) == 1


@pytest.mark.parametrize("typed", ["", "no address", "a@b", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_refused(person, posted, typed):
    response, letters = posted(signed_in(person), ASK, typed)
    assert (response.status_code, letters, AddressChange.objects.count()) == (422, {}, 0)


def test_fourth_wish_within_an_hour_is_refused(person, posted):
    client = signed_in(person)
    assert [posted(client, ASK, NEW)[0].status_code for _ in range(4)] == [302, 302, 302, 429]


def test_it_asks_who_it_is(person):
    client = signed_in(person)
    let_confirmation_pass(client)
    assert client.post(ASK, {"email": NEW}).url.startswith("/account/confirm/")
