import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from commonweal.accounts import device_services, notices, services
from commonweal.accounts.models import Device, User
from tests.accounts.people import PHONE, let_confirmation_pass, signed_in
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

ACCOUNT = "/account/"
ABOUT_ADA = {"full_name": "Ada Lovelace", "language": "es", "time_zone": "America/Puerto_Rico"}


def test_name_language_and_clock_are_kept(client):
    client.force_login(person := make_person())
    response = client.post(ACCOUNT, ABOUT_ADA)
    person.refresh_from_db()
    assert (response.status_code, response.url, response.cookies["language"].value) == (302, ACCOUNT, "es")
    assert {name: getattr(person, name) for name in ABOUT_ADA} == ABOUT_ADA


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("full_name", "   ", "Type the name by which the others know you."),
        ("full_name", "x" * 121, "A name has at most 120 characters here."),
        ("time_zone", "Mars/Olympus", "Choose a time zone from the list."),
        ("time_zone", "", "Choose a time zone from the list."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(client, field, value, sentence):
    client.force_login(person := make_person())
    response = client.post(ACCOUNT, ABOUT_ADA | {field: value})
    assert (response.status_code, response.context["form"].errors[field]) == (422, [sentence])
    assert User.objects.get().full_name == person.full_name


@pytest.mark.parametrize("zone", ["Mars/Olympus", "America", "../etc/passwd"])
def test_a_clock_that_nobody_knows_breaks_no_page_and_is_not_exchanged_unseen(client, zone):
    client.force_login(person := make_person(time_zone=zone))
    page = client.get(ACCOUNT).text
    assert '<option value="" selected>Choose a time zone</option>' in page
    assert page.count(" selected>") == 2  # of the language and of the zone
    notices.tell(person, "Something was done.", at=timezone.now())


def test_the_chosen_clock_is_marked_once(client):
    client.force_login(make_person(time_zone="America/Denver"))
    page = client.get(ACCOUNT).text
    assert page.count('<option value="America/Denver" selected>') == 1
    assert "Choose a time zone" not in page
    assert re.search(r'<select name="time_zone"[^>]* id="id_time_zone"', page)


def test_a_name_is_text_wherever_it_is_shown(client):
    client.force_login(make_person('<img src=x onerror="alert(1)">'))
    assert "<img src=x" not in client.get(ACCOUNT).text


def test_times_are_shown_by_the_persons_clock(client):
    person = make_person(time_zone="Pacific/Honolulu")
    client = signed_in(person)
    Device.objects.update(signed_in_at="2026-11-24T05:00:00Z")
    assert "signed in November 23, 2026" in client.get(ACCOUNT).text


def test_every_choice_of_a_clock_is_one_that_can_be_shown(client):
    client.force_login(make_person())
    groups = client.get(ACCOUNT).context["form"].fields["time_zone"].choices
    names = [name for _group, zones in groups for name, _label in zones]
    assert (names[0], len(names) == len(set(names)), len(names) > 300) == ("America/New_York", True, True)
    for name in names:
        User(time_zone=name).clean_fields(exclude=["full_name", "email", "password"])


def test_devices_are_listed_by_browser_and_system_the_present_one_marked():
    person = make_person()
    signed_in(person, agent=PHONE)
    text = signed_in(person).get(ACCOUNT).text
    assert "Safari on iPhone" in text
    assert "Firefox on Linux" in text
    assert text.count("This device, in use now") == 1


@pytest.mark.parametrize("n_others", [0, 2])
def test_page_has_constant_query_count(n_others, django_assert_num_queries):
    client = signed_in(person := make_person())
    for _ in range(n_others):
        signed_in(person, agent=PHONE)
    with django_assert_num_queries(6):  # session, person, deletion, two-step sign-in, passkeys, devices
        response = client.get(ACCOUNT)
    assert len(response.context["devices"]) == 1 + n_others


def test_ended_device_is_signed_out_and_the_others_stay():
    person = make_person()
    phone, here = signed_in(person, agent=PHONE), signed_in(person)
    device = Device.objects.get(system="iPhone")
    assert here.post(reverse("accounts:device-end", args=[device.uid])).status_code == 302
    assert (phone.get(ACCOUNT).status_code, here.get(ACCOUNT).status_code) == (302, 200)
    assert not Session.objects.filter(session_key=device.session_key).exists()


def test_ending_this_device_signs_out_here():
    here = signed_in(make_person())
    assert here.post(reverse("accounts:device-end", args=[Device.objects.get().uid])).url == "/sign-in/"
    assert here.get(ACCOUNT).status_code == 302


def test_everything_else_ends_at_once():
    person = make_person()
    phones, here = [signed_in(person, agent=PHONE) for _ in range(2)], signed_in(person)
    stranger = signed_in(make_person())
    here.post(reverse("accounts:devices-end"))
    assert [phone.get(ACCOUNT).status_code for phone in phones] == [302, 302]
    assert [here.get(ACCOUNT).status_code, stranger.get(ACCOUNT).status_code] == [200, 200]


def test_another_persons_device_does_not_exist():
    signed_in(make_person())
    response = signed_in(make_person()).post(reverse("accounts:device-end", args=[Device.objects.earliest("pk").uid]))
    assert (response.status_code, Device.objects.count()) == (404, 2)


def test_signing_out_elsewhere_asks_who_it_is():
    here = signed_in(person := make_person())
    signed_in(person, agent=PHONE)
    let_confirmation_pass(here)
    response = here.post(reverse("accounts:devices-end"))
    assert (response.url, Device.objects.count()) == ("/account/confirm/?next=%2Faccount%2F", 2)


def test_last_use_is_noted_every_ten_minutes_and_no_more(django_assert_num_queries):
    client = signed_in(make_person())
    with django_assert_num_queries(2):  # session, person
        client.get("/help/")
    session = client.session
    session["seen_at"] -= 601
    session.save()
    Device.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    client.get("/help/")
    assert timezone.now() - Device.objects.get().seen_at < timedelta(minutes=1)


def test_signing_out_forgets_the_device():
    client = signed_in(make_person())
    client.post("/sign-out/")
    assert not Device.objects.exists()


def test_sessions_that_ran_out_are_removed_with_their_devices(now):
    signed_in(make_person())
    signed_in(make_person())
    Session.objects.filter(session_key=Device.objects.earliest("pk").session_key).update(expire_date=now)
    assert device_services.tidy_sessions(now=now) == 1
    assert (Session.objects.count(), Device.objects.count()) == (1, 1)


def test_signing_in_again_in_the_same_session_is_one_device():
    client = signed_in(person := make_person())

    client.post(services.make_link(person=person, now=timezone.now()))
    assert Device.objects.count() == 1


def test_own_clock_is_the_chosen_one_among_groups(client):
    client.force_login(make_person(time_zone="Europe/Madrid"))
    text = client.get(ACCOUNT).text
    assert '<option value="Europe/Madrid" selected>Madrid</option>' in text
    assert text.count(" selected>") == 2  # the language, the clock
    assert text.index('<optgroup label="United States">') < text.index('<optgroup label="Africa">')
