from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.answers import assignment_services, comment_services, review_services, suggestion_services
from commonweal.answers import services as answers
from commonweal.answers.comment_services import Passage
from commonweal.communities import services as communities
from commonweal.communities.enums import Role
from commonweal.frameworks.services import load_shipped_content
from commonweal.kernel import jobs, notice_mail, notices
from commonweal.kernel.delivery import message_of
from commonweal.kernel.enums import JobState, Way
from commonweal.kernel.models import Job, Mail, Node, Notice, NoticeChoice
from commonweal.kernel.notices import Told
from tests.factories.people import join, make_community, make_person
from tests.kernel.smtp import running_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(now):
    """A community with a lead, a writer and a reader, and an answer with a text."""
    load_shipped_content(now=now)
    community = make_community()
    lead = community.members.get()
    writer, reader = make_person("Wanda Writer"), make_person("Rhea Reader", language="es")
    join(community, writer, Role.WRITER)
    join(community, reader, Role.READER)
    answer = answers.open_answer(community=community, ref="P.1a(3)", by=lead)
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": "Rivers and wheat."}]}
    answers.write_document(answer_id=answer.pk, document={"type": "doc", "content": [paragraph]}, by=lead, now=now)
    answer.refresh_from_db()
    return answer, lead, writer, reader


def told(person):
    return [notice.kind for notice in Notice.objects.filter(person=person).order_by("pk")]


def test_those_newly_asked_to_write_are_told_and_not_who_asked(scene, now):
    answer, lead, writer, _reader = scene
    give = {"answer_id": answer.pk, "due_on": None, "by": lead, "now": now}
    assignment_services.assign(people=[lead], **give)
    assignment_services.assign(people=[lead, writer], **give)
    assignment_services.assign(people=[lead, writer], **give)
    assert (told(writer), told(lead)) == (["answer.assigned"], [])


def test_those_asked_to_agree_are_told_once_and_the_sender_when_all_agreed(scene, now):
    answer, lead, writer, reader = scene
    review = review_services.send_to_review(answer_id=answer.pk, asked=[writer, reader], by=lead, now=now)
    review_services.ask(answer_id=answer.pk, people=[writer], by=lead, now=now)
    assert (told(writer), told(reader)) == (["answer.to_agree"], ["answer.to_agree"])
    seen = review_services._kept(answer).address
    review_services.agree(answer_id=answer.pk, seen=seen, by=writer, now=now)
    review.refresh_from_db()
    assert (review.ended_at, told(lead)) == (now, ["answer.agreed"])


def test_reply_and_mention_are_one_notice_and_settling_another(scene, now):
    answer, lead, writer, reader = scene
    first = comment_services.add_comment(answer=answer, text="Is it so?", by=reader, now=now)
    comment_services.add_comment(answer=answer, text="@Rhea Reader yes", by=writer, now=now, parent_uid=first.uid)
    comment_services.add_comment(answer=answer, text="@Lena Lead look", by=writer, now=now)
    comment_services.resolve_comment(answer=answer, uid=first.uid, by=lead, now=now)
    assert told(reader) == ["comment.replied", "comment.resolved"]
    assert told(lead) == ["comment.mentioned"]
    assert told(writer) == []


def test_who_suggested_words_hears_what_became_of_them(scene, now):
    answer, lead, _writer, reader = scene
    answer.refresh_from_db()
    for act, more in (("accept", {}), ("decline", {"words": "It is so."}), ("withdraw", {})):
        word = answer.text.split()[0]
        made = suggestion_services.suggest(
            answer=answer, passage=Passage(word), replacement=f"{word}{act}", why="", by=reader, now=now
        )
        by = reader if act == "withdraw" else lead
        getattr(suggestion_services, act)(answer=answer, uid=made.uid, by=by, now=now, **more)
        answer.refresh_from_db()
    assert told(reader) == ["suggestion.accepted", "comment.replied"]


def test_who_asked_for_work_hears_that_it_failed(scene, now, django_capture_on_commit_callbacks):
    _answer, lead, _writer, _reader = scene
    job = Job.objects.create(name="answers.compact_log", asked_by=lead, asked_at=now, state=JobState.RUNNING)
    jobs._end(job, JobState.FAILED, error="No.")
    jobs._end(job, JobState.FAILED, error="No.")
    notice = Notice.objects.get(person=lead)
    assert (notice.kind, notice.path) == ("job.failed", reverse("kernel:job", args=[job.uid]))


def mention(scene, now, text="@Rhea Reader look"):
    answer, _lead, writer, _reader = scene
    return comment_services.add_comment(answer=answer, text=text, by=writer, now=now)


def test_inbox_tells_in_the_readers_language_and_leads_there(client, scene, now):
    reader = scene[3]
    comment = mention(scene, now)
    client.force_login(reader)
    page = client.get(reverse("site:inbox"))
    assert "Wanda Writer" in page.text
    notice = Notice.objects.get(person=reader)
    response = client.get(reverse("site:notice", args=[notice.uid]))
    assert response.url.endswith(f"?beside=comments#comment-{comment.uid}")
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize("n_notices", [1, 3])
def test_inbox_has_a_constant_number_of_queries(client, scene, now, django_assert_max_num_queries, n_notices):
    for n in range(n_notices):
        mention(scene, now, f"@Rhea Reader {n}")
    client.force_login(scene[3])
    with django_assert_max_num_queries(9):
        assert len(client.get(reverse("site:inbox")).context["notices"]) == n_notices


def test_mark_unread_all_read_and_undo(client, scene, now):
    for n in range(3):
        mention(scene, now, f"@Rhea Reader {n}")
    reader = scene[3]
    client.force_login(reader)
    first = Notice.objects.filter(person=reader).first()
    client.post(reverse("site:notice-mark", args=[first.uid]))
    unread = Notice.objects.filter(person=reader, read_at=None)
    assert unread.count() == 2
    undo = client.post(reverse("site:inbox-read")).url.partition("undo=")[2]
    assert unread.count() == 0
    client.post(reverse("site:inbox-undo"), {"at": undo})
    assert unread.count() == 2
    client.post(reverse("site:notice-mark", args=[first.uid]))
    assert unread.count() == 3
    assert "3" in client.get(reverse("site:inbox-count")).text


@pytest.mark.parametrize("at", ["", "yesterday", "2026-13-45T00:00Z", "2026-11-24"])
def test_undo_of_nothing_changes_nothing(client, scene, now, at):
    mention(scene, now)
    client.force_login(scene[3])
    assert client.post(reverse("site:inbox-undo"), {"at": at}).status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 1


def test_who_left_sees_counts_and_opens_nothing(client, scene, now):
    answer, lead, _writer, reader = scene
    mention(scene, now)
    membership = answer.community.memberships.get(user=reader)
    communities.remove_member(membership=membership, by=lead, now=now)
    client.force_login(reader)
    notice = Notice.objects.get(person=reader)
    assert client.get(reverse("site:inbox")).context["notices"] == []
    assert client.get(reverse("site:inbox-count")).text.strip() == ""
    assert client.get(reverse("site:notice", args=[notice.uid])).status_code == 404


def test_anothers_notice_does_not_exist(client, scene, now):
    mention(scene, now)
    client.force_login(scene[1])
    uid = Notice.objects.get().uid
    assert client.post(reverse("site:notice-mark", args=[uid])).status_code == 404


def letters(person):
    return Mail.objects.filter(to=person.email)


def test_one_letter_in_the_persons_language_tells_all_that_waits(scene, now):
    reader = scene[3]
    for n in range(2):
        mention(scene, now, f"@Rhea Reader {n}")
    assert notice_mail.mail_notices(reader.uid, [Way.AT_ONCE], now=now) is True
    assert notice_mail.mail_notices(reader.uid, [Way.AT_ONCE], now=now) is False
    letter = letters(reader).get()
    assert letter.language == "es"
    assert (letter.text.count("/inbox/"), letter.html.count("/inbox/")) == (3, 3)


def test_nothing_is_mailed_that_was_read_or_may_not_be_seen_any_more(scene, now):
    answer, lead, _writer, reader = scene
    mention(scene, now)
    communities.remove_member(membership=answer.community.memberships.get(user=reader), by=lead, now=now)
    assert notice_mail.mail_notices(reader.uid, [Way.AT_ONCE], now=now) is False
    mention(scene, now, "@Lena Lead look")
    Notice.objects.filter(person=lead).update(read_at=now)
    assert notice_mail.mail_notices(lead.uid, [Way.AT_ONCE], now=now) is False
    assert Mail.objects.count() == 0


def test_daily_letter_leaves_in_the_morning_of_the_person_once_a_day(scene, now):
    _answer, _lead, _writer, reader = scene
    NoticeChoice.objects.create(person=reader, kind="comment.mentioned", way=Way.DAILY)
    mention(scene, now)
    at_6_in_chicago = now.replace(hour=12)
    assert notice_mail.people_due(at_6_in_chicago) == []
    at_8 = at_6_in_chicago + timedelta(hours=2)
    assert notice_mail.people_due(at_8) == [reader.uid]
    notice_mail.mail_notices(reader.uid, [Way.DAILY], now=at_8)
    mention(scene, now, "@Rhea Reader again")
    assert notice_mail.people_due(at_8 + timedelta(hours=3)) == []
    assert notice_mail.people_due(at_8 + timedelta(days=1)) == [reader.uid]


def test_what_no_job_took_along_is_found_while_the_person_may_sign_in(scene, now):
    _answer, _lead, _writer, reader = scene
    mention(scene, now)
    assert notice_mail.people_left_behind(now + timedelta(minutes=29)) == []
    assert notice_mail.people_left_behind(now + timedelta(hours=1)) == [reader.uid]
    reader.is_active = False
    reader.save()
    assert notice_mail.people_left_behind(now + timedelta(hours=1)) == []


def test_choices_are_kept_and_heeded(client, scene, now):
    answer, lead, _writer, reader = scene
    client.force_login(reader)
    url = reverse("site:inbox-choices")
    assert client.post(url, {"comment.mentioned": "none", "answer.assigned": "nonsense"}).status_code == 302
    mention(scene, now)
    assert told(reader) == []
    client.force_login(lead)
    client.post(url, {"muted": ["willow-creek", "elsewhere"]})
    mention(scene, now, "@Lena Lead look")
    assert told(lead) == []
    assert notices.muted_by(lead) == {answer.community.node.scope}
    client.post(url, {})
    assert notices.muted_by(lead) == set()


def test_link_in_a_letter_ends_them_only_after_a_press(client, scene, now):
    reader = scene[3]
    mention(scene, now)
    url = reverse("site:mail-stop", args=[notice_mail.token_of(reader)])
    assert client.get(url).status_code == 200
    assert notices.ways_of(reader)["comment.mentioned"] == Way.AT_ONCE
    client.post(url)
    assert notices.ways_of(reader)["comment.mentioned"] == Way.INBOX
    assert notice_mail.mail_notices(reader.uid, [Way.AT_ONCE], now=now) is False
    assert client.get(reverse("site:mail-stop", args=[f"{notice_mail.token_of(reader)}x"])).status_code == 410


def test_a_mail_program_ends_them_by_one_post_without_cookie_or_page(scene, now, settings):
    settings.SITE_URL = "https://bend.example"
    reader = scene[3]
    mention(scene, now)
    notice_mail.mail_notices(reader.uid, [Way.AT_ONCE], now=now)
    message = message_of(Mail.objects.get(to=reader.email)).message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = message["List-Unsubscribe"].strip("<>").removeprefix("https://bend.example")
    program = Client(enforce_csrf_checks=True)
    answer = program.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, notices.ways_of(reader)["comment.mentioned"]) == (200, Way.INBOX)
    assert program.cookies.get("sessionid") is None


def test_without_https_mail_programs_open_the_page_instead(scene, now, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    mention(scene, now)
    notice_mail.mail_notices(scene[3].uid, [Way.AT_ONCE], now=now)
    message = message_of(Mail.objects.get(to=scene[3].email)).message()
    assert message["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/inbox/letters/")
    assert message["List-Unsubscribe-Post"] is None


def test_giving_twice_and_to_the_inactive_changes_nothing(scene, now):
    _answer, lead, writer, _reader = scene
    gone = make_person("Gone", is_active=False)
    for _n in range(2):
        notices.give("job.failed", [writer, gone], Told(None, "/"), key="job:1", by=lead, at=now)
    assert Notice.objects.count() == 1
    Node.objects.get(answer=scene[0])


def test_every_kind_has_a_sentence_that_can_be_filled():
    for kind in notices.kinds():
        assert str(kind.sentence) % {"who": "Ana", "what": "River"}


def test_letter_arrives_over_a_real_connection_with_a_way_to_end_them(
    settings, scene, now, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    with running_server() as server:
        settings.EMAIL_PORT = server.port
        with django_capture_on_commit_callbacks(execute=True):
            mention(scene, now)
    [(to, letter)] = server.letters
    text = letter.get_body(("plain",)).get_content()
    assert to == scene[3].email
    assert f"/inbox/{Notice.objects.get().uid}/" in text
    assert "/inbox/letters/" in text
    assert "/inbox/letters/" in letter["List-Unsubscribe"]
