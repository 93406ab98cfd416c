"""A member of the worked example is forgotten: no text column of any table tells of them, and the community goes on."""

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.accounts import deletion_services, services, two_step_services
from commonweal.accounts.methods import totp
from commonweal.accounts.models import Deletion, Passkey
from commonweal.answers import (
    comment_services,
    copy_services,
    glossary_services,
    import_services,
    suggestion_services,
    version_services,
)
from commonweal.answers import services as answers
from commonweal.answers.comment_services import Passage
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.import_models import ImportPiece, ProfileImport
from commonweal.answers.models import Answer, AnswerUpdate, Assignment, Comment, GlossaryTerm, KeyFactor
from commonweal.answers.version_models import ProfileVersion
from commonweal.communities.enums import Role
from commonweal.communities.models import Invitation
from commonweal.kernel import files
from commonweal.kernel.models import Event, Node, Notice
from commonweal.measures.models import LocalValue, ValueSheet
from commonweal.warehouse.models import Release, Upload
from tests.accounts.people import signed_in
from tests.conftest import NOW
from tests.factories.people import join, make_person
from tests.factories.two_communities import REF, build_scene
from tests.kernel.traces import traces_of

pytestmark = pytest.mark.django_db

NAME, EMAIL = "Ximena Quetzal-O’Hara", "ximena.quetzal@example.org"

PLANTED = {
    "accounts.User.email", "accounts.Passkey.name", "communities.Invitation.full_name", "communities.Invitation.words",
    "answers.Comment.text", "answers.Comment.quote", "answers.Comment.replacement", "answers.ApplicationCopy.name",
    "answers.ProfileVersion.name", "answers.ProfileVersion.note", "answers.GlossaryTerm.name", "answers.KeyFactor.text",
    "answers.GlossaryTerm.meaning", "answers.ImportPiece.heading", "answers.ImportPiece.document",
    "measures.LocalValue.note", "measures.ValueSheet.preview", "warehouse.Release.file_name",
    "warehouse.Upload.preview", "kernel.Notice.title", "kernel.StoredFile.name", "kernel.SearchEntry.text",
}  # fmt: skip
"""The columns in which the test leaves somebody's name, of their own doing or by others."""


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
    leave_traces_in_the_profile(community, answer, lead, now)
    leave_traces_beside_numbers(ximena)
    return client


def leave_traces_in_the_profile(community, answer, lead, now):
    """What others wrote of them around the answers."""
    about = {"community": community, "by": lead, "now": now}
    passage = Passage(f"{NAME} chairs it")
    suggestion_services.suggest(
        answer=answer, passage=passage, replacement=f"{NAME} led it", why=f"Says {NAME}.", by=lead, now=now
    )
    version_services.keep_version(name=f"For {NAME}", note=f"Read by {NAME}", **about)
    copy_services.make_copy(name=f"For {NAME}", level_id="level-1", **about)
    copy_services.make_copy(name=f"For {EMAIL}", level_id="level-1", **about)
    glossary_services.add_term(name={"en": f"{NAME} Fund"}, meaning={"en": f"What {NAME} began."}, **about)
    import_services.request_text_reading(text=f"P.1a(2) By {NAME}\n\n{NAME} wrote to {EMAIL}.", **about)
    import_services.read_import(import_id=ProfileImport.objects.latest("pk").pk, language="en")
    KeyFactor.objects.filter(answer=answer).update(text=f"{NAME} chairs the council")


def leave_traces_beside_numbers(ximena):
    """The name of a file, what waits to be taken in, a notice to somebody else, an invitation to another address."""
    Release.objects.update(file_name=f"{NAME}.xlsx", title=f"Numbers of {NAME}")
    Upload.objects.update(preview={"notes": [f"Counted by {NAME}"]})
    ValueSheet.objects.update(preview={"rows": [{"note": f"Counted by {NAME}"}]})
    Notice.objects.exclude(person=ximena).update(title={"en": f"Letter of {NAME}"})
    Invitation.objects.filter(community__slug="juniper-falls").update(full_name=NAME)


def forget(ximena, now):
    wish = Deletion.objects.create(user=ximena, token_hash="y", asked_at=now, confirmed_at=now, due_at=now)
    assert deletion_services.carry_out(deletion=wish, site_url="https://bend.example", now=now)


def test_no_text_column_tells_of_who_was_forgotten(ximena, scene):
    now = timezone.now()
    leave_traces(ximena, scene, now)
    told = traces_of([NAME, EMAIL])
    assert PLANTED - set(told) == set()
    forget(ximena, now)
    assert traces_of([NAME, EMAIL]) == []


def test_what_stood_under_their_name_is_there_still_under_another(ximena, scene):
    now = timezone.now()
    leave_traces(ximena, scene, now)
    forget(ximena, now)
    suggested = Comment.objects.exclude(replacement=None).latest("pk")
    assert (suggested.text, suggested.quote, suggested.replacement) == ("Says ….", "… chairs it", "… led it")
    names = ApplicationCopy.objects.filter(name__startswith="For").values_list("name", flat=True)
    assert (sorted(names), ProfileVersion.objects.get(note="Read by …").name) == (["For …", "For … (2)"], "For …")
    term = GlossaryTerm.objects.get(name={"en": "… Fund"})
    assert (term.meaning, term.node.title) == ({"en": "What … began."}, {"en": "… Fund"})
    piece = ImportPiece.objects.latest("pk")
    assert "… wrote to …." in str(piece.document)


@pytest.mark.parametrize(
    "name", ["Prairie Bend", "Rosa Delgado", "Place and Identity", "of the", "en", "Mental Distress"]
)
def test_nobody_takes_anything_else_out_by_taking_its_name(ximena, scene, name):
    now = timezone.now()
    answer = Answer.objects.select_related("community").get(community=scene.example.community, ref=REF)
    said = f"{name}: {name.upper()} is one of the things that {name.title()} said."
    comment = comment_services.add_comment(answer=answer, text=said, by=scene.people["lead"], now=now)
    titles = list(Node.objects.order_by("pk").values_list("title", flat=True))
    services.describe_self(person=ximena, full_name=name, language="en", time_zone="America/Chicago")
    forget(ximena, now)
    comment.refresh_from_db()
    assert "…" not in comment.text.replace("@{", "")
    assert list(Node.objects.order_by("pk").values_list("title", flat=True)) == titles


def test_the_text_of_an_answer_is_the_communitys_and_says_what_it_said(ximena, scene):
    now = timezone.now()
    lead = scene.people["lead"]
    answer = answers.open_answer(community=scene.example.community, ref="P.2c(1)", by=lead)
    said = {"type": "paragraph", "content": [{"type": "text", "text": f"{NAME} chairs the council."}]}
    answers.write_document(answer_id=answer.pk, document={"type": "doc", "content": [said]}, by=lead, now=now)
    forget(ximena, now)
    assert Answer.objects.get(pk=answer.pk).text == f"{NAME} chairs the council."


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
