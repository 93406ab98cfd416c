"""Reading application copies: which there are, how each text stands to the living one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from commonweal.answers import figure_selectors, layout_selectors, review_selectors, selectors
from commonweal.answers.copy_models import ApplicationCopy, CopyDecision
from commonweal.answers.layout_models import ProfileLayout
from commonweal.answers.layout_selectors import Budget
from commonweal.answers.methods.copies import OFFERED, Stand, stand_of
from commonweal.answers.methods.projection import EMPTY_DOCUMENT
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument, Question
from commonweal.kernel import snapshots
from commonweal.kernel.models import Snapshot
from commonweal.kernel.prepared import prepared

DECISION = ("is_taken", "snapshot_id", "answer__ref")

KEPT_BASES = 8
"""Copied Profiles whose texts and addresses a process keeps; a snapshot never changes."""


@dataclass(frozen=True, slots=True)
class BaseText:
    """A text as both the living Profile and the copy had it, and its address."""

    document: dict[str, Any]
    address: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One question in a copy: both texts, and how they stand to each other."""

    question: Question
    answer: Answer
    living: Answer | None
    stand: Stand
    pages: float | None

    @property
    def is_offered(self) -> bool:
        """Whether a person is asked to decide about the copy's text."""
        return self.stand in OFFERED

    @property
    def n_living_words(self) -> int:
        """How long the living text is."""
        return self.living.n_words if self.living else 0

    @property
    def living_document(self) -> dict[str, Any]:
        """The living text; an empty one where nobody wrote."""
        return self.living.document if self.living and self.living.document else dict(EMPTY_DOCUMENT)


def copies_of(community: Community) -> QuerySet[ApplicationCopy]:
    """A community's copies, newest first, with who made them."""
    return _without_texts(ApplicationCopy.objects.filter(community=community))


def copy_of(community: Community, uid: UUID) -> ApplicationCopy | None:
    """One of them, if there is such a one. One query."""
    return next(iter(_copy(community.pk, uid)), None)


def texts_of(copy: ApplicationCopy) -> list[Answer]:
    """The texts of a copy, whole, with who wrote last. One query."""
    return _texts(copy.pk)


def text_of(copy: ApplicationCopy, ref: str) -> Answer | None:
    """The text of a copy to one question, if it has such a question. One query."""
    return next(iter(_text(copy.pk, ref)), None)


def figure_numbers_beside(text: Answer) -> dict[str, str] | None:
    """The numbers of the figures of the copy that a text belongs to, by uid; None for a living text. One query."""
    if text.copy_id is None:
        return None
    copy = ApplicationCopy.objects.select_related("edition").get(pk=text.copy_id)
    edition = frameworks.edition(copy.edition.slug, copy.edition.edition)
    return figure_selectors.numbers_of(texts_of(copy), edition)


def rows_of(
    copy: ApplicationCopy, edition: EditionDocument, texts: list[Answer], living: Mapping[str, Answer], budget: Budget
) -> list[CopyRow]:
    """The questions of a copy in order. Both kinds of texts must be up to date. Two queries at most."""
    decisions = _decisions(copy.pk)
    base = _base_texts(copy.base_id)
    taken = {one.answer.ref: one.snapshot_id for one in decisions if one.is_taken}
    declined = {(one.answer_id, one.snapshot_id) for one in decisions if not one.is_taken}
    text_by_ref = {text.ref: text for text in texts}
    rows = []
    for question in edition.questions_of(selectors.PROFILE):
        text, answer = text_by_ref.get(question.ref), living.get(question.ref)
        if text is None:
            continue
        common = base.get(question.ref, _nothing())
        address = _address(text, common)
        stand = stand_of(
            address,
            address if answer is not None and answer.document == text.document else _address(answer, common),
            taken.get(question.ref, common.address),
            is_declined=(text.pk, address) in declined,
        )
        rows.append(CopyRow(question, text, answer, stand, budget.pages_of(question.ref)))
    return rows


def budget_of(copy: ApplicationCopy, edition: EditionDocument, texts: list[Answer]) -> Budget:
    """The room a copy takes, and what its level allows. One query."""
    layout = next(iter(_layout(copy.pk)), None)
    is_current = layout is not None and layout.address == layout_selectors.address_of(edition, texts)
    return Budget(layout, is_current, copy.page_limit)


def _address(answer: Answer | None, common: BaseText) -> str:
    """The address of a text, worked out anew only where it is not the one both had."""
    document = answer.document if answer and answer.document else dict(EMPTY_DOCUMENT)
    return common.address if document == common.document else review_selectors.address_of(document)


@lru_cache(maxsize=KEPT_BASES)
def _base_texts(address: str) -> Mapping[str, BaseText]:
    """The living texts as they were copied, by ref."""
    kept: Any = snapshots.value_of(Snapshot.objects.get(address=address))
    texts = ((one["ref"], one["document"]) for one in kept["answers"])
    return {ref: BaseText(document, review_selectors.address_of(document)) for ref, document in texts}


@cache
def _nothing() -> BaseText:
    document = dict(EMPTY_DOCUMENT)
    return BaseText(document, review_selectors.address_of(document))


@prepared
def _copy(community_id: int, uid: UUID) -> QuerySet[ApplicationCopy]:
    return _without_texts(ApplicationCopy.objects.filter(community_id=community_id, uid=uid))


@prepared
def _texts(copy_id: int) -> QuerySet[Answer]:
    return Answer.texts.filter(copy_id=copy_id).select_related("edited_by")


@prepared
def _text(copy_id: int, ref: str) -> QuerySet[Answer]:
    return Answer.texts.filter(copy_id=copy_id, ref=ref).select_related("edited_by")


@prepared
def _layout(copy_id: int) -> QuerySet[ProfileLayout]:
    return ProfileLayout.objects.filter(copy_id=copy_id).order_by("pk")[:1]


@prepared
def _decisions(copy_id: int) -> QuerySet[CopyDecision]:
    rows = CopyDecision.objects.filter(answer__copy_id=copy_id)
    return rows.select_related("answer").only(*DECISION).order_by("at", "pk")


def _without_texts(copies: QuerySet[ApplicationCopy]) -> QuerySet[ApplicationCopy]:
    whole = copies.select_related("made_by", "edition", "base").defer("base__content", "edition__document")
    return whole.order_by("-made_at", "-pk")
