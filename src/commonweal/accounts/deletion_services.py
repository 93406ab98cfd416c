"""Deleting an account: asked for, confirmed by a mailed link, done after two weeks in which it can be taken back.

The wait is for those whose mail and session somebody else got hold of, and for second thoughts; nothing is kept of a
person whom the erasure has forgotten, so it cannot be taken back afterwards.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from commonweal.accounts import deletion_selectors
from commonweal.accounts.errors import AccountStillNeeded, DeletionNotUsable
from commonweal.accounts.methods import tokens
from commonweal.accounts.models import Deletion, User
from commonweal.kernel import erasure, mail
from commonweal.kernel.time_zones import zone_of

logger = logging.getLogger(__name__)

LINK_LIFETIME = timedelta(hours=24)
WAIT = timedelta(days=14)
LOOK_AGAIN = timedelta(days=7)
"""How long a deletion that cannot be done yet is put off."""


@transaction.atomic
def ask(*, person: User, site_url: str, now: datetime) -> None:
    """Mail the person a link that confirms the wish; the link of a former wish ends.

    Raises:
        AccountStillNeeded: if something has to be done first.
    """
    if erasure.obstacles_of(person):
        raise AccountStillNeeded
    token = tokens.new_token()
    wish = {"token_hash": tokens.hash_of(token), "asked_at": now, "confirmed_at": None, "due_at": None}
    Deletion.objects.update_or_create(user=person, defaults=wish)
    path = reverse("accounts:deletion-confirm", args=[token])
    _tell(person, "ask", {"link": site_url + path, "n_hours": LINK_LIFETIME // timedelta(hours=1)}, now)


@transaction.atomic
def confirm(*, person: User, token: str, site_url: str, now: datetime) -> datetime:
    """Have the account deleted after the wait; return when. A letter says how to take it back.

    Raises:
        DeletionNotUsable: if the link is not of a wish of this person, or too old.
        AccountStillNeeded: if something has to be done first.
    """
    wish = deletion_selectors.wish_with_token(person, token, asked_after=now - LINK_LIFETIME)
    if wish is None:
        raise DeletionNotUsable
    if erasure.obstacles_of(person):
        raise AccountStillNeeded
    wish.confirmed_at, wish.due_at = now, now + WAIT
    wish.save(update_fields=["confirmed_at", "due_at"])
    link = site_url + reverse("accounts:account")
    _tell(person, "confirmed", {"link": link, "due": wish.due_at.astimezone(zone_of(person.time_zone))}, now)
    logger.info("accounts.deletion_confirmed", extra={"person": str(person.uid)})
    return wish.due_at


def take_back(*, person: User) -> bool:
    """Keep the account after all; return whether there was a wish to delete it."""
    n, _ = Deletion.objects.filter(user=person).delete()
    return bool(n)


@transaction.atomic
def carry_out(*, deletion: Deletion, site_url: str, now: datetime) -> bool:
    """Erase the person, or put it off where their account is needed again and tell them; return whether it was done."""
    wish = Deletion.objects.select_for_update().select_related("user").filter(pk=deletion.pk, due_at__lte=now).first()
    if wish is None:  # taken back in the meantime
        return False
    person = wish.user
    if obstacles := erasure.obstacles_of(person):
        wish.due_at = now + LOOK_AGAIN
        wish.save(update_fields=["due_at"])
        _tell(person, "put_off", {"link": site_url + obstacles[0].path, "why": obstacles}, now)
        return False
    uid = person.uid
    erasure.erase_person(person, at=now)
    logger.info("accounts.deleted", extra={"person": str(uid)})
    return True


def forget_stale(*, now: datetime) -> int:
    """Forget wishes that nobody confirmed in time; return how many."""
    return Deletion.objects.filter(confirmed_at=None, asked_at__lte=now - LINK_LIFETIME).delete()[0]


def _tell(person: User, letter: str, context: dict[str, object], now: datetime) -> None:
    mail.send(
        to=person.email,
        template=f"accounts/mail/deletion_{letter}",
        context={"name": person.full_name, **context},
        language=person.language,
        at=now,
    )
