"""Reading application copies: which there are, how each text stands to the living one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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

DECISION = ("is_taken", "snapshot_id", "answer__ref")


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
    rows = ApplicationCopy.objects.filter(community=community).select_related("made_by", "edition", "base")
    return rows.defer("base__content", "edition__document").order_by("-made_at", "-pk")


def texts_of(copy: ApplicationCopy) -> QuerySet[Answer]:
    """The texts of a copy, whole, with who wrote last."""
    return Answer.texts.filter(copy=copy).select_related("edited_by")


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
    decisions = list(
        CopyDecision.objects.filter(answer__copy=copy).select_related("answer").only(*DECISION).order_by("at", "pk")
    )
    base = _base_addresses(copy, decisions)
    declined = {(one.answer_id, one.snapshot_id) for one in decisions if not one.is_taken}
    text_by_ref = {text.ref: text for text in texts}
    nothing = review_selectors.address_of(dict(EMPTY_DOCUMENT))
    return [
        CopyRow(
            question,
            text,
            living.get(question.ref),
            stand_of(
                address := _address(text),
                _address(living.get(question.ref)),
                base.get(question.ref, nothing),
                is_declined=(text.pk, address) in declined,
            ),
            budget.pages_of(question.ref),
        )
        for question in edition.questions_of(selectors.PROFILE)
        if (text := text_by_ref.get(question.ref))
    ]


def budget_of(copy: ApplicationCopy, edition: EditionDocument, texts: list[Answer]) -> Budget:
    """The room a copy takes, and what its level allows. One query."""
    layout = ProfileLayout.objects.filter(copy=copy).first()
    is_current = layout is not None and layout.address == layout_selectors.address_of(edition, texts)
    return Budget(layout, is_current, copy.page_limit)


def _base_addresses(copy: ApplicationCopy, decisions: Iterable[CopyDecision]) -> dict[str, str]:
    """The address of each text when both were one the last time, by ref: as it was copied, or taken since."""
    kept: Any = snapshots.value_of(copy.base)
    found = {one["ref"]: review_selectors.address_of(one["document"]) for one in kept["answers"]}
    return {**found, **{one.answer.ref: one.snapshot_id for one in decisions if one.is_taken}}


def _address(answer: Answer | None) -> str:
    document = answer.document if answer and answer.document else dict(EMPTY_DOCUMENT)
    return review_selectors.address_of(document)
