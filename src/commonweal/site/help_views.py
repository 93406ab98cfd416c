"""Help by task and the glossary, open to everybody: help with signing in is needed before it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.errors import UnknownEdition
from commonweal.site.help_topics import OWN_WORDS, TOPIC_BY_SLUG, TOPICS


@login_not_required
@require_GET
def help_list(request: HttpRequest) -> HttpResponse:
    """Every topic, and the questions of the first week."""
    return render(request, "site/help.html", {"topics": TOPICS})


@login_not_required
@require_GET
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """The questions and answers of one topic."""
    if topic not in TOPIC_BY_SLUG:
        raise Http404
    return render(request, "site/help_topic.html", {"topic": TOPIC_BY_SLUG[topic], "topics": TOPICS})


@login_not_required
@require_GET
def word_list(request: HttpRequest) -> HttpResponse:
    """The words of the field in the order of the reader's alphabet; members see the terms of the edition as well."""
    own = sorted(((str(word), str(meaning)) for word, meaning in OWN_WORDS), key=lambda pair: pair[0].casefold())
    return render(request, "site/word_list.html", {"own": own, "terms": _terms_for(request)})


def _terms_for(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and meaning of the terms of the edition in use; none for strangers, for its words may not be public."""
    if not request.user.is_authenticated:
        return []
    try:
        glossary = frameworks.current_edition().glossary
    except UnknownEdition:
        return []
    language = get_language() or "en"
    named = [(term.name.in_language(language), term.meaning.in_language(language)) for term in glossary if term.meaning]
    return sorted(named, key=lambda pair: pair[0].casefold())
