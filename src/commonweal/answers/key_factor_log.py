"""Following the key factors of a text as it is drawn from the log: new ones, what they say now, those that went.

Nobody sends key factors to the server: writers mark passages, and the marks are part of the text. Here they become rows
with nodes, in the transaction that draws the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.answers.methods import key_factors
from commonweal.answers.methods.key_factors import Marked
from commonweal.answers.models import Answer, AnswerUpdate, KeyFactor
from commonweal.kernel import events, nodes
from commonweal.kernel.scopes import scope_of

MOST = 300
"""Key factors followed in one text; a Profile has some tens."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """An answer whose text was drawn anew, with the document and the number of the log it was drawn from before."""

    answer: Answer
    before: Mapping[str, Any]
    before_seq: int


def follow(redrawn: Redrawn) -> None:
    """Bring the key factors of an answer up to its text. No query where the marks are the same as before.

    Needs the lock on the answer, and its log saved. A uid that is another answer's is left alone, and the text of an
    application copy has none of its own (ADR 0027).
    """
    if redrawn.answer.copy_id is not None:
        return
    before = key_factors.marked_in(redrawn.before) if redrawn.before else {}
    after = dict(list(key_factors.marked_in(redrawn.answer.document).items())[:MOST])
    changed = {uid for uid in before.keys() | after.keys() if before.get(uid) != after.get(uid)}
    if not changed:
        return
    known = {str(one.uid): one for one in KeyFactor.objects.filter(uid__in=changed).select_related("node")}
    for uid in sorted(changed, key=lambda one: after[one].place if one in after else 0):
        factor, marked = known.get(uid), after.get(uid)
        if factor is None:
            if marked is not None:
                _begin(redrawn, uid, marked)
        elif factor.answer_id == redrawn.answer.pk:
            _follow_one(redrawn, factor, marked)


def _follow_one(redrawn: Redrawn, factor: KeyFactor, marked: Marked | None) -> None:
    if marked is None:
        _leave(redrawn, factor)
        return
    if factor.gone_at or factor.node.archived_at:
        _return(redrawn, factor)
    if factor.kind != marked.kind:
        _record(redrawn, factor, "key_factor.changed", before={"kind": factor.kind}, after={"kind": marked.kind})
    if factor.text != marked.text:
        factor.node.title = _title(redrawn.answer, marked.text)
        factor.node.save(update_fields=["title"])
    factor.kind, factor.text, factor.place, factor.gone_at = marked.kind, marked.text, marked.place, None
    factor.save(update_fields=["kind", "text", "place", "gone_at"])


def _begin(redrawn: Redrawn, uid: str, marked: Marked) -> None:
    """Make the row and node of a new mark, unless another answer takes the uid at this moment."""
    answer, by = redrawn.answer, _writer_of(redrawn, uid)
    try:
        with transaction.atomic():
            factor = KeyFactor.objects.create(
                uid=UUID(uid),
                answer=answer,
                node=nodes.create(
                    "key_factor", scope=scope_of(answer.community), title=_title(answer, marked.text), owner=by
                ),
                kind=marked.kind,
                text=marked.text,
                place=marked.place,
                marked_by=by,
            )
    except IntegrityError:
        return
    _record(redrawn, factor, "key_factor.marked", after={"kind": marked.kind})


def _leave(redrawn: Redrawn, factor: KeyFactor) -> None:
    """The mark is gone: with the words, or only the mark, which is how a writer says that it is no key factor."""
    if factor.gone_at or factor.node.archived_at:
        return
    if key_factors.says(redrawn.answer.document, factor.text):
        nodes.archive(factor.node, by=_last_writer(redrawn.answer), at=_at(redrawn.answer))
        return
    factor.gone_at = _at(redrawn.answer)
    factor.save(update_fields=["gone_at"])
    _record(redrawn, factor, "key_factor.left_text")


def _return(redrawn: Redrawn, factor: KeyFactor) -> None:
    if factor.node.archived_at:
        nodes.restore(factor.node, by=_last_writer(redrawn.answer), at=_at(redrawn.answer))
    else:
        _record(redrawn, factor, "key_factor.returned")


def _record(redrawn: Redrawn, factor: KeyFactor, verb: str, *, before: object = None, after: object = None) -> None:
    by = _writer_of(redrawn, str(factor.uid))
    events.record(verb, factor.node, by=by, at=_at(redrawn.answer), before=before, after=after)


def _writer_of(redrawn: Redrawn, uid: str) -> User | None:
    """Who wrote the mark since the text was drawn the last time; where nobody did, who wrote last."""
    recent = AnswerUpdate.objects.filter(answer=redrawn.answer, seq__gt=redrawn.before_seq).order_by("-seq")
    for entry in recent.select_related("by"):
        if uid.encode() in bytes(entry.update):
            return entry.by
    return _last_writer(redrawn.answer)


def _last_writer(answer: Answer) -> User | None:
    return answer.edited_by


def _at(answer: Answer) -> datetime:
    return answer.edited_at or answer.created_at


def _title(answer: Answer, text: str) -> dict[str, str]:
    """What the factor says, in the first language of its community."""
    return {(answer.community.languages or ["en"])[0]: text}
