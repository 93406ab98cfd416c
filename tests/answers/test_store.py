from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.answers import log, store
from commonweal.answers.models import Answer, AnswerUpdate
from commonweal.answers.store import BURST, Batch, Contribution, Receipt
from commonweal.answers.yjs import Replica
from commonweal.kernel import snapshots
from commonweal.kernel.models import Event
from tests.answers.conftest import document_of

pytestmark = pytest.mark.django_db


def batch(scene, *contributions, seen_seq=0, document=None):
    return Batch(scene.answer.pk, contributions, seen_seq, document)


def update(*paragraphs):
    return Replica().rewrite(document_of(*paragraphs))


def test_contributions_are_numbered_and_keep_their_writer(scene, now):
    first = Contribution(scene.writer, update("one"), now, None)
    second = Contribution(scene.lead, update("two"), now, None)
    assert store.commit([batch(scene, first, second)]) == {scene.answer.pk: Receipt(0, 2)}
    assert store.commit([batch(scene, first, seen_seq=2)]) == {scene.answer.pk: Receipt(2, 3)}
    rows = AnswerUpdate.objects.order_by("seq").values_list("seq", "by_id")
    assert list(rows) == [(1, scene.writer.pk), (2, scene.lead.pk), (3, scene.writer.pk)]
    scene.answer.refresh_from_db()
    assert (scene.answer.edited_by, scene.answer.edited_at) == (scene.writer, now)


def test_no_number_is_given_twice(scene, now):
    AnswerUpdate.objects.create(answer=scene.answer, seq=1, update=b"", by=scene.writer, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerUpdate.objects.create(answer=scene.answer, seq=1, update=b"", by=scene.lead, at=now)


def test_the_text_is_not_ahead_of_its_log(scene):
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(materialised_seq=1)


def test_nothing_is_stored_of_an_answer_that_is_gone(scene, now):
    other = Batch(scene.answer.pk + 1, (Contribution(scene.writer, update("x"), now, None),), 0, None)
    own = batch(scene, Contribution(scene.writer, update("one"), now, None))
    assert list(store.commit([other, own])) == [scene.answer.pk]


def test_the_text_is_drawn_only_from_a_document_that_has_seen_everything(scene, now):
    one = Contribution(scene.writer, update("one"), now, None)
    store.commit([batch(scene, one, document=document_of("one"))])
    scene.answer.refresh_from_db()
    assert (scene.answer.html, scene.answer.n_words, scene.answer.materialised_seq) == ("<p>one</p>", 1, 1)
    store.commit([batch(scene, one, seen_seq=0, document=document_of("has not seen entry 1"))])
    scene.answer.refresh_from_db()
    assert (scene.answer.html, scene.answer.last_seq, scene.answer.materialised_seq) == ("<p>one</p>", 2, 1)


def test_a_burst_makes_one_event_with_the_text_from_before(scene, now):
    before = document_of("before we began")
    for minutes in (0, 1, 4.9):
        at = now + timedelta(minutes=minutes)
        store.commit([batch(scene, Contribution(scene.writer, update("x"), at, before), seen_seq=0)])
    event = Event.objects.get(verb="answer.edited")
    assert (event.by, event.before) == (scene.writer, {"words": 3})
    assert snapshots.value_of(event.snapshot)["document"] == before
    later = Contribution(scene.writer, update("x"), now + BURST, before)
    other = Contribution(scene.lead, update("x"), now, before)
    store.commit([batch(scene, later, other)])
    assert Event.objects.filter(verb="answer.edited").count() == 3


def test_saving_takes_few_queries_whatever_the_number_of_writers(scene, now, django_assert_max_num_queries):
    contributions = [Contribution(scene.writer, update(str(n)), now, None) for n in range(25)]
    with django_assert_max_num_queries(7):  # begin, lock, answer, rows, end; PostgreSQL also tells
        store.commit([batch(scene, *contributions)])


def test_compaction_keeps_the_text_and_the_last_number(scene, now):
    for paragraphs in (("one",), ("one", "two"), ("two", "three")):
        scene.write(*paragraphs, now=now)
    assert log.compact(scene.answer.pk, now) == 3
    assert list(AnswerUpdate.objects.values_list("seq", "by_id")) == [(3, None)]
    assert log.replica_of(scene.answer.pk).document() == document_of("two", "three")
    assert [seq for seq, _update in log.updates_after(scene.answer.pk, 1)] == [3]
    assert log.compact(scene.answer.pk, now) == 1


def test_a_room_that_read_half_the_log_still_gets_everything_after_compaction(scene, now):
    scene.write("one", now=now)
    halfway = log.replica_of(scene.answer.pk)
    scene.write("one", "two", now=now)
    log.compact(scene.answer.pk, now)
    halfway.apply([update for _seq, update in log.updates_after(scene.answer.pk, 1)])
    assert halfway.document() == document_of("one", "two")


def test_a_text_left_behind_is_drawn_from_the_log(scene, now):
    scene.write("one", now=now)
    Answer.objects.update(materialised_seq=0, html="", text="", n_words=0)
    log.refresh(scene.answer.pk)
    scene.answer.refresh_from_db()
    assert (scene.answer.html, scene.answer.materialised_seq) == ("<p>one</p>", 1)
    assert log.refresh(scene.answer.pk + 1) is None
