"""What of the framework can be found by words: the questions, values and terms of the edition that new work uses.

Other editions have a search of their own; here their questions would only stand beside each other.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.frameworks import selectors
from commonweal.frameworks.methods.document import EditionDocument, Question, Term
from commonweal.frameworks.models import Edition
from commonweal.kernel import events
from commonweal.kernel.models import Event
from commonweal.kernel.search import index
from commonweal.kernel.search.index import Findable


@events.follow("edition.made_current", "edition.replaced")
def follow_edition(_event: Event) -> None:
    """Let the edition that is current now be found, instead of another one or its former text."""
    for kind in ("question", "term"):
        index.rebuild_kind(kind)


def _questions() -> Iterator[Findable]:
    if (current := _current()) is not None:
        edition, document = current
        yield from (_question(edition, document, question) for question in document.questions)


def _terms() -> Iterator[Findable]:
    if (current := _current()) is not None:
        edition, document = current
        yield from (_term(edition, "values", term) for term in document.core_values)
        yield from (_term(edition, "terms", term) for term in document.glossary)


def _current() -> tuple[Edition, EditionDocument] | None:
    edition = Edition.objects.defer("document").filter(is_current=True).first()
    return (edition, selectors.edition(edition.slug, edition.edition)) if edition else None


def _question(edition: Edition, document: EditionDocument, question: Question) -> Findable:
    page = reverse("frameworks:item", args=[edition.slug, edition.edition, question.item_slug])
    texts = [question.text, *question.prompts, *([question.guidance] if question.guidance else [])]
    return Findable(
        thing=f"question:{edition.uid}:{question.ref}",
        kind="question",
        node_id=edition.node_id,
        path=f"{page}?depth=multiple#{question.slug}",
        title={code: f"{question.ref} {question.label.get(code, '')}" for code in document.languages},
        text={code: " ".join(text[code] for text in texts if code in text) for code in document.languages},
    )


def _term(edition: Edition, page: str, term: Term) -> Findable:
    path = reverse(f"frameworks:{page}", args=[edition.slug, edition.edition])
    return Findable(
        thing=f"term:{edition.uid}:{page}:{term.id}",
        kind="term",
        node_id=edition.node_id,
        path=f"{path}#{term.id}",
        title=term.name,
        text=term.meaning or {},
    )


index.register("question", order=40, label=_("Questions of the framework"), icon="book", source=_questions)
index.register("term", order=70, label=_("Values and terms"), icon="book", source=_terms)
