"""Key factors follow the text: marked by writing, lost, put back, retired."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from commonweal.answers import key_factor_services, log, review_services, selectors, services, store
from commonweal.answers.enums import AnswerState
from commonweal.answers.key_factor_log import Redrawn, follow
from commonweal.answers.models import Answer, KeyFactor
from commonweal.answers.review_selectors import address_of, latest_review, standing_of
from commonweal.answers.yjs import Replica
from commonweal.communities.enums import Role
from commonweal.kernel.errors import NotFound, NotPermitted
from commonweal.kernel.models import Event
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db
UID = UUID("5b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11")


def passage(text, uid=UID, kind="challenge"):
    mark = {"type": "keyFactor", "attrs": {"uid": str(uid), "kind": kind}}
    return {"type": "paragraph", "content": [{"type": "text", "text": text, "marks": [mark]}]}


def write(scene, now, *blocks, by=None, answer=None):
    document = {"type": "doc", "content": list(blocks)}
    return services.write_document(
        answer_id=(answer or scene.answer).pk, document=document, by=by or scene.writer, now=now
    )


def plain(text):
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def events():
    return list(Event.objects.filter(node__kind="key_factor").order_by("pk").values_list("verb", flat=True))


def test_a_marked_passage_becomes_a_factor_with_a_node(scene, now):
    write(scene, now, plain("Well."), passage("Jobs leave"))
    factor = KeyFactor.objects.select_related("node").get()
    assert (factor.uid, factor.kind, factor.text, factor.place) == (UID, "challenge", "Jobs leave", 1)
    assert (factor.marked_by, factor.node.title, events()) == (
        scene.writer,
        {"en": "Jobs leave"},
        ["key_factor.marked"],
    )


def test_its_words_follow_the_passage_and_only_another_kind_is_an_event(scene, now):
    write(scene, now, passage("Jobs leave"))
    write(scene, now + timedelta(hours=1), passage("Good jobs leave", kind="opportunity"))
    factor = KeyFactor.objects.select_related("node").get()
    assert (factor.text, factor.kind, factor.node.title) == (
        "Good jobs leave",
        "opportunity",
        {"en": "Good jobs leave"},
    )
    assert events() == ["key_factor.marked", "key_factor.changed"]


def test_with_its_words_deleted_it_is_gone_and_comes_back_with_them(scene, now):
    write(scene, now, passage("Jobs leave"))
    write(scene, now + timedelta(hours=1), plain("Nothing."))
    assert KeyFactor.objects.get().gone_at == now + timedelta(hours=1)
    write(scene, now + timedelta(hours=2), passage("Jobs leave"))
    assert KeyFactor.objects.get().gone_at is None
    assert events() == ["key_factor.marked", "key_factor.left_text", "key_factor.returned"]


def test_with_only_its_mark_taken_off_it_is_retired_and_undone_it_is_not(scene, now):
    write(scene, now, passage("Jobs leave"))
    write(scene, now, plain("Jobs leave"))
    factor = KeyFactor.objects.select_related("node").get()
    assert (factor.gone_at, factor.node.archived_at) == (None, now)
    write(scene, now, passage("Jobs leave"))
    assert KeyFactor.objects.get().node.archived_at is None
    assert events() == ["key_factor.marked", "node.archived", "node.restored"]


def test_it_is_put_back_at_the_end_and_the_text_says_so(scene, now):
    write(scene, now, passage("Jobs leave"))
    write(scene, now, plain("Nothing."))
    key_factor_services.put_back(answer=scene.answer, uid=UID, by=scene.writer, now=now)
    assert Answer.objects.get(pk=scene.answer.pk).text == "Nothing.\nJobs leave"
    assert KeyFactor.objects.get().gone_at is None
    key_factor_services.put_back(answer=scene.answer, uid=UID, by=scene.writer, now=now)
    assert Answer.objects.get(pk=scene.answer.pk).text == "Nothing.\nJobs leave"


@pytest.mark.parametrize("text", ["Jobs leave", "Nothing."])
def test_a_retired_factor_leaves_the_text_its_words(scene, now, text):
    write(scene, now, passage("Jobs leave"))
    if text == "Nothing.":
        write(scene, now, plain(text))
    key_factor_services.retire(answer=scene.answer, uid=UID, by=scene.lead, now=now)
    assert (Answer.objects.get(pk=scene.answer.pk).text, KeyFactor.objects.get().node.archived_at) == (text, now)


@pytest.mark.parametrize("act", [key_factor_services.put_back, key_factor_services.retire])
def test_readers_neither_put_back_nor_retire(scene, now, act):
    write(scene, now, passage("Jobs leave"))
    with pytest.raises(NotPermitted):
        act(answer=scene.answer, uid=UID, by=scene.reader, now=now)
    with pytest.raises(NotFound):
        act(answer=scene.answer, uid=uuid4(), by=scene.writer, now=now)


def test_a_uid_of_another_community_is_left_alone(scene, now):
    write(scene, now, passage("Jobs leave"))
    other = make_community("far", "Far", lead=(stranger := make_person("Far Away")))
    answer = services.open_answer(community=other, ref="P.1a(1)", by=stranger)
    write(scene, now, passage("Taken over", kind="advantage"), by=stranger, answer=answer)
    write(scene, now, plain("Gone"), by=stranger, answer=answer)
    factor = KeyFactor.objects.get()
    assert (factor.answer, factor.text, factor.kind, factor.gone_at) == (scene.answer, "Jobs leave", "challenge", None)


def test_of_two_who_write_at_once_the_one_who_marked_is_named(scene, now):
    join(scene.community, other := make_person("Other Writer"), Role.WRITER)
    replica = Replica()
    marking = replica.rewrite({"type": "doc", "content": [passage("Jobs leave")]})
    typing = replica.rewrite({"type": "doc", "content": [passage("Jobs leave"), plain("And more.")]})
    written = tuple(
        store.Contribution(by, update, now, None) for by, update in ((scene.writer, marking), (other, typing))
    )
    store.commit([store.Batch(scene.answer.pk, written, 0, replica.document())])
    assert KeyFactor.objects.get().marked_by == scene.writer


def test_what_a_crash_left_undrawn_is_followed_later(scene, now):
    update = Replica().rewrite({"type": "doc", "content": [passage("Jobs leave")]})
    store.commit([store.Batch(scene.answer.pk, (store.Contribution(scene.writer, update, now, None),), 0, None)])
    assert not KeyFactor.objects.exists()
    log.refresh(scene.answer.pk)
    assert KeyFactor.objects.get().marked_by == scene.writer


def test_marking_does_not_unsay_an_agreement(scene, now):
    write(scene, now, plain("Jobs leave"))
    review_services.send_to_review(answer_id=scene.answer.pk, asked=[scene.reader], by=scene.lead, now=now)
    answer = Answer.objects.get(pk=scene.answer.pk)
    review_services.agree(answer_id=answer.pk, seen=address_of(answer.document), by=scene.reader, now=now)
    write(scene, now, passage("Jobs leave"))
    answer.refresh_from_db()
    assert standing_of(answer, latest_review(answer)).state is AnswerState.AGREED
    write(scene, now, passage("Jobs stay"))
    answer.refresh_from_db()
    assert standing_of(answer, latest_review(answer)).state is AnswerState.DRAFT


def test_restoring_a_version_brings_its_factors_back(scene, now):
    write(scene, now, passage("Jobs leave"))
    write(scene, now + timedelta(hours=1), plain("Nothing."))
    event = selectors.history_of(scene.answer).first()
    services.restore_version(answer_id=scene.answer.pk, event_uid=event.uid, by=scene.writer, now=now)
    assert KeyFactor.objects.get().gone_at is None


def test_the_text_of_an_application_copy_has_no_factors_of_its_own(scene, now):
    answer = Answer(pk=scene.answer.pk, copy_id=1, document={"type": "doc", "content": [passage("Jobs leave")]})
    follow(Redrawn(answer, {}, 0))
    assert not KeyFactor.objects.exists()
