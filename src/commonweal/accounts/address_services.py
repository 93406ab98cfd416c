"""Another e-mail address: asked for, then confirmed by a link that is mailed to it."""

import logging
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from commonweal.accounts import notices, phrases
from commonweal.accounts.errors import AddressNotUsable
from commonweal.accounts.methods import tokens
from commonweal.accounts.models import AddressChange, SignInLink, User
from commonweal.kernel import mail

logger = logging.getLogger(__name__)

LINK_LIFETIME = timedelta(hours=24)


@transaction.atomic
def ask(*, person: User, email: str, site_url: str, now: datetime) -> None:
    """Mail a link to the new address and a notice to the old one; the link of a former wish ends.

    To an address that somebody has already no link goes, and the answer reads the same: nobody learns who is here.
    """
    token = tokens.new_token()
    wish = {"email": email, "token_hash": tokens.hash_of(token), "asked_at": now}
    AddressChange.objects.update_or_create(user=person, defaults=wish)
    if not User.objects.filter(email__iexact=email).exists():
        link = site_url + reverse("accounts:address-confirm", args=[token])
        context = {"name": person.full_name, "link": link, "n_hours": LINK_LIFETIME // timedelta(hours=1)}
        mail.send(to=email, template="accounts/mail/address", context=context, language=person.language, at=now)
    notices.tell(person, phrases.ADDRESS_ASKED, at=now)


@transaction.atomic
def confirm(*, person: User, token: str, now: datetime) -> str:
    """Give the account its new address, and return it. The old address gets a letter; links mailed there end.

    Raises:
        AddressNotUsable: if the link is not of a wish of this person, too old, or somebody has the address by now.
    """
    wish = wish_with_token(person, token, now=now)
    if wish is None:
        raise AddressNotUsable
    notices.tell(person, phrases.ADDRESS_CHANGED, at=now)
    try:
        with transaction.atomic():
            User.objects.filter(pk=person.pk).update(email=wish.email)
    except IntegrityError:
        raise AddressNotUsable from None
    SignInLink.objects.filter(user=person, used_at=None).delete()
    wish.delete()
    logger.info("accounts.address_changed", extra={"person": str(person.uid)})
    return wish.email


def wish_with_token(person: User, token: str, *, now: datetime) -> AddressChange | None:
    """The person's wish that a mailed link confirms, unless it is too old."""
    wishes = AddressChange.objects.filter(user=person, asked_at__gt=now - LINK_LIFETIME)
    return wishes.filter(token_hash=tokens.hash_of(token)).first()


def forget_stale(*, now: datetime) -> int:
    """Forget wishes whose link is too old; return how many."""
    return AddressChange.objects.filter(asked_at__lte=now - LINK_LIFETIME).delete()[0]
