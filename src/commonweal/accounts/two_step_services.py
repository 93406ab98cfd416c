"""Two-step sign-in: a code from a phone after the password or the mailed link, and codes for when the phone is lost."""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.accounts import notices, phrases
from commonweal.accounts.errors import TwoStepStands, WrongCode
from commonweal.accounts.methods import recovery, tokens, totp
from commonweal.accounts.models import RecoveryCode, TwoStep, User

logger = logging.getLogger(__name__)


@transaction.atomic
def turn_on(*, person: User, secret: str, code: str, now: datetime) -> list[str]:
    """Have the person sign in with codes of this secret too; return their recovery codes, which are shown once.

    Raises:
        WrongCode: if the code is none of this secret now: the phone did not take it, or its clock is off.
        TwoStepStands: if it is on already.
    """
    step = totp.step_of_code(secret, recovery.plain(code), at=now, after=0)
    if step is None:
        raise WrongCode
    try:
        with transaction.atomic():
            TwoStep.objects.create(user=person, secret=secret, turned_on_at=now, last_step=step)
    except IntegrityError:
        raise TwoStepStands from None
    notices.tell(person, phrases.TWO_STEP_ON, at=now)
    logger.info("accounts.two_step_on", extra={"person": str(person.uid)})
    return _new_codes(person)


@transaction.atomic
def take_code(*, person: User, code: str, now: datetime) -> None:
    """Use up a code of the person's phone, or one of their recovery codes.

    Raises:
        WrongCode: if it is neither, or was used before.
    """
    typed = recovery.plain(code)
    if len(typed) > totp.N_DIGITS:
        _take_recovery_code(person, typed, now)
        return
    two_step = TwoStep.objects.filter(user=person).first()
    step = two_step and totp.step_of_code(two_step.secret, typed, at=now, after=two_step.last_step)
    # The condition decides between two uses of one code at once.
    if not step or not TwoStep.objects.filter(user=person, last_step__lt=step).update(last_step=step):
        raise WrongCode


@transaction.atomic
def renew_codes(*, person: User, now: datetime) -> list[str]:
    """Replace the person's recovery codes; return the new ones, which are shown once."""
    notices.tell(person, phrases.CODES_RENEWED, at=now)
    return _new_codes(person)


@transaction.atomic
def turn_off(*, person: User, now: datetime) -> bool:
    """Have the person sign in without codes again, and forget all of them; return whether it was on."""
    n, _ = TwoStep.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(user=person).delete()
    if n:
        notices.tell(person, phrases.TWO_STEP_OFF, at=now)
        logger.info("accounts.two_step_off", extra={"person": str(person.uid)})
    return bool(n)


def _take_recovery_code(person: User, typed: str, now: datetime) -> None:
    unused = RecoveryCode.objects.filter(user=person, used_at=None, code_hash=tokens.hash_of(typed))
    if not unused.update(used_at=now):
        raise WrongCode
    notices.tell(person, phrases.CODE_USED, at=now)


def _new_codes(person: User) -> list[str]:
    codes = recovery.new_codes()
    RecoveryCode.objects.filter(user=person).delete()
    hashes = [tokens.hash_of(recovery.plain(code)) for code in codes]
    RecoveryCode.objects.bulk_create([RecoveryCode(user=person, code_hash=one) for one in hashes])
    return codes
