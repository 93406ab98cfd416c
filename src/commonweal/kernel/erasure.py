"""Erasing a person: who they were goes, what the community wrote stays.

Every package that keeps something of a person registers an eraser. The kernel's own part is here: it forgets
who acted in nodes, links, events and files, removes their jobs and the mail to them, and takes their name and
address out of every text the kernel keeps, wherever a caller put it. The content of snapshots stays: it is the
community's text under its hash, and holds uids, not names (see ADR 0018 and ADR 0031).
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.lookups import IContains
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from commonweal.kernel import jobs
from commonweal.kernel.enums import MailState
from commonweal.kernel.methods.traces import without
from commonweal.kernel.models import Event, Job, Link, Mail, Node, Notice, StoredFile
from commonweal.kernel.search import index

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from commonweal.accounts.models import User

Eraser = Callable[["User", datetime], None]
Guard = Callable[["User"], Iterable["Obstacle"]]
Namesake = Callable[["User"], bool]
_erasers: list[Eraser] = []
_guards: list[Guard] = []
_namesakes: list[Namesake] = []

MAIL_PARTS = ("to", "subject", "text", "html")
NAMES_PEOPLE: dict[Any, tuple[str, ...]] = {
    Event: ("before", "after"),
    Node: ("title",),
    Notice: ("title",),
    StoredFile: ("name",),
}
"""Where a caller of the kernel may have put a name, by mistake or for a reason."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a person cannot be erased yet: a sentence with its values, and where to do something about it."""

    words: "Promise"
    values: dict[str, str]
    path: str

    def __str__(self) -> str:
        return str(self.words) % self.values


def obstacle(function: Guard) -> Guard:
    """Register what may stand in the way of forgetting a person: ``person -> obstacles``."""
    _guards.append(function)
    return function


def obstacles_of(person: "User") -> list[Obstacle]:
    """What the person has to do before they can be forgotten."""
    return [found for guard in _guards for found in guard(person)]


def eraser(function: Eraser) -> Eraser:
    """Register what a package does to forget a person: ``(person, at)``, inside the transaction of the erasure."""
    _erasers.append(function)
    return function


@transaction.atomic
def erase_person(person: "User", *, at: datetime) -> None:
    """Forget a person, in every package: all of it or nothing.

    The highest package goes first and the account last, so that each still reads the name it has to look for.
    """
    _forget_acts(person)
    words = words_of(person)
    _forget_jobs(person, words)
    _forget_mail(person, words, at)
    for model, names in NAMES_PEOPLE.items():
        take_out(model.objects.all(), names, words)
    for erase in reversed(_erasers):
        erase(person, at)
    index.forget(words)
    jobs.enqueue("kernel.rebuild_search", at=at, key="search")


def namesake(function: Namesake) -> Namesake:
    """Register whether something or somebody else of a package is called as a person is: ``person -> bool``.

    Texts that say such a name may mean that, and everybody chooses their own name.
    """
    _namesakes.append(function)
    return function


def words_of(person: "User") -> tuple[str, ...]:
    """The words by which one could tell who it was: the address, and the name where nothing else is called so."""
    is_shared = any(is_called_so(person) for is_called_so in _namesakes)
    return (person.email,) if is_shared else (person.email, person.full_name)


def take_out(rows: QuerySet[Any], names: Sequence[str], words: Collection[str]) -> None:
    """Take some words out of text and JSON columns."""
    for pk, cleaned in telling(rows, names, words):
        rows.filter(pk=pk).update(**cleaned)


def telling(rows: QuerySet[Any], names: Sequence[str], words: Collection[str]) -> list[tuple[Any, dict[str, object]]]:
    """The rows in which one of the words stands by itself, by primary key, with their columns cleaned of it."""
    found = rows.filter(mentions(names, words)).values_list("pk", *names)
    kept = [(pk, dict(zip(names, values, strict=True))) for pk, *values in found]
    cleaned = [(pk, {name: without(value, words) for name, value in values.items()}) for pk, values in kept]
    return [now for before, now in zip(kept, cleaned, strict=True) if before != now]


def mentions(names: Iterable[str], words: Iterable[str]) -> Q:
    """A filter for rows in which one of the columns holds one of the words, in any case, also within another word.

    JSON is searched as text: PostgreSQL keeps letters as they are, SQLite as Python wrote them, escaped.
    """
    needles = {form for word in words if word for form in (word, json.dumps(word)[1:-1])}
    texts = [Cast(name, models.TextField()) for name in names]
    found = [IContains(text, needle) for text in texts for needle in sorted(needles)]
    return reduce(or_, (Q(condition) for condition in found))


def _forget_acts(person: "User") -> None:
    Node.objects.filter(owner=person).update(owner=None)
    for model in (Event, Link, StoredFile):
        model.objects.filter(by=person).update(by=None)


def _forget_jobs(person: "User", words: Collection[str]) -> None:
    """Remove what the person asked for and what tells of them. A handler at work then ends without a row to mark."""
    Job.objects.filter(asked_by=person).delete()
    for rows, names in (
        (Job.objects, ["arguments", "message", "result", "error"]),
        (DBTaskResult.objects, ["traceback"]),
    ):
        rows.filter(pk__in=[pk for pk, _cleaned in telling(rows.all(), names, words)]).delete()


def _forget_mail(person: "User", words: Collection[str], at: datetime) -> None:
    """Remove the mail to the person; mail to others loses the person's name, and all of itself if it left."""
    Mail.objects.filter(to__iexact=person.email).delete()
    Mail.objects.filter(asked_by=person).update(asked_by=None)
    Mail.objects.filter(released_by=person).update(released_by=None)
    words = {*words, *(str(escape(word)) for word in words)}
    ended = Mail.objects.exclude(state__in=[MailState.HELD, MailState.RELEASED])
    told = [pk for pk, _cleaned in telling(ended, MAIL_PARTS, words)]
    Mail.objects.filter(pk__in=told).update(**dict.fromkeys((*MAIL_PARTS, "unsubscribe"), ""), wiped_at=at)
    take_out(Mail.objects.all(), MAIL_PARTS[1:], words)
