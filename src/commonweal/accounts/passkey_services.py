"""Making, naming, using and removing passkeys."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from commonweal.accounts import notices, phrases, webauthn
from commonweal.accounts.errors import PasskeyRefused
from commonweal.accounts.models import Passkey, User

logger = logging.getLogger(__name__)

LONGEST_ID = 1400
Json = dict[str, Any]


def ask_for_new(*, person: User, known: Iterable[Passkey], site_url: str) -> tuple[Json, Json]:
    """What the person's browser is told to make a passkey, and what the session keeps to check its answer."""
    return webauthn.ask_for_new(
        site_url,
        handle=person.uid.bytes,
        email=person.email,
        full_name=person.full_name,
        known=[bytes(passkey.public_data) for passkey in known],
    )


@transaction.atomic
def add_passkey(
    *, person: User, name: str, state: Json, answer: Mapping[str, Any], site_url: str, now: datetime
) -> Passkey:
    """Keep the public half of a passkey that the person's device made; a letter tells of it.

    Raises:
        PasskeyRefused: if the answer does not fit the question, or the key is known already.
    """
    try:
        new = webauthn.check_new(site_url, state=state, answer=answer)
        if len(new.credential_id) > LONGEST_ID:
            raise PasskeyRefused
        with transaction.atomic():
            passkey = Passkey.objects.create(
                user=person,
                name=name,
                credential_id=new.credential_id,
                public_data=new.public_data,
                sign_count=new.sign_count,
            )
    except (ValueError, IntegrityError):
        raise PasskeyRefused from None
    notices.tell(person, phrases.PASSKEY_ADDED, at=now)
    logger.info("accounts.passkey_added", extra={"person": str(person.uid)})
    return passkey


@transaction.atomic
def use_passkey(*, state: Json, answer: Mapping[str, Any], site_url: str, now: datetime) -> User:
    """Find whose passkey signed the answer, and note that it did.

    A count that did not grow tells of a copied key; devices that sync their keys do not count at all.

    Raises:
        PasskeyRefused: if the passkey is unknown, its person may not sign in, or the answer does not fit.
    """
    try:
        credential_id, handle = webauthn.named_in(answer)
        passkey = Passkey.objects.select_related("user").get(credential_id=credential_id, user__is_active=True)
        if handle not in (None, passkey.user.uid.bytes):
            raise PasskeyRefused
        count = webauthn.check_known(site_url, state=state, public_data=bytes(passkey.public_data), answer=answer)
    except (ValueError, Passkey.DoesNotExist):
        raise PasskeyRefused from None
    grew = Q(sign_count__lt=count) if count else Q(sign_count=0)
    if not Passkey.objects.filter(grew, pk=passkey.pk).update(sign_count=count, last_used_at=now):
        logger.warning("accounts.passkey_copied", extra={"person": str(passkey.user.uid)})
        raise PasskeyRefused
    return passkey.user


def rename_passkey(*, passkey: Passkey, name: str) -> None:
    """Call a passkey as the person recognises it."""
    passkey.name = name
    passkey.save(update_fields=["name"])


@transaction.atomic
def remove_passkey(*, passkey: Passkey, now: datetime) -> None:
    """Forget a passkey: the device may keep it, and it opens nothing here any more. A letter tells of it."""
    passkey.delete()
    notices.tell(passkey.user, phrases.PASSKEY_REMOVED, at=now)
    logger.info("accounts.passkey_removed", extra={"person": str(passkey.user.uid)})
