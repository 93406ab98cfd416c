"""The operator's pages: who may see them, what they never show, and what can be done there."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from commonweal.accounts.models import User
from commonweal.kernel import jobs, mail, services
from commonweal.kernel.enums import JobState, MailKind, MailState
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.methods.schedule import Daily
from commonweal.kernel.models import Job, Mail, Schedule

pytestmark = pytest.mark.django_db

SECRET = "ana.secret@example.org"


@pytest.fixture
def operator(client):
    person = User.objects.create_user("olga@example.org", "Olga Operator", is_superuser=True)
    client.force_login(person)
    return person


@pytest.fixture
def member():
    return User.objects.create_user("ana@example.org", "Ana")


def make_job(now, state=JobState.FAILED, **fields):
    ended = {} if state in jobs.UNDER_WAY else {"ended_at": now}
    given = {"name": "kernel.retain", "state": state, "arguments": {"email": SECRET}, "asked_at": now}
    return Job.objects.create(**given | ended | fields)


def hold(now, batch="digest:1", n=2):
    letters = [
        mail.Letter(f"person{k}.{batch}@example.org", {"name": "Ana", "link": "/", "n_minutes": 1}, ["en", "es"][k % 2])
        for k in range(n)
    ]
    return mail.send_batch(batch=batch, letters=letters, template="accounts/mail/link", at=now)


def fail_letter(now, **fields):
    given = {"to": SECRET, "subject": "Hello", "text": "private words", "language": "en", "template": "x"}
    given |= {"kind": MailKind.SINGLE, "state": MailState.FAILED, "error": "550"}
    return Mail.objects.create(**given, asked_at=now, released_at=now, ended_at=now, **fields)


ADDRESSES = [
    ("get", "kernel:jobs", []),
    ("post", "kernel:job-retry", [uuid.uuid4()]),
    ("get", "kernel:mail", []),
    ("post", "kernel:mail-release", []),
    ("post", "kernel:mail-discard", []),
    ("post", "kernel:mail-retry", [uuid.uuid4()]),
]


@pytest.mark.parametrize(("method", "name", "arguments"), ADDRESSES)
def test_pages_are_for_operators(client, member, method, name, arguments):
    client.force_login(member)
    assert getattr(client, method)(reverse(name, args=arguments)).status_code == 403


def test_services_ask_for_the_permission_themselves(member, now):
    job, letter = make_job(now), fail_letter(now)
    hold(now)
    with pytest.raises(NotPermitted):
        services.retry_job(job=job, by=member, now=now)
    with pytest.raises(NotPermitted):
        services.release_batch(batch="digest:1", n_seen=2, by=member, now=now)
    with pytest.raises(NotPermitted):
        services.discard_batch(batch="digest:1", n_seen=2, by=member, now=now)
    with pytest.raises(NotPermitted):
        services.retry_mail(letter=letter, by=member, now=now)


def test_operator_who_may_not_sign_in_any_more_operates_nothing(operator):
    operator.is_active = False
    assert not operator.has_perm("kernel.operate", None)


@pytest.mark.parametrize("n_rows", [1, 3])
def test_job_page_has_constant_queries(client, operator, now, django_assert_num_queries, n_rows):
    for n in range(n_rows):
        job = make_job(now, state=list(JobState)[n])
        Schedule.objects.create(name=f"x{n}", rule="daily 03:30", time_zone="UTC", next_at=now, last_job=job)
    with django_assert_num_queries(5):  # session, person, counts, rows of the page, schedules
        assert client.get(reverse("kernel:jobs")).text.count("kernel.retain") >= n_rows


@pytest.mark.parametrize("n_rows", [1, 3])
def test_mail_page_has_constant_queries(client, operator, now, django_assert_num_queries, n_rows):
    for n in range(n_rows):
        hold(now + timedelta(minutes=n), batch=f"digest:{n}")
        fail_letter(now)
    with django_assert_num_queries(6):  # session, person, counts, batches, samples, rows of the failed
        assert client.get(reverse("kernel:mail")).text.count("Try again<") == n_rows


def test_job_page_shows_nothing_of_what_is_in_a_job(client, operator, now):
    make_job(now, error="The workbook of Juniper Falls is empty.", message="Juniper", result={"name": "Juniper"})
    page = client.get(reverse("kernel:jobs")).text
    assert "The person was told why" in page
    assert [word for word in (SECRET, "Juniper") if word in page] == []


def test_mail_page_shows_no_address_in_full_and_no_private_letter(client, operator, now):
    fail_letter(now)
    hold(now)
    page = client.get(reverse("kernel:mail")).text
    assert "a…@example.org" in page
    assert [word for word in (SECRET, "person0", "private words") if word in page] == []


def test_jobs_are_filtered_by_state(client, operator, now):
    make_job(now, name="kernel.failed_one")
    make_job(now, name="kernel.done_one", state=JobState.DONE)
    page = client.get(reverse("kernel:jobs"), {"state": "failed"}).text
    assert ("kernel.failed_one" in page, "kernel.done_one" in page) == (True, False)
    assert "kernel.done_one" in client.get(reverse("kernel:jobs"), {"state": "nonsense"}).text


def test_job_list_has_pages(client, operator, now):
    Job.objects.bulk_create(Job(name="kernel.retain", asked_at=now + timedelta(seconds=n)) for n in range(21))
    first = client.get(reverse("kernel:jobs"), {"state": "queued"}).text
    assert "?state=queued&amp;page=2" in first
    assert client.get(reverse("kernel:jobs"), {"page": "2"}).text.count('<th scope="row">kernel.retain') == 1


def test_failed_job_begins_anew_from_the_page(client, operator, now, django_capture_on_commit_callbacks):
    job = make_job(now, arguments={})
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("kernel:job-retry", args=[job.uid]), follow=True)
    job.refresh_from_db()
    assert (job.state, "kernel.retain begins anew." in response.text) == (JobState.DONE, True)


def test_job_that_did_not_fail_does_not_begin_anew(client, operator, now):
    job = make_job(now, state=JobState.DONE)
    assert "Nothing was changed" in client.post(reverse("kernel:job-retry", args=[job.uid]), follow=True).text


def test_next_times_of_the_clock_are_shown(client, operator, now, monkeypatch):
    monkeypatch.setattr(jobs, "_recurrences", {"kernel.retain": jobs.Recurrence(Daily(3, 30), "America/Chicago")})
    jobs_page = client.get(reverse("kernel:jobs")).text
    assert "The clock has not started" in jobs_page
    Schedule.objects.create(name="kernel.retain", rule="daily 03:30", time_zone="UTC", next_at=now, is_enabled=False)
    assert "switched off" in client.get(reverse("kernel:jobs")).text


def decide(client, name, n_seen=2):
    return client.post(reverse(name), {"batch": "digest:1", "n_seen": n_seen}, follow=True).text


def test_batch_can_be_read_in_each_language_and_released(
    client, operator, now, mailoutbox, django_capture_on_commit_callbacks
):
    hold(now)
    assert client.get(reverse("kernel:mail")).text.count("<details>") == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert "2 letters leave." in decide(client, "kernel:mail-release")
    assert len(mailoutbox) == 2
    assert set(Mail.objects.values_list("state", "released_by")) == {(MailState.SENT, operator.pk)}


def test_discarded_batch_is_forgotten_and_never_leaves(
    client, operator, now, mailoutbox, django_capture_on_commit_callbacks
):
    hold(now)
    with django_capture_on_commit_callbacks(execute=True):
        assert "2 letters were thrown away, unsent." in decide(client, "kernel:mail-discard")
    assert mailoutbox == []
    assert set(Mail.objects.values_list("state", "to", "text")) == {(MailState.DISCARDED, "", "")}


@pytest.mark.parametrize("name", ["kernel:mail-release", "kernel:mail-discard"])
@pytest.mark.parametrize("n_seen", [1, 3, 0, "", "many"])
def test_batch_that_changed_since_one_looked_stays_held(client, operator, now, name, n_seen):
    hold(now)
    assert "These letters changed since you looked" in decide(client, name, n_seen)
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.HELD}


def test_batch_is_released_once(client, operator, now, mailoutbox, django_capture_on_commit_callbacks):
    hold(now)
    with django_capture_on_commit_callbacks(execute=True):
        decide(client, "kernel:mail-release")
        assert "changed since you looked" in decide(client, "kernel:mail-release")
    assert len(mailoutbox) == 2


def test_letter_that_did_not_arrive_is_tried_again(
    client, operator, now, mailoutbox, django_capture_on_commit_callbacks
):
    letter = fail_letter(now)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("kernel:mail-retry", args=[letter.uid]))
    assert [message.to for message in mailoutbox] == [[SECRET]]
    assert client.post(reverse("kernel:mail-retry", args=[letter.uid])).status_code == 404
