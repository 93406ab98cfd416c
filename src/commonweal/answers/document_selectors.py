"""Reading what a printed Profile holds."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from commonweal.accounts.models import User
from commonweal.answers import figure_selectors, glossary_selectors, selectors
from commonweal.answers.document_context import PrintedItem, PrintedQuestion, PrintedTerm, ProfileContext
from commonweal.answers.methods.projection import html_of
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.documents.methods.orders import ON_PAPER
from commonweal.frameworks.methods.document import EditionDocument, Item
from commonweal.kernel import selectors as kernel
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.prepared import prepared

PDF_JOB = "answers.make_profile_pdf"
WORD_JOB = "answers.make_profile_word"
PROFILE_JOBS = (PDF_JOB, WORD_JOB, "answers.make_profile_page")
"""The jobs that make the Profile as a file."""


class Written(Protocol):
    """What a printed Profile needs of an answer, kept or living."""

    ref: Any
    document: Any


def written_answers(community: Community, edition: EditionDocument) -> list[Answer]:
    """The community's answers with their whole text. One query."""
    return _written(community.pk, edition.id, edition.edition)


def profile_context(
    community: Community, edition: EditionDocument, answers: Sequence[Written], *, language: str, at: datetime
) -> ProfileContext:
    """What a printed Profile of these answers holds, in a language. Figures come without drawings."""
    document_by_ref = {answer.ref: answer.document for answer in answers}
    with translation.override(language):
        return ProfileContext(
            community=community.name,
            slug=community.slug,
            edition=f"{edition.title.in_language(language)}, {edition.edition}",
            language=language,
            day=at.astimezone(ZoneInfo(community.time_zone)).date(),
            is_example=community.is_example,
            site_url=settings.SITE_URL,
            items=tuple(_item(item, document_by_ref, language) for item in edition.section(selectors.PROFILE).items),
            figures=figure_selectors.figure_cards(community, edition, language=language, wide=ON_PAPER),
            glossary=_glossary(community, edition, document_by_ref, language),
        )


def _glossary(
    community: Community, edition: EditionDocument, document_by_ref: Mapping[str, Any], language: str
) -> tuple[PrintedTerm, ...]:
    """The words that the answers use, by name. One query."""
    words = glossary_selectors.page_glossary(community, edition, language)
    for question in edition.questions_of(selectors.PROFILE):
        if document := document_by_ref.get(question.ref):
            words.explained(html_of(document))
    terms = [
        PrintedTerm(term.name.in_language(language), term.meaning.in_language(language))
        for term in words.used
        if term.meaning
    ]
    return tuple(sorted(terms, key=lambda term: term.name.casefold()))


def profile_jobs_of(user: User, community: Community) -> QuerySet[Job]:
    """The Profiles of a community that a person had made, or is having made."""
    return kernel.jobs_visible_to(user).filter(name__in=PROFILE_JOBS, arguments__community_id=community.pk)


def finished_profile_jobs_of(user: User, community: Community) -> QuerySet[Job]:
    """Those whose file can be downloaded."""
    return profile_jobs_of(user, community).filter(state=JobState.DONE)


def has_profile_file(user: User, community: Community) -> bool:
    """Whether there is one; nobody sees it of another person, nor when looking as that person. One query."""
    if user.viewed_by:
        return False
    return any(asked.get("community_id") == community.pk for asked in _done(user.pk))


@prepared
def _written(community_id: int, slug: str, edition: str) -> QuerySet[Answer]:
    return Answer.objects.filter(community_id=community_id, edition__slug=slug, edition__edition=edition)


@prepared
def _done(person_id: int) -> QuerySet[Job, dict[str, Any]]:
    jobs = Job.objects.filter(asked_by_id=person_id, name__in=PROFILE_JOBS, state=JobState.DONE)
    return jobs.values_list("arguments", flat=True)


def file_of(job: Job) -> StoredFile:
    """The file that a finished job made."""
    made: dict[str, str] = job.result or {}
    return StoredFile.objects.get(uid=made["file"])


def _item(item: Item, document_by_ref: dict[str, dict[str, object]], language: str) -> PrintedItem:
    questions = tuple(
        PrintedQuestion(
            ref=question.ref,
            label=question.label.in_language(language),
            text=question.text.in_language(language),
            document=document_by_ref.get(question.ref, {}),
        )
        for question in item.questions
    )
    return PrintedItem(item.ref, item.title.in_language(language), questions)
