"""What an address below ``/c/<slug>/profile/<question>/`` asks for."""

from uuid import UUID

from django.http import Http404, HttpRequest

from commonweal.answers import copy_selectors, services
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.errors import NoSuchQuestion
from commonweal.answers.models import Answer
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument, Question
from commonweal.frameworks.methods.refs import ref_of


def answer_at(request: HttpRequest, ref_slug: str) -> tuple[Answer, Question]:
    """The community's answer and its question; the answer is made if nobody opened it yet.

    Raises:
        Http404: if the Profile has no such question.
        NotPermitted: if the person is not a member.
    """
    answer, edition = answer_in_edition(request, ref_slug)
    return answer, edition.question(answer.ref)


def answer_in_edition(request: HttpRequest, ref_slug: str) -> tuple[Answer, EditionDocument]:
    """As ``answer_at``, with the edition in use; raises what it raises."""
    edition = frameworks.current_edition()
    try:
        ref = ref_of(ref_slug)
        answer = services.open_answer(community=request.community, ref=ref, by=request.user, edition=edition)
    except (ValueError, NoSuchQuestion) as absent:
        raise Http404 from absent
    answer.community = request.community
    return answer, edition


def copy_at(request: HttpRequest, uid: UUID) -> tuple[ApplicationCopy, EditionDocument]:
    """A copy of the community's Profile and the edition it answers.

    Raises:
        Http404: if the community has no such copy.
    """
    copy = copy_selectors.copy_of(request.community, uid)
    if copy is None:
        raise Http404
    copy.community = request.community
    return copy, frameworks.edition(copy.edition.slug, copy.edition.edition)


def text_at(copy: ApplicationCopy, ref_slug: str) -> Answer:
    """A text of a copy, up to date.

    Raises:
        Http404: if the copy has no such question.
    """
    try:
        ref = ref_of(ref_slug)
    except ValueError as fault:
        raise Http404 from fault
    text = copy_selectors.text_of(copy, ref)
    if text is None:
        raise Http404
    return services.up_to_date(text)


def may_write(request: HttpRequest) -> bool:
    """Whether the person may write answers here; who looks as somebody else writes nothing."""
    return request.viewing is None and bool(request.user.has_perm("communities.write_answers", request.community))
