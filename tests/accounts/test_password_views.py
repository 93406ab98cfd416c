import pytest
from django.utils import timezone

from commonweal.accounts import services
from tests.accounts.people import PHONE, let_confirmation_pass, signed_in
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

CHANGE, SET, CONFIRM = "/account/password/", "/account/password/set/", "/account/confirm/"
NEW = "seven copper kettles sing"


def change(client, old=PASSWORD, new=NEW):
    return client.post(CHANGE, {"old_password": old, "new_password": new})


def by_link(client, person):
    """Come in by a mailed link."""
    client.post(services.make_link(person=person, now=timezone.now()))
    return client


def test_changed_password_counts_here_and_signs_out_elsewhere(mailoutbox, django_capture_on_commit_callbacks):
    person = make_person(email="ada@example.org")
    phone, here = signed_in(person, agent=PHONE), signed_in(person)
    with django_capture_on_commit_callbacks(execute=True):
        assert change(here).url == "/account/"
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert (phone.get("/account/").status_code, here.get("/account/").status_code) == (302, 200)
    (letter,) = mailoutbox
    assert letter.to == ["ada@example.org"]
    assert "The password of your account was changed. Other devices were signed out." in letter.body
    assert NEW not in letter.body


def test_letter_speaks_the_persons_language_and_clock(mailoutbox, django_capture_on_commit_callbacks):
    person = make_person(language="es", time_zone="Pacific/Honolulu")
    client = signed_in(person)
    with django_capture_on_commit_callbacks(execute=True):
        change(client)
    assert mailoutbox[0].subject == "Su cuenta de Commonweal: algo cambió"
    assert "(HST)" in mailoutbox[0].body


def test_links_mailed_before_a_change_do_not_work_after_it(client):
    person = make_person()
    link = services.make_link(person=person, now=timezone.now())
    change(signed_in(person))
    assert client.post(link).status_code == 410


def test_wrong_old_password_changes_nothing():
    client = signed_in(person := make_person())
    response = change(client, old="wrong")
    person.refresh_from_db()
    assert (response.status_code, person.check_password(PASSWORD)) == (422, True)
    assert response.context["form"].errors["old_password"] == [
        "That is not the password you have now. Nothing was changed."
    ]


@pytest.mark.parametrize(
    "new", ["short", "1234567890", "password1234", "ada.person@example.org", "qwertyuiop", PASSWORD, "x" * 257]
)
def test_password_that_protects_nothing_is_refused(new):
    client = signed_in(person := make_person(email="ada.person@example.org"))
    response = change(client, new=new)
    person.refresh_from_db()
    assert (response.status_code, person.check_password(PASSWORD)) == (422, True)
    assert len(response.context["form"].errors["new_password"]) >= 1


def test_sixth_guess_of_the_old_password_is_not_even_tried():
    client = signed_in(make_person())
    assert [change(client, old="wrong").status_code for _ in range(6)] == [422] * 5 + [429]
    assert change(client).status_code == 429


def test_person_without_a_password_sets_one(client, mailoutbox, django_capture_on_commit_callbacks):
    person = make_person()
    person.set_unusable_password()
    person.save()
    by_link(client, person)
    assert client.get(CHANGE).url == SET
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(SET, {"new_password": NEW}).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "A password was set for your account." in mailoutbox[0].body


def test_forgotten_password_is_replaced_by_who_came_in_by_a_link(client):
    by_link(client, person := make_person())
    client.post(SET, {"new_password": NEW})
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_who_came_in_by_password_cannot_set_one_without_typing_it():
    client = signed_in(person := make_person())
    response = client.post(SET, {"new_password": NEW})
    person.refresh_from_db()
    assert response.url == "/sign-in/link/?next=%2Faccount%2Fpassword%2Fset%2F"
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("typed", "said"), [("password", "Very easy to guess."), ("ada", "Very easy"), (NEW, "Very good."), ("", "")]
)
def test_strength_is_said_in_words_as_one_types(typed, said):
    client = signed_in(make_person())
    text = client.post("/account/password/strength/", {"new_password": typed}).text
    assert said in text
    assert ("<meter" in text) == bool(said)
    assert typed not in text or not typed or typed == "password"


def test_ones_own_name_makes_no_good_password():
    client = signed_in(make_person("Wilhelmina Featherstonehaugh"))
    text = client.post("/account/password/strength/", {"new_password": "Wilhelmina Featherstonehaugh"}).text
    assert "asy to guess" in text


def test_sensitive_page_asks_who_it_is_and_leads_on():
    client = signed_in(make_person())
    let_confirmation_pass(client)
    assert client.get(SET).url == f"{CONFIRM}?next=%2Faccount%2Fpassword%2Fset%2F"
    response = client.post(CONFIRM, {"password": PASSWORD, "next": "/account/"})
    assert response.url == "/account/"
    assert client.get(SET).url.startswith("/sign-in/link/")  # confirmed, and not without the password


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", ""])
def test_confirmation_leads_nowhere_else(wanted):
    client = signed_in(make_person())
    assert client.post(CONFIRM, {"password": PASSWORD, "next": wanted}).url == "/account/"


def test_wrong_password_confirms_nothing():
    client = signed_in(make_person())
    let_confirmation_pass(client)
    assert [client.post(CONFIRM, {"password": "wrong"}).status_code for _ in range(6)] == [422] * 5 + [429]
    assert client.get(SET).url.startswith(CONFIRM)
