"""What the operator of the machine does for people who cannot get in."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from commonweal.accounts import two_step_services
from commonweal.accounts.methods import totp
from commonweal.accounts.models import RecoveryCode, TwoStep
from commonweal.site.management.commands import set_password
from tests.accounts.people import signed_in
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

NEW = "seven copper kettles sing"


@pytest.fixture
def ana():
    return make_person("Ana Reyes", email="ana@example.org")


def pipe(monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_password_comes_from_a_pipe_and_ends_every_session(ana, monkeypatch, capsys, mailoutbox):
    browser = signed_in(ana)
    pipe(monkeypatch, f"{NEW}\n")
    call_command("set_password", "ANA@example.org")
    ana.refresh_from_db()
    assert ana.check_password(NEW)
    assert browser.get("/account/").status_code == 302
    assert capsys.readouterr().out == "Ana Reyes has a new password, and was signed out everywhere.\n"


@pytest.mark.parametrize("typed", ["\n", "short\n", "password1234\n", "ana@example.org\n"])
def test_password_that_protects_nothing_is_refused(ana, monkeypatch, typed):
    pipe(monkeypatch, typed)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("set_password", "ana@example.org")
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


@pytest.mark.parametrize(("again", "is_set"), [(NEW, True), ("another one", False)])
def test_password_is_typed_twice(ana, monkeypatch, again, is_set):
    pipe(monkeypatch, "")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter([NEW, again])
    monkeypatch.setattr(set_password, "getpass", lambda _prompt: next(answers))
    if is_set:
        call_command("set_password", "ana@example.org")
    else:
        with pytest.raises(CommandError, match="The two are not the same"):
            call_command("set_password", "ana@example.org")
    ana.refresh_from_db()
    assert ana.check_password(NEW) == is_set


def test_second_step_is_turned_off_once(ana, capsys):
    before = timezone.now() - timedelta(minutes=5)
    secret = totp.new_secret()
    code = totp.code_of(secret, totp.step_at(before))
    two_step_services.turn_on(person=ana, secret=secret, code=code, now=before)
    call_command("turn_off_two_step", "ana@example.org")
    assert (TwoStep.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert "Two-step sign-in of Ana Reyes is off." in capsys.readouterr().out
    with pytest.raises(CommandError, match="was not on"):
        call_command("turn_off_two_step", "ana@example.org")


@pytest.mark.parametrize("command", ["set_password", "turn_off_two_step"])
def test_unknown_person_is_named(command, monkeypatch):
    pipe(monkeypatch, NEW)
    with pytest.raises(CommandError, match="Nobody who may sign in has the address nobody"):
        call_command(command, "nobody@example.org")
