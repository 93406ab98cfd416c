from datetime import timedelta

import pytest

from commonweal.accounts import services
from commonweal.accounts.errors import LinkNotUsable
from commonweal.accounts.models import SignInLink
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def token_of(path: str) -> str:
    return path.removeprefix("/sign-in/link/").removesuffix("/")


def test_link_signs_in_once(now):
    person = make_person()
    token = token_of(services.make_link(person=person, now=now))
    assert services.use_link(token=token, now=now).user == person
    with pytest.raises(LinkNotUsable):
        services.use_link(token=token, now=now)


@pytest.mark.parametrize(("minutes", "is_usable"), [(19, True), (20, False)])
def test_link_lives_20_minutes(now, minutes, is_usable):
    token = token_of(services.make_link(person=make_person(), now=now))
    later = now + timedelta(minutes=minutes)
    if is_usable:
        assert services.use_link(token=token, now=later)
    else:
        with pytest.raises(LinkNotUsable):
            services.use_link(token=token, now=later)


def test_using_a_link_ends_the_persons_other_links(now):
    person, other = make_person(), make_person()
    first, second = (token_of(services.make_link(person=person, now=now)) for _ in range(2))
    services.make_link(person=other, now=now)
    services.use_link(token=first, now=now)
    with pytest.raises(LinkNotUsable):
        services.use_link(token=second, now=now)
    assert SignInLink.objects.filter(used_at=None).get().user == other


def test_link_of_a_person_who_may_not_sign_in_is_refused(now):
    person = make_person()
    token = token_of(services.make_link(person=person, now=now))
    person.is_active = False
    person.save()
    with pytest.raises(LinkNotUsable):
        services.use_link(token=token, now=now)


def test_token_itself_is_not_stored(now):
    token = token_of(services.make_link(person=make_person(), now=now))
    assert token not in str(SignInLink.objects.values_list().get())


def test_expired_links_are_removed_when_another_is_made(now):
    person = make_person()
    services.make_link(person=person, now=now)
    services.make_link(person=person, now=now + timedelta(hours=1))
    assert SignInLink.objects.count() == 1


def test_mail_holds_the_link_as_text_and_as_html(now, mailoutbox, django_capture_on_commit_callbacks):
    make_person(email="ada@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        services.mail_link(email="ADA@example.org", next_path="", site_url="https://bend.example", now=now)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["ada@example.org"], "Your link to sign in to Commonweal")
    assert "https://bend.example/sign-in/link/" in mail.body
    assert "https://bend.example/sign-in/link/" in mail.alternatives[0].content


def test_nobody_is_written_to_at_an_unknown_address(now, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.mail_link(email="nobody@example.org", next_path="", site_url="https://bend.example", now=now)
    assert mailoutbox == []
    assert not SignInLink.objects.exists()
