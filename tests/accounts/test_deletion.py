import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError
from django.utils import timezone

from commonweal.accounts import deletion_services, tasks
from commonweal.accounts.errors import AccountStillNeeded, DeletionNotUsable
from commonweal.accounts.models import Deletion, Device, User
from commonweal.communities.enums import Role
from commonweal.kernel.models import Event
from tests.accounts.people import let_confirmation_pass, signed_in
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db

DELETE, UNDO, ACCOUNT, DATA = "/account/delete/", "/account/delete/undo/", "/account/", "/account/data/"
SITE = "https://bend.example"


@pytest.fixture
def person():
    return make_person("Ada Quetzal", email="ada.quetzal@example.org")


@pytest.fixture
def posted(mailoutbox, django_capture_on_commit_callbacks):
    """A function that posts, and returns the answer and the letters that left."""

    def post(client, path):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(path)
        return response, list(mailoutbox)

    return post


def path_in(letter):
    line = next(line for line in letter.body.splitlines() if "/account/delete/" in line)
    return "/" + line.split("/", 3)[3]


def due(person, now):
    """A confirmed wish whose wait ends now."""
    return Deletion.objects.create(user=person, token_hash=str(person.pk), asked_at=now, confirmed_at=now, due_at=now)


def test_asking_confirming_and_waiting_leads_to_an_account_that_is_gone(person, posted, now):
    client = signed_in(person)
    _response, (letter,) = posted(client, DELETE)
    path = path_in(letter)
    assert "Delete it in 14 days" in client.get(path).text
    assert not Deletion.objects.get().confirmed_at  # opening alone does nothing
    response, (told,) = posted(client, path)
    assert (response.url, "your account is deleted on" in told.body) == (ACCOUNT, True)
    assert "Keep my account" in client.get(ACCOUNT).text
    wait = Deletion.objects.get().due_at - timezone.now()
    assert timedelta(days=13, hours=23) < wait <= timedelta(days=14)
    Deletion.objects.update(due_at=timezone.now())
    assert tasks.delete_due(None) == {"deleted": 1, "put_off": 0}
    assert not User.objects.filter(pk=person.pk).exists()
    assert client.get(ACCOUNT).url.startswith("/sign-in/")
    assert (Session.objects.count(), Device.objects.count()) == (0, 0)


def test_account_is_kept_with_one_press(person, now):
    due(person, now)
    client = signed_in(person)
    client.post(UNDO)
    assert tasks.delete_due(None) == {"deleted": 0, "put_off": 0}
    assert User.objects.filter(pk=person.pk).exists()


def test_what_is_taken_back_while_the_night_comes_is_not_deleted(person, now):
    wish = due(person, now)
    deletion_services.take_back(person=person)
    assert not deletion_services.carry_out(deletion=wish, site_url=SITE, now=now)
    assert User.objects.filter(pk=person.pk).exists()


def test_nothing_is_deleted_before_its_time(person, now):
    wish = due(person, now + timedelta(seconds=1))
    assert not deletion_services.carry_out(deletion=wish, site_url=SITE, now=now)


def test_link_is_good_for_a_day(person, posted):
    _response, (letter,) = posted(signed_in(person), DELETE)
    given = {"person": person, "token": path_in(letter).removeprefix(DELETE).strip("/"), "site_url": SITE}
    asked_at = Deletion.objects.get().asked_at
    with pytest.raises(DeletionNotUsable):
        deletion_services.confirm(**given, now=asked_at + timedelta(hours=24))
    assert deletion_services.confirm(**given, now=asked_at + timedelta(hours=23))


def test_wish_that_nobody_confirmed_is_forgotten(person, now):
    deletion_services.ask(person=person, site_url=SITE, now=now)
    due(make_person(), now)
    assert deletion_services.forget_stale(now=now + timedelta(hours=24)) == 1
    assert Deletion.objects.get().confirmed_at


def test_another_persons_link_deletes_nobody(person, posted):
    _response, (letter,) = posted(signed_in(person), DELETE)
    other = signed_in(make_person())
    assert [other.get(path_in(letter)).status_code, other.post(path_in(letter)).status_code] == [410, 410]
    assert not Deletion.objects.get().confirmed_at


def test_link_works_once(person, posted):
    client = signed_in(person)
    _response, (letter,) = posted(client, DELETE)
    assert [client.post(path_in(letter)).status_code for _ in range(2)] == [302, 410]


def test_only_lead_is_told_what_to_do_first(person, posted):
    make_community("bend", "Bend", lead=person)
    archived = make_community("gone", "Gone", lead=person)
    archived.node.archived_at = timezone.now()
    archived.node.save()
    client = signed_in(person)
    text = client.get(DELETE).text
    assert "You are the only lead of Bend." in text
    assert 'href="/c/bend/people/"' in text
    assert "Gone" not in text
    response, letters = posted(client, DELETE)
    assert (response.status_code, letters, Deletion.objects.count()) == (422, [], 0)


def test_lead_beside_another_may_go(person, now):
    community = make_community("bend", "Bend", lead=person)
    with pytest.raises(AccountStillNeeded):
        deletion_services.ask(person=person, site_url=SITE, now=now)
    join(community, make_person(), Role.LEAD)
    deletion_services.ask(person=person, site_url=SITE, now=now)


def test_who_became_the_only_lead_stays_and_is_told(person, now, mailoutbox, django_capture_on_commit_callbacks):
    due(person, now)
    make_community("bend", "Bend", lead=person)
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.delete_due(None) == {"deleted": 0, "put_off": 1}
    assert "You are the only lead of Bend." in mailoutbox[0].body
    assert Deletion.objects.get().due_at > timezone.now() + timedelta(days=6)


def test_history_of_the_community_stays_without_the_person(person, now):
    community = make_community("bend", "Bend", lead=person)
    join(community, make_person(), Role.LEAD)
    deletion_services.carry_out(deletion=due(person, now), site_url=SITE, now=now)
    assert Event.objects.get(verb="community.founded").by is None


@pytest.mark.parametrize("path", [DELETE, DATA])
def test_both_ask_who_it_is(person, path):
    client = signed_in(person)
    let_confirmation_pass(client)
    assert client.post(path).url.startswith("/account/confirm/")


def test_fourth_wish_within_an_hour_is_refused(person):
    client = signed_in(person)
    assert [client.post(DELETE).status_code for _ in range(4)] == [302, 302, 302, 429]


def test_confirmed_wish_has_a_due_time(person, now):
    with pytest.raises(IntegrityError):
        Deletion.objects.create(user=person, token_hash="a", asked_at=now, confirmed_at=now)


def files_of(response):
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_own_data_comes_as_files(person):
    make_community("bend", "Bend", lead=person)
    response = signed_in(person).post(DATA)
    files = files_of(response)
    assert sorted(files) == [
        "account.json",
        "communities.json",
        "history.json",
        "jobs.json",
        "profile.json",
        "values.json",
    ]
    assert (files["account.json"]["name"], files["account.json"]["email"]) == ("Ada Quetzal", "ada.quetzal@example.org")
    assert files["communities.json"]["roles"][0] | {"since": ""} == {"community": "Bend", "role": "lead", "since": ""}
    assert files["history.json"][0]["what"] == "community.founded"
    assert response.headers["Content-Disposition"] == 'attachment; filename="commonweal-my-data.zip"'


def test_own_data_names_nothing_that_was_left(person):
    community = make_community("bend", "Bend", lead=person)
    (before,) = files_of(signed_in(person).post(DATA))["history.json"]
    community.memberships.all().delete()
    (after,) = files_of(signed_in(person).post(DATA))["history.json"]
    assert (before["on"]["en"], after) == ("Bend", before | {"on": {}})


def test_own_data_holds_no_secret_and_nobody_else(person):
    community = make_community("bend", "Bend", lead=person)
    join(community, make_person("Zinnia Other", email="zinnia@example.org"), Role.READER)
    text = json.dumps(files_of(signed_in(person).post(DATA)))
    assert [word for word in ("Zinnia", "zinnia", person.password, "secret", "session_key") if word in text] == []
