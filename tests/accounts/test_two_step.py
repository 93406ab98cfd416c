import re
from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.accounts import services, two_step_selectors, two_step_services
from commonweal.accounts.errors import TwoStepStands, WrongCode
from commonweal.accounts.methods import totp
from commonweal.accounts.models import RecoveryCode, TwoStep
from tests.accounts.people import let_confirmation_pass, signed_in
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

PAGE, STEP, SIGN_IN = "/account/two-step/", "/sign-in/code/", "/sign-in/"
SECRET = totp.new_secret()


def code(at, secret=SECRET):
    return totp.code_of(secret, totp.step_at(at))


def turned_on(person, at):
    """Have the person's two-step sign-in on, since some minutes before; returns the recovery codes."""
    before = at - timedelta(minutes=5)
    return two_step_services.turn_on(person=person, secret=SECRET, code=code(before), now=before)


def with_password(client, person, next_path=""):
    return client.post(SIGN_IN, {"email": person.email, "password": PASSWORD, "next": next_path})


def test_turning_on_takes_a_code_of_the_phone_and_shows_ten_codes_once(mailoutbox, django_capture_on_commit_callbacks):
    client = signed_in(person := make_person())
    page = client.get(PAGE).text
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert 'src="data:image/svg+xml' in page
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(PAGE, {"code": code(timezone.now(), secret)})
    codes = re.findall(r"<li>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3})</li>", response.text)
    assert (len(codes), RecoveryCode.objects.count()) == (10, 10)
    assert "Two-step sign-in was turned on" in mailoutbox[0].body
    assert not any(one in str(RecoveryCode.objects.values_list()) for one in codes)
    assert two_step_selectors.standing_of(person).n_codes == 10
    assert not any(one in client.get(PAGE).text for one in codes)


def test_wrong_first_code_turns_nothing_on_and_keeps_the_picture():
    client = signed_in(make_person())
    before = client.get(PAGE).context["secret"]
    response = client.post(PAGE, {"code": "000000"})
    assert (response.status_code, response.context["secret"], TwoStep.objects.count()) == (422, before, 0)


def test_it_is_turned_on_once(now):
    turned_on(person := make_person(), now)
    with pytest.raises(TwoStepStands):
        two_step_services.turn_on(person=person, secret=SECRET, code=code(now), now=now)


def test_password_alone_does_not_sign_in(client):
    turned_on(person := make_person(), timezone.now())
    assert with_password(client, person).url == STEP
    assert "_auth_user_id" not in client.session
    assert client.get("/account/").status_code == 302


def test_code_after_the_password_signs_in_and_leads_on(client):
    turned_on(person := make_person(), timezone.now())
    with_password(client, person, "/help/")
    response = client.post(STEP, {"code": f" {code(timezone.now())[:3]} {code(timezone.now())[3:]}"})
    assert (response.url, client.session["_auth_user_id"]) == ("/help/", str(person.pk))


def test_mailed_link_asks_for_the_code_too(client):
    turned_on(person := make_person(), timezone.now())
    assert client.post(services.make_link(person=person, now=timezone.now())).url == STEP
    assert "_auth_user_id" not in client.session
    client.post(STEP, {"code": code(timezone.now())})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_code_works_once(client, now):
    turned_on(person := make_person(), now)
    two_step_services.take_code(person=person, code=code(now), now=now)
    with pytest.raises(WrongCode):
        two_step_services.take_code(person=person, code=code(now), now=now)


def test_code_of_another_person_does_not_fit(now):
    turned_on(make_person(), now)
    other = make_person()
    secret = totp.new_secret()
    earlier = now - timedelta(minutes=5)
    two_step_services.turn_on(person=other, secret=secret, code=code(earlier, secret), now=earlier)
    with pytest.raises(WrongCode):
        two_step_services.take_code(person=other, code=code(now), now=now)


def test_recovery_code_lets_in_once_and_a_letter_tells(client, mailoutbox, django_capture_on_commit_callbacks):
    first, *_rest = turned_on(person := make_person(), timezone.now())
    with_password(client, person)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(STEP, {"code": first.lower().replace("-", " ")}).url == "/"
    assert "A recovery code was used" in mailoutbox[-1].body
    client.post("/sign-out/")
    with_password(client, person)
    assert client.post(STEP, {"code": first}).status_code == 422


def test_another_persons_recovery_code_does_not_fit(now):
    codes = turned_on(make_person(), now)
    with pytest.raises(WrongCode):
        two_step_services.take_code(person=make_person(), code=codes[0], now=now)


def test_ninth_code_is_not_even_tried(client):
    turned_on(person := make_person(), timezone.now())
    with_password(client, person)
    assert [client.post(STEP, {"code": "000000"}).status_code for _ in range(9)] == [422] * 8 + [429]
    assert client.post(STEP, {"code": code(timezone.now())}).status_code == 429


def test_waiting_ends_after_ten_minutes_and_with_a_new_password(client):
    turned_on(person := make_person(), timezone.now())
    with_password(client, person)
    session = client.session
    session["half_way"] = session["half_way"] | {"at": timezone.now().timestamp() - 601}
    session.save()
    assert client.post(STEP, {"code": code(timezone.now())}).url == SIGN_IN
    with_password(client, person)
    person.set_password("another one entirely")
    person.save()
    assert client.post(STEP, {"code": code(timezone.now())}).url == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_nobody_comes_to_the_second_step_without_the_first(client):
    turned_on(make_person(), timezone.now())
    assert client.post(STEP, {"code": code(timezone.now())}).url == SIGN_IN


@pytest.mark.parametrize("path", [PAGE, "/account/two-step/off/", "/account/two-step/codes/"])
def test_changes_ask_who_it_is(path):
    client = signed_in(person := make_person())
    turned_on(person, timezone.now())
    let_confirmation_pass(client)
    assert client.post(path).url.startswith("/account/confirm/")
    assert two_step_selectors.standing_of(person).n_codes == 10


def test_new_codes_end_the_old_ones(now):
    client = signed_in(person := make_person())
    old = turned_on(person, now)
    assert client.post("/account/two-step/codes/").context["codes"] != old
    with pytest.raises(WrongCode):
        two_step_services.take_code(person=person, code=old[0], now=now)


def test_turned_off_nothing_of_it_is_left(client, mailoutbox, django_capture_on_commit_callbacks):
    browser = signed_in(person := make_person())
    turned_on(person, timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/account/two-step/off/").url == "/account/"
    assert (TwoStep.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert "was turned off" in mailoutbox[-1].body
    assert with_password(client, person).url == "/"


def test_codes_without_two_step_are_not_made():
    client = signed_in(make_person())
    assert client.post("/account/two-step/codes/").url == PAGE
    assert not RecoveryCode.objects.exists()
