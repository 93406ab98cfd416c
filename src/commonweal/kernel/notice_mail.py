"""Letters about notices: what waits for a person in one letter, at once or once a day, in their language."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import translation

from commonweal.kernel import mail, notices
from commonweal.kernel.enums import Way
from commonweal.kernel.models import Notice
from commonweal.kernel.time_zones import zone_of
from commonweal.kernel.visibility import reach_of

if TYPE_CHECKING:
    from commonweal.accounts.models import User

MORNING = 7
"""The hour on the person's clock from which the daily letter may leave."""
MOST_IN_A_LETTER = 30
SALT = "commonweal.notices.stop"
LEFT_BEHIND = timedelta(minutes=30)
"""A notice to be mailed at once that waited longer goes with the hourly round: its job was under way already."""


@transaction.atomic
def mail_notices(person_uid: UUID | str, ways: Iterable[Way], *, now: datetime) -> bool:
    """Write one letter with what waits for a person; False if nothing did. Safe to run twice: the rows are marked.

    What the person read meanwhile, or may not see any more, is marked and not mailed.
    """
    person = get_user_model().objects.filter(uid=person_uid, is_active=True).first()
    if person is None:
        return False
    waiting = Notice.objects.select_for_update().filter(person=person, way__in=list(ways), mailed_at=None)
    due = {notice.pk for notice in waiting}
    unread = notices.visible_to(person, reach_of(person)).filter(pk__in=due, read_at=None)
    shown = list(unread)
    Notice.objects.filter(pk__in=due, mailed_at=None).update(mailed_at=now)
    if not shown:
        return False
    _send(person, shown, now)
    return True


def people_due(now: datetime) -> list[UUID]:
    """Whom the hourly round writes to: it is past seven on their clock and they had no daily letter today."""
    waiting = Notice.objects.filter(mailed_at=None, way=Way.DAILY, person__is_active=True)
    people = get_user_model().objects.filter(pk__in=waiting.values("person_id"))
    had = _newest_letters(waiting)
    return [one.uid for one in people if _is_due(now, zone_of(one.time_zone), had.get(one.pk))]


def people_left_behind(now: datetime) -> list[UUID]:
    """Who has a notice to be mailed at once that no job took along."""
    old = Notice.objects.filter(mailed_at=None, way=Way.AT_ONCE, at__lt=now - LEFT_BEHIND, person__is_active=True)
    return list(get_user_model().objects.filter(pk__in=old.values("person_id")).values_list("uid", flat=True))


def person_of(token: str) -> "User | None":
    """Whose letters a link at the foot of one means. None if it is none of ours, or the account is gone."""
    try:
        uid = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return get_user_model().objects.filter(uid=uid, is_active=True).first()


def token_of(person: "User") -> str:
    """What stands in the link at the foot of a letter. It ends mail, and opens nothing."""
    return signing.dumps(str(person.uid), salt=SALT)


def _is_due(now: datetime, zone: ZoneInfo, last: datetime | None) -> bool:
    clock = now.astimezone(zone)
    return clock.hour >= MORNING and (last is None or last.astimezone(zone).date() < clock.date())


def _newest_letters(waiting: QuerySet[Notice]) -> dict[int, datetime]:
    """When each of those who have something waiting had the last daily letter."""
    mailed = Notice.objects.filter(person__in=waiting.values("person"), way=Way.DAILY, mailed_at__isnull=False)
    newest = mailed.order_by().values("person_id").annotate(newest=Max("mailed_at"))
    return {row["person_id"]: row["newest"] for row in newest}


def _send(person: "User", shown: list[Notice], now: datetime) -> None:
    with translation.override(person.language):
        lines = [
            (notices.sentence_of(one), settings.SITE_URL + reverse("site:notice", args=[one.uid])) for one in shown
        ]
    told = [{"sentence": sentence, "link": link} for sentence, link in lines if sentence]
    if told:
        stop = settings.SITE_URL + reverse("site:mail-stop", args=[token_of(person)])
        mail.send(
            to=person.email,
            template="kernel/mail/notices",
            context={
                "name": person.full_name,
                "notices": told[:MOST_IN_A_LETTER],
                "n": len(told),
                "n_more": max(len(told) - MOST_IN_A_LETTER, 0),
                "first": told[0]["sentence"],
                "inbox": settings.SITE_URL + reverse("site:inbox"),
                "stop": stop,
            },
            language=person.language,
            at=now,
            unsubscribe=stop,
        )
