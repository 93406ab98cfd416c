"""Letters over a real connection to a server that refuses, hesitates and hangs up."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.utils import timezone

from commonweal.kernel import jobs, mail, tasks
from commonweal.kernel.enums import JobState, MailKind, MailState
from commonweal.kernel.models import Job, Mail
from tests.kernel.smtp import running_server

pytestmark = pytest.mark.django_db

LINK = "https://example.org/sign-in/link/secret-token/"


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with running_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    """Everything within is followed by what leaves after commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def letter(to, language="en"):
    return mail.Letter(to, {"name": "Ana", "link": LINK, "n_minutes": 20}, language)


def send(now, to="ana@example.org", language="en"):
    one = letter(to, language)
    return mail.send(to=to, template="accounts/mail/link", context=one.context, language=language, at=now)


def send_batch(now, n=3):
    letters = [letter(f"person{k}@example.org") for k in range(n)]
    return mail.send_batch(batch="digest:1", letters=letters, template="accounts/mail/link", at=now)


def test_only_letters_that_can_be_ended_say_where_and_the_rest_forget_it(server, after_commit, now):
    stop = "https://bend.example/inbox/letters/signed/"
    with after_commit():
        send(now)
        one = letter("ben@example.org")
        mail.send_batch(
            batch="digest:2", letters=[replace(one, unsubscribe=stop)], template="accounts/mail/link", at=now
        )
    told = {to: (sent["List-Unsubscribe"], sent["List-Unsubscribe-Post"]) for to, sent in server.letters}
    assert told == {"ana@example.org": (None, None), "ben@example.org": (f"<{stop}>", "List-Unsubscribe=One-Click")}
    assert set(Mail.objects.values_list("unsubscribe", flat=True)) == {""}


def release(now):
    Mail.objects.filter(batch="digest:1").update(state=MailState.RELEASED, released_at=now)
    return jobs.enqueue("kernel.send_batch", at=now, key="digest:1", batch="digest:1")


def when_due():
    """Let the clock of retries come round."""
    jobs.look_after(timezone.now() + timedelta(hours=2))


def states():
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


def test_letter_to_one_person_leaves_at_once_in_their_language(server, now, after_commit):
    with after_commit():
        sent = send(now, language="es")
    ((to, message),) = server.letters
    assert (to, message["To"], message["Content-Language"]) == ("ana@example.org", "ana@example.org", "es")
    assert message["Message-ID"].startswith(f"<{sent.uid}@")
    assert LINK in message.get_body(["plain"]).get_content()
    assert LINK in message.get_body(["html"]).get_content()


def test_secret_is_nowhere_once_the_letter_has_left(server, now, after_commit):
    with after_commit():
        sent = send(now)
    sent.refresh_from_db()
    assert (sent.state, sent.text, sent.html, sent.to) == (MailState.SENT, "", "", "ana@example.org")
    assert "secret-token" not in str(list(Job.objects.values()))


def test_letter_is_a_row_before_it_leaves_and_goes_with_its_transaction(server, now):
    @transaction.atomic
    def send_and_fail():
        assert send(now).state == MailState.RELEASED
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        send_and_fail()
    assert (Mail.objects.count(), server.letters) == (0, [])


def test_letter_refused_for_now_is_taken_later(server, now, after_commit):
    server.faults = ["451"]
    with after_commit():
        send(now)
    assert (states(), server.letters) == ([MailState.RELEASED], [])
    with after_commit():
        when_due()
    assert (states(), len(server.letters), Mail.objects.get().n_tries) == ([MailState.SENT], 1, 2)


def test_letter_refused_for_good_is_not_tried_again(server, now, after_commit):
    server.faults = ["550"]
    with after_commit():
        send(now)
    failed = Mail.objects.get()
    assert (failed.state, failed.error, failed.n_tries) == (MailState.FAILED, "550", 1)
    assert Job.objects.get().state == JobState.DONE


def test_letter_survives_a_connection_that_drops(server, now, after_commit):
    server.faults = ["drop"]
    with after_commit():
        send(now)
    assert states() == [MailState.RELEASED]
    with after_commit():
        when_due()
    assert (states(), len(server.letters)) == ([MailState.SENT], 1)


def test_letter_that_no_server_takes_fails_in_the_end(settings, now, after_commit):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    )  # fmt: skip
    with after_commit():
        send(now)
    for _n in range(6):
        with after_commit():
            when_due()
    failed = Mail.objects.get()
    assert (failed.state, failed.error, failed.n_tries) == (MailState.FAILED, "no answer", 7)


def test_address_of_a_refused_letter_is_not_in_the_log(server, now, after_commit, caplog):
    server.faults = ["451"]
    with after_commit():
        send(now)
    assert [record.message for record in caplog.records] == ["mail.refused", "job.tried_again"]
    assert "ana@" not in caplog.text


def test_line_break_in_a_name_ends_no_header(server, now, after_commit, monkeypatch):
    monkeypatch.setattr(mail, "render_to_string", lambda name, _values: "Hello\r\nBcc: eve@example.org")
    with after_commit():
        send(now)
    assert [to for to, _message in server.letters] == ["ana@example.org"]
    assert server.letters[0][1]["Subject"] == "Hello Bcc: eve@example.org"


def test_batch_waits_for_release(server, now, after_commit):
    with after_commit():
        send_batch(now)
    assert (states(), server.letters, Job.objects.count()) == ([MailState.HELD] * 3, [], 0)


def test_released_batch_leaves_over_one_connection(server, now, after_commit):
    send_batch(now)
    with after_commit():
        release(now)
    assert states() == [MailState.SENT] * 3
    assert (len(server.letters), server.n_connections) == (3, 1)
    assert Mail.objects.exclude(text="").count() == 3


def test_batch_of_one_is_a_letter_to_one_person(server, now, after_commit):
    with after_commit():
        send_batch(now, n=1)
    assert (Mail.objects.get().kind, Mail.objects.get().state) == (MailKind.SINGLE, MailState.SENT)


def test_large_batch_lets_other_jobs_have_their_turn(server, now, after_commit, monkeypatch):
    monkeypatch.setattr(tasks, "N_LETTERS_AT_ONCE", 2)
    send_batch(now, n=5)
    with after_commit():
        job = release(now)
    job.refresh_from_db()
    assert (states(), len(server.letters), job.state) == ([MailState.SENT] * 5, 5, JobState.DONE)


@pytest.mark.parametrize("fault", ["451", "550", "drop"])
def test_one_letter_of_a_batch_does_not_hold_up_the_others(server, now, after_commit, fault):
    send_batch(now)
    server.faults = [fault]
    with after_commit():
        release(now)
    with after_commit():
        when_due()
    assert states()[1:] == [MailState.SENT] * 2
    assert states()[0] == (MailState.FAILED if fault == "550" else MailState.SENT)
    assert len({to for to, _message in server.letters}) == len(server.letters)


def test_what_is_known_of_letters_is_wiped(server, now, after_commit):
    with after_commit():
        send(now)
    ended_at = Mail.objects.get().ended_at
    assert mail.wipe(ended_at + timedelta(days=7)) == 0
    assert mail.wipe(ended_at + timedelta(days=7, seconds=1)) == 1
    wiped = Mail.objects.get()
    assert (wiped.to, wiped.subject, wiped.template, wiped.state) == ("", "", "accounts/mail/link", MailState.SENT)


def test_letter_whose_job_was_lost_fails_after_a_day(now):
    send(now)
    assert mail.give_up_stuck(now + timedelta(hours=23)) == 0
    assert mail.give_up_stuck(now + timedelta(hours=25)) == 1


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"released_at": None}, id="on its way without release"),
        pytest.param({"state": MailState.SENT}, id="sent without an end"),
        pytest.param({"ended_at": timezone.now()}, id="on its way with an end"),
        pytest.param({"wiped_at": timezone.now()}, id="wiped and not empty"),
    ],
)
def test_mail_constraints_hold(now, broken):
    send(now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.update(**broken)


def test_nightly_clearing_removes_what_is_old(now):
    Job.objects.create(name="x", asked_at=now, state=JobState.DONE, ended_at=timezone.now() - timedelta(days=31))
    Job.objects.create(name="x", asked_at=now, state=JobState.FAILED, ended_at=timezone.now() - timedelta(days=29))
    done = tasks.retain(None)
    assert (done["jobs"], Job.objects.count()) == (1, 1)


def test_other_mail_backends_take_letters_too(now, after_commit, tmp_path):
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend", EMAIL_FILE_PATH=tmp_path):
        with after_commit():
            send(now)
        assert LINK in next(tmp_path.iterdir()).read_text()
