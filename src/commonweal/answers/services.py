"""Acts on answers: open one, write a whole document, bring an earlier text back, keep the log short."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.answers import findable, log, selectors, store
from commonweal.answers.errors import DocumentRefused, NoSuchQuestion
from commonweal.answers.methods import schema
from commonweal.answers.methods.schema import Document
from commonweal.answers.models import Answer, AnswerUpdate
from commonweal.answers.yjs import SCHEMA
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.models import Edition
from commonweal.kernel import jobs, nodes
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of

LONG_LOG = 400
"""A log with more entries is made one entry when the last page that has the answer open is closed."""
DRAWN_BY_ROOM = timedelta(seconds=5)
"""An answer written to more lately than this has an open room, which draws its text itself."""


def open_answer(*, community: Community, ref: str, by: User, edition: EditionDocument | None = None) -> Answer:
    """The community's answer to a Profile question of the current edition, made if nobody opened it yet.

    Opening writes nothing anyone could read, so it makes no event. ``edition`` is the current one, where it is known.

    Raises:
        NotPermitted: if ``by`` is not a member of the community.
        NoSuchQuestion: if the Profile has no such question.
    """
    require("communities.read", by, community)
    edition = edition or frameworks.current_edition()
    question = next((one for one in edition.questions_of(selectors.PROFILE) if one.ref == ref), None)
    if question is None:
        raise NoSuchQuestion
    if answer := selectors.answer_to(community, edition, ref):
        return answer
    try:
        with transaction.atomic():
            return Answer.objects.create(
                community=community,
                edition=Edition.objects.get(slug=edition.id, edition=edition.edition),
                ref=ref,
                node=nodes.create("answer", scope=scope_of(community), title=dict(question.label)),
                schema_version=SCHEMA.version,
            )
    except IntegrityError:
        return selectors.answers_of(community, edition).defer(None).get(ref=ref)


@transaction.atomic
def write_document(*, answer_id: int, document: Document, by: User, now: datetime) -> Answer:
    """Make an answer's text this document. People who have it open see it change.

    Raises:
        NotPermitted: if ``by`` may not write in the answer.
        DocumentRefused: if the schema does not allow the document.
    """
    answer = _locked_for(by, answer_id)
    if next(schema.faults(document, SCHEMA), None):
        raise DocumentRefused
    if before := _rewrite(answer, document, by, now):
        store.record_version("answer.edited", answer, before, by=by, at=now)
    return answer


@transaction.atomic
def restore_version(*, answer_id: int, event_uid: UUID, by: User, now: datetime) -> Answer:
    """Bring back the text as it was before a stretch of writing.

    It is a change like any other: open pages see it, nothing is lost, and the event of it keeps the
    text that was replaced, so that it can be brought back the same way.

    Raises:
        NotPermitted: if ``by`` may not write in the answer.
        NoSuchVersion: if the event is not one of this answer's.
    """
    answer = _locked_for(by, answer_id)
    document = selectors.version(answer, event_uid).before
    if before := _rewrite(answer, document, by, now):
        store.record_version("answer.restored", answer, before, by=by, at=now, after={"event": str(event_uid)})
    return answer


def up_to_date(answer: Answer) -> Answer:
    """The answer with the text its log holds; drawn now if nobody did."""
    if answer.materialised_seq == answer.last_seq:
        return answer
    log.refresh(answer.pk)
    answer.refresh_from_db()
    return answer


def draw_what_was_left(answers: Iterable[Answer], now: datetime) -> None:
    """Draw the texts that are behind and that no open room will draw: those a crash left behind.

    The answers given are brought up to date too.
    """
    for answer in answers:
        is_left = answer.edited_at is None or now - answer.edited_at > DRAWN_BY_ROOM
        if answer.materialised_seq < answer.last_seq and is_left:
            log.refresh(answer.pk)
            answer.refresh_from_db(fields=log.TEXT_FIELDS)


def see_to_closed(answer_id: int, now: datetime) -> None:
    """When the last page of an answer was closed: let it be found by its words, and keep its log short."""
    findable.put_answers(Answer.objects.filter(pk=answer_id))
    compact_if_long(answer_id, now)


def compact_if_long(answer_id: int, now: datetime) -> None:
    """Ask the job process to make a long log one entry."""
    if AnswerUpdate.objects.filter(answer_id=answer_id).count() > LONG_LOG:
        jobs.enqueue("answers.compact_log", at=now, answer_id=answer_id)


def compact_log(answer_id: int, now: datetime) -> int:
    """Make the log of an answer one entry; return how many there were. Safe to run twice."""
    return log.compact(answer_id, now)


def _locked_for(by: User, answer_id: int) -> Answer:
    answer = log.locked([answer_id])[answer_id]
    require("communities.write_answers", by, answer.community)
    return answer


def _rewrite(answer: Answer, document: Document, by: User, now: datetime) -> dict[str, Any] | None:
    """Write the document through the log; return the one before, or None if nothing changed."""
    replica = log.replica_of(answer.pk)
    before = replica.document()
    update = replica.rewrite(document)
    if not update:
        return None
    log.write_now(answer, update, by_id=by.pk, at=now, replica=replica)
    return before
