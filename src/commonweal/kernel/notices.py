"""Notices: what a person should know of, in one inbox, and by mail where they want that.

A package registers its kinds and gives notices in the transaction of what they tell of. Nobody is told of their own
acts. What a notice tells is asked again when it is shown and when it is mailed: who may not see its node any more
neither reads of it nor gets a letter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.kernel import jobs
from commonweal.kernel.enums import Way
from commonweal.kernel.models import Node, Notice, NoticeChoice, NoticeMute
from commonweal.kernel.visibility import Reach, visible_nodes

if TYPE_CHECKING:
    from commonweal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notices: its name in the settings, its sentence with ``%(who)s`` and ``%(what)s``, its usual way."""

    name: str
    label: object
    sentence: object
    usual: Way


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice is about: the node that says who may know, the address, and a title where no node has one."""

    node: Node | None
    path: str
    title: dict[str, str] | None = None


_kinds: dict[str, Kind] = {}


def register(name: str, *, label: object, sentence: object, usual: Way = Way.DAILY) -> None:
    """Let notices of a kind be given. Call it while packages load, in ``inbox.py``."""
    if name in _kinds:
        raise ValueError(f"Two kinds of notices are called {name}.")
    _kinds[name] = Kind(name, label, sentence, usual)


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of registration."""
    return tuple(_kinds.values())


@transaction.atomic
def give(kind: str, people: "Iterable[User]", told: Told, *, key: str, by: "User | None", at: datetime) -> None:
    """Give some people a notice, as each of them wants it; giving it again changes nothing. At most four queries.

    ``key`` names what happened, such as ``comment:<uid>``: of one happening a person hears once.
    """
    wanted = {person.pk: person for person in people if person.is_active and (by is None or person.pk != by.pk)}
    if told.node is not None:
        muted = NoticeMute.objects.filter(person__in=wanted, scope=told.node.scope)
        for pk in muted.values_list("person_id", flat=True):
            del wanted[pk]
    if not wanted:
        return
    chosen = dict(NoticeChoice.objects.filter(person__in=wanted, kind=kind).values_list("person_id", "way"))
    ways = {pk: chosen.get(pk, _kinds[kind].usual) for pk in wanted}
    shared = {"kind": kind, "key": key, "by": by, "at": at, "node": told.node, "title": told.title or {}}
    heard = {pk: way for pk, way in ways.items() if way != Way.NONE}
    rows = [Notice(person_id=pk, way=way, path=told.path, **shared) for pk, way in heard.items()]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    for pk, way in ways.items():
        if way == Way.AT_ONCE:
            jobs.enqueue("kernel.mail_notices", at=at, key=str(wanted[pk].uid), person_uid=str(wanted[pk].uid))


def visible_to(person: "User", reach: Reach) -> QuerySet[Notice]:
    """A person's notices of what they may still see, newest first, with who acted and the node."""
    allowed = Q(node=None) | Q(node__in=visible_nodes(reach))
    return Notice.objects.filter(allowed, person=person).select_related("by", "node").order_by("-at", "-pk")


def sentence_of(notice: Notice) -> str:
    """What a notice says, in the language of the moment. Empty for a kind that no package knows any more."""
    kind = _kinds.get(notice.kind)
    if kind is None:
        return ""
    titles = notice.title or (notice.node.title if notice.node else {})
    language = get_language() or "en"
    what = titles.get(language) or titles.get("en") or next(iter(titles.values()), "")
    who = notice.by.full_name if notice.by else _("Somebody")
    return str(kind.sentence) % {"who": who, "what": what}


def set_read(notices: QuerySet[Notice], *, at: datetime | None) -> int:
    """Mark some notices read at a moment, or unread (None); return how many changed."""
    return notices.filter(read_at__isnull=at is not None).update(read_at=at)


def n_unread(person: "User", reach: Reach) -> int:
    """How many notices a person has yet to read."""
    return visible_to(person, reach).filter(read_at=None).count()


def ways_of(person: "User") -> dict[str, str]:
    """How a person hears of each kind."""
    chosen = dict(NoticeChoice.objects.filter(person=person).values_list("kind", "way"))
    return {kind.name: chosen.get(kind.name, kind.usual.value) for kind in kinds()}


@transaction.atomic
def choose(person: "User", ways: dict[str, str], muted: Iterable[str]) -> None:
    """Keep how a person wants to hear of each kind, and the scopes of which they want to hear nothing."""
    for kind, way in ways.items():
        NoticeChoice.objects.update_or_create(person=person, kind=kind, defaults={"way": way})
    scopes = set(muted)
    NoticeMute.objects.filter(person=person).exclude(scope__in=scopes).delete()
    NoticeMute.objects.bulk_create([NoticeMute(person=person, scope=one) for one in scopes], ignore_conflicts=True)


def muted_by(person: "User") -> set[str]:
    """The scopes of which a person wants to hear nothing."""
    return set(NoticeMute.objects.filter(person=person).values_list("scope", flat=True))


@transaction.atomic
def stop_mail(person: "User") -> None:
    """Let no kind of notice be mailed to a person any more, also of what waits; the inbox goes on."""
    for kind, way in ways_of(person).items():
        if way in (Way.AT_ONCE, Way.DAILY):
            NoticeChoice.objects.update_or_create(person=person, kind=kind, defaults={"way": Way.INBOX})
    Notice.objects.filter(person=person, mailed_at=None).update(way=Way.INBOX)
