"""Acts on application copies: make one, decide about a text that it offers back, bring the living text in."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.answers import (
    figure_services,
    layout_selectors,
    log,
    review_selectors,
    selectors,
    services,
    version_services,
)
from commonweal.answers.copy_errors import CopyNameTaken, NoSuchLevel, OfferChanged
from commonweal.answers.copy_models import ApplicationCopy, CopyDecision
from commonweal.answers.methods.ladder import Level
from commonweal.answers.methods.projection import EMPTY_DOCUMENT
from commonweal.answers.models import Answer
from commonweal.answers.yjs import SCHEMA
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument, Question
from commonweal.frameworks.models import Edition
from commonweal.kernel import events, nodes, snapshots
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of


@transaction.atomic
def make_copy(*, community: Community, name: str, level_id: str, by: User, now: datetime) -> ApplicationCopy:
    """Copy the living Profile for an application at a level.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        NoSuchLevel: if the rules have no such level.
        CopyNameTaken: if the community has a copy of this name.
    """
    require("communities.write_answers", by, community)
    edition = frameworks.current_edition()
    level = next((one for one in layout_selectors.levels_for(edition) if one.id == level_id), None)
    if level is None:
        raise NoSuchLevel
    living = version_services.current_answers(community, edition)
    copy = _copy(community, edition, level, name)
    copy.base = snapshots.keep(version_services.KIND, version_services.kept_value(edition, living, {}))
    copy.made_by, copy.made_at = by, now
    copy.node = nodes.create("application-copy", scope=scope_of(community), title={"en": name}, owner=by)
    try:
        with transaction.atomic():
            copy.save()
    except IntegrityError:
        raise CopyNameTaken from None
    document_by_ref = {answer.ref: answer.document for answer in living if answer.last_seq}
    for question in edition.questions_of(selectors.PROFILE):
        _copy_text(copy, question, document_by_ref.get(question.ref, {}), by, now)
    after = {"level": level.id, "rules": level.edition}
    events.record("application_copy.made", copy.node, by=by, at=now, after=after, snapshot=copy.base)
    return copy


@transaction.atomic
def take_offer(*, text_id: int, seen: str, seen_living: str, by: User, now: datetime) -> Answer:
    """Make the living text what the copy says; its history keeps what it said before.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        OfferChanged: if either text is not the one with the address seen any more.
    """
    text, living = _offered(text_id, seen, seen_living, by)
    written = services.write_document(answer_id=living.pk, document=_document(text), by=by, now=now)
    figure_services.adopt_figures(source=text, target=living, by=by, now=now)
    _decide(text, is_taken=True, by=by, now=now)
    return written


@transaction.atomic
def decline_offer(*, text_id: int, seen: str, seen_living: str, by: User, now: datetime) -> None:
    """Let the living text stay as it is. The copy keeps its own, and is offered again once it changes.

    Raises:
        NotPermitted, OfferChanged: as ``take_offer``.
    """
    text, _living = _offered(text_id, seen, seen_living, by)
    _decide(text, is_taken=False, by=by, now=now)


@transaction.atomic
def bring_living_text(*, text_id: int, seen: str, seen_living: str, by: User, now: datetime) -> Answer:
    """Make the copy's text what the living Profile says; its history keeps what it said before.

    Raises:
        NotPermitted, OfferChanged: as ``take_offer``.
    """
    text, living = _offered(text_id, seen, seen_living, by)
    written = services.write_document(answer_id=text.pk, document=_document(living), by=by, now=now)
    kept = snapshots.keep(review_selectors.TEXT, review_selectors.text_value(_document(living)))
    CopyDecision.objects.create(answer=text, snapshot=kept, is_taken=True, by=by, at=now)
    events.record("application_copy.text_renewed", written.node, by=by, at=now, snapshot=kept)
    return written


def _copy(community: Community, edition: EditionDocument, level: Level, name: str) -> ApplicationCopy:
    return ApplicationCopy(
        community=community,
        edition=Edition.objects.get(slug=edition.id, edition=edition.edition),
        name=name,
        rules=level.edition,
        level=level.id,
        level_name=dict(level.name),
        page_limit=level.page_limit,
    )


def _copy_text(copy: ApplicationCopy, question: Question, document: dict[str, Any], by: User, now: datetime) -> None:
    text = Answer.texts.create(
        community=copy.community,
        edition=copy.edition,
        copy=copy,
        ref=question.ref,
        node=nodes.create("copied-answer", scope=scope_of(copy.community), title=dict(question.label)),
        schema_version=SCHEMA.version,
    )
    if document:
        replica = log.replica_of(text.pk)
        log.write_now(text, replica.rewrite(document), by_id=by.pk, at=now, replica=replica)


def _offered(text_id: int, seen: str, seen_living: str, by: User) -> tuple[Answer, Answer]:
    """The text of a copy and the living one, locked and up to date, if they are those that were read."""
    text = log.refresh(text_id)
    if text is None or text.copy_id is None:
        raise OfferChanged
    require("communities.write_answers", by, text.community)
    living = log.refresh(services.open_answer(community=text.community, ref=text.ref, by=by).pk)
    if living is None:
        raise OfferChanged
    addresses = tuple(review_selectors.address_of(_document(one)) for one in (text, living))
    if addresses != (seen, seen_living):
        raise OfferChanged
    return text, living


def _decide(text: Answer, *, is_taken: bool, by: User, now: datetime) -> None:
    kept = snapshots.keep(review_selectors.TEXT, review_selectors.text_value(_document(text)))
    CopyDecision.objects.create(answer=text, snapshot=kept, is_taken=is_taken, by=by, at=now)
    verb = "application_copy.offer_taken" if is_taken else "application_copy.offer_declined"
    events.record(verb, text.node, by=by, at=now, snapshot=kept)


def _document(answer: Answer) -> dict[str, Any]:
    return answer.document or dict(EMPTY_DOCUMENT)
