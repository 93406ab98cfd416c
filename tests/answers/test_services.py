from datetime import timedelta

import pytest

from commonweal.answers import log, selectors, services
from commonweal.answers.errors import DocumentRefused, NoSuchQuestion, NoSuchVersion
from commonweal.answers.models import Answer, AnswerUpdate
from commonweal.communities.enums import Role
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, Job
from tests.answers.conftest import REF, document_of
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db


def test_an_answer_is_opened_once_and_belongs_to_its_community(scene):
    again = services.open_answer(community=scene.community, ref=REF, by=scene.reader)
    assert again == scene.answer
    assert again.node.scope == f"community:{scene.community.uid}"


def test_only_members_open_and_only_questions_of_the_profile(scene):
    with pytest.raises(NotPermitted):
        services.open_answer(community=scene.community, ref=REF, by=scene.stranger)
    with pytest.raises(NoSuchQuestion):
        services.open_answer(community=scene.community, ref="1.1a(1)", by=scene.lead)


def test_writing_a_document_draws_it_and_records_it(scene, now):
    answer = scene.write("Four towns.", now=now)
    assert (answer.html, answer.n_words, answer.edited_by_id) == ("<p>Four towns.</p>", 2, scene.writer.pk)
    assert Event.objects.get(verb="answer.edited").by == scene.writer


def test_writing_the_same_again_is_no_change(scene, now):
    scene.write("Four towns.", now=now)
    scene.write("Four towns.", now=now + timedelta(hours=1))
    assert (AnswerUpdate.objects.count(), Event.objects.filter(verb="answer.edited").count()) == (1, 1)


def test_a_reader_writes_nothing_and_nobody_writes_what_the_schema_forbids(scene, now):
    with pytest.raises(NotPermitted):
        scene.write("Mine.", now=now, by=scene.reader)
    with pytest.raises(DocumentRefused):
        services.write_document(
            answer_id=scene.answer.pk,
            document={"type": "doc", "content": [{"type": "script"}]},
            by=scene.lead,
            now=now,
        )
    assert not AnswerUpdate.objects.exists()


def test_restoring_goes_through_the_log_so_that_open_pages_see_it(scene, now):
    scene.write("First.", now=now)
    scene.write("Second.", now=now + timedelta(hours=1))
    page = log.replica_of(scene.answer.pk)
    event = Event.objects.filter(verb="answer.edited").latest("at")
    services.restore_version(answer_id=scene.answer.pk, event_uid=event.uid, by=scene.writer, now=now)
    page.apply([update for _seq, update in log.updates_after(scene.answer.pk, 2)])
    assert page.document() == document_of("First.")
    assert Event.objects.get(verb="answer.restored").after == {"event": str(event.uid)}


def test_restoring_needs_the_role_and_a_version_of_this_answer(scene, now):
    scene.write("First.", now=now)
    event = Event.objects.get(verb="answer.edited")
    with pytest.raises(NotPermitted):
        services.restore_version(answer_id=scene.answer.pk, event_uid=event.uid, by=scene.reader, now=now)
    other = services.open_answer(community=scene.community, ref="P.1a(2)", by=scene.lead)
    with pytest.raises(NoSuchVersion):
        services.restore_version(answer_id=other.pk, event_uid=event.uid, by=scene.lead, now=now)


def test_a_version_is_told_by_its_own_texts(scene, now):
    for hours, text in enumerate(["First.", "Second.", "Third."]):
        scene.write(text, now=now + timedelta(hours=hours))
    answer = Answer.objects.get(pk=scene.answer.pk)
    events = list(selectors.history_of(answer))
    versions = [selectors.version(answer, event.uid) for event in events]
    assert [version.after for version in versions] == [document_of(text) for text in ("Third.", "Second.", "First.")]
    assert [version.before for version in versions[:2]] == [document_of("Second."), document_of("First.")]


def test_events_of_the_same_moment_keep_their_order(scene, now):
    for text in ("First.", "Second."):
        scene.write(text, now=now)
    answer = Answer.objects.get(pk=scene.answer.pk)
    second, first = selectors.history_of(answer)
    assert selectors.version(answer, first.uid).after == document_of("First.")
    assert selectors.version(answer, second.uid).after == document_of("Second.")


def test_a_long_log_is_made_short_by_a_job(scene, now, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(services, "LONG_LOG", 2)
    for text in ("One.", "Two.", "Three."):
        scene.write(text, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        services.compact_if_long(scene.answer.pk, now)
    assert Job.objects.get().result == {"n_entries": 3}
    assert AnswerUpdate.objects.count() == 1


def test_roles_are_asked_for_all_rooms_at_once(scene, django_assert_num_queries):
    elsewhere = make_community(slug="elsewhere", lead=make_person())
    join(elsewhere, scene.reader, Role.WRITER)
    gone = make_person(is_active=False)
    join(scene.community, gone, Role.WRITER)
    here, there = scene.community.pk, elsewhere.pk
    asked = [(here, scene.writer.pk), (here, scene.stranger.pk), (here, gone.pk), (there, scene.reader.pk)]
    with django_assert_num_queries(1):
        roles = selectors.roles_in(asked)
    assert {pair: roles.get(pair) for pair in asked} == dict(zip(asked, ["writer", None, None, "writer"], strict=True))
