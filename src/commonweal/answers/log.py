"""The log of an answer's updates: the text itself. Reading it, and adding to it under a lock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.answers import announcements
from commonweal.answers.key_factor_log import Redrawn, follow
from commonweal.answers.methods.projection import html_of, n_words, text_of, tidied
from commonweal.answers.models import Answer, AnswerUpdate
from commonweal.answers.yjs import Replica


@dataclass(frozen=True, slots=True)
class Entry:
    """What goes into the log: an update, and whose it is (None for nobody in particular)."""

    update: bytes
    by_id: int | None
    at: datetime


def locked(answer_ids: Iterable[int]) -> dict[int, Answer]:
    """The answers that exist, locked until the transaction ends, by primary key.

    They are locked in the order of their keys, so that two writers never wait for each other. SQLite
    has no row locks: there the transaction itself is exclusive (BEGIN IMMEDIATE).
    """
    queryset = Answer.texts.select_for_update(of=("self",)).filter(pk__in=set(answer_ids)).order_by("pk")
    return {answer.pk: answer for answer in queryset.select_related("node")}


def append(answer: Answer, entries: Sequence[Entry]) -> list[AnswerUpdate]:
    """Number the entries, and note on the answer (unsaved) its last number and last writer.

    Needs the lock on the answer. The caller saves the rows and the answer's ``LOG_FIELDS``.
    """
    rows = [
        AnswerUpdate(answer=answer, seq=seq, update=entry.update, by_id=entry.by_id, at=entry.at)
        for seq, entry in enumerate(entries, start=answer.last_seq + 1)
    ]
    if rows:
        answer.last_seq, answer.edited_by_id, answer.edited_at = rows[-1].seq, rows[-1].by_id, rows[-1].at
    return rows


LOG_FIELDS = ("last_seq", "edited_by", "edited_at")
TEXT_FIELDS = ("document", "html", "text", "n_words", "materialised_seq")


def updates_after(answer_id: int, seq: int) -> list[tuple[int, bytes]]:
    """The entries after a number, in order, as (number, update)."""
    rows = AnswerUpdate.objects.filter(answer_id=answer_id, seq__gt=seq).order_by("seq")
    return [(number, bytes(update)) for number, update in rows.values_list("seq", "update")]


def replica_of(answer_id: int) -> Replica:
    """The text as it stands in the log."""
    return Replica(update for _seq, update in updates_after(answer_id, 0))


def materialise(answer: Answer, document: dict[str, Any], seq: int) -> Redrawn:
    """Set the fields readers read (unsaved) from the document at a number of the log.

    Once the answer and its log are saved, ``key_factor_log.follow`` wants to know what was returned.
    """
    redrawn = Redrawn(answer, answer.document, answer.materialised_seq)
    tidy = tidied(document)
    text = text_of(tidy)
    answer.document, answer.html, answer.text = tidy, html_of(tidy), text
    answer.n_words, answer.materialised_seq = n_words(text), seq
    return redrawn


def write_now(answer: Answer, update: bytes, *, by_id: int | None, at: datetime, replica: Replica) -> None:
    """Add one entry, bring the text up to date and tell the open rooms.

    Needs the lock on the answer, and ``replica`` holding the text with the update.
    """
    rows = append(answer, [Entry(update, by_id, at)])
    AnswerUpdate.objects.bulk_create(rows)
    redrawn = materialise(answer, replica.document(), answer.last_seq)
    answer.save(update_fields=[*LOG_FIELDS, *TEXT_FIELDS])
    follow(redrawn)
    announcements.announce({answer.pk: answer.last_seq})


@transaction.atomic
def refresh(answer_id: int) -> Answer | None:
    """Bring the text that readers read up to the log, if it is behind. None if there is no such answer."""
    answer = locked([answer_id]).get(answer_id)
    if answer and answer.materialised_seq < answer.last_seq:
        redrawn = materialise(answer, replica_of(answer_id).document(), answer.last_seq)
        answer.save(update_fields=TEXT_FIELDS)
        follow(redrawn)
    return answer


@transaction.atomic
def compact(answer_id: int, now: datetime) -> int:
    """Replace the log's entries by one that holds them all; return how many there were.

    The number of the last entry stays, so rooms that read on from any number still get everything.
    Who wrote what stays in the events.
    """
    answer = locked([answer_id]).get(answer_id)
    if answer is None:
        return 0
    n_entries = answer.updates.count()
    if n_entries > 1:
        state = replica_of(answer_id).state()
        answer.updates.all().delete()
        AnswerUpdate.objects.create(answer=answer, seq=answer.last_seq, update=state, at=now)
    return n_entries
