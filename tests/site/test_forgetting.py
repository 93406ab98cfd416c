"""A member of the worked example is forgotten: no text column of any table tells of them, and the community goes on."""

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.accounts import deletion_services, services, two_step_services
from commonweal.accounts.methods import totp
from commonweal.accounts.models import Deletion, Passkey
from commonweal.answers import comment_services
from commonweal.answers.models import Answer, AnswerUpdate, Assignment, Comment
from commonweal.communities.enums import Role
from commonweal.communities.models import Invitation
from commonweal.kernel import files
from commonweal.kernel.models import Event
from commonweal.measures.models import LocalValue
from tests.accounts.people import signed_in
from tests.conftest import NOW
from tests.factories.people import join, make_person
from tests.factories.two_communities import REF, build_scene
from tests.kernel.traces import traces_of

pytestmark = pytest.mark.django_db

NAME, EMAIL = "Ximena Quetzal-O’Hara", "ximena.quetzal@example.org"


@pytest.fixture
def scene():
    return build_scene(NOW)


@pytest.fixture
def ximena(scene):
    person = make_person(NAME, email=EMAIL)
    join(scene.example.community, person, Role.LEAD)
    return person


def leave_traces(ximena, scene, now):
    """What somebody leaves who took part in everything, and what others said of them."""
    community, lead = scene.example.community, scene.people["lead"]
    answer = Answer.objects.select_related("community").get(community=community, ref=REF)
    client = signed_in(ximena)
    client.post("/account/two-step/")
    secret = totp.new_secret()
    code = totp.code_of(secret, totp.step_at(now))
    two_step_services.turn_on(person=ximena, secret=secret, code=code, now=now)
    Passkey.objects.create(user=ximena, name=f"Phone of {NAME}", credential_id="AQ", public_data=b"-")
    services.ask_for_link(email=EMAIL, next_path="", now=now)
    files.put(b"png", media_type="image/png", name=f"{NAME}.png", by=ximena)
    comment_services.add_comment(answer=answer, text=f"@{NAME} knows.", by=lead, now=now)
    comment_services.add_comment(answer=answer, text=f"Ask {NAME}, {EMAIL.upper()}!", by=lead, now=now)
    comment_services.add_comment(answer=answer, text="I do.", by=ximena, now=now)
    Assignment.objects.create(answer=answer, user=ximena, by=lead, at=now)
    AnswerUpdate.objects.filter(answer=answer).update(by=ximena)
    LocalValue.objects.update(note=f"Counted by {NAME}", source=NAME, entered_by=ximena)
    Invitation.objects.create(
        community=community, email=EMAIL, full_name=NAME, role=Role.READER, words=f"{NAME} asks you", language="en",
        token_hash="x", invited_by=ximena, sent_at=now, expires_at=now,
    )  # fmt: skip
    return client


def forget(ximena, now):
    wish = Deletion.objects.create(user=ximena, token_hash="y", asked_at=now, confirmed_at=now, due_at=now)
    assert deletion_services.carry_out(deletion=wish, site_url="https://bend.example", now=now)


def test_no_text_column_tells_of_who_was_forgotten(ximena, scene):
    now = timezone.now()
    leave_traces(ximena, scene, now)
    told = traces_of([NAME, EMAIL])
    expected = {"accounts.User.email", "accounts.Passkey.name", "answers.Comment.text", "measures.LocalValue.note",
                "communities.Invitation.words", "kernel.StoredFile.name", "kernel.SearchEntry.text"}  # fmt: skip
    assert expected - set(told) == set()
    forget(ximena, now)
    assert traces_of([NAME, EMAIL]) == []


def test_what_the_community_has_of_them_stays_as_by_a_former_member(ximena, scene):
    now = timezone.now()
    client = leave_traces(ximena, scene, now)
    n_events, n_updates = Event.objects.count(), AnswerUpdate.objects.count()
    forget(ximena, now)
    assert (Event.objects.count(), AnswerUpdate.objects.count()) == (n_events, n_updates)
    said = Comment.objects.get(text="I do.")
    assert said.by is None
    reader = Client()
    reader.force_login(scene.people["reader"])
    text = reader.get("/c/prairie-bend/profile/p-1a-3/comments/").text
    assert "A former member" in text
    assert NAME not in text
    assert client.get("/account/").status_code == 302
