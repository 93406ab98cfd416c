"""Signing in by mailed link, and what a person chooses for themselves."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from commonweal.accounts import selectors
from commonweal.accounts.errors import LinkNotUsable
from commonweal.accounts.methods import tokens
from commonweal.accounts.models import SignInLink, User
from commonweal.kernel import jobs, mail

LINK_LIFETIME = timedelta(minutes=20)

NameFollower = Callable[[User], None]
_name_followers: list[NameFollower] = []


def follow_names(function: NameFollower) -> NameFollower:
    """Register what a package keeps in step with people's names: ``person``, in the transaction of the change."""
    _name_followers.append(function)
    return function


def ask_for_link(*, email: str, next_path: str, now: datetime) -> None:
    """Ask the job process to mail a link to whoever has this address.

    Whether somebody has it is looked up there: the answer to the request takes equally long, and
    reads the same, for every address.
    """
    jobs.enqueue("accounts.mail_link", at=now, email=email, next_path=next_path)


@transaction.atomic
def mail_link(*, email: str, next_path: str, site_url: str, now: datetime) -> None:
    """Mail a sign-in link to the person with this address; do nothing if there is nobody."""
    if (person := selectors.person_with_address(email)) is None:
        return
    path = make_link(person=person, next_path=next_path, now=now)
    mail.send(
        to=person.email,
        template="accounts/mail/link",
        context={"name": person.full_name, "link": site_url + path, "n_minutes": LINK_LIFETIME.seconds // 60},
        language=person.language,
        at=now,
    )


@transaction.atomic
def make_link(*, person: User, now: datetime, next_path: str = "") -> str:
    """Make a link that signs the person in once, and return its path. Links that expired are removed."""
    SignInLink.objects.filter(expires_at__lte=now).delete()
    token = tokens.new_token()
    SignInLink.objects.create(
        user=person, token_hash=tokens.hash_of(token), next_path=next_path, expires_at=now + LINK_LIFETIME
    )
    return reverse("accounts:link-confirm", args=[token])


@transaction.atomic
def use_link(*, token: str, now: datetime) -> SignInLink:
    """Use up the link of a token, and the person's other links with it.

    Raises:
        LinkNotUsable: if it is unknown, was used, or is too old.
    """
    link = selectors.usable_link(token, now)
    # The condition on used_at decides between two presses of the button at once.
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
        raise LinkNotUsable
    SignInLink.objects.filter(user=link.user, used_at=None).delete()
    return link


def set_language(*, person: User, language: str) -> None:
    """Speak this language to the person, on pages and in mails."""
    person.language = language
    person.save(update_fields=["language"])


@transaction.atomic
def describe_self(*, person: User, full_name: str, language: str, time_zone: str) -> None:
    """Call the person by this name, speak this language to them, and show times by this clock."""
    is_renamed = person.full_name != full_name
    person.full_name, person.language, person.time_zone = full_name, language, time_zone
    person.save(update_fields=["full_name", "language", "time_zone"])
    if is_renamed:
        for keep_in_step in _name_followers:
            keep_in_step(person)
