"""Somebody whose password or mailed link was right and who owes the code of their phone. Nobody is signed in yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from commonweal.accounts.models import User
from commonweal.accounts.signed_in import Proof

KEPT_FOR = timedelta(minutes=10)
ENTRY = "half_way"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who it is, what they showed, and where they want to go."""

    person: User
    by: Proof
    next_path: str


def hold(request: HttpRequest, person: User, *, by: Proof, next_path: str, now: datetime) -> None:
    """Remember in the session who showed a password or link, under a session key of its own."""
    request.session.cycle_key()
    request.session[ENTRY] = {
        "person": person.pk,
        "password": person.get_session_auth_hash(),
        "by": by,
        "next": next_path,
        "at": now.timestamp(),
    }


def waiting_in(request: HttpRequest, *, now: datetime) -> Waiting | None:
    """Who waits in this session; None after ten minutes, or once their password changed."""
    kept = request.session.get(ENTRY)
    if kept is None or now.timestamp() - kept["at"] > KEPT_FOR.total_seconds():
        return None
    person = User.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or not constant_time_compare(person.get_session_auth_hash(), kept["password"]):
        return None
    return Waiting(person, Proof(kept["by"]), kept["next"])


def forget(request: HttpRequest) -> None:
    """Forget who waited."""
    request.session.pop(ENTRY, None)
