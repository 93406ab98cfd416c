"""Storing what writers wrote: one transaction for all rooms of a process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.answers import announcements, key_factor_log, log
from commonweal.answers.methods.projection import n_words, text_of
from commonweal.answers.methods.schema import version_needed
from commonweal.answers.models import Answer, AnswerUpdate
from commonweal.answers.yjs import SCHEMA
from commonweal.kernel import events, snapshots
from commonweal.kernel.models import Event

BURST = timedelta(minutes=5)
"""One writer typing in one answer makes at most one event in this time."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one writer changed in an answer since the last commit.

    ``before`` is the document as it was before, when this may begin a new burst of writing; else None.
    """

    by: User
    update: bytes
    at: datetime
    before: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a room has to store.

    ``document`` (None: not this time) holds everything up to ``seen_seq`` of the log and the contributions.
    """

    answer_id: int
    contributions: tuple[Contribution, ...]
    seen_seq: int
    document: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The numbers a batch got: those after ``previous_seq`` up to ``last_seq``."""

    previous_seq: int
    last_seq: int


@transaction.atomic
def commit(batches: Sequence[Batch]) -> dict[int, Receipt]:
    """Store the batches of several answers, all or none; return a receipt by answer.

    An answer without a receipt no longer exists.
    """
    answers = log.locked(batch.answer_id for batch in batches)
    receipts: dict[int, Receipt] = {}
    rows: list[AnswerUpdate] = []
    redrawn: list[key_factor_log.Redrawn] = []
    for batch in batches:
        if (answer := answers.get(batch.answer_id)) is None:
            continue
        previous = answer.last_seq
        rows += log.append(answer, [log.Entry(one.update, one.by.pk, one.at) for one in batch.contributions])
        _record_bursts(answer, batch.contributions)
        fields = [*log.LOG_FIELDS]
        if batch.document is not None and batch.seen_seq == previous:
            redrawn.append(log.materialise(answer, batch.document, answer.last_seq))
            fields += log.TEXT_FIELDS
        answer.save(update_fields=fields)
        receipts[answer.pk] = Receipt(previous, answer.last_seq)
    AnswerUpdate.objects.bulk_create(rows)
    for one in redrawn:
        key_factor_log.follow(one)
    announcements.announce({pk: receipt.last_seq for pk, receipt in receipts.items()})
    return receipts


def record_version(
    verb: str, answer: Answer, before: dict[str, Any], *, by: User, at: datetime, after: object = None
) -> Event:
    """Record an event that keeps the text as it was before, and how many words that had."""
    kept = snapshots.keep("answer.document", {"schema": version_needed(before, SCHEMA), "document": before})
    words = n_words(text_of(before))
    return events.record(verb, answer.node, by=by, at=at, before={"words": words}, after=after, snapshot=kept)


def _record_bursts(answer: Answer, contributions: Sequence[Contribution]) -> None:
    for one in contributions:
        if one.before is None:
            continue
        known = Event.objects.filter(node_id=answer.node_id, verb="answer.edited", by=one.by, at__gt=one.at - BURST)
        if not known.exists():
            record_version("answer.edited", answer, one.before, by=one.by, at=one.at)
