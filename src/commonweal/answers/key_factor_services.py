"""Acts on key factors beside marking, which is writing: put one back into the text, retire one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.answers import key_factor_selectors, log, services
from commonweal.answers.methods import key_factors
from commonweal.answers.models import Answer, KeyFactor
from commonweal.kernel import nodes
from commonweal.kernel.permissions import require


@transaction.atomic
def put_back(*, answer: Answer, uid: UUID, by: User, now: datetime) -> KeyFactor:
    """Mark a factor in the text again: on its words if they are there, else in a new paragraph at the end.

    People who have the answer open see it come; the history tells of it as of any writing.

    Raises:
        NoSuchKeyFactor: if the answer has no such factor.
        NotPermitted: if ``by`` may not write in the answer.
    """
    require("communities.write_answers", by, answer.community)
    log.locked([answer.pk])
    factor = key_factor_selectors.key_factor(answer, uid)
    document = log.replica_of(answer.pk).document()
    if str(uid) not in key_factors.marked_in(document):
        longer = key_factors.put_in(document, str(uid), factor.kind, factor.text)
        services.write_document(answer_id=answer.pk, document=longer, by=by, now=now)
    return key_factor_selectors.key_factor(answer, uid)


@transaction.atomic
def retire(*, answer: Answer, uid: UUID, by: User, now: datetime) -> KeyFactor:
    """Say that something is no key factor any more. Its words stay in the text; its links and history stay.

    Raises what ``put_back`` raises.
    """
    require("communities.write_answers", by, answer.community)
    log.locked([answer.pk])
    factor = key_factor_selectors.key_factor(answer, uid)
    document = log.replica_of(answer.pk).document()
    if str(uid) in key_factors.marked_in(document):
        plain = key_factors.take_off(document, str(uid))
        services.write_document(answer_id=answer.pk, document=plain, by=by, now=now)
        factor = key_factor_selectors.key_factor(answer, uid)
    nodes.archive(factor.node, by=by, at=now)
    return factor
