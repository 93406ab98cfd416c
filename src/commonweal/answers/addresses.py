"""What an address below ``/c/<slug>/profile/<question>/`` asks for."""

from django.http import Http404, HttpRequest

from commonweal.answers import services
from commonweal.answers.errors import NoSuchQuestion
from commonweal.answers.models import Answer
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import Question
from commonweal.frameworks.methods.refs import ref_of


def answer_at(request: HttpRequest, ref_slug: str) -> tuple[Answer, Question]:
    """The community's answer and its question; the answer is made if nobody opened it yet.

    Raises:
        Http404: if the Profile has no such question.
        NotPermitted: if the person is not a member.
    """
    try:
        ref = ref_of(ref_slug)
        answer = services.open_answer(community=request.community, ref=ref, by=request.user)
    except (ValueError, NoSuchQuestion) as absent:
        raise Http404 from absent
    answer.community = request.community
    return answer, frameworks.current_edition().question(ref)
