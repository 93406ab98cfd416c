import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.accounts import webauthn
from commonweal.accounts.methods import totp
from commonweal.accounts.models import Passkey, TwoStep
from tests.accounts.authenticator import PRESENT, Authenticator
from tests.accounts.people import let_confirmation_pass, signed_in
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

SITE = "https://bend.example"
ASK_NEW, ADD = "/account/passkeys/question/", "/account/passkeys/add/"
ASK, SIGN_IN = "/sign-in/passkey/question/", "/sign-in/passkey/"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def key(**claims):
    return Authenticator(**{"origin": SITE, "host": "bend.example"} | claims)


def post(client, path, **said):
    return client.post(path, json.dumps(said), content_type="application/json")


def add(client, device, name="My phone"):
    return post(client, ADD, name=name, answer=device.make(post(client, ASK_NEW).json()))


def sign_in(client, device, **said):
    return post(client, SIGN_IN, answer=device.sign(post(client, ASK).json()), **said)


@pytest.fixture
def person():
    return make_person(email="ada@example.org")


@pytest.fixture
def device(person):
    """A device whose passkey the person added, and which has signed more often since."""
    device = key()
    assert add(signed_in(person), device).status_code == 200
    device.count += 1
    return device


def test_added_passkey_is_listed_and_a_letter_tells(person, mailoutbox, django_capture_on_commit_callbacks):
    client = signed_in(person)
    with django_capture_on_commit_callbacks(execute=True):
        assert add(client, key()).json() == {"next": "/account/"}
    text = client.get("/account/").text
    assert "My phone" in text
    assert "not used yet" in text
    assert "A passkey was added to your account." in mailoutbox[0].body


def test_passkey_signs_in_and_leads_on(client, person, device):
    assert sign_in(client, device, next="/help/").json() == {"next": "/help/"}
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Passkey.objects.get().last_used_at


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", 7, None])
def test_passkey_leads_nowhere_else(client, device, wanted):
    assert sign_in(client, device, next=wanted).json() == {"next": "/"}


def test_passkey_counts_as_both_steps(client, person, device, now):
    TwoStep.objects.create(user=person, secret=totp.new_secret(), turned_on_at=now, last_step=0)
    assert sign_in(client, device).status_code == 200
    assert client.session["_auth_user_id"] == str(person.pk)


def test_passkey_confirms_who_it_is(person, device):
    client = signed_in(person)
    let_confirmation_pass(client)
    assert client.get("/account/two-step/").status_code == 302
    sign_in(client, device, next="/account/two-step/")
    assert client.get("/account/two-step/").status_code == 200


def test_question_is_answered_once(client, device):
    question = post(client, ASK).json()
    first = post(client, SIGN_IN, answer=device.sign(question))
    client.post("/sign-out/")
    device.count += 1
    again = post(client, SIGN_IN, answer=device.sign(question))
    assert (first.status_code, again.status_code) == (200, 422)


def test_question_of_another_session_is_refused(client, device):
    question = post(client, ASK).json()
    other = type(client)()
    post(other, ASK)
    assert post(other, SIGN_IN, answer=device.sign(question)).status_code == 422


@pytest.mark.parametrize(
    "claims",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://bend.example"},
        {"host": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"count": 1},
        {"handle": "c29tZWJvZHkgZWxzZQ"},
        {"key": key().key},
        {"credential_id": b"unknown key here"},
    ],
    ids=["origin", "scheme", "site", "unverified", "absent", "copied", "handle", "signature", "unknown"],
)
def test_answer_that_does_not_fit_signs_nobody_in(client, device, claims):
    for name, value in claims.items():
        setattr(device, name, value)
    assert sign_in(client, device).status_code == 422
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("claims", [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}])
def test_passkey_that_does_not_fit_is_not_added(person, claims):
    assert add(signed_in(person), key(**claims)).status_code == 422
    assert not Passkey.objects.exists()


def test_key_that_does_not_count_signs_in_again_and_again(client, person):
    device = key(count=0)
    add(signed_in(person), device)
    assert [sign_in(client, device).status_code for _ in range(2)] == [200, 200]


def test_person_who_may_not_sign_in_is_kept_out(client, person, device):
    person.is_active = False
    person.save()
    assert sign_in(client, device).status_code == 422


def test_one_key_is_added_once(person, device):
    client = signed_in(person)
    question = post(client, ASK_NEW).json()
    assert [one["id"] for one in question["publicKey"]["excludeCredentials"]] == ["YSBrZXkgb2Ygc2l4dGVlbg"]
    assert post(client, ADD, name="Again", answer=device.make(question)).status_code == 422


@pytest.mark.parametrize("name", ["", "x" * 81, None])
def test_passkey_needs_a_name(person, name):
    client = signed_in(person)
    assert post(client, ADD, name=name or "", answer=key().make(post(client, ASK_NEW).json())).status_code == 422


def test_passkey_is_renamed_and_removed(person, device, client):
    browser, uid = signed_in(person), Passkey.objects.get().uid
    browser.post(f"/account/passkeys/{uid}/rename/", {"name": "<b>Work</b>"})
    assert "&lt;b&gt;Work&lt;/b&gt;" in browser.get("/account/").text
    assert browser.post(f"/account/passkeys/{uid}/rename/", {"name": ""}).status_code == 302
    assert Passkey.objects.get().name == "<b>Work</b>"
    browser.post(f"/account/passkeys/{uid}/remove/")
    assert sign_in(client, device).status_code == 422


def test_another_persons_passkey_does_not_exist(device):
    browser, uid = signed_in(make_person()), Passkey.objects.get().uid
    for act in ("rename", "remove"):
        assert browser.post(f"/account/passkeys/{uid}/{act}/", {"name": "Mine"}).status_code == 404
    assert Passkey.objects.get().name == "My phone"


@pytest.mark.parametrize("path", [ASK_NEW, ADD])
def test_adding_asks_who_it_is(person, path):
    client = signed_in(person)
    let_confirmation_pass(client)
    assert post(client, path).url.startswith("/account/confirm/")


def test_site_without_a_name_offers_none(client, settings, person):
    settings.SITE_URL = "http://127.0.0.1:8000"
    browser = signed_in(person)
    assert (post(browser, ASK_NEW).status_code, post(client, ASK).status_code) == (404, 404)
    assert "This site is reached by a number for now." in browser.get("/account/").text


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b'{"answer": {}}', b'{"answer": 1}', b"0" * 70_000, b"[" * 60_000]
)
@pytest.mark.parametrize("path", [SIGN_IN, ADD])
def test_nonsense_is_refused_in_words(person, path, body):
    client = signed_in(person)
    post(client, ASK if path == SIGN_IN else ASK_NEW)
    response = client.post(path, body, content_type="application/json")
    assert (response.status_code, "could not be used" in response.json()["fault"]) == (422, True)


PLAIN = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
TEXTS = st.binary(max_size=80).map(webauthn.websafe_encode) | JSON
NAMES = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")
PARTS = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, TEXTS))
ANSWER = {"id": TEXTS, "rawId": TEXTS, "type": TEXTS, "response": PARTS | JSON}


def is_refused(check, *arguments, **more):
    """Whether a check ends in the one error that callers expect; any other one comes through."""
    try:
        check(*arguments, **more)
    except ValueError:
        return True
    return False


@pytest.mark.any_database
@given(st.fixed_dictionaries({}, optional=ANSWER))
def test_whatever_comes_is_refused_in_one_way(answer):
    _question, state = webauthn.ask_for_known(SITE)
    assert is_refused(webauthn.check_new, SITE, state=state, answer=answer)
    if not is_refused(webauthn.named_in, answer):
        assert is_refused(webauthn.check_known, SITE, state=state, public_data=b"", answer=answer)
