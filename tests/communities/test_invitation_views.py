import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.utils import timezone

from commonweal.accounts.models import User
from commonweal.communities import invitation_services
from commonweal.communities.enums import Role
from commonweal.communities.invitation_services import Offer
from commonweal.communities.methods.addresses import Addressee
from commonweal.communities.models import Invitation
from commonweal.kernel.models import Event
from tests.factories.people import PASSWORD, make_community, make_person

pytestmark = pytest.mark.django_db

PAGE = "/c/willow-creek/people/invitations/"
ACCOUNT = {"full_name": "Nina New", "language": "es", "password": ""}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def invite(community, member, mailoutbox, django_capture_on_commit_callbacks):
    """A function that invites an address now, and returns the path of its letter."""

    def send(email: str = "nina@example.org", role: Role = Role.WRITER) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invitation_services.invite_people(
                community=community,
                people=[Addressee(email)],
                offer=Offer(role, "en", "We <b>need</b> you."),
                by=member(Role.LEAD).user,
                site_url="https://b.example",
                now=timezone.now(),
            )
        return re.search(r"https://b.example(/invitation/[\w-]+/)", mailoutbox[-1].body)[1]

    return send


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("n", [1, 3])
def test_list_has_constant_query_count(client, member, invite, django_assert_num_queries, n):
    for number in range(n):
        invite(f"p{number}@example.org")
    client.force_login(member(Role.LEAD).user)
    with django_assert_num_queries(4):  # session, person, membership with community, invitations
        response = client.get(PAGE)
    assert len(response.context["invitations"]) == n


def test_lead_pastes_several_and_hears_what_came_of_it(client, community, member, invite):
    invite("bo@example.org")
    client.force_login(member(Role.LEAD).user)
    fields = {"emails": "Nina <nina@example.org>, ray@example.org\nbo@example.org", "role": "reader", "language": "es"}
    response = client.post(PAGE, fields)
    assert (response.status_code, response.url) == (302, PAGE)
    assert said(response) == [
        "1 letter is on its way.",
        "Already members, so not written to: ray@example.org.",
        "Already invited, so not written to: bo@example.org. “Send again” below writes anew.",
    ]
    assert Invitation.objects.get(email="nina@example.org").full_name == "Nina"


@pytest.mark.parametrize(
    ("emails", "fault"),
    [
        ("", "Type at least one e-mail address, for example name@example.org."),
        (" ;, ", "Type at least one e-mail address, for example name@example.org."),
        ("ok@example.org, not one", "Not an e-mail address: not, one. Nothing was sent yet."),
        ("\n".join(f"p{n}@example.org" for n in range(51)), "That are 51 addresses. Up to 50 go at once."),
    ],
)
def test_faulty_addresses_come_back_named_and_nothing_is_sent(client, community, member, emails, fault):
    client.force_login(member(Role.LEAD).user)
    response = client.post(PAGE, {"emails": emails, "role": "reader", "language": "en", "words": "Kept words"})
    assert (response.status_code, response.context["form"].errors) == (422, {"emails": [fault]})
    assert "Kept words" in response.text
    assert not Invitation.objects.exists()


def test_list_says_how_each_stands(client, community, member, invite):
    for name in ("waiting", "expired", "revoked"):
        invite(f"{name}@example.org")
    now = timezone.now()
    Invitation.objects.filter(email="expired@example.org").update(expires_at=now)
    Invitation.objects.filter(email="revoked@example.org").update(revoked_at=now)
    client.force_login(member(Role.LEAD).user)
    states = {one.email.partition("@")[0]: state for one, state in client.get(PAGE).context["invitations"]}
    assert states == {"waiting": "waiting", "expired": "expired", "revoked": "revoked"}


def test_opening_the_letter_changes_nothing_and_says_who_invites(client, community, invite):
    path, n_events = invite(), Event.objects.count()
    text = client.get(path).text
    assert "<b>Lena Lead</b> invites you to Willow Creek as writer." in text
    assert "We &lt;b&gt;need&lt;/b&gt; you." in text
    assert (Event.objects.count(), Invitation.objects.get().accepted_at) == (n_events, None)


def test_stranger_joins_with_name_and_language_and_is_signed_in(client, community, invite):
    response = client.post(invite(), ACCOUNT)
    assert (response.status_code, response.url) == (302, "/c/willow-creek/")
    person = User.objects.get(email="nina@example.org")
    assert (person.language, person.has_usable_password()) == ("es", False)
    assert client.get("/c/willow-creek/people/").status_code == 200


def test_new_account_without_a_name_comes_back(client, community, invite):
    response = client.post(invite(), ACCOUNT | {"full_name": " "})
    assert response.status_code == 422
    assert response.context["form"].errors == {"full_name": ["Type your name, so that the others know who you are."]}
    assert not User.objects.filter(email="nina@example.org").exists()


def test_account_holder_signs_in_first_and_then_joins_by_a_press(client, community, invite):
    nina = make_person("Nina Known", email="nina@example.org")
    path = invite()
    page = client.get(path)
    assert (page.context["form"], f"/sign-in/?next={path}" in page.text) == (None, True)
    assert client.post(path, ACCOUNT).status_code == 422
    response = client.post("/sign-in/", {"email": nina.email, "password": PASSWORD, "next": path})
    assert response.url == path
    assert client.post(path).url == "/c/willow-creek/"
    assert community.memberships.get(user=nina).role == Role.WRITER


def test_somebody_else_who_is_signed_in_is_told_and_can_sign_out(client, community, member, invite):
    path = invite()
    client.force_login(member(Role.READER).user)
    assert "You are signed in as somebody else" in client.get(path).text
    assert client.post(path).status_code == 422
    assert client.post(path, {"act": "sign-out"}).url == path
    assert client.get(path).context["user"].is_anonymous


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "This invitation is too old"),
        ({"revoked_at": timezone.now()}, "This invitation was taken back"),
        ({"accepted_at": timezone.now()}, "This invitation was used before"),
        ({"token_hash": "other"}, "This invitation is not known here"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_used_says_why(client, invite, change, sentence, method):
    path = invite()
    Invitation.objects.update(**change)
    response = getattr(client, method)(path, ACCOUNT if method == "post" else None)
    assert (response.status_code, sentence in response.text) == (410, True)
    assert not User.objects.filter(email="nina@example.org").exists()


def test_who_used_it_is_led_on(client, community, invite):
    path = invite()
    client.post(path, ACCOUNT)
    response = client.get(path)
    assert (response.status_code, 'href="/c/willow-creek/"' in response.text) == (410, True)


def test_answers_are_throttled(client, community, invite):
    path = invite()
    statuses = [client.post(path, {}).status_code for _n in range(21)]
    assert statuses == [422] * 20 + [429]


def test_letter_of_another_community_cannot_be_changed(client, community, member, invite):
    invite()
    juno = make_person("Juno Lead")
    make_community("juniper-falls", "Juniper Falls", lead=juno)
    client.force_login(juno)
    uid = Invitation.objects.get().uid
    for act in ("send", "revoke"):
        assert client.post(f"/c/juniper-falls/people/invitations/{uid}/{act}/").status_code == 404


def test_lead_sends_again_and_takes_back(client, community, member, invite):
    invite()
    client.force_login(member(Role.LEAD).user)
    one = Invitation.objects.get()
    assert said(client.post(f"{PAGE}{one.uid}/send/")) == [
        "This invitation was sent a few minutes ago. Nothing was sent. Wait a little before sending it again."
    ]
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    again = client.post(f"{PAGE}{one.uid}/send/")
    assert said(again)[-1].startswith("A new letter to nina@example.org is on its way.")
    assert said(client.post(f"{PAGE}{one.uid}/revoke/"))[-1] == "The invitation of nina@example.org is taken back."
